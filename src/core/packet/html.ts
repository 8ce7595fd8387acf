import { printed, type Sheet, type SheetLine } from './sheet.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, character => ENTITIES[character] ?? character).replaceAll('\n', '<br>');
}

/** The packet as a piece of HTML for the clipboard: elements without styles, so that it takes those of where it is pasted. */
export function packetHtml(sheet: Sheet): string {
  const head = [
    `<h1>${escapeHtml(sheet.name)}</h1>`,
    sheet.about.length === 0 ? '' : `<p>${escapeHtml(sheet.about.join(' · '))}</p>`,
    sheet.addressee.length === 0 ? '' : `<p>${sheet.addressee.map(escapeHtml).join('<br>')}</p>`,
    sheet.target === '' ? '' : `<p><strong>${escapeHtml(sheet.target)}</strong></p>`,
  ];
  const sections = printed(sheet.sections).flatMap(({ title, groups }) => [
    `<h2>${escapeHtml(title)}</h2>`,
    ...groups.flatMap(({ heading, lines }) => [
      heading === '' ? '' : `<h3>${escapeHtml(heading)}</h3>`,
      ...blocksOf(lines),
    ]),
  ]);
  return [...head, ...sections].filter(Boolean).join('\n');
}

function blocksOf(lines: readonly SheetLine[]): string[] {
  const blocks: string[] = [];
  for (const [index, line] of lines.entries()) {
    const list = line.kind === 'step' ? 'ol' : line.kind === 'paragraph' ? '' : 'ul';
    if (list === '') {
      blocks.push(`<p>${wordsOf(line)}</p>`);
      continue;
    }
    if (lines[index - 1]?.kind !== line.kind) blocks.push(`<${list}>`);
    blocks.push(`<li>${wordsOf(line)}</li>`);
    if (lines[index + 1]?.kind !== line.kind) blocks.push(`</${list}>`);
  }
  return blocks;
}

function wordsOf({ label, text, note }: SheetLine): string {
  const named = label === '' ? '' : `<strong>${escapeHtml(label)}:</strong> `;
  return `${named}${escapeHtml(text)}${note === '' ? '' : ` <em>(${escapeHtml(note)})</em>`}`;
}
