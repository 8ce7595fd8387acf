import type { DraftFields } from '../../core/draft.ts';
import type { Problem } from '../../core/result.ts';
import { call } from '../../platform/messaging.ts';

interface Pending {
  readonly id: string;
  readonly draft: DraftFields;
}

/** Far more than a fast typist is ahead of storage by, on the slowest of machines. */
const MOST_UNDER_WAY = 200;

/**
 * Keeps a form while it is typed in: every state is handed over at once, since the page may close at any key, and the
 * worker keeps them in the order they came. Only when many are under way the newest waits, and `flush` sends that too.
 */
export class DraftKeeper {
  readonly #onProblem: (problem: Problem) => void;
  #waiting: Pending | null = null;
  readonly #underWay = new Set<Promise<void>>();

  constructor(onProblem: (problem: Problem) => void) {
    this.#onProblem = onProblem;
  }

  keep(id: string, draft: DraftFields): void {
    this.#waiting = { id, draft };
    if (this.#underWay.size < MOST_UNDER_WAY) this.flush();
  }

  /** Sends what waits, without waiting for what is under way; for a page that is going. */
  flush(): void {
    const pending = this.#waiting;
    this.#waiting = null;
    if (pending === null) return;
    const sending: Promise<void> = this.#send(pending).finally(() => {
      this.#underWay.delete(sending);
      this.flush();
    });
    this.#underWay.add(sending);
  }

  /** Until nothing waits any more, so that what follows is not overtaken. */
  async settle(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.all(this.#underWay);
  }

  async #send({ id, draft }: Pending): Promise<void> {
    const result = await call('draft/save', { id, draft });
    if (!result.ok) this.#onProblem(result.problem);
  }
}
