import { afterEach, describe, expect, test } from 'vitest';
import { readPage } from '../../src/capture/read-page.ts';
import { selectedText } from '../../src/capture/selection.ts';
import { generic } from '../../src/capture/sites/generic.ts';
import { parsePageReading } from '../../src/core/capture.ts';

afterEach(() => {
  document.getSelection()?.removeAllRanges();
  document.body.replaceChildren();
});

test('reading the page gives what the other side accepts, and leaves nothing behind', async () => {
  document.title = `Faculty ${'x'.repeat(10_000)}`;
  document.body.innerHTML = '<p><a href="mailto:ruth.feldman@med.example.edu">Ruth Feldman</a> is here</p>';
  document.getSelection()?.selectAllChildren(document.body);
  const html = document.documentElement.outerHTML;
  const names = Object.getOwnPropertyNames(globalThis);
  const reading = readPage(document, location.href, 'America/New_York', [generic]);
  expect(Object.getOwnPropertyNames(globalThis)).toEqual(names);
  expect(document.documentElement.outerHTML).toBe(html);
  expect(reading.title).toHaveLength(300);
  expect(parsePageReading(structuredClone(reading))).toMatchObject({
    selection: 'Ruth Feldman is here',
    capture: { site: 'generic', items: [{ type: 'contact', title: 'Ruth Feldman' }] },
  });
});

test('links that write to one person are told with what they show', () => {
  document.body.innerHTML = `<a href="mailto:theo.marchetti@y.example?subject=Hi">Dr. <b>Theo</b>
    Marchetti</a><a href="MAILTO:ida@y.example"></a><a href="mailto:ida@y.example,ada@y.example">Both</a>
    <a href="mailto:?subject=Share">Share</a><a href="https://y.example/">Ida</a>`;
  const { links } = readPage(document, location.href, 'America/New_York', []);
  expect(links).toEqual([{ text: 'Dr. Theo Marchetti', email: 'theo.marchetti@y.example' }]);
  document.body.innerHTML = '<a href="mailto:theo@y.example">Theo</a>'.repeat(1000);
  expect(readPage(document, location.href, 'America/New_York', []).links).toHaveLength(200);
});

test('only the entries name the page they run in', () => {
  const sources = import.meta.glob<string>('../../src/capture/**/*.ts', {
    query: '?raw',
    import: 'default',
    eager: true,
  });
  for (const [path, source] of Object.entries(sources)) {
    if (path.endsWith('.iife.ts')) continue;
    const code = source.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
    expect(/(?<![.\w'])(?:document|location|window|globalThis)\b(?=[.[])/.exec(code)?.[0], path).toBeUndefined();
    const outside = [...code.matchAll(/from '([^']+)'/g)].map(match => match[1]).filter(from => !from?.startsWith('.'));
    expect(outside, path).toEqual([]);
  }
});

describe('the selection', () => {
  function field<Tag extends 'input' | 'textarea'>(tag: Tag, value: string, attributes: Record<string, string> = {}) {
    const element = document.body.appendChild(document.createElement(tag));
    for (const [name, text] of Object.entries(attributes)) element.setAttribute(name, text);
    element.value = value;
    element.focus();
    return element;
  }

  test('is what is selected in the page', () => {
    document.body.innerHTML = '<p>One <b>two</b></p><p>three</p>';
    document.getSelection()?.selectAllChildren(document.body);
    expect(selectedText(document, 5000)).toBe('One two\n\nthree');
    expect(selectedText(document, 5)).toBe('One t');
  });

  test('is what is selected in the field with the focus', () => {
    field('textarea', 'Dear Dr. Feldman').setSelectionRange(5, 16);
    expect(selectedText(document, 5000)).toBe('Dr. Feldman');
    field('input', 'surgery').setSelectionRange(0, 4);
    expect(selectedText(document, 5000)).toBe('surg');
  });

  test('in a shadow root counts, too', () => {
    const root = document.body.appendChild(document.createElement('div')).attachShadow({ mode: 'open' });
    const input = root.appendChild(document.createElement('input'));
    input.value = 'inside';
    input.focus();
    input.select();
    expect(selectedText(document, 5000)).toBe('inside');
  });

  test.each([
    { type: 'password' },
    { type: 'text', autocomplete: 'current-password' },
    { type: 'text', autocomplete: 'one-time-code' },
    { type: 'text', autocomplete: 'cc-number' },
  ])('in a secret field (%o) is nobody’s business', attributes => {
    field('input', 'secret', attributes).select();
    expect(selectedText(document, 5000)).toBe('');
  });

  test.each(['email', 'number', 'date', 'checkbox', 'file'])('in a field of type %s breaks nothing', type => {
    const element = document.body.appendChild(document.createElement('input'));
    element.type = type;
    element.focus();
    expect(selectedText(document, 5000)).toBe('');
  });

  test('nothing selected is empty', () => {
    document.body.innerHTML = '<p>Text</p>';
    expect(selectedText(document, 5000)).toBe('');
    document.getSelection()?.collapse(document.body, 0);
    expect(selectedText(document, 5000)).toBe('');
  });

  test('all of a page of a hundred thousand texts is cut', () => {
    const fragment = document.createDocumentFragment();
    for (let count = 0; count < 100_000; count += 1) fragment.append(document.createTextNode('ab '));
    document.body.append(fragment);
    document.getSelection()?.selectAllChildren(document.body);
    const text = selectedText(document, 5000);
    expect(text.length).toBeLessThanOrEqual(5000);
    expect(text).toMatch(/^ab +ab/);
  });
});
