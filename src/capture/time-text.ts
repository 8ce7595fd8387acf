/**
 * Cuts a text in somebody's language into days, times, and what connects them. `when.ts` and `dates.ts` make sense of
 * the result.
 */

import { type FoldedText, fold, type Meaning, UNSPACED, type Vocabulary } from './date-words.ts';
import { isDay } from './days.ts';

interface Place {
  /** In the folded text. */
  readonly from: number;
  readonly to: number;
  /** Nothing, not even a blank, stands before it. */
  readonly isGlued: boolean;
}

/** An offset from UTC in minutes, an IANA name, or neither for an abbreviation that several zones share. */
export interface Zone {
  readonly offset: number | null;
  readonly name: string | null;
}

type NumberUnit = 'year' | 'month' | 'day' | null;

type Token = Place &
  (
    | { readonly kind: 'number'; readonly value: number; readonly digits: number; readonly unit: NumberUnit }
    | {
        readonly kind: 'time';
        readonly hour: number;
        readonly minute: number;
        readonly second: number | null;
        readonly hasMinutes: boolean;
      }
    | { readonly kind: 'word'; readonly meaning: Meaning }
    | { readonly kind: 'mark'; readonly mark: string }
    | { readonly kind: 'zone'; readonly zone: Zone }
    | { readonly kind: 'other'; readonly isAbbreviation: boolean }
  );

/** How a date may be read; `year` is `null` where the text has none. */
export interface Reading {
  readonly year: number | null;
  readonly month: number;
  readonly day: number;
  /** In words, or in numbers of this order. Both ends of a span are of one order. */
  readonly order: 'word' | 'mdy' | 'dmy' | 'ymd';
  readonly isDayFirst: boolean;
}

interface ItemPlace {
  /** Indices of tokens; `after` is exclusive. */
  readonly first: number;
  readonly after: number;
}

export interface DateItem extends ItemPlace {
  readonly kind: 'date';
  /** The likeliest first; those that no calendar has are left out. */
  readonly readings: readonly Reading[];
  readonly weekdays: readonly ReadonlySet<number>[];
  readonly hasYear: boolean;
  /** The last day, where the text shortens it to its number: "Jan 4 – 6". */
  readonly endDay: number | null;
  /** The first day, where the text shortens it so: "4.–6. Januar". */
  readonly startDay: number | null;
  /** The weekday that stands with that number. */
  readonly shortWeekdays: ReadonlySet<number> | null;
  /** "Yesterday": the day is meant as seen from today. */
  readonly relativeDay: number | null;
}

export interface TimeItem extends ItemPlace {
  readonly kind: 'time';
  readonly hour: number;
  readonly minute: number;
  readonly second: number | null;
  readonly hasMinutes: boolean;
  readonly period: ReadonlySet<number> | null;
  readonly zone: Zone | null;
}

export type Item =
  | DateItem
  | TimeItem
  | (ItemPlace & { readonly kind: 'weekday'; readonly weekdays: ReadonlySet<number> })
  | (ItemPlace & { readonly kind: 'allDay' })
  | (ItemPlace & { readonly kind: 'connector' })
  | (ItemPlace & {
      readonly kind: 'number';
      readonly value: number;
      readonly digits: number;
      readonly unit: NumberUnit;
    })
  | (ItemPlace & { readonly kind: 'other' });

export interface Reader {
  readonly folded: FoldedText;
  readonly tokens: readonly Token[];
  readonly items: readonly Item[];
  readonly vocabulary: Vocabulary;
}

const MOST_TOKENS = 600;

/**
 * @param isWhole - Whether the text should be a date and nothing else, so that short forms are worth trying.
 */
export function itemsOf(text: string, vocabulary: Vocabulary, isWhole: boolean): Reader {
  return itemsOfFolded(fold(text), vocabulary, isWhole);
}

/** The same for a text that was folded before, to try several languages. */
export function itemsOfFolded(folded: FoldedText, vocabulary: Vocabulary, isWhole: boolean): Reader {
  const tokens = tokensOf(folded, vocabulary, isWhole);
  return { folded, tokens, items: withShortenedDays(itemsOfTokens(tokens, vocabulary, isWhole), tokens), vocabulary };
}

const COLON_TIME = /(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?(?![\d:])/y;
const LETTER_TIME = /(\d{1,2}) ?h ?(\d{2})(?: ?min)?(?![\d:\p{L}])/uy;
const SIGN_TIME =
  /(\d{1,2}) ?(?:[時时點点]|시)(?: ?(\d{1,2}) ?(?:[分分]|분)| ?(\d{2})(?!\d))?(?: ?(\d{1,2}) ?[秒초])?/y;
const NUMBER = /\d+/y;
const NUMBER_UNIT = /[年년월일号號]|[月日](?!曜)| [年月日](?!曜)/y;
const ORDINAL = /(?:st|nd|rd|th|er|e|o|°)(?![\p{L}\d])/uy;
const NARROW_PERIOD = /[ap](?![\p{L}\d])/uy;
const WORD = /\p{L}[\p{L}\p{M}'’]*/uy;
const UTC = /(?:gmt|utc)(?: ?([+\-−])(\d{1,2})(?::?(\d{2}))?)?(?![\p{L}\d])/uy;
const OFFSET = /([+\-−])(\d{2})(:?)(\d{2})(?![\d:])/y;
const ZONE_NAME = /[a-z]+(?:_[a-z]+)*(?:\/[a-z]+(?:_[a-z]+)*){1,2}(?![\p{L}\d])/uy;

function tokensOf({ text, original, starts }: FoldedText, vocabulary: Vocabulary, isWhole: boolean): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  let isGlued = false;
  const match = (pattern: RegExp, from = at): RegExpExecArray | null => {
    pattern.lastIndex = from;
    return pattern.exec(text);
  };
  let isHopeless = false;
  const add = (token: TokenContent, length: number) => {
    // No date holds a word that means nothing in the language, save in the parentheses behind its zone.
    if (isWhole && token.kind === 'other' && !token.isAbbreviation) isHopeless ||= markOf(tokens.at(-1)) !== '(';
    tokens.push({ ...token, from: at, to: at + length, isGlued });
    at += length;
    isGlued = true;
  };
  while (at < text.length && tokens.length < MOST_TOKENS && !isHopeless) {
    const character = text.charAt(at);
    const last = tokens.at(-1);
    if (character === ' ') {
      at += 1;
      isGlued = false;
      continue;
    }
    const isDigit = character >= '0' && character <= '9';
    if (isDigit && !(isGlued && last?.kind === 'other')) {
      const isInLetters = isGlued && last?.kind === 'word' && !UNSPACED.test(text.charAt(at - 1));
      const time = isInLetters ? null : timeToken(match);
      if (time !== null) {
        add(time.token, time.length);
        const narrow = time.token.kind === 'time' && time.token.hasMinutes ? match(NARROW_PERIOD) : null;
        if (narrow !== null) add({ kind: 'word', meaning: narrowPeriod(narrow[0]) }, 1);
        continue;
      }
      const digits = match(NUMBER)?.[0] ?? '';
      const end = at + digits.length;
      if (isInLetters || digits.length > 4) {
        add({ kind: 'other', isAbbreviation: false }, digits.length);
        continue;
      }
      const value = Number(digits);
      const unit = match(NUMBER_UNIT, end)?.[0];
      const ordinal = unit === undefined && digits.length <= 2 ? match(ORDINAL, end)?.[0] : undefined;
      const narrow = isWhole && digits.length <= 2 && unit === undefined ? match(NARROW_PERIOD, end) : null;
      // "3D" is no number.
      const word = unit === undefined && ordinal === undefined && narrow === null ? match(WORD, end) : null;
      const isIso = word?.[0] === 't' && text.charAt(end + 3) === ':';
      if (word !== null && !isIso && !UNSPACED.test(word[0]) && !vocabulary.words.has(word[0])) {
        add({ kind: 'other', isAbbreviation: false }, digits.length + word[0].length);
        continue;
      }
      const length = digits.length + (unit?.length ?? 0) + (ordinal?.length ?? 0);
      add({ kind: 'number', value, digits: digits.length, unit: unitOf(unit) }, length);
      if (narrow !== null) add({ kind: 'word', meaning: narrowPeriod(narrow[0]) }, 1);
      continue;
    }
    const zone = zoneAt(match, last, original.slice(starts[at]));
    if (zone !== null) {
      add({ kind: 'zone', zone: zone.zone }, zone.length);
      continue;
    }
    const unspaced = vocabulary.unspaced.get(character)?.find(word => text.startsWith(word, at));
    const meaning = unspaced === undefined ? undefined : vocabulary.words.get(unspaced);
    if (unspaced !== undefined && meaning !== undefined) {
      add({ kind: 'word', meaning }, unspaced.length);
      continue;
    }
    if (character === 't' && isGlued && last?.kind === 'number' && /^t\d\d:/.test(text.slice(at, at + 4))) {
      // "2026-03-05T14:00"
      at += 1;
      continue;
    }
    const word = match(WORD)?.[0];
    if (word !== undefined) {
      if (UNSPACED.test(character)) {
        add({ kind: 'other', isAbbreviation: false }, 1);
        continue;
      }
      const known = wordAt(vocabulary, text, at, word);
      if (known !== null) add({ kind: 'word', meaning: known.meaning }, known.length);
      else {
        const isAbbreviation = /^[A-Z]{2,5}$/.test(original.slice(starts[at], starts[at + word.length]));
        add({ kind: 'other', isAbbreviation }, word.length);
      }
      continue;
    }
    add({ kind: 'mark', mark: MARKS.get(character) ?? character }, 1);
  }
  return isHopeless ? [] : tokens;
}

type TokenContent = Token extends infer One ? (One extends Token ? Omit<One, keyof Place> : never) : never;
type Match = (pattern: RegExp, from?: number) => RegExpExecArray | null;

/** What different marks are taken for. */
const MARKS: ReadonlyMap<string, string> = new Map([
  ['–', '–'],
  ['—', '–'],
  ['―', '–'],
  ['‒', '–'],
  ['−', '–'],
  ['‐', '-'],
  ['‑', '-'],
  ['〜', '~'],
  ['∼', '~'],
  ['→', '~'],
  ['،', ','],
  ['、', ','],
  ['；', ';'],
  ['؛', ';'],
]);

function unitOf(unit: string | undefined): NumberUnit {
  const sign = unit?.trim() ?? '';
  if (sign === '') return null;
  if ('年년'.includes(sign)) return 'year';
  return '月월'.includes(sign) ? 'month' : 'day';
}

function narrowPeriod(letter: string): Meaning {
  const first = letter === 'a' ? 0 : 12;
  return {
    months: new Set(),
    weekdays: new Set(),
    hours: new Set(Array.from({ length: 12 }, (_, index) => first + index)),
    relativeDay: null,
    exactHour: null,
    isHourUnit: false,
    isFiller: false,
    isConnector: false,
    isOpening: false,
    isAllDay: false,
  };
}

function timeToken(match: Match): { readonly token: TokenContent; readonly length: number } | null {
  const colon = match(COLON_TIME) ?? match(LETTER_TIME);
  const sign = colon === null ? match(SIGN_TIME) : null;
  const found = colon ?? sign;
  if (found === null) return null;
  const hour = Number(found[1]);
  const minutes = colon === null ? (found[2] ?? found[3]) : found[2];
  const seconds = colon === null ? found[4] : found[3];
  const minute = Number(minutes ?? 0);
  const second = seconds === undefined ? null : Number(seconds);
  const isTime = hour <= 24 && minute <= 59 && (second ?? 0) <= 60;
  const token: TokenContent = isTime
    ? { kind: 'time', hour, minute, second: second === 60 ? 59 : second, hasMinutes: minutes !== undefined }
    : { kind: 'other', isAbbreviation: false };
  return { token, length: found[0].length };
}

function zoneAt(
  match: Match,
  last: Token | undefined,
  original: string,
): { readonly zone: Zone; readonly length: number } | null {
  const utc = match(UTC);
  if (utc !== null) {
    const offset = utc[1] === undefined ? 0 : offsetOf(utc[1], utc[2], utc[3]);
    return offset === null ? null : { zone: { offset, name: null }, length: utc[0].length };
  }
  if (last?.kind === 'time') {
    const z = /^Z(?![\p{L}\d])/u.test(original);
    if (z) return { zone: { offset: 0, name: null }, length: 1 };
    const found = match(OFFSET);
    // "09:00-10:00" is a span, "09:00:00 -0500" and "09:00+02:00" are not.
    if (found !== null && (found[1] === '+' || (last.second !== null && found[3] === ''))) {
      const offset = offsetOf(found[1], found[2], found[4]);
      if (offset !== null) return { zone: { offset, name: null }, length: found[0].length };
    }
  }
  const name = /^\p{Lu}/u.test(original) ? match(ZONE_NAME)?.[0] : undefined;
  const known = name === undefined ? null : zoneNamed(original.slice(0, name.length));
  return name === undefined || known === null ? null : { zone: { offset: null, name: known }, length: name.length };
}

function offsetOf(sign: string | undefined, hours: string | undefined, minutes: string | undefined): number | null {
  const offset = Number(hours) * 60 + Number(minutes ?? 0);
  if (offset > 14 * 60 || Number(minutes ?? 0) > 59) return null;
  return sign === '+' ? offset : -offset;
}

function zoneNamed(name: string): string | null {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return null;
  }
}

function wordAt(
  vocabulary: Vocabulary,
  text: string,
  at: number,
  first: string,
): { readonly meaning: Meaning; readonly length: number } | null {
  // The longest run of words that is known as one.
  for (let blanks = vocabulary.blanksAfter.get(first) ?? 0; blanks > 0; blanks -= 1) {
    let end = at;
    for (let index = 0; index <= blanks && end < text.length; index += 1) {
      WORD.lastIndex = index === 0 ? end : end + 1;
      end = WORD.exec(text) === null ? text.length + 1 : WORD.lastIndex;
    }
    const meaning = end > text.length ? undefined : vocabulary.words.get(text.slice(at, end));
    if (meaning !== undefined) return { meaning, length: end - at };
  }
  const meaning = vocabulary.words.get(first) ?? abbreviated(vocabulary, first);
  return meaning === null ? null : { meaning, length: first.length };
}

/** Whatever words begin like this one, since abbreviations differ from one release of a browser to the next. */
function abbreviated(vocabulary: Vocabulary, start: string): Meaning | null {
  if (start.length < 3 || start.length > 12) return null;
  const months = new Set<number>();
  const weekdays = new Set<number>();
  for (const [word, whole] of vocabulary.namesByStart.get(start.slice(0, 3)) ?? []) {
    if (!word.startsWith(start)) continue;
    for (const month of whole.months) months.add(month);
    for (const weekday of whole.weekdays) weekdays.add(weekday);
  }
  return months.size + weekdays.size > 0 ? { ...narrowPeriod('a'), hours: new Set(), months, weekdays } : null;
}

/** Marks that may stand between a day and a time. */
const SEPARATORS = new Set([...',;()[]|·⋅•・.\n']);

function itemsOfTokens(tokens: readonly Token[], vocabulary: Vocabulary, isWhole: boolean): Item[] {
  const dates = datesIn(tokens, vocabulary, isWhole);
  const items: Item[] = [];
  let at = 0;
  while (at < tokens.length) {
    const token = tokens[at];
    if (token === undefined) break;
    const date = dates.get(at);
    if (date !== undefined) {
      items.push(date);
      at = date.after;
      continue;
    }
    const time = timeItemAt(tokens, at, vocabulary);
    if (time !== null) {
      items.push(time);
      at = time.after;
      continue;
    }
    const place = { first: at, after: at + 1 };
    at += 1;
    if (token.kind === 'number') {
      items.push({ ...place, kind: 'number', value: token.value, digits: token.digits, unit: token.unit });
    } else if (token.kind === 'mark') {
      if (token.mark === '–' || token.mark === '-' || token.mark === '~') items.push({ ...place, kind: 'connector' });
      else if (!SEPARATORS.has(token.mark)) items.push({ ...place, kind: 'other' });
    } else if (token.kind === 'word') {
      const { meaning } = token;
      if (meaning.isAllDay) items.push({ ...place, kind: 'allDay' });
      else if (meaning.isConnector) items.push({ ...place, kind: 'connector' });
      else if (meaning.weekdays.size > 0) items.push({ ...place, kind: 'weekday', weekdays: meaning.weekdays });
      else if (!meaning.isFiller && !meaning.isOpening) items.push({ ...place, kind: 'other' });
    } else items.push({ ...place, kind: 'other' });
  }
  return items;
}

function wordOf(token: Token | undefined): Meaning | null {
  return token?.kind === 'word' ? token.meaning : null;
}

function markOf(token: Token | undefined): string | null {
  return token?.kind === 'mark' ? token.mark : null;
}

/** A time of day with its part of the day and its zone. */
function timeItemAt(tokens: readonly Token[], first: number, vocabulary: Vocabulary): TimeItem | null {
  let at = first;
  let before: ReadonlySet<number> | null = null;
  const leading = wordOf(tokens[at]);
  const isBeforeTime = tokens[first + 1]?.kind === 'time' || tokens[first + 1]?.kind === 'number';
  if (leading !== null && leading.hours.size > 0 && (leading.exactHour === null || isBeforeTime)) {
    before = leading.hours;
    at += 1;
  } else if (leading !== null && leading.exactHour !== null) {
    return withZone(tokens, {
      kind: 'time',
      first,
      after: first + 1,
      hour: leading.exactHour,
      minute: 0,
      second: null,
      hasMinutes: true,
      period: new Set([leading.exactHour]),
      zone: null,
    });
  }
  const token = tokens[at];
  let hour: number;
  let minute = 0;
  let second: number | null = null;
  let isTime = false;
  let hasMinutes = false;
  if (token?.kind === 'time') {
    hour = token.hour;
    minute = token.minute;
    second = token.second;
    hasMinutes = token.hasMinutes;
    isTime = true;
    at += 1;
  } else if (token?.kind === 'number' && token.unit === null && token.digits <= 2 && token.value <= 24) {
    hour = token.value;
    at += 1;
    const dotted = tokens[at + 1];
    const isDotted =
      markOf(tokens[at]) === '.' &&
      tokens[at]?.isGlued === true &&
      dotted?.kind === 'number' &&
      dotted.isGlued &&
      dotted.digits === 2 &&
      dotted.unit === null &&
      dotted.value <= 59 &&
      // "12.03.": a date.
      !(markOf(tokens[at + 2]) === '.' && tokens[at + 2]?.isGlued === true);
    if (isDotted && dotted.kind === 'number') {
      minute = dotted.value;
      hasMinutes = true;
      at += 2;
      isTime = vocabulary.hasDottedTimes;
    }
  } else {
    // "noon" where it is a part of the day of one hour.
    return null;
  }
  const unit = wordOf(tokens[at]);
  if (unit?.isHourUnit === true) {
    isTime = true;
    at += 1;
  }
  let period: ReadonlySet<number> | null = null;
  const after = wordOf(tokens[at]);
  // In German "am" is also "on the".
  const isOpening = after?.isOpening === true && startsDate(tokens[at + 1]);
  const isNextOnes = tokens[at + 1]?.kind === 'time' && tokens[at]?.kind === 'word' && before === null && !isTime;
  if (after !== null && after.hours.size > 0 && !isOpening && !isNextOnes && hourOf(hour, after.hours) !== null) {
    period = after.hours;
    at += 1;
  } else if (before !== null && (isTime || wordOf(tokens[first])?.isOpening !== true)) {
    period = hourOf(hour, before) === null ? null : before;
  }
  if (!isTime && period === null) return null;
  if (period === null && before !== null) return null;
  return withZone(tokens, { kind: 'time', first, after: at, hour, minute, second, hasMinutes, period, zone: null });
}

function startsDate(token: Token | undefined): boolean {
  if (token?.kind === 'number') return true;
  const meaning = wordOf(token);
  return meaning !== null && meaning.weekdays.size + meaning.months.size > 0;
}

/** Takes in the zone behind a time: "(GMT+1)", "EST", "Europe/Oslo". */
function withZone(tokens: readonly Token[], time: TimeItem): TimeItem {
  const isOpen = markOf(tokens[time.after]) === '(';
  const at = isOpen ? time.after + 1 : time.after;
  const token = tokens[at];
  let zone: Zone | null = null;
  if (token?.kind === 'zone') zone = token.zone;
  else if (token?.kind === 'other' && token.isAbbreviation && (isOpen || isLikeZone(token))) {
    zone = { offset: null, name: null };
  }
  if (zone === null) return time;
  if (!isOpen) {
    // "-0500 (EST)"
    const isSame = markOf(tokens[at + 1]) === '(' && tokens[at + 2]?.kind === 'other' && markOf(tokens[at + 3]) === ')';
    return { ...time, zone, after: isSame ? at + 4 : at + 1 };
  }
  return markOf(tokens[at + 1]) === ')' ? { ...time, zone, after: at + 2 } : time;
}

/** Abbreviations of zones outside parentheses: nearly all have three or four letters. */
function isLikeZone(token: Token): boolean {
  const length = token.to - token.from;
  return length === 3 || length === 4;
}

/** The hour on a clock of 24, in agreement with the part of the day if one is named. */
export function hourOf(hour: number, period: ReadonlySet<number> | null): number | null {
  if (period === null) return hour <= 24 ? hour : null;
  if (period.has(hour) && hour > 12) return hour;
  if (hour > 12) return null;
  const fitting = [...period].filter(candidate => candidate % 12 === hour % 12);
  return fitting.length === 1 ? (fitting[0] ?? null) : null;
}

/** The dates that do not overlap, by the index of their first token: the more complete one wins. */
function datesIn(tokens: readonly Token[], vocabulary: Vocabulary, isWhole: boolean): ReadonlyMap<number, DateItem> {
  const found: DateItem[] = [];
  for (let first = 0; first < tokens.length; first += 1) found.push(...datesAt(tokens, first, vocabulary, isWhole));
  const weight = (date: DateItem) => (date.hasYear ? 100 : 0) + date.weekdays.length * 10 + (date.after - date.first);
  found.sort((a, b) => weight(b) - weight(a) || a.first - b.first);
  const taken = new Set<number>();
  const chosen = new Map<number, DateItem>();
  for (const date of found) {
    let isFree = true;
    for (let index = date.first; index < date.after; index += 1) isFree &&= !taken.has(index);
    if (!isFree) continue;
    for (let index = date.first; index < date.after; index += 1) taken.add(index);
    chosen.set(date.first, date);
  }
  return chosen;
}

/** A date without its weekday. */
interface Core {
  readonly after: number;
  readonly readings: readonly Reading[];
  readonly hasYear: boolean;
  readonly relativeDay: number | null;
  /** Numbers with one dot between are a date only beside a weekday. */
  readonly needsWeekday: boolean;
}

function datesAt(
  tokens: readonly Token[],
  first: number,
  vocabulary: Vocabulary,
  isWhole: boolean,
): readonly DateItem[] {
  const dates: DateItem[] = [];
  const add = (core: Core, leading: readonly ReadonlySet<number>[]) => {
    const make = (after: number, weekdays: readonly ReadonlySet<number>[]) => {
      if (core.needsWeekday && weekdays.length === 0) return;
      dates.push({
        kind: 'date',
        first,
        after,
        readings: core.readings.filter(reading => weekdays.every(set => mayFall(reading, set))),
        weekdays,
        hasYear: core.hasYear,
        relativeDay: core.relativeDay,
        startDay: null,
        endDay: null,
        shortWeekdays: null,
      });
    };
    const trailing = trailingWeekday(tokens, core.after);
    if (trailing !== null) {
      // What contradicts the date is no part of it, unless it stands in parentheses.
      const fits = core.readings.some(reading => mayFall(reading, trailing.weekdays));
      if (fits || trailing.isInside) return make(trailing.after, [...leading, trailing.weekdays]);
    }
    make(core.after, leading);
  };
  for (const core of coresAt(tokens, first, vocabulary, isWhole)) add(core, []);
  const weekday = wordOf(tokens[first]);
  if (weekday !== null && weekday.weekdays.size > 0) {
    const next = skip(tokens, first + 1, ',.()|', 2);
    for (const core of coresAt(tokens, next, vocabulary, isWhole)) add(core, [weekday.weekdays]);
  }
  return dates;
}

/** Whether the day is one of these weekdays; unknown as long as there is no year. */
function mayFall({ year, month, day }: Reading, weekdays: ReadonlySet<number>): boolean {
  return year === null || weekdays.has(new Date(Date.UTC(year, month - 1, day)).getUTCDay());
}

function trailingWeekday(
  tokens: readonly Token[],
  at: number,
): { readonly after: number; readonly weekdays: ReadonlySet<number>; readonly isInside: boolean } | null {
  const mark = markOf(tokens[at]);
  const start = mark === '(' || mark === ',' || mark === '.' || mark === '[' ? at + 1 : at;
  const meaning = wordOf(tokens[start]);
  if (meaning === null || meaning.weekdays.size === 0) return null;
  const isInside = mark === '(' || mark === '[';
  const end = markOf(tokens[start + 1]);
  if (isInside && end !== ')' && end !== ']') return null;
  return { after: isInside ? start + 2 : start + 1, weekdays: meaning.weekdays, isInside };
}

/** Goes past these marks and past words that add nothing. */
function skip(tokens: readonly Token[], from: number, marks: string, mostWords: number): number {
  let at = from;
  let words = 0;
  for (;;) {
    const token = tokens[at];
    const mark = markOf(token);
    const meaning = wordOf(token);
    if (mark !== null && marks.includes(mark)) at += 1;
    else if (meaning !== null && isIdle(meaning) && words < mostWords) {
      at += 1;
      words += 1;
    } else return at;
  }
}

function isIdle(meaning: Meaning): boolean {
  return (
    (meaning.isFiller || meaning.isOpening) &&
    meaning.months.size === 0 &&
    meaning.weekdays.size === 0 &&
    !(meaning.hours.size > 0 && !meaning.isOpening)
  );
}

function coresAt(tokens: readonly Token[], first: number, vocabulary: Vocabulary, isWhole: boolean): readonly Core[] {
  const token = tokens[first];
  if (token?.kind === 'number') {
    // A longer number, or one behind a mark that belongs to it, is no date.
    return [...numericCores(tokens, first, vocabulary), ...dayMonthCores(tokens, first, isWhole)];
  }
  if (token?.kind !== 'word') return [];
  const { meaning } = token;
  if (meaning.months.size > 0) return monthDayCores(tokens, first, meaning, isWhole);
  if (meaning.relativeDay !== null) {
    return [{ after: first + 1, readings: [], hasYear: false, relativeDay: meaning.relativeDay, needsWeekday: false }];
  }
  return [];
}

type NumberToken = Extract<Token, { kind: 'number' }>;

function numberAt(tokens: readonly Token[], at: number): NumberToken | null {
  const token = tokens[at];
  return token?.kind === 'number' ? token : null;
}

/** A number that may be a day and is no hour ("3 PM"). */
function dayAt(tokens: readonly Token[], at: number): NumberToken | null {
  const number = numberAt(tokens, at);
  if (number === null || number.digits > 2 || number.value < 1 || number.value > 31) return null;
  if (number.unit !== null && number.unit !== 'day') return null;
  const next = wordOf(tokens[at + 1]);
  if (next === null || number.unit !== null) return number;
  const isHour = next.isHourUnit || (next.hours.size > 0 && !next.isOpening && tokens[at + 2]?.kind !== 'time');
  return isHour ? null : number;
}

function onlyOne(values: ReadonlySet<number>): number | null {
  const [value] = values;
  return values.size === 1 && value !== undefined ? value : null;
}

function reading(
  year: number | null,
  month: number,
  day: number,
  order: Reading['order'],
  isDayFirst: boolean,
): readonly Reading[] {
  // 2024 is a leap year.
  const isPossible = isDay(year ?? 2024, month, day);
  return isPossible ? [{ year, month, day, order, isDayFirst }] : [];
}

/** "5. März 2026", "5 de marzo de 2026", "2026 március 5". */
function dayMonthCores(tokens: readonly Token[], first: number, isWhole: boolean): readonly Core[] {
  const year = numberAt(tokens, first);
  if (year !== null && year.digits === 4 && (year.unit === null || year.unit === 'year')) {
    const monthAt = skip(tokens, first + 1, '.,', 1);
    const month = onlyOne(wordOf(tokens[monthAt])?.months ?? new Set());
    const day = month === null ? null : dayAt(tokens, skip(tokens, monthAt + 1, '.,', 0));
    if (month === null || day === null) return [];
    const after = skip(tokens, monthAt + 1, '.,', 0) + 1;
    return core(after, reading(year.value, month, day.value, 'word', false), true);
  }
  const day = dayAt(tokens, first);
  if (day === null) return [];
  const monthAt = skip(tokens, first + 1, '.-/', 2);
  const month = onlyOne(wordOf(tokens[monthAt])?.months ?? new Set());
  if (month === null) return [];
  return withYear(tokens, monthAt + 1, month, day.value, true, isWhole);
}

/** "March 5, 2026". */
function monthDayCores(
  tokens: readonly Token[],
  first: number,
  { months }: Meaning,
  isWhole: boolean,
): readonly Core[] {
  const month = onlyOne(months);
  const at = skip(tokens, first + 1, '.-/', 1);
  const day = dayAt(tokens, at);
  return month === null || day === null ? [] : withYear(tokens, at + 1, month, day.value, false, isWhole);
}

/** Both without and with the year that may follow. */
function withYear(
  tokens: readonly Token[],
  after: number,
  month: number,
  day: number,
  isDayFirst: boolean,
  isWhole: boolean,
): readonly Core[] {
  const without = core(after, reading(null, month, day, 'word', isDayFirst), false);
  const at = skip(tokens, after, ',.-/', 2);
  const year = numberAt(tokens, at);
  if (year === null || (year.unit !== null && year.unit !== 'year')) return without;
  if (year.digits === 4)
    return [...without, ...core(at + 1, reading(year.value, month, day, 'word', isDayFirst), true)];
  // "5-Mar-26", or, in a text that is nothing but a date, "5 Mar 26".
  const isJoined = year.isGlued && (markOf(tokens[at - 1]) === '-' || markOf(tokens[at - 1]) === '/');
  const next = wordOf(tokens[at + 1]);
  const isHour = next !== null && (next.isHourUnit || next.hours.size > 0);
  // "22. apr., 10.41"
  const isDotted = markOf(tokens[at + 1]) === '.' && numberAt(tokens, at + 2)?.isGlued === true;
  if (year.digits !== 2 || isHour || isDotted || !(isJoined || (isWhole && isDayFirst))) return without;
  return [...without, ...core(at + 1, reading(2000 + year.value, month, day, 'word', isDayFirst), true)];
}

function core(after: number, readings: readonly Reading[], hasYear: boolean, needsWeekday = false): readonly Core[] {
  return [{ after, readings, hasYear, relativeDay: null, needsWeekday }];
}

/** "3/4/2026", "04.03.", "2026-03-04", "2026年3月4日", "3月4日". */
function numericCores(tokens: readonly Token[], first: number, vocabulary: Vocabulary): readonly Core[] {
  const { order, isDayBeforeMonth } = vocabulary;
  const one = numberAt(tokens, first);
  if (one === null) return [];
  if (one.unit !== null) return unitCores(tokens, first, one);
  // "12:3/4", "1.2/3"
  const before = markOf(tokens[first - 1]);
  const mark = markOf(tokens[first + 1]);
  if (mark === null || !'/-.'.includes(mark)) return [];
  const isInNumber = one.isGlued && before !== null && '/-.:'.includes(before) && !(before === '-' && mark === '.');
  if (isInNumber && tokens[first - 2]?.kind === 'number') return [];
  const two = numberAt(tokens, first + 2);
  // Only a dot may have a blank behind it: "5. 3. 2026".
  const isJoined = (at: number) => tokens[at]?.isGlued === true && (mark === '.' || tokens[at + 1]?.isGlued === true);
  if (two === null || two.unit !== null || two.digits > 2 || !isJoined(first + 1)) return [];
  const three = markOf(tokens[first + 3]) === mark && isJoined(first + 3) ? numberAt(tokens, first + 4) : null;
  if (three !== null && three.unit === null) {
    const next = tokens[first + 5];
    const goesOn =
      next?.isGlued === true && markOf(next) === mark && mark !== '.' && numberAt(tokens, first + 6)?.isGlued;
    const isWhole = mark !== '.' || three.isGlued || tokens[first + 2]?.isGlued === false;
    const readings = goesOn === true || !isWhole ? [] : readingsOfThree(one, two, three, mark, order);
    if (readings.length > 0) {
      const isPoint = mark === '.' && markOf(next) === '.' && next?.isGlued === true;
      return core(first + (isPoint ? 6 : 5), readings, true);
    }
    if (mark !== '.') return [];
  }
  if (one.digits > 2 || mark === '-') return [];
  if (mark === '.') {
    const hasPoint = markOf(tokens[first + 3]) === '.' && tokens[first + 3]?.isGlued === true;
    if (two.isGlued !== true && !hasPoint) return [];
    const after = first + (hasPoint ? 4 : 3);
    // "27.05–09.06.2043"
    const isStart =
      !vocabulary.hasDottedTimes &&
      ['–', '-'].includes(markOf(tokens[after]) ?? '') &&
      numericCores(tokens, after + 1, vocabulary).some(end => end.hasYear);
    return core(after, reading(null, two.value, one.value, 'dmy', true), false, !hasPoint && !isStart);
  }
  const monthFirst = reading(null, one.value, two.value, 'mdy', false);
  const dayFirst = reading(null, two.value, one.value, 'dmy', true);
  return core(first + 3, isDayBeforeMonth ? [...dayFirst, ...monthFirst] : [...monthFirst, ...dayFirst], false);
}

function readingsOfThree(
  one: NumberToken,
  two: NumberToken,
  three: NumberToken,
  mark: string,
  order: string,
): readonly Reading[] {
  if (one.digits === 4) return three.digits <= 2 ? reading(one.value, two.value, three.value, 'ymd', false) : [];
  if (order === 'ymd' && one.digits === 2 && three.digits <= 2) {
    return reading(2000 + one.value, two.value, three.value, 'ymd', false);
  }
  if (one.digits > 2 || (three.digits !== 4 && three.digits !== 2)) return [];
  const year = three.digits === 4 ? three.value : 2000 + three.value;
  const dayFirst = reading(year, two.value, one.value, 'dmy', true);
  // Where dots are written the day comes first.
  if (mark === '.') return dayFirst;
  const monthFirst = reading(year, one.value, two.value, 'mdy', false);
  return order === 'mdy' ? [...monthFirst, ...dayFirst] : [...dayFirst, ...monthFirst];
}

/** Numbers with signs for year, month and day behind them. */
function unitCores(tokens: readonly Token[], first: number, one: NumberToken): readonly Core[] {
  const year = one.unit === 'year' ? one : null;
  const monthAt = year === null ? first : first + 1;
  const month = numberAt(tokens, monthAt);
  const day = numberAt(tokens, monthAt + 1);
  if (month?.unit !== 'month' || day?.unit !== 'day') return [];
  if (year !== null && year.digits !== 4 && year.digits !== 2) return [];
  const full = year === null ? null : year.digits === 2 ? 2000 + year.value : year.value;
  return core(monthAt + 2, reading(full, month.value, day.value, 'ymd', false), full !== null);
}

/** "Jan 4 – 6, 2026" and "4.–6. Januar 2026": a day's number that stands for one end of a span. */
function withShortenedDays(items: readonly Item[], tokens: readonly Token[]): readonly Item[] {
  const result: Item[] = [];
  let at = 0;
  while (at < items.length) {
    const shortened = shortEnd(items, at, tokens) ?? shortStart(items, at, tokens);
    const item = shortened?.date ?? items[at];
    if (item !== undefined) result.push(item);
    at += shortened?.length ?? 1;
  }
  return result;
}

interface Shortened {
  readonly date: DateItem;
  /** How many items it takes the place of. */
  readonly length: number;
}

/** "Jan 4 – 6, 2026", "2026年1月4日～6日". */
function shortEnd(items: readonly Item[], at: number, tokens: readonly Token[]): Shortened | null {
  const [date, connector, number, year] = items.slice(at, at + 4);
  if (date?.kind !== 'date' || connector?.kind !== 'connector' || number?.kind !== 'number') return null;
  const [day] = date.readings;
  if (day === undefined || day.isDayFirst || !isDayNumber(number) || number.value <= day.day) return null;
  if (connector.first - date.after > 1) return null;
  const isUnit = number.unit === 'day';
  // "Jan 4 – 6 PM" is none, "Jan 4 – 6 – 8" neither.
  const goesOn = year?.kind === 'connector' || wordOf(tokens[number.after]) !== null;
  const isIso =
    day.order === 'ymd' && tokens[number.first]?.isGlued === true && tokens[connector.first]?.isGlued === true;
  if (!isUnit && (goesOn || (date.hasYear && !isIso))) return null;
  const hasYear = !date.hasYear && year?.kind === 'number' && year.digits === 4 && year.first - number.after <= 1;
  const readings = hasYear
    ? date.readings.flatMap(each => reading(year.value, each.month, each.day, each.order, each.isDayFirst))
    : date.readings;
  const last = hasYear ? year : number;
  const weekday = items[at + 3];
  const shortWeekdays = isUnit && weekday?.kind === 'weekday' ? weekday.weekdays : null;
  const after = shortWeekdays === null ? last.after : (weekday?.after ?? last.after);
  return {
    date: { ...date, readings, after, endDay: number.value, shortWeekdays, hasYear: date.hasYear || hasYear },
    length: hasYear || shortWeekdays !== null ? 4 : 3,
  };
}

/** "4.–6. Januar 2026", "Mittwoch, 4. – Freitag, 6. März 2026". */
function shortStart(items: readonly Item[], at: number, tokens: readonly Token[]): Shortened | null {
  const weekday = items[at];
  const skipped = weekday?.kind === 'weekday' ? 1 : 0;
  const [number, connector, date] = items.slice(at + skipped, at + skipped + 3);
  if (date?.kind !== 'date' || connector?.kind !== 'connector' || number?.kind !== 'number') return null;
  const [day] = date.readings;
  if (day?.isDayFirst !== true || !isDayNumber(number) || number.value >= day.day) return null;
  if (connector.first - number.after > 1 || date.first - connector.after > 0) return null;
  // "Room 4 – 6 March" is one day.
  const isOpened = skipped === 1 || isSeparated(tokens, number.first) || isIdleWord(tokens[number.first - 1]);
  if (!isOpened || skipped !== (date.weekdays.length > 0 ? 1 : 0)) return null;
  const shortWeekdays = weekday?.kind === 'weekday' ? weekday.weekdays : null;
  const first = weekday?.first ?? number.first;
  return { date: { ...date, first, startDay: number.value, shortWeekdays }, length: 3 + skipped };
}

function isIdleWord(token: Token | undefined): boolean {
  const meaning = wordOf(token);
  return meaning !== null && isIdle(meaning);
}

function isDayNumber({ value, digits }: { readonly value: number; readonly digits: number }): boolean {
  return digits <= 2 && value >= 1 && value <= 31;
}

/** Whether nothing but a mark stands before this token. */
export function isSeparated(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1];
  return before === undefined || (before.kind === 'mark' && !'/#:+&@'.includes(before.mark));
}

/** Whether nothing but a mark follows the token before this one. */
export function isClosed(tokens: readonly Token[], after: number): boolean {
  const next = tokens[after];
  return next === undefined || (next.kind === 'mark' && !'/#:+&@%'.includes(next.mark));
}
