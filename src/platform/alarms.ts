import { browser } from './browser.ts';

/** The one alarm. It only knocks: what is due is in the database. */
const WAKE_UP = 'reminders/wake-up';

/** Sets the alarm, in place of the one before. Safe to run twice. */
export async function wakeAt(at: number): Promise<void> {
  await browser.alarms.create(WAKE_UP, { when: at });
}

/** When the alarm will knock, milliseconds since the epoch; `null` when there is none. */
export async function wakesAt(): Promise<number | null> {
  return (await browser.alarms.get(WAKE_UP))?.scheduledTime ?? null;
}

export function onWakeUp(listener: () => void): void {
  browser.alarms.onAlarm.addListener(alarm => {
    if (alarm.name === WAKE_UP) listener();
  });
}
