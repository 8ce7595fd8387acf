import type { FunctionComponent } from 'preact';
import { useEffect, useLayoutEffect, useState } from 'preact/hooks';
import { siteAt } from '../../core/sites.ts';
import { t } from '../../i18n/t.ts';
import { report } from '../../platform/report.ts';
import type { Glance } from '../../storage/glance.ts';
import { IconButton } from '../components/IconButton.tsx';
import { Logo } from '../components/Logo.tsx';
import { prefillFor, withPerson } from '../due/prefill.ts';
import { openDashboard } from '../hooks/open-dashboard.ts';
import { ToastOf } from '../hooks/ToastOf.tsx';
import { useToast } from '../hooks/use-toast.ts';
import { focusNote, LogFoot, LogView } from '../log/LogView.tsx';
import { useCatchUp } from '../log/use-catch-up.ts';
import { type LogSession, useLogSession } from '../log/use-log-session.ts';
import type { SiteOfferProps } from '../sites/SiteOffer.tsx';
import { PopupDue, type PopupDueProps } from './PopupDue.tsx';

/** More than these would push the form out of sight. */
const MOST_DUE = 2;
const MOST_DUE_BESIDE_AN_ENTRY = 1;

export interface PopupProps {
  /** What is due as the popup opened. */
  readonly due: Promise<Glance | null>;
}

/** What is due, and a form that is ready before anything is read from storage. */
export function Popup({ due }: PopupProps) {
  const session = useLogSession('popup', due);
  const toasts = useToast();
  const catchUp = useCatchUp(session, toasts);
  const open = (path: string) => {
    // A popup stays open when a tab is opened behind it.
    openDashboard(path)
      .then(() => window.close())
      .catch(report);
  };
  const hasPeople = session.form.mentorIds.length + session.form.newMentors.length > 0;
  const hasEntry = hasPeople || session.form.source !== null || session.pageProblem !== null || session.isResumed;
  return (
    <div class="popup">
      <header class="popup-head">
        <h1>
          <Logo name={t('extensionName')} />
        </h1>
        <IconButton icon="users" label={t('navMentors')} onClick={() => open('/mentors')} />
        <IconButton icon="home" label={t('navOpenDashboard')} onClick={() => open('/due')} />
      </header>
      <main class="popup-body">
        {session.saved === null && catchUp.logged === null && (
          <FirstDue
            reading={due}
            most={hasEntry ? MOST_DUE_BESIDE_AN_ENTRY : MOST_DUE}
            isEmptyForm={!hasPeople}
            toasts={toasts}
            onLog={(mentorId, reminder) => {
              session.change({ ...prefillFor(reminder), mentorIds: withPerson(session.form.mentorIds, mentorId) });
              focusNote();
            }}
            onGo={open}
            onAll={() => open('/due')}
          />
        )}
        <LogView session={session} catchUp={catchUp} takesFocus toasts={toasts} />
        <LaterOffer session={session} toasts={toasts} onOpenSite={id => open(`/sites/${id}`)} />
      </main>
      <ToastOf toasts={toasts} />
      <LogFoot session={session} catchUp={catchUp} />
    </div>
  );
}

interface LaterOfferProps extends Omit<SiteOfferProps, 'site'> {
  readonly session: LogSession;
}

/** Under the entry, once its page was read: the offer to allow the page's site. Its code comes then, too. */
function LaterOffer({ session, ...props }: LaterOfferProps) {
  const [Offer, setOffer] = useState<FunctionComponent<SiteOfferProps> | null>(null);
  const { reading, pageProblem, problem, isReading } = session;
  const site = siteAt(reading?.url ?? '');
  const isFitting = site?.hasChip === true && !isReading && pageProblem === null && problem === null;
  useEffect(() => {
    if (!isFitting) return;
    import('../sites/SiteOffer.tsx').then(({ SiteOffer }) => setOffer(() => SiteOffer)).catch(report);
  }, [isFitting]);
  return isFitting && Offer !== null ? <Offer site={site} {...props} /> : null;
}

interface FirstDueProps extends Omit<PopupDueProps, 'first'> {
  readonly reading: Promise<Glance | null>;
}

/** The due list once it is read. It alone is drawn then, and not the form again. */
function FirstDue({ reading, ...props }: FirstDueProps) {
  // `undefined` until it is known; `null` when the list has to find out itself.
  const [first, setFirst] = useState<Glance | null>();
  useLayoutEffect(() => {
    reading.then(setFirst).catch(error => {
      report(error);
      setFirst(null);
    });
  }, [reading]);
  return first === undefined ? null : <PopupDue first={first} {...props} />;
}
