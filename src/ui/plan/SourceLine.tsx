import type { LocalDate } from '../../core/dates.ts';
import type { Source } from '../../core/seasons/source.ts';
import { formatDay } from '../../i18n/format.ts';
import { t } from '../../i18n/t.ts';

export interface SourceLineProps {
  readonly source: Source;
  readonly today: LocalDate;
  /** Whether the day is told for several sources at once, by `SourcesRead`. */
  readonly isDayTold?: boolean;
}

/** Where a fact comes from: a link, who says so, how it was come by, and the day on which a stored copy of it was read. */
export function SourceLine({ source, today, isDayTold = false }: SourceLineProps) {
  const how = [
    gradeWords(source.by),
    source.isInferred ? t('planSourceInferred') : null,
    source.isOld ? t('planSourceOld') : null,
    isDayTold ? null : t('planSourceChecked', { day: formatDay(source.checkedOn, today) }),
  ].filter(words => words !== null);
  return (
    <span class="source-line">
      <a href={source.url} target="_blank" rel="noreferrer">
        {t('planSource', { host: hostOf(source.url) })}
      </a>
      {['', ...how].join(' · ')}
    </span>
  );
}

/** That all of these sources were read in stored copies, and until when. Nothing without any. */
export function SourcesRead({ sources, today }: { readonly sources: readonly Source[]; readonly today: LocalDate }) {
  const last = sources
    .map(({ checkedOn }) => checkedOn)
    .toSorted()
    .at(-1);
  if (last === undefined) return null;
  return <p class="muted small">{t('planSourcesRead', { day: formatDay(last, today) })}</p>;
}

function gradeWords(by: Source['by']): string {
  switch (by) {
    case 'official':
      return t('sourceGradeOfficial');
    case 'school':
      return t('sourceGradeSchool');
    case 'commercial':
      return t('sourceGradeCommercial');
    case 'forum':
      return t('sourceGradeForum');
  }
}

function hostOf(url: string): string {
  return (URL.parse(url)?.hostname ?? url).replace(/^www\./, '');
}
