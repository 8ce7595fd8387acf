import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type ChipActions, showChip } from '../../src/capture/chip/chip.ts';
import { type Runtime, startCompanion, type World } from '../../src/capture/chip/companion.ts';
import * as openItems from '../../src/capture/chip/open-items.ts';
import { isDarkAround } from '../../src/capture/chip/page-theme.ts';
import { watchOpenItems } from '../../src/capture/chip/watch.ts';
import { capturePage } from '../../src/capture/registry.ts';
import { SITES } from '../../src/core/sites.ts';
import type { ChipView } from '../../src/messages/protocol.ts';
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
});

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
  readonly onMessage = {
    addListener: (listener: (message: unknown) => void) => void this.listeners.add(listener),
    removeListener: (listener: (message: unknown) => void) => void this.listeners.delete(listener),
  };

  async sendMessage(message: unknown): Promise<unknown> {
    this.asked.push((message as { name: string }).name);
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

describe('the chip itself', () => {
  const actions: ChipActions = {
    isAlive: () => true,
    log: async () => null,
    undo: async () => null,
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
