import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contactItems } from '../../src/capture/generic/contacts.ts';
import { structuredItems } from '../../src/capture/structured/index.ts';
import { parseLeniently } from '../../src/capture/structured/json.ts';
import { durationMinutes, isoOf, readMoment, readTimeOn, spanOf } from '../../src/capture/structured/moments.ts';
import { belongsTo, isDesk, personName } from '../../src/capture/structured/owners.ts';
import { plainText } from '../../src/capture/structured/plain-text.ts';
import { parsePageReading } from '../../src/core/capture.ts';
import { parsed } from './fixtures.ts';

const URL_HERE = new URL('https://med.example.edu/events/1');
const CONTEXT = {
  now: new Date('2026-12-31T12:00:00Z'),
  timeZone: 'America/New_York',
  selfEmails: ['me@med.example.edu'],
};

function read(html: string) {
  return structuredItems(parsed(html), URL_HERE, CONTEXT);
}

function script(json: string): string {
  return `<script type="application/ld+json">${json.replaceAll('</', '<\\/')}</script>`;
}

function event(fields: object): string {
  return script(JSON.stringify({ '@type': 'Event', name: 'Rounds', startDate: '2026-03-05', ...fields }));
}

describe('days and moments for machines', () => {
  test.each([
    ['2026-02-28', '2026-02-28'],
    ['2028-02-29', '2028-02-29'],
    ['2026-02-29', null],
    ['2026-02-31', null],
    ['2026-13-01', null],
    ['+275760-09-13', null],
    ['275760-09-13', null],
    ['0000-01-01', null],
    ['2026', null],
    ['2026-03', null],
    ['', null],
    ['TBA', null],
    ['20260305', '2026-03-05'],
    ['2026-3-5', '2026-03-05'],
    ['2026/03/05', '2026-03-05'],
    ['2026-064', '2026-03-05'],
    ['2026-366', null],
    ['2026-03-05T14:00', '2026-03-05T14:00'],
    ['2026-3-5T9:05', '2026-03-05T09:05'],
    ['2026-03-05 14:00:00', '2026-03-05T14:00'],
    ['2026-03-05T14:00:07.250Z', '2026-03-05T14:00:07Z'],
    ['2026-03-05T14:00:00-0500', '2026-03-05T14:00-05:00'],
    ['2026-03-05T14:00:00 +01', '2026-03-05T14:00+01:00'],
    ['2026-03-05T14:00−05:00', '2026-03-05T14:00-05:00'],
    ['2026-03-05T14:00:00+05:30[Asia/Kolkata]', '2026-03-05T14:00+05:30'],
    ['20260305T130000Z', '2026-03-05T13:00Z'],
    ['2026-03-05 07:00:00pm', '2026-03-05T19:00'],
    ['2026-03-05 12 a.m.', '2026-03-05T00:00'],
    ['2026-03-05 13 pm', null],
    ['2026-03-05T24:00', '2026-03-06T00:00'],
    ['2026-03-05T24:30', null],
    ['2026-03-05T25:00', null],
    ['2026-03-05T14:60', null],
    ['2026-03-05T14:00+99:00', null],
    ['2019-9-13T10-10-00-00', null],
    ['Thu, 05 Mar 2026 14:00:00 GMT', '2026-03-05T14:00Z'],
    ['Thu Mar 05 2026 14:00:00 GMT-0500 (Eastern Standard Time)', '2026-03-05T14:00-05:00'],
  ])('%s is %s', (text, expected) => {
    const moment = readMoment(text);
    expect(moment === null ? null : isoOf(moment)).toBe(expected);
  });

  test.each([
    // Bare days: schema.org means the last day, iCalendar the first after.
    ['2026-03-05', '2026-03-05', null, false, '2026-03-05', '2026-03-06', true],
    ['2026-03-05', '2026-03-07', null, false, '2026-03-05', '2026-03-08', true],
    ['2026-03-05', '2026-03-07', null, true, '2026-03-05', '2026-03-07', true],
    ['2026-03-05', '2026-03-05', null, true, '2026-03-05', '2026-03-06', true],
    ['2026-12-31', null, null, false, '2026-12-31', null, true],
    ['2026-12-31', null, 2880, false, '2026-12-31', '2027-01-02', true],
    ['2026-03-05', '2026-03-01', null, false, '2026-03-05', null, true],
    // Whole days of programs that know only moments.
    ['2026-03-05T00:00:00-05:00', '2026-03-05T23:59:59-05:00', null, false, '2026-03-05', '2026-03-06', true],
    ['2026-03-05T00:00', '2026-03-06T00:00', null, false, '2026-03-05', '2026-03-06', true],
    ['2026-03-05T00:00', '2026-03-05T00:00', null, false, '2026-03-05', '2026-03-06', true],
    ['2026-03-05T00:00', null, null, false, '2026-03-05T00:00', null, false],
    // The clock change in New York lies in between.
    [
      '2026-03-08T01:00-05:00',
      '2026-03-08T03:30-04:00',
      null,
      false,
      '2026-03-08T01:00-05:00',
      '2026-03-08T03:30-04:00',
      false,
    ],
    ['2026-03-05T23:30', '2026-03-06T00:30', null, false, '2026-03-05T23:30', '2026-03-06T00:30', false],
    ['2026-03-05T23:30', null, 60, false, '2026-03-05T23:30', '2026-03-06T00:30', false],
    ['2026-03-05T14:00', '2026-03-05T13:00', null, false, '2026-03-05T14:00', null, false],
    ['2026-03-05T14:00', '2026-03-05', null, false, '2026-03-05T14:00', null, false],
    ['2026-03-05T10:00', '2026-03-05T23:50', null, false, '2026-03-05T10:00', null, false],
    ['2026-03-05T20:00', '2026-03-05T23:50', null, false, '2026-03-05T20:00', '2026-03-05T23:50', false],
  ] as const)('from %s to %s (%s minutes)', (from, to, minutes, isEndExclusive, start, end, allDay) => {
    const span = spanOf(readMoment(from), to === null ? null : readMoment(to), minutes, isEndExclusive);
    expect(span).toMatchObject({ start, end, allDay });
  });

  test('a time alone belongs to the day it is given', () => {
    expect(readTimeOn('2026-03-05', '16:30')).toEqual({ day: '2026-03-05', time: '16:30', offset: null });
    expect(readTimeOn('2026-03-05', '24:00')).toEqual({ day: '2026-03-06', time: '00:00', offset: null });
    expect(readTimeOn('2026-03-05', '1630')).toBeNull();
    expect(readTimeOn('2026-03-05', 'noon')).toBeNull();
  });

  test.each([
    ['PT1H30M', 90],
    ['P1D', 1440],
    ['P1W', 10_080],
    ['PT0S', null],
    ['P', null],
    ['1 hour', null],
  ])('%s lasts %s minutes', (text, minutes) => {
    expect(durationMinutes(text)).toBe(minutes);
  });

  test('any text is a moment or none', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[\d\-T:Z+ .apm]{0,40}$/)), text => {
        const moment = readMoment(text);
        if (moment !== null)
          expect(isoOf(moment)).toMatch(/^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:\d{2})?)?$/);
      }),
    );
  });
});

describe('JSON that a template wrote', () => {
  test.each([
    ['{"a": 1,}', [{ a: 1 }]],
    ['{"a": "one\ntwo"}', [{ a: 'one\ntwo' }]],
    ['<!-- {"a": 1} -->', [{ a: 1 }]],
    ['//<![CDATA[\n{"a": [1, 2,]}\n//]]>', [{ a: [1, 2] }]],
    ['{"a": "he said "hi", twice", "b": 2}', [{ a: 'he said "hi", twice', b: 2 }]],
    ['{"a": "1"\n"b": "2"}', [{ a: '1', b: '2' }]],
    ['{"a": 1} {"b": 2}', [{ a: 1 }, { b: 2 }]],
    ["{'a': 'it is', b: undefined}", [{ a: 'it is', b: null }]],
    ['{"a": "\\x it\\\'s"}', [{ a: "x it's" }]],
    ['{"a": /* none */ , "b": true};', [{ a: null, b: true }]],
    ['{"a": {"b": 1}', [{ a: { b: 1 } }]],
    ['[{"a": 1}, {"a": 2, "b": "cut of', [[{ a: 1 }]]],
    ['{"u": "https://example.org/a", // why\n "b": 1}', [{ u: 'https://example.org/a', b: 1 }]],
    ['', []],
    ['no JSON at all', []],
  ])('%s', (text, expected) => {
    expect(parseLeniently(text, 200_000)).toEqual(expected);
  });

  test('what is valid is read as it is', () => {
    fc.assert(
      fc.property(fc.json(), text => {
        expect(parseLeniently(text, 200_000)).toEqual(JSON.parse(text));
      }),
    );
  });

  test('any text gives something or nothing, at once', () => {
    const marks = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      '"',
      "'",
      ':',
      ',',
      '\\',
      '/',
      '*',
      '<!--',
      '-->',
      ']]>',
      ' ',
      '\n',
      'a',
      '1',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(marks, { maxLength: 80 }).map(parts => parts.join('')),
        ),
        text => {
          parseLeniently(text, 200_000);
        },
      ),
      { numRuns: 2000 },
    );
  });

  test.each([
    ['brackets', '['.repeat(300_000)],
    ['objects', '{"a":'.repeat(60_000)],
    ['quotation marks', '"'.repeat(300_000)],
    ['quotation marks and blanks', `{"a": "${'"          '.repeat(20_000)}`],
    ['backslashes', `{"a": "${'\\'.repeat(300_000)}`],
    ['five megabytes', `[${'{"@type":"Event","name":"x","startDate":"2026-03-05"},'.repeat(90_000)}]`],
    ['comments', '/*'.repeat(150_000)],
    ['character references', `{"@type":"Event","startDate":"2026-03-05","name":"${'&amp;'.repeat(30_000)}"}`],
    ['tags', `{"@type":"Event","startDate":"2026-03-05","name":"n","description":"${'<p '.repeat(50_000)}"}`],
  ])('%s without end', (_, text) => {
    const { events } = read(script(text));
    expect(events.length).toBeLessThanOrEqual(300);
  });
});

describe('any graph', () => {
  const id = fc.constantFrom('#a', '#b', '_:c', 'https://example.org/#d');
  const type = fc.constantFrom(
    'Event',
    'Person',
    'Place',
    'EventReservation',
    'EmailMessage',
    'Article',
    'ItemList',
    'Schedule',
    'Organization',
  );
  const key = fc.constantFrom(
    ...(
      'name startDate endDate location organizer performer attendee subEvent superEvent itemListElement item mainEntity ' +
      'reservationFor underName email address contactPoint url description eventSchedule @graph sender dateSent @value @list'
    ).split(' '),
  );
  const { node } = fc.letrec<{ node: Record<string, unknown>; value: unknown }>(tie => ({
    node: fc
      .tuple(fc.option(id), type, fc.dictionary(key, tie('value'), { maxKeys: 6 }))
      .map(([name, kind, rest]) => ({ ...rest, '@type': kind, ...(name === null ? {} : { '@id': name }) })),
    value: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      fc.oneof(
        fc.string(),
        fc.constantFrom('2026-03-05', '2026-03-05T14:00Z', '2026-02-31', 'a@b.example', 'https://example.org/x', '#a'),
        fc.integer(),
        fc.boolean(),
        fc.constant(null),
        id.map(name => ({ '@id': name })),
      ),
      tie('node'),
      fc.array(tie('value'), { maxLength: 3 }),
    ),
  }));

  test('is read to an end, and the other side accepts it', () => {
    fc.assert(
      fc.property(fc.array(node, { maxLength: 5 }), nodes => {
        const page = parsed(script(JSON.stringify({ '@graph': nodes })));
        const { events, messages, contacts } = structuredItems(page, URL_HERE, CONTEXT);
        const items = [...events, ...messages, ...contacts, ...contactItems(page, URL_HERE, CONTEXT)].slice(0, 500);
        const capture = { site: 'generic', surface: 'page', items };
        const reading = parsePageReading({ title: '', url: URL_HERE.href, selection: '', capture });
        expect(reading?.capture?.items).toEqual(items.map(item => ({ isCancelled: false, ...item })));
      }),
      { numRuns: 300 },
    );
  });
});

describe('events', () => {
  test('keep what a person reads in references and tags', () => {
    expect(plainText('&lt;p&gt;Caf&eacute; &amp;amp; Caf&#233;&lt;/p&gt;').trim()).toBe('Café & Café');
    expect(plainText('BP < 120 & a <b@c.example>')).toBe('BP < 120 & a <b@c.example>');
  });

  test.each([
    ['EducationEvent', 1],
    ['https://schema.org/TheaterEvent', 1],
    ['Festival', 1],
    ['Hackathon', 1],
    ['PublicationEvent', 0],
    ['Restaurant', 0],
    ['WebSite', 0],
  ])('a %s is one: %i', (type, amount) => {
    expect(read(event({ '@type': type })).events).toHaveLength(amount);
  });

  test('are not what an article is about, nor the series an event is part of', () => {
    const about = { '@type': 'Event', name: 'Old', startDate: '2020-01-01' };
    const article = script(JSON.stringify({ '@type': 'NewsArticle', headline: 'News', about }));
    expect(read(article)).toMatchObject({ events: [], isArticleOrBusiness: true });
    expect(read(event({ superEvent: about })).events.map(({ title }) => title)).toEqual(['Rounds']);
  });

  test('of a booking have the guest', () => {
    const booking = {
      '@type': 'EventReservation',
      underName: { '@type': 'Person', name: 'Me', email: 'me@med.example.edu' },
      reservationFor: { '@type': 'Event', name: 'Gala', startDate: '2026-03-05T19:00:00-05:00' },
    };
    expect(read(script(JSON.stringify(booking))).events).toMatchObject([
      { title: 'Gala', people: [{ name: 'Me', email: 'me@med.example.edu', role: 'attendee', isSelf: true }] },
    ]);
  });

  test.each([
    ['town and state', { addressLocality: 'Duluth', addressRegion: 'MN', postalCode: '55802' }, 'Duluth, MN 55802'],
    ['town after its code', { addressLocality: 'Köln', postalCode: '50667', addressCountry: 'DE' }, '50667 Köln, DE'],
    ['town before its code', { addressLocality: 'London', postalCode: 'W1T 4AB' }, 'London W1T 4AB'],
    ['country as a thing', { addressCountry: { '@type': 'Country', name: 'Chile' } }, 'Chile'],
    ['a text', 'Elm Street 5', 'Elm Street 5'],
  ])('an address with %s', (_, address, expected) => {
    const place = { '@type': 'Place', name: 'Hall', address };
    expect(read(event({ location: place })).events[0]?.location).toBe(`Hall, ${expected}`);
  });

  test('a name that repeats the address is left out, an address inside a name is not repeated', () => {
    const place = (name: string, address: string) =>
      read(event({ location: { '@type': 'Place', name, address } })).events[0]?.location;
    expect(place('Elm Street 5', 'Elm Street 5, Duluth')).toBe('Elm Street 5, Duluth');
    expect(place('Hall, Elm Street 5', 'Elm Street 5')).toBe('Hall, Elm Street 5');
  });

  test('two with the same title at different times, or places, are two', () => {
    const list = [
      { startDate: '2026-03-05T10:00', url: '/a', location: 'Room 1' },
      { startDate: '2026-03-05T10:00', url: '/b', location: 'Room 2' },
      { startDate: '2026-03-12T10:00', url: '/c', location: 'Room 1' },
      { startDate: '2026-03-05T10:00', url: '/a', location: 'Room 1' },
    ].map(fields => ({ '@type': 'Event', name: 'Skills lab', ...fields }));
    expect(read(script(JSON.stringify(list))).events.map(({ url }) => url)).toEqual([
      'https://med.example.edu/a',
      'https://med.example.edu/b',
      'https://med.example.edu/c',
    ]);
  });

  test('an organizer who also performs is one person', () => {
    const person = { '@type': 'Person', name: 'Ana Ruiz' };
    const { events } = read(
      event({ organizer: person, performer: [person, { ...person, email: 'ana@med.example.edu' }] }),
    );
    expect(events[0]?.people).toEqual([
      { name: 'Ana Ruiz', email: 'ana@med.example.edu', role: 'organizer', isSelf: false },
    ]);
  });

  test('an address is not repeated as a name, and only web pages are links', () => {
    const { events } = read(event({ organizer: 'ana@med.example.edu', url: 'javascript:alert(1)' }));
    expect(events[0]).toMatchObject({ url: null, people: [{ name: null, email: 'ana@med.example.edu' }] });
  });
});

describe('people', () => {
  const titlesOf = (html: string) =>
    contactItems(parsed(html), URL_HERE, CONTEXT).map(({ title, people }) => [
      title,
      ...people.map(({ email }) => email),
    ]);

  test('told of in two syntaxes, or on two cards, are there once', () => {
    const card =
      '<div class="vcard" itemscope itemtype="https://schema.org/Person"><b class="fn" itemprop="name">Lea Voss</b> <a class="email" itemprop="email" href="mailto:lea.voss@med.example.edu">mail</a></div>';
    const json = script('{"@type":"Person","name":"Lea Voss","email":["lea.voss@med.example.edu","lv@home.example"]}');
    expect(titlesOf(`${json}${card}${card}`)).toEqual([['Lea Voss', 'lea.voss@med.example.edu', 'lv@home.example']]);
    expect(read(`${card}${card}`).contacts).toHaveLength(1);
  });

  test('of one name with different addresses are two', () => {
    const card = (email: string) =>
      `<div class="h-card"><b class="p-name">Lea Voss</b> <a class="u-email" href="mailto:${email}">mail</a></div>`;
    expect(titlesOf(card('lea@a.example') + card('lea@b.example'))).toEqual([
      ['Lea Voss', 'lea@a.example'],
      ['Lea Voss', 'lea@b.example'],
    ]);
  });

  test('with a name only are left out where their address stands elsewhere', () => {
    const json = script('{"@type":"Person","name":"Lea Voss"}');
    const link = '<a href="mailto:lea.voss@med.example.edu">mail</a>';
    expect(titlesOf(json + link)).toEqual([['Lea Voss', 'lea.voss@med.example.edu']]);
    expect(titlesOf(json)).toEqual([['Lea Voss', null]]);
    expect(titlesOf(`${json}<a href="mailto:someone.else@med.example.edu">mail</a>`)).toEqual([
      [null, 'someone.else@med.example.edu'],
      ['Lea Voss', null],
    ]);
  });

  test('on a card that does not mark its address have the one that a link in it writes to', () => {
    const card =
      '<div itemscope itemtype="https://schema.org/Person"><b itemprop="name">Lea Voss</b> <a href="mailto:ward9@med.example.edu">mail</a></div>';
    expect(titlesOf(card)).toEqual([['Lea Voss', 'ward9@med.example.edu']]);
  });

  test('are not the author, the publisher, or the owner of the site', () => {
    const author = { '@type': 'Person', '@id': '#a', name: 'Lea Voss', email: 'lea.voss@med.example.edu' };
    const owner = { '@type': ['Person', 'Organization'], '@id': '#o', name: 'Owner' };
    const graph = [{ '@type': 'WebPage', author: { '@id': '#a' } }, author, owner];
    expect(read(script(JSON.stringify({ '@graph': graph }))).contacts).toEqual([]);
  });
});

describe('owners of addresses', () => {
  test.each([
    ['Ruth Feldman, MD', 'Ruth Feldman, MD'],
    ['Ruth Feldman, M.D., Ph.D.', 'Ruth Feldman, M.D., Ph.D.'],
    ['Feldman, Ruth', 'Feldman, Ruth'],
    ['Feldman, Ruth, MD, FACP', 'Feldman, Ruth, MD, FACP'],
    ['Ruth Feldman, Clerkship Director', 'Ruth Feldman'],
    ['Ruth Feldman, MD, Clerkship Director', 'Ruth Feldman, MD'],
    ['write to me', null],
    ['Room 12', null],
    ['李明', '李明'],
  ])('%s names %s', (text, name) => {
    expect(personName(text)).toBe(name);
  });

  test('an address proves a name, or does not', () => {
    expect(belongsTo('Ruth Feldman', 'ruth.feldman@med.example.edu')).toBe('surely');
    expect(belongsTo('Ruth Feldman', 'rfeldman@med.example.edu')).toBe('surely');
    expect(belongsTo('Ruth Feldman', 'feldman@med.example.edu')).toBe('perhaps');
    expect(belongsTo('Ruth Feldman', 'chair@med.example.edu')).toBe('no');
    expect(isDesk('info@med.example.edu')).toBe(true);
    expect(isDesk('infante@med.example.edu')).toBe(false);
  });
});

/** Each has to be read long before the time limit of a test. */
describe('hostile pages', () => {
  const survived = (html: string) => {
    const page = parsed(html);
    const before = page.documentElement.outerHTML.length;
    const findings = structuredItems(page, URL_HERE, CONTEXT);
    const contacts = contactItems(page, URL_HERE, CONTEXT);
    expect(page.documentElement.outerHTML).toHaveLength(before);
    return { ...findings, all: contacts };
  };

  test.each([
    ['things in things', '<div itemscope itemtype="https://schema.org/Event" itemprop="subEvent">'.repeat(400)],
    ['a hundred thousand cards', '<p class="vcard"><b class="fn">A B</b></p>'.repeat(100_000)],
    [
      'a hundred thousand properties',
      `<div class="vevent">${'<i class="summary dtstart attendee">x</i>'.repeat(100_000)}`,
    ],
    [
      'marked properties',
      `<div itemscope itemtype="https://schema.org/Event">${'<i itemprop="attendee">x</i>'.repeat(50_000)}`,
    ],
    [
      'references to itself',
      '<div id="a" itemscope itemref="a b" itemprop="event"><p id="b" itemscope itemref="a" itemprop="event"></p></div>',
    ],
    ['addresses in text', '<p>Ann Bell ann.bell@med.example.edu</p>'.repeat(20_000)],
    [
      'calendar links',
      '<a href="https://calendar.google.com/calendar/render?action=TEMPLATE&text=x&dates=20260305/20260306">x</a>'.repeat(
        20_000,
      ),
    ],
  ])('%s', (_, html) => {
    expect(survived(html).events.length).toBeLessThanOrEqual(300);
  });

  test('nested to a depth of 10,000', () => {
    const page = parsed('<p></p>');
    let at: Element = page.body;
    for (let level = 0; level < 10_000; level += 1) {
      const next = page.createElement('div');
      next.setAttribute('itemscope', '');
      next.setAttribute('itemprop', 'subEvent');
      next.className = 'vevent vcard';
      at = at.appendChild(next);
    }
    at.innerHTML = '<a href="mailto:ann.bell@med.example.edu">Ann Bell</a>';
    structuredItems(page, URL_HERE, CONTEXT);
    contactItems(page, URL_HERE, CONTEXT);
  });
});
