import { RETIRED, type Reconciliation, reconcile } from '../../core/reminders/engine.ts';
import { ownMoments } from '../../core/reminders/own.ts';
import { type HeldReminder, reminderId, type Scope } from '../../core/reminders/reminder.ts';
import { wantedForMentor, wantedForProgram, wantedForRotation, wantedForTrack } from '../../core/reminders/rules.ts';
import { scopesOf, type Touched } from '../../core/reminders/scopes.ts';
import type { Settings } from '../../core/settings.ts';
import type { Change, RecordTable, Row } from '../../storage/index.ts';
import type { Deps } from '../deps.ts';
import { inPieces } from './in-pieces.ts';

/**
 * Brings the reminders of everything that a change concerns in line with the rules, in the same transaction. Its cost
 * depends on how much that is, not on the length of the log. Doing it twice changes nothing.
 */
export async function refreshReminders(deps: Deps, change: Change): Promise<void> {
  // Also when it is an undo that puts a setting back.
  if (change.touched('settings').length > 0) await refreshAllReminders(deps, change);
  else await refreshScopes(deps, change, await scopesOf(touchedBy(deps, change)));
  // One of the student's own that an undo opens again may have been settled before a journey.
  const own = new Set(ownScopesIn(change.touched('reminders')));
  // A person's pause holds these too.
  for (const id of new Set(change.touched('mentors').map(row => row.id))) {
    for (const { scope } of await deps.storage.read.openRemindersAbout(id)) if (isOwn(scope)) own.add(scope);
  }
  await redate(deps, change, [...own]);
}

function ownScopesIn(rows: readonly Row[]): readonly Scope[] {
  const own = rows.filter(({ rule }) => rule === 'own');
  // As it was stored.
  return [...new Set(own.map(({ scope }) => scope as Scope))].filter(
    scope => typeof scope === 'string' && isOwn(scope),
  );
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

/** The same for these scopes alone, the student's own, which come from no rule, left out. */
export async function refreshScopes(deps: Deps, change: Change, scopes: Iterable<Scope>): Promise<void> {
  const { read } = deps.storage;
  const now = deps.now();
  const timeZone = deps.timeZone();
  const settings = await read.settings();
  const reckoned = [...scopes].filter(scope => !isOwn(scope));
  const programs = reckoned.filter(isOfProgram);
  const others = reckoned.filter(scope => !isOfProgram(scope));
  const all = await inPieces(others, async scope => {
    const wanted = await wantedIn(deps, scope, settings);
    const stored = await read.remindersOf(scope, wanted.map(reminderId));
    return reconcile(scope, wanted, stored, settings, now, timeZone);
  });
  // A table of programs comes in at once, and there are as many scopes as programs.
  for (let start = 0; start < programs.length; start += PROGRAMS_AT_ONCE) {
    all.push(...(await reconcilePrograms(deps, programs.slice(start, start + PROGRAMS_AT_ONCE), settings)));
  }
  // What one scope wants no more another may want now, as when a letter gets another writer: it keeps its snooze.
  const moved = new Set(all.flatMap(({ update }) => update.map(({ id }) => id)));
  const stays = (id: string) => !moved.has(id);
  const retired = all.flatMap(({ retire }) => retire).filter(stays);
  await change.removeAll('reminders', [...new Set(all.flatMap(({ remove }) => remove).filter(stays))]);
  await change.patchAll(
    'reminders',
    [...new Set(retired)].map(id => ({ id, fields: RETIRED })),
  );
  // Two scopes never want the same reminder.
  const created = all.flatMap(({ create }) => create.map(({ id, ...fields }) => ({ id, fields })));
  await change.createAll('reminders', created);
  await change.patchAll(
    'reminders',
    all.flatMap(({ update }) => update),
  );
}

/** So many programs are reckoned together. */
const PROGRAMS_AT_ONCE = 1000;

async function reconcilePrograms(
  deps: Deps,
  scopes: readonly Scope[],
  settings: Settings,
): Promise<readonly Reconciliation[]> {
  const { facts } = deps.storage;
  const now = deps.now();
  const timeZone = deps.timeZone();
  const found = await facts.factsOfPrograms(scopes.map(idIn));
  const wanted = found.map(one => wantedOf(one, wantedForProgram, settings));
  const stored = await facts.remindersOfMany(scopes, wanted.flat().map(reminderId));
  const byId = new Map(stored.map(one => [one.id, one]));
  const openByScope = Map.groupBy(stored, ({ scope }) => scope);
  return scopes.map((scope, at) => {
    const ofScope = wanted[at] ?? [];
    const own = ofScope.flatMap(one => byId.get(reminderId(one)) ?? []);
    return reconcile(
      scope,
      ofScope,
      [...new Set([...(openByScope.get(scope) ?? []), ...own])],
      settings,
      now,
      timeZone,
    );
  });
}

function idIn(scope: Scope): string {
  return scope.slice(scope.indexOf(':') + 1);
}

function isOfProgram(scope: Scope): boolean {
  return scope.startsWith('program:');
}

/** Nothing where what the scope is about is gone. Not of programs, which are reckoned many at once. */
async function wantedIn(deps: Deps, scope: Scope, settings: Settings): Promise<readonly HeldReminder[]> {
  const { facts } = deps.storage;
  const id = idIn(scope);
  switch (scope.slice(0, scope.indexOf(':'))) {
    case 'mentor':
      return wantedOf(await facts.mentorFacts(id), wantedForMentor, settings);
    case 'rotation':
      return wantedOf(await facts.rotationFacts(id), wantedForRotation, settings);
    case 'track':
      return wantedOf(await facts.trackFacts(id), wantedForTrack, settings);
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

/** The moments of the student's own; see `ownMoments`. */
async function redate(deps: Deps, change: Change, scopes: readonly Scope[]): Promise<void> {
  const { read } = deps.storage;
  const timeZone = deps.timeZone();
  const settings = await read.settings();
  for (const scope of scopes) {
    for (const reminder of await read.remindersOf(scope, [])) {
      const mentor = reminder.mentorId === null ? null : await read.mentor(reminder.mentorId);
      await change.patch('reminders', reminder.id, ownMoments(reminder, mentor, settings, deps.now(), timeZone));
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
    lettersWith: id => facts.lettersWith(id),
    program: id => facts.row('programs', id),
    programIdsOf: id => facts.programIdsOf(id),
    slotsBackedBy: id => facts.slotsBackedBy(id),
    standBysOf: id => facts.standBysOf(id),
  };
}
