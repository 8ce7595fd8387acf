import type { LocalDate } from '../../core/dates.ts';
import { plural, t } from '../../i18n/t.ts';
import { report } from '../../platform/report.ts';
import { Button } from '../components/Button.tsx';
import { Select } from '../components/Select.tsx';
import type { Toasts } from '../hooks/use-toast.ts';
import { prioritiesWith, tracksWith } from './choices.ts';
import { changePrograms, removePrograms } from './program-writes.ts';
import type { ProgramData } from './use-program-data.ts';

export interface SelectedBarProps {
  readonly ids: readonly string[];
  readonly data: ProgramData;
  readonly today: LocalDate;
  readonly toasts: Toasts;
  /** Nothing is selected any more. */
  onDone(): void;
}

const NO_CHOICE = '';
const NONE = 'none';

/** What to do with all that are selected, each with one undo. */
export function SelectedBar({ ids, data, today, toasts, onDone }: SelectedBarProps) {
  const change = (fields: Parameters<typeof changePrograms>[1]) =>
    void changePrograms(ids, fields)
      .then(result => toasts.told(result, plural('programsSaved', ids.length)) && onDone())
      .catch(report);
  const remove = () =>
    void removePrograms(ids)
      .then(result => toasts.told(result, plural('programsRemoved', ids.length)) && onDone())
      .catch(report);
  return (
    <section class="selected-bar" aria-label={t('programSelectedActions')}>
      <strong role="status">{plural('programSelected', ids.length)}</strong>
      <Select
        label={t('programSetTrack')}
        labelHidden
        value={NO_CHOICE}
        options={tracksWith(
          [
            [NO_CHOICE, t('programSetTrack')],
            [NONE, t('programsNoTrack')],
          ],
          data,
        )}
        onChange={value => value !== NO_CHOICE && change({ trackId: value === NONE ? null : value })}
      />
      <Select
        label={t('programSetPriority')}
        labelHidden
        value={NO_CHOICE}
        options={prioritiesWith([
          [NO_CHOICE, t('programSetPriority')],
          [NONE, t('programsNoPriority')],
        ])}
        onChange={value => value !== NO_CHOICE && change({ priority: value === NONE ? null : Number(value) })}
      />
      <Button size="s" icon="check" onClick={() => change({ appliedOn: today })}>
        {t('programAppliedToday')}
      </Button>
      <Button size="s" variant="danger" icon="trash" onClick={remove}>
        {t('programRemove')}
      </Button>
      <Button size="s" variant="quiet" onClick={onDone}>
        {t('programSelectNone')}
      </Button>
    </section>
  );
}
