import { waysOf } from '../../core/drafts/purposes.ts';
import type { Letter } from '../../core/letter.ts';
import type { Purpose } from '../../core/message-template.ts';
import type { Track } from '../../core/plan/plan.ts';
import { t, tFamily } from '../../i18n/t.ts';
import type { MailService } from './compose-link.ts';

/** What a message is for, where its ways of being said are chosen beside it. */
export function matterName(purpose: Purpose): string {
  switch (waysOf(purpose)[0]) {
    case 'nudge-gentle':
      return t('matterNudge');
    case 'matched':
      return t('matterMatch');
    default:
      return tFamily('purpose', waysOf(purpose)[0] ?? purpose);
  }
}

export function mailServiceName(service: MailService): string {
  switch (service) {
    case 'gmail':
      return t('mailServiceGmail');
    case 'outlook-work':
      return t('mailServiceOutlookWork');
    case 'outlook-private':
      return t('mailServiceOutlookPrivate');
    case 'mail-program':
      return t('mailServiceProgram');
  }
}

/** A letter as it is told from others of the same writer. */
export function letterName(letter: Letter, tracks: readonly Track[]): string {
  const track = tracks.find(({ id }) => id === letter.trackId);
  return track === undefined ? t('messageLetterGeneral') : t('messageLetterFor', { track: track.name });
}
