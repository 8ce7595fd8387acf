import fc from 'fast-check';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { addDays } from '../../../src/core/dates.ts';
import { LETTER_FACTS, type Letter } from '../../../src/core/letter.ts';
import type { Mentor } from '../../../src/core/mentor.ts';
import { ask } from '../../../src/core/reminders/ask.ts';
import type { EarlyEvidence, LetterFacts, MentorFacts } from '../../../src/core/reminders/facts.ts';
import { reasonSchema, type WantedReminder } from '../../../src/core/reminders/reminder.ts';
import { wantedForMentor } from '../../../src/core/reminders/rules.ts';
import type { Rotation } from '../../../src/core/rotation.ts';
import { parseSettings } from '../../../src/core/settings.ts';
import { day, letter, letterFacts, mentor, mentorFacts, plan, rotation, track } from '../records.ts';

const settings = parseSettings({});
const starred = mentor({ isStarred: true });

/** A rotation with the mentor of these days, named after its id. */
const stay = (
  id: string,
  startsOn: string,
  endsOn: string,
  daysTogether: number | null = null,
  watchedDirectly: boolean | null = null,
): Rotation =>
  rotation({
    id,
    name: id,
    startsOn: day(startsOn),
    endsOn: day(endsOn),
    mentors: [{ mentorId: 'm1', daysTogether, watchedDirectly }],
  });
const march = (daysTogether: number | null = null, watchedDirectly: boolean | null = null) =>
  stay('march', '2026-03-02', '2026-03-29', daysTogether, watchedDirectly);

const asks = (facts: Partial<MentorFacts>, given = settings) =>
  ask(mentorFacts(facts), given).map(
    ({ subjectId, occurrence, dueOn, endsOn }) =>
      `${subjectId} ${occurrence}: ${dueOn}${endsOn === undefined ? '' : ` until ${endsOn}`}`,
  );

// Rotations, while there is no letter.

test('a likely writer is asked in the last five days of the rotation', () => {
  expect(ask(mentorFacts({ mentor: starred, rotations: [march()] }), settings)).toEqual([
    {
      rule: 'ask',
      subjectId: 'march',
      occurrence: 'm1',
      mentorId: 'm1',
      dueOn: '2026-03-25',
      reason: { type: 'ask-rotation', since: '2026-03-29', rotationId: 'march', rotationName: 'march', why: 'starred' },
    },
  ]);
});

test.each<[string, Partial<Mentor>, Rotation, string | null]>([
  ['nobody in particular', {}, march(), null],
  ['watched for ten days', {}, march(10, true), 'watched'],
  ['watched for nine', {}, march(9, true), null],
  ['watched for days nobody counted', {}, march(null, true), null],
  ['together for long, without watching', {}, march(20, false), null],
  ['together for long, watching not said', {}, march(20), null],
  ['starred and watched', { isStarred: true }, march(20, true), 'starred'],
  ['a resident', { isStarred: true, role: 'resident-or-fellow' }, march(20, true), null],
  ['a coordinator', { isStarred: true, role: 'coordinator' }, march(20, true), null],
  ['a chair one worked with', { role: 'chair' }, march(20, true), 'watched'],
])('a likely writer or not: %s', (_name, fields, one, why) => {
  const wanted = ask(mentorFacts({ mentor: mentor(fields), rotations: [one] }), settings);
  expect(wanted.map(({ reason }) => (reason.type === 'ask-rotation' ? reason.why : reason.type))).toEqual(
    why === null ? [] : [why],
  );
});

const early = (fields: Partial<EarlyEvidence> = {}): EarlyEvidence => ({
  timesOn: [],
  momentsOn: [day('2026-03-03'), day('2026-03-10'), day('2026-03-17')],
  feedbackOn: [day('2026-03-17')],
  ...fields,
});
const february = stay('february', '2026-02-02', '2026-02-27', 8);

test.each<[string, Partial<MentorFacts>, string[]]>([
  ['ten days, three moments, feedback', {}, ['march ready']],
  ['nine days', { rotations: [march(9)] }, []],
  ['not watched directly, as they said', { rotations: [march(10, false)] }, ['march ready']],
  ['watched for as long says more', { rotations: [march(10, true)] }, ['march watched']],
  ['starred', { mentor: starred }, ['march starred']],
  ['two moments', { evidence: early({ momentsOn: [day('2026-03-03'), day('2026-03-10')] }) }, []],
  ['no feedback, which is no condition', { evidence: early({ feedbackOn: [] }) }, ['march ready']],
  [
    'the third moment on the last day',
    { evidence: early({ momentsOn: [day('2026-03-03'), day('2026-03-10'), day('2026-03-29')] }) },
    ['march ready'],
  ],
  [
    'the third a day after it',
    { evidence: early({ momentsOn: [day('2026-03-03'), day('2026-03-10'), day('2026-03-30')] }) },
    [],
  ],
  ['days of an earlier rotation count too', { rotations: [february, march(2)] }, ['march ready']],
  ['days of a later one do not', { rotations: [march(9), stay('may', '2026-05-04', '2026-05-31', 5)] }, ['may ready']],
  [
    'days nobody counted, met six times over eight weeks',
    {
      rotations: [march()],
      evidence: early({
        timesOn: ['2026-02-01', '2026-02-02', '2026-02-03', '2026-02-04', '2026-02-05', '2026-02-06'].map(day),
      }),
    },
    ['march ready'],
  ],
  [
    'met six times over a day less',
    {
      rotations: [march()],
      evidence: early({
        timesOn: ['2026-02-02', '2026-02-02', '2026-02-03', '2026-02-04', '2026-02-05', '2026-02-06'].map(day),
      }),
    },
    [],
  ],
  ['a resident', { mentor: mentor({ role: 'resident-or-fellow' }) }, []],
])('by what is logged, ready on the last day of the rotation: %s', (_name, facts, expected) => {
  const wanted = ask(mentorFacts({ rotations: [march(10)], evidence: early(), ...facts }), settings);
  const said = wanted.map(({ subjectId, reason }) => `${subjectId} ${'why' in reason ? reason.why : ''}`);
  expect(said).toEqual(expected);
});

test.each([
  ['over a leap day', '2028-02-05', '2028-03-03', '2028-02-28'],
  ['over the end of February', '2026-02-05', '2026-03-03', '2026-02-27'],
  ['over the end of a year', '2026-12-07', '2027-01-03', '2026-12-30'],
  ['over a clock change', '2026-02-09', '2026-03-10', '2026-03-06'],
  ['five days', '2026-03-02', '2026-03-06', '2026-03-02'],
  ['three days: from the first', '2026-03-02', '2026-03-04', '2026-03-02'],
  ['one day', '2026-03-02', '2026-03-02', '2026-03-02'],
])('the last five days of a rotation: %s', (_name, startsOn, endsOn, dueOn) => {
  expect(asks({ mentor: starred, rotations: [stay('r', startsOn, endsOn)] })).toEqual([`r m1: ${dueOn}`]);
});

const may = stay('may', '2026-05-04', '2026-05-31');
const declined = (fields: Partial<Letter>) => [letterFacts({ letter: letter({ ended: 'declined', ...fields }) })];

test.each<[string, Partial<MentorFacts>, readonly string[]]>([
  ['no rotation', { rotations: [] }, []],
  ['one that ends before it begins', { rotations: [stay('r', '2026-03-02', '2026-03-01')] }, []],
  [
    'two: the later takes the place of the earlier',
    { rotations: [march(), may] },
    ['march m1: 2026-03-25 until 2026-05-27', 'may m1: 2026-05-27'],
  ],
  [
    'two that end together: one',
    { rotations: [march(), stay('clinic', '2026-03-09', '2026-03-29')] },
    ['march m1: 2026-03-25'],
  ],
  ['asked on its first day', { askings: [{ on: day('2026-03-02'), isNudge: false }] }, []],
  ['asked the day before', { askings: [{ on: day('2026-03-01'), isNudge: false }] }, ['march m1: 2026-03-25']],
  ['nudged in it', { askings: [{ on: day('2026-03-10'), isNudge: true }] }, ['march m1: 2026-03-25']],
  [
    'asked in the first of two',
    { rotations: [march(), may], askings: [{ on: day('2026-03-26'), isNudge: false }] },
    ['may m1: 2026-05-27'],
  ],
  ['a letter asked for in it, and declined', { letters: declined({ askedOn: day('2026-03-20') }) }, []],
  ['one declined in it', { letters: declined({ endedOn: day('2026-03-20') }) }, []],
  [
    'one that was answered no in it',
    { letters: declined({ ended: null, answer: 'no', answeredOn: day('2026-03-20') }) },
    [],
  ],
  [
    'one asked for and declined before',
    { letters: declined({ askedOn: day('2025-03-20'), endedOn: day('2025-03-25') }) },
    ['march m1: 2026-03-25'],
  ],
  [
    'a letter received and under way',
    { letters: [letterFacts({ letter: letter({ receivedOn: day('2026-01-05') }) })] },
    [],
  ],
])('whether it is wanted: %s', (_name, fields, wanted) => {
  expect(asks({ mentor: starred, rotations: [march()], ...fields })).toEqual(wanted);
});

test.each<[string, string | null, number]>([
  ['nobody knows when', null, 1],
  ['before it began', '2026-02-01', 1],
  ['a week after it was over', '2026-04-05', 1],
  ['a day later still', '2026-04-06', 0],
  ['a year later', '2027-03-29', 0],
])('a rotation typed in %s', (_name, typedOn, count) => {
  const enteredOn: Rotation['enteredOn'] = typedOn === null ? {} : { endsOn: day(typedOn) };
  const rotations = [{ ...march(), enteredOn }];
  expect(asks({ mentor: starred, rotations })).toHaveLength(count);
  // A letter that the student means to ask for is asked for however old the rotation is.
  expect(asks({ mentor: starred, rotations, letters: [letterFacts()] })).toHaveLength(1);
});

test('the numbers can be changed', () => {
  const given = parseSettings({ numbers: { askRotationLastDays: 1, likelyWatchedDays: 9 } });
  expect(asks({ rotations: [march(9, true)] }, given)).toEqual(['march m1: 2026-03-29']);
});

// Letters.

const T = '2027-09-08';
const about = (fields: Partial<Letter> = {}, more: Partial<LetterFacts> = {}): LetterFacts =>
  letterFacts({ letter: letter({ targetOn: day(T), ...fields }), track: track(), ...more });

test('a letter is asked for six weeks before its target, and from four weeks on it is late', () => {
  expect(ask(mentorFacts({ letters: [about()] }), settings)).toEqual([
    {
      rule: 'ask',
      subjectId: 'l1',
      occurrence: T,
      mentorId: 'm1',
      dueOn: '2027-07-28',
      reason: {
        type: 'ask-letter',
        since: T,
        letterId: 'l1',
        trackName: 'Internal Medicine',
        lateFromOn: '2027-08-11',
        isChairLetter: false,
      },
    },
  ]);
});

test.each<[string, Partial<Letter>]>([
  ...LETTER_FACTS.map((fact): [string, Partial<Letter>] => [`its ${fact} is known`, { [fact]: day('2027-01-05') }]),
  ['the answer is unclear', { answer: 'unclear' }],
  ['the answer is no', { answer: 'no' }],
  ['it was withdrawn', { ended: 'withdrawn' }],
])('nothing is to be asked when %s', (_name, fields) => {
  expect(asks({ letters: [about(fields)] })).toEqual([]);
});

const season = plan({ reviewFromOn: { on: day('2027-09-22'), confidence: 'estimated' } });
const late = (lateFromOn: string) => `late ${lateFromOn}`;

test.each<[string, Partial<MentorFacts>, readonly string[]]>([
  ['no target', { letters: [about({ targetOn: null })] }, []],
  [
    'the season’s',
    { letters: [about({ targetOn: null }, { plan: season })] },
    ['l1 plan-p1: 2027-07-28', late('2027-08-11')],
  ],
  [
    'an international graduate’s',
    { letters: [about({ targetOn: null }, { plan: season, track: track({ isInternational: true }) })] },
    ['l1 plan-p1: 2027-07-20', late('2027-08-03')],
  ],
  [
    'its own, before the season’s',
    { letters: [about({}, { plan: season })] },
    ['l1 2027-09-08: 2027-07-28', late('2027-08-11')],
  ],
  [
    'over a leap day',
    { letters: [about({ targetOn: day('2028-03-31') })] },
    ['l1 2028-03-31: 2028-02-18', late('2028-03-03')],
  ],
  [
    'over the end of a year',
    { letters: [about({ targetOn: day('2027-01-15') })] },
    ['l1 2027-01-15: 2026-12-04', late('2026-12-18')],
  ],
  [
    'typed in on the day',
    { letters: [about({ enteredOn: { targetOn: day('2027-07-28') } })] },
    ['l1 2027-09-08: 2027-07-28', late('2027-08-11')],
  ],
  [
    'typed in late',
    { letters: [about({ enteredOn: { targetOn: day('2027-08-20') } })] },
    ['l1 2027-09-08: 2027-08-20', late('2027-08-11')],
  ],
  [
    'typed in when it was past',
    { letters: [about({ enteredOn: { targetOn: day('2028-01-05') } })] },
    ['l1 2027-09-08: 2028-01-05', late('2027-08-11')],
  ],
  [
    'of a rotation that begins on the target',
    { rotations: [stay('r', T, '2027-09-30')], letters: [about()] },
    ['l1 2027-09-08: 2027-07-28', late('2027-08-11')],
  ],
  [
    'of one that begins the day before',
    { rotations: [stay('r', '2027-09-07', '2027-10-06')], letters: [about()] },
    ['l1 rotation-r: 2027-10-02', late('2027-10-13')],
  ],
  [
    'of one that ends too long after',
    { rotations: [stay('r', '2027-07-01', '2027-10-07')], letters: [about()] },
    ['l1 2027-09-08: 2027-07-28', late('2027-08-11')],
  ],
  [
    'of one that ends on the day itself',
    { rotations: [stay('r', '2027-07-01', '2027-07-28')], letters: [about()] },
    ['l1 2027-09-08: 2027-07-28', late('2027-08-11')],
  ],
  [
    'of one that ends a day later',
    { rotations: [stay('r', '2027-07-02', '2027-07-29')], letters: [about()] },
    ['l1 rotation-r: 2027-07-25', late('2027-08-11')],
  ],
  [
    'of one that ends when it would be late',
    { rotations: [stay('r', '2027-08-02', '2027-08-29')], letters: [about()] },
    ['l1 rotation-r: 2027-08-25', late('2027-09-05')],
  ],
  [
    'of two such: the one that ends first',
    { rotations: [stay('r', '2027-07-12', '2027-08-08'), stay('s', '2027-08-09', '2027-09-05')], letters: [about()] },
    ['l1 rotation-r: 2027-08-04', late('2027-08-15')],
  ],
  [
    'of one that ends before it begins',
    { rotations: [stay('r', '2027-08-29', '2027-08-02')], letters: [about()] },
    ['l1 2027-09-08: 2027-07-28', late('2027-08-11')],
  ],
])('when a letter is asked for, by its target: %s', (_name, fields, wanted) => {
  const [due, lateFrom] = wanted;
  expect(asks(fields)).toEqual(due === undefined ? [] : [due]);
  const [only] = ask(mentorFacts(fields), settings);
  if (only !== undefined) expect(only.reason.type === 'ask-letter' && late(only.reason.lateFromOn)).toBe(lateFrom);
});

const june = stay('june', '2027-06-01', '2027-06-28');
const july = stay('july', '2027-07-12', '2027-08-08');
const spring = { ...march(), startsOn: day('2027-03-01'), endsOn: day('2027-03-28') };

test.each<[string, Partial<MentorFacts>, readonly string[]]>([
  [
    'without a target, at the end',
    { rotations: [spring], letters: [about({ targetOn: null })] },
    ['l1 rotation-march: 2027-03-24'],
  ],
  [
    'without a target, of several',
    { rotations: [spring, june], letters: [about({ targetOn: null })] },
    ['l1 rotation-march: 2027-03-24 until 2027-06-24', 'l1 rotation-june: 2027-06-24'],
  ],
  [
    'at the end, and at the latest six weeks before',
    { rotations: [spring], letters: [about()] },
    ['l1 rotation-march: 2027-03-24 until 2027-07-28', 'l1 2027-09-08: 2027-07-28'],
  ],
  [
    'once more together until after that',
    { rotations: [spring, july], letters: [about()] },
    ['l1 rotation-march: 2027-03-24 until 2027-08-04', 'l1 rotation-july: 2027-08-04'],
  ],
  [
    'the target typed in after the end',
    { rotations: [spring], letters: [about({ enteredOn: { targetOn: day('2027-05-01') } })] },
    ['l1 rotation-march: 2027-05-01 until 2027-07-28', 'l1 2027-09-08: 2027-07-28'],
  ],
  [
    'the target typed in too late: one',
    { rotations: [spring, june], letters: [about({ enteredOn: { targetOn: day('2027-08-01') } })] },
    ['l1 2027-09-08: 2027-08-01'],
  ],
  [
    'a chair’s letter is not judged by rotations',
    { rotations: [spring, july], letters: [about({ isChairLetter: true })] },
    ['l1 2027-09-08: 2027-07-28'],
  ],
  [
    'nor is a department’s',
    { rotations: [spring, july], letters: [about({ contactMentorId: 'm2' })] },
    ['l1 2027-09-08: 2027-07-28'],
  ],
  [
    'a chair’s without a target',
    { rotations: [spring], letters: [about({ isChairLetter: true, targetOn: null })] },
    [],
  ],
  [
    'two letters',
    { letters: [about(), about({ id: 'l2', targetOn: null }, { plan: season })] },
    ['l1 2027-09-08: 2027-07-28', 'l2 plan-p1: 2027-07-28'],
  ],
  [
    'one asked for, the other not',
    { rotations: [spring], letters: [about({ askedOn: day('2027-03-25') }), about({ id: 'l2' })] },
    ['l2 rotation-march: 2027-03-24 until 2027-07-28', 'l2 2027-09-08: 2027-07-28'],
  ],
  [
    'one asked for: nothing for the rotation',
    { rotations: [june], letters: [about({ askedOn: day('2027-03-25') })] },
    [],
  ],
])('when a likely writer is asked for a letter: %s', (_name, fields, wanted) => {
  expect(asks({ mentor: starred, ...fields })).toEqual(wanted);
});

test.each<[string, string | null, string[]]>([
  ['before anybody kept that day', null, ['march m1: 2026-03-25']],
  ['during it', '2026-03-10', ['march m1: 2026-03-25']],
  ['within a week of its end, when there is still time to ask in person', '2026-04-05', ['march m1: 2026-03-25']],
  ['later', '2026-04-06', []],
  ['months later', '2026-11-01', []],
])('a rotation’s ask, of somebody who was starred %s', (_when, starredOn, wanted) => {
  const late = mentor({ isStarred: true, starredOn: starredOn === null ? null : day(starredOn) });
  expect(asks({ mentor: late, rotations: [march()] })).toEqual(wanted);
});

test('a late star takes nothing from what was seen in a rotation, nor from the last day to ask for a letter', () => {
  const late = mentor({ isStarred: true, starredOn: day('2027-07-01') });
  expect(asks({ mentor: late, rotations: [march(12, true)] })).toEqual(['march m1: 2026-03-25']);
  expect(asks({ mentor: late, rotations: [march()], letters: [about()] })).toEqual(['l1 2027-09-08: 2027-07-28']);
  expect(asks({ mentor: { ...late, starredOn: null }, rotations: [march()], letters: [about()] })).toHaveLength(2);
});

test('being the contact person of a letter says nothing about one of their own', () => {
  const forTheChair = about({ mentorId: 'm9', contactMentorId: 'm1' });
  const given = { mentor: starred, rotations: [june], letters: [forTheChair] };
  expect(asks(given)).toEqual([...asks({ mentor: starred, rotations: [june] }), 'l1 2027-09-08: 2027-07-28']);
  expect(asks({ mentor: starred, rotations: [june] })).toHaveLength(1);
  // The other way round the letter is theirs, though somebody else is written to.
  const elsewhere = letter({ contactMentorId: 'm2' });
  expect(asks({ mentor: starred, rotations: [june], lettersElsewhere: [elsewhere] })).toEqual([]);
});

test('somebody who is not likely is asked at the latest six weeks before, and at the end of a rotation until then', () => {
  expect(asks({ rotations: [spring], letters: [about({ targetOn: null })] })).toEqual([]);
  expect(asks({ rotations: [spring], letters: [about()] })).toEqual(['l1 2027-09-08: 2027-07-28']);
  expect(asks({ rotations: [spring, july], letters: [about()] })).toEqual(['l1 rotation-july: 2027-08-04']);
});

test('a meeting is to be booked with a chair, or with whom to write to in a department', () => {
  const letters = [about({ isChairLetter: true }), about({ id: 'l2', contactMentorId: 'm2' })];
  expect(ask(mentorFacts({ letters }), settings)).toMatchObject([
    { mentorId: 'm1', reason: { isChairLetter: true } },
    { mentorId: 'm2', reason: { isChairLetter: true } },
  ]);
});

test('a season’s day that is corrected is the same question, a new target of the student’s is another', () => {
  const corrected = plan({ reviewFromOn: { on: day('2027-09-29'), confidence: 'confirmed' } });
  const ofPlan = (given: typeof season) => asks({ letters: [about({ targetOn: null }, { plan: given })] });
  expect([ofPlan(season), ofPlan(corrected)]).toEqual([['l1 plan-p1: 2027-07-28'], ['l1 plan-p1: 2027-08-04']]);
  expect(asks({ letters: [about({ targetOn: day('2027-12-01') })] })).toEqual(['l1 2027-12-01: 2027-10-20']);
});

const anyDay = fc.oneof(
  fc.constantFrom('1900-01-01', '1900-02-10', '2028-02-29', '2199-12-31').map(day),
  fc.integer({ min: 0, max: 700 }).map(days => addDays(day('2026-06-01'), days)),
);
const anyStay = fc
  .record({
    id: fc.uuid(),
    startsOn: anyDay,
    endsOn: anyDay,
    daysTogether: fc.option(fc.nat(30)),
    watched: fc.option(fc.boolean()),
  })
  .map(({ id, startsOn, endsOn, daysTogether, watched }) => stay(id, startsOn, endsOn, daysTogether, watched));
const anyLetter = fc
  .record({
    id: fc.uuid(),
    targetOn: fc.option(anyDay),
    isChairLetter: fc.boolean(),
    entered: fc.option(anyDay),
    hasPlan: fc.boolean(),
  })
  .map(({ id, targetOn, isChairLetter, entered, hasPlan }) =>
    about(
      { id, targetOn, isChairLetter, enteredOn: entered === null ? {} : { targetOn: entered } },
      hasPlan ? { plan: season } : {},
    ),
  );

test('whatever is known, each question is asked once, one step at a time, and no letter with a target is forgotten', () => {
  fc.assert(
    fc.property(
      fc.array(anyStay, { maxLength: 5 }),
      fc.array(anyLetter, { maxLength: 4 }),
      fc.boolean(),
      (rotations, letters, isStarred) => {
        const facts = mentorFacts({ mentor: mentor({ isStarred }), rotations, letters });
        const wanted = ask(facts, settings);
        // Without a letter all rotations are one question: whether they would write.
        const bySubject = new Map<string, WantedReminder[]>();
        for (const want of wanted) {
          const subject = letters.length === 0 ? '' : want.subjectId;
          bySubject.set(subject, [...(bySubject.get(subject) ?? []), want]);
        }
        for (const steps of bySubject.values()) {
          for (const [index, { dueOn, endsOn }] of steps.entries()) {
            expect(endsOn).toBe(steps[index + 1]?.dueOn);
            if (endsOn !== undefined) expect(dueOn < endsOn).toBe(true);
          }
        }
        expect(new Set(wanted.map(({ subjectId, occurrence }) => `${subjectId}:${occurrence}`)).size).toBe(
          wanted.length,
        );
        for (const { letter: one, plan: given } of letters) {
          if (one.targetOn !== null || given !== null) expect(bySubject.get(one.id)?.length ?? 0).toBeGreaterThan(0);
        }
        // What is to be stored can be read back.
        for (const { reason, occurrence } of wantedForMentor(facts, settings)) {
          expect(v.safeParse(reasonSchema, reason).success).toBe(true);
          expect(occurrence).toMatch(/^[\w:.@+-]+$/);
        }
      },
    ),
  );
});

test('in the first and last days that can be stored it is left out or whole', () => {
  const only = parseSettings({ rulesOff: ['check-in'] });
  const wantedFor = (targetOn: string, enteredOn = {}) =>
    wantedForMentor(mentorFacts({ letters: [about({ targetOn: day(targetOn), enteredOn })] }), only);
  expect(wantedFor('1900-01-20')).toEqual([]);
  expect(wantedFor('1900-01-20', { targetOn: day('2026-03-01') })).toMatchObject([
    { dueOn: '2026-03-01', reason: { lateFromOn: '1900-01-20' } },
  ]);
  expect(wantedFor('2199-12-31')).toMatchObject([{ dueOn: '2199-11-19' }]);
});

test('a stand-by is asked for in time like any other, unless its main letter is in', () => {
  const besides = (main: LetterFacts['main']) =>
    asks({ letters: [letterFacts({ letter: letter({ targetOn: day('2027-09-08') }), main })] });
  expect(besides(null)).toHaveLength(1);
  expect(besides(letter({ id: 'main' }))).toEqual(besides(null));
  expect(besides(letter({ id: 'main', receivedOn: day('2027-07-01') }))).toEqual([]);
});
