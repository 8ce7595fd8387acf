import type { Coverage, SlotCoverage, SlotState } from '../../core/plan/coverage.ts';
import { slotPictureWords, slotStateWords } from '../../i18n/coverage.ts';
import { slotKindWords } from '../../i18n/slot.ts';
import { t } from '../../i18n/t.ts';

/** What stands on each envelope, on a 24 × 24 grid over its corner. */
const MARKS: Readonly<Record<SlotState, string>> = {
  filled: 'm7.5 12.3 3.1 3.1 6-6.6',
  asked: 'M12 8v4.3l2.8 1.7',
  named: 'M8 12v0M12 12v0M16 12v0',
  'at-risk': 'M12 7.5v5.2M12 16v0',
  open: 'M12 8v8M8 12h8',
};

/** A track's letters at a glance: an envelope for each, by what it is in. */
export function CoveragePicture({ coverage }: { readonly coverage: Coverage }) {
  return (
    <ul class="coverage" aria-label={t('coverageLabel')}>
      {coverage.slots.map(slot => (
        <li
          key={slot.slot.id}
          class="coverage-slot"
          data-state={slot.state}
          data-optional={slot.slot.isOptional || undefined}
        >
          <Envelope state={slot.state} />
          <span class="coverage-word" aria-hidden="true">
            {slotStateWords(slot.state)}
          </span>
          <span class="coverage-fit" aria-hidden="true">
            {slotKindWords(slot.slot, coverage.track)}
          </span>
          <span class="coverage-fit">{fitWords(slot)}</span>
          <span class="visually-hidden">{slotPictureWords(slot, coverage.track)}</span>
        </li>
      ))}
    </ul>
  );
}

function fitWords({ slot, state, fit, repeatsSlotId }: SlotCoverage): string {
  if (repeatsSlotId !== null) return t('coverageRepeats');
  const counts = state === 'filled' || state === 'asked' || state === 'named';
  if (counts && fit === 'in') return t('coverageFitIn');
  if (counts && fit === 'outside') return t('coverageFitOutside');
  return slot.isOptional ? t('slotWishOptional') : '';
}

function Envelope({ state }: { readonly state: SlotState }) {
  return (
    <svg class="envelope" viewBox="0 0 64 46" aria-hidden="true">
      <rect class="envelope-paper" x="2" y="5" width="54" height="36" rx="4" />
      <path class="envelope-flap" d="m4 8.5 20.6 16.6a7 7 0 0 0 8.8 0L54 8.5" />
      <g transform="translate(38 20)">
        <circle class="envelope-badge" cx="12" cy="12" r="11" />
        <path class="envelope-mark" d={MARKS[state]} />
      </g>
    </svg>
  );
}
