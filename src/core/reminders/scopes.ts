import type { Scope } from './reminder.ts';

/** A row of a table as it was before or is after a change, before any parser has looked at it. */
export type TouchedRow = Readonly<Record<string, unknown>> & { readonly id: string };

/** What a change touched, by table, and what may be asked about the rest. */
export interface Touched {
  /** Every form a record of this table had in this change, before and after. */
  rows(table: string): readonly TouchedRow[];
  /** Of everything that is planned or has open follow-ups with a mentor, all its people. */
  peopleOfOpenMatters(mentorId: string): Promise<readonly string[]>;
  /** The rotations in which a mentor was met. */
  rotationIdsOf(mentorId: string): Promise<readonly string[]>;
  letter(id: string): Promise<TouchedRow | null>;
  lettersOfTrack(trackId: string): Promise<readonly TouchedRow[]>;
  /** General letters, those of no track. */
  generalLetters(): Promise<readonly TouchedRow[]>;
  /** All tracks. */
  trackIds(): Promise<readonly string[]>;
  trackIdsOfPlan(planId: string): Promise<readonly string[]>;
  /** Letters that a mentor writes or signs, or is the contact person of. */
  lettersWith(mentorId: string): Promise<readonly TouchedRow[]>;
  /** The letters that stand by for one. */
  standBysOf(letterId: string): Promise<readonly TouchedRow[]>;
  program(id: string): Promise<TouchedRow | null>;
  /** The programs that a letter is assigned to. */
  programIdsOf(letterId: string): Promise<readonly string[]>;
  /** The slots that name a mentor as their backup. */
  slotsBackedBy(mentorId: string): Promise<readonly TouchedRow[]>;
}

/**
 * The scopes whose reminders a change can affect, and no others, so that writing costs the same however long the log is.
 * After a change of settings, or of the zone, it is all of them.
 */
export async function scopesOf(touched: Touched): Promise<ReadonlySet<Scope>> {
  const scopes = new Set([...scopesOfReminders(touched), ...(await scopesOfApplying(touched))]);
  // Settled before its letter went to another person, what an undo opens again is that person's.
  const ofLetters = await found(touched.rows('reminders'), 'subjectId', id => touched.letter(id));
  for (const id of peopleIn(ofLetters)) scopes.add(`mentor:${id}`);
  for (const { id } of touched.rows('rotations')) scopes.add(`rotation:${id}`);
  for (const id of idsIn(touched.rows('moments').flatMap(({ mentorIds }) => mentorIds))) scopes.add(`mentor:${id}`);
  for (const id of idsIn(touched.rows('rotations').flatMap(metIn))) scopes.add(`mentor:${id}`);
  for (const id of idsIn(touched.rows('interactions').flatMap(({ mentorIds }) => mentorIds)))
    scopes.add(`mentor:${id}`);

  const people = new Set(touched.rows('mentors').map(({ id }) => id));
  for (const id of people) {
    scopes.add(`mentor:${id}`);
    // Of something with several the first who is there is asked about; when one goes, it is another's question.
    for (const other of await touched.peopleOfOpenMatters(id)) scopes.add(`mentor:${other}`);
    // Of a letter with a contact person, one of the two is written to; when one goes, it is the other's.
    for (const other of peopleIn(await touched.lettersWith(id))) scopes.add(`mentor:${other}`);
  }
  const feedback = touched.rows('interactions').filter(({ kind }) => kind === 'feedback');
  for (const id of new Set([...people, ...idsIn(feedback.flatMap(({ mentorIds }) => mentorIds))])) {
    for (const rotationId of await touched.rotationIdsOf(id)) scopes.add(`rotation:${rotationId}`);
  }
  return scopes;
}

/** What was settled counts for the person it concerned, and what was asked for the scope it was asked in. */
function scopesOfReminders(touched: Touched): Scope[] {
  return touched.rows('reminders').flatMap(({ scope, mentorId }): Scope[] => {
    const ofPerson = idsIn([mentorId]).map((id): Scope => `mentor:${id}`);
    const isReckoned = typeof scope === 'string' && !scope.startsWith('own:');
    // As it was stored.
    return isReckoned ? [scope as Scope, ...ofPerson] : ofPerson;
  });
}

/** Letters and what they are for. */
async function scopesOfApplying(touched: Touched): Promise<ReadonlySet<Scope>> {
  const scopes = new Set<Scope>();
  const letters: TouchedRow[] = [...touched.rows('letters')];
  // Another letter may have gained or lost its backup.
  const letterIds = new Set(idsIn(letters.map(({ backupForLetterId }) => backupForLetterId)));
  // So it has when the writer of one that stands by for it comes or goes.
  for (const { id } of touched.rows('mentors')) {
    for (const of of idsIn((await touched.lettersWith(id)).map(({ backupForLetterId }) => backupForLetterId)))
      letterIds.add(of);
  }
  for (const id of idsIn((await slotsConcerned(touched)).map(slot => slot.letterId))) letterIds.add(id);
  const trackIds = new Set(touched.rows('tracks').map(({ id }) => id));
  const programs: TouchedRow[] = [...touched.rows('programs')];
  for (const { id } of programs) scopes.add(`program:${id}`);
  for (const { id } of touched.rows('plans')) for (const of of await touched.trackIdsOfPlan(id)) trackIds.add(of);

  const assignments = touched.rows('assignments');
  for (const id of idsIn(assignments.map(({ letterId }) => letterId))) letterIds.add(id);
  // A program that is full wants no more letters, one with room again does.
  const programIds = new Set(idsIn(assignments.map(({ programId }) => programId)));
  for (const id of cameOrWent(touched.rows('letters')))
    for (const of of await touched.programIdsOf(id)) programIds.add(of);
  for (const id of programIds) programs.push(...present([await touched.program(id)]));
  for (const id of idsIn(programs.map(({ trackId }) => trackId))) trackIds.add(id);

  // What stands by takes the place of one that came to nothing, and is not needed once that is in.
  for (const id of new Set(touched.rows('letters').map(one => one.id)))
    for (const person of peopleIn(await touched.standBysOf(id))) scopes.add(`mentor:${person}`);
  for (const id of letterIds) letters.push(...present([await touched.letter(id)]));
  for (const id of trackIds) {
    scopes.add(`track:${id}`);
    letters.push(...(await touched.lettersOfTrack(id)));
  }
  // A General letter goes to programs of every track of its service, and has a season of its own.
  const isGeneralConcerned = programs.length > 0 || ['tracks', 'plans'].some(table => touched.rows(table).length > 0);
  if (isGeneralConcerned) letters.push(...(await touched.generalLetters()));
  for (const id of peopleIn(letters)) scopes.add(`mentor:${id}`);
  for (const id of idsIn(letters.map(({ trackId }) => trackId))) scopes.add(`track:${id}`);
  const hasGeneral = letters.some(({ trackId }) => typeof trackId !== 'string');
  if (hasGeneral) for (const id of await touched.trackIds()) scopes.add(`track:${id}`);
  return scopes;
}

/** Slots that changed, and those of whose backup something changed: who they are, or a letter of theirs. */
async function slotsConcerned(touched: Touched): Promise<readonly TouchedRow[]> {
  const slots: TouchedRow[] = [...touched.rows('slots')];
  const writers = touched.rows('letters').map(({ mentorId }) => mentorId);
  const people = new Set(idsIn([...touched.rows('mentors').map(({ id }) => id), ...writers]));
  for (const id of people) slots.push(...(await touched.slotsBackedBy(id)));
  return slots;
}

/** The ids of records that are there now and were not before, or the other way round: a change has two forms, before and after. */
function cameOrWent(rows: readonly TouchedRow[]): string[] {
  const forms = new Map<string, number>();
  for (const { id } of rows) forms.set(id, (forms.get(id) ?? 0) + 1);
  return [...forms].flatMap(([id, count]) => (count % 2 === 1 ? [id] : []));
}

/** Those who write or sign letters, and their contact persons. */
function peopleIn(letters: readonly TouchedRow[]): string[] {
  return idsIn(letters.flatMap(({ mentorId, contactMentorId }) => [mentorId, contactMentorId]));
}

async function found(
  rows: readonly TouchedRow[],
  field: string,
  get: (id: string) => Promise<TouchedRow | null>,
): Promise<TouchedRow[]> {
  return present(await Promise.all(idsIn(rows.map(row => row[field])).map(get)));
}

function metIn({ mentors }: TouchedRow): unknown[] {
  return Array.isArray(mentors) ? mentors.map((met: unknown) => (isRow(met) ? met.mentorId : null)) : [];
}

/** The ids among these values, each once. */
function idsIn(values: readonly unknown[]): string[] {
  return [...new Set(values.filter(value => typeof value === 'string' && value !== ''))] as string[]; // just filtered
}

function present<T>(list: readonly (T | null)[]): T[] {
  return list.filter(one => one !== null);
}

function isRow(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
