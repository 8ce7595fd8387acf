import { addressesOfMailto } from './addresses.ts';
import { captureWith } from './capture-with.ts';
import { attributeOf, elementsOf, lineOf } from './dom.ts';
import { selectedText } from './selection.ts';
import { type Shape, shapeOf } from './shape.ts';
import type { Capture, CaptureContext, SiteAdapter } from './site.ts';
import { cleanLine } from './text.ts';

/** Longer addresses are refused on the other side, and seldom lead anywhere. */
const LONGEST_URL = 4000;
const LONGEST_TITLE = 300;
const LONGEST_SELECTION = 5000;
const MOST_LINKS = 200;
const LONGEST_LINK_TEXT = 200;

export interface Reading {
  readonly title: string;
  readonly url: string | null;
  readonly selection: string;
  readonly capture: Capture | null;
  /** What links that write to one person show, with the address. */
  readonly links: readonly { readonly text: string; readonly email: string }[];
  /** The reader that should have found something here and did not, with what it looked for; `null` when all is well. */
  readonly unread: { readonly reader: string; readonly shape: Shape } | null;
}

/**
 * Reads a page once, when the student asked for it: with the given readers, the first that finds something. Its value is
 * what `scripting.executeScript` hands back. It registers nothing, and leaves nothing in the page.
 *
 * The build makes one plain script of it for each site; see `vite.config.ts`.
 */
export function readPage(page: Document, href: string, timeZone: string, adapters: readonly SiteAdapter[]): Reading {
  const context = { now: new Date(), timeZone, selfEmails: [] };
  const capture = attempt(() => captureWith(adapters, page, new URL(href), context), null);
  return {
    title: attempt(() => cleanLine(page.title, LONGEST_TITLE), ''),
    url: href.length <= LONGEST_URL ? href : null,
    selection: attempt(() => selectedText(page, LONGEST_SELECTION), ''),
    capture,
    links: attempt(() => mailLinks(page), []),
    unread: capture === null ? attempt(() => unreadBy(adapters, page, new URL(href), context), null) : null,
  };
}

/** Browsers tell where a link leads that was clicked on, and most do not tell what it shows. */
function mailLinks(page: Document): Reading['links'] {
  return elementsOf(page, 'a[href^="mailto:" i]', MOST_LINKS).flatMap(link => {
    const people = addressesOfMailto(attributeOf(link, 'href', 4000));
    const [person] = people;
    const text = lineOf(link, LONGEST_LINK_TEXT);
    return person === undefined || people.length > 1 || text === '' ? [] : [{ text, email: person.email }];
  });
}

/** The result of the reading, or the other value if the page makes it fail: what else there is still makes an entry. */
function attempt<Value>(read: () => Value, otherwise: Value): Value {
  try {
    return read();
  } catch {
    return otherwise;
  }
}

/** Which reader failed: it broke, or found nothing where the address promises a message or an event. */
function unreadBy(
  adapters: readonly SiteAdapter[],
  page: Document,
  url: URL,
  context: CaptureContext,
): Reading['unread'] {
  const adapter = adapters.find(({ matches }) => matches(url));
  if (adapter === undefined) return null;
  const { id, selectors } = adapter;
  // The generic reader looks for nothing in particular.
  if (Object.keys(selectors).length === 0) return null;
  let isBroken = false;
  try {
    adapter.capture(page, url, context);
  } catch {
    isBroken = true;
  }
  const isUnread = isBroken || adapter.expects(url);
  return isUnread ? { reader: id, shape: shapeOf(page, selectors) } : null;
}
