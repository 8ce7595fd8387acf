import { type Finding, findingsOf, type Hinted, matchesOf, type Safer, safer } from './finding.ts';

/** As they are written out, with `|` between them. */
export const MONTHS = 'January|February|March|April|May|June|July|August|September|October|November|December';
const SHORT_MONTHS = 'Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec';
const MONTH = `(?:${MONTHS}|(?:${SHORT_MONTHS})\\.?)`;
const CAPITAL_MONTHS = SHORT_MONTHS.toUpperCase();
/** In small letters too, but for "may" and "mar" and "march", which are words. */
const SMALL_MONTHS = `${MONTHS}|${SHORT_MONTHS}`.toLowerCase().replace(/\b(?:march|may|mar)\|/g, '');
const ANY_MONTH = `(?:${MONTH}|${CAPITAL_MONTHS}|${SMALL_MONTHS})`;
/** Before a day nobody marches, and "on may 3" is no wish. */
const MONTH_BEFORE_DAY = String.raw`(?:${ANY_MONTH}|mar(?:ch)?|(?<=(?:on|since|until|by|from|dated)[ \t])may)`;
const DAY = String.raw`(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?`;
const YEAR = String.raw`(?:19|20)\d{2}`;
const EDGE = String.raw`(?<![\p{L}\p{N}])`;
/** What stands before a day and goes with it. */
const ON = String.raw`(?<on>(?:on|On|dated|since|from|until|till|by|of)[ \t](?:the[ \t])?)?`;
const WEEKDAY = '(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?[ \\t](?:the[ \\t])?)?';

const MONTH_HINT = /jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|\d\/\d{4}/i;
const NUMERIC_HINT = /\d[./-]\d{1,2}[./-]\d/;

const DAY_MONTH: Hinted = [
  MONTH_HINT,
  new RegExp(
    String.raw`${EDGE}${ON}${WEEKDAY}${DAY}(?:[ \t]of)?[ \t-]{1,2}${ANY_MONTH}(?:,?[ \t-]{1,2}(?<year>${YEAR})|[ \t]['’]\d\d)?(?![\p{L}\p{N}])`,
    'gu',
  ),
];
const MONTH_DAY: Hinted = [
  MONTH_HINT,
  new RegExp(
    String.raw`${EDGE}${ON}${WEEKDAY}${MONTH_BEFORE_DAY}[ \t-]{1,2}${DAY}(?:[ \t]?[-–][ \t]?${DAY})?(?:,?[ \t]{1,2}(?<year>${YEAR}))?(?![\p{L}\p{N}/:%]|\.\d|[ \t]?(?:times|miles|days|weeks|hours|patients|mg|ml|of[ \t]\d))`,
    'gu',
  ),
];
/** "in March 2027", "3/2027". */
const MONTH_YEAR: Hinted = [
  MONTH_HINT,
  new RegExp(
    String.raw`${EDGE}(?<on>(?:in|In|during|since|from|until|till|by|of)[ \t](?:early[ \t]|late[ \t]|mid[ -])?)?(?:${MONTH},?[ \t]{1,2}(?:of[ \t])?|(?<![/.-])(?:1[0-2]|0?[1-9])\/)(?<year>${YEAR})(?![\p{L}\p{N}/])`,
    'gu',
  ),
];
/** A month alone, where it says when. "May" and "March" are words, and need the word before them in any case. */
const IN_MONTH: Hinted = [
  MONTH_HINT,
  new RegExp(
    String.raw`${EDGE}(?<on>(?:in|In|during|since|until|till|through)[ \t](?:early[ \t]|late[ \t]|mid[ -])?|[Ll]ast[ \t]|[Ee]arly[ \t]|[Ll]ate[ \t]|[Mm]id[ -])(?:${MONTHS})(?![\p{L}\p{N}])(?![ \t]of[ \t]Dimes)`,
    'gu',
  ),
];
const NUMERIC: Hinted = [
  NUMERIC_HINT,
  new RegExp(
    String.raw`(?<![\p{L}\p{N}./-])${ON}(?<a>\d{1,2})(?<by>[/.-])(?<b>\d{1,2})\k<by>(?<year>${YEAR}|\d{2})(?![\p{L}\p{N}/-]|\.\d)`,
    'gu',
  ),
];
const ISO: Hinted = [
  NUMERIC_HINT,
  new RegExp(
    String.raw`(?<![\p{L}\p{N}./-])${ON}(?<year>${YEAR})[-/.](?:1[0-2]|0?[1-9])[-/.](?:3[01]|[12]\d|0?[1-9])(?![\p{N}])`,
    'gu',
  ),
];
/** "14MAR26", as a hospital's records say it. */
const COMPACT: Hinted = [
  /\d-?[A-Z]{3,4}-?\d/iu,
  new RegExp(
    String.raw`${EDGE}${ON}(?:3[01]|[12]\d|0?[1-9])-?(?:${CAPITAL_MONTHS}|MAY)-?(?<year>${YEAR}|\d{2})(?![\p{L}\p{N}])`,
    'giu',
  ),
];
/** "on 3/30", "Tuesday 3/30", "admitted 3-30". Without a word before it, it is a score, a strength or a dose. */
const SHORT_NUMERIC: Hinted = [
  /\d[/-]\d/,
  new RegExp(
    String.raw`(?:${EDGE}(?:(?<on>(?:on|since|until|by|dated)[ \t])|(?<weekday>(?:mon|tue|tues|wed|wednes|thu|thurs|fri|sat|satur|sun)(?:day)?,?[ \t]))|(?<=(?<care>admitted|discharged|seen|born|DO[ABS]:?)[ \t]))(?<a>\d{1,2})(?:\/|(?<dash>-))(?<b>\d{1,2})(?![\p{L}\p{N}/-]|\.\d|[ \t](?:NS|strength|tab|tablets?|dose|of|patients|people|times|days|on|pain|murmur)(?!\p{L}))`,
    'giu',
  ),
];
/** "3/14 to 3/16". Two scores have the same number below. */
const SPAN: Hinted = [
  /\d\/\d/,
  /(?<![\p{L}\p{N}./-])(?<a>\d{1,2})\/(?<b>\d{1,2})[ \t]?(?:[-–]|to)[ \t]?\d{1,2}\/(?!\k<b>)(?:1[1-9]|2\d|3[01])(?![\p{L}\p{N}/]|\.\d)/gu,
];
/** Days that everybody knows the date of. */
const HOLIDAY: Hinted = [
  /Christmas|Year|Thanks|Easter|Hallow|July| Day/,
  new RegExp(
    String.raw`${EDGE}(?:(?:on|over|since|before|after)[ \t])?(?:Christmas(?: Eve| Day)?|New Year[’']s(?: Eve| Day)?|Thanksgiving|Easter(?: Sunday)?|Halloween|Independence Day|(?:4th|Fourth) of July|Valentine[’']s Day|Memorial Day|Labor Day|Mother[’']s Day|Father[’']s Day)(?![\p{L}\p{N}])`,
    'gu',
  ),
];

/** Words before a date that stay where they are: "since 30 March" becomes "since then". */
const STAYS = /^(?:since|from|until|till|by|of|through)[ \t]/i;

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

const FORMS: readonly (readonly [Hinted, Finding['confidence'], 'one-day' | 'that-time'])[] = [
  [DAY_MONTH, 'high', 'one-day'],
  [MONTH_DAY, 'high', 'one-day'],
  [ISO, 'high', 'one-day'],
  [COMPACT, 'high', 'one-day'],
  [NUMERIC, 'high', 'one-day'],
  [SHORT_NUMERIC, 'low', 'one-day'],
  [SPAN, 'low', 'one-day'],
  [MONTH_YEAR, 'low', 'that-time'],
  [IN_MONTH, 'low', 'that-time'],
];

/** Days and months. A year alone may stay, and so may spans: "10 days". */
export function* findDates(text: string): Iterable<Finding> {
  for (const [pattern, confidence, alone] of FORMS) {
    for (const match of matchesOf(text, pattern)) {
      const { a, b, dash, weekday, care = 's' } = match.groups ?? {};
      if (a !== undefined && !isDay(a, b)) continue;
      const isSure = weekday !== undefined || !/^s/i.test(care);
      // "seen 3-4 times" counts, and "since 3-14" is no day that anybody writes.
      if (dash !== undefined && (care === 's' || Number(b) <= 12)) continue;
      yield dateAt(match, isSure ? 'high' : confidence, alone);
    }
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
const AGE: Hinted = [
  /(?:9\d|1[0-2]\d)[ \t-]{0,2}y/i,
  new RegExp(
    String.raw`(?<![\p{L}\p{N}.$/-])(?<a>an?[ \t])?${OVER_89}(?<unit>[ \t-]{0,2}(?:y[/. \t]?o\.?|(?:years?|yrs?)[ \t](?:old|of[ \t]age)|year[ \t-]?olds?|yrs?(?:[ \t-]?olds?)?))(?![\p{L}\p{N}]|[ \t-](?:history|anniversary|plan|survival))`,
    'giu',
  ),
];
const AGED: Hinted = [
  /[edgf:][ \t](?:9\d|1[0-2]\d)/i,
  new RegExp(
    String.raw`(?<![\p{L}\p{N}])(?:aged?|age:|age[ \t]of|turned|turning)[ \t]${OVER_89}(?![\p{N}]|[.,]?\d|%)`,
    'giu',
  ),
];
/** "94M with chest pain"; "98F" alone is a temperature, and so it is behind a word that says so. */
const AGE_AND_SEX: Hinted = [
  /(?:9\d|1[0-2]\d)[ \t]?[MFy]/i,
  new RegExp(
    String.raw`(?<![\p{L}\p{N}.$/-])(?<!(?:[Tt]emp(?:erature)?|[Ff]ever|T|to|at|of|was|is)[ \t:]{1,2})(?<a>an?[ \t])?${OVER_89}[ \t]?(?:yo?)?[MF](?=,[ \t]|[ \t](?:with|w\/|who|p\/w|c\/o|present|h\/o|admit|s\/p))`,
    'gu',
  ),
];
const AGE_IN_WORDS: Hinted = [
  /ninety|hundred/i,
  /(?<![\p{L}\p{N}])(?<a>an?[ \t])?(?:ninety|(?:one )?hundred)(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?[ -]years?[ -]old(?![\p{L}\p{N}])/giu,
];

/** Ages over 89: "90 or older" is as much as may be said. */
export function* findAges(text: string): Iterable<Finding> {
  for (const pattern of [AGE, AGE_AND_SEX, AGE_IN_WORDS]) {
    yield* findingsOf(text, pattern, ({ 0: found, groups }) => {
      const isTold = /(?:years?|yrs?)[ \t](?:old|of[ \t]age)$/i.test(found) && groups?.a === undefined;
      const words = isTold ? 'over-89' : groups?.a === undefined ? 'elderly' : 'an-elderly';
      return { kind: 'age', confidence: 'high', safer: safer(words) };
    });
  }
  for (const match of matchesOf(text, AGED)) {
    const digits = /\d+$/.exec(match[0])?.[0] ?? '';
    const end = match.index + match[0].length;
    yield { start: end - digits.length, end, kind: 'age', confidence: 'high', safer: safer('over-89') };
  }
}
