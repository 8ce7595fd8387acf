/** A longer link is cut off by some mail programs and systems on the way; Windows gives up at 2,083 characters. */
const LONGEST_LINK = 1800;

export interface MailLink {
  readonly href: string;
  /** Whether the text is in it; if not, it has to go by the clipboard. */
  readonly hasBody: boolean;
}

/** A link that opens the student's own mail with a new message; see RFC 6068. */
export function mailLink(to: string, subject: string, body: string): MailLink {
  const address = encoded(to.trim()).replaceAll('%40', '@');
  const short = `mailto:${address}?subject=${encoded(subject)}`;
  // Lines end in CRLF there.
  const href = `${short}&body=${encoded(body.replaceAll(/\r?\n/g, '\r\n'))}`;
  return href.length <= LONGEST_LINK ? { href, hasBody: true } : { href: short, hasBody: false };
}

function encoded(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}
