import { formatDay } from '../../i18n/format.ts';
import { plural, t } from '../../i18n/t.ts';
import { report } from '../../platform/report.ts';
import { Icon } from '../components/Icon.tsx';
import { IconButton } from '../components/IconButton.tsx';
import { Logo } from '../components/Logo.tsx';
import { LateDueMessage } from '../drafts/LateDueMessage.tsx';
import { DueList } from '../due/DueList.tsx';
import { restText } from '../due/held-text.ts';
import { NotificationsBlocked } from '../due/NotificationsBlocked.tsx';
import { prefillFor, withPerson } from '../due/prefill.ts';
import { openDashboard } from '../hooks/open-dashboard.ts';
import { ToastOf } from '../hooks/ToastOf.tsx';
import { useLive, valueOr } from '../hooks/use-live.ts';
import { useNow } from '../hooks/use-now.ts';
import { useToast } from '../hooks/use-toast.ts';
import { focusNote, LogFoot, LogView } from '../log/LogView.tsx';
import { useCatchUp } from '../log/use-catch-up.ts';
import { useLogSession } from '../log/use-log-session.ts';
import { Timeline } from '../timeline/Timeline.tsx';

const NOTHING_FIRST = Promise.resolve();
/** What fits beside a mail; the dashboard has the rest. */
const MOST_RECENT = 5;

/** The person beside the page: the entry being made, their latest history, and what is due. */
export function SidePanel() {
  const session = useLogSession('panel', NOTHING_FIRST);
  const toasts = useToast();
  const catchUp = useCatchUp(session, toasts);
  const { now, today, timeZone } = useNow();
  const { due, rest } = valueOr(
    useLive(
      async reader => ({ due: await reader.due(now, timeZone), rest: await reader.rest(now, timeZone) }),
      [now, timeZone],
    ),
    { due: [], rest: null },
  );
  const open = (path: string) => void openDashboard(path).catch(report);
  const first = (session.saved?.mentorIds ?? session.form.mentorIds)[0];
  return (
    <div class="panel">
      <header class="popup-head">
        <h1>
          <Logo name={t('extensionName')} />
        </h1>
        <IconButton icon="users" label={t('navMentors')} onClick={() => open('/mentors')} />
        <IconButton icon="home" label={t('navOpenDashboard')} onClick={() => open('/due')} />
      </header>
      <main class="popup-body">
        <NotificationsBlocked />
        <LogView session={session} catchUp={catchUp} takesFocus toasts={toasts} />
        {first !== undefined && <RecentHistory mentorId={first} onAll={() => open(`/mentors/${first}`)} />}
        {rest !== null && (
          <p class="due-rest muted small">
            <Icon name="bell-off" />
            {t('restNothing', { day: formatDay(rest.untilOn, today), why: restText(rest.why) })}
          </p>
        )}
        {due.length > 0 && (
          <section class="section" aria-labelledby="panel-due">
            <h2 id="panel-due">{plural('dueNow', due.length)}</h2>
            <DueList
              due={due}
              compact
              toasts={toasts}
              Message={LateDueMessage}
              onGo={open}
              onLog={(id, reminder) => {
                session.change({ ...prefillFor(reminder), mentorIds: withPerson(session.form.mentorIds, id) });
                focusNote();
              }}
              onEmptied={() => document.querySelector<HTMLElement>('[role=combobox]')?.focus()}
            />
          </section>
        )}
      </main>
      <ToastOf toasts={toasts} />
      <LogFoot session={session} catchUp={catchUp} />
    </div>
  );
}

function RecentHistory({ mentorId, onAll }: { readonly mentorId: string; readonly onAll: () => void }) {
  const live = useLive(
    async reader => ({ mentor: await reader.mentor(mentorId), entries: await reader.timeline(mentorId, MOST_RECENT) }),
    [mentorId],
  );
  if (live.state !== 'ready' || live.value.mentor === null || live.value.entries.length === 0) return null;
  return (
    <section class="section" aria-labelledby="panel-history">
      <div class="section-head">
        <h2 id="panel-history" class="plaintext">
          {t('panelHistory', { name: live.value.mentor.name })}
        </h2>
        <button type="button" class="text-button small muted" onClick={onAll}>
          {t('dueSeeAll')}
        </button>
      </div>
      <Timeline entries={live.value.entries} mentorId={mentorId} actionsFor={null} />
    </section>
  );
}
