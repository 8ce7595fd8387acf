import { describe, expect, test } from 'vitest';
import { readEml } from '../../src/files/eml.ts';
import { parseMailDate } from '../../src/files/mail-date.ts';
import { calendar, event, lines, told } from './samples.ts';

const parseHtml = (html: string) => new DOMParser().parseFromString(html, 'text/html');
const read = (text: string, selfEmails: readonly string[] = []) => readEml(text, { selfEmails }, { parseHtml });
const HEAD = [
  'From: Dr. Amara Osei <amara.osei@example.org>',
  'To: Sam Lee <sam@example.test>',
  'Date: Thu, 05 Nov 2026 16:20:00 -0500',
  'Subject: Your rotation',
  'Message-ID: <one@example.org>',
];
const withBody = (...body: readonly string[]) => lines(...HEAD, '', ...body);
const message = async (text: string, selfEmails: readonly string[] = []) => {
  const { entries } = await read(text, selfEmails);
  return entries[0]!;
};

describe('a mail', () => {
  test('of Outlook, with answers, copies and a room in another alphabet', async () => {
    const entry = await message(
      lines(
        'Received: from mail.example.org; Fri, 6 Nov 2026 01:00:00 +0000',
        'From: =?iso-8859-1?Q?M=FCller=2C_J=F6rg?= <Joerg.Mueller@Example.org>',
        'Sender: Assistant <assistant@example.org>',
        'To: "Lee, Sam" <sam@example.test>, undisclosed-recipients:;',
        'Cc: Team: Lina Holm <lina@example.org>, kai@example.org;',
        'Reply-To: Office <office@example.org>',
        'Date: Thu, 5 Nov 2026 22:20:00 +0100 (CET)',
        'Subject: =?utf-8?B?UsO8Y2ttZWxkdW5n?= zur',
        ' Famulatur',
        'Message-ID: <two@example.org>',
        'In-Reply-To: <one@example.test>',
        'References: <zero@example.test> <one@example.test>',
        'MIME-Version: 1.0',
        'Content-Type: text/plain; charset=utf-8',
        'Content-Transfer-Encoding: quoted-printable',
        '',
        'Lieber Sam,',
        '',
        'sch=C3=B6ne Arbeit.',
        '',
        'Von: Sam Lee <sam@example.test>',
        'Gesendet: Donnerstag, 5. November 2026 09:12',
        'An: M=C3=BCller, J=C3=B6rg',
        'Betreff: Famulatur',
        '',
        'Frage?',
      ),
      ['sam@example.test'],
    );
    expect(told(entry.item)).toEqual({
      type: 'email',
      title: 'Rückmeldung zur Famulatur',
      people: [
        { name: 'Müller, Jörg', email: 'joerg.mueller@example.org', role: 'from', isSelf: false },
        { name: 'Lee, Sam', email: 'sam@example.test', role: 'to', isSelf: true },
        { name: 'Lina Holm', email: 'lina@example.org', role: 'cc', isSelf: false },
        { name: null, email: 'kai@example.org', role: 'cc', isSelf: false },
        { name: 'Office', email: 'office@example.org', role: 'replyTo', isSelf: false },
      ],
      date: '2026-11-05T22:20:00+01:00',
      snippet: 'Lieber Sam, schöne Arbeit.',
      direction: 'inbound',
      messageId: 'two@example.org',
    });
    expect(entry.answers).toEqual(['one@example.test', 'zero@example.test']);
  });

  test.each([
    [['sam@example.test'], 'inbound'],
    [['AMARA.osei+x@example.org'], 'outbound'],
    [['other@example.org'], 'unknown'],
    [[], 'unknown'],
  ])('where the student is %j is %s', async (selfEmails, direction) => {
    expect((await message(withBody('Hello'), selfEmails)).item.direction).toBe(direction);
  });

  test.each([
    ['plain words', ['Hello Sam,', '', 'well done.'], 'Hello Sam, well done.'],
    ['a quote below', ['Thanks', '', 'On Thu, Nov 5, 2026 at 4:00 PM Sam <sam@example.test> wrote:', '> Hi'], 'Thanks'],
    [
      'a quote above',
      ['On Thu, Nov 5, 2026 at 4:00 PM Sam', '<sam@example.test> wrote:', '', '> Hi', '', 'See you'],
      'See you',
    ],
    [
      'an introduction in three lines',
      ['Bien', '', 'Le jeu. 5 nov. 2026 à 16:00,', 'Sam Lee', '<s@example.test> a écrit :', '> Salut'],
      'Bien',
    ],
    [
      'an introduction without marks',
      ['Yes', '', 'On 5 Nov 2026, at 16:00, Sam <s@example.test> wrote:', '', 'Hi'],
      'Yes',
    ],
    ['words about a time', ['We meet at these times:', '10:30 and 11:30'], 'We meet at these times: 10:30 and 11:30'],
    ['a signature', ['Hello', '-- ', 'Amara Osei'], 'Hello'],
    ['a ruled-off mail', ['Hello', '-----Original Message-----', 'From: x'], 'Hello'],
    ['a forwarded head', ['See below', '', '________________________________', 'From: x'], 'See below'],
    ['labels of its own', ['Place: ward 3', 'Bring: a pen'], 'Place: ward 3 Bring: a pen'],
    ['nothing', [''], null],
    ['only a quote', ['> Hi', '> there'], null],
  ])('of %s', async (_, body, snippet) => {
    expect((await message(withBody(...body))).item.snippet).toBe(snippet);
  });

  test.each([
    ['<p>Hello <b>Sam</b></p><p>well done</p>', 'Hello Sam well done'],
    ['<style>p{}</style><div style="display:none">preview</div>Hello<br>Sam', 'Hello Sam'],
    ['<div>Yes</div><div class="gmail_quote">On 5 Nov 2026 Sam wrote:<blockquote>Hi</blockquote></div>', 'Yes'],
    ['<div>Yes</div><div>Am 5. Nov. 2026 um 16:00 schrieb Sam:</div><blockquote type="cite">Hi</blockquote>', 'Yes'],
    ['<div>Yes</div><hr><div id="divRplyFwdMsg"><b>From:</b> Sam</div><div>Hi</div>', 'Yes'],
    [
      '<p>Yes</p><div><p><b>From:</b> Sam<br><b>Sent:</b> Thursday, November 5, 2026 4:00 PM<br><b>To:</b> a@example.org<br><b>Subject:</b> x</p></div><p>Hi</p>',
      'Yes',
    ],
    ['<script>alert(1)</script>', null],
  ])('written in HTML: %s', async (html, snippet) => {
    const text = lines(...HEAD, 'MIME-Version: 1.0', 'Content-Type: text/html; charset=utf-8', '', html);
    expect((await message(text)).item.snippet).toBe(snippet);
  });

  test('that holds another mail is itself', async () => {
    const { entries } = await read(
      lines(
        ...HEAD,
        'MIME-Version: 1.0',
        'Content-Type: multipart/mixed; boundary=b',
        '',
        '--b',
        'Content-Type: text/plain',
        '',
        'Forwarding this',
        '--b',
        'Content-Type: message/rfc822',
        '',
        'From: Other <other@example.org>',
        'Subject: Other',
        'Date: Mon, 1 Jan 2024 00:00:00 +0000',
        '',
        'Not mine',
        '--b--',
      ),
    );
    expect(entries).toMatchObject([{ item: { title: 'Your rotation', snippet: 'Forwarding this' } }]);
  });

  test('with little in it says little', async () => {
    const { entries } = await read(lines('Subject: =?utf-8?Q?=20?=', 'From: ', 'Date: never', '', ''));
    expect(told(entries[0]!.item)).toEqual({ type: 'email' });
  });

  test('saved from a mailbox file, with its first line', async () => {
    expect(
      (await message(`From sam@example.test Thu Nov  5 16:20:00 2026\r\n${withBody('Hello')}`)).item,
    ).toMatchObject({
      title: 'Your rotation',
      people: [{ role: 'from' }, { role: 'to' }],
    });
  });
});

describe('a mail with an event', () => {
  const part = calendar(
    'METHOD:REQUEST',
    ...event(
      'DTSTART:20261110T150000Z',
      'DTEND:20261110T153000Z',
      'SUMMARY:Feedback',
      'ORGANIZER;CN=Dr. Amara Osei:mailto:amara.osei@example.org',
      'ATTENDEE;CN=Sam Lee;PARTSTAT=NEEDS-ACTION:mailto:sam@example.test',
    ),
  );
  const mixed = (html: string, ...parts: readonly string[]) =>
    lines(
      ...HEAD,
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary=b',
      '',
      '--b',
      'Content-Type: text/html; charset=utf-8',
      '',
      html,
      ...parts.flatMap(one => ['--b', 'Content-Type: text/calendar; charset=utf-8; method=REQUEST', '', one]),
      '--b--',
    );
  const MARKUP =
    '<div itemscope itemtype="http://schema.org/Event"><span itemprop="name">Feedback</span>' +
    '<time itemprop="startDate" datetime="20261110T150000Z"></time><meta itemprop="url" content="https://calendar.example.org/e/1">' +
    '<span itemprop="attendee" itemscope itemtype="http://schema.org/Person"><span itemprop="name">Sam Lee</span>' +
    '<meta itemprop="email" content="sam@example.test"></span></div><p>You are invited</p>';

  test('that is described three times gives it once', async () => {
    const { entries } = await read(mixed(MARKUP, part, part), ['sam@example.test']);
    expect(entries.map(({ item }) => item.type)).toEqual(['email', 'event']);
    expect(entries[0]?.item.snippet).toBeNull();
    expect(entries[1]).toMatchObject({
      method: 'REQUEST',
      item: {
        title: 'Feedback',
        start: '2026-11-10T15:00:00Z',
        url: 'https://calendar.example.org/e/1',
        people: [{ role: 'organizer' }, { role: 'attendee', isSelf: true }],
      },
    });
  });

  test('in microdata alone', async () => {
    const { entries } = await read(mixed(MARKUP));
    expect(told(entries[1]!.item)).toEqual({
      type: 'event',
      title: 'Feedback',
      start: '2026-11-10T15:00:00Z',
      url: 'https://calendar.example.org/e/1',
      people: [{ name: 'Sam Lee', email: 'sam@example.test', role: 'attendee', isSelf: false }],
    });
  });

  test.each([
    [
      {
        '@type': 'EventReservation',
        underName: { '@type': 'Person', name: 'Nobody here' },
        reservationFor: {
          '@type': 'EducationEvent',
          name: 'Grand rounds',
          startDate: '2026-11-10T08:30:00-05:00',
          location: {
            '@type': 'Place',
            name: 'Hall 2',
            address: { '@type': 'PostalAddress', addressLocality: 'Kiel' },
          },
        },
      },
      [{ title: 'Grand rounds', start: '2026-11-10T08:30:00-05:00', location: 'Hall 2, Kiel', people: [] }],
    ],
    [
      { '@graph': [{ '@type': 'Event', name: 'Days', startDate: '2026-11-10', endDate: '2026-11-01' }] },
      [{ title: 'Days', start: '2026-11-10', end: null, allDay: true }],
    ],
    [
      { '@type': 'FlightReservation', reservationFor: { '@type': 'Flight', departureTime: '2026-11-10T08:30:00Z' } },
      [],
    ],
    [{ '@type': 'Event', name: 'No such day', startDate: '2026-02-31' }, []],
  ])('in JSON-LD: %j', async (data, events) => {
    const { entries } = await read(mixed(`<script type="application/ld+json">${JSON.stringify(data)}</script>Words`));
    expect(entries.slice(1).map(({ item }) => item)).toMatchObject(events);
    expect(entries.slice(1)).toHaveLength(events.length);
  });

  test('whose markup is broken', async () => {
    const { entries } = await read(mixed('<script type="application/ld+json">{"@type": </script>Words'));
    expect(entries).toMatchObject([{ item: { type: 'email', snippet: 'Words' } }]);
  });

  test('that is broken tells so', async () => {
    const { entries, refused } = await read(mixed('Words', calendar(...event('SUMMARY:Never'))));
    expect(entries).toHaveLength(1);
    expect(refused).toEqual([{ where: 'event 1: Never', reason: 'no-start' }]);
  });
});

test.each([
  ['Thu, 5 Nov 2026 16:20:00 -0500', '2026-11-05T16:20:00-05:00'],
  ['5 Nov 2026 16:20 GMT', '2026-11-05T16:20:00Z'],
  ['Thu, 05 Nov 2026 16:20:00 -0500 (Eastern (US) Time)', '2026-11-05T16:20:00-05:00'],
  ['Thu, 5 Nov 26 16:20:00 EST', '2026-11-05T16:20:00-05:00'],
  ['Fri, 21 Nov 97 09:55:06 -0600', '1997-11-21T09:55:06-06:00'],
  ['Thu,  5 Nov 2026 16:20:00', '2026-11-05T16:20'],
  ['2026-11-05T16:20:00Z', '2026-11-05T16:20:00Z'],
  ['Sat, 31 Feb 2026 16:20:00 +0000', null],
  ['Thu, 5 Nov 2026 25:20:00 +0000', null],
  ['Thu, 5 Nov 275760 16:20:00 +0000', null],
  ['Thu, 5 Brumaire 2026 16:20:00 +0000', null],
  ['yesterday', null],
  ['', null],
])('the date %j is %s', (field, moment) => {
  expect(parseMailDate(field)).toBe(moment);
});

test.each([
  ['', 'empty'],
  ['  \n', 'empty'],
  ['just words', 'not-a-mail'],
  ['BEGIN:VCALENDAR\nVERSION:2.0\nEND:VCALENDAR', 'not-a-mail'],
])('%j is no mail: %s', async (text, reason) => {
  expect(await read(text)).toEqual({ entries: [], refused: [{ where: '', reason }], outsideRange: 0 });
});
