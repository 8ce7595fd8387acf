import { instantAt } from '../../core/dates.ts';
import { isOpen, type Reminder, reminderId } from '../../core/reminders/reminder.ts';
import { failure, type Result } from '../../core/result.ts';
import { cleanLine } from '../../core/text.ts';
import type { OwnReminder, RequestOf, Written } from '../../messages/protocol.ts';
import type { Deps } from '../deps.ts';
import { moveToTrash } from './move-to-trash.ts';
import { Refused, write } from './write.ts';

/** As long as a reason's text may be. */
export const LONGEST_REMINDER = 300;

/**
 * Writes a reminder of the student's own, or changes one that is still open.
 *
 * Problems: `reminder/no-text`, `form/too-long`, `mentor/not-found`, and `reminder/not-found` for one that is settled,
 * gone, or a rule's.
 */
export async function writeReminder(deps: Deps, { id, fields }: RequestOf<'reminder/write'>): Promise<Result<Written>> {
  const text = cleanLine(fields.text, fields.text.length);
  if (text === '') return failure('reminder/no-text');
  if (text.length > LONGEST_REMINDER) return failure('form/too-long', String(LONGEST_REMINDER));
  return write(deps, async change => {
    const { mentorId } = fields;
    if (mentorId !== null && (await change.get('mentors', mentorId)) === null) {
      throw new Refused({ code: 'mentor/not-found' });
    }
    const times = await timesOf(deps, fields);
    const reason = { type: 'own', since: fields.on, text };
    if (id === null) {
      const occurrence = deps.newId();
      const key = { rule: 'own', subjectId: mentorId ?? occurrence, occurrence } as const;
      const newId = reminderId(key);
      await change.create('reminders', newId, {
        ...NEW,
        ...key,
        scope: `own:${occurrence}`,
        mentorId,
        ...times,
        reason,
      });
      return { id: newId };
    }
    const before = await ownReminder(deps, id);
    if (!isOpen(before)) throw new Refused({ code: 'reminder/not-found' });
    await change.patch('reminders', id, {
      ...times,
      ...(isMoved(before, times) ? { ...NOT_SNOOZED, ...(times.dueAt > deps.now() ? { announcedAt: null } : {}) } : {}),
      subjectId: mentorId ?? before.occurrence,
      mentorId,
      reason,
    });
    return { id };
  });
}

/** Moves a reminder of the student's own to the trash. */
export async function removeReminder(deps: Deps, { id }: RequestOf<'reminder/remove'>): Promise<Result<Written>> {
  const reminder = await deps.storage.read.reminder(id);
  if (reminder?.rule !== 'own') return failure('reminder/not-found');
  return moveToTrash(deps, 'reminders', id, { code: 'reminder/not-found' });
}

const NOT_SNOOZED = { state: 'due', snoozedUntilAt: null, snoozedUntilOn: null, snoozedUntilTime: null };
const NEW = {
  ...NOT_SNOOZED,
  endsAt: null,
  heldUntilOn: null,
  heldUntilAt: null,
  heldWhy: null,
  announcedAt: null,
  settledOn: null,
};

async function ownReminder(deps: Deps, id: string): Promise<Reminder> {
  const reminder = await deps.storage.read.reminder(id);
  if (reminder?.rule !== 'own') throw new Refused({ code: 'reminder/not-found' });
  return reminder;
}

async function timesOf(deps: Deps, { on, time }: OwnReminder) {
  const { morning } = await deps.storage.read.settings();
  return { dueOn: on, dueTime: time, dueAt: instantAt(on, time ?? morning, deps.timeZone()) };
}

/** A new day or time is what counts from now on, whatever it was snoozed until. */
function isMoved(before: Reminder, after: Pick<Reminder, 'dueOn' | 'dueTime'>): boolean {
  return before.dueOn !== after.dueOn || before.dueTime !== after.dueTime;
}
