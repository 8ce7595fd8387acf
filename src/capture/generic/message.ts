import { parseNamedAddress } from '../addresses.ts';
import { attributeOf, elementsAcross, elementsOf, isShown, lineOf, readText } from '../dom.ts';
import { itemOf } from '../items.ts';
import { excerpt, snippetOf } from '../quotes.ts';
import type { CapturedItem, CapturedPerson, PersonRole } from '../site.ts';
import { cleanLine } from '../text.ts';
import type { WhenContext } from '../when.ts';
import {
  BLOCKS,
  type Found,
  hasHint,
  hintsOf,
  isComment,
  isInEditor,
  isRecipient,
  QUOTED,
  roleOf,
  type Scan,
} from './fields.ts';
import type { Part } from './frames.ts';
import { type Field, fieldsOf, isMyself } from './headers.ts';
import { mailDateIn, momentIn, momentOn, textOfNodes } from './moments.ts';
import type { Owner } from './owner.ts';
import { isLikeName, type Named, peopleIn } from './people.ts';

/** The header of one message, or the parts of one appointment, as they stand together on the page. */
export interface Block {
  readonly found: readonly Found[];
}

/** How far apart in the tree two parts of one header may be. */
const MOST_LEVELS = 8;
/** How much text may stand between two labels of one header, beside a value. */
const MOST_BETWEEN = 600;

/** Parts of which one header has but one. */
const SINGLE = new Set<Field>(['from', 'subject', 'date', 'when', 'start', 'end', 'where', 'replyTo', 'messageId']);

/** Puts together what stands together, in the order of the page. */
export function blocksOf(scan: Scan): readonly Block[] {
  const hinted = hintedFields(scan.seeds, scan.found);
  const all = [...scan.found, ...hinted].sort((a, b) => inOrder(a.anchor, b.anchor));
  const blocks: { found: Found[] }[] = [];
  for (const found of all) {
    const last = blocks.at(-1);
    if (last !== undefined && repeatsSender(last.found, found)) continue;
    if (last !== undefined && joins(last.found, found)) last.found.push(found);
    else blocks.push({ found: [found] });
  }
  return blocks;
}

export function inOrder(a: Node, b: Node): number {
  if (a === b) return 0;
  return (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0 ? -1 : 1;
}

/** The sender's name and address may be elements of their own, each with the program's word for a sender. */
function repeatsSender(block: readonly Found[], found: Found): boolean {
  if (found.isLabelled || found.fields[0] !== 'from') return false;
  const before = block.find(({ fields }) => fields[0] === 'from');
  if (before === undefined || commonAncestor(before.anchor, found.anchor, 2) === null) return false;
  const [one] = peopleIn(before.nodes, 1);
  const [other] = peopleIn(found.nodes, 1);
  return one !== undefined && other !== undefined && one.email !== null && one.email === other.email;
}

/** What has the program's word for a text around it, which the rest of the block has not, was written by somebody. */
function isInsideText(block: readonly Found[], found: Found): boolean {
  const last = block.at(-1)?.anchor ?? found.anchor;
  let at: Element | null = found.anchor.parentElement;
  for (let level = 0; level < MOST_LEVELS && at !== null && !at.contains(last); level += 1, at = at.parentElement) {
    if (isTextPart(at)) return true;
  }
  return false;
}

function joins(block: readonly Found[], found: Found): boolean {
  const last = block.at(-1);
  if (last === undefined) return false;
  const [main] = found.fields;
  if (main !== undefined && SINGLE.has(main) && block.some(other => other.fields[0] === main)) return false;
  if (isInsideText(block, found)) return false;
  if (last.textBefore !== null && found.textBefore !== null) {
    const valueLength = textOfNodes(last.nodes, 20_000).length;
    if (found.textBefore - last.textBefore > valueLength + MOST_BETWEEN) return false;
  }
  return commonAncestor(last.anchor, found.anchor, MOST_LEVELS) !== null;
}

/** The nearest element around both, at most so many levels above either. */
function commonAncestor(a: Element, b: Element, levels: number): Element | null {
  const around = new Set<Element>();
  let at: Element | null = a;
  for (let level = 0; level <= levels && at !== null; level += 1, at = at.parentElement) around.add(at);
  at = b;
  for (let level = 0; level <= levels && at !== null; level += 1, at = at.parentElement) {
    if (around.has(at)) return at;
  }
  return null;
}

/** People in elements whose names in the program say which part they have, where no label says so. */
function hintedFields(seeds: readonly Element[], labelled: readonly Found[]): readonly Found[] {
  const fields = new Map<Element, Found>();
  const isLabelledAlready = (element: Element) =>
    labelled.some(({ nodes }) => nodes.some(node => node.contains(element) || element.contains(node)));
  for (const seed of seeds) {
    if (seed.closest(QUOTED) !== null || isInEditor(seed)) continue;
    if (isLabelledAlready(seed)) continue;
    let role: Field | null = null;
    let at: Element | null = seed;
    let holder = seed;
    let isGeneral = false;
    for (let level = 0; level <= 4 && at !== null && at.tagName !== 'BODY'; level += 1, at = at.parentElement) {
      const hints = hintsOf(at);
      const found = roleOf(hints);
      if (found === null || (role !== null && (found === 'to' || isRecipient(hints)))) continue;
      if (role !== null && lineOf(at, 600).length > 400) break;
      role = found;
      holder = at;
      isGeneral = isRecipient(hints);
      if (!isGeneral) break;
    }
    // The name beside the address is in an element that is the sender's, too.
    while (role === 'from' && holder.parentElement !== null && roleOf(hintsOf(holder.parentElement)) === 'from') {
      if (lineOf(holder.parentElement, 400).length > 200) break;
      holder = holder.parentElement;
    }
    if (role === null || [...fields.values()].some(({ anchor }) => anchor.contains(holder))) continue;
    if (holder !== seed && (isLabelledAlready(holder) || lineOf(holder, 2000).length > (role === 'from' ? 300 : 1900)))
      holder = seed;
    const around = role === 'from' ? enclosing(holder) : holder;
    if (!fields.has(around)) {
      fields.set(around, { fields: [role], anchor: around, nodes: [around], isLabelled: false, textBefore: null });
    }
  }
  return [...fields.values()];
}

/** A name and an address beside it in elements of the same kind: `.from-name` and `.from-address`. */
function enclosing(holder: Element): Element {
  const parent = holder.parentElement;
  if (parent === null || lineOf(parent, 400).length > 200) return holder;
  const siblings = [...parent.children]
    .slice(0, 6)
    .filter(child => child !== holder && roleOf(hintsOf(child)) === 'from');
  const others = parent.children.length - siblings.length - 1;
  return siblings.length > 0 && others === 0 ? parent : holder;
}

/** What a block says once its ambiguous labels are settled. */
export interface Header {
  readonly block: Block;
  readonly from: readonly Named[];
  readonly recipients: readonly (Named & { readonly role: PersonRole })[];
  readonly date: string | null;
  readonly subject: string | null;
  readonly messageId: string | null;
  readonly labels: number;
}

const RECIPIENTS: Readonly<Partial<Record<Field, PersonRole>>> = { to: 'to', cc: 'cc', bcc: 'bcc', replyTo: 'replyTo' };

export function headerOf(block: Block, context: WhenContext): Header {
  let from: readonly Named[] = [];
  let date: string | null = null;
  let subject: string | null = null;
  let messageId: string | null = null;
  let labels = 0;
  const recipients: (Named & { role: PersonRole })[] = [];
  for (const { fields, nodes, isLabelled } of block.found) {
    let isUsed = true;
    const role = fields.map(field => RECIPIENTS[field]).find(found => found !== undefined);
    if (fields.includes('from') && from.length === 0) from = senderIn(nodes);
    else if (role !== undefined) recipients.push(...peopleIn(nodes).map(person => ({ ...person, role })));
    else if (fields.includes('date') && date === null) date = momentIn(nodes, context);
    else if (fields.includes('subject') && subject === null)
      subject = textOfNodes(nodes.filter(isNoButton), 300) || null;
    else if (fields.includes('messageId')) messageId = textOfNodes(nodes, 400).replace(/^<|>$/g, '') || null;
    else isUsed = false;
    if (isUsed && isLabelled) labels += 1;
  }
  return { block, from, recipients: distinct(recipients), date, subject, messageId, labels };
}

/** Whether a node is no button that stands behind a value. */
function isNoButton(node: Node): boolean {
  // The node type says so; `instanceof` would fail for elements of another frame.
  return node.nodeType !== Node.ELEMENT_NODE || !(node as Element).matches(BUTTONS);
}

/** The first: what follows is who sent it for them, or a button. */
function senderIn(nodes: readonly Node[]): readonly Named[] {
  const people = peopleIn(nodes, 5);
  const sender = people.find(({ email }) => email !== null) ?? people[0];
  return sender === undefined ? [] : [sender];
}

function distinct<Person extends Named & { readonly role: PersonRole }>(people: readonly Person[]): readonly Person[] {
  const known = new Map<string, Person>();
  for (const person of people) {
    const key = `${person.role} ${person.email ?? person.name}`;
    if (!known.has(key)) known.set(key, person);
  }
  return [...known.values()];
}

/** A message that was found, before it becomes an item. */
export interface Message {
  readonly part: Part;
  readonly header: Header;
  /** What it says; `null` while it is collapsed. */
  readonly body: Body | null;
  readonly date: string | null;
  readonly subject: string | null;
  /** The first words that a collapsed message shows. */
  readonly preview: string | null;
}

/** Elements that hold the text, the first one first, or the document of the frame that does. */
interface Body {
  readonly elements: readonly Element[];
  readonly snippet: string | null;
  readonly isSure: boolean;
}

/** Where subjects may stand, looked for once. */
interface Marks {
  readonly subjects: readonly Element[];
  readonly headings: readonly Element[];
}

/** The messages on view in a part of the page; what is quoted in them, listed beside them, or being written is none. */
export function messagesIn(
  part: Part,
  { seeds }: Scan,
  blocks: readonly Block[],
  parts: readonly Part[],
  context: WhenContext,
): readonly Message[] {
  const headers = blocks
    .map(block => headerOf(block, context))
    .map(header => withSender(header, seeds))
    .map(header => withNamedSender(header, context))
    .filter(header => header.from.length > 0);
  if (headers.length === 0) return [];
  const marks: Marks = {
    subjects: elementsAcross(part.page, SUBJECTS, 2000),
    headings: elementsAcross(part.page, HEADINGS, 2000),
  };
  const starts = headers.map(({ block }) => firstOf(block));
  const messages: Message[] = [];
  for (const header of headers) {
    const first = firstOf(header.block);
    if (messages.some(({ body }) => body?.elements.some(element => element.contains(first)))) continue;
    const others = starts.filter(start => start !== first && !first.contains(start));
    if (isInText(first, header, others)) continue;
    const body = bodyOf(header.block, others, part, parts);
    const date = header.date ?? dateNear(header.block, others, body, context);
    const labelled = header.subject;
    const subject = labelled ?? subjectNear(header.block, others, marks, body);
    if (!isMessage(header, body, date, labelled ?? hintedSubject(header.block, others, marks))) continue;
    const preview = body === null ? previewIn(scopeOf(first, others)) : null;
    messages.push({ part, header, body, date, subject, preview });
  }
  return withoutList(messages);
}

/** What a collapsed message shows of its text, as far as the program calls it so. */
function previewIn(scope: Element): string | null {
  if (lineOf(scope, 2000).length > 1000) return null;
  const previews = elementsOf(
    scope,
    '[class*="preview" i], [class*="snippet" i], [class*="excerpt" i], [data-test-id*="snippet" i]',
    5,
  );
  const preview = previews.find(element => isShown(element) && element.closest(QUOTED) === null);
  return preview === undefined ? null : excerpt(lineOf(preview, 400));
}

function firstOf(block: Block): Element {
  const [first] = block.found;
  // A block is made with its first part.
  if (first === undefined) throw new Error('a block without parts');
  return first.anchor;
}

/** Somebody with an address just before the recipients, where the program prints no label for the sender. */
function withSender(header: Header, seeds: readonly Element[]): Header {
  if (header.from.length > 0 || header.recipients.length === 0) return header;
  const first = firstOf(header.block);
  let around = first.parentElement;
  for (let level = 0; level < 9 && around !== null; level += 1, around = around.parentElement) {
    if (lineOf(around, 2400).length > 1200) return header;
    const scope = around;
    const before = seeds.filter(
      seed =>
        scope.contains(seed) && inOrder(seed, first) < 0 && seed.closest(QUOTED) === null && !seed.contains(first),
    );
    const people = before.length === 0 ? [] : peopleIn(before, 5);
    const emails = new Set(people.map(({ email }) => email));
    const [sender] = people;
    if (sender === undefined || sender.email === null) continue;
    if (emails.size > 1) return header;
    const [element] = before;
    const name = sender.name ?? (element === undefined ? null : nameBeside(element));
    if (element === undefined) return header;
    const found: Found = { fields: ['from'], anchor: element, nodes: before, isLabelled: false, textBefore: null };
    return { ...header, block: { found: [found, ...header.block.found] }, from: [{ ...sender, name }] };
  }
  return header;
}

/**
 * The one name that stands before the recipients, beside the date and nothing else: programs for offices show neither a
 * label nor the sender's address. Only where the recipients are names, too.
 */
function withNamedSender(header: Header, context: WhenContext): Header {
  const [recipients] = header.block.found;
  if (header.from.length > 0 || recipients?.isLabelled !== true || recipients.fields[0] !== 'to') return header;
  if (header.recipients.length === 0 || header.recipients.some(({ email }) => email !== null)) return header;
  let around = recipients.anchor.parentElement;
  for (let level = 0; level < 6 && around !== null; level += 1, around = around.parentElement) {
    if (lineOf(around, 1200).length > 600) return header;
    const before = elementsOf(around, 'span, div, td, a, strong, b', 80).filter(
      element =>
        element.childElementCount === 0 && inOrder(element, recipients.anchor) < 0 && lineOf(element, 90) !== '',
    );
    const shown = before.filter(element => isShown(element) && !isInHeadingOrTool(element));
    const dates = shown.filter(element => mailDateIn(lineOf(element, 90), context)?.includes('T') === true);
    const rest = shown.filter(element => !dates.includes(element));
    const [sender] = rest;
    const name = sender === undefined ? '' : lineOf(sender, 90);
    if (new Set(rest.map(element => lineOf(element, 90))).size > 1) return header;
    if (sender === undefined || dates.length !== 1) continue;
    if (!name.includes(' ') || !isLikeName(name)) return header;
    const found: Found = { fields: ['from'], anchor: sender, nodes: [sender], isLabelled: false, textBefore: null };
    return { ...header, block: { found: [found, ...header.block.found] }, from: [{ name, email: null }] };
  }
  return header;
}

function isInHeadingOrTool(element: Element): boolean {
  return element.closest(`${HEADINGS}, button, [role="toolbar"], [role="menu"]`) !== null;
}

/** The name in front of an address that stands in an element of its own. */
function nameBeside(element: Element): string | null {
  let holder = element.parentElement;
  const own = lineOf(element, 200).length;
  // In the line above it, perhaps, with nothing else around.
  for (let level = 0; level < 3 && holder !== null; level += 1, holder = holder.parentElement) {
    const { length } = lineOf(holder, 300);
    if (length > 160 || holder.querySelector(HEADINGS) !== null) return null;
    if (level > 0 && length <= own + 2) continue;
    const [person, another] = peopleIn([holder], 2);
    if (person?.email == null || another !== undefined) return null;
    if (person.name !== null) return level === 0 || isLikeName(person.name) ? person.name : null;
    if (length > own + 2) return null;
  }
  return null;
}

/** A header must say more than who: a name beside a date is a comment, a search result, a cell of a table. */
function isMessage(header: Header, body: Body | null, date: string | null, subject: string | null): boolean {
  const [sender] = header.from;
  if (sender === undefined) return false;
  const first = firstOf(header.block);
  const hasRecipients = header.recipients.length > 0;
  const said = [date !== null, hasRecipients, subject !== null].filter(Boolean).length;
  if (sender.email === null) {
    const isUnlabelled = header.block.found[0]?.isLabelled === false && header.labels > 0;
    if (isUnlabelled && header.recipients.every(({ email }) => email === null))
      return date !== null && body?.isSure === true && hasRecipients && sender.name !== null;
    // Names alone: only with most of a header's labels around them.
    const isNamed = sender.name !== null && isLikeName(sender.name);
    const hasAddress = header.recipients.some(({ email }) => email !== null);
    // Where the program calls it mail, and names the subject, the text and the date so, two labels do.
    if (isNamed && header.labels >= 2 && said === 3 && body?.isSure === true && isInMail(first)) return true;
    // Stations, shops and parcels have a "from" and a "to" as well.
    const hasText = body !== null && !isInSameTable(header.block, body);
    return (
      isNamed &&
      (hasText || isInMail(first)) &&
      header.labels >= 3 &&
      said >= 2 &&
      (header.subject !== null || hasAddress)
    );
  }
  if (header.labels >= 2) return true;
  if (isComment(first)) return false;
  const isMail = hasRecipients || subject !== null || isInMail(first);
  return isMail && said + (body === null ? 0 : 1) >= (isInMail(first) ? 1 : 2);
}

/** Whether what was taken for the text is another row of the table that the header is in. */
function isInSameTable(block: Block, body: Body): boolean {
  const table = firstOf(block).closest('table, dl');
  return table !== null && body.elements.length > 0 && body.elements.every(element => table.contains(element));
}

/** Whether the program calls what is around the header mail. */
function isInMail(first: Element): boolean {
  let at: Element | null = first;
  for (let level = 0; level < 12 && at !== null; level += 1, at = at.parentElement) {
    const name = `${attributeOf(at, 'class', 300)} ${attributeOf(at, 'id', 100)} ${attributeOf(at, 'data-testid', 100)}`;
    if (/mail|message|envelope|\bmsg|conversation/i.test(name)) return true;
  }
  return false;
}

/** Whether the header stands in running text, below a reply: then it is what an older program puts above a quote. */
function isInText(first: Element, header: Header, others: readonly Element[]): boolean {
  const top = topOf(first, header);
  let at: Element = top;
  for (let level = 0; level < 3; level += 1) {
    const parent: Element | null = at.parentElement;
    if (parent === null) return false;
    let prose = 0;
    let count = 0;
    for (let node = at.previousSibling; node !== null && count < 30; node = node.previousSibling, count += 1) {
      // Another message of the conversation, collapsed to a line.
      if (others.some(other => node?.contains(other))) continue;
      if (isProse(node)) prose += node.nodeName === 'P' ? 2 : 1;
      if (prose >= 2) return true;
    }
    if (parent.nodeName === 'BODY' || isTextPart(parent)) return isTextPart(parent) && prose > 0;
    at = parent;
  }
  return false;
}

/** The outermost element that begins with the header. */
function topOf(first: Element, header: Header): Element {
  const last = header.block.found.at(-1)?.anchor ?? first;
  return commonAncestor(first, last, MOST_LEVELS + 2) ?? first;
}

const CONTROLS =
  'a, button, input, select, textarea, [role="button"], [role="toolbar"], h1, h2, h3, h4, h5, h6, [role="heading"], table, ul, ol, iframe, time';

function isProse(node: Node): boolean {
  if (node.nodeType === Node.TEXT_NODE) return /\p{L}{2}/u.test((node.nodeValue ?? '').slice(0, 2000));
  if (node.nodeName !== 'P' && node.nodeName !== 'DIV' && node.nodeName !== 'SPAN') return false;
  // P, DIV and SPAN are elements.
  const element = node as Element;
  if (element.matches(CONTROLS) || element.querySelector(CONTROLS) !== null || !isShown(element)) return false;
  const hints = hintsOf(element);
  if (
    hasHint(
      hints,
      'subject',
      'title',
      'date',
      'time',
      'header',
      'toolbar',
      'label',
      'status',
      'folder',
      'notice',
      'warning',
      'heading',
    )
  )
    return false;
  return /\p{L}{2}/u.test(lineOf(element, 400));
}

/** A program's name for the text of a message. */
function isTextPart(element: Element): boolean {
  const hints = hintsOf(element);
  return (
    isBodyHint(hints) &&
    !hasHint(
      hints,
      'header',
      'headers',
      'container',
      'wrapper',
      'page',
      'main',
      'app',
      'layout',
      'tbody',
      'panel',
      'pane',
      'view',
    )
  );
}

function isBodyHint(hints: ReadonlySet<string>): boolean {
  return (
    hasHint(
      hints,
      'body',
      'msgbody',
      'messagebody',
      'mailbody',
      'emailbody',
      'bodytext',
      'messagetext',
      'msgtext',
      'mailtext',
      'bdy',
      'htmlpart',
      'textpart',
      'rcm',
      'moztextplain',
      'moztexthtml',
      'plaintext',
    ) ||
    (hasHint(hints, 'content', 'text', 'html', 'plain') &&
      !hasHint(
        hints,
        'header',
        'headers',
        'subject',
        'date',
        'button',
        'btn',
        'nowrap',
        'muted',
        'label',
        'sidebar',
        'icon',
        'tooltip',
        'list',
        'input',
      ))
  );
}

const NOT_BODY = [
  'attach',
  'attachment',
  'attachments',
  'toolbar',
  'actions',
  'action',
  'button',
  'buttons',
  'btn',
  'menu',
  'reply',
  'quickreply',
  'compose',
  'composer',
  'editor',
  'footer',
  'avatar',
  'label',
  'labels',
  'tags',
  'flags',
  'header',
  'headers',
  'hdr',
  'date',
  'time',
  'timestamp',
  'subject',
  'recipient',
  'recipients',
  'sender',
  'from',
  'to',
  'cc',
  'notice',
  'warning',
  'banner',
  'status',
  'sidebar',
  'nav',
  'navigation',
  'list',
  'folder',
  'folders',
  'preview',
  'signature',
  'tooltip',
  'popover',
  'remote',
  'objects',
];

const BODY_CANDIDATES =
  'pre, iframe, [class*="body" i], [id*="body" i], [class*="content" i], [id*="content" i], [class*="text" i], [id*="text" i], ' +
  '[class*="html" i], [class*="plain" i], [class*="bdy" i], [data-test-id*="body" i], [data-testid*="body" i], [data-testid*="content" i], article';

/** The text that belongs to a header: what the program calls so, or a frame, or what simply follows. */
function bodyOf(block: Block, others: readonly Element[], part: Part, parts: readonly Part[]): Body | null {
  const last = lastNodeOf(block);
  // The element around the header that has no other message in it.
  const scope = scopeOf(firstOf(block), others);
  let looked = 0;
  const candidates = elementsAcross(scope, BODY_CANDIDATES, 3000);
  for (const element of candidates) {
    if (looked > 40) break;
    if (!follows(element, last) || element.contains(firstOf(block))) continue;
    if (others.some(other => element.contains(other) && scope !== element && isRepeat(other, block))) continue;
    const isFrame = element.tagName === 'IFRAME';
    if (!isFrame && element.tagName !== 'PRE' && !isBodyHint(hintsOf(element))) continue;
    if (isAside(element, scope) || !isShown(element)) continue;
    looked += 1;
    const body = isFrame ? bodyInFrame(element, parts) : bodyAt(textIn(element));
    if (body !== null && (body.snippet !== null || holdsQuote(body.elements))) return body;
  }
  const following = bodyBehind(last, scope, others, parts);
  if (following !== null) return following;
  return part.frame === null || others.length > 0 ? null : bodyInNextFrame(part, parts);
}

function bodyAt(element: Element): Body {
  return { elements: [element], snippet: snippetOf(element), isSure: true };
}

const NAMED_BODY = '[class*="body" i], [id*="body" i]';

/** The element that the program calls the body, in one that has nothing in front of it but headings and attachments. */
function textIn(element: Element): Element {
  if (hasHint(hintsOf(element), 'body', 'msgbody', 'messagebody', 'mailbody', 'emailbody')) return element;
  const inner = elementsOf(element, NAMED_BODY, 5).find(
    other => hasHint(hintsOf(other), 'body', 'msgbody', 'messagebody', 'mailbody', 'emailbody') && isShown(other),
  );
  if (inner === undefined || snippetOf(inner) === null) return element;
  for (let at: Element = inner; at !== element && at.parentElement !== null; at = at.parentElement) {
    for (let node = at.previousSibling, count = 0; node !== null && count < 50; node = node.previousSibling, count += 1)
      if (!isAboveText(node)) return element;
  }
  return inner;
}

/** Whether a node in front of a text is no part of it: a heading for those who hear the page, attachments, nothing. */
function isAboveText(node: Node): boolean {
  if (node.nodeType === Node.TEXT_NODE) return (node.nodeValue ?? '').slice(0, 1000).trim() === '';
  if (node.nodeType !== Node.ELEMENT_NODE) return true;
  // The node type says so; `instanceof` would fail for elements of another frame.
  const element = node as Element;
  if (element.matches(HEADINGS) || !isShown(element) || isDecoration(element)) return true;
  return (
    readText(element, 400, inner =>
      inner.matches(HEADINGS) || hasHint(hintsOf(inner), 'attach', 'attachment', 'attachments', 'attachmentslist')
        ? 'skip'
        : 'read',
    ).trim() === ''
  );
}

function holdsQuote(elements: readonly Element[]): boolean {
  return elements.some(element => element.querySelector(QUOTED) !== null);
}

/** Whether another header looks like the beginning of a message of its own, and not like one that is quoted. */
function isRepeat(other: Element, block: Block): boolean {
  const first = firstOf(block);
  return isSameKind(other, first);
}

function follows(element: Element, node: Node): boolean {
  return (node.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0 && !element.contains(node);
}

function isAside(element: Element, scope: Element): boolean {
  let at: Element | null = element;
  for (let level = 0; level < 6 && at !== null && at !== scope; level += 1, at = at.parentElement) {
    if (
      hasHint(hintsOf(at), ...NOT_BODY) ||
      at.matches('form, [contenteditable="true"], [role="toolbar"], nav, footer, button, a')
    ) {
      if (at.tagName === 'FORM' && at.querySelector('textarea, [contenteditable="true"], input[type="text"]') === null)
        continue;
      return true;
    }
  }
  return element.querySelector('textarea, [contenteditable="true"]') !== null;
}

function lastNodeOf(block: Block): Node {
  const nodes = block.found.flatMap(found => [found.anchor, ...found.nodes]);
  return nodes.reduce<Node>((last, node) => (inOrder(last, node) < 0 ? node : last), firstOf(block));
}

/** The largest element around a header that has no other header in it. */
function scopeOf(first: Element, others: readonly Element[]): Element {
  let at = first;
  for (let level = 0; level < 200; level += 1) {
    const parent: Element | null = at.parentElement;
    if (parent === null || parent.tagName === 'HTML') return at;
    if (others.some(other => parent.contains(other) && isApart(at, other, parent))) {
      // Header and text as neighbours of the next header and text.
      return at.nextElementSibling === null || others.some(other => at.nextElementSibling?.contains(other))
        ? at
        : parent;
    }
    at = parent;
  }
  return at;
}

/** Whether the other header begins a neighbour of the same kind, rather than being deep in the text. */
function isApart(own: Element, other: Element, parent: Element): boolean {
  for (let child: Element | null = other; child !== null; child = child.parentElement) {
    if (child.parentElement === parent) return isSameKind(child, own) && textBefore(child, other) < 100;
  }
  return false;
}

/** Elements that a program made alike; one of them may be marked as open. */
function isSameKind(one: Element, other: Element): boolean {
  if (one.tagName !== other.tagName) return false;
  if (one.classList.length === 0 || other.classList.length === 0)
    return one.classList.length === other.classList.length;
  return [...one.classList].slice(0, 20).some(name => other.classList.contains(name));
}

/** How many characters stand in an element before a part of it. */
function textBefore(element: Element, inner: Element): number {
  return readText(element, 200, at => (at === inner ? 'stop' : 'read')).trim().length;
}

function bodyInFrame(frame: Element, parts: readonly Part[]): Body | null {
  const inner = parts.find(part => part.frame === frame)?.page.body ?? null;
  return inner === null ? null : { elements: [inner], snippet: snippetOf(inner), isSure: true };
}

/** In a frameset the header and the text may be neighbours. */
function bodyInNextFrame(part: Part, parts: readonly Part[]): Body | null {
  const siblings = parts.filter(other => other.parent === part.parent && other !== part);
  for (const { frame, page } of siblings) {
    if (frame === null || part.frame === null || inOrder(part.frame, frame) > 0) continue;
    const snippet = snippetOf(page.body);
    if (snippet !== null && page.querySelector('form, nav') === null)
      return { elements: [page.body], snippet, isSure: false };
  }
  return null;
}

/** What follows the header, where nothing has a name that says so. */
function bodyBehind(last: Node, scope: Element, others: readonly Element[], parts: readonly Part[]): Body | null {
  let at: Node = last;
  for (let level = 0; level < 14 && at !== scope; level += 1) {
    const elements: Element[] = [];
    const texts: string[] = [];
    let count = 0;
    for (let node = at.nextSibling; node !== null && count < 200; node = node.nextSibling, count += 1) {
      if (node.nodeType === Node.TEXT_NODE && level > 0)
        texts.push(cleanLine((node.nodeValue ?? '').slice(0, 2000), 400));
      if (node.nodeType !== Node.ELEMENT_NODE) continue;
      // The node type says so; `instanceof` would fail for elements of another frame.
      const element = node as Element;
      if (isFurtherRow(element, at)) continue;
      if (others.some(other => element.contains(other) && isRepeatOf(element, at))) break;
      if (!isShown(element) || isDecoration(element)) {
        if (texts.join('').length > 60) break;
        continue;
      }
      if (element.tagName === 'IFRAME') {
        const body = bodyInFrame(element, parts);
        if (body !== null) return body;
        continue;
      }
      const frame = element.querySelector('iframe');
      const inner = frame === null ? null : bodyInFrame(frame, parts);
      if (inner?.snippet != null) return inner;
      if (element.matches(QUOTED)) {
        elements.push(element);
        break;
      }
      const snippet = BLOCKS.has(element.tagName) || level > 0 ? snippetOf(element) : null;
      if (snippet === null) continue;
      elements.push(element);
      texts.push(snippet);
      if (texts.join(' ').length > 160) break;
    }
    const snippet = excerpt(texts.join(' '));
    if (snippet !== null && elements.length + texts.length > 0 && isSentence(snippet, elements))
      return { elements, snippet, isSure: false };
    const parent: Element | null = at.parentElement;
    if (parent === null) return null;
    at = parent;
  }
  return null;
}

/** Whether an element is another row of the header's table, of which no label is known: the text has no cell beside it. */
function isFurtherRow(element: Element, at: Node): boolean {
  if (element.tagName === 'DT' || element.tagName === 'DD') return at.nodeName === 'DT' || at.nodeName === 'DD';
  const cells = element.tagName === 'TR' ? element.childElementCount : 0;
  // The name says that it is an element.
  return at.nodeName === 'TR' && cells > 1 && cells === (at as Element).childElementCount;
}

function isRepeatOf(element: Element, at: Node): boolean {
  // Only an element has a class to compare.
  return (
    at.nodeType !== Node.ELEMENT_NODE ||
    (element.tagName === at.nodeName && element.className === (at as Element).className)
  );
}

/** More than what stands on a button or behind a header: a text of its own block, or one with several words. */
function isSentence(snippet: string, elements: readonly Element[]): boolean {
  return elements.some(element => BLOCKS.has(element.tagName)) || snippet.split(' ').length > 3;
}

/** Tool bars, lists of attachments and other things around a text. */
function isDecoration(element: Element): boolean {
  if (
    element.matches(
      'button, input, select, textarea, form, nav, footer, header, hr, br, script, style, time, a, img, svg, [role="toolbar"], [role="button"], [role="menu"], [role="separator"]',
    )
  )
    return true;
  if (element.querySelector('iframe') !== null) return false;
  if (hasHint(hintsOf(element), ...NOT_BODY)) return true;
  if (
    element.querySelector('time, [class*="date" i], [class*="timestamp" i]') !== null &&
    lineOf(element, 200).length < 80
  )
    return true;
  if (element.querySelector('textarea, [contenteditable="true"]') !== null) return true;
  // Nothing but controls.
  const text = lineOf(element, 400);
  if (text === '') return true;
  const controls = elementsOf(element, 'a, button, [role="button"], label, option', 60);
  const inControls = controls.filter(control => control.parentElement?.closest('a, button, [role="button"]') == null);
  const length = inControls.reduce((sum, control) => sum + lineOf(control, 400).length, 0);
  return controls.length > 1 && length >= text.length * 0.7;
}

const DATE_CANDIDATES =
  'time, [datetime], [data-timestamp], [data-time], [data-date], [data-datetime], [data-ts], [class*="date" i], [class*="time" i], [id*="date" i], ' +
  '[class*="sent" i], [class*="received" i], [data-testid*="date" i], [data-test-id*="date" i], abbr[title], span[title]';

/** A date near a header that does not label it. */
function dateNear(block: Block, others: readonly Element[], body: Body | null, context: WhenContext): string | null {
  const first = firstOf(block);
  const isOwn = (element: Element) =>
    isShown(element) &&
    element.closest(QUOTED) === null &&
    body?.elements.some(inner => inner.contains(element)) !== true;
  const inLine = dateInLine(block, context);
  if (inLine !== null) return inLine;
  let around: Element | null = first;
  for (
    let level = 0;
    level < 11 && around !== null && around.tagName !== 'HTML';
    level += 1, around = around.parentElement
  ) {
    const scope: Element = around;
    if (others.some(other => scope.contains(other) && body?.elements.some(inner => inner.contains(other)) !== true))
      return null;
    const candidates = elementsOf(scope, DATE_CANDIDATES, 60).filter(isOwn);
    for (const element of candidates) {
      const moment = momentOn(element, context) ?? momentIn([element], context);
      if (moment !== null) return moment;
    }
    // Without a name: the one short text that is a date and nothing else.
    if (level > 0 && lineOf(scope, 3000).length < 2500) {
      const leaves = elementsOf(scope, 'span, div, td, i, em, small, p, abbr', 120)
        .filter(element => element.childElementCount === 0 && isOwn(element))
        .map(element => lineOf(element, 80))
        .filter(text => text.length >= 4 && text.length <= 70 && /\p{Nd}/u.test(text));
      for (const text of leaves.slice(0, 20)) {
        const moment = mailDateIn(text, context);
        if (moment !== null) return moment;
      }
    }
  }
  return null;
}

/** A date and a time behind the sender in one line: "From Ruth Feldman on 2026-03-12 21:05". */
function dateInLine(block: Block, context: WhenContext): string | null {
  const sender = block.found.find(({ fields }) => fields.includes('from'));
  const last = sender?.nodes.at(-1);
  const after = [...(sender?.nodes.filter(({ nodeType }) => nodeType === Node.TEXT_NODE) ?? []), last?.nextSibling];
  for (const node of after) {
    if (node?.nodeType !== Node.TEXT_NODE) continue;
    const text = cleanLine((node.nodeValue ?? '').slice(0, 300), 90);
    if (text.length > 70 || !/\p{Nd}/u.test(text)) continue;
    // One short word may stand between.
    for (const rest of [text, text.replace(/^[\p{L}\p{M}]{1,6}\s+/u, '')]) {
      const moment = mailDateIn(rest, context);
      if (moment?.includes('T')) return moment;
    }
  }
  return null;
}

const SUBJECTS =
  '[class*="subject" i], [id*="subject" i], [data-testid*="subject" i], [data-test-id*="subject" i], [ng-bind*="subject" i], [class*="betreff" i], ' +
  '[class*="thread-title" i], [class*="conversation-title" i]';
const HEADINGS = 'h1, h2, h3, h4, h5, [role="heading"]';

/** What the program calls the subject, nearest to the header. */
function hintedSubject(block: Block, others: readonly Element[], marks: Marks): string | null {
  return nearest(block, others, marks.subjects, element => {
    const hints = hintsOf(element);
    const isNamed =
      hasHint(hints, 'subject', 'betreff') || (hints.has('title') && hasHint(hints, 'thread', 'conversation'));
    return (
      isNamed &&
      (hints.has('value') || !hints.has('label')) &&
      !hasHint(hints, 'icon', 'button', 'btn', 'sort', 'list', 'sender', 'from') &&
      element.closest('thead, th') === null
    );
  });
}

function subjectNear(block: Block, others: readonly Element[], marks: Marks, body: Body | null): string | null {
  const hinted = hintedSubject(block, others, marks);
  if (hinted !== null) return hinted;
  const isOutside = (element: Element) => body?.elements.some(inner => inner.contains(element)) !== true;
  return nearest(block, others, marks.headings, isOutside) ?? lineAbove(block);
}

/** The short text just above the header's parts, where it is no heading: a row of its table, a line of its box. */
export function lineAbove(block: Block): string | null {
  let at: Element = firstOf(block);
  for (let level = 0; level < 4; level += 1) {
    const parent: Element | null = at.parentElement;
    if (parent === null || parent.tagName === 'BODY' || lineOf(parent, 6000).length > 4000) return null;
    let before = at.previousElementSibling;
    for (let count = 0; before !== null && count < 4; count += 1, before = before.previousElementSibling) {
      const text = lineOf(before, 300);
      if (text === '' || text.includes('@') || !isShown(before)) continue;
      const hasControls = before.querySelector('a, button, input, select, [role="button"], time, img') !== null;
      if (hasControls || before.matches(CONTROLS)) return null;
      const isText = text.length >= 3 && text.length <= 200 && /\p{L}{2}/u.test(text);
      return isText && fieldsOf(text).length === 0 ? text : null;
    }
    at = parent;
  }
  return null;
}

/** The last that matches before the header, or the first in it; not in another message's. */
function nearest(
  block: Block,
  others: readonly Element[],
  elements: readonly Element[],
  isRight: (element: Element) => boolean,
): string | null {
  const first = firstOf(block);
  const last = lastNodeOf(block);
  const around = commonAncestor(
    first,
    last.nodeType === Node.ELEMENT_NODE ? (last as Element) : (last.parentElement ?? first),
    20,
  );
  let before: Element | null = null;
  let looked = 0;
  for (const element of elements) {
    if (element.closest(QUOTED) !== null || isInList(element, first)) continue;
    const isBefore = inOrder(element, first) < 0;
    const isWithin = around?.contains(element) === true || first.contains(element);
    if (!isBefore && !isWithin && !isBehind(element, last)) break;
    if (!isRight(element) || !isShown(element) || isAroundSubject(element, isRight)) continue;
    looked += 1;
    if (looked > 60) break;
    const text = element.contains(first) ? null : subjectIn(element);
    if (text === null || parseNamedAddress(text) !== null) continue;
    if (isBefore) before = element;
    else return before === null || isWithin ? (before === null ? text : subjectIn(before)) : subjectIn(before);
  }
  if (before === null) return null;
  const found = before;
  // Of several messages each may have its own.
  if (others.some(other => inOrder(found, other) < 0 && inOrder(other, first) < 0) && !isShared(found, others, first))
    return null;
  return subjectIn(found);
}

/** Whether an element is the row of the subject, which is in one of its own. */
function isAroundSubject(element: Element, isRight: (element: Element) => boolean): boolean {
  const isRow =
    element.tagName === 'TR' || hasHint(hintsOf(element), 'row', 'line', 'wrapper', 'container', 'parent', 'header');
  return isRow && elementsOf(element, SUBJECTS, 8).some(other => isRight(other) && isShown(other));
}

/** A subject just behind the header's parts, before the text. */
function isBehind(element: Element, last: Node): boolean {
  const holder = last.parentElement?.parentElement?.parentElement ?? null;
  return holder?.contains(element) === true && !element.contains(last);
}

/** Whether an element belongs to a row of a list beside the message. */
function isInList(element: Element, first: Element): boolean {
  const row = element.closest('tr, li, [role="option"], [role="row"], [role="listitem"]');
  const list = row?.parentElement ?? null;
  if (row !== null && list !== null && !row.contains(first) && !list.contains(first) && list.childElementCount > 1)
    return true;
  // Rows that are made of other elements are alike in what they hold.
  const [name = ''] = element.classList;
  let at = element;
  for (let level = 0; name !== '' && level < 8; level += 1) {
    const parent: Element | null = at.parentElement;
    if (parent === null || parent.contains(first)) return false;
    const beside = at.nextElementSibling ?? at.previousElementSibling;
    if (beside !== null && beside.tagName === at.tagName && beside.getElementsByClassName(name).length > 0) return true;
    at = parent;
  }
  return false;
}

/** Whether a subject stands above all messages of a conversation. */
function isShared(subject: Element, others: readonly Element[], first: Element): boolean {
  const row = subject.closest('tr, li, [role="row"], [role="option"], [role="listitem"]');
  return row === null || row.contains(first) || others.every(other => !row.contains(other));
}

function subjectIn(element: Element): string | null {
  // Without buttons behind it; a subject that is all link is one nevertheless.
  const bare = cleanLine(
    readText(element, 600, inner => (inner.matches(BUTTONS) ? 'skip' : 'read')),
    300,
  );
  const text = bare === '' ? lineOf(element, 300) : bare;
  return text === '' || text.length > 290 ? null : text;
}

const BUTTONS = 'button, [role="button"], a[title][href="#"], a[title]:not([href])';

/** Of several headers without any text the page shows a list; of a conversation at least one is open. */
function withoutList(all: readonly Message[]): readonly Message[] {
  const messages = all.filter(message => !all.some(other => other !== message && isRowOf(message, other)));
  if (messages.length < 2) return messages;
  const open = messages.filter(({ body }) => body !== null);
  if (open.length === 0) return [];
  const groups = new Map<Element | null, Message[]>();
  for (const message of messages) {
    const row = rowOf(message, messages);
    const key = row?.parentElement ?? null;
    groups.set(key, [...(groups.get(key) ?? []), message]);
  }
  return [...groups.entries()]
    .filter(
      ([, group]) =>
        group.length === 1 ||
        group.some(({ body, header }) => body !== null && (body.isSure || header.recipients.length > 0)),
    )
    .flatMap(([, group]) => group)
    .sort((a, b) => inOrder(firstOf(a.header.block), firstOf(b.header.block)));
}

/** Whether a message is but the row of a list from which the other one was opened: the text is the other's. */
function isRowOf(row: Message, open: Message): boolean {
  const [text] = row.body?.elements ?? [];
  const [own] = open.body?.elements ?? [];
  return (
    text !== undefined &&
    text === own &&
    row.header.labels + row.header.recipients.length < open.header.labels + open.header.recipients.length
  );
}

/** The element around a message that is a neighbour of the others'. */
function rowOf(message: Message, messages: readonly Message[]): Element | null {
  const others = messages.filter(other => other !== message).map(other => firstOf(other.header.block));
  let at: Element | null = firstOf(message.header.block);
  for (let level = 0; level < 40 && at !== null; level += 1) {
    const parent: Element | null = at.parentElement;
    if (parent === null || others.some(other => parent.contains(other))) return at;
    at = parent;
  }
  return null;
}

/** The message as an item. */
export function itemOfMessage(message: Message, url: string | null, owner: Owner): CapturedItem {
  const { header } = message;
  const people: CapturedPerson[] = [];
  const add = ({ name, email }: Named, role: PersonRole) => {
    const isMe = email === null && name !== null && isMyself(name);
    if (isMe && owner.email === null) return;
    const address = isMe ? owner.email : email;
    const isSelf = address !== null && owner.isOwn(address);
    const shown = isMe || (isSelf && name !== null && isMyself(name)) ? owner.name : name;
    people.push({ name: shown, email: address, role, isSelf });
  };
  for (const person of header.from) add(person, 'from');
  for (const { role, ...person } of header.recipients) {
    // Where answers go is worth telling only where it is somebody else.
    if (role === 'replyTo' && header.from.some(({ email }) => email !== null && email === person.email)) continue;
    add(person, role);
  }
  const sender = people.find(({ role }) => role === 'from');
  const direction = sender?.email == null || !owner.isKnown ? 'unknown' : sender.isSelf ? 'outbound' : 'inbound';
  return itemOf('email', {
    title: message.subject,
    people,
    date: message.date,
    snippet: message.body === null ? message.preview : message.body.snippet,
    direction,
    messageId: header.messageId ?? messageIdAround(message),
    url,
  });
}

/** An id that the program keeps on the message. */
function messageIdAround(message: Message): string | null {
  let at: Element | null = firstOf(message.header.block);
  for (let level = 0; level < 16 && at !== null; level += 1, at = at.parentElement) {
    const id = attributeOf(at, 'data-message-id', 400) || attributeOf(at, 'data-messageid', 400);
    if (id !== '') return id;
  }
  return null;
}

/** Whether words stand on the page before the header. */
export function isBelowText(block: Block, page: Document): boolean {
  const first = firstOf(block);
  return first !== page.body && textBefore(page.body, first) > 0;
}

/** The first words of a document that is nothing but the text of a reply; `null` for any other page. */
export function bareReplyIn(page: Document): string | null {
  const { body } = page;
  if (body === null || page.title.trim() !== '') return null;
  if (
    page.querySelector('script, nav, header, main, footer, form, input, button, [role], link[rel="stylesheet"]') !==
    null
  )
    return null;
  const snippet = snippetOf(body);
  if (snippet === null) return null;
  const whole = excerpt(readText(body, 4000));
  // Something was left out as quoted, so it is a reply.
  return whole === snippet ? null : snippet;
}
