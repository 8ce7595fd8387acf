import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from './source.ts';

const CORE = join(ROOT, 'tests/architecture/tsconfig.core.json');
const TSC = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc');

/** What the compiler complains about; empty when it is content. */
function complaints(project: string): Promise<string> {
  return new Promise(done => {
    execFile(process.execPath, [TSC, '--noEmit', '-p', project], { cwd: ROOT }, (error, stdout, stderr) => {
      done(error === null ? '' : `${stdout}${stderr}`.trim() || error.message);
    });
  });
}

test('the domain compiles where there is no browser: take what it lacks as an argument', {
  timeout: 60_000,
}, async () => {
  expect(await complaints(CORE)).toBe('');
});

test('a domain that names the browser, the network, a timer or Node would not compile', {
  timeout: 60_000,
}, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'vouch-core-'));
  try {
    const named = [
      'document',
      'window',
      'browser',
      'chrome',
      'fetch',
      'setTimeout',
      'localStorage',
      'process',
      'crypto',
    ];
    const lines = named.map(name => `void ${name};`);
    await writeFile(join(folder, 'bad.ts'), [...lines, "URL.parse('x');", 'Temporal.Now;', 'export {};'].join('\n'));
    const globals = join(ROOT, 'tests/architecture/core-globals.d.ts');
    await writeFile(
      join(folder, 'tsconfig.json'),
      JSON.stringify({ extends: CORE, include: [], files: ['bad.ts', globals] }),
    );
    const found = await complaints(join(folder, 'tsconfig.json'));
    expect(found.match(/Cannot find name '\w+'/g)).toEqual(named.map(name => `Cannot find name '${name}'`));
  } finally {
    await rm(folder, { recursive: true });
  }
});
