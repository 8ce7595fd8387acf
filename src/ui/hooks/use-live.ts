import { useLayoutEffect, useState } from 'preact/hooks';
import type { Problem } from '../../core/result.ts';
import { report } from '../../platform/report.ts';
import type { Reader } from '../../storage/index.ts';
import { reader } from './reader.ts';

/** An answer from storage that follows every change, as three states that are drawn differently. */
export type Live<T> =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly problem: Problem }
  | { readonly state: 'ready'; readonly value: T };

/**
 * Asks storage and asks again whenever the answer may have changed.
 *
 * @param ask - Has to be the same question while `keys` are the same.
 * @param first - The answer where it is known already.
 * @param after - What storage is not opened before; `null` for nothing.
 */
export function useLive<T>(
  ask: (reader: Reader) => Promise<T>,
  keys: readonly unknown[],
  first: T | null = null,
  after: Promise<unknown> | null = null,
): Live<T> {
  const [live, setLive] = useState<Live<T>>(first === null ? { state: 'loading' } : { state: 'ready', value: first });
  // Before the next frame, since what is shown waits for it.
  useLayoutEffect(
    () => {
      let isWanted = true;
      let stop = () => {};
      const fail = (error: unknown) => {
        report(error);
        problemOf(error)
          .then(problem => isWanted && setLive({ state: 'failed', problem }))
          .catch(report);
      };
      (after === null ? reader() : after.then(reader))
        .then(opened => {
          if (!isWanted) return;
          stop = opened.watch(ask, value => isWanted && setLive({ state: 'ready', value }), fail);
        })
        .catch(fail);
      return () => {
        isWanted = false;
        stop();
      };
    },
    // biome-ignore lint/correctness/useExhaustiveDependencies: the question is named by its keys
    keys,
  );
  return live;
}

async function problemOf(error: unknown): Promise<Problem> {
  const { storageProblem } = await import('../../storage/reading.ts');
  return storageProblem(error) ?? { code: 'storage/unavailable' };
}

/** The answer when it is there, else what to show meanwhile. */
export function valueOr<T, Fallback>(live: Live<T>, fallback: Fallback): T | Fallback {
  return live.state === 'ready' ? live.value : fallback;
}
