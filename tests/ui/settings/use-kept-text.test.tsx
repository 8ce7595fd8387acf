import { render } from 'preact';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { useKeptText } from '../../../src/ui/settings/use-kept-text.ts';

let root: HTMLElement;

beforeEach(() => {
  sessionStorage.clear();
  root = document.createElement('div');
});
afterEach(leave);

function Field({ stored }: { readonly stored: string }) {
  const [text, setText] = useKeptText('list', stored);
  return <textarea value={text} onInput={event => setText(event.currentTarget.value)} />;
}

const area = () => {
  const shown = root.querySelector('textarea');
  if (shown === null) throw new Error('the field is not shown');
  return shown;
};
const show = (stored: string) => render(<Field stored={stored} />, root);
const shows = (text: string) => expect.poll(() => area().value).toBe(text);
function type(text: string) {
  area().value = text;
  area().dispatchEvent(new InputEvent('input', { bubbles: true }));
}
function leave() {
  render(null, root);
}

test('what was typed is there again after a look at another page', async () => {
  show('clinic.example');
  type('clinic.example\nnot a dom');
  leave();
  show('clinic.example');
  await shows('clinic.example\nnot a dom');
});

test('what was saved meanwhile takes its place', async () => {
  show('clinic.example');
  type('half');
  leave();
  show('other.example');
  await shows('other.example');
});

test('saved, it is the stored text that is shown, and nothing is kept', async () => {
  show('');
  type('@Clinic.example');
  show('clinic.example');
  await shows('clinic.example');
  expect(sessionStorage).toHaveLength(0);
});

test('typed back to what is stored, nothing is kept', () => {
  show('a');
  type('ab');
  expect(sessionStorage).toHaveLength(1);
  type('a');
  expect(sessionStorage).toHaveLength(0);
});

test.each(['{', '[]', '"x"', '{"typed":3,"stored":"a"}'])('a kept text that is none is left alone: %s', async kept => {
  sessionStorage.setItem('vouch/settings/list', kept);
  show('a');
  await shows('a');
});
