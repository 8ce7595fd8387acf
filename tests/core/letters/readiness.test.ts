import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from '../../../src/core/dates.ts';
import type { Evidence, SeenMoment } from '../../../src/core/letters/evidence.ts';
import { MOST_FEEDBACK, MOST_MOMENTS, MOST_TIMES } from '../../../src/core/letters/evidence.ts';
import { byReadiness, readinessOf, VERDICTS } from '../../../src/core/letters/readiness.ts';
import { READINESS_RULES, RULE_SOURCES } from '../../../src/core/letters/readiness-rules.ts';
import { ROLES } from '../../../src/core/mentor.ts';
import { COMPETENCIES } from '../../../src/core/moment.ts';
import type { Rotation } from '../../../src/core/rotation.ts';
import { day, mentor, rotation, track } from '../records.ts';

const TODAY = day('2027-03-20');

const evidence = (fields: Partial<Evidence> = {}): Evidence => ({
  mentor: mentor(),
  rotations: [],
  firstContactOn: null,
  lastContactOn: null,
  timesOn: [],
  moments: [],
  feedbackOn: [],
  ...fields,
});
const moment = (on: string, fields: Partial<SeenMoment> = {}): SeenMoment => ({
  on: day(on),
  isStrong: false,
  hasWords: false,
  competencies: [],
  ...fields,
});
const moments = (count: number, fields: Partial<SeenMoment> = {}) =>
  Array.from({ length: count }, () => moment('2027-03-02', fields));

/** A rotation over on 5 March unless told. */
const stay = (
  daysTogether: number | null,
  watchedDirectly: boolean | null = null,
  startsOn = '2027-02-08',
  endsOn = '2027-03-05',
): Rotation =>
  rotation({
    name: 'Wards',
    startsOn: day(startsOn),
    endsOn: day(endsOn),
    mentors: [{ mentorId: 'm1', daysTogether, watchedDirectly }],
  });
const UNDER_WAY = ['2027-03-01', '2027-03-28'] as const;
/** So many times a week apart, the last four days ago. */
const weekly = (count: number) =>
  Array.from({ length: count }, (_, index) => addDays(TODAY, -4 - 7 * (count - 1 - index)));

const spoken = [day('2027-03-03')];
const whole: Partial<Evidence> = { rotations: [stay(10)], moments: moments(3), feedbackOn: spoken };

describe('the verdict', () => {
  test.each<[string, Partial<Evidence>, string]>([
    ['nothing logged', {}, 'not-yet'],
    ['mail alone', { firstContactOn: day('2026-03-01'), lastContactOn: day('2027-03-01') }, 'not-yet'],
    ['all points', whole, 'ready'],
    ['nine days together', { ...whole, rotations: [stay(9)] }, 'soon'],
    ['five days: one week', { ...whole, rotations: [stay(5)] }, 'soon'],
    ['four days', { ...whole, rotations: [stay(4)] }, 'not-yet'],
    ['days nobody counted', { ...whole, rotations: [stay(null, true)] }, 'not-yet'],
    ['two moments', { ...whole, moments: moments(2) }, 'soon'],
    ['no moment, not watched, feedback given', { ...whole, moments: [] }, 'soon'],
    ['watched, nothing noted', { rotations: [stay(20, true)] }, 'soon'],
    ['time together alone', { rotations: [stay(20)] }, 'not-yet'],
    ['moments alone', { moments: moments(9, { hasWords: true }) }, 'not-yet'],
    ['no feedback, which is advice and no condition', { ...whole, feedbackOn: [] }, 'ready'],
    [
      'their words in a moment are feedback',
      { ...whole, feedbackOn: [], moments: moments(3, { hasWords: true }) },
      'ready',
    ],
    [
      'two rotations of five days',
      { ...whole, rotations: [stay(5, null, '2026-11-02', '2026-11-27'), stay(5)] },
      'ready',
    ],
    [
      'more days than the rotation had: as many as it had',
      { ...whole, rotations: [stay(30, null, '2027-03-01', '2027-03-07')] },
      'soon',
    ],
    [
      'six times over eight weeks',
      { timesOn: [day('2027-01-23'), ...weekly(5)], moments: moments(3), feedbackOn: spoken },
      'ready',
    ],
    [
      'six times over a day less',
      { timesOn: [day('2027-01-24'), ...weekly(5)], moments: moments(3), feedbackOn: spoken },
      'soon',
    ],
    [
      'three times over four weeks',
      { timesOn: [day('2027-02-20'), ...weekly(2)], moments: moments(3), feedbackOn: spoken },
      'soon',
    ],
    [
      'three times over a day less',
      { timesOn: [day('2027-02-21'), ...weekly(2)], moments: moments(3), feedbackOn: spoken },
      'not-yet',
    ],
    ['two times over a year', { timesOn: [day('2026-03-01'), day('2027-03-01')], moments: moments(3) }, 'not-yet'],
  ])('%s', (_name, fields, verdict) => {
    expect(readinessOf(evidence(fields), TODAY).verdict).toBe(verdict);
  });

  test('half a year without a word makes it soon, and a word makes it ready again', () => {
    const old = {
      rotations: [stay(20, true, '2026-08-01', '2026-09-18')],
      moments: [moment('2026-09-01'), moment('2026-09-02'), moment('2026-09-03')],
      feedbackOn: [day('2026-09-03')],
    };
    expect(readinessOf(evidence(old), addDays(day('2026-09-18'), 183)).verdict).toBe('ready');
    const late = readinessOf(evidence(old), addDays(day('2026-09-18'), 184));
    expect(late).toMatchObject({ verdict: 'soon', next: { type: 'get-in-touch' } });
    expect(late.missing.map(({ rule }) => rule)).toEqual(['recent']);
    const written = evidence({ ...old, lastContactOn: TODAY });
    expect(readinessOf(written, addDays(TODAY, 1)).verdict).toBe('ready');
  });

  test.each([
    ['resident-or-fellow', 'resident', { type: 'ask-attending' }],
    ['coordinator', 'coordinator', null],
  ] as const)('however much is logged, of a %s nothing is made a letter', (role, type, next) => {
    const { verdict, missing, next: given } = readinessOf(evidence({ ...whole, mentor: mentor({ role }) }), TODAY);
    expect(verdict).toBe('not-a-writer');
    expect(missing).toEqual([{ rule: 'writer', level: 'open', fact: { type } }]);
    expect(given).toEqual(next);
  });

  test('with a chair one books a meeting, unless they know the work themselves', () => {
    const chair = mentor({ role: 'chair' });
    const stranger = readinessOf(evidence({ mentor: chair }), TODAY);
    expect(stranger).toMatchObject({ isChair: true, next: { type: 'book-meeting' } });
    // Nothing is missing of what does not count.
    expect(stranger.missing).toEqual([]);
    expect(stranger.reasons.filter(({ rule }) => rule === 'rank')).toEqual([]);
    expect(readinessOf(evidence({ ...whole, mentor: chair }), TODAY)).toMatchObject({
      verdict: 'ready',
      next: { type: 'ask' },
    });
  });

  test('what lies in the future does not count yet', () => {
    const ahead = { rotations: [stay(10, true, '2027-03-21', '2027-04-20')], moments: [moment('2027-03-21')] };
    expect(readinessOf(evidence(ahead), TODAY).reasons).toEqual([]);
    const seenTomorrow = moments(3).map(one => ({ ...one, on: day('2027-03-21') }));
    expect(readinessOf(evidence({ ...whole, moments: seenTomorrow }), TODAY).verdict).toBe('soon');
    expect(readinessOf(evidence({ rotations: [stay(10, true, '2027-03-20', '2027-03-19')] }), TODAY).verdict).toBe(
      'not-yet',
    );
  });

  test('of a rotation that goes on no more days count than have passed', () => {
    const goingOn = evidence({ ...whole, rotations: [stay(20, true, '2027-03-11', '2027-04-04')] });
    expect(readinessOf(goingOn, day('2027-03-19')).verdict).toBe('soon');
    expect(readinessOf(goingOn, day('2027-03-20')).verdict).toBe('ready');
  });
});

describe('the reasons', () => {
  const factsOf = (fields: Partial<Evidence>, tracks = [track()]) =>
    readinessOf(evidence(fields), TODAY, tracks).reasons.map(({ fact }) => fact);

  test('say how long and how closely, what was seen, what was said, and how long ago', () => {
    expect(
      factsOf({
        rotations: [stay(4, true)],
        firstContactOn: day('2027-02-08'),
        lastContactOn: day('2027-03-18'),
        timesOn: [day('2027-03-02')],
        moments: [
          moment('2027-03-02', { isStrong: true, competencies: ['professionalism'] }),
          moment('2027-03-03', { hasWords: true, competencies: ['patient-care', 'professionalism'] }),
        ],
        feedbackOn: spoken,
      }),
    ).toEqual([
      { type: 'together', days: 4, rotations: [{ id: 'r1', name: 'Wards' }], isWatched: true, isShort: true },
      { type: 'times', count: 1, isMore: false, since: '2027-03-02' },
      { type: 'moments', count: 2, isMore: false, strong: 1, competencies: ['professionalism', 'patient-care'] },
      { type: 'feedback', acts: 1, isMore: false, words: 1 },
      { type: 'last', on: '2027-03-18' },
    ]);
  });

  test('say that a rotation is under way, instead of when they were last in touch', () => {
    expect(factsOf({ rotations: [stay(null, null, ...UNDER_WAY)] })).toEqual([
      { type: 'uncounted', rotation: { id: 'r1', name: 'Wards' }, isWatched: false },
      { type: 'now', rotation: { id: 'r1', name: 'Wards' } },
    ]);
  });

  test('say of mail alone that it is only that', () => {
    expect(factsOf({ firstContactOn: day('2027-01-01'), lastContactOn: day('2027-02-01') })).toEqual([
      { type: 'only-mail', since: '2027-01-01' },
      { type: 'last', on: '2027-02-01' },
    ]);
  });

  test('say that there may be more where no more was counted', () => {
    const facts = factsOf({
      timesOn: Array.from({ length: MOST_TIMES }, () => day('2027-03-01')),
      moments: moments(MOST_MOMENTS),
      feedbackOn: Array.from({ length: MOST_FEEDBACK }, () => day('2027-03-01')),
    });
    expect(facts[0]).toMatchObject({ type: 'times', count: MOST_TIMES, isMore: true });
    expect(facts[2]).toMatchObject({ type: 'feedback', acts: MOST_FEEDBACK, isMore: true });
    expect(facts[1]).toMatchObject({ type: 'moments', count: MOST_MOMENTS, isMore: true });
  });

  test('say in or out of the specialty of each track, by the field’s names, and nothing where it is not known', () => {
    const medicine = track({ id: 't1', name: 'Medicine', specialty: 'Internal medicine' });
    const surgery = track({ id: 't2', name: 'Surgery', specialty: 'General surgery' });
    const facts = (specialty: string) =>
      factsOf({ mentor: mentor({ specialty }) }, [medicine, surgery, track({ id: 't3', name: 'Any', specialty: '' })]);
    expect(facts('Cardiology')).toEqual([
      { type: 'in-specialty', tracks: ['Medicine'] },
      { type: 'outside-specialty', tracks: ['Surgery'] },
    ]);
    expect(facts('')).toEqual([]);
  });

  test('name rank as a note that decides nothing', () => {
    const director = readinessOf(evidence({ ...whole, mentor: mentor({ role: 'program-director' }) }), TODAY);
    expect(director.reasons.at(-1)).toEqual({
      rule: 'rank',
      level: 'note',
      fact: { type: 'rank', role: 'program-director' },
    });
    expect(director.verdict).toBe(readinessOf(evidence(whole), TODAY).verdict);
  });

  test('say when all that was seen is of one kind', () => {
    expect(factsOf({ moments: moments(3, { competencies: ['patient-care'] }) })).toContainEqual({
      type: 'one-sided',
      competency: 'patient-care',
    });
    const twoSided = [
      ...moments(3, { competencies: ['patient-care'] }),
      moment('2027-03-02', { competencies: ['professionalism'] }),
    ];
    expect(factsOf({ moments: twoSided })).not.toContainEqual(expect.objectContaining({ type: 'one-sided' }));
    expect(factsOf({ moments: moments(2, { competencies: ['patient-care'] }) })).not.toContainEqual(
      expect.objectContaining({ type: 'one-sided' }),
    );
  });
});

describe('the one thing to do', () => {
  const wards = { id: 'r1', name: 'Wards' };
  const until = { byOn: '2027-03-28', rotation: wards };
  test.each<[string, Partial<Evidence>, object]>([
    [
      'ready while the rotation goes on: ask before it ends',
      { ...whole, rotations: [stay(12, true, ...UNDER_WAY)] },
      { type: 'ask', ...until },
    ],
    ['ready after it', whole, { type: 'ask', byOn: null, rotation: null }],
    [
      'no feedback: ask for it before the rotation ends',
      { rotations: [stay(12, true, ...UNDER_WAY)], moments: moments(1) },
      { type: 'ask-feedback', ...until },
    ],
    [
      'one moment in a rotation: note two more',
      { rotations: [stay(12, true, ...UNDER_WAY)], moments: moments(1), feedbackOn: spoken },
      { type: 'log-moments', more: 2, hasNone: false, ...until },
    ],
    [
      'all but time: go on working together',
      { ...whole, rotations: [stay(6, true, '2027-03-15', '2027-04-02')] },
      { type: 'work-together', byOn: '2027-04-02', rotation: wards },
    ],
    [
      'days not counted: count them',
      { ...whole, rotations: [stay(null, true)] },
      { type: 'count-days', rotation: wards },
    ],
    [
      'over, nothing noted: note what they saw',
      { rotations: [stay(12, true)] },
      { type: 'log-moments', more: 3, hasNone: true, byOn: null, rotation: null },
    ],
    [
      'over, and no feedback: ask them all the same',
      { rotations: [stay(12)], moments: moments(3) },
      { type: 'ask', byOn: null, rotation: null },
    ],
    ['never met: find time', {}, { type: 'meet' }],
    [
      'never met, with a rotation ahead: say it early',
      { rotations: [stay(null, null, '2027-05-03', '2027-05-28')] },
      { type: 'ahead', on: '2027-05-03', rotation: wards },
    ],
    [
      'of two rotations under way, the one that ends first',
      { rotations: [stay(5, true, '2027-03-01', '2027-04-30'), stay(12, true, ...UNDER_WAY)] },
      { type: 'ask-feedback', ...until },
    ],
  ])('%s', (_name, fields, next) => {
    expect(readinessOf(evidence(fields), TODAY).next).toEqual(next);
  });

  test('on the last day of a rotation it is still that day', () => {
    const last = evidence({ rotations: [stay(12, true, '2027-02-22', '2027-03-20')] });
    expect(readinessOf(last, TODAY).next).toMatchObject({ type: 'ask-feedback', byOn: TODAY });
  });
});

test('one thing is missing for each point that is not whole, and nothing once all are', () => {
  expect(readinessOf(evidence(), TODAY).missing.map(({ rule }) => rule)).toEqual(['time', 'seen', 'feedback']);
  expect(readinessOf(evidence({ rotations: [stay(7), stay(null)] }), TODAY).missing[0]?.fact.type).toBe('uncounted');
  expect(readinessOf(evidence(whole), TODAY).missing).toEqual([]);
});

test('the most ready come first, and of equal ones those who saw more', () => {
  const of = (id: string, fields: Partial<Evidence>) => {
    const one = evidence({ ...fields, mentor: { ...mentor({ id, name: id }), ...fields.mentor } });
    return { evidence: one, readiness: readinessOf({ ...one, mentor: { ...one.mentor, id: 'm1' } }, TODAY) };
  };
  const list = [
    of('resident', { ...whole, mentor: mentor({ role: 'resident-or-fellow', name: 'resident' }) }),
    of('nobody', {}),
    of('ready', whole),
    of('saw more', { ...whole, moments: moments(4) }),
    of('soon', { ...whole, rotations: [stay(9)] }),
  ];
  expect(byReadiness(list).map(({ evidence: { mentor: one, moments: seen } }) => `${one.name} ${seen.length}`)).toEqual(
    ['saw more 4', 'ready 3', 'soon 3', 'nobody 0', 'resident 3'],
  );
});

test('feedback that is missing is said also of who is ready, and holds no ask back on the last day', () => {
  const last = evidence({ rotations: [stay(12, true, '2027-02-22', '2027-03-20')], moments: moments(3) });
  const { verdict, missing, next } = readinessOf(last, TODAY);
  expect(verdict).toBe('ready');
  expect(missing.map(({ rule }) => rule)).toEqual(['feedback']);
  expect(next).toMatchObject({ type: 'ask', byOn: TODAY });
});

test('the figures that are our own are called so, and feedback decides nothing', () => {
  expect(RULE_SOURCES.time.isOwnFigure).toBe(true);
  expect(RULE_SOURCES.feedback.decides).toBe(false);
});

test('every rule has a source that somebody can look at', () => {
  for (const rule of READINESS_RULES) expect(URL.canParse(RULE_SOURCES[rule].source.url)).toBe(true);
});

const anyDay = fc.integer({ min: -500, max: 30 }).map(days => addDays(TODAY, days));
const anyMoment = fc.record({
  on: anyDay,
  isStrong: fc.boolean(),
  hasWords: fc.boolean(),
  competencies: fc.subarray([...COMPETENCIES]),
});
const anyRotation = fc
  .tuple(anyDay, fc.integer({ min: -3, max: 60 }), fc.option(fc.integer({ min: 0, max: 40 })), fc.option(fc.boolean()))
  .map(([startsOn, length, days, isWatched]) => stay(days, isWatched, startsOn, addDays(startsOn, length)));
const days = (most: number) => fc.array(anyDay, { maxLength: most }).map(list => list.sort());
const anyEvidence: fc.Arbitrary<Evidence> = fc
  .record({
    role: fc.constantFrom(...ROLES),
    specialty: fc.constantFrom('', 'Cardiology', 'Surgery', '🫀'),
    rotations: fc.array(anyRotation, { maxLength: 4 }),
    contacts: days(3),
    timesOn: days(8),
    moments: fc.array(anyMoment, { maxLength: 6 }),
    feedbackOn: days(2),
  })
  .map(({ role, specialty, contacts, ...lists }) =>
    evidence({
      ...lists,
      mentor: mentor({ role, specialty }),
      firstContactOn: contacts[0] ?? null,
      lastContactOn: contacts.at(-1) ?? null,
    }),
  );

/** The two logs as one. */
function both(one: Evidence, other: Evidence): Evidence {
  const timesOn = [...one.timesOn, ...other.timesOn].sort();
  const contacts = [one.firstContactOn, one.lastContactOn, other.firstContactOn, other.lastContactOn]
    .filter(on => on !== null)
    .sort();
  return evidence({
    mentor: one.mentor,
    rotations: [...one.rotations, ...other.rotations].sort((a, b) => (a.startsOn < b.startsOn ? -1 : 1)),
    firstContactOn: contacts[0] ?? null,
    lastContactOn: contacts.at(-1) ?? null,
    timesOn,
    moments: [...one.moments, ...other.moments].sort((a, b) => (a.on < b.on ? -1 : 1)),
    feedbackOn: [...one.feedbackOn, ...other.feedbackOn].sort(),
  });
}

test('more evidence never makes it worse', () => {
  fc.assert(
    fc.property(anyEvidence, anyEvidence, (one, other) => {
      const before = VERDICTS.indexOf(readinessOf(one, TODAY).verdict);
      expect(VERDICTS.indexOf(readinessOf(both(one, other), TODAY).verdict)).toBeLessThanOrEqual(before);
    }),
    { numRuns: 500, seed: 20_270_320 },
  );
});

test('whatever is logged, there is a verdict, and unless it is ready something is missing and there is something to do', () => {
  fc.assert(
    fc.property(anyEvidence, one => {
      const { verdict, missing, next } = readinessOf(one, TODAY, [track({ specialty: 'Internal medicine' })]);
      // A chair who never worked with the student lacks nothing: they are not judged by it.
      const isJudged = next?.type !== 'book-meeting';
      const lacks = missing.filter(({ rule }) => rule !== 'feedback');
      expect(lacks.length === 0).toBe(verdict === 'ready' || !isJudged);
      if (one.mentor.role !== 'coordinator') expect(next).not.toBeNull();
      if (next !== null && 'byOn' in next && next.byOn !== null) expect(next.byOn >= TODAY).toBe(true);
      expect(next?.type === 'ask').toBe(verdict === 'ready');
    }),
    { numRuns: 500, seed: 20_270_320 },
  );
});
