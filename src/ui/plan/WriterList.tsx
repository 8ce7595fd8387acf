import { useId, useState } from 'preact/hooks';
import type { LocalDate } from '../../core/dates.ts';
import type { Verdict } from '../../core/letters/readiness.ts';
import { type Candidate, matching } from '../../core/plan/candidates.ts';
import { plural, t } from '../../i18n/t.ts';
import { Avatar } from '../components/Avatar.tsx';
import { Badge } from '../components/Badge.tsx';
import { TextInput } from '../components/TextInput.tsx';
import { describeMentor } from '../hooks/describe-mentor.ts';
import { VerdictBadge } from '../mentors-ready/ReadinessWords.tsx';
import { useAllReadiness } from '../mentors-ready/use-all-readiness.ts';

/** As many are shown before something is typed. */
const SHOWN = 7;

export interface WriterListProps {
  readonly label: string;
  /** The best first. */
  readonly candidates: readonly Candidate[];
  /** The id of who is chosen; empty for nobody. */
  readonly chosenId: string;
  /** The words for choosing nobody; left out where somebody has to be chosen. */
  readonly nobody?: string | undefined;
  readonly today: LocalDate;
  onChoose(mentorId: string): void;
}

/** People to choose one of: those who fit best, and by typing all others. */
export function WriterList({ label, candidates, chosenId, nobody, today, onChoose }: WriterListProps) {
  const readiness = useAllReadiness(today);
  const [query, setQuery] = useState('');
  const name = useId();
  const found = matching(candidates, query);
  const chosen = candidates.find(({ mentor }) => mentor.id === chosenId);
  const first = found.slice(0, SHOWN);
  // Who is chosen stays in sight whatever is typed.
  const shown = chosen === undefined || first.includes(chosen) ? first : [chosen, ...first];
  return (
    <fieldset class="writers">
      <legend class="field-label">{label}</legend>
      {candidates.length > SHOWN && (
        <TextInput
          label={t('writersFind')}
          labelHidden
          type="search"
          icon="search"
          placeholder={t('writersFind')}
          value={query}
          onInput={setQuery}
          onKeyDown={event => {
            // Enter looks; it does not save.
            if (event.key === 'Enter') event.preventDefault();
          }}
        />
      )}
      <ul class="writer-list">
        {nobody !== undefined && (
          <li>
            <label class="writer">
              <input type="radio" name={name} checked={chosenId === ''} onChange={() => onChoose('')} />
              <span class="writer-words">{nobody}</span>
            </label>
          </li>
        )}
        {shown.map(candidate => (
          <li key={candidate.mentor.id}>
            <label class="writer">
              <input
                type="radio"
                name={name}
                checked={candidate.mentor.id === chosenId}
                onChange={() => onChoose(candidate.mentor.id)}
              />
              <Avatar name={candidate.mentor.name} seed={candidate.mentor.id} />
              <span class="writer-words">
                <span class="plaintext">{candidate.mentor.name}</span>
                <span class="muted small plaintext">{describeMentor(candidate.mentor)}</span>
              </span>
              <Marks candidate={candidate} verdict={readiness?.get(candidate.mentor.id)?.verdict ?? null} />
            </label>
          </li>
        ))}
      </ul>
      <p class="field-hint" role="status">
        {found.length > first.length
          ? plural('writersMore', found.length - first.length)
          : found.length === 0
            ? t('writersNone')
            : ''}
      </p>
    </fieldset>
  );
}

interface MarksProps {
  readonly candidate: Candidate;
  /** Whether it is time to ask them; `null` until it is known. */
  readonly verdict: Verdict | null;
}

function Marks({ candidate: { fit, hasLetter, isInTrack, hasDeclined, mentor }, verdict }: MarksProps) {
  return (
    <span class="writer-marks">
      {verdict !== null && <VerdictBadge verdict={verdict} />}
      {hasLetter && (
        <Badge tone="info" icon="page">
          {t('writerHasLetter')}
        </Badge>
      )}
      {fit === 'in' && <Badge tone="accent">{t('writerInSpecialty')}</Badge>}
      {mentor.isStarred && <Badge icon="star">{t('writerStarred')}</Badge>}
      {hasDeclined && <Badge tone="danger">{t('riskDeclined')}</Badge>}
      {isInTrack && <Badge tone="due">{t('writerInTrack')}</Badge>}
    </span>
  );
}
