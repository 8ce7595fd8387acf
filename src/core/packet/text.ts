import { printed, type Sheet, type SheetLine } from './sheet.ts';

/** The packet as plain text, for a mail: headings in capitals, lists with a dash. */
export function packetText(sheet: Sheet): string {
  const head = [sheet.name, sheet.about.join(' · '), sheet.addressee.join(', '), sheet.target].filter(Boolean);
  const sections = printed(sheet.sections).map(({ title, groups }) =>
    [
      title.toUpperCase(),
      ...groups.map(({ heading, lines }) => [...(heading === '' ? [] : [`${heading}:`]), ...linesOf(lines)].join('\n')),
    ].join('\n\n'),
  );
  return `${[head.join('\n'), ...sections].join('\n\n\n')}\n`;
}

function linesOf(lines: readonly SheetLine[]): string[] {
  let step = 0;
  return lines.map(line => {
    if (line.kind === 'step') step += 1;
    const mark = line.kind === 'point' ? '- ' : line.kind === 'step' ? `${step}. ` : '';
    const said = `${mark}${lineWords(line)}`;
    // What runs over several lines stays under its dash.
    return said.replaceAll('\n', `\n${' '.repeat(mark.length)}`);
  });
}

/** Label, words and note of a line as they are read. */
export function lineWords({ label, text, note }: SheetLine): string {
  return `${label === '' ? '' : `${label}: `}${text}${note === '' ? '' : ` (${note})`}`;
}
