import { describe, expect, test } from 'vitest';
import type { CaptureContext } from '../../src/capture/site.ts';
import { gmail } from '../../src/capture/sites/gmail.ts';
import { parsePageReading } from '../../src/core/capture.ts';
import { FIXTURES, parsed } from './fixtures.ts';

const CONTEXT: CaptureContext = { now: new Date('2026-12-31T12:00:00Z'), timeZone: 'Europe/Berlin', selfEmails: [] };
const INBOX = new URL('https://mail.google.com/mail/u/0/#inbox');
const htmlOf = (name: string) => FIXTURES.find(fixture => fixture.name === `gmail/${name}`)!.html;

function read(page: Document, context = CONTEXT) {
  const capture = gmail.capture(page, INBOX, context);
  const reading = parsePageReading({ title: '', url: INBOX.href, selection: '', capture });
  expect(reading, 'the other side accepts what was read').not.toBeNull();
  return capture?.items ?? [];
}

describe('whose mailbox it is', () => {
  const row = (name: string, email: string) =>
    `<table><tr class="zA"><td><div class="yW"><span class="yP" email="${email}" name="${name}">${name}</span></div></td><td class="xW"><span title="Tue, Mar 3, 2026, 8:41 AM">Mar 3</span></td></tr></table>`;

  test('is told by the word for "me" where nothing else tells', () => {
    const [me, other] = read(parsed(`${row('moi', 'lea@example.org')}${row('Anne', 'anne@example.org')}`));
    expect(me).toMatchObject({ people: [{ isSelf: true, name: null }], direction: 'unknown' });
    expect(other).toMatchObject({ people: [{ isSelf: false, name: 'Anne' }], direction: 'inbound' });
  });

  test.each([
    ['a sender called as its address is', row('ups', 'news@ups.example.com')],
    ['two of them', `${row('ann', 'a.cole@example.org')}${row('bob', 'b.cole@example.org')}`],
    ['a capital letter', row('Ann', 'a.cole@example.org')],
  ])('is not told by %s', (_, html) => {
    for (const item of read(parsed(html))) {
      expect(item).toMatchObject({ direction: 'unknown', people: [{ isSelf: false }] });
    }
  });

  test('is not told by that word where it is known', () => {
    const page = parsed(row('ann', 'a.cole@example.org'));
    expect(read(page, { ...CONTEXT, selfEmails: ['lea@example.org'] })[0]).toMatchObject({
      direction: 'inbound',
      people: [{ isSelf: false, name: 'ann' }],
    });
  });
});

describe('an address', () => {
  test.each([
    ['https://mail.google.com/mail/u/0/#inbox/FMfcgzQXKabcdefghijklmnopqrstuvw', true],
    ['https://mail.google.com/mail/u/0/#label/a%2Fb/KtbxLabcdefghijklmnopqrstuvwx', true],
    ['https://mail.google.com/mail/u/0/#search/a/FMfcgzQXKabcdefghijklmnopqrstuvw', true],
    ['https://mail.google.com/mail/u/0/#all/198c2dcdc584c1a7', true],
    ['https://mail.google.com/mail/u/0/popout?ver=x#thread-f%3A1840896709493047719', true],
    ['https://mail.google.com/mail/u/0/#inbox', false],
    ['https://mail.google.com/mail/u/0/#inbox/p2', false],
    ['https://mail.google.com/mail/u/0/#label/Stages/p12', false],
    ['https://mail.google.com/mail/u/0/#settings/accounts', false],
    ['https://mail.google.com/mail/u/0/#chat/dm/AbCdEf', false],
  ])('%s promises a message: %s', (href, isPromised) => {
    expect(gmail.expects(new URL(href))).toBe(isPromised);
  });
});

describe('hostile pages', () => {
  test('ten thousand rows, each with huge attributes, one of them nested ten thousand deep', () => {
    const page = parsed(htmlOf('list-de-with-drafts-and-ads'));
    const row = page.querySelector('tr.zA')!;
    for (const span of row.querySelectorAll('[title], [email]')) {
      for (const name of ['title', 'email', 'name']) span.setAttribute(name, 'x'.repeat(100_000));
    }
    const body = row.parentElement!;
    for (let count = 0; count < 10_000; count += 1) body.append(row.cloneNode(true));
    let at: Element = body.appendChild(page.createElement('div'));
    for (let level = 0; level < 10_000; level += 1) at = at.appendChild(page.createElement('div'));
    at.append(row.cloneNode(true));
    const started = performance.now();
    expect(read(page).length).toBeLessThanOrEqual(200);
    expect(performance.now() - started).toBeLessThan(2000);
  });

  test.each([
    ['an id that is none', 'eid=%%%', 0],
    ['an id that is no base64', 'eid=!!!!!!!!!', 0],
    ['an id of something else', 'eid=bm90aGluZyBhdCBhbGw', 1],
    ['another site', 'eid=x', 0, 'https://calendar.google.com.example.org/calendar/event?'],
    ['a script', 'eid=x', 0, 'javascript:alert(1)//calendar.google.com/calendar/event?'],
    ['an enormous id', `eid=${'A'.repeat(5_000_000)}`, 0],
  ])('an invitation whose link is %s', (_, query, events, start = 'https://calendar.google.com/calendar/event?') => {
    const page = parsed(htmlOf('invitation-de'));
    for (const link of page.querySelectorAll('.a3s a[href*="eid="]')) link.setAttribute('href', `${start}${query}`);
    const items = read(page);
    expect(items.filter(({ type }) => type === 'email')).toHaveLength(1);
    const found = items.filter(({ type }) => type === 'event');
    expect(found.length).toBeLessThanOrEqual(events);
    for (const { eventId, url } of found) {
      expect(eventId).toBeNull();
      expect(url).toMatch(/^https:\/\/calendar\.google\.com\/calendar\/event\?eid=[^&]*$/);
    }
  });

  test('an invitation for a day that does not exist, and one whose subject and text disagree', () => {
    for (const [before, after] of [
      ['4. März', '31. Feb.'],
      ['@ Mi. 4. März', '@ Do. 5. März'],
    ] as const) {
      const items = read(parsed(htmlOf('invitation-de').replaceAll(before, after)));
      expect(items.map(({ type }) => type)).toEqual(['email']);
    }
  });

  test('a series names no day in its subject, so that none is taken from its text', () => {
    const html = htmlOf('invitation-de').replaceAll(
      /@ Mi\. 4\. März 2026 14:00 - 15:30/g,
      '@ Wöchentlich von 14:00 bis 15:30',
    );
    expect(read(parsed(html)).map(({ type }) => type)).toEqual(['email']);
  });

  test('a link to a day’s agenda is no invitation', () => {
    const html = htmlOf('invitation-de').replace('action=RESPOND&amp;eid=', 'action=RESPOND&amp;eid=other');
    expect(read(parsed(html)).map(({ type }) => type)).toEqual(['email']);
  });
});
