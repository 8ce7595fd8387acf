import { describe, expect, test } from 'vitest';
import { readText } from '../../src/capture/dom.ts';
import { capturePage } from '../../src/capture/registry.ts';
import { parsePageReading } from '../../src/core/capture.ts';
import { FIXTURES, parsed } from './fixtures.ts';

/** Pages that mean harm. Each has to be read, or refused, long before the time limit of a test. */

const CONTEXT = { now: new Date('2026-12-31T12:00:00Z'), timeZone: 'America/New_York', selfEmails: [] };
const GMAIL = new URL('https://mail.google.com/mail/u/0/#inbox/FMfcgzQgExample');
const ANYWHERE = new URL('https://med.example.edu/people');
const THREAD = FIXTURES.find(({ name }) => name === 'gmail/hidden-old-conversation')!.html;

function thread(): { page: Document; body: Element; header: Element } {
  const page = parsed(THREAD);
  const shown = page.querySelector('[role="main"]')!;
  return { page, body: shown.querySelector('.a3s')!, header: shown.querySelector('.adn')! };
}

function nested(page: Document, depth: number, innermost: string): Element {
  const outermost = page.createElement('div');
  let at: HTMLElement = outermost;
  for (let level = 0; level < depth; level += 1) at = at.appendChild(page.createElement(level % 2 ? 'span' : 'div'));
  at.innerHTML = innermost;
  return outermost;
}

function read(page: Document, url: URL) {
  const capture = capturePage(page, url, CONTEXT);
  const reading = parsePageReading({ title: page.title.slice(0, 300), url: url.href, selection: '', capture });
  expect(reading, 'the other side accepts what was read').not.toBeNull();
  expect(JSON.stringify(capture).length).toBeLessThan(500_000);
  return capture;
}

describe('depth', () => {
  test('a mail nested to a depth of 10,000', () => {
    const { page, body } = thread();
    body.replaceChildren(nested(page, 10_000, 'At the bottom'));
    expect(read(page, GMAIL)?.items[0]?.snippet).toBe('At the bottom');
  });

  test('a message, and a link, at a depth of 10,000', () => {
    const { page, header } = thread();
    header.parentElement!.replaceChildren(nested(page, 10_000, header.outerHTML));
    expect(read(page, GMAIL)?.items).toHaveLength(1);
    const other = parsed('<title>Deep</title>');
    other.body.append(nested(other, 10_000, '<a href="mailto:ruth.feldman@med.example.edu">Ruth Feldman</a>'));
    expect(read(other, ANYWHERE)?.items).toMatchObject([{ type: 'contact', title: 'Ruth Feldman' }]);
  });
});

describe('amount', () => {
  test('a million texts in the body, the subject and a name', () => {
    const { page, body } = thread();
    const texts = Array.from({ length: 1_000_000 }, () => page.createTextNode('ab '));
    const fragment = page.createDocumentFragment();
    for (const text of texts) fragment.append(text);
    body.replaceChildren(fragment);
    expect(read(page, GMAIL)?.items[0]?.snippet).toMatch(/^ab ab ab/);
    const subject = page.querySelector('[role="main"] h2')!;
    subject.textContent = '';
    while (body.firstChild !== null) subject.append(body.firstChild);
    expect(read(page, GMAIL)?.items[0]?.title).toMatch(/^ab ab ab/);
  });

  test('a million empty texts before the first word', () => {
    const page = parsed('<p></p>');
    const fragment = page.createDocumentFragment();
    for (let count = 0; count < 1_000_000; count += 1) fragment.append(page.createTextNode(count % 2 ? ' ' : '\n'));
    page.body.replaceChildren(fragment, 'late');
    expect(readText(page.body, 100).trim()).toBe('');
  });

  test('attributes of five megabytes', () => {
    const huge = 'x'.repeat(5_000_000);
    const { page, header } = thread();
    for (const name of ['data-message-id', 'data-legacy-message-id', 'style', 'class', 'title', 'jslog']) {
      header.setAttribute(name, name === 'class' ? `adn ads ${huge}` : huge);
    }
    for (const selector of ['.gD', '.g2', '.g3', 'h2']) {
      const element = page.querySelector(selector)!;
      for (const name of ['email', 'name', 'title', 'data-hovercard-id', 'style']) element.setAttribute(name, huge);
    }
    expect(read(page, GMAIL)?.items[0]?.messageId).toBeNull();
    const other = parsed('<title>Links</title>');
    for (const href of [`mailto:${huge}@example.org`, `mailto:a@example.org?body=${huge}`, `${huge}mailto:`]) {
      const link = other.body.appendChild(other.createElement('a'));
      link.setAttribute('href', href);
      link.textContent = huge;
    }
    expect(read(other, ANYWHERE)?.items).toMatchObject([{ type: 'contact', people: [{ email: 'a@example.org' }] }]);
  });

  test('a title of a megabyte', () => {
    const page = parsed('<title></title>');
    page.title = `${'\u202E<b> '.repeat(250_000)}`;
    const title = read(page, ANYWHERE)?.items[0]?.title ?? '';
    expect(title.length).toBeLessThanOrEqual(300);
    expect(title).not.toMatch(/\u202E/);
  });

  test('ten thousand links, messages, subjects and recipients', () => {
    const links = Array.from({ length: 10_000 }, (_, n) => `<li><a href="mailto:p${n}@example.org">P</a></li>`).join(
      '',
    );
    expect(read(parsed(`<ul>${links}</ul>`), ANYWHERE)?.items).toHaveLength(100);
    const { page, header } = thread();
    const list = header.closest('[role="list"]')!;
    const row = header.closest('[role="listitem"]')!;
    row.querySelector('.hb')!.innerHTML = Array.from(
      { length: 10_000 },
      (_, n) => `<span email="p${n}@example.org" name="P ${n}"></span>`,
    ).join('');
    for (let count = 0; count < 300; count += 1) {
      const copy = list.appendChild(parsed(THREAD).adoptNode(row.cloneNode(false) as Element));
      copy.innerHTML = `<div class="adn ads"><span class="gD" email="s${count}@example.org"></span></div>`;
    }
    expect(read(page, GMAIL)?.items.length).toBeLessThanOrEqual(100);
    const subjects = parsed('<h2 class="hP">x</h2>'.repeat(10_000));
    expect(read(subjects, GMAIL)?.site).toBe('generic');
  });
});

describe('nonsense', () => {
  test('control and direction characters, lone surrogates', () => {
    const { page } = thread();
    const bad = '\u0000\u0007\u001B[2J\u202E\u2066\u200B\uD800A\uDFFF\uFEFF\u{E0041}b';
    page.querySelector('[role="main"] h2')!.textContent = bad;
    page.querySelector('[role="main"] .gD')!.setAttribute('name', bad);
    page.querySelector('[role="main"] .g3')!.setAttribute('title', bad);
    const [item] = read(page, GMAIL)?.items ?? [];
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    expect(`${item?.title}${item?.people[0]?.name}`).not.toMatch(/[\u0000-\u001F\u202E\u2066\u200B\uD800-\uDFFF]/);
  });

  test.each(['', 'undefined', '#msg-f:', '#msg-f:99999999999999999999999', '#msg-f:-1', 'NaN', '<b>', '#msg-f:1e9'])(
    'the id %j',
    id => {
      const { page, header } = thread();
      header.removeAttribute('data-legacy-message-id');
      header.setAttribute('data-message-id', id);
      header.querySelector('.g3')!.setAttribute('title', 'Feb 31, 2026, 10:00 AM');
      expect(read(page, GMAIL)?.items[0]).toMatchObject({ messageId: null, date: null });
    },
  );

  test('a page without anything, not even a body', () => {
    const page = document.implementation.createDocument(null, 'x', null);
    for (const url of [GMAIL, ANYWHERE]) expect(read(page, url)?.items).toMatchObject([{ type: 'page', people: [] }]);
  });

  test('broken and enormous JSON-LD', () => {
    const page = parsed('<title>Data</title>');
    for (const text of [
      '{"@type":',
      '[]]',
      `{"@type":"${'A'.repeat(5_000_000)}"}`,
      '"@type":"Event"'.repeat(300_000),
    ]) {
      const script = page.head.appendChild(page.createElement('script'));
      script.type = 'application/ld+json';
      script.textContent = text;
    }
    expect(read(page, ANYWHERE)?.items).toMatchObject([{ type: 'page' }]);
  });
});

describe('web mail and calendars nobody knows', () => {
  const HEADER =
    '<table><tr><td>From:</td><td>Ruth Feldman &lt;ruth@example.org&gt;</td></tr><tr><td>To:</td><td>amara@example.org</td></tr>' +
    '<tr><td>Date:</td><td>3 March 2026 10:00</td></tr><tr><td>Subject:</td><td>Rota</td></tr></table>';

  test('a header at a depth of 10,000, and a text as deep', () => {
    const page = parsed('<title>Deep</title>');
    page.body.append(nested(page, 10_000, `${HEADER}<div class="body">Hello there</div>`));
    expect(read(page, ANYWHERE)?.items).toMatchObject([{ type: 'email', title: 'Rota', snippet: 'Hello there' }]);
    const other = parsed(`${HEADER}<div class="body"></div>`);
    other.querySelector('.body')!.append(nested(other, 10_000, 'At the bottom'));
    expect(read(other, ANYWHERE)?.items).toMatchObject([{ type: 'email', snippet: 'At the bottom' }]);
  });

  test('a million texts around a header', () => {
    const page = parsed(`${HEADER}<div class="body">Hello</div><p></p>`);
    const fragment = page.createDocumentFragment();
    for (let count = 0; count < 1_000_000; count += 1) fragment.append(page.createTextNode('ab '));
    page.querySelector('p')!.append(fragment);
    expect(read(page, ANYWHERE)?.items).toMatchObject([{ type: 'email', title: 'Rota' }]);
  });

  test('labels, rows, fields and headers by the ten thousand', () => {
    const many = (html: string, count = 10_000) => parsed(html.repeat(count));
    for (const html of [
      '<div><b>From:</b> a@example.org</div>',
      '<b>To:</b>',
      '<label>Start <input name="start" value="2026-03-04"></label>',
      '<li><span class="sender" title="a@example.org">A</span><span class="subject">B</span></li>',
      '<div class="modal"><h2>Event</h2><time datetime="2026-03-04"></time></div>',
    ]) {
      read(many(html), ANYWHERE);
    }
    expect(read(many(`<div>${HEADER}<p>x</p></div>`, 1000), ANYWHERE)?.items.length).toBeLessThanOrEqual(500);
  });

  test('attributes and values of five megabytes', () => {
    const huge = 'x@y'.repeat(1_700_000);
    const page = parsed(`${HEADER}<form><input name="title"><input name="start"></form>`);
    const names = ['class', 'title', 'data-email', 'aria-label', 'href', 'data-date', 'value'];
    for (const [index, element] of page.querySelectorAll('td, input').entries()) {
      // Not all of them on each, which would take longer to write than to read.
      for (const [at, name] of names.entries()) if ((index + at) % 3 === 0) element.setAttribute(name, huge);
    }
    read(page, ANYWHERE);
    const text = parsed(HEADER);
    for (const cell of text.querySelectorAll('td:last-child')) cell.textContent = 'a@b.org, "'.repeat(500_000);
    read(text, ANYWHERE);
    const pre = parsed('<pre></pre>');
    pre.querySelector('pre')!.textContent = `From: a@example.org\n${'To: '.repeat(1_000_000)}`;
    read(pre, ANYWHERE);
  });

  test('frames that show the page they are in, and each other', () => {
    const page = parsed(
      `<iframe></iframe><iframe srcdoc="&lt;iframe srcdoc='x'&gt;&lt;/iframe&gt;"></iframe>${HEADER}`,
    );
    const inner = parsed('<iframe></iframe>');
    Object.defineProperty(page.querySelector('iframe')!, 'contentDocument', { value: inner });
    Object.defineProperty(inner.querySelector('iframe')!, 'contentDocument', { value: page });
    expect(read(page, ANYWHERE)?.items).toMatchObject([{ type: 'email', title: 'Rota' }]);
    const many = parsed('<iframe srcdoc="<iframe srcdoc=x></iframe>"></iframe>'.repeat(2000));
    expect(read(many, ANYWHERE)?.items).toMatchObject([{ type: 'page' }]);
    const refusing = parsed('<iframe></iframe>');
    Object.defineProperty(refusing.querySelector('iframe')!, 'contentDocument', {
      get() {
        throw new DOMException('another origin', 'SecurityError');
      },
    });
    expect(read(refusing, ANYWHERE)?.items).toMatchObject([{ type: 'page' }]);
  });
});
