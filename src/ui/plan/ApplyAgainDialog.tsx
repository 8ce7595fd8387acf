import { useMemo, useState } from 'preact/hooks';
import type { LocalDate } from '../../core/dates.ts';
import { MILITARY_LETTER_MONTHS } from '../../core/letters/warnings.ts';
import {
  type AgainOffer,
  againOffer,
  CARRIES,
  type Carry,
  type LetterOffer,
  purposeOf,
  recordsForAgain,
  seasonAfter,
  type TrackOffer,
} from '../../core/plan/apply-again.ts';
import type { Problem } from '../../core/result.ts';
import { formatDay, formatList } from '../../i18n/format.ts';
import { serviceWords } from '../../i18n/letter-words.ts';
import { plural, t } from '../../i18n/t.ts';
import { newId } from '../../platform/ids.ts';
import { call } from '../../platform/messaging.ts';
import { Badge } from '../components/Badge.tsx';
import { Checkbox } from '../components/Checkbox.tsx';
import { Select } from '../components/Select.tsx';
import { FormDialog } from '../hooks/FormDialog.tsx';
import { KeptNotice } from '../hooks/KeptNotice.tsx';
import { useKeptForm } from '../hooks/use-kept-form.ts';
import type { Toasts } from '../hooks/use-toast.ts';
import type { PlanData } from './plan-data.ts';

export interface ApplyAgainDialogProps {
  /** The earlier season, as `2027`. */
  readonly season: string;
  readonly data: PlanData;
  readonly today: LocalDate;
  readonly toasts: Toasts;
  onClose(): void;
}

/** What is chosen; what was not touched is as it is proposed. */
interface AgainForm {
  /** Empty for the one that is proposed. */
  readonly season: string;
  readonly tracks: Readonly<Record<string, boolean>>;
  readonly carries: Readonly<Record<string, Carry>>;
}

const UNTOUCHED: AgainForm = { season: '', tracks: {}, carries: {} };

/** Another season after one that did not lead to a match: which tracks go along, and what becomes of each letter. */
export function ApplyAgainDialog({ season, data, today, toasts, onClose }: ApplyAgainDialogProps) {
  const { fields, set, forget, isRestored } = useKeptForm<AgainForm>(`plan/again/${season}`, UNTOUCHED, isAgainField);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isMissing, setMissing] = useState(false);
  const proposed = seasonAfter(season, today);
  const next = fields.season === '' ? proposed : fields.season;
  const offer = useMemo(() => againOffer(season, next, data, today), [season, next, data, today]);
  const chosen = new Set(offer.tracks.filter(one => isChosen(one, fields)).map(({ track }) => track.id));
  const goingAlong = offer.tracks.flatMap(({ track }) => (chosen.has(track.id) ? [track] : []));
  const letters = offer.letters.filter(one => purposeOf(one, goingAlong) !== null);
  const save = async () => {
    if (chosen.size === 0) {
      setMissing(true);
      return false;
    }
    const carries = new Map(letters.map(one => [one.letter.id, carryOf(one, fields)]));
    const saves = [...recordsForAgain(offer, { season: next, trackIds: chosen, carries }, data, newId)];
    const result = await call('records/save', { saves, assignments: [], removals: [] });
    if (!result.ok) {
      setProblem(result.problem);
      return result.problem;
    }
    forget();
    toasts.told(result, t('toastAgain', { season: next }));
    return null;
  };
  return (
    <FormDialog
      title={t('againTitle', { season })}
      submit={t('againMake', { season: next })}
      problem={problem}
      onClose={onClose}
      onSubmit={save}
    >
      {isRestored && <KeptNotice onForget={forget} />}
      <p>{t('againText', { season })}</p>
      <div class="form-row">
        <Select
          label={t('setUpSeason')}
          value={next}
          options={seasonsFrom(season, proposed).map(year => ({ value: year, label: t('setUpSeasonOf', { year }) }))}
          onChange={year => set({ season: year })}
        />
      </div>
      <fieldset class="again-part">
        <legend class="field-label">{t('againTracks')}</legend>
        {offer.tracks.map(one => (
          <Checkbox
            key={one.track.id}
            label={<span class="plaintext">{one.track.name}</span>}
            hint={trackHint(one)}
            checked={isChosen(one, fields)}
            disabled={one.isThere}
            onChange={isOn => {
              setMissing(false);
              set({ tracks: { ...fields.tracks, [one.track.id]: isOn } });
            }}
          />
        ))}
        {isMissing && (
          <p class="field-error" role="alert">
            {t('againNoTrack')}
          </p>
        )}
      </fieldset>
      <Letters
        letters={letters}
        offer={offer}
        carryOf={one => carryOf(one, fields)}
        today={today}
        onChoose={(id, carry) => set({ carries: { ...fields.carries, [id]: carry } })}
      />
      <p class="field-hint">{t('againPrograms')}</p>
    </FormDialog>
  );
}

interface LettersProps {
  readonly letters: readonly LetterOffer[];
  readonly offer: AgainOffer;
  readonly today: LocalDate;
  carryOf(offer: LetterOffer): Carry;
  onChoose(letterId: string, carry: Carry): void;
}

function Letters({ letters, offer, today, carryOf: carryFor, onChoose }: LettersProps) {
  return (
    <section class="again-part" aria-label={t('navLetters')}>
      <h3 class="field-label">{t('navLetters')}</h3>
      <p class="field-hint">{letters.length === 0 ? t('againNoLetters') : t('againLettersHint')}</p>
      {letters.length > 0 && (
        <ul class="writer-list">
          {letters.map(one => {
            const { letter, mentor } = one;
            return (
              <li key={letter.id} class="again-letter">
                <div class="writer-words">
                  <span class="again-writer">
                    <strong class="plaintext">{mentor.name}</strong>{' '}
                    {letter.receivedOn === null ? (
                      <Badge>{t('againNotIn')}</Badge>
                    ) : (
                      <Badge tone="accent" icon="check">
                        {t('againIn', { day: formatDay(letter.receivedOn, today) })}
                      </Badge>
                    )}
                  </span>
                  <span class="muted small plaintext">{purposeWords(one, offer)}</span>
                  {one.there === null && <span class="small">{limitWords(one)}</span>}
                  {one.there === null && one.standsByFor !== null && <span class="small">{t('againStandsBy')}</span>}
                </div>
                {one.there === null ? (
                  <Select
                    label={t('againCarry', { name: mentor.name })}
                    labelHidden
                    value={carryFor(one)}
                    options={one.choices.map(value => ({ value, label: carryWords(value) }))}
                    onChange={carry => onChoose(letter.id, carry)}
                  />
                ) : (
                  <Badge>{t('againThere')}</Badge>
                )}
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}

function isAgainField(name: keyof AgainForm, value: unknown): boolean {
  if (name === 'season') return typeof value === 'string' && /^(\d{4})?$/.test(value);
  if (typeof value !== 'object' || value === null) return false;
  const values: readonly unknown[] = Object.values(value);
  if (name === 'tracks') return values.every(one => typeof one === 'boolean');
  return values.every(one => CARRIES.some(carry => carry === one));
}

function isChosen({ track, isThere, isProposed }: TrackOffer, { tracks }: AgainForm): boolean {
  return !isThere && (tracks[track.id] ?? isProposed);
}

function carryOf({ letter, choices, proposed }: LetterOffer, { carries }: AgainForm): Carry {
  return choices.find(one => one === carries[letter.id]) ?? proposed;
}

/** The one that is proposed, and a year to either side of it; never the earlier one itself, or one before it. */
function seasonsFrom(season: string, proposed: string): readonly string[] {
  return [-1, 0, 1].map(by => String(Number(proposed) + by)).filter(year => year > season);
}

function trackHint({ track: { outcome }, isThere }: TrackOffer): string | undefined {
  if (isThere) return t('againThere');
  return outcome?.answer === 'matched' ? t('againMatched') : undefined;
}

function purposeWords({ trackIds }: LetterOffer, { tracks }: AgainOffer): string {
  const names = tracks.filter(({ track }) => trackIds.includes(track.id)).map(({ track }) => track.name);
  return names.length === 0 ? t('seasonGeneral') : formatList(names);
}

function limitWords({ limit, isOld, letter, choices }: LetterOffer): string {
  switch (limit) {
    case 'not-received':
      return t('againNotReceived');
    case 'too-old':
      return letter.service === 'military'
        ? plural('againTooOldMilitary', MILITARY_LETTER_MONTHS)
        : t('againTooOld', { service: serviceWords(letter.service) });
    case 'unknown':
      return t('againUnknown', { service: serviceWords(letter.service) });
    case null:
      if (!isOld) return t('againImport');
      return choices.includes('update') ? t('againImportOld') : t('againImportAway');
  }
}

function carryWords(carry: Carry): string {
  switch (carry) {
    case 'use':
      return t('carryUse');
    case 'update':
      return t('carryUpdate');
    case 'ask':
      return t('carryAsk');
    case 'leave':
      return t('carryLeave');
  }
}
