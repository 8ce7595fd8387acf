import * as v from 'valibot';
import { expect, test } from 'vitest';
import type { CapturedItem, PageReading } from '../../src/core/capture.ts';
import { parsePageReading } from '../../src/core/capture.ts';
import { type FillContext, fillFromMenu, fillFromReading } from '../../src/core/fill-form.ts';
import {
  EMPTY_MOMENT,
  emptyLogForm,
  fillFromInteraction,
  type LogForm,
  logFormSchema,
  type MomentForm,
  readLogForm,
} from '../../src/core/log-form.ts';
import { day, interaction, mentor, newYork } from './records.ts';

const ZONE = 'America/New_York';
const NOW = newYork('2026-03-05 14:00');
const context: FillContext = {
  mentors: [mentor({ id: 'ana', emails: ['ana@x.org'] })],
  selfEmails: ['sam@school.example'],
  neverLog: ['never.example'],
  now: NOW,
  timeZone: ZONE,
};

function reading(item: Partial<CapturedItem> | null): PageReading {
  const whole = { type: 'email', title: 'Ward', people: [], isFocused: true, ...item };
  const capture = item === null ? null : { site: 'gmail', surface: 'message', items: [whole] };
  const parsed = parsePageReading({ title: 'Page', url: 'https://x.org/', selection: '', capture });
  if (parsed === null) throw new Error('the test’s own reading is broken');
  return parsed;
}
const person = (
  name: string | null,
  email: string | null,
  role: 'from' | 'to' | 'attendee' | 'contact' = 'from',
  isSelf = false,
) => ({
  name,
  email,
  role,
  isSelf,
});
const fill = (item: Partial<CapturedItem> | null) => fillFromReading(reading(item), context).form;

test('a mail without a date keeps its people, its subject and its direction', () => {
  expect(
    fill({ people: [person('Ana', 'ana@x.org'), person('Ben', 'ben@x.org')], direction: 'inbound' }),
  ).toMatchObject({
    mentorIds: ['ana'],
    newMentors: [{ name: 'Ben', email: 'ben@x.org' }],
    kind: 'email',
    direction: 'in',
    title: 'Ward',
    // Today would be a guess.
    on: '',
    time: '',
    lengthMinutes: null,
  });
});

test.each([
  ['no time at all', null, null, '', '', null],
  ['an instant, seen from here', '2026-03-05T23:30:00Z', null, '2026-03-05', '18:30', null],
  ['an instant of tomorrow there', '2026-03-06T08:30:00+09:00', null, '2026-03-05', '18:30', null],
  ['a wall clock', '2026-03-05T10:00', '2026-03-05T10:45', '2026-03-05', '10:00', 45],
  ['over the clock change', '2026-03-08T01:30:00-05:00', '2026-03-08T03:30:00-04:00', '2026-03-08', '01:30', 60],
  ['an end before the start', '2026-03-05T10:00', '2026-03-05T09:00', '2026-03-05', '10:00', null],
  ['one whole day', '2026-03-05', '2026-03-06', '2026-03-05', '', null],
  ['three whole days', '2026-03-05', '2026-03-08', '2026-03-05', '', 2 * 24 * 60],
  ['whole days over a leap day', '2028-02-28', '2028-03-02', '2028-02-28', '', 2 * 24 * 60],
  ['whole days that end before they begin', '2026-03-05', '2026-03-01', '2026-03-05', '', null],
  ['an end of another sort than its start', '2026-03-05T10:00', '2026-03-09', '2026-03-05', '10:00', null],
])('an event with %s', (_name, start, end, on, time, lengthMinutes) => {
  expect(fill({ type: 'event', start, end })).toMatchObject({ on, time, lengthMinutes });
});

test('a page without anything to log gives its title and address', () => {
  expect(fill(null)).toMatchObject({
    title: 'Page',
    mentorIds: [],
    newMentors: [],
    source: { site: 'page', url: 'https://x.org/' },
  });
});

test('the student is nobody to log, nor is a room', () => {
  const people = [
    person('Sam', 'sam@school.example'),
    person('Me', null, 'to', true),
    person('Ana', 'ana@x.org', 'to'),
  ];
  expect(
    fill({ people: [...people, { ...person('Room 3', null), role: 'resource' as const }], direction: 'outbound' }),
  ).toMatchObject({
    mentorIds: ['ana'],
    newMentors: [],
    others: [],
  });
});

test('of a crowd nobody is proposed as a mentor, but who is one is found', () => {
  const crowd = Array.from({ length: 20 }, (_, index) => person(`Guest ${index}`, `g${index}@x.org`, 'attendee'));
  const form = fill({ type: 'event', people: [...crowd, person('Ana', 'ana@x.org', 'attendee')] });
  expect(form).toMatchObject({ mentorIds: ['ana'], newMentors: [] });
  expect(form.others).toHaveLength(20);
});

test.each([
  [
    'a link to a mentor',
    { selection: '', link: 'mailto:ANA@x.org?subject=x' },
    { mentorIds: ['ana'], newMentors: [], note: '' },
  ],
  [
    'a link to a stranger',
    { selection: '', link: 'mailto:ben@x.org' },
    { mentorIds: [], newMentors: [{ name: 'ben@x.org', email: 'ben@x.org' }] },
  ],
  [
    'a link that lies',
    { selection: '', link: 'mailto:dean@x.org%20%3Ceve@x.org%3E' },
    { newMentors: [{ name: 'eve@x.org', email: 'eve@x.org' }] },
  ],
  ['a broken link', { selection: '', link: 'mailto:%%%' }, { mentorIds: [], newMentors: [] }],
  [
    'a selected address',
    { selection: ' Ben <ben@x.org> ', link: null },
    { newMentors: [{ name: 'Ben', email: 'ben@x.org' }], note: '' },
  ],
  ['selected words', { selection: 'good\nwork\u202e', link: null }, { newMentors: [], note: 'good\nwork' }],
])('a click in the menu on %s', (_name, target, expected) => {
  expect(fillFromMenu(reading(null), target, context).form).toMatchObject(expected);
});

test('a bare address pointed at has the name that its page gives it', () => {
  const page = reading({ type: 'contact', people: [person('Theo Marchetti', 'theo@x.org', 'contact')] });
  const target = { selection: '', link: 'mailto:theo@x.org' };
  expect(fillFromMenu(page, target, context).form.newMentors).toEqual([
    { name: 'Theo Marchetti', email: 'theo@x.org' },
  ]);
});

/** A click on a link in a mail from Ana, who is a mentor, to Sam and Noor. */
function clickedInMail(link: string, fields: Partial<PageReading> = {}, linkText: string | null = null): LogForm {
  const mail = reading({
    date: '2026-03-02T14:00:00Z',
    direction: 'inbound',
    messageId: 'm1',
    threadId: 't1',
    people: [
      person('Ana Rivera', 'ana@x.org'),
      person('Sam', 'sam@school.example', 'to', true),
      person('Noor Haddad', 'noor@x.org', 'to'),
      person('Kim Osei', null, 'to'),
    ],
  });
  return fillFromMenu({ ...mail, ...fields }, { selection: '', link, linkText }, context).form;
}
const OF_THE_MAIL = {
  kind: 'email',
  on: '2026-03-02',
  time: '09:00',
  title: 'Ward',
  source: { messageId: 'm1', threadId: 't1' },
};
const OF_NOW = {
  kind: 'meeting',
  direction: null,
  on: '2026-03-05',
  time: '14:00',
  title: 'Page',
  others: [],
  selfEmails: [],
  source: { site: 'gmail', url: 'https://x.org/', messageId: null, threadId: null, likeness: null },
};

test.each([
  ['who wrote it', 'ana@x.org', { ...OF_THE_MAIL, direction: 'in', mentorIds: ['ana'] }],
  ['whom it is to', 'noor@x.org', { ...OF_THE_MAIL, newMentors: [{ name: 'Noor Haddad', email: 'noor@x.org' }] }],
  ['who is only mentioned', 'theo@y.org', { ...OF_NOW, newMentors: [{ name: 'theo@y.org', email: 'theo@y.org' }] }],
  ['the student', 'sam@school.example', { ...OF_THE_MAIL, mentorIds: ['ana'] }],
])('a click in the menu on the address in a mail of %s', (_name, email, expected) => {
  expect(clickedInMail(`mailto:${email}`)).toMatchObject(expected);
});

test('a mentor takes part in a mail by any of their addresses, or where it shows names only by name', () => {
  const mentors = [mentor({ id: 'ana', emails: ['ana@x.org', 'ana@home.example'] })];
  const click = (people: readonly ReturnType<typeof person>[], link: string) =>
    fillFromMenu(reading({ people: [...people], messageId: 'm1' }), { selection: '', link }, { ...context, mentors })
      .form;
  expect(click([person('Ana', 'ana@x.org')], 'mailto:ana@home.example').source?.messageId).toBe('m1');
  expect(click([person('Ana Rivera', null)], 'mailto:ana@home.example').source?.messageId).toBe('m1');
  expect(click([person('Ana Roy', null)], 'mailto:ana@home.example').source?.messageId).toBe(null);
  // Of a stranger it is the link that tells the name.
  const kim = { selection: '', link: 'mailto:kim.osei@y.org', linkText: 'Kim Osei' };
  expect(fillFromMenu(reading({ people: [person('Kim Osei', null)] }), kim, context).form.title).toBe('Ward');
});

test('a list has no title of its own for somebody in it either', () => {
  const list = parsePageReading({
    title: 'Inbox (3)',
    url: 'https://x.org/',
    selection: '',
    capture: { site: 'gmail', surface: 'list', items: [] },
  });
  if (list === null) throw new Error('the test’s own reading is broken');
  expect(fillFromMenu(list, { selection: '', link: 'mailto:theo@y.org' }, context).form.title).toBe('');
});

test.each([
  ['what it shows', 'Dr. Theo Marchetti', 'theo.marchetti@y.org', 'Dr. Theo Marchetti'],
  ['initial and surname', 'Theo Marchetti, MD', 'tmarchetti@y.org', 'Theo Marchetti, MD'],
  ['two initials', 'Theo J. Marchetti', 'tjmarchetti2@y.org', 'Theo J. Marchetti'],
  ['accents', 'José Núñez', 'jose.nunez@y.org', 'José Núñez'],
  ['a particle', 'Ada van der Berg', 'ada.vanderberg@y.org', 'Ada van der Berg'],
  ['name and address', 'Theo Marchetti <theo.marchetti@y.org>', 'theo.marchetti@y.org', 'Theo Marchetti'],
  ['the address', 'theo.marchetti@y.org', 'theo.marchetti@y.org', null],
  ['another address', 'dean@x.org', 'eve@y.org', null],
  ['another’s name and address', 'Dean <dean@x.org>', 'eve@y.org', null],
  ['another’s name', 'Dean Lopez', 'eve@y.org', null],
  ['what to do', 'Write to us', 'office@y.org', null],
  ['what to do, and whom', 'Email Theo Marchetti', 'tmarchetti@y.org', null],
  ['only the surname', 'Contact Marchetti', 'marchetti@y.org', null],
  ['nothing', '\u202e', 'theo@y.org', null],
])('a link that shows %s names its person so, whether browser or page tells of it', (_name, text, email, name) => {
  const expected = [{ name: name ?? email, email }];
  expect(clickedInMail(`mailto:${email}`, {}, text).newMentors).toEqual(expected);
  expect(clickedInMail(`mailto:${email}`, { links: [{ text, email }] }).newMentors).toEqual(expected);
});

test('what a link shows is of one person, and of the address it writes to', () => {
  const links = [{ text: 'Theo Marchetti', email: 'theo@y.org' }];
  expect(clickedInMail('mailto:theo@z.org', { links }).newMentors).toEqual([
    { name: 'theo@z.org', email: 'theo@z.org' },
  ]);
  expect(clickedInMail('mailto:theo@y.org,ida@y.org', {}, 'Theo Marchetti').newMentors).toMatchObject([
    { name: 'theo@y.org' },
    { name: 'ida@y.org' },
  ]);
});

test('a mail of which the page does not tell the direction is from the student when its sender is', () => {
  const mail = (from: string) =>
    fill({ direction: 'unknown', people: [person('Sender', from), person('Other', 'other@x.org', 'to')] });
  expect(mail('sam@school.example')).toMatchObject({ direction: 'out', newMentors: [{ email: 'other@x.org' }] });
  expect(mail('ben@x.org')).toMatchObject({ direction: null, newMentors: [{ email: 'ben@x.org' }] });
});

const form = (fields: Partial<LogForm> = {}): LogForm => ({
  ...emptyLogForm(NOW, ZONE),
  mentorIds: ['ana'],
  ...fields,
});

test.each([
  ['nobody', { mentorIds: [] }, 'form/no-person'],
  ['a day that is none', { on: '2026-02-30' }, 'form/bad-date'],
  ['a time that is none', { time: '25:00' }, 'form/bad-date'],
  ['a new person without a name', { newMentors: [{ name: ' \u0000', email: null }] }, 'form/no-name'],
  ['a new person with a broken address', { newMentors: [{ name: 'Ben', email: 'ben at x' }] }, 'form/bad-address'],
  ['a title that would be cut', { title: 'x'.repeat(301) }, 'form/too-long'],
  ['a note that would be cut', { note: 'x'.repeat(20_001) }, 'form/too-long'],
  ['a kind that is none', { kind: 'lunch' }, 'message/invalid'],
  ['an endless meeting', { lengthMinutes: Number.POSITIVE_INFINITY }, 'message/invalid'],
])('a form with %s is refused', (_name, fields, code) => {
  expect(readLogForm(form(fields), NOW)).toMatchObject({ ok: false, problem: { code } });
});

test.each([
  ['a moment', {}, { type: 'instant', startsAt: NOW, endsAt: null, timeZone: ZONE }, 'happened'],
  [
    'with a length',
    { time: '13:00', lengthMinutes: 60 },
    { type: 'instant', startsAt: NOW - 3_600_000, endsAt: NOW, timeZone: ZONE },
    'happened',
  ],
  [
    'of tomorrow',
    { on: '2026-03-06' },
    { type: 'instant', startsAt: newYork('2026-03-06 14:00'), endsAt: null, timeZone: ZONE },
    'planned',
  ],
  ['of a whole day', { time: ' ' }, { type: 'days', startsOn: '2026-03-05', endsOn: '2026-03-05' }, 'happened'],
  [
    'of three days',
    { time: '', lengthMinutes: 2 * 24 * 60 },
    { type: 'days', startsOn: '2026-03-05', endsOn: '2026-03-07' },
    'planned',
  ],
  [
    'of a negative length',
    { lengthMinutes: -60 },
    { type: 'instant', startsAt: NOW, endsAt: null, timeZone: ZONE },
    'happened',
  ],
])('a form %s becomes an interaction', (_name, fields, when, state) => {
  expect(readLogForm(form(fields), NOW)).toMatchObject({ ok: true, value: { fields: { when, state } } });
});

test.each([
  ['with a time', { when: { type: 'instant', startsAt: NOW, endsAt: NOW + 3_600_000, timeZone: ZONE } }],
  ['of whole days', { when: { type: 'days', startsOn: day('2026-02-23'), endsOn: day('2026-03-01') } }],
] as const)('changing an interaction %s and nothing in it leaves it as it was', (_name, fields) => {
  const before = interaction({ ...fields, title: 'Ward', note: 'good work', others: [{ name: 'Ben', email: null }] });
  const read = readLogForm(fillFromInteraction(before, NOW, 'Asia/Tokyo'), NOW);
  expect(read).toMatchObject({
    ok: true,
    value: { fields: { when: before.when, title: 'Ward', note: 'good work', others: before.others } },
  });
});

test('somebody with a mentor’s name and another address is a question, not a mentor', () => {
  const form = fill({ people: [person('Rivera, Ana', 'ana.rivera@new.org')] });
  expect(form).toMatchObject({
    mentorIds: [],
    newMentors: [],
    possible: [{ mentorId: 'ana', name: 'Rivera, Ana', email: 'ana.rivera@new.org' }],
  });
  // Unanswered, they took part all the same.
  const read = readLogForm({ ...form, on: '2026-03-05', mentorIds: ['ana'] }, NOW);
  expect(read.ok && read.value.fields.others).toEqual([{ name: 'Rivera, Ana', email: 'ana.rivera@new.org' }]);
});

test('between two mentors of one name nobody is asked about', () => {
  const twice = { ...context, mentors: [mentor({ id: 'a' }), mentor({ id: 'b' })] };
  const { form } = fillFromReading(reading({ people: [person('Ana Rivera', 'x@new.org')] }), twice);
  expect(form).toMatchObject({ possible: [], newMentors: [{ name: 'Ana Rivera' }] });
});

test('who is never logged is nowhere in the form, and a program is nobody to keep in touch with', () => {
  const form = fill({
    people: [
      person('Ad', 'ad@mail.never.example', 'to'),
      person('Zoom', 'no-reply@zoom.example'),
      person('Ben', 'ben@x.org'),
    ],
  });
  expect(form.newMentors).toEqual([{ name: 'Ben', email: 'ben@x.org' }]);
  expect(form.others).toEqual([{ name: 'Zoom', email: 'no-reply@zoom.example' }]);
});

test('the student’s own addresses are remembered from the page, and tell who wrote', () => {
  const people = [person('Ana', 'ana@x.org'), person('Sam', 'sam@other.example', 'to', true)];
  expect(fill({ people, direction: 'unknown' })).toMatchObject({
    direction: 'in',
    selfEmails: ['sam@other.example'],
    others: [],
  });
  const sent = [person('Sam', 'sam@school.example'), person('Ana', 'ana@x.org', 'to')];
  expect(fill({ people: sent, direction: 'unknown' })).toMatchObject({ direction: 'out', mentorIds: ['ana'] });
});

test.each([
  ['Coffee with Ana', 'coffee-chat'],
  ['Kaffee mit Ana', 'coffee-chat'],
  ['Un café con Ana', 'coffee-chat'],
  ['コーヒー', 'coffee-chat'],
  ['Ward round', 'meeting'],
  ['Cafeteria planning', 'meeting'],
])('an event called %j is a %s', (title, kind) => {
  expect(fill({ type: 'event', title, people: [person('Ana', 'ana@x.org', 'attendee')] }).kind).toBe(kind);
});

test('a mentor whom only the title of an event names is asked about', () => {
  expect(fill({ type: 'event', title: 'Coffee with Dr. Rivera', people: [] })).toMatchObject({
    kind: 'coffee-chat',
    mentorIds: [],
    possible: [{ mentorId: 'ana', name: 'Ana Rivera', email: null }],
  });
  const guest = [person('Ana', 'ana@x.org', 'attendee')];
  expect(fill({ type: 'event', title: 'Coffee with Dr. Rivera', people: guest }).possible).toEqual([]);
  expect(fill({ type: 'email', title: 'Coffee with Dr. Rivera', people: [] }).possible).toEqual([]);
});

const withMoment = (moment: Partial<MomentForm> | null): LogForm => ({
  ...emptyLogForm(NOW, ZONE),
  mentorIds: ['ana'],
  moment: moment === null ? null : { ...EMPTY_MOMENT, ...moment },
});

test.each([
  [null, null],
  // Opened and left empty it is none.
  [{}, null],
  [{ situation: '  \n ' }, null],
  [{ situation: 'Handover' }, 'Handover'],
  [{ situation: 'a'.repeat(4000) }, 'a'.repeat(4000)],
])('the moment in a form with %j is read', (moment, situation) => {
  const read = readLogForm(withMoment(moment), NOW);
  expect(read.ok && (read.value.moment?.situation ?? null)).toBe(situation);
});

test.each([
  [{ competencies: ['professionalism'] }, { code: 'moment/no-words' }],
  [{ isStrong: true }, { code: 'moment/no-words' }],
  [{ whatIDid: 'a'.repeat(4001) }, { code: 'form/too-long', value: '4000' }],
])('a moment with %j is refused, and nothing of it is cut', (moment, problem) => {
  expect(readLogForm(withMoment(moment), NOW)).toEqual({ ok: false, problem });
});

test('an entry keeps its rotation when it is changed', () => {
  const form = fillFromInteraction(interaction({ rotationId: 'r1' }), NOW, ZONE);
  const read = readLogForm(form, NOW);
  expect(read.ok && read.value.fields.rotationId).toBe('r1');
});

test('a form that was kept before there were moments in it is taken up', () => {
  const { moment, rotationId, ...older } = emptyLogForm(NOW, ZONE);
  expect(v.parse(logFormSchema, older)).toMatchObject({ moment: null, rotationId: null });
});
