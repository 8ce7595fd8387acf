import type { Page } from 'playwright';

/** A stored interaction, as far as the tour tells of it. */
export interface StoredInteraction {
  readonly id: string;
  readonly kind: string;
  readonly state: string;
  readonly title: string;
  readonly note: string;
  readonly mentorIds: readonly string[];
  readonly when: {
    readonly type: 'instant' | 'days';
    readonly startsAt?: number;
    readonly startsOn?: string;
    readonly timeZone?: string;
  };
  readonly source: { readonly url: string | null } | null;
}

export interface StoredMentor {
  readonly id: string;
  readonly name: string;
  readonly emails: readonly string[];
}

export interface StoredReminder {
  readonly id: string;
  readonly subjectId: string;
  readonly dueOn: string;
  readonly announcedAt: number | null;
}

/** All rows of a table, read by a page of the extension from IndexedDB itself, past all code of ours. */
export async function rowsOf<Row>(page: Page, table: string): Promise<Row[]> {
  const rows = await page.evaluate(`new Promise((resolve, reject) => {
    const opening = indexedDB.open('vouch');
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const reading = opening.result.transaction(${JSON.stringify(table)}).objectStore(${JSON.stringify(table)}).getAll();
      reading.onerror = () => reject(reading.error);
      reading.onsuccess = () => {
        opening.result.close();
        resolve(reading.result);
      };
    };
  })`);
  return rows as Row[]; // only to be printed and counted
}

/** What an interaction came to, in lines. */
export function describeInteraction(entry: StoredInteraction, mentors: readonly StoredMentor[]): string[] {
  const people = mentors
    .filter(({ id }) => entry.mentorIds.includes(id))
    .map(({ name, emails }) => [name, ...emails.map(email => `<${email}>`)].join(' '));
  const { type, startsOn, startsAt = 0, timeZone = 'UTC' } = entry.when;
  const when =
    type === 'days'
      ? startsOn
      : new Date(startsAt).toLocaleString('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  return [
    `stored interaction: ${entry.kind}, ${entry.state}, ${when}, with ${people.join(', ')}`,
    ...(entry.title === '' ? [] : [`  subject: ${entry.title}`]),
    ...(entry.note === '' ? [] : [`  note: ${entry.note}`]),
    ...(entry.source?.url ? [`  from: ${entry.source.url}`] : []),
  ];
}
