import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, daysBetween } from '../../../src/core/dates.ts';
import {
  businessDaysBefore,
  defaultTargetOn,
  isBusinessDay,
  isFederalHoliday,
  targetOf,
} from '../../../src/core/plan/target.ts';
import { day, letter, plan, track } from '../records.ts';

const season = (on: string) => plan({ reviewFromOn: { on: day(on), confidence: 'estimated' } });
const international = track({ isInternational: true });

// Written out by hand from the calendars of the Office of Personnel Management's rules (5 U.S.C. 6103, 6103(b)).
const HOLIDAYS: Readonly<Record<string, readonly string[]>> = {
  2026: [
    '2026-01-01', // New Year, a Thursday
    '2026-01-19', // Martin Luther King Jr.
    '2026-02-16', // Washington's Birthday
    '2026-05-25', // Memorial Day
    '2026-06-19', // Juneteenth, a Friday
    '2026-07-03', // Independence Day, kept on Friday
    '2026-07-04', // Independence Day, a Saturday
    '2026-09-07', // Labor Day
    '2026-10-12', // Columbus Day
    '2026-11-11', // Veterans Day, a Wednesday
    '2026-11-26', // Thanksgiving
    '2026-12-25', // Christmas, a Friday
  ],
  2027: [
    '2027-01-01', // New Year, a Friday
    '2027-01-18', // Martin Luther King Jr.
    '2027-02-15', // Washington's Birthday
    '2027-05-31', // Memorial Day
    '2027-06-18', // Juneteenth, kept on Friday
    '2027-06-19', // Juneteenth, a Saturday
    '2027-07-04', // Independence Day, a Sunday
    '2027-07-05', // Independence Day, kept on Monday
    '2027-09-06', // Labor Day
    '2027-10-11', // Columbus Day
    '2027-11-11', // Veterans Day, a Thursday
    '2027-11-25', // Thanksgiving
    '2027-12-24', // Christmas, kept on Friday
    '2027-12-25', // Christmas, a Saturday
    '2027-12-31', // New Year 2028, a Saturday, kept on Friday
  ],
};

test.each(Object.entries(HOLIDAYS))(
  'the federal holidays of %s, also as they are kept, and no others',
  (year, wanted) => {
    const found: string[] = [];
    for (let on = day(`${year}-01-01`); on.startsWith(year); on = addDays(on, 1))
      if (isFederalHoliday(on)) found.push(on);
    expect(found).toEqual(wanted);
  },
);

test.each([
  ['a Sunday’s holiday is kept on Monday', '2023-01-02', true],
  ['and not the Friday before', '2022-12-30', false],
  ['a holiday in the week is kept on its day alone', '2026-11-10', false],
  ['the Friday after Thanksgiving is none', '2026-11-27', false],
  ['a fifth Monday in May is Memorial Day, the fourth not', '2027-05-24', false],
  ['a fifth Thursday is not Thanksgiving', '2028-11-30', false],
  ['29 February is none', '2028-02-29', false],
])('%s', (_name, on, isHoliday) => {
  expect(isFederalHoliday(day(on))).toBe(isHoliday);
});

test.each([
  ['of a Tuesday', '2026-08-11', 1, '2026-08-10'],
  ['over a weekend', '2026-08-10', 1, '2026-08-07'],
  ['from a Sunday', '2026-08-09', 1, '2026-08-07'],
  ['over Labor Day', '2026-09-08', 1, '2026-09-04'],
  ['from the holiday itself', '2026-09-07', 1, '2026-09-04'],
  ['over the turn of the year', '2028-01-03', 1, '2027-12-30'],
  ['none', '2026-09-07', 0, '2026-09-07'],
  ['over Christmas and New Year', '2027-01-04', 6, '2026-12-23'],
])('business days before: %s', (_name, on, count, before) => {
  expect(businessDaysBefore(day(on), count)).toBe(before);
});

test.each([
  ['the season of 2028', '2027-09-22', '2027-09-08', '2027-08-31'],
  ['the season of 2027', '2026-09-23', '2026-09-09', '2026-09-01'],
  ['the season of 2026', '2025-09-24', '2025-09-10', '2025-09-03'],
  ['review after a leap day', '2028-03-10', '2028-02-25', '2028-02-17'],
])(
  'two weeks before programs may read, for international graduates five business days earlier: %s',
  (_name, review, on, abroad) => {
    expect(targetOf(letter(), track(), season(review))).toBe(on);
    expect(targetOf(letter(), international, season(review))).toBe(abroad);
  },
);

test.each(['residencycas', 'sf-match', 'military', 'carms', 'other'] as const)(
  'letters through %s take nothing longer',
  service => {
    expect(targetOf(letter({ service }), international, season('2027-09-22'))).toBe('2027-09-08');
  },
);

test('letters of urology ride on ERAS, and take the same way through ECFMG', () => {
  expect(targetOf(letter({ service: 'urology' }), international, season('2027-09-22'))).toBe('2027-08-31');
  const of = { ...season('2027-09-22'), service: 'urology' as const, isInternational: true };
  expect(targetOf(letter({ service: 'urology' }), null, of)).toBe('2027-08-31');
});

test('letters of a fellowship go by the EFDO, and take nothing longer', () => {
  const fellow = track({ isInternational: true, kind: 'fellowship' });
  expect(targetOf(letter(), fellow, season('2027-07-15'))).toBe('2027-07-01');
});

test.each([
  ['its own day comes first', letter({ targetOn: day('2027-08-01') }), track(), season('2027-09-22'), '2027-08-01'],
  ['also without a plan', letter({ targetOn: day('2027-08-01') }), null, null, '2027-08-01'],
  [
    'and is not made earlier',
    letter({ targetOn: day('2027-08-01') }),
    international,
    season('2027-09-22'),
    '2027-08-01',
  ],
  ['a General letter has no track', letter(), null, season('2027-09-22'), '2027-09-08'],
  ['nothing is made up without a plan', letter(), track(), null, null],
  ['nor without its review day', letter(), international, plan(), null],
  ['before the first day that can be kept there is none', letter(), track(), season('1900-01-14'), null],
  ['from that day on there is', letter(), track(), season('1900-01-15'), '1900-01-01'],
])('%s', (_name, about, ofTrack, ofSeason, on) => {
  expect(targetOf(about, ofTrack, ofSeason)).toBe(on);
});

test('five business days end on one, and are five to eleven days', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 100_000 }), days => {
      const review = addDays(day('1901-01-01'), days);
      const plain = defaultTargetOn(review, false);
      const abroad = defaultTargetOn(review, true);
      const between = Array.from({ length: daysBetween(abroad, plain) }, (_, ahead) => addDays(abroad, ahead));
      expect(between.filter(isBusinessDay)).toHaveLength(5);
      expect(isBusinessDay(abroad)).toBe(true);
      // One weekend at least when it begins on a weekday; two, Christmas and New Year at most.
      expect(between.length >= 5 && between.length <= 11).toBe(true);
    }),
  );
});

test.each([
  ['of an international graduate in ERAS', 'eras', true, '2027-08-31'],
  ['of anybody else', 'eras', false, '2027-09-08'],
  ['of an international graduate in urology', 'urology', true, '2027-08-31'],
  ['of an international graduate in another service', 'carms', true, '2027-09-08'],
] as const)('a General letter %s has the plan’s word on ECFMG', (_who, service, isInternational, on) => {
  const of = { ...season('2027-09-22'), service, isInternational };
  expect(targetOf(letter({ service, planId: 'p1' }), null, of)).toBe(on);
});

test('a letter of a track has the track’s word, whatever the plan’s is', () => {
  const of = { ...season('2027-09-22'), isInternational: true };
  expect(targetOf(letter({ trackId: 't1' }), track(), of)).toBe('2027-09-08');
});
