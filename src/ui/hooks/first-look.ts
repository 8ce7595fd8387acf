import { useLayoutEffect, useState } from 'preact/hooks';
import { report } from '../../platform/report.ts';
import { firstLookAt } from '../../storage/first-look.ts';
import type { TableReader } from '../../storage/table-reader.ts';
import { type EarlyPlace, earlyLook, PLACE_TABLES } from '../early-read.ts';
import { type Live, useLive } from './use-live.ts';

/** Nothing waits longer than this for the first picture. */
const MOST_MS = 2000;

let endFirstPicture = () => {};

/**
 * Fulfilled once the first picture of a place that was read early has been painted, so that nothing else holds it up;
 * `null` on a page that reads nothing early.
 */
export const firstPicture: Promise<void> | null =
  earlyLook === null
    ? null
    : new Promise(resolve => {
        endFirstPicture = resolve;
        setTimeout(resolve, MOST_MS);
        addEventListener('hashchange', () => resolve(), { once: true });
      });

/** What was read early, until a place has taken it, another place was gone to, or it is old: it tells of that moment only. */
let untaken = earlyLook;
firstPicture?.then(() => {
  untaken = null;
}, report);

/**
 * As `useLive`, for all that a place is drawn from. Where that place is the first after the page was opened, it is drawn
 * from what was read while the page's files were still being fetched, and follows storage from its first picture on.
 */
export function usePlace<T>(place: EarlyPlace, ask: (reader: TableReader) => Promise<T>): Live<T> {
  const [early] = useState(() => {
    const look = untaken?.place === place ? untaken : null;
    untaken = null;
    return look;
  });
  const [first, setFirst] = useState<T | null>(null);
  const live = useLive(
    reader => reader.together(PLACE_TABLES[place], ask),
    [],
    null,
    early === null ? null : firstPicture,
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, at the start
  useLayoutEffect(() => {
    if (early === null) return;
    early.rows
      .then(raw => {
        const look = firstLookAt(raw);
        return look === null ? null : ask(look);
      })
      .then(setFirst)
      // What is wrong with it, storage says too.
      .catch(report)
      .finally(() => requestAnimationFrame(() => setTimeout(endFirstPicture)))
      .catch(report);
  }, []);
  return live.state === 'loading' && first !== null ? { state: 'ready', value: first } : live;
}
