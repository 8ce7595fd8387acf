import { useState } from 'preact/hooks';
import { earlierOf, laterOf } from '../../core/dates.ts';
import type { Mentor } from '../../core/mentor.ts';
import type { Rotation } from '../../core/rotation.ts';
import { plural, t, tFamily } from '../../i18n/t.ts';
import { call } from '../../platform/messaging.ts';
import { Avatar } from '../components/Avatar.tsx';
import { Badge } from '../components/Badge.tsx';
import { Button } from '../components/Button.tsx';
import { Card } from '../components/Card.tsx';
import { EmptyState } from '../components/EmptyState.tsx';
import { Menu } from '../components/Menu.tsx';
import { PageHeader } from '../components/PageHeader.tsx';
import { describeMentor } from '../hooks/describe-mentor.ts';
import { goTo } from '../hooks/go-to.ts';
import { describeRotation, rotationDays, rotationLength } from './describe-rotation.ts';
import { MomentDialog, type MomentStart } from './MomentDialog.tsx';
import { MomentList } from './MomentList.tsx';
import { RotationDialog } from './RotationDialog.tsx';
import type { Work } from './work.ts';

/** One rotation: its days, the people met there, and what they saw. */
export function RotationPage({ id, work }: { readonly id: string; readonly work: Work }) {
  const [isEditing, setEditing] = useState(false);
  const [start, setStart] = useState<MomentStart | null>(null);
  const { mentors, rotations, today, toasts } = work;
  const back = { href: '#/work/rotations', label: t('workRotations') };
  const rotation = rotations.find(one => one.id === id);
  if (rotation === undefined) {
    return (
      <>
        <PageHeader back={back} title={t('rotationGoneTitle')} />
        <Card>
          <EmptyState drawing="search" title={t('rotationGoneTitle')}>
            {t('rotationGoneText')}
          </EmptyState>
        </Card>
      </>
    );
  }
  const moments = work.moments.filter(({ rotationId }) => rotationId === id);
  const remove = async () => {
    const removed = await call('record/remove', { table: 'rotations', id });
    if (toasts.told(removed, t('toastRotationRemoved', { name: rotation.name }))) goTo('/work/rotations');
  };
  // Today, or the rotation's nearest day to it.
  const day = laterOf(rotation.startsOn, earlierOf(rotation.endsOn, today));
  const addMoment = (mentorIds: readonly string[]) => setStart({ on: day, mentorIds, rotationId: id });
  const details = [rotationDays(rotation, today), rotationLength(rotation), describeRotation(rotation)];
  return (
    <>
      <PageHeader
        back={back}
        title={rotation.name}
        subtitle={details.filter(text => text !== '').join(' · ')}
        actions={
          <>
            <Badge>{tFamily('rotationKind', rotation.kind)}</Badge>
            <Button icon="pencil" onClick={() => setEditing(true)}>
              {t('workEdit')}
            </Button>
            <Button variant="primary" icon="plus" onClick={() => addMoment(onlyOne(rotation))}>
              {t('momentAdd')}
            </Button>
            <Menu
              icon="more"
              iconOnly
              label={t('rotationMore')}
              items={[{ id: 'remove', label: t('rotationRemove'), icon: 'trash', danger: true }]}
              onChoose={() => void remove()}
            />
          </>
        }
      />
      <div class="columns">
        <Card title={moments.length === 0 ? t('workMoments') : plural('momentsCount', moments.length)}>
          {moments.length === 0 ? (
            <EmptyState compact title={t('rotationNoMomentsTitle')}>
              {t('rotationNoMomentsText')}
            </EmptyState>
          ) : (
            <MomentList moments={moments} work={work} isOfRotation />
          )}
        </Card>
        <Card title={t('rotationPeople')}>
          {rotation.mentors.length === 0 ? (
            <p class="muted">{t('rotationNobodyText')}</p>
          ) : (
            <ul class="rows">
              {rotation.mentors.map(met => (
                <MetRow
                  key={met.mentorId}
                  met={met}
                  mentor={mentors.find(mentor => mentor.id === met.mentorId) ?? null}
                  momentCount={moments.filter(({ mentorIds }) => mentorIds.includes(met.mentorId)).length}
                  onAdd={() => addMoment([met.mentorId])}
                />
              ))}
            </ul>
          )}
        </Card>
      </div>
      {isEditing && (
        <RotationDialog rotation={rotation} mentors={mentors} toasts={toasts} onClose={() => setEditing(false)} />
      )}
      {start !== null && (
        <MomentDialog
          moment={start}
          mentors={mentors}
          rotations={rotations}
          toasts={toasts}
          onClose={() => setStart(null)}
        />
      )}
    </>
  );
}

interface MetRowProps {
  readonly met: Rotation['mentors'][number];
  /** `null` when they are no longer in the log. */
  readonly mentor: Mentor | null;
  readonly momentCount: number;
  onAdd(): void;
}

function MetRow({ met, mentor, momentCount, onAdd }: MetRowProps) {
  const facts = [
    met.daysTogether === null ? '' : plural('rotationDaysWorked', met.daysTogether),
    met.watchedDirectly === null ? '' : met.watchedDirectly ? t('rotationWatchedYes') : t('rotationWatchedNo'),
    momentCount === 0 ? '' : plural('momentsCount', momentCount),
  ].filter(text => text !== '');
  return (
    <li class="row">
      <Avatar name={mentor?.name ?? '?'} seed={met.mentorId} />
      <span class="row-words">
        {mentor === null ? (
          <span class="muted">{t('rotationPersonGone')}</span>
        ) : (
          <a class="truncate plaintext" href={`#/mentors/${mentor.id}`} title={describeMentor(mentor)}>
            {mentor.name}
          </a>
        )}
        <span class="muted small">{facts.length === 0 ? t('rotationNothingSaid') : facts.join(' · ')}</span>
      </span>
      {mentor !== null && (
        <Button size="s" icon="plus" label={t('momentAddFor', { name: mentor.name })} onClick={onAdd}>
          {t('momentShort')}
        </Button>
      )}
    </li>
  );
}

/** Whoever is the only one there is meant; of several the student says who. */
function onlyOne({ mentors }: Rotation): readonly string[] {
  return mentors.length === 1 ? mentors.map(({ mentorId }) => mentorId) : [];
}
