import { attributeOf, elementsAcross, elementsOf, isShown, lineOf } from '../dom.ts';
import { itemOf } from '../items.ts';
import { excerpt } from '../quotes.ts';
import type { CapturedItem, PersonRole } from '../site.ts';
import type { WhenContext } from '../when.ts';
import { hasHint, hintsOf, roleOf } from './fields.ts';
import type { Part } from './frames.ts';
import { type Field, fieldsOf, isMyself } from './headers.ts';
import { momentIn, momentOn } from './moments.ts';
import type { Owner } from './owner.ts';
import { isLikeName, type Named, peopleIn } from './people.ts';

/** What rows of a list are, and what they are when a program draws them from plain elements. */
const ROWS = 'tr, [role="row"], [role="option"], [role="listitem"], li';
const MOST_ROWS = 2000;
const MOST_THREADS = 200;

/** The rows of a list of messages in which each shows from whom, what about and when; empty for any other list. */
export function threadsIn(part: Part, context: WhenContext, url: URL, owner: () => Owner): readonly CapturedItem[] {
  const groups = new Map<Element, Element[]>();
  const hasHeads = part.page.querySelector('th') !== null;
  for (const row of elementsAcross(part.page, ROWS, MOST_ROWS)) {
    const parent = row.parentElement;
    if (parent === null || (hasHeads && row.querySelector('th') !== null)) continue;
    const group = groups.get(parent);
    if (group === undefined) groups.set(parent, [row]);
    else group.push(row);
  }
  for (const [parent, rows] of groups) {
    if (rows.length < 2) continue;
    const shown = rows.slice(0, MOST_THREADS).filter(isShown);
    const columns = columnsOf(parent);
    // The first rows tell whether it is worth reading on.
    if (shown.slice(0, 4).every(row => threadOf(row, columns, context, url, owner) === null)) continue;
    const threads = shown.map(row => threadOf(row, columns, context, url, owner)).filter(thread => thread !== null);
    // A row that is no message, a heading for a day perhaps, is none; most have to be.
    if (threads.length >= 2 && threads.length >= shown.length * 0.6) return threads;
  }
  return [];
}

/** What the columns of a table hold, by the row that heads it. */
function columnsOf(parent: Element): readonly (readonly Field[])[] {
  const head = parent.closest('table')?.querySelector('tr') ?? null;
  if (head === null || head.querySelector('th') === null) return [];
  return elementsOf(head, 'th, td', 30).map(cell => fieldsOf(lineOf(cell, 60)));
}

function threadOf(
  row: Element,
  columns: readonly (readonly Field[])[],
  context: WhenContext,
  url: URL,
  owner: () => Owner,
): CapturedItem | null {
  const cells = [...row.children].slice(0, 30);
  const cellOf = (...fields: readonly Field[]): Element | null => {
    const index = columns.findIndex(column => column.some(field => fields.includes(field)));
    return columns.length === cells.length && index !== -1 ? (cells[index] ?? null) : null;
  };
  const within = elementsOf(row, '*', 120);
  const named = (isRight: (hints: ReadonlySet<string>) => boolean) =>
    within.find(element => isRight(hintsOf(element)) && isShown(element)) ?? null;

  let role: PersonRole = 'from';
  const isSender = (hints: ReadonlySet<string>) =>
    roleOf(hints) === 'from' || hasHint(hints, 'fromto', 'correspondents', 'senders', 'participants');
  let sender = cellOf('from');
  // The column says more than a name that the program gives it in all folders.
  if (sender === null) {
    sender = cellOf('to');
    if (sender === null) sender = named(isSender);
    else role = 'to';
  }
  const subject = cellOf('subject') ?? named(hints => hasHint(hints, 'subject', 'betreff'));
  if (sender === null || subject === null || sender === subject || subject.contains(sender)) return null;
  const people = peopleIn([sender], 20).filter(person => isUsable(person));
  const title = lineOf(subject, 300);
  if (people.length === 0 || title === '') return null;
  const date = dateIn(row, cellOf('date'), within, context);
  if (date === null) return null;
  const preview = named(hints => hasHint(hints, 'snippet', 'preview', 'excerpt', 'teaser', 'summary'));
  const link = linkIn(row, url);
  return itemOf('email-thread', {
    title:
      preview !== null && subject.contains(preview) && lineOf(preview, 300) !== ''
        ? withoutEnd(title, lineOf(preview, 300))
        : title,
    people: people.map(({ name, email }) => {
      const isSelf = email !== null && owner().isOwn(email);
      return { name, email, role, isSelf };
    }),
    date,
    snippet: preview === null ? null : excerpt(lineOf(preview, 300)),
    threadId: attributeOf(row, 'data-thread-id', 400) || attributeOf(row, 'data-conversation-id', 400) || null,
    messageId: attributeOf(row, 'data-message-id', 400) || null,
    url: link,
  });
}

function isUsable({ name, email }: Named): boolean {
  return email !== null || (name !== null && isLikeName(name) && !isMyself(name));
}

function withoutEnd(title: string, end: string): string | null {
  const rest = title.endsWith(end) ? title.slice(0, -end.length).replace(/[\s–—-]+$/, '') : title;
  return rest === '' ? null : rest;
}

function dateIn(row: Element, cell: Element | null, within: readonly Element[], context: WhenContext): string | null {
  if (cell !== null) return momentIn([cell], context);
  for (const element of within) {
    const isDate =
      element.tagName === 'TIME' ||
      hasHint(hintsOf(element), 'date', 'time', 'timestamp', 'datetime', 'received', 'sent');
    if (!isDate || !isShown(element)) continue;
    const moment = momentOn(element, context) ?? momentIn([element], context);
    if (moment !== null) return moment;
  }
  return momentOn(row, context);
}

function linkIn(row: Element, url: URL): string | null {
  const href = attributeOf(row.tagName === 'A' ? row : row.querySelector('a[href]'), 'href', 2000);
  if (href === '' || /^(?:#$|javascript:|mailto:)/i.test(href)) return null;
  try {
    const link = new URL(href, url);
    return link.protocol === 'https:' || link.protocol === 'http:' ? link.href : null;
  } catch {
    return null;
  }
}

/** Whether people with addresses stand in rows that each have a date: mail, or a log, but no list of whom to write to. */
export function isDatedList(addressed: readonly Element[], context: WhenContext): boolean {
  const rows = new Map<Element, Set<Element>>();
  for (const element of addressed.slice(0, 200)) {
    const row = element.closest(ROWS);
    const list = row?.parentElement ?? null;
    if (row === null || list === null) continue;
    const known = rows.get(list) ?? new Set();
    known.add(row);
    rows.set(list, known);
  }
  for (const members of rows.values()) {
    if (members.size < 2) continue;
    const dated = [...members].slice(0, 4).filter(row => hasDate(row, context));
    if (dated.length >= 2) return true;
  }
  return false;
}

function hasDate(row: Element, context: WhenContext): boolean {
  const leaves = elementsOf(row, 'time, span, td, div, b, small, abbr', 60).filter(
    element => element.childElementCount === 0,
  );
  return leaves.some(element => {
    const text = lineOf(element, 60);
    return /\p{Nd}/u.test(text) && text.length <= 40 && momentIn([element], context) !== null;
  });
}
