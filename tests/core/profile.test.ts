import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseProfile } from '../../src/core/profile.ts';

const EMPTY = { name: '', emails: [], school: '' };

test.each([undefined, null, '', 3, [], {}, { emails: 'ana@x.org' }, { name: 3, emails: null, school: [] }])(
  '%j becomes an empty profile',
  stored => {
    expect(parseProfile(stored)).toEqual(EMPTY);
  },
);

test('addresses are lower-cased and kept once', () => {
  expect(parseProfile({ name: ' Sam\u202e Lee ', emails: ['Sam@X.edu', 'sam@x.edu'], school: 'A\nB' })).toEqual({
    name: 'Sam Lee',
    emails: ['sam@x.edu'],
    school: 'A B',
  });
});

test('one broken address does not make the student a stranger to the others', () => {
  expect(parseProfile({ emails: ['sam@x.edu', 'sam at home', null, 'sam@home.example'] }).emails).toEqual([
    'sam@x.edu',
    'sam@home.example',
  ]);
});

test('anything in gives a valid profile out', () => {
  const shaped = fc.record({ name: fc.anything(), emails: fc.array(fc.anything()), school: fc.anything() });
  fc.assert(
    fc.property(fc.oneof(fc.anything(), shaped), stored => {
      const profile = parseProfile(stored);
      expect(Object.keys(profile)).toEqual(Object.keys(EMPTY));
      expect(parseProfile(profile)).toEqual(profile);
    }),
  );
});
