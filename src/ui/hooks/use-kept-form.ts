import { useCallback, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { call } from '../../platform/messaging.ts';
import { report } from '../../platform/report.ts';
import { reader } from './reader.ts';

/** The fields of a form, and what was typed into them before it was closed. */
export interface KeptForm<T extends object> {
  readonly fields: T;
  /** Changes some, and keeps them. */
  set(change: Partial<T>): void;
  /** Whether something that was typed earlier is back. */
  readonly isRestored: boolean;
  /** Whether what was kept has been looked up; fields that are typed in before stay. */
  readonly isReady: boolean;
  /** Goes back to the start and keeps nothing: after it was saved, or thrown away. */
  forget(): void;
}

/**
 * A form whose half-typed fields survive Escape, a closed tab and a restart, on this device alone. Only what differs from
 * the start is kept, so that a record that was changed meanwhile keeps its change.
 *
 * @param key - Names the form, as `moment/new` or `letter/ID`. Has to stay the same while it is shown.
 * @param start - What it begins with.
 * @param isLike - Whether a kept value can be a field's; without it those are dropped whose type is another than at the start.
 */
export function useKeptForm<T extends object>(
  key: string,
  start: T,
  isLike: (name: keyof T, value: unknown) => boolean = (name, value) => isSameType(start[name], value),
): KeptForm<T> {
  const first = useRef(start);
  const [fields, setFields] = useState(start);
  const [isRestored, setRestored] = useState(false);
  const [isReady, setReady] = useState(false);
  /** What differs from the start; the newest, also before it is drawn. */
  const changed = useRef<Partial<T>>({});
  const keeper = useRef<FormKeeper | null>(null);
  keeper.current ??= new FormKeeper(key);

  // Before the next frame, since what is shown may wait for it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, as it opens
  useLayoutEffect(() => {
    let isShown = true;
    // What a form of the same name has just handed over comes first: it may be opened again at once.
    (underWay.get(key) ?? Promise.resolve())
      .then(() => reader())
      .then(opened => opened.keptForm(key))
      .then(kept => {
        if (!isShown) return;
        const known = keptFields(kept, first.current, isLike);
        if (Object.keys(known).length > 0) {
          // What was typed while it was looked up is newer.
          changed.current = { ...known, ...changed.current };
          setFields({ ...first.current, ...changed.current });
          setRestored(true);
        }
        setReady(true);
      })
      .catch(error => {
        report(error);
        if (isShown) setReady(true);
      });
    const flush = () => keeper.current?.flush();
    addEventListener('pagehide', flush);
    return () => {
      isShown = false;
      removeEventListener('pagehide', flush);
      flush();
    };
  }, []);

  const set = useCallback((change: Partial<T>) => {
    changed.current = { ...changed.current, ...change };
    setFields({ ...first.current, ...changed.current });
    keeper.current?.keep({ ...changed.current });
  }, []);
  const forget = useCallback(() => {
    changed.current = {};
    setFields(first.current);
    setRestored(false);
    keeper.current?.keep(null);
  }, []);
  return { fields, set, isRestored, isReady, forget };
}

/** By form, what this page has handed over and nobody has answered yet. */
const underWay = new Map<string, Promise<void>>();

/** Sends each state at once; while one is under way the newest waits, and goes out when the page does. */
class FormKeeper {
  readonly #key: string;
  #waiting: { readonly fields: object | null } | null = null;
  #isSending = false;

  constructor(key: string) {
    this.#key = key;
  }

  keep(fields: object | null): void {
    this.#waiting = { fields };
    if (!this.#isSending) this.flush();
  }

  flush(): void {
    if (this.#waiting === null) return;
    const { fields } = this.#waiting;
    this.#waiting = null;
    this.#isSending = true;
    const sending: Promise<void> = Promise.all([
      underWay.get(this.#key),
      call('form/keep', { key: this.#key, fields: fields === null ? null : { ...fields } }),
    ])
      .then(() => {}, report)
      .then(() => {
        if (underWay.get(this.#key) === sending) underWay.delete(this.#key);
        this.#isSending = false;
        this.flush();
      });
    underWay.set(this.#key, sending);
  }
}

function keptFields<T extends object>(
  kept: unknown,
  start: T,
  isLike: (name: keyof T, value: unknown) => boolean,
): Partial<T> {
  if (typeof kept !== 'object' || kept === null) return {};
  const known = Object.entries(kept).filter(([name, value]) => name in start && isLike(name as keyof T, value));
  // Each was held against its field.
  return Object.fromEntries(known) as Partial<T>;
}

function isSameType(a: unknown, b: unknown): boolean {
  if (a === null || b === null) return true;
  return Array.isArray(a) ? Array.isArray(b) : typeof a === typeof b && !Array.isArray(b);
}
