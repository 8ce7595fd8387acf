import './rehearsal.css';
import { useEffect } from 'preact/hooks';
import { t } from '../../i18n/t.ts';
import { Card } from '../components/Card.tsx';
import { EmptyState } from '../components/EmptyState.tsx';
import { Loading } from '../components/Loading.tsx';
import { PageHeader } from '../components/PageHeader.tsx';
import { focusHeading } from '../hooks/focus-heading.ts';
import { LoadFailed } from '../hooks/LoadFailed.tsx';
import { useLive } from '../hooks/use-live.ts';
import { useNow } from '../hooks/use-now.ts';
import type { Toasts } from '../hooks/use-toast.ts';
import { Rehearsal } from './Rehearsal.tsx';
import { StartList } from './StartList.tsx';

export interface RehearsalPageProps {
  /** Empty to be told with whom to start. */
  readonly mentorId: string;
  readonly toasts: Toasts;
}

/** Before asking somebody for a letter: what to say, what they may ask, and how it may end. */
export function RehearsalPage({ mentorId, toasts }: RehearsalPageProps) {
  return mentorId === '' ? <StartList /> : <OfMentor key={mentorId} mentorId={mentorId} toasts={toasts} />;
}

function OfMentor({ mentorId, toasts }: RehearsalPageProps) {
  const { today } = useNow();
  const live = useLive(
    async reader => ({
      evidence: await reader.evidenceOf(mentorId),
      moments: await reader.momentsWith(mentorId),
      letters: await reader.lettersBy(mentorId),
      tracks: await reader.tracks(),
      plans: await reader.plans(),
    }),
    [mentorId],
  );
  useEffect(() => {
    // Whoever came here while it loaded waits at the empty page.
    if (live.state !== 'loading' && document.activeElement?.id === 'main') focusHeading();
  }, [live.state]);
  if (live.state === 'ready' && live.value.evidence !== null) {
    return <Rehearsal {...live.value} evidence={live.value.evidence} today={today} toasts={toasts} />;
  }
  return (
    <>
      <PageHeader back={{ href: '#/mentors', label: t('navMentors') }} title={t('rehearsalTitle')} />
      {live.state === 'failed' && <LoadFailed problem={live.problem} />}
      {live.state === 'loading' && (
        <Card>
          <Loading label={t('loading')} lines={6} />
        </Card>
      )}
      {live.state === 'ready' && (
        <Card>
          <EmptyState title={t('mentorGoneTitle')} drawing="search">
            {t('mentorGoneText')}
          </EmptyState>
        </Card>
      )}
    </>
  );
}
