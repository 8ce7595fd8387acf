import { emptySummary, SMALL, simulate } from '../core/reminders/simulation/history.ts';
import { launchChromium } from '../support/chromium.ts';
import { seedRows } from './seed.ts';

/** As many people as a busy student knows, whatever the length of the log: what is measured is that length alone. */
const MENTORS = 40;

/** The lengths of log that are held against each other. */
export const LOG_SIZES = [100, 10_000, 100_000] as const;

/** Medians, in milliseconds, each from sending the message to its answer. */
export interface ReminderTimes {
  readonly size: number;
  readonly sweepMs: number;
  /** One interaction with its reminders, alarm and badge. */
  readonly logMs: number;
  readonly rhythmMs: number;
  /** The floor: a message that is refused at the door. */
  readonly messageMs: number;
}

/** What the worker's part of reminders costs with a log of each length. */
export async function measureReminders(
  extensionDir: string,
  executablePath: string,
  rounds: number,
): Promise<readonly ReminderTimes[]> {
  const all: ReminderTimes[] = [];
  for (const size of LOG_SIZES) {
    const browser = await launchChromium({ extensionDir, executablePath, headless: true });
    try {
      const page = await browser.openPage('blank.html');
      const timed = (name: string, request: unknown): Promise<number> => {
        const message = JSON.stringify({ to: 'vouch', name, request });
        return page.evaluate(
          `(async () => {
            const started = performance.now();
            await chrome.runtime.sendMessage(${message});
            const took = performance.now() - started;
            // What follows an answer, as the alarm, is over before the clock starts again.
            await new Promise(done => setTimeout(done, 60));
            return took;
          })()`,
        );
      };
      await timed('settings/save', { hasQuietHours: false });
      await seedRows(page, size, MENTORS);
      // Brings what was seeded in line with the rules, once.
      await timed('settings/save', { hasQuietHours: false, morning: '08:00' });
      const sweeps: number[] = [];
      const logs: number[] = [];
      const rhythms: number[] = [];
      const messages: number[] = [];
      for (let round = 0; round < rounds; round += 1) {
        const mentorId = `mentor-${round % MENTORS}`;
        messages.push(await timed('no/such-message', {}));
        sweeps.push(await timed('reminders/sweep', {}));
        logs.push(await timed('interaction/log', { form: meetingWith(mentorId, round), draftId: null }));
        rhythms.push(await timed('mentor/save', { id: mentorId, fields: { rhythmDays: 20 + round } }));
      }
      all.push({
        size,
        sweepMs: median(sweeps),
        logMs: median(logs),
        rhythmMs: median(rhythms),
        messageMs: median(messages),
      });
    } finally {
      await browser.close();
    }
  }
  return all;
}

function meetingWith(mentorId: string, round: number) {
  return {
    interactionId: null,
    kind: 'meeting',
    direction: null,
    on: `2026-0${1 + (round % 9)}-1${round % 9}`,
    time: '',
    lengthMinutes: null,
    timeZone: 'America/New_York',
    mentorIds: [mentorId],
    newMentors: [],
    others: [],
    personQuery: '',
    title: `Bench ${round}`,
    note: '',
    source: null,
  };
}

function median(list: readonly number[]): number {
  const sorted = list.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

const SEASONS = 100;
const AT_ONCE = 20;

/**
 * Milliseconds for each of some histories of a season, taken a few at once, with all its checks; in Node, where Temporal
 * is the polyfill's.
 */
export async function seasonTimes(): Promise<readonly number[]> {
  const times: number[] = [];
  for (let seed = 1; seed <= SEASONS / AT_ONCE; seed += 1) {
    const started = performance.now();
    await simulate(SMALL, AT_ONCE, seed, emptySummary());
    times.push((performance.now() - started) / AT_ONCE);
  }
  return times;
}
