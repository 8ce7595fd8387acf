import { expect, test } from 'vitest';
import type { Letter } from '../../../src/core/letter.ts';
import type { Mentor } from '../../../src/core/mentor.ts';
import { type CoverageFacts, coverageOf } from '../../../src/core/plan/coverage.ts';
import type { Slot } from '../../../src/core/plan/slot.ts';
import { hasBackup } from '../../../src/core/plan/slot-backup.ts';
import { indexOf, mentorFactsOf } from '../../../src/core/reminders/reckon.ts';
import { day, letter, mentor, slot, track } from '../records.ts';

const ON = day('2027-07-01');
const MAIN = letter({ trackId: 't1' });
const standBy = (fields: Partial<Letter> = {}) =>
  letter({ id: 'l2', mentorId: 'm2', trackId: 't1', backupForLetterId: 'l1', ...fields });
const other = (fields: Partial<Mentor> = {}) => mentor({ id: 'm2', ...fields });

interface Case {
  readonly letters?: readonly Letter[];
  readonly mentors?: readonly Mentor[];
  readonly slot?: Partial<Slot>;
}

test.each<[string, Case, boolean]>([
  ['nobody', {}, false],
  ['a letter that stands by', { letters: [standBy()], mentors: [other()] }, true],
  ['one whose writer is archived', { letters: [standBy()], mentors: [other({ isArchived: true })] }, false],
  ['one whose writer is in the trash', { letters: [standBy()] }, false],
  ['one that is in, whatever became of its writer', { letters: [standBy({ receivedOn: ON })] }, true],
  ['one that was declined', { letters: [standBy({ answer: 'no' })], mentors: [other()] }, false],
  ['another letter of the writer that is not in', { letters: [standBy({ mentorId: 'm1' })] }, false],
  ['an earlier letter of the writer that is in', { letters: [standBy({ mentorId: 'm1', receivedOn: ON })] }, true],
  [
    'one that can be counted on before one that cannot',
    {
      letters: [standBy({ id: 'l3', mentorId: 'm3' }), standBy()],
      mentors: [other({ isArchived: true }), mentor({ id: 'm3' })],
    },
    true,
  ],
  ['somebody on the plan', { slot: { backupMentorId: 'm2' }, mentors: [other()] }, true],
  ['the writer on the plan', { slot: { backupMentorId: 'm1' } }, false],
  ['somebody archived on the plan', { slot: { backupMentorId: 'm2' }, mentors: [other({ isArchived: true })] }, false],
])('coverage and reminders agree about %s', (_name, { letters = [], mentors = [], slot: fields = {} }, is) => {
  const own = slot({ letterId: 'l1', ...fields });
  const all = { letters: [MAIN, ...letters], mentors: [mentor(), ...mentors], slots: [own] };
  const facts: CoverageFacts = { ...all, track: track(), plan: null, tracks: [track()], rotations: [] };
  const { state, isWriter } = coverageOf(facts).slots[0]!.backup;
  expect(state !== 'none' && state !== 'lost' && !isWriter).toBe(is);
  const none = {
    interactions: [],
    moments: [],
    rotations: [],
    plans: [],
    programs: [],
    assignments: [],
    reminders: [],
  };
  const index = indexOf({ ...none, ...all, tracks: [track()] });
  expect(mentorFactsOf(index, 'm1')?.letters.find(one => one.letter.id === 'l1')?.hasBackup).toBe(is);
});

test('of a letter in no slot only letters that stand by count', () => {
  const records = { slots: [], mentor: () => other(), lettersOf: () => [] };
  expect(hasBackup(MAIN, { ...records, standBys: [] })).toBe(false);
  expect(hasBackup(MAIN, { ...records, standBys: [standBy()] })).toBe(true);
});
