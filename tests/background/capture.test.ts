import '../support/extension-api.ts';
import { describe, expect, test } from 'vitest';
import { logInteraction } from '../../src/background/actions/log-interaction.ts';
import { logMany } from '../../src/background/actions/log-many.ts';
import { prepareLog } from '../../src/background/actions/prepare-log.ts';
import { readTab } from '../../src/background/actions/read-page.ts';
import { saveMentor } from '../../src/background/actions/save-mentor.ts';
import { saveSettings } from '../../src/background/actions/save-settings.ts';
import type { Deps } from '../../src/background/deps.ts';
import { sourceKeys } from '../../src/core/interaction.ts';
import { emptyLogForm, type LogForm } from '../../src/core/log-form.ts';
import { actionDeps, TUESDAY, ZONE } from '../support/fixed.ts';

const form = (fields: Partial<LogForm>): LogForm => ({ ...emptyLogForm(TUESDAY, ZONE), ...fields });
const elena = { name: 'Elena Rivera', email: 'elena@example.org' };
const source = (eventId: string) => ({
  site: 'google-calendar',
  title: 'Calendar',
  url: null,
  messageId: null,
  threadId: null,
  eventId,
  likeness: null,
});

async function loggedElena(deps: Deps): Promise<string> {
  const result = await logInteraction(deps, { form: form({ newMentors: [elena] }), draftId: null });
  if (!result.ok) throw new Error(result.problem.code);
  return result.value.mentorIds[0] ?? '';
}

describe('what an entry teaches', () => {
  test('a confirmed address becomes the mentor’s, and undo takes it back', async () => {
    const { deps } = await actionDeps();
    const id = await loggedElena(deps);
    const addresses = [{ mentorId: id, email: 'E.Rivera@New.example' }];
    const result = await logInteraction(deps, { form: form({ mentorIds: [id], addresses }), draftId: null });
    if (!result.ok) throw new Error(result.problem.code);
    const emails = async () => (await deps.storage.read.mentor(id))?.emails;
    expect(await emails()).toEqual(['elena@example.org', 'e.rivera@new.example']);
    await deps.storage.undo({ now: TUESDAY, newId: deps.newId }, result.value.undoId, async () => {});
    expect(await emails()).toEqual(['elena@example.org']);
  });

  test('an address that is somebody’s, or none, is left alone', async () => {
    const { deps } = await actionDeps();
    const id = await loggedElena(deps);
    const other = { name: 'Ben Osei', email: 'ben@example.org' };
    const addresses = ['ben@example.org', 'elena@example.org', 'no address'].map(email => ({ mentorId: id, email }));
    await logInteraction(deps, { form: form({ newMentors: [other], mentorIds: [id], addresses }), draftId: null });
    expect((await deps.storage.read.mentor(id))?.emails).toEqual(['elena@example.org']);
  });

  test('the student’s own address is learnt, once, and never a mentor’s', async () => {
    const { deps } = await actionDeps();
    const selfEmails = ['Sam@School.example', 'sam@school.example', 'elena@example.org', ''];
    await logInteraction(deps, { form: form({ newMentors: [elena], selfEmails }), draftId: null });
    expect((await deps.storage.read.profile()).emails).toEqual(['sam@school.example']);
  });
});

describe('several entries at once', () => {
  test('are written together, each source once, and undone together', async () => {
    const { deps } = await actionDeps();
    const id = await loggedElena(deps);
    const one = form({ mentorIds: [id], source: source('e1') });
    const first = await logMany(deps, { forms: [one] });
    expect(first).toMatchObject({ ok: true, value: { alreadyCount: 0, refusedCount: 0 } });
    const forms = [
      one,
      form({ mentorIds: [id], source: source('e2') }),
      form({ mentorIds: [id], source: source('e2') }),
    ];
    const result = await logMany(deps, { forms: [...forms, form({ mentorIds: [id], on: 'yesterday' })] });
    if (!result.ok) throw new Error(result.problem.code);
    expect(result.value).toMatchObject({ mentorIds: [id], alreadyCount: 2, refusedCount: 1 });
    expect(result.value.ids).toHaveLength(1);
    expect(await deps.storage.read.interactionsFrom(sourceKeys(source('e2')))).toHaveLength(1);
    await deps.storage.undo({ now: TUESDAY, newId: deps.newId }, result.value.undoId ?? '', async () => {});
    expect(await deps.storage.read.interactionsFrom(sourceKeys(source('e2')))).toEqual([]);
    expect(await deps.storage.read.interactionsFrom(sourceKeys(source('e1')))).toHaveLength(1);
  });

  test('that are all there already write nothing', async () => {
    const { deps } = await actionDeps();
    const id = await loggedElena(deps);
    const forms = [form({ mentorIds: [id], source: source('e1') })];
    await logMany(deps, { forms });
    expect(await logMany(deps, { forms })).toMatchObject({ value: { ids: [], alreadyCount: 1, undoId: null } });
  });

  test('about a mentor who is gone write nothing at all', async () => {
    const { deps } = await actionDeps();
    const id = await loggedElena(deps);
    const forms = [
      form({ mentorIds: [id], source: source('e1') }),
      form({ mentorIds: ['gone'], source: source('e2') }),
    ];
    expect(await logMany(deps, { forms })).toEqual({ ok: false, problem: { code: 'mentor/not-found' } });
    expect(await deps.storage.read.interactionsFrom(sourceKeys(source('e1')))).toEqual([]);
  });
});

describe('a site with a reader of its own', () => {
  const tab = { id: 7, title: 'Inbox', url: 'https://mail.google.com/mail/u/0/#inbox/FMfcgz' };
  const page = { title: 'Read', url: tab.url, selection: 'this', capture: null };
  const capture = { site: 'gmail', surface: 'thread', items: [{ type: 'email', title: 'Ward', people: [] }] };
  const shape = { selectors: [{ name: 'subject', count: 0 }], elements: [{ name: 'div', count: 3 }] };

  async function agreed() {
    const made = await actionDeps();
    await made.deps.storage.setLocal('consent', true);
    made.fake.page = page;
    return made;
  }

  test('is read by that, and by no other', async () => {
    const { deps, fake } = await agreed();
    fake.sitePage = { ...page, capture };
    expect(await readTab(deps, tab)).toMatchObject({ problem: null, reading: { capture: { site: 'gmail' } } });
    expect(fake.readers).toEqual(['gmail']);
  });

  test('is read as any other page where it shows no message, and that is no failure', async () => {
    const { deps, fake } = await agreed();
    fake.sitePage = page;
    expect(await readTab(deps, tab)).toMatchObject({ problem: null, reading: { unread: null, selection: 'this' } });
    expect(fake.readers).toEqual(['gmail', 'generic']);
  });

  test('that should have been understood and was not says so, and its shape is kept for the report', async () => {
    const { deps, fake } = await agreed();
    fake.sitePage = { ...page, unread: { reader: 'gmail', shape } };
    expect(await readTab(deps, tab)).toMatchObject({
      problem: 'capture/not-understood',
      reading: { title: 'Read', url: tab.url, selection: 'this', unread: { reader: 'gmail' } },
    });
    expect(await deps.storage.read.local('unread/gmail')).toEqual({ reader: 'gmail', shape, at: TUESDAY });
  });

  test('that was switched off is read as any other page', async () => {
    const { deps, fake } = await agreed();
    await saveSettings(deps, { sitesOff: ['gmail'] });
    fake.sitePage = { ...page, capture };
    expect(await readTab(deps, tab)).toMatchObject({ problem: null, reading: { capture: null } });
    expect(fake.readers).toEqual(['generic']);
  });
});

describe('a page of the browser itself', () => {
  test.each([
    ['chrome://settings/', '', 'chrome://settings/', null],
    ['about:config', '', 'about:config', null],
    ['file:///home/sam/paper.pdf', 'paper.pdf', 'paper.pdf', null],
    [`data:text/html,${'x'.repeat(1000)}`, '', `data:text/html,${'x'.repeat(285)}`, null],
    ['https://ward.example/', '', '', 'https://ward.example/'],
    ['', '', '', null],
  ])('%s, called %j, is known by %j', async (url, title, shown, link) => {
    const { deps } = await actionDeps();
    await deps.storage.setLocal('consent', true);
    expect(await readTab(deps, { id: 7, title, url })).toMatchObject({
      reading: { title: shown, url: link, capture: null },
      problem: 'capture/page-unreadable',
    });
  });

  test('makes a form whose subject is the address, and that links to nowhere', async () => {
    const { deps } = await actionDeps();
    await deps.storage.setLocal('consent', true);
    const tab = { id: 7, windowId: 1, title: '', url: 'chrome://extensions/' };
    await prepareLog(deps, { selection: '', link: null, tab });
    const [draft] = await deps.storage.read.drafts();
    expect(draft?.form).toMatchObject({ title: 'chrome://extensions/', source: null });
  });
});

describe('one message or event', () => {
  test('is one entry, from wherever it is logged, unless another is wanted', async () => {
    const { deps } = await actionDeps();
    const id = await loggedElena(deps);
    const again = form({ mentorIds: [id], source: source('e1') });
    expect(await logInteraction(deps, { form: again, draftId: null })).toMatchObject({ ok: true });
    expect(await logInteraction(deps, { form: again, draftId: null })).toEqual({
      ok: false,
      problem: { code: 'interaction/already-logged' },
    });
    expect(await logInteraction(deps, { form: again, draftId: null, isAnew: true })).toMatchObject({ ok: true });
    expect(await deps.storage.read.interactionsFrom(sourceKeys(source('e1')))).toHaveLength(2);
  });

  test('teaches a mentor with many addresses no more, and the mentor stays', async () => {
    const { deps } = await actionDeps();
    const emails = Array.from({ length: 20 }, (_, index) => `elena${index}@example.org`);
    const saved = await saveMentor(deps, { id: null, fields: { name: 'Elena Rivera', emails } });
    if (!saved.ok) throw new Error(saved.problem.code);
    const addresses = [{ mentorId: saved.value.id, email: 'one.more@example.org' }];
    await logInteraction(deps, { form: form({ mentorIds: [saved.value.id], addresses }), draftId: null });
    expect((await deps.storage.read.mentor(saved.value.id))?.emails).toEqual(emails);
  });
});
