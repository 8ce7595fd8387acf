import { useMemo, useRef } from 'preact/hooks';
import type { Mentor } from '../../core/mentor.ts';
import { checkPrograms, type ProgramCheck, type ProgramChecks } from '../../core/programs/check.ts';
import { indexPrograms, type ProgramIndex, type ProgramRecords } from '../../core/programs/record-index.ts';
import type { Problem } from '../../core/result.ts';
import { t } from '../../i18n/t.ts';
import type { TableReader } from '../../storage/table-reader.ts';
import { usePlace } from '../hooks/first-look.ts';
import { keepSame } from './keep-same.ts';

/** Everything the pages of programs are drawn from. */
export interface ProgramData {
  readonly index: ProgramIndex;
  readonly checks: ProgramChecks;
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
  const live = usePlace('programs', readPrograms);
  const answer = live.state === 'ready' ? live.value : null;
  const earlier = useRef<Earlier | null>(null);
  const given = useRef(new Map<string, ProgramCheck>());
  const data = useMemo((): ProgramData | null => {
    if (answer === null) return null;
    const { records, mentors } = keepAll(earlier.current, answer);
    const index = indexPrograms(records);
    const checks = keepChecks(given.current, checkPrograms(index, mentors));
    const isOther = earlier.current?.mentors !== mentors || earlier.current.records.letters !== records.letters;
    const writerOf = isOther || earlier.current === null ? writers(mentors, index) : earlier.current.writerOf;
    earlier.current = { records, mentors, writerOf };
    return { index, checks, writerOf, trackNames: new Map(records.tracks.map(({ id, name }) => [id, name])) };
  }, [answer]);
  if (live.state === 'failed') return live;
  return data === null ? { state: 'loading' } : { state: 'ready', value: data };
}

async function readPrograms(reader: TableReader): Promise<Answer> {
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
}

interface Answer {
  readonly records: ProgramRecords;
  readonly mentors: readonly Mentor[];
}

/** What was drawn last: of what did not change, the same is given again. */
interface Earlier extends Answer, Pick<ProgramData, 'writerOf'> {}

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

/** The checks with those that were given last in the place of the ones that say the same. */
function keepChecks(given: Map<string, ProgramCheck>, checks: ProgramChecks): ProgramChecks {
  const kept = new Map<string, ProgramCheck>();
  return {
    get: id => {
      const known = kept.get(id);
      if (known !== undefined) return known;
      const check = checks.get(id);
      if (check === undefined) return undefined;
      const before = given.get(id);
      const one = before !== undefined && JSON.stringify(before) === JSON.stringify(check) ? before : check;
      kept.set(id, one);
      given.set(id, one);
      return one;
    },
  };
}

function writers(mentors: readonly Mentor[], { letters }: ProgramIndex): ProgramData['writerOf'] {
  const names = new Map(mentors.map(({ id, name }) => [id, name]));
  return letterId => names.get(letters.get(letterId)?.mentorId ?? '') ?? t('matrixNobody');
}
