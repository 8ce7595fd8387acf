/** Days in plain words. Loaded with `import()` when somebody is about to type one: the library is large. */
import { casual, GB, type ParsedResult } from 'chrono-node/en';
import {
  addDays,
  dayOfWeek,
  type Instant,
  instantAt,
  type LocalDate,
  type LocalTime,
  localDateOf,
  localTimeOf,
  parseLocalDate,
  parseLocalTime,
} from '../../../core/dates.ts';

/** A day that was understood; `time` is `null` when none was said. */
export interface PlainDate {
  readonly on: LocalDate;
  readonly time: LocalTime | null;
}

export type PlainDateAnswer =
  | { readonly state: 'understood'; readonly date: PlainDate }
  /** Understood, and over already. */
  | { readonly state: 'past'; readonly date: PlainDate }
  | { readonly state: 'unreadable' };

export interface PlainDateContext {
  readonly now: Instant;
  readonly timeZone: string;
  /** When a day without a time begins for the student. */
  readonly morning: LocalTime;
  /** Whether 3/4 is the third of April. */
  readonly isDayFirst: boolean;
}

// Literals in the form that a LocalTime has.
/** "Tonight", as the menu beside it has it. */
const EVENING = '18:00' as LocalTime;
const MIDNIGHT = '00:00' as LocalTime;
const AFTERNOON = '15:00' as LocalTime;

/** Later than this nobody wants to be reminded of anything; such a day was misread. */
const MOST_YEARS = 10;

/** What of a phrase may not be left over: it would say another day than the one that was found, or more than one. */
const MORE_TO_UNDERSTAND = new RegExp(
  [
    String.raw`\b(?:days?|weeks?|months?|years?|next|last|between|\d+:\d+|\d+(?:st|nd|rd|th)|half|quarter)\b`,
    String.raw`\b(?:not|don['’]?t|never|except|every|each|twice|daily|(?:bi)?weekly|monthly|yearly)\b`,
    String.raw`\bof (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)`,
  ].join('|'),
  'i',
);

const WORDS_FOR_AMOUNTS: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
};
const AMOUNT = `(${Object.keys(WORDS_FOR_AMOUNTS).join('|')}|\\d{1,3})`;

/** "A week from friday". */
const AHEAD_OF = new RegExp(`^(?:in )?${AMOUNT} (day|week|month|year)s? (?:from|after) (.+)$`, 'i');

/** "In 2 months", perhaps with a time after it. */
const MONTHS_AHEAD = new RegExp(`^(?:in )?${AMOUNT} (month|year)s?\\b(?! (?:ago|before|later|and)\\b)`, 'i');

const MIDNIGHT_WORDS = /\b(?:at )?midnight\b/i;

/** "At 4" is in the afternoon, since nobody is reminded before this hour. */
const FIRST_HOUR = 7;

const UNREADABLE: PlainDateAnswer = { state: 'unreadable' };

/**
 * The day, and perhaps the time, that a phrase means: "in 3 weeks", "friday 4pm", "after my exam on 12 may". A bare
 * weekday, and a day without its year, is the coming one. Two different days in one phrase are none.
 */
export function readPlainDate(phrase: string, context: PlainDateContext): PlainDateAnswer {
  const date = understood(phrase.trim(), context);
  if (date === null) return UNREADABLE;
  const { now, timeZone, morning } = context;
  const isPast = instantAt(date.on, date.time ?? morning, timeZone) <= now;
  return { state: isPast ? 'past' : 'understood', date };
}

function understood(phrase: string, context: PlainDateContext): PlainDate | null {
  const { now, timeZone } = context;
  const today = localDateOf(now, timeZone);
  if (/^(?:in )?a fortnight$/i.test(phrase)) return { on: addDays(today, 14), time: null };
  if (/^(?:the )?day after tomorrow$/i.test(phrase)) return { on: addDays(today, 2), time: null };
  // The library stops at "a week", or begins at "half weeks".
  if (/\band (?:a )?half\b/i.test(phrase)) return null;
  if (MIDNIGHT_WORDS.test(phrase)) return atMidnight(phrase, context);
  const [, amount, unit, base] = AHEAD_OF.exec(phrase) ?? [];
  if (amount !== undefined && unit !== undefined && base !== undefined) {
    const from = /^now$/i.test(base) ? { on: today, time: null } : understood(base, context);
    const on = from === null ? null : ahead(from.on, amount, unit);
    return from === null || on === null ? null : inReach(on, from.time, today);
  }
  const spelled = withDayOfMonth(withMonthsAhead(phrase, today), today);
  return spelled === null ? null : found(spelled, context);
}

/** The end of the day that was named; the coming midnight when none was. */
function atMidnight(phrase: string, context: PlainDateContext): PlainDate | null {
  const today = localDateOf(context.now, context.timeZone);
  const rest = phrase
    .replace(MIDNIGHT_WORDS, ' ')
    .replace(/\btonight\b/i, 'today')
    .trim();
  const day = rest === '' ? { on: today, time: null } : understood(rest, context);
  return day === null || day.time !== null ? null : inReach(addDays(day.on, 1), MIDNIGHT, today);
}

/** What the library finds. */
function found(phrase: string, context: PlainDateContext): PlainDate | null {
  const { now, timeZone } = context;
  // The library reckons with clocks of the computer's zone; what the clock shows in the student's is all it needs.
  const clock = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone);
  const reference = new Date(clock.year, clock.month - 1, clock.day, clock.hour, clock.minute, clock.second);
  const results = (context.isDayFirst ? GB : casual).parse(phrase, reference, { forwardDate: true });
  if (MORE_TO_UNDERSTAND.test(results.reduce((rest, { text }) => rest.replace(text, ' '), phrase))) return null;
  const dates = results.map(result => dateOf(result, phrase, context));
  const first = dates[0];
  if (first === undefined || first === null) return null;
  return dates.every(date => date !== null && date.on === first.on && date.time === first.time) ? first : null;
}

function dateOf(result: ParsedResult, phrase: string, { now, timeZone }: PlainDateContext): PlainDate | null {
  const { start, text } = result;
  const today = localDateOf(now, timeZone);
  const isElapsed = start.tags().has('result/relativeDateAndTime');
  if (isElapsed || start.isCertain('timezoneOffset')) {
    const at = isElapsed ? now + elapsedMs(text) : start.date().getTime();
    return inReach(localDateOf(at, timeZone), localTimeOf(at, timeZone), today);
  }
  const on = parseLocalDate([start.get('year'), start.get('month'), start.get('day')].map(padded).join('-'));
  if (on === null) return null;
  const hasWeekday = start.isCertain('weekday') && !start.isCertain('day');
  const isDayless = !start.isCertain('day') && !hasWeekday && !start.isCertain('hour');
  // "May", "2027": a month or a year is no day, but "next year" and "in a month" are.
  if (isDayless && !/\b(?:in|next|this|after|from|later)\b/i.test(text)) return null;
  const time = timeOf(result);
  if (/^(?:the )?next week$/i.test(text)) return inReach(addDays(today, 8 - dayOfWeek(today)), time, today);
  if (hasWeekday && /\blast\b/i.test(text)) return inReach(on > today ? addDays(on, -7) : on, time, today);
  // Said on a Friday, "friday" is the next one.
  if (hasWeekday && on === today && !/\bthis\b/i.test(phrase)) return inReach(addDays(on, 7), time, today);
  const isTimeAlone = !hasWeekday && !start.isCertain('day') && !/\b(?:months?|years?)\b/i.test(text);
  if (isTimeAlone && time !== null && instantAt(today, time, timeZone) > now) return inReach(today, time, today);
  return inReach(on, time, today);
}

/** "In 3 hours": the library counts a change of the clock twice, so it is asked in the quiet of winter. */
function elapsedMs(text: string): number {
  const reference = new Date(2026, 0, 15, 12);
  return (casual.parse(text, reference)[0]?.start.date().getTime() ?? reference.getTime()) - reference.getTime();
}

/** The time that was said; a part of the day has one of its own, and the morning is the student's. */
function timeOf({ start, text }: ParsedResult): LocalTime | null {
  if (!start.isCertain('hour')) {
    if (/\b(?:tonight|evening|night)\b/i.test(text)) return EVENING;
    return /\bafternoon\b/i.test(text) ? AFTERNOON : null;
  }
  const hour = start.get('hour') ?? 0;
  const isAfternoon = hour > 0 && hour < FIRST_HOUR && !start.isCertain('meridiem') && !/\b0\d/.test(text);
  return parseLocalTime([isAfternoon ? hour + 12 : hour, start.get('minute')].map(padded).join(':'));
}

/** The date so far after another, in the form that the library knows; it goes from 31 January to 2 March itself. */
function withMonthsAhead(phrase: string, today: LocalDate): string | null {
  const [said, amount, unit] = MONTHS_AHEAD.exec(phrase) ?? [];
  if (said === undefined || amount === undefined || unit === undefined) return phrase;
  const on = ahead(today, amount, unit);
  return on === null ? null : phrase.replace(said, on);
}

/** "The 15th" is the coming one. */
function withDayOfMonth(phrase: string | null, today: LocalDate): string | null {
  const [said, ordinal] = /^(?:on )?(?:the )?(\d{1,2})(?:st|nd|rd|th)(?=$| at )/i.exec(phrase ?? '') ?? [];
  if (phrase === null || said === undefined || ordinal === undefined) return phrase;
  const { year, month } = Temporal.PlainDate.from(today);
  for (let months = 0; months < 12; months += 1) {
    const { year: inYear, month: inMonth } = Temporal.PlainYearMonth.from({ year, month }).add({ months });
    const on = parseLocalDate([inYear, inMonth, Number(ordinal)].map(padded).join('-'));
    if (on !== null && on > today) return phrase.replace(said, on);
  }
  return null;
}

/** @param amount - As a word or in digits. `null` for a day that no calendar here has. */
function ahead(from: LocalDate, amount: string, unit: string): LocalDate | null {
  const count = WORDS_FOR_AMOUNTS[amount.toLowerCase()] ?? Number(amount);
  // Of the four units that the patterns above let through.
  const durations = { day: { days: count }, week: { weeks: count }, month: { months: count }, year: { years: count } };
  const duration = Object.entries(durations).find(([name]) => name === unit.toLowerCase())?.[1] ?? {};
  return parseLocalDate(Temporal.PlainDate.from(from).add(duration).toString());
}

function inReach(on: LocalDate, time: LocalTime | null, today: LocalDate): PlainDate | null {
  return Number(on.slice(0, 4)) - Number(today.slice(0, 4)) > MOST_YEARS ? null : { on, time };
}

function padded(part: number | null): string {
  return String(part ?? 0).padStart(2, '0');
}
