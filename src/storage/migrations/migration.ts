/** A step from one released form of the data to the next. A released step is never edited. */
export interface Migration {
  /** 1 for the first, without gaps. */
  readonly version: number;
  /** The indexes of the tables that this step adds or changes, in Dexie's notation; `null` drops a table. */
  readonly stores: Readonly<Record<string, string | null>>;
  /** By table, a pure function from an old row to the new. Importing an old backup runs the same functions. */
  readonly upgrade: Readonly<Record<string, (row: Readonly<Record<string, unknown>>) => Record<string, unknown>>>;
  /** Tables whose records stay as they are and get new derived fields; those of `upgrade` get them as well. */
  readonly rekeyed?: readonly string[];
}
