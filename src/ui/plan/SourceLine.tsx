import type { LocalDate } from '../../core/dates.ts';
import type { Source } from '../../core/seasons/source.ts';
import { formatDay } from '../../i18n/format.ts';
import { t } from '../../i18n/t.ts';

export interface SourceLineProps {
  readonly source: Source;
  readonly today: LocalDate;
}

/** Where a fact comes from: a link, how it was come by, and the day on which it was looked at. */
export function SourceLine({ source, today }: SourceLineProps) {
  const how = [
    source.isInferred ? t('planSourceInferred') : null,
    source.isOld ? t('planSourceOld') : null,
    t('planSourceChecked', { day: formatDay(source.checkedOn, today) }),
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

function hostOf(url: string): string {
  return (URL.parse(url)?.hostname ?? url).replace(/^www\./, '');
}
