/**
 * What a text may hold that tells who a patient is. The kinds follow the 18 classes of the Safe Harbor list (45 CFR
 * 164.514(b)(2); `domain.md` of the design, section 6); see `SAFE_HARBOR_CLASS`.
 */
export const IDENTIFIER_KINDS = [
  'name',
  'place',
  'date',
  'age',
  'phone',
  'fax',
  'email',
  'social-security',
  'record-number',
  'health-plan',
  'account',
  'licence',
  'vehicle',
  'device',
  'link',
  'ip-address',
  'room',
  'number',
] as const;
export type IdentifierKind = (typeof IDENTIFIER_KINDS)[number];

/**
 * The class of the list that a kind belongs to. Two classes have none: a text holds neither fingerprints (16) nor
 * photographs (17).
 */
export const SAFE_HARBOR_CLASS: Readonly<Record<IdentifierKind, number>> = {
  name: 1,
  place: 2,
  date: 3,
  age: 3,
  phone: 4,
  fax: 5,
  email: 6,
  'social-security': 7,
  'record-number': 8,
  'health-plan': 9,
  account: 10,
  licence: 11,
  vehicle: 12,
  device: 13,
  link: 14,
  'ip-address': 15,
  room: 18,
  number: 18,
};

/** Words to stand in for what was found; the interface has one for each. */
export const SAFER_WORDS = [
  'the-patient',
  'a-place',
  /** For "on 30 March". */
  'that-day',
  /** For "30 March". */
  'one-day',
  /** For "in March". */
  'that-time',
  /** For the day in "since 30 March". */
  'then',
  /** For "in March 2027", with the year. */
  'in-year',
  /** For "March 2027": the year alone. */
  'year',
  /** For "a 93-year-old". */
  'an-elderly',
  'elderly',
  /** For "93 years old". */
  'over-89',
  'a-room',
  /** Takes it out, with the word that announced it. */
  'nothing',
] as const;

export interface Safer {
  readonly words: (typeof SAFER_WORDS)[number];
  /** The four digits of a year that may stay; empty where there is none. */
  readonly year: string;
}

/** A stretch of a text that looks like an identifier. It may be none, and there may be others: a warning, no guarantee. */
export interface Finding {
  /** Where it begins, in UTF-16 units. */
  readonly start: number;
  /** Behind its last unit. */
  readonly end: number;
  readonly kind: IdentifierKind;
  /** `low` where the same words often mean something else. */
  readonly confidence: 'high' | 'low';
  /** What could stand in the whole stretch's place; `null` where only the student knows. */
  readonly safer: Safer | null;
}

/** Finds one kind of thing, in time that grows with the text's length and no faster. */
export type Recognizer = (text: string) => Iterable<Finding>;

export const safer = (words: Safer['words'], year = ''): Safer => ({ words, year });

/** What is best left out, whatever it says. */
export const leftOut = (
  kind: IdentifierKind,
  confidence: Finding['confidence'] = 'high',
): Omit<Finding, 'start' | 'end'> => ({
  kind,
  confidence,
  safer: safer('nothing'),
});

/**
 * A pattern, and what a text has to hold for it to match anywhere. Nearly every text is free of nearly everything that is
 * looked for, and a hint tells so in a fraction of the time: it looks at nothing around it.
 */
export type Hinted = readonly [
  /** Matches in every text in which the pattern does, and in others. Not global. */
  hint: RegExp,
  /** Global, and repeats nothing without a bound. */
  pattern: RegExp,
];

/** Every match of a pattern. */
export function matchesOf(text: string, [hint, pattern]: Hinted): Iterable<RegExpExecArray> {
  return hint.test(text) ? text.matchAll(pattern) : [];
}

/** Every match of a pattern as a finding. */
export function* findingsOf(
  text: string,
  hinted: Hinted,
  describe: (match: RegExpExecArray) => Omit<Finding, 'start' | 'end'> | null,
): Iterable<Finding> {
  for (const match of matchesOf(text, hinted)) {
    const what = describe(match);
    if (what !== null) yield { start: match.index, end: match.index + match[0].length, ...what };
  }
}
