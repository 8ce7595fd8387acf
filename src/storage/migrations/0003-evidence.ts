import type { Migration } from './migration.ts';

/** How often somebody met or worked with the student, and what they saw, is found without reading the log. */
export const evidence: Migration = {
  version: 3,
  stores: { moments: 'id, interactionId, *mentorIds, *strongDays, *seenKeys' },
  upgrade: {},
  // The acts of interactions have a new one among them.
  rekeyed: ['interactions', 'moments'],
};
