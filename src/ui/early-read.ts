import { type RawDue, readRawDue } from '../storage/raw-due.ts';
import { type RawRows, readRawRows } from '../storage/raw-rows.ts';

/**
 * What a page shows first, being read since before its other files had arrived. A file of its own, so that it runs then;
 * see `earlyRead` in `vite.config.ts`. The page's root names in `data-reads` what it is.
 */

/** What each place of the dashboard is drawn from, read at one moment. */
export const PLACE_TABLES = {
  letters: ['letters', 'mentors', 'tracks', 'plans', 'slots', 'programs', 'assignments', 'profile'],
  plan: ['plans', 'tracks', 'slots', 'letters', 'mentors', 'rotations', 'programs', 'profile'],
  programs: ['programs', 'letters', 'tracks', 'plans', 'slots', 'assignments', 'mentors'],
  season: ['plans', 'tracks', 'letters', 'mentors', 'rotations', 'programs', 'slots', 'reminders', 'settings'],
} as const;

const { reads } = document.documentElement.dataset;

/** What is due; `null` on a page that reads something else. */
export const earlyDue: Promise<RawDue | null> | null = reads === 'due' ? readRawDue(Date.now()) : null;

/** The place that the address names after `#`, and its tables; `null` where nothing is read early. */
export const earlyLook: EarlyLook | null = reads === 'tables' ? lookAt(location.hash) : null;

export type EarlyPlace = keyof typeof PLACE_TABLES;

export interface EarlyLook {
  readonly place: string;
  readonly rows: Promise<RawRows | null>;
}

function lookAt(hash: string): EarlyLook | null {
  const place = /^#\/(\w+)/.exec(hash)?.[1] ?? '';
  const tables = Object.entries(PLACE_TABLES).find(([name]) => name === place)?.[1];
  return tables === undefined ? null : { place, rows: readRawRows(tables) };
}
