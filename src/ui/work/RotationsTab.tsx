import type { ComponentChildren } from 'preact';
import type { LocalDate } from '../../core/dates.ts';
import type { Rotation } from '../../core/rotation.ts';
import { plural, t, tFamily } from '../../i18n/t.ts';
import { Badge } from '../components/Badge.tsx';
import { Button } from '../components/Button.tsx';
import { Card } from '../components/Card.tsx';
import { EmptyState } from '../components/EmptyState.tsx';
import { PageHeader } from '../components/PageHeader.tsx';
import { goTo } from '../hooks/go-to.ts';
import { describeRotation, rotationDays } from './describe-rotation.ts';
import { RotationDialog } from './RotationDialog.tsx';
import { isNew, mentorInAddress, type Work } from './work.ts';

export interface RotationsTabProps {
  /** `new`, or `new:MENTOR`, for the dialog for a new one, as the address says; empty for none. */
  readonly id: string;
  readonly tabs: ComponentChildren;
  readonly work: Work;
}

/** All rotations: the one the student is in, those to come, and those that are over. */
export function RotationsTab({ id: open, tabs, work }: RotationsTabProps) {
  const { rotations, today } = work;
  // In place of the dialog's address, so that the back button does not open it again.
  const close = () => location.replace('#/work/rotations');
  return (
    <>
      <PageHeader
        title={t('navWork')}
        subtitle={t('workRotationsSubtitle')}
        actions={
          <Button variant="primary" icon="plus" onClick={() => goTo('/work/rotations/new')}>
            {t('rotationAdd')}
          </Button>
        }
      />
      {tabs}
      {rotations.length === 0 && (
        <Card>
          <EmptyState title={t('rotationsEmptyTitle')}>{t('rotationsEmptyText')}</EmptyState>
        </Card>
      )}
      <div class="stack">
        {groupsOf(rotations, today).map(({ id, title, list }) => (
          <Card key={id} title={title} flush>
            <ul class="people">
              {list.map(rotation => (
                <RotationRow key={rotation.id} rotation={rotation} work={work} />
              ))}
            </ul>
          </Card>
        ))}
      </div>
      {isNew(open) && (
        <RotationDialog
          key={open}
          rotation={null}
          metIds={mentorInAddress(open, work.mentors)}
          mentors={work.mentors}
          toasts={work.toasts}
          onClose={close}
        />
      )}
    </>
  );
}

/** Now, coming (the next first), past (the latest first); only those with something in them. */
function groupsOf(rotations: readonly Rotation[], today: LocalDate) {
  const past = rotations.filter(({ endsOn }) => endsOn < today);
  const coming = rotations.filter(({ startsOn, endsOn }) => startsOn > today && endsOn >= today);
  const present = rotations.filter(rotation => !past.includes(rotation) && !coming.includes(rotation));
  return [
    { id: 'now', title: t('rotationsNow'), list: present },
    { id: 'coming', title: t('rotationsComing'), list: coming },
    { id: 'past', title: t('rotationsPast'), list: past.toReversed() },
  ].filter(({ list }) => list.length > 0);
}

function RotationRow({ rotation, work }: { readonly rotation: Rotation; readonly work: Work }) {
  const names = rotation.mentors.flatMap(({ mentorId }) => {
    const mentor = work.mentors.find(({ id }) => id === mentorId);
    return mentor === undefined ? [] : [mentor.name];
  });
  const moments = work.moments.filter(({ rotationId }) => rotationId === rotation.id).length;
  return (
    <li>
      <a class="people-row work-row" href={`#/work/rotations/${rotation.id}`}>
        <span class="people-words">
          <strong class="truncate plaintext">{rotation.name}</strong>
          <span class="muted small plaintext">{describeRotation(rotation)}</span>
          <span class="muted small truncate plaintext">
            {names.length === 0 ? t('rotationNobody') : t('rotationMet', { names: names.join(', ') })}
          </span>
        </span>
        <span class="people-state">
          <span>{rotationDays(rotation, work.today)}</span>
          <span class="cluster work-badges">
            <Badge>{tFamily('rotationKind', rotation.kind)}</Badge>
            {moments > 0 && <Badge tone="accent">{plural('momentsCount', moments)}</Badge>}
          </span>
        </span>
      </a>
    </li>
  );
}
