import type { ComponentChildren } from 'preact';
import { isNewsOfMatch, NEWS_OF_MATCH } from '../../core/drafts/purposes.ts';
import type { Purpose } from '../../core/message-template.ts';
import type { Track } from '../../core/plan/plan.ts';
import { t, tFamily } from '../../i18n/t.ts';
import { call } from '../../platform/messaging.ts';
import { Button } from '../components/Button.tsx';
import { Dialog } from '../components/Dialog.tsx';
import { SegmentedControl } from '../components/SegmentedControl.tsx';
import { useNow } from '../hooks/use-now.ts';
import type { Toasts } from '../hooks/use-toast.ts';

export interface MatchQuestionProps {
  readonly title: string;
  readonly purpose: Purpose;
  /** The choice of what the message is for, which leads back to other matters. */
  readonly kind: ComponentChildren;
  /** The track it is about; `null` where the letter is for none. */
  readonly track: Track | null;
  readonly toasts: Toasts;
  onChoose(purpose: Purpose): void;
  onTell(): void;
  onClose(): void;
}

/** Before anything is drafted: how did it end, and is anybody to hear of it now? */
export function MatchQuestion({ title, purpose, kind, track, toasts, onChoose, onTell, onClose }: MatchQuestionProps) {
  const { today } = useNow();
  const options = NEWS_OF_MATCH.map(value => ({ value, label: tFamily('way', value) }));
  const answer = NEWS_OF_MATCH.find(one => one === purpose) ?? 'matched';
  const save = async (tells: boolean): Promise<boolean> => {
    if (track === null) return true;
    const outcome = { answer, on: track.outcome?.on ?? today, tells };
    return toasts.told(await call('track/save', { id: track.id, fields: { outcome } }), t('toastOutcomeSaved'));
  };
  const tell = async () => {
    if (await save(true)) onTell();
  };
  const tellNobody = async () => {
    if (await save(false)) onClose();
  };
  return (
    <Dialog
      title={title}
      closeLabel={t('actionClose')}
      onClose={onClose}
      onSubmit={() => void tell()}
      actions={
        <>
          <Button onClick={() => void tellNobody()}>{t('matchTellNobody')}</Button>
          <Button variant="primary" type="submit">
            {t('matchTell')}
          </Button>
        </>
      }
    >
      {kind}
      <SegmentedControl
        label={track === null ? t('matchQuestion') : t('matchQuestionTrack', { track: track.name })}
        value={answer}
        options={options}
        onChange={value => {
          if (isNewsOfMatch(value)) onChoose(value);
        }}
      />
      <p class="muted">{t('matchHint')}</p>
    </Dialog>
  );
}
