import { useState } from 'preact/hooks';
import { endedOn, type Interaction } from '../../core/interaction.ts';
import type { Mentor } from '../../core/mentor.ts';
import type { Milestone } from '../../core/milestone.ts';
import { formatRelativeDay } from '../../i18n/format.ts';
import { t } from '../../i18n/t.ts';
import { Avatar } from '../components/Avatar.tsx';
import { Button } from '../components/Button.tsx';
import { Dialog } from '../components/Dialog.tsx';
import { EmptyState } from '../components/EmptyState.tsx';
import { Loading } from '../components/Loading.tsx';
import { LateMessageDialog } from '../drafts/LateMessageDialog.tsx';
import { LoadFailed } from '../hooks/LoadFailed.tsx';
import { useLive } from '../hooks/use-live.ts';
import type { Work } from './work.ts';

export interface ShareDialogProps {
  readonly milestone: Milestone;
  readonly work: Work;
  onClose(): void;
}

interface Untold {
  readonly mentor: Mentor;
  readonly last: Interaction | null;
}

/** Whom a piece of news has not reached: everybody without contact since that day, each to be written to alone. */
export function ShareDialog({ milestone, work, onClose }: ShareDialogProps) {
  const [mentorId, setMentorId] = useState<string | null>(null);
  const live = useLive(
    async (reader): Promise<readonly Untold[]> => {
      const mentors = (await reader.mentors()).filter(({ isArchived }) => !isArchived);
      const last = await Promise.all(mentors.map(({ id }) => reader.lastContact(id)));
      return mentors
        .map((mentor, index) => ({ mentor, last: last[index] ?? null }))
        .filter(one => one.last === null || endedOn(one.last.when) < milestone.on)
        .sort((a, b) => Number(b.mentor.isStarred) - Number(a.mentor.isStarred));
    },
    [milestone.on],
  );
  if (mentorId !== null) {
    return (
      <LateMessageDialog
        purpose="check-in"
        mentorId={mentorId}
        letterId={null}
        toasts={work.toasts}
        onClose={() => setMentorId(null)}
      />
    );
  }
  return (
    <Dialog title={t('newsShareTitle')} closeLabel={t('actionClose')} onClose={onClose}>
      <p class="plaintext">
        <strong>{milestone.text}</strong>
      </p>
      {live.state === 'loading' && <Loading label={t('loading')} people lines={3} />}
      {live.state === 'failed' && <LoadFailed problem={live.problem} />}
      {live.state === 'ready' && live.value.length === 0 && (
        <EmptyState compact title={t('newsToldTitle')}>
          {t('newsToldText')}
        </EmptyState>
      )}
      {live.state === 'ready' && live.value.length > 0 && (
        <>
          <p class="muted">{t('newsShareText')}</p>
          <ul class="rows">
            {live.value.map(({ mentor, last }) => (
              <li key={mentor.id} class="row">
                <Avatar name={mentor.name} seed={mentor.id} />
                <span class="row-words">
                  <span class="truncate plaintext">{mentor.name}</span>
                  <span class="muted small">
                    {last === null
                      ? t('mentorNeverSpoken')
                      : t('mentorLastContact', { when: formatRelativeDay(endedOn(last.when), work.today) })}
                  </span>
                </span>
                <Button
                  size="s"
                  icon="mail"
                  label={t('newsWriteTo', { name: mentor.name })}
                  onClick={() => setMentorId(mentor.id)}
                >
                  {t('newsWrite')}
                </Button>
              </li>
            ))}
          </ul>
        </>
      )}
    </Dialog>
  );
}
