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
        '\0',
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
          subject: subject.toWellFormed(),
          body: body.toWellFormed().replaceAll(/\r\n|\r|\n/g, end),
        });
      }),
      { numRuns: 400 },
    );
  });
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
