import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { captureWith } from '../../src/capture/capture-with.ts';
import { ADAPTERS, capturePage } from '../../src/capture/registry.ts';
import type { SiteAdapter } from '../../src/capture/site.ts';
import { captureSchema } from '../../src/core/capture.ts';
import { compare } from './compare.ts';
import { addressOf, contextOf, FIXTURES, ORPHANS, parsed, shown } from './fixtures.ts';

const CONTEXT = { now: new Date('2026-12-31T12:00:00Z'), timeZone: 'America/New_York', selfEmails: [] };

describe('saved pages', () => {
  test('there are some for every adapter, and every sidecar has its page', () => {
    const folders = new Set(FIXTURES.map(({ name }) => name.split('/')[0]));
    for (const { id } of ADAPTERS) expect(folders, `a saved page for ${id} under tests/capture/fixtures`).toContain(id);
    expect(ORPHANS).toEqual([]);
  });

  describe.for(FIXTURES)('$name', ({ name, html, expected }) => {
    test('is read as a person would, and left as it was', () => {
      if (expected === undefined) throw new Error(`Write tests/capture/fixtures/${name}.expected.json`);
      const page = parsed(html);
      const before = page.documentElement.outerHTML;
      const capture = capturePage(page, addressOf(expected), contextOf(expected));
      expect(page.documentElement.outerHTML === before, 'the page is unchanged').toBe(true);
      expect(compare(expected, capture)).toEqual({ differences: [], traps: [] });
      expect(v.safeParse(captureSchema, capture).issues, 'the other side accepts it').toBeUndefined();
      const messages = capture?.items.filter(item => item.type === 'email') ?? [];
      if (expected.messageCount !== undefined) expect(messages).toHaveLength(expected.messageCount);
    });

    test('is read alike when it is shown', async () => {
      if (expected === undefined) return;
      const read = (page: Document) => capturePage(page, addressOf(expected), contextOf(expected));
      expect(await shown(html, read)).toEqual(read(parsed(html)));
    });
  });
});

describe('the registry', () => {
  test('lists every adapter of the folder once, the generic one last', () => {
    const files = Object.keys(import.meta.glob('../../src/capture/sites/*.ts'));
    const ids = files.map(path => path.replace(/^.*\/|\.ts$/g, ''));
    expect(ADAPTERS.map(({ id }) => id).toSorted(), 'add the adapter to src/capture/registry.ts').toEqual(
      ids.toSorted(),
    );
    expect(ADAPTERS.at(-1)?.id).toBe('generic');
  });

  test.for(ADAPTERS.flatMap(({ id, sampleUrls }) => sampleUrls.map(url => ({ id, url }))))(
    '$url belongs to $id alone',
    ({ id, url }) => {
      const claiming = ADAPTERS.filter(adapter => adapter.matches(new URL(url)) && adapter.id !== 'generic');
      expect(claiming.map(adapter => adapter.id)).toEqual(id === 'generic' ? [] : [id]);
      expect(ADAPTERS.find(adapter => adapter.matches(new URL(url)))?.id).toBe(id);
    },
  );

  test.each([
    'https://notmail.google.com/mail/u/0/#inbox',
    'https://mail.google.com.example.org/mail/u/0/#inbox',
    'https://example.org/?u=https://mail.google.com/',
    'https://mail.google.com@example.org/',
  ])('%s only looks like Gmail', url => {
    expect(ADAPTERS.find(adapter => adapter.matches(new URL(url)))?.id).toBe('generic');
  });

  test('reads the page with the generic adapter when the site’s own throws or finds nothing', () => {
    const page = parsed('<title>Clinic</title><p>Hello');
    const url = new URL('https://mail.google.com/mail/u/0/#inbox');
    const broken: SiteAdapter = {
      id: 'broken',
      sampleUrls: [],
      matches: () => true,
      selectors: {},
      expects: () => false,
      capture: () => {
        throw new Error('redesigned');
      },
    };
    const unmatched: SiteAdapter = {
      ...broken,
      matches: () => {
        throw new Error('odd address');
      },
    };
    const capture = captureWith([broken, unmatched, ...ADAPTERS], page, url, CONTEXT);
    expect(capture).toMatchObject({ site: 'generic', items: [{ type: 'page', title: 'Clinic', isFocused: true }] });
    expect(captureWith([broken], page, url, CONTEXT)).toBeNull();
  });
});

describe('the student', () => {
  test('is found by a known address where the page does not tell whose mailbox it is', () => {
    const fixture = FIXTURES.find(({ name }) => name === 'gmail/hidden-old-conversation')!;
    const html = fixture.html
      .replace(/<title>.*<\/title>/, '<title>Gmail</title>')
      .replaceAll('name="me"', 'name="Amara"');
    const read = (selfEmails: readonly string[]) =>
      capturePage(parsed(html), addressOf(fixture.expected!), { ...CONTEXT, selfEmails })?.items[0];
    expect(read([])).toMatchObject({ direction: 'unknown' });
    expect(read(['Amara.Osei+rotations@med.example.edu'])).toMatchObject({
      direction: 'inbound',
      people: [{ isSelf: false }, { isSelf: true, name: null }],
    });
  });
});
