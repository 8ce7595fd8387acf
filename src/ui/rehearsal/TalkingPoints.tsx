import type { ComponentChildren } from 'preact';
import type { LocalDate } from '../../core/dates.ts';
import type { RehearsalCard } from '../../core/letters/rehearsal.ts';
import type { Moment } from '../../core/moment.ts';
import { cleanLine } from '../../core/text.ts';
import { formatDay, formatMonth } from '../../i18n/format.ts';
import { plural, t } from '../../i18n/t.ts';

/** What can be taken in at a glance in front of somebody's door. */
const LONGEST_POINT = 180;

/** What to say, in the order in which to say it, and the sentence at its end. */
export function TalkingPoints({ card, today }: { readonly card: RehearsalCard; readonly today: LocalDate }) {
  const { rotation, moments, track, isBooked } = card;
  return (
    <div class="rehearsal-card">
      <Part title={t('rehearsalWhere')}>
        <p>{rotation === null ? t('rehearsalNoRotation') : rotationText(card)}</p>
      </Part>
      <Part title={t('rehearsalMoments')}>
        {moments.length === 0 ? (
          <p>{t('rehearsalNoMoments')}</p>
        ) : (
          <ul class="rehearsal-moments">
            {moments.map(moment => (
              <li key={moment.id}>
                <Point moment={moment} />
              </li>
            ))}
          </ul>
        )}
      </Part>
      <Part title={t('rehearsalGoal')}>
        <p>{track === null ? t('rehearsalNoGoal') : t('rehearsalApply', { track: track.name })}</p>
        {track !== null && track.goal !== '' && <p class="plaintext">{cleanLine(track.goal, 2 * LONGEST_POINT)}</p>}
      </Part>
      <Part title={t('rehearsalWhen')}>
        <p>{targetText(card, today)}</p>
      </Part>
      <Part title={t('rehearsalSentenceTitle')} isMain>
        <p class="rehearsal-sentence">{sentence(card)}</p>
        {!isBooked && <p class="muted small">{t('rehearsalSentenceWhy')}</p>}
      </Part>
    </div>
  );
}

function rotationText({ rotation, daysTogether }: RehearsalCard): string {
  if (rotation === null) return '';
  const facts = { rotation: rotation.name, when: formatMonth(rotation.startsOn) };
  return daysTogether > 0 ? plural('rehearsalRotationDays', daysTogether, facts) : t('rehearsalRotation', facts);
}

function targetText({ targetOn, isTargetEstimated }: RehearsalCard, today: LocalDate): string {
  if (targetOn === null) return t('rehearsalNoTarget');
  const day = formatDay(targetOn, today);
  return isTargetEstimated ? t('rehearsalTargetEstimated', { day }) : t('rehearsalTarget', { day });
}

function sentence({ isBooked, track }: RehearsalCard): string {
  if (isBooked) return t('rehearsalChairSentence');
  return track === null ? t('rehearsalSentence') : t('rehearsalSentenceFor', { track: track.name });
}

interface PartProps {
  readonly title: string;
  readonly isMain?: boolean;
  readonly children: ComponentChildren;
}

function Part({ title, isMain = false, children }: PartProps) {
  return (
    <section class={isMain ? 'rehearsal-part is-main' : 'rehearsal-part'}>
      <h3>{title}</h3>
      {children}
    </section>
  );
}

function Point({ moment: { situation, whatIDid, theirWords } }: { readonly moment: Moment }) {
  const [first, second] = [situation, whatIDid].map(text => cleanLine(text, LONGEST_POINT)).filter(Boolean);
  return (
    <>
      <span class="plaintext">{first}</span>
      {second !== undefined && <span class="plaintext rehearsal-did">{second}</span>}
      {theirWords.trim() !== '' && (
        <span class="plaintext muted">{t('rehearsalTheySaid', { words: cleanLine(theirWords, LONGEST_POINT) })}</span>
      )}
    </>
  );
}
