import type { Problem } from '../core/result.ts';

/** Which sentence a failed read or write deserves; `null` for what is a mistake of ours and has to be thrown on. */
export function storageProblem(error: unknown): Problem | null {
  for (let cause: unknown = error; cause instanceof Error; cause = innerOf(cause)) {
    switch (cause.name) {
      case 'QuotaExceededError':
        return { code: 'storage/full' };
      case 'NewerDataError':
      case 'VersionError':
        return { code: 'storage/newer' };
      case 'OpenFailedError':
      case 'DatabaseClosedError':
      case 'InvalidStateError':
      case 'UnknownError':
      case 'MissingAPIError':
      case 'SecurityError':
      case 'TimeoutError':
        if (innerOf(cause) === undefined) return { code: 'storage/unavailable' };
    }
  }
  return error instanceof Error && STORAGE_ERRORS.has(error.name) ? { code: 'storage/unavailable' } : null;
}

const STORAGE_ERRORS: ReadonlySet<string> = new Set([
  'OpenFailedError',
  'DatabaseClosedError',
  'AbortError',
  'TransactionInactiveError',
  'UnknownError',
]);

// Dexie keeps what the browser said in `inner`.
function innerOf(error: Error): unknown {
  return 'inner' in error ? (error.inner ?? undefined) : error.cause;
}
