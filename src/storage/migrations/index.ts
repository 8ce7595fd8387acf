import { first } from './0001-first.ts';
import { remindersOfAllRules } from './0002-reminders-of-all-rules.ts';
import { evidence } from './0003-evidence.ts';
import { backupsOfSlots } from './0004-backups-of-slots.ts';
import type { Migration } from './migration.ts';

/** Every step, in order. A new one is a file with the next number and a line here. */
export const MIGRATIONS: readonly Migration[] = [first, remindersOfAllRules, evidence, backupsOfSlots];
