import '../../support/extension-api.ts';
import { render } from 'preact';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { keepForm } from '../../../src/background/actions/keep-form.ts';
import type { Envelope, RequestOf } from '../../../src/messages/protocol.ts';
import { openStorage, type Storage } from '../../../src/storage/index.ts';
import { useKeptForm } from '../../../src/ui/hooks/use-kept-form.ts';
import { TUESDAY } from '../../support/fixed.ts';

interface Fields {
  readonly text: string;
  readonly count: number | null;
  readonly tags: readonly string[];
}

const START: Fields = { text: '', count: null, tags: [] };
let root: HTMLElement;
let storage: Storage;
/** Where the worker would be: its own action, on the storage that pages read. */
let answered: Promise<unknown>[] = [];
let isSlow = false;

beforeEach(async () => {
  storage = await openStorage();
  answered = [];
  isSlow = false;
  Object.assign((globalThis as unknown as { browser: { runtime: object } }).browser.runtime, {
    sendMessage: ({ request }: Envelope) => {
      const keep = () =>
        keepForm({ storage, now: () => TUESDAY } as Parameters<typeof keepForm>[0], request as RequestOf<'form/keep'>);
      const done = isSlow ? new Promise(resolve => setTimeout(resolve, 300)).then(keep) : keep();
      answered.push(done);
      return done;
    },
  });
  for (const { id } of await storage.read.localsFrom('form/')) await storage.removeLocal(id);
  root = document.createElement('div');
});
afterEach(() => {
  render(null, root);
  storage.close();
});

let forget = () => {};
function Form({ start }: { readonly start: Fields }) {
  const form = useKeptForm('moment/new', start);
  forget = form.forget;
  return (
    <form data-ready={form.isReady} data-restored={form.isRestored}>
      <textarea value={form.fields.text} onInput={event => form.set({ text: event.currentTarget.value })} />
      <output>{JSON.stringify(form.fields)}</output>
    </form>
  );
}

const show = (start = START) => render(<Form start={start} />, root);
const fields = () => JSON.parse(root.querySelector('output')?.textContent ?? '') as Fields; // as it was written there
const isReady = () => expect.poll(() => root.querySelector('form')?.dataset.ready).toBe('true');
const settled = async () => {
  for (let count = -1; count !== answered.length; ) {
    count = answered.length;
    await Promise.all(answered);
    await new Promise(resolve => setTimeout(resolve));
  }
};
function type(text: string) {
  const area = root.querySelector('textarea');
  if (area === null) throw new Error('the field is not shown');
  area.value = text;
  area.dispatchEvent(new InputEvent('input', { bubbles: true }));
}
function leave() {
  render(null, root);
}

test('every key is there again after the form was closed, the last one too', async () => {
  show();
  await isReady();
  for (const text of ['A', 'Ab', 'Abc']) type(text);
  leave();
  await settled();
  show();
  await expect.poll(() => fields().text).toBe('Abc');
  expect(root.querySelector('form')?.dataset.restored).toBe('true');
});

test('a form that is opened again before storage has what was typed waits for it', async () => {
  show();
  await isReady();
  isSlow = true;
  type('Abc');
  leave();
  show();
  await isReady();
  expect(fields().text).toBe('Abc');
});

test('only what was typed comes back: a record that was changed meanwhile keeps its change', async () => {
  show({ text: 'old', count: 1, tags: ['a'] });
  await isReady();
  type('new');
  leave();
  await settled();
  show({ text: 'old', count: 2, tags: ['b'] });
  await expect.poll(fields).toEqual({ text: 'new', count: 2, tags: ['b'] });
});

test('what was saved or thrown away does not come back', async () => {
  show();
  await isReady();
  type('Abc');
  forget();
  leave();
  await settled();
  show();
  await isReady();
  expect(fields()).toEqual(START);
  expect(root.querySelector('form')?.dataset.restored).toBe('false');
});

test('what is typed before storage answers is newer than what was kept', async () => {
  show();
  await isReady();
  type('earlier');
  leave();
  await settled();
  show();
  type('now');
  await isReady();
  expect(fields().text).toBe('now');
});

test('something kept that is no field, or not of its kind, is left out', async () => {
  await storage.setLocal('form/moment/new', {
    fields: { text: 7, count: 3, tags: 'a', other: true },
    at: TUESDAY,
  });
  show();
  await isReady();
  expect(fields()).toEqual({ ...START, count: 3 });
  leave();
  await storage.setLocal('form/moment/new', 'broken');
  show();
  await isReady();
  expect(fields()).toEqual(START);
});
