import type { Shape, UnreadPage } from '../../core/capture.ts';
import { localDateOf } from '../../core/dates.ts';
import { t } from '../../i18n/t.ts';
import { timeZone } from '../../platform/clock.ts';

/** Who made a report, beside the page. */
export interface ReportMaker {
  /** Of Vouch. */
  readonly version: string;
  /** Name and version. */
  readonly browser: string;
}

/**
 * The report on a page that a reader did not understand: our own words, names of elements, and numbers. Nothing that the
 * page says is in it.
 */
export function shapeReport({ reader, shape, at }: UnreadPage, { version, browser }: ReportMaker): string {
  return [
    t('siteReportHead', { browser, version }),
    t('siteReportReader', { reader }),
    t('siteReportDay', { day: localDateOf(at, timeZone()) }),
    '',
    t('siteReportSelectors'),
    ...linesOf(shape.selectors),
    '',
    t('siteReportElements'),
    ...linesOf(shape.elements),
  ].join('\n');
}

function linesOf(counts: Shape['elements']): string[] {
  return counts.map(({ name, count }) => `  ${name}: ${count}`);
}
