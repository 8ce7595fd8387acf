import { attributeOf, elementsAcross, isShown } from '../dom.ts';
import { type Field, fieldsOf, isMyself, LONGEST_LABEL } from './headers.ts';
import { personInAttributes } from './people.ts';

/** A part of a header: its label, or the program's own name for it, and where its value stands. */
export interface Found {
  /** What it may be; a label such as "From" stands before people as well as before times. */
  readonly fields: readonly Field[];
  /** Where it stands. */
  readonly anchor: Element;
  readonly nodes: readonly Node[];
  readonly isLabelled: boolean;
  /** How many characters of the page come before it; `null` where that was not counted. */
  readonly textBefore: number | null;
}

const MOST_TEXTS = 1_200_000;
const MOST_LABELS = 600;
const MOST_SEEDS = 500;
const MOST_ADDRESS_TEXTS = 3000;

/** Elements that begin a line of their own. */
export const BLOCKS = new Set(
  'ADDRESS ARTICLE ASIDE BLOCKQUOTE BODY CENTER DD DIV DL DT FIELDSET FOOTER FORM H1 H2 H3 H4 H5 H6 HEADER HR LI MAIN NAV OL P PRE SECTION TABLE TBODY TD TFOOT TH THEAD TR UL'.split(
    ' ',
  ),
);
const NOT_SHOWN = new Set('SCRIPT STYLE NOSCRIPT TEMPLATE TEXTAREA OPTION TITLE'.split(' '));

interface Label {
  readonly fields: readonly Field[];
  readonly text: Text;
  readonly element: Element;
  /** The value where it stands in the same text. */
  readonly rest: string;
  readonly textBefore: number;
}

export interface Scan {
  /** What is labelled, but for what is quoted and what somebody is writing. */
  readonly found: readonly Found[];
  /** Elements whose text or attributes hold an address, in no order. */
  readonly seeds: readonly Element[];
  /** The same, with those in menus and long lists. */
  readonly addressed: readonly Element[];
}

/** Earlier mail, in all programs' marks: nothing in it belongs to the message on view. */
export const QUOTED =
  'blockquote, .gmail_quote, .gmail_quote_container, .yahoo_quoted, .protonmail_quote, .tutanota_quote, .zmail_extra, ' +
  '[id$="divRplyFwdMsg"], [data-marker="__HEADERS__"], [data-marker="__QUOTED_TEXT__"], .moz-cite-prefix, .moz-email-headers-table, .OutlookMessageHeader';

/** Whether a label stands before what somebody is writing, by the elements around what is being written. */
function isBeingWritten(label: Element, written: ReadonlySet<Element>): boolean {
  let at: Element | null = label;
  for (let level = 0; level < 4 && at !== null && at.tagName !== 'BODY'; level += 1, at = at.parentElement) {
    if (written.has(at)) return true;
  }
  return false;
}

/** All that is around something that is being written. */
function aroundWritten(page: Document): ReadonlySet<Element> {
  const around = new Set<Element>();
  for (const element of elementsAcross(page, WRITTEN, 20_000)) {
    // What is around an element that was seen before, was seen then.
    for (let at = element.parentElement; at !== null && !around.has(at); at = at.parentElement) around.add(at);
  }
  return around;
}

/** Whether something stands in a form in which a message is written: an editor, and a field for a subject or a recipient. */
export function isInEditor(element: Element): boolean {
  const form = element.closest('form, [role="dialog"], [role="form"]');
  return form !== null && form.querySelector(EDITOR) !== null && form.querySelector(FOR_WHOM) !== null && isShown(form);
}

const EDITOR = 'textarea, [contenteditable="true"]';
const FOR_WHOM =
  'input[name*="subject" i], input[id*="subject" i], input[name="to" i], input[name="_to"], input[id="to"], textarea[name="_to"], textarea[name="to" i]';

const WRITTEN =
  'textarea, [contenteditable="true"], input:not([type]), input[type="text"], input[type="email"], [role="combobox"], [role="textbox"]';

/** Where nothing is read: what the student writes themselves, and menus. */
const ASIDE =
  'textarea, [contenteditable=""], [contenteditable="true"], [role="menu"], [role="tooltip"], nav, footer, select';

/** All that is labelled, or named by an address, in a document. */
export function scanOf(page: Document): Scan {
  const { labels, addressed } = labelsOf(page);
  const found: Found[] = [];
  const written = labels.length === 0 ? new Set<Element>() : aroundWritten(page);
  for (const [index, label] of labels.entries()) {
    const { fields, element, textBefore } = label;
    if (isBeingWritten(element, written) || element.closest(QUOTED) !== null) continue;
    const nodes = nodesOf(label, labels[index - 1], labels[index + 1]);
    if (nodes.length === 0) continue;
    found.push({ fields, anchor: element, nodes, isLabelled: true, textBefore });
  }
  const all = [...new Set([...elementsAcross(page, ADDRESSED, 20_000), ...addressed])];
  return { found, seeds: seedsOf(all), addressed: all };
}

function labelsOf(page: Document): { readonly labels: readonly Label[]; readonly addressed: readonly Element[] } {
  const labels: Label[] = [];
  const addressed: Element[] = [];
  if (page.body === null || page.body === undefined) return { labels, addressed };
  const walker = page.createTreeWalker(page.body, NodeFilter.SHOW_TEXT);
  let textBefore = 0;
  let count = 0;
  for (let node = walker.nextNode(); node !== null && count < MOST_TEXTS; node = walker.nextNode(), count += 1) {
    // The walker returns nothing but texts.
    const text = node as Text;
    const { length } = text;
    if (length < 2 && (length === 0 || !/[\p{L}]/u.test(text.data))) continue;
    const isShort = length <= LONGEST_LABEL * 3;
    const data = isShort ? text.data : text.substringData(0, 4000);
    const trimmed = data.trim();
    if (trimmed === '') continue;
    if (addressed.length < MOST_ADDRESS_TEXTS && trimmed.includes('@')) {
      const parent = text.parentElement;
      if (parent !== null && !NOT_SHOWN.has(parent.tagName)) addressed.push(parent);
    }
    const label = labels.length < MOST_LABELS ? labelIn(text, trimmed, textBefore) : null;
    if (label !== null) labels.push(label);
    textBefore +=
      length > 200 && NOT_SHOWN.has(text.parentNode?.nodeName ?? '') ? 0 : isShort ? trimmed.length : length;
  }
  return { labels, addressed };
}

function labelIn(text: Text, trimmed: string, textBefore: number): Label | null {
  let word = trimmed;
  let rest = '';
  if (trimmed.length > LONGEST_LABEL || trimmed.includes(':') || trimmed.includes('：')) {
    const match = /^([^:：]{1,32}?)\s*[:：]/.exec(trimmed);
    if (match === null) return null;
    word = match[1] ?? '';
    rest = trimmed.slice(match[0].length).trim();
  }
  let fields = fieldsOf(word);
  // "to me, …" in front of the other recipients.
  if (fields.length === 0) {
    const toMyself = /^(\S{1,12})\s+([^\s,;]{1,10})[\s,;]*$/.exec(trimmed);
    fields = toMyself === null ? [] : fieldsOf(toMyself[1] ?? '').filter(field => field === 'to' || field === 'cc');
    rest = toMyself?.[2] ?? '';
    if (fields.length === 0 || !isMyself(rest)) return null;
  }
  if (fields.length === 0) return null;
  const element = text.parentElement;
  if (element === null || NOT_SHOWN.has(element.tagName) || element.closest(ASIDE) !== null || !isShown(element))
    return null;
  return { fields, text, element, rest, textBefore };
}

/** The nodes in which the value of a label stands; none where it has no value. */
function nodesOf(label: Label, before: Label | undefined, after: Label | undefined): readonly Node[] {
  const isOther = (node: Node) => after !== undefined && node.contains(after.text);
  const nodes: Node[] = [];
  if (label.rest !== '') nodes.push(label.text);
  let at: Node = label.text;
  for (let level = 0; level < 5; level += 1) {
    const parent: Element | null = at.parentElement;
    if (parent === null || (parent.nodeName === 'BODY' && level > 1)) break;
    const taken = siblingsAfter(at, isOther);
    nodes.push(...taken.nodes);
    if (taken.isStopped || nodes.some(hasValue)) break;
    // Beyond an element that holds other parts of the header, the value is no longer this one's.
    if (before !== undefined && parent.contains(before.text)) break;
    if (/^(?:TR|DL|TABLE|FORM|BODY|UL|OL)$/.test(parent.tagName)) break;
    at = parent;
  }
  return nodes.some(hasValue) || label.rest !== '' ? nodes : [];
}

function siblingsAfter(
  at: Node,
  isOther: (node: Node) => boolean,
): { readonly nodes: readonly Node[]; readonly isStopped: boolean } {
  const nodes: Node[] = [];
  const own = at.nodeName;
  let count = 0;
  for (let node = at.nextSibling; node !== null && count < 400; node = node.nextSibling, count += 1) {
    if (isOther(node)) return { nodes, isStopped: true };
    const tag = node.nodeName;
    if (own === 'DT' && tag === 'DT') return { nodes, isStopped: true };
    if (tag === 'BR' || tag === 'HR') {
      if (nodes.some(hasValue)) return { nodes, isStopped: true };
      continue;
    }
    const isCell = tag === 'TD' || tag === 'TH' || tag === 'DD';
    const isBlock = BLOCKS.has(tag);
    // After a value on the label's own line, a block is the next line.
    if (isBlock && !isCell && nodes.some(hasValue)) return { nodes, isStopped: true };
    // The node type says so; `instanceof` would fail for elements of another frame.
    if (node.nodeType === Node.ELEMENT_NODE && !isShown(node as Element)) continue;
    if (node.nodeType === Node.ELEMENT_NODE || node.nodeType === Node.TEXT_NODE) nodes.push(node);
    if (isBlock && !isCell && hasValue(node)) return { nodes, isStopped: true };
  }
  return { nodes, isStopped: nodes.some(hasValue) };
}

/** Whether a node shows anything but blanks and punctuation, or names somebody. */
function hasValue(node: Node): boolean {
  if (node.nodeType === Node.TEXT_NODE) return /[\p{L}\p{N}]/u.test((node.nodeValue ?? '').slice(0, 4000));
  if (node.nodeType !== Node.ELEMENT_NODE) return false;
  // As above.
  const element = node as Element;
  if (element.tagName === 'BUTTON' || element.tagName === 'SCRIPT' || element.tagName === 'STYLE') return false;
  return /[\p{L}\p{N}]/u.test((element.textContent ?? '').slice(0, 4000)) || personInAttributes(element) !== null;
}

/** Attributes in which programs keep an address. */
const ADDRESSED =
  'a[href^="mailto:" i], area[href^="mailto:" i], [title*="@"], [aria-label*="@"], [data-email*="@"], [email*="@"], [data-address*="@"], ' +
  '[data-mail*="@"], [data-addr*="@"], [data-hovercard-id*="@"], [data-test-id*="@"], [data-testid*="@"], [data-contact*="@"], ' +
  '[data-recipient*="@"], [data-sender*="@"], [data-from*="@"]';

const ROWS = 'tr, li, [role="row"], [role="option"], [role="listitem"], [role="treeitem"]';
const MOST_IN_LIST = 60;

function seedsOf(all: readonly Element[]): readonly Element[] {
  // Of a long list all rows hold addresses; what is open beside it would be lost among them.
  const counts = new Map<Element | null, number>();
  const rows = all.map(element => element.closest(ROWS)?.parentElement ?? null);
  for (const row of rows) counts.set(row, (counts.get(row) ?? 0) + 1);
  return all
    .filter((_, index) => {
      const row = rows[index] ?? null;
      return row === null || (counts.get(row) ?? 0) <= MOST_IN_LIST;
    })
    .filter(element => element.closest(ASIDE) === null)
    .slice(0, MOST_SEEDS * 4)
    .filter(isShown)
    .slice(0, MOST_SEEDS);
}

const NAMING_ATTRIBUTES = [
  'class',
  'id',
  'data-testid',
  'data-test-id',
  'data-test',
  'data-qa',
  'name',
  'itemprop',
  'ng-bind',
  'data-bind',
];

/** The words of the names that a program gave an element: `messageHeaderFrom` has "message", "header" and "from". */
export function hintsOf(element: Element): ReadonlySet<string> {
  const words = new Set<string>();
  for (const attribute of NAMING_ATTRIBUTES) {
    const value = attributeOf(element, attribute, 400);
    if (value === '') continue;
    for (const piece of value.replace(/([a-z])([A-Z])/g, '$1 $2').split(/[^A-Za-z0-9]+/)) {
      // A number may follow a word; letters and digits mixed are made by a machine and mean nothing.
      const word = /^([A-Za-z]+)(?:\d+)?$/.exec(piece)?.[1] ?? '';
      if (word !== '' && (word === piece || word.length > 3)) words.add(word.toLowerCase());
    }
  }
  return words;
}

export function hasHint(hints: ReadonlySet<string>, ...words: readonly string[]): boolean {
  return words.some(word => hints.has(word));
}

/** What a program's own name for an element says of the person in it; `null` when nothing. */
export function roleOf(hints: ReadonlySet<string>): Field | null {
  if (hasHint(hints, 'replyto') || (hints.has('reply') && hints.has('to')))
    return hasHint(hints, 'button', 'btn', 'action') ? null : 'replyTo';
  if (hasHint(hints, 'bcc')) return 'bcc';
  if (hasHint(hints, 'cc')) return 'cc';
  if (hasHint(hints, 'organizer', 'organiser')) return 'organizer';
  if (hasHint(hints, 'attendee', 'attendees', 'guest', 'guests', 'invitee', 'invitees')) return 'attendee';
  const isFrom = hasHint(hints, 'from', 'sender', 'absender', 'mittente', 'expediteur', 'remitente');
  const isTo = hasHint(hints, 'to', 'toname', 'tolist', 'rcpt', 'destinataire', 'destinatario') || isRecipient(hints);
  if (isFrom === isTo) return null;
  if (isFrom) return 'from';
  return hasHint(hints, 'go', 'scroll', 'back', 'add', 'jump', 'skip', 'link', 'tooltip', 'top') ? null : 'to';
}

/** Programs draw everybody in a header with one component, which may be called a recipient; what is around it tells. */
export function isRecipient(hints: ReadonlySet<string>): boolean {
  return hasHint(hints, 'recipient', 'recipients') && !hasHint(hints, 'from', 'sender', 'to');
}

/** Whether the element is part of something written below an article, and not sent to anybody. */
export function isComment(element: Element): boolean {
  return element.closest('[class*="comment" i], [id*="comment" i], [itemtype$="/Comment"]') !== null;
}
