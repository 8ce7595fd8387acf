import * as v from 'valibot';
import { parseAddress } from './address.ts';
import type { LocalTime } from './dates.ts';
import { ROLES, type Role, rhythmDaysSchema } from './mentor.ts';
import { localTimeSchema } from './schemas.ts';
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
  remindsOfCheckIns: v.fallback(v.boolean(), true),
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
  return v.parse(settingsSchema, { rhythmDaysByRole: {}, neverLog: [], sitesOff: [], offersDismissed: [], ...given });
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
