import { useState } from 'preact/hooks';
import type { LocalDate } from '../../core/dates.ts';
import type { Letter } from '../../core/letter.ts';
import type { Evidence } from '../../core/letters/evidence.ts';
import { readinessOf } from '../../core/letters/readiness.ts';
import { rehearsalCard } from '../../core/letters/rehearsal.ts';
import type { Moment } from '../../core/moment.ts';
import { proposedSeason } from '../../core/plan/general-season.ts';
import type { Plan, Track } from '../../core/plan/plan.ts';
import { formatDay } from '../../i18n/format.ts';
import { t } from '../../i18n/t.ts';
import { call } from '../../platform/messaging.ts';
import { Avatar } from '../components/Avatar.tsx';
import { Banner } from '../components/Banner.tsx';
import { Button } from '../components/Button.tsx';
import { Card } from '../components/Card.tsx';
import { PageHeader } from '../components/PageHeader.tsx';
import { Select } from '../components/Select.tsx';
import { LateMessageDialog } from '../drafts/LateMessageDialog.tsx';
import type { Toasts } from '../hooks/use-toast.ts';
import { ReadinessWords } from '../mentors-ready/ReadinessWords.tsx';
import { Questions } from './Questions.tsx';
import { TalkingPoints } from './TalkingPoints.tsx';
import { Timer } from './Timer.tsx';

export interface RehearsalProps {
  readonly evidence: Evidence;
  readonly moments: readonly Moment[];
  readonly letters: readonly Letter[];
  readonly tracks: readonly Track[];
  readonly plans: readonly Plan[];
  readonly today: LocalDate;
  readonly toasts: Toasts;
}

/** No choice of a track made by hand. */
const PROPOSED = '';

/** The card for one mentor, and what comes before and after the sentence. */
export function Rehearsal({ evidence, moments, letters, tracks, plans, today, toasts }: RehearsalProps) {
  const { mentor, rotations } = evidence;
  const [chosen, setChosen] = useState(PROPOSED);
  const [isWriting, setWriting] = useState(false);
  const [isSaving, setSaving] = useState(false);
  const records = { mentor, rotations, moments, letters, tracks, plans };
  const card = rehearsalCard(records, chosen === PROPOSED ? null : chosen, today);
  const readiness = readinessOf(evidence, today, tracks);

  const asked = async () => {
    setSaving(true);
    const facts = { askedOn: today, howAsked: 'in-person' };
    const result =
      card.unasked === null
        ? await call('letter/save', {
            id: null,
            fields: { mentorId: mentor.id, ...purposeOf(card.track, plans, today), ...facts },
          })
        : await call('letter/save', { id: card.unasked.id, fields: facts });
    setSaving(false);
    toasts.told(result, t('rehearsalAskedToast', { name: mentor.name }));
  };

  return (
    <div class="rehearsal">
      <PageHeader
        back={{ href: `#/mentors/${mentor.id}`, label: mentor.name }}
        lead={<Avatar name={mentor.name} seed={mentor.id} size="l" />}
        title={t('rehearsalTitle')}
        subtitle={t('rehearsalSubtitle', { name: mentor.name })}
        actions={
          <Button icon="page" onClick={() => print()}>
            {t('rehearsalPrint')}
          </Button>
        }
      />
      {readiness.verdict !== 'ready' && !card.isBooked && (
        <div class="rehearsal-readiness">
          <ReadinessWords readiness={readiness} today={today} />
        </div>
      )}
      {card.isBooked && (
        <Banner icon="calendar" title={t('rehearsalChairTitle')}>
          {t('rehearsalChairText')}
        </Banner>
      )}
      <div class="columns">
        <div class="stack">
          <Card
            title={t('rehearsalCardTitle')}
            actions={
              tracks.length > 1 && (
                <Select
                  label={t('rehearsalTrack')}
                  labelHidden
                  value={chosen === PROPOSED ? (card.track?.id ?? PROPOSED) : chosen}
                  options={[
                    ...(card.track === null ? [{ value: PROPOSED, label: t('rehearsalTrackNone') }] : []),
                    ...tracks.map(({ id, name }) => ({ value: id, label: name })),
                  ]}
                  onChange={setChosen}
                />
              )
            }
          >
            <TalkingPoints card={card} today={today} />
          </Card>
          <Questions mentorId={mentor.id} />
        </div>
        <div class="stack">
          <Card title={t('rehearsalTimerTitle')}>
            <Timer />
          </Card>
          <Card title={t('rehearsalAnswers')}>
            <dl class="rehearsal-answers">
              <dt>{t('rehearsalYes')}</dt>
              <dd>{t('rehearsalYesText')}</dd>
              <dt>{t('rehearsalHesitant')}</dt>
              <dd>{t('rehearsalHesitantText')}</dd>
              <dt>{t('rehearsalNo')}</dt>
              <dd>{t('rehearsalNoText')}</dd>
            </dl>
          </Card>
          <Card title={t('rehearsalAsk')}>
            <div class="rehearsal-ask">
              {card.asked?.askedOn == null ? (
                <p>{t('rehearsalAskText')}</p>
              ) : (
                <p>
                  {t('readyAsked', { day: formatDay(card.asked.askedOn, today) })}{' '}
                  <a href={`#/letters/${card.asked.id}`}>{t('readyAskedLetter')}</a>
                </p>
              )}
              <div class="cluster">
                {card.asked === null && (
                  <Button variant="primary" icon="check" busy={isSaving} onClick={() => void asked()}>
                    {t('rehearsalIAsked')}
                  </Button>
                )}
                {card.asked === null && (
                  <Button icon="mail" onClick={() => setWriting(true)}>
                    {card.isBooked ? t('rehearsalBook') : t('rehearsalWrite')}
                  </Button>
                )}
              </div>
            </div>
          </Card>
        </div>
      </div>
      {isWriting && (
        <LateMessageDialog
          purpose={card.isBooked ? 'meeting' : 'ask'}
          mentorId={mentor.id}
          letterId={card.unasked?.id ?? null}
          toasts={toasts}
          onClose={() => setWriting(false)}
        />
      )}
    </div>
  );
}

/** What a letter is for that comes to be by asking: its track, else General in the season to come. */
function purposeOf(track: Track | null, plans: readonly Plan[], today: LocalDate) {
  if (track !== null) return { trackId: track.id, service: track.service };
  const plan = proposedSeason(plans, today);
  // The service that nearly all use.
  return plan === null
    ? { trackId: null, service: 'eras' as const }
    : { trackId: null, planId: plan.id, service: plan.service };
}
