import './work.css';
import { useState } from 'preact/hooks';
import type { Rotation } from '../../core/rotation.ts';
import { plural, t } from '../../i18n/t.ts';
import { Button } from '../components/Button.tsx';
import { Card } from '../components/Card.tsx';
import { EmptyState } from '../components/EmptyState.tsx';
import { Loading } from '../components/Loading.tsx';
import { LoadFailed } from '../hooks/LoadFailed.tsx';
import { useLive } from '../hooks/use-live.ts';
import { useNow } from '../hooks/use-now.ts';
import type { Toasts } from '../hooks/use-toast.ts';
import { rotationDays } from './describe-rotation.ts';
import { MomentDialog, type MomentStart } from './MomentDialog.tsx';
import { MomentList } from './MomentList.tsx';
import type { Work } from './work.ts';

/** The page is about the person: the newest are enough at first. */
const MOST_AT_FIRST = 5;

export interface MentorWorkProps {
  readonly mentorId: string;
  readonly toasts: Toasts;
}

/** What one mentor was there for: rotations together, and the moments they saw. */
export function MentorWork({ mentorId, toasts }: MentorWorkProps) {
  const { today } = useNow();
  const [start, setStart] = useState<MomentStart | null>(null);
  const live = useLive(
    async reader => ({
      rotations: await reader.rotations(),
      moments: await reader.momentsWith(mentorId),
      mentors: await reader.mentors(),
    }),
    [mentorId],
  );
  if (live.state !== 'ready') {
    return (
      <Card title={t('mentorWorkTitle')}>
        {live.state === 'failed' ? <LoadFailed problem={live.problem} /> : <Loading label={t('loading')} lines={3} />}
      </Card>
    );
  }
  const work: Work = { ...live.value, milestones: [], today, toasts };
  const { rotations, moments, mentors } = work;
  const together = rotations.filter(rotation => rotation.mentors.some(met => met.mentorId === mentorId)).toReversed();
  return (
    <Card
      title={t('mentorWorkTitle')}
      actions={
        <Button size="s" icon="plus" onClick={() => setStart({ on: today, mentorIds: [mentorId], rotationId: null })}>
          {t('momentAdd')}
        </Button>
      }
    >
      <div class="stack">
        {together.length > 0 && (
          <ul class="rows">
            {together.map(rotation => (
              <TogetherRow key={rotation.id} rotation={rotation} mentorId={mentorId} work={work} />
            ))}
          </ul>
        )}
        {moments.length === 0 ? (
          <EmptyState compact title={t('mentorNoMomentsTitle')}>
            {t('mentorNoMomentsText')}
          </EmptyState>
        ) : (
          <MomentList moments={moments} work={work} ofMentorId={mentorId} most={MOST_AT_FIRST} />
        )}
      </div>
      {start !== null && (
        <MomentDialog
          moment={start}
          mentors={mentors}
          rotations={rotations}
          toasts={toasts}
          onClose={() => setStart(null)}
        />
      )}
    </Card>
  );
}

interface TogetherRowProps {
  readonly rotation: Rotation;
  readonly mentorId: string;
  readonly work: Work;
}

function TogetherRow({ rotation, mentorId, work }: TogetherRowProps) {
  const met = rotation.mentors.find(one => one.mentorId === mentorId);
  const facts = [
    rotationDays(rotation, work.today),
    typeof met?.daysTogether === 'number' ? plural('rotationDaysWorked', met.daysTogether) : '',
    met?.watchedDirectly === true ? t('rotationWatchedYes') : '',
    met?.watchedDirectly === false ? t('rotationWatchedNo') : '',
  ];
  return (
    <li class="row">
      <span class="row-words">
        <a class="truncate plaintext" href={`#/work/rotations/${rotation.id}`}>
          {rotation.name}
        </a>
        <span class="muted small">{facts.filter(text => text !== '').join(' · ')}</span>
      </span>
    </li>
  );
}
