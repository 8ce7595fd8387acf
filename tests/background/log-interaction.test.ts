import '../support/extension-api.ts';
import { expect, test } from 'vitest';
import { logInteraction } from '../../src/background/actions/log-interaction.ts';
import { prepareLog } from '../../src/background/actions/prepare-log.ts';
import { readTab } from '../../src/background/actions/read-page.ts';
import { saveMentor } from '../../src/background/actions/save-mentor.ts';
import { saveRecord } from '../../src/background/actions/save-record.ts';
import { writeReminder } from '../../src/background/actions/write-reminder.ts';
import { localDateOf } from '../../src/core/dates.ts';
import { emptyLogForm, type LogForm } from '../../src/core/log-form.ts';
import { actionDeps, TUESDAY, ZONE } from '../support/fixed.ts';

const form = (fields: Partial<LogForm>): LogForm => ({ ...emptyLogForm(TUESDAY, ZONE), ...fields });
const elena = { name: 'Elena Rivera', email: 'elena@example.org' };

test('one entry makes its mentors, keeps its people, and is done with its draft', async () => {
  const { deps } = await actionDeps();
  const draft = { form: form({}), origin: 'popup' as const, suggestions: [], isTouched: true, updatedAt: TUESDAY };
  await deps.storage.record({ now: TUESDAY, newId: deps.newId }, change => change.create('drafts', 'd1', draft));
  const result = await logInteraction(deps, {
    form: form({
      newMentors: [elena],
      others: [{ name: 'Tom', email: 'tom@example.org' }],
      note: 'Asked for feedback',
    }),
    draftId: 'd1',
  });
  if (!result.ok) throw new Error(result.problem.code);
  expect(await deps.storage.read.interaction(result.value.id)).toMatchObject({
    state: 'happened',
    mentorIds: result.value.mentorIds,
    others: [{ name: 'Tom', email: 'tom@example.org' }],
    note: 'Asked for feedback',
  });
  expect(await deps.storage.read.drafts()).toEqual([]);
  expect((await deps.storage.read.mentors()).map(({ name, emails }) => [name, emails])).toEqual([
    ['Elena Rivera', ['elena@example.org']],
  ]);
});

test('undo takes back the entry, its mentors and their reminders, and brings the draft back', async () => {
  const { deps } = await actionDeps();
  const draft = { form: form({}), origin: 'popup' as const, suggestions: [], isTouched: true, updatedAt: TUESDAY };
  await deps.storage.record({ now: TUESDAY, newId: deps.newId }, change => change.create('drafts', 'd1', draft));
  const result = await logInteraction(deps, { form: form({ newMentors: [elena] }), draftId: 'd1' });
  if (!result.ok) throw new Error(result.problem.code);
  await deps.storage.undo({ now: TUESDAY, newId: deps.newId }, result.value.undoId, async () => {});
  const { tables } = await deps.storage.read.exportAll('');
  expect([tables.mentors, tables.interactions, tables.reminders]).toEqual([[], [], []]);
  expect((await deps.storage.read.drafts()).map(({ id }) => id)).toEqual(['d1']);
});

test('a new person whose address is known is that mentor, in any spelling', async () => {
  const { deps } = await actionDeps();
  await logInteraction(deps, { form: form({ newMentors: [elena] }), draftId: null });
  await logInteraction(deps, {
    form: form({ newMentors: [{ name: 'Rivera', email: 'ELENA@Example.org' }] }),
    draftId: null,
  });
  expect(await deps.storage.read.mentors()).toHaveLength(1);
});

test.each([
  [{}, 'form/no-person'],
  [{ newMentors: [elena], on: '2026-02-31' }, 'form/bad-date'],
  [{ newMentors: [elena], on: '275760-09-13' }, 'form/bad-date'],
  [{ newMentors: [elena], time: '25:00' }, 'form/bad-date'],
  [{ newMentors: [{ name: 'X', email: 'not an address' }] }, 'form/bad-address'],
  [{ newMentors: [{ name: ' \u202e ', email: null }] }, 'form/no-name'],
  [{ newMentors: [elena], note: 'a'.repeat(20_001) }, 'form/too-long'],
  [{ mentorIds: ['018f0000-0000-7000-8000-999999999999'] }, 'mentor/not-found'],
  [{ newMentors: [elena], interactionId: '018f0000-0000-7000-8000-999999999999' }, 'interaction/not-found'],
])('a form with %j is refused with %s and writes nothing', async (fields, code) => {
  const { deps } = await actionDeps();
  const result = await logInteraction(deps, { form: form(fields), draftId: null });
  expect(result).toMatchObject({ ok: false, problem: { code } });
  const { tables } = await deps.storage.read.exportAll('');
  expect([tables.mentors, tables.interactions]).toEqual([[], []]);
});

test('an entry of a day to come is planned and no contact', async () => {
  const { deps } = await actionDeps();
  const result = await logInteraction(deps, { form: form({ newMentors: [elena], on: '2026-03-20' }), draftId: null });
  if (!result.ok) throw new Error(result.problem.code);
  expect(await deps.storage.read.interaction(result.value.id)).toMatchObject({ state: 'planned' });
  expect(await deps.storage.read.lastContact(result.value.mentorIds[0]!)).toBeNull();
});

test('a link that could run script is not kept', async () => {
  const { deps } = await actionDeps();
  const source = {
    site: 'page',
    title: '',
    url: 'javascript:alert(1)',
    messageId: null,
    threadId: null,
    eventId: null,
    likeness: null,
  };
  const result = await logInteraction(deps, { form: form({ newMentors: [elena], source }), draftId: null });
  if (!result.ok) throw new Error(result.problem.code);
  expect((await deps.storage.read.interaction(result.value.id))?.source?.url).toBeNull();
});

test('changing an entry keeps what the form does not show', async () => {
  const { deps } = await actionDeps();
  const first = await logInteraction(deps, { form: form({ newMentors: [elena], title: 'Rounds' }), draftId: null });
  if (!first.ok) throw new Error(first.problem.code);
  const { id, mentorIds } = first.value;
  await deps.storage.change({ now: TUESDAY, newId: deps.newId }, change =>
    change.patch('interactions', id, { isListMail: true }),
  );
  await logInteraction(deps, {
    form: form({ interactionId: id, mentorIds: [...mentorIds], title: 'Ward rounds' }),
    draftId: null,
  });
  expect(await deps.storage.read.interaction(id)).toMatchObject({ title: 'Ward rounds', isListMail: true });
});

test('two mentors cannot have one address', async () => {
  const { deps } = await actionDeps();
  await logInteraction(deps, { form: form({ newMentors: [elena] }), draftId: null });
  const result = await saveMentor(deps, { id: null, fields: { name: 'Somebody', emails: ['elena@example.org'] } });
  expect(result).toEqual({ ok: false, problem: { code: 'mentor/address-taken', value: 'Elena Rivera' } });
});

test('nothing is injected before the student agreed; the tab gives title and address', async () => {
  const { deps, fake } = await actionDeps();
  fake.page = { title: 'Read', url: 'https://mail.example.com/1', selection: '', capture: null };
  const tab = { id: 7, title: 'Inbox', url: 'https://mail.example.com/' };
  expect(await readTab(deps, tab)).toEqual({
    reading: {
      title: 'Inbox',
      url: 'https://mail.example.com/',
      selection: '',
      capture: null,
      links: [],
      unread: null,
    },
    problem: 'consent/not-given',
  });
  expect(fake.injectedInto).toEqual([]);
  await deps.storage.setLocal('consent', true);
  expect(await readTab(deps, tab)).toMatchObject({ reading: { title: 'Read' }, problem: null });
  expect(fake.injectedInto).toEqual([7]);
});

test.each([
  [null, 'capture/page-unreadable'],
  [{ title: 5 }, 'capture/invalid'],
  ['text', 'capture/invalid'],
])('a page that answers %j keeps title and address', async (page, problem) => {
  const { deps, fake } = await actionDeps();
  await deps.storage.setLocal('consent', true);
  fake.page = page;
  const answer = await readTab(deps, { id: 7, title: 'Store', url: 'https://store.example/' });
  expect(answer).toMatchObject({ problem, reading: { title: 'Store', url: 'https://store.example/' } });
});

const tab = { id: 7, windowId: 1, title: 'Ward list', url: 'https://ward.example/' };

test('a selection in the menu becomes the note', async () => {
  const { deps } = await actionDeps();
  await prepareLog(deps, { selection: 'Great presentation today', link: null, tab });
  const [draft] = await deps.storage.read.drafts();
  expect(draft?.form).toMatchObject({ note: 'Great presentation today', title: 'Ward list', newMentors: [] });
  expect(draft?.form.source?.url).toBe('https://ward.example/');
});

test.each([
  [{ selection: 'Elena Rivera <elena@example.org>', link: null }, elena],
  [
    { selection: 'elena@example.org', link: null },
    { name: 'elena@example.org', email: 'elena@example.org' },
  ],
  [
    { selection: '', link: 'mailto:elena@example.org?subject=Hi' },
    { name: 'elena@example.org', email: 'elena@example.org' },
  ],
])('an address in the menu becomes the person: %j', async (click, person) => {
  const { deps } = await actionDeps();
  await prepareLog(deps, { ...click, tab });
  const [draft] = await deps.storage.read.drafts();
  expect(draft?.form).toMatchObject({ newMentors: [person], note: '' });
});

test('a second click in the menu replaces an untouched draft and keeps a typed one', async () => {
  const { deps } = await actionDeps();
  await prepareLog(deps, { selection: 'one', link: null, tab });
  await prepareLog(deps, { selection: 'two', link: null, tab });
  const [only, ...none] = await deps.storage.read.drafts();
  expect([only?.form.note, none]).toEqual(['two', []]);
  await deps.storage.record({ now: TUESDAY, newId: deps.newId }, change =>
    change.patch('drafts', only!.id, { isTouched: true }),
  );
  await prepareLog(deps, { selection: 'three', link: null, tab });
  expect((await deps.storage.read.drafts()).map(draft => draft.form.note).sort()).toEqual(['three', 'two']);
});

test('undo of the entry that made a mentor keeps the mentor once other entries are about them', async () => {
  const { deps } = await actionDeps();
  const first = await logInteraction(deps, { form: form({ newMentors: [elena] }), draftId: null });
  if (!first.ok) throw new Error(first.problem.code);
  const { mentorIds, undoId, id } = first.value;
  await logInteraction(deps, { form: form({ mentorIds: [...mentorIds], title: 'Later' }), draftId: null });
  await deps.storage.undo({ now: TUESDAY, newId: deps.newId }, undoId, async () => {});
  expect(await deps.storage.read.interaction(id)).toBeNull();
  expect(await deps.storage.read.mentors()).toHaveLength(1);
});

test('asked again after a lost answer, an entry is written once and can still be undone', async () => {
  const { deps } = await actionDeps();
  const request = { form: form({ newMentors: [{ name: 'Elena Rivera', email: null }] }), draftId: deps.newId() };
  const first = await logInteraction(deps, request);
  const again = await logInteraction(deps, request);
  expect(again).toEqual(first);
  const { tables } = await deps.storage.read.exportAll('');
  expect([tables.mentors?.length, tables.interactions?.length]).toEqual([1, 1]);
  if (!again.ok) throw new Error(again.problem.code);
  await deps.storage.undo({ now: TUESDAY, newId: deps.newId }, again.value.undoId, async () => {});
  expect((await deps.storage.read.exportAll('')).tables.interactions).toEqual([]);
  expect((await logInteraction(deps, request)).ok).toBe(true);
});

test.each([
  ['cancelled', {}, 'cancelled'],
  ['cancelled', { on: '2026-03-20' }, 'cancelled'],
  ['happened', { on: '2026-03-20' }, 'planned'],
])('a new note leaves what was said of an entry: %s, %j, %s', async (state, fields, expected) => {
  const { deps } = await actionDeps();
  const first = await logInteraction(deps, { form: form({ newMentors: [elena] }), draftId: null });
  if (!first.ok) throw new Error(first.problem.code);
  const { id, mentorIds } = first.value;
  await deps.storage.change({ now: TUESDAY, newId: deps.newId }, change => change.patch('interactions', id, { state }));
  const edited = form({ interactionId: id, mentorIds: [...mentorIds], note: 'More', ...fields });
  await logInteraction(deps, { form: edited, draftId: null });
  expect(await deps.storage.read.interaction(id)).toMatchObject({ state: expected, note: 'More' });
});

test('a click in the menu tells the panel why there is no more than title and address', async () => {
  const { deps, fake } = await actionDeps();
  const click = { selection: 'Great work', link: null, tab };
  await prepareLog(deps, click);
  expect((await deps.storage.read.drafts())[0]).toMatchObject({ pageProblem: 'consent/not-given' });
  await deps.storage.setLocal('consent', true);
  await prepareLog(deps, click);
  expect((await deps.storage.read.drafts())[0]).toMatchObject({ pageProblem: 'capture/page-unreadable' });
  fake.page = { title: 'Read', url: 'https://ward.example/', selection: '', capture: null };
  await prepareLog(deps, click);
  expect((await deps.storage.read.drafts())[0]).toMatchObject({ pageProblem: null });
});

test('what a message says of its letter and its reminder is written with it, and one undo takes back all', async () => {
  const { deps } = await actionDeps();
  const saved = await saveMentor(deps, { id: null, fields: { name: 'Elena Rivera' } });
  if (!saved.ok) throw new Error(saved.problem.code);
  const asked = await saveRecord(deps, 'letters', { id: null, fields: { mentorId: saved.value.id } });
  if (!asked.ok) throw new Error(asked.problem.code);
  const letterId = asked.value.id;
  const own = { text: 'Ask Elena', on: localDateOf(TUESDAY, ZONE), time: null, mentorId: saved.value.id };
  const written = await writeReminder(deps, { id: null, fields: own });
  if (!written.ok) throw new Error(written.problem.code);
  const reminderId = written.value.id;
  const sent = form({ kind: 'email', mentorIds: [saved.value.id], letterId, letterStep: 'ask' });
  const log = (fields: Readonly<Record<string, unknown>>) =>
    logInteraction(deps, { form: sent, draftId: null, also: { reminderId, letters: [{ id: letterId, fields }] } });

  // All or none.
  expect(await log({ askedOn: 'soon' })).toMatchObject({ ok: false, problem: { code: 'form/bad-date' } });
  expect(await deps.storage.read.interactionCount(saved.value.id)).toBe(0);

  const logged = await log({ askedOn: '2026-03-03' });
  if (!logged.ok) throw new Error(logged.problem.code);
  expect(await deps.storage.read.letter(letterId)).toMatchObject({ askedOn: '2026-03-03' });
  expect(await deps.storage.read.reminder(reminderId)).toMatchObject({ state: 'done' });
  await deps.storage.undo({ now: TUESDAY, newId: deps.newId }, logged.value.undoId, async () => {});
  expect(await deps.storage.read.letter(letterId)).toMatchObject({ askedOn: null });
  expect(await deps.storage.read.reminder(reminderId)).toMatchObject({ state: 'due' });
  expect(await deps.storage.read.interactionCount(saved.value.id)).toBe(0);
});

test('a reminder that is not open any more, and one that is gone, are left alone', async () => {
  const { deps } = await actionDeps();
  const also = { reminderId: 'check-in:nobody:x', letters: [] };
  const logged = await logInteraction(deps, { form: form({ newMentors: [elena] }), draftId: null, also });
  expect(logged).toMatchObject({ ok: true });
});
