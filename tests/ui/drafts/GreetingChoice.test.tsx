import '../../support/extension-api.ts';
import { render } from 'preact';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Mentor } from '../../../src/core/mentor.ts';
import type { Envelope } from '../../../src/messages/protocol.ts';
import { openStorage, type Storage } from '../../../src/storage/index.ts';
import { MessageForm } from '../../../src/ui/drafts/MessageForm.tsx';
import type { MessageRecords } from '../../../src/ui/drafts/message-records.ts';
import type { Toasts } from '../../../src/ui/hooks/use-toast.ts';
import { mentor } from '../../core/records.ts';

const WANG = mentor({ id: 'wang', name: 'Wang Xiaoming', credentials: 'MD', emails: ['wang@clinic.example'] });
let root: HTMLElement;
let storage: Storage;
/** The worker's answers to what it was asked to save of the mentor, while they wait. */
let waiting: ((isDone: boolean) => void)[] = [];
let common: Pick<MessageRecords, 'profile' | 'settings'>;

// Nothing else of them is used here.
const toasts = { told: ({ ok }: { readonly ok: boolean }) => ok, fail: () => {} } as unknown as Toasts;

beforeEach(async () => {
  storage = await openStorage();
  for (const { id } of await storage.read.localsFrom('form/')) await storage.removeLocal(id);
  common = { profile: await storage.read.profile(), settings: await storage.read.settings() };
  waiting = [];
  Object.assign((globalThis as unknown as { browser: { runtime: object } }).browser.runtime, {
    sendMessage: ({ name }: Envelope) => {
      const done = { ok: true, value: null };
      if (name !== 'mentor/save') return Promise.resolve(done);
      return new Promise(resolve => waiting.push(ok => resolve(ok ? done : { ok, problem: { code: 'x' } })));
    },
  });
  root = document.body.appendChild(document.createElement('div'));
});
afterEach(() => {
  render(null, root);
  root.remove();
  storage.close();
});

/** The message as it is with the mentor as they are now. */
async function show(fields: Partial<Mentor> = {}) {
  const records: MessageRecords = {
    ...common,
    mentor: { ...WANG, ...fields },
    signatories: new Map(),
    lastContact: null,
    reminder: null,
    ...{ letters: [], tracks: [], plans: [], rotations: [], moments: [], milestones: [], templates: [] },
  };
  const form = { mentorId: 'wang', letterId: null, purpose: 'check-in', toasts, people: [], records } as const;
  render(<MessageForm {...form} onChoose={() => {}} onClose={() => {}} />, root);
  await drawn();
}
const drawn = () => new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve)));

/** The field with a label. */
function field(label: string): HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement {
  const found = [...root.querySelectorAll('label')].find(({ textContent }) => textContent === label)?.control;
  // Labels here are those of such fields.
  return found as HTMLInputElement;
}
async function type(label: string, text: string) {
  field(label).value = text;
  field(label).dispatchEvent(new InputEvent('input', { bubbles: true }));
  await drawn();
}
async function greet(greeting: string) {
  field('Greeting').value = greeting;
  field('Greeting').dispatchEvent(new Event('change', { bubbles: true }));
  await drawn();
}
async function answered(isDone = true) {
  for (const answer of waiting.splice(0)) answer(isDone);
  await drawn();
  await drawn();
}

test('what is typed while a greeting is saved stays, and has the new greeting', async () => {
  await show();
  await type('Message', 'Dear Dr. Wang Xiaoming,\n\nOne.');
  await greet('Dr. Wang');
  await type('Message', 'Dear Dr. Wang Xiaoming,\n\nOne. Two.');
  await type('Subject', 'Mine');
  await answered();
  expect([field('Subject').value, field('Message').value]).toEqual(['Mine', 'Dear Dr. Wang,\n\nOne. Two.']);
});

test('a message first typed while a greeting is saved is not written over', async () => {
  await show();
  await greet('Dr. Wang');
  await type('Message', 'Hello Dr. Wang Xiaoming, this is new.');
  await answered();
  expect(field('Message').value).toBe('Hello Dr. Wang, this is new.');
});

test('with nothing but a subject typed, the message goes on following the records', async () => {
  await show();
  await type('Subject', 'Mine');
  await greet('Dr. Wang');
  await answered();
  await show({ greeting: 'Dr. Wang' });
  await show({ greeting: 'Dr. Xiaoming' });
  expect(field('Message').value).toMatch(/^Dear Dr\. Xiaoming,/);
  expect(field('Subject').value).toBe('Mine');
});

const right = () => [...root.querySelectorAll('button')].find(({ textContent }) => textContent === 'It is right');

test('a guess that is called right hands the focus to the choice', async () => {
  await show();
  right()?.focus();
  right()?.click();
  await answered();
  expect(document.activeElement).toBe(right());
  await show({ greeting: 'Dr. Wang Xiaoming' });
  expect(right()).toBeUndefined();
  expect(document.activeElement).toBe(field('Greeting'));
});

test('whoever went elsewhere meanwhile stays there', async () => {
  await show();
  right()?.focus();
  right()?.click();
  field('Message').focus();
  await answered();
  await show({ greeting: 'Dr. Wang Xiaoming' });
  expect(document.activeElement).toBe(field('Message'));
});
