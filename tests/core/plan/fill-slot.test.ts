import { describe, expect, test } from 'vitest';
import type { Letter } from '../../../src/core/letter.ts';
import { type FillFacts, fillChoice, savesToFill } from '../../../src/core/plan/fill-slot.ts';
import { movedSlots } from '../../../src/core/plan/slot-order.ts';
import { day, letter, plan, slot, track } from '../records.ts';

const ON = day('2027-05-01');
const medicine = track({ id: 'medicine', planId: 'eras' });
const neurology = track({ id: 'neurology', planId: 'eras', name: 'Neurology' });
const urology = track({ id: 'urology', planId: 'urology', service: 'urology', name: 'Urology' });
const obgyn = track({ id: 'obgyn', planId: 'cas', service: 'residencycas', name: 'OB-GYN' });
const first = slot({ id: 'first', trackId: 'medicine' });
const second = slot({ id: 'second', trackId: 'medicine' });
const FACTS: FillFacts = {
  letters: [],
  tracks: [medicine, neurology, urology, obgyn],
  slots: [first, second],
  plans: [
    plan({ id: 'eras', season: '2028' }),
    plan({ id: 'urology', season: '2028', service: 'urology' }),
    plan({ id: 'cas', season: '2028', service: 'residencycas' }),
    plan({ id: 'eras-2027', season: '2027' }),
  ],
};
const choiceFor = (letters: FillFacts['letters'], into = second, of = medicine, slots = FACTS.slots) => {
  const { fills, problems } = fillChoice('m1', into, of, { ...FACTS, letters, slots });
  return {
    fills: fills.map(fill => (fill.type === 'new' ? 'new' : `${fill.type} ${fill.letter.id}`)),
    problems: problems.map(({ type, letter: { id } }) => `${type} ${id}`),
  };
};

test('somebody without a letter gets one made', () => {
  expect(choiceFor([])).toEqual({ fills: ['new'], problems: [] });
});

test.each([
  ['of this track', { trackId: 'medicine' }],
  ['General, of this season', { planId: 'eras' }],
  ['General, of no season yet', {}],
])('a letter there is, %s, comes first', (_name, fields) => {
  expect(choiceFor([letter(fields)])).toEqual({ fills: ['letter l1', 'new'], problems: [] });
});

test.each([
  ['of somebody else', { mentorId: 'm2', trackId: 'medicine' }],
  ['of another service', { service: 'carms' as const }],
  ['of another season', { planId: 'eras-2027' }],
  ['that was declined', { trackId: 'medicine', answer: 'no' as const }],
  ['that ended', { trackId: 'medicine', ended: 'withdrawn' as const }],
])('a letter %s is none for it', (_name, fields) => {
  expect(choiceFor([letter(fields)])).toEqual({ fills: ['new'], problems: [] });
});

test('a letter of another track can become General until it is requested', () => {
  expect(choiceFor([letter({ trackId: 'neurology', askedOn: ON })]).fills).toEqual(['make-general l1', 'new']);
  expect(choiceFor([letter({ trackId: 'neurology', requestedOn: ON })])).toEqual({
    fills: ['new'],
    problems: ['bound-to-track l1'],
  });
});

test('one on a form of another specialty never becomes General', () => {
  const ofNeurology = letter({ trackId: 'neurology', form: 'standardized' });
  expect(choiceFor([ofNeurology])).toEqual({ fills: ['new'], problems: ['bound-to-track l1'] });
});

test('urology takes its letters from ERAS, of the same season', () => {
  const ofUrology = slot({ id: 'u', trackId: 'urology' });
  const general = letter({ planId: 'eras' });
  expect(choiceFor([general], ofUrology, urology).fills).toEqual(['letter l1', 'new']);
  expect(choiceFor([letter({ planId: 'eras-2027' })], ofUrology, urology).fills).toEqual(['new']);
});

test('a letter counts once in a track', () => {
  const taken = [slot({ id: 'first', trackId: 'medicine', letterId: 'l1' }), second];
  expect(choiceFor([letter({ trackId: 'medicine' })], second, medicine, taken)).toEqual({
    fills: ['new'],
    problems: ['fills-other-slot l1'],
  });
});

test('in ResidencyCAS nobody writes both forms', () => {
  const sloe = slot({ id: 'o', trackId: 'obgyn', form: 'standardized' });
  const narrative = letter({ trackId: 'obgyn', service: 'residencycas' });
  expect(choiceFor([narrative], sloe, obgyn).problems).toEqual(['other-form l1']);
  const inEras = slot({ id: 'e', trackId: 'medicine', form: 'standardized' });
  expect(choiceFor([letter({ trackId: 'medicine' })], inEras).problems).toEqual([]);
});

test('a letter of the form that is wanted comes before one that is not', () => {
  const wanted = slot({ id: 'second', trackId: 'medicine', form: 'standardized' });
  const letters = [letter({ id: 'plain' }), letter({ id: 'form', trackId: 'medicine', form: 'standardized' })];
  expect(choiceFor(letters, wanted).fills).toEqual(['letter form', 'letter plain', 'new']);
});

test('what is written: a new letter takes what the slot wants, and comes before it', () => {
  const wanted = slot({ id: 'second', trackId: 'medicine', form: 'standardized', isChairLetter: true });
  expect(savesToFill({ type: 'new' }, 'm1', wanted, medicine, 'made')).toEqual([
    {
      table: 'letters',
      id: 'made',
      isNew: true,
      fields: { mentorId: 'm1', trackId: 'medicine', service: 'eras', form: 'standardized', isChairLetter: true },
    },
    { table: 'slots', id: 'second', isNew: false, fields: { letterId: 'made' } },
  ]);
});

test('what is written: a letter that becomes General keeps its season', () => {
  const [choice] = fillChoice('m1', second, medicine, { ...FACTS, letters: [letter({ trackId: 'neurology' })] }).fills;
  expect(savesToFill(choice!, 'm1', second, medicine, 'made')).toEqual([
    { table: 'letters', id: 'l1', isNew: false, fields: { trackId: null, planId: 'eras' } },
    { table: 'slots', id: 'second', isNew: false, fields: { letterId: 'l1' } },
  ]);
});

describe('a General letter', () => {
  const review = (on: string) => ({ on: day(on), confidence: 'estimated' as const });
  const plans = [
    plan({ id: 'eras', season: '2028', reviewFromOn: review('2027-09-22'), isInternational: true }),
    plan({ id: 'urology', season: '2028', service: 'urology', reviewFromOn: review('2027-09-01') }),
  ];
  const changesFor = (fields: Partial<Letter>, into = second, of = medicine) => {
    const [fill] = fillChoice('m1', into, of, { ...FACTS, plans, letters: [letter(fields)] }).fills;
    const saves = savesToFill(fill!, 'm1', into, of, 'made');
    return saves.find(({ table }) => table === 'letters')?.fields ?? {};
  };
  const ofUrology = slot({ id: 'u', trackId: 'urology' });

  test('of no season yet takes that of the track it fills, and its target is counted from there', () => {
    expect(changesFor({})).toEqual({ planId: 'eras' });
  });

  test('that serves a track of its own season is left as it is', () => {
    expect(changesFor({ planId: 'eras' })).toEqual({});
  });

  test('that comes to serve a track with an earlier calendar is wanted by that track’s day', () => {
    expect(changesFor({ planId: 'eras' }, ofUrology, urology)).toEqual({ targetOn: '2027-08-18' });
  });

  test('keeps a day that the student set, and one that is in needs none', () => {
    expect(changesFor({ planId: 'eras', targetOn: day('2027-09-01') }, ofUrology, urology)).toEqual({});
    expect(changesFor({ planId: 'eras', receivedOn: ON }, ofUrology, urology)).toEqual({});
  });

  test('that was of one track keeps the earlier day of that one', () => {
    const early = { ...urology, id: 'neurology', service: 'eras' as const };
    const facts = { ...FACTS, plans, tracks: [medicine, early], letters: [letter({ trackId: 'neurology' })] };
    const [fill] = fillChoice('m1', second, medicine, facts).fills;
    // Its season is urology's, whose day is the earlier one of the two: nothing has to be set.
    expect(savesToFill(fill!, 'm1', second, medicine, 'made')[0]?.fields).toEqual({ trackId: null, planId: 'urology' });
  });
});

test('moving a slot counts all places anew, and nothing that stays is written', () => {
  const slots = ['a', 'b', 'c'].map((id, position) => slot({ id, position }));
  expect(movedSlots(slots, 'b', -1)).toEqual([
    { id: 'b', position: 0 },
    { id: 'a', position: 1 },
  ]);
  expect(movedSlots(slots, 'a', -1)).toEqual([]);
  expect(movedSlots(slots, 'c', 1)).toEqual([]);
  const same = ['a', 'b', 'c'].map(id => slot({ id, position: 3 }));
  expect(movedSlots(same, 'b', 1)).toEqual([
    { id: 'a', position: 0 },
    { id: 'c', position: 1 },
    { id: 'b', position: 2 },
  ]);
});
