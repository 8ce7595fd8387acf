import '../../support/extension-api.ts';
import { expect, test } from 'vitest';
import type { Trashed } from '../../../src/storage/index.ts';
import { sortOf, trashTitle } from '../../../src/ui/dashboard/trash-title.ts';
import { TRASHABLE } from '../../../src/ui/dashboard/trashable.ts';

const names = new Map([
  ['m1', 'Elena Rivera'],
  ['l1', 'Elena Rivera'],
  ['t1', 'Internal Medicine'],
  ['g1', 'Harbor Medical Center'],
]);
const titleOf = (table: Trashed['table'], record: Record<string, unknown>) => {
  const trashed: Trashed = { id: `${table}:x`, table, record: { id: 'x', ...record }, deletedAt: 0 };
  return trashTitle(trashed, names);
};

test.each<[Trashed['table'], Record<string, unknown>, string]>([
  ['mentors', { name: 'Otto Alt' }, 'Otto Alt'],
  ['rotations', { name: 'Medicine wards', kind: 'core' }, 'Medicine wards'],
  ['interactions', { title: 'Coffee', kind: 'coffee-chat' }, 'Coffee'],
  ['interactions', { title: '', kind: 'coffee-chat' }, 'Coffee chat'],
  ['moments', { situation: 'Night admission', whatIDid: 'Examined' }, 'Night admission'],
  ['moments', { situation: '', whatIDid: 'Examined' }, 'Examined'],
  ['moments', { situation: 'a'.repeat(200) }, 'a'.repeat(80)],
  ['milestones', { text: 'Poster accepted', kind: 'paper' }, 'Poster accepted'],
  ['letters', { mentorId: 'm1' }, 'Letter by Elena Rivera'],
  ['letters', { mentorId: 'gone' }, 'Letter'],
  ['plans', { season: '2027' }, 'Season 2027'],
  ['tracks', { name: 'Dermatology' }, 'Dermatology'],
  ['slots', { trackId: 't1', name: '' }, 'A slot of Internal Medicine'],
  ['slots', { trackId: 't1', name: 'Chair' }, 'Chair'],
  ['programs', { name: 'Lakeside' }, 'Lakeside'],
  ['assignments', { letterId: 'l1', programId: 'g1' }, 'Letter by Elena Rivera for Harbor Medical Center'],
  ['assignments', { letterId: 'gone', programId: 'g1' }, 'Letter for a program'],
  ['reminders', { reason: { type: 'own', text: 'Send the poster' } }, 'Send the poster'],
  ['drafts', { form: { title: '', note: 'Half a thought' } }, 'Half a thought'],
])('%s with %j are called %s', (table, record, title) => {
  expect(titleOf(table, record)).toBe(title);
});

test('whatever is broken is still called by its sort, and never by nothing', () => {
  for (const table of TRASHABLE) {
    expect(sortOf(table), table).not.toBe('');
    expect(titleOf(table, { name: 7, situation: null, form: 'x', reason: [] }), table).toBe(sortOf(table));
  }
});
