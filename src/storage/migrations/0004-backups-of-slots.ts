import type { Migration } from './migration.ts';

/** Whether somebody is named as a letter's backup on the plan alone is found without reading all slots. */
export const backupsOfSlots: Migration = {
  version: 4,
  stores: { slots: 'id, trackId, letterId, backupMentorId' },
  upgrade: {},
};
