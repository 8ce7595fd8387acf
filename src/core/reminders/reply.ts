import { addDays, type LocalDate, laterOf } from '../dates.ts';
import type { Letter } from '../letter.ts';
import type { Settings } from '../settings.ts';
import type { LetterFacts, MentorFacts } from './facts.ts';
import { knownOn, lettersUnderWay, named, ofLetter } from './letter-rule.ts';
import type { WantedReminder } from './reminder.ts';

const STEPS = [1, 2, 3] as const;

/**
 * Reply: while an ask is unanswered, ten days after it, once more ten days later, and after as long again the offer to
 * call it no reply. An answer that is unclear is none, and the days count anew from it.
 *
 * The last step is never skipped, so that a letter which was asked for long ago is not forgotten.
 */
export function reply(facts: MentorFacts, settings: Settings): WantedReminder[] {
  return lettersUnderWay(facts).flatMap(about => replyTo(about, settings));
}

function replyTo(about: LetterFacts, { numbers }: Settings): WantedReminder[] {
  const { letter } = about;
  const from = countsFrom(letter);
  if (letter.askedOn === null || from === null || letter.receivedOn !== null) return [];
  const { askedOn } = letter;
  const enteredOn = knownOn(from.on, letter, from.field);
  const steps = STEPS.flatMap(step => {
    const on = addDays(from.on, step * numbers.replyAfterDays);
    return on < enteredOn && step < STEPS.length ? [] : [{ step, dueOn: laterOf(on, enteredOn) }];
  });
  return steps.map(({ step, dueOn }, index) => {
    const next = steps[index + 1];
    return {
      ...ofLetter(about),
      rule: 'reply',
      occurrence: `${from.on}.${step}`,
      dueOn,
      ...(next === undefined ? {} : { endsOn: next.dueOn }),
      reason: { type: 'reply', since: askedOn, ...named(about), step },
    };
  });
}

/** The day the waiting began, and the field it stands in; `null` when nothing is waited for. */
function countsFrom({
  askedOn,
  answeredOn,
  answer,
}: Letter): { readonly on: LocalDate; readonly field: 'askedOn' | 'answeredOn' } | null {
  if (askedOn === null) return null;
  // Asked again after an unclear answer, it is the new ask that waits.
  const asked = { on: askedOn, field: 'askedOn' } as const;
  if (answer === 'unclear')
    return answeredOn !== null && answeredOn > askedOn ? { on: answeredOn, field: 'answeredOn' } : asked;
  return answer === null && answeredOn === null ? asked : null;
}
