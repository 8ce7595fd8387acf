import { render } from 'preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ApplicantChange } from '../../../src/core/plan/applicant-change.ts';
import { ApplicantNotice } from '../../../src/ui/plan/ApplicantNotice.tsx';
import { day, track } from '../../core/records.ts';

const { call, report } = vi.hoisted(() => ({ call: vi.fn<() => Promise<unknown>>(), report: vi.fn() }));
// Sentences come from the extension's own API, which a plain page does not have.
vi.mock('../../../src/platform/browser.ts', () => ({
  browser: { i18n: { getMessage: (key: string) => key } },
}));
vi.mock('../../../src/platform/messaging.ts', () => ({ call }));
vi.mock('../../../src/platform/report.ts', () => ({ report }));

const CHANGE: ApplicantChange = {
  track: track({ id: 't1' }),
  kind: 'international',
  target: null,
  movesPlan: true,
  adds: null,
  drops: [],
};
const toasts = { told: () => false, say: () => {} } as unknown as Parameters<typeof ApplicantNotice>[0]['toasts'];
let root: HTMLElement;

beforeEach(async () => {
  call.mockReset();
  root = document.body.appendChild(document.createElement('div'));
  render(<ApplicantNotice change={CHANGE} today={day('2027-03-01')} toasts={toasts} />, root);
  await drawn();
});
afterEach(() => {
  render(null, root);
  root.remove();
});

/** Until what was done has been drawn. */
const drawn = () => new Promise(resolve => setTimeout(resolve, 20));
const buttons = () => [...root.querySelectorAll('button')];

test('while the one is written, neither can be pressed', async () => {
  call.mockReturnValue(new Promise(() => {}));
  buttons()[0]?.click();
  buttons()[1]?.click();
  await drawn();
  buttons()[1]?.click();
  expect(call).toHaveBeenCalledTimes(1);
  expect(buttons().map(button => button.disabled)).toEqual([false, true]);
  expect(buttons()[0]?.getAttribute('aria-busy')).toBe('true');
});

test('what fails is reported, and the buttons answer again', async () => {
  const error = new Error('gone');
  call.mockRejectedValue(error);
  buttons()[1]?.click();
  await drawn();
  expect(report).toHaveBeenCalledWith(error);
  expect(buttons().map(button => button.disabled || button.getAttribute('aria-busy') === 'true')).toEqual([
    false,
    false,
  ]);
});
