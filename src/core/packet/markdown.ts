import { printed, type Sheet, type SheetLine } from './sheet.ts';

/** Characters that Markdown would take for its own. */
const SPECIAL = /[\\`*_{}[\]<>#|~]/g;
/** The same at the beginning of a line: lists and rules, and numbers with a full stop. */
const AT_START = /^(\s*)([-+=])/gm;
const NUMBER_AT_START = /^(\s*\d{1,9})([.)])/gm;

/** Text that Markdown shows as it is. */
export function escapeMarkdown(text: string): string {
  return text.replace(SPECIAL, '\\$&').replace(AT_START, '$1\\$2').replace(NUMBER_AT_START, '$1\\$2');
}

/** The packet as Markdown (CommonMark). */
export function packetMarkdown(sheet: Sheet): string {
  const head = [
    `# ${escapeMarkdown(sheet.name)}`,
    escapeMarkdown(sheet.about.join(' · ')),
    sheet.addressee.map(escapeMarkdown).join('  \n'),
    sheet.target === '' ? '' : `**${escapeMarkdown(sheet.target)}**`,
  ].filter(Boolean);
  const sections = printed(sheet.sections).map(({ title, groups }) =>
    [
      `## ${escapeMarkdown(title)}`,
      ...groups.flatMap(({ heading, lines }) => [
        ...(heading === '' ? [] : [`### ${escapeMarkdown(heading)}`]),
        ...blocksOf(lines),
      ]),
    ].join('\n\n'),
  );
  return `${[...head, ...sections].join('\n\n')}\n`;
}

/** Lists as one block each, paragraphs as one each. */
function blocksOf(lines: readonly SheetLine[]): string[] {
  const blocks: string[] = [];
  let listed: SheetLine['kind'] | null = null;
  let step = 0;
  for (const line of lines) {
    const isListed = line.kind !== 'paragraph';
    if (line.kind === 'step') step += 1;
    const mark = line.kind === 'step' ? `${step}. ` : isListed ? '- ' : '';
    const said = `${mark}${wordsOf(line).replaceAll('\n', `\n${' '.repeat(mark.length)}`)}`;
    if (isListed && listed === line.kind) blocks[blocks.length - 1] += `\n${said}`;
    else blocks.push(said);
    listed = isListed ? line.kind : null;
  }
  return blocks;
}

function wordsOf({ label, text, note }: SheetLine): string {
  const named = label === '' ? '' : `**${escapeMarkdown(label)}:** `;
  return `${named}${escapeMarkdown(text)}${note === '' ? '' : ` *(${escapeMarkdown(note)})*`}`;
}
