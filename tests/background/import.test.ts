import '../support/extension-api.ts';
import { describe, expect, test } from 'vitest';
import { writeImport } from '../../src/background/actions/import-write.ts';
import { logInteraction } from '../../src/background/actions/log-interaction.ts';
import { saveMentor } from '../../src/background/actions/save-mentor.ts';
import { saveProfile } from '../../src/background/actions/save-settings.ts';
import type { Deps } from '../../src/background/deps.ts';
import { capturePage } from '../../src/capture/registry.ts';
import { parsePageReading } from '../../src/core/capture.ts';
import { fillFromReading } from '../../src/core/fill-form.ts';
import { ImportProposer, type ImportRow, keysToFind, withLogged } from '../../src/core/import.ts';
import { sourceKeys } from '../../src/core/interaction.ts';
import { loggedBefore } from '../../src/core/logged-before.ts';
import type { Imported, ImportRequest } from '../../src/messages/protocol.ts';
import { readFile } from '../../src/ui/import/read-file.ts';
import { addressOf, contextOf, FIXTURES, parsed } from '../capture/fixtures.ts';
import { calendar, event, lines } from '../files/samples.ts';
import { actionDeps, TUESDAY } from '../support/fixed.ts';

const RANGE = { from: '2025-03-03', to: '2026-06-03' } as const;
const OWN = 'sam@school.example';

async function addMentor(deps: Deps, name: string, email: string): Promise<string> {
  const saved = await saveMentor(deps, { id: null, fields: { name, emails: [email] } });
  if (!saved.ok) throw new Error(saved.problem.code);
  return saved.value.id;
}

/** What the import page proposes for these files: real readers, real storage. */
async function rowsOf(deps: Deps, files: readonly File[]): Promise<ImportRow[]> {
  const { read } = deps.storage;
  const [mentors, { emails: selfEmails }, { neverLog }] = await Promise.all([
    read.mentors(),
    read.profile(),
    read.settings(),
  ]);
  const proposer = new ImportProposer({ mentors, selfEmails, neverLog, now: deps.now(), timeZone: deps.timeZone() });
  for (const [index, file] of files.entries()) {
    // Days of the calendar, both.
    const content = await readFile(`f${index}`, file, { selfEmails }, RANGE as Parameters<typeof readFile>[3]);
    if (typeof content === 'string') throw new Error(`${file.name}: ${content}`);
    for (const entry of content.entries) proposer.take(entry);
  }
  return withLogged(proposer.rows, await read.interactionsFrom(keysToFind(proposer.rows)));
}

function requestFor(rows: readonly ImportRow[], groups: readonly string[] = ['mentors']): ImportRequest {
  return {
    forms: rows.flatMap(row => (row.type === 'entry' && groups.includes(row.group) ? [row.form] : [])),
    mentors: rows.flatMap(row => (row.type === 'contact' && row.mentorId === null ? [row.person] : [])),
    addresses: rows.flatMap(row =>
      row.type === 'contact' && row.mentorId !== null
        ? row.newEmails.map(email => ({ mentorId: row.mentorId ?? '', email }))
        : [],
    ),
  };
}

async function imported(deps: Deps, request: ImportRequest): Promise<Imported> {
  const result = await writeImport(deps, request);
  if (!result.ok) throw new Error(result.problem.code);
  return result.value;
}

const undone = (deps: Deps, undoId: string | null) =>
  deps.storage.undo({ now: TUESDAY, newId: deps.newId }, undoId ?? '', async () => {});

const mail = new File(
  [
    lines(
      'From: "Elena Rivera" <elena@clinic.example>',
      `To: Sam Field <${OWN}>`,
      'Date: Tue, 10 Feb 2026 14:05:12 +0100',
      'Subject: Your talk',
      'Message-ID: <talk@clinic.example>',
      'Content-Type: text/html',
      '',
      '<script>document.title = "run"</script><p>Very clear.</p>',
    ),
  ],
  'talk.eml',
);
const agenda = new File(
  [
    calendar(
      ...event(
        'SUMMARY:Ward rounds',
        'DTSTART;TZID=Europe/Berlin:20260202T073000',
        'DTEND;TZID=Europe/Berlin:20260202T083000',
        'RRULE:FREQ=WEEKLY',
        'ATTENDEE:mailto:elena@clinic.example',
      ),
    ),
  ],
  'agenda.ics',
);
const cards = new File(
  [
    lines('BEGIN:VCARD', 'VERSION:3.0', 'FN:Maya Lindholm', 'EMAIL:maya@x.example', 'TEL:+1 555 0100', 'END:VCARD'),
    lines(
      'BEGIN:VCARD',
      'VERSION:3.0',
      'FN:Elena Rivera',
      'EMAIL:elena@clinic.example',
      'EMAIL:er@x.example',
      'END:VCARD',
    ),
  ],
  'cards.vcf',
);
const table = new File(
  ['Date,Who,E-mail,Note\n2026-02-03,Noor Haddad,noor@lab.example,=1+1\n2026-02-04,Noor Haddad,noor@lab.example,\n'],
  'log.csv',
);
const FILES = [mail, agenda, cards, table];

const weekly = (until: string) =>
  new File(
    [
      calendar(
        ...event(
          'SUMMARY:Ward rounds',
          'DTSTART;TZID=Europe/Berlin:20250310T073000',
          'DTEND;TZID=Europe/Berlin:20250310T083000',
          `RRULE:FREQ=WEEKLY;UNTIL=${until}T235959Z`,
          'ATTENDEE:mailto:elena@clinic.example',
        ),
      ),
    ],
    'agenda.ics',
  );

describe('files', () => {
  async function ready() {
    const { deps } = await actionDeps();
    await saveProfile(deps, { emails: [OWN] });
    const elena = await addMentor(deps, 'Elena Rivera', 'elena@clinic.example');
    return { deps, elena };
  }

  test.each([
    ['until last month', '20260131', []],
    ['until yesterday', '20260302', ['2026-03-02']],
  ])('a year of old events %s brings up no old thanks', async (_name, until, wanted) => {
    const { deps, elena } = await ready();
    const { entryCount } = await imported(deps, requestFor(await rowsOf(deps, [weekly(until)])));
    expect(entryCount).toBeGreaterThan(40);
    const thanks = (await deps.storage.read.remindersAbout(elena)).filter(({ rule }) => rule === 'thank-you');
    expect(thanks.map(({ dueOn }) => dueOn)).toEqual(wanted);
    for (const { reason } of thanks) expect(reason.since >= '2026-02-16').toBe(true);
  });

  test('are written in one change, and taken back by one undo', async () => {
    const { deps, elena } = await ready();
    const request = requestFor(await rowsOf(deps, FILES), ['mentors', 'strangers']);
    const result = await imported(deps, request);
    // One mail; Mondays from 2 February to 3 June; two rows. Maya and, by two rows, Noor once.
    expect(result).toMatchObject({
      entryCount: 1 + 18 + 2,
      mentorCount: 2,
      addressCount: 1,
      alreadyCount: 0,
      refusedCount: 0,
    });
    const { read } = deps.storage;
    const mentors = await read.mentors();
    expect(mentors.map(({ name, emails, phone }) => ({ name, emails, phone }))).toEqual([
      { name: 'Elena Rivera', emails: ['elena@clinic.example', 'er@x.example'], phone: '' },
      { name: 'Maya Lindholm', emails: ['maya@x.example'], phone: '+1 555 0100' },
      { name: 'Noor Haddad', emails: ['noor@lab.example'], phone: '' },
    ]);
    const withElena = await read.timeline(elena, 100);
    expect(withElena).toHaveLength(19);
    expect(withElena.filter(({ state }) => state === 'planned')).toHaveLength(13);
    expect(withElena.at(-1)).toMatchObject({
      note: '',
      when: { timeZone: 'Europe/Berlin', startsAt: Date.parse('2026-02-02T06:30:00Z') },
    });
    expect(withElena.find(({ kind }) => kind === 'email')).toMatchObject({
      direction: 'in',
      title: 'Your talk',
      note: '',
      source: { site: 'file', title: 'talk.eml', messageId: 'talk@clinic.example' },
      when: { startsAt: Date.parse('2026-02-10T13:05:00Z') },
    });
    const withNoor = await read.timeline(mentors.at(-1)?.id ?? '', 10);
    expect(withNoor.map(({ note }) => note).toSorted()).toEqual(['', '=1+1']);
    expect(document.title).not.toBe('run');

    await undone(deps, result.undoId);
    expect((await read.mentors()).map(({ emails }) => emails)).toEqual([['elena@clinic.example']]);
    expect(await read.timeline(elena, 100)).toEqual([]);
  });

  test('read again are there already, all of them, and nothing is written', async () => {
    const { deps } = await ready();
    const request = requestFor(await rowsOf(deps, FILES), ['mentors', 'strangers']);
    await imported(deps, request);
    const again = await rowsOf(deps, FILES);
    expect(again.filter(({ type }) => type !== 'already')).toEqual([]);
    expect(again).toHaveLength(1 + 18 + 2 + 2);
    // As when two tabs show the same preview.
    const result = await imported(deps, request);
    expect(result).toMatchObject({
      entryCount: 0,
      mentorCount: 0,
      addressCount: 0,
      alreadyCount: 21 + 2,
      undoId: null,
    });
  });

  test('about a mentor who is gone write nothing at all', async () => {
    const { deps, elena } = await ready();
    const request = requestFor(await rowsOf(deps, FILES));
    await deps.storage.change({ now: TUESDAY, newId: deps.newId }, change => change.moveToTrash('mentors', elena));
    expect(await writeImport(deps, request)).toEqual({ ok: false, problem: { code: 'mentor/not-found' } });
    expect(await deps.storage.read.mentors()).toEqual([]);
  });
});

describe('an event read from Google Calendar', () => {
  const fixture = FIXTURES.find(({ name }) => name === 'google-calendar/gcal-popup-en-us-2026');
  const exported = new File(
    [
      calendar(
        'BEGIN:VEVENT',
        'UID:2abc3def4ghi5jkl6mno7pqr8s@google.com',
        'SUMMARY:Route planning',
        'DTSTART:20260708T163000Z',
        'DTEND:20260708T173000Z',
        'ORGANIZER;CN=Hanna Berg:mailto:hanna.berg@fjord.example',
        'END:VEVENT',
      ),
    ],
    'basic.ics',
  );

  async function onPage() {
    const { deps, fake } = await actionDeps();
    if (fixture?.expected === undefined) throw new Error('the saved page is gone');
    const { expected, html } = fixture;
    fake.zone = expected.page.viewerTimeZone ?? '';
    fake.at = Date.parse('2026-07-20T12:00:00Z');
    const hanna = await addMentor(deps, 'Hanna Berg', 'hanna.berg@fjord.example');
    const url = addressOf(expected);
    const capture = capturePage(parsed(html), url, { ...contextOf(expected), selfEmails: [] });
    const reading = parsePageReading({ title: 'Calendar', url: url.href, selection: '', capture });
    if (reading === null) throw new Error('the page was not read');
    const context = {
      mentors: await deps.storage.read.mentors(),
      selfEmails: [],
      neverLog: [],
      now: fake.at,
      timeZone: fake.zone,
    };
    const { form } = fillFromReading(reading, context);
    return { deps, form: { ...form, mentorIds: [hanna], possible: [], newMentors: [] } };
  }

  test('is there already when its calendar is imported', async () => {
    const { deps, form } = await onPage();
    expect(await rowsOf(deps, [exported])).toMatchObject([{ type: 'entry', group: 'mentors' }]);
    expect(await logInteraction(deps, { form, draftId: null })).toMatchObject({ ok: true });
    expect(await rowsOf(deps, [exported])).toMatchObject([{ type: 'already', title: 'Route planning' }]);
  });

  test('is recognised on the page when its calendar was imported before', async () => {
    const { deps, form } = await onPage();
    await imported(deps, requestFor(await rowsOf(deps, [exported])));
    const found = await deps.storage.read.interactionsFrom(sourceKeys(form.source));
    expect(loggedBefore(form, found, deps.now())).toMatchObject({ isSame: true, entry: { source: { site: 'file' } } });
  });
});

test('files that cannot be read say why', async () => {
  const hex = (digits: string) => Uint8Array.from(digits.match(/../g) ?? [], byte => Number.parseInt(byte, 16));
  const reasonOf = async (name: string, ...parts: BlobPart[]) => {
    const content = await readFile(
      'f',
      new File(parts, name),
      { selfEmails: [] },
      RANGE as Parameters<typeof readFile>[3],
    );
    return typeof content === 'string' ? content : (content.refused[0]?.reason ?? content.kind);
  };
  expect(await reasonOf('a.eml')).toBe('empty');
  expect(await reasonOf('a.msg', hex('d0cf11e0a1b11ae1'))).toBe('outlook-message');
  expect(await reasonOf('without-ending', hex('d0cf11e0a1b11ae1'))).toBe('outlook-message');
  expect(await reasonOf('a.pst', hex('2142444e'))).toBe('mail-archive');
  expect(await reasonOf('a.xlsx', hex('504b0304'))).toBe('workbook');
  expect(await reasonOf('calendar.zip', hex('504b0304'))).toBe('packed');
  expect(await reasonOf('photo.jpg', hex('ffd8ffe0'))).toBe('unknown-kind');
  expect(await reasonOf('notes.doc', 'words')).toBe('unknown-kind');
  expect(await reasonOf('a.eml', 'just some words')).toBe('not-a-mail');
  expect(await reasonOf('a.csv', hex('0001020304'))).toBe('not-a-table');
  // What a file begins with counts more than its name.
  expect(await reasonOf('calendar.txt', calendar())).toBe('calendar');
  expect(await reasonOf('huge.eml', new Uint8Array(50 * 1024 * 1024 + 1))).toBe('too-large');
});
