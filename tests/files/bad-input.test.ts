import fc from 'fast-check';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { captureSchema } from '../../src/core/capture.ts';
import type { LocalDate } from '../../src/core/dates.ts';
import { readRows, readTable } from '../../src/files/csv.ts';
import { readEml } from '../../src/files/eml.ts';
import { type FileReading, REFUSAL_REASONS } from '../../src/files/file-entry.ts';
import { readIcs } from '../../src/files/ics.ts';
import { readVcf } from '../../src/files/vcf.ts';
import { calendar, event, lines } from './samples.ts';

const CONTEXT = { selfEmails: ['me@example.org'] };
const RANGE = { from: '2026-01-01' as LocalDate, to: '2027-12-31' as LocalDate };
const parseHtml = (html: string) => new DOMParser().parseFromString(html, 'text/html');

/** Every reader gives something that the rest of Vouch accepts, or reasons. */
function expectSound({ entries, refused }: FileReading) {
  const items = entries.slice(0, 500).map(({ item }) => item);
  const parsed = v.safeParse(captureSchema, { site: 'file', surface: 'page', items });
  expect(parsed.issues, 'the rest of Vouch accepts the items').toBeUndefined();
  // What is cleaned is clean already: times are real, addresses are addresses.
  const kept = (parsed.output as v.InferOutput<typeof captureSchema>).items;
  for (const [index, item] of items.entries()) {
    expect(kept[index]).toMatchObject({ date: item.date, start: item.start, end: item.end, timeZone: item.timeZone });
    expect(kept[index]?.people.map(({ email }) => email)).toEqual(item.people.map(({ email }) => email));
  }
  expect(REFUSAL_REASONS).toEqual(expect.arrayContaining([...new Set(refused.map(({ reason }) => reason))]));
}

const READERS: Readonly<Record<string, (file: string | Uint8Array) => FileReading | Promise<FileReading>>> = {
  ics: file => readIcs(file, CONTEXT),
  'ics of two years': file => readIcs(file, CONTEXT, { range: RANGE }),
  vcf: file => readVcf(file, CONTEXT),
  eml: file => readEml(file, CONTEXT, { parseHtml }),
  csv: file => {
    const reading = readTable(file);
    if (!reading.ok) return { entries: [], refused: [{ where: '', reason: reading.reason }], outsideRange: 0 };
    return readRows(reading.table, reading.table.guess, CONTEXT);
  },
};

/** Lets every reader read it. @returns How many seconds each took. */
async function readAll(file: string | Uint8Array): Promise<Readonly<Record<string, number>>> {
  const taken: Record<string, number> = {};
  for (const [name, read] of Object.entries(READERS)) {
    const startedAt = performance.now();
    const reading = await read(file);
    taken[name] = Math.round(performance.now() - startedAt) / 1000;
    expectSound(reading);
  }
  return taken;
}

async function seconds(work: () => unknown): Promise<number> {
  const startedAt = performance.now();
  await work();
  return (performance.now() - startedAt) / 1000;
}

const WORDS = [
  'BEGIN:VCALENDAR',
  'END:VCALENDAR',
  'BEGIN:VEVENT',
  'END:VEVENT',
  'BEGIN:VCARD',
  'END:VCARD',
  'BEGIN:VTIMEZONE',
  'END:VTIMEZONE',
  'VERSION:2.1',
  'VERSION:3.0',
  'VERSION:4.0',
  'DTSTART',
  'DTEND',
  'RRULE',
  'EXDATE',
  'RDATE',
  'TZID',
  'ATTENDEE',
  'ORGANIZER',
  'SUMMARY',
  'FREQ=DAILY',
  'FREQ=MONTHLY',
  'FREQ=YEARLY',
  'BYDAY=5MO',
  'BYMONTHDAY=31',
  'COUNT=0',
  'INTERVAL=0',
  'UNTIL=',
  'BYSETPOS=-1',
  'BYWEEKNO=53',
  'BYYEARDAY=366',
  '20260231',
  '20260101T000000',
  'T250000Z',
  'FN',
  'N',
  'EMAIL',
  'ENCODING=QUOTED-PRINTABLE',
  'CHARSET=x',
  '=C3',
  '=',
  ':',
  ';',
  ',',
  '"',
  '\\',
  '\r\n',
  '\n',
  ' ',
  '\t',
  'mailto:a@example.org',
  'From: a@example.org',
  'Date: ',
  'Content-Type: multipart/mixed; boundary=b',
  '--b',
  '--b--',
  'Content-Transfer-Encoding: base64',
  'text/calendar',
  '<div>',
  '</div>',
  '{"@type":"Event"',
  '}',
  '=?utf-8?B?',
  '?=',
  '2026-11-05',
];

test('arbitrary bytes are read without an error', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 2000 }), async file => void (await readAll(file))),
    { numRuns: 150 },
  );
});

test('arbitrary pieces of such files are read without an error', async () => {
  const piece = fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...WORDS) }, fc.string({ maxLength: 20 }));
  await fc.assert(
    fc.asyncProperty(
      fc.array(piece, { maxLength: 80 }).map(pieces => pieces.join('')),
      async file => void (await readAll(file)),
    ),
    { numRuns: 300 },
  );
});

test('arbitrary rules of repetition end', async () => {
  const number = fc.integer({ min: -400, max: 400 });
  const list = fc.array(number, { minLength: 1, maxLength: 4 }).map(String);
  const part = fc.oneof(
    fc.tuple(
      fc.constantFrom(
        'BYMONTH',
        'BYMONTHDAY',
        'BYYEARDAY',
        'BYWEEKNO',
        'BYSETPOS',
        'BYHOUR',
        'BYMINUTE',
        'COUNT',
        'INTERVAL',
      ),
      fc.oneof(list, fc.integer({ min: -1, max: 12 }).map(String)),
    ),
    fc.tuple(fc.constant('BYDAY'), fc.constantFrom('MO', '5MO', '-5SU', '1MO,2TU', '53FR', '0WE')),
    fc.tuple(fc.constant('UNTIL'), fc.constantFrom('20260630', '20260630T000000Z', '99991231', 'x')),
  );
  const frequency = fc.constantFrom('YEARLY', 'MONTHLY', 'WEEKLY', 'DAILY', 'HOURLY', 'MINUTELY', 'SECONDLY');
  const start = fc.constantFrom('20240229', '20260131T100000', '19000101T000000Z', '20261231T235959Z');
  await fc.assert(
    fc.asyncProperty(frequency, fc.array(part, { maxLength: 4 }), start, async (freq, parts, dtstart) => {
      const rule = [`FREQ=${freq}`, ...parts.map(([name, value]) => `${name}=${value}`)].join(';');
      const text = calendar(...event(`DTSTART:${dtstart}`, `RRULE:${rule}`));
      const taken = await seconds(() => expectSound(readIcs(text, CONTEXT, { range: RANGE })));
      expect(taken, rule).toBeLessThan(3);
    }),
    { numRuns: 100 },
  );
}, 120_000);

test('a file of 20,000 events, each repeated a million times, ends soon', async () => {
  const one = event('DTSTART:20200101T000000Z', 'RRULE:FREQ=MINUTELY;COUNT=1000000').join('\r\n');
  const text = calendar(...Array.from({ length: 20_000 }, () => one));
  const taken = await seconds(() => {
    const { entries, refused } = readIcs(text, CONTEXT, { range: RANGE });
    expect(entries.length + refused.length).toBeGreaterThanOrEqual(1000);
  });
  expect(taken).toBeLessThan(10);
}, 60_000);

test('cards and rows without end are cut off with a reason', () => {
  const cards = lines('BEGIN:VCARD', 'VERSION:3.0', 'FN:A', 'EMAIL:a@example.org', 'END:VCARD').repeat(20_002);
  expect(readVcf(cards, CONTEXT).refused).toEqual([{ where: 'card 20001', reason: 'too-many-entries' }]);
  const reading = readTable(`Date,Name\n${'2026-01-01,Kai\n'.repeat(20_010)}`);
  if (!reading.ok) throw new Error(reading.reason);
  const { entries, refused } = readRows(reading.table, reading.table.guess, CONTEXT);
  expect(entries).toHaveLength(20_000);
  expect(refused).toEqual([{ where: 'row 20002', reason: 'too-many-entries' }]);
}, 60_000);

test('files that are too large are refused', async () => {
  const large = new Uint8Array(50 * 1024 * 1024 + 1).fill(65);
  const refused = { entries: [], refused: [{ where: '', reason: 'too-large' }], outsideRange: 0 };
  expect(await readEml(large, CONTEXT)).toEqual(refused);
  expect(readIcs(large, CONTEXT)).toEqual(refused);
  expect(readVcf(large, CONTEXT)).toEqual(refused);
  expect(readTable(large)).toEqual({ ok: false, reason: 'too-large' });
});

test('a mail of 50 MB with parts in parts is read', async () => {
  const line = `${'QUJD'.repeat(19)}\r\n`;
  const open = Array.from({ length: 60 }, (_, depth) => [
    ...(depth === 0 ? [] : [`--b${depth - 1}`]),
    `Content-Type: multipart/mixed; boundary=b${depth}`,
    '',
  ]).flat();
  const head = lines(
    'From: Amara <amara@example.org>',
    'To: me@example.org',
    'Subject: Large',
    'MIME-Version: 1.0',
    ...open,
  );
  const text = lines(
    '--b59',
    'Content-Type: text/plain',
    '',
    'Hello',
    '--b59',
    'Content-Type: image/jpeg',
    'Content-Transfer-Encoding: base64',
    '',
  );
  const part = `${head}${text}`;
  const file = new TextEncoder().encode(
    part + line.repeat(Math.floor((49 * 1024 * 1024) / line.length)) + lines('--b59--'),
  );
  const taken = await seconds(async () => {
    const { entries } = await readEml(file, CONTEXT, { parseHtml });
    expect(entries).toMatchObject([{ item: { title: 'Large', snippet: 'Hello', direction: 'inbound' } }]);
  });
  expect(taken).toBeLessThan(15);
}, 60_000);

test.each([
  [
    'a mail nested without end',
    `From: a@example.org\r\nTo: b@example.org\r\n${Array.from({ length: 5000 }, (_, depth) => `Content-Type: multipart/mixed; boundary=b${depth}\r\n\r\n--b${depth}\r\n`).join('')}`,
  ],
  ['a calendar nested without end', `${'BEGIN:VCALENDAR\r\n'.repeat(200_000)}${'BEGIN:VEVENT\r\n'.repeat(100_000)}`],
  ['one line of 10 MB', `BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:20260101\r\nSUMMARY:${'a;:,"'.repeat(2_000_000)}`],
  ['a card of folded lines', `BEGIN:VCARD\r\nFN:a\r\n${' a\r\n'.repeat(1_000_000)}END:VCARD`],
  [
    'quoted-printable without end',
    `BEGIN:VCARD\r\nVERSION:2.1\r\nFN;QUOTED-PRINTABLE:${'=\r\n'.repeat(1_000_000)}END:VCARD`,
  ],
  ['a table of quotes', '"'.repeat(3_000_000)],
  ['a header without end', `From: a@example.org\r\nSubject: ${'=?utf-8?B?'.repeat(100_000)}\r\n`],
  ['recipients without end', `From: a@example.org\r\nTo: ${'"a" <a@example.org>, ('.repeat(50_000)}\r\n`],
  [
    'HTML nested without end',
    `From: a@example.org\r\nTo: b@example.org\r\nContent-Type: text/html\r\n\r\n${'<div>'.repeat(100_000)}Hello`,
  ],
  [
    'JSON nested without end',
    `From: a@example.org\r\nTo: b@example.org\r\nContent-Type: text/html\r\n\r\n<script type="application/ld+json">${'['.repeat(100_000)}</script>Hello`,
  ],
  ['blank lines', `From: a@example.org\r\nTo: b@example.org\r\n\r\n${' \r\n'.repeat(1_000_000)}`],
])(
  '%s is read within seconds',
  async (_, text) => {
    // Far more than any of them takes, since the machine may be busy; what is looked for is work without end.
    for (const [reader, taken] of Object.entries(await readAll(text))) expect(taken, reader).toBeLessThan(10);
  },
  60_000,
);
