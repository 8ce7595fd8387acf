import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addressesOfMailto,
  cleanName,
  isSameMailbox,
  parseAddress,
  parseNamedAddress,
} from '../../src/capture/addresses.ts';

describe('parseAddress', () => {
  test.each([
    ['Ruth.Feldman@Med.Example.edu', 'ruth.feldman@med.example.edu'],
    [' ruth@med.example.edu ', 'ruth@med.example.edu'],
    ['\u200Fmona@med.example.org\u200F', 'mona@med.example.org'],
    ["pat.o'brien@med.example.edu", "pat.o'brien@med.example.edu"],
    ['a+b=c@med.example.edu', 'a+b=c@med.example.edu'],
    ['jörg@klinik.example', 'jörg@klinik.example'],
    ['x@xn--bcher-kva.example', 'x@xn--bcher-kva.example'],
  ])('%j is an address', (text, address) => expect(parseAddress(text)).toBe(address));

  test.each([
    '',
    '...',
    'friend',
    'a@b',
    'a@b..org',
    'a..b@example.org',
    '.a@example.org',
    'a b@example.org',
    'a@exa mple.org',
    'a@@example.org',
    '<a@example.org>',
    'a@-example.org',
    'a@example.123',
    'zero\u200Bwidth@example.org',
    'bi\u202Edi@example.org',
    'a@example.org\nBcc: b@example.org',
    `${'a'.repeat(65)}@example.org`,
    `a@${'b'.repeat(300)}.org`,
    '19:meeting_abc@thread.v2',
  ])('%j is none', text => expect(parseAddress(text)).toBeNull());
});

describe('addressesOfMailto', () => {
  test.each([
    ['mailto:noor%40harbour.example', [[null, 'noor@harbour.example']]],
    ['MAILTO:paul@harbour.example?subject=A%20%26%20B&cc=noor@harbour.example', [[null, 'paul@harbour.example']]],
    [
      'mailto:ida@harbour.example,tom@harbour.example',
      [
        [null, 'ida@harbour.example'],
        [null, 'tom@harbour.example'],
      ],
    ],
    [
      'mailto:ida@harbour.example;tom@harbour.example',
      [
        [null, 'ida@harbour.example'],
        [null, 'tom@harbour.example'],
      ],
    ],
    ['mailto:%22B%C3%A9kos,%20Lena%22%20%3Clena@harbour.example%3E', [['Békos, Lena', 'lena@harbour.example']]],
    ['mailto:lena@harbour.example%20(Lena%20B.)', [['Lena B.', 'lena@harbour.example']]],
    ['mailto:?to=lena+x@harbour.example&subject=Hi', [[null, 'lena+x@harbour.example']]],
    ['mailto://lena@harbour.example', [[null, 'lena@harbour.example']]],
    ['mailto:lena@harbour.example#top', [[null, 'lena@harbour.example']]],
    ['mailto:lena#1@harbour.example', [[null, 'lena#1@harbour.example']]],
    ['mailto:J%F6rg%20%3Cjoerg@klinik.example%3E', [[null, 'joerg@klinik.example']]],
    ['mailto:dean@school.example%20%3Clena@harbour.example%3E', [[null, 'lena@harbour.example']]],
    ['mailto:', []],
    ['mailto:?subject=Look', []],
    ['mailto:friend', []],
    ['mailto:lena@harbour.example%0D%0ABcc:evil@example.com', []],
    ['mailto:%22Lena%0ABcc:x%22%20%3Clena@harbour.example%3E', []],
    ['https://example.org/?mailto:lena@harbour.example', []],
    [`mailto:${'a@example.org,'.repeat(1000)}`, []],
  ] as const)('%s', (href, people) => {
    expect(addressesOfMailto(href).map(({ name, email }) => [name, email])).toEqual(people);
  });

  test('never throws, and what it returns are addresses', () => {
    const links = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.stringMatching(/^mailto:[a-z@.,;:%"<>()#?&= 0-9]{0,80}$/),
      fc.emailAddress().map(address => `mailto:${encodeURIComponent(address)}?x`),
    );
    fc.assert(
      fc.property(links, link => {
        for (const { email } of addressesOfMailto(link)) expect(parseAddress(email)).toBe(email);
      }),
      { numRuns: 2000 },
    );
  });

  test('ten megabytes are refused at once', () => {
    expect(addressesOfMailto(`mailto:${'a'.repeat(10_000_000)}@example.org`)).toEqual([]);
    expect(addressesOfMailto(`mailto:${'"'.repeat(10_000_000)}`)).toEqual([]);
    expect(addressesOfMailto(`mailto:a@example.org?body=${'%41'.repeat(3_000_000)}`)).toHaveLength(1);
  });
});

test.each([
  ['  "Ruth  Feldman" ', 'Ruth Feldman'],
  ['ruth@med.example.edu', null],
  ['Ruth (ruth@med.example.edu)', null],
  ['...', null],
  ['', null],
  ['Ruth\u202E \u0007Feldman', 'Ruth Feldman'],
  ['石田 花子', '石田 花子'],
])('the name in %j is %j', (text, name) => expect(cleanName(text)).toBe(name));

test.each([
  ['Ruth <ruth@med.example.edu>', { name: 'Ruth', email: 'ruth@med.example.edu' }],
  ['<ruth@med.example.edu>', { name: null, email: 'ruth@med.example.edu' }],
  ['ruth@med.example.edu <ruth@med.example.edu>', { name: null, email: 'ruth@med.example.edu' }],
  ['Ruth', null],
])('%j is read as name and address', (text, person) => expect(parseNamedAddress(text)).toEqual(person));

test.each([
  ['a.b@gmail.com', 'ab+x@googlemail.com', true],
  ['a.b@example.org', 'ab@example.org', false],
  ['ab+rotation@example.org', 'ab@example.org', true],
  ['ab@example.org', 'ab@example.com', false],
])('%s and %s: one mailbox? %s', (one, other, isSame) => expect(isSameMailbox(one, other)).toBe(isSame));
