/** What may lie in the trash, each with a word of its own: `trashed_…`. */
export const TRASHABLE = [
  'mentors',
  'rotations',
  'interactions',
  'moments',
  'milestones',
  'plans',
  'tracks',
  'slots',
  'letters',
  'programs',
  'assignments',
  'reminders',
  'templates',
  'drafts',
] as const;
