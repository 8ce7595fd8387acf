import { describe, expect, test } from 'vitest';
import {
  accountsInTitle,
  directionOf,
  isoDate,
  mailboxesIn,
  ownerOf,
  peopleInRow,
  peopleOf,
  personIn,
  subjectInTitle,
} from '../../src/capture/mailbox.ts';
import { parsed } from './fixtures.ts';

const CONTEXT = { now: new Date('2026-03-10T12:00:00Z'), timeZone: 'America/New_York', selfEmails: [] };

function element(html: string): Element {
  return parsed(html).body.firstElementChild!;
}

describe('a person', () => {
  test.each([
    ['<a title="ruth@med.example.edu">Ruth Feldman</a>', 'Ruth Feldman', 'ruth@med.example.edu'],
    ['<a title="Ruth Feldman &lt;ruth@med.example.edu&gt;">Ruth</a>', 'Ruth', 'ruth@med.example.edu'],
    ['<a title="ruth@med.example.edu">ruth@med.example.edu</a>', null, 'ruth@med.example.edu'],
    ['<p>Ruth Feldman &lt;ruth@med.example.edu&gt;,</p>', 'Ruth Feldman', 'ruth@med.example.edu'],
    ['<p>Ruth Feldman ruth@med.example.edu</p>', 'Ruth Feldman', 'ruth@med.example.edu'],
    ['<p><a href="mailto:Ruth@med.example.edu?subject=x">Ruth Feldman</a></p>', 'Ruth Feldman', 'ruth@med.example.edu'],
    [
      '<p aria-label="Mehr über „Ruth &lt;ruth@med.example.edu&gt;“">Ruth Feldman</p>',
      'Ruth Feldman',
      'ruth@med.example.edu',
    ],
    ['<p>Ruth Feldman</p>', 'Ruth Feldman', null],
  ])('in %s', (html, name, email) => {
    expect(personIn(element(html))).toEqual({ name, email });
  });

  test.each([
    '<p></p>',
    '<p>·</p>',
    // Which of the two it is does not show.
    '<p title="a@one.test"><span title="b@two.test">Somebody</span></p>',
  ])('is not in %s', html => {
    expect(personIn(element(html))).toBeNull();
  });
});

describe('a row', () => {
  const named = (html: string, isSent = false) =>
    peopleInRow(element(html), isSent).map(({ name, email, role }) => `${role} ${name} ${email}`);

  test.each([
    ['<p title="a@one.test">Ana Lima (3)</p>', ['from Ana Lima a@one.test']],
    ['<p title="a@one.test, b@two.test">Ana, Ben</p>', ['participant Ana a@one.test', 'participant Ben b@two.test']],
    [
      '<p title="a@one.test, b@two.test">Ana, Ben, 2 more</p>',
      ['participant null a@one.test', 'participant null b@two.test'],
    ],
    ['<p title="a@one.test">Lima, Ana</p>', ['from Lima, Ana a@one.test']],
    ['<p>Lima, Ana</p>', []],
    ['<p>Ana Lima, Ben Okafor</p>', ['participant Ana Lima null', 'participant Ben Okafor null']],
    [
      '<p><span title="a@one.test">Ana</span>, Ben Okafor</p>',
      ['participant Ana a@one.test', 'participant Ben Okafor null'],
    ],
  ])('names those of %s', (html, people) => {
    expect(named(html)).toEqual(people);
  });

  test('in a folder of sent mail names to whom it went', () => {
    expect(named('<p title="a@one.test">An: Ana Lima</p>', true)).toEqual(['to Ana Lima a@one.test']);
  });
});

test('a list of addresses', () => {
  expect(mailboxesIn('Ana <a@one.test>; b@two.test، nobody, c@').map(({ email }) => email)).toEqual([
    'a@one.test',
    'b@two.test',
  ]);
});

describe('the account', () => {
  test.each([
    ['Plans - ana@one.test - Some Mail', 'ana@one.test', 'Plans'],
    ['Plans | ana@one.test | Some Mail', 'ana@one.test', 'Plans'],
    // The address belongs to the subject: the marks differ.
    ['Inbox – Plans for prof@uni.test | Some Mail', null, null],
    ['Inbox – Plans – prof@uni.test | Some Mail', null, null],
    ['Some Mail', null, null],
  ])('in the title %s', (title, email, subject) => {
    const page = parsed(`<title>${title}</title>`);
    expect(accountsInTitle(page)[0]?.email ?? null).toBe(email);
    expect(subjectInTitle(page)).toBe(subject);
  });

  test('has the name that a sender has, not the word for "me"', () => {
    const seen = [
      { name: 'me', email: 'ana@one.test', role: 'to' },
      { name: 'Ana Lima', email: 'ana@one.test', role: 'from' },
    ] as const;
    const owner = ownerOf([{ name: null, email: 'ana@one.test' }], seen, CONTEXT);
    expect(peopleOf(seen.slice(0, 1), owner)).toEqual([
      { name: 'Ana Lima', email: 'ana@one.test', role: 'to', isSelf: true },
    ]);
    expect(directionOf(peopleOf(seen, owner), owner)).toBe('outbound');
  });

  test('that nobody knows leaves the direction open', () => {
    const owner = ownerOf([], [], CONTEXT);
    const people = peopleOf([{ name: 'Ana Lima', email: 'ana@one.test', role: 'from' }], owner);
    expect(directionOf(people, owner)).toBe('unknown');
  });
});

test.each([
  ['2025-02-20T17:05:00.000Z', '2025-02-20T17:05:00.000Z'],
  ['2025-02-20 17:05 +0100', '2025-02-20T17:05+01:00'],
  ['2025-02-20', '2025-02-20'],
  ['2025-02-31', null],
  ['2025-02-20T25:00', null],
  ['20 February 2025', null],
])('the machine’s date %s is %s', (text, date) => {
  expect(isoDate(text)).toBe(date);
});
