import {
  type DuplicateChoice,
  type DuplicateChoices,
  type ProposedProgram,
  proposePrograms,
  type SettledImport,
  settleImport,
} from '../../../core/programs/import.ts';
import type { Problem, Result } from '../../../core/result.ts';
import { newId } from '../../../platform/ids.ts';
import { call } from '../../../platform/messaging.ts';
import { followProgress } from '../../../platform/progress.ts';
import type { ProgramData } from '../use-program-data.ts';
import { type LeftOut, leftOutOf } from './left-out.ts';
import { openProgramFile, type ProgramFile, type ProgramFileProblem } from './program-file.ts';

/** How many programs came in, and what did not. */
export interface ImportOutcome {
  readonly addedCount: number;
  readonly updatedCount: number;
  readonly leftOut: readonly LeftOut[];
  readonly undoId: string;
}

/** What is to be done with what is there already, and with rows that name no track. */
export interface ImportChoices extends DuplicateChoices {
  /** As the student said; `undefined` for their only track, where they have one. */
  readonly trackId: string | null | undefined;
}

/** A file as it would come in. */
export interface ImportPlan {
  readonly proposed: readonly ProposedProgram[];
  readonly settled: SettledImport;
  readonly trackId: string | null;
}

export interface ProgramImportState {
  readonly file: ProgramFile | null;
  readonly fileProblem: ProgramFileProblem | null;
  readonly choices: ImportChoices;
  /** What is being written, and how many records of it are; `null` while nothing is. */
  readonly writing: { readonly plan: ImportPlan; readonly count: number } | null;
  readonly problem: Problem | null;
  readonly outcome: ImportOutcome | null;
}

const NO_CHOICES: ImportChoices = { trackId: undefined, stored: 'skip', inFile: 'skip', byRow: new Map() };
const NOTHING: ProgramImportState = {
  file: null,
  fileProblem: null,
  choices: NO_CHOICES,
  writing: null,
  problem: null,
  outcome: null,
};

/** A table from its choice to the report; it outlives the view that shows it. */
export class ProgramImport {
  #state = NOTHING;
  /** By row, so that the same request can be asked again. */
  #ids = new Map<number, string>();
  #newest = 0;
  readonly #listeners = new Set<() => void>();

  get state(): ProgramImportState {
    return this.#state;
  }

  /** @returns Stops it. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Takes another table; what was said about an earlier one is forgotten. */
  async open(file: File): Promise<void> {
    if (this.#state.writing !== null) return;
    const own = this.#begin();
    const read = await openProgramFile(file);
    if (own !== this.#newest) return;
    if (typeof read === 'string') this.#set({ fileProblem: read, outcome: null });
    else {
      this.#ids = new Map();
      this.#set({ ...NOTHING, file: read });
    }
  }

  /** The same table with other columns. Of what is asked for several times, only the last answer counts. */
  async read(reading: Promise<ProgramFile | ProgramFileProblem>): Promise<void> {
    const own = this.#begin();
    const read = await reading;
    if (own !== this.#newest) return;
    this.#set({
      problem: null,
      fileProblem: typeof read === 'string' ? read : null,
      ...(typeof read === 'string' ? {} : { file: read }),
    });
  }

  choose(choices: Partial<Pick<ImportChoices, 'trackId' | 'stored' | 'inFile'>>): void {
    this.#set({ choices: { ...this.#state.choices, ...choices } });
  }

  /** Says for all rows at once what to do, also for those of which it was said otherwise. */
  chooseForAll(of: 'stored' | 'inFile', choice: DuplicateChoice, proposed: readonly ProposedProgram[]): void {
    const { choices } = this.#state;
    const byRow = new Map(choices.byRow);
    for (const { row, firstRow } of proposed) if ((firstRow === null) === (of === 'stored')) byRow.delete(row);
    this.#set({ choices: { ...choices, [of]: choice, byRow } });
  }

  chooseFor(row: number, choice: DuplicateChoice): void {
    const { choices } = this.#state;
    this.#set({ choices: { ...choices, byRow: new Map(choices.byRow).set(row, choice) } });
  }

  /** How the table would come in. */
  planFor({ index }: Pick<ProgramData, 'index'>): ImportPlan | null {
    const { file, choices } = this.#state;
    if (file === null) return null;
    const { programs, tracks } = index.records;
    const only = tracks.length === 1 ? (tracks[0]?.id ?? null) : null;
    const trackId = choices.trackId === undefined ? only : choices.trackId;
    const proposed = proposePrograms(file.reading.programs, programs, tracks, trackId);
    return { proposed, settled: settleImport(proposed, choices, row => this.#idOf(row)), trackId };
  }

  /** Writes it, once. */
  async write(plan: ImportPlan): Promise<void> {
    const { file, writing } = this.#state;
    const { saves, addedCount, updatedCount, skipped } = plan.settled;
    const [first] = saves;
    if (file === null || writing !== null || first === undefined) return;
    this.#set({ writing: { plan, count: 0 }, problem: null });
    const stop = followProgress(first.id, count => {
      if (this.#state.writing !== null) this.#set({ writing: { plan, count } });
    });
    try {
      const request = {
        saves: saves.map(save => ({ table: 'programs' as const, ...save })),
        assignments: [],
        removals: [],
      };
      let result: Result<{ readonly undoId: string }> = await call('records/save', request);
      // The worker was stopped: nothing is written, or all is and the answer was lost. Asked again, it is written once.
      if (!result.ok && result.problem.code === 'message/no-answer') result = await call('records/save', request);
      if (!result.ok) {
        this.#set({ problem: result.problem });
        return;
      }
      const leftOut = leftOutOf(plan.proposed, skipped, file.reading.refused);
      const outcome = { addedCount, updatedCount, leftOut, undoId: result.value.undoId };
      this.#set({ ...NOTHING, outcome });
    } finally {
      stop();
      this.#set({ writing: null });
    }
  }

  startOver(): void {
    this.#begin();
    this.#set(NOTHING);
  }

  #begin(): number {
    this.#newest += 1;
    return this.#newest;
  }

  #idOf(row: number): string {
    const id = this.#ids.get(row) ?? newId();
    this.#ids.set(row, id);
    return id;
  }

  #set(change: Partial<ProgramImportState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}
