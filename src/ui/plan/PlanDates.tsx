import { useRef, useState } from 'preact/hooks';
import type { LocalDate } from '../../core/dates.ts';
import { datesOutOfOrder } from '../../core/plan/date-order.ts';
import { cycleOf } from '../../core/plan/fellowship-calendar.ts';
import { type Plan, SEASON_DATES, type SeasonDate } from '../../core/plan/plan.ts';
import { type DatedFact, proposedDatesFor, seasonDatesFor } from '../../core/seasons/season-dates.ts';
import { SEASON_NOTES_OF } from '../../core/seasons/services.ts';
import { formatDay } from '../../i18n/format.ts';
import { t, tFamily } from '../../i18n/t.ts';
import { call } from '../../platform/messaging.ts';
import { report } from '../../platform/report.ts';
import { Badge } from '../components/Badge.tsx';
import { Banner } from '../components/Banner.tsx';
import { Button } from '../components/Button.tsx';
import { Card } from '../components/Card.tsx';
import { IconButton } from '../components/IconButton.tsx';
import { focusHeading } from '../hooks/focus-heading.ts';
import type { Toasts } from '../hooks/use-toast.ts';
import { DayField } from './DayField.tsx';
import { PlanDialog } from './PlanDialog.tsx';
import { planWords, seasonDateWords } from './plan-words.ts';
import { SourceLine, SourcesRead } from './SourceLine.tsx';

export interface PlanDatesProps {
  readonly plan: Plan;
  /** Whether a track or letter counts from them. */
  readonly isUsed: boolean;
  readonly today: LocalDate;
  readonly toasts: Toasts;
}

/** The dates of a season in one service: each with how sure it is and who says so, to be set right. */
export function PlanDates({ plan, isUsed, today, toasts }: PlanDatesProps) {
  const facts = seasonDatesFor(plan.service, plan.season, cycleOf(plan));
  const offered = cycleOf(plan) === 'residency' ? proposedDatesFor(plan.service, plan.season) : {};
  const factOf = (date: SeasonDate) => (facts[date].on === null ? (offered[date] ?? facts[date]) : facts[date]);
  const save = async (date: SeasonDate, on: LocalDate | null) => {
    const fields = { [date]: { on, confidence: on === null ? 'unknown' : 'confirmed' } };
    toasts.told(await call('plan/save', { id: plan.id, fields }), t('toastPlanDateSaved'));
  };
  const propose = async (date: SeasonDate, { on, confidence }: DatedFact) =>
    toasts.told(
      await call('plan/save', { id: plan.id, fields: { [date]: { on, confidence } } }),
      t('toastPlanDateSaved'),
    );
  const remove = async () => {
    const result = await call('record/remove', { table: 'plans', id: plan.id });
    if (toasts.told(result, t('toastPlanRemoved', { plan: planWords(plan) }))) focusHeading();
  };
  const notes = SEASON_NOTES_OF[plan.service];
  const sources = [...SEASON_DATES.flatMap(date => factOf(date).source ?? []), ...notes.flatMap(note => note.sources)];
  const [isEditing, setEditing] = useState(false);
  const wrong = datesOutOfOrder(plan);
  return (
    <Card
      title={t('planDatesTitle', { plan: planWords(plan) })}
      actions={
        <IconButton
          size="s"
          icon="pencil"
          label={t('planEdit', { plan: planWords(plan) })}
          onClick={() => setEditing(true)}
        />
      }
    >
      {isEditing && <PlanDialog plan={plan} toasts={toasts} onClose={() => setEditing(false)} />}
      <div class="stack">
        <p class="field-hint">{t('planDatesHint')}</p>
        {wrong.length > 0 && (
          <Banner tone="warning" announce>
            {wrong.map(({ first, firstOn, second, secondOn }) => (
              <p key={first + second}>
                {t('planDatesOrder', {
                  first: seasonDateWords(first, plan.service),
                  firstday: formatDay(firstOn, today),
                  second: seasonDateWords(second, plan.service),
                  secondday: formatDay(secondOn, today),
                })}
              </p>
            ))}
          </Banner>
        )}
        <ul class="plan-dates">
          {SEASON_DATES.map(date => (
            <DateRow
              key={date}
              date={date}
              service={plan.service}
              stored={plan[date]}
              fact={factOf(date)}
              isOffered={facts[date].on === null}
              today={today}
              onSave={on => void save(date, on).catch(report)}
              onPropose={() => void propose(date, factOf(date)).catch(report)}
            />
          ))}
        </ul>
        {notes.length > 0 && (
          <ul class="plan-notes" aria-label={t('planNotes')}>
            {notes.map(({ note, sources }) => (
              <li key={note}>
                {tFamily('seasonNote', note)}
                {sources.map(source => (
                  <SourceLine key={source.url} source={source} today={today} isDayTold />
                ))}
              </li>
            ))}
          </ul>
        )}
        <SourcesRead sources={sources} today={today} />
        {!isUsed && (
          <div class="cluster">
            <span class="muted">{t('planDatesUnused')}</span>
            <Button size="s" icon="trash" onClick={() => void remove().catch(report)}>
              {t('planDatesRemove')}
            </Button>
          </div>
        )}
      </div>
    </Card>
  );
}

interface DateRowProps {
  readonly date: SeasonDate;
  readonly service: Plan['service'];
  readonly stored: Plan[SeasonDate];
  /** What Vouch knows of it, else what it has to offer. */
  readonly fact: DatedFact;
  /** Whether it is only offered: a day of an earlier season, or of another service. */
  readonly isOffered: boolean;
  readonly today: LocalDate;
  onSave(on: LocalDate | null): void;
  onPropose(): void;
}

function DateRow({ date, service, stored, fact, isOffered, today, onSave, onPropose }: DateRowProps) {
  const row = useRef<HTMLLIElement>(null);
  /** The button goes with what it offered; the field of the day stays. */
  const leave = () => row.current?.querySelector('input')?.focus();
  const isOurs = stored.on === fact.on && stored.confidence === fact.confidence;
  const label = seasonDateWords(date, service);
  return (
    <li ref={row}>
      <DayField label={label} value={stored.on} onSave={onSave} />
      <div class="plan-date-words">
        <Sureness stored={stored} isOurs={isOurs} />
        {stored.on !== null && isOurs && fact.source !== null && (
          <SourceLine source={fact.source} today={today} isDayTold />
        )}
        {stored.on === null && (
          <span class="muted small">{isOffered && fact.on !== null ? t('planDateAskProposed') : t('planDateAsk')}</span>
        )}
        {stored.on === null && isOffered && fact.source !== null && (
          <SourceLine source={fact.source} today={today} isDayTold />
        )}
        {stored.on !== null && stored.confidence === 'estimated' && (
          <Button
            size="s"
            variant="quiet"
            icon="check"
            label={t('planDateConfirmOf', { date: label })}
            onClick={() => {
              leave();
              onSave(stored.on);
            }}
          >
            {t('planDateConfirm')}
          </Button>
        )}
        {fact.on !== null && fact.on !== stored.on && (
          <Button
            size="s"
            variant="quiet"
            icon="undo"
            label={t('planDateProposeOf', { date: label, day: formatDay(fact.on, today) })}
            onClick={() => {
              leave();
              onPropose();
            }}
          >
            {t('planDatePropose', { day: formatDay(fact.on, today) })}
          </Button>
        )}
      </div>
    </li>
  );
}

function Sureness({ stored, isOurs }: { readonly stored: Plan[SeasonDate]; readonly isOurs: boolean }) {
  switch (stored.confidence) {
    case 'confirmed':
      return (
        <Badge tone="accent" icon="check">
          {isOurs ? t('planDateConfirmed') : t('planDateConfirmedByYou')}
        </Badge>
      );
    case 'estimated':
      return <Badge tone="due">{t('planDateEstimated')}</Badge>;
    case 'unknown':
      return <Badge>{t('planDateUnknown')}</Badge>;
  }
}
