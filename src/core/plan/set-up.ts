import type { LocalDate } from '../dates.ts';
import type { LetterFact, Service } from '../letter.ts';
import type { Profile } from '../profile.ts';
import { planFieldsFor, resultFieldsFor } from '../seasons/season-dates.ts';
import { slotsFor, specialtyNamed } from '../seasons/specialties.ts';
import { searchKey } from '../text.ts';
import { cycleOf } from './fellowship-calendar.ts';
import type { Plan, Track } from './plan.ts';
import { isThroughEcfmg } from './target.ts';

/** A track that is wanted, as the student said it. */
export interface WantedTrack {
  readonly name: string;
  readonly specialty: string;
  readonly kind: Track['kind'];
  readonly service: Service;
  /** Of a service of the student's own its name, of a fellowship in ERAS its calendar; empty else. */
  readonly serviceName: string;
  readonly mostLetters: number | null;
  readonly steps: readonly LetterFact[];
}

export interface SetUpFacts {
  readonly season: string;
  readonly applicantKind: Profile['applicantKind'];
  readonly plans: readonly Plan[];
  readonly tracks: readonly Track[];
}

/** One new record of a `records/save`. */
export interface NewRecord {
  readonly table: 'plans' | 'tracks' | 'slots';
  readonly id: string;
  readonly isNew: true;
  readonly fields: Readonly<Record<string, unknown>>;
}

/**
 * Plans, tracks and slots for what is wanted, in the order in which they are to be written: one plan for each service and
 * season, that which is there or a new one; for each track the slots of its specialty's template.
 */
export function setUp(
  wanted: readonly WantedTrack[],
  { season, applicantKind, plans }: SetUpFacts,
  newId: () => string,
): readonly NewRecord[] {
  const planIds = new Map(plans.map(plan => [planKey(plan), plan.id]));
  const records: NewRecord[] = [];
  for (const { name, specialty, kind, service, serviceName, mostLetters, steps } of wanted) {
    const key = planKey({ season, service, serviceName });
    let planId = planIds.get(key);
    if (planId === undefined) {
      planId = newId();
      planIds.set(key, planId);
      const dates = planFieldsFor(service, season, cycleOf({ service, serviceName }));
      const own = service === 'other' ? { mostLetters, steps } : {};
      const isInternational = goesThroughEcfmg(applicantKind, service, kind);
      const fields = { ...dates, serviceName, ...own, isInternational };
      records.push({ table: 'plans', id: planId, isNew: true, fields });
    }
    const trackId = newId();
    const isInternational = goesThroughEcfmg(applicantKind, service, kind);
    const result = resultFieldsFor(service, season, kind);
    const fields = { planId, name, specialty, kind, service, isInternational, applicantKind, ...result };
    records.push({ table: 'tracks', id: trackId, isNew: true, fields });
    const slots = slotsFor(specialtyNamed(specialty), { trackKind: kind, applicantKind, service });
    for (const slot of slots) {
      records.push({ table: 'slots', id: newId(), isNew: true, fields: { ...slot, trackId } });
    }
  }
  return records;
}

/**
 * Whether this applicant's letters pass through ECFMG, which serves those who apply to residencies in ERAS, urology among
 * them; fellowships have the EFDO.
 */
export function goesThroughEcfmg(
  applicantKind: Profile['applicantKind'],
  service: Service,
  kind: Track['kind'],
): boolean {
  return applicantKind === 'international' && isThroughEcfmg({ service }, { isInternational: true, kind }, null);
}

export function planKey({ season, service, serviceName }: Pick<Plan, 'season' | 'service' | 'serviceName'>): string {
  return `${season}|${service}|${searchKey(serviceName)}`;
}

/** The track there is of the same specialty, kind, season and service; `null` for none. */
export function sameTrack(wanted: WantedTrack, { season, plans, tracks }: SetUpFacts): Track | null {
  const planIds = new Set(plans.filter(plan => planKey(plan) === planKey({ ...wanted, season })).map(({ id }) => id));
  const same = tracks.find(
    ({ planId, kind, specialty }) =>
      planIds.has(planId ?? '') && kind === wanted.kind && searchKey(specialty) === searchKey(wanted.specialty),
  );
  return same ?? null;
}

/** Until this month students still plan for the match of next spring; later, for the one after. */
const LAST_MONTH_TO_APPLY = 10;

/**
 * The season a student most likely plans for: the year they graduate while that is to come, else the next match whose
 * applications are not over.
 */
export function likelySeason(graduationYear: number | null, today: LocalDate): string {
  const year = Number(today.slice(0, 4));
  const next = Number(today.slice(5, 7)) <= LAST_MONTH_TO_APPLY ? year + 1 : year + 2;
  const isAhead = graduationYear !== null && graduationYear >= year && graduationYear <= year + 8;
  // Who graduates later this very year was matched in its spring, or is about to be.
  return String(isAhead ? graduationYear : next);
}
