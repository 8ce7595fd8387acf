import { useId } from 'preact/hooks';
import type { LocalDate } from '../../core/dates.ts';
import type { ApplicantChange } from '../../core/plan/applicant-change.ts';
import type { Coverage, SlotCoverage } from '../../core/plan/coverage.ts';
import { resultDayProblems } from '../../core/plan/date-order.ts';
import { cycleOf } from '../../core/plan/fellowship-calendar.ts';
import type { Plan, Track } from '../../core/plan/plan.ts';
import { specialtyOfTrack } from '../../core/plan/slot-fit.ts';
import type { Profile } from '../../core/profile.ts';
import { seasonDatesFor } from '../../core/seasons/season-dates.ts';
import { specialtyNamed, type Template, templateFor } from '../../core/seasons/specialties.ts';
import { countWords, coverageNotes, fromSpecialtyWords, inSpecialtyWords } from '../../i18n/coverage.ts';
import { formatDay } from '../../i18n/format.ts';
import { plural, t, tFamily } from '../../i18n/t.ts';
import { Badge } from '../components/Badge.tsx';
import { Button } from '../components/Button.tsx';
import { Icon } from '../components/Icon.tsx';
import { Menu } from '../components/Menu.tsx';
import { focusHeading } from '../hooks/focus-heading.ts';
import { useFocusInList } from '../hooks/use-focus-in-list.ts';
import type { Toasts } from '../hooks/use-toast.ts';
import { ApplicantNotice } from './ApplicantNotice.tsx';
import { CoveragePicture } from './CoveragePicture.tsx';
import { planWords, resultDayWords, serviceWords, trackKindWords } from './plan-words.ts';
import { type SlotAction, SlotRow } from './SlotRow.tsx';
import { SourceLine, SourcesRead } from './SourceLine.tsx';

export interface TrackCardProps {
  readonly coverage: Coverage;
  /** `null` while it has none. */
  readonly plan: Plan | null;
  readonly profile: Profile;
  readonly tracks: readonly Track[];
  /** By slot, the names of other tracks that its letter or writer serves. */
  readonly alsoIn: ReadonlyMap<string, readonly string[]>;
  readonly programCount: number;
  /** What the profile says that the track was not made for; `null` for nothing. */
  readonly change: ApplicantChange | null;
  readonly toasts: Toasts;
  readonly today: LocalDate;
  onSlot(covered: SlotCoverage, action: SlotAction): void;
  onAddSlot(): void;
  onEdit(): void;
  /** `null` while its season has no year. */
  readonly onAgain: (() => void) | null;
  onRemove(): void;
}

/** One specialty that is applied to: its letters at a glance, and each with who writes it. */
export function TrackCard({
  coverage,
  plan,
  profile,
  tracks,
  alsoIn,
  programCount,
  change,
  today,
  toasts,
  onSlot,
  onAddSlot,
  onEdit,
  onAgain,
  onRemove,
}: TrackCardProps) {
  const id = useId();
  const list = useFocusInList<HTMLUListElement>(focusHeading);
  const { track, slots } = coverage;
  const fromSpecialty = fromSpecialtyWords(coverage);
  const notes = [...coverageNotes(coverage, tracks), ...resultDayProblems(track, plan).map(resultDayWords)];
  return (
    <section class="card track" data-track={track.id} tabIndex={-1} aria-labelledby={`${id} ${id}-season`}>
      <div class="track-head">
        <div class="track-words">
          <h2 id={id} class="plaintext">
            {track.name}
          </h2>
          <p id={`${id}-season`} class="muted small">
            {[trackKindWords(track.kind), plan === null ? serviceWords(track.service) : planWords(plan)].join(' · ')}
          </p>
        </div>
        <Menu
          icon="more"
          iconOnly
          size="s"
          label={t('trackMore', { name: track.name })}
          items={[
            { id: 'edit', label: t('trackEditTitle'), icon: 'pencil' },
            { id: 'add', label: t('slotAdd'), icon: 'plus' },
            ...(onAgain === null ? [] : [{ id: 'again' as const, label: t('againOpen'), icon: 'calendar' as const }]),
            { id: 'remove', label: t('trackRemove'), icon: 'trash', danger: true },
          ]}
          onChoose={choice => {
            if (choice === 'edit') onEdit();
            else if (choice === 'add') onAddSlot();
            else if (choice === 'again') onAgain?.();
            else onRemove();
          }}
        />
      </div>
      {change !== null && <ApplicantNotice change={change} today={today} toasts={toasts} />}
      {slots.length > 0 && <CoveragePicture coverage={coverage} />}
      <div class="track-standing">
        <p>{coverage.standing === 'covered' ? t('coverageAll') : countWords(coverage)}</p>
        {fromSpecialty !== null && slots.length > 0 && (
          <p class={isFewerThanUsual(coverage) ? 'slot-note' : undefined}>{fromSpecialty}</p>
        )}
      </div>
      {notes.length > 0 && (
        <ul class="track-notes">
          {notes.map(note => (
            <li key={note}>
              <Icon name="alert" />
              <span>{note}</span>
            </li>
          ))}
        </ul>
      )}
      <ul class="slots" ref={list}>
        {slots.map((covered, index) => (
          <SlotRow
            key={covered.slot.id}
            covered={covered}
            track={track}
            tracks={tracks}
            alsoIn={alsoIn.get(covered.slot.id) ?? []}
            isFirst={index === 0}
            isLast={index === slots.length - 1}
            onAction={action => onSlot(covered, action)}
          />
        ))}
      </ul>
      <div>
        <Button size="s" icon="plus" label={t('slotAddTo', { track: track.name })} onClick={onAddSlot}>
          {t('slotAdd')}
        </Button>
      </div>
      <TrackFacts track={track} plan={plan} programCount={programCount} today={today} />
      <CheckYourself track={track} profile={profile} today={today} />
    </section>
  );
}

/** Where no figure is known, none is no fault. */
function isFewerThanUsual({ fromSpecialty: { state }, usual }: Coverage): boolean {
  return state === 'none' && usual.inSpecialty !== null;
}

type TrackFactsProps = Pick<TrackCardProps, 'plan' | 'programCount' | 'today'> & { readonly track: Track };

function TrackFacts({ track, plan, programCount, today }: TrackFactsProps) {
  const { resultOn, soapOn, isResultConfirmed, isInternational, goal } = track;
  const known = plan === null ? null : seasonDatesFor(plan.service, plan.season, cycleOf(plan)).resultOn;
  const source = known !== null && known.on === resultOn ? known.source : null;
  return (
    <dl class="track-facts">
      {goal !== '' && (
        <div>
          <dt>{t('trackGoal')}</dt>
          <dd class="plaintext">{goal}</dd>
        </div>
      )}
      <div>
        <dt>{t('trackResultOn')}</dt>
        <dd>
          {resultOn === null ? t('trackResultUnknown') : formatDay(resultOn, today)}{' '}
          {resultOn !== null && !isResultConfirmed && <Badge tone="due">{t('planDateEstimated')}</Badge>}
          {source !== null && (
            <div>
              <SourceLine source={source} today={today} />
            </div>
          )}
        </dd>
      </div>
      {soapOn !== null && (
        <div>
          <dt>{t('trackSoapOn')}</dt>
          <dd>{formatDay(soapOn, today)}</dd>
        </div>
      )}
      {isInternational && (
        <div>
          <dt>{t('trackInternational')}</dt>
          <dd>{t('trackInternationalShort')}</dd>
        </div>
      )}
      {programCount > 0 && (
        <div>
          <dt>{t('navPrograms')}</dt>
          <dd>
            <a href="#/programs">{plural('trackPrograms', programCount)}</a>
          </dd>
        </div>
      )}
    </dl>
  );
}

type CheckYourselfProps = Pick<TrackCardProps, 'profile' | 'today'> & { readonly track: Track };

/** What is usual for the specialty, who says so, and that programs decide. */
function CheckYourself({ track, profile, today }: CheckYourselfProps) {
  const template = templateFor(specialtyNamed(track.specialty === '' ? track.name : track.specialty), {
    trackKind: track.kind,
    applicantKind: profile.applicantKind,
    service: track.service,
  });
  const { inSpecialty, isChecked, notes, sources } = template;
  const fromIt = isChecked ? inSpecialtyWords(inSpecialty, specialtyOfTrack(track)) : null;
  const usual = [usualWords(template), fromIt].filter(words => words !== null).join(' ');
  return (
    <details class="check-yourself">
      <summary>
        <Icon name="chevron" />
        {t('trackCheck')} {!isChecked && <Badge tone="due">{t('trackNotChecked')}</Badge>}
      </summary>
      <div class="check-yourself-body">
        {usual !== '' && <p>{usual}</p>}
        {notes.map(note => (
          <p key={note}>{tFamily('specialtyNote', note)}</p>
        ))}
        <ul>
          {sources.map(source => (
            <li key={source.url}>
              <SourceLine source={source} today={today} isDayTold />
            </li>
          ))}
        </ul>
        <SourcesRead sources={sources} today={today} />
      </div>
    </details>
  );
}

/** How many letters are usual and who decides; `null` where no number is known. */
function usualWords({ decidedBy, least, most }: Template): string | null {
  switch (decidedBy) {
    case 'board':
      return t('trackUsualBoard', { most });
    case 'match':
      return t('trackUsualMatch', { count: most });
    case 'programs':
      return least === most ? plural('trackUsual', least) : t('trackUsualRange', { least, most });
    case 'open':
      return null;
  }
}
