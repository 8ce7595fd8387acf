import { useMemo, useRef } from 'preact/hooks';
import type { Mentor } from '../../core/mentor.ts';
import { checkPrograms, type ProgramCheck } from '../../core/programs/check.ts';
import { indexPrograms, type ProgramIndex, type ProgramRecords } from '../../core/programs/record-index.ts';
import type { Problem } from '../../core/result.ts';
import { t } from '../../i18n/t.ts';
import type { Reader } from '../../storage/index.ts';
import { useLive } from '../hooks/use-live.ts';
import { keepSame } from './keep-same.ts';

/** Everything the pages of programs are drawn from. */
export interface ProgramData {
  readonly index: ProgramIndex;
  /** By program. */
  readonly checks: ReadonlyMap<string, ProgramCheck>;
  /** By track. */
  readonly trackNames: ReadonlyMap<string, string>;
  /** The name of a letter's writer. */
  writerOf(letterId: string): string;
}

export type LiveProgramData =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly problem: Problem }
  | { readonly state: 'ready'; readonly value: ProgramData };

/** Programs with what they want and get, following every change. */
export function useProgramData(): LiveProgramData {
  const live = useLive(readPrograms, []);
  const answer = live.state === 'ready' ? live.value : null;
  const earlier = useRef<Earlier | null>(null);
  const data = useMemo((): ProgramData | null => {
    if (answer === null) return null;
    const { records, mentors } = keepAll(earlier.current, answer);
    const index = indexPrograms(records);
    const checks = keepChecks(earlier.current?.checks, checkPrograms(index, mentors));
    const isOther = earlier.current?.mentors !== mentors || earlier.current.records.letters !== records.letters;
    const writerOf = isOther || earlier.current === null ? writers(mentors, index) : earlier.current.writerOf;
    earlier.current = { records, mentors, checks, writerOf };
    return { index, checks, writerOf, trackNames: new Map(records.tracks.map(({ id, name }) => [id, name])) };
  }, [answer]);
  if (live.state === 'failed') return live;
  return data === null ? { state: 'loading' } : { state: 'ready', value: data };
}

const TABLES = ['programs', 'letters', 'tracks', 'plans', 'slots', 'assignments', 'mentors'] as const;

function readPrograms(all: Reader): Promise<Answer> {
  return all.together(TABLES, async reader => {
    const [programs, letters, tracks, plans, slots, assignments, mentors] = await Promise.all([
      reader.programs(),
      reader.letters(),
      reader.tracks(),
      reader.plans(),
      reader.slots(),
      reader.assignments(),
      reader.mentors(),
    ]);
    return { records: { programs, letters, tracks, plans, slots, assignments }, mentors };
  });
}

interface Answer {
  readonly records: ProgramRecords;
  readonly mentors: readonly Mentor[];
}

/** What was drawn last: of what did not change, the same is given again. */
interface Earlier extends Answer, Pick<ProgramData, 'checks' | 'writerOf'> {}

function keepAll(earlier: Earlier | null, { records, mentors }: Answer): Answer {
  if (earlier === null) return { records, mentors };
  const before = earlier.records;
  return {
    mentors: keepSame(earlier.mentors, mentors),
    records: {
      programs: keepSame(before.programs, records.programs),
      letters: keepSame(before.letters, records.letters),
      tracks: keepSame(before.tracks, records.tracks),
      plans: keepSame(before.plans, records.plans),
      slots: keepSame(before.slots, records.slots),
      assignments: records.assignments,
    },
  };
}

function keepChecks(earlier: ProgramData['checks'] | undefined, checks: ProgramData['checks']): ProgramData['checks'] {
  if (earlier === undefined) return checks;
  return new Map(
    [...checks].map(([id, check]) => {
      const before = earlier.get(id);
      return [id, before !== undefined && JSON.stringify(before) === JSON.stringify(check) ? before : check];
    }),
  );
}

function writers(mentors: readonly Mentor[], { letters }: ProgramIndex): ProgramData['writerOf'] {
  const names = new Map(mentors.map(({ id, name }) => [id, name]));
  return letterId => names.get(letters.get(letterId)?.mentorId ?? '') ?? t('matrixNobody');
}
