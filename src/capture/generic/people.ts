import { addressesOfMailto, cleanName, parseAddress, parseNamedAddress } from '../addresses.ts';
import { attributeOf, isShown, lineOf } from '../dom.ts';
import { ABBREVIATED } from '../structured/owners.ts';
import { cleanLine } from '../text.ts';
import { fieldsOf, isMyself } from './headers.ts';

/** Somebody as a header shows them. */
export interface Named {
  readonly name: string | null;
  readonly email: string | null;
}

const MOST_NODES = 6000;
const MOST_ATTRIBUTES = 40;

/** Something like an address inside another text. */
const ADDRESS_WITHIN = /[^\s<>()[\]"',;:|/=\\]{1,64}@[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}.-]{0,120}[\p{L}\p{N}\p{M}])?/gu;

/** The one address in a text that holds other words, too; `null` when there is none, or several. */
export function onlyAddressIn(text: string): string | null {
  if (!text.includes('@') || text.length > 2000) return null;
  const found = new Set<string>();
  for (const [match] of text.matchAll(ADDRESS_WITHIN)) {
    const email = parseAddress(match);
    if (email !== null) found.add(email);
  }
  const [email] = found;
  return found.size === 1 && email !== undefined ? email : null;
}

/** Attributes that hold anything but whom an element is about. */
const OTHER_ATTRIBUTES = /^(?:on|class$|style$|src|id$|for$|action$|formaction$|xmlns|alt$)/;

/** Whom an element's own attributes name: a mailto link, `data-email`, a title or a label with an address in it. */
export function personInAttributes(element: Element): Named | null {
  const { attributes } = element;
  let best: Named | null = null;
  for (let index = 0; index < attributes.length && index < MOST_ATTRIBUTES; index += 1) {
    const attribute = attributes[index];
    if (attribute === undefined || attribute.value.length > 4000 || !attribute.value.includes('@')) continue;
    const { name, value } = attribute;
    if (name === 'href') {
      const people = addressesOfMailto(value);
      // A link that writes to several is about none of them.
      if (people.length > 1) return null;
      const [linked] = people;
      if (linked !== undefined) return { ...linked, name: linked.name ?? best?.name ?? null };
      continue;
    }
    if (OTHER_ATTRIBUTES.test(name)) continue;
    const whole = parseNamedAddress(value);
    if (whole !== null) {
      best = betterOf(best, whole);
      continue;
    }
    const email: string | null = onlyAddressIn(withoutPrefix(value));
    if (email !== null) best = betterOf(best, { name: quotedName(value, email), email });
  }
  return best;
}

function betterOf(one: Named | null, other: Named): Named {
  return one === null || (one.name === null && one.email === other.email) ? other : one;
}

/** "recipient:details-dropdown-ruth@example.org": a name for tests, with the address as the rest. */
function withoutPrefix(value: string): string {
  return value.replace(/^[a-z-]+:(?:[a-z]+-)*(?=[^\s-]+@)/, '');
}

/** The name in a label such as `More about "Ruth Feldman <ruth@example.org>"`. */
function quotedName(value: string, email: string): string | null {
  const match = /["“”„«]([^"“”„«»<>]{1,120})<([^<>]*)>/.exec(value);
  return match !== null && parseAddress(match[2] ?? '') === email ? cleanName(match[1] ?? '') : null;
}

type Separator = 'none' | 'break' | 'comma' | 'semicolon';

interface Atom {
  readonly separator: Separator;
  readonly name: string | null;
  readonly email: string | null;
  /** From a control without an address: a person, or what to do with them. */
  readonly isControl: boolean;
  /** The name stood in brackets behind an address. */
  readonly isComment?: boolean;
}

/**
 * The people in a part of a header, in order and each once, where nothing leaves open who they are. Someone without an
 * address is only believed where the text can be a name.
 */
export function peopleIn(nodes: readonly Node[], most = 200): readonly Named[] {
  return joined(atomsOf(partsIn(nodes))).slice(0, most);
}

/** The people in a text such as `Ruth Feldman <ruth@example.org>, "Osei, Amara" <amara@example.org>`. */
export function peopleInText(text: string, most = 200): readonly Named[] {
  return joined(atomsOf([{ kind: 'text', text: text.slice(0, 40_000), isControl: false }])).slice(0, most);
}

type Piece =
  | { readonly kind: 'text'; readonly text: string; readonly isControl: boolean }
  | { readonly kind: 'person'; readonly person: Named }
  | { readonly kind: 'break' };

const BLOCKS = new Set('DIV P LI UL OL TD TH TR TABLE TBODY DD DT DL BR SECTION ARTICLE HEADER MD-CHIP'.split(' '));
const UNREAD = new Set(
  'SCRIPT STYLE SVG IMG TEMPLATE NOSCRIPT SELECT TEXTAREA INPUT CANVAS IFRAME OBJECT MD-ICON'.split(' '),
);

/** The texts of a value, and the people its elements name by attributes. */
function partsIn(nodes: readonly Node[]): readonly Piece[] {
  const pieces: Piece[] = [];
  let visited = 0;
  for (const root of nodes) {
    let node: Node | null = root;
    while (node !== null && visited < MOST_NODES) {
      visited += 1;
      let enters = false;
      if (node.nodeType === Node.TEXT_NODE) {
        const isControl = isInControl(node);
        pieces.push({ kind: 'text', text: (node.nodeValue ?? '').slice(0, 20_000), isControl });
      } else if (node.nodeType === Node.ELEMENT_NODE) {
        // The node type says so; `instanceof` would fail for elements of another frame.
        const element = node as Element;
        const tag = element.tagName.toUpperCase();
        if (BLOCKS.has(tag) || (element !== root && isNextBubble(element))) pieces.push({ kind: 'break' });
        // In a list inside of a value the terms are labels.
        const isTerm = tag === 'DT' && element !== root;
        if (!UNREAD.has(tag) && !isTerm && isShown(element)) {
          const person = personInAttributes(element);
          if (person === null || holdsAnother(element, person))
            enters = tag !== 'BUTTON' || person !== null || element.querySelector(NAMING) !== null;
          else pieces.push(...shownAs(element, person));
        }
      }
      if (enters && node.firstChild !== null) {
        node = node.firstChild;
        continue;
      }
      while (node !== null && node !== root) {
        if (BLOCKS.has(node.nodeName)) pieces.push({ kind: 'break' });
        if (node.nextSibling !== null) break;
        node = node.parentNode;
      }
      node = node === root || node === null ? null : node.nextSibling;
    }
    if (BLOCKS.has(root.nodeName)) pieces.push({ kind: 'break' });
  }
  return pieces;
}

/** Whether an element is made like the one before it, and each shows a whole name: they are two people. */
function isNextBubble(element: Element): boolean {
  const before = element.previousElementSibling;
  if (before === null || before.tagName !== element.tagName || element.className === '') return false;
  if (attributeOf(before, 'class', 400) !== attributeOf(element, 'class', 400)) return false;
  return [before, element].every(one => /\p{L}\s+\p{L}|\p{Lo}/u.test(lineOf(one, 80)));
}

function isInControl(node: Node): boolean {
  const parent = node.parentElement;
  return parent !== null && (parent.tagName === 'A' || parent.closest('[role="button"], button') !== null);
}

const NAMING = '[href^="mailto:" i], [title*="@"], [aria-label*="@"], [data-email*="@"], [email*="@"]';

/** Whether the element is around several people; only one of them gave the address. */
function holdsAnother(element: Element, person: Named): boolean {
  const inner = element.querySelectorAll(NAMING);
  for (let index = 0; index < inner.length && index < 20; index += 1) {
    const other = inner[index];
    const named = other === undefined ? null : personInAttributes(other);
    if (named !== null && named.email !== person.email) return true;
  }
  return false;
}

/** An element that names somebody by its attributes, with what it shows. */
function shownAs(element: Element, person: Named): readonly Piece[] {
  const text = lineOf(element, 300);
  // It shows an address, perhaps another one: people believe what they see.
  if (text.includes('@')) {
    const shown = parseNamedAddress(text)?.email ?? onlyAddressIn(text);
    if (shown !== null && shown !== person.email) return [{ kind: 'text', text, isControl: false }];
    const named = parseNamedAddress(text) ?? bracketed(text);
    return [{ kind: 'person', person: { name: named?.name ?? person.name, email: person.email } }];
  }
  if (text === '') return [{ kind: 'person', person }];
  const name = cleanName(text.replace(/[\s,;]+$/, ''));
  return [
    { kind: 'person', person: { name: name ?? person.name, email: person.email } },
    // A comma inside the link parts it from the next.
    { kind: 'text', text: /[,;]\s*$/.test(text) ? ', ' : '', isControl: false },
  ];
}

/** Reads `Name [a@b.org]` and `Name (a@b.org)`, as older programs show people. */
function bracketed(text: string): Named | null {
  const match =
    /^(.{1,200}?)\s*[[(<（〈]\s*(?:mailto:)?([^\s[\]()<>（）〈〉]+@[^\s[\]()<>（）〈〉]+)\s*[\])>）〉]/u.exec(text);
  const email = parseAddress(match?.[2] ?? '');
  return email === null ? null : { name: cleanName(match?.[1] ?? ''), email };
}

/** A text that ends in an address, with all of its brackets. */
const COMPLETE = /(?:<\s*[^\s<>@]{1,64}@[^\s<>@]{1,255}\s*>|^\s*[^\s<>@]{1,64}@[^\s<>@]{1,255})\s*$/;

function atomsOf(pieces: readonly Piece[]): readonly Atom[] {
  const atoms: Atom[] = [];
  let separator: Separator = 'none';
  let buffer = '';
  let isControl = false;
  const strengthen = (other: Separator) => {
    const order: readonly Separator[] = ['none', 'break', 'comma', 'semicolon'];
    if (order.indexOf(other) > order.indexOf(separator)) separator = other;
  };
  const flush = () => {
    const text = buffer;
    buffer = '';
    const atom = text.trim() === '' ? null : atomOf(text, separator, isControl);
    isControl = false;
    if (atom === null) return;
    atoms.push(atom);
    separator = 'none';
  };
  for (const piece of pieces) {
    if (atoms.length > 1000) break;
    if (piece.kind === 'break') {
      flush();
      strengthen('break');
    } else if (piece.kind === 'person') {
      flush();
      atoms.push({ separator, ...piece.person, isControl: false });
      separator = 'none';
    } else {
      // Behind a whole address and a blank comes somebody else.
      if (COMPLETE.test(buffer) && (/\s$/.test(buffer) || /^\s/.test(piece.text))) flush();
      if (buffer.trim() === '') isControl = piece.isControl;
      let isQuoted = false;
      let depth = 0;
      for (const character of piece.text) {
        if (character === '"') isQuoted = !isQuoted;
        else if ('<(['.includes(character)) depth += 1;
        else if ('>)]'.includes(character)) depth = Math.max(0, depth - 1);
        const isOutside = !isQuoted && depth === 0;
        if (isOutside && ',，、،'.includes(character)) {
          flush();
          strengthen('comma');
        } else if (isOutside && ';；؛'.includes(character)) {
          flush();
          strengthen('semicolon');
        } else if (character === '\n' && isOutside && buffer.trim() !== '' && /\S@\S|>\s*$/.test(buffer)) {
          flush();
          strengthen('break');
        } else if (buffer.length < 600) buffer += character;
      }
    }
  }
  flush();
  return atoms;
}

function atomOf(raw: string, separator: Separator, isControl: boolean): Atom | null {
  // What was around a person who was an element: "Name <" and ">".
  let text = cleanLine(raw, 400)
    .replace(/^[\s>)\]:：|·•–-]+/, '')
    .replace(/[\s<([|·•–-]+$/, '');
  // The name of a group stands before its members, and "undisclosed recipients" has none.
  text = text.replace(/^[^:：<>"@]{1,80}[:：]\s*/, '');
  const myself = /^(\S{1,12})\s+(\S{1,10})$/.exec(text);
  if (myself !== null && isMyself(myself[2] ?? '') && fieldsOf(myself[1] ?? '').length > 0) text = myself[2] ?? '';
  if (text === '') return null;
  if (text.includes('@')) {
    const named = parseNamedAddress(text) ?? bracketed(text);
    // Behind an address brackets may hold a name, or "more".
    const isNamed = named !== null && (/^\S+@\S+\s*[(（]/.test(text) ? isLikeName(named.name ?? '') : true);
    if (named !== null) return { separator, name: isNamed ? named.name : null, email: named.email, isControl };
    const email = onlyAddressIn(text.replace(/^mailto:/i, ''));
    if (email === null) return null;
    const before = text.slice(0, Math.max(0, text.toLowerCase().indexOf(email))).replace(/[\s<([{:|·•–-]+$/, '');
    return { separator, name: isLikeName(before) ? cleanName(before) : null, email, isControl };
  }
  const comment = /^[(（](.{1,120})[)）]$/.exec(text);
  const name = cleanName(comment?.[1] ?? text);
  return name === null ? null : { separator, name, email: null, isControl, isComment: comment !== null };
}

/** Small words that stand inside names. */
const PARTICLES = new Set(
  'af al ap av bat ben bin bint da das de degli dei del della den der di do dos du e el i ibn la las le los of ter ten the van vom von y zu zum zur'.split(
    ' ',
  ),
);

/** Whether a text without an address can be a person's name: words with a capital, or of a script that has none. */
export function isLikeName(text: string): boolean {
  if (text.length > 80 || /[\p{Nd}@<>{}[\]|:;!?¿¡_#*=+/\\"…]/u.test(text)) return false;
  const words = text.split(/[\s,]+/).filter(word => word !== '');
  return (
    words.length > 0 &&
    words.length <= 8 &&
    words.every(word => PARTICLES.has(word) || ABBREVIATED.test(word) || /^['’(]?[\p{Lu}\p{Lt}\p{Lo}]/u.test(word)) &&
    words.some(word => !PARTICLES.has(word))
  );
}

/** Puts names and addresses together that were shown apart. */
function joined(atoms: readonly Atom[]): readonly Named[] {
  const merged: Atom[] = [];
  for (const atom of atoms) {
    const last = merged.at(-1);
    const isClose = atom.separator === 'none' || atom.separator === 'break';
    if (last !== undefined && isClose) {
      // "Ruth Feldman" and, in an element of its own, "<ruth@example.org>".
      if (last.email === null && atom.email !== null && atom.name === null) {
        merged[merged.length - 1] = { ...last, email: atom.email, isControl: false };
        continue;
      }
      if (last.email !== null && last.email === atom.email) {
        merged[merged.length - 1] = { ...last, name: last.name ?? atom.name };
        continue;
      }
      if (
        last.email !== null &&
        last.name === null &&
        atom.email === null &&
        atom.isComment === true &&
        isLikeName(atom.name ?? '')
      ) {
        merged[merged.length - 1] = { ...last, name: atom.name };
        continue;
      }
    }
    merged.push(atom);
  }
  const hasAddresses = merged.some(atom => atom.email !== null);
  const hasSemicolons = merged.some(atom => atom.separator === 'semicolon');
  const people = hasAddresses ? withSurnamesFirst(merged) : namesAlone(merged, hasSemicolons);
  const known = new Map<string, Named>();
  for (const { name, email } of people) {
    const key = email ?? `name ${name}`;
    const before = known.get(key);
    if (before === undefined) known.set(key, { name, email });
    else if (before.name === null) known.set(key, { name, email });
  }
  return [...known.values()];
}

/** `Feldman, Ruth <ruth@example.org>` without quotation marks; names without an address only where they can be names. */
function withSurnamesFirst(atoms: readonly Atom[]): readonly Named[] {
  const people: Named[] = [];
  for (let index = 0; index < atoms.length; index += 1) {
    const atom = atoms[index];
    const next = atoms[index + 1];
    if (atom === undefined) continue;
    if (atom.email !== null) {
      people.push(atom);
      continue;
    }
    const name = atom.name ?? '';
    if (next?.email != null && next.name !== null && next.separator === 'comma' && isLikeName(name)) {
      const [words, more] = [name.split(' ').length, next.name.split(' ').length];
      if (words === 1 || more === 1) {
        people.push({ name: `${name}, ${next.name}`, email: next.email });
        index += 1;
        continue;
      }
    }
    // Between people with addresses a control is one that does something.
    if (isMyself(name) || (!atom.isControl && isLikeName(name) && atom.separator !== 'none')) {
      people.push({ name, email: null });
    }
  }
  return people;
}

function namesAlone(atoms: readonly Atom[], hasSemicolons: boolean): readonly Named[] {
  const isPlain = (atom: Atom) => !atom.isControl;
  const usable = atoms.some(isPlain) ? atoms.filter(isPlain) : atoms;
  const groups: string[][] = [];
  for (const { name, separator } of usable) {
    const last = groups.at(-1);
    const isSame = separator === 'none' || (separator === 'comma' && hasSemicolons);
    if (last !== undefined && isSame) last.push(name ?? '');
    else groups.push([name ?? '']);
  }
  const names = groups.map(group => group.join(', '));
  // "Feldman, Ruth" alone, in a part of a header that is parted by nothing else.
  const [surname = '', given = ''] = names;
  const isOneWord = (name: string) => !name.includes(' ');
  const isOne = names.length === 2 && isOneWord(surname) && usable[1]?.separator === 'comma';
  if (isOne && isLikeName(`${surname} ${given}`)) return [{ name: `${surname}, ${given}`, email: null }];
  // More single words, parted by commas, may be given names or both halves of names.
  if (names.length > 2 && names.length % 2 === 0 && !hasSemicolons && names.every(isOneWord) && isLatin(surname))
    return [];
  return names.filter(name => isLikeName(name) || isMyself(name)).map(name => ({ name, email: null }));
}

function isLatin(text: string): boolean {
  return /^[\p{Script=Latin}'’-]+$/u.test(text);
}
