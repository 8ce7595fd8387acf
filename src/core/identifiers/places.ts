import { type Finding, findingsOf, type Hinted, leftOut, matchesOf, safer } from './finding.ts';

const STREET_HINT = /[ \t](?:St|Av|R[do]|B[ol]|L[an]|Dr|Court|Way|Pl|Te|P[ak]|H[iw]|Ci)/;
const STREET: Hinted = [
  STREET_HINT,
  /(?<![\p{N}./-])\d{1,6}[ \t](?:[NSEW]\.?[ \t])?(?:\p{Lu}[\p{L}'’.-]{1,30}[ \t]){1,4}?(?:Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Lane|Ln|Drive|Dr|Court|Way|Place|Terrace|Parkway|Pkwy|Highway|Hwy|Circle)(?![\p{L}])(?!\.?[ \t]\p{Lu}\p{Ll})\.?/gu,
];
/** "22 W 14th Street". */
const NUMBERED_STREET: Hinted = [
  STREET_HINT,
  /(?<![\p{N}./-])\d{1,6}[ \t](?:(?:[NSEW]|North|South|East|West)\.?[ \t])?\d{1,3}(?:st|nd|rd|th)[ \t](?:Street|St|Avenue|Ave|Road|Rd)(?![\p{L}])\.?/gu,
];
const BOX: Hinted = [/box/i, /(?<![\p{L}\p{N}])P\.?[ \t]?O\.?[ \t]?Box[ \t]{1,2}\d{1,8}/giu];
/** Five digits alone are anything. */
const ZIP_WITH_CUE: Hinted = [
  /zip|post/iu,
  /(?<![\p{L}\p{N}])(?:zip(?:[ -]?code)?|post(?:al)?[ ]?code)[:# \t]{0,4}\d{5}(?:-\d{4})?(?!\d)/giu,
];
/** "Oakland, CA 94110". Behind a word with a capital, two letters and five digits are seldom else but a laboratory's or a dose. */
const STATE_AND_ZIP: Hinted = [
  /[A-Z][ \t]{1,2}\d{5}/,
  /(?<=\p{Lu}[\p{L}.'’-]{2,30},?[ \t]{1,2})(?!CK|VL|IV|SQ)[A-Z]{2}[ \t]{1,2}\d{5}(?:-\d{4})?(?![\p{L}\p{N}]|[ \t](?:units|mg|copies))/gu,
];
const COUNTY: Hinted = [
  /County/,
  /(?<![\p{L}\p{N}])(?:\p{Lu}\p{Ll}{1,30}[ \t]){1,2}County(?![\p{L}\p{N}])(?![ \t](?:Hospital|Medical|Health|General|Clinic|University|Jail))/gu,
];
/** A state is no smaller than a state, and neither is a country; those that are said most are left alone. */
const LIVES_IN: Hinted = [
  /liv|resid|grew|homeless/,
  /(?<![\p{L}\p{N}])(?:lives|lived|living|resides|residing|resident of|grew up|homeless)[ \t](?:in|on|at|near|of|outside)?[ \t]?(?<place>\p{Lu}[\p{L}'’]{2,30}(?:[ \t]\p{Lu}[\p{L}'’]{2,30}){0,2})/gu,
];
const LARGE_PLACES: ReadonlySet<string> = new Set(
  (
    'alabama alaska arizona arkansas california colorado connecticut delaware florida georgia hawaii idaho illinois indiana iowa kansas kentucky louisiana maine maryland massachusetts michigan minnesota mississippi missouri montana nebraska nevada new north south rhode ohio oklahoma oregon pennsylvania tennessee texas utah vermont virginia washington west wisconsin wyoming ' +
    'america canada mexico england germany france spain italy india china japan korea brazil colombia vietnam philippines nigeria egypt iran iraq syria ukraine russia poland haiti cuba guatemala honduras salvador ' +
    'medicine pediatrics surgery psychiatry neurology the a an internal family emergency'
  ).split(' '),
);

/** Places smaller than a state, where a number or a word announces them. Names of cities cannot be told from others. */
export function* findPlaces(text: string): Iterable<Finding> {
  for (const pattern of [STREET, NUMBERED_STREET, BOX, STATE_AND_ZIP]) {
    yield* findingsOf(text, pattern, () => leftOut('place'));
  }
  yield* findingsOf(text, ZIP_WITH_CUE, () => leftOut('place'));
  yield* findingsOf(text, COUNTY, () => ({ kind: 'place', confidence: 'low', safer: safer('a-place') }));
  for (const match of matchesOf(text, LIVES_IN)) {
    const place = match.groups?.place ?? '';
    if (LARGE_PLACES.has((place.split(/[ \t]/)[0] ?? '').toLowerCase())) continue;
    const end = match.index + match[0].length;
    yield { start: end - place.length, end, kind: 'place', confidence: 'low', safer: safer('a-place') };
  }
}

/**
 * Rooms in which no patient lies have other words before them, and a bed's angle or hours other words behind. "POD 2" is
 * no pod but the second day after an operation.
 */
const ROOM: Hinted = [
  /(?:room|rm|bed|bay|cubicle|crib|isolette)[^\p{L}]{0,8}(?:number|no)?[^\p{L}]{0,8}[A-Z]{0,2}\d/iu,
  /(?<![\p{L}\p{N}])(?<!(?:conference|lecture|meeting|seminar|break|class|call|work|team|operating|out of|head of)[ \t])(?:in[ \t])?(?:the[ \t])?(?:room|rm\.?|bed|bay|cubicle|crib|isolette)[ \t]?(?:number[ \t]|no\.?[ \t]?|#)?[ \t]?[A-Z]{0,2}\d{1,4}[A-Z]{0,2}(?:-[A-Z]|-?[A-Z]{0,2}\d{1,4}){0,2}(?![\p{L}\p{N}]|[ \t]?(?:%|°|deg|days?|hours?|hrs?(?!\p{L})|h(?!\p{L})|weeks?|times|min|beds))/giu,
];

/** Rooms and beds with a number. */
export function* findRooms(text: string): Iterable<Finding> {
  yield* findingsOf(text, ROOM, ({ 0: found }) => ({
    kind: 'room',
    confidence: 'high',
    safer: safer(/^in[ \t]/i.test(found) ? 'nothing' : 'a-room'),
  }));
}
