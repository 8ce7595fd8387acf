import { type RawDue, readRawDue } from '../../storage/raw-due.ts';

/** What is due, being read since before the popup's other files had arrived. */
export const earlyDue: Promise<RawDue | null> = readRawDue(Date.now());
