/** Rows before and after each upgrade. An upgrade without an example fails `database.test.ts`. */
export interface MigrationExample {
  readonly version: number;
  readonly table: string;
  readonly before: Readonly<Record<string, unknown>>;
  readonly after: Readonly<Record<string, unknown>>;
}

/** A reminder as the first release kept it. */
const CHECK_IN = {
  id: 'check-in:m1:added-2026-01-10',
  rule: 'check-in',
  subjectId: 'm1',
  occurrence: 'added-2026-01-10',
  dueOn: '2026-01-10',
  dueAt: 1_768_053_600_000,
  state: 'snoozed',
  snoozedUntilAt: 1_772_546_400_000,
  announcedAt: null,
  settledOn: null,
  reason: { type: 'no-contact-yet', since: '2026-01-10' },
};
const MADE = 'mk8b2v1s0-0000-laptop';
const SNOOZED = 'mm9xw71s0-0000-phone';
const CHECK_IN_STAMPS = {
  rule: MADE,
  subjectId: MADE,
  occurrence: MADE,
  dueOn: MADE,
  dueAt: MADE,
  state: SNOOZED,
  snoozedUntilAt: SNOOZED,
  announcedAt: SNOOZED,
  settledOn: MADE,
  reason: MADE,
};

export const EXAMPLES: readonly MigrationExample[] = [
  {
    version: 2,
    table: 'reminders',
    before: { ...CHECK_IN, stamps: CHECK_IN_STAMPS },
    after: {
      ...CHECK_IN,
      scope: 'mentor:m1',
      mentorId: 'm1',
      dueTime: null,
      endsAt: null,
      snoozedUntilOn: null,
      snoozedUntilTime: null,
      heldUntilOn: null,
      heldUntilAt: null,
      heldWhy: null,
      stamps: {
        ...CHECK_IN_STAMPS,
        scope: MADE,
        mentorId: MADE,
        dueTime: MADE,
        endsAt: MADE,
        snoozedUntilOn: SNOOZED,
        snoozedUntilTime: SNOOZED,
        heldUntilOn: MADE,
        heldUntilAt: MADE,
        heldWhy: MADE,
      },
    },
  },
  {
    version: 2,
    table: 'settings',
    before: {
      id: 'settings',
      morning: '07:30',
      remindsOfCheckIns: false,
      stamps: { morning: MADE, remindsOfCheckIns: SNOOZED },
    },
    after: {
      id: 'settings',
      morning: '07:30',
      rulesOff: ['check-in'],
      stamps: { morning: MADE, rulesOff: SNOOZED },
    },
  },
  {
    version: 2,
    table: 'settings',
    before: { id: 'settings', remindsOfCheckIns: true, stamps: { remindsOfCheckIns: SNOOZED } },
    after: { id: 'settings', rulesOff: [], stamps: { rulesOff: SNOOZED } },
  },
  {
    version: 2,
    table: 'settings',
    before: { id: 'settings', showsBadge: false, stamps: { showsBadge: MADE } },
    after: { id: 'settings', showsBadge: false, stamps: { showsBadge: MADE } },
  },
];
