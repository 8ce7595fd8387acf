/**
 * Dates on pages: ids that hold an instant, and texts in somebody's language. The words of a language are not typed in
 * here but taken from `Intl`, which wrote most of the texts we read.
 */

/** A day and, where the text has one, a time of day: what a clock on the wall showed, in no particular zone. */
export interface WallClock {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number | null;
  readonly minute: number | null;
}

/** Languages that are tried where the page's own does not explain a text, by the script it is written in. */
const LOCALES: readonly (readonly [script: RegExp, locales: string])[] = [
  [/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u, 'ja zh-CN zh-TW'],
  [/\p{Script=Arabic}/u, 'ar ar-EG ar-SY'],
  [/\p{Script=Cyrillic}/u, 'ru uk'],
  [/\p{Script=Hangul}/u, 'ko'],
  [/\p{Script=Hebrew}/u, 'he'],
  [/\p{Script=Greek}/u, 'el'],
  [/\p{Script=Devanagari}/u, 'hi'],
  [/\p{Script=Latin}/u, 'en-US en-GB de fr es pt-BR it nl pl sv da nb fi cs tr'],
  // Numbers alone: read only where the orders agree.
  [/^\P{L}+$/u, 'en-US en-GB ja'],
];

const LONGEST_TEXT = 120;

/** Whether the calendar has this day, and it is one that mail or an appointment may be of. */
export function isDay(year: number, month: number, day: number): boolean {
  if (year < 1900 || year > 2199) return false;
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** `2026-03-05T14:00`, or the bare day where there is no time. */
export function floatingIso(clock: WallClock): string {
  const day = `${clock.year}-${twoDigits(clock.month)}-${twoDigits(clock.day)}`;
  return clock.hour === null ? day : `${day}T${twoDigits(clock.hour)}:${twoDigits(clock.minute ?? 0)}`;
}

/** `2026-03-05T14:00:07Z`. */
export function instantIso(atMs: number): string {
  return new Date(atMs).toISOString().replace(/\.\d+Z$/, 'Z');
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}

/** Gmail opened on this day; no id is older. */
const FIRST_GMAIL_MS = Date.UTC(2004, 3, 1);

/**
 * When Gmail received the message of an id, in milliseconds since the epoch: the id's upper bits count them. `null` for
 * ids that a browser made itself, before the server knew the message, and for what is no id.
 *
 * @param hexId - As in `data-legacy-message-id`.
 */
export function receivedAt(hexId: string, now: Date): number | null {
  if (!/^[0-9a-f]{14,16}$/i.test(hexId)) return null;
  const atMs = Number(BigInt(`0x${hexId}`) >> 20n);
  return atMs >= FIRST_GMAIL_MS && atMs <= now.getTime() + 86_400_000 ? atMs : null;
}

/**
 * When a message was sent: the instant its id tells, unless the shown date disagrees (imported mail bears the time of
 * its import); else the shown date, floating. `null` when neither can be read.
 *
 * @param languages - The page's own first.
 */
export function sentAt(
  hexId: string | null,
  shown: string,
  context: { readonly now: Date; readonly timeZone: string },
  languages: readonly string[],
): string | null {
  const atMs = hexId === null ? null : receivedAt(hexId, context.now);
  if (atMs !== null && (shown.trim() === '' || agrees(atMs, shown, context.timeZone))) return instantIso(atMs);
  const clock = readDateText(shown, languages);
  if (clock !== null) return floatingIso(clock);
  return atMs !== null && agreesInPart(atMs, shown, context.timeZone) ? instantIso(atMs) : null;
}

/** Whether a short text (`13:19`, `20 Aug`) at least does not contradict the instant. */
function agreesInPart(atMs: number, shown: string, timeZone: string): boolean {
  const clock = clockIn(timeZone, atMs);
  const text = withPlainDigits(shown.slice(0, LONGEST_TEXT));
  if (clock === null) return false;
  const time = /(\d{1,2})[:.h](\d{2})/.exec(text);
  if (time !== null) return Number(time[1]) % 12 === clock.hour % 12 && Number(time[2]) === clock.minute;
  return (text.match(/\d+/g) ?? []).some(digits => Number(digits) === clock.day);
}

/** Whether the text holds the numbers of this instant as a clock in that zone shows it, give or take a minute or two. */
function agrees(atMs: number, shown: string, timeZone: string): boolean {
  const numbers = new Set((withPlainDigits(shown.slice(0, LONGEST_TEXT)).match(/\d+/g) ?? []).map(Number));
  return [0, -60_000, 60_000, -120_000].some(offsetMs => {
    const clock = clockIn(timeZone, atMs + offsetMs);
    if (clock === null) return false;
    const hours = [clock.hour, clock.hour % 12 === 0 ? 12 : clock.hour % 12];
    const years = [clock.year, clock.year % 100, ...OTHER_ERAS_YEARS.map(years => clock.year + years)];
    return (
      numbers.has(clock.minute) &&
      numbers.has(clock.day) &&
      hours.some(hour => numbers.has(hour)) &&
      years.some(year => numbers.has(year))
    );
  });
}

/** The Thai calendar counts from another year, but has the same days. */
const OTHER_ERAS_YEARS = [543];

interface FullClock extends WallClock {
  readonly hour: number;
  readonly minute: number;
}

let lastZone: { readonly name: string; readonly format: Intl.DateTimeFormat } | null = null;

/** What a clock in that zone shows at the instant; `null` for a zone the browser does not know. */
export function clockIn(timeZone: string, atMs: number): FullClock | null {
  if (lastZone?.name !== timeZone) {
    try {
      const format = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
        timeZone,
        hourCycle: 'h23',
        year: 'numeric',
        month: 'numeric',
        day: 'numeric',
        hour: 'numeric',
        minute: 'numeric',
      });
      lastZone = { name: timeZone, format };
    } catch {
      return null;
    }
  }
  const parts = new Map(lastZone.format.formatToParts(atMs).map(part => [part.type, Number(part.value)]));
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
  return { year: part('year'), month: part('month'), day: part('day'), hour: part('hour'), minute: part('minute') };
}

/**
 * The day and time in a text such as `Thu, Dec 26, 2019, 10:54 PM`; `null` when it names none, or cannot be understood
 * to the last word, or allows two readings, or has no year, or names a day the calendar has not.
 *
 * @param languages - Tags of the languages the page is in, the likeliest first. Where none of them explains the text the
 * others are tried, and have to agree.
 */
export function readDateText(text: string, languages: readonly string[]): WallClock | null {
  if (text.length > LONGEST_TEXT) return null;
  const whole = fold(text);
  const iso = /^(\d{4})-(\d{2})-(\d{2})(?:[t ](\d{2}):(\d{2})(?::\d{2})?)?$/.exec(whole);
  if (iso !== null)
    return checked(numberOr(iso[1]), numberOr(iso[2]), numberOr(iso[3]), optional(iso[4]), optional(iso[5]));
  // Whatever the language, a day with its year takes two numbers, and one text is no list of them.
  const numbers = whole.match(/\d+/g)?.length ?? 0;
  if (numbers < 2 || numbers > 8) return null;
  // "(2 days ago)" is not part of the date; "(木)" is.
  const shorter = whole.replace(/\s*[(（][^()（）]*[)）]\s*$/, '');
  for (const language of languages) {
    const vocabulary = vocabularyOf(language);
    if (vocabulary === null) continue;
    const clock = readIn(vocabulary, whole) ?? readIn(vocabulary, shorter);
    if (clock !== null) return clock;
  }
  return agreed(whole) ?? (shorter === whole ? null : agreed(shorter));
}

/** What all languages of the text's script that understand it take it for. */
function agreed(text: string): WallClock | null {
  const locales = LOCALES.find(([script]) => script.test(text))?.[1].split(' ') ?? [];
  let common: WallClock | null = null;
  for (const locale of locales) {
    const vocabulary = vocabularyOf(locale);
    const clock = vocabulary === null ? null : readIn(vocabulary, text);
    if (clock === null) continue;
    if (common !== null && floatingIso(common) !== floatingIso(clock)) return null;
    common = clock;
  }
  return common;
}

function numberOr(digits: string | undefined): number {
  return Number(digits ?? Number.NaN);
}

function optional(digits: string | undefined): number | null {
  return digits === undefined ? null : Number(digits);
}

function checked(
  year: number,
  month: number,
  day: number,
  hour: number | null,
  minute: number | null,
): WallClock | null {
  if (!isDay(year, month, day)) return null;
  if (hour !== null && !(hour >= 0 && hour <= 23)) return null;
  if (minute !== null && !(minute >= 0 && minute <= 59)) return null;
  return { year, month, day, hour, minute };
}

/** The first digit of each decimal script that dates are written in; their other nine follow it. */
const ZEROS = [0x660, 0x6f0, 0x966, 0x9e6, 0xe50];

function withPlainDigits(text: string): string {
  return text.normalize('NFKC').replace(/\p{Nd}/gu, digit => {
    const code = digit.codePointAt(0) ?? 0;
    const zero = ZEROS.find(first => code >= first && code <= first + 9);
    return zero === undefined ? digit : String(code - zero);
  });
}

/** Lower case, plain digits and blanks, no marks of direction, dots and hyphens only inside numbers: how texts are compared. */
function fold(text: string): string {
  return withPlainDigits(text)
    .replace(/[\u061C\u200B-\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/g, '')
    .toLowerCase()
    .replace(/\.(?!\d)|(?<!\d)\.|(?<=\p{L})-(?=\p{L})/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** What a word may mean; several at once, as "mar" in Spanish. */
interface Meaning {
  readonly months: Set<number>;
  readonly weekdays: Set<number>;
  /** The hours (0 to 23) that this part of the day has. */
  readonly hours: Set<number>;
}

const NO_MEANING: Meaning = { months: new Set(), weekdays: new Set(), hours: new Set() };

interface Vocabulary {
  readonly words: ReadonlyMap<string, Meaning>;
  /** The same words, longest first, where the language writes without blanks; else empty. */
  readonly unspaced: readonly string[];
  /** The most blanks in a word: a part of the day may be "in the morning". */
  readonly mostBlanks: number;
  /** The order of a date in numbers: `mdy`, `dmy` or `ymd`. */
  readonly order: string;
  /** `false` where the tag does not say whose order it is: English has two. */
  readonly isOrderSure: boolean;
}

const vocabularies = new Map<string, Vocabulary | null>();

/** The words of a language's dates; `null` for a tag that is none. Making one takes about two milliseconds. */
function vocabularyOf(language: string): Vocabulary | null {
  const known = vocabularies.get(language);
  if (known !== undefined) return known;
  let made: Vocabulary | null = null;
  try {
    made = makeVocabulary(language.replaceAll('_', '-'));
  } catch {
    // A page may name its language in any way it likes.
  }
  vocabularies.set(language, made);
  return made;
}

function makeVocabulary(language: string): Vocabulary | null {
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(language, { ...options, calendar: 'gregory', timeZone: 'UTC' });
  if (Intl.DateTimeFormat.supportedLocalesOf(language).length === 0) return null;

  const words = new Map<string, Meaning>();
  const learn = (word: string): Meaning => {
    const meaning = words.get(word) ?? { months: new Set(), weekdays: new Set(), hours: new Set() };
    if (word !== '') words.set(word, meaning);
    return meaning;
  };
  const read = (formatter: Intl.DateTimeFormat, at: number, teach: (type: string, word: string) => void) => {
    for (const part of formatter.formatToParts(at)) {
      if (part.type === 'literal') for (const word of fold(part.value).match(/\p{L}[\p{L}\p{M}]*/gu) ?? []) learn(word);
      else if (/\p{L}/u.test(part.value)) teach(part.type, fold(part.value));
    }
  };

  const day = { day: 'numeric', year: 'numeric' } as const;
  const monthFormats: readonly Intl.DateTimeFormatOptions[] = [
    { month: 'long' },
    { month: 'short' },
    { ...day, month: 'long' },
    { ...day, month: 'short' },
  ];
  for (const formatter of monthFormats.map(format)) {
    for (let month = 0; month < 12; month += 1) {
      read(formatter, Date.UTC(2024, month, 15), (type, word) => {
        if (type === 'month') learn(word).months.add(month + 1);
      });
    }
  }
  const weekdayFormats: readonly Intl.DateTimeFormatOptions[] = [
    { weekday: 'long' },
    { weekday: 'short' },
    { ...day, month: 'long', weekday: 'long' },
    { ...day, month: 'short', weekday: 'short' },
  ];
  for (const formatter of weekdayFormats.map(format)) {
    for (let weekday = 0; weekday < 7; weekday += 1) {
      // 7 January 2024 was a Sunday.
      read(formatter, Date.UTC(2024, 0, 7 + weekday), (type, word) => {
        if (type === 'weekday') learn(word).weekdays.add(weekday);
      });
    }
  }
  // The parts of the day differ by the hour; what stands between day and time at most by its number (a la, a las).
  const hourFormats: readonly (readonly [Intl.DateTimeFormatOptions, everyHours: number])[] = [
    [{ hour: 'numeric', hour12: true, dayPeriod: 'long' }, 1],
    [{ hour: 'numeric', hour12: true, dayPeriod: 'short' }, 1],
    [{ hour: 'numeric', hour12: false }, 12],
    [{ dateStyle: 'full', timeStyle: 'short', hour12: true }, 1],
    [{ dateStyle: 'long', timeStyle: 'short' }, 12],
    [{ dateStyle: 'medium', timeStyle: 'short' }, 12],
  ];
  for (const [options, everyHours] of hourFormats) {
    const formatter = format(options);
    for (let hour = 0; hour < 24; hour += everyHours) {
      read(formatter, Date.UTC(2024, 0, 7, hour, 30), (type, word) => {
        if (type === 'dayPeriod') learn(word).hours.add(hour);
      });
    }
  }
  // "a m" is also written together, and "am" apart.
  for (const [word, { hours }] of [...words]) {
    const other = /^\p{L}{2}$/u.test(word) ? [...word].join(' ') : word.replaceAll(' ', '');
    if (hours.size > 0) for (const hour of hours) learn(other).hours.add(hour);
  }
  const order = format({ day: 'numeric', month: 'numeric', year: 'numeric' })
    .formatToParts(0)
    .map(part => (part.type === 'day' || part.type === 'month' || part.type === 'year' ? part.type.charAt(0) : ''))
    .join('');
  const all = [...words.keys()];
  return {
    words,
    unspaced: all.filter(word => UNSPACED.test(word)).sort((a, b) => b.length - a.length),
    mostBlanks: Math.max(0, ...all.map(word => word.split(' ').length - 1)),
    order,
    isOrderSure: language !== 'en',
  };
}

/** Scripts that put no blanks between words. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u;

interface TimeOfDay {
  readonly hour: number;
  readonly minute: number;
}

type Token =
  | { readonly kind: 'number'; readonly value: number; readonly digits: number }
  | { readonly kind: 'time'; readonly hour: number; readonly minute: number }
  | { readonly kind: 'word'; readonly meaning: Meaning };

const TIME = /(\d{1,2}) ?(?:[:h時时點点]|시) ?(\d{2})(?:(?: ?[:分]| ?min| ?분) ?(\d{2})?)?(?!\d)/y;
const NUMBER = /\d+/y;
const WORD = /\p{L}[\p{L}\p{M}'’]*/uy;
const BETWEEN = /[\s,;،、()（）[\]/.\-–—|·•⋅]+/y;

function readIn(vocabulary: Vocabulary, text: string): WallClock | null {
  const tokens = tokensOf(vocabulary, text);
  return tokens === null ? null : clockOf(tokens, vocabulary);
}

/** The text cut into what it means; `null` when a word of it is unknown. */
function tokensOf(vocabulary: Vocabulary, text: string): readonly Token[] | null {
  const tokens: Token[] = [];
  let at = 0;
  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    return pattern.exec(text);
  };
  while (at < text.length) {
    const between = match(BETWEEN);
    if (between !== null) {
      at += between[0].length;
      continue;
    }
    const unspaced = vocabulary.unspaced.find(word => text.startsWith(word, at));
    const meaning = unspaced === undefined ? undefined : vocabulary.words.get(unspaced);
    if (unspaced !== undefined && meaning !== undefined) {
      // 日 after a number is "day", elsewhere "Sunday".
      const isUnit = unspaced.length === 1 && /\d/.test(text.charAt(at - 1));
      tokens.push({ kind: 'word', meaning: isUnit ? NO_MEANING : meaning });
      at += unspaced.length;
      continue;
    }
    const time = match(TIME);
    if (time !== null) {
      tokens.push({ kind: 'time', hour: Number(time[1]), minute: Number(time[2]) });
      at += time[0].length;
      continue;
    }
    const number = match(NUMBER);
    if (number !== null) {
      tokens.push({ kind: 'number', value: Number(number[0]), digits: number[0].length });
      at += number[0].length;
      continue;
    }
    const word = wordAt(vocabulary, text, at, match(WORD)?.[0]);
    if (word === null) return null;
    tokens.push({ kind: 'word', meaning: word.meaning });
    at += word.length;
  }
  return tokens;
}

function wordAt(
  vocabulary: Vocabulary,
  text: string,
  at: number,
  first: string | undefined,
): { readonly meaning: Meaning; readonly length: number } | null {
  if (first === undefined) return null;
  // The longest run of words that is known as one.
  for (let blanks = vocabulary.mostBlanks; blanks > 0; blanks -= 1) {
    const several = text
      .slice(at)
      .split(' ', blanks + 1)
      .join(' ')
      .replace(/[,;،)]+$/, '');
    const meaning = several.includes(' ') ? vocabulary.words.get(several) : undefined;
    if (meaning !== undefined) return { meaning, length: several.length };
  }
  const meaning = vocabulary.words.get(first) ?? abbreviated(vocabulary, first);
  return meaning === null ? null : { meaning, length: first.length };
}

/** Whatever words begin like this one, since abbreviations differ from one release of a browser to the next. */
function abbreviated(vocabulary: Vocabulary, start: string): Meaning | null {
  if (start.length < 3) return null;
  const meaning: Meaning = { months: new Set(), weekdays: new Set(), hours: new Set() };
  for (const [word, whole] of vocabulary.words) {
    if (!word.startsWith(start)) continue;
    for (const month of whole.months) meaning.months.add(month);
    for (const weekday of whole.weekdays) meaning.weekdays.add(weekday);
  }
  return meaning.months.size + meaning.weekdays.size > 0 ? meaning : null;
}

function clockOf(tokens: readonly Token[], { order, isOrderSure }: Vocabulary): WallClock | null {
  const months = new Set<number>();
  const perhapsMonths = new Set<number>();
  const weekdays: Set<number>[] = [];
  const periods: Set<number>[] = [];
  const numbers: { readonly value: number; readonly digits: number }[] = [];
  const times: TimeOfDay[] = [];

  const isPeriod = (token: Token | undefined) => token?.kind === 'word' && token.meaning.hours.size > 0;
  for (const [index, token] of tokens.entries()) {
    if (token.kind === 'time') {
      times.push(token);
    } else if (token.kind === 'number') {
      // "3 PM": the number beside the part of the day, where no time with minutes stands there.
      const isHour = token.digits <= 2 && isPeriod(tokens[index + 1]) && tokens[index + 2]?.kind !== 'time';
      if (isHour) times.push({ hour: token.value, minute: 0 });
      else numbers.push(token);
    } else {
      const { meaning } = token;
      if (meaning.hours.size > 0) periods.push(meaning.hours);
      if (meaning.months.size > 0 && meaning.weekdays.size > 0) {
        for (const month of meaning.months) perhapsMonths.add(month);
      } else {
        for (const month of meaning.months) months.add(month);
        if (meaning.weekdays.size > 0) weekdays.push(meaning.weekdays);
      }
    }
  }

  if (periods.length > 1 || times.length > 1) return null;
  const time = times[0] ?? null;
  const hour = time === null ? null : hourOf(time.hour, periods[0]);
  if (time !== null && hour === null) return null;
  const month = onlyOne(months) ?? (months.size === 0 && numbers.length === 2 ? onlyOne(perhapsMonths) : null);
  if (months.size > 1 || (month === null && numbers.length !== 3)) return null;

  const fits = (clock: WallClock | null): clock is WallClock =>
    clock !== null &&
    weekdays.every(set => set.has(new Date(Date.UTC(clock.year, clock.month - 1, clock.day)).getUTCDay()));
  const readings = (month === null ? readingsOfNumbers(numbers, order) : readingsBeside(numbers, order))
    .map(([year, numeric, day]) => checked(year, month ?? numeric, day, hour, time?.minute ?? null))
    .filter(fits);
  const [first, second] = readings;
  if (first === undefined) return null;
  const isSure = isOrderSure || second === undefined || floatingIso(first) === floatingIso(second);
  return isSure || weekdays.length > 0 ? first : null;
}

function onlyOne(values: ReadonlySet<number>): number | null {
  const [value] = values;
  return values.size === 1 && value !== undefined ? value : null;
}

/** The hour on a clock of 24, in agreement with the part of the day if one is named. */
function hourOf(hour: number, period: ReadonlySet<number> | undefined): number | null {
  if (period === undefined) return hour <= 23 ? hour : null;
  if (period.has(hour) && hour > 12) return hour;
  return hour > 12 ? null : onlyOne(new Set([...period].filter(candidate => candidate % 12 === hour % 12)));
}

interface Digits {
  readonly value: number;
  readonly digits: number;
}

type Reading = readonly [year: number, month: number, day: number];

/** Day and year where the month is a word. */
function readingsBeside(numbers: readonly Digits[], order: string): readonly Reading[] {
  const [first, second] = numbers;
  if (first === undefined || second === undefined || numbers.length !== 2) return [];
  if (first.digits === 4) return second.digits <= 2 ? [[first.value, 0, second.value]] : [];
  if (second.digits === 4) return first.digits <= 2 ? [[second.value, 0, first.value]] : [];
  if (first.digits > 2 || second.digits !== 2 || order === 'ymd') return [];
  return [[2000 + second.value, 0, first.value]];
}

/** Readings of three numbers: in the order of the language, and, if the calendar or the weekday rules that out, turned. */
function readingsOfNumbers(numbers: readonly Digits[], order: string): readonly Reading[] {
  const [first, second, third] = numbers;
  if (first === undefined || second === undefined || third === undefined) return [];
  if (first.digits === 4) return [[first.value, second.value, third.value]];
  if (first.digits > 2 || second.digits > 2 || (third.digits !== 4 && third.digits !== 2)) return [];
  if (order === 'ymd') return third.digits === 2 ? [[2000 + first.value, second.value, third.value]] : [];
  const year = third.digits === 4 ? third.value : 2000 + third.value;
  const dayFirst: Reading = [year, second.value, first.value];
  const monthFirst: Reading = [year, first.value, second.value];
  return order === 'mdy' ? [monthFirst, dayFirst] : [dayFirst, monthFirst];
}
