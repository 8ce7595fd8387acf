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
  const { words, year } = safer;
  if (words === 'nothing') return '';
  return words === 'year' ? year : tFamily('safer', words, { year });
}
