import '../../support/extension-api.ts';
import { describe, expect, test } from 'vitest';
import type { Reason, Reminder } from '../../../src/core/reminders/reminder.ts';
import { restAt } from '../../../src/core/reminders/respect.ts';
import { type Pause, parseSettings } from '../../../src/core/settings.ts';
import type { HeldBack } from '../../../src/storage/index.ts';
import { bandsOf, lateFrom } from '../../../src/ui/due/bands.ts';
import { pausesWithoutRest } from '../../../src/ui/due/end-rest.ts';
import { heldText } from '../../../src/ui/due/held-text.ts';
import { prefillFor } from '../../../src/ui/due/prefill.ts';
import { snoozeChoices } from '../../../src/ui/due/snooze-choices.ts';
import { day, mentor, newYork, reminder, time } from '../../core/records.ts';

const ZONE = 'America/New_York';
const TODAY = day('2026-03-05');
const dueOn = (text: string, fields: Partial<Reminder> = {}) => ({
  mentor: null,
  reminder: reminder({ id: text, dueOn: day(text), dueAt: newYork(`${text} 09:00`), ...fields }),
});
const ids = (list: readonly { readonly reminder: Reminder }[]) => list.map(({ reminder: { id } }) => id);

describe('snoozing', () => {
  test.each([
    ['2026-03-05 14:00', ['tonight 2026-03-05 18:00', 'tomorrow 2026-03-06', 'next-week 2026-03-09']],
    ['2026-03-05 17:59', ['tonight 2026-03-05 18:00', 'tomorrow 2026-03-06', 'next-week 2026-03-09']],
    ['2026-03-05 18:00', ['tomorrow 2026-03-06', 'next-week 2026-03-09']],
    ['2026-03-02 20:00', ['tomorrow 2026-03-03', 'next-week 2026-03-09']],
    ['2026-03-01 20:00', ['tomorrow 2026-03-02']],
    ['2026-12-31 20:00', ['tomorrow 2027-01-01', 'next-week 2027-01-04']],
  ])('at %s offers %j', (now, expected) => {
    const offered = snoozeChoices(newYork(now), ZONE, null).map(({ id, on, time }) =>
      `${id} ${on} ${time ?? ''}`.trim(),
    );
    expect(offered).toEqual(expected);
  });

  test.each([
    ['2026-03-06 09:00', ['tonight']],
    ['2026-03-07 09:00', ['tonight', 'tomorrow']],
    ['2026-03-09 09:00', ['tonight', 'tomorrow']],
    ['2026-03-10 09:00', ['tonight', 'tomorrow', 'next-week']],
    ['2026-03-05 18:00', []],
  ])('offers only what lies before the next step, which comes at %s', (endsAt, expected) => {
    const offered = snoozeChoices(
      newYork('2026-03-05 14:00'),
      ZONE,
      newYork(endsAt, endsAt >= '2026-03-08' ? '-04:00' : '-05:00'),
    );
    expect(offered.map(({ id }) => id)).toEqual(expected);
  });
});

describe('the bands', () => {
  test('go by the day, and one that was held back is late from the day it may be shown', () => {
    const held = dueOn('2026-02-20', { heldUntilOn: TODAY, heldUntilAt: newYork('2026-03-05 09:00') });
    expect(lateFrom(held.reminder)).toBe(TODAY);
    const due = [dueOn('2026-02-21'), held, dueOn('2026-03-04'), dueOn('2026-03-05')];
    const upcoming = [dueOn('2026-03-06'), dueOn('2026-03-12'), dueOn('2026-03-13'), dueOn('2026-04-01')];
    const bands = bandsOf(due, upcoming, TODAY, ZONE);
    expect(ids(bands.overdue)).toEqual(['2026-02-21', '2026-03-04']);
    expect(ids(bands.today)).toEqual(['2026-02-20', '2026-03-05']);
    expect(ids(bands.thisWeek)).toEqual(['2026-03-06', '2026-03-12']);
    expect(ids(bands.later)).toEqual(['2026-03-13', '2026-04-01']);
  });

  test('put what comes later today under today, whether it has a time or was snoozed until tonight', () => {
    const evening = dueOn('2026-03-05', { dueTime: time('17:00'), dueAt: newYork('2026-03-05 17:00') });
    const tonight = dueOn('2026-02-01', {
      state: 'snoozed',
      snoozedUntilOn: TODAY,
      snoozedUntilTime: time('18:00'),
      snoozedUntilAt: newYork('2026-03-05 18:00'),
    });
    const bands = bandsOf([], [evening, tonight, dueOn('2026-03-06')], TODAY, ZONE);
    expect(ids(bands.laterToday)).toEqual(['2026-03-05', '2026-02-01']);
    expect(ids(bands.thisWeek)).toEqual(['2026-03-06']);
    expect(bands.today).toEqual([]);
  });

  test('put a snoozed one on the day it comes back', () => {
    const snoozed = dueOn('2026-02-01', {
      state: 'snoozed',
      snoozedUntilOn: day('2026-03-20'),
      snoozedUntilAt: newYork('2026-03-20 09:00', '-04:00'),
    });
    expect(ids(bandsOf([], [snoozed], TODAY, ZONE).later)).toEqual(['2026-02-01']);
  });
});

describe('ending a rest', () => {
  const pause = (id: string, from: string, until: string): Pause => ({
    id,
    kind: 'exam',
    fromOn: day(from),
    untilOn: day(until),
  });
  const past = pause('past', '2026-01-01', '2026-01-05');
  const future = pause('future', '2026-05-01', '2026-05-05');
  test.each([
    ['one in its middle ends yesterday', '2026-03-05 14:00', pause('p', '2026-03-01', '2026-03-20'), '2026-03-04'],
    ['one of today alone is gone', '2026-03-05 14:00', pause('p', '2026-03-05', '2026-03-05'), null],
    [
      'one that ended yesterday is left once it is day',
      '2026-03-05 14:00',
      pause('p', '2026-03-01', '2026-03-04'),
      '2026-03-04',
    ],
    [
      'before the morning, yesterday’s ends too',
      '2026-03-05 06:00',
      pause('p', '2026-03-01', '2026-03-04'),
      '2026-03-03',
    ],
    [
      'before the morning, one of yesterday alone is gone',
      '2026-03-05 06:00',
      pause('p', '2026-03-04', '2026-03-20'),
      null,
    ],
  ])('%s', (_name, at, given, untilOn) => {
    const now = newYork(at);
    const settings = parseSettings({ pauses: [past, given, future] });
    const pauses = pausesWithoutRest(settings, now, ZONE);
    expect(pauses).toEqual([past, ...(untilOn === null ? [] : [{ ...given, untilOn: day(untilOn) }]), future]);
    expect(restAt(now, { ...settings, pauses: [...pauses] }, ZONE)).toBeNull();
  });
});

describe('why something waits', () => {
  const elena = mentor({ name: 'Elena Rivera' });
  const nudge = (id: string, on: string) =>
    reminder({
      id,
      rule: 'nudge',
      dueOn: day(on),
      reason: { type: 'nudge', since: day('2026-02-01'), letterIds: ['l1'], targetOn: day('2026-03-20') },
    });
  const held = (why: HeldBack['why'], untilOn = '2026-03-10'): HeldBack => ({
    reminder: nudge('n2', '2026-03-04'),
    mentor: elena,
    untilOn: day(untilOn),
    why,
  });
  test.each([
    ['person-paused', 'Elena Rivera is paused.'],
    ['nudged-lately', 'You nudged Elena Rivera on Tue, Mar 3; one nudge a week is enough.'],
    ['asked-enough', 'Elena Rivera is asked for enough this week.'],
    ['exam', 'Reminders rest (exams).'],
    ['vacation', 'Reminders rest (vacation).'],
    ['duty', 'Reminders rest (on duty).'],
    ['weekend', 'Reminders rest (weekend).'],
    ['other', 'Reminders rest (pause).'],
  ] as const)('%s: %s', (why, text) => {
    expect(heldText(held(why), [], TODAY)).toBe(text);
  });

  test('says of a nudge that was not sent yet that it comes first, and takes no other step for one', () => {
    const first = { mentor: elena, reminder: nudge('n1', '2026-03-03') };
    const later = { mentor: elena, reminder: nudge('n3', '2026-03-20') };
    expect(heldText(held('nudged-lately'), [first], TODAY)).toMatch(/^Another nudge to Elena Rivera comes first/);
    expect(heldText(held('nudged-lately'), [later], TODAY)).toMatch(/^You nudged/);
    expect(heldText(held('nudged-lately', '2026-03-20'), [], TODAY)).toMatch(/^Another nudge/);
  });
});

test('a log form opened from a reminder says what was most likely done', () => {
  const since = day('2026-03-03');
  const letter = { letterId: 'l1', trackName: '' };
  const filled = (reason: Reason) => prefillFor(reminder({ reason }));
  expect(filled({ type: 'last-contact', since, rhythmDays: 30 })).toEqual({});
  expect(filled({ type: 'letter-thanks', since, ...letter })).toMatchObject({
    kind: 'thank-you',
    letterStep: 'thanks',
  });
  expect(filled({ type: 'nudge', since, letterIds: ['l1'], targetOn: since })).toMatchObject({
    letterId: 'l1',
    letterStep: 'nudge',
    direction: 'out',
  });
  expect(filled({ type: 'follow-up', since, text: 'Poster', interactionId: 'i', followUpId: 'f' })).toEqual({
    title: 'Poster',
  });
});
