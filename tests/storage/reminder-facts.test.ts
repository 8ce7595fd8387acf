import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from '../../src/core/dates.ts';
import type { Interaction } from '../../src/core/interaction.ts';
import type { Letter } from '../../src/core/letter.ts';
import type { Mentor } from '../../src/core/mentor.ts';
import type { Moment } from '../../src/core/moment.ts';
import type { Track } from '../../src/core/plan/plan.ts';
import type { Assignment } from '../../src/core/program.ts';
import { MOST_ASKINGS, MOST_SETTLED_NUDGES, MOST_THANKABLES } from '../../src/core/reminders/facts.ts';
import {
  indexOf,
  mentorFactsOf,
  programFactsOf,
  type Records,
  rotationFactsOf,
  trackFactsOf,
} from '../../src/core/reminders/reckon.ts';
import { type Reminder, RULES } from '../../src/core/reminders/reminder.ts';
import { Database } from '../../src/storage/database.ts';
import { openStorage, ReminderFacts, type Storage } from '../../src/storage/index.ts';
import {
  day,
  interaction,
  letter,
  mentor,
  newYork,
  plan,
  program,
  reminder,
  rotation,
  slot,
  track,
} from '../core/records.ts';
import { countingIds, freshName, TUESDAY } from '../support/fixed.ts';
import { keep } from './keep.ts';

const on = (text: string) => ({ type: 'days' as const, startsOn: day(text), endsOn: day(text) });
const moment = (fields: Partial<Moment>): Moment => ({
  id: 'o1',
  stamps: {},
  on: day('2026-03-05'),
  interactionId: null,
  rotationId: null,
  mentorIds: ['m1'],
  situation: 'A hard talk',
  whatIDid: '',
  theirWords: '',
  competencies: [],
  isStrong: true,
  enteredOn: {},
  ...fields,
});
const met = (...ids: string[]) => ids.map(mentorId => ({ mentorId, daysTogether: null, watchedDirectly: null }));

async function withMentors(...mentors: Mentor[]): Promise<Storage> {
  const storage = await openStorage(freshName());
  await keep(storage, 'mentors', ...mentors);
  return storage;
}

const factsOf = async (storage: Storage) => (await storage.facts.mentorFacts('m1'))!;

test('of a mentor with an empty log nothing is known, and of nobody there are no facts', async () => {
  const storage = await withMentors(mentor());
  expect(await factsOf(storage)).toEqual({
    mentor: expect.objectContaining({ id: 'm1' }),
    lastContactOn: null,
    planned: [],
    followUps: [],
    thankables: [],
    lastThankedOn: null,
    rotations: [],
    evidence: { timesOn: [], momentsOn: [], feedbackOn: [] },
    letters: [],
    lettersElsewhere: [],
    askings: [],
    settledNudges: [],
    lastSettledOn: {},
  });
  expect(await storage.facts.mentorFacts('m2')).toBeNull();
  expect(await storage.facts.rotationFacts('r1')).toBeNull();
  expect(await storage.facts.trackFacts('t1')).toBeNull();
  expect(await storage.facts.factsOfPrograms(['g1'])).toEqual([null]);
});

test('the last contact is the latest day where it was written down, also when that is not the latest moment', async () => {
  const storage = await withMentors(mentor());
  const at = (id: string, startsAt: number, timeZone: string) =>
    interaction({ id, when: { type: 'instant', startsAt, endsAt: null, timeZone } });
  await keep(
    storage,
    'interactions',
    at('tokyo', Date.parse('2026-03-05T00:30:00+09:00'), 'Asia/Tokyo'),
    at('new-york', newYork('2026-03-04 20:00'), 'America/New_York'),
    interaction({ id: 'list', isListMail: true, kind: 'email', when: on('2026-03-09') }),
    interaction({ id: 'off', state: 'cancelled', when: on('2026-03-09') }),
    interaction({ id: 'other', mentorIds: ['m2'], when: on('2026-03-09') }),
  );
  expect((await factsOf(storage)).lastContactOn).toBe('2026-03-05');
  expect((await storage.read.lastContact('m1'))?.id).toBe('tokyo');
});

test('what is planned and to be done is there, with whom to ask about it', async () => {
  const storage = await withMentors(mentor(), mentor({ id: 'm0', isArchived: true }), mentor({ id: 'm2' }));
  const followUp = (id: string, dueOn: string, isDone = false) => ({ id, text: id, dueOn: day(dueOn), isDone });
  const instant = {
    type: 'instant' as const,
    startsAt: newYork('2026-03-20 10:00'),
    endsAt: newYork('2026-03-20 11:00'),
    timeZone: 'America/New_York',
  };
  await keep(
    storage,
    'interactions',
    interaction({ id: 'late', state: 'planned', when: instant, title: 'Coffee', mentorIds: ['gone', 'm0', 'm1'] }),
    interaction({ id: 'early', state: 'planned', when: on('2026-03-10'), mentorIds: ['m2', 'm1'] }),
    interaction({
      id: 'past',
      followUps: [followUp('b', '2026-04-02'), followUp('a', '2026-04-01'), followUp('c', '2026-03-01', true)],
    }),
    interaction({ id: 'off', state: 'cancelled', followUps: [followUp('d', '2026-04-01')] }),
  );
  const { planned, followUps } = await factsOf(storage);
  expect(planned).toEqual([
    { interactionId: 'early', title: '', endsOn: '2026-03-10', endsAt: null, isAskedHere: false },
    {
      interactionId: 'late',
      title: 'Coffee',
      endsOn: '2026-03-20',
      endsAt: newYork('2026-03-20 11:00'),
      isAskedHere: true,
    },
  ]);
  expect(followUps.map(({ followUpId, isAskedHere }) => [followUpId, isAskedHere])).toEqual([
    ['a', true],
    ['b', true],
  ]);
  expect([...(await storage.facts.peopleOfOpenMatters('m1'))].sort()).toEqual(['gone', 'm0', 'm1', 'm2']);
});

test('the newest things to thank for come from meetings, strong moments and rotations', async () => {
  const storage = await withMentors(mentor());
  const first = day('2026-01-01');
  const meetings = Array.from({ length: MOST_THANKABLES + 5 }, (_, index) =>
    interaction({
      id: `i${String(index).padStart(2, '0')}`,
      when: on(addDays(first, index)),
      loggedAt: Date.parse('2026-03-07T00:30:00Z'),
    }),
  );
  await keep(storage, 'interactions', ...meetings);
  await keep(
    storage,
    'moments',
    moment({ on: day('2026-03-06'), situation: 'A hard\ntalk', enteredOn: { on: day('2026-03-09') } }),
    moment({ id: 'weak', isStrong: false }),
  );
  await keep(
    storage,
    'rotations',
    rotation({ mentors: met('m1'), enteredOn: { endsOn: day('2026-03-01') } }),
    rotation({ id: 'r0', startsOn: day('2025-01-05'), endsOn: day('2025-01-30'), mentors: met('m2', 'm1') }),
  );
  const { thankables, rotations } = await factsOf(storage);
  expect(thankables).toHaveLength(MOST_THANKABLES);
  expect(thankables[0]).toMatchObject({ sourceId: 'i07' });
  expect(thankables.slice(-3)).toEqual([
    { type: 'meeting', sourceId: 'i34', title: '', on: '2026-02-04', loggedOn: '2026-03-06' },
    { type: 'moment', sourceId: 'o1', title: 'A hard talk', on: '2026-03-06', loggedOn: '2026-03-09' },
    { type: 'rotation', sourceId: 'r1', title: 'Medicine', on: '2026-03-29', loggedOn: '2026-03-01' },
  ]);
  expect(rotations.map(({ id }) => id)).toEqual(['r0', 'r1']);
});

test('what the student asked for, thanked for and settled is found, and what came from the mentor is not', async () => {
  const storage = await withMentors(mentor());
  await keep(
    storage,
    'interactions',
    interaction({ id: 'ask', letterStep: 'ask', when: on('2026-02-01'), direction: 'out' }),
    interaction({ id: 'nudge', letterStep: 'nudge', when: on('2026-03-01') }),
    interaction({ id: 'in', letterStep: 'ask', when: on('2026-03-02'), direction: 'in' }),
    interaction({ id: 'thanks', kind: 'thank-you', when: on('2026-02-10'), direction: 'out' }),
    interaction({ id: 'for-letter', letterStep: 'thanks', kind: 'email', when: on('2026-02-12'), direction: 'out' }),
    interaction({ id: 'thanked-me', kind: 'thank-you', when: on('2026-02-20'), direction: 'in' }),
  );
  const settled = (id: string, fields: Partial<Reminder>) =>
    reminder({ id, state: 'done', settledOn: day('2026-03-03'), ...fields });
  const reply = { type: 'reply', since: day('2026-02-01'), letterId: 'l1', trackName: '', step: 1 } as const;
  await keep(
    storage,
    'reminders',
    settled('check-in:m1:a', { settledOn: day('2026-01-20') }),
    settled('check-in:m1:b', { state: 'skipped', settledOn: day('2026-02-20') }),
    settled('reply:l1:1', { rule: 'reply', subjectId: 'l1', reason: reply, settledOn: day('2026-02-15') }),
    settled('reply:l1:2', { rule: 'reply', subjectId: 'l1', reason: reply, state: 'skipped' }),
    settled('nudge:m1:2', {
      rule: 'nudge',
      reason: { type: 'nudge', since: day('2026-02-01'), letterIds: ['l1'], targetOn: day('2026-03-20') },
    }),
    settled('nudge:l1:decide', {
      rule: 'nudge',
      reason: {
        type: 'nudge-decide',
        since: day('2026-02-01'),
        letterId: 'l1',
        trackName: '',
        targetOn: day('2026-03-20'),
      },
    }),
    settled('nudge:m2:1', { rule: 'nudge', scope: 'mentor:m2', subjectId: 'm2', mentorId: 'm2' }),
  );
  const facts = await factsOf(storage);
  expect(facts.askings).toEqual([
    { on: '2026-02-01', isNudge: false },
    { on: '2026-02-15', isNudge: false },
    { on: '2026-03-01', isNudge: true },
    { on: '2026-03-03', isNudge: true },
  ]);
  expect(facts.lastThankedOn).toBe('2026-02-12');
  expect(facts.lastSettledOn).toEqual({ 'check-in': '2026-02-20', reply: '2026-03-03', nudge: '2026-03-03' });
});

test('a letter comes with its track, plan, backup and the programs that want it', async () => {
  const storage = await withMentors(mentor(), mentor({ id: 'm2' }));
  await keep(storage, 'plans', plan());
  await keep(storage, 'tracks', track(), track({ id: 't2', planId: null, service: 'sf-match' }));
  await keep(
    storage,
    'letters',
    letter({ trackId: 't1', receivedOn: day('2026-03-01') }),
    letter({ id: 'l2', mentorId: 'm2', backupForLetterId: 'l1', trackId: 't1' }),
    letter({ id: 'l3', receivedOn: day('2026-03-01') }),
    letter({ id: 'l4', receivedOn: day('2026-03-01'), trackId: 't1', ended: 'replaced', mentorId: 'm2' }),
  );
  await keep(
    storage,
    'programs',
    program(),
    program({ id: 'g2' }),
    program({ id: 'g3', letterCount: 1 }),
    program({ id: 'g4', trackId: 't2' }),
    program({ id: 'g5', trackId: null }),
  );
  await keep(
    storage,
    'assignments',
    { id: 'a1', stamps: {}, programId: 'g2', letterId: 'l1' },
    { id: 'a2', stamps: {}, programId: 'g3', letterId: 'l4' },
  );
  const [own, general] = (await factsOf(storage)).letters;
  expect(own).toMatchObject({
    track: { id: 't1' },
    plan: { id: 'p1' },
    hasBackup: true,
    unassignedProgramIds: ['g1'],
  });
  expect(general).toMatchObject({
    track: null,
    plan: null,
    hasBackup: false,
    unassignedProgramIds: ['g1', 'g2', 'g5'],
  });
  expect((await storage.facts.trackFacts('t1'))?.letters.map(one => one.letter.id)).toEqual(['l1', 'l3']);
  expect((await storage.facts.trackFacts('t2'))?.letters).toEqual([]);
  expect((await storage.facts.mentorFacts('m2'))?.letters[0]?.main?.id).toBe('l1');
  await keep(storage, 'mentors', mentor({ id: 'm2', isArchived: true }));
  expect((await factsOf(storage)).letters[0]?.hasBackup).toBe(false);
  await keep(storage, 'mentors', mentor({ id: 'm2' }));
  await keep(storage, 'letters', letter({ id: 'l2', mentorId: 'm2', backupForLetterId: 'l1', ended: 'withdrawn' }));
  expect((await factsOf(storage)).letters[0]?.hasBackup).toBe(false);
});

test('a letter that lies in the trash takes no room at a program', async () => {
  const storage = await withMentors(mentor());
  await keep(storage, 'letters', letter({ receivedOn: day('2026-03-01') }), letter({ id: 'l2', mentorId: 'm2' }));
  await keep(storage, 'programs', program({ trackId: null, letterCount: 1 }));
  await keep(storage, 'assignments', { id: 'a1', stamps: {}, programId: 'g1', letterId: 'l2' });
  const wanting = async () => (await factsOf(storage)).letters[0]?.unassignedProgramIds;
  expect(await wanting()).toEqual([]);
  await storage.record({ now: TUESDAY, newId: countingIds() }, change => change.moveToTrash('letters', 'l2'));
  expect(await wanting()).toEqual(['g1']);
});

test('who is named on the plan alone stands by, while they are there and did not say no', async () => {
  const storage = await withMentors(mentor(), mentor({ id: 'm2' }));
  await keep(storage, 'letters', letter({ trackId: 't1' }));
  const hasBackup = async () => (await factsOf(storage)).letters[0]?.hasBackup;
  expect(await hasBackup()).toBe(false);
  await keep(storage, 'slots', slot({ letterId: 'l1', backupMentorId: 'm1' }));
  expect(await hasBackup()).toBe(false);
  await keep(storage, 'slots', slot({ letterId: 'l1', backupMentorId: 'm2' }));
  expect(await hasBackup()).toBe(true);
  await keep(storage, 'letters', letter({ id: 'l2', mentorId: 'm2', trackId: 't1', answer: 'no' }));
  expect(await hasBackup()).toBe(false);
  await keep(storage, 'letters', letter({ id: 'l2', mentorId: 'm2', trackId: 't2', answer: 'no' }));
  expect(await hasBackup()).toBe(true);
  await keep(storage, 'mentors', mentor({ id: 'm2', isArchived: true }));
  expect(await hasBackup()).toBe(false);
});

test('feedback counts on the days of the rotation, from those met there', async () => {
  const storage = await withMentors(mentor(), mentor({ id: 'm2' }), mentor({ id: 'm3', isArchived: true }));
  await keep(storage, 'rotations', rotation({ mentors: met('m2', 'gone', 'm3', 'm1') }));
  const feedback = (id: string, mentorId: string, date: string, state: Interaction['state'] = 'happened') =>
    interaction({ id, kind: 'feedback', mentorIds: [mentorId], when: on(date), state });
  await keep(storage, 'interactions', feedback('first', 'm1', '2026-03-02'), feedback('after', 'm2', '2026-03-30'));
  const facts = async () => (await storage.facts.rotationFacts('r1'))!;
  expect((await facts()).mentors.map(({ id }) => id)).toEqual(['m2', 'm1']);
  expect([...(await facts()).hasFeedbackFrom]).toEqual(['m1']);
  await keep(storage, 'interactions', feedback('planned', 'm2', '2026-03-29', 'planned'));
  expect([...(await facts()).hasFeedbackFrom]).toEqual(['m1']);
  await keep(storage, 'interactions', feedback('planned', 'm2', '2026-03-29'));
  expect([...(await facts()).hasFeedbackFrom].sort()).toEqual(['m1', 'm2']);
});

const pick = <T>(...values: T[]) => fc.constantFrom(...values);
const days = fc.integer({ min: 0, max: 40 }).map(count => addDays(day('2026-02-20'), count));
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const entered = (field: string) => maybe(days).map((on): Letter['enteredOn'] => (on === null ? {} : { [field]: on }));
const mentorIds = fc.uniqueArray(pick('m1', 'm2', 'm3', 'gone'), { minLength: 1 });
const list = <T extends { readonly id: string }>(one: fc.Arbitrary<T>, prefix: string, maxLength: number) =>
  fc.array(one, { maxLength }).map(all => all.map((record, index) => ({ ...record, id: `${prefix}${index}` })));
const when = fc.oneof(
  fc.tuple(days, fc.integer({ min: 0, max: 20 })).map(([startsOn, more]) => ({
    type: 'days' as const,
    startsOn,
    endsOn: addDays(startsOn, more),
  })),
  fc
    .tuple(fc.integer({ min: 0, max: 2000 }), pick('America/New_York', 'Asia/Tokyo', 'Pacific/Auckland'))
    .map(([hours, timeZone]) => ({
      type: 'instant' as const,
      startsAt: newYork('2026-02-20 00:00') + hours * 3_600_000,
      endsAt: null,
      timeZone,
    })),
);
const interactions = list(
  fc
    .record({
      state: pick('planned', 'happened', 'happened', 'happened', 'cancelled'),
      when,
      kind: pick('email', 'meeting', 'coffee-chat', 'feedback', 'thank-you', 'research', 'event'),
      direction: pick('in', 'out', null),
      mentorIds,
      letterStep: pick('ask', 'nudge', 'thanks', 'packet', null),
      isListMail: pick(false, false, true),
      loggedAt: fc.integer({ min: newYork('2026-02-20 00:00'), max: newYork('2026-04-20 00:00') }),
      followUps: fc.array(
        fc.record({ id: pick('f1', 'f2'), text: fc.constant('Send it'), dueOn: days, isDone: fc.boolean() }),
        { maxLength: 2 },
      ),
    })
    .map(fields => interaction(fields as Partial<Interaction>)),
  'i',
  90,
);
const letters = list(
  fc
    .record({
      mentorId: pick('m1', 'm2'),
      contactMentorId: pick('m1', 'm2', 'm3', 'gone', null),
      trackId: pick('t0', 't1', 'gone', null),
      service: pick('eras', 'sf-match'),
      receivedOn: maybe(days),
      ended: pick(null, null, 'withdrawn', 'replaced'),
      answer: pick('yes', 'no', null),
      backupForLetterId: pick('l0', 'l1', null),
    })
    .map(fields => letter(fields as Partial<Letter>)),
  'l',
  8,
);
const settledReminders = list(
  fc
    .record({
      rule: pick(...RULES),
      mentorId: pick('m1', 'm2', null),
      scope: pick('mentor:m1', 'mentor:m2', 'rotation:r0'),
      state: pick('due', 'done', 'skipped'),
      settledOn: days,
    })
    .map(fields =>
      reminder({ ...fields, settledOn: fields.state === 'due' ? null : fields.settledOn } as Partial<Reminder>),
    ),
  'check-in:m1:',
  50,
);
const nudges = list(
  fc
    .record({ mentorId: pick('m1', 'm2'), settledOn: maybe(days), covers: fc.subarray(['nudge:l0:a', 'nudge:l1:a']) })
    .map(({ covers, settledOn, mentorId }) =>
      reminder({
        rule: 'nudge',
        ...{ mentorId, settledOn, scope: `mentor:${mentorId}`, state: settledOn === null ? 'due' : 'skipped' },
        reason: { type: 'nudge', since: day('2026-02-01'), letterIds: ['l0'], targetOn: day('2026-03-20'), covers },
      }),
    ),
  'nudge:l0:',
  MOST_SETTLED_NUDGES + 10,
);
const assigns = ['l0', 'l1'].map(subjectId =>
  list(
    fc
      .record({ settledOn: maybe(days), programIds: fc.subarray(['g0', 'g1', 'g2']) })
      .map(({ settledOn, programIds }) =>
        reminder({
          rule: 'assign',
          ...{ subjectId, settledOn, state: settledOn === null ? 'due' : 'done' },
          reason: {
            ...{ type: 'assign', since: day('2026-02-01'), letterId: subjectId, trackName: '' },
            ...{ programCount: programIds.length, programIds },
          },
        }),
      ),
    `assign:${subjectId}:`,
    12,
  ),
);
const records: fc.Arbitrary<Records> = fc.record({
  mentors: fc
    .array(fc.boolean(), { minLength: 2, maxLength: 3 })
    .map(all => all.map((isArchived, index) => mentor({ id: `m${index + 1}`, isArchived }))),
  interactions,
  moments: list(
    fc
      .record({
        ...{ on: days, mentorIds, isStrong: fc.boolean(), enteredOn: entered('on') },
        theirWords: pick('', '', ' ', 'Well seen.'),
      })
      .map(moment),
    'o',
    40,
  ),
  rotations: list(
    fc
      .tuple(days, fc.integer({ min: -3, max: 30 }), mentorIds, entered('endsOn'))
      .map(([startsOn, length, ids, enteredOn]) =>
        rotation({ enteredOn, startsOn, endsOn: addDays(startsOn, length), mentors: met(...new Set([...ids, 'm1'])) }),
      ),
    'r',
    4,
  ),
  letters,
  plans: fc.constant([plan({ id: 'p0' })]),
  tracks: list(
    fc
      .record({ planId: pick('p0', 'gone', null), service: pick('eras', 'sf-match') })
      .map(fields => track(fields as Partial<Track>)),
    't',
    3,
  ),
  programs: list(
    fc.record({ trackId: pick('t0', 't1', 'gone', null), letterCount: pick(null, 0, 1) }).map(program),
    'g',
    6,
  ),
  slots: list(
    fc
      .record({
        trackId: pick('t0', 't1'),
        letterId: pick('l0', 'l1', null),
        backupMentorId: pick('m1', 'm2', 'm3', 'gone', null),
      })
      .map(slot),
    's',
    5,
  ),
  assignments: list(
    fc
      .record({ programId: pick('g0', 'g1', 'g2', 'gone'), letterId: pick('l0', 'l1', 'gone') })
      .map((fields): Assignment => ({ id: '', stamps: {}, ...fields })),
    'a',
    8,
  ),
  reminders: fc.tuple(settledReminders, nudges, ...assigns).map(lists => lists.flat()),
});

/** Stamps are storage's own. */
const plainOf = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (key, inner: unknown) =>
      key === 'stamps' ? undefined : inner instanceof Set ? [...inner].sort() : inner,
    ),
  );

test('by index the same is found as by looking at every record, whatever is in the log', async () => {
  await fc.assert(
    fc.asyncProperty(records, async all => {
      const storage = await openStorage(freshName());
      for (const [table, rows] of Object.entries(all)) await keep(storage, table as keyof Records, ...rows);
      const index = indexOf(all);
      const { facts } = storage;
      for (const id of ['m1', 'm2', 'm3', 'gone']) {
        expect(plainOf(await facts.mentorFacts(id))).toEqual(plainOf(mentorFactsOf(index, id)));
      }
      for (const { id } of all.rotations) {
        expect(plainOf(await facts.rotationFacts(id))).toEqual(plainOf(rotationFactsOf(index, id)));
      }
      for (const { id } of all.tracks) {
        expect(plainOf(await facts.trackFacts(id))).toEqual(plainOf(trackFactsOf(index, id)));
      }
      for (const { id } of all.programs) {
        const [found = null] = await facts.factsOfPrograms([id]);
        expect(plainOf(found)).toEqual(plainOf(programFactsOf(index, id)));
      }
      storage.close();
    }),
    { numRuns: 25, seed: 20_260_303 },
  );
});

test('the earliest that tells how well somebody knows the student is there once they were met in a rotation', async () => {
  const storage = await withMentors(mentor());
  const meetings = Array.from({ length: 9 }, (_, index) =>
    interaction({ id: `i${index}`, when: on(addDays(day('2026-02-01'), index)) }),
  );
  await keep(
    storage,
    'interactions',
    ...meetings,
    interaction({ id: 'mail', kind: 'email', when: on('2026-01-01') }),
    interaction({ id: 'planned', state: 'planned', when: on('2026-01-01') }),
    interaction({ id: 'feedback', kind: 'feedback', when: on('2026-02-20') }),
  );
  await keep(
    storage,
    'moments',
    ...['2026-02-03', '2026-02-04', '2026-02-05', '2026-02-06'].map((date, index) =>
      moment({ id: `o${index}`, on: day(date), theirWords: index === 2 ? 'Well seen.' : '' }),
    ),
    moment({ id: 'other', mentorIds: ['m2'], on: day('2026-01-01'), theirWords: 'Well seen.' }),
  );
  expect((await factsOf(storage)).evidence).toEqual({ timesOn: [], momentsOn: [], feedbackOn: [] });
  await keep(storage, 'rotations', rotation({ mentors: met('m1') }));
  expect((await factsOf(storage)).evidence).toEqual({
    timesOn: ['2026-02-01', '2026-02-02', '2026-02-03', '2026-02-04', '2026-02-05', '2026-02-06'],
    momentsOn: ['2026-02-03', '2026-02-04', '2026-02-05'],
    feedbackOn: ['2026-02-05'],
  });
});

test('many asks in one day are cut the same way', async () => {
  const storage = await withMentors(mentor());
  const all = Array.from({ length: MOST_ASKINGS + 10 }, (_, index) =>
    interaction({ id: `i${index + 10}`, letterStep: index % 2 === 0 ? 'nudge' : 'ask' }),
  );
  await keep(storage, 'interactions', ...all);
  const { askings } = await factsOf(storage);
  expect(askings.filter(({ isNudge }) => isNudge)).toHaveLength(15);
  expect(askings).toHaveLength(MOST_ASKINGS);
});

test('the facts of a mentor cost the same in a long log', async () => {
  const name = freshName();
  const storage = await openStorage(name);
  await keep(storage, 'mentors', mentor(), mentor({ id: 'm2' }));
  await keep(storage, 'rotations', rotation({ mentors: met('m1') }));
  await keep(storage, 'letters', letter({ trackId: 't1' }));
  await keep(storage, 'slots', slot({ letterId: 'l1', backupMentorId: 'm2' }));
  const fill = async (from: number, count: number) => {
    const some = Array.from({ length: count }, (_, index) =>
      interaction({
        id: `i${from + index}`,
        mentorIds: [index % 2 === 0 ? 'm1' : 'm2'],
        when: on(addDays(day('2020-01-01'), index % 2000)),
        kind: (['meeting', 'email', 'thank-you', 'feedback'] as const)[index % 4]!,
        letterStep: index % 10 === 0 ? 'ask' : null,
      }),
    );
    await keep(storage, 'interactions', ...some);
    const seen = Array.from({ length: count / 10 }, (_, index) =>
      moment({ id: `o${from + index}`, on: addDays(day('2020-01-01'), index % 2000), theirWords: 'Well seen.' }),
    );
    await keep(storage, 'moments', ...seen);
    // Of other tracks and people.
    const others = Array.from({ length: count / 20 }, (_, index) => ({
      ...slot(),
      id: `s${from + index}`,
      trackId: 't9',
    }));
    const named = others.map((one, index) => ({ ...one, letterId: `l${from + index + 9}`, backupMentorId: 'm1' }));
    await keep(storage, 'slots', ...named);
  };
  await fill(0, 400);
  const short = await stepsOf(name);
  await fill(400, 4000);
  expect(short).toBeGreaterThan(MOST_THANKABLES);
  expect(await stepsOf(name)).toBe(short);
});

/** How many rows are read and how many steps are taken through indexes for the facts of one mentor. */
async function stepsOf(name: string): Promise<number> {
  const database = new Database(name);
  await database.open();
  let steps = 0;
  for (const table of database.tables) {
    table.hook('reading', (row: unknown) => {
      steps += 1;
      return row;
    });
  }
  const { continue: next } = IDBCursor.prototype;
  IDBCursor.prototype.continue = function (this: IDBCursor, ...key) {
    steps += 1;
    next.apply(this, key);
  };
  try {
    await new ReminderFacts(database).mentorFacts('m1');
  } finally {
    IDBCursor.prototype.continue = next;
    database.close();
  }
  return steps;
}
