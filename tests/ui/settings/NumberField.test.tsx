import { render } from 'preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { NumberField, type NumberFieldProps } from '../../../src/ui/settings/NumberField.tsx';

// Sentences come from the extension's own API, which a plain page does not have.
vi.mock('../../../src/platform/browser.ts', () => ({
  browser: { i18n: { getMessage: (key: string, values: readonly string[]) => [key, ...values].join(' ') } },
}));

let root: HTMLElement;
const onSave = vi.fn<(value: number | null) => void>();
const onDraft = vi.fn<(value: number | null) => void>();

beforeEach(() => {
  root = document.body.appendChild(document.createElement('div'));
});
afterEach(() => {
  render(null, root);
  root.remove();
  onSave.mockClear();
  onDraft.mockClear();
});

function show(fields: Partial<NumberFieldProps> = {}) {
  const props = { label: 'Days', value: 14, limits: { least: 7, most: 120 }, hint: 'Usually 14', onDraft, onSave };
  render(<NumberField {...props} {...fields} />, root);
}
const input = () => root.querySelector('input')!;
const words = () => root.querySelector('[id$=e]')?.textContent ?? root.querySelector('[id$=h]')?.textContent ?? '';
function type(text: string) {
  input().focus();
  input().value = text;
  input().dispatchEvent(new InputEvent('input', { bubbles: true }));
}
/** After the field has drawn what was typed. */
async function leave() {
  await new Promise(resolve => setTimeout(resolve));
  input().blur();
}

test('is saved when it is left, and shown to be tried before', async () => {
  show();
  type('21');
  expect(onDraft).toHaveBeenLastCalledWith(21);
  expect(onSave).not.toHaveBeenCalled();
  await leave();
  expect(onSave.mock.calls).toEqual([[21]]);
});

test('is saved with Enter, once', async () => {
  show();
  type('21');
  await new Promise(resolve => setTimeout(resolve));
  input().dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
  expect(onSave.mock.calls).toEqual([[21]]);
});

test.each(['6', '121', '', '0', '-3', '7.5', '1000000'])(
  '%j is refused with a sentence and stays as it was typed',
  async text => {
    show();
    type(text);
    expect(onDraft).toHaveBeenLastCalledWith(14);
    await leave();
    await expect.poll(words).toBe('settingsNumberBad 7 120');
    expect(input().value).toBe(text);
    expect(input().getAttribute('aria-invalid')).toBe('true');
    expect(onSave).not.toHaveBeenCalled();
  },
);

test('put right, the sentence goes at once', async () => {
  show();
  type('500');
  await leave();
  await expect.poll(words).toBe('settingsNumberBad 7 120');
  type('50');
  await expect.poll(words).toBe('Usually 14');
});

test('left as it was, nothing is saved', async () => {
  show();
  type('15');
  type('14');
  await leave();
  expect(onSave).not.toHaveBeenCalled();
});

test('follows what is saved elsewhere, as by an undo', async () => {
  show();
  type('500');
  show({ value: 30 });
  await expect.poll(() => input().value).toBe('30');
});

test('that may be empty takes another one’s number', async () => {
  show({ placeholder: '60' });
  type('');
  expect(onDraft).toHaveBeenLastCalledWith(null);
  await leave();
  expect(onSave.mock.calls).toEqual([[null]]);
});
