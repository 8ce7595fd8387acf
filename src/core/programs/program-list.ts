import { addDays, type LocalDate } from '../dates.ts';
import type { Program } from '../program.ts';
import { searchKey } from '../text.ts';
import { CHECK_STATES, type ProgramChecks } from './check.ts';

/** How near a deadline has to be to be "soon". */
export const SOON_DAYS = 14;

export const PROGRAM_SORTS = ['name', 'track', 'priority', 'deadline', 'applied', 'interview', 'check'] as const;
export type ProgramSort = (typeof PROGRAM_SORTS)[number];

/** What the student wants to see; an empty text stands for all. */
export interface ProgramFilter {
  readonly query: string;
  /** A track's id, or `none` for programs of no track. */
  readonly track: string;
  /** 1 to 9, or `none`. */
  readonly priority: string;
  readonly check: '' | 'has' | 'lacks';
  readonly applied: '' | 'yes' | 'no';
  readonly isSoonOnly: boolean;
}

export const ALL_PROGRAMS: ProgramFilter = {
  query: '',
  track: '',
  priority: '',
  check: '',
  applied: '',
  isSoonOnly: false,
};

/** Whether anything is asked for, so that programs may be out of sight. */
export function isFiltered({ isSoonOnly, ...texts }: ProgramFilter): boolean {
  return isSoonOnly || Object.values(texts).some(text => text !== '');
}

/** Whether applications close within two weeks and the student has not applied. */
export function isSoon(
  { deadlineOn, appliedOn }: Pick<Program, 'deadlineOn' | 'appliedOn'>,
  today: LocalDate,
): boolean {
  return appliedOn === null && deadlineOn !== null && deadlineOn >= today && deadlineOn <= addDays(today, SOON_DAYS);
}

/** Whether applications closed without the student having applied. */
export function isMissed(
  { deadlineOn, appliedOn }: Pick<Program, 'deadlineOn' | 'appliedOn'>,
  today: LocalDate,
): boolean {
  return appliedOn === null && deadlineOn !== null && deadlineOn < today;
}

export function filterPrograms(
  programs: readonly Program[],
  filter: ProgramFilter,
  checks: ProgramChecks,
  today: LocalDate,
): readonly Program[] {
  const words = searchKey(filter.query)
    .split(' ')
    .filter(word => word !== '');
  return programs.filter(program => {
    const { trackId, priority, appliedOn } = program;
    if (filter.track !== '' && (trackId ?? 'none') !== filter.track) return false;
    if (filter.priority !== '' && String(priority ?? 'none') !== filter.priority) return false;
    if (filter.applied !== '' && (appliedOn !== null) !== (filter.applied === 'yes')) return false;
    if (filter.isSoonOnly && !isSoon(program, today)) return false;
    if (filter.check !== '' && (checks.get(program.id)?.state === 'ok') !== (filter.check === 'has')) return false;
    if (words.length === 0) return true;
    const text = searchKey(`${program.name} ${program.note}`);
    return words.every(word => text.includes(word));
  });
}

/** In the order asked for, what has nothing there last in either direction, and equals by name. */
export function sortPrograms(
  programs: readonly Program[],
  by: ProgramSort,
  isDescending: boolean,
  checks: ProgramChecks,
  trackNames: ReadonlyMap<string, string>,
): readonly Program[] {
  const { compare } = new Intl.Collator(undefined, { numeric: true });
  const direction = isDescending ? -1 : 1;
  // Reckoned once for each, since a list of thousands compares each a dozen times.
  const keyed = programs.map(program => ({ program, key: keyFor(program, by, checks, trackNames) }));
  keyed.sort((a, b) => {
    const [one, other] = [a.key, b.key];
    if (one === null || other === null) {
      if (one !== other) return one === null ? 1 : -1;
    } else {
      const order =
        typeof one === 'string' && typeof other === 'string' ? compare(one, other) : Number(one) - Number(other);
      if (order !== 0) return order * direction;
    }
    return compare(a.program.name, b.program.name) || (a.program.id < b.program.id ? -1 : 1);
  });
  return keyed.map(({ program }) => program);
}

function keyFor(
  program: Program,
  by: ProgramSort,
  checks: ProgramChecks,
  trackNames: ReadonlyMap<string, string>,
): string | number | null {
  switch (by) {
    case 'name':
      return program.name;
    case 'track':
      return trackNames.get(program.trackId ?? '') ?? null;
    case 'priority':
      return program.priority;
    case 'deadline':
      return program.deadlineOn;
    case 'applied':
      return program.appliedOn;
    case 'interview':
      return program.interviewOn;
    case 'check': {
      const state = checks.get(program.id)?.state;
      return state === undefined ? null : CHECK_STATES.indexOf(state);
    }
  }
}
