import { localDateOf } from '../../core/dates.ts';
import { openAt, type Reminder } from '../../core/reminders/reminder.ts';
import { formatDay, formatRelativeDay } from '../../i18n/format.ts';
import { plural, t } from '../../i18n/t.ts';
import { Avatar } from '../components/Avatar.tsx';
import { Badge } from '../components/Badge.tsx';
import { Card } from '../components/Card.tsx';
import { EmptyState } from '../components/EmptyState.tsx';
import { Loading } from '../components/Loading.tsx';
import { PageHeader } from '../components/PageHeader.tsx';
import { DueList } from '../due/DueList.tsx';
import { NotificationsBlocked } from '../due/NotificationsBlocked.tsx';
import { useLive } from '../hooks/use-live.ts';
import { useNow } from '../hooks/use-now.ts';
import type { Toasts } from '../hooks/use-toast.ts';
import { focusHeading } from './focus-heading.ts';
import { goTo } from './go-to.ts';
import { LoadFailed } from './LoadFailed.tsx';

/** How far the look ahead goes. */
const MOST_UPCOMING = 10;

/** What is due, and what comes next. */
export function DuePage({ toasts }: { readonly toasts: Toasts }) {
  const { now, today, timeZone } = useNow();
  const live = useLive(
    async reader => ({
      due: await reader.due(now),
      upcoming: await reader.upcoming(now, MOST_UPCOMING),
      hasMentors: await reader.hasMentors(),
    }),
    [now],
  );
  return (
    <>
      <PageHeader title={t('duePageTitle')} subtitle={t('duePageSubtitle')} />
      <div class="stack">
        <NotificationsBlocked />
        {live.state === 'loading' && (
          <Card>
            <Loading label={t('loading')} people />
          </Card>
        )}
        {live.state === 'failed' && <LoadFailed problem={live.problem} />}
        {live.state === 'ready' && !live.value.hasMentors && (
          <Card>
            <EmptyState
              title={t('mentorsEmptyTitle')}
              action={
                <a class="button primary size-m" href="#/mentors/new">
                  {t('mentorsAdd')}
                </a>
              }
            >
              {t('mentorsEmptyText')}
            </EmptyState>
          </Card>
        )}
        {live.state === 'ready' && live.value.hasMentors && live.value.due.length === 0 && (
          <Card>
            <EmptyState drawing="calm" title={t('dueNoneTitle')}>
              {t('dueNoneText')}
            </EmptyState>
          </Card>
        )}
        {live.state === 'ready' && live.value.due.length > 0 && (
          <Card title={plural('dueNow', live.value.due.length)}>
            <DueList
              due={live.value.due}
              today={today}
              toasts={toasts}
              onOpen={id => goTo(`/mentors/${id}`)}
              onLog={id => goTo(`/mentors/${id}/log`)}
              onEmptied={focusHeading}
            />
          </Card>
        )}
        {live.state === 'ready' && live.value.upcoming.length > 0 && (
          <Card title={t('dueUpcoming')} flush>
            <ul class="people">
              {live.value.upcoming.map(({ reminder, mentor }) => {
                const on = localDateOf(openAt(reminder) ?? reminder.dueAt, timeZone);
                return (
                  <li key={reminder.id}>
                    <a class="people-row" href={`#/mentors/${mentor.id}`}>
                      <Avatar name={mentor.name} seed={mentor.id} />
                      <span class="people-words">
                        <strong class="truncate plaintext">{mentor.name}</strong>
                        <span class="muted small truncate plaintext">{whatComes(reminder)}</span>
                      </span>
                      <span class="people-state">
                        <strong>{formatRelativeDay(on, today)}</strong>
                        {reminder.state === 'snoozed' ? (
                          <Badge icon="clock">{t('mentorSnoozed', { day: formatDay(on, today) })}</Badge>
                        ) : (
                          <span>{formatDay(on, today)}</span>
                        )}
                      </span>
                    </a>
                  </li>
                );
              })}
            </ul>
          </Card>
        )}
      </div>
    </>
  );
}

function whatComes({ reason }: Reminder): string {
  if (reason.type !== 'planned-over') return t('dueUpcomingCheckIn');
  return reason.title === '' ? t('state_planned') : t('dueUpcomingPlanned', { title: reason.title });
}
