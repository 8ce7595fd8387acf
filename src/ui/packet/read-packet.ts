import { knownWords } from '../../core/identifiers/known.ts';
import type { Mentor } from '../../core/mentor.ts';
import type { Moment } from '../../core/moment.ts';
import type { PacketFacts } from '../../core/packet/packet.ts';
import { planIdOf } from '../../core/plan/plan.ts';
import type { Reader } from '../../storage/index.ts';

/** More than this is years of daily mail; feedback is among the newest. */
const MOST_INTERACTIONS = 2000;

/** What a packet is made of, and what is never marked in it. */
export interface PacketRecords {
  readonly facts: Omit<PacketFacts, 'headings' | 'today'>;
  readonly known: readonly string[];
}

/** All that a letter's packet draws on; `null` where the letter or its writer is not there. */
export function readPacket(all: Reader, letterId: string): Promise<PacketRecords | null> {
  return all.together(TABLES, reader => read(reader, letterId));
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

async function read(reader: Reader, letterId: string): Promise<PacketRecords | null> {
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
  const [plan, moments, interactions] = await Promise.all([
    planId === null ? null : reader.plan(planId),
    momentsOf(reader, [mentor, ...(contact === null ? [] : [contact])]),
    reader.timeline(mentor.id, MOST_INTERACTIONS),
  ]);
  const isAllLogged = interactions.length < MOST_INTERACTIONS;
  return {
    facts: {
      ...{ letter, profile, mentor, contact, track, tracks, plan, rotations, moments, milestones, interactions },
      isAllLogged,
    },
    known: knownWords({ profile, mentors, rotations, letters }),
  };
}

async function momentsOf(reader: Reader, people: readonly Mentor[]): Promise<Moment[]> {
  const each = await Promise.all(people.map(({ id }) => reader.momentsWith(id)));
  return [...new Map(each.flat().map(moment => [moment.id, moment])).values()];
}
