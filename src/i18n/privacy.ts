import type { Finding } from '../core/identifiers/finding.ts';
import { t, tFamily } from './t.ts';

/** Why a stretch of text was marked, in a sentence. */
export function identifierReason({ kind, confidence }: Pick<Finding, 'kind' | 'confidence'>): string {
  const reason = tFamily('identifier', kind);
  return confidence === 'low' ? t('privacyPerhaps', { reason }) : reason;
}

/** What could stand in its place: words, empty to take it out, `null` where only the student knows. */
export function saferWords({ safer }: Pick<Finding, 'safer'>): string | null {
  if (safer === null) return null;
  switch (safer.words) {
    case 'nothing':
      return '';
    case 'year':
      return safer.year;
    case 'in-year':
      return t('saferInYear', { year: safer.year });
    case 'the-patient':
      return t('saferThePatient');
    case 'a-place':
      return t('saferAPlace');
    case 'that-day':
      return t('saferThatDay');
    case 'one-day':
      return t('saferOneDay');
    case 'that-time':
      return t('saferThatTime');
    case 'then':
      return t('saferThen');
    case 'an-elderly':
      return t('saferAnElderly');
    case 'elderly':
      return t('saferElderly');
    case 'over-89':
      return t('saferOver89');
    case 'a-room':
      return t('saferARoom');
  }
}
