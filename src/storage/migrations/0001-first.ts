import type { Migration } from './migration.ts';

/**
 * The tables of the first release. Names ending in `Times` and `At` beside the records' own are made in `rows.ts`, so
 * that a mentor's newest contact and what is due are found without reading the log.
 */
export const first: Migration = {
  version: 1,
  stores: {
    profile: 'id',
    mentors: 'id, *emails',
    rotations: 'id, *mentorIds',
    interactions: 'id, sortingAt, *mentorTimes, *contactTimes, *plannedTimes, *sourceKeys',
    moments: 'id, interactionId, *mentorIds',
    milestones: 'id, on',
    plans: 'id',
    tracks: 'id, planId',
    slots: 'id, trackId',
    letters: 'id, mentorId, trackId',
    programs: 'id, trackId',
    assignments: 'id, programId, letterId',
    reminders: 'id, subjectId, openAt, announceAt, settledKey',
    templates: 'id',
    drafts: 'id, updatedAt',
    trash: 'id, deletedAt',
    tombstones: 'id',
    settings: 'id',
    // This copy's own, never merged or exported: device id, clock, consent, what can be undone.
    local: 'id',
    undos: 'id, at',
  },
  upgrade: {},
};
