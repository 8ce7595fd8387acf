/**
 * What a page looks like without what it says, for finding out why a reader failed: how often each of our own selectors
 * matches, and which elements there are. No text, and no value of an attribute.
 */

interface Count {
  readonly name: string;
  readonly count: number;
}

export interface Shape {
  /** By the names we gave them. */
  readonly selectors: readonly Count[];
  /** The commonest element names, as `div`. */
  readonly elements: readonly Count[];
}

/** More are not looked at; the commonest are known long before. */
const MOST_COUNTED = 20_000;
const MOST_NAMES = 40;
/** An element's name is the site's; one that is longer, or looks like a value, is nobody's business. */
const PLAIN_NAME = /^(?:h[1-6]|[a-z][a-z-]{0,30})$/;
/** An element that HTML does not know: a carelessly shown mail from `<Ann Cole>` makes one called `ann`. */
const UNKNOWN = '[object HTMLUnknownElement]';

/** The shape of a page, with the reader's own selectors. */
export function shapeOf(page: Document, selectors: Readonly<Record<string, string>>): Shape {
  const counts = new Map<string, number>();
  const all = page.getElementsByTagName('*');
  for (let index = 0; index < all.length && index < MOST_COUNTED; index += 1) {
    const element = all[index];
    if (element !== undefined && isNamedBySite(element)) {
      counts.set(element.localName, (counts.get(element.localName) ?? 0) + 1);
    }
  }
  return {
    selectors: Object.entries(selectors).map(([name, selector]) => ({ name, count: countOf(page, selector) })),
    elements: [...counts]
      .map(([name, count]) => ({ name, count }))
      .sort((a, b) => b.count - a.count)
      .slice(0, MOST_NAMES),
  };
}

/** Whether it is an element of HTML, or one that the site's own scripts defined. */
function isNamedBySite(element: Element): boolean {
  const { localName } = element;
  if (!PLAIN_NAME.test(localName) || Object.prototype.toString.call(element) === UNKNOWN) return false;
  return !localName.includes('-') || element.matches(':defined');
}

function countOf(page: Document, selector: string): number {
  try {
    return page.querySelectorAll(selector).length;
  } catch {
    // A selector that this browser does not know matches nothing.
    return 0;
  }
}
