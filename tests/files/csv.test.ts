import { describe, expect, test } from 'vitest';
import { readRows, readTable, type Table, type TableMapping } from '../../src/files/csv.ts';
import { type DateOrder, parseTableDate, parseTableTime } from '../../src/files/table-dates.ts';
import { bytes } from './samples.ts';

const NOBODY = { selfEmails: [] };

function table(text: string | Uint8Array): Table {
  const reading = readTable(text);
  if (!reading.ok) throw new Error(reading.reason);
  return reading.table;
}

function rows(text: string, mapping?: TableMapping, dateOrder: DateOrder | null = null) {
  const read = table(text);
  return readRows(read, mapping ?? read.guess, NOBODY, { dateOrder });
}

describe('a table', () => {
  test.each([
    ['Date,Name,Email,Note\n2026-11-05,Amara Osei,amara@example.org,"good, kind"', ','],
    ['Datum;Name;E-Mail;Notiz\n05.11.2026;Amara Osei;amara@example.org;gut, nett', ';'],
    ['Fecha\tNombre\tCorreo\tNotas\n5/11/2026\tAmara Osei\tamara@example.org\tbien', '\t'],
    ['sep=|\r\n日付|氏名|メール|備考\r\n2026年11月5日|Amara Osei|amara@example.org|良い', '|'],
    ['\uFEFFالتاريخ,الاسم,البريد,ملاحظات\n2026-11-05,Amara Osei,amara@example.org,جيد', ','],
    ['Date,Nom,Courriel,Remarques\n"5 novembre 2026",Amara Osei,amara@example.org,bien', ','],
  ])('%j', (text, delimiter) => {
    const read = table(bytes(text));
    expect(read).toMatchObject({ delimiter, hasHeader: true, guess: { date: 0, name: 1, email: 2, note: 3 } });
    const { entries, refused } = readRows(read, read.guess, NOBODY, { dateOrder: 'dmy' });
    expect(refused).toEqual([]);
    expect(entries).toMatchObject([
      {
        item: {
          start: '2026-11-05',
          end: '2026-11-06',
          allDay: true,
          people: [{ name: 'Amara Osei', email: 'amara@example.org' }],
        },
      },
    ]);
  });

  test('without names of columns is told by what stands in them', () => {
    expect(table('2026-11-05,Amara Osei,amara@example.org\n2026-11-06,Kai,kai@example.org')).toMatchObject({
      columns: ['A', 'B', 'C'],
      hasHeader: false,
      firstRow: 1,
      guess: { date: 0, email: 2 },
    });
  });

  test('keeps formulas as text', () => {
    const read = table(
      'Date,Name,Note\n2026-11-05,"=HYPERLINK(""https://example.org"",""Kai"")",=1+1\n2026-11-06,Kai,@SUM(A1)',
    );
    expect(read.rows[0]).toEqual(['2026-11-05', '=HYPERLINK("https://example.org","Kai")', '=1+1']);
    const { details } = readRows(read, read.guess, NOBODY);
    expect(details).toEqual({ 'row 2': { kind: null, note: '=1+1' }, 'row 3': { kind: null, note: '@SUM(A1)' } });
  });

  test.each([
    ['', 'empty'],
    [' \n\n', 'empty'],
    ['PK\u0003\u0004\u0000\u0000binary', 'not-a-table'],
  ])('%j is none: %s', (text, reason) => {
    expect(readTable(text)).toEqual({ ok: false, reason });
  });
});

describe('the rows', () => {
  test('give an entry each, or a reason', () => {
    const { entries, refused, details } = rows(
      [
        'Date,Time,Name,Email,Kind,Title,Note',
        '2026-11-05,4:30 PM,Amara Osei,amara@example.org,Coffee chat,Plans,Bring CV',
        '2026-11-06,,Kai,,Email,Question,',
        '2026-11-07,,,"Lina Holm <lina@example.org>; kai@example.org",Treffen,,',
        ',,Kai,,,,',
        '2026-02-31,,Kai,,,,',
        '2026-11-08,26:00,Kai,,,,',
        '2026-11-08,,,,,Nobody,',
        '2026-11-08,,Kai,kai at example,,,',
        ',,,,,,',
        '2026-11-09,,Noor,,,,',
      ].join('\n'),
    );
    expect(entries.map(({ where, item }) => [where, item.type, item.title, item.start ?? item.date])).toEqual([
      ['row 2', 'meeting', 'Plans', '2026-11-05T16:30'],
      ['row 3', 'email', 'Question', '2026-11-06'],
      ['row 4', 'meeting', null, '2026-11-07'],
      ['row 11', 'meeting', null, '2026-11-09'],
    ]);
    expect(entries[2]?.item.people).toMatchObject([
      { name: 'Lina Holm', email: 'lina@example.org' },
      { name: null, email: 'kai@example.org' },
    ]);
    expect(details['row 2']).toEqual({ kind: 'coffee-chat', note: 'Bring CV' });
    expect(refused).toEqual([
      { where: 'row 5', reason: 'no-date' },
      { where: 'row 6', reason: 'bad-date', value: '2026-02-31' },
      { where: 'row 7', reason: 'bad-time', value: '26:00' },
      { where: 'row 8', reason: 'no-person' },
      { where: 'row 9', reason: 'bad-address', value: 'kai at example' },
    ]);
  });

  test('whose days could be two days wait for the student', () => {
    const text = 'Date,Name\n3/4/2026,Kai\n5/5/2026,Noor';
    expect(rows(text)).toMatchObject({
      needsDateOrder: true,
      entries: [{ item: { start: '2026-05-05' } }],
      refused: [{ where: 'row 2', reason: 'ambiguous-date', value: '3/4/2026' }],
    });
    expect(rows(text, undefined, 'mdy').entries[0]?.item.start).toBe('2026-03-04');
    expect(rows(text, undefined, 'dmy').entries[0]?.item.start).toBe('2026-04-03');
  });

  test('tell by one day how the others are written', () => {
    const { entries } = rows('Date,Name\n3/4/2026,Kai\n3/25/2026,Noor');
    expect(entries.map(({ item }) => item.start)).toEqual(['2026-03-04', '2026-03-25']);
    expect(rows('Date,Name\n3/25/2026,Kai\n25/3/2026,Noor\n3/4/2026,Lina').needsDateOrder).toBe(true);
  });

  test('without a column of days are contacts', () => {
    const { entries } = rows('Name,Email,Note\nKai,kai@example.org,surgeon');
    expect(entries).toMatchObject([
      { item: { type: 'contact', title: 'Kai', people: [{ role: 'contact' }] }, contact: { note: 'surgeon' } },
    ]);
  });
});

test.each([
  ['2026-11-05', null, '2026-11-05'],
  ['2026/11/5', null, '2026-11-05'],
  ['5.11.2026', null, '2026-11-05'],
  ['5.11.26', null, '2026-11-05'],
  ['25/11/2026', null, '2026-11-25'],
  ['11/25/2026', null, '2026-11-25'],
  ['4/5/2026', null, 'ambiguous-date'],
  ['13/13/2026', null, 'bad-date'],
  ['30/2/2026', 'dmy', 'bad-date'],
  ['25/11/2026', 'mdy', 'bad-date'],
  ['5 Nov 2026', null, '2026-11-05'],
  ['Thursday, November 5th, 2026', null, '2026-11-05'],
  ['5. März 2026', null, '2026-03-05'],
  ['5 de noviembre de 2026', null, '2026-11-05'],
  ['5 août 2026', null, '2026-08-05'],
  ['5 Smarch 2026', null, 'bad-date'],
  ['2026年11月5日', null, '2026-11-05'],
  ['2026년 11월 5일', null, '2026-11-05'],
  ['٢٠٢٦-١١-٠٥', null, '2026-11-05'],
  ['45966', null, 'bad-date'],
  ['soon', null, 'bad-date'],
  ['275760-01-01', null, 'bad-date'],
] as const)('the day %j (%s) is %s', (cell, order, expected) => {
  const date = parseTableDate(cell, order);
  expect(typeof date === 'string' ? date : date.day).toBe(expected);
});

test.each([
  ['2026-11-05 16:20', '2026-11-05 16:20 '],
  ['2026-11-05T16:20:00Z', '2026-11-05 16:20 Z'],
  ['5.11.2026, 16:20', '2026-11-05 16:20 '],
  ['11/25/2026 4:20 PM', '2026-11-25 16:20 '],
])('%j holds a time as well', (cell, expected) => {
  const date = parseTableDate(cell, null);
  expect(typeof date === 'string' ? date : `${date.day} ${date.time} ${date.offset}`).toBe(expected);
});

test.each([
  ['16:20', '16:20'],
  ['4:20 pm', '16:20'],
  ['12 am', '00:00'],
  ['12:05 p.m.', '12:05'],
  ['16h20', '16:20'],
  ['9h', '09:00'],
  ['16.20 Uhr', '16:20'],
  ['1620', '16:20'],
  ['午後4時20分', '16:20'],
  ['下午4:20', '16:20'],
  ['16:20 – 17:00', '16:20'],
  ['16:20:30', '16:20'],
  ['24:00', null],
  ['16:60', null],
  ['13 pm', null],
  ['9', null],
  ['noon', null],
])('the time %j is %s', (cell, expected) => {
  expect(parseTableTime(cell)?.time ?? null).toBe(expected);
});
