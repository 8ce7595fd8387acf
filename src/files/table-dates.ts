/** Days and times as people write them in spreadsheets. Nothing here guesses: what can be read in two ways is not read. */

/** Which number comes first where days are written as three numbers. */
export type DateOrder = 'dmy' | 'mdy' | 'ymd';

export interface TableDate {
  /** `YYYY-MM-DD` */
  readonly day: string;
  /** `HH:MM`, or `null` when the text has no time. */
  readonly time: string | null;
  /** `Z` or an offset; empty when the text names none. */
  readonly offset: string;
}

export type DateProblem = 'bad-date' | 'ambiguous-date' | 'bad-time';

const LANGUAGES = ['en', 'de', 'fr', 'es', 'pt', 'it', 'nl', 'sv', 'da', 'nb', 'pl', 'cs', 'tr', 'ru'];

/** The month a word names, by Unicode's data; several languages share words, and none of them means another month. */
const monthByName: ReadonlyMap<string, number> = new Map(
  LANGUAGES.flatMap(language =>
    (['long', 'short'] as const).flatMap(style =>
      [{ month: style }, { month: style, day: 'numeric' } as const].flatMap(options => {
        const format = new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' });
        return Array.from({ length: 12 }, (_, index) => {
          const parts = format.formatToParts(new Date(Date.UTC(2026, index, 1)));
          return [wordOf(parts.find(({ type }) => type === 'month')?.value ?? ''), index + 1] as const;
        });
      }),
    ),
  ).filter(([word]) => /\p{L}{3}/u.test(word)),
);

function wordOf(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}]/gu, '');
}

const NUMBERS = /^(\d{1,4})\s*([./\-\s])\s*(\d{1,2})\s*[./\-\s]\s*(\d{1,4})\.?(?=$|[\sT,])/;
const EAST_ASIAN = /^(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]?/u;

/**
 * The day, and the time where the cell has one.
 *
 * @param order - How days are written in this column; `null` when nobody said.
 */
export function parseTableDate(cell: string, order: DateOrder | null): TableDate | DateProblem {
  const text = digitsOf(cell.slice(0, 100).trim());
  const east = EAST_ASIAN.exec(text);
  if (east !== null) return withRest([Number(east[1]), Number(east[2]), Number(east[3])], text.slice(east[0].length));
  const numbers = NUMBERS.exec(text);
  if (numbers !== null) {
    const [whole, first = '', separator = '', second = '', third = ''] = numbers;
    const parts = inOrder(first, second, third, separator, order);
    return typeof parts === 'string' ? parts : withRest(parts, text.slice(whole.length));
  }
  return withMonthName(text);
}

/** What a column's own days say about how they are written; `null` when every one can be read in two ways. */
export function orderIn(cells: readonly string[]): DateOrder | null {
  const seen = new Set<DateOrder>();
  for (const cell of cells) {
    const match = NUMBERS.exec(digitsOf(cell.slice(0, 100).trim()));
    if (match === null) continue;
    const [, first = '', separator, second = ''] = match;
    if (first.length > 2) seen.add('ymd');
    else if (Number(first) > 12 || separator === '.') seen.add('dmy');
    else if (Number(second) > 12) seen.add('mdy');
  }
  const [order] = seen;
  // Days of two kinds in one column: the student has to say.
  return seen.size === 1 && order !== undefined ? order : null;
}

function inOrder(
  first: string,
  second: string,
  third: string,
  separator: string,
  order: DateOrder | null,
): readonly [year: number, month: number, day: number] | DateProblem {
  const [a, b, c] = [Number(first), Number(second), Number(third)];
  if (first.length > 2) return first.length === 4 && third.length <= 2 ? [a, b, c] : 'bad-date';
  if (order === 'ymd') return third.length <= 2 && first.length === 2 ? [2000 + a, b, c] : 'bad-date';
  const year = third.length === 4 ? c : third.length === 2 ? c + (c < 70 ? 2000 : 1900) : null;
  if (year === null) return 'bad-date';
  if (order === 'mdy') return [year, a, b];
  // Full stops stand between days, months and years in this order only.
  if (order === 'dmy' || separator === '.' || a > 12) return [year, b, a];
  if (b > 12 || a === b) return [year, a, b];
  return 'ambiguous-date';
}

function withMonthName(text: string): TableDate | DateProblem {
  const words =
    /^(?:\p{L}{2,12}\.?,?\s+)?(?:(\d{1,2})(?:st|nd|rd|th|er|º|ª|\.)?[\s-]+(?:de\s+)?)?(\p{L}[\p{L}\p{M}]{2,14})\.?[\s-]+(?:(?:de|del)\s+)?(?:(\d{1,2})(?:st|nd|rd|th)?,?\s+)?(\d{4})\b/iu.exec(
      text,
    );
  if (words === null) return 'bad-date';
  const [whole, before, name = '', after, year] = words;
  const month = monthByName.get(wordOf(name));
  const day = before ?? after;
  if (month === undefined || day === undefined || (before !== undefined && after !== undefined)) return 'bad-date';
  return withRest([Number(year), month, Number(day)], text.slice(whole.length));
}

function withRest([year, month, day]: readonly [number, number, number], rest: string): TableDate | DateProblem {
  const two = (value: number) => String(value).padStart(2, '0');
  try {
    const date = Temporal.PlainDate.from(`${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`, {
      overflow: 'reject',
    });
    if (date.year < 1900 || date.year > 2199) return 'bad-date';
    const words = rest.replace(/^[\sT,]+/, '');
    if (words === '') return { day: date.toString(), time: null, offset: '' };
    const time = parseTableTime(words);
    return time === null ? 'bad-time' : { day: date.toString(), ...time };
  } catch {
    return 'bad-date';
  }
}

const TIME =
  /^(?:(上午|下午|午前|午後|오전|오후)\s*)?(\d{1,2})(?:\s*(?:[:.h：時时]|시)\s*(\d{2})?)?(?::\d{2}(?:\.\d{1,9})?)?\s*分?\s*([ap])?\.?\s?(?:m\.?)?\s*(?:uhr|hrs?|h)?\s*(Z|[+-]\d{2}:?\d{2})?$/iu;

/** The time of day in a cell, 24 hours; `null` when it holds none, or one that no clock shows. */
export function parseTableTime(cell: string): { readonly time: string; readonly offset: string } | null {
  const text = digitsOf(cell.slice(0, 60).trim()).replace(/^(\d{2})(\d{2})$/, '$1:$2');
  // The beginning of a range is when it began.
  const match = TIME.exec(text.split(/\s*[–—~]\s*|\s+-\s+|\s+(?:to|bis|à|a|até)\s+/u)[0] ?? '');
  if (match === null) return null;
  const [, east = '', hourText = '', minute = '00', half, offset = ''] = match;
  const isBare = /^\d{1,2}$/.test(text);
  const hour = Number(hourText);
  const isTwelve = half !== undefined || east !== '';
  if (isBare || hour > 23 || Number(minute) > 59 || (isTwelve && (hour > 12 || (half !== undefined && hour === 0))))
    return null;
  const isAfternoon = half?.toLowerCase() === 'p' || /下午|午後|오후/u.test(east);
  const whole = isTwelve ? (hour % 12) + (isAfternoon ? 12 : 0) : hour;
  return {
    time: `${String(whole).padStart(2, '0')}:${minute}`,
    offset: offset.replace(/^([+-]\d{2})(\d{2})$/, '$1:$2').toUpperCase(),
  };
}

/** Arabic, Persian and full-width digits as the others. */
function digitsOf(text: string): string {
  return text.normalize('NFKC').replace(/[\u0660-\u0669\u06F0-\u06F9]/g, digit => String(digit.charCodeAt(0) & 15));
}
