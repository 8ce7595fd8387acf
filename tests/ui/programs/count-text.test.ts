import '../../support/extension-api.ts';
import { expect, test } from 'vitest';
import { countText } from '../../../src/i18n/program-check.ts';

test.each([
  [3, 4, 4, '3 of 4'],
  [5, 4, null, '5 of 4'],
  // The cap is no number that the program wants.
  [3, null, 4, '3 of at most 4'],
  [3, null, null, '3'],
])('%i letters, where %s are wanted and %s are the most, are "%s"', (assignedCount, letterCount, most, text) => {
  const wishes = {
    letterCount,
    most,
    wantsChairLetter: false,
    wantsStandardized: false,
    wantsDoWriter: false,
    oldestLetterMonths: null,
  };
  expect(countText({ assignedCount, wishes })).toBe(text);
});
