import { expect, test } from 'vitest';
import { originsOf, SITES, siteAt, siteWithReader } from '../../src/core/sites.ts';

test.each([
  ['https://mail.google.com/mail/u/0/#inbox', 'gmail'],
  ['https://outlook.cloud.microsoft/calendar/view/week', 'outlook'],
  ['https://us02web.zoom.us/j/123', 'meetings'],
  ['https://zoom.us/j/123', 'meetings'],
  ['https://de.mail.yahoo.com/n/inbox/all', 'yahoo-mail'],
  ['https://mail.aol.com/n/inbox/all', 'yahoo-mail'],
  ['https://notzoom.us/j/123', null],
  ['https://mail.google.com.example.org/', null],
  ['https://mail.google.com@example.org/', null],
  ['ftp://mail.google.com/', null],
  ['not a link', null],
])('%s is a page of %s', (url, id) => {
  expect(siteAt(url)?.id ?? null).toBe(id);
});

test('a site is asked for with its exact hosts, all at once', () => {
  const outlook = SITES.find(({ id }) => id === 'outlook');
  expect(originsOf(outlook!)).toEqual([
    'https://outlook.office.com/*',
    'https://outlook.office365.com/*',
    'https://outlook.live.com/*',
    'https://outlook.cloud.microsoft/*',
  ]);
  for (const site of SITES.filter(({ hasChip }) => hasChip)) {
    expect(site.hosts.every(host => !host.startsWith('.'))).toBe(true);
    expect(siteAt(`https://${site.hosts[0]}/`)).toBe(site);
  }
});

test('every reader belongs to one site', () => {
  const readers = SITES.flatMap(site => site.readers);
  expect(new Set(readers).size).toBe(readers.length);
  expect(siteWithReader('outlook-calendar')?.id).toBe('outlook');
  expect(siteWithReader('generic')).toBeNull();
});
