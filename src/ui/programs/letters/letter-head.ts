import type { Letter } from '../../../core/letter.ts';
import { isUnderWay } from '../../../core/letter.ts';
import { t } from '../../../i18n/t.ts';
import type { ProgramData } from '../use-program-data.ts';

/** Whether a letter is in, where a program can see it. */
export function isReceived({ receivedOn, visibleOn }: Pick<Letter, 'receivedOn' | 'visibleOn'>): boolean {
  return receivedOn !== null || visibleOn !== null;
}

/** Where a letter stands: in, not in yet, or come to nothing. */
export function standOf(letter: Letter): string {
  if (!isUnderWay(letter)) return t('matrixEnded');
  return isReceived(letter) ? t('matrixReceived') : t('matrixNotReceived');
}

/** What kind of letter it is, where that is worth saying: "Chair · Standardized"; empty for a plain one of the track. */
export function kindOfLetter(letter: Letter, trackId: string, { trackNames }: ProgramData): string {
  const { isChairLetter, form, trackId: ofLetter } = letter;
  const parts = [
    isChairLetter ? t('matrixChair') : '',
    form === 'standardized' ? t('matrixStandardized') : '',
    ofLetter === null ? t('matrixGeneral') : '',
    ofLetter !== null && ofLetter !== trackId && trackNames.has(ofLetter)
      ? t('matrixOtherTrack', { track: trackNames.get(ofLetter) ?? '' })
      : '',
  ];
  return parts.filter(part => part !== '').join(' · ');
}
