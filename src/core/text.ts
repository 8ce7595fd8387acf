/**
 * Characters that have no place in a line of text: controls, those that turn the direction of what follows, with which
 * a page could make a name or an address read as another, and halves of characters, which no link can carry.
 */
const UNWANTED = /(?![\n\t])[\p{Cc}\p{Cs}\p{Bidi_Control}\u200B\u2060\uFEFF]/gu;

// JavaScript counts U+FEFF as white space, which would break a word in two where nothing is seen.
const WHITE_SPACE = /[^\S\uFEFF]+/g;

/** One line: without unwanted characters, white space folded, cut to `most` UTF-16 units but never inside a character. */
export function cleanLine(text: string, most: number): string {
  // A megabyte of title is cut before the patterns run over it.
  const start = text.trimStart().slice(0, most * 4);
  return cut(start.replace(WHITE_SPACE, ' ').replace(UNWANTED, '').replace(/ +/g, ' ').trim(), most);
}

/** Several lines: as `cleanLine`, but line breaks and tabs stay. */
export function cleanText(text: string, most: number): string {
  return cut(
    text
      .trimStart()
      .slice(0, most * 4)
      .replace(/\r\n?/g, '\n')
      .replace(UNWANTED, '')
      .trim(),
    most,
  );
}

function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  const end = /[\uD800-\uDBFF]/.test(text.charAt(most - 1)) ? most - 1 : most;
  return text.slice(0, end).trimEnd();
}

/** Letters that Unicode does not take apart, as people type them who have no such key. */
const PLAIN: Readonly<Record<string, string>> = {
  æ: 'ae',
  ð: 'd',
  đ: 'd',
  ħ: 'h',
  ı: 'i',
  ł: 'l',
  ø: 'o',
  œ: 'oe',
  ß: 'ss',
  þ: 'th',
};

/** How text is compared when somebody searches: no case, no accents, no punctuation. */
export function searchKey(text: string): string {
  return (
    text
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .toLocaleLowerCase('en')
      .replace(/[æðđħıłøœßþ]/g, letter => PLAIN[letter] ?? letter)
      // So that "obrien" finds O'Brien.
      .replace(/['\u2018\u2019\u02BC]/g, '')
      .replace(/[^\p{L}\p{N}@.+_-]+/gu, ' ')
      .trim()
  );
}
