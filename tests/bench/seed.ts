import type { Page } from 'playwright';
import { derivedFields, type Row } from '../../src/storage/rows.ts';

/** A person for every so many interactions: a busy student's log. */
const PER_MENTOR = 250;
const BATCH = 5000;
const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Fills the database of a page of the extension with that many interactions and their people, of whom five are due, in
 * the very form in which they are stored.
 *
 * @param mentorCount - How many people; not given, as many as a log of that length has.
 */
export async function seedRows(
  page: Page,
  count: number,
  mentorCount = Math.max(5, Math.round(count / PER_MENTOR)),
): Promise<void> {
  if (count === 0) return;
  const now = Date.now();
  const mentors = Array.from({ length: mentorCount }, (_, index) => mentorRow(index));
  const reminders = mentors.map((mentor, index) => reminderRow(mentor.id, now + (index < 5 ? -1 : 40) * DAY_MS));
  await putAll(page, 'mentors', mentors);
  await putAll(page, 'reminders', reminders);
  for (let from = 0; from < count; from += BATCH) {
    const size = Math.min(BATCH, count - from);
    await putAll(
      page,
      'interactions',
      Array.from({ length: size }, (_, index) => interactionRow(from + index, mentors, now)),
    );
  }
}

/** A stamp of the form that `core/stamps.ts` gives. */
const STAMP = '0mwssfbid-0000-bench0000000';

function row(table: 'mentors' | 'interactions' | 'reminders', id: string, fields: Record<string, unknown>): Row {
  const stamps = Object.fromEntries(Object.keys(fields).map(name => [name, STAMP]));
  // The stamp above is of the form that the type stands for.
  const bare = { id, stamps, ...fields } as unknown as Row;
  return { ...bare, ...derivedFields(table, bare) };
}

function mentorRow(index: number): Row {
  return row('mentors', `mentor-${index}`, {
    name: `Mentor ${index}`,
    credentials: 'MD',
    role: 'attending',
    specialty: 'Internal medicine',
    department: '',
    institution: 'Example Hospital',
    emails: [`mentor${index}@example.org`],
    requestEmail: null,
    phone: '',
    assistantEmail: null,
    greeting: '',
    howWeMet: '',
    tags: [],
    isStarred: false,
    wantsCheckIns: true,
    rhythmDays: null,
    pausedUntilOn: null,
    isArchived: false,
    addedOn: '2025-01-01',
  });
}

function reminderRow(mentorId: string, dueAt: number): Row {
  const fields = {
    rule: 'check-in',
    scope: `mentor:${mentorId}`,
    subjectId: mentorId,
    occurrence: 'contact-2026-01-01',
    mentorId,
    dueOn: new Date(dueAt).toISOString().slice(0, 10),
    dueTime: null,
    dueAt,
    endsAt: null,
    state: 'due',
    snoozedUntilAt: null,
    snoozedUntilOn: null,
    snoozedUntilTime: null,
    heldUntilOn: null,
    heldUntilAt: null,
    heldWhy: null,
    announcedAt: null,
    settledOn: null,
    reason: { type: 'last-contact', since: '2026-01-01', rhythmDays: 56 },
  };
  return row('reminders', `check-in:${mentorId}:contact-2026-01-01`, fields);
}

function interactionRow(index: number, mentors: readonly Row[], now: number): Row {
  const mentor = mentors[index % mentors.length];
  return row('interactions', `interaction-${String(index).padStart(8, '0')}`, {
    state: 'happened',
    when: { type: 'instant', startsAt: now - (index + 100) * 600_000, endsAt: null, timeZone: 'America/New_York' },
    kind: 'meeting',
    direction: null,
    mentorIds: [mentor?.id ?? ''],
    others: [],
    title: `Ward rounds ${index}`,
    note: 'Presented two admissions; asked to read about the plan and to be briefer.',
    followUps: [],
    rotationId: null,
    letterId: null,
    letterStep: null,
    isListMail: false,
    source: null,
    loggedAt: now,
  });
}

async function putAll(page: Page, table: string, rows: readonly Row[]): Promise<void> {
  await page.evaluate(
    ([name, list]) =>
      new Promise<void>((done, failed) => {
        const open = indexedDB.open('vouch');
        open.onerror = () => failed(open.error);
        open.onsuccess = () => {
          const transaction = open.result.transaction(name, 'readwrite');
          for (const one of list) transaction.objectStore(name).put(one);
          transaction.oncomplete = () => {
            open.result.close();
            done();
          };
          transaction.onerror = () => failed(transaction.error);
        };
      }),
    [table, rows] as const,
  );
}
