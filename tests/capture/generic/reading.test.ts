import { describe, expect, test } from 'vitest';
import { fieldsOf, isMyself } from '../../../src/capture/generic/headers.ts';
import { isoIn, mailDateIn } from '../../../src/capture/generic/moments.ts';
import { peopleIn, peopleInText } from '../../../src/capture/generic/people.ts';
import { newTextOf, plainMessageIn } from '../../../src/capture/generic/plain.ts';
import { generic } from '../../../src/capture/sites/generic.ts';
import { parsed } from '../fixtures.ts';

const NOW = new Date('2026-12-31T12:00:00Z');

describe('a label of a header', () => {
  test.each([
    ['From', 'from'],
    ['from:', 'from'],
    ['VON：', 'from'],
    ['Expéditeur :', 'from'],
    ['EXPEDITEUR', 'from'],
    ['差出人', 'from'],
    ['发件人：', 'from'],
    ['إلى:', 'to'],
    ['الى', 'to'],
    ['À', 'to'],
    ['主　题', 'subject'],
    ['Betreff:', 'subject'],
    ['Cuándo', 'when'],
    ['Fromage', null],
    ['', null],
    [':', null],
  ])('%j is %s', (text, field) => {
    expect(fieldsOf(text)[0] ?? null).toBe(field);
  });

  test('may stand for a sender or for a start', () => {
    expect(fieldsOf('Von')).toEqual(['from', 'start']);
    expect(fieldsOf('To')).toEqual(['to', 'end']);
  });

  test('the word for the reader is no name', () => {
    for (const word of ['me', 'ich', 'moi', 'mim', '自分', '我', 'أنا']) expect(isMyself(word), word).toBe(true);
    expect(isMyself('Mia')).toBe(false);
  });
});

describe('people of a header', () => {
  const ruth = { name: 'Ruth Feldman', email: 'ruth@example.org' };
  test.each([
    ['Ruth Feldman <ruth@example.org>', [ruth]],
    ['"Feldman, Ruth" <ruth@example.org>', [{ ...ruth, name: 'Feldman, Ruth' }]],
    ['Feldman, Ruth <ruth@example.org>', [{ ...ruth, name: 'Feldman, Ruth' }]],
    ['ruth@example.org (Ruth Feldman)', [ruth]],
    ['ruth@example.org (more)', [{ ...ruth, name: null }]],
    ['Ruth Feldman [ruth@example.org]; b@example.org', [ruth, { name: null, email: 'b@example.org' }]],
    ['ruth@example.org, RUTH@example.org', [{ ...ruth, name: null }]],
    ['undisclosed-recipients:;', []],
    [
      'Team: ruth@example.org, b@example.org;',
      [
        { ...ruth, name: null },
        { name: null, email: 'b@example.org' },
      ],
    ],
    [
      'Feldman, Ruth; Osei, Amara',
      [
        { name: 'Feldman, Ruth', email: null },
        { name: 'Osei, Amara', email: null },
      ],
    ],
    [
      'Ruth Feldman, Amara Osei',
      [
        { name: 'Ruth Feldman', email: null },
        { name: 'Amara Osei', email: null },
      ],
    ],
    // Two people by their given names, or two by both: nobody can tell.
    ['Feldman, Ruth, Osei, Amara', []],
    ['3 recipients', []],
    ['Ruth <ruth@exam ple.org>', []],
    ['rüth@bücher.example', [{ name: null, email: 'rüth@bücher.example' }]],
    ['د. ليلى حداد <layla@example.org>', [{ name: 'د. ليلى حداد', email: 'layla@example.org' }]],
  ])('%s', (text, people) => {
    expect(peopleInText(text)).toEqual(people);
  });

  test.each([
    ['<a href="mailto:ruth@example.org">Ruth Feldman</a>', [ruth]],
    ['<span>Ruth Feldman</span> <span>&lt;ruth@example.org&gt;</span>', [ruth]],
    ['<div>Ruth Feldman</div><div>ruth@example.org</div>', [ruth]],
    ['Ruth Feldman &lt;<a href="mailto:ruth@example.org">ruth@example.org</a>&gt;', [ruth]],
    ['<span title="ruth@example.org">Ruth Feldman</span><button>Add contact</button>', [ruth]],
    ['<i data-email="ruth@example.org">Ruth Feldman,</i> <a href="#">Details</a>', [ruth]],
    // It shows one address and writes to another: what is shown counts.
    ['<a href="mailto:evil@example.net">ruth@example.org</a>', [{ ...ruth, name: null }]],
    ['<span style="display:none">x@example.org</span><b title="ruth@example.org">Ruth Feldman</b>', [ruth]],
  ])('%s', (html, people) => {
    expect(peopleIn([...parsed(html).body.childNodes])).toEqual(people);
  });
});

describe('moments', () => {
  const context = { languages: ['en-US'], now: NOW, timeZone: 'America/New_York' };
  test.each([
    ['2026-03-05T14:00:00+0100', '2026-03-05T14:00+01:00'],
    ['2026-03-05 14:00', '2026-03-05T14:00'],
    ['2026-03-05', '2026-03-05'],
    ['2026-02-31', null],
    ['2026-03-05T25:00', null],
    ['275760-09-13', null],
  ])('%s', (text, iso) => {
    expect(isoIn(text)).toBe(iso);
  });

  test('a mail’s own date has its offset', () => {
    expect(mailDateIn('Tue, 3 Mar 2026 10:00:00 +0100 (CET)', context)).toMatch(/^2026-03-03T10:00(?::00)?\+01:00$/);
    expect(mailDateIn('yesterday or so', context)).toBeNull();
  });
});

describe('plain text', () => {
  test('a header begins it, or it is none', () => {
    const message = plainMessageIn(
      'From: Ruth <ruth@example.org>\nTo: a@example.org,\n b@example.org\nSubject: Rota\n\nHello',
    );
    expect(message?.values.get('to')).toBe('a@example.org, b@example.org');
    expect(message?.body.trim()).toBe('Hello');
    expect(plainMessageIn('Hello\n\nFrom: Ruth <ruth@example.org>\nTo: a@example.org')).toBeNull();
    expect(plainMessageIn('From: the beginning')).toBeNull();
  });

  test('new text ends where the earlier mail begins', () => {
    expect(newTextOf('Yes.\n\nOn Monday Ruth wrote:\n> Really?')).toBe('Yes.');
    expect(newTextOf('Yes.\n-- \nRuth')).toBe('Yes.');
    expect(newTextOf('Yes.\n-----Original Message-----\nFrom: a')).toBe('Yes.');
  });
});

describe('the selection', () => {
  test('is a message when it begins with a header', () => {
    const page = parsed('<title>Archive</title><p>From: somebody@example.net</p>');
    const text = 'From: Ruth Feldman <ruth@example.org>\nDate: 3 March 2026 10:00\nSubject: Rota\n\nSee you then.';
    Object.defineProperty(page, 'getSelection', { value: () => ({ toString: () => text }) });
    const context = { now: NOW, timeZone: 'UTC', selfEmails: ['ruth@example.org'] };
    expect(generic.capture(page, new URL('https://archive.example/1'), context)?.items).toMatchObject([
      { type: 'email', title: 'Rota', date: '2026-03-03T10:00', snippet: 'See you then.', direction: 'outbound' },
    ]);
  });
});
