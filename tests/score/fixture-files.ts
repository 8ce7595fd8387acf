import { readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import type { Expected } from '../capture/compare.ts';

/** A page or file with its sidecar, as they lie in a folder of the form of the shared fixtures. */
export interface FixtureFile {
  /** From the folder, with `/`: `gmail/thread.html`. */
  readonly file: string;
  readonly path: string;
  readonly kind: 'page' | 'eml' | 'ics' | 'vcf';
  readonly expected: Expected;
}

export interface FixtureFolder {
  readonly fixtures: readonly FixtureFile[];
  /** A sentence for each file that belongs to nothing, or cannot be read. */
  readonly problems: readonly string[];
}

const KINDS: Readonly<Record<string, FixtureFile['kind']>> = {
  html: 'page',
  htm: 'page',
  xhtml: 'page',
  eml: 'eml',
  ics: 'ics',
  vcf: 'vcf',
};
const SIDECAR = '.expected.json';

/** All fixtures below the folder, in the order of their names. */
export async function findFixtures(folder: string): Promise<FixtureFolder> {
  const found = await stat(folder).catch(() => null);
  if (found === null) throw new Error(`There is no folder ${folder}.`);
  if (!found.isDirectory()) throw new Error(`${folder} is no folder.`);
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter(entry => entry.isFile() || entry.isSymbolicLink())
    .map(entry => join(entry.parentPath, entry.name))
    .toSorted();
  const known = new Set(paths);
  const fixtures: FixtureFile[] = [];
  const problems: string[] = [];
  for (const sidecar of paths.filter(path => path.endsWith(SIDECAR))) {
    const name = (path: string) => relative(folder, path).replaceAll('\\', '/');
    const expected = await parse(sidecar);
    if (typeof expected === 'string') {
      problems.push(`${name(sidecar)}: ${expected}`);
      continue;
    }
    const path = fileOf(sidecar, expected, known);
    const kind = KINDS[path?.replace(/^.*\./, '').toLowerCase() ?? ''];
    if (path === null || kind === undefined) problems.push(`${name(sidecar)}: its page or file is not there.`);
    else fixtures.push({ file: name(path), path, kind, expected });
  }
  return { fixtures, problems };
}

async function parse(path: string): Promise<Expected | string> {
  try {
    const value: unknown = JSON.parse(await readFile(path, 'utf8'));
    const isSidecar = typeof value === 'object' && value !== null && 'interactions' in value;
    if (!isSidecar || !Array.isArray(value.interactions)) return 'it has no list of interactions.';
    // The form of the sidecars is what the folder promises; a missing page is no page known.
    const expected = value as unknown as Expected;
    return { ...expected, site: expected.site ?? 'unknown', page: expected.page ?? { url: null } };
  } catch (error) {
    return `it is no JSON (${error instanceof Error ? error.message : error}).`;
  }
}

/** The file beside the sidecar: of the same name, else the one that it names. */
function fileOf(sidecar: string, expected: Expected & { readonly fixture?: string }, known: ReadonlySet<string>) {
  const base = sidecar.slice(0, -SIDECAR.length);
  const same = [base, ...Object.keys(KINDS).map(ending => `${base}.${ending}`)].find(path => known.has(path));
  if (same !== undefined) return same;
  const named = expected.fixture === undefined ? '' : join(dirname(sidecar), expected.fixture);
  return known.has(named) ? named : null;
}
