import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { dayOfWeek, parseLocalDate } from '../../../src/core/dates.ts';
import { SERVICES } from '../../../src/core/letter.ts';
import { datesOutOfOrder } from '../../../src/core/plan/date-order.ts';
import { planFieldsSchema, SEASON_DATES } from '../../../src/core/plan/plan.ts';
import { businessDaysBefore, defaultTargetOn } from '../../../src/core/plan/target.ts';
import {
  CYCLES,
  planFieldsFor,
  proposedDatesFor,
  RESULT_DATES,
  resultFieldsFor,
  SEASONS,
  seasonDatesFor,
} from '../../../src/core/seasons/season-dates.ts';
import { day, plan } from '../records.ts';

const ALL = SERVICES.flatMap(service =>
  SEASONS.flatMap(season =>
    CYCLES.map(cycle => ({ service, season, cycle, facts: seasonDatesFor(service, season, cycle) })),
  ),
);
const DATES = [...SEASON_DATES, ...RESULT_DATES];

describe('every date', () => {
  const listed = ALL.flatMap(({ facts, ...of }) => DATES.map(date => ({ ...of, date, ...facts[date] })));

  test('is a day with a source, or unknown with none', () => {
    const wrong = listed.filter(({ on, confidence, source }) =>
      on === null
        ? confidence !== 'unknown' || source !== null
        : confidence === 'unknown' || source === null || parseLocalDate(on) === null,
    );
    expect(wrong).toEqual([]);
  });

  test('is confirmed only where the service or body itself says it', () => {
    const wrong = listed.filter(
      ({ confidence, source }) => confidence === 'confirmed' && (source?.by !== 'official' || source.isInferred),
    );
    expect(wrong).toEqual([]);
    expect(listed.some(({ confidence }) => confidence === 'confirmed')).toBe(true);
  });

  test('lies in the season it is named for', () => {
    const outside = listed.filter(
      ({ on, season }) => on !== null && (on < `${Number(season) - 1}-05-01` || on > `${season}-06-30`),
    );
    expect(outside).toEqual([]);
  });
});

test('the dates of a season are in order', () => {
  for (const { service, season, cycle, facts } of ALL) {
    const fields = plan(planFieldsFor(service, season, cycle));
    expect(datesOutOfOrder(fields), `${service} ${season} ${cycle}`).toEqual([]);
    const { soapOn, resultOn, rankListDueOn } = facts;
    if (soapOn.on === null || resultOn.on === null || rankListDueOn.on === null) continue;
    expect(rankListDueOn.on < soapOn.on && soapOn.on < resultOn.on).toBe(true);
  }
});

/** As the table of the design has them; `?` is an estimate, `-` unknown. */
const row = (service: (typeof SERVICES)[number], season: string, cycle: (typeof CYCLES)[number] = 'residency') =>
  DATES.map(date => {
    const { on, confidence } = seasonDatesFor(service, season, cycle)[date];
    return on === null ? '-' : `${on}${confidence === 'confirmed' ? '' : '?'}`;
  });

test.each<[string, string[], string[]]>([
  // opens, submit, review, register, interviews, rank list, closes | Match Day, SOAP
  [
    'eras 2026',
    row('eras', '2026'),
    [
      '2025-06-04',
      '2025-09-03',
      '2025-09-24',
      '2025-09-15',
      '-',
      '2026-03-04?',
      '2026-05-31',
      '2026-03-20',
      '2026-03-16',
    ],
  ],
  [
    'eras 2027',
    row('eras', '2027'),
    ['2026-06-03?', '2026-09-02?', '2026-09-23?', '-', '-', '2027-03-03?', '2027-05-31?', '2027-03-19?', '2027-03-15?'],
  ],
  [
    'eras 2028',
    row('eras', '2028'),
    ['2027-06-02?', '2027-09-01?', '2027-09-22?', '-', '-', '-', '2028-05-31?', '-', '-'],
  ],
  [
    'residencycas 2026',
    row('residencycas', '2026'),
    ['2025-06-04', '2025-09-03', '2025-10-01', '2025-09-15', '-', '2026-03-04?', '-', '2026-03-20', '2026-03-16'],
  ],
  ['residencycas 2028', row('residencycas', '2028'), ['-', '-', '-', '-', '-', '-', '-', '-', '-']],
  [
    'urology 2026',
    row('urology', '2026'),
    ['2025-06-04', '2025-09-03', '2025-09-24', '-', '-', '-', '2026-05-31', '-', '-'],
  ],
  ['urology 2028', row('urology', '2028'), ['2027-06-02?', '-', '-', '-', '-', '-', '2028-05-31?', '-', '-']],
  [
    'July fellowships 2026',
    row('eras', '2026', 'fellowship-july'),
    ['-', '2025-07-02', '2025-07-16', '-', '-', '-', '-', '-', '-'],
  ],
  [
    'December fellowships 2026',
    row('eras', '2026', 'fellowship-december'),
    ['-', '2025-11-12', '2025-12-03', '-', '-', '-', '-', '-', '-'],
  ],
])('%s has the dates of the design', (_, dates, expected) => {
  expect(dates).toEqual(expected);
});

test.each(['sf-match', 'military', 'carms', 'other'] as const)('of %s nothing is made up', service => {
  for (const season of SEASONS) expect(new Set(row(service, season))).toEqual(new Set(['-']));
});

/** What is offered where nobody says the day; each an estimate worked out from a source. */
const offered = (service: (typeof SERVICES)[number], season: string) =>
  SEASON_DATES.map(date => proposedDatesFor(service, season)[date]?.on ?? '-');

test.each<[(typeof SERVICES)[number], string, string[]]>([
  // opens, submit, review, register, interviews, rank list, closes
  ['sf-match', '2028', ['-', '-', '2027-09-01', '2027-07-01', '2027-10-18', '-', '-']],
  ['urology', '2028', ['-', '2027-09-01', '2027-09-22', '-', '-', '-', '-']],
  ['urology', '2027', ['-', '2026-09-02', '2026-09-23', '-', '-', '-', '-']],
  ['residencycas', '2028', ['2027-06-04', '2027-09-03', '2027-10-01', '-', '-', '-', '-']],
  ['military', '2028', ['-', '-', '-', '-', '-', '-', '-']],
  ['carms', '2028', ['-', '-', '-', '-', '-', '-', '-']],
  ['eras', '2028', ['-', '-', '-', '-', '-', '-', '-']],
  ['urology', '2031', ['-', '-', '-', '-', '-', '-', '-']],
])('days that %s %s can start from are those of the design', (service, season, wanted) => {
  expect(offered(service, season)).toEqual(wanted);
});

test('what is offered is an old day or one worked out, never stored by itself, and takes no known day’s place', () => {
  for (const service of SERVICES) {
    for (const season of SEASONS) {
      const known = seasonDatesFor(service, season);
      const fields = planFieldsFor(service, season);
      for (const date of SEASON_DATES) {
        const fact = proposedDatesFor(service, season)[date];
        if (fact === undefined) continue;
        expect(fact).toMatchObject({ confidence: 'estimated', source: { isOld: true, isInferred: true } });
        expect(known[date].on).toBeNull();
        expect(fields[date]).toEqual({ on: null, confidence: 'unknown' });
      }
    }
  }
});

test.each(['2025', '2029', '', 'next', '__proto__', 'constructor'])('of the season %j nothing is known', season => {
  expect(new Set(row('eras', season))).toEqual(new Set(['-']));
});

test('submitting and reading begin on Wednesdays, three weeks apart; Match Day is a Friday, SOAP that Monday', () => {
  for (const season of SEASONS) {
    const { submitFromOn, reviewFromOn, soapOn, resultOn } = seasonDatesFor('eras', season);
    expect(dayOfWeek(submitFromOn.on!)).toBe(3);
    expect(dayOfWeek(reviewFromOn.on!)).toBe(3);
    if (resultOn.on !== null) expect(dayOfWeek(resultOn.on)).toBe(5);
    if (soapOn.on !== null) expect(dayOfWeek(soapOn.on)).toBe(1);
  }
});

test('the 2028 season gives the targets of the design', () => {
  const reviewFromOn = seasonDatesFor('eras', '2028').reviewFromOn.on!;
  expect(defaultTargetOn(reviewFromOn, false)).toBe('2027-09-08');
  expect(defaultTargetOn(reviewFromOn, true)).toBe('2027-08-31');
  expect(businessDaysBefore(day('2027-09-08'), 5)).toBe('2027-08-31');
});

test('a new plan is one that can be saved, and keeps what is confirmed as such', () => {
  for (const { service, season, cycle } of ALL) {
    const fields = planFieldsFor(service, season, cycle);
    expect(v.parse(planFieldsSchema, fields)).toEqual(fields);
  }
  expect(planFieldsFor('eras', '2026').reviewFromOn).toEqual({ on: '2025-09-24', confidence: 'confirmed' });
});

test.each<[...Parameters<typeof resultFieldsFor>, ...[string | null, string | null, boolean]]>([
  ['eras', '2026', 'categorical', '2026-03-20', '2026-03-16', true],
  ['residencycas', '2027', 'categorical', '2027-03-19', '2027-03-15', false],
  ['eras', '2027', 'preliminary', '2027-03-19', '2027-03-15', false],
  ['eras', '2028', 'categorical', null, null, false],
  ['urology', '2026', 'categorical', null, null, false],
  ['eras', '2026', 'fellowship', null, null, false],
])('%s %s %s has its own result day', (service, season, kind, resultOn, soapOn, isResultConfirmed) => {
  expect(resultFieldsFor(service, season, kind)).toEqual({ resultOn, soapOn, isResultConfirmed });
});
