import { useRef, useState } from 'preact/hooks';
import type { LocalDate } from '../../core/dates.ts';
import type { LetterColumn } from '../../core/letters/column.ts';
import type { Purpose } from '../../core/message-template.ts';
import type { Problem } from '../../core/result.ts';
import { t } from '../../i18n/t.ts';
import { call } from '../../platform/messaging.ts';
import { Badge } from '../components/Badge.tsx';
import { Button } from '../components/Button.tsx';
import { Icon } from '../components/Icon.tsx';
import { LateMessageDialog } from '../drafts/LateMessageDialog.tsx';
import { FormDialog } from '../hooks/FormDialog.tsx';
import { KeptNotice } from '../hooks/KeptNotice.tsx';
import { useKeptForm } from '../hooks/use-kept-form.ts';
import type { Toasts } from '../hooks/use-toast.ts';
import { ChecklistFields } from './ChecklistFields.tsx';
import { EndFields } from './EndFields.tsx';
import { LetterWarnings } from './LetterWarnings.tsx';
import { changesOf, formOf, formOver, type LetterForm } from './letter-form.ts';
import type { LetterRow, LettersData } from './letter-rows.ts';
import { columnWords } from './letter-words.ts';
import { PurposeFields } from './PurposeFields.tsx';
import { RequestSection } from './RequestSection.tsx';
import { DaysLeft, purposeOf, serviceOf, writerOf } from './RowParts.tsx';
import { StepFields } from './StepFields.tsx';

export interface LetterDialogProps {
  readonly row: LetterRow;
  readonly others: readonly LetterRow[];
  readonly data: LettersData;
  readonly today: LocalDate;
  readonly toasts: Toasts;
  onClose(): void;
}

/** Everything about one letter that the student may enter, and the ways to what belongs to it. */
export function LetterDialog({ row, others, data, today, toasts, onClose }: LetterDialogProps) {
  const { letter } = row;
  const [start] = useState(() => formOf(letter));
  const touched = useRef(new Set<string>());
  const kept = useKeptForm<LetterForm>(`letter/${letter.id}`, start);
  const fields = formOver(letter, kept.fields, start, touched.current);
  const forget = () => {
    touched.current.clear();
    kept.forget();
  };
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isWriting, setWriting] = useState(false);
  const name = writerOf(row);
  const save = async (): Promise<Problem | null> => {
    const changes = changesOf(fields, letter);
    if (Object.keys(changes).length > 0) {
      const result = await saveLetter(letter.id, changes, data);
      if (!result.ok) {
        setProblem(result.problem);
        return result.problem;
      }
      toasts.told(result, t('letterSaved', { name }));
    }
    forget();
    return null;
  };
  const remove = async () => {
    const result = await call('record/remove', { table: 'letters', id: letter.id });
    if (!toasts.told(result, t('letterRemoved', { name }))) return;
    forget();
    onClose();
  };
  const change = (part: Partial<LetterForm>) => {
    setProblem(null);
    for (const name of Object.keys(part)) touched.current.add(name);
    kept.set(part);
  };
  const parts = { fields, data, today, set: change };
  // What is to be done next is read first; a reminder of the request comes also before the packet went out.
  const isRequestNext = row.column === 'request' || row.column === 'packet';
  return (
    <>
      <div class="letter-dialog">
        <FormDialog
          title={t('letterOf', { name })}
          submit={t('actionSave')}
          problem={problem}
          onClose={onClose}
          onSubmit={save}
        >
          <div class="letter-head">
            <Badge tone="accent">{columnWords(row.column)}</Badge>
            <span class="plaintext">{purposeOf(row)}</span>
            <span class="muted">{serviceOf(row)}</span>
            <span class="cluster">
              <DaysLeft row={row} today={today} />
            </span>
          </div>
          {kept.isRestored && <KeptNotice onForget={forget} />}
          <LetterWarnings row={row} today={today} onWrite={() => setWriting(true)} />
          <nav class="letter-links" aria-label={t('letterLinks')}>
            <a class="button secondary size-s" href={`#/packet/${letter.id}`}>
              <Icon name="page" />
              <span class="button-text">{t('letterPacket')}</span>
            </a>
            {row.mentor !== null && (
              <>
                <Button size="s" icon="mail" onClick={() => setWriting(true)}>
                  {t('letterWrite')}
                </Button>
                {(row.column === 'ask' || row.column === 'answer') && (
                  <a class="button secondary size-s" href={`#/rehearse/${letter.mentorId}`}>
                    <Icon name="chat" />
                    <span class="button-text">{t('letterRehearse')}</span>
                  </a>
                )}
                <a class="button secondary size-s" href={`#/mentors/${letter.mentorId}`}>
                  <Icon name="user" />
                  <span class="button-text">{t('letterWriterPage')}</span>
                </a>
              </>
            )}
            <Button size="s" icon="trash" variant="quiet" onClick={() => void remove()}>
              {t('letterRemove')}
            </Button>
          </nav>
          {isRequestNext && <RequestSection fields={fields} data={data} today={today} warnings={row.warnings} />}
          <StepFields {...parts} />
          <PurposeFields {...parts} others={others} />
          {!isRequestNext && <RequestSection fields={fields} data={data} today={today} warnings={row.warnings} />}
          <ChecklistFields {...parts} />
          <EndFields {...parts} others={others} letterId={letter.id} />
        </FormDialog>
      </div>
      {isWriting && (
        <LateMessageDialog
          purpose={purposeAt(row.column)}
          mentorId={letter.contactMentorId ?? letter.mentorId}
          letterId={letter.id}
          toasts={toasts}
          onClose={() => setWriting(false)}
        />
      )}
    </>
  );
}

/** Saves it; the slots that it filled go over to the letter that takes its place, in the same write. */
async function saveLetter(id: string, changes: Partial<LetterForm>, { slots }: LettersData) {
  const by = changes.replacedByLetterId;
  const moved = typeof by === 'string' ? slots.filter(slot => slot.letterId === id) : [];
  if (moved.length === 0) return call('letter/save', { id, fields: changes });
  return call('records/save', {
    saves: [
      { table: 'letters', id, isNew: false, fields: changes },
      ...moved.map(slot => ({ table: 'slots' as const, id: slot.id, isNew: false, fields: { letterId: by } })),
    ],
    assignments: [],
    removals: [],
  });
}

/** What there is to write to somebody while their letter is in a column. */
function purposeAt(column: LetterColumn): Purpose {
  switch (column) {
    case 'ask':
      return 'ask';
    case 'answer':
      return 'ask-reply';
    case 'packet':
    case 'request':
      return 'packet';
    case 'accept':
    case 'receive':
    case 'visible':
      return 'nudge-gentle';
    case 'thank':
      return 'thanks-letter';
    case 'outcome':
    case 'done':
      return 'check-in';
    case 'ended':
      return 'reply-to-no';
  }
}
