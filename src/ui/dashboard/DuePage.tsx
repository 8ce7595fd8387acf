import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { addDays, type LocalDate } from '../../core/dates.ts';
import { isOpen, openAt } from '../../core/reminders/reminder.ts';
import { restAt } from '../../core/reminders/respect.ts';
import { formatDay, formatRelativeDay, formatTime } from '../../i18n/format.ts';
import { notificationTitle, reasonText } from '../../i18n/reason.ts';
import { plural, t } from '../../i18n/t.ts';
import { report } from '../../platform/report.ts';
import type { DueReminder, Reader, SettledLately } from '../../storage/index.ts';
import { Badge } from '../components/Badge.tsx';
import { Button } from '../components/Button.tsx';
import { Card } from '../components/Card.tsx';
import { DueRow, SettledRow } from '../components/DueItem.tsx';
import { EmptyState } from '../components/EmptyState.tsx';
import { Icon } from '../components/Icon.tsx';
import { Loading } from '../components/Loading.tsx';
import { PageHeader } from '../components/PageHeader.tsx';
import { LateDueMessage } from '../drafts/LateDueMessage.tsx';
import { bandsOf, comesOn } from '../due/bands.ts';
import { CalendarOut, CalendarOutAll, calendarEntry } from '../due/CalendarOut.tsx';
import { DueItems } from '../due/DueList.tsx';
import { answerDueKey } from '../due/due-keys.ts';
import { heldText } from '../due/held-text.ts';
import { DueDialogOf } from '../due/LateDueDialog.tsx';
import { NotificationsBlocked } from '../due/NotificationsBlocked.tsx';
import { RestBanner } from '../due/RestBanner.tsx';
import { type DueView, useDue } from '../due/use-due.ts';
import { focusHeading } from '../hooks/focus-heading.ts';
import { goTo } from '../hooks/go-to.ts';
import { LoadFailed } from '../hooks/LoadFailed.tsx';
import { reader } from '../hooks/reader.ts';
import { useFocusInList } from '../hooks/use-focus-in-list.ts';
import { useLive } from '../hooks/use-live.ts';
import { useNow } from '../hooks/use-now.ts';
import type { Toasts } from '../hooks/use-toast.ts';

/** Further ahead nobody plans; a longer list came from elsewhere. */
const MOST_UPCOMING = 1000;
/** How many of those that are far off are shown at first. */
const MOST_LATER = 10;

export interface DuePageProps {
  /** The reminder whose message is to be written at once; empty for none. */
  readonly writing: string;
  readonly toasts: Toasts;
}

/** What is due, what waits and why, and what comes next. */
export function DuePage({ writing, toasts }: DuePageProps) {
  const { now, today, timeZone } = useNow();
  const live = useLive(opened => readAll(opened, now, timeZone), [now, timeZone]);
  const page = useRef<HTMLDivElement>(null);
  const view = useDue({
    toasts,
    Message: LateDueMessage,
    onGo: goTo,
    onLog: (id, reminder) => goTo(`/mentors/${id}/log/${encodeURIComponent(reminder.id)}`),
  });
  useEffect(() => {
    const answer = (event: KeyboardEvent) => {
      if (page.current !== null) answerDueKey(page.current, event);
    };
    document.addEventListener('keydown', answer);
    return () => document.removeEventListener('keydown', answer);
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever another message is to be written
  useEffect(() => {
    if (writing === '') return;
    // In place of its address, so that the back button does not open it again.
    location.replace('#/due');
    reader()
      .then(opened => reminderToWriteOf(opened, writing))
      .then(due => due !== null && view.open({ type: 'draft', due }))
      .catch(report);
  }, [writing]);
  const writeOwn = () => view.open({ type: 'own', reminder: null, on: addDays(today, 1) });
  return (
    <>
      <PageHeader
        title={t('duePageTitle')}
        subtitle={t('duePageSubtitle')}
        actions={
          <>
            <CalendarOutAll today={today} toasts={toasts} load={() => entriesForCalendar(now, today, timeZone)} />
            <Button variant="primary" icon="plus" onClick={writeOwn}>
              {t('ownNew')}
            </Button>
          </>
        }
      />
      <div class="stack" ref={page}>
        <NotificationsBlocked />
        {live.state === 'loading' && (
          <Card>
            <Loading label={t('loading')} people />
          </Card>
        )}
        {live.state === 'failed' && <LoadFailed problem={live.problem} />}
        {live.state === 'ready' && (
          <DueBands all={live.value} now={now} today={today} timeZone={timeZone} toasts={toasts} view={view} />
        )}
      </div>
      <DueDialogOf view={view} />
    </>
  );
}

/** `null` when it is gone or done meanwhile. */
async function reminderToWriteOf(opened: Reader, id: string): Promise<DueReminder | null> {
  const reminder = await opened.reminder(id);
  if (reminder === null || !isOpen(reminder)) return null;
  return { reminder, mentor: reminder.mentorId === null ? null : await opened.mentor(reminder.mentorId) };
}

async function readAll(opened: Reader, now: number, timeZone: string) {
  return {
    due: await opened.due(now, timeZone),
    held: await opened.heldBack(now, timeZone),
    upcoming: await opened.upcoming(now, MOST_UPCOMING),
    settings: await opened.settings(),
    hasMentors: await opened.hasMentors(),
    lately: await opened.lately(now),
  };
}

async function entriesForCalendar(now: number, today: LocalDate, timeZone: string) {
  const { due, held, upcoming } = await readAll(await reader(), now, timeZone);
  return [...due, ...held, ...upcoming].map(({ reminder, mentor }) =>
    calendarEntry(reminder, notificationTitle(reminder, mentor), reasonText(reminder, today)),
  );
}

interface DueBandsProps {
  readonly all: Awaited<ReturnType<typeof readAll>>;
  readonly now: number;
  readonly today: LocalDate;
  readonly timeZone: string;
  readonly toasts: Toasts;
  readonly view: DueView;
}

function DueBands({ all, now, today, timeZone, toasts, view }: DueBandsProps) {
  const [isWhole, setWhole] = useState(false);
  const { due, held, upcoming, settings, hasMentors, lately } = all;
  const bands = bandsOf(due, upcoming, today, timeZone);
  const rest = restAt(now, settings, timeZone);
  const isEmpty = due.length + held.length + upcoming.length === 0;
  const calendarFor = ({ reminder, mentor }: DueReminder) => (
    <CalendarOut
      entry={calendarEntry(reminder, notificationTitle(reminder, mentor), reasonText(reminder, today))}
      toasts={toasts}
      size="s"
      iconOnly
    />
  );
  const timeOf = ({ reminder }: DueReminder) => (
    <>
      <strong>{formatTime(openAt(reminder) ?? reminder.dueAt, timeZone)}</strong>
      {reminder.state === 'snoozed' && <Badge icon="clock">{t('reminderSnoozed')}</Badge>}
    </>
  );
  const whenOf = ({ reminder }: DueReminder) => {
    const on = comesOn(reminder, timeZone);
    const time = reminder.state === 'snoozed' ? reminder.snoozedUntilTime : reminder.dueTime;
    const at = reminder.snoozedUntilAt ?? reminder.dueAt;
    const day = formatDay(on, today);
    return (
      <>
        <strong>{formatRelativeDay(on, today)}</strong>
        <span>{time === null ? day : t('whenAt', { day, time: formatTime(at, timeZone) })}</span>
        {reminder.state === 'snoozed' && <Badge icon="clock">{t('reminderSnoozed')}</Badge>}
      </>
    );
  };
  const open = [...due, ...held, ...upcoming];
  const later = isWhole ? bands.later : bands.later.slice(0, MOST_LATER);
  if (!hasMentors && isEmpty && lately.length === 0) return <NobodyYet />;
  return (
    <>
      {rest !== null && (
        <RestBanner rest={rest} settings={settings} now={now} today={today} timeZone={timeZone} toasts={toasts} />
      )}
      {rest === null && due.length === 0 && (
        <Card>
          <EmptyState drawing="calm" title={t('dueNoneTitle')}>
            {t('dueNoneText')}
          </EmptyState>
        </Card>
      )}
      {bands.overdue.length > 0 && (
        <Card title={plural('dueOverdue', bands.overdue.length)}>
          <DueItems due={bands.overdue} view={view} extraFor={calendarFor} onEmptied={focusRest} />
        </Card>
      )}
      {bands.today.length > 0 && (
        <Card title={plural('dueToday', bands.today.length)}>
          <DueItems due={bands.today} view={view} extraFor={calendarFor} onEmptied={focusRest} />
        </Card>
      )}
      {bands.laterToday.length > 0 && (
        <Band title={t('dueLaterToday')}>
          {bands.laterToday.map(item => (
            <DueRow key={item.reminder.id} {...view.rowOf(item)} when={timeOf(item)} />
          ))}
        </Band>
      )}
      {held.length > 0 && (
        <Band title={plural('dueHeld', held.length)}>
          {held.map(item => (
            <DueRow
              key={item.reminder.id}
              {...view.rowOf(item)}
              when={t('heldUntil', { day: formatDay(item.untilOn, today) })}
              // The banner says why reminders rest, once for all of them.
              why={item.why === rest?.why ? undefined : heldText(item, open, today)}
            />
          ))}
        </Band>
      )}
      {bands.thisWeek.length > 0 && (
        <Band title={t('dueThisWeek')}>
          {bands.thisWeek.map(item => (
            <DueRow key={item.reminder.id} {...view.rowOf(item)} when={whenOf(item)} />
          ))}
        </Band>
      )}
      {later.length > 0 && (
        <Band
          title={t('dueLater')}
          foot={
            later.length < bands.later.length && (
              <Button wide onClick={() => setWhole(true)}>
                {t('dueShowAll', { count: bands.later.length })}
              </Button>
            )
          }
        >
          {later.map(item => (
            <DueRow key={item.reminder.id} {...view.rowOf(item)} when={whenOf(item)} />
          ))}
        </Band>
      )}
      {lately.length > 0 && <DoneLately settled={lately} view={view} />}
      {!isEmpty && <Keys />}
    </>
  );
}

interface BandProps {
  readonly title: string;
  readonly foot?: ComponentChildren;
  readonly children: ComponentChildren;
}

/** What is not due, one line each. */
function Band({ title, foot, children }: BandProps) {
  const list = useFocusInList<HTMLUListElement>(focusRest);
  return (
    <Card title={title}>
      <ul class="due-list" ref={list}>
        {children}
      </ul>
      {foot && <div class="card-foot">{foot}</div>}
    </Card>
  );
}

/** The way back from a slip, also from one in a notification. */
function DoneLately({ settled, view }: { readonly settled: readonly SettledLately[]; readonly view: DueView }) {
  const list = useFocusInList<HTMLUListElement>(focusRest);
  return (
    <Card>
      <details class="more">
        <summary>
          <Icon name="chevron" />
          {t('latelyTitle')}
        </summary>
        <ul class="due-list" ref={list}>
          {settled.map(one => (
            <SettledRow key={one.reminder.id} {...view.settledRowOf(one)} />
          ))}
        </ul>
      </details>
    </Card>
  );
}

function NobodyYet() {
  return (
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
  );
}

/** What the keys do, for those who look for it. */
function Keys() {
  const keys: readonly (readonly [string, string])[] = [
    ['J K', t('keysMove')],
    ['D', t('keysDone')],
    ['L', t('keysLog')],
    ['S', t('keysSnooze')],
    ['X', t('keysSkip')],
    ['O', t('keysOpen')],
    ['E', t('keysMore')],
  ];
  return (
    <dl class="due-keys" aria-label={t('keysTitle')}>
      {keys.map(([key, meaning]) => (
        <div key={key}>
          <dt>
            {key.split(' ').map(one => (
              <kbd key={one}>{one}</kbd>
            ))}
          </dt>
          <dd>{meaning}</dd>
        </div>
      ))}
    </dl>
  );
}

/** When a band is empty, what is left to do is next; else reading begins anew. */
function focusRest() {
  const next = document.querySelector<HTMLElement>('#main [data-due]');
  if (next === null) focusHeading();
  else next.focus();
}
