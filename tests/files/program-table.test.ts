import { describe, expect, test } from 'vitest';
import { proposePrograms, settleImport } from '../../src/core/programs/import.ts';
import { readTable, type Table } from '../../src/files/csv.ts';
import { writeTable } from '../../src/files/csv-out.ts';
import {
  guessProgramColumns,
  isProgramHeading,
  MOST_PROGRAMS,
  readProgramRows,
} from '../../src/files/program-table.ts';
import type { DateOrder } from '../../src/files/table-dates.ts';
import { program } from '../core/records.ts';

function table(text: string, hasHeader?: boolean): Table {
  const reading = readTable(text, { hasHeader, isHeading: isProgramHeading });
  if (!reading.ok) throw new Error(reading.reason);
  return reading.table;
}

function read(text: string, order: DateOrder | null = null) {
  const found = table(text);
  return readProgramRows(found, guessProgramColumns(found), order);
}

describe('the columns', () => {
  test.each([
    ['Program,Deadline,Track', { name: 0, deadline: 1, track: 2 }],
    ['Track,Institution,Notes', { track: 0, name: 1, note: 2 }],
    ['Hospital;City;Due date;URL', { name: 0, deadline: 2, link: 3 }],
    [
      'Program Name,Application Deadline (2027),Interview Date,Date applied',
      { name: 0, deadline: 1, interview: 2, applied: 3 },
    ],
    ['Program Name,Program Code,Letters Required,Chair Letter?', { name: 0, count: 2, chair: 3 }],
    [
      'program,signal,LORs,SLOE,DO letter,Oldest letter (months)',
      { name: 0, priority: 1, count: 2, standardized: 3, do: 4, oldest: 5 },
    ],
    ['City,Name', { name: 1 }],
  ])('of %j are guessed', (head, mapping) => {
    const found = table(`${head}\nx,y`);
    expect(found.hasHeader).toBe(true);
    expect(guessProgramColumns(found)).toEqual(mapping);
  });

  test('without names: the first of words is the program’s', () => {
    const found = table('1,2027-10-15,Harbor Medical Center\n2,2027-10-16,Lakeside');
    expect(found.hasHeader).toBe(false);
    expect(guessProgramColumns(found)).toEqual({ name: 2 });
  });

  test('the student’s word on the first row counts', () => {
    expect(table('Harbor,Lakeside\nEastgate,Northfield', true)).toMatchObject({ hasHeader: true, firstRow: 2 });
    expect(table('Program,Deadline\nHarbor,2027-10-15', false)).toMatchObject({ hasHeader: false, firstRow: 1 });
  });
});

describe('a row', () => {
  test('becomes a program with all it says', () => {
    const { programs, refused, needsDateOrder } = read(
      [
        'Program,Track,Deadline,Applied,Interview,Priority,Letters,Chair,Standardized,DO letter,Oldest letter,Link,Notes',
        'Harbor Medical Center,Medicine,2027-10-15,"Sep 29, 2027",1 December 2027,2,3,yes,No,x,1 year,www.harbor.example.org/im,"Two campuses,\nby the sea"',
      ].join('\n'),
    );
    expect([refused, needsDateOrder]).toEqual([[], false]);
    expect(programs).toEqual([
      {
        row: 2,
        name: 'Harbor Medical Center',
        trackName: 'Medicine',
        leftOut: [],
        formulas: [],
        fields: {
          deadlineOn: '2027-10-15',
          appliedOn: '2027-09-29',
          interviewOn: '2027-12-01',
          priority: 2,
          letterCount: 3,
          wantsChairLetter: true,
          wantsStandardized: false,
          wantsDoWriter: true,
          oldestLetterMonths: 12,
          link: 'https://www.harbor.example.org/im',
          note: 'Two campuses,\nby the sea',
        },
      },
    ]);
  });

  test.each([
    ['Deadline', 'soon', 'deadline', 'bad-day'],
    ['Deadline', '2027-02-30', 'deadline', 'bad-day'],
    ['Deadline', '9999-01-01', 'deadline', 'bad-day'],
    ['Deadline', '10/9/2027', 'deadline', 'ambiguous-day'],
    ['Priority', '10', 'priority', 'bad-number'],
    ['Priority', '0', 'priority', 'bad-number'],
    ['Priority', '1.5', 'priority', 'bad-number'],
    ['Priority', 'high', 'priority', 'bad-number'],
    ['Letters', '3-4', 'count', 'bad-number'],
    ['Letters', '11', 'count', 'bad-number'],
    ['Oldest letter', '0', 'oldest', 'bad-number'],
    ['Chair', 'perhaps', 'chair', 'bad-yes-no'],
    ['Link', 'javascript:alert(1)', 'link', 'bad-link'],
    ['Link', 'not a link', 'link', 'bad-link'],
    ['Notes', 'n'.repeat(2001), 'note', 'too-long'],
  ])('whose %s is %j comes in without it, and says so', (head, value, column, reason) => {
    const { programs } = read(`Program,${head}\nHarbor,${value}`);
    expect(programs).toMatchObject([{ name: 'Harbor', leftOut: [{ column, reason }] }]);
    expect(programs[0]?.leftOut).toHaveLength(1);
    if (reason !== 'too-long') expect(programs[0]?.fields).toEqual({});
  });

  test.each([
    ['Deadline', 'September 30, 2027 at 5 PM ET', { deadlineOn: '2027-09-30' }],
    ['Deadline', '2027-09-30 11:59 PM EST', { deadlineOn: '2027-09-30' }],
    ['Deadline', '30.9.2027', { deadlineOn: '2027-09-30' }],
    ['Deadline', '2027年9月30日', { deadlineOn: '2027-09-30' }],
    ['Deadline', 'TBD', {}],
    ['Deadline', '—', {}],
    ['Deadline', 'n/a', {}],
    ['Letters', '4.0', { letterCount: 4 }],
    ['Letters', '０', { letterCount: 0 }],
    ['Oldest letter', '18 months', { oldestLetterMonths: 18 }],
    ['Chair', 'Not required', { wantsChairLetter: false }],
    ['Chair', '✓', { wantsChairLetter: true }],
    ['Link', 'harbor.example.org', { link: 'https://harbor.example.org' }],
  ])('whose %s is %j', (head, value, fields) => {
    expect(read(`Program,${head}\nHarbor,"${value}"`).programs).toMatchObject([{ fields, leftOut: [] }]);
  });

  test('without a name is refused, an empty one passed over, and a long name is cut and told', () => {
    const { programs, refused } = read(`Program,Priority\n ,1\n,\nHarbor,1\n${'H'.repeat(250)},2`);
    expect(refused).toEqual([{ row: 2, reason: 'no-name' }]);
    expect(programs.map(({ row, name }) => [row, name.length])).toEqual([
      [4, 6],
      [5, 200],
    ]);
    expect(programs[1]?.leftOut).toMatchObject([{ column: 'name', reason: 'too-long' }]);
  });

  test('in any script keeps its name', () => {
    const names = ['東京医療センター', 'مستشفى القاهرة', 'Больница № 1', 'Ħamrun 🏥'];
    expect(read(`Program\n${names.join('\n')}`).programs.map(({ name }) => name)).toEqual(names);
  });
});

test('how days are written is told by other days of the file, by the student, or asked', () => {
  const text = 'Program,Deadline,Interview\nHarbor,10/9/2027,11/12/2027';
  expect(read(text).needsDateOrder).toBe(true);
  expect(read(text, 'mdy')).toMatchObject({
    needsDateOrder: false,
    programs: [{ fields: { deadlineOn: '2027-10-09', interviewOn: '2027-11-12' } }],
  });
  expect(read(text, 'dmy').programs).toMatchObject([{ fields: { deadlineOn: '2027-09-10' } }]);
  const told = `${text}\nLakeside,,11/30/2027`;
  expect(read(told)).toMatchObject({ needsDateOrder: false, programs: [{ fields: { deadlineOn: '2027-10-09' } }, {}] });
});

test('formulas come in as text, and go out as text that no spreadsheet works out', () => {
  const { programs } = read('Program,Notes\n"=HYPERLINK(""https://x.example"",""Go"")",+1\n@SUM(A1),-2\nHarbor,fine');
  expect(programs.map(({ name, formulas }) => [name, formulas])).toEqual([
    ['=HYPERLINK("https://x.example","Go")', ['name', 'note']],
    ['@SUM(A1)', ['name', 'note']],
    ['Harbor', []],
  ]);
  const out = writeTable([['Program', 'Notes'], ...programs.map(({ name, fields }) => [name, fields.note ?? ''])]);
  expect(out).toBe(
    '\uFEFFProgram,Notes\r\n"\'=HYPERLINK(""https://x.example"",""Go"")",\'+1\r\n\'@SUM(A1),\'-2\r\nHarbor,fine\r\n',
  );
  expect(read(out).programs.map(({ name, fields }) => [name, fields.note])).toEqual(
    programs.map(({ name, fields }) => [name, fields.note]),
  );
});

test('thousands of rows are read, and those beyond the most are refused by number', () => {
  const lines = Array.from({ length: MOST_PROGRAMS + 2 }, (_, index) => `Harbor ${index},2027-10-15,3`);
  const { programs, refused } = read(`Program,Deadline,Letters\n${lines.join('\n')}`);
  expect(programs).toHaveLength(MOST_PROGRAMS);
  expect(refused).toEqual([
    { row: MOST_PROGRAMS + 2, reason: 'too-many' },
    { row: MOST_PROGRAMS + 3, reason: 'too-many' },
  ]);
});

test('five thousand rows with repeated names and formulas lose nothing, and run nothing', () => {
  const nameOf = (index: number) =>
    index % 10 === 0 ? `"=HYPERLINK(""https://${index}.example"")"` : `Harbor ${index}`;
  // The last thousand repeat the first, in other letters.
  const lines = Array.from({ length: 5000 }, (_, index) =>
    index < 4000 ? `${nameOf(index)},3` : `${nameOf(index - 4000).toUpperCase()},4`,
  );
  const { programs, refused } = read(`Program,Letters\n${lines.join('\n')}`);
  expect([programs.length, refused.length]).toEqual([5000, 0]);
  let made = 0;
  const newId = () => {
    made += 1;
    return `new${made}`;
  };
  const proposed = proposePrograms(programs, [program({ id: 'g1', name: 'harbor 1' })], [], null);
  const kept = settleImport(proposed, { stored: 'skip', inFile: 'skip', byRow: new Map() }, newId);
  expect(kept).toMatchObject({ addedCount: 3999, updatedCount: 0 });
  // Two rows are of the program that is there already.
  expect(kept.skipped).toHaveLength(1001);
  const names = new Set(kept.saves.map(({ fields }) => fields.name));
  expect([names.size, names.has('=HYPERLINK("https://0.example")')]).toEqual([3999, true]);
  expect(proposed.filter(({ formulas }) => formulas.length > 0)).toHaveLength(500);
  const all = settleImport(proposed, { stored: 'add', inFile: 'add', byRow: new Map() }, newId);
  expect([all.addedCount, all.skipped]).toEqual([5000, []]);
});
