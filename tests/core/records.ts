import * as v from 'valibot';
import type { LocalDate, LocalTime } from '../../src/core/dates.ts';
import type { Interaction } from '../../src/core/interaction.ts';
import { type Letter, letterFieldsSchema } from '../../src/core/letter.ts';
import type { Mentor } from '../../src/core/mentor.ts';
import { type Moment, momentFieldsSchema } from '../../src/core/moment.ts';
import { type Plan, planFieldsSchema, type Track, trackFieldsSchema } from '../../src/core/plan/plan.ts';
import { type Slot, slotFieldsSchema } from '../../src/core/plan/slot.ts';
import { type Program, programFieldsSchema } from '../../src/core/program.ts';
import { type LetterFacts, type MentorFacts, NO_EVIDENCE } from '../../src/core/reminders/facts.ts';
import type { Reminder } from '../../src/core/reminders/reminder.ts';
import { type Rotation, rotationFieldsSchema } from '../../src/core/rotation.ts';

/** Records for tests: whole, valid, and plain, so that a test names only what it is about. */

export const day = (text: string) => text as LocalDate;
export const time = (text: string) => text as LocalTime;

/** A wall clock in New York, the zone of the run, as `2026-03-05 14:00`; winter offset unless told. */
export const newYork = (text: string, offset = '-05:00') => Date.parse(`${text.replace(' ', 'T')}:00${offset}`);

export const mentor = (fields: Partial<Mentor> = {}): Mentor => ({
  id: 'm1',
  stamps: {},
  name: 'Ana Rivera',
  credentials: '',
  role: 'attending',
  specialty: '',
  department: '',
  institution: '',
  emails: [],
  requestEmail: null,
  phone: '',
  assistantEmail: null,
  greeting: '',
  howWeMet: '',
  tags: [],
  isStarred: false,
  starredOn: null,
  wantsCheckIns: true,
  rhythmDays: null,
  pausedUntilOn: null,
  isArchived: false,
  addedOn: day('2026-01-10'),
  ...fields,
});

export const interaction = (fields: Partial<Interaction> = {}): Interaction => ({
  id: 'i1',
  stamps: {},
  state: 'happened',
  when: { type: 'days', startsOn: day('2026-03-05'), endsOn: day('2026-03-05') },
  kind: 'meeting',
  direction: null,
  mentorIds: ['m1'],
  others: [],
  title: '',
  note: '',
  followUps: [],
  rotationId: null,
  letterId: null,
  letterStep: null,
  isListMail: false,
  source: null,
  loggedAt: 0,
  ...fields,
});

export const reminder = (fields: Partial<Reminder> = {}): Reminder => ({
  id: 'check-in:m1:added-2026-01-10',
  stamps: {},
  rule: 'check-in',
  scope: 'mentor:m1',
  subjectId: 'm1',
  occurrence: 'added-2026-01-10',
  mentorId: 'm1',
  dueOn: day('2026-01-10'),
  dueTime: null,
  dueAt: newYork('2026-01-10 09:00'),
  endsAt: null,
  state: 'due',
  snoozedUntilAt: null,
  snoozedUntilOn: null,
  snoozedUntilTime: null,
  heldUntilOn: null,
  heldUntilAt: null,
  heldWhy: null,
  announcedAt: null,
  settledOn: null,
  reason: { type: 'no-contact-yet', since: day('2026-01-10') },
  ...fields,
});

export const letter = (fields: Partial<Letter> = {}): Letter => ({
  id: 'l1',
  stamps: {},
  ...v.parse(letterFieldsSchema, { mentorId: 'm1' }),
  ...fields,
});

export const moment = (fields: Partial<Moment> = {}): Moment => ({
  id: 'o1',
  stamps: {},
  ...v.parse(momentFieldsSchema, { on: '2026-03-05', mentorIds: ['m1'], situation: 'A hard talk' }),
  ...fields,
});

export const rotation = (fields: Partial<Rotation> = {}): Rotation => ({
  id: 'r1',
  stamps: {},
  ...v.parse(rotationFieldsSchema, { name: 'Medicine', startsOn: '2026-03-02', endsOn: '2026-03-29' }),
  ...fields,
});

export const track = (fields: Partial<Track> = {}): Track => ({
  id: 't1',
  stamps: {},
  ...v.parse(trackFieldsSchema, { name: 'Internal Medicine', planId: 'p1' }),
  ...fields,
});

export const plan = (fields: Partial<Plan> = {}): Plan => ({
  id: 'p1',
  stamps: {},
  ...v.parse(planFieldsSchema, { season: '2027' }),
  ...fields,
});

export const slot = (fields: Partial<Slot> = {}): Slot => ({
  id: 's1',
  stamps: {},
  ...v.parse(slotFieldsSchema, { trackId: 't1' }),
  ...fields,
});

export const program = (fields: Partial<Program> = {}): Program => ({
  id: 'g1',
  stamps: {},
  ...v.parse(programFieldsSchema, { name: 'Harbor Medical Center', trackId: 't1' }),
  ...fields,
});

export const letterFacts = (fields: Partial<LetterFacts> = {}): LetterFacts => ({
  letter: letter(),
  personId: fields.letter?.contactMentorId ?? fields.letter?.mentorId ?? 'm1',
  track: null,
  plan: null,
  hasBackup: false,
  main: null,
  unassignedProgramIds: [],
  settledAssigns: [],
  ...fields,
});

export const mentorFacts = (fields: Partial<MentorFacts> = {}): MentorFacts => ({
  mentor: mentor(),
  lastContactOn: null,
  planned: [],
  followUps: [],
  thankables: [],
  lastThankedOn: null,
  rotations: [],
  evidence: NO_EVIDENCE,
  letters: [],
  lettersElsewhere: [],
  askings: [],
  settledNudges: [],
  lastSettledOn: {},
  ...fields,
});
