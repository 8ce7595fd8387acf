import { expect, test } from 'vitest';
import type { Letter } from '../../../src/core/letter.ts';
import type { Track } from '../../../src/core/plan/plan.ts';
import { factsFor, type MessageRecords } from '../../../src/ui/drafts/message-records.ts';
import { day, letter, mentor, track } from '../../core/records.ts';

const cardiology = track({ id: 'c', planId: 'p-fellow', kind: 'fellowship' });
const oncology = track({ id: 'o', planId: 'p-fellow', kind: 'fellowship' });
const neurology = track({ id: 'n', planId: 'p-resident' });

function isFellowship(tracks: readonly Track[], letters: readonly Letter[]): boolean {
  const records = { mentor: mentor(), tracks, plans: [], rotations: [], signatories: new Map() };
  // Nothing else of the records is looked at.
  return factsFor(records as unknown as MessageRecords, letters, { moment: '', news: [], today: day('2027-08-10') })
    .isFellowship;
}

test.each([
  ['nothing is planned', [], [], false],
  ['a residency', [neurology], [], false],
  ['fellowships alone', [cardiology, oncology], [], true],
  ['both, and no letter that says which', [cardiology, neurology], [], false],
  ['a General letter of the fellowships’ season', [cardiology, neurology], [letter({ planId: 'p-fellow' })], true],
  ['a General letter of the residency’s season', [cardiology, neurology], [letter({ planId: 'p-resident' })], false],
  ['a General letter of no season', [cardiology, neurology], [letter()], false],
] as const)('what has no track is for a fellowship or not: %s', (_, tracks, letters, expected) => {
  expect(isFellowship(tracks, letters)).toBe(expected);
});
