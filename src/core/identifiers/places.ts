import { type Finding, findingsOf, safer } from './finding.ts';

const STREET =
  /(?<![\p{N}./-])\d{1,6}[ \t](?:[NSEW]\.?[ \t])?(?:\p{Lu}[\p{L}'’.-]{1,30}[ \t]){1,4}?(?:Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Lane|Ln|Drive|Dr|Court|Way|Place|Terrace|Parkway|Pkwy|Highway|Hwy|Circle)(?![\p{L}])(?!\.?[ \t]\p{Lu}\p{Ll})\.?/gu;
/** "22 W 14th Street". */
const NUMBERED_STREET =
  /(?<![\p{N}./-])\d{1,6}[ \t](?:(?:[NSEW]|North|South|East|West)\.?[ \t])?\d{1,3}(?:st|nd|rd|th)[ \t](?:Street|St|Avenue|Ave|Road|Rd)(?![\p{L}])\.?/gu;
const BOX = /(?<![\p{L}\p{N}])P\.?[ \t]?O\.?[ \t]?Box[ \t]{1,2}\d{1,8}/giu;
/** Five digits alone are anything. */
const ZIP_WITH_CUE = /(?<![\p{L}\p{N}])(?:zip(?:[ -]?code)?|post(?:al)?[ ]?code)[:# \t]{0,4}\d{5}(?:-\d{4})?(?!\d)/giu;
const STATES =
  'AL|AK|AZ|AR|CA|CO|CT|DE|FL|GA|HI|ID|IL|IN|IA|KS|KY|LA|ME|MD|MA|MI|MN|MS|MO|MT|NE|NV|NH|NJ|NM|NY|NC|ND|OH|OK|OR|PA|RI|SC|SD|TN|TX|UT|VT|VA|WA|WV|WI|WY|DC';
const STATE_AND_ZIP = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?:${STATES})[ \t]{1,2}\d{5}(?:-\d{4})?(?![\p{L}\p{N}])`,
  'gu',
);
const COUNTY =
  /(?<![\p{L}\p{N}])(?:\p{Lu}\p{Ll}{1,30}[ \t]){1,2}County(?![\p{L}\p{N}])(?![ \t](?:Hospital|Medical|Health|General|Clinic|University|Jail))/gu;
/** A state is no smaller than a state, and neither is a country; those that are said most are left alone. */
const LIVES_IN =
  /(?<![\p{L}\p{N}])(?:lives|lived|living|resides|residing|resident of|grew up|homeless)[ \t](?:in|on|at|near|of|outside)?[ \t]?(?<place>\p{Lu}[\p{L}'’]{2,30}(?:[ \t]\p{Lu}[\p{L}'’]{2,30}){0,2})/gu;
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
    yield* findingsOf(text, pattern, () => ({ kind: 'place', confidence: 'high', safer: safer('nothing') }));
  }
  yield* findingsOf(text, ZIP_WITH_CUE, () => ({ kind: 'place', confidence: 'high', safer: safer('nothing') }));
  yield* findingsOf(text, COUNTY, () => ({ kind: 'place', confidence: 'low', safer: safer('a-place') }));
  for (const match of text.matchAll(LIVES_IN)) {
    const place = match.groups?.place ?? '';
    if (LARGE_PLACES.has((place.split(/[ \t]/)[0] ?? '').toLowerCase())) continue;
    const end = match.index + match[0].length;
    yield { start: end - place.length, end, kind: 'place', confidence: 'low', safer: safer('a-place') };
  }
}

/** Rooms in which no patient lies have other words before them. */
const ROOM =
  /(?<![\p{L}\p{N}])(?<!(?:conference|lecture|meeting|seminar|break|class|call|work|team|operating)[ \t])(?:in[ \t])?(?:the[ \t])?(?:room|rm\.?|bed|bay|cubicle|crib|isolette|pod)[ \t]?(?:number[ \t]|no\.?[ \t]?|#)?[ \t]?[A-Z]?\d{1,4}[A-Za-z]?(?:-\d{1,2})?(?![\p{L}\p{N}])(?![ \t]?(?:%|days|hours|beds))/giu;

/** Rooms and beds with a number. */
export function* findRooms(text: string): Iterable<Finding> {
  yield* findingsOf(text, ROOM, ({ 0: found }) => ({
    kind: 'room',
    confidence: 'high',
    safer: safer(/^in[ \t]/i.test(found) ? 'nothing' : 'a-room'),
  }));
}
