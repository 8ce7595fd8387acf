import { expect, test } from 'vitest';
import { datesOutOfOrder, resultDayProblems } from '../../../src/core/plan/date-order.ts';
import type { SeasonDate } from '../../../src/core/plan/plan.ts';
import { day, plan } from '../records.ts';

const dates = (days: Partial<Record<SeasonDate, string>>) =>
  plan(
    Object.fromEntries(
      Object.entries(days).map(([name, on]) => [name, { on: day(on), confidence: 'confirmed' as const }]),
    ),
  );
const WHOLE = {
  opensOn: '2027-06-02',
  submitFromOn: '2027-09-01',
  reviewFromOn: '2027-09-22',
  registerFromOn: '2027-09-15',
  interviewsFromOn: '2027-10-01',
  rankListDueOn: '2028-03-01',
  closesOn: '2028-05-31',
};
const wrong = (days: Partial<Record<SeasonDate, string>>) =>
  datesOutOfOrder(dates(days)).map(({ first, second }) => `${first} > ${second}`);

test.each<[string, Partial<Record<SeasonDate, string>>, string[]]>([
  ['no date known', {}, []],
  ['one date known', { reviewFromOn: '2027-09-22' }, []],
  ['a whole season in order', WHOLE, []],
  ['two on the same day', { ...WHOLE, reviewFromOn: '2027-09-01' }, []],
  ['submitting before it opens', { ...WHOLE, opensOn: '2027-09-02' }, ['opensOn > submitFromOn']],
  [
    'reading before submitting, and that is all',
    { ...WHOLE, reviewFromOn: '2027-08-22' },
    ['submitFromOn > reviewFromOn'],
  ],
  ['over a date that is not known', { opensOn: '2027-09-02', reviewFromOn: '2027-08-22' }, ['opensOn > reviewFromOn']],
  [
    'registering after rank lists are due',
    { ...WHOLE, registerFromOn: '2028-03-02' },
    ['registerFromOn > rankListDueOn'],
  ],
  ['closing before submitting', { ...WHOLE, closesOn: '2027-05-31' }, ['submitFromOn > closesOn']],
])('%s', (_name, days, expected) => {
  expect(wrong(days)).toEqual(expected);
});

test.each<[string, string | null, string | null, string[]]>([
  ['nothing known', null, null, []],
  ['Match Week of 2028', '2028-03-17', '2028-03-13', []],
  ['a result on the day rank lists are due', '2028-03-01', null, ['result-before-rank-list']],
  ['SOAP in the week after', '2028-03-17', '2028-03-20', ['soap-after-result']],
  ['SOAP on a Tuesday', '2028-03-17', '2028-03-14', ['soap-no-monday']],
])('result days: %s', (_name, resultOn, soapOn, expected) => {
  const track = { resultOn: resultOn === null ? null : day(resultOn), soapOn: soapOn === null ? null : day(soapOn) };
  expect(resultDayProblems(track, dates(WHOLE))).toEqual(expected);
});

test('without a plan only the days themselves are compared', () => {
  expect(resultDayProblems({ resultOn: day('2028-03-01'), soapOn: null }, null)).toEqual([]);
});
