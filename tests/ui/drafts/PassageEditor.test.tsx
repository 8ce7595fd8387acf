import '../../support/extension-api.ts';
import { render } from 'preact';
import { useState } from 'preact/hooks';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fieldNames } from '../../../src/ui/drafts/message-text.ts';
import { PassageEditor, usePassages } from '../../../src/ui/drafts/PassageEditor.tsx';

const NAMES = fieldNames();
const FACT = `[${NAMES.get('student.name')}]`;
let root: HTMLElement;
beforeEach(() => {
  root = document.body.appendChild(document.createElement('div'));
});
afterEach(() => {
  render(null, root);
  root.remove();
});

interface TemplateProps {
  readonly start: string;
  readonly error?: string;
}

function Template({ start, error }: TemplateProps) {
  const [source, setSource] = useState(start);
  const draft = usePassages('x', source, NAMES, setSource);
  return (
    <>
      <PassageEditor draft={draft} names={NAMES} label="Message" error={error ?? null} />
      <button type="button" onClick={() => draft.insertField('student.name')}>
        Fact
      </button>
      <button type="button" onClick={() => draft.insertSometimes('news')}>
        Case
      </button>
      <button type="button" onClick={() => setSource(start)}>
        Reset
      </button>
      <output>{source}</output>
    </>
  );
}

const show = (start: string, error?: string) =>
  render(<Template start={start} {...(error === undefined ? {} : { error })} />, root);
const source = () => root.querySelector('output')?.textContent;
const areas = () => [...root.querySelectorAll('textarea')];
const area = (text: string) => areas().find(({ value }) => value === text);
const drawn = () => new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve)));
/** Presses the first whose name begins so. */
async function press(name: string) {
  const button = [...root.querySelectorAll('button')].find(one =>
    (one.ariaLabel ?? one.textContent ?? '').startsWith(name),
  );
  button?.focus();
  button?.click();
  await drawn();
}
async function cursor(text: string, at: number) {
  area(text)?.focus();
  area(text)?.setSelectionRange(at, at);
  await drawn();
}
async function type(text: string) {
  const field = document.activeElement;
  if (!(field instanceof HTMLTextAreaElement)) throw new Error('No words have the focus.');
  field.setRangeText(text, field.selectionStart, field.selectionEnd, 'end');
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  await drawn();
}

test('a passage that is removed hands the cursor to the words in front of it', async () => {
  show('One.\n\n{{#if moment}}Two.{{/if}}\n\nThree.');
  await cursor('Two.', 3);
  await press('Remove');
  expect(document.activeElement).toBe(area('One.'));
  await press('Fact');
  expect(source()).toBe('One.{{student.name}}\n\n\n\nThree.');
  await press('Case');
  await type('News.');
  expect(source()).toContain('{{#if news}}News.{{/if}}');
});

test('a passage in front of all words hands it to those behind', async () => {
  show('{{#if moment}}Two.{{/if}} Three.');
  await press('Remove');
  expect(document.activeElement).toBe(area('Three.'));
  await type('Now ');
  expect(source()).toBe(' Now Three.');
});

test('a passage that stands always keeps the cursor', async () => {
  show('One. {{#if moment}}Two. {{/if}}Three.');
  await press('Always');
  expect(document.activeElement).toBe(area('Two.'));
  await press('Fact');
  expect(source()).toBe('One. {{student.name}}Two. Three.');
});

test('a cursor in words that are read anew counts no more', async () => {
  show('One.\n\n{{#if moment}}Two.{{/if}}\n\nThree.');
  await cursor('One.', 0);
  await press('Case');
  await type('New.');
  await press('Reset');
  expect(areas().map(({ value }) => value)).toEqual(['One.', 'Two.', 'Three.']);
  await press('Fact');
  expect(source()).toBe('One.\n\n{{#if moment}}Two.{{/if}}\n\nThree.{{student.name}}');
});

test('a passage whose own words went before it is removed leaves a place to put a fact', async () => {
  show('One. {{#if moment}}Two. {{#if news}}Three.{{/if}}{{/if}}');
  await cursor('Three.', 2);
  // The outer one, which stands first.
  await press('Remove');
  await press('Fact');
  expect(source()?.trim()).toBe('One.{{student.name}}');
});

test.each(['{{#if moment}}Two.{{/if}}', '{{#if moment}}Two.{{/if}}\n\n{{#each news}}– {{item}}\n{{/each}}'])(
  'without its passages there is a place to write in: %s',
  async start => {
    show(start);
    // Behind them there is one from the start.
    expect(areas().at(-1)?.value).toBe('');
    await cursor('Two.', 4);
    for (let count = 0; count < 2; count += 1) await press('Remove');
    expect(areas()).toHaveLength(1);
    expect(document.activeElement).toBe(areas()[0]);
    await type('Mine. ');
    await press('Fact');
    expect(source()?.trim()).toBe('Mine. {{student.name}}');
    expect(areas()[0]?.value).toBe(`Mine. ${FACT}`);
  },
);

test('a passage that held nothing but another has a place to write in', async () => {
  show('One. {{#if moment}}{{#if news}}Two.{{/if}}\n{{/if}}');
  const inner = root.querySelectorAll<HTMLElement>('.passage')[1];
  inner?.querySelectorAll('button')[1]?.click();
  await drawn();
  const left = root.querySelectorAll('.passage textarea');
  expect(left).toHaveLength(1);
  expect(document.activeElement).toBe(area('One.'));
});

test('a case put where there are no words leaves a place beside it', async () => {
  show('');
  await press('Case');
  await type('New.');
  expect(areas().map(({ value }) => value)).toEqual(['New.', '']);
  expect(source()).toBe('{{#if news}}New.{{/if}}');
});

test('words that share a frame are told apart, and each is read out with what is wrong', () => {
  show('One. {{#if moment}}Two.{{/if}} Three.', 'Too long.');
  expect(areas().map(({ ariaLabel }) => ariaLabel)).toEqual([
    'Message, part 1 of 2',
    expect.not.stringContaining('part'),
    'Message, part 2 of 2',
  ]);
  for (const field of areas()) {
    expect(field.getAttribute('aria-invalid')).toBe('true');
    expect(root.querySelector(`[id="${field.getAttribute('aria-describedby')}"]`)?.textContent).toBe('Too long.');
  }
});

test('words that are alone keep their name, and are not called wrong', () => {
  show('One.');
  expect(areas().map(field => [field.ariaLabel, field.ariaInvalid, field.getAttribute('aria-describedby')])).toEqual([
    ['Message', null, null],
  ]);
});
