import type { Mentor } from '../../core/mentor.ts';
import type { Moment } from '../../core/moment.ts';
import type { Rotation } from '../../core/rotation.ts';
import { searchKey } from '../../core/text.ts';

/** Which moments are asked for; an empty string or `false` asks for nothing. */
export interface MomentFilter {
  readonly query: string;
  readonly mentorId: string;
  readonly competency: string;
  readonly rotationId: string;
  readonly isStrong: boolean;
}

export const ANY_MOMENT: MomentFilter = { query: '', mentorId: '', competency: '', rotationId: '', isStrong: false };

/** What each moment can be found by, in the same order: made once, and not at every key. */
export type MomentIndex = readonly string[];

export function indexMoments(
  moments: readonly Moment[],
  mentors: readonly Pick<Mentor, 'id' | 'name'>[],
  rotations: readonly Pick<Rotation, 'id' | 'name'>[],
): MomentIndex {
  const names = new Map([...mentors, ...rotations].map(({ id, name }) => [id, name]));
  return moments.map(({ situation, whatIDid, theirWords, mentorIds, rotationId }) => {
    const people = [...mentorIds, rotationId ?? ''].map(id => names.get(id) ?? '');
    return ` ${searchKey([situation, whatIDid, theirWords, ...people].join(' '))}`;
  });
}

/**
 * The moments that answer to all of a filter, in their order. Every word of the query has to begin a word of the texts,
 * of a mentor's name or of the rotation's, in any spelling.
 *
 * @param index - That of these moments.
 */
export function findMoments(moments: readonly Moment[], filter: MomentFilter, index: MomentIndex): Moment[] {
  const words = searchKey(filter.query)
    .split(' ')
    .filter(word => word !== '');
  return moments.filter((moment, at) => {
    if (filter.isStrong && !moment.isStrong) return false;
    if (filter.mentorId !== '' && !moment.mentorIds.includes(filter.mentorId)) return false;
    if (filter.rotationId !== '' && moment.rotationId !== filter.rotationId) return false;
    if (filter.competency !== '' && !moment.competencies.some(one => one === filter.competency)) return false;
    return words.every(word => index[at]?.includes(` ${word}`) === true);
  });
}
