import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { type Records, reckonAll } from '../../src/core/reminders/reckon.ts';
import { isDue, isOpen, type Reminder } from '../../src/core/reminders/reminder.ts';
import { parseSettings } from '../../src/core/settings.ts';
import {
  parseAssignment,
  parseLetter,
  parseMoment,
  parsePlan,
  parseProgram,
  parseRotation,
  parseSlot,
  parseTrack,
} from '../../src/storage/plan-rows.ts';
import { parseInteraction, parseMentor, parseReminder } from '../../src/storage/rows.ts';
import { type ChromiumApi, dayBefore, PATIENCE, type StoredRow, Vouch } from './vouch.ts';

declare const chrome: ChromiumApi;

/**
 * The simulation of `tests/core/reminders/simulation` plays thousands of histories against the rules; these few are
 * played against the real worker: it is stopped, its alarm is lost, the browser is started again, and after each fault
 * list, badge, notifications and stored reminders have to agree as if nothing had happened.
 */

/** What a student does. Numbers choose among what is there. */
const ACTS = ['contact-due', 'own-due', 'letter-asked', 'deadline', 'log', 'done', 'skip', 'snooze'] as const;
const FAULTS = ['none', 'stopped', 'stopped-in-the-act', 'alarm-lost', 'restarted'] as const;
interface Step {
  readonly act: (typeof ACTS)[number];
  readonly pick: number;
  readonly fault: (typeof FAULTS)[number];
}

const anyHistory = fc
  .array(
    fc.record({
      act: fc.constantFrom(...ACTS),
      pick: fc.nat(20),
      // Starting a browser takes seconds, so that fault is chosen seldom.
      fault: fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...FAULTS.slice(0, 4)) }, fc.constant(FAULTS[4])),
    }),
    { minLength: 7, maxLength: 9 },
  )
  // The first two make something due, so that there is something to lose.
  .map(([first, second, ...rest]): readonly Step[] => [
    { ...first!, act: 'contact-due' },
    { ...second!, act: 'letter-asked' },
    ...rest,
  ]);

const vouch = Vouch.forTests();

describe('random histories with faults', () => {
  // Fixed, so that a failure can be looked at again; each prints its history.
  test.each(
    fc.sample(anyHistory, { numRuns: 4, seed: 20_261_123 }).map((history, index) => [index + 1, history] as const),
  )(
    'history %i ends with everything where it belongs',
    async (_number, history) => {
      await vouch.reset();
      await vouch.remindAtAnyHour();
      const marks = new Map<string, number>();
      for (const [index, step] of history.entries()) {
        const said = `${JSON.stringify(history.slice(0, index + 1))}`;
        await play(step, index);
        await vi.waitFor(() => expectAgreement(said), PATIENCE);
        for (const reminder of (await records()).reminders) {
          const before = marks.get(reminder.id);
          // Announced once, and not again: the mark of the first time stays until a snooze takes it away.
          if (before !== undefined && reminder.announcedAt !== null) expect(reminder.announcedAt, said).toBe(before);
          if (reminder.announcedAt === null) marks.delete(reminder.id);
          else marks.set(reminder.id, reminder.announcedAt);
        }
      }
      expect(marks.size).toBeGreaterThan(0);
    },
    240_000,
  );
});

async function play({ act, pick, fault }: Step, index: number): Promise<void> {
  const request = await requestFor(act, pick, index);
  if (fault === 'stopped-in-the-act' && request !== null) {
    // Stopped at whatever point it is by then; what it had not written is not there, what it had is whole.
    void vouch.send(...request).catch(() => null);
    await vouch.browser.stopWorker();
  } else if (request !== null) {
    expect(await vouch.send(...request)).toMatchObject({ ok: true });
  }
  if (fault === 'stopped') await vouch.browser.stopWorker();
  if (fault === 'alarm-lost') {
    await vouch.desk.evaluate(() => chrome.alarms.clearAll());
    await vouch.browser.stopWorker();
    // Whatever starts the worker next brings the alarm back.
    await vouch.browser.worker();
    await vi.waitFor(async () => expect(await vouch.wakesAt()).not.toBeNull(), PATIENCE);
  }
  if (fault === 'restarted') {
    await vouch.restart();
    await vouch.startBrowser();
  }
  await vouch.letAlarmRing();
}

/** The message that the act sends; `null` where there is nothing to do it to. */
async function requestFor(
  act: Step['act'],
  pick: number,
  index: number,
): Promise<readonly [string, Readonly<Record<string, unknown>>] | null> {
  const { mentors, reminders } = await records();
  const mentor = mentors[pick % Math.max(1, mentors.length)];
  const now = Date.now();
  const due = reminders.filter(reminder => isDue(reminder, now)).toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const chosen = due[pick % Math.max(1, due.length)];
  switch (act) {
    case 'contact-due': {
      await vouch.addDueMentor(`Dr. Number ${index}`);
      return null;
    }
    case 'own-due':
      return [
        'reminder/write',
        { id: null, fields: { text: `Read ${index}`, on: dayBefore(0), time: null, mentorId: null } },
      ];
    case 'letter-asked':
      // Answered yes long enough ago that the packet is due.
      return mentor === undefined
        ? null
        : [
            'letter/save',
            {
              id: null,
              fields: { mentorId: mentor.id, askedOn: dayBefore(20), answer: 'yes', answeredOn: dayBefore(10) },
            },
          ];
    case 'deadline':
      return ['program/save', { id: null, fields: { name: `Program ${index}`, deadlineOn: dayBefore(-7) } }];
    case 'log':
      if (mentor !== undefined) await vouch.logContact(mentor.id, 0, { kind: 'email', title: `Mail ${index}` });
      return null;
    case 'done':
    case 'skip':
      return chosen === undefined ? null : [`reminder/${act}`, { id: chosen.id }];
    case 'snooze':
      return chosen === undefined ? null : ['reminder/snooze', { id: chosen.id, untilOn: dayBefore(-2), time: null }];
  }
}

/** That list, badge, announcements and what is stored agree with what the records say. */
async function expectAgreement(history: string): Promise<void> {
  const stored = await records();
  const settings = parseSettings((await vouch.rows('settings'))[0]);
  const now = Date.now();
  const due = stored.reminders.filter(reminder => isDue(reminder, now));
  await vouch.waitForBadge({ text: due.length === 0 ? '' : String(due.length) });
  expect(
    due.filter(({ announcedAt }) => announcedAt === null).map(({ id }) => id),
    history,
  ).toEqual([]);
  const scratch = reckonAll(stored, settings, now, Temporal.Now.timeZoneId());
  const open = stored.reminders.filter(isOpen);
  expect(open.map(asReckoned).toSorted(byId), history).toEqual(scratch.map(asReckoned).toSorted(byId));
  expect((await vouch.wakesAt()) ?? 0, history).toBeGreaterThan(now - 1000);
}

/** A reminder without what acting on it, or showing it, left on it. */
function asReckoned({ id, rule, scope, dueOn, dueAt, endsAt, heldUntilOn, heldWhy, reason }: Omit<Reminder, 'stamps'>) {
  return { id, rule, scope, dueOn, dueAt, endsAt, heldUntilOn, heldWhy, reason };
}

function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : 1;
}

async function records(): Promise<Records> {
  const read = async <T>(table: string, parse: (row: StoredRow) => T | null): Promise<T[]> =>
    (await vouch.rows(table)).map(row => {
      const parsed = parse(row);
      if (parsed === null) throw new Error(`a row of ${table} is none: ${JSON.stringify(row)}`);
      return parsed;
    });
  return {
    mentors: await read('mentors', parseMentor),
    interactions: await read('interactions', parseInteraction),
    moments: await read('moments', parseMoment),
    rotations: await read('rotations', parseRotation),
    letters: await read('letters', parseLetter),
    plans: await read('plans', parsePlan),
    tracks: await read('tracks', parseTrack),
    slots: await read('slots', parseSlot),
    programs: await read('programs', parseProgram),
    assignments: await read('assignments', parseAssignment),
    reminders: await read('reminders', parseReminder),
  };
}
