/** What the simulation of `tests/core/reminders/simulation` found, against the real worker and real storage. */
import '../support/extension-api.ts';
import { expect, test } from 'vitest';
import { moveToTrash, restoreFromTrash } from '../../src/background/actions/move-to-trash.ts';
import { saveMentor } from '../../src/background/actions/save-mentor.ts';
import { saveRecord } from '../../src/background/actions/save-record.ts';
import { settleReminder } from '../../src/background/actions/settle-reminder.ts';
import { sweep } from '../../src/background/actions/sweep.ts';
import { undo } from '../../src/background/actions/undo.ts';
import { writeReminder } from '../../src/background/actions/write-reminder.ts';
import type { Deps } from '../../src/background/deps.ts';
import type { Result } from '../../src/core/result.ts';
import type { Written } from '../../src/messages/protocol.ts';
import { day } from '../core/records.ts';
import { actionDeps, DAY_MS, TUESDAY } from '../support/fixed.ts';

function done(result: Result<Written>): Written {
  if (!result.ok) throw new Error(result.problem.code);
  return result.value;
}

const call = (deps: Deps, on: string) =>
  writeReminder(deps, { id: null, fields: { text: 'Call', on: day(on), time: null, mentorId: null } }).then(done);

const add = (deps: Deps, fields: Readonly<Record<string, unknown>>) =>
  saveMentor(deps, { id: null, fields: { name: 'Elena Rivera', ...fields } }).then(done);

test('killed between badge and alarm the worker is back within a minute, with the badge right already', async () => {
  const { deps, fake } = await actionDeps();
  await call(deps, '2026-03-03');
  const dying: Deps = {
    ...deps,
    wakeAt: async at => {
      // The guard's is the first; the second would come once the badge is set.
      if (fake.alarmAt === TUESDAY + 60_000) throw new Error('killed');
      await deps.wakeAt(at);
    },
  };
  fake.badge = '';
  fake.alarmAt = null;
  await expect(sweep(dying, false)).rejects.toThrow('killed');
  expect([fake.badge, fake.alarmAt]).toEqual(['1', TUESDAY + 60_000]);
});

test('after a journey a write does not put off the look that follows it', async () => {
  const { deps, fake } = await actionDeps();
  await call(deps, '2026-03-10');
  await sweep(deps, false);
  fake.zone = 'Asia/Kolkata';
  await add(deps, {});
  expect(fake.alarmAt).toBe(TUESDAY + 1000);
  await sweep(deps, false);
  expect(fake.alarmAt).toBeGreaterThan(TUESDAY + 60_000);
});

test('undo of a skip after a journey: one of the student’s own comes in the morning where they are', async () => {
  const { deps, fake } = await actionDeps();
  const { id } = await call(deps, '2026-03-10');
  await sweep(deps, false);
  const { undoId } = done(await settleReminder(deps, id, 'skipped'));
  fake.zone = 'Europe/Berlin';
  await sweep(deps, false);
  await undo(deps, { undoId });
  expect((await deps.storage.read.reminder(id))?.dueAt).toBe(Date.parse('2026-03-10T09:00:00+01:00'));
});

test('somebody thrown away and restored is not announced a second time, and is in the list again', async () => {
  const { deps, fake } = await actionDeps();
  const { id } = await add(deps, { rhythmDays: 1 });
  fake.at += 2 * DAY_MS;
  await sweep(deps, false);
  await sweep(deps, false);
  const [shown] = fake.calls;
  expect(fake.calls).toEqual([shown]);
  done(await moveToTrash(deps, 'mentors', id, { code: 'mentor/not-found' }));
  expect(fake.badge).toBe('');
  await sweep(deps, false);
  done(await restoreFromTrash(deps, { id: `mentors:${id}` }));
  await sweep(deps, false);
  expect(fake.badge).toBe('1');
  expect(fake.calls).toEqual([shown]);
});

test('a step that a write took for past while the clock was ahead is back once the clock is right', async () => {
  const { deps, fake } = await actionDeps();
  const fields = { name: 'Harbor Medical Center', deadlineOn: '2026-03-20' };
  const { id } = done(await saveRecord(deps, 'programs', { id: null, fields }));
  await sweep(deps, false);
  fake.at += 10 * DAY_MS;
  done(await saveRecord(deps, 'programs', { id, fields: { priority: 1 } }));
  fake.at = TUESDAY + 60_000;
  await sweep(deps, false);
  const [next] = await deps.storage.read.upcoming(fake.at, 1);
  expect(next?.reminder).toMatchObject({ rule: 'program-deadline', dueOn: '2026-03-06' });
});
