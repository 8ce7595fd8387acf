import type { CapturedItem, PageReading } from './capture.ts';
import { type FillContext, fillFromItem } from './fill-form.ts';
import { sameKeys, sourceKeys, stateAt } from './interaction.ts';
import { type LogForm, readLogForm } from './log-form.ts';

/** A past item of a calendar or a mail list that could be logged. */
export interface Proposal {
  /** Tells it from the others of the same page. */
  readonly key: string;
  /** What would be logged. */
  readonly form: LogForm;
  /** Whether its people are known by their address; else only by name, and the student has to say so. */
  readonly isSure: boolean;
}

/**
 * The past items of a page that involve known mentors, in the order of the page. Whether they are logged already is for
 * storage to say. Items without a day are left out: nobody can say that they are past.
 */
export function proposalsFor(reading: PageReading, context: FillContext): readonly Proposal[] {
  const { capture } = reading;
  if (capture === null || (capture.surface !== 'list' && capture.surface !== 'calendar-view')) return [];
  const seen = new Set<string>();
  return capture.items.flatMap((item, index) => {
    const proposal = proposalFor(item, `${index}`, reading, context);
    if (proposal === null) return [];
    // One event may stand in several places of a calendar.
    const { source } = proposal.form;
    const own = source === null ? [] : sameKeys(source);
    // Two messages of one conversation are two; a row that knows only its conversation is known by that.
    const keys = own.length > 0 ? own : sourceKeys(source);
    if (keys.some(key => seen.has(key))) return [];
    for (const key of keys) seen.add(key);
    return [proposal];
  });
}

function proposalFor(item: CapturedItem, key: string, reading: PageReading, context: FillContext): Proposal | null {
  if (item.type === 'page' || item.type === 'contact') return null;
  if ((item.date === null && item.start === null) || item.isCancelled) return null;
  const filled = fillFromItem(item, reading, context);
  const isSure = filled.mentorIds.length > 0;
  // Beside somebody who is known, a namesake of a mentor is one of the others; alone, the check mark says who it is.
  const namesakes = isSure ? [] : filled.possible.map(({ mentorId }) => mentorId);
  const mentorIds = [...new Set([...filled.mentorIds, ...namesakes])];
  if (mentorIds.length === 0) return null;
  // Strangers become no mentors by the dozen; they stay in the entry as who else was there.
  const strangers = filled.newMentors.map(({ name, email }) => ({ name: name === email ? null : name, email }));
  const left = isSure ? filled.possible.map(({ name, email }) => ({ name, email })) : [];
  const others = [...filled.others, ...strangers, ...left];
  const form = { ...filled, mentorIds, possible: [], newMentors: [], others };
  const read = readLogForm(form, context.now);
  const isPast = read.ok && stateAt(read.value.fields.when, context.now, context.timeZone) === 'happened';
  return isPast ? { key, form, isSure } : null;
}
