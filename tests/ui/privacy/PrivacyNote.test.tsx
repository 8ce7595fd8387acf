import '../../support/extension-api.ts';
import { render } from 'preact';
import { useState } from 'preact/hooks';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { PrivacyNote } from '../../../src/ui/privacy/PrivacyNote.tsx';

let root: HTMLElement;
beforeEach(() => {
  root = document.body.appendChild(document.createElement('div'));
});
afterEach(() => {
  render(null, root);
  root.remove();
});

function Form({ start }: { readonly start: string }) {
  const [text, setText] = useState(start);
  return (
    <div>
      <div>
        <textarea value={text} onInput={event => setText(event.currentTarget.value)} />
      </div>
      <PrivacyNote text={text} known={['Ana Rivera']} onReplace={setText} />
    </div>
  );
}

const area = () => root.querySelector('textarea');
const button = (name: string) =>
  [...root.querySelectorAll('button')].find(({ ariaLabel, textContent }) => (ariaLabel ?? textContent) === name);
/** What was marked. */
const marked = () => [...root.querySelectorAll('mark')].map(({ textContent }) => textContent);
const drawn = () => new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve)));
async function press(name: string) {
  const found = button(name);
  found?.focus();
  found?.click();
  await drawn();
  return found !== undefined;
}

test('says nothing where there is nothing to say', () => {
  render(<Form start="Dr. Rivera let me lead rounds for 10 days." />, root);
  expect(root.querySelector('.privacy-note')).toBeNull();
});

test('marks, writes the safer words, and gives the focus back to the field with the last of them', async () => {
  render(<Form start="Mr. Jones fell on 30 March." />, root);
  expect(marked()).toEqual(['Mr. Jones', 'on 30 March']);
  expect(await press('Write “that day” instead of “on 30 March”')).toBe(true);
  expect(area()?.value).toBe('Mr. Jones fell that day.');
  expect(await press('Write “the patient” instead of “Mr. Jones”')).toBe(true);
  expect(area()?.value).toBe('The patient fell that day.');
  expect(root.querySelector('.privacy-note')).toBeNull();
  expect(document.activeElement).toBe(area());
});

test('writes all that is shown at once, and leaves what was not read', async () => {
  render(<Form start="Mr. Jones fell on 30 March." />, root);
  await drawn();
  expect(await press('Write all safer words')).toBe(true);
  expect(area()?.value).toBe('The patient fell that day.');
  expect(document.activeElement).toBe(area());
  render(null, root);
  render(<Form start="Mr. Jones, Mrs. Berg, Ms. Lund, Mr. Roe, Mr. Doe." />, root);
  await press('Write all safer words');
  expect(marked()).toEqual(['Mr. Doe']);
  expect(button('Write all safer words')).toBeUndefined();
});

test('a mentor behind a patient’s title is marked too, and is easy to keep', async () => {
  render(<Form start="Ms. Rivera was admitted." />, root);
  expect(marked()).toEqual(['Ms. Rivera']);
  expect(root.textContent).toContain('If it is harmless, keep it.');
  expect(await press('Keep it: “Ms. Rivera”')).toBe(true);
  expect(root.querySelector('.privacy-note')).toBeNull();
});

test('keeps what is kept, also when it moves, and marks what is new', async () => {
  render(<Form start="Mr. Jones fell." />, root);
  expect(await press('Keep it: “Mr. Jones”')).toBe(true);
  expect(marked()).toEqual([]);
  const field = area();
  if (field !== null) field.value = 'Today Mr. Jones fell. Mr. Berg did not.';
  field?.dispatchEvent(new Event('input', { bubbles: true }));
  await drawn();
  expect(marked()).toEqual(['Mr. Berg']);
});

test('shows a few of many', () => {
  render(<Form start={'Mr. Jones and Mrs. Berg and Ms. Lund and Mr. Roe and Mr. Doe and Mr. Poe.'} />, root);
  expect(marked()).toHaveLength(4);
  expect(root.textContent).toContain('and 2 more');
});
