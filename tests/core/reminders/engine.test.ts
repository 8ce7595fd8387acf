import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { addDays, instantAt } from '../../../src/core/dates.ts';
import { RETIRED, reconcile } from '../../../src/core/reminders/engine.ts';
import {
  announceAt,
  type HeldReminder,
  isDue,
  openAt,
  REMINDER_STATES,
  type Reminder,
  reminderId,
  reminderSchema,
} from '../../../src/core/reminders/reminder.ts';
import { parseSettings } from '../../../src/core/settings.ts';
import { day, newYork, reminder, time } from '../records.ts';

const ZONE = 'America/New_York';
const settings = parseSettings(null);
const NOW = newYork('2026-03-05 12:00');
const SCOPE = 'mentor:m1';

const wanted = (fields: Partial<HeldReminder> = {}): HeldReminder => ({
  rule: 'check-in',
  subjectId: 'm1',
  occurrence: 'added-2026-01-10',
  mentorId: 'm1',
  dueOn: day('2026-01-10'),
  heldUntilOn: null,
  heldWhy: null,
  reason: { type: 'no-contact-yet', since: day('2026-01-10') },
  ...fields,
});

/** What is stored once a reconciliation was carried out. */
function apply(
  stored: readonly Reminder[],
  { create, update, remove, retire }: ReturnType<typeof reconcile>,
): Reminder[] {
  const kept = stored.filter(({ id }) => !remove.includes(id));
  return [
    ...kept.map(have => ({
      ...have,
      ...update.find(({ id }) => id === have.id)?.fields,
      ...(retire.includes(have.id) ? RETIRED : {}),
    })),
    ...create.map(fields => ({ ...fields, stamps: {} })),
  ];
}

test('nothing wanted and nothing stored needs no change', () => {
  expect(reconcile(SCOPE, [], [], settings, NOW, ZONE)).toEqual({ create: [], update: [], remove: [], retire: [] });
});

test('a new one is due on its day’s morning, where the student is', () => {
  const { create } = reconcile(SCOPE, [wanted()], [], settings, NOW, ZONE);
  expect(create).toEqual([
    {
      id: 'check-in:m1:added-2026-01-10',
      rule: 'check-in',
      scope: 'mentor:m1',
      subjectId: 'm1',
      occurrence: 'added-2026-01-10',
      mentorId: 'm1',
      dueOn: '2026-01-10',
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
      reason: { type: 'no-contact-yet', since: '2026-01-10' },
    },
  ]);
  expect(v.is(reminderSchema, { ...create[0], stamps: {} })).toBe(true);
});

test('one whose cause is gone disappears while it is open', () => {
  const stored = [
    reminder(),
    reminder({ id: 'b', state: 'snoozed' }),
    reminder({ id: 'c', state: 'done' }),
    reminder({ id: 'd', state: 'skipped' }),
  ];
  expect(reconcile(SCOPE, [], stored, settings, NOW, ZONE)).toEqual({
    create: [],
    update: [],
    remove: ['check-in:m1:added-2026-01-10', 'b'],
    retire: [],
  });
});

test('one that was announced is remembered when its cause is gone, and not announced again when the cause is back', () => {
  const stored = [reminder({ announcedAt: NOW - 1000, state: 'snoozed', snoozedUntilAt: NOW + 1000 })];
  const left = reconcile(SCOPE, [], stored, settings, NOW, ZONE);
  expect(left).toEqual({ create: [], update: [], remove: [], retire: [reminder().id] });
  const gone = apply(stored, left);
  expect(gone).toMatchObject([{ state: 'gone', announcedAt: NOW - 1000, snoozedUntilAt: null }]);
  expect([openAt(gone[0]!), announceAt(gone[0]!)]).toEqual([null, null]);
  expect(reconcile(SCOPE, [], gone, settings, NOW, ZONE)).toEqual({ create: [], update: [], remove: [], retire: [] });
  const [back] = apply(gone, reconcile(SCOPE, [wanted()], gone, settings, NOW, ZONE));
  expect(back).toMatchObject({ state: 'due', announcedAt: NOW - 1000, dueOn: '2026-01-10' });
});

test('one whose cause comes back with a day ahead is news when that day comes', () => {
  const gone = reminder({ ...RETIRED, announcedAt: NOW - 1000 });
  const [back] = apply([gone], reconcile(SCOPE, [wanted({ dueOn: day('2026-04-01') })], [gone], settings, NOW, ZONE));
  expect(back).toMatchObject({ state: 'due', announcedAt: null, dueOn: '2026-04-01' });
});

test.each(['done', 'skipped'] as const)('one that was %s never comes back, whatever its day', state => {
  const stored = [reminder({ state, settledOn: day('2026-01-11') })];
  const again = reconcile(SCOPE, [wanted({ dueOn: day('2026-12-01') })], stored, settings, NOW, ZONE);
  expect(again).toEqual({ create: [], update: [], remove: [], retire: [] });
});

test('a snooze stays when the day moves', () => {
  const stored = [reminder({ state: 'snoozed', snoozedUntilAt: NOW + 1000 })];
  const [updated] = apply(
    stored,
    reconcile(SCOPE, [wanted({ dueOn: day('2026-02-01') })], stored, settings, NOW, ZONE),
  );
  expect(updated).toMatchObject({ state: 'snoozed', snoozedUntilAt: NOW + 1000, dueOn: '2026-02-01' });
});

test.each([
  ['the day stays', '2026-01-10', false],
  ['the day moves back', '2026-01-02', false],
  ['the day moves on but has come', '2026-03-05', false],
  ['the day moves ahead of now', '2026-03-06', true],
])('when %s, it is news again: %#', (_name, dueOn, isNews) => {
  const stored = [reminder({ announcedAt: NOW - 1000 })];
  const [updated] = apply(stored, reconcile(SCOPE, [wanted({ dueOn: day(dueOn) })], stored, settings, NOW, ZONE));
  expect(updated).toMatchObject({ dueOn, announcedAt: isNews ? null : NOW - 1000 });
});

test('another morning moves the moment and not the mark', () => {
  const stored = [reminder({ announcedAt: NOW - 1000 })];
  const later = { ...settings, morning: time('18:00') };
  const [updated] = apply(stored, reconcile(SCOPE, [wanted()], stored, later, NOW, ZONE));
  expect(updated).toMatchObject({ dueAt: newYork('2026-01-10 18:00'), announcedAt: NOW - 1000 });
});

test('another reason for the same occurrence is told', () => {
  const reason = { type: 'last-contact', since: day('2026-01-10'), rhythmDays: 30 } as const;
  expect(reconcile(SCOPE, [wanted({ reason })], [reminder()], settings, NOW, ZONE).update).toEqual([
    { id: reminder().id, fields: { reason } },
  ]);
});

describe('a step whose next one takes its place', () => {
  const step = wanted({ endsOn: day('2026-03-10') });

  test('ends in the morning of that day', () => {
    const { create } = reconcile(SCOPE, [step], [], settings, NOW, ZONE);
    expect(create).toMatchObject([{ endsAt: newYork('2026-03-10 09:00', '-04:00') }]);
    const [made] = apply([], { create, update: [], remove: [], retire: [] });
    expect(isDue(made!, made!.endsAt! - 1)).toBe(true);
    expect(isDue(made!, made!.endsAt!)).toBe(false);
  });

  test('is neither made nor kept once it has ended', () => {
    const after = newYork('2026-03-10 09:00', '-04:00');
    expect(reconcile(SCOPE, [step], [], settings, after, ZONE).create).toEqual([]);
    expect(reconcile(SCOPE, [step], [reminder()], settings, after, ZONE).remove).toEqual([reminder().id]);
    const done = reminder({ state: 'done', settledOn: day('2026-03-01') });
    expect(reconcile(SCOPE, [step], [done], settings, after, ZONE)).toEqual({
      create: [],
      update: [],
      remove: [],
      retire: [],
    });
  });

  test('is never shown when a snooze or a limit outlasts it', () => {
    const endsAt = newYork('2026-03-10 09:00', '-04:00');
    expect(openAt(reminder({ endsAt, heldUntilAt: endsAt }))).toBeNull();
    expect(openAt(reminder({ endsAt, state: 'snoozed', snoozedUntilAt: endsAt + 1 }))).toBeNull();
  });
});

describe('one that is held back', () => {
  const held = wanted({ heldUntilOn: day('2026-03-12'), heldWhy: 'nudged-lately' });
  const heldUntilAt = newYork('2026-03-12 09:00', '-04:00');

  test('keeps its true due day and is shown from the morning of that day', () => {
    const [made] = apply([], reconcile(SCOPE, [held], [], settings, NOW, ZONE));
    expect(made).toMatchObject({
      dueOn: '2026-01-10',
      heldUntilOn: '2026-03-12',
      heldUntilAt,
      heldWhy: 'nudged-lately',
    });
    expect(openAt(made!)).toBe(heldUntilAt);
  });

  test('goes out of sight when it was in it, and is news when it comes back', () => {
    const [after] = apply([], reconcile(SCOPE, [wanted()], [], settings, NOW, ZONE));
    const shown = { ...after!, announcedAt: NOW - 1000 };
    const [again] = apply([shown], reconcile(SCOPE, [held], [shown], settings, NOW, ZONE));
    expect(again).toMatchObject({ announcedAt: null, heldUntilAt });
    const [free] = apply([again!], reconcile(SCOPE, [wanted()], [again!], settings, NOW, ZONE));
    expect(free).toMatchObject({ heldUntilOn: null, heldUntilAt: null, heldWhy: null });
  });
});

test('a snooze until a day ends in the morning of the zone the student is in by then', () => {
  const stored = reminder({
    state: 'snoozed',
    snoozedUntilOn: day('2026-03-20'),
    snoozedUntilAt: newYork('2026-03-20 09:00', '-04:00'),
  });
  const [moved] = apply([stored], reconcile(SCOPE, [wanted()], [stored], settings, NOW, 'Asia/Kolkata'));
  expect(moved?.snoozedUntilAt).toBe(Date.parse('2026-03-20T09:00:00+05:30'));
});

const anyDay = fc.integer({ min: 0, max: 120 }).map(days => addDays(day('2026-01-01'), days));
const anyReason = fc.oneof(
  anyDay.map(since => ({ type: 'no-contact-yet' as const, since })),
  fc
    .tuple(anyDay, fc.integer({ min: 1, max: 90 }))
    .map(([since, rhythmDays]) => ({ type: 'last-contact' as const, since, rhythmDays })),
);
const anyWanted = fc.uniqueArray(
  fc.record({
    rule: fc.constant('check-in' as const),
    subjectId: fc.constant('m1'),
    occurrence: fc.constantFrom('a', 'b', 'c', 'd'),
    mentorId: fc.constant('m1'),
    heldUntilOn: fc.constant(null),
    heldWhy: fc.constant(null),
    dueOn: anyDay,
    reason: anyReason,
  }),
  { selector: reminderId },
);
const anyStored = fc.uniqueArray(
  fc
    .record({
      want: anyWanted.filter(list => list.length > 0).map(list => list[0]!),
      state: fc.constantFrom(...REMINDER_STATES),
      announcedAt: fc.option(fc.integer({ min: NOW - 10_000_000, max: NOW })),
    })
    .map(({ want, state, announcedAt }) =>
      reminder({
        ...want,
        id: reminderId(want),
        dueAt: instantAt(want.dueOn, settings.morning, ZONE),
        state,
        announcedAt,
        snoozedUntilAt: state === 'snoozed' ? NOW + 1000 : null,
        settledOn: state === 'done' || state === 'skipped' ? day('2026-02-01') : null,
      }),
    ),
  { selector: ({ id }) => id },
);

test('whatever is stored, once carried out it is what was wanted, and doing it again changes nothing', () => {
  fc.assert(
    fc.property(anyWanted, anyStored, (want, stored) => {
      const after = apply(stored, reconcile(SCOPE, want, stored, settings, NOW, ZONE));
      expect(reconcile(SCOPE, want, after, settings, NOW, ZONE)).toEqual({
        create: [],
        update: [],
        remove: [],
        retire: [],
      });
      const settled = stored.filter(({ state }) => state === 'done' || state === 'skipped');
      expect(after).toEqual(expect.arrayContaining(settled));
      const open = after.filter(({ state }) => state === 'due' || state === 'snoozed');
      const expected = want.map(reminderId).filter(id => !settled.some(one => one.id === id));
      expect(open.map(({ id }) => id).toSorted()).toEqual(expected.toSorted());
      for (const one of open)
        expect(want.find(each => reminderId(each) === one.id)).toMatchObject({ dueOn: one.dueOn, reason: one.reason });
    }),
  );
});

test.each([
  ['due', {}, 'due', 'due'],
  ['due and announced', { announcedAt: 5 }, 'due', null],
  ['snoozed beyond its day', { state: 'snoozed', snoozedUntilAt: NOW }, NOW, NOW],
  ['snoozed to before its day', { state: 'snoozed', snoozedUntilAt: 5 }, 'due', 'due'],
  ['done', { state: 'done' }, null, null],
  ['skipped', { state: 'skipped', announcedAt: 5 }, null, null],
] as const)('one that is %s is open and to be announced from the right moment', (_name, fields, open, announce) => {
  const one = reminder(fields);
  const moment = (expected: number | 'due' | null) => (expected === 'due' ? one.dueAt : expected);
  expect(openAt(one)).toBe(moment(open));
  expect(announceAt(one)).toBe(moment(announce));
});
