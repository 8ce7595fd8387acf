import { useMemo, useRef, useState } from 'preact/hooks';
import type { Letter } from '../../../core/letter.ts';
import type { Program } from '../../../core/program.ts';
import { lettersFor, misfitOf } from '../../../core/programs/assign-all.ts';
import type { CheckState } from '../../../core/programs/check.ts';
import { assignedTo } from '../../../core/programs/record-index.ts';
import { searchKey } from '../../../core/text.ts';
import { t } from '../../../i18n/t.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { Checkbox } from '../../components/Checkbox.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Select } from '../../components/Select.tsx';
import { TextInput } from '../../components/TextInput.tsx';
import type { Toasts } from '../../hooks/use-toast.ts';
import { keepList } from '../keep-same.ts';
import { shownText } from '../program-words.ts';
import type { ProgramData } from '../use-program-data.ts';
import { AssignAllDialog } from './AssignAllDialog.tsx';
import { LetterGrid } from './LetterGrid.tsx';

export interface LetterMatrixProps {
  readonly data: ProgramData;
  readonly toasts: Toasts;
}

/** Which program of a track gets which letter. */
export function LetterMatrix({ data, toasts }: LetterMatrixProps) {
  const { index, checks, trackNames } = data;
  const { programs } = index.records;
  const trackIds = useMemo(() => [...new Set(programs.map(({ trackId }) => trackId))], [programs]);
  const [chosen, setChosen] = useState<string | null>(null);
  const [query, setQuery] = useState('');
  const [isLacking, setLacking] = useState(false);
  const [isWaiting, setWaiting] = useState(false);
  const [isAssigning, setAssigning] = useState(false);
  // By name, as in the lists of tracks; programs of no track last.
  const known = [...trackNames.keys()].filter(id => trackIds.includes(id));
  const isOfNone = (id: string | null) => !trackNames.has(id ?? '');
  const options = [
    ...known.map(id => ({ value: id, label: trackNames.get(id) ?? '' })),
    ...(trackIds.some(isOfNone) ? [{ value: '', label: t('programsNoTrack') }] : []),
  ];
  const shownTrack = options.find(({ value }) => value === chosen) ?? options[0];
  const trackId = shownTrack?.value ?? '';
  const ofTrack = useMemo(
    // One whose track is in the trash has none.
    () => programs.filter(program => (trackNames.has(program.trackId ?? '') ? program.trackId : '') === trackId),
    [programs, trackId, trackNames],
  );
  const lastLetters = useRef<readonly Letter[]>([]);
  const letters = useMemo(() => {
    lastLetters.current = keepList(lastLetters.current, lettersFor(trackId === '' ? null : trackId, index));
    return lastLetters.current;
  }, [trackId, index]);
  /** By program, the letters that are in and that it could have. */
  const open = useMemo(() => {
    if (!isWaiting) return null;
    const received = letters.filter(
      ({ receivedOn, visibleOn, ended }) => (receivedOn ?? visibleOn) !== null && ended === null,
    );
    return new Map(
      ofTrack.map(program => {
        const has = assignedTo(index, program.id);
        const fits = ({ id }: Letter) => !has.has(id);
        const free = received.filter(letter => fits(letter) && misfitOf(program, letter, has.size, index) === null);
        return [program.id, new Set(free.map(({ id }) => id))] as const;
      }),
    );
  }, [isWaiting, letters, ofTrack, index]);
  const shownLetters = useMemo(() => {
    if (open === null) return letters;
    const waiting = new Set([...open.values()].flatMap(ids => [...ids]));
    return letters.filter(({ id }) => waiting.has(id));
  }, [letters, open]);
  // Once for all that is typed, and not before anything is.
  const searchKeys = useRef(new WeakMap<Program, string>());
  const shownPrograms = useMemo(() => {
    const words = searchKey(query)
      .split(' ')
      .filter(word => word !== '');
    const keyOf = (program: Program) => {
      const key = searchKeys.current.get(program) ?? searchKey(program.name);
      searchKeys.current.set(program, key);
      return key;
    };
    return ofTrack.filter(program => {
      if (isLacking && hasAll(checks.get(program.id)?.state)) return false;
      if (open !== null && (open.get(program.id)?.size ?? 0) === 0) return false;
      return words.every(word => keyOf(program).includes(word));
    });
  }, [ofTrack, query, isLacking, open, checks]);

  if (letters.length === 0 || programs.length === 0) {
    return (
      <div class="stack programs">
        {options.length > 1 && <TrackSelect value={trackId} options={options} onChange={setChosen} />}
        <Card>
          <EmptyState
            drawing="letter"
            title={programs.length === 0 ? t('programsEmptyTitle') : t('matrixEmptyTitle')}
            action={
              <a class="button primary size-m" href={programs.length === 0 ? '#/programs' : '#/letters'}>
                {programs.length === 0 ? t('programNew') : t('matrixGoLetters')}
              </a>
            }
          >
            {programs.length === 0 ? t('programsEmptyText') : t('matrixEmptyText')}
          </EmptyState>
        </Card>
      </div>
    );
  }
  const trackName = shownTrack?.label ?? '';
  return (
    <div class="stack programs">
      <section class="matrix-tools" aria-label={t('programsFilters')}>
        <TrackSelect value={trackId} options={options} onChange={setChosen} />
        <TextInput
          label={t('matrixSearch')}
          labelHidden
          type="search"
          icon="search"
          placeholder={t('matrixSearch')}
          value={query}
          onInput={setQuery}
        />
        <Button variant="primary" icon="check" onClick={() => setAssigning(true)}>
          {t('matrixAssignAll')}
        </Button>
        <div class="filter-foot">
          <Checkbox label={t('matrixLacking')} checked={isLacking} onChange={setLacking} />
          <Checkbox label={t('matrixWaiting')} checked={isWaiting} onChange={setWaiting} />
          <span class="muted small" role="status">
            {shownText(shownPrograms.length, ofTrack.length)}
          </span>
        </div>
      </section>
      {shownPrograms.length === 0 || shownLetters.length === 0 ? (
        <Card>
          <EmptyState drawing="calm" title={t('matrixNoneTitle')}>
            {t('matrixNoneText')}
          </EmptyState>
        </Card>
      ) : (
        <LetterGrid
          label={t('matrixGrid', { track: trackName })}
          trackId={trackId}
          programs={shownPrograms}
          letters={shownLetters}
          data={data}
          toasts={toasts}
        />
      )}
      {isAssigning && (
        <AssignAllDialog
          trackName={trackName}
          programs={ofTrack}
          letters={letters}
          data={data}
          toasts={toasts}
          onClose={() => setAssigning(false)}
        />
      )}
    </div>
  );
}

function hasAll(state: CheckState | undefined): boolean {
  return state === 'ok' || state === 'waiting';
}

interface TrackSelectProps {
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  onChange(trackId: string): void;
}

function TrackSelect({ value, options, onChange }: TrackSelectProps) {
  return <Select label={t('matrixTrack')} labelHidden value={value} options={options} onChange={onChange} />;
}
