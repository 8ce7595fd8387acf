import type { SlotCoverage } from '../../core/plan/coverage.ts';
import type { Track } from '../../core/plan/plan.ts';
import { backupWords, misfitWords, riskWords } from '../../i18n/coverage.ts';
import { formatList } from '../../i18n/format.ts';
import { slotName, slotWishes } from '../../i18n/slot.ts';
import { t } from '../../i18n/t.ts';
import { Avatar } from '../components/Avatar.tsx';
import { Badge, type BadgeProps } from '../components/Badge.tsx';
import { Button } from '../components/Button.tsx';
import { Icon } from '../components/Icon.tsx';
import { IconButton } from '../components/IconButton.tsx';
import { Menu, type MenuItem } from '../components/Menu.tsx';
import { progressWords } from './fill-words.ts';

/** What can be done with a slot. */
export type SlotAction = 'writer' | 'backup' | 'what-if' | 'edit' | 'empty' | 'remove' | 'up' | 'down';

export interface SlotRowProps {
  readonly covered: SlotCoverage;
  readonly track: Track;
  /** All tracks there are. */
  readonly tracks: readonly Track[];
  /** The names of other tracks that the same letter or its writer serves. */
  readonly alsoIn: readonly string[];
  readonly isFirst: boolean;
  readonly isLast: boolean;
  onAction(action: SlotAction): void;
}

/** A letter that the track wants: what it is, who writes it, what does not fit, and what can be done. */
export function SlotRow({ covered, track, tracks, alsoIn, isFirst, isLast, onAction }: SlotRowProps) {
  const { slot, state, risk, letter, writer, misfits, repeatsSlotId } = covered;
  const name = slotName(slot, track);
  const wishes = slotWishes(slot, track);
  const backup = backupWords(covered);
  return (
    <li
      class="slot"
      data-state={state}
      data-slot={slot.id}
      aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
      // Before the menu's button, which opens with an arrow.
      onKeyDownCapture={event => {
        if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
        event.preventDefault();
        event.stopPropagation();
        onAction(event.key === 'ArrowUp' ? 'up' : 'down');
      }}
    >
      {writer === null ? (
        <span class="slot-nobody" aria-hidden="true">
          <Icon name="user" />
        </span>
      ) : (
        <Avatar name={writer.name} seed={writer.id} />
      )}
      <div class="slot-words">
        <p class="slot-name">
          <strong class="plaintext">{name}</strong>
          {wishes.length > 0 && <span class="slot-wishes">{wishes.join(' · ')}</span>}
        </p>
        {letter !== null ? (
          <p class="slot-writer">
            <a class="plaintext" href={`#/letters/${letter.id}`}>
              {writer?.name ?? t('planSomebody')}
            </a>{' '}
            <Badge {...badgeOf(covered)}>{risk === null ? progressWords(letter) : riskWords(risk)}</Badge>
          </p>
        ) : (
          risk !== null && (
            <p class="slot-writer">
              <Badge tone="danger">{riskWords(risk)}</Badge>
            </p>
          )
        )}
        {alsoIn.length > 0 && <p class="muted small">{t('slotAlsoIn', { tracks: formatList(alsoIn) })}</p>}
        {repeatsSlotId !== null &&
          // A wish beside the letters that are needed is met by one of them.
          (slot.isOptional ? (
            <p class="muted small">{t('slotRepeatsOptional')}</p>
          ) : (
            <p class="slot-note">{t('slotRepeats')}</p>
          ))}
        {misfits.map(misfit => (
          <p key={misfit.wish} class={misfit.isSure ? 'slot-note' : 'muted small'}>
            {misfitWords(misfit, covered, tracks)}
          </p>
        ))}
        {backup !== null && <p class="muted small">{backup}</p>}
        {(state === 'open' || state === 'at-risk') && (
          <p>
            <Button size="s" icon="plus" label={t('slotChooseFor', { slot: name })} onClick={() => onAction('writer')}>
              {state === 'open' ? t('slotChoose') : t('slotChooseAnother')}
            </Button>
          </p>
        )}
      </div>
      <div class="slot-actions">
        <IconButton
          size="s"
          icon="chevron-up"
          label={t('slotUp', { slot: name })}
          disabled={isFirst}
          onClick={() => onAction('up')}
        />
        <IconButton
          size="s"
          icon="chevron-down"
          label={t('slotDown', { slot: name })}
          disabled={isLast}
          onClick={() => onAction('down')}
        />
        <Menu
          icon="more"
          iconOnly
          size="s"
          label={t('slotMore', { slot: name })}
          items={menuOf(covered)}
          onChoose={onAction}
        />
      </div>
    </li>
  );
}

function badgeOf({ state, risk }: SlotCoverage): Pick<BadgeProps, 'tone' | 'icon'> {
  if (risk !== null) return { tone: 'danger', icon: 'alert' };
  if (state === 'filled') return { tone: 'accent', icon: 'check' };
  return state === 'asked' ? { tone: 'info' } : {};
}

function menuOf({ slot, state }: SlotCoverage): readonly MenuItem<SlotAction>[] {
  const hasLetter = slot.letterId !== null;
  const mayBeLost = state === 'asked' || state === 'named';
  return [
    { id: 'writer', label: hasLetter ? t('slotChangeWriter') : t('slotChoose'), icon: 'user' },
    { id: 'backup', label: t('slotBackup'), icon: 'users' },
    ...(mayBeLost ? [{ id: 'what-if' as const, label: t('slotWhatIf'), icon: 'alert' as const }] : []),
    { id: 'edit', label: t('slotEdit'), icon: 'pencil' },
    ...(hasLetter ? [{ id: 'empty' as const, label: t('slotEmpty'), icon: 'x' as const }] : []),
    { id: 'remove', label: t('slotRemove'), icon: 'trash', danger: true },
  ];
}
