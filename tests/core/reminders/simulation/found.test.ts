/** Histories that once went wrong, each as short as it could be made. What it was is in its name. */
import { beforeEach, describe, expect, test } from 'vitest';
import type { LocalDate, LocalTime } from '../../../../src/core/dates.ts';
import { parseSettings } from '../../../../src/core/settings.ts';
import * as records from '../../records.ts';
import { Checks } from './checks.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, World } from './world.ts';

const START = records.newYork('2026-03-03 10:00');
const on = (text: string) => text as LocalDate;

let world: World;
let checks: Checks;

beforeEach(async () => {
  world = new World(START, 'America/New_York', parseSettings(null));
  checks = new Checks(world);
  await world.openBrowser();
});

const own = (id: string, dueOn: string, dueTime: string | null = null) =>
  records.reminder({
    ...{ id: `own:${id}:${id}`, rule: 'own', scope: `own:${id}`, subjectId: id, occurrence: id, mentorId: null },
    ...{
      dueOn: on(dueOn),
      dueTime: dueTime as LocalTime | null,
      dueAt: records.newYork(`${dueOn} ${dueTime ?? '09:00'}`),
    },
    reason: { type: 'own', since: on(dueOn), text: id },
  });

/** A mentor whose check-in is due since that morning, and was announced. */
async function announced(): Promise<string> {
  await world.act(change => change.create('mentors', records.mentor({ addedOn: on('2026-01-02'), rhythmDays: 60 })));
  await world.until(world.at + 5 * MINUTE_MS);
  const [reminder] = world.dueList();
  expect(reminder?.announcedAt).not.toBeNull();
  return reminder!.id;
}

describe('a badge that stood wrong for an hour', () => {
  test.each(Array.from({ length: 12 }, (_, step) => step))(
    'killed at step %i of a look, it is right within a minute',
    async step => {
      await world.act(change => change.create('reminders', own('call', '2026-03-03', '10:30')));
      await world.until(START + 29 * MINUTE_MS);
      // The badge was set after the alarm: killed in between, nothing came back to it before the next hour.
      world.killIn = step;
      await world.until(START + 33 * MINUTE_MS);
      expect(world.badge).toBe('1');
      world.killIn = null;
    },
  );
});

test('a journey that was not followed as long as the student kept writing: each write put off the look by an hour', async () => {
  await world.act(change => change.create('reminders', own('call', '2026-03-10')));
  world.zone = 'Asia/Kolkata';
  checks.disturb('zone');
  for (let turn = 0; turn < 8; turn += 1) {
    await world.act(change => change.create('mentors', records.mentor({ id: `m${turn}`, addedOn: on('2026-03-03') })));
    await world.until(world.at + 10 * MINUTE_MS);
  }
  expect(world.store.get('reminders', 'own:call:call')?.dueAt).toBe(Date.parse('2026-03-10T09:00:00+05:30'));
  checks.checkpoint();
});

test.each(Array.from({ length: 12 }, (_, step) => step))(
  'a journey is followed within the hour by a worker that is killed at step %i of the look at it, and then written to',
  async step => {
    await world.act(change => change.create('reminders', own('call', '2026-03-10')));
    world.closeBrowser();
    world.zone = 'Europe/Berlin';
    checks.disturb('zone');
    world.killIn = step;
    await world.openBrowser();
    world.killIn = null;
    // Once it was followed, writes may put off the next look by an hour each.
    for (const id of ['m8', 'm9']) {
      await world.act(change => change.create('mentors', records.mentor({ id, addedOn: on('2026-03-03') })));
      await world.until(world.at + 20 * MINUTE_MS);
    }
    await world.until(world.at + 3 * HOUR_MS);
    expect(world.store.get('reminders', 'own:call:call')?.dueAt).toBe(Date.parse('2026-03-10T09:00:00+01:00'));
    checks.checkpoint();
  },
);

test('undo of a skip after a journey: one of the student’s own came at the hour of the old zone', async () => {
  await world.act(change => change.create('reminders', own('call', '2026-03-10')));
  const undo = await world.act(change =>
    change.patch('reminders', 'own:call:call', { state: 'skipped', settledOn: on('2026-03-03') }),
  );
  world.zone = 'Europe/Berlin';
  checks.disturb('zone');
  await world.until(world.at + 2 * HOUR_MS);
  checks.isUndoing = true;
  await world.act(change => change.revert(undo!));
  checks.isUndoing = false;
  expect(world.store.get('reminders', 'own:call:call')?.dueAt).toBe(Date.parse('2026-03-10T09:00:00+01:00'));
  checks.checkpoint();
});

describe('announced a second time when its cause went away and came back', () => {
  test.each([
    ['archived and taken back', { isArchived: true }, { isArchived: false }],
    ['check-ins off and on again', { wantsCheckIns: false }, { wantsCheckIns: true }],
  ] as const)('%s', async (_name, away, back) => {
    const id = await announced();
    await world.act(change => change.patch('mentors', 'm1', away));
    expect(world.dueList()).toEqual([]);
    await world.until(world.at + HOUR_MS);
    await world.act(change => change.patch('mentors', 'm1', back));
    await world.until(world.at + HOUR_MS);
    expect(world.dueList().map(one => one.id)).toEqual([id]);
    expect(world.counts.singles).toBe(1);
    checks.checkpoint();
  });

  test('thrown away and restored', async () => {
    const id = await announced();
    const mentor = world.store.get('mentors', 'm1')!;
    await world.act(change => change.toTrash('mentors', 'm1'));
    await world.act(change => change.create('mentors', mentor));
    await world.until(world.at + HOUR_MS);
    expect(world.dueList().map(one => one.id)).toEqual([id]);
    expect(world.counts.singles).toBe(1);
  });

  test('it still returns in the digest of the next day', async () => {
    const id = await announced();
    await world.act(change => change.patch('mentors', 'm1', { isArchived: true }));
    await world.act(change => change.patch('mentors', 'm1', { isArchived: false }));
    await world.until(world.at + DAY_MS);
    expect([world.counts.singles, world.counts.digests]).toEqual([1, 1]);
    expect(world.dueList().map(one => one.id)).toEqual([id]);
  });
});

test('a step that a write took for past while the clock was ahead, put right before anybody looked, was missing for good', async () => {
  await world.act(change =>
    change.create(
      'programs',
      records.program({ deadlineOn: on('2026-03-20'), enteredOn: { deadlineOn: on('2026-03-03') } }),
    ),
  );
  await world.until(START + 5 * MINUTE_MS);
  world.skewMs = 10 * DAY_MS;
  checks.disturb('clock-ahead');
  await world.act(change => change.patch('programs', 'g1', { priority: 1 }));
  world.skewMs = 0;
  checks.disturb('clock-back');
  await world.wake();
  await world.until(world.at + HOUR_MS);
  expect(world.store.open.has('program-deadline:g1:2026-03-20.14')).toBe(true);
  checks.checkpoint();
});
