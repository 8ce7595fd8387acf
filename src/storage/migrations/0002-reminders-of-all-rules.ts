import type { Migration } from './migration.ts';

type Fields = Readonly<Record<string, unknown>>;

/**
 * Reminders get a scope, a person, an end, a snooze by day and what holds them back; instead of one switch for check-ins
 * there is a list of rules that are off.
 */
export const remindersOfAllRules: Migration = {
  version: 2,
  stores: {
    interactions: 'id, sortingAt, *mentorTimes, *contactTimes, *plannedTimes, *sourceKeys, *acts',
    moments: 'id, interactionId, *mentorIds, *strongDays',
    rotations: 'id, *metIds',
    letters: 'id, mentorId, contactMentorId, trackId, backupForLetterId, generalKey',
    reminders:
      'id, subjectId, mentorId, openMentorId, openScope, openAt, openEndsAt, announceAt, settledKey, askedKey, heldUntilAt',
  },
  upgrade: { reminders, settings },
  rekeyed: ['interactions', 'moments', 'rotations', 'letters'],
};

/** Until now all reminders were about one mentor. Each new field was in effect set with the one that says the same. */
function reminders(row: Fields): Record<string, unknown> {
  const { subjectId } = row;
  const stamps = fieldsIn(row.stamps);
  const added = {
    scope: [typeof subjectId === 'string' ? `mentor:${subjectId}` : '', 'subjectId'],
    mentorId: [subjectId, 'subjectId'],
    dueTime: [null, 'dueAt'],
    endsAt: [null, 'dueAt'],
    snoozedUntilOn: [null, 'snoozedUntilAt'],
    snoozedUntilTime: [null, 'snoozedUntilAt'],
    heldUntilOn: [null, 'dueAt'],
    heldUntilAt: [null, 'dueAt'],
    heldWhy: [null, 'dueAt'],
  } as const;
  const given = Object.entries(added).map(([name, [value, like]]) => ({ name, value, stamp: stamps[like] }));
  return {
    ...row,
    ...Object.fromEntries(given.map(({ name, value }) => [name, value])),
    stamps: {
      ...stamps,
      ...Object.fromEntries(given.flatMap(({ name, stamp }) => (stamp === undefined ? [] : [[name, stamp]]))),
    },
  };
}

function settings(row: Fields): Record<string, unknown> {
  const { remindsOfCheckIns, ...rest } = row;
  const { remindsOfCheckIns: stamp, ...stamps } = fieldsIn(row.stamps);
  if (stamp === undefined) return { ...rest, stamps };
  return {
    ...rest,
    rulesOff: remindsOfCheckIns === false ? ['check-in'] : [],
    stamps: { ...stamps, rulesOff: stamp },
  };
}

function fieldsIn(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
