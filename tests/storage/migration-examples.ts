/** Rows before and after each upgrade. An upgrade without an example fails `database.test.ts`. */
export interface MigrationExample {
  readonly version: number;
  readonly table: string;
  readonly before: Readonly<Record<string, unknown>>;
  readonly after: Readonly<Record<string, unknown>>;
}

export const EXAMPLES: readonly MigrationExample[] = [];
