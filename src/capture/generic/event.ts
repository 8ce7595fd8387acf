import { attributeOf, elementsAcross, elementsOf, isShown, lineOf } from '../dom.ts';
import { itemOf } from '../items.ts';
import { snippetOf } from '../quotes.ts';
import type { CapturedItem, CapturedPerson, PersonRole } from '../site.ts';
import { readWhen, type When, type WhenContext } from '../when.ts';
import type { Found } from './fields.ts';
import { QUOTED } from './fields.ts';
import type { Part } from './frames.ts';
import { type Field, fieldsOf, isMyself } from './headers.ts';
import { type Block, inOrder, lineAbove } from './message.ts';
import { isoIn, mailDateIn, textOfNodes } from './moments.ts';
import type { Owner } from './owner.ts';
import { type Named, peopleIn } from './people.ts';

const ROLES: Readonly<Partial<Record<Field, PersonRole>>> = {
  organizer: 'organizer',
  attendee: 'attendee',
  resource: 'resource',
};

/** The appointments whose parts are labelled: when, where, who. */
export function labelledEventsIn(
  part: Part,
  blocks: readonly Block[],
  context: WhenContext,
  url: string | null,
  owner: () => Owner,
): readonly CapturedItem[] {
  return blocks.map(block => eventOf(block, part, context, url, owner)).filter(item => item !== null);
}

/** What opens above a calendar, or is a page of its own. */
const CARDS =
  '[role="dialog"], [role="alertdialog"], dialog[open], [class*="popover"], [class*="popup"], [class*="modal"], [class*="event-"], [class*="eventDetail"], [id*="event"]';
const WHENS =
  'time, [class*="time" i], [class*="date" i], [class*="when" i], [id*="time" i], [id*="date" i], [id*="when" i], [data-start]';
const PLACES = '[class*="location" i], [class*="where" i], [class*="place" i], [class*="venue" i], [class*="room" i]';
const GUESTS = '[class*="attendee" i], [class*="guest" i], [class*="participant" i], [class*="invitee" i]';
const ORGANIZERS = '[class*="organizer" i], [class*="organiser" i], [class*="host" i]';
const TITLES = 'h1, h2, h3, h4, h5, [role="heading"], [class*="title" i], [class*="summary" i], [class*="subject" i]';

/** The appointment in a card on view whose parts the program names only for itself; empty when none is certain. */
export function shownEventsIn(
  part: Part,
  labelled: readonly Found[],
  context: WhenContext,
  url: string | null,
  owner: () => Owner,
): readonly CapturedItem[] {
  for (const card of elementsAcross(part.page, CARDS, 60)) {
    if (!isShown(card) || lineOf(card, 6000).length > 5000) continue;
    const item = shownEvent(card, labelled, context, url, owner);
    if (item !== null) return [item];
  }
  return [];
}

/** People in a card whose list has no name that says what they are. */
const LISTED = '[role="list"], [role="tree"], ul, ol';

function isDialog(card: Element): boolean {
  return card.tagName === 'DIALOG' || /^(?:alert)?dialog$/.test(attributeOf(card, 'role', 20));
}

function shownEvent(
  card: Element,
  labelled: readonly Found[],
  context: WhenContext,
  url: string | null,
  owner: () => Owner,
): CapturedItem | null {
  const first = (selector: string) =>
    elementsOf(card, selector, 30).find(element => isShown(element) && lineOf(element, 300) !== '') ?? null;
  const title = lineOf(first(TITLES), 300) || attributeOf(card, 'aria-label', 300);
  const whens = elementsOf(card, WHENS, 30).filter(isShown);
  const texts = elementsOf(card, 'div, span, p, li, dd, td', 200).filter(element => {
    const text = element.childElementCount <= 3 ? lineOf(element, 140) : '';
    return text.length <= 120 && /\p{Nd}/u.test(text);
  });
  let when: When | null = null;
  for (const element of [...whens, ...texts.slice(0, 25)]) {
    when = whenIn([element], context);
    if (when !== null) break;
  }
  // Without an end or a whole day it may be when anything was written.
  if (title === '' || when === null || (when.end === null && !when.allDay)) return null;
  const placed = first(PLACES);
  const within = labelled.filter(({ anchor }) => card.contains(anchor));
  const where = within.find(({ fields }) => fields[0] === 'where');
  const place = placed === null ? (where === undefined ? '' : textOfNodes(where.nodes, 300)) : lineOf(placed, 300);
  const people: CapturedPerson[] = [...peopleOf({ found: within }, owner)];
  const add = (selector: string, role: PersonRole) => {
    for (const list of elementsOf(card, selector, 40)) {
      if (!isShown(list)) continue;
      for (const { name, email } of peopleIn([list])) {
        if (email === null || people.some(person => person.email === email)) continue;
        people.push({ name, email, role, isSelf: owner().isOwn(email) });
      }
    }
  };
  add(ORGANIZERS, 'organizer');
  add(GUESTS, 'attendee');
  const names = [card, ...elementsOf(card, '[class]', 60)].map(element => attributeOf(element, 'class', 200));
  const isNamed = /event|appointment|meeting|calendar|termin/i.test(
    `${names.join(' ')} ${attributeOf(card, 'id', 100)}`,
  );
  // What opens above a page with a title, a beginning and an end is an appointment under any name.
  const isCard = isDialog(card) && when.start.includes('T') && when.end !== null;
  if (isCard && people.length === 0) add(LISTED, 'attendee');
  if (!isCard && !isNamed && (place === '' || people.length === 0)) return null;
  if (place === '' && people.length === 0 && !when.start.includes('T')) return null;
  return itemOf('event', {
    title,
    people,
    start: when.start,
    end: when.end,
    allDay: when.allDay,
    timeZone: when.timeZone,
    location: place || null,
    url,
  });
}

function eventOf(
  block: Block,
  part: Part,
  context: WhenContext,
  url: string | null,
  owner: () => Owner,
): CapturedItem | null {
  const labelled = (field: Field): Found | undefined =>
    block.found.find(found => found.fields.includes(field) && found.isLabelled);
  if (isMailHeader(block, context)) return null;
  const when = whenOf(block, context);
  if (when === null) return null;
  const where = block.found.find(found => found.fields[0] === 'where');
  const place = where === undefined ? '' : textOfNodes(where.nodes, 300);
  const people = peopleOf(block, owner);
  const titled = block.found.find(({ fields }) => fields.includes('title') || fields.includes('subject'));
  const hasPeopleLabel = block.found.some(({ fields }) => fields.some(field => ROLES[field] !== undefined));
  const hasTime = when.start.includes('T');
  // A date beside one other word is on many pages; an appointment says where or who as well.
  const said = [place !== '', hasPeopleLabel, titled !== undefined, when.end !== null && !when.allDay].filter(
    Boolean,
  ).length;
  if (said < (hasTime ? 1 : 2) || (place === '' && !hasPeopleLabel && !hasTime)) return null;
  const [first] = block.found;
  if (first === undefined) return null;
  const title =
    titled === undefined ? (headingNear(first.anchor, part) ?? lineAbove(block)) : textOfNodes(titled.nodes, 300);
  if (title === null || title === '') return null;
  const description = labelled('description')?.nodes.find(node => node.nodeType === Node.ELEMENT_NODE);
  return itemOf('event', {
    title,
    people,
    start: when.start,
    end: when.end,
    allDay: when.allDay,
    timeZone: when.timeZone,
    location: place || null,
    // The node type says so; `instanceof` would fail for elements of another frame.
    snippet: description === undefined ? null : snippetOf(description as Element),
    url,
    conferenceUrl: conferenceIn(block),
  });
}

/** The header of an earlier mail, quoted in a text: somebody stands where a beginning would, beside a subject. */
function isMailHeader(block: Block, context: WhenContext): boolean {
  const sender = block.found.find(({ fields, isLabelled }) => isLabelled && fields.includes('from'));
  const hasSubject = block.found.some(({ fields, isLabelled }) => isLabelled && fields[0] === 'subject');
  return (
    sender !== undefined && hasSubject && whenIn(sender.nodes, context) === null && peopleIn(sender.nodes, 1).length > 0
  );
}

function whenOf(block: Block, context: WhenContext): When | null {
  const read = (field: Field) =>
    block.found.find(
      found => found.isLabelled && found.fields.includes(field) && whenIn(found.nodes, context) !== null,
    );
  const [startOnly, endOnly] = ['start', 'end'].map(field =>
    // The table's own words for a field come first: "From" is a sender, unless a time follows.
    block.found.find(found => found.isLabelled && found.fields.includes(field === 'start' ? 'start' : 'end')),
  );
  if (startOnly !== undefined) {
    const start = withTimeBelow(startOnly, block, context);
    if (start !== null) {
      if (start.end !== null && !start.allDay) return start;
      const near = start.start.slice(0, 10);
      const end = endOnly === undefined ? null : withTimeBelow(endOnly, block, { ...context, near });
      if (end === null) return start;
      return { ...start, end: end.allDay ? end.end : end.start, allDay: start.allDay && end.allDay };
    }
  }
  const found = read('when') ?? read('date');
  if (found === undefined) return timesApart(block, context);
  const when = whenIn(found.nodes, context);
  if (when === null || !when.allDay) return when;
  // "Date" and "Time" in rows of their own.
  return timesApart(block, { ...context, near: when.start }) ?? when;
}

/** A value that is a day, with the time in the line below it. */
function withTimeBelow({ nodes }: Found, block: Block, context: WhenContext): When | null {
  const when = whenIn(nodes, context);
  const last = nodes.at(-1);
  if (when === null || !when.allDay || last === undefined || last.nodeType !== Node.ELEMENT_NODE) return when;
  // The node type says so; `instanceof` would fail for elements of another frame.
  const below = (last as Element).nextElementSibling;
  if (below === null || !isShown(below) || block.found.some(({ anchor }) => below.contains(anchor))) return when;
  const text = lineOf(below, 60);
  if (text.length > 40 || !/\p{Nd}/u.test(text)) return when;
  const time = readWhen(withDashes(text), { ...context, near: when.start });
  return time?.start.startsWith(`${when.start}T`) ? time : when;
}

/** A time in a row of its own, on the day that another row named. */
function timesApart(block: Block, context: WhenContext): When | null {
  if (context.near === undefined) return null;
  for (const { fields, nodes, isLabelled } of block.found) {
    if (!isLabelled || !(fields.includes('when') || fields.includes('start'))) continue;
    const when = readWhen(textOfNodes(nodes, 200), context);
    if (when?.start.includes('T')) {
      const end = block.found.find(other => other.isLabelled && other.fields.includes('end'));
      const until = end === undefined || when.end !== null ? null : readWhen(textOfNodes(end.nodes, 200), context);
      return { ...when, end: when.end ?? until?.start ?? null };
    }
  }
  return null;
}

/** A day, moment or span in a value: in the attributes of its `<time>` elements, or its text. */
export function whenIn(nodes: readonly Node[], context: WhenContext): When | null {
  const times = nodes
    .filter((node): node is Element => node.nodeType === Node.ELEMENT_NODE)
    .flatMap(element => [
      ...(element.matches('time[datetime]') ? [element] : []),
      ...elementsOf(element, 'time[datetime], [data-start], [data-end]', 4),
    ])
    .map(element =>
      isoIn(
        attributeOf(element, 'datetime', 60) ||
          attributeOf(element, 'data-start', 60) ||
          attributeOf(element, 'data-end', 60),
      ),
    )
    .filter(time => time !== null);
  const [start, end = null] = times;
  const shown = readWhen(withDashes(textOfNodes(nodes, 200)), context);
  if (start !== undefined && times.length <= 2 && (start.includes('T') || shown === null)) {
    const allDay = !start.includes('T');
    return {
      start,
      end: end ?? (shown?.start.slice(0, 16) === start.slice(0, 16) ? shown.end : null),
      allDay,
      timeZone: shown?.timeZone ?? null,
    };
  }
  if (shown !== null) return shown;
  const moment = mailDateIn(textOfNodes(nodes, 120), context);
  return moment === null ? null : { start: moment, end: null, allDay: !moment.includes('T'), timeZone: null };
}

/** Some programs draw an arrow from the beginning to the end. */
function withDashes(text: string): string {
  return text.replace(/\s*[»→⟶➔➜]\s*/g, ' – ');
}

function peopleOf(block: Block, owner: () => Owner): readonly CapturedPerson[] {
  const people = new Map<string, CapturedPerson>();
  const add = ({ name, email }: Named, role: PersonRole) => {
    const isMe = email === null && name !== null && isMyself(name);
    const address = isMe ? owner().email : email;
    if (isMe && address === null) return;
    const isSelf = address !== null && owner().isOwn(address);
    const key = `${address ?? name}`;
    if (!people.has(key)) people.set(key, { name: isMe ? owner().name : name, email: address, role, isSelf });
  };
  for (const { fields, nodes } of block.found) {
    const role = fields.map(field => ROLES[field]).find(found => found !== undefined);
    if (role !== undefined) for (const person of peopleIn(nodes)) add(person, role);
  }
  return [...people.values()];
}

const HEADINGS =
  'h1, h2, h3, h4, h5, h6, [role="heading"], [class*="title" i], [class*="summary" i], [class*="subject" i]';

/** The last heading before the first label, in the smallest element around it that has any. */
function headingNear(first: Element, part: Part): string | null {
  for (
    let around = first.parentElement, level = 0;
    around !== null && level < 12;
    around = around.parentElement, level += 1
  ) {
    const before = elementsOf(around, HEADINGS, 200).filter(
      element =>
        inOrder(element, first) < 0 && !element.contains(first) && element.closest(QUOTED) === null && isShown(element),
    );
    const [top] = before.filter(
      element => /^H[1-6]$/.test(element.tagName) || element.getAttribute('role') === 'heading',
    );
    const text = lineOf(top ?? before[0] ?? null, 300);
    if (text !== '' && (top === undefined || !isSection(top, around))) return text;
    if (around === part.page.body) break;
  }
  return null;
}

/** Whether a heading is one of several alike of which another is the word for a part: "Details" beside "Venue". */
function isSection(heading: Element, around: Element): boolean {
  if (!/^H[2-6]$/.test(heading.tagName)) return false;
  const scope = around.parentElement ?? around;
  return elementsOf(scope, heading.tagName, 12).some(
    other => fieldsOf(lineOf(other, 60)).length > 0 && other.className === heading.className,
  );
}

const CONFERENCES =
  /^https:\/\/(?:[\w-]+\.)*(?:zoom\.us\/(?:j|my|s|w)\/|zoomgov\.com\/j\/|meet\.google\.com\/[a-z]{3}-|teams\.(?:microsoft|live)\.com\/(?:l\/meetup-join|meet)\/|webex\.com\/|whereby\.com\/|meet\.jit\.si\/|gotomeeting\.com\/join|bluejeans\.com\/\d)/i;

function conferenceIn(block: Block): string | null {
  for (const node of block.found.flatMap(({ nodes }) => nodes)) {
    const text =
      node.nodeType === Node.ELEMENT_NODE ? lineOf(node as Element, 2000) : (node.nodeValue ?? '').slice(0, 2000);
    const links =
      node.nodeType === Node.ELEMENT_NODE
        ? elementsOf(node as Element, 'a[href]', 20).map(link => attributeOf(link, 'href'))
        : [];
    for (const link of [...links, ...(text.match(/https:\/\/[^\s<>"]{8,500}/g) ?? [])])
      if (CONFERENCES.test(link)) return link;
  }
  return null;
}
