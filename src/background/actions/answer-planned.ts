import * as v from 'valibot';
import { addDays, daysBetween, instantAt, type LocalDate, type LocalTime, parseLocalDate } from '../../core/dates.ts';
import { type Interaction, LONGEST_NOTE, stateAt, type When, whenSchema } from '../../core/interaction.ts';
import type { Result } from '../../core/result.ts';
import { cleanText } from '../../core/text.ts';
import type { PlannedAnswer, RequestOf, Written } from '../../messages/protocol.ts';
import type { Deps } from '../deps.ts';
import { Refused, write } from './write.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Says what became of something planned: it happened, with what was said; it was moved; it was cancelled.
 *
 * Problems: `interaction/not-found`, `form/too-long` when the note does not fit behind what is there, `form/bad-date` for
 * a day that no entry can have.
 */
export async function answerPlanned(
  deps: Deps,
  { id, answer }: RequestOf<'interaction/answer'>,
): Promise<Result<Written>> {
  return write(deps, async change => {
    const interaction = await deps.storage.read.interaction(id);
    if (interaction === null) throw new Refused({ code: 'interaction/not-found' });
    await change.patch('interactions', id, fieldsFor(deps, interaction, answer));
    return { id };
  });
}

function fieldsFor(deps: Deps, interaction: Interaction, answer: PlannedAnswer): Readonly<Record<string, unknown>> {
  switch (answer.type) {
    case 'happened':
      return { state: 'happened', note: withNote(interaction.note, answer.note) };
    case 'moved': {
      const when = movedTo(interaction.when, answer.on, answer.time, deps.timeZone());
      return { when, state: stateAt(when, deps.now(), deps.timeZone()) };
    }
    case 'cancelled':
      return { state: 'cancelled' };
  }
}

/** The note behind what is there, with a blank line between. Asked twice, as after a lost answer, it stands there once. */
function withNote(before: string, given: string): string {
  const added = cleanText(given, given.length);
  if (added === '' || before === added || before.endsWith(`\n\n${added}`)) return before;
  const note = before === '' ? added : `${before}\n\n${added}`;
  if (note.length > LONGEST_NOTE) throw new Refused({ code: 'form/too-long', value: String(LONGEST_NOTE) });
  return note;
}

/** The same length on another day, in the zone it was written down in. */
function movedTo(when: When, on: LocalDate, time: LocalTime | null, timeZone: string): When {
  const moved = time === null ? toDays(when, on) : toTime(when, on, time, timeZone);
  if (!v.is(whenSchema, moved)) throw new Refused({ code: 'form/bad-date', value: on });
  return moved;
}

/** A time that is not known any more makes it a whole day; several days stay as many. */
function toDays(when: When, on: LocalDate): When {
  const days = when.type === 'days' ? daysBetween(when.startsOn, when.endsOn) : 0;
  const endsOn = parseLocalDate(addDays(on, days));
  if (endsOn === null) throw new Refused({ code: 'form/bad-date', value: on });
  return { type: 'days', startsOn: on, endsOn };
}

/** A whole day has no length in hours, so of what was one only the start is known. */
function toTime(when: When, on: LocalDate, time: LocalTime, timeZone: string): When {
  if (when.type === 'days') {
    const startsAt = instantAt(on, time, timeZone);
    const days = daysBetween(when.startsOn, when.endsOn);
    return { type: 'instant', startsAt, endsAt: days === 0 ? null : startsAt + days * DAY_MS, timeZone };
  }
  const startsAt = instantAt(on, time, when.timeZone);
  const endsAt = when.endsAt === null ? null : startsAt + (when.endsAt - when.startsAt);
  return { ...when, startsAt, endsAt };
}
