import '../support/extension-api.ts';
import { describe, expect, test } from 'vitest';
import { logInteraction } from '../../src/background/actions/log-interaction.ts';
import { prepareLog } from '../../src/background/actions/prepare-log.ts';
import { saveMentor } from '../../src/background/actions/save-mentor.ts';
import { setInteractionState } from '../../src/background/actions/set-interaction-state.ts';
import { settleReminder, snoozeReminder } from '../../src/background/actions/settle-reminder.ts';
import { sweep } from '../../src/background/actions/sweep.ts';
import { undo } from '../../src/background/actions/undo.ts';
import type { Deps } from '../../src/background/deps.ts';
import type { LocalDate } from '../../src/core/dates.ts';
import { emptyLogForm, type LogForm } from '../../src/core/log-form.ts';
import { LONGEST_SLEEP_MS } from '../../src/core/reminders/sweep.ts';
import { actionDeps, DAY_MS, TUESDAY, ZONE } from '../support/fixed.ts';

async function log(deps: Deps, fields: Partial<LogForm>) {
  const form = { ...emptyLogForm(deps.now(), ZONE), ...fields };
  const result = await logInteraction(deps, { form, draftId: null });
  if (!result.ok) throw new Error(result.problem.code);
  return result.value;
}

/** A mentor with a rhythm of eight weeks, last met on that day. */
async function met(deps: Deps, name: string, on: string) {
  const { mentorIds, undoId, id } = await log(deps, {
    newMentors: [{ name, email: null }],
    kind: 'email',
    direction: 'out',
    on,
  });
  return { mentorId: mentorIds[0]!, undoId, interactionId: id };
}

const LONG_AGO = '2025-12-01';

test('a contact eight weeks old is announced once, with its reason, and stays in the list', async () => {
  const { deps, fake } = await actionDeps();
  await met(deps, 'Elena Rivera', LONG_AGO);
  await sweep(deps, false);
  const [notice, ...others] = [...fake.shown.values()];
  expect(notice?.title).toContain('Elena Rivera');
  expect(notice?.message).toMatch(/3 months.*8 weeks/);
  expect(notice?.buttons).toEqual(['Done', 'Snooze']);
  expect(others).toEqual([]);
  await sweep(deps, false);
  await sweep(deps, false);
  expect(fake.calls).toHaveLength(1);
  expect(fake.badge).toBe('1');
  expect(fake.title).toMatch(/\b1\b/);
  expect(await deps.storage.read.due(fake.at, ZONE)).toHaveLength(1);
});

test('logging any contact settles what was due', async () => {
  const { deps, fake } = await actionDeps();
  const { mentorId } = await met(deps, 'Elena Rivera', LONG_AGO);
  await sweep(deps, false);
  await log(deps, { mentorIds: [mentorId], kind: 'email', direction: 'in', on: '2026-03-02' });
  expect(fake.badge).toBe('');
  const [reminder] = await deps.storage.read.openRemindersAbout(mentorId);
  expect(reminder).toMatchObject({ dueOn: '2026-04-27', state: 'due', announcedAt: null });
});

test('undo of a contact brings the old reminder back without announcing it again', async () => {
  const { deps, fake } = await actionDeps();
  const { mentorId } = await met(deps, 'Elena Rivera', LONG_AGO);
  await sweep(deps, false);
  const { undoId } = await log(deps, { mentorIds: [mentorId], on: '2026-03-02' });
  await deps.storage.undo({ now: fake.at, newId: deps.newId }, undoId, async () => {});
  await sweep(deps, false);
  expect(await deps.storage.read.dueCount(fake.at, ZONE)).toBe(1);
  expect(fake.calls).toHaveLength(1);
});

test('a worker killed right after a write comes back within a minute', async () => {
  const { deps, fake } = await actionDeps();
  const dying: Deps = {
    ...deps,
    setBadge: async () => {
      throw new Error('killed');
    },
    wakeAt: async at => {
      // The first alarm is the guard before the write; the second is never reached.
      if (fake.alarmAt !== null) throw new Error('killed');
      await deps.wakeAt(at);
    },
  };
  await expect(
    log(dying, { newMentors: [{ name: 'Elena Rivera', email: null }], kind: 'email', on: LONG_AGO }),
  ).rejects.toThrow('killed');
  expect(fake.alarmAt).toBeLessThanOrEqual(TUESDAY + 60_000);
  await sweep(deps, false);
  expect(fake.calls).toHaveLength(1);
});

test('nothing is shown in quiet hours, and all of it right after them', async () => {
  const { deps, fake } = await actionDeps();
  fake.at = Date.parse('2026-03-03T23:30:00-05:00');
  await met(deps, 'Elena Rivera', LONG_AGO);
  const quietEnd = Date.parse('2026-03-04T08:00:00-05:00');
  while (fake.at < quietEnd) {
    fake.at = (await sweep(deps, false)).nextAt;
    expect(fake.calls).toEqual([]);
    expect(fake.badge).toBe('1');
  }
  expect(fake.at).toBe(quietEnd);
  await sweep(deps, false);
  expect(fake.calls).toHaveLength(1);
});

test('more than three at once become one summary', async () => {
  const { deps, fake } = await actionDeps();
  for (const name of ['Ana', 'Ben', 'Cleo', 'Dana', 'Eli', 'Fay']) await met(deps, name, LONG_AGO);
  await sweep(deps, false);
  expect(fake.calls).toEqual(['digest:2026-03-03']);
  expect(fake.shown.get('digest:2026-03-03')?.title).toMatch(/\b6\b/);
  await sweep(deps, false);
  expect(fake.calls).toHaveLength(1);
});

test('what was not acted on returns in one digest a day', async () => {
  const { deps, fake } = await actionDeps();
  await met(deps, 'Elena Rivera', LONG_AGO);
  await sweep(deps, false);
  for (let hour = 1; hour <= 72; hour += 1) {
    fake.at = TUESDAY + hour * 60 * 60 * 1000;
    await sweep(deps, false);
  }
  expect(fake.calls.slice(1)).toEqual(['digest:2026-03-04', 'digest:2026-03-05', 'digest:2026-03-06']);
});

test('a browser start brings back what is open, once, and not a second time the same day', async () => {
  const { deps, fake } = await actionDeps();
  await met(deps, 'Elena Rivera', LONG_AGO);
  await sweep(deps, false);
  fake.shown.clear();
  await sweep(deps, true);
  await sweep(deps, true);
  expect(fake.calls.slice(1)).toEqual(['digest:2026-03-03']);
});

test.each([-7, 7])('a clock %i days off and back again makes no storm', async days => {
  const { deps, fake } = await actionDeps();
  for (const name of ['Ana', 'Ben', 'Cleo', 'Dana', 'Eli']) await met(deps, name, LONG_AGO);
  await met(deps, 'Soon', '2026-01-10');
  await sweep(deps, false);
  const before = fake.calls.length;
  fake.at = TUESDAY + days * DAY_MS;
  await sweep(deps, false);
  await sweep(deps, false);
  fake.at = TUESDAY + 60_000;
  await sweep(deps, false);
  await sweep(deps, false);
  expect(fake.calls.length - before).toBeLessThanOrEqual(2);
  // The day after, the digest is back, whatever the clock had said.
  fake.at = TUESDAY + DAY_MS;
  await sweep(deps, false);
  expect(fake.calls).toContain('digest:2026-03-04');
});

test('done without a contact comes again a rhythm later; undo brings it back', async () => {
  const { deps, fake } = await actionDeps();
  const { mentorId } = await met(deps, 'Elena Rivera', LONG_AGO);
  await sweep(deps, false);
  const [{ reminder }] = (await deps.storage.read.due(fake.at, ZONE)) as [
    Awaited<ReturnType<typeof deps.storage.read.due>>[0],
  ];
  const done = await settleReminder(deps, reminder.id, 'done');
  expect(fake.badge).toBe('');
  expect(fake.shown.size).toBe(0);
  const open = (await deps.storage.read.remindersAbout(mentorId)).filter(({ state }) => state === 'due');
  expect(open.map(({ dueOn }) => dueOn)).toEqual(['2026-04-28']);
  if (!done.ok) throw new Error('not done');
  await deps.storage.undo({ now: fake.at, newId: deps.newId }, done.value.undoId, async () => {});
  expect((await deps.storage.read.due(fake.at, ZONE)).map(due => due.reminder.id)).toEqual([reminder.id]);
});

test('a snooze keeps the true due day, hides the reminder, and announces it once when it ends', async () => {
  const { deps, fake } = await actionDeps();
  await met(deps, 'Elena Rivera', LONG_AGO);
  await sweep(deps, false);
  const [due] = await deps.storage.read.due(fake.at, ZONE);
  await snoozeReminder(deps, due!.reminder.id, '2026-03-10' as LocalDate, null);
  expect(fake.badge).toBe('');
  fake.at = Date.parse('2026-03-10T08:59:00-04:00');
  await sweep(deps, false);
  expect(await deps.storage.read.dueCount(fake.at, ZONE)).toBe(0);
  fake.at = Date.parse('2026-03-10T09:00:00-04:00');
  await sweep(deps, false);
  expect(fake.calls).toHaveLength(2);
  expect((await deps.storage.read.due(fake.at, ZONE))[0]?.reminder.dueOn).toBe(due!.reminder.dueOn);
});

test('a planned meeting holds the check-in back until the day after it', async () => {
  const { deps, fake } = await actionDeps();
  const { mentorId } = await met(deps, 'Elena Rivera', LONG_AGO);
  await log(deps, { mentorIds: [mentorId], kind: 'coffee-chat', on: '2026-03-12', time: '15:00' });
  expect(await deps.storage.read.dueCount(fake.at, ZONE)).toBe(0);
  const open = (await deps.storage.read.remindersAbout(mentorId)).filter(({ state }) => state === 'due');
  expect(open.filter(({ rule }) => rule === 'check-in').map(({ dueOn }) => dueOn)).toEqual(['2026-03-13']);
});

test('a journey moves the morning with it', async () => {
  const { deps, fake } = await actionDeps();
  await met(deps, 'Elena Rivera', '2026-01-10');
  await sweep(deps, false);
  expect(fake.calls).toEqual([]);
  fake.zone = 'Asia/Tokyo';
  fake.at = Date.parse('2026-03-07T09:00:00+09:00');
  await sweep(deps, false);
  expect(fake.calls).toHaveLength(1);
});

test('blocked notifications are neither lost nor marked as shown', async () => {
  const { deps, fake } = await actionDeps();
  await met(deps, 'Elena Rivera', LONG_AGO);
  fake.isBlocked = true;
  const { nextAt } = await sweep(deps, false);
  expect(fake.calls).toEqual([]);
  expect(nextAt).toBeGreaterThan(fake.at + 1000);
  fake.isBlocked = false;
  await sweep(deps, false);
  expect(fake.calls).toHaveLength(1);
});

test('an archived mentor, and one without check-ins, is left in peace', async () => {
  const { deps, fake } = await actionDeps();
  const { mentorId } = await met(deps, 'Elena Rivera', LONG_AGO);
  await saveMentor(deps, { id: mentorId, fields: { isArchived: true } });
  expect(await deps.storage.read.dueCount(fake.at, ZONE)).toBe(0);
  await saveMentor(deps, { id: mentorId, fields: { isArchived: false, wantsCheckIns: false } });
  expect(await deps.storage.read.dueCount(fake.at, ZONE)).toBe(0);
  await saveMentor(deps, { id: mentorId, fields: { wantsCheckIns: true, rhythmDays: 14 } });
  expect(await deps.storage.read.dueCount(fake.at, ZONE)).toBe(1);
});

test('there is always one alarm within the hour', async () => {
  const { deps, fake } = await actionDeps();
  const { nextAt } = await sweep(deps, false);
  expect(fake.alarmAt).toBe(nextAt);
  expect(nextAt - fake.at).toBeLessThanOrEqual(LONGEST_SLEEP_MS);
});

test('a notification goes when what it says is no longer true', async () => {
  const { deps, fake } = await actionDeps();
  const { mentorId } = await met(deps, 'Elena Rivera', LONG_AGO);
  await sweep(deps, false);
  expect(fake.shown.size).toBe(1);
  await log(deps, { mentorIds: [mentorId], on: '2026-03-02' });
  expect(fake.shown.size).toBe(0);
});

test('what is done is not snoozed or done again', async () => {
  const { deps, fake } = await actionDeps();
  await met(deps, 'Elena Rivera', LONG_AGO);
  const [due] = await deps.storage.read.due(fake.at, ZONE);
  await settleReminder(deps, due!.reminder.id, 'done');
  const again = { ok: false, problem: { code: 'reminder/not-found' } };
  expect(await snoozeReminder(deps, due!.reminder.id, '2026-03-10' as LocalDate, null)).toMatchObject(again);
  fake.at += 5 * DAY_MS;
  expect(await settleReminder(deps, due!.reminder.id, 'done')).toMatchObject(again);
});

test('what a click in the menu prepared and nobody touched is gone within the hour', async () => {
  const { deps, fake } = await actionDeps();
  const tab = { id: 7, windowId: 1, title: 'Ward list', url: 'https://ward.example/' };
  await prepareLog(deps, { selection: 'Great work', link: null, tab });
  fake.at += 54 * 60_000;
  await sweep(deps, false);
  expect(await deps.storage.read.drafts()).toHaveLength(1);
  fake.at += 2 * 60_000;
  await sweep(deps, false);
  expect(await deps.storage.read.drafts()).toEqual([]);
});

describe('something planned', () => {
  async function planned() {
    const made = await actionDeps();
    const { deps } = made;
    const result = await logInteraction(deps, {
      form: {
        ...emptyLogForm(TUESDAY, ZONE),
        newMentors: [{ name: 'Elena Rivera', email: null }],
        title: 'Coffee',
        time: '12:00',
        lengthMinutes: 30,
      },
      draftId: null,
    });
    if (!result.ok) throw new Error(result.problem.code);
    return {
      ...made,
      id: result.value.id,
      state: async () => (await deps.storage.read.interaction(result.value.id))?.state,
    };
  }
  const questions = async (deps: Awaited<ReturnType<typeof planned>>['deps'], at: number) =>
    (await deps.storage.read.due(at, ZONE))
      .map(({ reminder }) => reminder)
      .filter(({ rule }) => rule === 'did-it-happen');

  test('is asked about when it is over, and a yes makes it a contact', async () => {
    const { deps, fake, state } = await planned();
    expect(await state()).toBe('planned');
    expect(await questions(deps, TUESDAY)).toEqual([]);
    fake.at = TUESDAY + 2 * 3_600_000;
    await sweep(deps, false);
    const [question] = await questions(deps, fake.at);
    expect([...fake.shown.values()]).toContainEqual(expect.objectContaining({ title: 'Did you meet Elena Rivera?' }));
    const result = await settleReminder(deps, question?.id ?? '', 'done');
    expect(await state()).toBe('happened');
    expect(await questions(deps, fake.at)).toEqual([]);
    if (!result.ok) throw new Error(result.problem.code);
    await undo(deps, { undoId: result.value.undoId });
    expect(await state()).toBe('planned');
    expect(await questions(deps, fake.at)).toHaveLength(1);
  });

  test('and cancelled is not asked about any more', async () => {
    const { deps, fake, id } = await planned();
    fake.at = TUESDAY + 2 * 3_600_000;
    await setInteractionState(deps, { id, state: 'cancelled' });
    expect(await questions(deps, fake.at)).toEqual([]);
  });

  test('with two, one of whom is archived, is the other’s question', async () => {
    const { deps, fake, id } = await planned();
    const elena = (await deps.storage.read.interaction(id))?.mentorIds[0] ?? '';
    const ben = await saveMentor(deps, { id: null, fields: { name: 'Ben Osei' } });
    if (!ben.ok) throw new Error(ben.problem.code);
    const entry = await deps.storage.read.interaction(id);
    const form = { ...emptyLogForm(TUESDAY, ZONE), interactionId: id, time: '12:00', lengthMinutes: 30 };
    await logInteraction(deps, { form: { ...form, mentorIds: [elena, ben.value.id] }, draftId: null });
    fake.at = TUESDAY + 2 * 3_600_000;
    expect((await questions(deps, fake.at)).map(({ subjectId }) => subjectId)).toEqual([elena]);
    await saveMentor(deps, { id: elena, fields: { isArchived: true } });
    expect((await questions(deps, fake.at)).map(({ subjectId }) => subjectId)).toEqual([ben.value.id]);
    expect(entry?.state).toBe('planned');
  });
});
