import * as v from 'valibot';
import { parseAddress } from './address.ts';
import type { LocalDate } from './dates.ts';
import { addressSchema, idSchema, lineSchema, localDateSchema, stampsSchema, textSchema } from './schemas.ts';
import { searchKey } from './text.ts';

export const ROLES = [
  'attending',
  'mentor',
  'research-supervisor',
  'clerkship-director',
  'program-director',
  'chair',
  'resident-or-fellow',
  'coordinator',
  'other',
] as const;
export type Role = (typeof ROLES)[number];

/** Check-ins further apart than this are a mistake in typing: residency is over by then. */
export const LONGEST_RHYTHM_DAYS = 730;
export const rhythmDaysSchema = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(LONGEST_RHYTHM_DAYS));

/** More addresses than anybody has; a longer list came from elsewhere. */
export const MOST_ADDRESSES = 20;

export const mentorFieldsSchema = v.object({
  name: v.pipe(lineSchema(200), v.minLength(1)),
  /** MD, DO, PhD …; empty when not known, as all the texts below. */
  credentials: v.optional(lineSchema(60), ''),
  role: v.optional(v.picklist(ROLES), 'attending'),
  /** How messages greet them, as "Dr. Rivera"; empty takes what name, credentials and role say. */
  greeting: v.optional(lineSchema(200), ''),
  specialty: v.optional(lineSchema(120), ''),
  department: v.optional(lineSchema(160), ''),
  institution: v.optional(lineSchema(160), ''),
  /** All known addresses, in lower case, each once. */
  emails: v.optional(
    v.pipe(
      v.array(addressSchema),
      v.maxLength(200),
      // One too many must not make the person vanish.
      v.transform(list => [...new Set(list)].slice(0, MOST_ADDRESSES)),
    ),
    () => [],
  ),
  /** The address for requests; `null` for the first of `emails`. */
  requestEmail: v.optional(v.nullable(addressSchema), null),
  phone: v.optional(lineSchema(60), ''),
  /** The assistant to copy. */
  assistantEmail: v.optional(v.nullable(addressSchema), null),
  howWeMet: v.optional(textSchema(2000), ''),
  tags: v.optional(
    v.pipe(
      v.array(lineSchema(60)),
      v.maxLength(50),
      v.transform(list => [...new Set(list.filter(Boolean))]),
    ),
    () => [],
  ),
  /** Marked by the student as a likely letter writer. */
  isStarred: v.optional(v.boolean(), false),
  /** Whether check-ins with this person are wanted at all. */
  wantsCheckIns: v.optional(v.boolean(), true),
  /** Days between check-ins; `null` takes the role's. */
  rhythmDays: v.optional(v.nullable(rhythmDaysSchema), null),
  /** No reminder about this person before this day; `null` when not paused. */
  pausedUntilOn: v.optional(v.nullable(localDateSchema), null),
  isArchived: v.optional(v.boolean(), false),
});
export type MentorFields = v.InferOutput<typeof mentorFieldsSchema>;

export const mentorSchema = v.object({
  id: idSchema,
  stamps: stampsSchema,
  ...mentorFieldsSchema.entries,
  /** The day on which they were starred; `null` while they are not, and where it is not known. */
  starredOn: v.optional(v.nullable(localDateSchema), null),
  /** The day the record was made; where check-ins count from until there was a contact. */
  addedOn: localDateSchema,
});
export type Mentor = Readonly<v.InferOutput<typeof mentorSchema>>;

/** What a new mentor starts with when only the name, and perhaps an address, is known. */
export function newMentorFields(name: string, email: string | null): MentorFields {
  return v.parse(mentorFieldsSchema, { name, emails: email === null ? [] : [email] });
}

/** How people are addressed; in a search these words say nothing about who is meant. */
const HONORIFICS: ReadonlySet<string> = new Set([
  'dr',
  'dr.',
  'doctor',
  'prof',
  'prof.',
  'professor',
  'mr',
  'mr.',
  'mrs',
  'mrs.',
  'ms',
  'ms.',
]);

/** The words somebody is looked for by; honorifics only while nothing else is typed. */
function searchWords(query: string): readonly string[] {
  const words = searchKey(query).split(' ').filter(Boolean);
  const telling = words.filter(word => !HONORIFICS.has(word));
  return telling.length > 0 ? telling : words;
}

/** Whether every word of the query stands somewhere in the name, an address, the institution or the specialty. */
export function matchesQuery(
  mentor: Pick<Mentor, 'name' | 'emails' | 'institution' | 'specialty'>,
  query: string,
): boolean {
  const text = searchKey([mentor.name, ...mentor.emails, mentor.institution, mentor.specialty].join(' '));
  return searchWords(query).every(word => text.includes(word));
}

/** The mentors a query finds: those whose name begins with it first, then by name. */
export function findMentors<T extends Mentor>(mentors: readonly T[], query: string): T[] {
  const key = searchWords(query).join(' ');
  const rank = (mentor: T) => (key !== '' && searchKey(mentor.name).startsWith(key) ? 0 : 1);
  return mentors
    .filter(mentor => matchesQuery(mentor, query))
    .sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name));
}

/** The mentor who has this address; `null` when none has. */
export function mentorWithAddress<T extends Pick<Mentor, 'emails'>>(mentors: readonly T[], email: string): T | null {
  const address = parseAddress(email);
  return address === null ? null : (mentors.find(mentor => mentor.emails.includes(address)) ?? null);
}

export function isPaused(mentor: Pick<Mentor, 'pausedUntilOn'>, today: LocalDate): boolean {
  return mentor.pausedUntilOn !== null && today < mentor.pausedUntilOn;
}
