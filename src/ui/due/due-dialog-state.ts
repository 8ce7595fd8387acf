import type { LocalDate } from '../../core/dates.ts';
import type { Mentor } from '../../core/mentor.ts';
import type { Reminder } from '../../core/reminders/reminder.ts';
import type { DueReminder } from '../../storage/index.ts';

/** A window over a due list, and what it is about. */
export type DueDialogState =
  | { readonly type: 'snooze'; readonly due: DueReminder; readonly mode: 'date' | 'words' }
  | { readonly type: 'moved'; readonly interactionId: string; readonly name: string }
  | { readonly type: 'pause'; readonly mentor: Mentor }
  | { readonly type: 'rhythm'; readonly mentor: Mentor }
  | { readonly type: 'draft'; readonly due: DueReminder }
  | { readonly type: 'outcome'; readonly trackId: string; readonly trackName: string }
  /** A reminder of the student's own, new when it is `null`. */
  | { readonly type: 'own'; readonly reminder: Reminder | null; readonly on: LocalDate };
