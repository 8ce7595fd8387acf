import { useState } from 'preact/hooks';
import type { LocalDate } from '../../core/dates.ts';
import type { Problem } from '../../core/result.ts';
import { t } from '../../i18n/t.ts';
import { newId } from '../../platform/ids.ts';
import { call } from '../../platform/messaging.ts';
import { Banner } from '../components/Banner.tsx';
import { FormDialog } from '../hooks/FormDialog.tsx';
import { useKeptForm } from '../hooks/use-kept-form.ts';
import type { Toasts } from '../hooks/use-toast.ts';
import { type LetterForm, newLetterFrom } from './letter-form.ts';
import type { LetterRow, LettersData } from './letter-rows.ts';
import { PurposeFields } from './PurposeFields.tsx';
import { writerOf } from './RowParts.tsx';

export interface NewLetterDialogProps {
  /** What the address proposes, after its `?`. */
  readonly query: string;
  readonly others: readonly LetterRow[];
  readonly data: LettersData;
  readonly today: LocalDate;
  readonly toasts: Toasts;
  onClose(): void;
  onMade(id: string): void;
}

/** A new letter: who is to write it, and what for. All else comes later. */
export function NewLetterDialog({ query, others, data, today, toasts, onClose, onMade }: NewLetterDialogProps) {
  const [proposed] = useState(() => newLetterFrom(query, data, today));
  const { fields, set, forget } = useKeptForm<LetterForm>(`letter/new?${query}`, proposed.form);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [lacksWriter, setLacks] = useState(false);
  const replaced = others.find(({ letter }) => letter.id === proposed.replacesId) ?? null;
  const save = async (): Promise<Problem | null | false> => {
    if (fields.mentorId === '') {
      setLacks(true);
      return false;
    }
    const id = newId();
    const slots = data.slots.filter(
      slot => slot.id === proposed.slotId || (replaced !== null && slot.letterId === replaced.letter.id),
    );
    const result = await call('records/save', {
      saves: [
        { table: 'letters', id, isNew: true, fields },
        ...(replaced === null
          ? []
          : [
              {
                table: 'letters' as const,
                id: replaced.letter.id,
                isNew: false,
                fields: { ended: 'replaced', endedOn: today, replacedByLetterId: id },
              },
            ]),
        ...slots.map(slot => ({ table: 'slots' as const, id: slot.id, isNew: false, fields: { letterId: id } })),
      ],
      assignments: [],
      removals: [],
    });
    if (!result.ok) {
      setProblem(result.problem);
      return result.problem;
    }
    const name = data.mentors.find(mentor => mentor.id === fields.mentorId)?.name ?? '';
    toasts.told(result, t('letterAdded', { name }));
    forget();
    onMade(id);
    return null;
  };
  return (
    <div class="letter-dialog">
      <FormDialog title={t('lettersNew')} submit={t('letterAdd')} problem={problem} onClose={onClose} onSubmit={save}>
        {replaced !== null && <Banner>{t('letterReplaces', { name: writerOf(replaced) })}</Banner>}
        {lacksWriter && fields.mentorId === '' && (
          <Banner tone="danger" announce>
            {t('letterLacksWriter')}
          </Banner>
        )}
        <PurposeFields
          fields={fields}
          data={data}
          today={today}
          others={others}
          set={part => {
            setProblem(null);
            set(part);
          }}
        />
      </FormDialog>
    </div>
  );
}
