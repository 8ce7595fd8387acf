import { expect, test } from 'vitest';
import { addDays } from '../../../src/core/dates.ts';
import type { Letter } from '../../../src/core/letter.ts';
import type { Moment } from '../../../src/core/moment.ts';
import { MOST_ASKINGS, MOST_THANKABLES } from '../../../src/core/reminders/facts.ts';
import {
  indexOf,
  mentorFactsOf,
  programFactsOf,
  type Records,
  reckonAll,
  rotationFactsOf,
  trackFactsOf,
} from '../../../src/core/reminders/reckon.ts';
import type { Reason } from '../../../src/core/reminders/reminder.ts';
import { parseSettings } from '../../../src/core/settings.ts';
import {
  day,
  interaction,
  letter,
  mentor,
  newYork,
  plan,
  program,
  reminder,
  rotation,
  time,
  track,
} from '../records.ts';

const ZONE = 'America/New_York';
const NOW = newYork('2026-03-05 12:00');
const settings = parseSettings(null);

const records = (some: Partial<Records>): Records => ({
  mentors: [mentor()],
  interactions: [],
  moments: [],
  rotations: [],
  letters: [],
  plans: [],
  tracks: [],
  slots: [],
  programs: [],
  assignments: [],
  reminders: [],
  ...some,
});

const factsOf = (some: Partial<Records>, id = 'm1') => {
  const facts = mentorFactsOf(indexOf(records(some)), id);
  if (facts === null) throw new Error(`no ${id}`);
  return facts;
};

const on = (text: string) => ({ type: 'days' as const, startsOn: day(text), endsOn: day(text) });

const moment = (fields: Partial<Moment>): Moment => ({
  ...{ id: 'o1', stamps: {}, on: day('2026-03-01'), interactionId: null, rotationId: null, mentorIds: ['m1'] },
  ...{ situation: 'A code at night', whatIDid: '', theirWords: '', competencies: [], isStrong: true, enteredOn: {} },
  ...fields,
});

test('an empty log says nothing of a mentor', () => {
  expect(factsOf({})).toEqual({
    mentor: mentor(),
    lastContactOn: null,
    lastThankedOn: null,
    planned: [],
    followUps: [],
    thankables: [],
    rotations: [],
    evidence: { timesOn: [], momentsOn: [], feedbackOn: [] },
    letters: [],
    lettersElsewhere: [],
    askings: [],
    settledNudges: [],
    lastSettledOn: {},
  });
});

test('what is not there has no facts', () => {
  const index = indexOf(records({ mentors: [] }));
  expect(mentorFactsOf(index, 'm1')).toBeNull();
  expect(rotationFactsOf(index, 'r1')).toBeNull();
  expect(trackFactsOf(index, 't1')).toBeNull();
  expect(programFactsOf(index, 'g1')).toBeNull();
});

test('the last contact is the latest day on which one ended, where it was written down', () => {
  const evening = Date.parse('2026-03-05T01:00:00Z');
  const facts = factsOf({
    interactions: [
      interaction({ id: 'a', when: on('2026-03-03') }),
      // In New York it is still the fourth.
      interaction({ id: 'b', when: { type: 'instant', startsAt: evening, endsAt: null, timeZone: ZONE } }),
      interaction({ id: 'c', when: on('2026-03-09'), state: 'planned' }),
      interaction({ id: 'd', when: on('2026-03-09'), isListMail: true }),
      interaction({ id: 'e', when: on('2026-03-09'), mentorIds: ['m2'] }),
    ],
  });
  expect(facts.lastContactOn).toBe('2026-03-04');
});

test('something with several is asked about with the first who is there and not archived', () => {
  const interactions = [
    interaction({
      state: 'planned',
      mentorIds: ['gone', 'old', 'm1', 'm2'],
      followUps: [{ id: 'f1', text: 'Send the paper', dueOn: day('2026-03-12'), isDone: false }],
    }),
  ];
  const mentors = [mentor({ id: 'old', isArchived: true }), mentor(), mentor({ id: 'm2' })];
  for (const [id, isAskedHere] of [
    ['old', false],
    ['m1', true],
    ['m2', false],
  ] as const) {
    const { planned, followUps } = factsOf({ mentors, interactions }, id);
    expect([planned[0]?.isAskedHere, followUps[0]?.isAskedHere]).toEqual([isAskedHere, isAskedHere]);
  }
});

test('follow-ups that are done, or of something cancelled, are none', () => {
  const followUps = [
    { id: 'f1', text: 'one', dueOn: day('2026-03-12'), isDone: false },
    { id: 'f2', text: 'two', dueOn: day('2026-03-11'), isDone: true },
    { id: 'f3', text: 'three', dueOn: day('2026-03-10'), isDone: false },
  ];
  const interactions = [interaction({ id: 'a', followUps }), interaction({ id: 'b', state: 'cancelled', followUps })];
  expect(factsOf({ interactions }).followUps.map(({ followUpId }) => followUpId)).toEqual(['f3', 'f1']);
});

/** The 7th in UTC, and still the 6th in New York. */
const LATE = Date.parse('2026-03-07T00:30:00Z');

test('there is to thank for meetings that happened, strong moments, and rotations, the newest of them', () => {
  const facts = factsOf({
    interactions: [
      interaction({ id: 'a', kind: 'meeting', title: 'Ward round', when: on('2026-03-05'), loggedAt: LATE }),
      interaction({ id: 'b', kind: 'coffee-chat', state: 'planned' }),
      interaction({ id: 'c', kind: 'call' }),
    ],
    moments: [
      moment({ on: day('2026-03-01'), enteredOn: { on: day('2026-03-02') } }),
      moment({ id: 'o2', isStrong: false }),
    ],
    rotations: [
      rotation({
        mentors: [{ mentorId: 'm1', daysTogether: 3, watchedDirectly: true }],
        enteredOn: { startsOn: day('2026-02-01'), endsOn: day('2026-04-02') },
      }),
      rotation({ id: 'r2' }),
    ],
  });
  expect(facts.thankables).toEqual([
    { type: 'moment', sourceId: 'o1', title: 'A code at night', on: '2026-03-01', loggedOn: '2026-03-02' },
    { type: 'meeting', sourceId: 'a', title: 'Ward round', on: '2026-03-05', loggedOn: '2026-03-06' },
    { type: 'rotation', sourceId: 'r1', title: 'Medicine', on: '2026-03-29', loggedOn: '2026-04-02' },
  ]);
  const many = Array.from({ length: MOST_THANKABLES + 5 }, (_, count) =>
    interaction({ id: `i${count}`, when: on(addDays(day('2026-01-01'), count)) }),
  );
  const { thankables } = factsOf({ interactions: many });
  expect([thankables.length, thankables[0]?.sourceId]).toEqual([MOST_THANKABLES, 'i5']);
});

test('thanks are those that were said, in whatever way, and not those that came in', () => {
  const thanks = (fields: Parameters<typeof interaction>[0]) =>
    factsOf({ interactions: [interaction(fields)] }).lastThankedOn;
  expect(thanks({ kind: 'thank-you' })).toBe('2026-03-05');
  expect(thanks({ kind: 'email', letterStep: 'thanks', direction: 'out' })).toBe('2026-03-05');
  expect(thanks({ kind: 'thank-you', direction: 'in' })).toBeNull();
  expect(thanks({ kind: 'thank-you', state: 'planned' })).toBeNull();
});

test('asked is what was logged as asked, and a reminder to ask that was done', () => {
  const done = { rule: 'nudge', state: 'done', settledOn: day('2026-03-04') } as const;
  const nudge: Reason = {
    type: 'nudge',
    since: day('2026-02-01'),
    letterIds: ['l1'],
    targetOn: day('2026-03-15'),
  };
  const decide: Reason = {
    type: 'nudge-decide',
    since: nudge.since,
    letterId: 'l1',
    trackName: '',
    targetOn: day('2026-03-15'),
  };
  const facts = factsOf({
    interactions: [
      interaction({ id: 'a', letterStep: 'ask', when: on('2026-03-01') }),
      interaction({ id: 'b', letterStep: 'nudge', when: on('2026-02-20') }),
      interaction({ id: 'c', letterStep: 'answer' }),
      interaction({ id: 'd', letterStep: 'ask', direction: 'in' }),
      interaction({ id: 'e', letterStep: 'ask', state: 'planned' }),
    ],
    reminders: [
      reminder({ id: 'x', ...done, reason: nudge }),
      reminder({ id: 'y', ...done, reason: decide }),
      reminder({ id: 'z', ...done, state: 'skipped', reason: nudge }),
      reminder({ id: 'w', ...done, rule: 'check-in' }),
    ],
  });
  expect(facts.askings).toEqual([
    { on: '2026-02-20', isNudge: true },
    { on: '2026-03-01', isNudge: false },
    { on: '2026-03-04', isNudge: true },
  ]);
  const many = Array.from({ length: MOST_ASKINGS + 2 }, (_, count) =>
    interaction({ id: `i${count}`, letterStep: 'ask', when: on(addDays(day('2026-01-01'), count)) }),
  );
  expect(factsOf({ interactions: many }).askings.map(asking => asking.on)).toHaveLength(MOST_ASKINGS);
  expect(factsOf({ interactions: many }).askings[0]?.on).toBe('2026-01-03');
});

test('of each rule the last day on which one was done or skipped', () => {
  const settled = (id: string, settledOn: string, fields = {}) =>
    reminder({ id, state: 'skipped', settledOn: day(settledOn), ...fields });
  const { lastSettledOn } = factsOf({
    reminders: [
      settled('a', '2026-01-05'),
      settled('b', '2026-02-05'),
      settled('c', '2026-01-01', { rule: 'packet' }),
      reminder(),
    ],
  });
  expect(lastSettledOn).toEqual({ 'check-in': '2026-02-05', packet: '2026-01-01' });
});

test('a letter knows its track and plan, whether one stands by, and who wants it', () => {
  const letters = [
    letter({ trackId: 't1', receivedOn: day('2026-03-01') }),
    letter({ id: 'l2', mentorId: 'm2', backupForLetterId: 'l1' }),
  ];
  const mentors = [mentor(), mentor({ id: 'm2' })];
  const [facts] = factsOf({
    mentors,
    letters,
    tracks: [track()],
    plans: [plan()],
    programs: [program(), program({ id: 'g2' }), program({ id: 'g3', trackId: 't2' })],
    assignments: [{ id: 'a1', stamps: {}, programId: 'g2', letterId: 'l1' }],
  }).letters;
  expect(facts).toMatchObject({
    track: { id: 't1' },
    plan: { id: 'p1' },
    hasBackup: true,
    unassignedProgramIds: ['g1'],
  });
  const declined = [letters[0]!, letter({ ...letters[1]!, ended: 'declined' })];
  expect(factsOf({ mentors, letters: declined }).letters[0]).toMatchObject({
    hasBackup: false,
    track: null,
    plan: null,
  });
});

test('feedback counts where it was given on a day of the rotation', () => {
  const met = ['m1', 'm2', 'gone', 'old'].map(mentorId => ({ mentorId, daysTogether: null, watchedDirectly: null }));
  const mentors = [mentor(), mentor({ id: 'm2' }), mentor({ id: 'old', isArchived: true })];
  const interactions = [
    interaction({ id: 'a', kind: 'feedback', when: on('2026-03-29') }),
    interaction({ id: 'b', kind: 'feedback', when: on('2026-03-30'), mentorIds: ['m2'] }),
  ];
  const facts = rotationFactsOf(
    indexOf(records({ mentors, interactions, rotations: [rotation({ mentors: met })] })),
    'r1',
  );
  expect(facts?.mentors.map(({ id }) => id)).toEqual(['m1', 'm2']);
  expect([...(facts?.hasFeedbackFrom ?? [])]).toEqual(['m1']);
});

test('a track has its letters that were received, and the General ones of its service', () => {
  const received = { receivedOn: day('2026-03-01') };
  const letters = [
    letter({ id: 'own', trackId: 't1', ...received }),
    letter({ id: 'general', ...received }),
    letter({ id: 'elsewhere', service: 'carms', ...received }),
    letter({ id: 'other', trackId: 't2', ...received }),
    letter({ id: 'ended', trackId: 't1', ended: 'withdrawn', ...received }),
    letter({ id: 'missing', trackId: 't1' }),
  ];
  const facts = trackFactsOf(indexOf(records({ letters, tracks: [track()], plans: [plan()] })), 't1');
  expect(facts?.letters.map(one => one.letter.id)).toEqual(['general', 'own']);
  expect(facts?.plan?.id).toBe('p1');
});

test('from scratch there is what rules want, without what was settled, and the student’s own where they are now', () => {
  const own = reminder({
    ...{ id: 'own:x:x', rule: 'own', scope: 'own:x', subjectId: 'x', occurrence: 'x', mentorId: null },
    ...{
      dueOn: day('2026-04-01'),
      dueTime: time('18:00'),
      dueAt: 0,
      reason: { type: 'own', since: day('2026-04-01'), text: 'Call' },
    },
  });
  const all = reckonAll(records({ reminders: [own] }), settings, NOW, ZONE);
  expect(all.map(({ id, dueAt }) => [id, dueAt])).toEqual([
    ['check-in:m1:added-2026-01-10', newYork('2026-03-07 09:00')],
    ['own:x:x', newYork('2026-04-01 18:00', '-04:00')],
  ]);
});

test('from scratch, what was done or skipped is not there again', () => {
  const quiet = { mentors: [mentor({ wantsCheckIns: false })], interactions: [interaction({ state: 'planned' })] };
  const [asked] = reckonAll(records(quiet), settings, NOW, ZONE);
  expect(asked?.id).toBe('did-it-happen:m1:i1');
  const skipped = reminder({ ...asked!, state: 'skipped', settledOn: day('2026-03-06') });
  expect(reckonAll(records({ ...quiet, reminders: [skipped] }), settings, NOW, ZONE)).toEqual([]);
});

test('a stand-by knows its main letter, as long as that goes on', () => {
  const mainOf = (fields: Partial<Letter>) =>
    factsOf({
      letters: [letter({ backupForLetterId: 'l2' }), letter({ id: 'l2', mentorId: 'm2', ...fields })],
    }).letters[0]?.main?.id ?? null;
  expect(mainOf({})).toBe('l2');
  expect(mainOf({ ended: 'no-reply' })).toBeNull();
  expect(mainOf({ answer: 'no' })).toBeNull();
  expect(factsOf({ letters: [letter({ backupForLetterId: 'gone' })] }).letters[0]?.main).toBeNull();
});
