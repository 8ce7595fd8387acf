import { describe, expect, test } from 'vitest';
import { readPage } from '../../src/capture/read-page.ts';
import { ADAPTERS } from '../../src/capture/registry.ts';
import { shapeOf } from '../../src/capture/shape.ts';
import { parsePageReading } from '../../src/core/capture.ts';
import { READER_IDS } from '../../src/core/sites.ts';
import { addressOf, FIXTURES, parsed } from './fixtures.ts';

const OWN = ADAPTERS.filter(({ id }) => id !== 'generic');
/** The name of an attribute that no reader knows, made from one that a reader may know. */
const RENAMED = 'data-zz-';

/** The page with every attribute under another name: what a redesign leaves of it. */
function gutted(html: string): Document {
  const page = parsed(html);
  for (const element of page.querySelectorAll('*')) {
    for (const { name, value } of [...element.attributes]) {
      element.removeAttribute(name);
      if (/^[a-z-]+$/.test(name)) element.setAttribute(`${RENAMED}${name}`, value);
    }
  }
  return page;
}

describe('every reader of a site', () => {
  test('is one that the rest of Vouch knows', () => {
    expect(OWN.map(({ id }) => id).toSorted()).toEqual(READER_IDS.toSorted());
  });

  test.for(OWN)('$id names what it looks for, in words, by selectors that work', ({ selectors }) => {
    expect(Object.keys(selectors).length).toBeGreaterThan(3);
    for (const [name, selector] of Object.entries(selectors)) {
      expect(name).toMatch(/^[a-z]+(?: [a-z]+)*$/);
      expect(() => document.querySelectorAll(selector), name).not.toThrow();
    }
  });

  test.for(OWN)('$id finds what it names in the saved pages, together', ({ id, selectors }) => {
    const pages = FIXTURES.filter(({ name }) => name.startsWith(`${id}/`)).map(({ html }) => parsed(html));
    const found = Object.entries(selectors).filter(([, selector]) => pages.some(page => page.querySelector(selector)));
    // Some are for layouts of which there is no page.
    expect(found.length).toBeGreaterThanOrEqual(Object.keys(selectors).length / 2);
  });

  test.for(OWN)('$id is silent about an empty page at an address that promises nothing', adapter => {
    const url = new URL(adapter.sampleUrls[0] ?? '');
    const { unread } = readPage(parsed(''), `${url.origin}/`, 'America/New_York', [adapter]);
    expect(unread).toBeNull();
  });
});

describe('an address', () => {
  test.each([
    ['outlook-mail', 'https://outlook.office.com/mail/inbox/id/AAQkADEzZXhhbXBsZS1jb252LTAwMDEAEAAaaaa%3D', true],
    ['outlook-mail', 'https://outlook.live.com/mail/0/deeplink/read/AAMkADEzZXhhbXBsZS1pdGVtLTAwMDEAEAAaaaa%3D', true],
    ['outlook-mail', 'https://outlook.live.com/mail/0/drafts/id/AAQkADEzZXhhbXBsZS1jb252LTAwMDEAEAAaaaa%3D', false],
    ['outlook-mail', 'https://outlook.office.com/mail/inbox', false],
    ['outlook-calendar', 'https://outlook.cloud.microsoft/calendar/item/AAMkADEzZXhhbXBsZS1jYWwtMDAw1AAAA%3D', true],
    ['outlook-calendar', 'https://outlook.office.com/calendar/view/week', false],
    ['outlook-calendar', 'https://outlook.office.com/calendar/deeplink/compose?subject=Coffee', false],
    ['google-calendar', 'https://calendar.google.com/calendar/u/1/r/eventedit/ZGVudGlzdDAwMDIgbGluYUBt', true],
    ['google-calendar', 'https://calendar.google.com/calendar/u/1/r/eventedit', false],
    ['google-calendar', 'https://calendar.google.com/calendar/u/0/r/week/2026/7/8', false],
    ['yahoo-mail', 'https://mail.yahoo.com/n/inbox/all/messages/AKq1VGc9example0001', true],
    ['yahoo-mail', 'https://mail.yahoo.com/d/folders/1', false],
    ['proton-mail', 'https://mail.proton.me/u/0/inbox/pmConvExample==', true],
    ['proton-mail', 'https://mail.proton.me/u/0/inbox', false],
    ['fastmail', 'https://app.fastmail.com/mail/Inbox/Tabc123.Mdef456?u=0a1b2c3d', true],
    ['fastmail', 'https://app.fastmail.com/mail/Inbox/?u=0a1b2c3d', false],
  ])('of %s, %s, promises a message or event: %s', (id, href, isPromised) => {
    expect(ADAPTERS.find(adapter => adapter.id === id)?.expects(new URL(href))).toBe(isPromised);
  });

  test('of any other page promises nothing, and its reader has no report', () => {
    const generic = ADAPTERS.find(({ id }) => id === 'generic')!;
    expect(generic.expects(new URL('https://clinic.example/mail/message/1'))).toBe(false);
    const broken = {
      ...generic,
      capture: () => {
        throw new Error('odd page');
      },
    };
    expect(readPage(parsed('<p>Hello'), 'https://clinic.example/', 'UTC', [broken]).unread).toBeNull();
  });
});

describe('a page that was redesigned', () => {
  // Those that promise a message or event; a list that shows nothing known may as well be an empty one.
  const promising = FIXTURES.flatMap(({ name, html, expected }) => {
    if (expected === undefined || expected.interactions.length === 0) return [];
    const url = addressOf(expected);
    const adapter = OWN.find(({ matches }) => matches(url));
    return adapter?.expects(url) === true ? [{ name, html, url, adapter }] : [];
  });

  test('is among the saved ones for every mail site', () => {
    const readers = new Set(promising.map(({ adapter }) => adapter.id));
    for (const id of ['gmail', 'outlook-mail', 'yahoo-mail', 'proton-mail', 'fastmail']) expect(readers).toContain(id);
  });

  test.for(promising)('$name gives its shape, with no word of what it says', ({ html, url, adapter }) => {
    const page = gutted(html);
    const reading = readPage(page, url.href, 'America/New_York', [adapter]);
    // Some say enough in their text alone to be read all the same.
    if (reading.capture !== null) return;
    expect(parsePageReading(structuredClone(reading))?.unread).toEqual(reading.unread);
    expect(reading.unread?.reader).toBe(adapter.id);
    const { selectors = [], elements = [] } = reading.unread?.shape ?? {};
    expect(selectors.map(({ name }) => name)).toEqual(Object.keys(adapter.selectors));
    const names = new Set([...page.querySelectorAll('*')].map(({ localName }) => localName));
    for (const { name } of elements) expect(names).toContain(name);
    expect(Object.keys(reading.unread?.shape ?? {}).toSorted()).toEqual(['elements', 'selectors']);
  });

  test('mostly gives its shape', () => {
    const unread = promising.filter(({ html, url, adapter }) => {
      return readPage(gutted(html), url.href, 'America/New_York', [adapter]).unread !== null;
    });
    expect(unread.length / promising.length).toBeGreaterThan(0.5);
  });
});

describe('the shape of a page', () => {
  test('counts selectors by our names, and elements by theirs, the commonest first', () => {
    const page = parsed('<title>x</title><h2 class="hP">A</h2><p>a</p><p>b</p>');
    expect(shapeOf(page, { subject: '.hP', message: '.ads', odd: ':no-such-thing' })).toEqual({
      selectors: [
        { name: 'subject', count: 1 },
        { name: 'message', count: 0 },
        { name: 'odd', count: 0 },
      ],
      elements: [
        { name: 'p', count: 2 },
        { name: 'html', count: 1 },
        { name: 'head', count: 1 },
        { name: 'title', count: 1 },
        { name: 'body', count: 1 },
        { name: 'h2', count: 1 },
      ],
    });
  });

  test('holds no text, no attribute and no value, whatever the page is made of', () => {
    const page = parsed(`<title>Orchid</title><div id="maple" class="birch" data-name="Willow Sage" title="fern">
      Magnolia <!-- heather --><input value="clover"><a href="https://ivy.example/thistle?name=poppy">Aster</a>
      <lotus reed>, <mary-ann> and <maria@clinic.example> wrote: <textarea>lilac</textarea><img alt="daisy"><script>tulip</script></div>`);
    for (const name of ['elena@clinic.example', 'elena.rivera', 'maria1970', 'x'.repeat(32), 'Élodie']) {
      try {
        page.body.append(page.createElement(name));
      } catch {
        // No element can have that name.
      }
    }
    const text = JSON.stringify(shapeOf(page, { subject: '.birch' })).toLowerCase();
    const secrets = `orchid maple birch willow sage fern magnolia heather clover ivy thistle poppy aster lilac daisy
      tulip elena clinic rivera lotus reed mary ann maria 1970 xxxx élodie`;
    for (const word of secrets.split(/\s+/)) expect(text).not.toContain(word);
  });

  test('of a huge page with endless names is short, and soon there', () => {
    const page = parsed('');
    const letters = [...'abcdefghijklmnopqrstuvwxyz'];
    for (const one of letters) {
      for (const two of letters) {
        const name = `${one}${two}-x`;
        customElements.define(name, class extends HTMLElement {});
        page.body.append(document.createElement(name));
      }
    }
    for (let count = 0; count < 50_000; count += 1) page.body.append(page.createElement('i'));
    const shape = shapeOf(page, {});
    expect(shape.elements).toHaveLength(40);
    expect(shape.elements[0]).toMatchObject({ name: 'i' });
  });
});
