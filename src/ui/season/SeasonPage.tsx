import { useMemo, useState } from 'preact/hooks';
import type { LocalDate } from '../../core/dates.ts';
import { ofTrack, type SeasonEntry, type SeasonRecords, seasonViewOf } from '../../core/plan/season-view.ts';
import type { Settings } from '../../core/settings.ts';
import type { CalendarEntry } from '../../files/ics-out.ts';
import { formatFullDay, formatList } from '../../i18n/format.ts';
import { t } from '../../i18n/t.ts';
import type { TableReader } from '../../storage/table-reader.ts';
import { Banner } from '../components/Banner.tsx';
import { Button } from '../components/Button.tsx';
import { Card } from '../components/Card.tsx';
import { EmptyState } from '../components/EmptyState.tsx';
import { Loading } from '../components/Loading.tsx';
import { PageHeader } from '../components/PageHeader.tsx';
import { SegmentedControl } from '../components/SegmentedControl.tsx';
import { Select } from '../components/Select.tsx';
import { CalendarOutAll } from '../due/CalendarOut.tsx';
import { usePlace } from '../hooks/first-look.ts';
import { LoadFailed } from '../hooks/LoadFailed.tsx';
import { useNow } from '../hooks/use-now.ts';
import type { Toasts } from '../hooks/use-toast.ts';
import { type Month, monthOf } from './month.ts';
import { SeasonList } from './SeasonList.tsx';
import { SeasonMonth } from './SeasonMonth.tsx';
import { entryDetail, entryTitle, entryTone, type Names, namesIn, unknownText } from './season-words.ts';
import './season.css';

export interface SeasonPageProps {
  readonly toasts: Toasts;
}

interface SeasonData {
  readonly records: SeasonRecords;
  readonly settings: Settings;
}

/** Every day of the season, counted back from its dates: as a list, and as a calendar. */
export function SeasonPage({ toasts }: SeasonPageProps) {
  const { today } = useNow();
  const live = usePlace('season', load);
  return (
    <div class="season-page">
      {live.state === 'ready' ? (
        <Season {...live.value} today={today} toasts={toasts} />
      ) : (
        <>
          <PageHeader title={t('navSeason')} subtitle={t('seasonSubtitle')} />
          {live.state === 'failed' ? (
            <LoadFailed problem={live.problem} />
          ) : (
            <Card>
              <Loading label={t('loading')} lines={6} />
            </Card>
          )}
        </>
      )}
    </div>
  );
}

async function load(reader: TableReader): Promise<SeasonData> {
  const [plans, tracks, letters, mentors, rotations, programs, slots, reminders, settings] = await Promise.all([
    reader.plans(),
    reader.tracks(),
    reader.letters(),
    reader.mentors(),
    reader.rotations(),
    reader.programs(),
    reader.slots(),
    reader.reminders(),
    reader.settings(),
  ]);
  return { records: { plans, tracks, letters, mentors, rotations, programs, slots, reminders }, settings };
}

interface SeasonProps extends SeasonData {
  readonly today: LocalDate;
  readonly toasts: Toasts;
}

/** For all tracks; no id is empty. */
const ALL = '';

function Season({ records, settings, today, toasts }: SeasonProps) {
  const [trackId, setTrackId] = useState(ALL);
  const [look, setLook] = useState<'list' | 'calendar'>('list');
  const [month, setMonth] = useState<Month | null>(null);
  const [day, setDay] = useState<LocalDate | null>(null);
  const view = useMemo(() => seasonViewOf(records, settings, today), [records, settings, today]);
  const names = useMemo(() => namesIn(records), [records]);
  // The track may have been thrown away in another window meanwhile.
  const isOfTrack = records.tracks.some(({ id }) => id === trackId);
  const entries = isOfTrack ? ofTrack(view.entries, trackId) : view.entries;
  const ahead = entries.filter(({ on }) => on >= today);
  const past = entries.filter(({ on }) => on < today);
  const tracks = [
    { value: ALL, label: t('seasonAllTracks') },
    ...records.tracks.map(({ id, name }) => ({ value: id, label: name })),
  ];
  return (
    <>
      <PageHeader
        title={t('navSeason')}
        subtitle={t('seasonSubtitle')}
        actions={
          entries.length > 0 && (
            <>
              <CalendarOutAll
                today={today}
                toasts={toasts}
                fileName="vouch-season"
                load={async () => ahead.map(entry => calendarEntryOf(entry, names, today))}
              />
              <Button icon="page" onClick={() => print()}>
                {t('seasonPrint')}
              </Button>
            </>
          )
        }
      />
      <div class="stack">
        {view.unknown.length > 0 && (
          <Banner
            actions={
              <a class="button secondary size-s" href="#/plan">
                {t('seasonOpenPlan')}
              </a>
            }
          >
            {t('seasonUnknown', { dates: formatList(view.unknown.map(one => unknownText(one, names))) })}
          </Banner>
        )}
        {view.entries.length === 0 ? (
          <NoSeason hasPlan={records.plans.length > 0} />
        ) : (
          <>
            <div class="toolbar season-toolbar">
              {records.tracks.length > 1 && (
                <Select
                  label={t('seasonTrack')}
                  labelHidden
                  value={isOfTrack ? trackId : ALL}
                  options={tracks}
                  onChange={setTrackId}
                />
              )}
              <SegmentedControl
                label={t('seasonLook')}
                labelHidden
                value={look}
                options={[
                  { value: 'list', label: t('seasonLookList'), icon: 'table' },
                  { value: 'calendar', label: t('seasonLookCalendar'), icon: 'calendar' },
                ]}
                onChange={setLook}
              />
            </div>
            {entries.length === 0 && (
              <Card>
                <EmptyState compact title={t('seasonNoneOfTrack')} />
              </Card>
            )}
            {look === 'calendar' && (
              <SeasonMonth
                entries={entries}
                names={names}
                today={today}
                month={month ?? monthOf(ahead[0]?.on ?? today)}
                day={day}
                onMonth={next => {
                  setMonth(next);
                  setDay(null);
                }}
                onDay={setDay}
              />
            )}
            <div class={look === 'calendar' ? 'stack season-lists print-only' : 'stack season-lists'}>
              {past.length > 0 && <Past entries={past} names={names} today={today} />}
              <p class="season-today">{t('seasonToday', { day: formatFullDay(today) })}</p>
              <SeasonList entries={ahead} names={names} today={today} />
            </div>
            <p class="muted small">{t('seasonEstimatedHint')}</p>
          </>
        )}
      </div>
    </>
  );
}

function NoSeason({ hasPlan }: { readonly hasPlan: boolean }) {
  return (
    <Card>
      <EmptyState
        drawing="letter"
        title={t(hasPlan ? 'seasonNoDatesTitle' : 'seasonEmptyTitle')}
        action={
          <a class="button primary size-m" href="#/plan">
            {t('seasonOpenPlan')}
          </a>
        }
      >
        {t(hasPlan ? 'seasonNoDatesText' : 'seasonEmptyText')}
      </EmptyState>
    </Card>
  );
}

interface PastProps {
  readonly entries: readonly SeasonEntry[];
  readonly names: Names;
  readonly today: LocalDate;
}

/** What lies behind, folded away; a step that is still open stays in sight. */
function Past({ entries, names, today }: PastProps) {
  const open = entries.filter(isOpen);
  const rest = entries.filter(entry => !isOpen(entry));
  return (
    <>
      {open.length > 0 && (
        <section class="stack season-open" aria-label={t('seasonStillOpen')}>
          <h2>{t('seasonStillOpen')}</h2>
          <SeasonList entries={open} names={names} today={today} />
        </section>
      )}
      {rest.length > 0 && (
        <details class="season-past">
          <summary>{t('seasonEarlier')}</summary>
          <div class="stack">
            <SeasonList entries={rest} names={names} today={today} />
          </div>
        </details>
      )}
    </>
  );
}

/** What was to be done by its day and was not: every step that is listed at all, and what should be in or sent. */
function isOpen(entry: SeasonEntry): boolean {
  const { kind, isDone } = entry;
  return !isDone && (entryTone(entry) === 'step' || kind === 'target' || kind === 'deadline');
}

function calendarEntryOf(entry: SeasonEntry, names: Names, today: LocalDate): CalendarEntry {
  const detail = entryDetail(entry, names, today);
  return {
    id: entry.id,
    on: entry.on,
    at: null,
    title: entryTitle(entry, names),
    reason: entry.isEstimated ? [detail, t('seasonEstimatedHint')].filter(Boolean).join('\n') : detail,
    isEstimated: entry.isEstimated,
  };
}
