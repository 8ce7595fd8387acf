import type { Reader } from '../../storage/index.ts';

let opening: Promise<Reader> | null = null;

/**
 * Storage for reading, opened on first use: a form that is being typed into does not wait for it.
 *
 * Rejects when the browser refuses; asking again tries again.
 */
export function reader(): Promise<Reader> {
  opening ??= import('../../storage/reading.ts')
    .then(({ openReader }) => openReader())
    .catch(error => {
      opening = null;
      throw error;
    });
  return opening;
}
