/** `npm run package`: builds both and packs them for the stores. */
import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import manifest from '../../manifest.json' with { type: 'json' };
import { buildExtension, ROOT } from '../support/build-extension.ts';
import { zipFolder } from './zip-folder.ts';

for (const browser of ['chrome', 'firefox'] as const) {
  const bytes = await zipFolder(await buildExtension(browser));
  const name = `vouch-${browser}-${manifest.version}.zip`;
  await writeFile(join(ROOT, 'dist', name), bytes);
  const hash = createHash('sha256').update(bytes).digest('hex');
  console.log(`dist/${name}  ${bytes.length} bytes  sha256 ${hash}`);
}
