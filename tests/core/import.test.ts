import { describe, expect, test } from 'vitest';
import type { CapturedItem, CapturedPerson } from '../../src/core/capture.ts';
import { likenessOf } from '../../src/core/capture-source.ts';
import {
  type ImportEntry,
  ImportProposer,
  type ImportRow,
  keysToFind,
  likelyOwnAddress,
  withLogged,
} from '../../src/core/import.ts';
import type { Source } from '../../src/core/interaction.ts';
import { readLogForm } from '../../src/core/log-form.ts';
import { TUESDAY, ZONE } from '../support/fixed.ts';
import { interaction, mentor } from './records.ts';

const ELENA = mentor({ id: 'elena', name: 'Elena Rivera', emails: ['elena@clinic.example'] });
const TOM = mentor({ id: 'tom', name: 'Tom Osei', emails: ['tom@clinic.example'] });
const CONTEXT = {
  mentors: [ELENA, TOM],
  selfEmails: ['sam@school.example'],
  neverLog: ['private.example'],
  now: TUESDAY,
  timeZone: ZONE,
};

const person = (fields: Partial<CapturedPerson>): CapturedPerson => ({
  name: null,
  email: null,
  role: 'attendee',
  isSelf: false,
  ...fields,
});
const elena = person({ name: 'Elena Rivera', email: 'elena@clinic.example' });
const sam = person({ name: 'Sam Field', email: 'sam@school.example', isSelf: true });
const noor = person({ name: 'Noor Haddad', email: 'noor@lab.example' });

let made = 0;
function entry(item: Partial<CapturedItem>, fields: Partial<Omit<ImportEntry, 'item'>> = {}): ImportEntry {
  made += 1;
  return {
    key: `k${made}`,
    file: 'ward.ics',
    where: `event ${made}`,
    status: null,
    responses: {},
    occurrence: null,
    contact: null,
    row: null,
    ...fields,
    item: {
      type: 'event',
      title: 'Ward rounds',
      people: [elena, sam],
      date: null,
      start: '2026-02-10T14:00:00-05:00',
      end: '2026-02-10T15:00:00-05:00',
      allDay: false,
      timeZone: null,
      location: 'Ward 6',
      snippet: 'Text that stays in the file.',
      direction: 'unknown',
      messageId: null,
      threadId: null,
      eventId: null,
      url: null,
      conferenceUrl: null,
      isFocused: false,
      isCancelled: false,
      ...item,
    },
  };
}

function card(name: string | null, emails: readonly string[], note: string | null = null): ImportEntry {
  const people = [person({ name, email: emails[0] ?? null, role: 'contact' })];
  const contact = { emails, phones: ['+1 555 0100', '+1 555 0101'], organization: 'Lakeside Medical Center', note };
  return entry({ type: 'contact', title: name, people, start: null, end: null }, { where: 'card 1', contact });
}

function proposed(...entries: readonly ImportEntry[]): readonly ImportRow[] {
  const proposer = new ImportProposer(CONTEXT);
  for (const one of entries) proposer.take(one);
  return proposer.rows;
}

function only(...entries: readonly ImportEntry[]): ImportRow {
  const rows = proposed(...entries);
  return rows.at(-1)!;
}

function whenOf(row: ImportRow) {
  if (row.type !== 'entry') throw new Error(`${row.type} is no entry`);
  const read = readLogForm(row.form, TUESDAY);
  if (!read.ok) throw new Error(read.problem.code);
  return read.value.fields;
}

describe('who is in an entry decides where it is listed', () => {
  test.each<[name: string, people: CapturedPerson[], expected: object]>([
    ['a mentor by address', [elena, sam], { group: 'mentors', form: { mentorIds: ['elena'], newMentors: [] } }],
    ['a mentor beside a stranger', [elena, noor], { group: 'mentors', form: { others: [{ name: 'Noor Haddad' }] } }],
    [
      'a mentor by name, at another address',
      [person({ name: 'Dr. E. Rivera', email: 'er@home.example' }), sam],
      { group: 'names', form: { mentorIds: ['elena'], possible: [], addresses: [] } },
    ],
    [
      'a stranger',
      [noor, sam],
      { group: 'strangers', form: { mentorIds: [], newMentors: [{ email: 'noor@lab.example' }] } },
    ],
    ['nobody', [], { type: 'left-out', reason: 'no-people' }],
    [
      'the student and a room',
      [sam, person({ name: 'Room 4', email: 'r4@school.example', role: 'resource' })],
      { reason: 'only-you' },
    ],
    ['somebody never logged', [person({ email: 'ann@mail.private.example' }), sam], { reason: 'never-logged' }],
    ['a program', [person({ email: 'no-reply@school.example' }), sam], { reason: 'automatic' }],
    ['a crowd', [1, 2, 3, 4].map(n => person({ name: `Guest ${n}`, email: `g${n}@x.example` })), { reason: 'crowd' }],
  ])('%s', (_name, people, expected) => {
    expect(only(entry({ people }))).toMatchObject(expected);
  });

  test('the student’s own address counts as theirs though the file does not say so', () => {
    expect(only(entry({ people: [person({ email: 'sam@school.example' })] }))).toMatchObject({ reason: 'only-you' });
  });

  test('who is never logged is left out of an entry with a mentor', () => {
    const row = only(entry({ people: [elena, person({ name: 'Ann Lee', email: 'ann@private.example' })] }));
    expect(row).toMatchObject({ group: 'mentors', form: { mentorIds: ['elena'], others: [], newMentors: [] } });
  });
});

describe('what is not logged', () => {
  test.each<[reason: string, made: ImportEntry]>([
    ['cancelled', entry({}, { status: 'cancelled' })],
    ['declined', entry({}, { responses: { 'sam@school.example': 'declined' } })],
    ['no-date', entry({ type: 'email', start: null, end: null })],
  ])('%s', (reason, one) => {
    expect(only(one)).toMatchObject({ type: 'left-out', reason, title: 'Ward rounds' });
  });

  test('that somebody else declined changes nothing', () => {
    expect(only(entry({}, { responses: { 'elena@clinic.example': 'declined' } }))).toMatchObject({ type: 'entry' });
  });

  test('the same event twice, though each file calls it by another id', () => {
    const rows = proposed(entry({ eventId: 'a' }), entry({ eventId: 'b' }), entry({ title: 'Another', eventId: 'c' }));
    expect(rows).toMatchObject([{ type: 'entry' }, { type: 'left-out', reason: 'repeated' }, { type: 'entry' }]);
  });
});

describe('when it was', () => {
  test('keeps the zone that the calendar names', () => {
    const berlin = entry({ start: '2026-02-10T18:30:00+01:00', end: null, timeZone: 'Europe/Berlin' });
    const at = Date.parse('2026-02-10T17:30:00Z');
    expect(whenOf(only(berlin)).when).toEqual({
      type: 'instant',
      startsAt: at,
      endsAt: null,
      timeZone: 'Europe/Berlin',
    });
  });

  test('a clock without a zone is the student’s', () => {
    const at = Date.parse('2026-02-10T19:00:00Z');
    const floating = only(entry({ start: '2026-02-10T14:00', end: '2026-02-10T15:00' }));
    expect(whenOf(floating).when).toMatchObject({ startsAt: at, endsAt: at + 3_600_000, timeZone: ZONE });
  });

  test('whole days end with their last day, also over the change of clocks', () => {
    const days = only(entry({ start: '2026-03-07', end: '2026-03-10', allDay: true }));
    expect(whenOf(days).when).toEqual({ type: 'days', startsOn: '2026-03-07', endsOn: '2026-03-09' });
  });

  test('what is still to come is planned', () => {
    const row = only(entry({ start: '2026-03-09T14:00:00-04:00', end: null }));
    expect(whenOf(row).state).toBe('planned');
    expect(whenOf(only(entry({}))).state).toBe('happened');
  });
});

describe('what is kept of it', () => {
  test('its text is not, and the source says which file and which occurrence', () => {
    const row = only(entry({ eventId: 'weekly' }, { occurrence: '2026-02-10T14:00:00-05:00' }));
    expect(row).toMatchObject({
      form: {
        note: '',
        kind: 'meeting',
        selfEmails: [],
        source: {
          site: 'file',
          title: 'ward.ics',
          eventId: '2026-02-10T14:00:00-05:00/weekly',
          likeness: 'event|2026-02-10T19:00Z|ward rounds',
        },
      },
    });
  });

  test('mail that the student wrote went out, and mail to them came in', () => {
    const from = { ...elena, role: 'from' } as const;
    const to = { ...sam, role: 'to' } as const;
    const mail = (people: CapturedPerson[]) =>
      only(entry({ type: 'email', people, start: null, end: null, date: '2026-02-10T14:00:00Z' }));
    expect(mail([from, to])).toMatchObject({ form: { kind: 'email', direction: 'in' } });
    expect(
      mail([
        { ...sam, role: 'from' },
        { ...elena, role: 'to' },
      ]),
    ).toMatchObject({ form: { direction: 'out' } });
  });

  test('a row’s kind and note are the student’s own words', () => {
    const note = '=HYPERLINK("https://x.example")';
    const row = only(entry({ type: 'meeting' }, { row: { kind: 'coffee-chat', note } }));
    expect(row).toMatchObject({ form: { kind: 'coffee-chat', note } });
  });

  test('rows of one day are two entries unless they are alike in everything', () => {
    const row = (note: string) =>
      entry({ title: null, start: '2026-02-10', end: '2026-02-11' }, { row: { kind: null, note } });
    expect(proposed(row('one'), row('two'), row('one'))).toMatchObject([
      { type: 'entry' },
      { type: 'entry' },
      { type: 'left-out', reason: 'repeated' },
    ]);
  });
});

describe('contacts', () => {
  test.each<[name: string, made: ImportEntry, expected: object]>([
    ['somebody new', card('Maya Lindholm', ['maya@x.example']), { type: 'contact', mentorId: null, namesakeIds: [] }],
    ['a mentor', card('E. R.', ['elena@clinic.example']), { type: 'already', form: null }],
    [
      'a mentor with another address',
      card('Elena Rivera', ['elena@clinic.example', 'elena@home.example']),
      { type: 'contact', mentorId: 'elena', newEmails: ['elena@home.example'], namesakeIds: [] },
    ],
    [
      'somebody of a mentor’s name',
      card('Rivera, Elena', ['er@home.example']),
      { type: 'contact', mentorId: null, namesakeIds: ['elena'] },
    ],
    ['the student', card('Sam Field', ['sam@school.example']), { reason: 'only-you' }],
    ['somebody never logged', card('Ann Lee', ['ann@private.example']), { reason: 'never-logged' }],
    ['a program', card('Newsletter', ['noreply@x.example']), { reason: 'automatic' }],
    ['somebody without a name', card(null, ['maya@x.example']), { type: 'contact', title: 'maya@x.example' }],
  ])('%s', (_name, one, expected) => {
    expect(only(one)).toMatchObject(expected);
  });

  test('bring what a mentor’s record has room for', () => {
    expect(only(card('Maya Lindholm', ['maya@x.example'], 'Met at the poster session'))).toMatchObject({
      person: {
        name: 'Maya Lindholm',
        emails: ['maya@x.example'],
        phone: '+1 555 0100',
        institution: 'Lakeside Medical Center',
        howWeMet: 'Met at the poster session',
      },
    });
  });

  test('are listed once when several cards share an address', () => {
    const rows = proposed(card('Maya Lindholm', ['m@x.example']), card('M. L.', ['y@x.example', 'm@x.example']));
    expect(rows.map(({ type }) => type)).toEqual(['contact', 'left-out']);
  });
});

describe('what is in the log already', () => {
  const source = (fields: Partial<Source>): Source => ({
    site: 'google-calendar',
    title: '',
    url: null,
    messageId: null,
    threadId: null,
    eventId: null,
    likeness: null,
    ...fields,
  });
  const mail = entry({
    type: 'email',
    title: 'Re: Your talk',
    people: [{ ...elena, role: 'from' }],
    start: null,
    end: null,
    date: '2026-02-10T14:00:40Z',
    messageId: 'one@clinic.example',
  });
  const typesAfter = (one: ImportEntry, logged: Source) =>
    withLogged(proposed(one), [interaction({ source: logged })]).map(({ type }) => type);

  test('is recognised by what a page showed of the same event', () => {
    const likeness = likenessOf(
      { ...entry({}).item, title: 'Ward Rounds', start: '2026-02-10T14:00', timeZone: ZONE },
      'UTC',
    );
    expect(typesAfter(entry({}), source({ likeness }))).toEqual(['already']);
    expect(typesAfter(entry({ title: 'Grand rounds' }), source({ likeness }))).toEqual(['entry']);
  });

  test.each([
    ['within two minutes, as a page shows it', 'gmail', '2026-02-10T14:02Z', ['already']],
    ['three minutes later', 'gmail', '2026-02-10T14:03Z', ['entry']],
    ['a minute later, from another file', 'file', '2026-02-10T14:01Z', ['entry']],
  ])('a mail %s', (_name, site, moment, types) => {
    const likeness = `email|${moment}|elena@clinic.example|your talk`;
    expect(typesAfter(mail, source({ site, likeness }))).toEqual(types);
    expect(keysToFind(proposed(mail)).includes(`like|${likeness}`)).toBe(moment !== '2026-02-10T14:03Z');
  });

  test('a mail by its id in a file', () => {
    expect(typesAfter(mail, source({ site: 'file', messageId: 'one@clinic.example' }))).toEqual(['already']);
    expect(typesAfter(mail, source({ site: 'file', messageId: 'two@clinic.example' }))).toEqual(['entry']);
  });
});

describe('the student’s own address, when nobody told it', () => {
  const from = (email: string) => entry({ people: [person({ email }), person({ email: 'sam@school.example' })] });

  test('is the one that stands in most entries', () => {
    const entries = ['a@x.example', 'b@x.example', 'c@x.example'].map(from);
    expect(likelyOwnAddress(entries, [ELENA])).toBe('sam@school.example');
    // A mentor is in all of them as often as the student.
    expect(likelyOwnAddress(entries, [{ emails: ['sam@school.example'] }])).toBeNull();
  });

  test.each([
    ['two entries are too few', [from('a@x.example'), from('b@x.example')]],
    ['two addresses are in all', [from('a@x.example'), from('a@x.example'), from('a@x.example')]],
    [
      'none is in most',
      [from('a@x.example'), ...['b', 'c', 'd'].map(n => entry({ people: [person({ email: `${n}@x.example` })] }))],
    ],
    ['contacts say nothing', [card('A', ['a@x.example']), card('B', ['b@x.example']), card('C', ['c@x.example'])]],
  ])('is not guessed where %s', (_name, entries) => {
    expect(likelyOwnAddress(entries, [ELENA])).toBeNull();
  });
});
