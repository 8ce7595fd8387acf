import { addressesOfMailto, cleanName, parseAddress } from '../addresses.ts';
import { attributeOf, elementsOf, isShown, lineOf } from '../dom.ts';
import { withoutAccents } from '../text.ts';

/** Which address is whose: by the links that write to it, and by what addresses are made of. */

/** Links that write to somebody; some pages have a blank before the scheme. */
const MAIL_LINKS = 'a[href*="mailto:" i], area[href*="mailto:" i]';

/** What every page of a site has around its content. */
const FRAME =
  '[role="contentinfo"], [role="navigation"], [role="banner"], nav, footer, body > header, #header, #top-header, ' +
  '#site-header, .site-header, #footer, .footer, #site-footer, .site-footer';

/** Where the site asks for consent. */
const CONSENT =
  ':is(div, section, aside, dialog, form):is([class*="cookie" i], [id*="cookie" i], [class*="consent" i], [id*="consent" i], [class*="gdpr" i])';

export interface MailLink {
  readonly element: Element;
  readonly addresses: readonly { readonly name: string | null; readonly email: string }[];
}

/** The links in `root` that write to somebody and can be seen, without those of the site's own frame. */
export function mailLinksIn(root: ParentNode, most: number): readonly MailLink[] {
  return elementsOf(root, MAIL_LINKS, most)
    .map((element): MailLink => ({ element, addresses: addressesOfMailto(attributeOf(element, 'href', 20_000)) }))
    .filter(({ element, addresses }) => addresses.length > 0 && isShown(element) && !isInFrame(element));
}

/** Whom links inside of something write to, by the name that the link itself gives. Desks are left out. */
export function linkedPeople(root: Element): readonly { readonly name: string | null; readonly email: string }[] {
  return mailLinksIn(root, 50).flatMap(({ element, addresses }) =>
    addresses
      .filter(({ email }) => !isDesk(email))
      .map(({ name, email }) => ({
        name: name ?? (addresses.length === 1 ? (linkName(element, email) ?? cardName(element)) : null),
        email,
      })),
  );
}

/** The name in the card of a microformat around a link; `null` where it has several, or none. */
function cardName(link: Element): string | null {
  const card = link.closest('.h-card, .vcard');
  const names = card === null ? [] : elementsOf(card, '.p-name, .fn', 3);
  const [name] = names;
  return name === undefined || names.length > 1 || name.matches('.org, .p-org') ? null : personName(lineOf(name, 200));
}

/** The name that a link shows, if it is certainly that of the address; `null` if not. */
export function linkName(link: Element, email: string): string | null {
  const name = personName(lineOf(link, 200));
  return name !== null && belongsTo(name, email) === 'surely' ? name : null;
}

/** Whether a link shows another address than it writes to: nothing around it is to be believed. */
export function isLying(text: string, email: string): boolean {
  return text.includes('@') && parseAddress(text) !== email && !text.toLowerCase().includes(email);
}

/** The site's own header, footer or menu; an entry of a list may have a footer, too, and that is content. */
export function isInFrame(element: Element): boolean {
  const frame = element.closest(FRAME);
  const consent = element.closest(CONSENT);
  // A page may be marked as one on which the question was answered.
  if (consent !== null && consent.tagName !== 'BODY' && consent.querySelector('main, h1') === null) return true;
  return frame !== null && frame.parentElement?.closest('article, li, [role="listitem"]') == null;
}

/** Desks and not of a person (RFC 2142 and what sites use), in English as in most of the world's mail. */
const DESKS = new Set(
  (
    'abuse admin billing booking bookings careers contact contacto contatto events feedback hello help helpdesk hostmaster ' +
    'hr info information jobs kontakt mail marketing media newsletter noreply no-reply office orders postmaster press ' +
    'privacy reception reservations sales security service support team webmaster'
  ).split(' '),
);

/** Whether an address is that of a desk, and of no person. */
export function isDesk(email: string): boolean {
  return DESKS.has(email.slice(0, email.indexOf('@')));
}

/** Degrees and the like behind a name: "MD", "Ph.D.", "FACP", "III". */
const LETTERS =
  /^(?:[A-Z][A-Za-z]{0,3}\.?(?:[A-Z][A-Za-z]{0,3}\.?){1,3}|Jr\.?|Sr\.?|I{2,3}|IV|[A-Z]{2,6}(?:-[A-Z]{1,3})?)$/;

function isLetters(part: string): boolean {
  return part.split(/\s+/).every(word => LETTERS.test(word) || TITLES.test(withoutAccents(word).replaceAll('.', '')));
}

/**
 * The name of a person in a text that is nothing but a name, with degrees, and perhaps a position behind it, which is
 * left off: "Feldman, Ruth, MD", but of "Ruth Feldman, Clerkship Director" the first part. `null` when it is no name.
 */
export function personName(text: string): string | null {
  const line = cleanName(text);
  if (line === null || !isLikeName(line)) return null;
  const parts = line.split(/\s*,\s*/).filter(part => part !== '');
  const [first = ''] = parts;
  // "Okonkwo, Chidi": with one word in front the name goes on behind the comma.
  const isTurned = parts.length > 1 && !/\s/.test(first) && !isLetters(parts[1] ?? '');
  let amount = isTurned ? 2 : 1;
  while (amount < parts.length && isLetters(parts[amount] ?? '')) amount += 1;
  return amount === parts.length ? line : parts.slice(0, amount).join(', ');
}

/** Small words that stand inside names. */
const PARTICLES = new Set(
  'al ap ben bin bint da das de degli dei del della den der di do dos du el i ibn la las le los ter ten van vom von y zu zur'.split(
    ' ',
  ),
);

/** What stands behind a German degree: "Dr. med.", "Prof. Dr. rer. nat. habil.", "h.c.". */
export const ABBREVIATED = /^(?:med|dent|vet|rer|nat|phil|pol|oec|hum|biol|habil|apl|univ|h\.\s?c|e\.\s?h)\.$/;

/** Degrees and forms of address: part of how a name is written, but of no address. */
const TITLES =
  /^(?:dra?|prof|profa|professor|pr|pre|ssa|doz|doc|psych|lic|drs|ir|mw|dhr|lek|mgr|hab|mr|mrs|ms|mx|herr|frau|med|dent|rer|nat|phil|habil|univ|apl|priv|pd|dipl|ing|mag|dott|dottssa|sra|sr|mme|md|mbbs|do|phd|mph|msc|ba|rn|np|pa|facp|facs)$/;

/** Whether every word could be one of a name: begins with a capital, or its script has none. */
function isLikeName(text: string): boolean {
  if (text.length > 80 || /[\p{Nd}@<>{}[\]|:;!?¿¡_#*=+/\\"]/u.test(text)) return false;
  const words = text.split(/[\s,]+/).filter(word => word !== '');
  return (
    words.length <= 8 &&
    words.every(word => PARTICLES.has(word) || ABBREVIATED.test(word) || /^['’(]?[\p{Lu}\p{Lt}\p{Lo}]/u.test(word))
  );
}

/**
 * Whether an address is made from a name. `surely` when it accounts for the first name, or for the surname and the
 * initials; `perhaps` for a surname alone or initials alone, which a heading may be believed for, but not the text of a
 * link: "Contact Okafor" looks the same.
 */
export function belongsTo(name: string, email: string): 'surely' | 'perhaps' | 'no' {
  const local = withoutAccents(email.slice(0, email.indexOf('@')));
  const pieces = local.split(/[^\p{L}]+/u).filter(piece => piece !== '');
  const letters = pieces.join('');
  const words = withoutAccents(name)
    .split(/[^\p{L}]+/u)
    .filter(word => word !== '' && !TITLES.test(word) && !PARTICLES.has(word));
  const [first = ''] = words;
  if (letters === '' || first === '') return 'no';

  if (pieces.includes(first) && first.length > 1) return 'surely';
  if (first.length > 2 && letters.startsWith(first)) return 'surely';
  // "Haddad, Noor" at noor.haddad@: all of the address is made of the name's words.
  const unexplained = words
    .toSorted((a, b) => b.length - a.length)
    .reduce((rest, word) => rest.replace(word, ''), letters);
  if (unexplained === '' && words.length > 1 && words.every(word => letters.includes(word))) return 'surely';
  const isTitled = new RegExp(`^${TITLES.source.slice(1, -1)}\\b`).test(withoutAccents(name));
  for (const word of words) {
    if (word.length < 3 || !letters.includes(word)) continue;
    const rest = letters.replace(word, '');
    const initials = words.filter(other => other !== word).map(other => other.charAt(0));
    if (rest !== '' && [...rest].every(letter => initials.includes(letter))) return 'surely';
    // "Dr. Okafor" at okafor@: all there is of the name.
    if (rest === '') return isTitled && words.length === 1 ? 'surely' : 'perhaps';
  }
  return words.length > 1 && letters === words.map(word => word.charAt(0)).join('') ? 'perhaps' : 'no';
}
