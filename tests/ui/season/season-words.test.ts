import '../../support/extension-api.ts';
import { expect, test } from 'vitest';
import type { SeasonEntry } from '../../../src/core/plan/season-view.ts';
import { entryDetail, entryTitle, namesIn } from '../../../src/ui/season/season-words.ts';
import { day, letter, mentor, plan, program, track } from '../../core/records.ts';

const TODAY = day('2027-06-15');
const ARABIC = 'د. منى الراوي';
const names = namesIn({
  plans: [plan()],
  tracks: [track({ id: 't1', name: 'Surgery' })],
  letters: [letter({ id: 'l1', trackId: 't1' }), letter({ id: 'l2', trackId: null })],
  mentors: [mentor({ id: 'm1', name: 'Elena Rivera' }), mentor({ id: 'm2', name: ARABIC })],
  rotations: [],
  programs: [program({ id: 'g1', name: 'Harbor' })],
  slots: [],
  reminders: [],
});
const entry = (fields: Partial<SeasonEntry>): SeasonEntry => ({
  id: 'e1',
  kind: 'nudge',
  on: day('2027-08-25'),
  isEstimated: false,
  isDone: false,
  planIds: [],
  trackIds: ['t1'],
  letterIds: ['l1'],
  mentorId: 'm1',
  programId: null,
  targetOn: day('2027-09-08'),
  ...fields,
});

test.each([
  [{}, 'Surgery · letter due Wed, Sep 8'],
  [{ letterIds: ['l1', 'l2'] }, 'Surgery · 2 letters, the first due Wed, Sep 8'],
  [{ letterIds: ['l2'] }, 'General letter · letter due Wed, Sep 8'],
  [{ trackIds: [] }, 'letter due Wed, Sep 8'],
  [{ kind: 'target' }, 'Surgery'],
  [{ targetOn: null }, 'Surgery'],
] as const)('a step says whose it is and by which day the letter is due: %j', (fields, text) => {
  expect(entryDetail(entry(fields), names, TODAY)).toBe(text);
});

test('a title begins with our words, so that a name from right to left keeps its place in them', () => {
  for (const kind of ['ask', 'packet', 'nudge', 'backup', 'replace', 'target'] as const) {
    for (const isDone of [false, true]) {
      const title = entryTitle(entry({ kind, mentorId: 'm2', isDone }), names);
      expect(title).toMatch(/^[A-Z]/);
      expect(title).toContain(ARABIC);
    }
  }
  expect(entryTitle(entry({ kind: 'target' }), names)).toBe('Letter due: Elena Rivera');
  expect(entryTitle(entry({ kind: 'target', isDone: true }), names)).toBe('Letter in: Elena Rivera');
});

test('that letters can be requested once a service opens is said only where it is known', () => {
  const plans = (['eras', 'urology', 'residencycas', 'sf-match', 'carms'] as const).map(service =>
    plan({ id: service, service }),
  );
  const named = namesIn({
    ...{ plans, tracks: [], letters: [], mentors: [], rotations: [], programs: [], slots: [], reminders: [] },
  });
  const title = (...planIds: string[]) => entryTitle(entry({ kind: 'opensOn', planIds }), named);
  expect(plans.map(({ id }) => title(id))).toEqual([
    ...Array(3).fill('Opens: you can request letters'),
    ...Array(2).fill('Opens'),
  ]);
  // On one line with another of which it is not known.
  expect(title('eras', 'carms')).toBe('Opens');
});
