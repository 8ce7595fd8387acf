import '../support/extension-api.ts';
import { expect, test } from 'vitest';
import { addFollowUp } from '../../src/background/actions/add-follow-up.ts';
import { logInteraction } from '../../src/background/actions/log-interaction.ts';
import { saveMentor } from '../../src/background/actions/save-mentor.ts';
import { settleReminder } from '../../src/background/actions/settle-reminder.ts';
import { undo } from '../../src/background/actions/undo.ts';
import type { Deps } from '../../src/background/deps.ts';
import type { LocalDate } from '../../src/core/dates.ts';
import { emptyLogForm } from '../../src/core/log-form.ts';
import type { Result } from '../../src/core/result.ts';
import { actionDeps, ZONE } from '../support/fixed.ts';

const ON = '2026-03-10' as LocalDate; // the form that a LocalDate has

function written<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(result.problem.code);
  return result.value;
}

/** A meeting of this day. @returns Its id, and the mentor's. */
async function meeting(deps: Deps): Promise<{ readonly id: string; readonly mentorId: string }> {
  const mentorId = written(await saveMentor(deps, { id: null, fields: { name: 'Elena Rivera' } })).id;
  const form = { ...emptyLogForm(deps.now(), ZONE), mentorIds: [mentorId] };
  return { id: written(await logInteraction(deps, { form, draftId: null })).id, mentorId };
}

const followUps = async (deps: Deps, id: string) => (await deps.storage.read.interaction(id))?.followUps;
const open = async (deps: Deps, mentorId: string) =>
  (await deps.storage.read.openRemindersAbout(mentorId)).filter(({ rule }) => rule === 'follow-up');

test('what is to be done is kept with the entry and reminded of on its day; done, it says so; one undo takes it back', async () => {
  const { deps } = await actionDeps();
  const { id, mentorId } = await meeting(deps);
  written(await addFollowUp(deps, { id, followUpId: 'f1', text: '  Send her \n the abstract ', on: ON }));
  const { undoId } = written(await addFollowUp(deps, { id, followUpId: 'f2', text: 'Book the next one', on: ON }));
  expect(await followUps(deps, id)).toMatchObject([
    { text: 'Send her the abstract', dueOn: ON, isDone: false },
    { text: 'Book the next one', dueOn: ON, isDone: false },
  ]);
  expect(await open(deps, mentorId)).toHaveLength(2);

  written(await undo(deps, { undoId }));
  const [reminder] = await open(deps, mentorId);
  expect(reminder).toMatchObject({ dueOn: ON, reason: { type: 'follow-up', text: 'Send her the abstract' } });
  written(await settleReminder(deps, reminder?.id ?? '', 'done'));
  expect(await followUps(deps, id)).toMatchObject([{ text: 'Send her the abstract', isDone: true }]);
  expect(await open(deps, mentorId)).toEqual([]);
});

test('without words, with too many, or of an entry that is gone, nothing is written', async () => {
  const { deps } = await actionDeps();
  const { id } = await meeting(deps);
  const refused = async (text: string, of = id) => {
    const result = await addFollowUp(deps, { id: of, followUpId: 'f1', text, on: ON });
    return result.ok ? null : result.problem.code;
  };
  expect(await refused(' \n ')).toBe('reminder/no-text');
  expect(await refused('x'.repeat(301))).toBe('form/too-long');
  expect(await refused('x'.repeat(300), 'gone')).toBe('interaction/not-found');
  expect(await followUps(deps, id)).toEqual([]);
});

test('the same again, as after a lost answer, adds nothing, and the first can be taken back', async () => {
  const { deps } = await actionDeps();
  const { id } = await meeting(deps);
  const request = { id, followUpId: 'f1', text: 'Send her the abstract', on: ON };
  const { undoId } = written(await addFollowUp(deps, request));
  expect(written(await addFollowUp(deps, request))).toMatchObject({ undoId });
  expect(await followUps(deps, id)).toHaveLength(1);
  written(await undo(deps, { undoId }));
  expect(await followUps(deps, id)).toEqual([]);
});

test('nothing follows what was cancelled, and with an archived person it says that nobody is reminded', async () => {
  const { deps } = await actionDeps();
  const { id, mentorId } = await meeting(deps);
  const request = { id, followUpId: 'f1', text: 'Send her the abstract', on: ON };
  written(await saveMentor(deps, { id: mentorId, fields: { isArchived: true } }));
  expect(written(await addFollowUp(deps, request)).isReminded).toBe(false);
  expect(await open(deps, mentorId)).toEqual([]);
  written(await saveMentor(deps, { id: mentorId, fields: { isArchived: false } }));
  expect(written(await addFollowUp(deps, { ...request, followUpId: 'f2' })).isReminded).toBe(true);
  expect(await open(deps, mentorId)).toHaveLength(2);
  await deps.storage.change({ now: deps.now(), newId: deps.newId }, change =>
    change.patch('interactions', id, { state: 'cancelled' }),
  );
  expect(await addFollowUp(deps, { ...request, followUpId: 'f3' })).toMatchObject({
    ok: false,
    problem: { code: 'interaction/cancelled' },
  });
});
