/**
 * What the words of dates and times mean in a language. They are taken from `Intl`, which wrote most of the texts we
 * read; only what it does not know ("all day", "from … to") is typed in.
 */

/** A text made comparable, and where in the original each of its characters stands. */
export interface FoldedText {
  readonly text: string;
  /** The text that `starts` points into: the original, composed. */
  readonly original: string;
  /** One more than the text has characters: the last is the end of the original. */
  readonly starts: readonly number[];
}

/** The first digit of each decimal script that dates are written in; their other nine follow it. */
const ZEROS = [0x660, 0x6f0, 0x966, 0x9e6, 0xe50];

/** NFKC, and ASCII digits for those of other scripts. */
export function withPlainDigits(text: string): string {
  return text.normalize('NFKC').replace(/\p{Nd}/gu, digit => {
    const code = digit.codePointAt(0) ?? 0;
    const zero = ZEROS.find(first => code >= first && code <= first + 9);
    return zero === undefined ? digit : String(code - zero);
  });
}

/** Marks of direction and other invisible characters. */
const INVISIBLE = /[\u00AD\u061C\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]/;
const LETTER = /\p{L}/u;
/** Spellings that differ from one writer to the next: the Arabic alef, and what is left out; apostrophes. */
const VARIANTS: ReadonlyMap<string, string> = new Map([
  ...[...'أإآٱ'].map(letter => [letter, 'ا'] as const),
  ...[...'\u0640\u064B\u064C\u064D\u064E\u064F\u0650\u0651\u0652'].map(mark => [mark, ''] as const),
  ...[...'’ʼ׳'].map(mark => [mark, "'"] as const),
]);

/**
 * Lower case, plain digits and single blanks (a line break stays one), nothing invisible, a dot only behind a digit, no
 * hyphen between letters.
 */
export function fold(source: string): FoldedText {
  const original = source.normalize('NFC');
  const starts: number[] = [];
  let text = '';
  let at = 0;
  const add = (characters: string) => {
    for (let index = 0; index < characters.length; index += 1) starts.push(at);
    text += characters;
  };
  const addBlank = (blank: string) => {
    const last = text.charAt(text.length - 1);
    if (text !== '' && last !== ' ' && last !== '\n') add(blank);
    else if (blank === '\n' && last === ' ') text = `${text.slice(0, -1)}\n`;
  };
  while (at < original.length) {
    const code = original.codePointAt(at) ?? 0;
    // Plain letters and digits are most of any text.
    if ((code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39)) {
      starts.push(at);
      text += original.charAt(at);
      at += 1;
      continue;
    }
    const character = String.fromCodePoint(code);
    const next = original.charAt(at + character.length);
    if (character === '\n') addBlank('\n');
    else if (/\s/.test(character)) addBlank(' ');
    else if (character === '.') {
      if (/\d$/.test(text)) add('.');
      else addBlank(' ');
    } else if (character === '॰') {
      // The dot of an abbreviation in Hindi.
      addBlank(' ');
    } else if ((character === '-' || character === '\u2010') && LETTER.test(next) && /\p{L}$/u.test(text))
      addBlank(' ');
    else if (code < 0x80) add(character.toLowerCase());
    else if (!INVISIBLE.test(character)) {
      add(VARIANTS.get(character) ?? withPlainDigits(character).toLowerCase().replace(/\s+/g, ' '));
    }
    at += character.length;
  }
  starts.push(original.length);
  if (text.endsWith(' ') || text.endsWith('\n')) {
    text = text.slice(0, -1);
    starts.splice(text.length, 1);
  }
  return { text, original, starts };
}

/** What a word may mean; several at once, as "mar" in Spanish. */
export interface Meaning {
  readonly months: Set<number>;
  readonly weekdays: Set<number>;
  /** The hours (0 to 23) that this part of the day has. */
  readonly hours: Set<number>;
  /** Yesterday is -1. */
  relativeDay: number | null;
  /** Noon is 12. */
  exactHour: number | null;
  /** Stands behind a number that is an hour: "Uhr". */
  isHourUnit: boolean;
  /** Stands between the parts of a date, or of date and time, and adds nothing: "de", "at". */
  isFiller: boolean;
  /** Leads over to the end of a span: "to". */
  isConnector: boolean;
  /** Comes before a span or behind it: "from"; in Japanese and Korean also behind its end. */
  isOpening: boolean;
  isAllDay: boolean;
}

export interface Vocabulary {
  readonly words: ReadonlyMap<string, Meaning>;
  /** Those of them that name months and weekdays, by their first three letters. */
  readonly namesByStart: ReadonlyMap<string, readonly (readonly [word: string, meaning: Meaning])[]>;
  /** The most blanks in a word that begins with this one: a part of the day may be "in the morning". */
  readonly blanksAfter: ReadonlyMap<string, number>;
  /** The words of a language that writes without blanks, by their first character, longest first. */
  readonly unspaced: ReadonlyMap<string, readonly string[]>;
  /** The order of a date in numbers: `mdy`, `dmy` or `ymd`. */
  readonly order: string;
  /** The same without a year. */
  readonly isDayBeforeMonth: boolean;
  /** `false` where the tag does not say whose order it is: English has two. */
  readonly isOrderSure: boolean;
  /** Whether times are written with a dot: "14.30". */
  readonly hasDottedTimes: boolean;
}

/** Scripts that put no blanks between words. */
export const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u;

/**
 * What `Intl` has no words for, by language: what opens a span or a sentence about a day, what leads to the end of a
 * span, whole days, noon and midnight; words apart by "|".
 */
const MORE_WORDS: Readonly<
  Record<string, readonly [opening: string, connector: string, allDay: string, noon: string, midnight: string]>
> = {
  ar: [
    'من|في|يوم',
    'إلى|الى|حتى|حتي',
    'طوال اليوم|كل اليوم|يوم كامل|كامل اليوم|اليوم بأكمله|اليوم بالكامل',
    'ظهرا',
    'منتصف الليل',
  ],
  cs: ['od|v|dne', 'do|až', 'celý den|celodenní|po celý den', 'poledne', 'půlnoc'],
  da: ['fra|den|kl', 'til', 'hele dagen|heldags', 'middag', 'midnat'],
  de: [
    'von|vom|am|ab',
    'bis|bis zum',
    'ganztägig|ganztägiges ereignis|ganzer tag|den ganzen tag',
    'mittag',
    'mitternacht',
  ],
  el: ['από|στις', 'έως|μέχρι|ως', 'ολοήμερο|όλη την ημέρα', 'μεσημέρι', 'μεσάνυχτα'],
  en: [
    'from|on|at|starting',
    'to|until|till|through|thru',
    'all day|all day event|allday',
    'noon|12 noon|midday',
    'midnight|12 midnight',
  ],
  es: [
    'de|del|desde|el|desde las|de las',
    'a|al|hasta|a las|hasta las|hasta el',
    'todo el día|todo el dia|día completo|dia completo|evento de todo el día',
    'mediodía',
    'medianoche',
  ],
  fi: ['klo', '', 'koko päivä|koko päivän', 'keskipäivä', 'keskiyö'],
  fr: [
    'de|du|le|dès|à partir de',
    "à|au|a|jusqu'à|jusqu’à|jusqu'au|jusqu’au",
    "toute la journée|journée entière|événement d'une journée|événement d'une journée entière|jour entier",
    'midi',
    'minuit',
  ],
  he: ['מ|ביום|בין', 'עד', 'כל היום|יום שלם', 'צהריים', 'חצות'],
  hi: ['', 'से', 'पूरे दिन|पूरा दिन', '', ''],
  it: [
    'da|dal|dalle|il|ore|dalle ore',
    'a|al|alle|fino a|fino al|fino alle|alle ore',
    'tutto il giorno|giornata intera|intera giornata|intero giorno',
    'mezzogiorno',
    'mezzanotte',
  ],
  ja: ['', 'から', '終日|一日中', '正午', '真夜中'],
  ko: ['까지', '부터|에서', '종일|하루 종일|하루종일', '정오', '자정'],
  nb: ['fra|den|kl', 'til', 'hele dagen|heldags', '', 'midnatt'],
  nl: ['van|op|om', 'tot|tot en met|t/m', 'hele dag|de hele dag|gehele dag', '', 'middernacht'],
  pl: ['od|w dniu|godz', 'do', 'cały dzień|całodniowe|przez cały dzień', 'południe', 'północ'],
  pt: [
    'de|das|da|do|desde|em|no dia|dia',
    'a|à|às|ao|até|até às|até as',
    'o dia todo|dia todo|o dia inteiro|dia inteiro|todo o dia|dia completo',
    'meio dia',
    'meia noite',
  ],
  ru: ['с|со|от|в', 'до|по', 'весь день|целый день|на весь день', 'полдень', 'полночь'],
  sv: ['från|den|kl', 'till', 'hela dagen|heldag|heldagshändelse', '', 'midnatt'],
  tr: ['', '', 'tüm gün|bütün gün', 'öğlen', 'gece yarısı'],
  uk: ['з|від|о', 'до|по', 'весь день|увесь день|цілий день', 'полудень', 'північ'],
  zh: ['从|從|自', '至|到', '全天|整天|全日|整日', '中午|正午', '午夜'],
};

/** Abbreviations that other software than browsers writes. */
const MORE_MONTHS: Readonly<Record<string, readonly (readonly [word: string, month: number])[]>> = {
  de: [['mrz', 3]],
};

const vocabularies = new Map<string, Vocabulary | null>();
/** A page can name any number of languages. */
const MOST_VOCABULARIES = 60;

/** The words of a language's dates; `null` for a tag that is none. Making one takes a millisecond or two. */
export function vocabularyOf(language: string): Vocabulary | null {
  const known = vocabularies.get(language);
  if (known !== undefined) return known;
  let made: Vocabulary | null = null;
  try {
    made = language.length > 40 ? null : makeVocabulary(language.replaceAll('_', '-'));
  } catch {
    // A page may name its language in any way it likes.
  }
  if (vocabularies.size >= MOST_VOCABULARIES) vocabularies.clear();
  vocabularies.set(language, made);
  return made;
}

function newMeaning(): Meaning {
  return {
    months: new Set(),
    weekdays: new Set(),
    hours: new Set(),
    relativeDay: null,
    exactHour: null,
    isHourUnit: false,
    isFiller: false,
    isConnector: false,
    isOpening: false,
    isAllDay: false,
  };
}

function makeVocabulary(language: string): Vocabulary | null {
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(language, { ...options, calendar: 'gregory', timeZone: 'UTC' });
  if (Intl.DateTimeFormat.supportedLocalesOf(language).length === 0) return null;

  const words = new Map<string, Meaning>();
  const learn = (word: string): Meaning => {
    const meaning = words.get(word) ?? newMeaning();
    if (LETTER.test(word) && !/^\d/.test(word)) words.set(word, meaning);
    return meaning;
  };
  // The same words come again and again.
  const known = new Map<string, string>();
  const folded = (text: string) => {
    const made = known.get(text) ?? fold(text).text;
    known.set(text, made);
    return made;
  };
  const wordsIn = (text: string) => (LETTER.test(text) ? (folded(text).match(/\p{L}[\p{L}\p{M}'’]*/gu) ?? []) : []);
  const read = (formatter: Intl.DateTimeFormat, at: number, teach: (type: string, word: string) => void) => {
    let prefix = '';
    for (const { type, value } of formatter.formatToParts(at)) {
      if (type === 'literal') for (const word of wordsIn(value)) learn(word).isFiller = true;
      else if (LETTER.test(value)) {
        teach(type, folded(value));
        // In Hebrew "in" is a letter before the month.
        if (prefix !== '') teach(type, folded(prefix + value));
      }
      prefix = type === 'literal' ? (/\p{Script=Hebrew}+$/u.exec(value)?.[0] ?? '') : '';
    }
  };

  const day = { day: 'numeric', year: 'numeric' } as const;
  // Alone and inside a date: many languages have two forms of a month.
  const dayFormats: readonly Intl.DateTimeFormatOptions[] = [
    { month: 'long' },
    { month: 'short' },
    { weekday: 'long' },
    { weekday: 'short' },
    { ...day, month: 'long', weekday: 'long' },
    { ...day, month: 'short', weekday: 'short' },
  ];
  for (const formatter of dayFormats.map(format)) {
    for (let month = 0; month < 12; month += 1) {
      // 15 January, 14 February and so on: in 2024 all weekdays are among them.
      const at = Date.UTC(2024, month, 15 - month);
      read(formatter, at, (type, word) => {
        if (type === 'month') learn(word).months.add(month + 1);
        if (type === 'weekday') learn(word).weekdays.add(new Date(at).getUTCDay());
      });
    }
  }
  // The parts of the day differ by the hour; what stands between day and time at most by its number (a la, a las).
  const hourFormats: readonly (readonly [Intl.DateTimeFormatOptions, everyHours: number])[] = [
    [{ hour: 'numeric', hour12: true, dayPeriod: 'long' }, 1],
    [{ hour: 'numeric', hour12: true, dayPeriod: 'short' }, 1],
    // The halves of the day, where its parts have other words.
    [{ hour: 'numeric', minute: 'numeric', hour12: true }, 1],
    [{ dateStyle: 'long', timeStyle: 'short' }, 12],
  ];
  for (const [options, everyHours] of hourFormats) {
    const formatter = format(options);
    for (let hour = 0; hour < 24; hour += everyHours) {
      read(formatter, Date.UTC(2024, 0, 7, hour, 30), (type, word) => {
        if (type === 'dayPeriod') learn(word).hours.add(hour);
      });
    }
  }
  const hourParts = format({ hour: 'numeric', hour12: false }).formatToParts(Date.UTC(2024, 0, 7, 14));
  const hourAt = hourParts.findIndex(part => part.type === 'hour');
  for (const word of wordsIn(hourParts[hourAt + 1]?.value ?? '')) {
    learn(word).isFiller = true;
    learn(word).isHourUnit = true;
  }
  // "a m" is also written together, and "am" apart.
  for (const [word, { hours }] of [...words]) {
    const other = /^\p{L}{2}$/u.test(word) ? [...word].join(' ') : word.replaceAll(' ', '');
    if (hours.size > 0) for (const hour of hours) learn(other).hours.add(hour);
  }
  // Clocks of other software write "AM" and "PM" in languages whose own clocks count to 24.
  for (const [word, first] of [
    ['am', 0],
    ['pm', 12],
    ['a m', 0],
    ['p m', 12],
  ] as const) {
    const { hours } = learn(word);
    if (hours.size === 0) for (let hour = first; hour < first + 12; hour += 1) hours.add(hour);
  }
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  for (let days = -2; days <= 2; days += 1) {
    const word = fold(relative.format(days, 'day')).text;
    if (!/\d/.test(word)) learn(word).relativeDay = days;
  }

  const base = language.split('-')[0] ?? '';
  const [opening = '', connector = '', allDay = '', noon = '', midnight = ''] = MORE_WORDS[base] ?? [];
  const each = (list: string, teach: (meaning: Meaning) => void) => {
    for (const word of list.split('|')) if (word !== '') teach(learn(fold(word).text));
  };
  each(opening, meaning => {
    meaning.isOpening = true;
  });
  each(connector, meaning => {
    meaning.isConnector = true;
  });
  each(allDay, meaning => {
    meaning.isAllDay = true;
  });
  each(noon, meaning => {
    meaning.exactHour = 12;
  });
  each(midnight, meaning => {
    meaning.exactHour = 0;
  });
  for (const [word, month] of MORE_MONTHS[base] ?? []) learn(word).months.add(month);

  const order = format({ day: 'numeric', month: 'numeric', year: 'numeric' })
    .formatToParts(0)
    .map(part => (part.type === 'day' || part.type === 'month' || part.type === 'year' ? part.type.charAt(0) : ''))
    .join('');
  const withoutYear = format({ day: 'numeric', month: 'numeric' }).formatToParts(0);
  const time = format({ hour: 'numeric', minute: 'numeric' }).formatToParts(0);
  const unspaced = new Map<string, string[]>();
  const blanksAfter = new Map<string, number>();
  for (const word of words.keys()) {
    const [first = ''] = word.split(' ');
    const blanks = word.split(' ').length - 1;
    if (blanks > 0) blanksAfter.set(first, Math.max(blanks, blanksAfter.get(first) ?? 0));
    if (UNSPACED.test(word)) unspaced.set(word.charAt(0), [...(unspaced.get(word.charAt(0)) ?? []), word]);
  }
  for (const list of unspaced.values()) list.sort((a, b) => b.length - a.length);
  const namesByStart = new Map<string, (readonly [string, Meaning])[]>();
  for (const [word, meaning] of words) {
    if (meaning.months.size + meaning.weekdays.size === 0) continue;
    const start = word.slice(0, 3);
    namesByStart.set(start, [...(namesByStart.get(start) ?? []), [word, meaning]]);
  }
  return {
    words,
    namesByStart,
    blanksAfter,
    unspaced,
    order,
    isDayBeforeMonth:
      withoutYear.findIndex(part => part.type === 'day') < withoutYear.findIndex(part => part.type === 'month'),
    isOrderSure: language !== 'en',
    hasDottedTimes: time.some((part, index) => part.value === '.' && time[index + 1]?.type === 'minute'),
  };
}

/** Languages that are tried where the page's own does not explain a text, by the script it is written in. */
const LOCALES: readonly (readonly [script: RegExp, locales: readonly string[]])[] = [
  [/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u, ['ja', 'zh-CN', 'zh-TW']],
  [/\p{Script=Arabic}/u, ['ar', 'ar-EG', 'ar-SY']],
  [/\p{Script=Cyrillic}/u, ['ru', 'uk']],
  [/\p{Script=Hangul}/u, ['ko']],
  [/\p{Script=Hebrew}/u, ['he']],
  [/\p{Script=Greek}/u, ['el']],
  [/\p{Script=Devanagari}/u, ['hi']],
  [
    /\p{Script=Latin}/u,
    ['en-US', 'en-GB', 'de', 'fr', 'es', 'pt-BR', 'it', 'nl', 'pl', 'sv', 'da', 'nb', 'fi', 'cs', 'tr'],
  ],
  // Numbers alone: read only where the orders agree.
  [/^\P{L}+$/u, ['en-US', 'en-GB', 'ja']],
];

/** The languages a text of this script may be in. */
export function otherLanguages(text: string): readonly string[] {
  return LOCALES.find(([script]) => script.test(text))?.[1] ?? [];
}
