import '../support/extension-api.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { refreshAllReminders, refreshScopes } from '../../src/background/actions/refresh-reminders.ts';
import { undo } from '../../src/background/actions/undo.ts';
import { write } from '../../src/background/actions/write.ts';
import { contextOf, type Deps } from '../../src/background/deps.ts';
import { addDays } from '../../src/core/dates.ts';
import { reckonAll } from '../../src/core/reminders/reckon.ts';
import type { Reminder } from '../../src/core/reminders/reminder.ts';
import type { Change, RecordTable } from '../../src/storage/index.ts';
import {
  day,
  interaction,
  letter,
  mentor,
  moment,
  newYork,
  plan,
  program,
  reminder,
  rotation,
  slot,
  track,
} from '../core/records.ts';
import { actionDeps, DAY_MS, TUESDAY } from '../support/fixed.ts';

interface Kept {
  readonly id: string;
  readonly stamps: object;
}

async function change(deps: Deps, work: (change: Change) => Promise<void>): Promise<string> {
  const result = await write(deps, async inside => {
    await work(inside);
    return {};
  });
  if (!result.ok) throw new Error(result.problem.code);
  return result.value.undoId;
}

/** Saves whole records as an action would, with their reminders. */
const save = <T extends Kept>(deps: Deps, table: RecordTable, ...records: readonly T[]) =>
  change(deps, async inside => {
    for (const { id, stamps: _stamps, ...fields } of records) await inside.put(table, id, fields);
  });

const met = (...ids: string[]) => ids.map(mentorId => ({ mentorId, daysTogether: 20, watchedDirectly: true }));
const open = async (deps: Deps): Promise<Reminder[]> =>
  (await deps.storage.read.reminders()).filter(({ state }) => state === 'due' || state === 'snoozed');
const openIn = async (deps: Deps, scope: string) => (await open(deps)).filter(one => one.scope === scope);

/** A student with something in every scope, twice. */
async function student() {
  const made = await actionDeps();
  const { deps } = made;
  await save(deps, 'mentors', mentor({ addedOn: day('2025-12-01') }), mentor({ id: 'm2', name: 'Ben Okafor' }));
  await save(
    deps,
    'rotations',
    rotation({ mentors: met('m1') }),
    rotation({ id: 'r2', name: 'Surgery', mentors: met('m2') }),
  );
  const reviewFromOn = { on: day('2026-09-23'), confidence: 'confirmed' as const };
  await save(deps, 'plans', plan({ reviewFromOn }), plan({ id: 'p2', reviewFromOn }));
  await save(
    deps,
    'tracks',
    track({ resultOn: day('2027-03-19') }),
    track({ id: 't2', planId: 'p2', name: 'Surgery', resultOn: day('2027-03-19') }),
  );
  await save(
    deps,
    'programs',
    program({ deadlineOn: day('2026-10-01') }),
    program({ id: 'g2', trackId: 't2', deadlineOn: day('2026-10-01') }),
  );
  await save(deps, 'letters', letter({ trackId: 't1' }), letter({ id: 'l2', mentorId: 'm2', trackId: 't2' }));
  return made;
}

/** Every reminder that a write gave a new stamp, made or took away, by its scope. */
async function scopesWritten(deps: Deps, work: () => Promise<unknown>): Promise<string[]> {
  const stamps = async () =>
    new Map((await deps.storage.read.reminders()).map(one => [one.id, `${one.scope} ${JSON.stringify(one.stamps)}`]));
  const before = await stamps();
  await work();
  const after = await stamps();
  const ids = [...new Set([...before.keys(), ...after.keys()])].filter(id => before.get(id) !== after.get(id));
  return [...new Set(ids.map(id => (after.get(id) ?? before.get(id) ?? '').split(' ')[0]!))].sort();
}

async function expectReckoned(deps: Deps): Promise<void> {
  const { read } = deps.storage;
  const [mentors, interactions, moments, rotations, letters, plans, tracks, slots, programs, assignments, reminders] =
    await Promise.all([
      read.mentors(),
      read.interactions(),
      read.moments(),
      read.rotations(),
      read.letters(),
      read.plans(),
      read.tracks(),
      read.slots(),
      read.programs(),
      read.assignments(),
      read.reminders(),
    ]);
  const records = {
    mentors,
    interactions,
    moments,
    rotations,
    letters,
    plans,
    tracks,
    slots,
    programs,
    assignments,
    reminders,
  };
  const factsOf = ({ id, scope, dueAt, endsAt, heldUntilAt, reason }: Omit<Reminder, 'stamps'>) => ({
    id,
    scope,
    dueAt,
    endsAt,
    heldUntilAt,
    reason,
  });
  const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
  const scratch = reckonAll(records, await read.settings(), deps.now(), deps.timeZone());
  expect((await open(deps)).map(factsOf).sort(byId)).toEqual([...scratch].map(factsOf).sort(byId));
}

test('every kind of record brings up its reminders, each in its scope', async () => {
  const { deps } = await student();
  expect([...new Set((await open(deps)).map(({ scope }) => scope))].sort()).toEqual([
    'mentor:m1',
    'mentor:m2',
    'program:g1',
    'program:g2',
    'rotation:r1',
    'rotation:r2',
    'track:t1',
    'track:t2',
  ]);
  await expectReckoned(deps);
});

test.each<[string, (deps: Deps) => Promise<unknown>, string[]]>([
  ['an entry', deps => save(deps, 'interactions', interaction({ when: on('2026-03-02') })), ['mentor:m1']],
  ['a mentor', deps => save(deps, 'mentors', mentor({ rhythmDays: 10 })), ['mentor:m1']],
  [
    'a mentor’s name',
    deps => save(deps, 'mentors', mentor({ name: 'Ana Diaz', addedOn: day('2025-12-01') })),
    ['rotation:r1'],
  ],
  [
    'a rotation',
    deps => save(deps, 'rotations', rotation({ name: 'Wards', mentors: met('m1') })),
    ['mentor:m1', 'rotation:r1'],
  ],
  ['a letter', deps => save(deps, 'letters', letter({ trackId: 't1', targetOn: day('2026-08-01') })), ['mentor:m1']],
  [
    'a track',
    deps => save(deps, 'tracks', track({ resultOn: day('2027-03-20'), name: 'Medicine' })),
    ['mentor:m1', 'track:t1'],
  ],
  [
    'a plan',
    deps => save(deps, 'plans', plan({ reviewFromOn: { on: day('2026-09-30'), confidence: 'confirmed' } })),
    ['mentor:m1'],
  ],
  ['a program', deps => save(deps, 'programs', program({ deadlineOn: day('2026-11-01') })), ['program:g1']],
])('changing %s writes the reminders of its own scopes and no others', async (_what, work, scopes) => {
  const { deps } = await student();
  expect(await scopesWritten(deps, () => work(deps))).toEqual(scopes);
  await expectReckoned(deps);
});

const on = (text: string) => ({ type: 'days' as const, startsOn: day(text), endsOn: day(text) });

test('feedback that was logged takes the person out of the question about the rotation', async () => {
  const { deps } = await student();
  const feedback = interaction({ kind: 'feedback', when: on('2026-03-03') });
  await save(deps, 'interactions', feedback);
  expect(await openIn(deps, 'rotation:r1')).toEqual([]);
  await save(deps, 'interactions', { ...feedback, kind: 'email' });
  expect(await openIn(deps, 'rotation:r1')).toHaveLength(1);
});

test('what makes somebody ready on the last day of a rotation brings up the ask, and taking it back takes it away', async () => {
  const { deps } = await actionDeps();
  await save(deps, 'mentors', mentor({ wantsCheckIns: false }));
  const together = [{ mentorId: 'm1', daysTogether: 12, watchedDirectly: null }];
  await save(deps, 'rotations', rotation({ mentors: together }));
  const asks = async () => (await openIn(deps, 'mentor:m1')).filter(({ rule }) => rule === 'ask');
  await save(deps, 'moments', moment(), moment({ id: 'o2', on: day('2026-03-06') }));
  await save(deps, 'interactions', interaction({ kind: 'feedback' }));
  expect(await asks()).toEqual([]);
  const undoId = await save(deps, 'moments', moment({ id: 'o3', on: day('2026-03-07') }));
  expect((await asks()).map(({ dueOn, reason }) => [dueOn, reason])).toEqual([
    ['2026-03-25', expect.objectContaining({ type: 'ask-rotation', why: 'ready' })],
  ]);
  await undo(deps, { undoId });
  expect(await asks()).toEqual([]);
  await save(deps, 'moments', moment({ id: 'o3', on: day('2026-03-30') }));
  expect(await asks()).toEqual([]);
  await save(deps, 'moments', moment({ id: 'o3', on: day('2026-03-29') }));
  expect(await asks()).toHaveLength(1);
  // Feedback is advised, and no condition.
  await save(deps, 'interactions', interaction({ kind: 'meeting' }));
  expect(await asks()).toHaveLength(1);
});

test('a General letter that was received is for the programs of every track of its service', async () => {
  const { deps } = await student();
  await save(deps, 'letters', letter({ id: 'l3', mentorId: 'm2', receivedOn: day('2026-03-01'), answer: 'yes' }));
  const assign = async () => (await open(deps)).filter(({ rule }) => rule === 'assign').map(one => one.reason);
  expect(await assign()).toMatchObject([{ letterId: 'l3', programCount: 2 }]);
  await save(deps, 'programs', program({ id: 'g3', name: 'Lakeside', trackId: 't2' }));
  expect(await assign()).toMatchObject([{ programCount: 3 }]);
  await save(deps, 'assignments', { id: 'a1', stamps: {}, programId: 'g1', letterId: 'l3' });
  expect(await assign()).toMatchObject([{ programCount: 2 }]);
  await expectReckoned(deps);
});

test('a letter that goes to the trash makes room at its programs, and takes it again', async () => {
  const { deps } = await student();
  await save(deps, 'programs', program({ letterCount: 1 }));
  await save(deps, 'assignments', { id: 'a1', stamps: {}, programId: 'g1', letterId: 'l2' });
  await save(deps, 'letters', letter({ trackId: 't1', receivedOn: day('2026-03-01'), answer: 'yes' }));
  const assign = async () => (await openIn(deps, 'mentor:m1')).filter(({ rule }) => rule === 'assign');
  expect(await assign()).toEqual([]);
  const undoId = await change(deps, inside => inside.moveToTrash('letters', 'l2'));
  expect((await assign()).map(one => one.reason)).toMatchObject([{ programIds: ['g1'] }]);
  await expectReckoned(deps);
  await undo(deps, { undoId });
  expect(await assign()).toEqual([]);
  // Of a program in the trash nothing is asked.
  await change(deps, inside => inside.moveToTrash('letters', 'l2'));
  await change(deps, inside => inside.moveToTrash('programs', 'g1'));
  expect(await assign()).toEqual([]);
  await expectReckoned(deps);
});

test('a backup that is named on the plan quiets the question for one, as long as they stand by', async () => {
  const { deps } = await student();
  await save(
    deps,
    'letters',
    letter({ trackId: 't1', requestedOn: day('2026-03-01'), targetOn: day('2026-06-01'), answer: 'yes' }),
  );
  const asks = async () =>
    (await openIn(deps, 'mentor:m1')).filter(({ reason }) => reason.type === 'backup' && reason.step === 'name').length;
  await save(deps, 'slots', slot({ letterId: 'l1' }));
  expect(await asks()).toBe(1);
  const undoId = await change(deps, inside => inside.patch('slots', 's1', { backupMentorId: 'm2' }));
  expect(await asks()).toBe(0);
  await undo(deps, { undoId });
  expect(await asks()).toBe(1);
  await change(deps, inside => inside.patch('slots', 's1', { backupMentorId: 'm2' }));
  const person = mentor({ id: 'm2', name: 'Ben Okafor' });
  await save(deps, 'mentors', { ...person, isArchived: true });
  expect(await asks()).toBe(1);
  await save(deps, 'mentors', person);
  expect(await asks()).toBe(0);
  await save(deps, 'letters', letter({ id: 'l3', mentorId: 'm2', trackId: 't1', answer: 'no' }));
  expect(await asks()).toBe(1);
  await change(deps, inside => inside.moveToTrash('letters', 'l3'));
  expect(await asks()).toBe(0);
  await expectReckoned(deps);
  await change(deps, inside => inside.remove('slots', 's1'));
  expect(await asks()).toBe(1);
  await expectReckoned(deps);
});

test.each<[RecordTable, string, string]>([
  ['mentors', 'm1', 'mentor:m1'],
  ['rotations', 'r1', 'rotation:r1'],
  ['tracks', 't1', 'track:t1'],
  ['programs', 'g1', 'program:g1'],
])('of %s in the trash nothing is open, and undo brings it back', async (table, id, scope) => {
  const { deps } = await student();
  const before = (await openIn(deps, scope)).map(one => one.id).sort();
  expect(before.length).toBeGreaterThan(0);
  const undoId = await change(deps, inside => inside.moveToTrash(table, id));
  expect(await openIn(deps, scope)).toEqual([]);
  await expectReckoned(deps);
  await undo(deps, { undoId });
  expect((await openIn(deps, scope)).map(one => one.id).sort()).toEqual(before);
});

test('an archived mentor has no reminders, and neither is spoken of', async () => {
  const { deps } = await student();
  await save(deps, 'mentors', mentor({ isArchived: true }));
  expect(await openIn(deps, 'mentor:m1')).toEqual([]);
  expect(await openIn(deps, 'rotation:r1')).toEqual([]);
});

test('a letter with a contact person is theirs while they are there: pause, limit, archive and trash', async () => {
  const { deps } = await student();
  const targetOn = day('2026-06-01');
  const fields = { trackId: 't1', requestedOn: day('2026-03-01'), targetOn, answer: 'yes' as const };
  await save(
    deps,
    'letters',
    letter({ ...fields, contactMentorId: 'm2' }),
    letter({ id: 'l2', ...fields, mentorId: 'm2', targetOn: day('2026-06-03') }),
  );
  const nudges = async () =>
    (await open(deps))
      .filter(({ reason }) => reason.type === 'nudge')
      .map(({ scope, mentorId, reason }) => [scope, mentorId, 'letterIds' in reason ? reason.letterIds.join() : '']);
  // One message, not two on different days of a week.
  const together = Array.from({ length: 3 }, () => ['mentor:m2', 'm2', 'l1,l2']);
  expect(await nudges()).toEqual(together);
  const person = mentor({ id: 'm2', name: 'Ben Okafor' });
  await save(deps, 'mentors', { ...person, pausedUntilOn: day('2026-05-20') });
  expect((await open(deps)).filter(({ heldWhy }) => heldWhy === 'person-paused').length).toBeGreaterThan(0);
  await expectReckoned(deps);
  await save(deps, 'mentors', { ...person, isArchived: true });
  const alone = Array.from({ length: 3 }, () => ['mentor:m1', 'm1', 'l1']);
  expect(await nudges()).toEqual(alone);
  await expectReckoned(deps);
  await save(deps, 'mentors', person);
  expect(await nudges()).toEqual(together);
  const undoId = await change(deps, inside => inside.moveToTrash('mentors', 'm2'));
  expect(await nudges()).toEqual(alone);
  await expectReckoned(deps);
  await undo(deps, { undoId });
  expect(await nudges()).toEqual(together);
  await save(deps, 'mentors', mentor({ isArchived: true }));
  expect((await nudges()).map(([, , ids]) => ids)).toEqual(['l2', 'l2', 'l2']);
  await expectReckoned(deps);
});

test('what was skipped before its letter went to another person opens there when that is undone', async () => {
  const { deps } = await student();
  const asked = letter({ trackId: 't1', askedOn: day('2026-02-27') });
  await save(deps, 'letters', asked);
  const [reply] = (await openIn(deps, 'mentor:m1')).filter(({ rule }) => rule === 'reply');
  const undoId = await change(deps, inside =>
    inside.patch('reminders', reply!.id, { state: 'skipped', settledOn: '2026-03-03' }),
  );
  await save(deps, 'letters', { ...asked, contactMentorId: 'm2' });
  await undo(deps, { undoId });
  expect(await deps.storage.read.reminder(reply!.id)).toMatchObject({
    scope: 'mentor:m2',
    mentorId: 'm2',
    state: 'due',
  });
  await expectReckoned(deps);
});

test('a letter that gets another writer takes its snooze along', async () => {
  const { deps } = await student();
  const asked = letter({ trackId: 't1', askedOn: day('2026-02-27') });
  await save(deps, 'letters', asked);
  const [reply] = (await openIn(deps, 'mentor:m1')).filter(({ rule }) => rule === 'reply');
  await change(deps, inside =>
    inside.patch('reminders', reply!.id, {
      state: 'snoozed',
      snoozedUntilAt: TUESDAY + DAY_MS,
      snoozedUntilOn: '2026-03-04',
    }),
  );
  await save(deps, 'letters', { ...asked, mentorId: 'm2' });
  expect(await deps.storage.read.reminder(reply!.id)).toMatchObject({
    scope: 'mentor:m2',
    mentorId: 'm2',
    state: 'snoozed',
    snoozedUntilOn: '2026-03-04',
  });
  await expectReckoned(deps);
});

test('a step that has ended goes when its scope is refreshed', async () => {
  const { deps, fake } = await student();
  const [first] = await openIn(deps, 'rotation:r1');
  fake.at = first!.endsAt!;
  expect([...(await deps.storage.read.endedScopes(fake.at))].sort()).toEqual(['rotation:r1', 'rotation:r2']);
  await deps.storage.record(contextOf(deps), inside => refreshScopes(deps, inside, ['rotation:r1']));
  expect([...(await deps.storage.read.endedScopes(fake.at))]).toEqual(['rotation:r2']);
  expect(await openIn(deps, 'rotation:r2')).toHaveLength(1);
});

const own = (fields: Partial<Reminder> = {}) =>
  reminder({
    id: 'own:n1:once',
    rule: 'own',
    scope: 'own:n1',
    subjectId: 'n1',
    occurrence: 'once',
    mentorId: null,
    dueOn: day('2026-03-06'),
    dueAt: newYork('2026-03-06 14:30'),
    reason: { type: 'own', since: day('2026-03-03'), text: 'Print the CV' },
    ...fields,
  });

test('the student’s own stay as they were written, also about somebody who is in the trash', async () => {
  const { deps } = await student();
  await save(deps, 'reminders', own({ mentorId: 'm1' }));
  await change(deps, inside => inside.moveToTrash('mentors', 'm1'));
  expect(await openIn(deps, 'own:n1')).toHaveLength(1);
  const [due] = await deps.storage.read.due(newYork('2026-03-06 14:30'), deps.timeZone());
  expect(due).toMatchObject({ reminder: { id: 'own:n1:once' }, mentor: null });
});

test('after a journey every morning, and the student’s own time of day, is where the student is', async () => {
  const { deps, fake } = await student();
  await save(
    deps,
    'reminders',
    own({ dueTime: '14:30' as Reminder['dueTime'] }),
    own({ id: 'own:n2:once', scope: 'own:n2', subjectId: 'n2', dueAt: newYork('2026-03-06 09:00') }),
    own({
      id: 'own:n3:once',
      scope: 'own:n3',
      state: 'snoozed',
      snoozedUntilOn: day('2026-03-09'),
      snoozedUntilAt: newYork('2026-03-09 09:00', '-04:00'),
    }),
  );
  fake.zone = 'Asia/Tokyo';
  await deps.storage.record(contextOf(deps), inside => refreshAllReminders(deps, inside));
  const { read } = deps.storage;
  expect(await read.reminder('own:n1:once')).toMatchObject({ dueAt: Date.parse('2026-03-06T14:30:00+09:00') });
  expect(await read.reminder('own:n2:once')).toMatchObject({ dueAt: Date.parse('2026-03-06T09:00:00+09:00') });
  expect(await read.reminder('own:n3:once')).toMatchObject({ snoozedUntilAt: Date.parse('2026-03-09T09:00:00+09:00') });
  const [outcome] = await openIn(deps, 'track:t1');
  expect(outcome?.dueAt).toBe(Date.parse('2027-03-19T09:00:00+09:00'));
  await expectReckoned(deps);
});

test('doing all of it twice writes nothing', async () => {
  const { deps } = await student();
  await save(deps, 'reminders', own({ dueAt: newYork('2026-03-06 09:00') }));
  const again = () => deps.storage.record(contextOf(deps), inside => refreshAllReminders(deps, inside));
  expect(await scopesWritten(deps, again)).toEqual([]);
});

test('undo of a setting brings back what it had taken away', async () => {
  const { deps } = await student();
  const before = (await open(deps)).map(({ id }) => id).sort();
  const undoId = await change(deps, inside =>
    inside.put('settings', 'settings', { rulesOff: ['feedback', 'outcome'] }),
  );
  expect((await open(deps)).length).toBe(before.length - 4);
  await undo(deps, { undoId });
  expect((await open(deps)).map(({ id }) => id).sort()).toEqual(before);
});

test('reminders whose record is gone, as after a merge, go when everything is refreshed', async () => {
  const { deps } = await student();
  await deps.storage.record(contextOf(deps), async inside => {
    await inside.remove('programs', 'g1');
  });
  expect(await openIn(deps, 'program:g1')).not.toEqual([]);
  await deps.storage.record(contextOf(deps), inside => refreshAllReminders(deps, inside));
  expect(await openIn(deps, 'program:g1')).toEqual([]);
});

const pick = <T>(...values: T[]) => fc.constantFrom(...values);
const someDay = fc.integer({ min: 0, max: 60 }).map(count => addDays(day('2026-02-10'), count));
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const people = fc.uniqueArray(pick('m1', 'm2', 'm3'), { minLength: 1 });
/** Something saved over what may be there already, whole. */
const saved = <T extends object>(
  table: RecordTable,
  ids: readonly string[],
  fields: fc.Arbitrary<T>,
  build: (fields: never) => Kept,
) => fc.tuple(pick(...ids), fields).map(([id, given]) => ({ table, record: build({ ...given, id } as never) }));

const acts = fc.oneof(
  saved(
    'mentors',
    ['m1', 'm2', 'm3'],
    fc.record({ isArchived: pick(false, false, true), isStarred: fc.boolean(), name: pick('Ana', 'Ben') }),
    mentor,
  ),
  saved(
    'interactions',
    ['i1', 'i2', 'i3', 'i4', 'i5'],
    fc.record({
      state: pick('planned', 'happened', 'cancelled'),
      kind: pick('meeting', 'feedback', 'thank-you', 'email'),
      letterStep: pick(null, 'ask', 'nudge'),
      when: someDay.map(on),
      mentorIds: people,
      followUps: fc.array(fc.record({ id: pick('f1'), text: pick('Send it'), dueOn: someDay, isDone: fc.boolean() }), {
        maxLength: 1,
      }),
    }),
    interaction,
  ),
  saved(
    'rotations',
    ['r1', 'r2'],
    fc.record({
      ...{ startsOn: someDay, endsOn: someDay },
      mentors: fc
        .tuple(people, pick(true, null))
        .map(([ids, watchedDirectly]) => met(...ids).map(one => ({ ...one, watchedDirectly }))),
    }),
    rotation,
  ),
  saved(
    'moments',
    ['o1', 'o2', 'o3', 'o4'],
    fc.record({ on: someDay, mentorIds: people, isStrong: fc.boolean(), theirWords: pick('', 'Well seen.') }),
    moment,
  ),
  saved(
    'letters',
    ['l1', 'l2', 'l3'],
    fc.record({
      mentorId: pick('m1', 'm2', 'm3'),
      contactMentorId: pick(null, null, 'm3'),
      trackId: pick('t1', 't2', null),
      service: pick('eras', 'sf-match'),
      targetOn: maybe(someDay),
      askedOn: maybe(someDay),
      answer: pick(null, 'yes', 'no'),
      answeredOn: maybe(someDay),
      requestedOn: maybe(someDay),
      receivedOn: maybe(someDay),
      ended: pick(null, null, 'withdrawn'),
      backupForLetterId: pick(null, 'l1'),
    }),
    letter,
  ),
  saved(
    'plans',
    ['p1'],
    fc.record({ reviewFromOn: fc.record({ on: maybe(someDay), confidence: pick('estimated') }) }),
    plan,
  ),
  saved(
    'tracks',
    ['t1', 't2'],
    fc.record({
      planId: pick('p1', null),
      service: pick('eras', 'sf-match'),
      resultOn: maybe(someDay),
      soapOn: maybe(someDay),
    }),
    track,
  ),
  saved(
    'slots',
    ['s1', 's2'],
    fc.record({
      trackId: pick('t1', 't2'),
      letterId: pick('l1', 'l2', null),
      backupMentorId: pick('m1', 'm2', 'm3', null),
    }),
    slot,
  ),
  saved(
    'programs',
    ['g1', 'g2', 'g3'],
    fc.record({ trackId: pick('t1', 't2', null), letterCount: pick(null, 1), deadlineOn: maybe(someDay) }),
    program,
  ),
  saved(
    'assignments',
    ['a1', 'a2'],
    fc.record({ programId: pick('g1', 'g2', 'g3'), letterId: pick('l1', 'l2', 'l3') }),
    fields => ({ stamps: {}, ...(fields as { id: string }) }),
  ),
);
const step = fc.oneof(
  { weight: 8, arbitrary: acts.map(act => ({ type: 'save' as const, ...act })) },
  { weight: 2, arbitrary: acts.map(act => ({ type: 'remove' as const, ...act })) },
  { weight: 2, arbitrary: fc.nat().map(which => ({ type: 'settle' as const, which })) },
  { weight: 1, arbitrary: fc.constant({ type: 'undo' as const }) },
);

test('after whatever is written, what is stored is what a reckoning from scratch gives', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async steps => {
      const { deps } = await student();
      let undoId: string | null = null;
      for (const act of steps) {
        if (act.type === 'save') undoId = await save(deps, act.table, act.record);
        else if (act.type === 'remove') undoId = await change(deps, one => one.moveToTrash(act.table, act.record.id));
        else if (act.type === 'undo' && undoId !== null) await undo(deps, { undoId });
        else if (act.type === 'settle') {
          const all = await open(deps);
          const id = all[act.which % Math.max(1, all.length)]?.id;
          const fields = { state: 'done', settledOn: '2026-03-03' };
          if (id !== undefined) undoId = await change(deps, one => one.patch('reminders', id, fields));
        }
        await expectReckoned(deps);
      }
      deps.storage.close();
    }),
    { numRuns: 8, seed: 20_260_303 },
  );
});

test('what stands by is for programs while its main letter is not in, and its writer is who makes it count', async () => {
  const { deps } = await student();
  const main = letter({ trackId: 't1', requestedOn: day('2026-01-05'), targetOn: day('2026-09-09') });
  await save(deps, 'letters', main);
  const backups = async () => (await open(deps)).filter(({ id }) => id.startsWith('backup:l1:')).length;
  const assigns = async () => (await open(deps)).filter(({ id }) => id.startsWith('assign:l2:')).length;
  const unbacked = await backups();
  await save(deps, 'letters', letter({ id: 'l2', mentorId: 'm2', trackId: 't1', backupForLetterId: 'l1' }));
  expect(await backups()).toBe(unbacked - 1);
  const undoArchive = await change(deps, inside => inside.patch('mentors', 'm2', { isArchived: true }));
  expect(await backups()).toBe(unbacked);
  await undo(deps, { undoId: undoArchive });
  await change(deps, inside => inside.patch('letters', 'l2', { receivedOn: day('2026-03-01') }));
  expect(await assigns()).toBe(1);
  const undoCame = await change(deps, inside => inside.patch('letters', 'l1', { receivedOn: day('2026-03-02') }));
  expect(await assigns()).toBe(0);
  await undo(deps, { undoId: undoCame });
  expect(await assigns()).toBe(1);
  await change(deps, inside => inside.patch('letters', 'l1', { receivedOn: day('2026-03-02') }));
  expect(await assigns()).toBe(0);
  await change(deps, inside => inside.moveToTrash('letters', 'l1'));
  expect(await assigns()).toBe(1);
  await expectReckoned(deps);
});
