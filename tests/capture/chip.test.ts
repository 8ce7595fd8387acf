import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { type ChipActions, showChip } from '../../src/capture/chip/chip.ts';
import { type Runtime, startCompanion, type World } from '../../src/capture/chip/companion.ts';
import * as openItems from '../../src/capture/chip/open-items.ts';
import { isDarkAround } from '../../src/capture/chip/page-theme.ts';
import { watchOpenItems } from '../../src/capture/chip/watch.ts';
import { capturePage } from '../../src/capture/registry.ts';
import { SITES } from '../../src/core/sites.ts';
import type { ChipDone, ChipView } from '../../src/messages/protocol.ts';
import { addressOf, contextOf, FIXTURES, shown } from './fixtures.ts';

const PATIENCE = { timeout: 15_000, interval: 20 };
const camelCase = (id: string) => id.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
const READERS = SITES.filter(({ hasChip }) => hasChip).flatMap(({ readers }) => readers);
const BY_READER: Readonly<Record<string, openItems.OpenItems>> = openItems;

const MAIL = (id: string) => `<h2 class="hP" data-legacy-thread-id="${id}">Ward</h2>
  <div class="ads" data-legacy-message-id="${id}"><p>Hello</p></div>`;

const VIEW: ChipView = {
  key: 'a',
  language: 'en',
  direction: 'ltr',
  mentorId: 'm1',
  name: 'Dana Okafor',
  lastContact: 'Last in touch yesterday',
  due: null,
  others: null,
  logged: null,
  words: { label: 'Vouch', log: 'Log', open: 'Open', undo: 'Undo', dismiss: 'Dismiss', failed: 'No answer' },
};

let place: HTMLElement;
beforeEach(() => {
  place = document.body.appendChild(document.createElement('div'));
});
afterEach(() => {
  document.body.replaceChildren();
  for (const host of document.querySelectorAll('html > [popover]')) host.remove();
  vi.restoreAllMocks();
});

/** The inside of the chips that are shown from now on, which nothing else can reach; the newest is last. */
function insides(): ShadowRoot[] {
  const roots: ShadowRoot[] = [];
  const attach = Element.prototype.attachShadow;
  vi.spyOn(Element.prototype, 'attachShadow').mockImplementation(function (this: Element, init) {
    const root = attach.call(this, init);
    roots.push(root);
    return root;
  });
  return roots;
}

/** Presses a button as a person does who has no mouse. */
async function press(root: ShadowRoot | undefined, name: string): Promise<void> {
  const button = root?.querySelector<HTMLElement>(`button.${name}`);
  button?.focus();
  await userEvent.keyboard('{Enter}');
}

const said = (root: ShadowRoot | undefined) => root?.querySelector<HTMLElement>('.status')?.dataset.text;

describe('what tells that something is open', () => {
  test('is known for every reader of a site that can have a chip', () => {
    expect(Object.keys(BY_READER).toSorted()).toEqual(READERS.map(camelCase).toSorted());
  });

  const pages = FIXTURES.filter(({ name }) => READERS.some(reader => name.startsWith(`${reader}/`)));

  test.for(pages)('is found where its reader finds it, and in no list: $name', async ({ name, html, expected }) => {
    if (expected === undefined) return;
    const items = BY_READER[camelCase(name.split('/')[0] ?? '')];
    const { capture, count } = await shown(html, page => ({
      capture: capturePage(page, addressOf(expected), contextOf(expected)),
      count: [...page.querySelectorAll(items?.selector ?? '*')].filter(element => element.checkVisibility()).length,
    }));
    const isList = capture?.surface === 'list' || capture?.surface === 'calendar-view';
    const isOpen = capture?.items.some(({ type, isFocused }) => isFocused && (type === 'email' || type === 'event'));
    // A dialog over a list may be one for a task, or still be empty: then it is read, and nothing found.
    if (isList) expect(count === 0 || /role="dialog"/.test(html)).toBe(true);
    // A page for printing has no chip.
    else if (isOpen && !name.includes('print')) expect(count).toBeGreaterThan(0);
  });
});

describe('the watch', () => {
  function watched() {
    const calls: string[] = [];
    const watch = watchOpenItems(window, document, [openItems.gmail], {
      onOpen: () => calls.push('open'),
      onGone: () => calls.push('gone'),
    });
    return { calls, watch };
  }
  const settle = () => new Promise(resolve => setTimeout(resolve, 900));

  test('tells of what is open at first, of another, and of none, once each', async () => {
    place.innerHTML = MAIL('1');
    const { calls, watch } = watched();
    await vi.waitFor(() => expect(calls).toEqual(['open']), PATIENCE);
    place.innerHTML = MAIL('2');
    await vi.waitFor(() => expect(calls).toEqual(['open', 'gone', 'open']), PATIENCE);
    place.innerHTML = '<p>Inbox</p>';
    await vi.waitFor(() => expect(calls).toEqual(['open', 'gone', 'open', 'gone']), PATIENCE);
    await settle();
    expect(calls).toEqual(['open', 'gone', 'open', 'gone']);
    watch.stop();
  });

  test('tells that a message is gone before anything else can happen in the page', async () => {
    place.innerHTML = MAIL('1');
    const { calls, watch } = watched();
    await vi.waitFor(() => expect(calls).toEqual(['open']), PATIENCE);
    place.replaceChildren();
    await Promise.resolve();
    expect(calls).toEqual(['open', 'gone']);
    watch.stop();
  });

  test('cares for nothing outside of a message, nor for text, attributes, and what somebody writes in it', async () => {
    place.innerHTML = `${MAIL('1')}<ul><li>row</li></ul>`;
    const { calls, watch } = watched();
    await vi.waitFor(() => expect(calls).toEqual(['open']), PATIENCE);
    const message = place.querySelector('.ads')!;
    const reply = message.appendChild(document.createElement('div'));
    reply.contentEditable = 'true';
    await vi.waitFor(() => expect(calls).toEqual(['open', 'open']), PATIENCE);
    for (let index = 0; index < 50; index += 1) {
      place.querySelector('ul')!.append(document.createElement('li'));
      reply.append(document.createElement('div'));
      message.querySelector('p')!.firstChild!.nodeValue = `Hello ${index}`;
      message.setAttribute('data-count', String(index));
    }
    await settle();
    expect(calls).toEqual(['open', 'open']);
    watch.stop();
  });

  test('does not follow a message that never comes to rest for ever', async () => {
    place.innerHTML = MAIL('1');
    const { calls, watch } = watched();
    await vi.waitFor(() => expect(calls).toEqual(['open']), PATIENCE);
    const message = place.querySelector('.ads')!;
    const timer = setInterval(() => message.append(document.createElement('i')), 20);
    await new Promise(resolve => setTimeout(resolve, 4000));
    clearInterval(timer);
    expect(calls.length).toBeLessThan(8);
    watch.stop();
  });

  test('stopped, tells nothing more', async () => {
    const { calls, watch } = watched();
    watch.stop();
    place.innerHTML = MAIL('1');
    await settle();
    expect(calls).toEqual([]);
  });
});

/** The extension's API as a page script has it, with a worker that answers by a script. */
class FakeRuntime implements Runtime {
  id: string | undefined = 'vouch';
  readonly asked: string[] = [];
  readonly listeners = new Set<(message: unknown) => void>();
  view: ChipView | null = VIEW;
  isAllowed = true;
  /** What the worker answers to a button, and when. */
  pressed: Promise<ChipDone | null> = Promise.resolve(null);
  readonly onMessage = {
    addListener: (listener: (message: unknown) => void) => void this.listeners.add(listener),
    removeListener: (listener: (message: unknown) => void) => void this.listeners.delete(listener),
  };

  async sendMessage(message: unknown): Promise<unknown> {
    const { name } = message as { name: string };
    this.asked.push(name);
    if (name !== 'chip/look') {
      const value = await this.pressed;
      return value === null ? undefined : { ok: true, value };
    }
    return { ok: true, value: { isAllowed: this.isAllowed, view: this.view } };
  }
}

const hosts = () => document.querySelectorAll('html > [popover]').length;

describe('the companion', () => {
  function started(world: World = {}) {
    const runtime = new FakeRuntime();
    place.innerHTML = MAIL('1');
    startCompanion(world, window, document, () => runtime, [openItems.gmail]);
    return { runtime, world };
  }

  test('shows one chip, however often it is started in the same page', async () => {
    const { runtime, world } = started();
    await vi.waitFor(() => expect(hosts()).toBe(1), PATIENCE);
    startCompanion(world, window, document, () => runtime, [openItems.gmail]);
    await new Promise(resolve => setTimeout(resolve, 600));
    expect(hosts()).toBe(1);
    expect(runtime.listeners.size).toBe(1);
    world.vouchCompanion?.stop();
    expect(hosts()).toBe(0);
    expect(runtime.listeners.size).toBe(0);
  });

  test('asks for nothing while nothing is open, and shows nothing where the worker has nothing to show', async () => {
    const runtime = new FakeRuntime();
    const world: World = {};
    runtime.view = null;
    startCompanion(world, window, document, () => runtime, [openItems.gmail]);
    await new Promise(resolve => setTimeout(resolve, 600));
    expect(runtime.asked).toEqual([]);
    place.innerHTML = MAIL('1');
    await vi.waitFor(() => expect(runtime.asked).toEqual(['chip/look']), PATIENCE);
    expect(hosts()).toBe(0);
    world.vouchCompanion?.stop();
  });

  test('ends when it is told to look and the site is not allowed any more', async () => {
    const { runtime, world } = started();
    await vi.waitFor(() => expect(hosts()).toBe(1), PATIENCE);
    runtime.isAllowed = false;
    for (const tell of runtime.listeners) tell({ to: 'vouch/chip' });
    await vi.waitFor(() => expect(hosts()).toBe(0), PATIENCE);
    expect(world.vouchCompanion?.isAlive()).toBe(false);
  });

  test('stays while a stopped worker does not answer', async () => {
    const { runtime, world } = started();
    await vi.waitFor(() => expect(hosts()).toBe(1), PATIENCE);
    runtime.sendMessage = () => Promise.reject(new Error('Could not establish connection.'));
    for (const tell of runtime.listeners) tell({ to: 'vouch/chip' });
    await new Promise(resolve => setTimeout(resolve, 300));
    expect(hosts()).toBe(1);
    expect(world.vouchCompanion?.isAlive()).toBe(true);
    world.vouchCompanion?.stop();
  });

  test('of a version before goes when the new one starts, and not when the page pretends that', async () => {
    const { runtime } = started();
    await vi.waitFor(() => expect(hosts()).toBe(1), PATIENCE);
    document.dispatchEvent(new Event('vouch:started'));
    expect(hosts()).toBe(1);
    runtime.id = undefined;
    // In a world of its own, which knows nothing of the old one.
    const { world } = started();
    await vi.waitFor(() => expect(hosts()).toBe(1), PATIENCE);
    expect(runtime.listeners.size).toBe(1);
    world.vouchCompanion?.stop();
    expect(hosts()).toBe(0);
  });
});

describe('an answer', () => {
  // The frame the tests run in is scaled, and of that no browser says that it is seen as it is; end-to-end tests look at it.
  const told = Object.getOwnPropertyDescriptor(IntersectionObserverEntry.prototype, 'isVisible');
  beforeEach(() => {
    Reflect.deleteProperty(IntersectionObserverEntry.prototype, 'isVisible');
  });
  afterEach(() => {
    if (told !== undefined) Object.defineProperty(IntersectionObserverEntry.prototype, 'isVisible', told);
  });

  const LOGGED: ChipDone = {
    sentence: 'In your log',
    undoId: 'u1',
    isProblem: false,
    view: { ...VIEW, logged: 'In your log' },
  };

  async function shownFor() {
    const roots = insides();
    const runtime = new FakeRuntime();
    const world: World = {};
    place.innerHTML = MAIL('1');
    startCompanion(world, window, document, () => runtime, [openItems.gmail]);
    await vi.waitFor(() => expect(hosts()).toBe(1), PATIENCE);
    return { roots, runtime, world };
  }

  test('is told, with a way back', async () => {
    const { roots, runtime, world } = await shownFor();
    runtime.pressed = Promise.resolve(LOGGED);
    await press(roots.at(-1), 'log');
    await vi.waitFor(() => expect(said(roots.at(-1))).toBe('In your log'), PATIENCE);
    expect(roots.at(-1)?.querySelector<HTMLElement>('button.undo')?.hidden).toBe(false);
    world.vouchCompanion?.stop();
  });

  test('that was lost is said to be lost', async () => {
    const { roots, world } = await shownFor();
    await press(roots.at(-1), 'log');
    await vi.waitFor(() => expect(said(roots.at(-1))).toBe('No answer'), PATIENCE);
    world.vouchCompanion?.stop();
  });

  test.each([
    ['in a chip of its own', '<p>Inbox</p>'],
    ['in the same chip', null],
  ])('about a message that was left is not told beside the next one, %s', async (_name, between) => {
    const { roots, runtime, world } = await shownFor();
    let answer = (_done: ChipDone | null) => {};
    runtime.pressed = new Promise(resolve => {
      answer = resolve;
    });
    await press(roots.at(-1), 'log');
    await vi.waitFor(() => expect(runtime.asked).toContain('chip/log'), PATIENCE);
    runtime.view = { ...VIEW, key: 'b', name: 'Ben Osei' };
    const looks = runtime.asked.length;
    if (between === null) for (const tell of runtime.listeners) tell({ to: 'vouch/chip' });
    else {
      place.innerHTML = between;
      await vi.waitFor(() => expect(hosts()).toBe(0), PATIENCE);
      place.innerHTML = MAIL('2');
    }
    await vi.waitFor(() => expect(runtime.asked.length).toBeGreaterThan(looks), PATIENCE);
    const name = () => roots.at(-1)?.querySelector<HTMLElement>('.name')?.dataset.text;
    await vi.waitFor(() => expect(name()).toBe('Ben Osei'), PATIENCE);
    answer(LOGGED);
    await new Promise(resolve => setTimeout(resolve, 100));
    expect(name()).toBe('Ben Osei');
    expect(said(roots.at(-1))).toBe('');
    // And it can be pressed.
    runtime.pressed = Promise.resolve({ ...LOGGED, view: { ...runtime.view, logged: 'In your log' } });
    await press(roots.at(-1), 'log');
    await vi.waitFor(() => expect(said(roots.at(-1))).toBe('In your log'), PATIENCE);
    world.vouchCompanion?.stop();
  });
});

describe('the chip itself', () => {
  const actions: ChipActions = {
    isAlive: () => true,
    log: async () => 'lost',
    undo: async () => 'lost',
    open: async () => {},
    dismiss: () => {},
  };

  test('hides all it says from the page, and takes no room in it', () => {
    const before = document.documentElement.scrollHeight;
    const chip = showChip(window, document, VIEW, actions);
    const host = document.querySelector('html > [popover]')!;
    expect(host.shadowRoot).toBeNull();
    expect(document.documentElement.outerHTML).not.toContain('Okafor');
    expect(host.matches(':popover-open')).toBe(true);
    expect(getComputedStyle(host).position).toBe('fixed');
    expect(document.documentElement.scrollHeight).toBe(before);
    expect(document.activeElement).toBe(document.body);
    chip.remove();
    expect(hosts()).toBe(0);
  });

  test('looks the same to a page that measures it, whatever it says', () => {
    const roots = insides();
    const chip = showChip(window, document, VIEW, actions);
    const host = document.querySelector<HTMLElement>('html > [popover]')!;
    const panel = roots.at(-1)?.querySelector('.chip');
    const heights = new Set<number | undefined>();
    const measured = new Set<string>();
    const views: Partial<ChipView>[] = [
      {},
      { due: 'Check-in due since Tue, Mar 3' },
      { due: 'Check-in due today', others: 'Also here: 2 more mentors' },
      { logged: 'In your log', name: 'A very long name that does not fit into one line of it, by far' },
      { lastContact: 'Last in touch '.repeat(8) },
      { words: { ...VIEW.words, log: null } },
    ];
    for (const view of views) {
      chip.update({ ...VIEW, ...view });
      heights.add(panel?.getBoundingClientRect().height);
      const { offsetWidth, offsetHeight, scrollWidth, scrollHeight, clientHeight } = host;
      const box = [host.getBoundingClientRect(), ...host.getClientRects()].map(rect => JSON.stringify(rect));
      const style = getComputedStyle(host);
      measured.add(
        [box, offsetWidth, offsetHeight, scrollWidth, scrollHeight, clientHeight, style.height, style.blockSize].join(),
      );
    }
    expect(heights.size).toBeGreaterThan(2);
    expect([...measured]).toHaveLength(1);
    chip.remove();
  });

  test('has no button to log what cannot be logged with one click', () => {
    const roots = insides();
    const chip = showChip(window, document, { ...VIEW, words: { ...VIEW.words, log: null } }, actions);
    const shownButtons = [...(roots.at(-1)?.querySelectorAll('button') ?? [])].filter(each => each.checkVisibility());
    expect(shownButtons.map(each => each.dataset.text ?? each.ariaLabel)).toEqual(['Open', 'Dismiss']);
    chip.remove();
  });

  test.each([
    ['rgb(255, 255, 255)', false],
    ['rgb(31, 31, 31)', true],
    ['rgba(0, 0, 0, 0)', false],
    ['rgba(0, 0, 0, 0.2)', false],
    ['rgb(32 33 36 / 90%)', true],
  ])('on a page of %s it is dark: %s', (background, isDark) => {
    document.body.style.background = background;
    document.body.style.minHeight = '100vh';
    expect(isDarkAround(window, document)).toBe(isDark);
    document.body.removeAttribute('style');
  });
});
