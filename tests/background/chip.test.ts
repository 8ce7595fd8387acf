import '../support/extension-api.ts';
import { describe, expect, test } from 'vitest';
import { logFromChip, lookForChip, undoFromChip } from '../../src/background/actions/chip.ts';
import { logInteraction } from '../../src/background/actions/log-interaction.ts';
import { saveMentor } from '../../src/background/actions/save-mentor.ts';
import { saveSettings } from '../../src/background/actions/save-settings.ts';
import { type SitesDeps, syncSites } from '../../src/background/actions/sync-sites.ts';
import type { Deps } from '../../src/background/deps.ts';
import { emptyLogForm } from '../../src/core/log-form.ts';
import { SITES, type SiteId } from '../../src/core/sites.ts';
import type { Sender } from '../../src/messages/protocol.ts';
import type { Companion } from '../../src/platform/companions.ts';
import { actionDeps, DAY_MS, TUESDAY, ZONE } from '../support/fixed.ts';

const URL_OF_MAIL = 'https://mail.google.com/mail/u/0/#inbox/FMfcgz';
const FROM: Sender = { extensionId: 'vouch', url: URL_OF_MAIL, tabId: 7, windowId: 1, frameId: 0 };

const person = (role: string, name: string, email: string | null, isSelf = false) => ({ role, name, email, isSelf });
const ELENA = person('from', 'Elena Rivera', 'elena@example.org');
const SAM = person('to', 'Sam Lee', 'sam@school.example', true);

function mail(fields: object = {}) {
  return {
    type: 'email',
    title: 'Ward schedule',
    people: [ELENA, SAM],
    date: '2026-03-02T14:00:00Z',
    direction: 'inbound',
    messageId: 'm1',
    threadId: 't1',
    isFocused: true,
    ...fields,
  };
}

function pageWith(items: readonly object[], surface = 'thread', url = URL_OF_MAIL) {
  return { title: 'Ward', url, selection: 'what was selected', capture: { site: 'gmail', surface, items } };
}

/** A student who agreed to reading, allowed Gmail, and has Elena among their mentors. */
async function agreed() {
  const made = await actionDeps();
  await made.deps.storage.setLocal('consent', true);
  made.fake.allowed = ['gmail'];
  made.fake.sitePage = pageWith([mail()]);
  const id = await addMentor(made.deps, 'Elena Rivera', 'elena@example.org');
  return { ...made, id };
}

async function addMentor(deps: Deps, name: string, email: string): Promise<string> {
  const saved = await saveMentor(deps, { id: null, fields: { name, emails: [email] } });
  if (!saved.ok) throw new Error(saved.problem.code);
  return saved.value.id;
}

async function logMeeting(deps: Deps, mentorId: string, on: string): Promise<void> {
  const form = { ...emptyLogForm(TUESDAY, ZONE), mentorIds: [mentorId], on };
  expect(await logInteraction(deps, { form, draftId: null })).toMatchObject({ ok: true });
}

async function look(deps: Deps, from: Sender = FROM) {
  const answer = await lookForChip(deps, from);
  if (!answer.ok) throw new Error(answer.problem.code);
  return answer.value;
}

async function log(deps: Deps, key?: string) {
  const answer = await logFromChip(deps, { key: key ?? (await look(deps)).view?.key ?? '' }, FROM);
  if (!answer.ok) throw new Error(answer.problem.code);
  return answer.value;
}

const logged = (deps: Deps, mentorId: string) => deps.storage.read.timeline(mentorId, 10);

describe('what the chip shows', () => {
  test('is about the mentor who wrote, in words', async () => {
    const { deps, id } = await agreed();
    expect(await look(deps)).toMatchObject({
      isAllowed: true,
      view: {
        mentorId: id,
        name: 'Elena Rivera',
        lastContact: 'No contact logged yet',
        due: 'Check-in due today',
        others: null,
        logged: null,
        language: 'en',
        direction: 'ltr',
        words: { log: 'Log', open: 'Open', dismiss: 'Dismiss' },
      },
    });
  });

  test('says when they were last in touch, and since when a check-in is due', async () => {
    const { deps, fake, id } = await agreed();
    await logMeeting(deps, id, '2026-03-01');
    expect((await look(deps)).view).toMatchObject({ lastContact: 'Last in touch 2 days ago', due: null });
    fake.at = TUESDAY + 70 * DAY_MS;
    expect((await look(deps)).view).toMatchObject({
      lastContact: 'Last in touch 2 months ago',
      due: 'Check-in due since Sun, Apr 26',
    });
  });

  test('names the other mentors in it, and puts first who is due', async () => {
    const { deps, fake, id } = await agreed();
    const ben = await addMentor(deps, 'Ben Osei', 'ben@example.org');
    fake.sitePage = pageWith([mail({ people: [ELENA, SAM, person('cc', 'B.', 'ben@example.org')] })]);
    await logMeeting(deps, id, '2026-03-01');
    expect((await look(deps)).view).toMatchObject({ mentorId: ben, others: 'Also here: Elena Rivera' });
  });

  test.each([
    ['a stranger', [mail({ people: [person('from', 'A shop', 'shop@shop.example'), SAM] })], 'thread'],
    [
      'a mentor’s name under another address',
      [mail({ people: [person('from', 'Elena Rivera', 'er@x.example')] })],
      'thread',
    ],
    ['a mentor’s name without an address', [mail({ people: [person('from', 'Elena Rivera', null)] })], 'thread'],
    [
      'a mentor in a message that is not the open one',
      [mail({ isFocused: false }), mail({ isFocused: false })],
      'thread',
    ],
    ['a list, even with one row in it', [mail()], 'list'],
    ['a row of a list', [mail({ type: 'email-thread' })], 'thread'],
    ['a calendar', [mail({ type: 'event', start: '2026-03-02T14:00:00Z' })], 'calendar-view'],
    ['a person’s page', [mail({ type: 'contact' })], 'page'],
  ])('is nothing for %s', async (_name, items, surface) => {
    const { deps, fake } = await agreed();
    fake.sitePage = pageWith(items, surface);
    expect(await look(deps)).toEqual({ isAllowed: true, view: null });
  });

  test.each([
    ['nothing', null],
    ['what is no reading', { capture: 'elena@example.org' }],
    ['a page of another site', pageWith([mail()], 'thread', 'https://evil.example/')],
    ['a page without an address', { ...pageWith([mail()]), url: null }],
  ])('is nothing when the reading is %s', async (_name, reading) => {
    const { deps, fake } = await agreed();
    fake.sitePage = reading;
    expect(await look(deps)).toEqual({ isAllowed: true, view: null });
  });

  test('is nothing without consent, or when the site is switched off: the page is not even read', async () => {
    const { deps, fake } = await agreed();
    await deps.storage.setLocal('consent', false);
    expect(await look(deps)).toEqual({ isAllowed: true, view: null });
    await deps.storage.setLocal('consent', true);
    await saveSettings(deps, { sitesOff: ['gmail'] });
    expect(await look(deps)).toEqual({ isAllowed: true, view: null });
    expect(fake.injectedInto).toEqual([]);
  });

  test('is nothing about somebody who is never to be logged', async () => {
    const { deps } = await agreed();
    await saveSettings(deps, { neverLog: ['example.org'] });
    expect(await look(deps)).toEqual({ isAllowed: true, view: null });
  });

  test.each([
    ['a site that was withdrawn', URL_OF_MAIL, []],
    ['a site without a chip', 'https://zoom.us/j/1', ['meetings']],
    ['a site that only looks like one', 'https://mail.google.com.evil.example/', ['gmail']],
    ['no site', 'https://evil.example/', ['gmail']],
    ['a page that is sent without encryption', 'http://calendar.google.com/', ['gmail']],
  ] as const)('is refused to %s, and its page is not read', async (_name, url, allowed) => {
    const { deps, fake } = await agreed();
    fake.allowed = [...allowed] as SiteId[];
    expect(await look(deps, { ...FROM, url })).toEqual({ isAllowed: false, view: null });
    expect(await logFromChip(deps, { key: 'any' }, { ...FROM, url })).toMatchObject({ ok: false });
    expect(await undoFromChip(deps, { undoId: 'any' }, { ...FROM, url })).toMatchObject({ ok: false });
    expect(fake.injectedInto).toEqual([]);
  });
});

describe('logging from the chip', () => {
  test('writes what is open, says so, and makes nobody a mentor', async () => {
    const { deps, fake, id } = await agreed();
    fake.sitePage = pageWith([mail({ people: [ELENA, SAM, person('from', 'Nina Roy', 'nina@example.org')] })]);
    expect(await log(deps)).toMatchObject({
      sentence: 'In your log',
      isProblem: false,
      view: { logged: 'In your log' },
    });
    expect(await logged(deps, id)).toMatchObject([
      {
        title: 'Ward schedule',
        kind: 'email',
        direction: 'in',
        note: '',
        mentorIds: [id],
        others: [{ name: 'Nina Roy', email: 'nina@example.org' }],
        source: { site: 'gmail', messageId: 'm1' },
      },
    ]);
    expect(await deps.storage.read.mentors()).toHaveLength(1);
  });

  test('twice writes once, and says that it is there', async () => {
    const { deps, id } = await agreed();
    const { key = '' } = (await look(deps)).view ?? {};
    await log(deps, key);
    expect(await log(deps, key)).toMatchObject({ sentence: 'Already in your log', undoId: null, isProblem: false });
    expect(await logged(deps, id)).toHaveLength(1);
    expect((await look(deps)).view).toMatchObject({ logged: 'In your log' });
  });

  test('an event that is still to come plans it, and is no contact', async () => {
    const { deps, fake, id } = await agreed();
    const start = { start: '2026-03-09T14:00:00Z', end: '2026-03-09T15:00:00Z' };
    const event = mail({ type: 'event', date: null, messageId: null, threadId: null, eventId: 'e1', ...start });
    fake.sitePage = pageWith([event], 'event');
    expect(await log(deps)).toMatchObject({
      sentence: 'In your log as planned',
      view: { logged: 'In your log as planned', lastContact: 'No contact logged yet' },
    });
    expect(await logged(deps, id)).toMatchObject([{ state: 'planned' }]);
  });

  test('of a message that was left meanwhile writes nothing, and shows what is open now', async () => {
    const { deps, fake, id } = await agreed();
    const { key = '' } = (await look(deps)).view ?? {};
    fake.sitePage = pageWith([mail({ messageId: 'm2', title: 'Another', date: '2026-03-02T16:00:00Z' })]);
    const answer = await log(deps, key);
    expect(answer).toMatchObject({ undoId: null, isProblem: true });
    expect(answer.view?.key).not.toBe(key);
    fake.sitePage = null;
    expect(await log(deps, key)).toMatchObject({ undoId: null, view: null });
    expect(await logged(deps, id)).toEqual([]);
  });

  test('is taken back by undo, once', async () => {
    const { deps, id } = await agreed();
    const { undoId } = await log(deps);
    const undone = await undoFromChip(deps, { undoId: undoId ?? '' }, FROM);
    expect(undone).toMatchObject({
      ok: true,
      value: { sentence: 'Undone.', isProblem: false, view: { logged: null } },
    });
    expect(await logged(deps, id)).toEqual([]);
    const again = await undoFromChip(deps, { undoId: undoId ?? '' }, FROM);
    expect(again).toMatchObject({ ok: true, value: { isProblem: true } });
  });
});

describe('the scripts of the sites', () => {
  /** The browser's own lists. */
  function browserWith(allowed: Partial<Record<SiteId, readonly string[]>>, registered: readonly Companion[] = []) {
    const list = new Map(registered.map(one => [one.id, one]));
    const calls: string[] = [];
    const deps: SitesDeps = {
      allowedOrigins: async ({ id }) => allowed[id] ?? [],
      registered: async () => [...list.values()],
      register: async companion => {
        if (list.has(companion.id)) throw new Error('Duplicate script ID');
        list.set(companion.id, companion);
        calls.push(`register ${companion.id}`);
      },
      unregister: async id => {
        list.delete(id);
        calls.push(`unregister ${id}`);
      },
      inject: async ({ id }) => void calls.push(`inject ${id}`),
      tellCompanions: async () => void calls.push('tell'),
      alone: (_name, work) => work(),
    };
    return { deps, calls, ids: () => [...list.keys()] };
  }
  const GMAIL = { id: 'chip-gmail', file: '/capture/chip-gmail.js', origins: ['https://mail.google.com/*'] };

  test('come with a site that is allowed, into its open pages too, and once', async () => {
    const { deps, calls } = browserWith({ gmail: ['https://mail.google.com/*'] });
    await syncSites(deps, false);
    await syncSites(deps, false);
    expect(calls).toEqual(['register chip-gmail', 'inject chip-gmail']);
  });

  test('go with a site that is withdrawn, and its chips are told', async () => {
    const { deps, calls, ids } = browserWith({}, [GMAIL]);
    await syncSites(deps, false);
    expect(calls).toEqual(['unregister chip-gmail', 'tell']);
    expect(ids()).toEqual([]);
  });

  test('follow when one of several hosts of a site is withdrawn', async () => {
    const office = 'https://outlook.office.com/*';
    const before = {
      id: 'chip-outlook',
      file: 'capture/chip-outlook.js',
      origins: [office, 'https://outlook.live.com/*'],
    };
    const { deps, calls } = browserWith({ outlook: [office] }, [before]);
    await syncSites(deps, false);
    expect(calls).toEqual(['unregister chip-outlook', 'register chip-outlook', 'inject chip-outlook', 'tell']);
  });

  test('of a new version are put into open pages although the browser has kept their registration', async () => {
    const { deps, calls } = browserWith({ gmail: GMAIL.origins }, [GMAIL]);
    await syncSites(deps, true);
    expect(calls).toEqual(['inject chip-gmail']);
  });

  test('that no version knows any more are taken away', async () => {
    const { deps, calls } = browserWith({}, [{ id: 'of-long-ago', file: 'old.js', origins: [] }]);
    await syncSites(deps, false);
    expect(calls).toEqual(['unregister of-long-ago', 'tell']);
  });

  test('are made for sites with a chip only', async () => {
    const all = Object.fromEntries(SITES.map(({ id }) => [id, ['https://any.example/*']]));
    const { deps, ids } = browserWith(all);
    await syncSites(deps, false);
    expect(ids()).toEqual(SITES.filter(({ hasChip }) => hasChip).map(({ id }) => `chip-${id}`));
  });
});
