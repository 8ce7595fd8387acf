import './drafts.css';
import { useState } from 'preact/hooks';
import { t } from '../../i18n/t.ts';
import { Banner } from '../components/Banner.tsx';
import { Dialog } from '../components/Dialog.tsx';
import { EmptyState } from '../components/EmptyState.tsx';
import { Loading } from '../components/Loading.tsx';
import { problemText } from '../hooks/problem-text.ts';
import { useLive } from '../hooks/use-live.ts';
import { MessageForm } from './MessageForm.tsx';
import type { MessageDialogProps, MessageTo } from './message-dialog-props.ts';
import { messageRecords } from './message-records.ts';

/**
 * A message to one person, to be sent from the student's own mail: words filled from the records, opened there as a draft
 * or copied. Nothing is sent from here, and never to several.
 */
export function MessageDialog({ mentorId, letterId, choices = [], ...props }: MessageDialogProps) {
  const [to, setTo] = useState<MessageTo>({ mentorId, letterId });
  const live = useLive(
    async opened => ({
      records: await messageRecords(opened, to.mentorId, props.reminderId),
      people: await opened.mentorsById(choices.map(choice => choice.mentorId)),
    }),
    [to.mentorId, props.reminderId],
  );
  // While another person is looked up, the answer is still about the one before: nothing may go to them.
  const isOther = live.state === 'ready' && live.value.records !== null && live.value.records.mentor.id !== to.mentorId;
  if (live.state === 'ready' && live.value.records !== null && !isOther) {
    const { records, people } = live.value;
    return (
      <MessageForm
        key={`${to.mentorId}|${to.letterId ?? ''}`}
        {...props}
        {...to}
        records={records}
        people={people}
        onChoose={id => setTo(choices.find(choice => choice.mentorId === id) ?? to)}
      />
    );
  }
  return (
    <Dialog title={t('dueDraftTitle')} closeLabel={t('actionClose')} onClose={props.onClose}>
      {(live.state === 'loading' || isOther) && <Loading label={t('loading')} lines={6} />}
      {live.state === 'failed' && (
        <Banner tone="danger" announce>
          {problemText(live.problem)}
        </Banner>
      )}
      {live.state === 'ready' && !isOther && (
        <EmptyState compact title={t('mentorGoneTitle')}>
          {t('mentorGoneText')}
        </EmptyState>
      )}
    </Dialog>
  );
}
