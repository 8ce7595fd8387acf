import { render } from 'preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { LocalDate } from '../../../src/core/dates.ts';
import { DayField } from '../../../src/ui/plan/DayField.tsx';
import { day } from '../../core/records.ts';

// Sentences come from the extension's own API, which a plain page does not have.
vi.mock('../../../src/platform/browser.ts', () => ({
  browser: { i18n: { getMessage: (key: string) => key } },
}));

let root: HTMLElement;
const onSave = vi.fn<(on: LocalDate | null) => void>();

beforeEach(() => {
  root = document.body.appendChild(document.createElement('div'));
});
afterEach(() => {
  render(null, root);
  root.remove();
  onSave.mockClear();
});

/** Until what was done has been drawn. */
const drawn = () => new Promise(resolve => setTimeout(resolve, 20));
async function act(work: () => void) {
  work();
  await drawn();
}
const show = (value: string | null) =>
  act(() => render(<DayField label="Opens" value={value === null ? null : day(value)} onSave={onSave} />, root));
const input = () => root.querySelector('input')!;
const type = (text: string) =>
  act(() => {
    input().focus();
    input().value = text;
    input().dispatchEvent(new InputEvent('input', { bubbles: true }));
  });
const enter = () =>
  act(() => void input().dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true })));
const leave = () => act(() => input().blur());

test('is saved once, with Enter or when it is left', async () => {
  await show(null);
  await type('2027-09-22');
  expect(onSave).not.toHaveBeenCalled();
  await enter();
  await leave();
  expect(onSave.mock.calls).toEqual([['2027-09-22']]);
});

test('emptied it says that there is none, and as it was nothing', async () => {
  await show('2027-09-22');
  await leave();
  await type('2027-09-22');
  await leave();
  expect(onSave).not.toHaveBeenCalled();
  await type('');
  await leave();
  expect(onSave.mock.calls).toEqual([[null]]);
});

test('a day out of reach stays as it was typed, with a sentence, until storage says another', async () => {
  await show('2027-09-22');
  await type('0027-09-22');
  await leave();
  expect(onSave).not.toHaveBeenCalled();
  expect([input().value, root.querySelector('.field-error')?.textContent]).toEqual(['0027-09-22', 'planDateBad']);
  await show('2027-09-23');
  expect([input().value, root.querySelector('.field-error')]).toEqual(['2027-09-23', null]);
});
