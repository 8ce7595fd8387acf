import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { buildExtension, ROOT } from '../support/build-extension.ts';

export const BROWSERS = ['chrome', 'firefox'] as const;
export type BrowserName = (typeof BROWSERS)[number];

/** A built extension: every file by its path in it. */
export interface BuiltTree {
  readonly browser: BrowserName;
  readonly files: ReadonlyMap<string, Buffer>;
  /** A file's text. Throws where there is none of that name. */
  text(path: string): string;
  readonly manifest: Readonly<Record<string, unknown>>;
}

/** What was built for a browser; built anew first where it is missing or older than what it is made from. */
export async function builtTree(browser: BrowserName): Promise<BuiltTree> {
  const folder = join(ROOT, 'dist', browser);
  if (isStale(folder)) await buildExtension(browser);
  const files = new Map(
    filesIn(folder).map(path => [relative(folder, path).replaceAll('\\', '/'), readFileSync(path)]),
  );
  const text = (path: string) => {
    const file = files.get(path);
    if (file === undefined) throw new Error(`${path} was not built for ${browser}`);
    return file.toString('utf8');
  };
  return { browser, files, text, manifest: JSON.parse(text('manifest.json')) };
}

function isStale(folder: string): boolean {
  const manifest = join(folder, 'manifest.json');
  if (!existsSync(manifest)) return true;
  const builtAt = statSync(manifest).mtimeMs;
  const sources = [
    ...filesIn(join(ROOT, 'src')),
    ...filesIn(join(ROOT, 'public')),
    ...['manifest.json', 'vite.config.ts', 'package-lock.json'].map(name => join(ROOT, name)),
  ];
  return sources.some(path => statSync(path).mtimeMs > builtAt);
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name));
}
