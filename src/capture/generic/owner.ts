import { isSameMailbox, parseAddress } from '../addresses.ts';
import { isShown, lineOf } from '../dom.ts';
import type { CaptureContext } from '../site.ts';
import { hasHint, hintsOf } from './fields.ts';
import { onlyAddressIn, peopleIn } from './people.ts';

/** Whose mailbox or calendar the page shows, as far as the page or the student told. */
export interface Owner {
  readonly isKnown: boolean;
  /** The account's address where the page shows it. */
  readonly email: string | null;
  readonly name: string | null;
  isOwn(email: string): boolean;
}

const ACCOUNT_WORDS = [
  'user',
  'username',
  'userinfo',
  'useraddr',
  'userdropdown',
  'usermenu',
  'account',
  'accountname',
  'login',
  'loggedin',
  'logged',
  'profile',
  'identity',
];
const OTHERS_WORDS = ['contact', 'contacts', 'row', 'from', 'to', 'sender', 'recipient', 'recipients', 'comment'];

/**
 * The owner.
 *
 * @param addressed - Elements of the page that show an address.
 * @param isInMessage - Tells elements in which others are named.
 */
export function ownerOf(
  page: Document,
  addressed: readonly Element[],
  context: CaptureContext,
  isInMessage: (element: Element) => boolean,
): Owner {
  const known = context.selfEmails.map(parseAddress).filter(email => email !== null);
  let email = addressInTitle(page.title);
  let name: string | null = null;
  for (const element of addressed.slice(0, 2000)) {
    if (!isAccount(element) || isInMessage(element) || !isShown(element)) continue;
    const text = lineOf(element, 300);
    if (text.length > 160) continue;
    const [person, second] = peopleIn([element], 3);
    const found = person?.email ?? onlyAddressIn(text);
    if (found === null || second !== undefined) continue;
    if (email !== null && !isSameMailbox(email, found)) continue;
    email = found;
    name = person?.name ?? nameAround(element, found);
    if (name !== null) break;
  }
  const own = [...known, ...(email === null ? [] : [email])];
  return {
    isKnown: own.length > 0,
    email: email ?? known[0] ?? null,
    name,
    isOwn: address => own.some(other => isSameMailbox(other, address)),
  };
}

/** Whether the program calls the element, or what is around it, an account's, and not a contact's. */
function isAccount(element: Element): boolean {
  if (element.closest('main, [role="main"], table, [role="grid"], [role="listbox"]') !== null) return false;
  let at: Element | null = element;
  let isFound = element.tagName === 'BUTTON' || element.getAttribute('role') === 'button';
  for (let level = 0; level < 4 && at !== null && at.tagName !== 'BODY'; level += 1, at = at.parentElement) {
    const hints = hintsOf(at);
    if (hasHint(hints, ...OTHERS_WORDS)) return false;
    if (hasHint(hints, ...ACCOUNT_WORDS) || at.tagName === 'HEADER' || at.getAttribute('role') === 'banner')
      isFound = true;
  }
  return isFound;
}

/** The account's name beside its address: "Ottilie Brandt" and, in an element of its own, the address. */
function nameAround(element: Element, email: string): string | null {
  const holder = element.parentElement;
  if (holder === null || lineOf(holder, 400).length > 160) return null;
  const [person, second] = peopleIn([holder], 2);
  return person?.email === email && second === undefined ? person.name : null;
}

/** "Inbox (3) - amara@example.edu - Webmail": an address as a part of its own. */
function addressInTitle(title: string): string | null {
  const parts = title.slice(0, 600).split(/\s+[-–—|·:]\s+|\s*[()]\s*/);
  const addresses = new Set(parts.map(parseAddress).filter(email => email !== null));
  const [email] = addresses;
  return addresses.size === 1 && email !== undefined ? email : null;
}
