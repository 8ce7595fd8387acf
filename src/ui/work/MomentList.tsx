import { useState } from 'preact/hooks';
import { COMPETENCIES, type Moment, momentTitle } from '../../core/moment.ts';
import { formatDay } from '../../i18n/format.ts';
import { t, tFamily } from '../../i18n/t.ts';
import { call } from '../../platform/messaging.ts';
import { Badge } from '../components/Badge.tsx';
import { Button } from '../components/Button.tsx';
import { Menu } from '../components/Menu.tsx';
import { focusHeading } from '../hooks/focus-heading.ts';
import { useFocusInList } from '../hooks/use-focus-in-list.ts';
import { MomentDialog } from './MomentDialog.tsx';
import type { Work } from './work.ts';

/** How many are shown at first, and more of at each press. */
const STEP = 50;

export interface MomentListProps {
  /** The newest first. */
  readonly moments: readonly Moment[];
  readonly work: Work;
  /** On a rotation's own page nothing repeats which it is; likewise on a mentor's. */
  readonly isOfRotation?: boolean | undefined;
  readonly ofMentorId?: string | undefined;
  /** How many are shown at first; 50 unless told. */
  readonly most?: number | undefined;
}

/** Moments as they were written down, each to be changed and removed. */
export function MomentList({ moments, work, isOfRotation, ofMentorId, most = STEP }: MomentListProps) {
  const [count, setCount] = useState(most);
  const [editingId, setEditingId] = useState<string | null>(null);
  const list = useFocusInList<HTMLOListElement>(focusHeading);
  const { mentors, rotations, toasts } = work;
  const editing = moments.find(({ id }) => id === editingId);
  const remove = async (moment: Moment) =>
    toasts.told(await call('record/remove', { table: 'moments', id: moment.id }), t('toastMomentRemoved'));
  return (
    <>
      <ol class="moments" ref={list}>
        {moments.slice(0, count).map(moment => (
          <MomentItem
            key={moment.id}
            moment={moment}
            work={work}
            isOfRotation={isOfRotation}
            ofMentorId={ofMentorId}
            onEdit={() => setEditingId(moment.id)}
            onRemove={() => void remove(moment)}
          />
        ))}
      </ol>
      {moments.length > count && (
        <div class="card-foot">
          <Button wide onClick={() => setCount(count + STEP)}>
            {t('momentsMore')}
          </Button>
        </div>
      )}
      {editing !== undefined && (
        <MomentDialog
          moment={editing}
          mentors={mentors}
          rotations={rotations}
          toasts={toasts}
          onClose={() => setEditingId(null)}
        />
      )}
    </>
  );
}

interface MomentItemProps extends Pick<MomentListProps, 'work' | 'isOfRotation' | 'ofMentorId'> {
  readonly moment: Moment;
  onEdit(): void;
  onRemove(): void;
}

function MomentItem({ moment, work, isOfRotation, ofMentorId, onEdit, onRemove }: MomentItemProps) {
  const rotation = isOfRotation ? undefined : work.rotations.find(({ id }) => id === moment.rotationId);
  const seenBy = moment.mentorIds
    .filter(id => id !== ofMentorId)
    .flatMap(id => work.mentors.find(mentor => mentor.id === id) ?? []);
  const title = momentTitle(moment) || t('momentUntitled');
  return (
    <li class="moment">
      <div class="moment-head">
        <div class="cluster">
          <time dateTime={moment.on}>{formatDay(moment.on, work.today)}</time>
          {seenBy.map(mentor => (
            <a key={mentor.id} class="plaintext" href={`#/mentors/${mentor.id}`}>
              {mentor.name}
            </a>
          ))}
          {rotation !== undefined && (
            <a class="plaintext" href={`#/work/rotations/${rotation.id}`}>
              {rotation.name}
            </a>
          )}
          {moment.isStrong && (
            <Badge tone="due" icon="star">
              {t('momentStrongMark')}
            </Badge>
          )}
        </div>
        <Menu
          icon="more"
          iconOnly
          size="s"
          label={t('momentMenu', { title })}
          items={[
            { id: 'edit', label: t('workEdit'), icon: 'pencil' },
            { id: 'remove', label: t('workRemove'), icon: 'trash', danger: true },
          ]}
          onChoose={choice => (choice === 'edit' ? onEdit() : onRemove())}
        />
      </div>
      {moment.situation !== '' && <p class="moment-situation plaintext">{moment.situation}</p>}
      {moment.whatIDid !== '' && <p class="moment-text plaintext">{moment.whatIDid}</p>}
      {moment.theirWords !== '' && <blockquote class="moment-words plaintext">{moment.theirWords}</blockquote>}
      {moment.competencies.length > 0 && (
        <ul class="cluster" aria-label={t('momentCompetencies')}>
          {COMPETENCIES.filter(known => moment.competencies.includes(known)).map(competency => (
            <li key={competency}>
              <Badge>{tFamily('competency', competency)}</Badge>
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}
