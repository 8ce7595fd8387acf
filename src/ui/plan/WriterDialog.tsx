import { useMemo, useState } from 'preact/hooks';
import type { LocalDate } from '../../core/dates.ts';
import { candidatesFor } from '../../core/plan/candidates.ts';
import { type FillProblem, fillChoice, type SlotFill, savesToFill } from '../../core/plan/fill-slot.ts';
import type { Track } from '../../core/plan/plan.ts';
import type { Slot } from '../../core/plan/slot.ts';
import type { Problem } from '../../core/result.ts';
import { slotName, slotWishes } from '../../i18n/slot.ts';
import { t } from '../../i18n/t.ts';
import { newId } from '../../platform/ids.ts';
import { call } from '../../platform/messaging.ts';
import { Banner } from '../components/Banner.tsx';
import { Dialog } from '../components/Dialog.tsx';
import { EmptyState } from '../components/EmptyState.tsx';
import { FormDialog } from '../hooks/FormDialog.tsx';
import { KeptNotice } from '../hooks/KeptNotice.tsx';
import { useKeptForm } from '../hooks/use-kept-form.ts';
import type { Toasts } from '../hooks/use-toast.ts';
import { fillProblemWords, fillWords } from './fill-words.ts';
import type { PlanData } from './plan-data.ts';
import { WriterList } from './WriterList.tsx';

export interface WriterDialogProps {
  readonly slot: Slot;
  readonly track: Track;
  readonly data: PlanData;
  readonly today: LocalDate;
  readonly toasts: Toasts;
  onClose(): void;
}

/** Who writes the letter of a slot: a letter that is there, or a new one that begins as an idea. */
export function WriterDialog(props: WriterDialogProps) {
  const { slot, track, data, onClose } = props;
  const candidates = useMemo(() => candidatesFor(slot, track, data.mentors, data), [slot, track, data]);
  if (candidates.length === 0) {
    return (
      <Dialog title={t('writerTitle')} closeLabel={t('actionClose')} onClose={onClose}>
        <EmptyState
          compact
          title={t('writerNobodyTitle')}
          action={
            <a class="button primary size-m" href="#/mentors/new">
              {t('mentorsAdd')}
            </a>
          }
        >
          {t('writerNobodyText')}
        </EmptyState>
      </Dialog>
    );
  }
  return <Form {...props} candidates={candidates} />;
}

function Form({
  slot,
  track,
  data,
  today,
  toasts,
  onClose,
  candidates,
}: WriterDialogProps & { readonly candidates: ReturnType<typeof candidatesFor> }) {
  const kept = useKeptForm(`slot/writer/${slot.id}`, { mentorId: '', letterId: '' });
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isMissing, setMissing] = useState(false);
  const { mentorId, letterId } = kept.fields;
  const mentor = candidates.find(one => one.mentor.id === mentorId)?.mentor ?? null;
  const choice = useMemo(
    () => (mentor === null ? null : fillChoice(mentor.id, slot, track, data)),
    [mentor, slot, track, data],
  );
  const fill = choice?.fills.find(one => letterIdOf(one) === letterId) ?? choice?.fills[0] ?? null;
  const save = async () => {
    if (mentor === null || fill === null) {
      setMissing(true);
      return false;
    }
    const saves = savesToFill(fill, mentor.id, slot, track, newId());
    const result = await call('records/save', { saves, assignments: [], removals: [] });
    if (!result.ok) {
      setProblem(result.problem);
      return result.problem;
    }
    kept.forget();
    toasts.told(result, t('toastWriterNamed', { name: mentor.name }));
    return null;
  };
  const wishes = slotWishes(slot, track);
  return (
    <FormDialog title={t('writerTitle')} submit={t('writerName')} problem={problem} onClose={onClose} onSubmit={save}>
      {kept.isRestored && <KeptNotice onForget={kept.forget} />}
      <p>
        <strong>{slotName(slot, track)}</strong>
        {wishes.length > 0 && <span class="muted"> · {wishes.join(' · ')}</span>}
      </p>
      <WriterList
        label={t('writerWho')}
        candidates={candidates}
        today={today}
        chosenId={mentor?.id ?? ''}
        onChoose={id => {
          setMissing(false);
          kept.set({ mentorId: id, letterId: '' });
        }}
      />
      {mentor !== null && choice !== null && fill !== null && (
        <>
          {choice.fills.length > 1 ? (
            <Fills fills={choice.fills} chosen={fill} track={track} onChoose={id => kept.set({ letterId: id })} />
          ) : (
            <p class="field-hint">{t('writerNewLetter')}</p>
          )}
          {choice.problems.length > 0 && (
            <Banner tone="info" announce>
              {choice.problems.map(one => (
                <p key={keyOf(one)}>{fillProblemWords(one, mentor, track)}</p>
              ))}
            </Banner>
          )}
        </>
      )}
      {isMissing && (
        <p class="field-error" role="alert">
          {t('writerMissing')}
        </p>
      )}
    </FormDialog>
  );
}

interface FillsProps {
  readonly fills: readonly SlotFill[];
  readonly chosen: SlotFill;
  readonly track: Track;
  /** The id of the letter; `new` for a new one. */
  onChoose(letterId: string): void;
}

function Fills({ fills, chosen, track, onChoose }: FillsProps) {
  return (
    <fieldset class="writers">
      <legend class="field-label">{t('writerWhich')}</legend>
      <ul class="writer-list">
        {fills.map(fill => (
          <li key={letterIdOf(fill)}>
            <label class="writer">
              <input
                type="radio"
                name="fill"
                checked={letterIdOf(fill) === letterIdOf(chosen)}
                onChange={() => onChoose(letterIdOf(fill))}
              />
              <span class="writer-words">{fillWords(fill, track)}</span>
            </label>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}

function letterIdOf(fill: SlotFill): string {
  return fill.type === 'new' ? 'new' : fill.letter.id;
}

function keyOf(problem: FillProblem): string {
  return problem.type + problem.letter.id;
}
