import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import type { Letter } from '../../../src/core/letter.ts';
import { type SlotFields, slotFieldsSchema } from '../../../src/core/plan/slot.ts';
import type { Program } from '../../../src/core/program.ts';
import { checkPrograms, isDo, type ProgramCheck } from '../../../src/core/programs/check.ts';
import { indexPrograms, type ProgramRecords } from '../../../src/core/programs/record-index.ts';
import { day, letter, mentor, plan, program, track } from '../records.ts';

const slot = (number: number, fields: Partial<SlotFields> = {}) => ({
  id: `s${number}`,
  stamps: {},
  ...v.parse(slotFieldsSchema, { trackId: 't1' }),
  ...fields,
});
const slots = (count: number) => Array.from({ length: count }, (_, index) => slot(index));
const received = (id: string, fields: Partial<Letter> = {}) =>
  letter({ id, trackId: 't1', receivedOn: day('2026-09-01'), ...fields });

function records(letters: readonly Letter[], of: Partial<Program>, given: Partial<ProgramRecords>): ProgramRecords {
  return {
    programs: [program(of)],
    letters,
    tracks: [track()],
    plans: [plan()],
    slots: [],
    assignments: letters.map(({ id }) => ({ id: `g1:${id}`, stamps: {}, programId: 'g1', letterId: id })),
    ...given,
  };
}

function checkOf(
  letters: readonly Letter[],
  of: Partial<Program> = {},
  given: Partial<ProgramRecords> = {},
  credentials = 'MD',
): ProgramCheck {
  const check = checkPrograms(indexPrograms(records(letters, of, given)), [mentor({ credentials })]).get('g1');
  if (check === undefined) throw new Error('the program was not checked');
  return check;
}

const four = ['a', 'b', 'c', 'd'].map(id => received(id));
const typesOf = ({ findings }: ProgramCheck) => findings.map(({ type }) => type);

describe('how many letters', () => {
  test.each<[string, number, Partial<Program>, number, string, readonly object[]]>([
    ['as many as the track has slots', 3, {}, 3, 'ok', []],
    ['one less', 3, {}, 2, 'missing', [{ type: 'letters', has: 2, wants: 3 }]],
    ['none at all', 3, {}, 0, 'missing', [{ type: 'letters', has: 0, wants: 3 }]],
    ['more than it wants and not more than it may get', 3, {}, 4, 'ok', []],
    ['the program’s own number before the track’s', 3, { letterCount: 2 }, 2, 'ok', []],
    ['more than its own number', 3, { letterCount: 2 }, 3, 'too-many', [{ type: 'too-many', has: 3, most: 2 }]],
    ['a program that wants none', 3, { letterCount: 0 }, 0, 'ok', []],
    ['a track with more slots than ERAS takes', 6, {}, 4, 'ok', []],
    ['a track without slots', 0, {}, 4, 'not-known', [{ type: 'count-not-known' }]],
    ['a track without slots, and a program that says it', 0, { letterCount: 4 }, 4, 'ok', []],
    ['a program of no track', 3, { trackId: null }, 3, 'not-known', [{ type: 'count-not-known' }]],
    ['a program whose track is in the trash', 3, { trackId: 'gone' }, 3, 'not-known', [{ type: 'count-not-known' }]],
  ])('%s', (_name, slotCount, of, letterCount, state, findings) => {
    expect(checkOf(four.slice(0, letterCount), of, { slots: slots(slotCount) })).toMatchObject({ state, findings });
  });

  test('a service without a number of its own has no cap, and one of the student’s own has theirs', () => {
    const carms = { tracks: [track({ service: 'carms' })], slots: slots(5) };
    const letters = ['a', 'b', 'c', 'd', 'e'].map(id => received(id, { service: 'carms' }));
    expect(checkOf(letters, {}, carms)).toMatchObject({ state: 'ok', wishes: { letterCount: 5, most: null } });
    const own = { tracks: [track({ service: 'other' })], plans: [plan({ service: 'other', mostLetters: 2 })] };
    const others = letters.slice(0, 3).map(one => ({ ...one, service: 'other' as const }));
    expect(checkOf(others, {}, { ...own, slots: slots(3) })).toMatchObject({
      state: 'too-many',
      wishes: { letterCount: 2, most: 2 },
    });
  });

  test('a slot that the track does without is not counted, and wants nothing', () => {
    const given = { slots: [...slots(2), slot(9, { isOptional: true, isChairLetter: true, isByDo: true })] };
    expect(checkOf(four.slice(0, 2), {}, given)).toMatchObject({ state: 'ok' });
  });

  test('a letter in the trash counts for nothing', () => {
    const { assignments } = records(four, {}, {});
    expect(checkOf(four.slice(0, 3), {}, { assignments, slots: slots(4) })).toMatchObject({
      assignedCount: 3,
      findings: [{ type: 'letters', has: 3, wants: 4 }],
    });
  });
});

test('the form that takes the place of a chair’s letter does, unless the program asks for the chair itself', () => {
  const medicine = { tracks: [track({ specialty: 'Internal medicine' })], slots: [slot(1, { isChairLetter: true })] };
  const sel = [received('a', { form: 'standardized' })];
  expect(checkOf(sel, {}, medicine)).toMatchObject({ state: 'ok', findings: [] });
  expect(checkOf(sel, { wantsChairLetter: true }, medicine)).toMatchObject({
    state: 'not-known',
    findings: [{ type: 'chair-by-form', letterIds: ['a'] }],
  });
  expect(typesOf(checkOf([received('a')], {}, medicine))).toEqual(['chair']);
  const pediatrics = { ...medicine, tracks: [track({ specialty: 'Pediatrics' })] };
  expect(typesOf(checkOf(sel, {}, pediatrics))).toEqual(['chair']);
});

describe('which letters', () => {
  test.each<[string, Partial<Program>, Partial<SlotFields>, Partial<Letter>, readonly string[]]>([
    ['a chair letter that the track wants and nobody wrote', {}, { isChairLetter: true }, {}, ['chair']],
    ['one that is there', {}, { isChairLetter: true }, { isChairLetter: true }, []],
    ['one that the program does without', { wantsChairLetter: false }, { isChairLetter: true }, {}, []],
    ['one that the program alone wants', { wantsChairLetter: true }, {}, {}, ['chair']],
    ['a standardized letter of the track', {}, { form: 'standardized' }, {}, ['standardized']],
    ['one that is there', {}, { form: 'standardized' }, { form: 'standardized' }, []],
    ['one that the program alone wants', { wantsStandardized: true }, {}, {}, ['standardized']],
    ['a DO, of whom there is none', {}, { isByDo: true }, {}, ['do']],
    ['a DO whom the program does without', { wantsDoWriter: false }, { isByDo: true }, {}, []],
    ['a letter that came to nothing', {}, {}, { ended: 'withdrawn' }, ['ended', 'letters']],
    ['a letter that was refused', {}, {}, { answer: 'no' }, ['ended', 'letters']],
    ['a letter for another service', {}, {}, { service: 'residencycas' }, ['other-service', 'letters']],
    ['a letter of another track of the same service', {}, {}, { trackId: 't9' }, []],
    ['a General letter', {}, {}, { trackId: null }, []],
    ['a letter that is not in yet', {}, {}, { receivedOn: null }, ['not-received']],
    ['one that programs can see already', {}, {}, { receivedOn: null, visibleOn: day('2026-09-02') }, []],
    [
      'a letter older than the program wants',
      { oldestLetterMonths: 6, deadlineOn: day('2026-10-01') },
      {},
      { datedOn: day('2026-03-31') },
      ['too-old', 'letters'],
    ],
    [
      'one of the very day',
      { oldestLetterMonths: 6, deadlineOn: day('2026-10-01') },
      {},
      { datedOn: day('2026-04-01') },
      [],
    ],
    [
      'a letter whose date nobody entered',
      { oldestLetterMonths: 6, deadlineOn: day('2026-10-01') },
      {},
      {},
      ['age-not-known'],
    ],
    [
      'a program without a day to count from',
      { oldestLetterMonths: 6 },
      {},
      { datedOn: day('2020-01-01') },
      ['age-not-known'],
    ],
  ])('%s', (_name, of, ofSlot, ofLetter, types) => {
    const check = checkOf([received('a', ofLetter)], of, { slots: [slot(1, ofSlot)] });
    expect(typesOf(check)).toEqual(types);
  });

  test('whoever has no credentials written down may be a DO', () => {
    const given = { slots: [slot(1, { isByDo: true })] };
    expect(checkOf([received('a')], {}, given, '')).toMatchObject({
      state: 'not-known',
      findings: [{ type: 'do-not-known', letterIds: ['a'] }],
    });
    expect(checkOf([received('a')], {}, given, 'DO, FACOI')).toMatchObject({ state: 'ok', findings: [] });
  });

  test('urology goes through ERAS, so its letters and those of ERAS serve each other', () => {
    const given = { tracks: [track({ service: 'urology' })], slots: slots(1) };
    expect(checkOf([received('a', { service: 'eras' })], {}, given)).toMatchObject({ state: 'ok' });
  });

  test('what is missing weighs more than what is to come, and too many more than both', () => {
    const coming = received('a', { receivedOn: null });
    const given = { slots: slots(1) };
    expect(checkOf([coming], {}, given).state).toBe('waiting');
    expect(checkOf([coming], { wantsChairLetter: true }, given).state).toBe('missing');
    expect(checkOf([coming, received('b')], { letterCount: 1, wantsChairLetter: true }, given).state).toBe('too-many');
  });
});

test.each([
  ['DO', true],
  ['D.O.', true],
  ['DO, FACOI', true],
  ['MD/DO', true],
  ['d.o.', false],
  ['MD', false],
  ['DODDS', false],
  ['MD, DOHNS', false],
  ['', false],
])('credentials %j are those of a DO: %s', (credentials, isOne) => {
  expect(isDo(credentials)).toBe(isOne);
});
