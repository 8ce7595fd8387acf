import '../support/extension-api.ts';
import { expect, test } from 'vitest';
import { discardDraft } from '../../src/background/actions/keep-draft.ts';
import { keepForm } from '../../src/background/actions/keep-form.ts';
import { planWakeUp } from '../../src/background/actions/plan-wake-up.ts';
import { prepareLog } from '../../src/background/actions/prepare-log.ts';
import { saveMentor } from '../../src/background/actions/save-mentor.ts';
import { sweep } from '../../src/background/actions/sweep.ts';
import { undo } from '../../src/background/actions/undo.ts';
import type { Deps } from '../../src/background/deps.ts';
import { actionDeps, DAY_MS, TUESDAY } from '../support/fixed.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

const click = (deps: Deps) =>
  prepareLog(deps, {
    selection: 'Great work',
    link: null,
    tab: { id: 7, windowId: 1, title: 'Ward list', url: 'https://ward.example/' },
  });

test('the alarm knocks in time for a form that nobody touched to be gone within the hour', async () => {
  const { deps, fake } = await actionDeps();
  await sweep(deps, false);
  // Whatever is written and looked at meanwhile plans the alarm anew.
  fake.at += 20 * MINUTE_MS;
  const preparedAt = fake.at;
  await click(deps);
  expect(fake.alarmAt).toBeLessThan(preparedAt + HOUR_MS);
  fake.at += 40 * MINUTE_MS;
  await sweep(deps, false);
  expect(await deps.storage.read.drafts()).toHaveLength(1);
  await saveMentor(deps, { id: null, fields: { name: 'Elena Rivera' } });
  expect(fake.alarmAt).toBeLessThan(preparedAt + HOUR_MS);
  fake.at = fake.alarmAt ?? 0;
  await sweep(deps, false);
  expect(await deps.storage.read.drafts()).toEqual([]);
});

test('a worker that ended between writing and planning comes back all the same', async () => {
  const { deps, fake } = await actionDeps();
  await click({ ...deps, afterwards: async () => {} });
  expect(fake.alarmAt).toBe(TUESDAY + MINUTE_MS);
});

test('what was touched stays, and plans nothing', async () => {
  const { deps, fake } = await actionDeps();
  await planWakeUp(deps);
  const without = fake.alarmAt;
  await click(deps);
  const [draft] = await deps.storage.read.drafts();
  await deps.storage.record({ now: TUESDAY, newId: deps.newId }, change =>
    change.patch('drafts', draft!.id, { isTouched: true }),
  );
  await planWakeUp(deps);
  expect(fake.alarmAt).toBe(without);
  fake.at += 3 * DAY_MS;
  await sweep(deps, false);
  expect(await deps.storage.read.drafts()).toHaveLength(1);
});

test('one that could not be removed does not keep the worker awake', async () => {
  const { deps, fake } = await actionDeps();
  // A worker that has never looked would do so first of all.
  await sweep(deps, false);
  await click(deps);
  fake.at += 2 * HOUR_MS;
  await planWakeUp(deps);
  expect(fake.alarmAt).toBe(fake.at + MINUTE_MS);
});

test('one that was made while the clock was far ahead goes once it is right', async () => {
  const { deps, fake } = await actionDeps();
  fake.at += 365 * DAY_MS;
  await click(deps);
  fake.at = TUESDAY;
  await sweep(deps, false);
  expect(await deps.storage.read.drafts()).toEqual([]);
});

test('what was discarded can be brought back for a day, and then nothing of it is left, though nothing else is written', async () => {
  const { deps, fake, name } = await actionDeps();
  await click(deps);
  const [draft] = await deps.storage.read.drafts();
  const discarded = await discardDraft(deps, { id: draft!.id });
  if (!discarded.ok) throw new Error(discarded.problem.code);
  fake.at += DAY_MS - MINUTE_MS;
  await sweep(deps, false);
  expect(await everythingIn(name)).toContain('Great work');
  fake.at += 2 * MINUTE_MS;
  await sweep(deps, false);
  expect(await everythingIn(name)).not.toContain('Great work');
  expect(await undo(deps, { undoId: discarded.value.undoId })).toMatchObject({ ok: false });
});

test('a form that nobody came back to is gone after 30 days, and one of a clock that was ahead once it is right', async () => {
  const { deps, fake, name } = await actionDeps();
  await keepForm(deps, { key: 'moment/new', fields: { situation: 'Night shift' } });
  fake.at += 29 * DAY_MS;
  await sweep(deps, false);
  expect(await deps.storage.read.keptForm('moment/new')).toEqual({ situation: 'Night shift' });
  fake.at += 2 * DAY_MS;
  await sweep(deps, false);
  expect(await everythingIn(name)).not.toContain('Night shift');
  await keepForm(deps, { key: 'moment/new', fields: { situation: 'Round' } });
  fake.at = TUESDAY - 30 * DAY_MS;
  await sweep(deps, false);
  expect(await everythingIn(name)).not.toContain('Round');
});

test('a form that was saved is forgotten at once', async () => {
  const { deps, name } = await actionDeps();
  await keepForm(deps, { key: 'moment/new', fields: { situation: 'Night shift' } });
  await keepForm(deps, { key: 'moment/new', fields: null });
  expect(await everythingIn(name)).not.toContain('Night shift');
});

/** All that a database holds, as one text. */
async function everythingIn(name: string): Promise<string> {
  const answer = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const database = await answer(indexedDB.open(name));
  const tables = [...database.objectStoreNames];
  const transaction = database.transaction(tables);
  const rows = await Promise.all(tables.map(table => answer(transaction.objectStore(table).getAll())));
  database.close();
  return JSON.stringify(rows);
}
