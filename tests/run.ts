/**
 * `npm test`: everything that is checked, in real browsers, ending with one line that counts it.
 *
 * `npm test -- FILTER` runs the tests whose file matches, and neither type-check nor lint.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildExtension, ROOT } from './support/build-extension.ts';
import { ensureBrowser, ensureDesktop } from './support/install-browsers.ts';

interface Count {
  passed: number;
  failed: number;
  readonly skipped: string[];
}

/** What vitest's JSON reporter writes, as far as it is read here. */
interface VitestReport {
  readonly numPassedTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

const say = (line: string) => console.log(line);
const count: Count = { passed: 0, failed: 0, skipped: [] };

/** Runs one thing, says how long it took, and counts a failure. @returns Whether it went well. */
async function step(name: string, work: () => Promise<unknown>): Promise<boolean> {
  const startedAt = performance.now();
  const seconds = () => `${((performance.now() - startedAt) / 1000).toFixed(1)} s`;
  try {
    await work();
    say(`ok      ${name}  ${seconds()}`);
    return true;
  } catch (error) {
    count.failed += 1;
    say(error instanceof Error ? error.message : String(error));
    say(`FAILED  ${name}  ${seconds()}`);
    return false;
  }
}

/** Runs a tool from node_modules; what it prints is the error when it fails. */
async function tool(script: string, args: readonly string[]): Promise<void> {
  const child = spawn(process.execPath, [join(ROOT, 'node_modules', script), ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', chunk => {
      output += chunk;
    });
  }
  const code = await new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve));
  if (code !== 0) throw new Error(output.trim() || `${script} ended with ${code}`);
}

async function main(filters: readonly string[]): Promise<void> {
  const env: NodeJS.ProcessEnv = { ...process.env };
  const hasBrowsers = await step('browsers', async () => {
    const chromium = await ensureBrowser('chromium', say);
    const firefox = await ensureBrowser('firefox', say);
    env.VOUCH_CHROMIUM = chromium.executablePath;
    env.VOUCH_FIREFOX = firefox.executablePath;
    say(`        ${chromium.version}, ${firefox.version}`);
  });
  if (!hasBrowsers) return;
  const noDesktop = await ensureDesktop(say);
  // The test with a real desktop skips itself when this says why.
  env.VOUCH_NO_DESKTOP = noDesktop ?? '';

  // Beside each other and the builds, and what takes longest beside the tests: each waits for a single core.
  const checks: Promise<unknown>[] = [];
  if (filters.length === 0) {
    checks.push(
      step('type-check', () => tool('typescript/bin/tsc', ['-p', '.'])),
      step('lint', () => tool('@biomejs/biome/bin/biome', ['ci', '--colors=off', '--diagnostic-level=warn', '.'])),
    );
  }
  const builds = await Promise.all([
    step('build for Chromium', () => buildExtension('chrome')),
    step('build for Firefox', () => buildExtension('firefox')),
  ]);
  const isBuilt = builds.every(isGood => isGood);
  if (isBuilt && filters.length === 0) {
    checks.push(
      step('lint of the Firefox build', () =>
        tool('web-ext/bin/web-ext.js', ['lint', '-s', 'dist/firefox', '--output=text']),
      ),
    );
  }
  if (isBuilt) await vitest(filters, env);
  else say('The tests are not run, since there is nothing to run them on.');
  await Promise.all(checks);

  for (const name of count.skipped) say(`skipped: ${name}`);
  if (noDesktop !== null) say(`Not run: the test with a real desktop; ${noDesktop}.`);
  if (filters.length > 0) say('Not run: type-check, lint, and all tests that do not match.');
}

async function vitest(filters: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'vouch-test-'));
  const file = join(folder, 'report.json');
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
      const script = join(ROOT, 'node_modules/vitest/vitest.mjs');
      const child = spawn(process.execPath, [script, 'run', ...reporters, ...filters], {
        cwd: ROOT,
        env,
        stdio: ['ignore', 'inherit', 'inherit'],
      });
      child.on('error', reject).on('close', resolve);
    });
    const failed = countResults(JSON.parse(await readFile(file, 'utf8').catch(() => 'null')));
    if (code !== 0 && failed === 0) {
      count.failed += 1;
      say(`FAILED  vitest ended with ${code}, outside any test`);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** @returns How many failed. */
function countResults(report: VitestReport | null): number {
  if (report === null) return 0;
  let allFailed = 0;
  count.passed += report.numPassedTests;
  for (const { name, status, assertionResults } of report.testResults) {
    const failed = assertionResults.filter(result => result.status === 'failed').length;
    // A file that does not even load has no test of its own to count.
    allFailed += failed === 0 && status === 'failed' ? 1 : failed;
    const skipped = assertionResults.filter(result => !['passed', 'failed'].includes(result.status));
    count.skipped.push(...skipped.map(result => `${result.fullName} (${name.replace(`${ROOT}/`, '')})`));
  }
  count.failed += allFailed;
  return allFailed;
}

await main(process.argv.slice(2));
say(`${count.passed} passed, ${count.failed} failed, ${count.skipped.length} skipped`);
process.exitCode = count.failed === 0 && count.passed > 0 ? 0 : 1;
