import { type Finding, findingsOf, type Safer, safer } from './finding.ts';

const MONTHS = 'January|February|March|April|May|June|July|August|September|October|November|December';
const SHORT_MONTHS = 'Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec';
const MONTH = `(?:${MONTHS}|(?:${SHORT_MONTHS})\\.?)`;
/** In small letters too, but for "may" and "mar" and "march", which are words. */
const ANY_MONTH = `(?:${MONTH}|january|february|april|june|july|august|september|october|november|december|jan|feb|apr|jun|jul|aug|sept?|oct|nov|dec)`;
const DAY = String.raw`(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?`;
const YEAR = String.raw`(?:19|20)\d{2}`;
const EDGE = String.raw`(?<![\p{L}\p{N}])`;
/** What stands before a day and goes with it. */
const ON = String.raw`(?<on>(?:on|On|dated|since|from|until|till|by|of)[ \t](?:the[ \t])?)?`;
const WEEKDAY = '(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?[ \\t](?:the[ \\t])?)?';

const DAY_MONTH = new RegExp(
  String.raw`${EDGE}${ON}${WEEKDAY}${DAY}(?:[ \t]of)?[ \t-]{1,2}${ANY_MONTH}(?:,?[ \t-]{1,2}(?<year>${YEAR})|[ \t]['’]\d\d)?(?![\p{L}\p{N}])`,
  'gu',
);
const MONTH_DAY = new RegExp(
  String.raw`${EDGE}${ON}${WEEKDAY}${ANY_MONTH}[ \t-]{1,2}${DAY}(?:[ \t]?[-–][ \t]?${DAY})?(?:,?[ \t]{1,2}(?<year>${YEAR}))?(?![\p{L}\p{N}/.:%]|[ \t]?(?:times|days|weeks|hours|patients|mg|ml|of[ \t]\d))`,
  'gu',
);
const MONTH_YEAR = new RegExp(
  String.raw`${EDGE}(?<on>(?:in|In|during|since|from|until|till|by|of)[ \t](?:early[ \t]|late[ \t]|mid[ -])?)?${MONTH},?[ \t]{1,2}(?:of[ \t])?(?<year>${YEAR})(?![\p{L}\p{N}])`,
  'gu',
);
/** A month alone, where it says when. "May" and "March" are words, and need the word before them in any case. */
const IN_MONTH = new RegExp(
  String.raw`${EDGE}(?<on>(?:in|In|during|since|until|till|through)[ \t](?:early[ \t]|late[ \t]|mid[ -])?|[Ll]ast[ \t]|[Ee]arly[ \t]|[Ll]ate[ \t]|[Mm]id[ -])(?:${MONTHS})(?![\p{L}\p{N}])(?![ \t]of[ \t]Dimes)`,
  'gu',
);
const NUMERIC = new RegExp(
  String.raw`(?<![\p{L}\p{N}./-])${ON}(?<a>\d{1,2})(?<by>[/.-])(?<b>\d{1,2})\k<by>(?<year>${YEAR}|\d{2})(?![\p{L}\p{N}/-]|\.\d)`,
  'gu',
);
const ISO = new RegExp(
  String.raw`(?<![\p{L}\p{N}./-])${ON}(?<year>${YEAR})[-/.](?:1[0-2]|0?[1-9])[-/.](?:3[01]|[12]\d|0?[1-9])(?![\p{N}])`,
  'gu',
);
/** "on 3/30". Without a word before it, it is a score, a strength or a dose. */
const SHORT_NUMERIC = new RegExp(
  String.raw`(?:${EDGE}(?<on>(?:on|On|since|until|by|dated)[ \t])|(?<=(?:admitted|discharged|seen|born|DOB:?|dob:?|DOS:?|DOA:?)[ \t]))(?<a>\d{1,2})[/](?<b>\d{1,2})(?![\p{L}\p{N}/.]|[ \t](?:NS|strength|tab|tablets?|dose|of|in|patients|days|on|pain|murmur)(?!\p{L}))`,
  'gu',
);
/** Days that everybody knows the date of. */
const HOLIDAY = new RegExp(
  String.raw`${EDGE}(?:(?:on|over|since|before|after)[ \t])?(?:Christmas(?: Eve| Day)?|New Year[’']s(?: Eve| Day)?|Thanksgiving|Easter(?: Sunday)?|Halloween|Independence Day|(?:4th|Fourth) of July|Valentine[’']s Day|Memorial Day|Labor Day|Mother[’']s Day|Father[’']s Day)(?![\p{L}\p{N}])`,
  'gu',
);

/** Words before a date that stay where they are: "since 30 March" becomes "since then". */
const STAYS = /^(?:since|from|until|till|by|of|through)[ \t]/;

/** A date with the word before it, or without where that stays. */
function dateAt(
  { 0: found, index, groups }: RegExpExecArray,
  confidence: Finding['confidence'],
  alone: 'one-day' | 'that-time',
): Finding {
  const on = groups?.on ?? '';
  const year = (groups?.year ?? '').length === 4 ? (groups?.year ?? '') : '';
  const stays = STAYS.test(on);
  const start = index + (stays ? (STAYS.exec(found)?.[0] ?? '').length : 0);
  const isIn = on !== '' && !stays;
  const said = year === '' ? wordsFor(on, alone) : isIn ? 'in-year' : 'year';
  return { start, end: index + found.length, kind: 'date', confidence, safer: safer(said, year) };
}

function wordsFor(on: string, alone: 'one-day' | 'that-time'): Safer['words'] {
  if (on.startsWith('of')) return 'that-day';
  if (STAYS.test(on)) return 'then';
  return on !== '' && alone === 'one-day' ? 'that-day' : alone;
}

/** Days and months. A year alone may stay, and so may spans: "10 days". */
export function* findDates(text: string): Iterable<Finding> {
  for (const pattern of [DAY_MONTH, MONTH_DAY, ISO]) {
    for (const match of text.matchAll(pattern)) yield dateAt(match, 'high', 'one-day');
  }
  for (const match of text.matchAll(NUMERIC)) {
    if (isDay(match.groups?.a, match.groups?.b)) yield dateAt(match, 'high', 'one-day');
  }
  for (const match of text.matchAll(SHORT_NUMERIC)) {
    if (isDay(match.groups?.a, match.groups?.b)) yield dateAt(match, 'low', 'one-day');
  }
  for (const pattern of [MONTH_YEAR, IN_MONTH]) {
    for (const match of text.matchAll(pattern)) yield dateAt(match, 'low', 'that-time');
  }
  yield* findingsOf(text, HOLIDAY, () => ({ kind: 'date', confidence: 'low', safer: safer('one-day') }));
}

/** Whether two numbers are a month and a day, in either order. */
function isDay(a = '', b = ''): boolean {
  const [one, other] = [Number(a), Number(b)];
  const most = Math.max(one, other);
  return Math.min(one, other) >= 1 && Math.min(one, other) <= 12 && most <= 31;
}

const OVER_89 = String.raw`(?:9\d|1[0-2]\d)`;
const AGE = new RegExp(
  String.raw`(?<![\p{L}\p{N}.$/-])(?<a>an?[ \t])?${OVER_89}(?<unit>[ \t-]{0,2}(?:y\/?o|y\.o\.|yo|year[ \t-]?olds?|yr[ \t-]?olds?|(?:years?|yrs?)[ \t](?:old|of[ \t]age)))(?![\p{L}\p{N}])`,
  'giu',
);
const AGED = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?:aged?|age:|age[ \t]of|turned|turning)[ \t]${OVER_89}(?![\p{N}]|[.,]?\d|%)`,
  'giu',
);
/** "94M with chest pain"; "98F" alone is a temperature. */
const AGE_AND_SEX = new RegExp(
  String.raw`(?<![\p{L}\p{N}.$/-])(?<a>an?[ \t])?${OVER_89}[ \t]?(?:M|F|yM|yF|yoM|yoF)(?=[ \t](?:with|w\/|who|p\/w|presenting|presents|h\/o|admitted|s\/p))`,
  'gu',
);
const AGE_IN_WORDS =
  /(?<![\p{L}\p{N}])(?<a>an?[ \t])?(?:ninety|one hundred|hundred)(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?[ -]years?[ -]old(?![\p{L}\p{N}])/giu;

/** Ages over 89: "90 or older" is as much as may be said. */
export function* findAges(text: string): Iterable<Finding> {
  for (const pattern of [AGE, AGE_AND_SEX, AGE_IN_WORDS]) {
    yield* findingsOf(text, pattern, ({ 0: found, groups }) => {
      const isTold = /(?:years?|yrs?)[ \t](?:old|of[ \t]age)$/i.test(found) && groups?.a === undefined;
      const words = isTold ? 'over-89' : groups?.a === undefined ? 'elderly' : 'an-elderly';
      return { kind: 'age', confidence: 'high', safer: safer(words) };
    });
  }
  for (const match of text.matchAll(AGED)) {
    const digits = /\d+$/.exec(match[0])?.[0] ?? '';
    const end = match.index + match[0].length;
    yield { start: end - digits.length, end, kind: 'age', confidence: 'high', safer: safer('over-89') };
  }
}
