import { cleanLine } from '../core/text.ts';
import { excerpt } from './text.ts';

/** How much of a body is read to find the first words that are new. */
const MOST_READ = 20_000;
const MOST_LINES = 600;

/** Dashes with words between (Original Message), a rule, the mark of a signature: what follows is not new. */
const ENDS = /^(?:-{2}|_{10,}|-{5,}.{0,60}-{5,}|={20,}|\*{20,})$/;

/** The first new words of a mail as one line: no quoted mail, no line that introduces it, no signature; `null` if none. */
export function snippetOfText(text: string): string | null {
  const lines = text
    .slice(0, MOST_READ)
    .split(/\r\n|\r|\n/, MOST_LINES)
    .map(line => line.trimEnd());
  const kept: string[] = [];
  for (const [index, raw] of lines.entries()) {
    const line = cleanLine(raw, MOST_READ);
    if (/^\s*[>\uFF1E]/.test(raw)) {
      dropAttribution(kept);
      continue;
    }
    if (ENDS.test(line) || startsHeaderBlock(lines, index)) break;
    if (introducesRest(lines, index)) break;
    if (line !== '') kept.push(line);
  }
  return excerpt(kept.join(' '));
}

/** The line a mail program writes above a quote: it ends in a colon and holds an address or a date. */
function isAttribution(line: string): boolean {
  return line.length <= 400 && /[:：]$/.test(line) && /@|\p{Nd}{2}/u.test(line);
}

/** Takes the introducing line off the end, also where it was broken in up to four. */
function dropAttribution(lines: string[]): void {
  for (let count = 1; count <= 4 && count <= lines.length; count += 1) {
    const joined = lines.slice(-count).join(' ');
    if (!isAttribution(joined) || !isFull(joined)) continue;
    lines.splice(-count);
    return;
  }
  if (isAttribution(lines.at(-1) ?? '')) lines.pop();
}

/** A day and somebody: what makes an introduction whole. */
function isFull(line: string): boolean {
  return /\p{Nd}{1,4}[^\p{Nd}]{1,12}\p{Nd}{1,4}/u.test(line) && line.length > 12;
}

/** An introduction with an address and a time, after which the quote follows without any mark. */
function introducesRest(lines: readonly string[], index: number): boolean {
  for (const count of [1, 2]) {
    const text = lines
      .slice(index, index + count)
      .join(' ')
      .trim();
    const isIntroduction =
      text.length <= 400 && /<[^\s<>@]+@[^\s<>]+>.{0,40}[:：]$/u.test(text) && /\p{Nd}{1,2}[:.h]\p{Nd}{2}/u.test(text);
    if (!isIntroduction || (count === 2 && (lines[index] ?? '').trim() === '')) continue;
    const next = lines.slice(index + count, index + count + 4).find(line => line.trim() !== '');
    return next !== undefined && !/^\s*[>\uFF1E]/.test(next);
  }
  return false;
}

const LABELLED = /^\s*\*?[^\s:：*][^:：*]{0,30}\*?\s?[:：]\*?(?:\s|$)/u;

/** Outlook repeats the earlier mail's header: at least three lines with labels, one with an address, one with a day. */
function startsHeaderBlock(lines: readonly string[], index: number): boolean {
  if (!LABELLED.test(lines[index] ?? '')) return false;
  const block: string[] = [];
  for (const line of lines.slice(index, index + 8)) {
    if (LABELLED.test(line)) block.push(line);
    else if (line.trim() === '' || block.length === 0) break;
  }
  const isDay = (line: string | undefined) => {
    const text = line ?? '';
    return /\p{Nd}{4}|\p{Nd}{1,2}[./-]\p{Nd}{1,2}/u.test(text) && /\p{Nd}[:.]\p{Nd}{2}/u.test(text);
  };
  const [sender = '', sent] = block;
  if (block.length < 3 || !block.some(isDay)) return false;
  // It begins with who wrote: by address, or by a name alone, and then the day follows.
  return sender.includes('@') || (block.length >= 4 && !/\p{Nd}/u.test(sender) && isDay(sent));
}

/** Elements that begin and end a line. */
const BLOCKS = new Set(
  (
    'ADDRESS ARTICLE ASIDE BLOCKQUOTE BODY BR CENTER DD DIV DL DT FIELDSET FOOTER FORM H1 H2 H3 H4 H5 H6 HEADER HR LI ' +
    'MAIN NAV OL P PRE SECTION TABLE TBODY TD TFOOT TH THEAD TR UL'
  ).split(' '),
);
const NO_TEXT = new Set('HEAD IFRAME NOSCRIPT OBJECT SCRIPT SELECT STYLE SVG TEMPLATE TEXTAREA TITLE VIDEO'.split(' '));

/** Earlier mail that programs mark as such. Mail in mail gets a prefix to its classes and ids. */
const QUOTES =
  '.gmail_quote, .gmail_quote_container, .yahoo_quoted, .protonmail_quote, .tutanota_quote, .zmail_extra, ' +
  'blockquote[type="cite"], [class$="moz-cite-prefix"]';
const SIGNATURES =
  '.gmail_signature, .gmail_signature_prefix, [data-smartmail="gmail_signature"], [class$="moz-signature"], ' +
  '[data-signatureblock="true"], [id$="ms-outlook-mobile-signature"]';
/** What begins the earlier mail without enclosing it. */
const QUOTE_STARTS =
  '[id$="divRplyFwdMsg"], [id$="appendonsend"], [id$="mail-editor-reference-message-container"], ' +
  '[id$="stopSpelling"], [class$="OutlookMessageHeader"], [name="messageReplySection"]';

const HIDING_STYLE = /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)/i;

const MOST_NODES = 50_000;

/** The first new words of a mail that is written in HTML. */
export function snippetOfPage(page: Document): string | null {
  return page.body === null ? null : snippetOfText(textOfPage(page.body));
}

/** The text, a line per block, quotes as programs write them in plain text: with `>` in front. */
function textOfPage(root: Element): string {
  const parts: string[] = [];
  let length = 0;
  let visited = 0;
  let node: Node | null = root.firstChild;
  while (node !== null && length < MOST_READ && visited < MOST_NODES) {
    visited += 1;
    let enters = false;
    if (node.nodeType === Node.TEXT_NODE) {
      const text = (node.nodeValue ?? '').slice(0, MOST_READ).replace(/\s+/g, ' ');
      parts.push(text);
      if (text.trim() !== '') length += text.length;
    } else if (node.nodeType === Node.ELEMENT_NODE) {
      // The node type says so.
      const element = node as Element;
      const tag = element.tagName.toUpperCase();
      const style = (element.getAttribute('style') ?? '').slice(0, 2000);
      if (!NO_TEXT.has(tag) && !element.hasAttribute('hidden') && !HIDING_STYLE.test(style)) {
        if (element.matches(QUOTE_STARTS)) break;
        if (BLOCKS.has(tag)) parts.push('\n');
        // A container holds its introducing line, so it goes as a whole.
        if (element.matches(QUOTES) || tag === 'BLOCKQUOTE') parts.push('\n> \n');
        else enters = !element.matches(SIGNATURES);
      }
    }
    if (enters && node.firstChild !== null) {
      node = node.firstChild;
      continue;
    }
    while (node !== null && node !== root) {
      if (BLOCKS.has(node.nodeName) && node.nodeName !== 'BR') parts.push('\n');
      if (node.nextSibling !== null) break;
      node = node.parentNode;
    }
    node = node === root || node === null ? null : node.nextSibling;
  }
  // Empty lines come from the nesting of blocks, and would take apart what stands together.
  return parts.join('').replace(/\s*\n\s*/g, '\n');
}
