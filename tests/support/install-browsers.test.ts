import { expect, test } from 'vitest';
import { complaint } from './install-browsers.ts';

test('where no browser is to be had, it is said which was passed over and why, what was tried, and what to install', () => {
  const refused = ['/usr/bin/firefox is a snap, which sees neither the build nor a throw-away profile.'];
  expect(complaint('firefox', refused, ['apt-get: no such package', 'a download: no network'])).toMatch(
    /^No firefox that can be used was found\. \/usr\/bin\/firefox is a snap, .* profile\. None could be installed \(apt-get: no such package; a download: no network\)\. Install Firefox 140 or newer, not as a snap/,
  );
  expect(complaint('chromium', [], [])).toMatch(/^No chromium that can be used was found\. Install Chromium, /);
});
