import type { Plan, Track, TrackFields } from '../../core/plan/plan.ts';

/** One record of a `records/save`. */
interface TrackSave {
  readonly table: 'tracks' | 'plans';
  readonly id: string;
  readonly isNew: false;
  readonly fields: Readonly<Record<string, unknown>>;
}

/**
 * The records of a track that was edited. General letters have no track that could say whether they pass through ECFMG: their
 * season says it, and goes along when that is what was changed.
 *
 * @param plan - The season that was chosen; `null` for none.
 */
export function trackSaves(
  track: Track,
  fields: Partial<TrackFields> & Pick<TrackFields, 'isInternational'>,
  plan: Plan | null,
): readonly TrackSave[] {
  const { isInternational } = fields;
  const own = { ...fields, planId: plan?.id ?? null, service: plan?.service ?? track.service };
  const edited: TrackSave = { table: 'tracks', id: track.id, isNew: false, fields: own };
  const isPlanToMove =
    plan !== null && isInternational !== track.isInternational && isInternational !== plan.isInternational;
  return isPlanToMove ? [edited, { table: 'plans', id: plan.id, isNew: false, fields: { isInternational } }] : [edited];
}
