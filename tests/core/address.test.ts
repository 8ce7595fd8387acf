import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addressesOfMailto, parseAddress, parseNamedAddress } from '../../src/core/address.ts';

const LONG_DOMAIN = `${'a'.repeat(60)}.`.repeat(4);

test.each([
  ['Ana.Rivera+letters@Med.Example.ORG', 'ana.rivera+letters@med.example.org'],
  ['  ana@x.org\n', 'ana@x.org'],
  ["siobhan.o'brien@x.org", "siobhan.o'brien@x.org"],
  ['a@b-c.co', 'a@b-c.co'],
  ['josé@exämple.de', 'josé@exämple.de'],
  ['परीक्षण@उदाहरण.भारत', 'परीक्षण@उदाहरण.भारत'],
  ['a@xn--e1afmkfd.xn--p1ai', 'a@xn--e1afmkfd.xn--p1ai'],
  ['ana\u202e@x.org', 'ana@x.org'],
])('%j is the address %s', (text, address) => {
  expect(parseAddress(text)).toBe(address);
});

test('a homograph is left as it is: it is another address, and no guess of ours makes it the same', () => {
  const cyrillic = 'аna@x.org';
  expect(parseAddress(cyrillic)).toBe(cyrillic);
  expect(parseAddress(cyrillic)).not.toBe(parseAddress('ana@x.org'));
});

test.each([
  '',
  ' ',
  '@',
  'ana',
  'ana@',
  '@x.org',
  'ana@localhost',
  'ana@x',
  'ana@x.',
  'ana@.org',
  'ana@x..org',
  'a..b@x.org',
  'ana@-x.org',
  'ana@x-.org',
  'ana@x.1',
  'ana@127.0.0.1',
  'ana@[127.0.0.1]',
  'ana rivera@x.org',
  'ana@x.org, ben@x.org',
  'ana@x.org;ben@x.org',
  'ana@ben@x.org',
  'Ana <ana@x.org>',
  '<ana@x.org>',
  '"ana"@x.org',
  'ana(work)@x.org',
  'ana@x.org\nBcc: ben@x.org',
  'ana@x.org\r\nBcc:ben@x.org',
  'mailto:ana@x.org',
  'ana\\@x.org',
  `${'a'.repeat(65)}@x.org`,
  `a@${'b'.repeat(64)}.org`,
])('is no address: %j', text => {
  expect(parseAddress(text)).toBeNull();
});

test.each([
  ['longer than an address may be', `a@${LONG_DOMAIN}${'b'.repeat(12)}.org`],
  ['that begins with an address as long as one may be', `a@${LONG_DOMAIN}${'b'.repeat(8)} and more`],
  ['that goes on after a thousand blanks', `ana@x.org${' '.repeat(2000)}ben@y.org`],
  ['of a megabyte', `${'a'.repeat(1_000_000)}@x.org`],
])('a text %s is refused, not cut until it fits', (_name, text) => {
  expect(parseAddress(text)).toBeNull();
});

test('no text makes reading an address slow or gives one that would be read differently again', () => {
  fc.assert(
    fc.property(fc.oneof(fc.emailAddress(), fc.string({ unit: 'binary' })), text => {
      const address = parseAddress(text);
      if (address !== null) expect(parseAddress(address)).toBe(address);
    }),
  );
  expect(parseAddress(`a@${'a.'.repeat(120)}`)).toBeNull();
  expect(parseAddress(`a@${'a-'.repeat(120)}`)).toBeNull();
});

test.each([
  ['', null],
  ['<>', { name: '<>', email: null }],
  ['ana@x.org', { name: null, email: 'ana@x.org' }],
  ['<ana@x.org>', { name: null, email: 'ana@x.org' }],
  ['Ana Rivera', { name: 'Ana Rivera', email: null }],
  ['Ana Rivera <ana@x.org>', { name: 'Ana Rivera', email: 'ana@x.org' }],
  ['Ana Rivera < Ana@X.org >', { name: 'Ana Rivera', email: 'ana@x.org' }],
  ['"Rivera, Ana" <ana@x.org>', { name: 'Rivera, Ana', email: 'ana@x.org' }],
  ["'ana@x.org' <ana@x.org>", { name: null, email: 'ana@x.org' }],
  ['ANA@X.ORG <ana@x.org>', { name: null, email: 'ana@x.org' }],
  ["Siobhan O'Brien <s@x.org>", { name: "Siobhan O'Brien", email: 's@x.org' }],
  ['山田 太郎 <t@x.org>', { name: '山田 太郎', email: 't@x.org' }],
  ['Ana <not an address>', { name: 'Ana', email: null }],
  ['<b>Ana</b> <ana@x.org>', { name: '<b>Ana</b>', email: 'ana@x.org' }],
])('%j names %j', (text, person) => {
  expect(parseNamedAddress(text)).toEqual(person);
});

test('a name that is somebody else’s address is not believed', () => {
  expect(parseNamedAddress('dean@school.edu <mallory@x.org>')).toEqual({ name: null, email: 'mallory@x.org' });
});

const emails = (link: string) => addressesOfMailto(link).map(({ email }) => email);

test.each([
  ['', []],
  ['mailto:', []],
  ['https://x.org/mailto:ana@x.org', []],
  ['mailto:?subject=Look&body=ana@x.org', []],
  ['mailto:ana', []],
  ['mailto:ana@x.org', ['ana@x.org']],
  ['MAILTO:ana@x.org', ['ana@x.org']],
  ['mailto:ana%40x.org', ['ana@x.org']],
  ['mailto:ana@x.org#top', ['ana@x.org']],
  ['mailto:ana+vouch@x.org', ['ana+vouch@x.org']],
  ['mailto:ana@x.org,ben@x.org', ['ana@x.org', 'ben@x.org']],
  ['mailto:ana@x.org;ben@x.org', ['ana@x.org', 'ben@x.org']],
  ['mailto:ana%40x.org%2Cben%40x.org', ['ana@x.org', 'ben@x.org']],
  ['mailto:?to=ana@x.org&subject=Hello', ['ana@x.org']],
  ['mailto:?TO=ana+vouch@x.org', ['ana+vouch@x.org']],
  ['mailto:ana@x.org?to=ben@x.org', ['ana@x.org', 'ben@x.org']],
  ['mailto:ana@x.org,,nobody,ben@x.org', ['ana@x.org', 'ben@x.org']],
])('the link %j writes to %j', (link, people) => {
  expect(emails(link)).toEqual(people);
});

test('a link may carry a name', () => {
  expect(addressesOfMailto('mailto:%22Rivera%2C%20Ana%22%20%3Cana@x.org%3E')).toEqual([
    { name: 'Rivera, Ana', email: 'ana@x.org' },
  ]);
  expect(addressesOfMailto('mailto:"Rivera, Ana" <ana@x.org>,ben@x.org')).toEqual([
    { name: 'Rivera, Ana', email: 'ana@x.org' },
    { name: null, email: 'ben@x.org' },
  ]);
});

test.each([
  ['a name that is another’s address', 'mailto:dean@school.edu%20%3Cmallory@x.org%3E', ['mallory@x.org']],
  ['a new line and another header', 'mailto:ana@x.org%0D%0ABcc:ben@x.org', []],
  ['people hidden in copies', 'mailto:ana@x.org?cc=ben@x.org&bcc=eve@x.org', ['ana@x.org']],
  ['a comma inside the address', 'mailto:dean%2Cmallory@x.org', []],
  ['a broken escape', 'mailto:ana%zz@x.org', []],
  ['a broken escape among others', 'mailto:ana%E0%A4%A@x.org,ben@x.org', ['ben@x.org']],
  ['script', 'javascript:mailto:ana@x.org', []],
])('a link with %s gives nobody it does not write to', (_name, link, people) => {
  expect(emails(link)).toEqual(people);
});

test('a link of a megabyte is answered at once', () => {
  expect(emails(`mailto:${'a@x.org,"'.repeat(100_000)}`)).toEqual([]);
  expect(emails(`mailto:ana@x.org?body=${'x,"&'.repeat(200_000)}`)).toEqual(['ana@x.org']);
});
