import type { LocalDate } from '../../core/dates.ts';
import { byReadiness, type Readiness, readinessOf } from '../../core/letters/readiness.ts';
import type { Reader } from '../../storage/index.ts';

/** By mentor, in the order of who could vouch most for the student; those who are archived are not in it. */
export async function allReadiness(reader: Reader, today: LocalDate): Promise<ReadonlyMap<string, Readiness>> {
  const [all, tracks] = await Promise.all([reader.evidenceOfAll(), reader.tracks()]);
  const judged = all.map(evidence => ({ evidence, readiness: readinessOf(evidence, today, tracks) }));
  return new Map(byReadiness(judged).map(({ readiness }) => [readiness.mentorId, readiness]));
}
