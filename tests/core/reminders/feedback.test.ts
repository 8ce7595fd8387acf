import { expect, test } from 'vitest';
import type { Mentor } from '../../../src/core/mentor.ts';
import type { RotationFacts } from '../../../src/core/reminders/facts.ts';
import { feedback } from '../../../src/core/reminders/feedback.ts';
import { wantedForRotation } from '../../../src/core/reminders/rules.ts';
import { parseSettings } from '../../../src/core/settings.ts';
import { day, mentor, rotation } from '../records.ts';

const settings = parseSettings({});
const met = (mentorId: string, watchedDirectly: boolean | null = null) => ({
  mentorId,
  daysTogether: null,
  watchedDirectly,
});
const ana = mentor({ id: 'ana', name: 'Ana Rivera' });
const ben = mentor({ id: 'ben', name: 'Ben Okafor' });
const cho = mentor({ id: 'cho', name: 'Cho Min' });
const facts = (fields: Partial<RotationFacts> = {}): RotationFacts => ({
  rotation: rotation({ mentors: [met('ana', true), met('ben'), met('cho')] }),
  mentors: [ana, ben, cho],
  hasFeedbackFrom: new Set(),
  ...fields,
});
const lasting = (startsOn: string, endsOn: string) =>
  facts({ rotation: rotation({ startsOn: day(startsOn), endsOn: day(endsOn), mentors: [met('ana')] }) });

test('in the middle, one reminder that names the likely writers, until the rotation is over', () => {
  const starred = { ...ben, isStarred: true };
  expect(feedback(facts({ mentors: [ana, starred, cho] }))).toEqual([
    {
      rule: 'feedback',
      subjectId: 'r1',
      occurrence: 'middle',
      mentorId: null,
      dueOn: '2026-03-15',
      endsOn: '2026-03-30',
      reason: {
        type: 'feedback',
        since: '2026-03-02',
        rotationId: 'r1',
        rotationName: 'Medicine',
        endsOn: '2026-03-29',
        mentorIds: ['ana', 'ben'],
        names: ['Ana Rivera', 'Ben Okafor'],
      },
    },
  ]);
});

test.each([
  ['five days', '2026-03-02', '2026-03-06', '2026-03-04'],
  ['six, rounded down', '2026-03-02', '2026-03-07', '2026-03-04'],
  ['seven', '2026-03-02', '2026-03-08', '2026-03-05'],
  ['over a leap day', '2028-02-25', '2028-03-04', '2028-02-29'],
  ['over the end of February', '2026-02-25', '2026-03-04', '2026-02-28'],
  ['over the end of a year', '2026-12-28', '2027-01-10', '2027-01-03'],
  ['over a clock change', '2026-03-02', '2026-03-15', '2026-03-08'],
])('the middle of %s', (_name, startsOn, endsOn, dueOn) => {
  expect(feedback(lasting(startsOn, endsOn))).toMatchObject([{ dueOn }]);
});

test.each([
  ['four days', '2026-03-02', '2026-03-05'],
  ['one day', '2026-03-02', '2026-03-02'],
  ['none, as it ends before it begins', '2026-03-02', '2026-03-01'],
  ['less than none', '2199-12-31', '1900-01-01'],
])('a rotation of %s has none', (_name, startsOn, endsOn) => {
  expect(feedback(lasting(startsOn, endsOn))).toEqual([]);
});

const coordinator = { ...cho, role: 'coordinator' as const };
const resident = { ...ben, role: 'resident-or-fellow' as const, isStarred: true };

test.each<[string, Partial<RotationFacts>, readonly string[]]>([
  ['nobody was met', { mentors: [] }, []],
  ['one watched', {}, ['ana']],
  [
    'nobody is likely: everybody',
    { rotation: rotation({ mentors: [met('ana'), met('ben'), met('cho', false)] }) },
    ['ana', 'ben', 'cho'],
  ],
  ['a resident, even starred, is never likely', { mentors: [ana, resident] }, ['ana']],
  ['but can give feedback where nobody is', { rotation: rotation(), mentors: [resident, cho] }, ['ben', 'cho']],
  ['a coordinator cannot', { rotation: rotation(), mentors: [coordinator] }, []],
  [
    'one of two gave feedback',
    { rotation: rotation({ mentors: [met('ana', true), met('ben', true)] }), hasFeedbackFrom: new Set(['ana']) },
    ['ben'],
  ],
  ['the only likely one did: the others are not asked instead', { hasFeedbackFrom: new Set(['ana']) }, []],
  ['all did', { rotation: rotation(), hasFeedbackFrom: new Set(['ana', 'ben', 'cho']) }, []],
  ['one who gave it was not likely', { hasFeedbackFrom: new Set(['ben']) }, ['ana']],
])('whom it names: %s', (_name, fields, names) => {
  const wanted = feedback(facts(fields));
  expect(wanted.flatMap(({ reason }) => (reason.type === 'feedback' ? reason.mentorIds : []))).toEqual(names);
  expect(wanted.map(({ mentorId }) => mentorId)).toEqual(
    names.length === 0 ? [] : [names.length === 1 ? names[0] : null],
  );
});

const until = (on: string, who: Mentor): Mentor => ({ ...who, pausedUntilOn: day(on) });

test.each<[string, readonly Mentor[], readonly string[], string | null]>([
  ['whoever is paused on its day is not named', [until('2026-03-16', ana), ben], ['ben'], null],
  ['whoever is no longer is', [until('2026-03-15', ana), ben], ['ana', 'ben'], null],
  [
    'while all are paused it waits for the first',
    [until('2026-03-20', ana), until('2026-03-18', ben)],
    ['ana', 'ben'],
    '2026-03-18',
  ],
  ['the only one is paused', [until('2026-03-20', ana)], ['ana'], '2026-03-20'],
])('%s', (_name, mentors, names, heldUntilOn) => {
  const wanted = wantedForRotation(facts({ rotation: rotation(), mentors }), settings);
  expect(wanted).toMatchObject([
    { dueOn: '2026-03-15', heldUntilOn, heldWhy: heldUntilOn === null ? null : 'person-paused' },
  ]);
  expect(wanted[0]?.reason).toMatchObject({ mentorIds: names });
});

test('switched off, there is none', () => {
  expect(wantedForRotation(facts(), parseSettings({ rulesOff: ['feedback'] }))).toEqual([]);
});

test.each([
  ['1900-01-01', '2199-12-31'],
  ['2199-12-20', '2199-12-31'],
])('a rotation from %s to %s breaks nothing', (startsOn, endsOn) => {
  expect(wantedForRotation(lasting(startsOn, endsOn), settings)).toHaveLength(1);
});
