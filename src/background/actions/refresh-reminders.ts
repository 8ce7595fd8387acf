import { localDateOf } from '../../core/dates.ts';
import { endedOn } from '../../core/interaction.ts';
import { reconcile } from '../../core/reminders/engine.ts';
import { isOpen } from '../../core/reminders/reminder.ts';
import { wantedForMentor } from '../../core/reminders/rules.ts';
import type { Change, Row } from '../../storage/index.ts';
import type { Deps } from '../deps.ts';

/**
 * Brings the reminders about everybody a change concerns in line with the rules, in the same transaction. Its cost
 * depends on how many people that is, not on the length of the log. Doing it twice changes nothing.
 */
export async function refreshReminders(deps: Deps, change: Change): Promise<void> {
  const ids = new Set([
    ...change.touched('mentors').map(({ id }) => id),
    ...change.touched('interactions').flatMap(mentorIdsOf),
    ...change.touched('reminders').flatMap(({ subjectId }) => (typeof subjectId === 'string' ? [subjectId] : [])),
  ]);
  // Of something planned with several the first who is there is asked about; when one goes, it is another's question.
  for (const { id } of change.touched('mentors')) {
    for (const { mentorIds } of await deps.storage.read.plannedWith(id)) for (const other of mentorIds) ids.add(other);
  }
  for (const id of ids) await refreshMentor(deps, change, id);
}

/** The same for every mentor: after a change of settings, or of the zone the student is in. */
export async function refreshAllReminders(deps: Deps, change: Change): Promise<void> {
  for (const { id } of await deps.storage.read.mentors()) await refreshMentor(deps, change, id);
}

async function refreshMentor(deps: Deps, change: Change, mentorId: string): Promise<void> {
  const { read } = deps.storage;
  const now = deps.now();
  const timeZone = deps.timeZone();
  const [mentor, stored] = await Promise.all([read.mentor(mentorId), read.remindersAbout(mentorId)]);
  if (mentor === null) {
    for (const { id } of stored.filter(isOpen)) await change.remove('reminders', id);
    return;
  }
  const [settings, facts, planned] = await Promise.all([
    read.settings(),
    read.contactFacts(mentorId, 'check-in'),
    read.plannedWith(mentorId),
  ]);
  const everybody = await read.mentorsById([...new Set(planned.flatMap(({ mentorIds }) => mentorIds))]);
  const present = new Set(everybody.filter(({ isArchived }) => !isArchived).map(({ id }) => id));
  const plannedUntilOn = facts.lastPlanned === null ? null : endedOn(facts.lastPlanned.when);
  const wanted = wantedForMentor(
    {
      mentor,
      lastContactOn: facts.lastContact === null ? null : endedOn(facts.lastContact.when),
      lastSettledOn: facts.lastSettledOn,
      plannedUntilOn: plannedUntilOn !== null && plannedUntilOn >= localDateOf(now, timeZone) ? plannedUntilOn : null,
      planned: planned.map(({ id, title, when, mentorIds }) => ({
        interactionId: id,
        title,
        endsOn: endedOn(when),
        endsAt: when.type === 'days' ? null : (when.endsAt ?? when.startsAt),
        isAskedHere: mentorIds.find(other => present.has(other)) === mentorId,
      })),
    },
    settings,
  );
  const { create, update, remove } = reconcile(wanted, stored, settings, now, timeZone);
  for (const id of remove) await change.remove('reminders', id);
  for (const { id, ...fields } of create) await change.create('reminders', id, fields);
  for (const { id, fields } of update) await change.patch('reminders', id, fields);
}

function mentorIdsOf(row: Row): string[] {
  return Array.isArray(row.mentorIds) ? row.mentorIds.filter(id => typeof id === 'string') : [];
}
