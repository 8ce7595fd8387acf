import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { LocalDate } from '../../core/dates.ts';
import type { Letter } from '../../core/letter.ts';
import { indexOf } from '../../core/letters/warnings.ts';
import { call } from '../../platform/messaging.ts';
import { report } from '../../platform/report.ts';
import { firstPicture, usePlace } from '../hooks/first-look.ts';
import { type Live, useLive, valueOr } from '../hooks/use-live.ts';
import type { Toasts } from '../hooks/use-toast.ts';
import { type LetterRow, type LettersData, readLastContacts, readLetters, rowOf, waitedFor } from './letter-rows.ts';

/** A change that is shown before it is written. */
interface Pending {
  readonly fields: Partial<Letter>;
}

/** How long storage may take to show what was written before the page goes by storage alone. */
const LATE_MS = 3000;

export interface Letters {
  readonly live: Live<LettersData>;
  readonly rows: readonly LetterRow[];
  /** Shows a change at once, then writes it; what cannot be written goes back, and is said. */
  change(id: string, fields: Partial<Letter>, sentence: string): void;
}

/** The letters as they are stored, with what was just moved where it was moved to. */
export function useLetters(today: LocalDate, toasts: Toasts): Letters {
  const live = usePlace('letters', readLetters);
  const [pending, setPending] = useState<ReadonlyMap<string, Pending>>(new Map());
  const data = live.state === 'ready' ? live.value : null;
  // The first picture does not wait for it: until it is there nothing is said of quiet requests.
  const people = useMemo(() => waitedFor(data?.letters ?? []), [data]);
  const contacts = valueOr(
    useLive(reader => readLastContacts(reader, people), [people.join(' ')], null, firstPicture),
    null,
  );
  const index = useMemo(() => {
    if (data === null) return null;
    return indexOf(contacts === null ? data : { ...data, lastContactOn: contacts });
  }, [data, contacts]);
  // Reckoned once for what is stored, so that a move costs one card; what is as it was stays the same, and is not drawn again.
  const known = useRef<ReadonlyMap<string, LetterRow>>(new Map());
  const stored = useMemo(() => {
    if (data === null || index === null) return [];
    const next = new Map(data.letters.map(letter => [letter.id, sameOr(known.current, rowOf(letter, index, today))]));
    known.current = next;
    return [...next.values()];
  }, [data, index, today]);
  const rows = useMemo(() => {
    if (index === null || pending.size === 0) return stored;
    return stored.map(row => {
      const change = pending.get(row.letter.id);
      return change === undefined ? row : rowOf({ ...row.letter, ...change.fields }, index, today);
    });
  }, [stored, pending, index, today]);

  // The newest, also before it is drawn: several moves may come within one frame.
  const newest = useRef(pending);
  const hold = (change: (held: Map<string, Pending>) => void) => {
    const next = new Map(newest.current);
    change(next);
    newest.current = next;
    setPending(next);
  };
  const forget = (id: string, which: Pending) => {
    if (newest.current.get(id) === which) hold(held => held.delete(id));
  };
  // What storage shows by now needs not be held any more.
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever storage answers
  useEffect(() => {
    if (data === null) return;
    for (const [id, change] of newest.current) {
      const letter = data.letters.find(one => one.id === id);
      if (letter === undefined || isIn(letter, change.fields)) forget(id, change);
    }
  }, [data]);
  const timers = useRef<ReturnType<typeof setTimeout>[]>([]);
  useEffect(() => () => timers.current.forEach(clearTimeout), []);

  const change = (id: string, fields: Partial<Letter>, sentence: string) => {
    const held: Pending = { fields: { ...newest.current.get(id)?.fields, ...fields } };
    hold(all => all.set(id, held));
    call('letter/save', { id, fields })
      .then(result => {
        if (toasts.told(result, sentence)) timers.current.push(setTimeout(() => forget(id, held), LATE_MS));
        else forget(id, held);
      })
      .catch(error => {
        forget(id, held);
        report(error);
      });
  };
  return { live, rows, change };
}

/** The row that is known already, where it says the same. */
function sameOr(known: ReadonlyMap<string, LetterRow>, row: LetterRow): LetterRow {
  const before = known.get(row.letter.id);
  return before !== undefined && JSON.stringify(before) === JSON.stringify(row) ? before : row;
}

function isIn(letter: Letter, fields: Partial<Letter>): boolean {
  // Compared field by field, by the names of the letter's own.
  return Object.entries(fields).every(([name, value]) => letter[name as keyof Letter] === value);
}
