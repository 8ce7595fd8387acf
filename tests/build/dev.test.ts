import { afterEach, expect, test, vi } from 'vitest';
import config from '../../vite.config.ts';

afterEach(() => vi.unstubAllEnvs());

test.each([
  ['serve', 'chrome', 'dist/dev'],
  ['build', 'chrome', 'dist/chrome'],
  ['build', 'firefox', 'dist/firefox'],
] as const)('%s for %s writes into %s', async (command, mode, folder) => {
  // Under vitest the configuration is that of the tests.
  vi.stubEnv('VITEST', undefined);
  expect((await config({ command, mode })).build?.outDir).toBe(folder);
});
