import type { Letter } from '../../core/letter.ts';
import type { Mentor } from '../../core/mentor.ts';
import type { FillProblem, SlotFill } from '../../core/plan/fill-slot.ts';
import type { Track } from '../../core/plan/plan.ts';
import { slotName } from '../../i18n/slot.ts';
import { standardFormWithin } from '../../i18n/standard-form.ts';
import { t } from '../../i18n/t.ts';

/** A way to fill a slot, as one of several to choose from. */
export function fillWords(fill: SlotFill, track: Track): string {
  switch (fill.type) {
    case 'new':
      return t('fillNew');
    case 'letter':
      return fill.letter.trackId === track.id
        ? t('fillOwn', { state: progressWords(fill.letter) })
        : t('fillGeneral', { state: progressWords(fill.letter) });
    case 'make-general':
      return t('fillMakeGeneral', { state: progressWords(fill.letter) });
  }
}

/** How far a letter is, in a word or two. */
export function progressWords(letter: Letter): string {
  if (letter.receivedOn !== null) return t('progressReceived');
  if (letter.requestedOn !== null) return t('progressRequested');
  if (letter.answer === 'yes') return t('progressYes');
  return letter.askedOn === null ? t('progressIdea') : t('progressAsked');
}

/** What stands in the way, and the way forward. */
export function fillProblemWords(problem: FillProblem, { name }: Mentor, track: Track): string {
  switch (problem.type) {
    case 'fills-other-slot':
      return t('fillProblemOtherSlot', { name, slot: slotName(problem.slot, track) });
    case 'bound-to-track':
      return t('fillProblemBound', { name, track: problem.track.name });
    case 'other-form':
      return problem.letter.form === 'standardized'
        ? t('fillProblemStandardized', { form: standardFormWithin(track), name })
        : t('fillProblemNarrative', { form: standardFormWithin(track), name });
  }
}
