import '../support/extension-api.ts';
import { describe, expect, test } from 'vitest';
import { logFromChip, lookForChip, showOpen, undoFromChip } from '../../src/background/actions/chip.ts';
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

/** The panel beside the page, open. */
const PANEL = Promise.resolve(true);

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

async function logMail(deps: Deps, mentorId: string, on: string): Promise<void> {
  const form = { ...emptyLogForm(TUESDAY, ZONE), kind: 'email', mentorIds: [mentorId], on };
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
    const { deps, fake, id } = await agreed();
    fake.at = TUESDAY + 56 * DAY_MS;
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
    await logMail(deps, id, '2026-03-01');
    expect((await look(deps)).view).toMatchObject({ lastContact: 'Last in touch 2 days ago', due: null });
    fake.at = TUESDAY + 70 * DAY_MS;
    expect((await look(deps)).view).toMatchObject({
      lastContact: 'Last in touch 2 months ago',
      due: 'Check-in due since Sun, Apr 26',
    });
  });

  test('says nothing is due while reminders rest', async () => {
    const { deps, fake } = await agreed();
    fake.at = TUESDAY + 56 * DAY_MS;
    const pauses = [{ id: 'p', kind: 'exam', fromOn: '2026-04-27', untilOn: '2026-04-29' }];
    expect(await saveSettings(deps, { pauses })).toMatchObject({ ok: true });
    expect((await look(deps)).view).toMatchObject({ due: null });
  });

  test('puts first who is due, and of the other mentors in it says only how many there are', async () => {
    const { deps, fake, id } = await agreed();
    const ben = await addMentor(deps, 'Ben Osei', 'ben@example.org');
    fake.sitePage = pageWith([mail({ people: [ELENA, SAM, person('cc', 'B.', 'ben@example.org')] })]);
    await logMail(deps, id, '2026-03-01');
    await logMail(deps, ben, '2025-12-01');
    expect((await look(deps)).view).toMatchObject({ mentorId: ben, others: 'Also here: 1 more mentor' });
    await addMentor(deps, 'Noor Haddad', 'noor@example.org');
    fake.sitePage = pageWith([
      mail({ people: [ELENA, person('cc', 'B.', 'ben@example.org'), person('cc', 'N.', 'noor@example.org')] }),
    ]);
    const { view } = await look(deps);
    expect(view?.others).toBe('Also here: 2 more mentors');
    expect(JSON.stringify(view)).not.toMatch(/Elena|Noor/);
  });

  test.each([
    [20, true],
    [21, false],
  ])('of %i people is shown: %s, for a page must not ask about everybody it knows', async (count, isShown) => {
    const { deps, fake } = await agreed();
    const crowd = Array.from({ length: count - 1 }, (_, at) => person('to', `P ${at}`, `p${at}@other.example`));
    fake.sitePage = pageWith([mail({ people: [ELENA, SAM, ...crowd] })]);
    const { view } = await look(deps);
    expect(view !== null).toBe(isShown);
    if (!isShown) expect(await log(deps, 'any')).toMatchObject({ undoId: null, view: null });
  });

  test('cannot log with one click what the page gives no day for, what it could not tell again, and what was called off', async () => {
    const { deps, fake, id } = await agreed();
    for (const fields of [{ date: null }, { messageId: null, threadId: null, title: null }, { isCancelled: true }]) {
      fake.sitePage = pageWith([mail(fields)]);
      const { view } = await look(deps);
      expect(view).toMatchObject({ name: 'Elena Rivera', words: { log: null, open: 'Open' } });
      expect(await log(deps, view?.key)).toMatchObject({ undoId: null, isProblem: true });
    }
    expect(await logged(deps, id)).toEqual([]);
  });

  test('is known by the page and not by the clock', async () => {
    const { deps, fake } = await agreed();
    for (const fields of [{}, { date: null }, { date: '2026-03-02' }]) {
      fake.at = TUESDAY;
      fake.sitePage = pageWith([mail(fields)]);
      const before = await look(deps);
      fake.at = TUESDAY + DAY_MS;
      fake.zone = 'Asia/Tokyo';
      expect((await look(deps)).view?.key).toBe(before.view?.key);
    }
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
    expect(await look(deps)).toEqual({ isAllowed: false, view: null });
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
    ['a mail from', 'from', {}, false],
    ['an event of', 'organizer', { type: 'event', date: null, start: '2026-03-02T14:00:00Z' }, false],
    ['a mail to', 'cc', {}, true],
  ])(
    'beside %s somebody who is never to be logged is there: only for the last',
    async (_name, role, fields, isShown) => {
      const { deps, fake } = await agreed();
      await saveSettings(deps, { neverLog: ['clinic.example'] });
      const people = [person(role, 'A patient', 'p@clinic.example'), { ...ELENA, role: isShown ? 'from' : 'to' }, SAM];
      fake.sitePage = pageWith([mail({ ...fields, people })], 'thread');
      expect((await look(deps)).view !== null).toBe(isShown);
    },
  );

  test.each([
    ['a site that was withdrawn', URL_OF_MAIL, []],
    ['a site without a chip', 'https://zoom.us/j/1', ['meetings']],
    ['a site that only looks like one', 'https://mail.google.com.evil.example/', ['gmail']],
    ['no site', 'https://evil.example/', ['gmail']],
    ['a page that is sent without encryption', 'http://calendar.google.com/', ['gmail']],
  ] as const)('is refused to %s, and its page is not read', async (_name, url, allowed) => {
    const { deps, fake, id } = await agreed();
    fake.allowed = [...allowed] as SiteId[];
    expect(await look(deps, { ...FROM, url })).toEqual({ isAllowed: false, view: null });
    expect(await logFromChip(deps, { key: 'any' }, { ...FROM, url })).toMatchObject({ ok: false });
    expect(await undoFromChip(deps, { undoId: 'any' }, { ...FROM, url })).toMatchObject({ ok: false });
    expect(await showOpen(deps, { mentorId: id }, { ...FROM, url }, PANEL)).toMatchObject({ ok: false });
    expect(fake.opened).toEqual([]);
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
    // Nor does it take an address for the student's own because a page says so.
    expect((await deps.storage.read.profile()).emails).toEqual([]);
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
    expect((await look(deps)).view).toMatchObject({ logged: null, words: { log: 'Log as planned' } });
    expect(await log(deps)).toMatchObject({
      sentence: 'Planned',
      view: { logged: 'Planned', lastContact: 'No contact logged yet' },
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

describe('taking back', () => {
  const ofAnother = mail({ messageId: 'm2', threadId: 't2', title: 'Another', date: '2026-03-02T16:00:00Z' });
  const undoOf = async (deps: Deps, undoId: string | null) => undoFromChip(deps, { undoId: undoId ?? '' }, FROM);
  const TOO_LATE = { ok: true, value: { sentence: 'This can no longer be undone.', isProblem: true } };

  test('is refused for what is not of the message that is open', async () => {
    const { deps, fake, id } = await agreed();
    const { undoId } = await log(deps);
    fake.sitePage = pageWith([ofAnother]);
    expect(await undoOf(deps, undoId)).toMatchObject(TOO_LATE);
    fake.sitePage = null;
    expect(await undoOf(deps, undoId)).toMatchObject(TOO_LATE);
    expect(await logged(deps, id)).toHaveLength(1);
  });

  test('is refused for a change that the chip did not make', async () => {
    const { deps, id } = await agreed();
    await log(deps);
    const saved = await saveMentor(deps, { id, fields: { institution: 'A clinic' } });
    if (!saved.ok) throw new Error(saved.problem.code);
    expect(await undoOf(deps, saved.value.undoId)).toMatchObject(TOO_LATE);
    expect(await deps.storage.read.mentor(id)).toMatchObject({ institution: 'A clinic' });
  });

  test('is refused after a while, without consent, and for a site that is switched off', async () => {
    const { deps, fake, id } = await agreed();
    const { undoId } = await log(deps);
    fake.at = TUESDAY + 11 * 60_000;
    expect(await undoOf(deps, undoId)).toMatchObject(TOO_LATE);
    fake.at = TUESDAY + 60_000;
    await deps.storage.setLocal('consent', false);
    expect(await undoOf(deps, undoId)).toEqual({ ok: false, problem: { code: 'consent/not-given' } });
    await deps.storage.setLocal('consent', true);
    await saveSettings(deps, { sitesOff: ['gmail'] });
    expect(await undoOf(deps, undoId)).toMatchObject({ ok: false, problem: { code: 'consent/not-given' } });
    await saveSettings(deps, { sitesOff: [] });
    expect(await logged(deps, id)).toHaveLength(1);
    expect(await undoOf(deps, undoId)).toMatchObject({ ok: true, value: { isProblem: false } });
    expect(await logged(deps, id)).toEqual([]);
  });
});

describe('opening', () => {
  test('puts what is open into the panel, and where there is none shows the mentor’s page', async () => {
    const { deps, fake, id } = await agreed();
    expect(await showOpen(deps, { mentorId: id }, FROM, PANEL)).toMatchObject({ ok: true });
    expect(await deps.storage.read.drafts()).toHaveLength(1);
    expect(fake.opened).toEqual([]);
    expect(await showOpen(deps, { mentorId: id }, FROM, Promise.resolve(false))).toMatchObject({ ok: true });
    expect(fake.opened).toEqual([`src/ui/dashboard/index.html#/mentors/${id}`]);
  });

  test('is refused for a mentor the chip is not about, without consent, and for a site that is switched off', async () => {
    const { deps, fake, id } = await agreed();
    const ben = await addMentor(deps, 'Ben Osei', 'ben@example.org');
    expect(await showOpen(deps, { mentorId: ben }, FROM, PANEL)).toMatchObject({ ok: false });
    await deps.storage.setLocal('consent', false);
    expect(await showOpen(deps, { mentorId: id }, FROM, PANEL)).toMatchObject({ ok: false });
    await deps.storage.setLocal('consent', true);
    await saveSettings(deps, { sitesOff: ['gmail'] });
    expect(await showOpen(deps, { mentorId: id }, FROM, PANEL)).toMatchObject({ ok: false });
    await saveSettings(deps, { sitesOff: [] });
    fake.sitePage = null;
    expect(await showOpen(deps, { mentorId: id }, FROM, PANEL)).toMatchObject({ ok: false });
    expect(fake.opened).toEqual([]);
    expect(await deps.storage.read.drafts()).toEqual([]);
  });
});

describe('the scripts of the sites', () => {
  /** The browser's own lists. */
  function browserWith(allowed: Partial<Record<SiteId, readonly string[]>>, registered: readonly Companion[] = []) {
    const list = new Map(registered.map(one => [one.id, one]));
    const calls: string[] = [];
    const consent = { isGiven: true };
    const deps: SitesDeps = {
      hasConsent: async () => consent.isGiven,
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
    return { deps, calls, consent, ids: () => [...list.keys()] };
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

  test('are not there before the student agreed to reading, and go when that is withdrawn', async () => {
    const { deps, calls, consent, ids } = browserWith({ gmail: GMAIL.origins });
    consent.isGiven = false;
    await syncSites(deps, false);
    await syncSites(deps, true);
    expect(calls).toEqual([]);
    consent.isGiven = true;
    await syncSites(deps, false);
    expect(ids()).toEqual(['chip-gmail']);
    consent.isGiven = false;
    await syncSites(deps, false);
    expect(calls).toEqual(['register chip-gmail', 'inject chip-gmail', 'unregister chip-gmail', 'tell']);
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
