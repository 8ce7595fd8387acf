import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MAIL_SERVICES } from '../../../src/core/settings.ts';
import { composeLink, LONGEST_LINK, type MailService, type Message } from '../../../src/ui/drafts/compose-link.ts';

const message = (fields: Partial<Message> = {}): Message => ({
  to: 'elena.rivera@clinic.example',
  copyTo: null,
  subject: 'Hi & thanks?',
  body: 'One\nTwo',
  ...fields,
});

test.each([
  [
    'gmail',
    'https://mail.google.com/mail/?view=cm&fs=1&to=elena.rivera%40clinic.example&cc=desk%40clinic.example&su=Hi%20%26%20thanks%3F&body=One%0ATwo',
  ],
  [
    'outlook-work',
    'https://outlook.office.com/mail/deeplink/compose?to=elena.rivera%40clinic.example&cc=desk%40clinic.example&subject=Hi%20%26%20thanks%3F&body=One%0ATwo',
  ],
  [
    'outlook-private',
    'https://outlook.live.com/mail/0/deeplink/compose?to=elena.rivera%40clinic.example&cc=desk%40clinic.example&subject=Hi%20%26%20thanks%3F&body=One%0ATwo',
  ],
  [
    'mail-program',
    'mailto:elena.rivera@clinic.example?cc=desk%40clinic.example&subject=Hi%20%26%20thanks%3F&body=One%0D%0ATwo',
  ],
] as const)('%s has its own address', (service, href) => {
  expect(composeLink(service, message({ copyTo: 'desk@clinic.example' }), false)).toEqual({ href, carries: 'all' });
});

/** What a mail service reads out of a link, as each says or shows that it does. */
function read(service: MailService, href: string): Message {
  const url = new URL(href);
  const subject = service === 'gmail' ? 'su' : 'subject';
  // In `mailto:` a plus is a plus (RFC 6068, 5); everywhere else it is a blank.
  const query = service === 'mail-program' ? url.search.replaceAll('+', '%2B') : url.search;
  const params = new URLSearchParams(query);
  const to = service === 'mail-program' ? decodeURIComponent(url.pathname) : (params.get('to') ?? '');
  return {
    to,
    copyTo: params.get('cc'),
    subject: params.get(subject) ?? '',
    body: params.get('body') ?? '',
  };
}

/** Without what no text has: control characters but tabs and line ends, and halves of characters. */
const seen = (text: string) =>
  [...text.toWellFormed()].filter(sign => /[\t\n\r]/.test(sign) || !/\p{Cc}/u.test(sign) || sign >= '\u0080').join('');

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc
    .array(
      fc.constantFrom(
        '🎓',
        '👩🏽‍⚕️',
        '&',
        '+',
        '%',
        '%20',
        '#',
        '?',
        '=',
        '"',
        '’',
        "'",
        '\n',
        '\r\n',
        '\t',
        'שלום',
        'د. منى',
        '\ud83d',
        '\udc00',
        '&bcc=x@y.example',
        '\u2028',
        '<b>',
        '\\',
      ),
      { maxLength: 20 },
    )
    .map(pieces => pieces.join('')),
);

describe('what a link carries is read out again as it was written', () => {
  test.each(MAIL_SERVICES)('%s', service => {
    fc.assert(
      fc.property(anyText, anyText, fc.boolean(), (subject, body, hasCopy) => {
        const copyTo = hasCopy ? 'desk+letters@clinic.example' : null;
        const given = message({ to: 'ana+o’neill@clinic.example', copyTo, subject, body });
        const { href, carries } = composeLink(service, given, false);
        fc.pre(carries === 'all');
        // Nothing but what a link may hold.
        expect(href).toMatch(/^[\w.~:/?&=%@-]+$/);
        const end = service === 'mail-program' ? '\r\n' : '\n';
        expect(read(service, href)).toEqual({
          ...given,
          subject: seen(subject).replaceAll(/[\r\n\t\u2028\u2029]+/g, ' '),
          body: seen(body).replaceAll(/\r\n|[\r\n\u2028\u2029]/g, end),
        });
      }),
      { numRuns: 400 },
    );
  });
});

test.each([
  ['a line end', 'One\nTwo', 'One%0D%0ATwo', 'One%0ATwo'],
  ['the line end of Windows', 'One\r\nTwo', 'One%0D%0ATwo', 'One%0ATwo'],
  ['a line separator', 'One\u2028Two', 'One%0D%0ATwo', 'One%0ATwo'],
  ['a blank', 'a b', 'a%20b', 'a%20b'],
  ['a plus', 'a+b', 'a%2Bb', 'a%2Bb'],
  ['an ampersand', 'a&cc=x', 'a%26cc%3Dx', 'a%26cc%3Dx'],
  ['a percent sign', '5%20', '5%2520', '5%2520'],
  ['a hash and a question', '#?', '%23%3F', '%23%3F'],
  ['quotes', `"'“`, '%22%27%E2%80%9C', '%22%27%E2%80%9C'],
  ['an emoji', '🎓', '%F0%9F%8E%93', '%F0%9F%8E%93'],
  ['letters from right to left', 'שם', '%D7%A9%D7%9D', '%D7%A9%D7%9D'],
  ['half a character', 'a\ud83d', 'a%EF%BF%BD', 'a%EF%BF%BD'],
  ['a sign that ends texts', 'a\0b', 'ab', 'ab'],
] as const)('%s is written so that each mail reads it', (_, text, inProgram, onTheWeb) => {
  for (const service of MAIL_SERVICES) {
    const { href } = composeLink(service, message({ body: text, copyTo: 'desk+letters@clinic.example' }), false);
    expect(href.split('&body=')[1], service).toBe(service === 'mail-program' ? inProgram : onTheWeb);
    // A copy's plus is a plus.
    expect(href).toContain('cc=desk%2Bletters%40clinic.example');
  }
});

test('a subject is one line', () => {
  for (const service of MAIL_SERVICES) {
    const { href } = composeLink(service, message({ subject: 'One\r\nBcc: x@y.example' }), false);
    expect(read(service, href).subject).toBe('One Bcc: x@y.example');
    expect(href).not.toMatch(/su(?:bject)?=[^&]*%0/);
  }
});

test('an address cannot add a header of its own', () => {
  expect(composeLink('mail-program', message({ to: 'a@x.example?bcc=b@y.example', body: '' }), false).href).toBe(
    'mailto:a@x.example%3Fbcc%3Db@y.example?subject=Hi%20%26%20thanks%3F',
  );
});

describe('a link that would be too long', () => {
  test.each(MAIL_SERVICES)('%s: carries people and subject, at 1,801 characters and not at 1,800', service => {
    const without = composeLink(service, message({ body: 'x' }), false).href.length - 1;
    const longest = composeLink(service, message({ body: 'x'.repeat(LONGEST_LINK - without) }), false);
    expect([longest.carries, longest.href.length]).toEqual(['all', LONGEST_LINK]);
    const longer = composeLink(service, message({ body: 'x'.repeat(LONGEST_LINK - without + 1) }), false);
    expect(longer.carries).toBe('all-but-body');
    expect(read(service, longer.href)).toEqual({ ...message(), body: '' });
  });

  test('counts characters as they are encoded', () => {
    expect(composeLink('gmail', message({ body: 'ü'.repeat(250) }), false).carries).toBe('all');
    expect(composeLink('gmail', message({ body: 'ü'.repeat(300) }), false).carries).toBe('all-but-body');
  });

  test('carries the people alone where the subject is too long as well', () => {
    const { href, carries } = composeLink('gmail', message({ subject: '🎓'.repeat(150) }), false);
    expect(carries).toBe('people');
    expect(read('gmail', href)).toMatchObject({ to: message().to, subject: '', body: '' });
  });

  test('also carries no text where the student wants none in it', () => {
    expect(composeLink('outlook-work', message(), true)).toMatchObject({ carries: 'all-but-body' });
  });
});
