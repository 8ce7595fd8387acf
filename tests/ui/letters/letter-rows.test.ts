import '../../support/extension-api.ts';
import { describe, expect, test } from 'vitest';
import type { Letter } from '../../../src/core/letter.ts';
import { indexOf } from '../../../src/core/letters/warnings.ts';
import { isShown, type LetterRow, rowOf, type Sort, sorted, waitedFor } from '../../../src/ui/letters/letter-rows.ts';
import { purposeOf } from '../../../src/ui/letters/RowParts.tsx';
import { day, letter, mentor, plan, track } from '../../core/records.ts';

const TODAY = day('2027-07-01');
const index = indexOf({
  letters: [],
  mentors: [mentor(), mentor({ id: 'm2', name: 'Bo Lindqvist' })],
  tracks: [track()],
  plans: [plan({ reviewFromOn: { on: day('2027-09-22'), confidence: 'estimated' } })],
  slots: [],
  programs: [],
  assignments: [],
  profile: { aamcId: '' },
});
const row = (fields: Partial<Letter>): LetterRow => rowOf(letter(fields), index, TODAY);
const words = ({ mentor: writer, letter: { service } }: LetterRow, by: 'writer' | 'purpose' | 'service') =>
  by === 'writer' ? (writer?.name ?? '') : service;

test('a row says how long it is until the target, while the letter is not there', () => {
  expect(row({ trackId: 't1' })).toMatchObject({ column: 'ask', targetOn: '2027-09-08', daysLeft: 69 });
  expect(row({ trackId: 't1', receivedOn: TODAY })).toMatchObject({ targetOn: '2027-09-08', daysLeft: null });
  expect(row({ targetOn: day('2027-06-29') }).daysLeft).toBe(-2);
  expect(row({}).targetOn).toBeNull();
});

test('a backup is not counted down to a day while the letter it stands by for goes on', () => {
  const backup = { id: 'l2', targetOn: day('2027-07-11'), backupForLetterId: 'l1' };
  const rowBeside = (main: Partial<Letter>) =>
    rowOf(letter(backup), { ...index, letters: new Map([['l1', letter(main)]]) }, TODAY);
  expect(rowBeside({}).daysLeft).toBeNull();
  expect(rowBeside({ ended: 'no-reply' }).daysLeft).toBe(10);
  expect(purposeOf(rowBeside({}))).not.toBe(purposeOf(rowBeside({ ended: 'no-reply' })));
});

test('who has a request in hand is told once, and for a group its contact person', () => {
  const asked = { requestedOn: TODAY };
  const letters = [
    letter({ ...asked, mentorId: 'm2' }),
    letter({ ...asked, mentorId: 'm2' }),
    letter({ ...asked, mentorId: 'm3', contactMentorId: 'm1' }),
    letter({ ...asked, mentorId: 'm4', receivedOn: TODAY }),
    letter({ ...asked, mentorId: 'm5', ended: 'withdrawn' }),
    letter({ mentorId: 'm6' }),
  ];
  expect(waitedFor(letters)).toEqual(['m1', 'm2']);
});

describe('sorting', () => {
  const rows = [
    row({ id: 'a', targetOn: null }),
    row({ id: 'b', targetOn: day('2027-08-02'), mentorId: 'm2', askedOn: TODAY }),
    row({ id: 'c', targetOn: day('2027-08-01') }),
  ];
  const ids = (sort: Sort) => sorted(rows, sort, words).map(one => one.letter.id);

  test('is by day, with those without one last either way', () => {
    expect(ids({ by: 'target', isDown: false })).toEqual(['c', 'b', 'a']);
    expect(ids({ by: 'target', isDown: true })).toEqual(['b', 'c', 'a']);
  });

  test('is by words and by column, and equal ones by day', () => {
    expect(ids({ by: 'writer', isDown: false })).toEqual(['c', 'a', 'b']);
    expect(ids({ by: 'writer', isDown: true })).toEqual(['b', 'c', 'a']);
    expect(ids({ by: 'column', isDown: true })).toEqual(['b', 'c', 'a']);
  });
});

test('filters leave out other tracks and services, and what ended unless it is asked for', () => {
  const all = { track: '', service: '', showsEnded: false };
  expect(isShown(row({}), all)).toBe(true);
  expect(isShown(row({ ended: 'withdrawn' }), all)).toBe(false);
  expect(isShown(row({ answer: 'no' }), { ...all, showsEnded: true })).toBe(true);
  expect(isShown(row({ trackId: 't1' }), { ...all, track: 'general' })).toBe(false);
  expect(isShown(row({ trackId: 't1' }), { ...all, track: 't1' })).toBe(true);
  expect(isShown(row({ service: 'carms' }), { ...all, service: 'eras' })).toBe(false);
});
