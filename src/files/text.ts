import { parseAddress } from '../core/address.ts';
import { cleanLine } from '../core/text.ts';

/** How large a file may be. Mail is larger than the rest because of what is attached to it. */
export const LARGEST_MAIL = 50 * 1024 * 1024;
export const LARGEST_OTHER = 20 * 1024 * 1024;

/** How long an excerpt of a text is, as for pages. */
const LONGEST_SNIPPET = 160;

/** The text of a file: UTF-8 or UTF-16 with or without a mark, else Windows' Latin letters. */
export function decodeText(file: Uint8Array | string): string {
  if (typeof file === 'string') return file.replace(/^\uFEFF/, '');
  const [first = 0, second = 0, third = 0, fourth = 0] = file;
  if (first === 0xff && second === 0xfe) return decode('utf-16le', file);
  if (first === 0xfe && second === 0xff) return decode('utf-16be', file);
  // Every second byte of Latin text in UTF-16 is zero.
  if (first !== 0 && second === 0 && third !== 0 && fourth === 0) return decode('utf-16le', file);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(file);
  } catch {
    return decode('windows-1252', file);
  }
}

/** The bytes as text in an encoding a file names; UTF-8 when nobody knows it. */
export function decode(encoding: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder(encoding).decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}

/** One line of the text; `null` when nothing is left. */
export function lineOf(text: string | null | undefined, most = 300): string | null {
  const line = cleanLine(text ?? '', most);
  return line === '' ? null : line;
}

/** Something that looks like an address, anywhere in a text. */
const LIKE_ADDRESS = /[^\s@]@[\p{L}\p{N}-]+\./u;

/** A name; `null` when it holds no letter, or an address, which says nothing when it is theirs and lies when it is not. */
export function nameOf(text: string | null | undefined): string | null {
  const name = cleanLine((text ?? '').slice(0, 2000), 200)
    .replace(/^["'\u201C\u201D\u201E\s]+|["'\u201C\u201D\s]+$/g, '')
    .replace(/\\(["\\])/g, '$1')
    .trim();
  return /\p{L}/u.test(name) && !LIKE_ADDRESS.test(name) && !name.includes('\uFFFD') ? name : null;
}

/** The address in a `mailto:` value, or as it stands; quotation marks and brackets around it are slips. */
export function addressOf(text: string | null | undefined): string | null {
  const bare = (text ?? '')
    .slice(0, 600)
    .trim()
    .replace(/^["'<\s]+|["'>\s]+$/g, '')
    .replace(/^mailto:/i, '')
    .replace(/\?.*$/s, '');
  return parseAddress(bare) ?? (bare.includes('%') ? parseAddress(unescaped(bare)) : null);
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}

/** Whether mail to both goes to one mailbox: `+anything` is a label, dots count for nothing at Gmail. */
export function isSameMailbox(one: string, other: string): boolean {
  return mailboxOf(one) === mailboxOf(other);
}

function mailboxOf(address: string): string {
  const lower = address.trim().toLowerCase();
  const at = lower.lastIndexOf('@');
  const local = lower.slice(0, at).replace(/\+.*$/, '');
  const domain = lower.slice(at + 1).replace(/^googlemail\.com$/, 'gmail.com');
  return `${domain === 'gmail.com' ? local.replaceAll('.', '') : local}@${domain}`;
}

/** Whether the address is one of the student's. */
export function isSelf(email: string | null, selfEmails: readonly string[]): boolean {
  return email !== null && selfEmails.some(own => isSameMailbox(own, email));
}

/** The beginning of a text as one line, cut between words where it is long; `null` when it is empty. */
export function excerpt(text: string): string | null {
  const line = cleanLine(text.slice(0, 8000), LONGEST_SNIPPET + 1);
  if (line.length <= LONGEST_SNIPPET) return line === '' ? null : line;
  const cut = line.lastIndexOf(' ');
  return lineOf(line.slice(0, cut > LONGEST_SNIPPET / 2 ? cut : LONGEST_SNIPPET), LONGEST_SNIPPET);
}

/** The web address, or `null` when the text is none. */
export function webLink(text: string | null | undefined): string | null {
  const link = (text ?? '').trim();
  if (link.length > 4000) return null;
  const url = URL.parse(link);
  return url !== null && (url.protocol === 'https:' || url.protocol === 'http:') ? link : null;
}

/** Where people meet on screen: the hosts, and what the path of a meeting begins with. */
const CONFERENCES: readonly (readonly [host: RegExp, path: RegExp])[] = [
  [/^meet\.google\.com$/, /^\/(?:[a-z]{3}-[a-z]{4}-[a-z]{3}|lookup\/|[a-z0-9-]{6,})/i],
  [/(?:^|\.)zoom\.(?:us|com\.cn)$|(?:^|\.)zoomgov\.com$/, /^\/(?:j|w|my|s|wc)\//i],
  [/^teams\.(?:microsoft|live)\.(?:com|us)$/, /^\/(?:l\/meetup-join|meet|dl\/launcher)/i],
  [/(?:^|\.)webex\.com$/, /^\/.+/],
  [/^(?:www\.)?(?:whereby\.com|gotomeet\.me|meet\.goto\.com|bluejeans\.com|meet\.jit\.si|chime\.aws)$/, /^\/.+/],
  [/^(?:global|app)\.gotomeeting\.com$/, /^\/.+/],
  [/^(?:join\.)?skype\.com$|^meet\.lync\.com$/, /^\/.+/],
];

/** The link among the texts that leads to a meeting on screen; `null` when there is none. */
export function conferenceLink(...texts: readonly (string | null | undefined)[]): string | null {
  for (const text of texts) {
    for (const [link] of (text ?? '').slice(0, 20_000).matchAll(/https?:\/\/[^\s<>"'\\\]]{4,2000}/gi)) {
      const bare = link.replace(/[.,;:!?)]+$/, '');
      const url = URL.parse(bare);
      if (url === null) continue;
      if (CONFERENCES.some(([host, path]) => host.test(url.hostname) && path.test(url.pathname))) return bare;
    }
  }
  return null;
}
