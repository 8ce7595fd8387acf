import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Capture, focusedItem, parsePageReading } from '../../src/core/capture.ts';

const item = (fields: object = {}) => ({
  type: 'email',
  title: 'Re: ward',
  people: [{ name: 'Ana Rivera', email: 'Ana@X.org', role: 'from', isSelf: false }],
  date: '2026-03-05T14:00:00-05:00',
  start: null,
  end: null,
  allDay: false,
  timeZone: null,
  location: null,
  snippet: null,
  direction: 'inbound',
  messageId: 'm1',
  threadId: 't1',
  eventId: null,
  url: 'https://mail.google.com/mail/u/0/#inbox/t1',
  conferenceUrl: null,
  isFocused: true,
  isCancelled: false,
  ...fields,
});
const reading = (fields: object = {}) => ({
  title: 'Inbox',
  url: 'https://mail.google.com/mail/u/0/',
  selection: '',
  capture: { site: 'gmail', surface: 'thread', items: [item()] },
  links: [],
  unread: null,
  ...fields,
});
/** The one item of a page whose item has these fields, once read. */
function readItem(fields: object) {
  return parsePageReading(reading({ capture: { site: 'gmail', surface: 'thread', items: [item(fields)] } }))?.capture
    ?.items[0];
}

test('what a reader found comes through', () => {
  expect(parsePageReading(reading())).toEqual(
    reading({
      capture: {
        site: 'gmail',
        surface: 'thread',
        items: [item({ people: [{ name: 'Ana Rivera', email: 'ana@x.org', role: 'from', isSelf: false }] })],
      },
    }),
  );
});

test('a page where no reader found anything keeps its title, address and selection', () => {
  const bare = reading({ capture: null, selection: 'two\nlines' });
  expect(parsePageReading(bare)).toEqual(bare);
});

test('what a reader leaves out is none, never guessed', () => {
  const capture = { site: 'generic', surface: 'page', items: [{ type: 'page', title: null, people: [] }] };
  expect(parsePageReading(reading({ capture }))?.capture?.items).toEqual([
    item({
      type: 'page',
      title: null,
      people: [],
      date: null,
      direction: 'unknown',
      messageId: null,
      threadId: null,
      url: null,
      isFocused: false,
      isCancelled: false,
    }),
  ]);
});

test.each([
  ['nothing', undefined],
  ['null', null],
  ['a text', 'Inbox'],
  ['a list', [reading()]],
  ['a reading without a title', reading({ title: undefined })],
  ['a title that is no text', reading({ title: { toString: 'x' } })],
  ['a selection that is no text', reading({ selection: null })],
  ['a capture that is no object', reading({ capture: 'gmail' })],
  ['a site of markup', reading({ capture: { site: '<b>', surface: 'thread', items: [] } })],
  ['a surface that is none', reading({ capture: { site: 'gmail', surface: 'inbox', items: [] } })],
  ['items that are no list', reading({ capture: { site: 'gmail', surface: 'thread', items: item() } })],
])('refuses %s', (_name, untrusted) => {
  expect(parsePageReading(untrusted)).toBeNull();
});

test.each([
  ['a type that is none', { type: 'letter' }],
  ['people that are no list', { people: {} }],
  ['a person without a role', { people: [{ name: 'Ana', email: null }] }],
  ['a title that is no text', { title: 7 }],
  ['a direction that is none', { direction: 'up' }],
])('refuses an item with %s', (_name, fields) => {
  expect(readItem(fields)).toBeUndefined();
});

test('a title of a megabyte is trimmed, and nothing with it is lost', () => {
  const huge = `Ward \u202e<b>${'x'.repeat(1_000_000)}`;
  const parsed = parsePageReading(reading({ title: huge, selection: huge }));
  expect(parsed?.title).toMatch(/^Ward <b>x+$/);
  expect(parsed?.title).toHaveLength(300);
  expect(parsed?.selection).toHaveLength(5000);
  expect(parsed?.capture?.items).toHaveLength(1);
  const found = readItem({ title: huge, location: huge, snippet: huge, messageId: huge });
  expect([found?.title, found?.location, found?.snippet, found?.messageId].map(text => text?.length)).toEqual([
    300, 300, 500, 400,
  ]);
});

test('markup, controls and characters that turn the direction leave plain text', () => {
  const parsed = readItem({
    title: '<img src=x onerror=alert(1)>\u0000',
    people: [{ name: '\u202eareviR \u2066anA\u0007', email: null, role: 'to', isSelf: false }],
  });
  expect(parsed?.title).toBe('<img src=x onerror=alert(1)>');
  expect(parsed?.people[0]?.name).toBe('areviR anA');
});

test.each([
  ['that says nothing', [{ name: ' ', email: 'nobody', role: 'to' }], []],
  ['whose address is broken', [{ name: 'Ana', email: 'ana at x', role: 'to' }], [['Ana', null]]],
  ['whose name is their address', [{ name: 'ANA@x.org', email: 'ana@x.org', role: 'to' }], [[null, 'ana@x.org']]],
  [
    'whose name is another’s address',
    [{ name: 'dean@school.edu', email: 'eve@x.org', role: 'from' }],
    [[null, 'eve@x.org']],
  ],
  ['who has a name only', [{ name: 'Ana', email: null, role: 'attendee' }], [['Ana', null]]],
])('a person %s', (_name, people, expected) => {
  expect(readItem({ people })?.people.map(({ name, email }) => [name, email])).toEqual(expected);
});

test('a crowd is cut, not refused', () => {
  const people = Array.from({ length: 3000 }, (_, index) => ({
    name: `Guest ${index}`,
    email: null,
    role: 'attendee',
  }));
  expect(readItem({ people })?.people).toHaveLength(500);
});

test.each([
  '2026-03-05',
  '2028-02-29',
  '2026-03-05T14:00',
  '2026-03-05T14:00:30',
  '2026-03-05T14:00:30.125Z',
  '2026-03-05T14:00+05:30',
  '2026-03-05T00:00-00:00',
])('the date %s is kept', date => {
  expect(readItem({ date })?.date).toBe(date);
});

test.each([
  '',
  'yesterday',
  '2026',
  '2026-02-29',
  '2026-02-31T10:00Z',
  '2026-04-31',
  '2026-00-10',
  '2026-13-01',
  '0000-01-01',
  '9999-12-31',
  '2026-3-5',
  '2026-03-05T24:00',
  '2026-03-05T14:60',
  '2026-03-05T14:00:60',
  '2026-03-05T14:00+24:00',
  '2026-03-05T14:00+05:60',
  '2026-03-05 14:00',
  '2026-03-05T14:00 (Eastern)',
  '+002026-03-05',
  '２０２６-03-05',
])('the date %j is none, and the item stays', date => {
  expect(readItem({ date })).toMatchObject({ date: null, title: 'Re: ward' });
  expect(readItem({ start: date, end: date })).toMatchObject({ start: null, end: null });
});

test.each([
  ['America/New_York', 'America/New_York'],
  ['asia/tokyo', 'Asia/Tokyo'],
  ['Middle/Earth', null],
  ['<b>', null],
  ['', null],
  [null, null],
])('the zone %j is %j', (timeZone, known) => {
  expect(readItem({ timeZone })?.timeZone).toBe(known);
});

test.each(['javascript:alert(1)', 'data:text/html,x', 'chrome://settings/', 'about:blank', 'no link', ''])(
  'the address %j is not kept',
  url => {
    expect(parsePageReading(reading({ url }))).toMatchObject({ url: null, title: 'Inbox' });
    expect(readItem({ url, conferenceUrl: url })).toMatchObject({ url: null, conferenceUrl: null });
  },
);

test('no message from a page makes reading it throw', () => {
  const hostile = fc.record({
    title: fc.anything(),
    url: fc.anything(),
    selection: fc.anything(),
    capture: fc.record({ site: fc.constant('gmail'), surface: fc.constant('thread'), items: fc.array(fc.anything()) }),
  });
  fc.assert(
    fc.property(fc.oneof(fc.anything(), hostile), untrusted => {
      expect(() => parsePageReading(untrusted)).not.toThrow();
    }),
  );
});

test('the item looked at is the one marked, else the only one', () => {
  const capture = (...items: object[]) =>
    parsePageReading(reading({ capture: { site: 'gmail', surface: 'thread', items } }))?.capture as Capture;
  const other = item({ isFocused: false, messageId: 'm2' });
  expect(focusedItem(capture())).toBeNull();
  expect(focusedItem(capture(other))?.messageId).toBe('m2');
  expect(focusedItem(capture(other, item()))?.messageId).toBe('m1');
  expect(focusedItem(capture(other, other))).toBeNull();
});

test('of a page that could not be read only its shape comes through', () => {
  const shape = { selectors: [{ name: 'subject', count: 0 }], elements: [{ name: 'div', count: 12 }] };
  const unread = { reader: 'gmail', shape };
  expect(parsePageReading(reading({ capture: null, unread }))?.unread).toEqual(unread);
  const withText = { ...shape, elements: [{ name: 'Dear Dr. Rivera, please', count: 1 }] };
  expect(parsePageReading(reading({ capture: null, unread: { ...unread, shape: withText } }))).toBeNull();
  expect(parsePageReading(reading({ unread: { ...unread, reader: 'evil' } }))).toBeNull();
});

test('of more items than a page shows the first are kept', () => {
  const items = Array.from({ length: 501 }, () => item());
  expect(
    parsePageReading(reading({ capture: { site: 'gmail', surface: 'list', items } }))?.capture?.items,
  ).toHaveLength(500);
});

test('what a link shows is one clean line, and a broken link costs no page', () => {
  const links = [
    { text: ' Theo\nMarchetti\u202e ', email: 'Theo.Marchetti@Y.org' },
    { text: 'x'.repeat(1_000_000), email: 'x@y.org' },
    { text: 'No address', email: 'no address' },
    { email: 'theo@y.org' },
    null,
    'mailto:theo@y.org',
  ];
  expect(parsePageReading(reading({ links }))?.links).toEqual([
    { text: 'Theo Marchetti', email: 'theo.marchetti@y.org' },
    { text: 'x'.repeat(200), email: 'x@y.org' },
  ]);
  const many = Array.from({ length: 10_000 }, (_, at) => ({ text: 'Theo', email: `theo${at}@y.org` }));
  expect(parsePageReading(reading({ links: many }))?.links).toHaveLength(200);
  expect(parsePageReading(reading({ links: undefined }))?.links).toEqual([]);
  expect(parsePageReading(reading({ links: 'none' }))).toBeNull();
});
