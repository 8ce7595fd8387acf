import { isShown, lineOf } from '../dom.ts';
import type { OpenItems } from './open-items.ts';

/**
 * Notices when a page shows another message or event, or none any more.
 *
 * Mail programs never load a new page, and what a conversation holds comes long after its address. So this listens to
 * the page's navigation, and to elements being added and taken away, of which it looks only at those that concern an
 * open message: a row that changes in a list of thousands costs two selector matches. Text and attributes are not
 * observed, and nothing asks at intervals.
 */

export interface WatchHandlers {
  /** Another message or event is open, or the open one has more to show than before. */
  onOpen(): void;
  /** What was open is not any more. Called before the page is drawn without it, where that can be told. */
  onGone(): void;
}

export interface Watch {
  /** Looks again, as when the student comes back to the page. */
  check(): void;
  stop(): void;
}

/** More messages than this tell nothing more about which conversation it is. */
const MOST_WATCHED = 12;
const MOST_LOOKED_AT = 200;
/** Of a burst of changes the first are looked at; where there are more, the page is asked instead. */
const MOST_RECORDS = 400;

/** The page is looked at when it has time, and not more often than this. */
const PAUSE_MS = 250;
/** How long it may have no time. */
const LATEST_MS = 1000;
/** After a navigation content comes when it comes; what is only shown again is noticed then. */
const AFTER_NAVIGATION_MS = [60, 400, 1500];
/** How often the same message is read again because something in it changed, as while it loads; ever more slowly. */
const MOST_READ_AGAIN = 6;

/** Where somebody writes: what changes there has not been sent. */
const EDITOR = '[contenteditable]:not([contenteditable="false"]), form, [role="textbox"]';

/** @param view - The window of the page. */
export function watchOpenItems(
  view: Window,
  page: Document,
  items: readonly OpenItems[],
  handlers: WatchHandlers,
): Watch {
  const selector = items.map(item => item.selector).join(', ');
  const ids = items.flatMap(item => item.ids);
  let watched: readonly Element[] = [];
  let shown: readonly Element[] = [];
  let address = '';
  let identities: readonly string[] = [];
  let isMore = false;
  let readAgain = 0;
  let isPending = false;
  let isStopped = false;
  let nextAt = 0;

  const later = () => {
    if (isPending || isStopped) return;
    isPending = true;
    const look = () => {
      isPending = false;
      if (!isStopped) lookAtPage();
    };
    const whenIdle = () => {
      if (!isStopped) view.requestIdleCallback(look, { timeout: LATEST_MS });
    };
    const wait = nextAt - view.performance.now();
    if (wait > 0) view.setTimeout(whenIdle, wait);
    else whenIdle();
  };

  const gone = () => {
    shown = [];
    identities = [];
    handlers.onGone();
  };

  const lookAtPage = () => {
    nextAt = view.performance.now() + PAUSE_MS * 2 ** readAgain;
    const all = matchesOn(page, selector);
    observeSizes(all.slice(-MOST_WATCHED));
    const before = { address, identities };
    shown = all.filter(isShown).slice(-MOST_WATCHED);
    identities = shown.map(element => identityOf(element, ids));
    address = addressOf(view);
    const isSame = address === before.address && isEqual(identities, before.identities);
    const wasMore = isMore;
    isMore = false;
    // What stands on the chip is of the one before.
    if (before.identities.length > 0 && !identities.some(one => before.identities.includes(one))) handlers.onGone();
    if (!isSame) readAgain = 0;
    else if (wasMore) readAgain += 1;
    if (identities.length > 0 && (!isSame || wasMore)) handlers.onOpen();
  };

  /** A conversation that is hidden, and shown again later, is neither added nor taken away: its box comes and goes. */
  const resized = new ResizeObserver(() => {
    if (shown.length > 0 && !shown.some(isShown)) gone();
    later();
  });
  const observeSizes = (next: readonly Element[]) => {
    for (const element of watched) if (!next.includes(element)) resized.unobserve(element);
    for (const element of next) if (!watched.includes(element)) resized.observe(element);
    watched = next;
  };

  const changed = new MutationObserver(records => {
    if (shown.length > 0 && !shown.some(element => element.isConnected)) gone();
    if (isPending && isMore) return;
    const isBurst = records.length > MOST_RECORDS;
    if (isBurst || records.some(record => isOpened(record, selector))) {
      isMore = true;
      later();
    } else if (shown.length > 0 && readAgain < MOST_READ_AGAIN && records.some(record => isInside(record, selector))) {
      isMore = true;
      later();
    }
  });

  const navigated = () => {
    readAgain = 0;
    for (const ms of AFTER_NAVIGATION_MS) view.setTimeout(later, ms);
  };
  const unlisten = listenToNavigation(view, navigated);
  changed.observe(page.body ?? page.documentElement, { childList: true, subtree: true });
  later();

  return {
    check: () => {
      isMore = true;
      readAgain = 0;
      later();
    },
    stop: () => {
      isStopped = true;
      changed.disconnect();
      resized.disconnect();
      unlisten();
    },
  };
}

function matchesOn(page: Document, selector: string): readonly Element[] {
  const found = page.querySelectorAll(selector);
  const elements: Element[] = [];
  for (let index = 0; index < found.length && index < MOST_LOOKED_AT; index += 1) {
    const element = found[index];
    if (element !== undefined) elements.push(element);
  }
  return elements;
}

/** Whether an open message, or what holds one, was added or taken away. */
function isOpened({ addedNodes, removedNodes }: MutationRecord, selector: string): boolean {
  for (const nodes of [addedNodes, removedNodes]) {
    for (let index = 0; index < nodes.length; index += 1) {
      const node = nodes[index];
      if (isElement(node) && (node.matches(selector) || node.querySelector(selector) !== null)) return true;
    }
  }
  return false;
}

/** Whether something changed in an open message, and nobody was writing there. */
function isInside({ target }: MutationRecord, selector: string): boolean {
  return isElement(target) && target.closest(selector) !== null && target.closest(EDITOR) === null;
}

function isElement(node: Node | undefined): node is Element {
  return node?.nodeType === Node.ELEMENT_NODE;
}

/** What an open message is known by: its ids, or where it has none what it begins with. */
function identityOf(element: Element, ids: readonly string[]): string {
  const known = ids.map(name => (element.getAttribute(name) ?? '').slice(0, 300)).filter(id => id !== '');
  return known.length > 0 ? known.join(' ') : lineOf(element, 120);
}

function addressOf({ location: { pathname, search, hash } }: Window): string {
  return `${pathname}${search}${hash}`.slice(0, 2000);
}

function isEqual(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((value, index) => value === other[index]);
}

/** The Navigation API as far as it is used; Firefox has it since 147. */
interface MayNavigate {
  readonly navigation?: EventTarget;
}

function listenToNavigation(view: Window, onNavigated: () => void): () => void {
  // Nothing but this one property is asked for, and it may be missing.
  const { navigation } = view as MayNavigate;
  const sources: readonly (readonly [EventTarget, string])[] =
    navigation === undefined
      ? [
          [view, 'hashchange'],
          [view, 'popstate'],
        ]
      : [[navigation, 'currententrychange']];
  for (const [target, type] of sources) target.addEventListener(type, onNavigated);
  return () => {
    for (const [target, type] of sources) target.removeEventListener(type, onNavigated);
  };
}
