import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, type Instant, instantAt, type LocalDate, localDateOf, localTimeOf } from '../../../src/core/dates.ts';
import { isDue, type Reminder } from '../../../src/core/reminders/reminder.ts';
import { quietUntil, restAt } from '../../../src/core/reminders/respect.ts';
import {
  digestHour,
  LONGEST_SLEEP_MS,
  MOST_SINGLE_NOTIFICATIONS,
  planSweep,
  SHORTEST_SLEEP_MS,
  type SweepPlan,
  type SweepState,
} from '../../../src/core/reminders/sweep.ts';
import { type Pause, parseSettings, type Settings } from '../../../src/core/settings.ts';
import { day, newYork, reminder, time } from '../records.ts';

const ZONE = 'America/New_York';
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const settings = parseSettings(null);
const quiet = (from: string, until: string, fields: Partial<Settings> = {}): Settings => ({
  ...settings,
  quietFrom: time(from),
  quietUntil: time(until),
  ...fields,
});
const pause = (from: string, until: string, kind: Pause['kind'] = 'exam'): Pause => ({
  id: from,
  kind,
  fromOn: day(from),
  untilOn: day(until),
});

const anyNow = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 0, 1) });
const anyTime = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map(([hour, minute]) => time(`${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`));
// With clock changes in both hemispheres, of half an hour, at midnight, and none; odd offsets; both sides of the date line.
const anyZone = fc.constantFrom(
  ZONE,
  'Europe/Berlin',
  'Australia/Lord_Howe',
  'Asia/Beirut',
  'America/Santiago',
  'Asia/Kolkata',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
  'UTC',
);
const anySettings = fc
  .record({ morning: anyTime, quietFrom: anyTime, quietUntil: anyTime, hasQuietHours: fc.boolean() })
  .map(fields => ({ ...settings, ...fields }));

const NOON = newYork('2026-03-05 12:00');
const TODAY = day('2026-03-05');
const some = (count: number, fields: Partial<Reminder> = {}) =>
  Array.from({ length: count }, (_, index) => reminder({ id: `r${index}`, ...fields }));
const shownYesterday = { announcedAt: newYork('2026-03-04 09:00') };
const shownToday = { announcedAt: newYork('2026-03-05 09:00') };
const plan = (fields: Partial<SweepState> = {}): SweepPlan =>
  planSweep({
    now: NOON,
    timeZone: ZONE,
    settings,
    isBrowserStart: false,
    areNotificationsBlocked: false,
    due: [],
    digestOn: null,
    nextAnnounceAt: null,
    nextEndsAt: null,
    ...fields,
  });
const idsOf = (reminders: readonly Reminder[] = []) => reminders.map(({ id }) => id);

test('nothing due shows nothing, also at a browser start', () => {
  for (const isBrowserStart of [false, true]) {
    expect(plan({ isBrowserStart })).toEqual({
      singles: [],
      digest: null,
      marks: [],
      digestOn: null,
      badgeCount: 0,
      held: null,
      wakeAt: NOON + LONGEST_SLEEP_MS,
    });
  }
});

test('up to three come one by one, more as one digest, with those that wait', () => {
  const three = some(MOST_SINGLE_NOTIFICATIONS);
  expect(plan({ due: three })).toMatchObject({ singles: three, digest: null, marks: idsOf(three), badgeCount: 3 });
  const old = reminder({ id: 'old', ...shownToday });
  const four = some(MOST_SINGLE_NOTIFICATIONS + 1);
  const many = plan({ due: [old, ...four] });
  expect(many).toMatchObject({ singles: [], marks: idsOf(four), digestOn: TODAY, badgeCount: 5 });
  expect(many.digest?.on).toBe(TODAY);
  expect(idsOf(many.digest?.reminders).toSorted()).toEqual(['old', ...idsOf(four)].toSorted());
});

test.each([
  ['after the student’s hour', NOON, null, shownYesterday, 1],
  ['not before it', newYork('2026-03-05 08:30'), null, shownYesterday, 0],
  ['not when there was one today already', NOON, TODAY, shownYesterday, 0],
  ['not for what was itself shown today', NOON, null, shownToday, 0],
  ['again on the next day', newYork('2026-03-06 09:00'), TODAY, shownToday, 1],
])('what was not acted on returns in the digest: %s', (_name, now, digestOn, shown, count) => {
  const { digest, marks } = plan({ now, digestOn, due: some(1, shown) });
  expect(digest?.reminders ?? []).toHaveLength(count);
  expect(marks).toEqual([]);
});

test('today’s digest is shown again only when more than three new ones join it', () => {
  const old = reminder({ id: 'old', ...shownYesterday });
  expect(plan({ digestOn: TODAY, due: [old, ...some(3)] })).toMatchObject({ digest: null, marks: ['r0', 'r1', 'r2'] });
  const joined = plan({ digestOn: TODAY, due: [old, ...some(4)] });
  expect(joined.digest?.reminders).toHaveLength(5);
  expect(joined).toMatchObject({ singles: [], digestOn: TODAY });
});

test('a browser start brings back what is open, once a day, whatever the hour', () => {
  const due = some(2, shownToday);
  const start = { now: newYork('2026-03-05 08:30'), isBrowserStart: true, due };
  expect(plan(start).digest?.reminders).toEqual(due);
  expect(plan({ ...start, digestOn: TODAY }).digest).toBeNull();
});

test.each([
  ['tomorrow, left by a zone further east, is waited for', addDays(TODAY, 1), addDays(TODAY, 1)],
  ['a week ahead, left by a wrong clock, counts as today’s', addDays(TODAY, 7), TODAY],
  ['a year ahead counts as today’s', addDays(TODAY, 365), TODAY],
])('a digest of %s', (_name, digestOn, remembered) => {
  expect(plan({ digestOn, due: some(1, shownYesterday) })).toMatchObject({ digest: null, digestOn: remembered });
});

test('what a wrong clock marked as shown in the future comes back all the same', () => {
  expect(plan({ due: some(1, { announcedAt: NOON + 300 * DAY_MS }) }).digest?.reminders).toHaveLength(1);
});

test('an hour within quiet hours puts the digest off to their end', () => {
  const nights = quiet('08:00', '16:00', { morning: time('09:00') });
  const due = some(1, shownYesterday);
  const at = (now: string, given: Settings) => plan({ now: newYork(now), settings: given, due });
  expect(at('2026-03-05 15:59', nights)).toMatchObject({ digest: null, held: { why: 'quiet' } });
  expect(at('2026-03-05 15:59', nights).wakeAt).toBe(newYork('2026-03-05 16:00'));
  expect(at('2026-03-05 16:00', nights).digest?.reminders).toHaveLength(1);
  const late = quiet('21:00', '08:00', { morning: time('22:00') });
  expect(at('2026-03-05 08:00', late).digest?.reminders).toHaveLength(1);
});

test('the digest has an hour of its own where one was chosen', () => {
  const evening = { ...settings, digestTime: time('18:00') };
  const at = (now: string) => plan({ now: newYork(now), settings: evening, due: some(1, shownYesterday) });
  expect(at('2026-03-05 17:59').digest).toBeNull();
  expect(at('2026-03-05 17:59').wakeAt).toBe(newYork('2026-03-05 18:00'));
  expect(at('2026-03-05 18:00').digest?.reminders).toHaveLength(1);
});

test.each(['2026-03-05 22:00', '2026-03-05 23:59', '2026-03-06 07:59'])(
  'in quiet hours, at %s, nothing is shown or marked, and everything is counted',
  now => {
    expect(plan({ now: newYork(now), due: some(6), isBrowserStart: true })).toMatchObject({
      singles: [],
      digest: null,
      marks: [],
      badgeCount: 6,
      held: { why: 'quiet', untilAt: newYork('2026-03-06 08:00') },
    });
  },
);

test('at rest nothing is shown, marked or counted; it comes when the rest ends', () => {
  const resting = { ...settings, pauses: [pause('2026-03-03', '2026-03-05')] };
  const due = some(6);
  expect(plan({ settings: resting, due, isBrowserStart: true })).toMatchObject({
    singles: [],
    digest: null,
    marks: [],
    badgeCount: 0,
    held: { why: 'rest', untilAt: newYork('2026-03-06 09:00') },
  });
  expect(plan({ settings: resting, due, now: newYork('2026-03-06 08:30') }).wakeAt).toBe(newYork('2026-03-06 09:00'));
  const after = plan({ settings: resting, due, now: newYork('2026-03-06 09:00') });
  expect(after).toMatchObject({ badgeCount: 6, held: null });
  expect(after.digest?.reminders).toHaveLength(6);
});

test('a digest whose hour fell into a rest comes at its end, not at its hour of the day after', () => {
  const resting = { ...settings, pauses: [pause('2026-03-03', '2026-03-05')], digestTime: time('18:00') };
  const at = (now: string, given: Settings) =>
    plan({ settings: given, now: newYork(now), due: some(1, { announcedAt: newYork('2026-03-02 09:00') }) }).digest;
  expect(at('2026-03-06 09:00', resting)?.reminders).toHaveLength(1);
  expect(at('2026-03-06 09:00', { ...resting, pauses: [] })).toBeNull();
});

test('the rest that begins takes the count off the badge at once', () => {
  const resting = { ...settings, hasQuietHours: false, pauses: [pause('2026-03-06', '2026-03-07')] };
  const before = newYork('2026-03-05 23:40');
  expect(plan({ now: before, settings: resting, due: some(1, shownToday) })).toMatchObject({
    badgeCount: 1,
    wakeAt: newYork('2026-03-06 00:00'),
  });
  expect(plan({ now: newYork('2026-03-06 00:00'), settings: resting, due: some(1, shownToday) }).badgeCount).toBe(0);
});

test('weekends are left in peace where so wished', () => {
  const week = { ...settings, workingDaysOnly: true };
  const saturday = newYork('2026-03-07 12:00');
  expect(plan({ now: saturday, due: some(1) }).singles).toHaveLength(1);
  expect(plan({ now: saturday, due: some(1), settings: week })).toMatchObject({
    singles: [],
    badgeCount: 0,
    // The clocks go forward on that Sunday.
    held: { why: 'rest', untilAt: newYork('2026-03-09 09:00', '-04:00') },
  });
});

test('blocked notifications are neither shown nor marked, and no reason to look without end', () => {
  const blocked = plan({ areNotificationsBlocked: true, due: some(6), isBrowserStart: true });
  expect(blocked).toMatchObject({ singles: [], digest: null, marks: [], digestOn: null, badgeCount: 6 });
  expect(blocked.held).toEqual({ why: 'blocked', untilAt: null });
  expect(blocked.wakeAt).toBe(NOON + LONGEST_SLEEP_MS);
});

const digestOnly = { ...settings, hasDigestOnly: true, digestTime: time('17:00') };
const dueAt = (text: string, id = 'new') => reminder({ id, dueOn: day(text.slice(0, 10)), dueAt: newYork(text) });

test.each([
  ['before its hour', '2026-03-05 16:59', dueAt('2026-03-05 09:00'), null, 0],
  ['at its hour', '2026-03-05 17:00', dueAt('2026-03-05 09:00'), null, 1],
  ['that could not come at its hour', '2026-03-05 20:00', dueAt('2026-03-05 09:00'), day('2026-03-04'), 1],
  ['that could not come on its day', '2026-03-06 10:00', dueAt('2026-03-05 09:00'), day('2026-03-04'), 0],
  ['that could not come on its day, at the next hour', '2026-03-06 17:00', dueAt('2026-03-05 09:00'), null, 1],
  ['due after its hour', '2026-03-05 17:30', dueAt('2026-03-05 17:15'), null, 0],
  ['due after its hour, the day after', '2026-03-06 17:00', dueAt('2026-03-05 17:15'), TODAY, 1],
  ['when there was one today already', '2026-03-05 17:30', dueAt('2026-03-04 09:00'), TODAY, 0],
])('where all come as the digest, a new one %s', (_name, now, one, digestOn, count) => {
  const shown = plan({ now: newYork(now), settings: digestOnly, due: [one], digestOn });
  expect(shown.singles).toEqual([]);
  expect(shown.digest?.reminders ?? []).toHaveLength(count);
  expect(shown.marks).toHaveLength(count);
  expect(shown.badgeCount).toBe(1);
});

test('where all come as the digest, an hour before the morning is the morning, so that nothing comes a day late', () => {
  const early = { ...digestOnly, digestTime: time('08:30') };
  const at = (now: string) => plan({ now: newYork(now), settings: early, due: [dueAt('2026-03-05 09:00')] });
  expect(at('2026-03-05 09:00').marks).toEqual(['new']);
  expect(at('2026-03-05 14:00').marks).toEqual(['new']);
  expect(digestHour({ ...early, hasDigestOnly: false })).toBe('08:30');
  expect(digestHour({ ...early, digestTime: null })).toBe('09:00');
  expect(digestHour(digestOnly)).toBe('17:00');
});

test('where all come as the digest, one in quiet hours or a rest waits for their end', () => {
  const evening = { ...digestOnly, digestTime: time('21:30') };
  const at = (now: string, given: Settings) =>
    plan({ now: newYork(now), settings: given, due: [dueAt('2026-03-05 09:00')] });
  expect(at('2026-03-05 21:30', evening)).toMatchObject({ digest: null, wakeAt: newYork('2026-03-05 22:30') });
  expect(at('2026-03-06 07:30', evening)).toMatchObject({ digest: null, wakeAt: newYork('2026-03-06 08:00') });
  expect(at('2026-03-06 08:00', evening).marks).toEqual(['new']);
  const resting = { ...digestOnly, pauses: [pause('2026-03-05', '2026-03-05')] };
  expect(at('2026-03-05 17:00', resting).digest).toBeNull();
  expect(at('2026-03-06 09:00', resting).marks).toEqual(['new']);
});

test('where all come as the digest, a browser start does not change its hour', () => {
  const start = { settings: digestOnly, isBrowserStart: true, due: some(2, shownYesterday) };
  expect(plan(start).digest).toBeNull();
  expect(plan({ ...start, now: newYork('2026-03-05 17:00') }).digest?.reminders).toHaveLength(2);
});

test.each([
  ['in an hour when nothing is stored', '2026-03-05 12:00', {}, '2026-03-05 13:00'],
  ['when the next one falls due', '2026-03-05 12:00', { nextAnnounceAt: '2026-03-05 12:20' }, '2026-03-05 12:20'],
  [
    'in an hour when the next one is far',
    '2026-03-05 12:00',
    { nextAnnounceAt: '2026-03-15 09:00' },
    '2026-03-05 13:00',
  ],
  ['when a step gives way to the next', '2026-03-05 12:00', { nextEndsAt: '2026-03-05 12:10' }, '2026-03-05 12:10'],
  ['for the digest', '2026-03-05 08:20', { due: some(1, shownYesterday) }, '2026-03-05 09:00'],
  ['at the end of the quiet hours', '2026-03-06 07:20', { due: some(1) }, '2026-03-06 08:00'],
  ['not for what lies behind', '2026-03-05 12:00', { nextAnnounceAt: '2026-03-05 11:00' }, '2026-03-05 13:00'],
] as const)('it looks again %s', (_name, now, given, at) => {
  const { nextAnnounceAt, nextEndsAt, due } = { nextAnnounceAt: null, nextEndsAt: null, due: [], ...given };
  const instant = (text: string | null) => (text === null ? null : newYork(text));
  const state = { now: newYork(now), due, nextAnnounceAt: instant(nextAnnounceAt), nextEndsAt: instant(nextEndsAt) };
  expect(plan(state).wakeAt).toBe(newYork(at));
});

const anyPauses = fc.array(
  fc
    .tuple(fc.integer({ min: -5, max: 20 }), fc.integer({ min: 0, max: 6 }))
    .map(([from, days]) => pause(addDays(TODAY, from), addDays(TODAY, from + days))),
  { maxLength: 3 },
);
const anyWishes = fc
  .record({
    hours: anySettings,
    pauses: anyPauses,
    workingDaysOnly: fc.boolean(),
    hasDigestOnly: fc.boolean(),
    digestTime: fc.option(anyTime),
  })
  .map(({ hours, ...wishes }) => ({ ...hours, ...wishes }));
const anyMoment = fc.option(fc.integer({ min: -40 * DAY_MS, max: 40 * DAY_MS }));
const anyDue = fc.array(fc.tuple(fc.integer({ min: 0, max: 9 * DAY_MS }), anyMoment), { maxLength: 7 });

test('whatever is stored, a plan looks again within the hour, shows nothing it holds, and carried out shows nothing more', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: newYork('2026-03-03 00:00'), max: newYork('2026-03-15 00:00') }),
      anyWishes,
      anyZone,
      anyDue,
      fc.tuple(anyMoment, anyMoment, fc.option(fc.integer({ min: -3, max: 30 })), fc.boolean(), fc.boolean()),
      (now, given, zone, offsets, [announce, ends, digest, isBrowserStart, areNotificationsBlocked]) => {
        const due = offsets.map(([ago, announced], index) =>
          reminder({
            id: `r${index}`,
            dueOn: localDateOf(now - ago, zone),
            dueAt: now - ago,
            announcedAt: announced === null ? null : now + announced,
          }),
        );
        const state: SweepState = {
          now,
          timeZone: zone,
          settings: given,
          isBrowserStart,
          areNotificationsBlocked,
          due,
          digestOn: digest === null ? null : addDays(localDateOf(now, zone), digest),
          nextAnnounceAt: announce === null ? null : now + announce,
          nextEndsAt: ends === null ? null : now + ends,
        };
        const first = planSweep(state);
        expect(first.wakeAt).toBeGreaterThanOrEqual(now + SHORTEST_SLEEP_MS);
        expect(first.wakeAt).toBeLessThanOrEqual(now + LONGEST_SLEEP_MS);
        for (const ahead of [announce, ends]) {
          if (ahead !== null && ahead >= SHORTEST_SLEEP_MS) expect(first.wakeAt).toBeLessThanOrEqual(now + ahead);
        }
        const isResting = restAt(now, given, zone) !== null;
        const isHeld = isResting || quietUntil(now, given, zone) !== null || areNotificationsBlocked;
        expect(first.held === null).toBe(!isHeld);
        if (isHeld) expect([first.singles, first.digest, first.marks]).toEqual([[], null, []]);
        expect(first.badgeCount).toBe(isResting ? 0 : due.length);
        expect(first.singles.length).toBeLessThanOrEqual(given.hasDigestOnly ? 0 : MOST_SINGLE_NOTIFICATIONS);
        // Whatever is marked was shown, and shown as new means marked.
        const shown = new Set(idsOf([...first.singles, ...(first.digest?.reminders ?? [])]));
        for (const id of first.marks) expect(shown.has(id)).toBe(true);
        for (const { id, announcedAt } of due) {
          if (announcedAt === null && shown.has(id)) expect(first.marks).toContain(id);
        }
        const after = due.map(one => (first.marks.includes(one.id) ? { ...one, announcedAt: now } : one));
        const second = planSweep({ ...state, due: after, digestOn: first.digestOn, isBrowserStart: false });
        expect([second.singles, second.digest, second.marks]).toEqual([[], null, []]);
        expect(second.digestOn).toBe(first.digestOn);
      },
    ),
    { numRuns: 400 },
  );
});

/** The worker's part: what is shown, and what is remembered, over many looks at a clock that may be set. */
class Looks {
  digestOn: LocalDate | null = null;
  readonly shown: { readonly at: Instant; readonly type: 'single' | 'digest'; readonly ids: readonly string[] }[] = [];
  reminders: Reminder[];
  readonly given: Settings;
  readonly zone: string;

  constructor(reminders: Reminder[], given: Settings = settings, zone = ZONE) {
    this.reminders = reminders;
    this.given = given;
    this.zone = zone;
  }

  look(now: Instant, isBrowserStart = false): Instant {
    const ahead = this.reminders.filter(one => one.announcedAt === null && one.dueAt > now).map(one => one.dueAt);
    const { singles, digest, marks, digestOn, wakeAt } = planSweep({
      now,
      timeZone: this.zone,
      settings: this.given,
      isBrowserStart,
      areNotificationsBlocked: false,
      due: this.reminders.filter(one => isDue(one, now)),
      digestOn: this.digestOn,
      nextAnnounceAt: ahead.length === 0 ? null : Math.min(...ahead),
      nextEndsAt: null,
    });
    for (const { id } of singles) this.shown.push({ at: now, type: 'single', ids: [id] });
    if (digest !== null) this.shown.push({ at: now, type: 'digest', ids: idsOf(digest.reminders) });
    this.reminders = this.reminders.map(one => (marks.includes(one.id) ? { ...one, announcedAt: now } : one));
    this.digestOn = digestOn;
    return wakeAt;
  }

  /** Follows the alarms. */
  run(from: Instant, until: Instant) {
    let now = from;
    for (let looks = 0; now < until; looks++) {
      if (looks > 100 * (1 + (until - from) / DAY_MS)) throw new Error('it never stops looking');
      now = this.look(now);
    }
  }
}

const dueDaily = (count: number, from = TODAY) =>
  Array.from({ length: count }, (_, index) => {
    const dueOn = addDays(from, index);
    return reminder({ id: `r${index}`, dueOn, dueAt: instantAt(dueOn, settings.morning, ZONE) });
  });

test('each is announced once on its morning, and comes back in one digest a day until it is acted on', () => {
  const looks = new Looks(dueDaily(2));
  looks.run(NOON - DAY_MS, NOON + 3 * DAY_MS);
  expect(looks.shown.map(({ at, type, ids }) => [new Date(at).toISOString(), type, ...ids])).toEqual([
    ['2026-03-05T14:00:00.000Z', 'single', 'r0'],
    ['2026-03-06T14:00:00.000Z', 'single', 'r1'],
    ['2026-03-06T14:00:00.000Z', 'digest', 'r0'],
    ['2026-03-07T14:00:00.000Z', 'digest', 'r0', 'r1'],
    // The clocks have gone forward.
    ['2026-03-08T13:00:00.000Z', 'digest', 'r0', 'r1'],
  ]);
});

test('where all come as the digest, each comes in one at its hour, and nothing ever singly', () => {
  const looks = new Looks(dueDaily(2), digestOnly);
  looks.run(NOON - DAY_MS, NOON + 2 * DAY_MS);
  expect(looks.shown.map(({ at, type, ids }) => [new Date(at).toISOString(), type, ...ids])).toEqual([
    ['2026-03-05T22:00:00.000Z', 'digest', 'r0'],
    ['2026-03-06T22:00:00.000Z', 'digest', 'r1', 'r0'],
  ]);
});

test('a clock set forward a week and back again gives no storm', () => {
  const looks = new Looks(dueDaily(14));
  looks.run(NOON, NOON + HOUR_MS);
  const before = looks.shown.length;
  looks.look(NOON + 2 * HOUR_MS + 7 * DAY_MS);
  // Seven fell due at once.
  expect(looks.shown.slice(before).map(({ type }) => type)).toEqual(['digest']);
  for (let minutes = 0; minutes < 120; minutes++) looks.look(NOON + 3 * HOUR_MS + minutes * 60_000);
  expect(looks.shown.length - before).toBeLessThanOrEqual(2);
  looks.run(NOON + 6 * HOUR_MS, NOON + 6 * DAY_MS);
  expect(looks.shown.length - before).toBeLessThanOrEqual(2 + 6);
});

test('a clock set back a week shows nothing that was not due, and at most one digest', () => {
  const looks = new Looks(dueDaily(10, addDays(TODAY, -5)));
  looks.look(NOON);
  const before = looks.shown.length;
  for (let minutes = 0; minutes < 120; minutes++) looks.look(NOON - 4 * DAY_MS + minutes * 60_000);
  const after = looks.shown.slice(before);
  expect(after.length).toBeLessThanOrEqual(1);
  for (const { ids } of after) expect(ids.every(id => ['r0', 'r1'].includes(id))).toBe(true);
});

test('a flight back west over the date line gives no second digest of one day', () => {
  const looks = new Looks(dueDaily(1, addDays(TODAY, -3)), settings, 'Asia/Tokyo');
  looks.look(Date.parse('2026-03-05T09:00:00+09:00'));
  looks.look(Date.parse('2026-03-06T09:00:00+09:00'));
  const home = new Looks(looks.reminders);
  home.digestOn = looks.digestOn;
  home.run(newYork('2026-03-05 20:30'), newYork('2026-03-07 12:00'));
  const days = [
    ...looks.shown.filter(({ type }) => type === 'digest').map(({ at }) => localDateOf(at, 'Asia/Tokyo')),
    ...home.shown.map(({ at }) => localDateOf(at, ZONE)),
  ];
  expect(days).toEqual(['2026-03-06', '2026-03-07']);
});

test('wherever, whatever the wishes, nobody gets two digests in a day, a single one twice, or anything in quiet hours or a rest', () => {
  const spread = fc.array(fc.integer({ min: -3, max: 6 }), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(anyNow, anyWishes, anyZone, spread, (start, wishes, zone, days) => {
      const today = localDateOf(start, zone);
      const moved = wishes.pauses.map(one =>
        pause(addDays(today, 1), addDays(today, 1 + (Number(one.id.slice(-1)) % 3))),
      );
      const given = { ...wishes, pauses: moved };
      const reminders = days.map((offset, index) => {
        const dueOn = addDays(today, offset);
        return reminder({ id: `r${index}`, dueOn, dueAt: instantAt(dueOn, given.morning, zone) });
      });
      const looks = new Looks(reminders, given, zone);
      looks.run(start, start + 10 * DAY_MS);
      const digests = looks.shown.filter(({ type }) => type === 'digest');
      // A second one on a day has at least four new ones in it.
      const known = new Set<string>();
      let last: LocalDate | null = null;
      for (const { at, type, ids } of looks.shown) {
        const on = localDateOf(at, zone);
        if (type === 'digest' && on === last) expect(ids.filter(id => !known.has(id)).length).toBeGreaterThan(3);
        if (type === 'digest') last = on;
        for (const id of ids) known.add(id);
      }
      const singles = looks.shown.filter(({ type }) => type === 'single').flatMap(({ ids }) => ids);
      expect(new Set(singles).size).toBe(singles.length);
      for (const { at } of looks.shown) {
        expect(quietUntil(at, given, zone)).toBeNull();
        expect(restAt(at, given, zone)).toBeNull();
      }
      // The rest is over by the sixth day at the latest; what was due then was shown.
      for (const { id, dueAt: at } of reminders) if (at < start + 4 * DAY_MS) expect(known.has(id)).toBe(true);
      // A digest that only brings back comes at its hour, or at the end of what held it.
      const hour = digestHour(given);
      for (const { at } of digests.filter((_, index) => index > 0)) {
        const isHeldBefore = quietUntil(at - 60_000, given, zone) !== null || restAt(at - 60_000, given, zone) !== null;
        const isHour = localTimeOf(at, zone) === hour;
        const isNews = reminders.some(one => one.dueAt === at);
        expect(isHeldBefore || isHour || isNews || isSkipped(at, hour, zone)).toBe(true);
      }
    }),
    { numRuns: 60 },
  );
});

/** Whether the clocks skipped that time of that day; it comes an hour, or half an hour, later then. */
function isSkipped(at: Instant, hour: Settings['morning'], zone: string): boolean {
  return instantAt(localDateOf(at, zone), hour, zone) === at;
}
