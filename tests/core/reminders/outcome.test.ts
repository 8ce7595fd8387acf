import { expect, test } from 'vitest';
import { OUTCOMES, type Track } from '../../../src/core/plan/plan.ts';
import type { LetterFacts } from '../../../src/core/reminders/facts.ts';
import { outcome } from '../../../src/core/reminders/outcome.ts';
import { day, letter, letterFacts, track } from '../records.ts';

const received = (id: string, fields: Partial<LetterFacts> = {}) =>
  letterFacts({ letter: letter({ id, receivedOn: day('2026-09-01') }), ...fields });
const told = (id: string) =>
  letterFacts({ letter: letter({ id, receivedOn: day('2026-09-01'), outcomeToldOn: day('2027-03-19') }) });
const of = (fields: Partial<Track>, letters: readonly LetterFacts[] = [received('l1'), received('l2')]) =>
  outcome({ track: track(fields), plan: null, letters });
const short = (...args: Parameters<typeof of>) =>
  of(...args).map(({ reason, occurrence, dueOn }) => `${reason.type} ${occurrence} ${dueOn}`);

const resultOn = day('2027-03-19');
const said = (answer: (typeof OUTCOMES)[number], tells = true, on = '2027-03-20') => ({ answer, tells, on: day(on) });

test.each<[string, Partial<Track>, readonly string[]]>([
  ['nothing is made up while the day is not known', {}, []],
  ['on the result day the student is asked', { resultOn }, ['outcome-ask 2027-03-19.ask 2027-03-19']],
  [
    'a result day typed in late is asked about that day',
    { resultOn, enteredOn: { resultOn: day('2027-04-02') } },
    ['outcome-ask 2027-03-19.ask 2027-04-02'],
  ],
  [
    'after "not yet" a week later',
    { resultOn, outcome: said('not-yet') },
    ['outcome-ask 2027-03-19.ask.2027-03-20 2027-03-27'],
  ],
  [
    'also when nobody is to be told',
    { resultOn, outcome: said('not-yet', false) },
    ['outcome-ask 2027-03-19.ask.2027-03-20 2027-03-27'],
  ],
  [
    'after a second "not yet" another week later',
    { resultOn, outcome: said('not-yet', true, '2027-03-28') },
    ['outcome-ask 2027-03-19.ask.2027-03-28 2027-04-04'],
  ],
  [
    'said long before, it is asked on the result day',
    { resultOn, outcome: said('not-yet', true, '2027-01-05') },
    ['outcome-ask 2027-03-19.ask.2027-01-05 2027-03-19'],
  ],
  [
    'said without a known day, a week later',
    { outcome: said('not-yet') },
    ['outcome-ask result.ask.2027-03-20 2027-03-27'],
  ],
  ['matched', { resultOn, outcome: said('matched') }, ['outcome-tell 2027-03-20.tell.matched 2027-03-20']],
  ['not matched', { resultOn, outcome: said('not-matched') }, ['outcome-tell 2027-03-20.tell.not-matched 2027-03-20']],
  [
    'withdrew, without a result day',
    { outcome: said('withdrew') },
    ['outcome-tell 2027-03-20.tell.withdrew 2027-03-20'],
  ],
  ['"tell nobody now"', { resultOn, outcome: said('matched', false) }, []],
])('%s', (_name, fields, wanted) => {
  expect(short(fields)).toEqual(wanted);
});

test('it counts who is still to be told, and is gone when all were', () => {
  const fields = { resultOn, outcome: said('matched') };
  expect(of(fields, [received('l1'), told('l2'), received('l3')])).toEqual([
    {
      rule: 'outcome',
      subjectId: 't1',
      mentorId: null,
      occurrence: '2027-03-20.tell.matched',
      dueOn: '2027-03-20',
      reason: {
        type: 'outcome-tell',
        since: '2027-03-20',
        trackId: 't1',
        trackName: 'Internal Medicine',
        answer: 'matched',
        letterCount: 2,
      },
    },
  ]);
  expect(of(fields, [told('l1'), told('l2')])).toEqual([]);
  expect(of(fields, [])).toEqual([]);
});

test('whoever asked for no letters is still asked how it ended', () => {
  expect(of({ resultOn }, [])).toHaveLength(1);
});

const open = (id: string) => received(id, { unassignedProgramIds: ['g1', 'g2'] });
const soapOn = day('2027-03-15');

test.each<[string, Partial<Track>, readonly LetterFacts[], readonly string[]]>([
  ['two are not assigned', { soapOn }, [open('l1'), received('l2'), open('l3')], ['2027-03-15']],
  ['all are assigned', { soapOn }, [received('l1')], []],
  ['none was received', { soapOn }, [letterFacts({ unassignedProgramIds: ['g1'] })], []],
  ['the track has none', {}, [open('l1')], []],
  ['typed in later', { soapOn, enteredOn: { soapOn: day('2027-03-16') } }, [open('l1')], ['2027-03-16']],
])('SOAP Monday: %s', (_name, fields, letters, wanted) => {
  expect(of(fields, letters).map(({ dueOn }) => dueOn)).toEqual(wanted);
});

test('SOAP Monday says how many letters', () => {
  expect(of({ soapOn }, [open('l1'), received('l2'), open('l3')])[0]).toMatchObject({
    occurrence: '2027-03-15.soap',
    reason: { type: 'outcome-soap', since: '2027-03-15', trackName: 'Internal Medicine', letterCount: 2 },
  });
});

test.each(OUTCOMES.map(answer => [answer, answer !== 'matched' && answer !== 'withdrew'] as const))(
  'SOAP is listed after %s: %s',
  (answer, isListed) => {
    const types = of({ soapOn, outcome: said(answer, false) }, [open('l1')]).map(({ reason }) => reason.type);
    expect(types.includes('outcome-soap')).toBe(isListed);
  },
);
