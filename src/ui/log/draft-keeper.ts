import type { DraftFields } from '../../core/draft.ts';
import type { Problem } from '../../core/result.ts';
import { call } from '../../platform/messaging.ts';

interface Pending {
  readonly id: string;
  readonly draft: DraftFields;
}

/**
 * Keeps a form while it is typed in, without a timer: one save at a time is under way, and the newest state follows it.
 * So what a closing page loses is at most what was typed while one save ran, and `flush` sends that too.
 */
export class DraftKeeper {
  readonly #onProblem: (problem: Problem) => void;
  #waiting: Pending | null = null;
  #running: Promise<void> | null = null;

  constructor(onProblem: (problem: Problem) => void) {
    this.#onProblem = onProblem;
  }

  keep(id: string, draft: DraftFields): void {
    this.#waiting = { id, draft };
    this.#running ??= this.#run();
  }

  /** Sends what waits, without waiting for what is under way; for a page that is going. */
  flush(): void {
    const pending = this.#take();
    if (pending !== null) void this.#send(pending);
  }

  /** Until nothing waits any more, so that what follows is not overtaken. */
  async settle(): Promise<void> {
    await this.#running;
  }

  async #run(): Promise<void> {
    for (let pending = this.#take(); pending !== null; pending = this.#take()) await this.#send(pending);
    this.#running = null;
  }

  async #send({ id, draft }: Pending): Promise<void> {
    const result = await call('draft/save', { id, draft });
    if (!result.ok) this.#onProblem(result.problem);
  }

  #take(): Pending | null {
    const pending = this.#waiting;
    this.#waiting = null;
    return pending;
  }
}
