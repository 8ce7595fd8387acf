/**
 * `npm run score -- DIR [--json FILE] [--no-self] [--now DAY]`: reads every page and file of a folder of fixtures in real
 * Chromium, and prints how much of it was read right.
 *
 * The account's own address in a sidecar (`page.selfEmail`) is what a content script would know besides the page, by the
 * fixtures' README, so it is told to the readers; `--no-self` keeps it from them. `--now` looks at all pages on one day.
 */
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBrowser } from '../support/install-browsers.ts';
import { scoreFolder } from './score-folder.ts';
import { reportOf } from './table.ts';

const USAGE = 'npm run score -- DIR [--json FILE] [--no-self] [--now YYYY-MM-DD]';

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      json: { type: 'string' },
      'no-self': { type: 'boolean', default: false },
      now: { type: 'string' },
    },
  });
  const [folder, ...rest] = positionals;
  if (folder === undefined || rest.length > 0) throw new Error(`Say which folder: ${USAGE}`);
  if (values.now !== undefined && Number.isNaN(Date.parse(values.now))) throw new Error(`${values.now} is no day.`);

  const { executablePath, version } = await ensureBrowser('chromium', line => console.log(line));
  const tellsSelf = !values['no-self'];
  const startedAt = performance.now();
  const { scored, json, problems, times } = await scoreFolder(resolve(folder), {
    executablePath,
    tellsSelf,
    ...(values.now === undefined ? {} : { now: values.now }),
  });
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(`${scored.length} fixtures of ${resolve(folder)} in ${version}, ${seconds} s.`);
  console.log(
    tellsSelf
      ? "The readers were told the account's own address where the sidecar gives one (page.selfEmail)."
      : "The readers were not told the account's own address (--no-self).",
  );
  for (const problem of problems) console.log(`left out or failed: ${problem}`);
  for (const line of reportOf(scored)) console.log(line);
  const [slowest] = times;
  if (slowest !== undefined) console.log(`Slowest to read: ${slowest.file}, ${slowest.milliseconds.toFixed(1)} ms.`);
  if (values.json !== undefined) await writeFile(values.json, `${JSON.stringify(json, null, 2)}\n`);
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
