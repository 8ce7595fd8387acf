import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, instantAt, type LocalDate, type LocalTime } from '../../../src/core/dates.ts';
import { LETTER_ENDS, type Letter } from '../../../src/core/letter.ts';
import type { Plan, Track } from '../../../src/core/plan/plan.ts';
import { ofTrack, type SeasonRecords, seasonViewOf } from '../../../src/core/plan/season-view.ts';
import { calendarIdOf } from '../../../src/core/reminders/calendar-id.ts';
import { reckonAll } from '../../../src/core/reminders/reckon.ts';
import type { Reminder } from '../../../src/core/reminders/reminder.ts';
import { planFieldsFor, resultFieldsFor } from '../../../src/core/seasons/season-dates.ts';
import { parseSettings } from '../../../src/core/settings.ts';
import { day, letter, mentor, plan, program, reminder, slot, track } from '../records.ts';

const SETTINGS = parseSettings({});
const TODAY = day('2027-06-15');
const NONE: SeasonRecords = {
  ...{ plans: [], tracks: [], letters: [], mentors: [], rotations: [], programs: [], slots: [], reminders: [] },
};
const eras2028 = plan({ ...planFieldsFor('eras', '2028') });
const own = track({ name: 'Psychiatry', specialty: 'Psychiatry' });

const recordsWith = (fields: Partial<SeasonRecords>): SeasonRecords => ({
  ...NONE,
  plans: [eras2028],
  tracks: [own],
  mentors: [mentor()],
  ...fields,
});
const linesOf = (records: SeasonRecords, settings = SETTINGS, today = TODAY) =>
  seasonViewOf(records, settings, today).entries.map(
    ({ on, kind, isEstimated, isDone }) => `${on} ${kind}${isEstimated ? '?' : ''}${isDone ? ' done' : ''}`,
  );
const stepsOf = (...given: Parameters<typeof linesOf>) => linesOf(...given).filter(line => !/(On|closes)/.test(line));
const writing = (fields: Partial<Letter>, others: Partial<SeasonRecords> = {}) =>
  recordsWith({ letters: [letter({ trackId: 't1', ...fields })], ...others });

test('nothing gives nothing, and a plan its dates in order, as sure as they are', () => {
  expect(linesOf(NONE)).toEqual([]);
  expect(linesOf(recordsWith({}))).toEqual([
    '2027-06-02 opensOn?',
    '2027-09-01 submitFromOn?',
    '2027-09-22 reviewFromOn?',
    '2028-05-31 closesOn?',
  ]);
  const confirmed = { on: day('2027-09-22'), confidence: 'confirmed' as const };
  expect(linesOf(recordsWith({ plans: [{ ...eras2028, reviewFromOn: confirmed }] }))).toContain(
    '2027-09-22 reviewFromOn',
  );
});

describe('a letter that nobody was asked for', () => {
  test('is counted back from its target: ask, packet, nudges, backup, replace', () => {
    // Two weeks before 22 September; six before that; ten days for the answer and three for the packet.
    expect(stepsOf(writing({}))).toEqual([
      '2027-07-28 ask?',
      '2027-08-10 packet?',
      '2027-08-25 backup?',
      '2027-08-25 nudge?',
      '2027-09-01 replace?',
      '2027-09-01 nudge?',
      '2027-09-08 target?',
      '2027-09-08 nudge?',
    ]);
  });

  test('goes by the numbers of the settings, and by the rules that are on', () => {
    const settings = parseSettings({
      numbers: { askBeforeDays: 60, nudgeBeforeDays: 21, mostNudges: 1, replyAfterDays: 7, packetAfterDays: 0 },
      rulesOff: ['backup'],
    });
    expect(stepsOf(writing({}), settings)).toEqual([
      '2027-07-10 ask?',
      '2027-07-17 packet?',
      '2027-08-18 nudge?',
      '2027-09-08 target?',
    ]);
  });

  test('of an international graduate is wanted five business days earlier', () => {
    expect(stepsOf(writing({}, { tracks: [{ ...own, isInternational: true }] }))).toContain('2027-08-31 target?');
  });

  test('has a day of the student’s own for sure', () => {
    expect(stepsOf(writing({ targetOn: day('2027-09-01') }))).toContain('2027-09-01 target');
  });

  test.each([
    // Asked today, answered in ten days, with the packet three days later: then the last nudge is left.
    ['2027-08-20', ['2027-07-28 ask?', '2027-09-02 packet?', '2027-09-08 target?', '2027-09-08 nudge?']],
    ['2027-08-30', ['2027-07-28 ask?', '2027-09-08 target?']],
    ['2027-09-20', ['2027-07-28 ask?', '2027-09-08 target?']],
  ])('on %s is late, and has what can still come in time', (today, lines) => {
    expect(stepsOf(writing({}), SETTINGS, day(today))).toEqual(lines);
  });

  test('has no day where the season has none, which is said', () => {
    const unknown = plan(planFieldsFor('sf-match', '2028'));
    const records = writing({ service: 'sf-match' }, { plans: [unknown], tracks: [{ ...own, service: 'sf-match' }] });
    expect(linesOf(records)).toEqual([]);
    expect(seasonViewOf(records, SETTINGS, TODAY).unknown).toEqual([
      { kind: 'reviewFromOn', planId: 'p1', trackId: null },
      { kind: 'resultOn', planId: null, trackId: 't1' },
    ]);
  });
});

test('a letter on its way has what is left, and one that is in nothing but its day', () => {
  const asked = { askedOn: day('2027-06-10'), answer: 'yes', answeredOn: day('2027-06-12') } as const;
  expect(stepsOf(writing(asked))[0]).toBe('2027-06-15 packet');
  const requested = { ...asked, packetSentOn: day('2027-06-15'), requestedOn: day('2027-06-16') };
  expect(stepsOf(writing(requested))).toEqual([
    '2027-08-25 backup?',
    '2027-08-25 nudge?',
    '2027-09-01 replace?',
    '2027-09-01 nudge?',
    '2027-09-08 target?',
    '2027-09-08 nudge?',
  ]);
  expect(stepsOf(writing({ ...requested, receivedOn: day('2027-08-01') }))).toEqual(['2027-09-08 target? done']);
  for (const ended of LETTER_ENDS) expect(stepsOf(writing({ ...asked, ended }))).toEqual([]);
});

describe('what need not be done any more is not listed', () => {
  const requested: Partial<Letter> = {
    ...{ askedOn: day('2027-06-10'), answer: 'yes', answeredOn: day('2027-06-12') },
    ...{ packetSentOn: day('2027-06-15'), requestedOn: day('2027-06-16') },
  };
  const settled = (rule: 'nudge' | 'backup', occurrence: string, reason: Reminder['reason']) =>
    reminder({
      ...{ id: `${rule}:l1:${occurrence}`, rule, occurrence, subjectId: 'l1', reason },
      ...{ state: 'done', settledOn: day('2027-08-25') },
    });
  const about = { since: day('2027-06-16'), letterId: 'l1', trackName: '', targetOn: day('2027-09-08') };

  test('a nudge that was sent, a backup that was named', () => {
    const first = 'nudge:l1:2027-09-08.0';
    const reminders = [
      settled('nudge', '2027-09-08.0', { ...about, type: 'nudge', letterIds: ['l1'], covers: [first] }),
      settled('backup', '2027-09-08.name', { ...about, type: 'backup', step: 'name' }),
    ];
    expect(stepsOf(writing(requested, { reminders }), SETTINGS, day('2027-08-26'))).toEqual([
      '2027-09-01 replace?',
      '2027-09-01 nudge?',
      '2027-09-08 target?',
      '2027-09-08 nudge?',
    ]);
  });

  test('a step whose next one has come; the last stays until it is answered', () => {
    expect(stepsOf(writing(requested), SETTINGS, day('2027-09-08'))).toEqual([
      '2027-09-01 replace?',
      '2027-09-08 target?',
      '2027-09-08 nudge?',
    ]);
  });

  test('a backup to be named where the plan names one', () => {
    const slots = [slot({ letterId: 'l1', backupMentorId: 'm2' })];
    const mentors = [mentor(), mentor({ id: 'm2' })];
    expect(stepsOf(writing(requested, { slots, mentors })).filter(line => line.includes('backup'))).toEqual([]);
    expect(stepsOf(writing(requested, { slots })).filter(line => line.includes('backup'))).toHaveLength(1);
  });
});

test('an ask at the end of a rotation that only the whole log tells of is listed as its reminder has it', () => {
  const ofRotation = (fields: Partial<Reminder>) =>
    reminder({
      ...{ id: 'ask:l1:rotation-r1', rule: 'ask', subjectId: 'l1', occurrence: 'rotation-r1' },
      ...{ dueOn: day('2027-06-24'), ...fields },
      reason: {
        ...{ type: 'ask-letter', since: day('2027-09-08'), letterId: 'l1', trackName: '' },
        ...{ lateFromOn: day('2027-08-11'), isChairLetter: false },
      },
    });
  expect(stepsOf(writing({}, { reminders: [ofRotation({})] }))[0]).toBe('2027-06-24 ask?');
  const skipped = ofRotation({ state: 'skipped', settledOn: day('2027-06-10') });
  expect(stepsOf(writing({}, { reminders: [skipped] }))[0]).toBe('2027-07-28 ask?');
});

test('a nudge about several letters counts to the first of their days, in whatever order they are kept', () => {
  const asked = { mentorId: 'm1', askedOn: day('2027-06-01'), answer: 'yes', answeredOn: day('2027-06-02') } as const;
  const days = { packetSentOn: day('2027-06-03'), requestedOn: day('2027-06-04') };
  const letters = [
    letter({ ...asked, ...days, id: 'l1', trackId: 't1', targetOn: day('2027-09-08') }),
    letter({ ...asked, ...days, id: 'l2', trackId: null, targetOn: day('2027-09-06') }),
  ];
  for (const given of [letters, letters.toReversed()]) {
    const nudges = seasonViewOf(recordsWith({ letters: given }), SETTINGS, TODAY).entries.filter(
      ({ kind, letterIds }) => kind === 'nudge' && letterIds.length === 2,
    );
    expect(nudges.length).toBeGreaterThan(0);
    for (const { targetOn } of nudges) expect(targetOn).toBe('2027-09-06');
  }
});

test('nobody is reminded about somebody who is archived or gone, and the day of the letter stays', () => {
  expect(stepsOf(writing({}, { mentors: [mentor({ isArchived: true })] }))).toEqual(['2027-09-08 target?']);
  expect(stepsOf(writing({}, { mentors: [] }))).toEqual(['2027-09-08 target?']);
});

test('a group’s letter has its steps with the contact person', () => {
  const records = writing(
    { contactMentorId: 'm2' },
    { mentors: [mentor(), mentor({ id: 'm2', role: 'coordinator' })] },
  );
  const { entries } = seasonViewOf(records, SETTINGS, TODAY);
  expect(new Set(entries.filter(({ kind }) => kind === 'nudge').map(({ mentorId }) => mentorId))).toEqual(
    new Set(['m2']),
  );
});

describe('programs and results', () => {
  test('have their days, done once applied or told', () => {
    const records = recordsWith({
      plans: [],
      programs: [
        program({ deadlineOn: day('2027-09-28'), interviewOn: day('2027-11-02') }),
        program({ id: 'g2', deadlineOn: day('2027-10-01'), appliedOn: day('2027-09-25') }),
      ],
      tracks: [{ ...own, resultOn: day('2028-03-17'), soapOn: day('2028-03-13'), isResultConfirmed: true }],
    });
    expect(linesOf(records)).toEqual([
      '2027-09-28 deadline',
      '2027-10-01 deadline done',
      '2027-11-02 interview',
      '2028-03-13 soapOn',
      '2028-03-17 resultOn',
    ]);
  });

  test('of two tracks on one day are one line', () => {
    const result = resultFieldsFor('eras', '2027');
    const both = [track({ id: 'a', ...result }), track({ id: 'b', ...result, isResultConfirmed: true })];
    const { entries } = seasonViewOf({ ...NONE, tracks: both }, SETTINGS, TODAY);
    expect(entries).toMatchObject([
      { kind: 'soapOn', on: '2027-03-15', trackIds: ['a', 'b'], isEstimated: true },
      { kind: 'resultOn', on: '2027-03-19', trackIds: ['a', 'b'], isEstimated: true },
    ]);
  });

  test('that are in: SOAP is nothing for who matched', () => {
    const outcome = (answer: 'matched' | 'soap' | 'not-yet') => ({ answer, on: day('2028-03-17'), tells: true });
    const at = (answer: 'matched' | 'soap' | 'not-yet') => {
      const days = { resultOn: day('2028-03-17'), soapOn: day('2028-03-13') };
      return linesOf({ ...NONE, tracks: [{ ...own, ...days, outcome: outcome(answer) }] });
    };
    expect(at('matched')).toEqual(['2028-03-17 resultOn? done']);
    expect(at('soap')).toEqual(['2028-03-13 soapOn? done', '2028-03-17 resultOn? done']);
    expect(at('not-yet')).toEqual(['2028-03-13 soapOn?', '2028-03-17 resultOn?']);
  });
});

test('a track has its own lines and those of all of its service', () => {
  const urology = track({ id: 't2', name: 'Urology', service: 'urology', planId: null });
  const records = recordsWith({
    tracks: [own, urology],
    letters: [letter({ id: 'own', trackId: 't1' }), letter({ id: 'general', planId: 'p1' })],
    programs: [program({ deadlineOn: day('2027-09-28') })],
  });
  const { entries } = seasonViewOf(records, SETTINGS, TODAY);
  const targets = (trackId: string) =>
    ofTrack(entries, trackId)
      .filter(({ kind }) => kind === 'target')
      .flatMap(({ letterIds }) => letterIds);
  expect([targets('t1'), targets('t2')]).toEqual([['general', 'own'], ['general']]);
  expect(ofTrack(entries, 't2').some(({ kind }) => kind === 'deadline' || kind === 'opensOn')).toBe(false);
});

test('the same thing keeps its id while its day moves', () => {
  const idsOf = (fields: Partial<Letter>) =>
    seasonViewOf(writing(fields), SETTINGS, TODAY)
      .entries.map(({ id }) => id)
      .sort();
  expect(idsOf({ targetOn: day('2027-09-10') })).toEqual(idsOf({}));
  expect(new Set(idsOf({})).size).toBe(idsOf({}).length);
});

describe('whatever the records say', () => {
  const onDay = fc.integer({ min: -120, max: 300 }).map(days => addDays(TODAY, days));
  const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
  const letters = fc.uniqueArray(
    fc.record({
      id: fc.constantFrom('l1', 'l2', 'l3', 'l4'),
      mentorId: fc.constantFrom('m1', 'm2', 'gone'),
      trackId: maybe(fc.constantFrom('t1', 't2', 'gone')),
      targetOn: maybe(onDay),
      askedOn: maybe(onDay),
      answer: maybe(fc.constantFrom('yes' as const, 'no' as const, 'unclear' as const)),
      answeredOn: maybe(onDay),
      packetSentOn: maybe(onDay),
      requestedOn: maybe(onDay),
      undeliverableOn: maybe(onDay),
      receivedOn: maybe(onDay),
      ended: maybe(fc.constantFrom(...LETTER_ENDS)),
      backupForLetterId: maybe(fc.constantFrom('l1', 'l2')),
      enteredOn: fc.dictionary(fc.constantFrom('targetOn', 'requestedOn', 'answeredOn'), onDay),
    }),
    { selector: ({ id }) => id, maxLength: 4 },
  );
  const records = fc.record({ letters, reviewFromOn: maybe(onDay), resultOn: maybe(onDay) }).map(
    (given): SeasonRecords => ({
      ...NONE,
      plans: [
        plan({
          reviewFromOn: { on: given.reviewFromOn, confidence: given.reviewFromOn === null ? 'unknown' : 'estimated' },
        }) as Plan,
      ],
      tracks: [track({ resultOn: given.resultOn }) as Track, track({ id: 't2', isInternational: true })],
      mentors: [mentor(), mentor({ id: 'm2', isArchived: false })],
      letters: given.letters.map(fields => letter(fields as Partial<Letter>)),
    }),
  );

  test('every reminder to ask, send, nudge or back up is on its own day', () => {
    const now = instantAt(TODAY, '12:00' as LocalTime, 'America/New_York');
    fc.assert(
      fc.property(records, given => {
        const { entries } = seasonViewOf(given, SETTINGS, TODAY);
        const lines = new Set(entries.flatMap(({ kind, on, letterIds }) => letterIds.map(id => `${kind} ${id} ${on}`)));
        const all = { ...given, interactions: [], moments: [], assignments: [] };
        const ids = new Set(entries.map(({ id }) => id));
        for (const one of reckonAll(all, SETTINGS, now, 'America/New_York')) {
          const { rule, reason, subjectId, dueOn } = one;
          // In both files of a calendar it is one event.
          if (['nudge', 'packet', 'backup', 'ask-letter'].includes(reason.type))
            expect(ids).toContain(calendarIdOf(one));
          if (reason.type === 'nudge')
            for (const id of reason.letterIds) expect(lines).toContain(`nudge ${id} ${dueOn}`);
          if (rule === 'packet' || reason.type === 'ask-letter')
            expect(lines).toContain(`${rule} ${subjectId} ${dueOn}`);
          if (reason.type === 'backup') {
            expect(lines).toContain(`${reason.step === 'name' ? 'backup' : 'replace'} ${subjectId} ${dueOn}`);
          }
        }
      }),
    );
  });

  test('lines are in order, each id once, and what is only planned is ahead', () => {
    fc.assert(
      fc.property(records, given => {
        const { entries } = seasonViewOf(given, SETTINGS, TODAY);
        expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length);
        const days: readonly LocalDate[] = entries.map(({ on }) => on);
        expect(days).toEqual(days.toSorted());
      }),
    );
  });
});

test('a letter that stands by is to be asked for and nudged, and has no day and no backup of its own', () => {
  const kindsBesides = (main: Partial<Letter>) => {
    const letters = [
      letter({ id: 'main', mentorId: 'm2', trackId: 't1', ...main }),
      letter({ trackId: 't1', backupForLetterId: 'main' }),
    ];
    const { entries } = seasonViewOf(recordsWith({ letters }), SETTINGS, TODAY);
    return new Set(entries.filter(({ letterIds }) => letterIds.includes('l1')).map(({ kind }) => kind));
  };
  expect(kindsBesides({})).toEqual(new Set(['ask', 'packet', 'nudge']));
  expect(kindsBesides({ receivedOn: TODAY })).toEqual(new Set(['packet']));
  expect(kindsBesides({ ended: 'declined' })).toEqual(
    new Set(['ask', 'packet', 'backup', 'replace', 'nudge', 'target']),
  );
});
