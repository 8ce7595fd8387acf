import { describe, expect, test } from 'vitest';
import type { CapturedItem } from '../../src/core/capture.ts';
import { parsePageReading } from '../../src/core/capture.ts';
import { likenessOf } from '../../src/core/capture-source.ts';
import { proposalsFor } from '../../src/core/catch-up.ts';
import { type FillContext, fillFromReading } from '../../src/core/fill-form.ts';
import type { Interaction } from '../../src/core/interaction.ts';
import { readLogForm } from '../../src/core/log-form.ts';
import { letterAnsweredBy, loggedBefore, updatedFrom } from '../../src/core/logged-before.ts';
import { interaction, mentor, newYork } from './records.ts';

const ZONE = 'America/New_York';
const NOW = newYork('2026-03-05 14:00');
const ana = { name: 'Ana Rivera', email: 'ana@x.org', role: 'from' as const, isSelf: false };
const self = { name: 'Sam', email: 'sam@school.example', role: 'to' as const, isSelf: true };
const context: FillContext = {
  mentors: [mentor({ id: 'ana', name: 'Ana Rivera', emails: ['ana@x.org'] }), mentor({ id: 'ben', name: 'Ben Osei' })],
  selfEmails: [],
  neverLog: ['never.example'],
  now: NOW,
  timeZone: ZONE,
};

function reading(items: readonly Partial<CapturedItem>[], surface = 'message') {
  const whole = items.map((item, index) => ({
    ...{ type: 'email', title: 'Ward', people: [ana, self], direction: 'inbound', isFocused: index === 0 },
    ...item,
  }));
  const parsed = parsePageReading({
    title: 'Page',
    url: 'https://mail.google.com/',
    selection: '',
    capture: { site: 'gmail', surface, items: whole },
  });
  if (parsed === null) throw new Error('the test’s own reading is broken');
  return parsed;
}
const fill = (item: Partial<CapturedItem>) => fillFromReading(reading([item]), context).form;

/** The entry that saving the form makes. */
function saved(item: Partial<CapturedItem>, fields: Partial<Interaction> = {}): Interaction {
  const read = readLogForm(fill(item), NOW);
  if (!read.ok) throw new Error(read.problem.code);
  return interaction({ ...read.value.fields, mentorIds: ['ana'], ...fields });
}

const first = { messageId: 'm1', threadId: 't1', date: '2026-03-03T10:00:00-05:00' };
const second = { messageId: 'm2', threadId: 't1', date: '2026-03-04T10:00:00-05:00' };

describe('an entry that is there already', () => {
  test('is known by the message', () => {
    const entry = saved(first);
    expect(loggedBefore(fill(first), [entry], NOW)).toEqual({ entry, isSame: true });
  });

  test('of an earlier message of the conversation is another entry’s', () => {
    const entry = saved(first);
    expect(loggedBefore(fill(second), [entry], NOW)).toEqual({ entry, isSame: false });
    const both = [entry, saved(second, { id: 'i2' })];
    expect(loggedBefore(fill(second), both, NOW)).toMatchObject({ entry: { id: 'i2' }, isSame: true });
  });

  test('is known where another program gives the same event another id', () => {
    const event = { type: 'event', title: 'Coffee', start: '2026-03-03T10:00', end: '2026-03-03T10:30' } as const;
    const ofGmail = saved({ ...event, eventId: 'e1' });
    const entry = {
      ...ofGmail,
      source: ofGmail.source === null ? null : { ...ofGmail.source, site: 'outlook-calendar' },
    };
    const other = fill({ ...event, start: '2026-03-03T15:00:00Z', eventId: 'other' });
    expect(loggedBefore(other, [entry], NOW)?.isSame).toBe(true);
    expect(loggedBefore(fill({ ...event, start: '2026-03-03T11:00', eventId: 'o' }), [entry], NOW)).toBeNull();
  });

  test('is none where nothing but a title is alike', () => {
    expect(loggedBefore(fill({ messageId: null, date: '2026-03-03' }), [saved(first)], NOW)).toBeNull();
    expect(loggedBefore(fill(first), [], NOW)).toBeNull();
  });

  test('is brought up to the page without losing what was written', () => {
    const entry = saved(first, { note: 'She offered to help.', kind: 'feedback', mentorIds: ['ana', 'ben'] });
    const filled = fill({ ...second, title: 'Ward round' });
    const kept = { interactionId: entry.id, note: 'She offered to help.', kind: 'feedback', title: 'Ward' };
    expect(updatedFrom({ entry, isSame: false }, filled, NOW)).toMatchObject({
      ...kept,
      mentorIds: ['ana', 'ben'],
      on: '2026-03-04',
      source: { messageId: 'm2' },
    });
  });
});

test('an entry whose page is opened again keeps the people and words it was given, and its day', () => {
  const entry = saved(first, { mentorIds: ['ben'], title: 'My own words', kind: 'email' });
  expect(updatedFrom({ entry, isSame: true }, fill({ ...first, date: null }), NOW)).toMatchObject({
    mentorIds: ['ben'],
    title: 'My own words',
    on: '2026-03-03',
    time: '10:00',
  });
  const moved = fill({ type: 'event', start: '2026-03-07T09:00', end: '2026-03-07T09:30' });
  const event = saved({ type: 'event', start: '2026-03-06T09:00' }, { kind: 'meeting' });
  expect(updatedFrom({ entry: event, isSame: true }, moved, NOW)).toMatchObject({ on: '2026-03-07', time: '09:00' });
});

test('two events of one site are two, however alike; a mail from a file is that of the page', () => {
  const shift = { type: 'event', title: 'Shift', start: '2026-03-03', end: '2026-03-04', allDay: true } as const;
  expect(loggedBefore(fill({ ...shift, eventId: 'b2' }), [saved({ ...shift, eventId: 'a1' })], NOW)).toBeNull();
  const peds = saved({ ...shift, title: 'Peds: shift', eventId: null });
  expect(loggedBefore(fill({ ...shift, title: 'Surg: shift' }), [peds], NOW)).toBeNull();
  const file = saved({ ...first, messageId: '<x@x.org>', threadId: null, date: '2026-03-03T15:00:55Z' });
  const source = file.source === null ? null : { ...file.source, site: 'file' };
  expect(loggedBefore(fill({ ...first, date: '2026-03-03T15:01:02Z' }), [{ ...file, source }], NOW)?.isSame).toBe(true);
});

test('a row without ids is known again, and one with its day alone is compared by the day', () => {
  const row = { type: 'email-thread', threadId: null, messageId: null, date: '2026-03-03' } as const;
  const [proposal] = proposalsFor(reading([row], 'list'), context);
  const read = readLogForm(proposal!.form, NOW);
  if (!read.ok) throw new Error(read.problem.code);
  const entry = interaction({ ...read.value.fields, mentorIds: ['ana'] });
  expect(loggedBefore(proposal!.form, [entry], NOW)?.isSame).toBe(true);
  const [ofThread] = proposalsFor(reading([{ ...row, threadId: 't1' }], 'list'), context);
  const early = saved({ ...first, date: '2026-03-03T06:00:00-05:00' });
  expect(loggedBefore(ofThread!.form, [early], NOW)?.isSame).toBe(true);
});

test.each([
  ['Re: Ward', 'Ward'],
  ['AW: RE: Ward', 'Ward'],
  ['回复：Ward', 'Ward'],
  ['Fwd[2]: Ward', 'Ward'],
])('%j is alike %j', (a, b) => {
  const item = reading([first]).capture!.items[0]!;
  expect(likenessOf({ ...item, title: a }, ZONE)).toBe(likenessOf({ ...item, title: b }, ZONE));
  expect(likenessOf({ ...item, title: a }, ZONE)).not.toBeNull();
});

test('without sender, subject or time of day nothing is alike', () => {
  const item = reading([first]).capture!.items[0]!;
  expect(likenessOf({ ...item, title: '' }, ZONE)).toBeNull();
  expect(likenessOf({ ...item, date: '2026-03-03' }, ZONE)).toBeNull();
  expect(likenessOf({ ...item, people: [] }, ZONE)).toBeNull();
});

describe('a mail that came in', () => {
  const ask = saved(first, { direction: 'out', letterStep: 'ask', letterId: 'letter1' });

  test('may answer the request made in its conversation', () => {
    expect(letterAnsweredBy(fill(second), [ask])).toBe('letter1');
  });

  test('answers nothing when it was answered, when it went out, or when somebody else wrote', () => {
    const answer = saved(second, { id: 'i2', letterStep: 'answer', letterId: 'letter1' });
    expect(letterAnsweredBy(fill(second), [ask, answer])).toBeNull();
    expect(letterAnsweredBy(fill({ ...second, direction: 'outbound' }), [ask])).toBeNull();
    expect(
      letterAnsweredBy(fill({ ...second, people: [{ ...ana, email: 'cy@x.org', name: 'Cy' }] }), [ask]),
    ).toBeNull();
    expect(letterAnsweredBy(fill(second), [])).toBeNull();
  });

  test('never sets anything by itself', () => {
    expect(fill(second)).toMatchObject({ letterId: null, letterStep: null });
  });
});

describe('catching up', () => {
  const past = { type: 'event', start: '2026-03-03T10:00', end: '2026-03-03T10:30', isFocused: false } as const;
  const on = (items: readonly Partial<CapturedItem>[], surface = 'calendar-view') =>
    proposalsFor(reading(items, surface), context);

  test('proposes what is past and involves a mentor', () => {
    const proposals = on([
      { ...past, eventId: 'a' },
      { ...past, eventId: 'b', start: '2026-03-06T10:00', end: '2026-03-06T10:30' },
      { ...past, eventId: 'c', people: [{ ...ana, email: 'stranger@x.org', name: 'Stranger Danger' }] },
      { ...past, eventId: 'd', start: null, end: null },
    ]);
    expect(proposals.map(({ form }) => form.source?.eventId)).toEqual(['a']);
    expect(proposals[0]).toMatchObject({ isSure: true, form: { mentorIds: ['ana'], newMentors: [] } });
  });

  test('asks about people known by name only', () => {
    const [proposal] = on([{ ...past, people: [{ ...ana, name: 'Osei, Ben', email: null, role: 'organizer' }] }]);
    expect(proposal).toMatchObject({ isSure: false, form: { mentorIds: ['ben'] } });
  });

  test('takes two messages of one conversation as two, and leaves out what was cancelled', () => {
    const mail = { type: 'email', threadId: 't9', date: '2026-03-03T10:00' } as const;
    expect(
      on(
        [
          { ...mail, messageId: 'a' },
          { ...mail, messageId: 'b', date: '2026-03-03T12:00' },
        ],
        'list',
      ),
    ).toHaveLength(2);
    expect(on([{ ...past, eventId: 'a', isCancelled: true }])).toEqual([]);
  });

  test('beside somebody known, a namesake of another mentor is one of the others', () => {
    const ben = { ...ana, name: 'Ben Osei', email: 'ben.osei@other.example', role: 'attendee' as const };
    expect(on([{ ...past, people: [ana, ben] }])).toMatchObject([
      { isSure: true, form: { mentorIds: ['ana'], others: [{ email: 'ben.osei@other.example' }] } },
    ]);
  });

  test('takes an event that is drawn twice once, and rows of a mail list', () => {
    expect(
      on([
        { ...past, eventId: 'a' },
        { ...past, eventId: 'a' },
      ]),
    ).toHaveLength(1);
    const row = { type: 'email-thread', threadId: 't9', date: '2026-03-03T10:00' } as const;
    expect(on([row], 'list')).toMatchObject([{ form: { kind: 'email', direction: 'in' } }]);
  });

  test('proposes nothing on a page that is no list', () => {
    expect(on([{ ...past, eventId: 'a' }], 'event')).toEqual([]);
  });

  test('a row whose conversation was logged with its last message is logged', () => {
    const row = { type: 'email-thread', threadId: 't1', date: '2026-03-03T10:01' } as const;
    const [proposal] = on([row], 'list');
    expect(loggedBefore(proposal!.form, [saved(first)], NOW)?.isSame).toBe(true);
    const [newer] = on([{ ...row, date: '2026-03-04T10:00' }], 'list');
    expect(loggedBefore(newer!.form, [saved(first)], NOW)?.isSame).toBe(false);
  });
});
