/**
 * Characters that have no place in a line of text: controls, soft hyphens, tags, and those that are invisible or turn
 * the direction of what follows, with which a page could make a name or an address read as another.
 */
const UNWANTED =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what this pattern is for
  /[\u0000-\u001F\u007F-\u009F\u00AD\u061C\u180E\u200B\u200E\u200F\u202A-\u202E\u2060-\u2064\u2066-\u206F\uFEFF\uFFF9-\uFFFD\u{E0000}-\u{E007F}]/gu;

/** One line: white space folded, unwanted characters out, cut to `most` UTF-16 units but never inside a character. */
export function cleanLine(text: string, most: number): string {
  // A megabyte is cut before the patterns run over it.
  const start = text.length > most * 8 ? text.slice(0, most * 8) : text;
  const line = start.toWellFormed().replace(/\s+/g, ' ').replace(UNWANTED, '').replace(/ {2,}/g, ' ').trim();
  if (line.length <= most) return line;
  return line
    .slice(0, most)
    .replace(/[\uD800-\uDBFF]$/, '')
    .trimEnd();
}

/** Whether the text holds characters that are invisible, control something or turn its direction. */
export function hasUnwanted(text: string): boolean {
  UNWANTED.lastIndex = 0;
  const found = UNWANTED.test(text);
  UNWANTED.lastIndex = 0;
  return found;
}

/** Letters that do not fall apart into a base letter and a mark. */
const UNDIVIDED: Readonly<Record<string, string>> = {
  ø: 'o',
  æ: 'ae',
  œ: 'oe',
  ß: 'ss',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
};

/** Lower case without accents, to compare a name with an address. */
export function withoutAccents(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[øæœßłđðþı]/g, letter => UNDIVIDED[letter] ?? letter);
}
