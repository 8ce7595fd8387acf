import { cleanLine } from './text.ts';

/**
 * What the readers of all sites need from a document. Pages may be nested ten thousand deep or hold a million texts, so
 * nothing here recurses, and everything stops at a bound.
 */

/** How many nodes a text is gathered from before what was found has to do. */
const MOST_NODES = 50_000;

/** Elements that begin and end a line, whatever the page's style says: a saved page has none. */
const LINES = new Set(
  (
    'ADDRESS ARTICLE ASIDE BLOCKQUOTE BODY BR CENTER DD DETAILS DIALOG DIV DL DT FIELDSET FIGCAPTION FIGURE FOOTER FORM ' +
    'H1 H2 H3 H4 H5 H6 HEADER HR LEGEND LI MAIN NAV OL OPTION P PRE SECTION SUMMARY TABLE TBODY TD TFOOT TH THEAD TR UL'
  ).split(' '),
);

/** Elements whose text is not shown as such. */
const NO_TEXT = new Set(
  'AUDIO CANVAS DATALIST HEAD IFRAME MATH NOSCRIPT OBJECT SCRIPT SELECT STYLE SVG TEMPLATE TEXTAREA TITLE VIDEO'.split(
    ' ',
  ),
);

/** What becomes of an element while text is gathered: a `line` stands before its text, or takes its place. */
export type Verdict = 'read' | 'skip' | 'stop' | { readonly line: string; readonly goesOn: boolean };

/**
 * The text in `root`, blocks separated by line breaks, other white space folded; at least `most` characters where
 * there are as many.
 *
 * @param judge - Asked about each element below `root` that is not hidden by its own attributes.
 */
export function readText(root: Node, most: number, judge: (element: Element) => Verdict = () => 'read'): string {
  const parts: string[] = [];
  let length = 0;
  let visited = 0;
  let node: Node | null = root.firstChild;
  while (node !== null && length < most && visited < MOST_NODES) {
    visited += 1;
    let enters = false;
    if (node.nodeType === Node.TEXT_NODE) {
      const isPlain = node.parentNode?.nodeName === 'PRE';
      const text = (node.nodeValue ?? '').slice(0, most * 4).replace(isPlain ? /[^\S\n]+/g : /\s+/g, ' ');
      parts.push(text);
      // Blanks alone do not count, or an indented page would fill the bound with nothing.
      if (text.trim() !== '') length += text.length;
    } else if (node.nodeType === Node.ELEMENT_NODE) {
      // The node type says so; `instanceof` would fail for elements of another frame.
      const element = node as Element;
      const tag = element.tagName.toUpperCase();
      if (!NO_TEXT.has(tag) && !isHiddenItself(element)) {
        const verdict = judge(element);
        if (verdict === 'stop') break;
        if (typeof verdict === 'object') parts.push(`\n${verdict.line}\n`);
        else if (LINES.has(tag)) parts.push('\n');
        if (tag === 'IMG') parts.push(emojiOf(element));
        enters = typeof verdict === 'object' ? verdict.goesOn : verdict === 'read';
      }
    }
    if (enters && node.firstChild !== null) {
      node = node.firstChild;
      continue;
    }
    // Leaves what is finished, and ends lines on the way.
    while (node !== null && node !== root) {
      if (LINES.has(node.nodeName)) parts.push('\n');
      if (node.nextSibling !== null) break;
      node = node.parentNode;
    }
    node = node === root || node === null ? null : node.nextSibling;
  }
  return parts.join('');
}

/** Mail programs draw emoji as pictures; any other picture's text describes it and is no part of the sentence. */
function emojiOf(image: Element): string {
  const text = image.getAttribute('data-emoji') ?? image.getAttribute('alt') ?? '';
  return text.length <= 16 && /^[\p{Extended_Pictographic}\p{Regional_Indicator}]/u.test(text) ? text : '';
}

/** The text of an element as one line of at most `most` characters; empty when there is none. */
export function lineOf(element: Element | null, most: number): string {
  return element === null ? '' : cleanLine(readText(element, most * 2), most);
}

/** The text of the first element that matches, as one line of at most 300 characters; empty when there is none. */
export function textOf(root: ParentNode, selector: string): string {
  return lineOf(root.querySelector(selector), 300);
}

/** An attribute's value as it stands, but no longer than `most`; empty when there is none. */
export function attributeOf(element: Element | null, name: string, most = 1000): string {
  return (element?.getAttribute(name) ?? '').slice(0, most);
}

/** The first `most` elements that match, in the order of the page. */
export function elementsOf(root: ParentNode, selector: string, most: number): readonly Element[] {
  const found = root.querySelectorAll(selector);
  const elements: Element[] = [];
  for (let index = 0; index < found.length && elements.length < most; index += 1) {
    const element = found[index];
    if (element !== undefined) elements.push(element);
  }
  return elements;
}

/**
 * The same in a whole page, for a list of selectors. Browsers look up a simple selector that nothing matches at once,
 * but try a list of them on each element; so only those that match anything are asked for together.
 */
export function elementsAcross(page: ParentNode, selectors: string, most: number): readonly Element[] {
  const matching = selectors.split(', ').filter(selector => page.querySelector(selector) !== null);
  return matching.length === 0 ? [] : elementsOf(page, matching.join(', '), most);
}

/** Whether anything in a whole page matches one of the selectors; see `elementsAcross`. */
export function hasAny(page: ParentNode, selectors: string): boolean {
  return selectors.split(', ').some(selector => page.querySelector(selector) !== null);
}

const HIDING_STYLE = /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all)/i;

/** Whether the element's own attributes hide it. What hides one of its ancestors is not asked. */
function isHiddenItself(element: Element): boolean {
  return element.hasAttribute('hidden') || HIDING_STYLE.test(attributeOf(element, 'style', 2000));
}

/**
 * Whether the element can be seen. Where the document is not shown at all (a saved page that was parsed), the attributes
 * of the element and its ancestors have to tell.
 */
export function isShown(element: Element): boolean {
  if (element.ownerDocument.defaultView !== null) return element.checkVisibility({ visibilityProperty: true });
  for (let at: Element | null = element; at !== null; at = at.parentElement) {
    if (isHiddenItself(at)) return false;
  }
  return true;
}
