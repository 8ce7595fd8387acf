import type { LocalDate } from '../../core/dates.ts';
import { type Candidate, whomToStartWith } from '../../core/letters/rehearsal.ts';
import { readinessSummary } from '../../i18n/readiness.ts';
import { plural, t } from '../../i18n/t.ts';
import { Avatar } from '../components/Avatar.tsx';
import { Card } from '../components/Card.tsx';
import { EmptyState } from '../components/EmptyState.tsx';
import { Loading } from '../components/Loading.tsx';
import { PageHeader } from '../components/PageHeader.tsx';
import { describeMentor } from '../hooks/describe-mentor.ts';
import { LoadFailed } from '../hooks/LoadFailed.tsx';
import { useLive } from '../hooks/use-live.ts';
import { useNow } from '../hooks/use-now.ts';
import { VerdictBadge } from '../mentors-ready/ReadinessWords.tsx';

/** With whom to start: those with whom it went best, and why they stand there. */
export function StartList() {
  const { today } = useNow();
  const live = useLive(async reader => ({ all: await reader.evidenceOfAll(), letters: await reader.letters() }), []);
  const candidates = live.state === 'ready' ? whomToStartWith(live.value.all, live.value.letters, today) : [];
  return (
    <>
      <PageHeader
        back={{ href: '#/mentors', label: t('navMentors') }}
        title={t('rehearsalTitle')}
        subtitle={t('rehearsalIntro')}
      />
      {live.state === 'failed' && <LoadFailed problem={live.problem} />}
      {live.state === 'loading' && (
        <Card>
          <Loading label={t('loading')} people lines={4} />
        </Card>
      )}
      {live.state === 'ready' && candidates.length === 0 && (
        <Card>
          <EmptyState
            title={t('rehearsalEmptyTitle')}
            action={
              <a class="button secondary size-m" href="#/mentors">
                {t('rehearsalEmptyAction')}
              </a>
            }
          >
            {t('rehearsalEmptyText')}
          </EmptyState>
        </Card>
      )}
      {candidates.length > 0 && (
        <Card flush title={t('rehearsalStartTitle')}>
          <p class="rehearsal-lead">{t('rehearsalStartText')}</p>
          <ol class="people">
            {candidates.map(candidate => (
              <li key={candidate.evidence.mentor.id}>
                <Row candidate={candidate} today={today} />
              </li>
            ))}
          </ol>
        </Card>
      )}
    </>
  );
}

interface RowProps {
  readonly candidate: Candidate;
  readonly today: LocalDate;
}

function Row({ candidate: { evidence, readiness, strong, words }, today }: RowProps) {
  const { mentor } = evidence;
  const why = [
    ...(strong > 0 ? [plural('rehearsalStartStrong', strong)] : []),
    ...(words > 0 ? [plural('rehearsalStartWords', words)] : []),
  ];
  return (
    <a class="people-row" href={`#/rehearse/${mentor.id}`}>
      <Avatar name={mentor.name} seed={mentor.id} />
      <span class="people-words">
        <strong class="truncate plaintext">{mentor.name}</strong>
        <span class="muted small truncate plaintext">{describeMentor(mentor)}</span>
        <span class="small">{why.length > 0 ? why.join(' ') : readinessSummary(readiness, today)}</span>
      </span>
      <span class="people-state">
        <VerdictBadge verdict={readiness.verdict} isChair={readiness.isChair} />
      </span>
    </a>
  );
}
