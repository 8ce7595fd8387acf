import { expect, test } from 'vitest';
import { capturePage } from '../../src/capture/registry.ts';
import { addressOf, contextOf, FIXTURES, parsed } from './fixtures.ts';

test.each(FIXTURES.filter(({ name }) => name.startsWith('outlook-calendar/')))(
  'an event that was called off is known as such in $name, and no other',
  ({ html, expected }) => {
    if (expected === undefined) throw new Error('no sidecar');
    const items = capturePage(parsed(html), addressOf(expected), contextOf(expected))?.items ?? [];
    const isMarked =
      /(?:"|>|, )(?:Cancell?ed|Abgesagt|Annulée?|Cancelad[oa]|キャンセル済み|已取消|ملغاة?)\s*[:：]/u.test(html);
    expect(items.some(({ isCancelled }) => isCancelled === true)).toBe(isMarked);
  },
);
