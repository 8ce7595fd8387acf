import { useLayoutEffect } from 'preact/hooks';
import type { Reminder } from '../../core/reminders/reminder.ts';
import { formatDay } from '../../i18n/format.ts';
import { plural, t } from '../../i18n/t.ts';
import type { Glance } from '../../storage/glance.ts';
import { EmptyState } from '../components/EmptyState.tsx';
import { Icon } from '../components/Icon.tsx';
import { DueList } from '../due/DueList.tsx';
import { restText } from '../due/held-text.ts';
import { NotificationsBlocked } from '../due/NotificationsBlocked.tsx';
import { useLive } from '../hooks/use-live.ts';
import { useNow } from '../hooks/use-now.ts';
import type { Toasts } from '../hooks/use-toast.ts';

export interface PopupDueProps {
  /** What is due, where it is known already. */
  readonly first: Glance | null;
  /** How many may be shown; the rest is behind "See all". */
  readonly most: number;
  /** Whether nobody is chosen in the form yet. */
  readonly isEmptyForm: boolean;
  readonly toasts: Toasts;
  onLog(mentorId: string, reminder: Reminder): void;
  /** Opens a place of the dashboard, `/mentors/ID`. */
  onGo(path: string): void;
  onAll(): void;
}

/** Who is due now, or with nobody stored yet what to do first. */
export function PopupDue({ first, most, isEmptyForm, toasts, onLog, onGo, onAll }: PopupDueProps) {
  const { now, today, timeZone } = useNow();
  const live = useLive<Glance>(
    async reader => ({
      due: await reader.due(now, timeZone),
      hasMentors: await reader.hasMentors(),
      rest: await reader.rest(now, timeZone),
    }),
    [now, timeZone],
    first,
  );
  useLayoutEffect(() => {
    if (live.state === 'ready') performance.mark('vouch:due-shown');
  }, [live.state]);
  // Storage that does not open is said once, by the form, which keeps what is typed.
  if (live.state !== 'ready') return null;
  const { due, hasMentors, rest } = live.value;
  if (!hasMentors && due.length === 0) {
    return isEmptyForm ? (
      <EmptyState row title={t('firstStepTitle')}>
        {t('firstStepText')}
      </EmptyState>
    ) : null;
  }
  return (
    <>
      <NotificationsBlocked />
      {rest !== null && (
        <p class="due-rest muted small">
          <Icon name="bell-off" />
          {t('restNothing', { day: formatDay(rest.untilOn, today), why: restText(rest.why) })}
        </p>
      )}
      {due.length > 0 && (
        <section class="section" aria-labelledby="popup-due">
          <div class="section-head">
            <h2 id="popup-due">{plural('dueNow', due.length)}</h2>
            {due.length > most && (
              <button type="button" class="text-button small muted" onClick={onAll}>
                {t('dueSeeAll')}
              </button>
            )}
          </div>
          <DueList due={due.slice(0, most)} compact toasts={toasts} onLog={onLog} onGo={onGo} onEmptied={focusForm} />
        </section>
      )}
    </>
  );
}

function focusForm() {
  document.querySelector<HTMLElement>('[role=combobox]')?.focus();
}
