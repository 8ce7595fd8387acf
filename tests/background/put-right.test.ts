import '../support/extension-api.ts';
import { expect, test } from 'vitest';
import { logInteraction } from '../../src/background/actions/log-interaction.ts';
import { saveMentor } from '../../src/background/actions/save-mentor.ts';
import { saveRecord } from '../../src/background/actions/save-record.ts';
import { settleReminder } from '../../src/background/actions/settle-reminder.ts';
import { sweep } from '../../src/background/actions/sweep.ts';
import type { Deps } from '../../src/background/deps.ts';
import { emptyLogForm } from '../../src/core/log-form.ts';
import type { Result } from '../../src/core/result.ts';
import type { Written } from '../../src/messages/protocol.ts';
import { actionDeps, DAY_MS, TUESDAY, ZONE } from '../support/fixed.ts';

function idOf(result: Result<Written>): string {
  if (!result.ok) throw new Error(result.problem.code);
  return result.value.id;
}

const mentor = async (deps: Deps, name: string) => idOf(await saveMentor(deps, { id: null, fields: { name } }));

async function log(deps: Deps, mentorId: string, on: string) {
  const form = { ...emptyLogForm(deps.now(), ZONE), kind: 'email', mentorIds: [mentorId], on };
  expect(await logInteraction(deps, { form, draftId: null })).toMatchObject({ ok: true });
}

/** The clock goes a year ahead, the student does something, and it is put right. */
async function whileAhead(work: (made: Awaited<ReturnType<typeof actionDeps>>) => Promise<void>) {
  const made = await actionDeps();
  const { deps, fake } = made;
  await sweep(deps, false);
  fake.at = TUESDAY + 365 * DAY_MS;
  await sweep(deps, false);
  await work(made);
  await sweep(deps, false);
  fake.at = TUESDAY + 60_000;
  await sweep(deps, false);
  return made;
}

test('done by a clock a year ahead, a check-in comes again within its rhythm', async () => {
  let id = '';
  const { deps } = await whileAhead(async inside => {
    id = await mentor(inside.deps, 'Elena Rivera');
    await log(inside.deps, id, '2026-12-01');
    await sweep(inside.deps, false);
    const [due] = await inside.deps.storage.read.due(inside.fake.at, ZONE);
    await settleReminder(inside.deps, due?.reminder.id ?? '', 'done');
  });
  const done = (await deps.storage.read.remindersAbout(id)).filter(({ state }) => state === 'done');
  expect(done.map(({ settledOn }) => settledOn)).toEqual(['2026-03-03']);
  expect(await deps.storage.read.mentor(id)).toMatchObject({ addedOn: '2026-03-03' });
});

test('starred by a clock a year ahead, somebody was starred today; and the day stays while the rest of them is saved', async () => {
  let id = '';
  const { deps, fake } = await whileAhead(async inside => {
    id = await mentor(inside.deps, 'Elena Rivera');
    await saveMentor(inside.deps, { id, fields: { isStarred: true } });
    expect(await inside.deps.storage.read.mentor(id)).toMatchObject({ starredOn: '2027-03-03' });
  });
  const starredOn = async () => (await deps.storage.read.mentor(id))?.starredOn;
  expect(await starredOn()).toBe('2026-03-03');
  fake.at = TUESDAY + 3 * DAY_MS;
  await saveMentor(deps, { id, fields: { isStarred: true, credentials: 'MD' } });
  expect(await starredOn()).toBe('2026-03-03');
  await saveMentor(deps, { id, fields: { isStarred: false } });
  expect(await starredOn()).toBeNull();
  await saveMentor(deps, { id, fields: { isStarred: true } });
  expect(await starredOn()).toBe('2026-03-06');
});

test('added and settled by it, somebody is checked in with eight weeks after the next contact', async () => {
  let id = '';
  const { deps } = await whileAhead(async inside => {
    id = await mentor(inside.deps, 'Elena Rivera');
    const [open] = await inside.deps.storage.read.openRemindersAbout(id);
    await settleReminder(inside.deps, open?.id ?? '', 'skipped');
  });
  expect((await deps.storage.read.openRemindersAbout(id)).map(({ dueOn }) => dueOn)).toEqual(['2026-04-28']);
  await log(deps, id, '2026-03-03');
  expect((await deps.storage.read.openRemindersAbout(id)).map(({ dueOn }) => dueOn)).toEqual(['2026-04-28']);
});

test('the nudges of a letter that was typed in by it come', async () => {
  let letterId = '';
  const { deps, fake } = await whileAhead(async inside => {
    const mentorId = await mentor(inside.deps, 'Elena Rivera');
    const fields = { mentorId, requestedOn: '2026-02-20', targetOn: '2026-03-20' };
    letterId = idOf(await saveRecord(inside.deps, 'letters', { id: null, fields }));
    expect(await inside.deps.storage.read.letter(letterId)).toMatchObject({ enteredOn: { targetOn: '2027-03-03' } });
  });
  const letter = await deps.storage.read.letter(letterId);
  expect(letter).toMatchObject({ requestedOn: '2026-02-20', targetOn: '2026-03-20' });
  expect(letter?.enteredOn).toMatchObject({ requestedOn: '2026-03-03', targetOn: '2026-03-03' });
  const nudges = (await deps.storage.read.reminders()).filter(({ reason }) => reason.type === 'nudge');
  expect(nudges.map(({ dueOn }) => dueOn).sort()).toEqual(['2026-03-06', '2026-03-13', '2026-03-20']);
  fake.at = Date.parse('2026-03-06T15:00:00-05:00');
  await sweep(deps, false);
  expect([...fake.shown.values()].map(({ title }) => title)).toContainEqual(expect.stringContaining('Elena Rivera'));
});

test('a day of tomorrow, as from a zone further east, and a clock that only went on, change nothing', async () => {
  const { deps, fake } = await actionDeps();
  fake.zone = 'Pacific/Kiritimati';
  const id = await mentor(deps, 'Elena Rivera');
  expect(await deps.storage.read.mentor(id)).toMatchObject({ addedOn: '2026-03-04' });
  await sweep(deps, false);
  fake.zone = ZONE;
  fake.at -= 3_600_000;
  await sweep(deps, false);
  expect(await deps.storage.read.mentor(id)).toMatchObject({ addedOn: '2026-03-04' });
});
