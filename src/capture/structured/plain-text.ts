/**
 * Text that stands inside a value made for machines: with character references, and often with tags, since whoever wrote
 * it passed on what an editor had saved. Nothing here parses HTML; what is not understood stays as it is.
 */

const LONGEST = 20_000;

/** Tags that begin or end a line. */
const LINE_TAGS =
  /<\/?(?:address|article|blockquote|br|dd|div|dl|dt|figure|h[1-6]|hr|li|ol|p|pre|section|table|td|th|tr|ul)(?:\s[^<>]*|\/)?>/gi;
const OTHER_TAGS = /<\/?[a-z][a-z0-9-]{0,20}(?:\s[^<>]*|\/)?>/gi;

/** The text without tags and character references, blocks separated by line breaks. */
export function plainText(text: string): string {
  let plain = text.slice(0, LONGEST);
  // Twice, since some systems escape what was escaped already.
  for (let pass = 0; pass < 2; pass += 1) {
    const decoded = decode(plain.replace(LINE_TAGS, '\n').replace(OTHER_TAGS, ''));
    if (decoded === plain) break;
    plain = decoded;
  }
  return plain;
}

/** The named references of U+00A0 to U+00FF, in order. */
const LATIN = (
  'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro ' +
  'para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil ' +
  'Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave ' +
  'Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml ' +
  'igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute ' +
  'thorn yuml'
).split(' ');

const NAMED: ReadonlyMap<string, string> = new Map([
  ...LATIN.map((name, index) => [name, String.fromCharCode(0xa0 + index)] as const),
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['ndash', '\u2013'],
  ['mdash', '\u2014'],
  ['lsquo', '\u2018'],
  ['rsquo', '\u2019'],
  ['sbquo', '\u201A'],
  ['ldquo', '\u201C'],
  ['rdquo', '\u201D'],
  ['bdquo', '\u201E'],
  ['hellip', '\u2026'],
  ['bull', '\u2022'],
  ['euro', '\u20AC'],
  ['trade', '\u2122'],
  ['Scaron', '\u0160'],
  ['scaron', '\u0161'],
  ['OElig', '\u0152'],
  ['oelig', '\u0153'],
]);

function decode(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}\d{0,2}));/gi, (whole, decimal, hex, name) => {
    if (typeof name === 'string') return NAMED.get(name) ?? whole;
    const code = typeof decimal === 'string' ? Number(decimal) : Number.parseInt(String(hex), 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
  });
}
