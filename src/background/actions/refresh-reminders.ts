import { instantAt } from '../../core/dates.ts';
import { type Reconciliation, reconcile, snoozeIn } from '../../core/reminders/engine.ts';
import { type HeldReminder, reminderId, type Scope } from '../../core/reminders/reminder.ts';
import { wantedForMentor, wantedForProgram, wantedForRotation, wantedForTrack } from '../../core/reminders/rules.ts';
import { scopesOf, type Touched } from '../../core/reminders/scopes.ts';
import type { Settings } from '../../core/settings.ts';
import type { Change, RecordTable } from '../../storage/index.ts';
import type { Deps } from '../deps.ts';

/**
 * Brings the reminders of everything that a change concerns in line with the rules, in the same transaction. Its cost
 * depends on how much that is, not on the length of the log. Doing it twice changes nothing.
 */
export async function refreshReminders(deps: Deps, change: Change): Promise<void> {
  // Also when it is an undo that puts a setting back.
  if (change.touched('settings').length > 0) await refreshAllReminders(deps, change);
  else await refreshScopes(deps, change, await scopesOf(touchedBy(deps, change)));
}

/** The same for everything there is: after a change of settings, or of the zone the student is in. */
export async function refreshAllReminders(deps: Deps, change: Change): Promise<void> {
  const { read } = deps.storage;
  const [mentors, rotations, tracks, programs, open] = await Promise.all([
    scopesIn(deps, 'mentor', 'mentors'),
    scopesIn(deps, 'rotation', 'rotations'),
    scopesIn(deps, 'track', 'tracks'),
    scopesIn(deps, 'program', 'programs'),
    // Among them those whose record is gone, as after a merge.
    read.openScopes(),
  ]);
  const scopes = new Set([...mentors, ...rotations, ...tracks, ...programs, ...open]);
  const own = [...scopes].filter(isOwn);
  await refreshScopes(deps, change, scopes);
  await redate(deps, change, own);
}

/** The same for these scopes alone. The student's own reminders come from no rule and stay as they are. */
export async function refreshScopes(deps: Deps, change: Change, scopes: Iterable<Scope>): Promise<void> {
  const { read } = deps.storage;
  const now = deps.now();
  const timeZone = deps.timeZone();
  const settings = await read.settings();
  const all: Reconciliation[] = [];
  for (const scope of scopes) {
    if (isOwn(scope)) continue;
    const wanted = await wantedIn(deps, scope, settings);
    const stored = await read.remindersOf(scope, wanted.map(reminderId));
    all.push(reconcile(scope, wanted, stored, settings, now, timeZone));
  }
  // What one scope wants no more another may want now, as when a letter gets another writer: it keeps its snooze.
  const moved = new Set(all.flatMap(({ update }) => update.map(({ id }) => id)));
  for (const { remove } of all) {
    for (const id of remove) if (!moved.has(id)) await change.remove('reminders', id);
  }
  for (const { create, update } of all) {
    for (const { id, ...fields } of create) await change.create('reminders', id, fields);
    for (const { id, fields } of update) await change.patch('reminders', id, fields);
  }
}

/** Nothing where what the scope is about is gone. */
async function wantedIn(deps: Deps, scope: Scope, settings: Settings): Promise<readonly HeldReminder[]> {
  const { facts } = deps.storage;
  const colon = scope.indexOf(':');
  const id = scope.slice(colon + 1);
  switch (scope.slice(0, colon)) {
    case 'mentor':
      return wantedOf(await facts.mentorFacts(id), wantedForMentor, settings);
    case 'rotation':
      return wantedOf(await facts.rotationFacts(id), wantedForRotation, settings);
    case 'track':
      return wantedOf(await facts.trackFacts(id), wantedForTrack, settings);
    case 'program':
      return wantedOf(await facts.programFacts(id), wantedForProgram, settings);
    default:
      return [];
  }
}

function wantedOf<Facts>(
  facts: Facts | null,
  wanted: (facts: Facts, settings: Settings) => readonly HeldReminder[],
  settings: Settings,
): readonly HeldReminder[] {
  return facts === null ? [] : wanted(facts, settings);
}

/** The student's own keep their day and time, wherever the student is by then. */
async function redate(deps: Deps, change: Change, scopes: readonly Scope[]): Promise<void> {
  const { read } = deps.storage;
  const timeZone = deps.timeZone();
  const settings = await read.settings();
  for (const scope of scopes) {
    for (const reminder of await read.remindersOf(scope, [])) {
      const dueAt = instantAt(reminder.dueOn, reminder.dueTime ?? settings.morning, timeZone);
      await change.patch('reminders', reminder.id, { dueAt, ...snoozeIn(reminder, settings, timeZone) });
    }
  }
}

function isOwn(scope: Scope): boolean {
  return scope.startsWith('own:');
}

async function scopesIn(
  deps: Deps,
  kind: 'mentor' | 'rotation' | 'track' | 'program',
  table: RecordTable,
): Promise<Scope[]> {
  return (await deps.storage.facts.idsIn(table)).map((id): Scope => `${kind}:${id}`);
}

function touchedBy({ storage }: Deps, change: Change): Touched {
  const { facts } = storage;
  return {
    // Only of tables of records is anything asked.
    rows: table => change.touched(table as RecordTable),
    peopleOfOpenMatters: id => facts.peopleOfOpenMatters(id),
    rotationIdsOf: id => facts.rotationIdsOf(id),
    letter: id => facts.row('letters', id),
    lettersOfTrack: id => facts.lettersOfTrack(id),
    generalLetters: () => facts.generalLetters(),
    trackIds: () => facts.idsIn('tracks'),
    trackIdsOfPlan: id => facts.trackIdsOfPlan(id),
    program: id => facts.row('programs', id),
  };
}
