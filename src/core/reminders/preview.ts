import { addDays, type Instant, type LocalDate, localDateOf } from '../dates.ts';
import { endedOn, type Interaction } from '../interaction.ts';
import { LETTER_FACTS, type Letter } from '../letter.ts';
import type { Settings } from '../settings.ts';
import { peopleOfLetter } from './letter-rule.ts';
import { allScopes, indexOf, mentorIdsOf, type RecordIndex, type Records, wantedIn } from './reckon.ts';
import { RULES, type Rule, reminderId, type Scope } from './reminder.ts';

/** How many reminders there would have been, in all and by rule. */
export interface ReminderPreview {
  readonly count: number;
  readonly byRule: Readonly<Record<Rule, number>>;
}

/**
 * How many reminders would have fallen due in the last days, today among them, had these settings been in force.
 *
 * The rules are asked for each of the days with the log as it stood that morning: without what happened, was noted,
 * answered, done or skipped on that day or later. Each reminder whose due day had come by then counts, once, if that day
 * is one of them. A limit or a pause only puts a reminder off, so it changes no number. What was thrown away, and what a
 * record said before it was changed, is not known any more.
 *
 * @param days - How many days to look back, today included.
 */
export function previewReminders(
  records: Records,
  settings: Settings,
  now: Instant,
  timeZone: string,
  days = 30,
): ReminderPreview {
  const today = localDateOf(now, timeZone);
  const fromOn = addDays(today, 1 - days);
  // Tomorrow's morning stands for what there is now.
  const lastOn = addDays(today, 1);
  const index = indexOf(records);
  const changes = changesIn(records);
  const mornings = new Map<LocalDate, RecordIndex>();
  const seen = new Map<string, Rule>();
  for (const scope of allScopes(index)) {
    const changed = [...(changes.get(scope) ?? [])].map(on => addDays(on, 1)).filter(on => on > fromOn && on <= lastOn);
    const asked = [fromOn, ...changed.sort()];
    for (const [at, on] of asked.entries()) {
      const morning = mornings.get(on) ?? asOfMorning(index, on);
      mornings.set(on, morning);
      // Until something changes, the same is wanted every morning.
      const untilOn = asked[at + 1] ?? addDays(lastOn, 1);
      for (const want of wantedIn(morning, scope, settings)) {
        const { dueOn, endsOn, rule } = want;
        const isInDays = dueOn >= fromOn && dueOn <= today && dueOn < untilOn;
        if (isInDays && (endsOn === undefined || endsOn > on)) seen.set(reminderId(want), rule);
      }
    }
  }
  const byRule = Object.fromEntries(RULES.map(rule => [rule, 0])) as Record<Rule, number>; // every rule is listed
  for (const rule of seen.values()) byRule[rule] += 1;
  for (const { rule, dueOn } of records.reminders)
    if (rule === 'own' && dueOn >= fromOn && dueOn <= today) byRule.own += 1;
  return { count: Object.values(byRule).reduce((sum, count) => sum + count, 0), byRule };
}

/** By scope, the days on which something happened that its rules look at. */
function changesIn(records: Records): ReadonlyMap<Scope, ReadonlySet<LocalDate>> {
  const changes = new Map<Scope, Set<LocalDate>>();
  const note = (scope: Scope, ...days: readonly (LocalDate | null | undefined)[]) => {
    const known = changes.get(scope) ?? new Set();
    for (const on of days) if (typeof on === 'string') known.add(on);
    changes.set(scope, known);
  };
  const noteLetter = (letter: Letter, ...days: readonly (LocalDate | null | undefined)[]) => {
    for (const id of peopleOfLetter(letter)) note(`mentor:${id}`, ...days);
    for (const { id, service } of records.tracks) {
      if (letter.trackId === null ? letter.service === service : letter.trackId === id) note(`track:${id}`, ...days);
    }
  };
  for (const { id, addedOn } of records.mentors) note(`mentor:${id}`, addedOn);
  for (const { mentorIds, when } of records.interactions) {
    const on = endedOn(when);
    for (const id of mentorIds) note(`mentor:${id}`, on);
  }
  for (const { mentorIds, on } of records.moments) for (const id of mentorIds) note(`mentor:${id}`, on);
  for (const { scope, mentorId, settledOn } of records.reminders) {
    note(scope, settledOn);
    if (mentorId !== null) note(`mentor:${mentorId}`, settledOn);
  }
  const backups = new Map(records.letters.map(letter => [letter.id, letter]));
  const added = new Map(records.mentors.map(({ id, addedOn }) => [id, addedOn]));
  const noteBacked = (mentorId: string, ...days: readonly (LocalDate | null | undefined)[]) => {
    for (const { letterId, backupMentorId } of records.slots) {
      const letter = backupMentorId === mentorId ? backups.get(letterId ?? '') : undefined;
      if (letter !== undefined) noteLetter(letter, ...days);
    }
  };
  for (const letter of records.letters) {
    // With whichever of the two came last it has a contact person.
    const people = peopleOfLetter(letter);
    for (const id of people) note(`mentor:${id}`, ...people.map(other => added.get(other)));
    const days = [...LETTER_FACTS.map(fact => letter[fact]), letter.endedOn];
    noteLetter(letter, ...days);
    const other = backups.get(letter.backupForLetterId ?? '');
    if (other !== undefined) {
      noteLetter(other, ...days, added.get(letter.mentorId));
      noteLetter(letter, ...LETTER_FACTS.map(fact => other[fact]), other.endedOn);
    }
    noteBacked(letter.mentorId, ...days);
  }
  for (const [id, addedOn] of added) noteBacked(id, addedOn);
  for (const { id, outcome } of records.tracks) note(`track:${id}`, outcome?.on);
  for (const { id, appliedOn } of records.programs) note(`program:${id}`, appliedOn);
  for (const rotation of records.rotations) {
    // Feedback is seen by what changed with the people who gave it.
    for (const id of mentorIdsOf(rotation)) note(`rotation:${rotation.id}`, ...(changes.get(`mentor:${id}`) ?? []));
  }
  return changes;
}

/** The records as they stood on the morning of a day, as far as they say when what they say came to be. */
function asOfMorning(index: RecordIndex, on: LocalDate): RecordIndex {
  const isThere = ({ state, when }: Interaction) => state !== 'happened' || endedOn(when) < on;
  const isSettled = ({ settledOn }: { readonly settledOn: LocalDate | null }) => settledOn !== null && settledOn < on;
  return {
    ...index,
    mentors: mapped(index.mentors, mentor => (mentor.addedOn < on ? mentor : null)),
    tracks: mapped(index.tracks, track => ((track.outcome?.on ?? '') < on ? track : { ...track, outcome: null })),
    programs: mapped(index.programs, program =>
      (program.appliedOn ?? '') < on ? program : { ...program, appliedOn: null },
    ),
    letters: mapped(index.letters, letter => letterAsOf(letter, on)),
    interactionsWith: { get: id => index.interactionsWith.get(id)?.filter(isThere) },
    momentsWith: { get: id => index.momentsWith.get(id)?.filter(moment => moment.on < on) },
    lettersWith: { get: id => index.lettersWith.get(id)?.map(letter => letterAsOf(letter, on)) },
    backupsFor: { get: id => index.backupsFor.get(id)?.map(letter => letterAsOf(letter, on)) },
    settledAbout: { get: id => index.settledAbout.get(id)?.filter(isSettled) },
    settledIn: { get: id => index.settledIn.get(id)?.filter(isSettled) },
    settledAssigns: { get: id => index.settledAssigns.get(id)?.filter(isSettled) },
  };
}

function letterAsOf(letter: Letter, on: LocalDate): Letter {
  const isKnown = (day: LocalDate | null) => day === null || day < on;
  const later = LETTER_FACTS.filter(fact => !isKnown(letter[fact]));
  return {
    ...letter,
    ...Object.fromEntries(later.map(fact => [fact, null])),
    ...(isKnown(letter.answeredOn) ? {} : { answer: null }),
    ...(isKnown(letter.endedOn) ? {} : { ended: null, endedOn: null, replacedByLetterId: null }),
  };
}

function mapped<T>(map: ReadonlyMap<string, T>, change: (one: T) => T | null): ReadonlyMap<string, T> {
  const result = new Map<string, T>();
  for (const [id, one] of map) {
    const changed = change(one);
    if (changed !== null) result.set(id, changed);
  }
  return result;
}
