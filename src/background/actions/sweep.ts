import * as v from 'valibot';
import { type LocalDate, localDateOf } from '../../core/dates.ts';
import { canBeDone, type Reminder, reminderSchema } from '../../core/reminders/reminder.ts';
import { planSweep, type SweepPlan } from '../../core/reminders/sweep.ts';
import { doneLabel, headingOf, notificationTitle, reasonText } from '../../i18n/reason.ts';
import { plural, t } from '../../i18n/t.ts';
import { report } from '../../platform/report.ts';
import type { Row } from '../../storage/index.ts';
import { contextOf, type Deps } from '../deps.ts';
import { forgetStale } from './forget.ts';
import { hasOtherMorning, hasTravelled, rememberSeen, wasPutBack } from './last-seen.ts';
import { digestNoticeId, noticeId } from './notice-ids.ts';
import { guardWakeUp, planWakeUp } from './plan-wake-up.ts';
import { putDaysRight } from './put-right.ts';
import { refreshAllReminders, refreshScopes } from './refresh-reminders.ts';
import { readSweepState } from './sweep-state.ts';
import { answeredReminders } from './write.ts';

/** The most names a digest lists; the rest is a number. */
const MOST_NAMES = 4;

/**
 * One look at the due list: what is due is shown, what was shown is marked, and the next look is planned. Reads only what
 * is due.
 *
 * Safe to run twice, and to be killed anywhere: each notification's id is made from its reminder's, or from the day for
 * a digest, so showing it again replaces it; it is marked after it was shown. A step that fails is reported and does not
 * keep the others from being done; the next look finds what it left.
 */
export async function sweep(deps: Deps, isBrowserStart: boolean): Promise<{ readonly nextAt: number }> {
  return deps.alone('sweep', async () => {
    // The alarm that led here is spent; cut off before the end, nothing else would come back to it.
    await guardWakeUp(deps);
    // A start in quiet hours, or cut off before anything was shown, is made up for by the next look that can show it.
    if (isBrowserStart) await attempt(() => deps.storage.setLocal('isStartPending', true));
    await attempt(() => followClock(deps));
    await attempt(() => replaceEnded(deps));
    await attempt(() => forgetStale(deps));
    const state = await readSweepState(deps);
    const plan = planSweep({ ...state, isBrowserStart: state.isBrowserStart || isBrowserStart });
    const tried = await carryOut(deps, plan);
    return { nextAt: await planWakeUp(deps, tried) };
  });
}

/** @returns Whether it was done. What failed is reported. */
async function attempt(step: () => Promise<void>): Promise<boolean> {
  try {
    await step();
    return true;
  } catch (error) {
    report(error);
    return false;
  }
}

/**
 * A reminder of a day comes in the student's morning where they are, so a journey moves them all; and steps that a clock
 * set ahead had taken for past come back with it, as do the days that were written by it.
 */
async function followClock(deps: Deps): Promise<void> {
  if ((await hasTravelled(deps)) || (await hasOtherMorning(deps))) {
    const isPutBack = await wasPutBack(deps);
    await refresh(deps, async change => {
      if (isPutBack) await putDaysRight(deps, change);
      await refreshAllReminders(deps, change);
    });
  }
  await rememberSeen(deps);
}

/** Of what comes in steps, the next takes the place of the one before. */
async function replaceEnded(deps: Deps): Promise<void> {
  const scopes = await deps.storage.read.endedScopes(deps.now());
  if (scopes.size > 0) await refresh(deps, change => refreshScopes(deps, change, scopes));
}

type Work = Parameters<Deps['storage']['record']>[1];

async function refresh(deps: Deps, work: Work): Promise<void> {
  const gone = await deps.storage.record(contextOf(deps), async change => {
    await work(change);
    return answeredReminders(change);
  });
  for (const id of gone) await deps.clearNotification(noticeId(id));
}

/**
 * Shows, then marks what was shown, then remembers the digest's day.
 *
 * @returns The ids of the notifications that were shown, or were to be.
 */
async function carryOut(deps: Deps, plan: SweepPlan): Promise<ReadonlySet<string>> {
  const { singles, digest, digestOn, held } = plan;
  const today = localDateOf(deps.now(), deps.timeZone());
  const shown: Reminder[] = [];
  for (const reminder of singles) {
    if (await attempt(() => showOne(deps, reminder, today))) shown.push(reminder);
  }
  const isDigestShown = digest === null || (await attempt(() => showDigest(deps, digest.on, digest.reminders)));
  if (digest !== null && isDigestShown) shown.push(...digest.reminders);
  const marked = shown.filter(({ id }) => plan.marks.includes(id));
  if (marked.length > 0) await attempt(() => mark(deps, marked));
  if (isDigestShown) await attempt(() => rememberLocally(deps, 'digestOn', digestOn));
  if (held === null && isDigestShown) await attempt(() => rememberLocally(deps, 'isStartPending', false));
  return new Set([...singles.map(({ id }) => noticeId(id)), ...(digest === null ? [] : [digestNoticeId(digest.on)])]);
}

/** Marks as announced. What was snoozed, moved or done while it was being shown is left, and its notification goes. */
async function mark(deps: Deps, shown: readonly Reminder[]): Promise<void> {
  const at = deps.now();
  const answered = await deps.storage.record(contextOf(deps), async change => {
    const changed: string[] = [];
    for (const reminder of shown) {
      if (isAsShown(await change.get('reminders', reminder.id), reminder)) {
        await change.patch('reminders', reminder.id, { announcedAt: at });
      } else changed.push(reminder.id);
    }
    return changed;
  });
  for (const id of answered) await deps.clearNotification(noticeId(id));
}

function isAsShown(row: Row | null, { state, dueAt, snoozedUntilAt, heldUntilAt }: Reminder): boolean {
  const parsed = v.safeParse(reminderSchema, row);
  if (!parsed.success) return false;
  const now = parsed.output;
  return (
    now.state === state &&
    now.dueAt === dueAt &&
    now.snoozedUntilAt === snoozedUntilAt &&
    now.heldUntilAt === heldUntilAt
  );
}

async function rememberLocally(deps: Deps, id: string, value: string | boolean | null): Promise<void> {
  const stored = await deps.storage.read.local(id);
  if ((stored ?? false) !== (value ?? false)) await deps.storage.setLocal(id, value);
}

async function showOne(deps: Deps, reminder: Reminder, today: LocalDate): Promise<void> {
  const mentor = reminder.mentorId === null ? null : await deps.storage.read.mentor(reminder.mentorId);
  await deps.notify(noticeId(reminder.id), {
    title: notificationTitle(reminder, mentor),
    message: reasonText(reminder, today),
    buttons: [...(canBeDone(reminder) ? [doneLabel(reminder)] : []), t('actionSnooze')],
  });
}

/** How many there are, and whom or what the first few are about. */
async function showDigest(deps: Deps, on: LocalDate, reminders: readonly Reminder[]): Promise<void> {
  const mentorIds = [...new Set(reminders.flatMap(({ mentorId }) => mentorId ?? []))];
  const mentors = new Map((await deps.storage.read.mentorsById(mentorIds)).map(mentor => [mentor.id, mentor]));
  const headings = [
    ...new Set(reminders.map(reminder => headingOf(reminder, mentors.get(reminder.mentorId ?? '') ?? null))),
  ];
  const names = headings.slice(0, MOST_NAMES);
  const more = headings.length - names.length;
  const list = names.join(', ');
  await deps.notify(digestNoticeId(on), {
    title: plural('notificationDigest', reminders.length),
    message: more > 0 ? plural('notificationDigestMore', more, { names: list }) : list,
    buttons: [],
  });
}
