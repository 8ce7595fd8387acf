/** Runs named steps one after the other and says what each came to. */
export class Steps {
  readonly #say: (line: string) => void;
  #count = 0;

  constructor(say: (line: string) => void) {
    this.#say = say;
  }

  /** The number of the running step, two digits, to sort what it leaves behind. */
  get number(): string {
    return String(this.#count).padStart(2, '0');
  }

  /**
   * Runs one step and prints the lines it returns.
   *
   * @throws With the step's name before the reason, when it fails. The steps after it make no sense then.
   */
  async run(name: string, step: () => Promise<readonly string[]>): Promise<void> {
    this.#count += 1;
    const startedAt = Date.now();
    try {
      const lines = await step();
      this.#say(`${this.number}  ${name}  (${Date.now() - startedAt} ms)`);
      for (const line of lines) this.#say(`      ${line}`);
    } catch (error) {
      this.#say(`${this.number}  ${name}  FAILED`);
      // Playwright adds a log of what it tried, which says no more than the step's name does.
      const reason = error instanceof Error ? error.message.split('\nCall log:')[0] : error;
      throw new Error(`The step "${name}" failed: ${reason}`);
    }
  }
}
