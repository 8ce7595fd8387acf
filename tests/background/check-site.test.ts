import '../support/extension-api.ts';
import { expect, test } from 'vitest';
import { checkSite } from '../../src/background/actions/check-site.ts';
import { actionDeps, TUESDAY } from '../support/fixed.ts';

const TAB = { id: 7, title: 'Inbox', url: 'https://mail.google.com/mail/u/0/#inbox/FMfcgz' };
const OTHER = { id: 9, title: 'Sent', url: 'https://mail.google.com/mail/u/0/#sent' };
const page = { title: 'Ward – Gmail', url: TAB.url, selection: '', capture: null };
const shape = { selectors: [{ name: 'subject', count: 0 }], elements: [{ name: 'div', count: 3 }] };
const item = (type: string) => ({ type, title: 'Ward', people: [] });
const capture = (...types: readonly string[]) => ({ site: 'gmail', surface: 'thread', items: types.map(item) });

async function agreed() {
  const made = await actionDeps();
  await made.deps.storage.setLocal('consent', true);
  made.fake.allowed = ['gmail'];
  made.fake.tabs = [TAB, OTHER];
  made.fake.sitePage = page;
  return made;
}

test('without consent no page is read', async () => {
  const { deps, fake } = await agreed();
  await deps.storage.setLocal('consent', false);
  expect(await checkSite(deps, { site: 'gmail' })).toEqual({ ok: false, problem: { code: 'consent/not-given' } });
  expect(fake.readers).toEqual([]);
});

test.each([
  ['not-allowed', []],
  ['not-allowed', ['outlook']],
  ['no-tab', ['gmail']],
] as const)('with no tab to look at it is %s when these are allowed: %j', async (state, allowed) => {
  const { deps, fake } = await agreed();
  fake.tabs = [];
  fake.allowed = [...allowed];
  expect(await checkSite(deps, { site: 'gmail' })).toEqual({ ok: true, value: { state } });
  expect(fake.readers).toEqual([]);
});

test('a tab that a click opened to Vouch is looked at, also where the site is not allowed', async () => {
  const { deps, fake } = await agreed();
  fake.allowed = [];
  expect(await checkSite(deps, { site: 'gmail' })).toMatchObject({ value: { state: 'nothing' } });
});

test('the site’s own reader runs once, in the tab that was used last', async () => {
  const { deps, fake } = await agreed();
  fake.sitePage = { ...page, capture: capture('email') };
  await checkSite(deps, { site: 'gmail' });
  expect([fake.injectedInto, fake.readers]).toEqual([[TAB.id], ['gmail']]);
});

test.each([
  [capture('email', 'email'), { state: 'read', messageCount: 2, eventCount: 0 }],
  [capture('email-thread', 'email-thread', 'email-thread'), { state: 'read', messageCount: 3, eventCount: 0 }],
  [capture('event', 'meeting'), { state: 'read', messageCount: 0, eventCount: 2 }],
  [capture('email', 'event'), { state: 'read', messageCount: 1, eventCount: 1 }],
  [capture(), { state: 'nothing' }],
  [capture('page', 'contact'), { state: 'nothing' }],
  [null, { state: 'nothing' }],
])('%j is told as %j', async (found, told) => {
  const { deps, fake } = await agreed();
  fake.sitePage = { ...page, capture: found };
  expect(await checkSite(deps, { site: 'gmail' })).toEqual({ ok: true, value: { title: 'Ward – Gmail', ...told } });
  expect(await deps.storage.read.local('unread/gmail')).toBeNull();
});

test('a page that should have been understood and was not is told, and its shape is kept with the day', async () => {
  const { deps, fake } = await agreed();
  fake.sitePage = { ...page, title: '', unread: { reader: 'gmail', shape } };
  const unread = { reader: 'gmail', shape, at: TUESDAY };
  expect(await checkSite(deps, { site: 'gmail' })).toEqual({
    ok: true,
    value: { state: 'unread', title: 'Inbox', unread },
  });
  expect(await deps.storage.read.local('unread/gmail')).toEqual(unread);
});

test.each([null, 'text', { ...page, unread: { reader: 'gmail', shape: { ...shape, text: 1, elements: ['Ward'] } } }])(
  'an answer that is none, %j, is told as a page out of reach, and nothing is kept',
  async answer => {
    const { deps, fake } = await agreed();
    fake.sitePage = answer;
    expect(await checkSite(deps, { site: 'gmail' })).toEqual({ ok: true, value: { state: 'unreachable' } });
    expect(await deps.storage.read.local('unread/gmail')).toBeNull();
  },
);
