import * as v from 'valibot';
import { expect, test } from 'vitest';
import {
  endedOn,
  type Interaction,
  interactionSchema,
  isContact,
  sortingAt,
  sourceKeys,
  startedOn,
  stateAt,
  type When,
} from '../../src/core/interaction.ts';
import { day, interaction, newYork } from './records.ts';

const NEW_YORK = 'America/New_York';
const TOKYO = 'Asia/Tokyo';
const days = (startsOn: string, endsOn = startsOn): When => ({
  type: 'days',
  startsOn: day(startsOn),
  endsOn: day(endsOn),
});
const at = (startsAt: number, endsAt: number | null = null): When => ({
  type: 'instant',
  startsAt,
  endsAt,
  timeZone: NEW_YORK,
});
const strangers = (count: number) => Array.from({ length: count }, () => ({ name: 'A guest', email: null }));

test.each([
  ['that is planned', { state: 'planned' }, false],
  ['that was cancelled', { state: 'cancelled' }, false],
  ['that was mail to a list', { isListMail: true, kind: 'email' }, false],
  ['with one mentor', {}, true],
  ['with the mentor writing', { direction: 'in' }, true],
  ['with the student writing', { direction: 'out' }, true],
  ['with 20 people', { others: strangers(19) }, true],
  ['with 21 people', { others: strangers(20) }, false],
  ['that was a mail to 21 people', { kind: 'email', others: strangers(20) }, true],
  ['with 21 mentors', { mentorIds: Array.from({ length: 21 }, (_, index) => `m${index}`) }, false],
] satisfies [string, Partial<Interaction>, boolean][])(
  'whether an interaction %s is a contact',
  (_name, fields, is) => {
    expect(isContact(interaction(fields))).toBe(is);
  },
);

const NOW = newYork('2026-03-05 14:00');

test.each([
  ['a mail of this very moment', at(NOW), 'happened'],
  ['a mail of a clock a little ahead', at(NOW + 1), 'planned'],
  ['a meeting that ends now', at(NOW - 1000, NOW), 'happened'],
  ['a meeting under way', at(NOW - 1000, NOW + 1), 'planned'],
  ['a meeting of tomorrow', at(NOW + 86_400_000, null), 'planned'],
  ['today, all day', days('2026-03-05'), 'happened'],
  ['a week on the ward that ends today', days('2026-03-01', '2026-03-05'), 'happened'],
  ['a week on the ward that ends tomorrow', days('2026-03-01', '2026-03-06'), 'planned'],
  ['yesterday', days('2026-03-04'), 'happened'],
] as const)('%s is %s', (_name, when, state) => {
  expect(stateAt(when, NOW, NEW_YORK)).toBe(state);
});

test('whole days are those of where the student is', () => {
  // 00:30 on the 6th in Tokyo while it is 10:30 on the 5th in New York.
  const now = newYork('2026-03-05 10:30');
  expect(stateAt(days('2026-03-06'), now, NEW_YORK)).toBe('planned');
  expect(stateAt(days('2026-03-06'), now, TOKYO)).toBe('happened');
});

test('a moment begins and ends on the day of the zone it was written down in, wherever the student is now', () => {
  const night = at(newYork('2026-03-05 23:00'), newYork('2026-03-06 01:00'));
  expect([startedOn(night), endedOn(night)]).toEqual(['2026-03-05', '2026-03-06']);
  const there = { ...night, timeZone: TOKYO };
  expect([startedOn(there), endedOn(there)]).toEqual(['2026-03-06', '2026-03-06']);
  expect(endedOn(at(newYork('2026-03-05 23:00')))).toBe('2026-03-05');
  const ward = days('2026-02-23', '2026-03-01');
  expect([startedOn(ward), endedOn(ward)]).toEqual(['2026-02-23', '2026-03-01']);
});

test('a whole day sorts among the moments of the same day', () => {
  const sorted = [
    at(newYork('2026-03-04 20:00')),
    days('2026-03-05', '2026-03-09'),
    at(newYork('2026-03-05 17:00')),
    days('2026-03-06'),
  ].map(sortingAt);
  expect(sorted).toEqual(sorted.toSorted((a, b) => a - b));
});

test.each([
  ['typed by hand', null, []],
  [
    'from a page',
    { site: 'page', title: '', url: 'https://x.org/', messageId: null, threadId: null, eventId: null, likeness: null },
    [],
  ],
  [
    'from a mail in a thread',
    { site: 'gmail', title: '', url: null, messageId: 'm', threadId: 't', eventId: null, likeness: null },
    ['gmail|message|m', 'gmail|thread|t'],
  ],
  [
    'from an event',
    { site: 'google-calendar', title: '', url: null, messageId: null, threadId: null, eventId: 'e', likeness: null },
    ['google-calendar|event|e'],
  ],
])('what makes an entry %s the same again', (_name, source, keys) => {
  expect(sourceKeys(source)).toEqual(keys);
});

test('the same id on two sites is not the same entry', () => {
  const source = { title: '', url: null, messageId: 'm', threadId: null, eventId: null, likeness: null };
  expect(sourceKeys({ ...source, site: 'gmail' })).not.toEqual(sourceKeys({ ...source, site: 'outlook-mail' }));
});

test('a stored interaction comes back as it was', () => {
  const whole = interaction({
    when: at(NOW, NOW + 3_600_000),
    others: [{ name: 'Ben', email: 'ben@x.org' }],
    source: {
      site: 'gmail',
      title: 'Re: ward',
      url: 'https://mail.google.com/',
      messageId: 'm',
      threadId: null,
      eventId: null,
      likeness: 'email|2026-03-05T14:00Z|a@x.org|ward',
    },
    followUps: [{ id: 'f1', text: 'Send the paper', dueOn: day('2026-03-09'), isDone: false }],
    letterStep: 'ask',
  });
  expect(v.parse(interactionSchema, whole)).toEqual(whole);
});

test('what an older row lacks is filled in, and what is too much is trimmed', () => {
  const { others: _o, title: _t, note: _n, followUps: _f, source: _s, isListMail: _l, ...bare } = interaction();
  expect(v.parse(interactionSchema, bare)).toEqual(interaction());
  const parsed = v.parse(interactionSchema, {
    ...interaction(),
    mentorIds: ['m1', 'm2', 'm1'],
    title: `<b>Coffee</b>\u202e\n${'x'.repeat(400)}`,
    note: `one\r\ntwo\u0000${'y'.repeat(30_000)}`,
    surplus: 'gone',
  });
  expect(parsed.mentorIds).toEqual(['m1', 'm2']);
  expect(parsed.title).toMatch(/^<b>Coffee<\/b> x+$/);
  expect(parsed.title).toHaveLength(300);
  expect(parsed.note.startsWith('one\ntwoy')).toBe(true);
  expect(parsed.note).toHaveLength(20_000);
  expect(parsed).not.toHaveProperty('surplus');
});

test.each([
  ['a state that is none', { state: 'maybe' }],
  ['a kind that is none', { kind: 'lunch' }],
  ['no when', { when: null }],
  ['a day that is none', { when: { type: 'days', startsOn: '2026-02-30', endsOn: '2026-03-01' } }],
  ['whole days that end before they begin', { when: days('2026-03-05', '2026-03-04') }],
  ['a moment that ends before it begins', { when: at(NOW, NOW - 1) }],
  ['a moment of no number', { when: at(Number.NaN) }],
  ['a moment in half milliseconds', { when: at(0.5) }],
  ['a moment beyond all calendars', { when: at(Number.MAX_SAFE_INTEGER) }],
  ['mentors that are no ids', { mentorIds: ['<img>'] }],
  ['a crowd of mentors', { mentorIds: Array.from({ length: 201 }, (_, index) => `m${index}`) }],
  ['a crowd of others', { others: strangers(501) }],
  ['a person with a broken address', { others: [{ name: 'Ben', email: 'ben' }] }],
  ['a note that is no text', { note: ['x'] }],
])('refuses an interaction with %s', (_name, fields) => {
  expect(v.is(interactionSchema, { ...interaction(), ...fields })).toBe(false);
});

test.each([
  'javascript:alert(1)',
  'data:text/html,x',
  'file:///etc/passwd',
  'not a link',
  `https://x.org/${'a'.repeat(5000)}`,
])('the link %s is not kept, and the rest is', url => {
  const source = { site: 'page', title: 'A page', url, messageId: null, threadId: null, eventId: null, likeness: null };
  const parsed = v.parse(interactionSchema, interaction({ source }));
  expect(parsed.source).toEqual({ ...source, url: null });
});
