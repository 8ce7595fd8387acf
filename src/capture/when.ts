/**
 * Spans of time as pages show them: "Wednesday, July 8⋅6:30 – 7:30pm", "10:00 AM to 11:00 AM, Monday, September 28, 2026",
 * "Mi., 4. März 2026, 14:00–15:00", "2026年3月5日 14:00 ~ 15:00".
 */

import { type FoldedText, fold, otherLanguages, type Vocabulary, vocabularyOf } from './date-words.ts';
import { clockIn, type Day, dayNumber, dayOfIso, dayOfNumber, isDay, isoDay, twoDigits, weekdayOf } from './days.ts';
import {
  type DateItem,
  hourOf,
  type Item,
  isClosed,
  isSeparated,
  itemsOfFolded,
  type Reader,
  type TimeItem,
  type Zone,
} from './time-text.ts';

/** When something is: in the form of `CapturedItem`. */
export interface When {
  /** ISO 8601: floating (`2026-03-05T14:00`), with an offset or `Z` where the text names one, or a bare day. */
  readonly start: string;
  /** Exclusive for whole days. `null` when the text names no end. */
  readonly end: string | null;
  readonly allDay: boolean;
  /** The IANA zone that the text names ("Europe/Oslo"), `null` for none. */
  readonly timeZone: string | null;
}

export interface WhenContext {
  /** The page's own language first; others are tried where it does not explain a text. */
  readonly languages: readonly string[];
  readonly now: Date;
  /** The zone in which the student sees the page, to know which day today is. */
  readonly timeZone: string;
  /**
   * The day (`2026-03-05`) that a text belongs to which names a time only, or a day without its year: a column of a
   * calendar. Not given: a time alone is no moment, and a day without a year is the nearest to today, unless its
   * weekday says otherwise.
   */
  readonly near?: string;
}

/** The longest text that is tried as a date, and the longest that is searched for one. */
const LONGEST_TEXT = 200;
const LONGEST_LABEL = 2_000;

/** Reads a text that is nothing but a day, a moment or a span; `null` when anything in it stays unexplained. */
export function readWhen(text: string, context: WhenContext): When | null {
  const frame = frameOf(context);
  if (frame === null) return null;
  return inSomeLanguage(text, context.languages, (span, vocabulary) => whenOf(span, frame, vocabulary));
}

export interface FoundWhen {
  readonly when: When;
  readonly before: string;
  /** What stands between the time and the day where they are apart; else empty. */
  readonly between: string;
  readonly after: string;
}

/**
 * Finds the one day, moment or span inside a longer text, such as the label of a calendar's entry, with what stands
 * before and after it (separators trimmed); `null` when there is none, or two that disagree. The time and the day may
 * stand apart ("7pm to 8pm, Title, January 4, 2024").
 */
export function findWhen(text: string, context: WhenContext): FoundWhen | null {
  const frame = frameOf(context);
  if (frame === null || text.length > LONGEST_LABEL) return null;
  const folded = fold(text);
  for (const language of context.languages) {
    const vocabulary = vocabularyOf(language);
    const found = vocabulary === null ? null : foundIn(itemsOfFolded(folded, vocabulary, false), frame);
    if (found === 'contradictory') return null;
    if (found !== null) return found;
  }
  if (!/(?<!\d)(?:19|20|21)\d\d(?!\d)/.test(folded.text)) return null;
  // In another language than the page's only what names its year.
  let common: FoundWhen | null = null;
  for (const language of otherLanguages(folded.text)) {
    const vocabulary = context.languages.includes(language) ? null : vocabularyOf(language);
    const found = vocabulary === null ? null : foundIn(itemsOfFolded(folded, vocabulary, false), frame, true);
    if (found === null) continue;
    if (found === 'contradictory') return null;
    if (common !== null && !isSame(common.when, found.when)) return null;
    common ??= found;
  }
  return common;
}

/**
 * The day or moment at which a mail was sent as lists and headers show it, floating unless the text names an offset:
 * "Tue 8/26/2025 10:19 AM", "10:21 AM" (today), "Yesterday", "Wed 10:12" (of the last seven days), "Aug 20" (the last
 * one). `null` when it cannot be read with certainty.
 */
export function readMailDate(text: string, context: WhenContext): string | null {
  const frame = frameOf(context);
  if (frame === null) return null;
  const past: Frame = { ...frame, near: null, isPast: true };
  return inSomeLanguage(text, context.languages, (span, vocabulary) => mailDateOf(span, past, vocabulary));
}

/**
 * The moment or day of a text that names its year, in the form of `When`; `null` for spans and for what is relative to
 * today. `readDateText` takes it apart.
 */
export function readDated(text: string, languages: readonly string[]): string | null {
  const frame: Frame = { today: 0, minuteNow: 0, near: null, isPast: false };
  return inSomeLanguage(text, languages, (span, vocabulary) => {
    const isOne = span.startDate?.hasYear === true && span.endDate === null && span.endTime === null && !span.isAllDay;
    const date = span.startDate;
    const isShortened = date !== null && (date.startDay !== null || date.endDay !== null);
    return isOne && !isShortened ? (whenOf(span, frame, vocabulary)?.start ?? null) : null;
  });
}

/** What a text is read against. */
interface Frame {
  /** Days since 1970, as all numbers of days here. */
  readonly today: number;
  readonly minuteNow: number;
  readonly near: number | null;
  /** Whether nothing later than tomorrow can be meant. */
  readonly isPast: boolean;
}

function frameOf({ now, timeZone, near }: WhenContext): Frame | null {
  const clock = clockIn(timeZone, now.getTime()) ?? clockIn('UTC', now.getTime());
  if (clock === null) return null;
  const nearDay = near === undefined ? null : dayOfIso(near);
  return {
    today: dayNumber(clock),
    minuteNow: clock.hour * 60 + clock.minute,
    near: nearDay === null ? null : dayNumber(nearDay),
    isPast: false,
  };
}

/** What the first of the page's languages that explains the text takes it for, or all others of its script. */
function inSomeLanguage<Result extends object | string>(
  text: string,
  languages: readonly string[],
  read: (span: Span, vocabulary: Vocabulary) => Result | null,
): Result | null {
  if (text.length > LONGEST_TEXT) return null;
  const whole = fold(text);
  // "(2 days ago)" is not part of the date; "(木)" is.
  const shorter = whole.text.endsWith(')') ? fold(text.replace(/\s*[(（][^()（）]*[)）]\s*$/, '')) : null;
  let isExplained = false;
  const tryIn = (vocabulary: Vocabulary, folded: FoldedText): Result | null => {
    const reader = itemsOfFolded(folded, vocabulary, true);
    const span = wholeSpan(reader);
    if (span === null) return null;
    isExplained = true;
    return read(span, vocabulary);
  };
  const tries = shorter === null || shorter.text === '' ? [whole] : [whole, shorter];
  for (const language of languages) {
    const vocabulary = vocabularyOf(language);
    if (vocabulary === null) continue;
    for (const folded of tries) {
      const result = tryIn(vocabulary, folded);
      if (result !== null) return result;
    }
  }
  // Understood, and found to name no day: another language would only misunderstand it.
  if (isExplained || !/\d/.test(whole.text)) return null;
  for (const folded of tries) {
    let common: Result | null = null;
    for (const language of otherLanguages(folded.text)) {
      const vocabulary = vocabularyOf(language);
      const result = vocabulary === null ? null : tryIn(vocabulary, folded);
      if (result === null) continue;
      if (common !== null && JSON.stringify(common) !== JSON.stringify(result)) return null;
      common = result;
    }
    if (common !== null) return common;
  }
  return null;
}

/** A day, a moment or a span as the text puts it. */
interface Span {
  /** Indices of items; `after` is exclusive. */
  readonly first: number;
  readonly after: number;
  readonly startDate: DateItem | null;
  readonly endDate: DateItem | null;
  readonly startTime: TimeItem | null;
  readonly endTime: TimeItem | null;
  readonly weekdays: ReadonlySet<number> | null;
  readonly isAllDay: boolean;
}

/**
 * How days (D), times (T), connectors (C), weekdays (W), "all day" (A) and numbers (N) follow each other in a span, the
 * longest first.
 */
const PATTERNS = [
  'DCTCDCT',
  'DTCDCT',
  'DCTCDT',
  'TCDCTCD',
  'DTCDT',
  'TDCTD',
  'DCDA',
  'ADCD',
  'TCTCD',
  'TCTD',
  'NCTD',
  'TCND',
  'DTCT',
  'DNCT',
  'DTCN',
  'DCTCT',
  'DCNCT',
  'TCTW',
  'WTCT',
  'NCTW',
  'WNCT',
  'DCT',
  'TCD',
  'DCD',
  'DT',
  'TD',
  'DA',
  'AD',
  'TCT',
  'NCT',
  'TCN',
  'WT',
  'TW',
  'D',
  'T',
  'W',
  'A',
] as const;

const KNOWN_PATTERNS: ReadonlySet<string> = new Set(PATTERNS);

const LETTERS: Readonly<Record<Item['kind'], string>> = {
  date: 'D',
  time: 'T',
  connector: 'C',
  weekday: 'W',
  allDay: 'A',
  number: 'N',
  other: 'X',
};

/** Between two items of a span stand at most so many tokens that are none, as in "2026, at the". */
const WIDEST_GAP = 5;

function lettersOf(items: readonly Item[]): string {
  return items.map(item => LETTERS[item.kind]).join('');
}

/** The span that the items from the first on are, as one of the patterns has it; `null` when they are none. */
function spanAt(items: readonly Item[], first: number, pattern: string): Span | null {
  const dates: DateItem[] = [];
  const times: TimeItem[] = [];
  let weekdays: ReadonlySet<number> | null = null;
  let isAllDay = false;
  for (let index = first; index < first + pattern.length; index += 1) {
    const item = items[index];
    const before = items[index - 1];
    if (item === undefined) return null;
    if (index > first && before !== undefined && item.first - before.after > WIDEST_GAP) return null;
    if (item.kind === 'date') dates.push(item);
    else if (item.kind === 'time') times.push(item);
    else if (item.kind === 'weekday') weekdays = item.weekdays;
    else if (item.kind === 'allDay') isAllDay = true;
    else if (item.kind === 'number') {
      const time = asHour(item);
      if (time === null) return null;
      times.push(time);
    }
  }
  const [startDate = null, endDate = null] = dates;
  const [startTime = null, endTime = null] = times;
  // "11 – 1pm", "9 bis 10 Uhr", but not "Room 4 – 10:00".
  const whole = pattern.includes('N') ? times.find(time => time.period !== null || !time.hasMinutes) : undefined;
  if (pattern.includes('N') && (whole === undefined || (whole.period === null && pattern.includes('TCN')))) return null;
  return { first, after: first + pattern.length, startDate, endDate, startTime, endTime, weekdays, isAllDay };
}

/** The bare number in "11 – 1pm". */
function asHour(item: Extract<Item, { kind: 'number' }>): TimeItem | null {
  if (item.digits > 2 || item.value > 24 || item.unit !== null) return null;
  const { first, after, value } = item;
  return {
    kind: 'time',
    first,
    after,
    hour: value,
    minute: 0,
    second: null,
    hasMinutes: true,
    period: null,
    zone: null,
  };
}

/** The text as one span; `null` when something is left over. */
function wholeSpan({ items }: Reader): Span | null {
  const letters = lettersOf(items);
  if (KNOWN_PATTERNS.has(letters)) return spanAt(items, 0, letters);
  // A bare "from" or "to" at either end.
  const bare = letters.replace(/^C|C$/g, '');
  return KNOWN_PATTERNS.has(bare) ? spanAt(items, letters.startsWith('C') ? 1 : 0, bare) : null;
}

/** A day that may be meant, with the order in which its numbers were read. */
interface Candidate {
  readonly day: number;
  readonly order: string;
}

function candidatesOf(date: DateItem, frame: Frame, isSure: boolean): readonly Candidate[] {
  if (date.relativeDay !== null) {
    const day = frame.today + date.relativeDay;
    return fits(day, date.weekdays) ? [{ day, order: 'word' }] : [];
  }
  const candidates: Candidate[] = [];
  for (const { year, month, day, order } of date.readings) {
    const found = year === null ? yearlessDay(month, day, date.weekdays, frame) : dayNumber({ year, month, day });
    if (found !== null && fits(found, date.weekdays)) candidates.push({ day: found, order });
  }
  // Where the order is known the other is only for what the calendar has not in that one.
  const [likeliest] = candidates;
  return isSure && likeliest !== undefined ? [likeliest] : candidates;
}

function fits(day: number, weekdays: readonly ReadonlySet<number>[]): boolean {
  const weekday = weekdayOf(dayOfNumber(day));
  return weekdays.every(set => set.has(weekday));
}

/** The day of that name which is nearest to the one the text belongs to; of mail, the last one. */
function yearlessDay(
  month: number,
  day: number,
  weekdays: readonly ReadonlySet<number>[],
  frame: Frame,
): number | null {
  const reference = frame.near ?? frame.today;
  const { year } = dayOfNumber(reference);
  let nearest: number | null = null;
  for (let candidate = year - 1; candidate <= year + 1; candidate += 1) {
    if (!isDay(candidate, month, day)) continue;
    const number = dayNumber({ year: candidate, month, day });
    if (frame.isPast) {
      // A list writes the year of what is older.
      const isRecent = number <= frame.today + 1 && number > frame.today - 366;
      if (isRecent && fits(number, weekdays) && (nearest === null || number > nearest)) nearest = number;
    } else if (fits(number, weekdays)) {
      if (nearest === null || Math.abs(number - reference) < Math.abs(nearest - reference)) nearest = number;
    }
  }
  return nearest;
}

/** The days of start and end; `null` when there are none, or several pairs that are equally likely. */
function daysOf(span: Span, frame: Frame, isOrderSure: boolean): readonly [start: number, end: number] | null {
  const { startDate, endDate } = span;
  if (startDate === null) {
    const day = dayWithoutDate(span, frame);
    return day === null ? null : [day, day];
  }
  const pairs: (readonly [number, number])[] = [];
  if (endDate === null) {
    for (const { day } of candidatesOf(startDate, frame, isOrderSure)) {
      const ends = shortened(startDate, day);
      if (ends !== null) pairs.push(ends);
    }
  } else {
    pairs.push(...pairsOf(startDate, endDate, frame));
  }
  const [first] = pairs;
  if (first === undefined) return null;
  const isSure = isOrderSure || pairs.every(([start, end]) => start === first[0] && end === first[1]);
  return isSure ? first : null;
}

/** "Jan 4 – 6" and "4.–6. Januar". */
function shortened(date: DateItem, day: number): readonly [number, number] | null {
  if (date.startDay === null && date.endDay === null) return [day, day];
  const { year, month } = dayOfNumber(day);
  const start = date.startDay ?? dayOfNumber(day).day;
  const end = date.endDay ?? dayOfNumber(day).day;
  if (!isDay(year, month, start) || !isDay(year, month, end) || start > end) return null;
  if (date.shortWeekdays !== null) {
    const short = dayNumber({ year, month, day: date.startDay ?? end });
    if (!fits(short, [date.shortWeekdays])) return null;
  }
  return [dayNumber({ year, month, day: start }), dayNumber({ year, month, day: end })];
}

/** Two days where one may have its year from the other. */
function pairsOf(startDate: DateItem, endDate: DateItem, frame: Frame): readonly (readonly [number, number])[] {
  const pairs: (readonly [number, number])[] = [];
  const add = (start: Day, end: Day) => {
    if (!isDay(start.year, start.month, start.day) || !isDay(end.year, end.month, end.day)) return;
    const [from, to] = [dayNumber(start), dayNumber(end)];
    if (from <= to && fits(from, startDate.weekdays) && fits(to, endDate.weekdays)) pairs.push([from, to]);
  };
  if (startDate.relativeDay !== null || endDate.relativeDay !== null) {
    const [start] = candidatesOf(startDate, frame, true);
    const [end] = candidatesOf(endDate, frame, true);
    return start === undefined || end === undefined || start.day > end.day ? [] : [[start.day, end.day]];
  }
  for (const start of startDate.readings) {
    for (const end of endDate.readings) {
      if (start.order !== end.order) continue;
      const isLater = end.month * 100 + end.day >= start.month * 100 + start.day;
      if (start.year !== null) {
        add({ ...start, year: start.year }, { ...end, year: end.year ?? start.year + (isLater ? 0 : 1) });
      } else if (end.year !== null) {
        add({ ...start, year: end.year - (isLater ? 0 : 1) }, { ...end, year: end.year });
      } else {
        const from = yearlessDay(start.month, start.day, startDate.weekdays, frame);
        if (from === null) continue;
        const { year } = dayOfNumber(from);
        add({ ...start, year }, { ...end, year: year + (isLater ? 0 : 1) });
      }
    }
  }
  return pairs;
}

/** The day of a text that names a time, a weekday or "all day" only. */
function dayWithoutDate({ weekdays }: Span, frame: Frame): number | null {
  if (frame.near === null) return null;
  if (weekdays === null) return frame.near;
  for (const offset of [0, 1, -1, 2, -2, 3, -3]) {
    if (fits(frame.near + offset, [weekdays])) return frame.near + offset;
  }
  return null;
}

const MINUTES_A_DAY = 1_440;

/** The minutes of the day at which it starts and ends; the end may lie a day later. `null` when a time is none. */
function minutesOf({ startTime, endTime }: Span): readonly [start: number, end: number | null] | null {
  if (startTime === null) return null;
  const start = minuteOf(startTime);
  if (endTime === null) return start === null ? null : [start, null];
  const end = minuteOf(endTime);
  if (start === null || end === null) return null;
  // "6:30 – 7:30pm" and "午後2:30～3:30" name the part of the day once.
  if (startTime.period === null && endTime.period !== null && startTime.hour <= 12) {
    return [nearestHalf(start, minutes => lengthOf(minutes, end)), end];
  }
  if (endTime.period === null && startTime.period !== null && endTime.hour <= 12) {
    return [start, nearestHalf(end, minutes => lengthOf(start, minutes))];
  }
  return [start, end];
}

function minuteOf({ hour, minute, period }: TimeItem): number | null {
  const found = hourOf(hour, period);
  return found === null ? null : (found % 24) * 60 + minute;
}

/** How long it takes from one minute of the day to the next such minute. */
function lengthOf(start: number, end: number): number {
  return (end - start + MINUTES_A_DAY) % MINUTES_A_DAY || MINUTES_A_DAY;
}

/** The same time in the half of the day that makes the span shorter. */
function nearestHalf(minutes: number, length: (minutes: number) => number): number {
  const inMorning = minutes % (MINUTES_A_DAY / 2);
  const inAfternoon = inMorning + MINUTES_A_DAY / 2;
  return length(inMorning) < length(inAfternoon) ? inMorning : inAfternoon;
}

/** Where the year comes first, a date that ends in it is in no known order. */
function isOrderSure({ startDate }: Span, { isOrderSure, order }: Vocabulary): boolean {
  const isForeign = order === 'ymd' && startDate?.hasYear === true && startDate.readings[0]?.order !== 'ymd';
  return isOrderSure && !(isForeign && startDate.readings[0]?.order !== 'word');
}

function whenOf(span: Span, frame: Frame, vocabulary: Vocabulary): When | null {
  const days = daysOf(span, frame, isOrderSure(span, vocabulary));
  if (days === null) return null;
  const [startDay, endDay] = days;
  if (endDay - startDay > 3_660) return null;
  if (span.startTime === null) {
    const isDayNamed = span.startDate !== null || span.isAllDay;
    if (!isDayNamed) return null;
    return { start: isoOf(startDay), end: isoOf(endDay + 1), allDay: true, timeZone: null };
  }
  // Several days with one time: when each of them begins is not said.
  if (span.isAllDay || (endDay !== startDay && span.endDate === null)) return null;
  if (span.endDate !== null && span.endTime === null) return null;
  const minutes = minutesOf(span);
  if (minutes === null) return null;
  const [startMinute, endMinute] = minutes;
  const startZone = zoneOf(span.startTime) ?? zoneOf(span.endTime);
  const endZone = zoneOf(span.endTime) ?? startZone;
  const start = momentOf(startDay, startMinute, span.startTime, startZone);
  const timeZone = startZone?.name ?? null;
  if (endMinute === null || span.endTime === null) return { start, end: null, allDay: false, timeZone };
  const isEnd24 = span.endTime.hour === 24 && endMinute === 0 && endDay === startDay;
  const isOverMidnight = isEnd24 || (endMinute < startMinute && span.endDate === null);
  if (endMinute < startMinute && !isOverMidnight && endDay === startDay) return null;
  const end = momentOf(endDay + (isOverMidnight ? 1 : 0), endMinute, span.endTime, endZone);
  return { start, end, allDay: false, timeZone };
}

function zoneOf(time: TimeItem | null): Zone | null {
  const zone = time?.zone ?? null;
  return zone === null || (zone.offset === null && zone.name === null) ? null : zone;
}

function isoOf(day: number): string {
  return isoDay(dayOfNumber(day));
}

/** Seconds only where the text tells the instant. */
function momentOf(day: number, minutes: number, time: TimeItem, zone: Zone | null): string {
  const date = isoOf(day + Math.floor(minutes / MINUTES_A_DAY));
  const clock = `${twoDigits(Math.floor((minutes % MINUTES_A_DAY) / 60))}:${twoDigits(minutes % 60)}`;
  if (zone === null || zone.offset === null) return `${date}T${clock}`;
  const seconds = time.second === null ? '' : `:${twoDigits(time.second)}`;
  const away = Math.abs(zone.offset);
  const sign = zone.offset < 0 ? '-' : '+';
  const offset = away === 0 ? 'Z' : `${sign}${twoDigits(Math.floor(away / 60))}:${twoDigits(away % 60)}`;
  return `${date}T${clock}${seconds}${offset}`;
}

function mailDateOf(span: Span, frame: Frame, vocabulary: Vocabulary): string | null {
  if (span.endDate !== null || span.endTime !== null || span.isAllDay) return null;
  if (span.startDate !== null && (span.startDate.startDay ?? span.startDate.endDay) !== null) return null;
  const minutes = span.startTime === null ? null : minutesOf(span);
  if (span.startTime !== null && minutes === null) return null;
  let day: number | null;
  if (span.startDate !== null) day = daysOf(span, frame, isOrderSure(span, vocabulary))?.[0] ?? null;
  else if (span.weekdays !== null) day = lastWeekday(span.weekdays, minutes?.[0] ?? null, frame);
  else day = frame.today;
  if (day === null || day > frame.today + 1) return null;
  if (span.startTime === null || minutes === null) return isoOf(day);
  return momentOf(day, minutes[0], span.startTime, zoneOf(span.startTime));
}

/** The day of the last seven, today included where its time has come. */
function lastWeekday(weekdays: ReadonlySet<number>, minute: number | null, frame: Frame): number | null {
  for (let ago = 0; ago < 7; ago += 1) {
    if (!fits(frame.today - ago, [weekdays])) continue;
    if (ago > 0) return frame.today - ago;
    // Today's own name without a time may be today or a week ago.
    if (minute === null) return null;
    return minute <= frame.minuteNow ? frame.today : frame.today - 7;
  }
  return null;
}

/** One way to understand a label. */
interface Option {
  readonly when: When | null;
  readonly score: number;
  /** Spans of items, in the order of the text. */
  readonly spans: readonly Span[];
  /** What they say together. */
  readonly merged: Span;
}

/** Whether the label names times or days that this way to understand it leaves out: it is not the whole truth. */
function leavesOutTimes({ merged, spans }: Option, { items, tokens }: Reader): boolean {
  const isUsed = (index: number) => spans.some(span => index >= span.first && index < span.after);
  const isFullDate = (item: Item) => item.kind === 'date' && item.hasYear;
  if (merged.endDate === null && isJoined(items, tokens, isFullDate, isUsed)) return true;
  if (merged.endTime !== null || merged.isAllDay) return false;
  const isClock = (item: Item) => item.kind === 'time' && item.hasMinutes;
  if (merged.startTime !== null && isJoined(items, tokens, isClock, isUsed)) return true;
  const times = items.map((item, index) => item.kind === 'time' && item.hasMinutes && !isUsed(index));
  if (merged.startTime === null) return times.includes(true);
  return times.some((isTime, index) => isTime && times[index + 2] === true && items[index + 1]?.kind === 'connector');
}

/**
 * Whether words that the language does not know join a part that is used with one like it that is not: "13:00 から 14:30"
 * read as English.
 */
function isJoined(
  items: readonly Item[],
  tokens: Reader['tokens'],
  isLike: (item: Item) => boolean,
  isUsed: (index: number) => boolean,
): boolean {
  let last: { readonly item: Item; readonly isUsed: boolean } | null = null;
  let isUnbroken = false;
  for (const [index, item] of items.entries()) {
    if (isLike(item)) {
      const isOther = last !== null && isUnbroken && last.isUsed !== isUsed(index);
      if (isOther && last !== null && isBridge(tokens.slice(last.item.after, item.first))) return true;
      last = { item, isUsed: isUsed(index) };
      isUnbroken = true;
    } else if (item.kind !== 'other' && item.kind !== 'connector') isUnbroken = false;
  }
  return false;
}

/** A few words or a dash; a mark only behind the second word, as behind a weekday. */
function isBridge(tokens: Reader['tokens']): boolean {
  const words = tokens.filter(({ kind }) => kind === 'other').length;
  const isMark = (index: number) => {
    const token = tokens[index];
    return token?.kind === 'mark' && !'–-~'.includes(token.mark);
  };
  const marks = tokens.filter((_, index) => isMark(index)).length;
  const isAtEnd = marks === 1 && words >= 2 && isMark(tokens.length - 1);
  return words > 0 && tokens.length <= 8 && (marks === 0 || isAtEnd);
}

/** `null` where the language finds nothing; `contradictory` where it does, and it cannot be. */
function foundIn(reader: Reader, frame: Frame, needsYear = false): FoundWhen | 'contradictory' | null {
  const options = optionsOf(reader, frame, needsYear).sort((a, b) => b.score - a.score);
  const [best] = options;
  if (best === undefined) return null;
  const { when } = best;
  const rivals = options.filter(option => option.score === best.score);
  if (leavesOutTimes(best, reader)) return null;
  if (when === null) return 'contradictory';
  if (rivals.some(({ when: other }) => other === null || !isSame(other, when))) return 'contradictory';
  const { folded, tokens, items } = reader;
  const [first] = best.spans;
  const last = best.spans.at(-1);
  if (first === undefined || last === undefined) return null;
  const startOf = (span: Span) => {
    const token = items[span.first]?.first ?? 0;
    const before = tokens[token - 1];
    // "from 2pm to 3pm"
    const isOpened = before?.kind === 'word' && before.meaning.isOpening && span.startTime !== null;
    return folded.starts[(isOpened ? before.from : tokens[token]?.from) ?? 0] ?? 0;
  };
  const endOf = (span: Span) => {
    const token = tokens[(items[span.after - 1]?.after ?? 1) - 1];
    return folded.starts[token?.to ?? 0] ?? folded.original.length;
  };
  const { original } = folded;
  return {
    when,
    before: trimmed(original.slice(0, startOf(first))),
    between: first === last ? '' : trimmed(original.slice(endOf(first), startOf(last))),
    after: trimmed(original.slice(endOf(last))),
  };
}

/** Without separators at its ends, nor the dot of "p.m." or the end of parentheses that the date stood in. */
function trimmed(text: string): string {
  return text.replace(/^[.)\]\s,;·⋅•|،、–—-]+|[\s,;·⋅•|،、–—(-]+$/g, '');
}

function isSame(one: When, other: When): boolean {
  return (
    one.start === other.start && one.end === other.end && one.allDay === other.allDay && one.timeZone === other.timeZone
  );
}

/** How much a day or a time tells. */
function dateScore(span: Span, isAlone: boolean): number {
  const date = span.startDate;
  if (date === null) return 0;
  if (date.hasYear || span.endDate?.hasYear === true) return 4;
  if (date.relativeDay !== null) return isAlone ? 3 : 1;
  return date.weekdays.length > 0 ? 3 : 1;
}

function timeScore(span: Span): number {
  if (span.startTime === null) return span.isAllDay ? 2 : 0;
  return span.endTime === null ? 2 : 3;
}

const MOST_ITEMS = 300;

function optionsOf({ items, tokens, vocabulary }: Reader, frame: Frame, needsYear: boolean): Option[] {
  const spans = spansOf(items.slice(0, MOST_ITEMS), tokens);
  const options: Option[] = [];
  const alone = (span: Span) => isSeparated(tokens, items[span.first]?.first ?? 0) && isEnding(span);
  const isEnding = (span: Span) => isClosed(tokens, items[span.after - 1]?.after ?? 0);
  const add = (parts: readonly Span[], merged: Span, extra: number) => {
    const isAlone = parts.every(alone);
    if (needsYear && merged.startDate?.hasYear !== true && merged.endDate?.hasYear !== true) return;
    const date = dateScore(merged, isAlone);
    // "Mar 10 patients": a title.
    if (date === 1 && !isAlone) return;
    const ofNear = merged.startDate === null ? 2 : 0;
    const isWhole = !parts.some(part => isTorn(items, part));
    const score = (date + ofNear + timeScore(merged)) * 4 + (isAlone ? 2 : 0) + extra;
    options.push({ when: isWhole ? whenOf(merged, frame, vocabulary) : null, score, spans: parts, merged });
  };
  const dates: Span[] = [];
  const times: Span[] = [];
  for (const span of spans) {
    const hasTime = span.startTime !== null || span.isAllDay;
    if (span.startDate !== null) add([span], span, hasTime ? 1 : 0);
    else if (hasTime && frame.near !== null) add([span], span, 0);
    if (span.startDate !== null && !hasTime) dates.push(span);
    // A time alone inside a title is the title's.
    else if (span.startDate === null && span.weekdays === null && hasTime && (span.endTime !== null || alone(span))) {
      times.push(span);
    }
  }
  for (const time of times.slice(0, 8)) {
    for (const date of dates.slice(0, 8)) {
      const { startDate, endDate } = date;
      const parts = time.first < date.first ? [time, date] : [date, time];
      if (endDate === null || time.isAllDay) add(parts, { ...time, startDate, endDate }, 0);
    }
  }
  return options;
}

/** The spans that do not overlap, those that tell more first. */
function spansOf(items: readonly Item[], tokens: Reader['tokens']): readonly Span[] {
  const letters = lettersOf(items);
  const found: { readonly span: Span; readonly score: number }[] = [];
  for (let first = 0; first < items.length; first += 1) {
    for (const pattern of PATTERNS) {
      if (!letters.startsWith(pattern, first)) continue;
      const span = spanAt(items, first, pattern);
      if (span === null || (span.startTime === null && span.startDate === null && !span.isAllDay)) continue;
      if (pattern.includes('W') || hasStrayBreak(items, span, tokens)) continue;
      const score = (dateScore(span, true) + timeScore(span)) * 10 + pattern.length;
      found.push({ span, score });
    }
  }
  found.sort((a, b) => b.score - a.score || a.span.first - b.span.first);
  const taken = new Set<number>();
  const chosen: Span[] = [];
  for (const { span } of found) {
    let isFree = true;
    for (let index = span.first; index < span.after; index += 1) isFree &&= !taken.has(index);
    if (!isFree) continue;
    for (let index = span.first; index < span.after; index += 1) taken.add(index);
    chosen.push(span);
  }
  return chosen.sort((a, b) => a.first - b.first);
}

/** Whether another weekday stands before the span, or a connector joins it with something like it that did not fit: "– 05:52", "to January 5". */
function isTorn(items: readonly Item[], { first, after }: Span): boolean {
  const start = items[first];
  const before = items[first - 1];
  const end = items[after - 1];
  const next = items[after];
  const isJoint = (connector: Item | undefined, one: Item | undefined, other: Item | undefined) =>
    connector?.kind === 'connector' &&
    one !== undefined &&
    other !== undefined &&
    (one.kind === other.kind || (one.kind === 'time' && other.kind === 'date')) &&
    connector.first - one.after <= 2 &&
    other.first - connector.after <= 2;
  // "14:00 – Xday 5 March 2026": the word between is not known.
  const isBroken =
    next?.kind === 'connector' &&
    end?.kind === 'time' &&
    next.first === end.after &&
    items[after + 1]?.kind === 'other' &&
    items[after + 2]?.kind === 'date' &&
    items[after + 2]?.first === next.after + 1;
  // "Friday, September 28, 2026" where that is a Monday.
  const isContradicted = before?.kind === 'weekday' && start?.kind === 'date' && start.first - before.after <= 1;
  return isContradicted || isBroken || isJoint(before, items[first - 2], start) || isJoint(next, end, items[after + 1]);
}

/** Whether a bare number of the span belongs to the words before it: "Room 4 to 6pm". */
function hasStrayBreak(items: readonly Item[], span: Span, tokens: Reader['tokens']): boolean {
  for (let index = span.first; index < span.after; index += 1) {
    const item = items[index];
    if (item?.kind === 'number' && index === span.first && !isSeparated(tokens, item.first)) return true;
  }
  return false;
}
