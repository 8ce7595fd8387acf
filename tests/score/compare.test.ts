import { describe, expect, test } from 'vitest';
import type { CapturedItem, CapturedPerson } from '../../src/capture/site.ts';
import { type Expected, type ExpectedInteraction, judge } from '../capture/compare.ts';
import { countOf, precisionOf, recallOf, reportOf, totalsOf } from './table.ts';

const PERSON: CapturedPerson = { name: 'Amara Osei', email: 'amara@example.org', role: 'from', isSelf: false };
const ITEM: CapturedItem = {
  type: 'email',
  title: 'Your rotation',
  people: [PERSON],
  date: '2026-11-05T16:20:00Z',
  start: null,
  end: null,
  allDay: false,
  timeZone: null,
  location: null,
  snippet: 'Well done on the ward this week, and see you at rounds.',
  direction: 'inbound',
  messageId: 'm1',
  threadId: null,
  eventId: null,
  url: 'https://mail.example.org/m1',
  conferenceUrl: null,
  isFocused: false,
};
const WANTED: ExpectedInteraction = {
  type: 'email',
  title: 'Your rotation',
  people: [{ name: 'Amara Osei', email: 'amara@example.org', role: 'from' }],
  date: '2026-11-05T16:20:00Z',
  snippet: ITEM.snippet,
  direction: 'inbound',
  messageId: 'm1',
  threadId: null,
  url: 'https://mail.example.org/m1',
};

function expected(wanted: readonly ExpectedInteraction[], more: Partial<Expected> = {}): Expected {
  return {
    schema: 'interaction-expected/1',
    site: 'made-up',
    page: { url: null, viewerTimeZone: 'America/New_York', selfEmail: 'sam@example.test' },
    interactions: wanted,
    ...more,
  };
}

const paths = (wanted: ExpectedInteraction, got: Partial<CapturedItem>) =>
  judge(expected([wanted]), [{ ...ITEM, ...got }]).differences.map(({ path }) => path);
const verdicts = (wanted: ExpectedInteraction, got: Partial<CapturedItem>, field: string) =>
  judge(expected([wanted]), [{ ...ITEM, ...got }])
    .judgements.filter(judgement => judgement.field === field)
    .map(({ verdict }) => verdict);

describe('what is right', () => {
  test('has no difference, and counts as right', () => {
    const score = judge(expected([WANTED]), [ITEM]);
    expect(score).toMatchObject({ differences: [], traps: [] });
    expect(countOf(score.judgements)).toEqual({ right: 11, wrong: 0, missing: 0, extra: 0, none: 2 });
  });

  test.each<[string, Partial<ExpectedInteraction>, Partial<CapturedItem>]>([
    ['another title that is given', { title: 'Rotation', titleAlternatives: ['Your rotation'] }, {}],
    ['white space', { title: 'Your  rotation ' }, {}],
    ['a snippet that is cut after 40 characters', {}, { snippet: 'Well done on the ward this week, and see you…' }],
    ['the beginning of a long snippet', { snippetStartsWith: 'Well done', snippet: undefined as never }, {}],
    ['another offset', { date: '2026-11-05T11:20:00-05:00' }, {}],
    ['an instant for a clock of the viewer', { date: '2026-11-05T11:20', dateIsFloating: true }, {}],
    ['the exact instant', { date: '2026-11-05T09:00', dateIsFloating: true, dateExact: '2026-11-05T16:20:30Z' }, {}],
    ['a clock for a clock', { date: '2026-11-05T11:20', dateIsFloating: true }, { date: '2026-11-05T11:20' }],
    ['the place inside a longer one', { location: 'Hall 2' }, { location: 'Main building, Hall 2.' }],
    ['a link with the id in it', { url: 'https://mail.example.org/other' }, { url: 'https://x.example.org/?id=m1' }],
    ['a link with more in it', { url: 'https://x.example.org/?a=1' }, { url: 'https://x.example.org/?a=1&b=2' }],
    [
      'an optional person that is left out',
      { people: [...(WANTED.people ?? []), { name: 'Team', email: null, optional: true }] },
      {},
    ],
    [
      'people in another order',
      { people: [{ name: 'Kai', email: null, role: 'cc' }, ...(WANTED.people ?? [])] },
      { people: [PERSON, { name: 'Kai', email: null, role: 'cc', isSelf: false }] },
    ],
  ])('%s', (_, wanted, got) => {
    const { snippet, ...rest } = { ...WANTED, ...wanted };
    expect(paths(snippet === undefined ? rest : { ...rest, snippet }, got)).toEqual([]);
  });

  test('nothing, where there is nothing', () => {
    expect(judge(expected([]), [])).toMatchObject({ differences: [] });
    expect(judge(expected([]), [{ ...ITEM, type: 'page', people: [] }])).toMatchObject({ differences: [] });
    expect(judge(expected([{ ...WANTED, optional: true }]), [])).toMatchObject({ differences: [] });
  });
});

describe('what is wrong', () => {
  test.each<[string, Partial<ExpectedInteraction>, Partial<CapturedItem>, string[]]>([
    ['a title', {}, { title: 'Re: Your rotation' }, ['title']],
    ['a day', {}, { date: '2026-11-06T16:20:00Z' }, ['date']],
    ['a clock where the instant is known', {}, { date: '2026-11-05T16:20' }, ['date']],
    [
      'a wrong instant where an exact one is known',
      { dateExact: '2026-11-05T16:20:00Z', date: '2026-11-05T11:20', dateIsFloating: true },
      { date: '2026-11-05T16:30:00Z' },
      ['date'],
    ],
    ['a guess', { date: null }, {}, ['date']],
    ['a snippet cut too soon', {}, { snippet: 'Well done' }, ['snippet']],
    ['a quote', { snippet: null }, {}, ['snippet']],
    ['a direction', {}, { direction: 'outbound' }, ['direction']],
    ['an id that is made up', {}, { threadId: 't1' }, ['threadId']],
    ['another link', {}, { url: 'https://elsewhere.example.org/' }, ['url']],
    [
      'the address as a name',
      { people: [{ name: null, email: 'amara@example.org', role: 'from' }] },
      { people: [{ ...PERSON, name: 'amara@example.org' }] },
      ['people[0].name'],
    ],
    ['a role', {}, { people: [{ ...PERSON, role: 'to' }] }, ['people[0].role']],
    ['somebody else', {}, { people: [{ ...PERSON, email: 'kai@example.org', name: 'Kai' }] }, ['people[0]', 'people']],
    ['one too many', {}, { people: [PERSON, { ...PERSON, email: 'kai@example.org' }] }, ['people']],
    [
      'an address nobody gave',
      { people: [{ name: 'Amara Osei', email: null, role: 'from' }] },
      {},
      ['people[0].email'],
    ],
    ['the student', {}, { people: [{ ...PERSON, isSelf: true }] }, ['people[0].isSelf']],
  ])('%s', (_, wanted, got, fields) => {
    expect(paths({ ...WANTED, ...wanted }, got)).toEqual(fields.map(field => `interactions[0].${field}`));
  });

  test('an item that is missing, too much, or in another order', () => {
    const second = { ...WANTED, title: 'Second', messageId: 'm2' };
    const other = { ...ITEM, title: 'Second', messageId: 'm2' };
    const all = (items: readonly CapturedItem[]) =>
      judge(expected([WANTED, second]), items).differences.map(({ path }) => path);
    expect(all([ITEM])).toEqual(['interactions[1]']);
    expect(all([ITEM, other, { ...ITEM, title: 'Third', messageId: 'm3' }])).toEqual(['interactions']);
    expect(all([other, ITEM])).toEqual(['order']);
    expect(all([ITEM, { ...other, type: 'event' }])).toEqual(['interactions[1]', 'interactions']);
  });

  test.each<[string, Partial<CapturedItem>, string, string[]]>([
    ['title', { title: 'Other' }, 'title', ['wrong']],
    ['title', { title: null }, 'title', ['missing']],
    ['threadId', { threadId: 't1' }, 'threadId', ['extra']],
    ['threadId', {}, 'threadId', ['none']],
    ['people', { people: [] }, 'people', ['missing']],
    ['people', { people: [PERSON, { ...PERSON, email: 'kai@example.org' }] }, 'people', ['right', 'extra']],
    ['direction', { direction: 'unknown' }, 'direction', ['missing']],
  ])('%s %j counts as %s %j', (_, got, field, counted) => {
    expect(verdicts(WANTED, got, field)).toEqual(counted);
  });
});

describe('traps', () => {
  const event: CapturedItem = {
    ...ITEM,
    type: 'event',
    date: null,
    start: '2026-03-05T14:00',
    people: [],
    snippet: null,
  };
  const wantedEvent: ExpectedInteraction = {
    type: 'event',
    title: 'Your rotation',
    people: [],
    start: '2026-03-05T14:00',
  };
  const trapped = (trap: string, items: readonly CapturedItem[], wanted: readonly ExpectedInteraction[] = [WANTED]) => {
    const { traps, checkedTrapCount } = judge(expected(wanted, { doNotReturn: [trap] }), items);
    return checkedTrapCount === 0 ? 'not checked' : traps.length > 0;
  };
  const withPerson = (person: Partial<CapturedPerson>) => [{ ...ITEM, people: [PERSON, { ...PERSON, ...person }] }];

  test.each<[string, readonly CapturedItem[]]>([
    ['help@example.org as participant (site footer)', withPerson({ email: 'help@example.org' })],
    ['"Write to Amara" or "E-mail us" as a name', withPerson({ name: 'E-mail us' })],
    ['Geoloqi as a participant (it is the location)', withPerson({ name: 'Geoloqi' })],
    ['"Launch Meeting" as title', [{ ...ITEM, title: 'Launch meeting' }]],
    ['"Hi" as (part of) the snippet (quote)', [{ ...ITEM, snippet: 'Yes. Hi' }]],
    ['the leading " - " in snippets', [{ ...ITEM, snippet: '- Well done' }]],
    ['"No location" as a location', [{ ...ITEM, location: 'No location' }]],
    ['2000-01-01 as date', [{ ...ITEM, date: '2000-01-01' }]],
    ['a date of June 2014 as the date of this mail', [{ ...ITEM, date: '2014-06-12T10:00' }]],
    ['7 November as the message date', [{ ...ITEM, date: '2026-11-07T10:00' }]],
    ['http://geoloqi.example/ as url', [{ ...ITEM, url: 'http://geoloqi.example/' }]],
    ['amara%40example.org undecoded', withPerson({ email: 'amara%40example.org' })],
    ['an empty name', withPerson({ name: '' })],
    ['an Invalid Date', [{ ...ITEM, date: 'Invalid Date' }]],
    ['angle brackets inside an address', withPerson({ email: '<amara@example.org>' })],
    ['Amara Osei twice', withPerson({ role: 'to' })],
    ['a start date', [{ ...ITEM, start: '2026-01-01' }]],
  ])('%s', (trap, items) => {
    expect(trapped(trap, items)).toBe(true);
    expect(trapped(trap, [ITEM])).toBe(false);
  });

  test.each<[string, readonly CapturedItem[]]>([
    ['two events (microdata and JSON-LD describe the same one)', [event, event]],
    ['the event three times (microdata, inline part, attachment)', [event, event]],
    ['a negative duration', [{ ...event, end: '2026-03-05T13:00' }]],
    ['keywords as people', [{ ...event, people: [PERSON] }]],
  ])('%s', (trap, items) => {
    expect(trapped(trap, items, [wantedEvent])).toBe(true);
    expect(trapped(trap, [event], [wantedEvent])).toBe(false);
  });

  test('of a page with nothing on it are fallen into by whatever is returned', () => {
    expect(trapped('the hotel as an interaction', [ITEM], [])).toBe(true);
    expect(trapped('the hotel as an interaction', [], [])).toBe(false);
  });

  test('that only a person can judge are not checked', () => {
    expect(trapped('fields cut out of the unpunctuated label', [ITEM])).toBe('not checked');
  });

  test('are not seen where the text only looks alike', () => {
    expect(trapped('"Hi" as (part of) the snippet (quote)', [{ ...ITEM, snippet: 'This, and History' }])).toBe(false);
    expect(trapped('"Kai" as participant (quoted inside the snippet only)', [{ ...ITEM, snippet: 'Kai wrote' }])).toBe(
      false,
    );
  });
});

test('precision and recall', () => {
  const counts = { right: 6, wrong: 1, missing: 2, extra: 1, none: 9 };
  expect(precisionOf(counts)).toBe(6 / 8);
  expect(recallOf(counts)).toBe(6 / 9);
  expect(precisionOf({ right: 0, wrong: 0, missing: 2, extra: 0, none: 0 })).toBeNull();
});

test('the report names every difference, every trap and the total', () => {
  const scored = [
    { file: 'a/right.html', site: 'a', score: judge(expected([WANTED]), [ITEM]) },
    {
      file: 'b/wrong.html',
      site: 'b',
      score: judge(expected([WANTED], { doNotReturn: ['"Other" as title'] }), [{ ...ITEM, title: 'Other' }]),
    },
  ];
  const report = reportOf(scored).join('\n');
  expect(report).toContain('b/wrong.html  interactions[0].title: expected "Your rotation", got "Other"');
  expect(report).toContain('b/wrong.html  "Other" as title');
  expect(report).toMatch(/ {2}title +1 +1 +0 +0 +50\.0% +50\.0%/);
  expect(report).toContain('Total: 1 of 2 fixtures all right; 1 difference; precision 95.4%, recall 95.4%.');
  expect(totalsOf(scored)).toMatchObject({ fixtures: 2, allRight: 1, traps: { all: 1, checked: 1, violated: 1 } });
});
