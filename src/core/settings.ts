import * as v from 'valibot';
import { parseAddress } from './address.ts';
import type { LocalTime } from './dates.ts';
import { ROLES, type Role, rhythmDaysSchema } from './mentor.ts';
import { RULES } from './reminders/reminder.ts';
import { lineSchema, localDateSchema, localTimeSchema } from './schemas.ts';
import { SITE_IDS } from './sites.ts';

/**
 * Days between check-ins by role. No source gives a figure: advice is "regularly, and their time is short". These keep
 * a clinical teacher warm over a school year (every two months), somebody who guides the student monthly, and a project
 * every three weeks; who is not asked for letters is left alone for a season.
 */
const RHYTHM_BY_ROLE: Readonly<Record<Role, number>> = {
  attending: 56,
  mentor: 30,
  'research-supervisor': 21,
  'clerkship-director': 90,
  'program-director': 90,
  chair: 90,
  'resident-or-fellow': 56,
  coordinator: 120,
  other: 60,
};

/**
 * The numbers of the rules: default, least and most, in days unless the name says otherwise. The defaults are those of
 * the design's table of rules; `domain.md` section 4 has the advice they come from.
 */
export const RULE_NUMBERS = {
  thankYouAfterDays: [1, 0, 14],
  thankYouApartDays: [14, 1, 180],
  askRotationLastDays: [5, 1, 30],
  askBeforeDays: [42, 7, 365],
  askLateBeforeDays: [28, 0, 365],
  askAfterRotationDays: [7, 0, 60],
  /** Watched directly for at least this long, somebody is a likely writer. */
  likelyWatchedDays: [10, 1, 120],
  replyAfterDays: [10, 2, 60],
  packetAfterDays: [3, 0, 60],
  nudgeBeforeDays: [14, 7, 120],
  /** Never less than a week: nobody is nudged more often. */
  nudgeApartDays: [7, 7, 60],
  /** How many nudges. */
  mostNudges: [3, 1, 10],
  backupBeforeDays: [14, 1, 120],
  replaceBeforeDays: [7, 0, 120],
  letterThanksAfterDays: [2, 0, 30],
  deadlineFirstDays: [14, 0, 120],
  deadlineSecondDays: [7, 0, 120],
  deadlineLastDays: [1, 0, 120],
  /** How many asks to one person in a week, nudges among them. */
  mostAsksPerWeek: [2, 1, 7],
} as const satisfies Readonly<Record<string, readonly [number, number, number]>>;
export type RuleNumber = keyof typeof RULE_NUMBERS;

const numberSchema = ([standard, least, most]: readonly [number, number, number]) =>
  v.fallback(v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most)), standard);

const numbersSchema = v.object(
  Object.fromEntries(Object.entries(RULE_NUMBERS).map(([name, limits]) => [name, numberSchema(limits)])) as Record<
    // Object.entries forgets the names.
    RuleNumber,
    ReturnType<typeof numberSchema>
  >,
);

/** Gmail, Outlook on the web for work or school and for private accounts, and whatever the computer opens `mailto:` with. */
export const MAIL_SERVICES = ['gmail', 'outlook-work', 'outlook-private', 'mail-program'] as const;

/** Why nothing is to be shown for some days. */
export const PAUSE_KINDS = ['exam', 'vacation', 'duty', 'other'] as const;

const pauseSchema = v.pipe(
  v.object({
    id: lineSchema(60),
    kind: v.picklist(PAUSE_KINDS),
    fromOn: localDateSchema,
    /** The last day, inclusive. */
    untilOn: localDateSchema,
  }),
  v.check(({ fromOn, untilOn }) => fromOn <= untilOn),
);
export type Pause = v.InferOutput<typeof pauseSchema>;

/** More than anybody plans; a longer list came from elsewhere. */
const MOST_PAUSES = 200;

// Literals in the form that `localTimeSchema` asks for.
const MORNING = '09:00' as LocalTime;
const QUIET_FROM = '21:00' as LocalTime;
const QUIET_UNTIL = '08:00' as LocalTime;

/** The only list of defaults. Anything missing or broken becomes its default, one setting at a time. */
export const settingsSchema = v.object({
  /** Days between check-ins for roles without a number of their own. */
  rhythmDays: v.fallback(rhythmDaysSchema, 60),
  /** Days between check-ins by role; `null` takes `rhythmDays`. */
  rhythmDaysByRole: v.pipe(
    v.fallback(v.record(v.string(), v.unknown()), {}),
    v.transform(
      given =>
        Object.fromEntries(
          ROLES.map(role => {
            const parsed = v.safeParse(
              v.nullable(rhythmDaysSchema),
              role in given ? given[role] : RHYTHM_BY_ROLE[role],
            );
            return [role, parsed.success ? parsed.output : RHYTHM_BY_ROLE[role]];
          }),
          // Every role is listed.
        ) as Record<Role, number | null>,
    ),
  ),
  /** When a reminder of a day is shown, and the daily digest. */
  morning: v.fallback(localTimeSchema, MORNING),
  hasQuietHours: v.fallback(v.boolean(), true),
  quietFrom: v.fallback(localTimeSchema, QUIET_FROM),
  quietUntil: v.fallback(localTimeSchema, QUIET_UNTIL),
  showsBadge: v.fallback(v.boolean(), true),
  /** Rules that are switched off. */
  rulesOff: v.pipe(
    v.fallback(v.array(v.unknown()), []),
    v.transform(list => RULES.filter(rule => rule !== 'own' && list.includes(rule))),
  ),
  numbers: v.pipe(
    v.fallback(v.record(v.string(), v.unknown()), {}),
    v.transform(given => v.parse(numbersSchema, given)),
  ),
  /** Exams, vacation, days on duty: nothing is shown on them. */
  pauses: v.pipe(
    v.fallback(v.array(v.unknown()), []),
    v.transform(list =>
      list
        .flatMap(given => {
          const parsed = v.safeParse(pauseSchema, given);
          return parsed.success ? [parsed.output] : [];
        })
        .slice(0, MOST_PAUSES),
    ),
  ),
  /** Whether Saturdays and Sundays are left in peace. */
  workingDaysOnly: v.fallback(v.boolean(), false),
  /** Whether all that is new waits for the daily digest instead of being shown one by one. */
  hasDigestOnly: v.fallback(v.boolean(), false),
  /** When the daily digest comes; `null` in the morning. */
  digestTime: v.fallback(v.nullable(localTimeSchema), null),
  /** Addresses, and domains as `clinic.example`, whose people are never proposed, shown or logged. */
  neverLog: v.pipe(
    v.fallback(v.array(v.unknown()), []),
    v.transform(list => {
      const entries = list.map(entry => (typeof entry === 'string' ? parseNeverLogEntry(entry) : null));
      return [...new Set(entries.filter(entry => entry !== null))].slice(0, MOST_NEVER_LOGGED);
    }),
  ),
  /** Sites whose own reader is switched off; their pages are read as any other page. */
  sitesOff: v.pipe(
    v.fallback(v.array(v.unknown()), []),
    v.transform(list => SITE_IDS.filter(id => list.includes(id))),
  ),
  /** Where messages are opened as drafts; `null` until the student chose. */
  mailService: v.fallback(v.nullable(v.picklist(MAIL_SERVICES)), null),
  /** Whether a link carries recipient and subject alone, and the text goes by the clipboard. */
  keepsTextOutOfLinks: v.fallback(v.boolean(), false),
  /** Whether the student was told that such a link hands the text to that mail service. */
  knowsOfMailLinks: v.fallback(v.boolean(), false),
  /** Sites that are not offered in the popup any more. */
  offersDismissed: v.pipe(
    v.fallback(v.array(v.unknown()), []),
    v.transform(list => SITE_IDS.filter(id => list.includes(id))),
  ),
});
export type Settings = Readonly<v.InferOutput<typeof settingsSchema>>;

/** Turns anything into valid settings. */
export function parseSettings(stored: unknown): Settings {
  const given = typeof stored === 'object' && stored !== null ? stored : {};
  return v.parse(settingsSchema, {
    rhythmDaysByRole: {},
    rulesOff: [],
    numbers: {},
    pauses: [],
    neverLog: [],
    sitesOff: [],
    offersDismissed: [],
    ...given,
  });
}

/** Enough for anybody's list; a longer one came from elsewhere. */
const MOST_NEVER_LOGGED = 500;

/** An address, or a domain as `clinic.example` or `@clinic.example`, in the form it is kept in; `null` for neither. */
export function parseNeverLogEntry(text: string): string | null {
  const entry = text.trim().replace(/^@/, '');
  if (entry.includes('@')) return parseAddress(entry);
  const address = parseAddress(`nobody@${entry}`);
  return address === null ? null : address.slice(address.indexOf('@') + 1);
}
