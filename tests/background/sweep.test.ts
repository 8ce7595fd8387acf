import '../support/extension-api.ts';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { checkAlarm } from '../../src/background/actions/check-alarm.ts';
import { logInteraction } from '../../src/background/actions/log-interaction.ts';
import { saveRecord } from '../../src/background/actions/save-record.ts';
import { saveSettings } from '../../src/background/actions/save-settings.ts';
import { settleReminder, snoozeReminder } from '../../src/background/actions/settle-reminder.ts';
import { sweep } from '../../src/background/actions/sweep.ts';
import { undo } from '../../src/background/actions/undo.ts';
import { writeReminder } from '../../src/background/actions/write-reminder.ts';
import type { Deps } from '../../src/background/deps.ts';
import type { LocalDate } from '../../src/core/dates.ts';
import { emptyLogForm } from '../../src/core/log-form.ts';
import { LONGEST_SLEEP_MS } from '../../src/core/reminders/sweep.ts';
import type { OwnReminder } from '../../src/messages/protocol.ts';
import { actionDeps, DAY_MS, type FakeBrowser, TUESDAY, ZONE } from '../support/fixed.ts';

const HOUR_MS = 3_600_000;
const day = (text: string) => text as LocalDate;

/** Somebody with a rhythm of eight weeks, last heard of long ago. */
async function met(deps: Deps, name: string, on = '2025-12-01') {
  const form = { ...emptyLogForm(deps.now(), ZONE), kind: 'email', newMentors: [{ name, email: null }], on };
  const result = await logInteraction(deps, { form, draftId: null });
  if (!result.ok) throw new Error(result.problem.code);
  return result.value.mentorIds[0] ?? '';
}

async function own(deps: Deps, fields: Partial<OwnReminder> = {}) {
  const whole = { text: 'Call the office', on: day('2026-03-03'), time: null, mentorId: null, ...fields };
  const result = await writeReminder(deps, { id: null, fields: whole });
  if (!result.ok) throw new Error(result.problem.code);
  return result.value;
}

/** Follows the alarms, as the browser would. */
async function run(deps: Deps, fake: FakeBrowser, until: number) {
  for (let looks = 0; fake.at < until; looks += 1) {
    if (looks > 1000) throw new Error('it never stops looking');
    const { nextAt } = await sweep(deps, false);
    await agrees(deps, fake);
    fake.at = nextAt;
  }
  fake.at = until;
}

/** Badge, title and due list say the same number. */
async function agrees(deps: Deps, fake: FakeBrowser) {
  const due = await deps.storage.read.due(fake.at, fake.zone);
  expect(fake.badge).toBe(due.length === 0 ? '' : String(due.length));
  expect(fake.title).toMatch(due.length === 0 ? /^Vouch$/ : new RegExp(`\\b${due.length}\\b`));
}

const reported = vi.fn();
beforeEach(() => {
  reported.mockReset();
  vi.spyOn(console, 'error').mockImplementation(reported);
});
afterEach(() => {
  vi.restoreAllMocks();
});

describe('a worker that is stopped', () => {
  type Call = 'before' | 'after';

  /** Counts every call to the browser and every write, and from the one given on nothing happens any more. */
  function stoppedAt(deps: Deps, count: number, when: Call) {
    let calls = 0;
    const names: string[] = [];
    const step = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
      calls += 1;
      names.push(name);
      if (calls > count || (calls === count && when === 'before')) throw new Error('stopped');
      const value = await work();
      if (calls === count) throw new Error('stopped');
      return value;
    };
    const { storage } = deps;
    const proxy: Deps = {
      ...deps,
      wakeAt: at => step('wakeAt', () => deps.wakeAt(at)),
      setBadge: (text, title) => step('setBadge', () => deps.setBadge(text, title)),
      notify: (id, notice) => step('notify', () => deps.notify(id, notice)),
      clearNotification: id => step('clearNotification', () => deps.clearNotification(id)),
      areNotificationsBlocked: () => step('areNotificationsBlocked', () => deps.areNotificationsBlocked()),
      storage: new Proxy(storage, {
        get(target, name) {
          if (name === 'record')
            return (...args: Parameters<typeof target.record>) => step('record', () => target.record(...args));
          if (name === 'setLocal')
            return (...args: Parameters<typeof target.setLocal>) => step('setLocal', () => target.setLocal(...args));
          const value: unknown = Reflect.get(target, name, target);
          return typeof value === 'function' ? value.bind(target) : value;
        },
      }),
    };
    return { deps: proxy, names };
  }

  async function stored(count: number) {
    const made = await actionDeps();
    for (let at = 0; at < count; at += 1) await met(made.deps, `Person ${at}`);
    await own(made.deps, { on: day('2026-03-04') });
    return made;
  }

  async function stepsOf(count: number, isBrowserStart: boolean): Promise<readonly string[]> {
    const { deps } = await stored(count);
    const { deps: counting, names } = stoppedAt(deps, Number.POSITIVE_INFINITY, 'after');
    await sweep(counting, isBrowserStart);
    return names;
  }

  test.each([
    [2, false],
    [5, false],
    [2, true],
  ])(
    'between any two steps of showing %i (browser start: %s) loses nothing, and shows nothing under a second id',
    async (people, isStart) => {
      const steps = await stepsOf(people, isStart);
      expect(steps).toEqual(expect.arrayContaining(['wakeAt', 'setLocal', 'record', 'notify', 'setBadge']));
      for (let count = 1; count <= steps.length; count += 1) {
        for (const when of ['before', 'after'] as const) {
          const { deps, fake } = await stored(people);
          const { deps: dying } = stoppedAt(deps, count, when);
          // The alarm that woke it is spent.
          fake.alarmAt = null;
          await sweep(dying, isStart).catch(() => {});
          // Whatever was reached, something brings the worker back; before the very first step it is the next start.
          if (count === 1 && when === 'before') await checkAlarm(deps);
          expect(fake.alarmAt).not.toBeNull();
          expect(fake.alarmAt).toBeLessThanOrEqual(fake.at + LONGEST_SLEEP_MS);
          fake.at = Math.max(fake.at + 1000, fake.alarmAt ?? 0);
          await sweep(deps, false);
          await sweep(deps, false);
          await agrees(deps, fake);
          expect(fake.badge).toBe(String(people));
          expect(await deps.storage.read.unannounced(fake.at)).toEqual([]);
          const singles = fake.calls.filter(id => id.startsWith('reminder:'));
          const digests = fake.calls.filter(id => id.startsWith('digest:'));
          expect(new Set(digests).size).toBeLessThanOrEqual(1);
          if (people <= 3) {
            expect(new Set(singles).size).toBe(people);
            expect(singles.length).toBeLessThanOrEqual(2 * people);
          } else {
            expect(singles).toEqual([]);
            expect(digests.length).toBeLessThanOrEqual(2);
          }
        }
      }
    },
  );

  test('at a browser start before anything was shown makes up for it with the next alarm', async () => {
    const { deps, fake } = await actionDeps();
    await met(deps, 'Elena Rivera');
    await sweep(deps, false);
    fake.shown.clear();
    const dying: Deps = { ...deps, notify: async () => Promise.reject(new Error('stopped')) };
    await sweep(dying, true).catch(() => {});
    expect(fake.shown.size).toBe(0);
    await sweep(deps, false);
    expect([...fake.shown.keys()]).toEqual(['digest:2026-03-03']);
  });
});

describe('storage that fails', () => {
  function failing(deps: Deps, name: 'record' | 'setLocal', times: number): Deps {
    let left = times;
    return {
      ...deps,
      storage: new Proxy(deps.storage, {
        get(target, key) {
          const value: unknown = Reflect.get(target, key, target);
          if (typeof value !== 'function') return value;
          return (...args: unknown[]) => {
            if (key === name && left > 0) {
              left -= 1;
              return Promise.reject(new DOMException('full', 'QuotaExceededError'));
            }
            return value.apply(target, args);
          };
        },
      }),
    };
  }

  test.each(['record', 'setLocal'] as const)(
    'once, at %s, is reported; what is due is shown, counted, and marked soon',
    async name => {
      const { deps, fake } = await actionDeps();
      await met(deps, 'Elena Rivera');
      await sweep(deps, false);
      await met(deps, 'Ben Osei');
      await sweep(failing(deps, name, 1), false);
      expect(fake.shown.size).toBe(2);
      await agrees(deps, fake);
      if (name === 'record') expect(reported).toHaveBeenCalled();
      fake.at = fake.alarmAt ?? 0;
      await sweep(deps, false);
      await sweep(deps, false);
      expect(new Set(fake.calls).size).toBe(2);
      expect(fake.calls.length).toBeLessThanOrEqual(3);
      expect(await deps.storage.read.unannounced(fake.at)).toEqual([]);
    },
  );

  test('for hours shows the same again now and then, not every minute', async () => {
    const { deps, fake } = await actionDeps();
    await met(deps, 'Elena Rivera');
    const broken = failing(deps, 'record', Number.POSITIVE_INFINITY);
    const end = fake.at + HOUR_MS;
    while (fake.at < end) {
      await sweep(broken, false);
      fake.at = fake.alarmAt ?? end;
    }
    expect(fake.calls.length).toBeLessThanOrEqual(7);
    expect(fake.badge).toBe('1');
  });
});

test('one notification that the browser refuses keeps no other from being shown, and is tried again', async () => {
  const { deps, fake } = await actionDeps();
  await met(deps, 'Ana');
  await met(deps, 'Ben');
  let isFirst = true;
  const refusing: Deps = {
    ...deps,
    notify: async (id, notice) => {
      if (isFirst) {
        isFirst = false;
        throw new Error('refused');
      }
      await deps.notify(id, notice);
    },
  };
  const { nextAt } = await sweep(refusing, false);
  expect(fake.calls).toHaveLength(1);
  expect(await deps.storage.read.unannounced(fake.at)).toHaveLength(1);
  expect(nextAt - fake.at).toBe(10 * 60_000);
  fake.at = nextAt;
  await sweep(deps, false);
  expect(new Set(fake.calls).size).toBe(2);
  expect(fake.calls).toHaveLength(2);
});

test('what was snoozed while it was being shown is announced when the snooze ends', async () => {
  const { deps, fake } = await actionDeps();
  const { id } = await own(deps);
  const quick: Deps = {
    ...deps,
    notify: async (noticeId, notice) => {
      await deps.notify(noticeId, notice);
      await snoozeReminder(deps, id, day('2026-03-04'), null);
    },
  };
  await sweep(quick, false);
  expect(fake.shown.size).toBe(0);
  fake.at = Date.parse('2026-03-04T09:00:00-05:00');
  await sweep(deps, false);
  expect([...fake.shown.keys()]).toEqual([`reminder:${id}`]);
});

describe('pauses', () => {
  const exam = (fromOn: string, untilOn: string) => ({ pauses: [{ untilOn, fromOn, kind: 'exam', id: 'e1' }] });

  test('beginning takes the number off the badge at once, and ending brings it back with all that waited', async () => {
    const { deps, fake } = await actionDeps();
    await met(deps, 'Elena Rivera');
    await sweep(deps, false);
    expect(await saveSettings(deps, exam('2026-03-04', '2026-03-05'))).toMatchObject({ ok: true });
    await own(deps, { on: day('2026-03-04') });
    await agrees(deps, fake);
    expect(fake.badge).toBe('1');
    const shownBefore = fake.calls.length;
    await run(deps, fake, Date.parse('2026-03-04T00:00:00-05:00'));
    await sweep(deps, false);
    expect(fake.badge).toBe('');
    await run(deps, fake, Date.parse('2026-03-06T09:00:00-05:00'));
    expect(fake.calls.slice(shownBefore)).toEqual([]);
    expect((await deps.storage.read.heldBack(fake.at - 1, ZONE)).map(({ why, untilOn }) => [why, untilOn])).toEqual([
      ['exam', '2026-03-06'],
      ['exam', '2026-03-06'],
    ]);
    await sweep(deps, false);
    expect(fake.badge).toBe('2');
    expect(fake.calls.slice(shownBefore).toSorted()).toEqual([
      'digest:2026-03-06',
      expect.stringMatching(/^reminder:own:/),
    ]);
  });

  test('that begin today take effect with the write, and undo of it too', async () => {
    const { deps, fake } = await actionDeps();
    await met(deps, 'Elena Rivera');
    await sweep(deps, false);
    const saved = await saveSettings(deps, exam('2026-03-03', '2026-03-03'));
    await agrees(deps, fake);
    expect(fake.badge).toBe('');
    if (!saved.ok) throw new Error(saved.problem.code);
    await undo(deps, { undoId: saved.value.undoId });
    await agrees(deps, fake);
    expect(fake.badge).toBe('1');
    await sweep(deps, false);
    expect(fake.calls).toHaveLength(1);
  });
});

test('where all come as the digest, nothing comes before its hour', async () => {
  const { deps, fake } = await actionDeps();
  await saveSettings(deps, { hasDigestOnly: true, digestTime: '17:00' });
  await met(deps, 'Elena Rivera');
  await own(deps);
  await run(deps, fake, Date.parse('2026-03-03T17:00:00-05:00'));
  expect(fake.calls).toEqual([]);
  expect(fake.badge).toBe('2');
  await sweep(deps, false);
  expect(fake.calls).toEqual(['digest:2026-03-03']);
  const digest = fake.shown.get('digest:2026-03-03');
  expect(digest?.title).toMatch(/\b2\b/);
  expect(digest?.message).toContain('Elena Rivera');
  expect(digest?.message).toContain('Call the office');
  await run(deps, fake, Date.parse('2026-03-05T12:00:00-05:00'));
  expect(fake.calls).toEqual(['digest:2026-03-03', 'digest:2026-03-04']);
});

test('a browser start in quiet hours is made up for when they end', async () => {
  const { deps, fake } = await actionDeps();
  await own(deps);
  await sweep(deps, false);
  fake.at = Date.parse('2026-03-03T22:00:00-05:00');
  fake.shown.clear();
  await sweep(deps, true);
  expect(fake.shown.size).toBe(0);
  await run(deps, fake, Date.parse('2026-03-04T08:00:00-05:00'));
  expect(fake.shown.size).toBe(0);
  await sweep(deps, false);
  expect([...fake.shown.keys()]).toEqual(['digest:2026-03-04']);
  await run(deps, fake, Date.parse('2026-03-04T12:00:00-05:00'));
  expect(fake.calls).toHaveLength(2);
});

test.each([
  ['west', 'Pacific/Honolulu', '2026-03-05T09:00:00-10:00'],
  ['east', 'Asia/Tokyo', '2026-03-05T09:00:00+09:00'],
])('a flight %s moves the morning, of the student’s own reminders and of snoozes too', async (_way, zone, morning) => {
  const { deps, fake } = await actionDeps();
  await own(deps, { on: day('2026-03-05'), text: 'Own' });
  const { id } = await own(deps, { text: 'Snoozed' });
  await snoozeReminder(deps, id, day('2026-03-05'), null);
  await met(deps, 'Elena Rivera', '2026-01-08');
  await sweep(deps, false);
  expect(fake.calls).toEqual([]);
  fake.zone = zone;
  await run(deps, fake, Date.parse(morning));
  expect(fake.calls).toEqual([]);
  expect(fake.badge).toBe('');
  await sweep(deps, false);
  expect(fake.calls).toHaveLength(3);
  expect(fake.badge).toBe('3');
  fake.zone = ZONE;
  await sweep(deps, false);
  await agrees(deps, fake);
  expect(fake.calls).toHaveLength(3);
});

test('a clock a week ahead and back again gives what was there before', async () => {
  const { deps, fake } = await actionDeps();
  const program = { name: 'Harbor Medical Center', deadlineOn: '2026-03-20' };
  expect(await saveRecord(deps, 'programs', { id: null, fields: program })).toMatchObject({ ok: true });
  await sweep(deps, false);
  const open = async () =>
    (await deps.storage.read.reminders()).map(({ id, dueAt, endsAt, state }) => ({ id, dueAt, endsAt, state }));
  const before = await open();
  expect(before.length).toBeGreaterThan(1);
  fake.at = TUESDAY + 12 * DAY_MS;
  await sweep(deps, false);
  expect(await open()).not.toEqual(before);
  fake.at = TUESDAY + 60_000;
  expect(fake.alarmAt).toBeGreaterThan(fake.at + LONGEST_SLEEP_MS);
  await checkAlarm(deps);
  expect(fake.alarmAt).toBe(fake.at + 1000);
  await sweep(deps, false);
  expect(await open()).toEqual(before);
  await agrees(deps, fake);
});

test('a step gives way to the next one, which is announced; the notification of the first goes', async () => {
  const { deps, fake } = await actionDeps();
  await saveRecord(deps, 'programs', { id: null, fields: { name: 'Harbor', deadlineOn: '2026-03-20' } });
  await run(deps, fake, Date.parse('2026-03-06T10:00:00-05:00'));
  const [first] = [...fake.shown.keys()];
  expect(fake.badge).toBe('1');
  await run(deps, fake, Date.parse('2026-03-13T09:30:00-04:00'));
  expect(fake.badge).toBe('1');
  expect(fake.shown.has(first ?? '')).toBe(false);
  expect(fake.calls.filter(id => id.startsWith('reminder:'))).toHaveLength(2);
});

describe('when the worker starts', () => {
  async function rested() {
    const made = await actionDeps();
    const { nextAt } = await sweep(made.deps, false);
    return { ...made, nextAt };
  }

  test('an alarm as it was planned is left alone', async () => {
    const { deps, fake, nextAt } = await rested();
    fake.at += 60_000;
    await checkAlarm(deps);
    expect(fake.alarmAt).toBe(nextAt);
  });

  test.each<[string, (fake: FakeBrowser) => void]>([
    ['is missing', fake => (fake.alarmAt = null)],
    ['is past', fake => (fake.at = (fake.alarmAt ?? 0) + 1)],
    ['is further ahead than any plan', fake => (fake.alarmAt = fake.at + LONGEST_SLEEP_MS + 1)],
    ['was planned in another zone', fake => (fake.zone = 'Asia/Tokyo')],
    ['was planned by a clock that was ten minutes ahead', fake => (fake.at -= 10 * 60_000)],
  ])('one that %s knocks at once', async (_name, disturb) => {
    const { deps, fake } = await rested();
    disturb(fake);
    await checkAlarm(deps);
    expect(fake.alarmAt).toBe(fake.at + 1000);
  });

  test('a clock put right by a minute is no reason to look', async () => {
    const { deps, fake, nextAt } = await rested();
    fake.at -= 60_000;
    fake.alarmAt = nextAt - 2 * 60_000;
    await checkAlarm(deps);
    expect(fake.alarmAt).toBe(nextAt - 2 * 60_000);
  });
});

test('undo of done and of a snooze never announces again what was announced', async () => {
  const { deps, fake } = await actionDeps();
  const { id } = await own(deps);
  await sweep(deps, false);
  for (const act of [
    () => settleReminder(deps, id, 'done'),
    () => settleReminder(deps, id, 'skipped'),
    () => snoozeReminder(deps, id, day('2026-03-20'), null),
  ]) {
    const before = await deps.storage.read.reminder(id);
    const result = await act();
    expect(fake.badge).toBe('');
    if (!result.ok) throw new Error(result.problem.code);
    await undo(deps, { undoId: result.value.undoId });
    const { stamps: _before, ...was } = before ?? { stamps: {} };
    expect(await deps.storage.read.reminder(id)).toMatchObject(was);
    await sweep(deps, false);
    await agrees(deps, fake);
  }
  expect(fake.calls).toEqual([`reminder:${id}`]);
});
