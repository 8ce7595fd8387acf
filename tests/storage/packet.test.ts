import { expect, test } from 'vitest';
import { openStorage } from '../../src/storage/index.ts';
import { day, interaction, mentor, moment } from '../core/records.ts';
import { freshName } from '../support/fixed.ts';
import { keep } from './keep.ts';

const on = (text: string) => ({ type: 'days' as const, startsOn: day(text), endsOn: day(text) });

test('a packet finds the first contact, the feedback and the moments of its writer, and nobody else’s', async () => {
  const storage = await openStorage(freshName());
  const { read } = storage;
  await keep(storage, 'mentors', mentor(), mentor({ id: 'm2', name: 'Ben Okafor' }));
  expect(await read.firstContact('m1')).toBeNull();
  expect(await read.feedbackFrom('m1')).toEqual([]);
  expect(await read.momentCount('m1')).toBe(0);
  await keep(
    storage,
    'interactions',
    interaction({ id: 'planned', state: 'planned', when: on('2025-12-01') }),
    interaction({ id: 'list', kind: 'email', isListMail: true, when: on('2026-01-01') }),
    interaction({ id: 'first', kind: 'call', when: on('2026-01-05') }),
    interaction({ id: 'f-early', kind: 'feedback', when: on('2026-02-01'), mentorIds: ['m2', 'm1'] }),
    interaction({ id: 'f-planned', kind: 'feedback', state: 'planned', when: on('2026-02-02') }),
    interaction({ id: 'f-other', kind: 'feedback', when: on('2026-01-04'), mentorIds: ['m2'] }),
    interaction({ id: 'f-late', kind: 'feedback', when: on('2026-03-01') }),
  );
  await keep(
    storage,
    'moments',
    moment({ id: 'old', on: day('2026-01-05') }),
    // However often a row names somebody, it is one.
    moment({ id: 'new', on: day('2026-02-05'), mentorIds: ['m1', 'm2', 'm1'] }),
    moment({ id: 'other', mentorIds: ['m2'] }),
  );
  expect((await read.firstContact('m1'))?.id).toBe('first');
  expect((await read.feedbackFrom('m1')).map(({ id }) => id)).toEqual(['f-early', 'f-late']);
  expect(await read.momentCount('m1')).toBe(2);
  expect((await read.momentsWith('m1')).map(({ id }) => id)).toEqual(['new', 'old']);
});
