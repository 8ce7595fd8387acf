/** So many at once keep the database busy, and their answers small. */
const PIECE = 100;

/**
 * Does the same with each, many at once, and waits for all: a database asked one thing at a time spends its time waiting.
 * For what does not depend on each other. Rejects with the first that does; others of its piece may be done by then.
 */
export async function inPieces<T, Result>(list: readonly T[], work: (one: T) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = [];
  for (let start = 0; start < list.length; start += PIECE) {
    results.push(...(await Promise.all(list.slice(start, start + PIECE).map(work))));
  }
  return results;
}
