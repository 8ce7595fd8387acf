import { addDays, type LocalDate, localDateOf } from '../../core/dates.ts';
import type { Change, RecordTable } from '../../storage/index.ts';
import type { Deps } from '../deps.ts';

/**
 * Once a clock that was ahead was put right: the days that Vouch itself wrote by it become today. Left ahead, they would
 * keep everything about a person silent until then. Days that the student typed in stay. It reads whole tables, and is for
 * that event alone.
 */
export async function putDaysRight(deps: Deps, change: Change): Promise<void> {
  const { read } = deps.storage;
  const today = localDateOf(deps.now(), deps.timeZone());
  // Tomorrow may be a day from a zone further east.
  const isAhead = (on: LocalDate | null) => on !== null && on > addDays(today, 1);
  for (const { id, settledOn } of await read.reminders()) {
    if (isAhead(settledOn)) await change.patch('reminders', id, { settledOn: today });
  }
  for (const { id, addedOn, starredOn } of await read.mentors()) {
    if (isAhead(addedOn)) await change.patch('mentors', id, { addedOn: today });
    if (isAhead(starredOn)) await change.patch('mentors', id, { starredOn: today });
  }
  const dated: readonly (readonly [RecordTable, readonly Dated[]])[] = [
    ['letters', await read.letters()],
    ['programs', await read.programs()],
    ['tracks', await read.tracks()],
    ['rotations', await read.rotations()],
    ['moments', await read.moments()],
  ];
  for (const [table, records] of dated) {
    for (const { id, enteredOn } of records) {
      const days = Object.entries(enteredOn);
      if (!days.some(([, on]) => isAhead(on))) continue;
      const right = days.map(([field, on]) => [field, isAhead(on) ? today : on] as const);
      await change.patch(table, id, { enteredOn: Object.fromEntries(right) });
    }
  }
}

interface Dated {
  readonly id: string;
  readonly enteredOn: Readonly<Record<string, LocalDate>>;
}
