import { report } from './report.ts';

/** How far a long write is, told by the worker to whatever page shows it. Nobody has to listen. */
const CHANNEL = 'vouch/progress';

interface Told {
  readonly id: string;
  readonly count: number;
}

/** Tells that so many records of a write are written. Nothing is final before the write is answered, and a write never fails by it. */
export function tellProgress(id: string, count: number): void {
  try {
    const channel = new BroadcastChannel(CHANNEL);
    const told: Told = { id, count };
    channel.postMessage(told);
    channel.close();
  } catch (error) {
    report(error);
  }
}

/**
 * Follows the write of that name.
 *
 * @returns Stops it.
 */
export function followProgress(id: string, onCount: (count: number) => void): () => void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (isTold(data) && data.id === id) onCount(data.count);
  });
  return () => channel.close();
}

function isTold(data: unknown): data is Told {
  return (
    typeof data === 'object' &&
    data !== null &&
    'id' in data &&
    typeof data.id === 'string' &&
    'count' in data &&
    typeof data.count === 'number'
  );
}
