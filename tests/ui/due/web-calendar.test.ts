import { describe, expect, test } from 'vitest';
import type { LocalDate } from '../../../src/core/dates.ts';
import { WEB_CALENDARS, webCalendarLink } from '../../../src/ui/due/web-calendar.ts';

const event = { on: '2027-09-08' as LocalDate, at: null, title: 'Nudge Ana Rivera', reason: 'Wanted by 22 September.' };
const asked = (link: string) => Object.fromEntries(new URL(link).searchParams);

test('Google is given the day, its end being the day after', () => {
  const link = webCalendarLink('google', event);
  expect(link).toMatch(/^https:\/\/calendar\.google\.com\/calendar\/render\?action=TEMPLATE&/);
  expect(asked(link)).toEqual({
    action: 'TEMPLATE',
    text: 'Nudge Ana Rivera',
    dates: '20270908/20270909',
    details: 'Wanted by 22 September.',
    crm: 'AVAILABLE',
  });
});

test.each([
  ['outlook', 'outlook.live.com'],
  ['outlook-work', 'outlook.office.com'],
] as const)('%s is asked for an event of the whole day', (which, host) => {
  const link = webCalendarLink(which, event);
  expect(new URL(link).host).toBe(host);
  expect(new URL(link).pathname).toBe('/calendar/0/deeplink/compose');
  expect(asked(link)).toEqual({
    path: '/calendar/action/compose',
    rru: 'addevent',
    subject: 'Nudge Ana Rivera',
    startdt: '2027-09-08',
    enddt: '2027-09-09',
    allday: 'true',
    body: 'Wanted by 22 September.',
    freebusy: 'free',
  });
});

test('a time is given as an instant, so that no zone can move it', () => {
  const timed = { ...event, at: Date.parse('2027-11-07T14:30:00-05:00') };
  expect(asked(webCalendarLink('google', timed))).toMatchObject({ dates: '20271107T193000Z/20271107T194500Z' });
  const outlook = asked(webCalendarLink('outlook', timed));
  expect(outlook).toMatchObject({ startdt: '2027-11-07T19:30:00Z', enddt: '2027-11-07T19:45:00Z' });
  expect(outlook).not.toHaveProperty('allday');
});

describe.each(WEB_CALENDARS)('the link for %s', which => {
  test.each([
    'R&D; 100% = "yes"? #1 + more',
    'https://evil.example/?dates=1',
    'two\nlines',
    'מכתב של ד״ר לוי 👩🏽‍⚕️',
    'a\ud800b',
  ])('holds %j as words and nothing else', title => {
    const link = webCalendarLink(which, { ...event, title });
    const plain = asked(webCalendarLink(which, event));
    const given = asked(link);
    expect(Object.keys(given)).toEqual(Object.keys(plain));
    expect(given[which === 'google' ? 'text' : 'subject']).toBe(title.toWellFormed());
    expect(link).not.toContain('+');
  });

  test('stays short enough, cut at a whole character', () => {
    const link = webCalendarLink(which, { ...event, title: 'Ж'.repeat(5000), reason: '👩🏽‍⚕️'.repeat(5000) });
    expect(link.length).toBeLessThan(2000);
    expect(asked(link)[which === 'google' ? 'text' : 'subject']).toMatch(/^Ж{70,}…$/);
    expect(asked(link)[which === 'google' ? 'details' : 'body']).not.toContain('\ufffd');
  });
});
