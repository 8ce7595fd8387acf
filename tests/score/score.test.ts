import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROOT } from '../support/build-extension.ts';
import { pathForTests } from '../support/find-browsers.ts';
import { scoreFolder } from './score-folder.ts';
import { reportOf } from './table.ts';

const SHARED = resolve(ROOT, '../shared/fixtures');
const named = process.env.VOUCH_FIXTURES;
const folder = named ? resolve(named) : existsSync(SHARED) ? SHARED : null;
if (folder === null) {
  console.log(`The readers are not scored: VOUCH_FIXTURES names no folder, and there is none at ${SHARED}.`);
}

const score = async (path: string) =>
  await scoreFolder(path, { executablePath: await pathForTests('chromium'), tellsSelf: true });

test.skipIf(folder === null)('every page and file of the collection is read right', async () => {
  const { scored, problems } = await score(folder ?? '');
  const wrong = scored.flatMap(({ file, score: { differences, traps } }) => [
    ...differences.map(({ path, expected, got }) => ({ file, path, expected, got })),
    ...traps.map(trap => ({ file, trap })),
  ]);
  // The table is for whoever has to find out why.
  if (wrong.length > 0) console.log(reportOf(scored).join('\n'));
  expect(problems).toEqual([]);
  expect(wrong).toEqual([]);
});

describe('a folder', () => {
  let made = '';
  const write = async (path: string, text: string) => {
    await mkdir(join(made, path, '..'), { recursive: true });
    await writeFile(join(made, path), text);
  };
  const sidecar = (page: object, interactions: readonly object[]) =>
    JSON.stringify({ schema: 'interaction-expected/1', site: 'generic', page, interactions });

  beforeAll(async () => {
    made = await mkdtemp(join(tmpdir(), 'vouch-score-'));
    await mkdir(join(made, 'empty'));
    const markup = (name: string) =>
      `<title>${name}</title><script>document.title = 'a script ran'; document.body.textContent = ''</script>` +
      `<script type="application/ld+json">${JSON.stringify({ '@context': 'https://schema.org', '@type': 'Event', name, startDate: '2026-11-05T16:20:00Z' })}</script>`;
    const page = { viewerTimeZone: 'Asia/Tokyo', selfEmail: null };
    // Two pages whose addresses differ in the hash alone.
    for (const name of ['First', 'Second']) {
      await write(`full/deep/${name}.html`, markup(name));
      await write(
        `full/deep/${name}.expected.json`,
        sidecar({ ...page, url: `https://page.example/#${name}` }, [
          { type: 'event', title: name, start: '2026-11-05T16:20:00Z' },
        ]),
      );
    }
    await write(
      'full/mail.eml',
      'From: Amara <amara@example.org>\r\nTo: me@example.org\r\nSubject: Hello\r\n\r\nWords\r\n',
    );
    await write(
      'full/mail.expected.json',
      sidecar({ url: null, selfEmail: 'me@example.org' }, [
        { type: 'email', title: 'Hallo', direction: 'inbound', snippet: 'Words' },
      ]),
    );
    await write('full/lonely.expected.json', sidecar(page, []));
    await write('full/broken.expected.json', '{');
    await write('full/notes.txt', 'nothing of ours');
  });
  afterAll(async () => await rm(made, { recursive: true, force: true }));

  test('is scored with what can be read of it, whatever else lies there', async () => {
    const { json, problems } = await score(join(made, 'full'));
    expect(json.fixtures.map(({ file, differences }) => [file, differences])).toEqual([
      ['deep/First.html', []],
      ['deep/Second.html', []],
      ['mail.eml', [{ path: 'interactions[0].title', expected: 'Hallo', got: 'Hello' }]],
    ]);
    expect(json.fixtures[2]).toMatchObject({
      captured: [{ type: 'email', people: [{ email: 'amara@example.org' }, { isSelf: true }], messageId: null }],
      traps: [],
    });
    expect(json.totals).toMatchObject({ fixtures: 3, allRight: 2, differences: 1 });
    expect(problems).toEqual([
      expect.stringContaining('broken.expected.json: it is no JSON'),
      'lonely.expected.json: its page or file is not there.',
    ]);
  });

  test('without fixtures, or that is not there, is refused with a sentence', async () => {
    await expect(score(join(made, 'empty'))).rejects.toThrow('has no fixtures');
    await expect(score(join(made, 'nowhere'))).rejects.toThrow('There is no folder');
    await expect(score(join(made, 'full/notes.txt'))).rejects.toThrow('is no folder');
  });
});
