import type { Letter } from '../../core/letter.ts';
import type { Mentor } from '../../core/mentor.ts';
import type { Plan, Track } from '../../core/plan/plan.ts';
import type { Slot } from '../../core/plan/slot.ts';
import type { Profile } from '../../core/profile.ts';
import type { Program } from '../../core/program.ts';
import type { Rotation } from '../../core/rotation.ts';
import type { TableReader } from '../../storage/table-reader.ts';

/** All that the plan is drawn from, read together. */
export interface PlanData {
  readonly plans: readonly Plan[];
  readonly tracks: readonly Track[];
  readonly slots: readonly Slot[];
  readonly letters: readonly Letter[];
  readonly mentors: readonly Mentor[];
  readonly rotations: readonly Rotation[];
  readonly programs: readonly Program[];
  readonly profile: Profile;
}

export async function loadPlan(reader: TableReader): Promise<PlanData> {
  const [plans, tracks, slots, letters, mentors, rotations, programs, profile] = await Promise.all([
    reader.plans(),
    reader.tracks(),
    reader.slots(),
    reader.letters(),
    reader.mentors(),
    reader.rotations(),
    reader.programs(),
    reader.profile(),
  ]);
  return { plans, tracks, slots, letters, mentors, rotations, programs, profile };
}
