import type { Settings } from '../../core/settings.ts';

export type MailService = NonNullable<Settings['mailService']>;

/** One message to one person. */
export interface Message {
  /** An address, checked before. */
  readonly to: string;
  /** The assistant's; `null` for no copy. */
  readonly copyTo: string | null;
  readonly subject: string;
  readonly body: string;
}

export interface ComposeLink {
  readonly href: string;
  /** What it carries; all else has to go by the clipboard. */
  readonly carries: 'all' | 'all-but-body' | 'people';
}

/**
 * Longer links are cut off by some programs and sign-in pages on the way. Windows gives up at 2,083 characters, and a
 * sign-in page may write the link out once more within its own.
 */
export const LONGEST_LINK = 1800;

const LINE_END = /\r\n|[\r\n\u2028\u2029]/g;
/** All control characters but tabs and line ends. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is meant
const CONTROLS = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/g;

/** How each service calls what it is given. None documents its addresses; these are in wide use, looked up 2026-11. */
const COMPOSERS: Readonly<Record<Exclude<MailService, 'mail-program'>, { base: string; subject: string }>> = {
  gmail: { base: 'https://mail.google.com/mail/?view=cm&fs=1', subject: 'su' },
  'outlook-work': { base: 'https://outlook.office.com/mail/deeplink/compose?', subject: 'subject' },
  'outlook-private': { base: 'https://outlook.live.com/mail/0/deeplink/compose?', subject: 'subject' },
};

/**
 * A link that opens a new message in the student's own mail.
 *
 * @param keepsTextOut - Whether it is to carry recipient and subject alone.
 */
export function composeLink(service: MailService, message: Message, keepsTextOut: boolean): ComposeLink {
  const all = hrefOf(service, message);
  if (!keepsTextOut && all.length <= LONGEST_LINK) return { href: all, carries: 'all' };
  const short = hrefOf(service, { ...message, body: '' });
  if (short.length <= LONGEST_LINK) return { href: short, carries: 'all-but-body' };
  return { href: hrefOf(service, { ...message, subject: '', body: '' }), carries: 'people' };
}

function hrefOf(service: MailService, { to, copyTo, subject, body }: Message): string {
  const isProgram = service === 'mail-program';
  const composer = isProgram ? null : COMPOSERS[service];
  const given: readonly (readonly [name: string, value: string])[] = [
    ...(isProgram ? [] : [['to', to] as const]),
    ...(copyTo === null ? [] : [['cc', copyTo] as const]),
    [composer?.subject ?? 'subject', line(subject)],
    // Lines end in CRLF in `mailto:` (RFC 6068, 5).
    ['body', lines(plain(body), isProgram ? '\r\n' : '\n')],
  ];
  const query = given
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}=${encoded(value)}`)
    .join('&');
  // The at sign of an address may stand as it is (RFC 6068, 2).
  if (composer === null) return `mailto:${encoded(to).replaceAll('%40', '@')}${query === '' ? '' : `?${query}`}`;
  return `${composer.base}${composer.base.endsWith('?') ? '' : '&'}${query}`;
}

function lines(text: string, end: string): string {
  return text.replaceAll(LINE_END, end);
}

/** A subject is one line: in some mail programs its second would be a header of its own. */
function line(text: string): string {
  return plain(text).replaceAll(/[\r\n\t\u2028\u2029]+/g, ' ');
}

/** Without signs that no text has, at some of which a mail program stops reading. */
function plain(text: string): string {
  return text.replaceAll(CONTROLS, '');
}

/** Every character but letters, digits, `-`, `_`, `.` and `~`; half a character, which no link can carry, is `\ufffd`. */
function encoded(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replaceAll(
    /[!'()*]/g,
    sign => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
