import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';

export const ROOT = resolve(import.meta.dirname, '../..');

/**
 * Builds Vouch for one browser, as `npm run build` does, in a process of its own.
 *
 * @returns The folder to load.
 * @throws With what the build printed, when it fails.
 */
export async function buildExtension(browser: 'chrome' | 'firefox'): Promise<string> {
  const vite = join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin/vite.js');
  // Under vitest our vite.config.ts gives the test projects, and NODE_ENV would keep Preact's development parts.
  const { VITEST: _vitest, NODE_ENV: _nodeEnv, ...env } = process.env;
  const child = spawn(process.execPath, [vite, 'build', '--mode', browser, '--logLevel', 'warn'], {
    cwd: ROOT,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', chunk => {
      output += chunk;
    });
  }
  const code = await new Promise<number | null>((done, fail) => child.on('error', fail).on('close', done));
  if (code !== 0) throw new Error(`The build for ${browser} failed:\n${output.trim()}`);
  return join(ROOT, 'dist', browser);
}
