import type { LocalDate, LocalTime } from '../../src/core/dates.ts';
import type { Interaction } from '../../src/core/interaction.ts';
import type { Mentor } from '../../src/core/mentor.ts';
import type { Reminder } from '../../src/core/reminders/reminder.ts';

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
  howWeMet: '',
  tags: [],
  isStarred: false,
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
  subjectId: 'm1',
  occurrence: 'added-2026-01-10',
  dueOn: day('2026-01-10'),
  dueAt: newYork('2026-01-10 09:00'),
  state: 'due',
  snoozedUntilAt: null,
  announcedAt: null,
  settledOn: null,
  reason: { type: 'no-contact-yet', since: day('2026-01-10') },
  ...fields,
});
