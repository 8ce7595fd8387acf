import { readText, type Verdict } from './dom.ts';
import { cleanLine } from './text.ts';

/** How much of a body is read to find the first text that is not quoted. */
const MOST_READ = 4000;

/** Earlier mail inside a body, and signatures. Programs repeat each other's marks, so they hold on every site. */
const QUOTES = [
  // Gmail; the container since 2024. A forwarded message has the same class.
  '.gmail_quote',
  '.gmail_quote_container',
  // What Gmail itself folded away: quoted text before 2018, and signatures it has seen before.
  '.h5',
  '.HOEnZb',
  // Apple Mail, Thunderbird and others.
  'blockquote[type="cite"]',
  '.yahoo_quoted',
  '.protonmail_quote',
  '.tutanota_quote',
  '.zmail_extra',
  // Thunderbird's line above a quote. Gmail puts its own prefix before the classes of other programs.
  '[class$="moz-cite-prefix"]',
].join(', ');

const SIGNATURES = [
  '.gmail_signature',
  '.gmail_signature_prefix',
  '[data-smartmail="gmail_signature"]',
  '[class$="moz-signature"]',
  '[data-signatureblock="true"]',
  '[id$="ms-outlook-mobile-signature"]',
].join(', ');

/** What begins the earlier mail without enclosing it. Mail in mail gets a prefix to its ids: `x_`, `m_12345`. */
const QUOTE_STARTS = [
  // Outlook on the web, Outlook for phones, Outlook since 2019, Hotmail.
  '[id$="divRplyFwdMsg"]',
  '[id$="appendonsend"]',
  '[id$="mail-editor-reference-message-container"]',
  '[id$="stopSpelling"]',
  '[class$="OutlookMessageHeader"]',
  // Spark and others.
  '[name="messageReplySection"]',
].join(', ');

/** Stands in the gathered text where something quoted was left out, and where something perhaps quoted begins. */
const QUOTED = '\u0001';
const PERHAPS_QUOTED = '\u0002';

function judge(element: Element): Verdict {
  const isBlock = element.tagName === 'BLOCKQUOTE';
  // A container holds its introducing line; a bare block has it in front.
  if (element.matches(QUOTES)) return isBlock ? { line: QUOTED, goesOn: false } : 'skip';
  if (element.matches(SIGNATURES)) return 'skip';
  if (element.matches(QUOTE_STARTS) || startsHeaderBlock(element)) return 'stop';
  return isBlock ? { line: PERHAPS_QUOTED, goesOn: true } : 'read';
}

/** Outlook and Windows Mail repeat the earlier mail's header with bold labels (From:, Sent:, To: …) and mark nothing. */
function startsHeaderBlock(element: Element): boolean {
  if (!isBoldLabel(element) || element.parentElement === null) return false;
  let labels = 0;
  let sibling = element.parentElement.firstElementChild;
  for (let index = 0; sibling !== null && index < 40 && labels < 3; index += 1) {
    if (isBoldLabel(sibling)) labels += 1;
    sibling = sibling.nextElementSibling;
  }
  return labels >= 3;
}

function isBoldLabel(element: Element): boolean {
  return (
    (element.tagName === 'B' || element.tagName === 'STRONG') &&
    /^[^:：]{1,40}[:：]$/.test(readText(element, 60).trim())
  );
}

/** The line a mail program writes above a quote: it ends in a colon and holds an address or a date. */
function isAttribution(line: string): boolean {
  return line.length <= 300 && /[:：]$/.test(line) && /@|\p{Nd}{2}/u.test(line);
}

/** Enough to recognize a mail by. */
const LONGEST_SNIPPET = 160;

/** A line of dashes with words between (Original Message), a rule, or the mark of a signature: what follows is not new. */
const ENDS = /^(?:-{2}|_{10,}|-{5,}.{0,60}-{5,}|={20,})$/;

/**
 * The first text of a mail's body as one line of at most 160 characters, without quoted mail, the line that introduces
 * it, and the signature; `null` when nothing is left.
 */
export function snippetOf(body: Element): string | null {
  const kept: string[] = [];
  for (const raw of readText(body, MOST_READ, judge).split('\n')) {
    const text = raw.trim();
    if (text === QUOTED || text.startsWith('>')) {
      dropAttribution(kept);
      continue;
    }
    if (text === PERHAPS_QUOTED) {
      if (dropAttribution(kept)) break;
      continue;
    }
    const line = cleanLine(text, MOST_READ);
    if (ENDS.test(line)) break;
    if (line !== '') kept.push(line);
  }
  return excerpt(kept.join(' '));
}

/** The beginning of a text as one line, cut between words where it is long; `null` when it is empty. */
export function excerpt(text: string): string | null {
  const line = cleanLine(text, LONGEST_SNIPPET + 1);
  if (line.length <= LONGEST_SNIPPET) return line || null;
  const cut = line.lastIndexOf(' ');
  return cleanLine(line, cut > LONGEST_SNIPPET / 2 ? cut : LONGEST_SNIPPET);
}

/** Takes the introducing line off the end, also where it was broken in two. Says whether there was one. */
function dropAttribution(lines: string[]): boolean {
  const last = lines.at(-1) ?? '';
  if (isAttribution(last)) {
    lines.pop();
    return true;
  }
  if (lines.length > 1 && lines.at(-2)?.includes('@') && isAttribution(`${lines.at(-2)} ${last}`)) {
    lines.splice(-2);
    return true;
  }
  return false;
}
