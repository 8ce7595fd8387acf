import type { LocalDate } from '../../core/dates.ts';
import { formatDay } from '../../i18n/format.ts';
import { serviceWords } from '../../i18n/letter-words.ts';
import { plural, t } from '../../i18n/t.ts';
import { Badge } from '../components/Badge.tsx';
import type { LetterRow } from './letter-rows.ts';

/** From here on the target is near. */
const NEAR_DAYS = 14;

/** Who writes it; a writer in the trash has no name any more. */
export function writerOf({ mentor }: LetterRow): string {
  return mentor?.name ?? t('letterWriterGone');
}

/** What it is for: its track, or General; a backup only while it stands by. */
export function purposeOf({ track, letter, standsBy }: Pick<LetterRow, 'track' | 'letter' | 'standsBy'>): string {
  const name = track?.name ?? t('letterPurposeGeneral');
  if (letter.isChairLetter) return t('letterPurposeChair', { track: name });
  return standsBy ? t('letterPurposeBackup', { track: name }) : name;
}

export function serviceOf({ letter, plan }: LetterRow): string {
  return serviceWords(letter.service, plan?.serviceName ?? '');
}

/** The target day and how long it is until then; nothing while no day is known. */
export function DaysLeft({
  row: { targetOn, daysLeft },
  today,
}: {
  readonly row: LetterRow;
  readonly today: LocalDate;
}) {
  if (targetOn === null) return <span class="muted small">{t('letterNoTarget')}</span>;
  const day = formatDay(targetOn, today);
  if (daysLeft === null) return <span class="muted small">{day}</span>;
  const tone = daysLeft < 0 ? 'danger' : daysLeft <= NEAR_DAYS ? 'due' : 'neutral';
  const words =
    daysLeft < 0
      ? plural('letterDaysOver', -daysLeft)
      : daysLeft === 0
        ? t('letterDueToday')
        : plural('letterDaysLeft', daysLeft);
  return (
    <>
      <span class="small">{day}</span>
      <Badge tone={tone}>{words}</Badge>
    </>
  );
}

/** How many warnings there are; nothing where there is none. */
export function WarningCount({ row: { warnings } }: { readonly row: LetterRow }) {
  const [worst] = warnings;
  if (worst === undefined) return null;
  const tone = worst.severity === 'problem' ? 'danger' : worst.severity === 'caution' ? 'due' : 'info';
  return (
    <Badge tone={tone} icon={worst.severity === 'note' ? 'info' : 'alert'}>
      <span aria-hidden="true">{warnings.length}</span>
      <span class="visually-hidden">{plural('letterWarnings', warnings.length)}</span>
    </Badge>
  );
}
