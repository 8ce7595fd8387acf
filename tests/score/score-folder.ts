import { type Difference, judge } from '../capture/compare.ts';
import { findFixtures } from './fixture-files.ts';
import { type ReadOptions, readFixtures } from './read-fixtures.ts';
import { type ScoredFixture, type Totals, totalsOf } from './table.ts';

/** What `--json` writes: enough to compute the score again. */
export interface ScoreFile {
  readonly fixtures: readonly {
    readonly file: string;
    /** The items as they were captured, complete. */
    readonly captured: readonly unknown[];
    readonly differences: readonly Difference[];
    /** The violated traps. */
    readonly traps: readonly string[];
  }[];
  readonly totals: Totals;
}

export interface FolderScore {
  readonly scored: readonly ScoredFixture[];
  readonly json: ScoreFile;
  /** Sentences about files that were left out or could not be read. */
  readonly problems: readonly string[];
  /** What reading alone took, the slowest first. */
  readonly times: readonly { readonly file: string; readonly milliseconds: number }[];
}

/**
 * Reads every fixture of a folder and compares.
 *
 * @throws A sentence, when there is no folder or nothing in it.
 */
export async function scoreFolder(folder: string, options: ReadOptions): Promise<FolderScore> {
  const { fixtures, problems } = await findFixtures(folder);
  if (fixtures.length === 0) {
    throw new Error(
      [`${folder} has no fixtures: no page or file with a NAME.expected.json beside it.`, ...problems].join('\n'),
    );
  }
  const read = await readFixtures(fixtures, options);
  const judged = read.map(({ fixture, read: { items }, failure }) => {
    const score = judge(fixture.expected, items);
    const differences =
      failure === null
        ? score.differences
        : [{ path: 'interactions', expected: 'a page that is read', got: failure }, ...score.differences];
    return { file: fixture.file, site: fixture.expected.site, items, score: { ...score, differences } };
  });
  const scored = judged.map(({ file, site, score }) => ({ file, site, score }));
  return {
    scored,
    json: {
      fixtures: judged.map(({ file, items, score }) => ({
        file,
        captured: items,
        differences: score.differences,
        traps: score.traps,
      })),
      totals: totalsOf(scored),
    },
    problems: [
      ...problems,
      ...read.flatMap(({ fixture, failure }) => (failure === null ? [] : [`${fixture.file}: ${failure}`])),
    ],
    times: read
      .map(({ fixture, read: { milliseconds } }) => ({ file: fixture.file, milliseconds }))
      .toSorted((one, other) => other.milliseconds - one.milliseconds),
  };
}
