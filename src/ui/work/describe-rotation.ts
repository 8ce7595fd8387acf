import { daysBetween, type LocalDate } from '../../core/dates.ts';
import type { Rotation } from '../../core/rotation.ts';
import { formatDay } from '../../i18n/format.ts';
import { plural, t } from '../../i18n/t.ts';

/** Where and what it is, in one line: Lakeside Medical Center · Internal medicine · Hands-on. */
export function describeRotation({ site, country, specialty, isHandsOn }: Rotation): string {
  const manner = isHandsOn === null ? '' : isHandsOn ? t('rotationHandsOnYes') : t('rotationHandsOnNo');
  const place = [site, country].filter(text => text !== '').join(', ');
  return [place, specialty, manner].filter(text => text !== '').join(' · ');
}

/** Its days: Mon, 2 Mar – Sun, 29 Mar. */
export function rotationDays({ startsOn, endsOn }: Pick<Rotation, 'startsOn' | 'endsOn'>, today: LocalDate): string {
  return t('whenRange', { end: formatDay(endsOn, today), start: formatDay(startsOn, today) });
}

/** How long it is: 28 days; empty where its days are in the wrong order. */
export function rotationLength({ startsOn, endsOn }: Rotation): string {
  const days = daysBetween(startsOn, endsOn) + 1;
  return days > 0 ? plural('rotationDaysLong', days) : '';
}
