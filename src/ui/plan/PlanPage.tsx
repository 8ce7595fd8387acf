import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { applicantChange } from '../../core/plan/applicant-change.ts';
import { offersAgain } from '../../core/plan/apply-again.ts';
import { coverageOf, type SlotCoverage } from '../../core/plan/coverage.ts';
import type { Track } from '../../core/plan/plan.ts';
import type { Slot } from '../../core/plan/slot.ts';
import { movedSlots } from '../../core/plan/slot-order.ts';
import { t } from '../../i18n/t.ts';
import type { RecordsRequest } from '../../messages/protocol.ts';
import { call } from '../../platform/messaging.ts';
import { report } from '../../platform/report.ts';
import { Banner } from '../components/Banner.tsx';
import { Button } from '../components/Button.tsx';
import { Card } from '../components/Card.tsx';
import { Icon } from '../components/Icon.tsx';
import { Loading } from '../components/Loading.tsx';
import { PageHeader } from '../components/PageHeader.tsx';
import { usePlace } from '../hooks/first-look.ts';
import { focusHeading } from '../hooks/focus-heading.ts';
import { LoadFailed } from '../hooks/LoadFailed.tsx';
import { useNow } from '../hooks/use-now.ts';
import type { Toasts } from '../hooks/use-toast.ts';
import { ApplyAgainDialog } from './ApplyAgainDialog.tsx';
import { alsoInOf } from './also-in.ts';
import { BackupDialog } from './BackupDialog.tsx';
import { PlanDates } from './PlanDates.tsx';
import { loadPlan, type PlanData } from './plan-data.ts';
import { RemoveTrackDialog } from './RemoveTrackDialog.tsx';
import { SetUpCard, SetUpDialog } from './SetUp.tsx';
import { SlotDialog } from './SlotDialog.tsx';
import type { SlotAction } from './SlotRow.tsx';
import { type SeasonOfPlan, seasonsOf } from './seasons-of.ts';
import { TrackCard } from './TrackCard.tsx';
import { TrackDialog } from './TrackDialog.tsx';
import { WhatIfDialog } from './WhatIfDialog.tsx';
import { WriterDialog } from './WriterDialog.tsx';
import './plan.css';

export interface PlanPageProps {
  /** The track to bring into sight; empty for the top of the page. */
  readonly trackId: string;
  readonly toasts: Toasts;
}

/** The tracks of a season: which letters each wants, who writes them, what is missing, and the dates they count from. */
export function PlanPage({ trackId, toasts }: PlanPageProps) {
  const live = usePlace('plan', loadPlan);
  if (live.state === 'ready') return <Ready data={live.value} trackId={trackId} toasts={toasts} />;
  return (
    <>
      <PageHeader title={t('navPlan')} subtitle={t('planSubtitle')} />
      {live.state === 'failed' ? (
        <LoadFailed problem={live.problem} />
      ) : (
        <Card>
          <Loading label={t('loading')} lines={6} />
        </Card>
      )}
    </>
  );
}

/** The dialog that is open, by what it is about; what is gone meanwhile has none. */
type Open =
  | { readonly type: 'set-up' }
  | { readonly type: 'again'; readonly season: string }
  | { readonly type: 'edit-track' | 'remove-track' | 'add-slot'; readonly trackId: string }
  | { readonly type: 'writer' | 'backup' | 'edit-slot'; readonly slotId: string }
  | { readonly type: 'what-if'; readonly letterId: string };

/** Before the id of a track in the address, as `#/plan/again:TRACK`: to apply again after its season. */
const AGAIN = 'again:';

interface ReadyProps {
  readonly data: PlanData;
  readonly trackId: string;
  readonly toasts: Toasts;
}

function Ready({ data, trackId, toasts }: ReadyProps) {
  const { today } = useNow();
  const [open, setOpen] = useState<Open | null>(null);
  const page = useRef<HTMLDivElement>(null);
  const moved = useRef<Element | null>(null);
  const { plans, tracks, slots, letters } = data;
  // biome-ignore lint/correctness/useExhaustiveDependencies: as the address names it, and not whenever storage changes
  useEffect(() => {
    const season = seasonToFollow(trackId, data);
    if (season !== '') setOpen({ type: 'again', season });
  }, [trackId]);
  useEffect(() => {
    // After the dashboard has gone to the top of its new page.
    const frame = trackId === '' ? 0 : requestAnimationFrame(() => showTrack(page.current, trackId));
    return () => cancelAnimationFrame(frame);
  }, [trackId]);
  const coverages = useMemo(
    () =>
      data.tracks.map(track =>
        coverageOf({ ...data, track, plan: data.plans.find(({ id }) => id === track.planId) ?? null }),
      ),
    [data],
  );
  // What is moved in the page loses the focus, which its next press needs.
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever the slots are drawn anew
  useLayoutEffect(() => {
    const element = moved.current;
    if (!(element instanceof HTMLElement) || document.activeElement !== document.body) return;
    moved.current = null;
    const row = element.closest('[data-slot]');
    const target = element.matches(':disabled') ? row?.querySelector<HTMLElement>('.slot-actions :enabled') : element;
    target?.focus();
  }, [slots]);
  const alsoIn = useMemo(() => alsoInOf(slots, letters, tracks, plans), [slots, letters, tracks, plans]);
  const save = async (request: Partial<RecordsRequest>, told: string) =>
    toasts.told(await call('records/save', { saves: [], assignments: [], removals: [], ...request }), told);
  const move = async (slot: Slot, by: -1 | 1) => {
    const own = slots.filter(one => one.trackId === slot.trackId);
    const saves = movedSlots(own, slot.id, by).map(({ id, position }) => ({
      table: 'slots' as const,
      id,
      isNew: false,
      fields: { position },
    }));
    if (saves.length === 0) return;
    moved.current = document.activeElement;
    await save({ saves }, t('toastSlotMoved'));
  };
  const onSlot = ({ slot, letter }: SlotCoverage, action: SlotAction) => {
    switch (action) {
      case 'writer':
      case 'backup':
        setOpen({ type: action, slotId: slot.id });
        break;
      case 'edit':
        setOpen({ type: 'edit-slot', slotId: slot.id });
        break;
      case 'what-if':
        if (letter !== null) setOpen({ type: 'what-if', letterId: letter.id });
        break;
      case 'empty':
        void save(
          { saves: [{ table: 'slots', id: slot.id, isNew: false, fields: { letterId: null } }] },
          t('toastSlotEmptied'),
        ).catch(report);
        break;
      case 'remove':
        void save({ removals: [{ table: 'slots', id: slot.id }] }, t('toastSlotRemoved')).catch(report);
        break;
      case 'up':
      case 'down':
        void move(slot, action === 'up' ? -1 : 1).catch(report);
        break;
    }
  };
  const isEmpty = tracks.length === 0;
  const seasons = seasonsOf(data, today);
  const isOnly = seasons.now.length + seasons.earlier.length === 1;
  const drawn = ({ season, tracks: own, plans: ownPlans }: SeasonOfPlan) => (
    <div key={season} class="stack">
      {!isOnly && season !== '' && <h2 class="season-name">{t('setUpSeasonOf', { year: season })}</h2>}
      {offersAgain(season, data, today) && (
        <Banner
          tone="info"
          icon="calendar"
          title={t('againBannerTitle', { season })}
          actions={
            <Button size="s" onClick={() => setOpen({ type: 'again', season })}>
              {t('againOpen')}
            </Button>
          }
        >
          {t('againBannerText')}
        </Banner>
      )}
      {own.length > 0 && (
        <div class="tracks">
          {coverages
            .filter(({ track }) => own.includes(track))
            .map(coverage => (
              <TrackCard
                key={coverage.track.id}
                coverage={coverage}
                plan={plans.find(({ id }) => id === coverage.track.planId) ?? null}
                profile={data.profile}
                tracks={tracks}
                alsoIn={alsoIn}
                programCount={data.programs.filter(program => program.trackId === coverage.track.id).length}
                change={applicantChange(coverage.track, data)}
                today={today}
                toasts={toasts}
                onSlot={onSlot}
                onAddSlot={() => setOpen({ type: 'add-slot', trackId: coverage.track.id })}
                onEdit={() => setOpen({ type: 'edit-track', trackId: coverage.track.id })}
                onAgain={season === '' ? null : () => setOpen({ type: 'again', season })}
                onRemove={() => setOpen({ type: 'remove-track', trackId: coverage.track.id })}
              />
            ))}
        </div>
      )}
      {ownPlans.length > 0 && (
        <div class="plans">
          {ownPlans.map(plan => (
            <PlanDates
              key={plan.id}
              plan={plan}
              isUsed={
                tracks.some(({ planId }) => planId === plan.id) || letters.some(({ planId }) => planId === plan.id)
              }
              today={today}
              toasts={toasts}
            />
          ))}
        </div>
      )}
    </div>
  );
  const closeDialog = () => {
    setOpen(null);
    // Once it is gone: the button it was opened with may have gone with what it offered.
    requestAnimationFrame(() => focusAgain(page.current, open));
  };
  return (
    <>
      <PageHeader
        title={t('navPlan')}
        subtitle={t('planSubtitle')}
        actions={
          isEmpty ? undefined : (
            <Button variant="primary" icon="plus" onClick={() => setOpen({ type: 'set-up' })}>
              {t('planAddTrack')}
            </Button>
          )
        }
      />
      <div class="stack" ref={page}>
        {isEmpty && <SetUpCard data={data} today={today} toasts={toasts} />}
        {seasons.now.map(drawn)}
        {seasons.earlier.length > 0 && (
          <details
            class="earlier-seasons"
            open={seasons.earlier.some(({ tracks: own }) => own.some(({ id }) => id === trackId))}
          >
            <summary>
              <Icon name="chevron" />
              {t('planEarlierSeasons')}
            </summary>
            <div class="stack">{seasons.earlier.map(drawn)}</div>
          </details>
        )}
      </div>
      {open !== null && <OpenDialog open={open} data={data} toasts={toasts} onOpen={setOpen} onClose={closeDialog} />}
    </>
  );
}

/** The season that the address asks to apply again after; empty for none. */
function seasonToFollow(address: string, { tracks, plans }: PlanData): string {
  const trackId = address.startsWith(AGAIN) ? address.slice(AGAIN.length) : '';
  const planId = tracks.find(({ id }) => id === trackId)?.planId;
  return plans.find(({ id }) => id === planId)?.season ?? '';
}

/** What was open leads back to the slot it was about, when nothing else has the focus. */
function focusAgain(page: HTMLElement | null, open: Open | null): void {
  if (document.activeElement !== null && document.activeElement !== document.body) return;
  const id = open !== null && 'slotId' in open ? open.slotId : '';
  const button = page?.querySelector<HTMLElement>(`[data-slot="${CSS.escape(id)}"] [aria-haspopup]`);
  if (button === null || button === undefined) focusHeading();
  else button.focus();
}

function showTrack(page: HTMLElement | null, trackId: string): void {
  const card = page?.querySelector<HTMLElement>(`[data-track="${CSS.escape(trackId)}"]`);
  card?.scrollIntoView();
  card?.focus({ preventScroll: true });
}

interface OpenDialogProps {
  readonly open: Open;
  readonly data: PlanData;
  readonly toasts: Toasts;
  onOpen(open: Open): void;
  onClose(): void;
}

function OpenDialog({ open, data, toasts, onOpen, onClose }: OpenDialogProps) {
  const { today } = useNow();
  const common = { data, toasts, onClose };
  const trackOf = (id: string): Track | undefined => data.tracks.find(track => track.id === id);
  switch (open.type) {
    case 'set-up':
      return <SetUpDialog {...common} today={today} />;
    case 'again':
      return <ApplyAgainDialog {...common} season={open.season} today={today} />;
    case 'what-if':
      return (
        <WhatIfDialog
          {...common}
          letterId={open.letterId}
          today={today}
          onNameBackup={slot => onOpen({ type: 'backup', slotId: slot.id })}
        />
      );
    case 'edit-track':
    case 'remove-track':
    case 'add-slot': {
      const track = trackOf(open.trackId);
      if (track === undefined) return null;
      if (open.type === 'remove-track') return <RemoveTrackDialog {...common} track={track} />;
      if (open.type === 'edit-track') {
        return (
          <TrackDialog track={track} plans={data.plans} profile={data.profile} toasts={toasts} onClose={onClose} />
        );
      }
      const position = data.slots.filter(slot => slot.trackId === track.id).length;
      return <SlotDialog track={track} slot={null} position={position} toasts={toasts} onClose={onClose} />;
    }
    case 'writer':
    case 'backup':
    case 'edit-slot': {
      const slot = data.slots.find(({ id }) => id === open.slotId);
      const track = trackOf(slot?.trackId ?? '');
      if (slot === undefined || track === undefined) return null;
      if (open.type === 'writer') return <WriterDialog {...common} slot={slot} track={track} today={today} />;
      if (open.type === 'backup') return <BackupDialog {...common} slot={slot} track={track} today={today} />;
      return <SlotDialog track={track} slot={slot} position={slot.position} toasts={toasts} onClose={onClose} />;
    }
  }
}
