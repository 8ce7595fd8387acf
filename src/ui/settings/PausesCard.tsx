import { useRef, useState } from 'preact/hooks';
import type { LocalDate } from '../../core/dates.ts';
import type { Pause, Settings } from '../../core/settings.ts';
import { formatDay } from '../../i18n/format.ts';
import { plural, t, tFamily } from '../../i18n/t.ts';
import { newId } from '../../platform/ids.ts';
import { Button } from '../components/Button.tsx';
import { Card } from '../components/Card.tsx';
import { Icon } from '../components/Icon.tsx';
import { IconButton } from '../components/IconButton.tsx';
import { Switch } from '../components/Switch.tsx';
import { useFocusInList } from '../hooks/use-focus-in-list.ts';
import { PauseDialog } from './PauseDialog.tsx';
import { lengthDays, pauseToday, sortPauses, withoutPause, withPause } from './pauses.ts';

export interface PausesCardProps {
  readonly settings: Settings;
  readonly today: LocalDate;
  onSave(fields: Partial<Settings>, told: string): void;
}

/** The days on which reminders rest. */
export function PausesCard({ settings, today, onSave }: PausesCardProps) {
  const { pauses } = settings;
  const [edited, setEdited] = useState<Pause | 'new' | null>(null);
  const { open, past } = sortPauses(pauses, today);
  const current = pauseToday(pauses, today);
  const addButton = useRef<HTMLButtonElement>(null);
  const focusAdd = () => addButton.current?.focus();
  const add = (pause: Pause) => onSave({ pauses: withPause(pauses, pause) }, t('toastPauseSaved'));
  const remove = (pause: Pause) => onSave({ pauses: withoutPause(pauses, pause.id) }, t('toastPauseRemoved'));
  const list = { today, onRemove: remove, onEmptied: focusAdd };
  return (
    <Card title={t('settingsPauses')}>
      <div class="settings">
        <div class="stack">
          <p class="field-hint">{t('settingsPausesHint')}</p>
          {current !== null && (
            <p class="pause-now">
              <Icon name="bell-off" />
              <span>
                {current.untilOn === today
                  ? t('settingsPauseToday')
                  : t('settingsPauseNow', { day: formatDay(current.untilOn, today) })}
              </span>
            </p>
          )}
          {open.length > 0 && <PauseList {...list} pauses={open} onEdit={setEdited} />}
          <div class="cluster">
            <Button icon="plus" buttonRef={addButton} onClick={() => setEdited('new')}>
              {t('settingsPauseAdd')}
            </Button>
            {current === null && (
              <Button
                variant="quiet"
                icon="stethoscope"
                onClick={() => {
                  add({ id: newId(), kind: 'duty', fromOn: today, untilOn: today });
                  // This button goes, now that reminders rest.
                  focusAdd();
                }}
              >
                {t('settingsDutyToday')}
              </Button>
            )}
          </div>
          {past.length > 0 && (
            <details class="rule-numbers">
              <summary>
                <Icon name="chevron" />
                {plural('settingsPausesPast', past.length)}
              </summary>
              <PauseList {...list} pauses={past} />
            </details>
          )}
        </div>
        <Switch
          label={t('settingsWorkingDays')}
          hint={t('settingsWorkingDaysHint')}
          checked={settings.workingDaysOnly}
          onChange={workingDaysOnly => onSave({ workingDaysOnly }, t('toastSettingsSaved'))}
        />
      </div>
      {edited !== null && (
        <PauseDialog
          pause={edited === 'new' ? null : edited}
          today={today}
          onClose={() => setEdited(null)}
          onSave={pause => {
            setEdited(null);
            add(pause);
          }}
        />
      )}
    </Card>
  );
}

interface PauseListProps {
  readonly pauses: readonly Pause[];
  readonly today: LocalDate;
  /** Absent for those that are over. */
  readonly onEdit?: (pause: Pause) => void;
  onRemove(pause: Pause): void;
  /** Takes the focus when the last one goes with it. */
  onEmptied(): void;
}

function PauseList({ pauses, today, onEdit, onRemove, onEmptied }: PauseListProps) {
  const list = useFocusInList<HTMLUListElement>(onEmptied);
  return (
    <ul class="rows" ref={list}>
      {pauses.map(pause => {
        const days = daysOf(pause, today);
        const name = `${tFamily('pause', pause.kind)}, ${days}`;
        return (
          <li key={pause.id} class="row">
            <span class="row-words">
              <span>{tFamily('pause', pause.kind)}</span>
              <span class="muted small">{`${days} · ${plural('settingsPauseLength', lengthDays(pause))}`}</span>
            </span>
            {onEdit !== undefined && (
              <IconButton
                size="s"
                icon="pencil"
                label={t('settingsPauseEdit', { pause: name })}
                onClick={() => onEdit(pause)}
              />
            )}
            <IconButton
              size="s"
              icon="trash"
              label={t('settingsPauseRemove', { pause: name })}
              onClick={() => onRemove(pause)}
            />
          </li>
        );
      })}
    </ul>
  );
}

function daysOf({ fromOn, untilOn }: Pause, today: LocalDate): string {
  const from = formatDay(fromOn, today);
  return fromOn === untilOn ? from : t('whenRange', { start: from, end: formatDay(untilOn, today) });
}
