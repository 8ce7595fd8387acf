import { expect, test } from 'vitest';
import { addDays } from '../../../src/core/dates.ts';
import { previewReminders } from '../../../src/core/reminders/preview.ts';
import type { Records } from '../../../src/core/reminders/reckon.ts';
import { parseSettings } from '../../../src/core/settings.ts';
import { day, interaction, letter, mentor, newYork, program, reminder } from '../records.ts';

const ZONE = 'America/New_York';
/** The span is 4 February to 5 March. */
const NOW = newYork('2026-03-05 12:00');
const settings = parseSettings(null);

const records = (some: Partial<Records>): Records => ({
  ...{ mentors: [], interactions: [], moments: [], rotations: [], letters: [] },
  ...{ plans: [], tracks: [], slots: [], programs: [], assignments: [], reminders: [] },
  ...some,
});

const preview = (some: Partial<Records>, given = settings) => {
  const { count, byRule } = previewReminders(records(some), given, NOW, ZONE);
  return { count, ...Object.fromEntries(Object.entries(byRule).filter(([, number]) => number > 0)) };
};

const on = (text: string) => ({ type: 'days' as const, startsOn: day(text), endsOn: day(text) });
const weekly = mentor({ rhythmDays: 7, addedOn: day('2025-06-01') });

test('an empty log would have had none', () => {
  expect(preview({})).toEqual({ count: 0 });
});

test('a day of the span counts, from the first to today', () => {
  // With a rhythm of a day each is due on the day after.
  const added = ['2026-02-02', '2026-02-03', '2026-03-04', '2026-03-05'];
  const mentors = added.map((addedOn, at) => mentor({ id: `m${at}`, addedOn: day(addedOn), rhythmDays: 1 }));
  expect(preview({ mentors })).toEqual({ count: 2, 'check-in': 2 });
});

test('each contact ends one count and begins the next, as the log stood on each day', () => {
  // Every call comes a day after the reminder, four weeks long.
  const interactions = ['2026-01-28', '2026-02-05', '2026-02-13', '2026-02-21'].map((text, at) =>
    interaction({ id: `i${at}`, kind: 'call', when: on(text) }),
  );
  expect(preview({ mentors: [weekly], interactions })).toEqual({ count: 4, 'check-in': 4 });
});

test('a contact on the very day comes after the morning’s reminder; one a day before prevents it', () => {
  const at = (...days: string[]) =>
    preview({
      mentors: [weekly],
      interactions: days.map((text, index) => interaction({ id: `i${index}`, kind: 'call', when: on(text) })),
    });
  expect(at('2026-02-20', '2026-02-27')).toEqual({ count: 1, 'check-in': 1 });
  expect(at('2026-02-20', '2026-02-26', '2026-03-04')).toEqual({ count: 0 });
});

test('other numbers and rules that are off change it', () => {
  const given = { mentors: [weekly], interactions: [interaction({ when: on('2026-02-10') })] };
  expect(preview(given)).toEqual({ count: 2, 'check-in': 1, 'thank-you': 1 });
  expect(preview(given, { ...settings, rulesOff: ['check-in'] })).toEqual({ count: 1, 'thank-you': 1 });
  const late = { ...settings, numbers: { ...settings.numbers, thankYouAfterDays: 14 } };
  expect(preview({ ...given, interactions: [interaction({ when: on('2026-02-25') })] }, late)).toEqual({
    count: 1,
    'check-in': 1,
  });
});

test('what was done or skipped fell due all the same', () => {
  const settled = reminder({
    id: 'check-in:m1:contact-2026-02-01',
    state: 'done',
    dueOn: day('2026-02-08'),
    settledOn: day('2026-02-10'),
  });
  const interactions = [interaction({ kind: 'call', when: on('2026-02-01') })];
  // Due on the 8th, and a week after it was done on the 10th.
  expect(preview({ mentors: [weekly], interactions, reminders: [settled] })).toEqual({ count: 2, 'check-in': 2 });
});

test('a letter’s facts and a program’s are known from their days on', () => {
  const quiet = mentor({ wantsCheckIns: false });
  const asked = letter({ askedOn: day('2026-02-10'), answeredOn: day('2026-03-01'), answer: 'yes' });
  // The packet would be due after today; the ask was unanswered on the 20th.
  expect(preview({ mentors: [quiet], letters: [asked] })).toMatchObject({ reply: 1 });
  const applied = program({ trackId: null, deadlineOn: day('2026-02-28'), appliedOn: day('2026-02-22') });
  // 14 and 7 days before; on the day before the deadline it was applied to.
  expect(preview({ programs: [applied] })).toEqual({ count: 2, 'program-deadline': 2 });
});

test('each counts once, however long it was due, and the student’s own count as well', () => {
  const own = (id: string, dueOn: string) =>
    reminder({
      ...{ id, rule: 'own', scope: `own:${id}`, subjectId: id, occurrence: id, mentorId: null, dueOn: day(dueOn) },
      reason: { type: 'own', since: day(dueOn), text: 'Call' },
    });
  const reminders = [own('a', '2026-02-20'), own('b', '2026-01-20'), own('c', '2026-03-20')];
  expect(preview({ mentors: [mentor({ addedOn: day('2026-02-10'), rhythmDays: 7 })], reminders })).toEqual({
    count: 2,
    'check-in': 1,
    own: 1,
  });
});

test('it is the same as asking on every single morning', () => {
  // More changes than mornings would be a mistake in what is skipped: every day of the span has one.
  const interactions = Array.from({ length: 60 }, (_, at) =>
    interaction({ id: `i${at}`, kind: at % 3 === 0 ? 'meeting' : 'call', when: on(addDays(day('2026-01-05'), at)) }),
  );
  const everyDay = preview({ mentors: [{ ...weekly, rhythmDays: 1 }], interactions });
  // A rhythm of a day with a contact every day: due each morning, and thanks once in two weeks.
  expect(everyDay).toMatchObject({ 'check-in': 30 });
});
