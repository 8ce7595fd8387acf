import { knownWords } from '../../core/identifiers/known.ts';
import { startedOn } from '../../core/interaction.ts';
import type { Mentor } from '../../core/mentor.ts';
import type { PacketFacts } from '../../core/packet/packet.ts';
import { planIdOf } from '../../core/plan/plan.ts';
import type { Reader } from '../../storage/index.ts';

/** What a packet is made of, and what is never marked in it. */
export interface PacketRecords {
  readonly facts: Omit<PacketFacts, 'headings' | 'hasMonths' | 'today'>;
  readonly known: readonly string[];
  /** Whether the moments are still to be read, since there are so many that nothing else should wait for them. */
  readonly isPart: boolean;
}

/** More moments than this come after the first picture: it takes as long to read them as to draw everything else. */
const MOMENTS_AT_ONCE = 200;

/**
 * All that a letter's packet draws on; `null` where the letter or its writer is not there.
 *
 * @param isWhole - Without, a great many moments are left out for now, and the answer says so.
 */
export function readPacket(all: Reader, letterId: string, isWhole: boolean): Promise<PacketRecords | null> {
  return all.together(TABLES, reader => read(reader, letterId, isWhole));
}

const TABLES = [
  'letters',
  'profile',
  'mentors',
  'tracks',
  'rotations',
  'milestones',
  'plans',
  'moments',
  'interactions',
] as const;

async function read(reader: Reader, letterId: string, isWhole: boolean): Promise<PacketRecords | null> {
  const letter = letterId === '' ? null : await reader.letter(letterId);
  if (letter === null) return null;
  const [profile, mentors, tracks, rotations, milestones, letters] = await Promise.all([
    reader.profile(),
    reader.mentors(),
    reader.tracks(),
    reader.rotations(),
    reader.milestones(),
    reader.letters(),
  ]);
  const mentor = mentors.find(({ id }) => id === letter.mentorId);
  if (mentor === undefined) return null;
  const contact = mentors.find(({ id }) => id === letter.contactMentorId) ?? null;
  const track = tracks.find(({ id }) => id === letter.trackId) ?? null;
  const planId = planIdOf(letter, track);
  const writers = [mentor, ...(contact === null ? [] : [contact])];
  const counts = isWhole ? [] : await Promise.all(writers.map(({ id }) => reader.momentCount(id)));
  const isPart = counts.some(count => count > MOMENTS_AT_ONCE);
  const [plan, moments, feedback, contacts] = await Promise.all([
    planId === null ? null : reader.plan(planId),
    isPart ? [] : ofEach(writers, ({ id }) => reader.momentsWith(id)),
    ofEach(writers, ({ id }) => reader.feedbackFrom(id)),
    Promise.all(writers.map(({ id }) => reader.firstContact(id))),
  ]);
  const contactDays = contacts.flatMap(first => (first === null ? [] : [startedOn(first.when)])).sort();
  return {
    facts: {
      ...{ letter, profile, mentor, contact, track, tracks, plan, rotations, moments, milestones, feedback },
      firstContactOn: contactDays[0] ?? null,
    },
    known: knownWords({ profile, mentors, rotations, letters }),
    isPart,
  };
}

/** What is found of each of some people, each record once. */
async function ofEach<Record extends { readonly id: string }>(
  people: readonly Mentor[],
  find: (person: Mentor) => Promise<readonly Record[]>,
): Promise<Record[]> {
  const found = await Promise.all(people.map(find));
  return [...new Map(found.flat().map(record => [record.id, record])).values()];
}
