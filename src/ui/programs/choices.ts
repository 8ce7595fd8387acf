import type { Option } from '../components/Select.tsx';
import type { ProgramData } from './use-program-data.ts';

type First = readonly (readonly [value: string, label: string])[];

/** The student's tracks to choose among, after what is chosen instead of one. */
export function tracksWith(first: First, { trackNames }: Pick<ProgramData, 'trackNames'>): readonly Option[] {
  return [...first, ...trackNames].map(([value, label]) => ({ value, label }));
}

/** The priorities to choose among, after what is chosen instead of one. */
export function prioritiesWith(first: First): readonly Option[] {
  const all = Array.from({ length: 9 }, (_, index) => String(index + 1));
  return [...first.map(([value, label]) => ({ value, label })), ...all.map(value => ({ value, label: value }))];
}
