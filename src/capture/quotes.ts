import { attributeOf, readText, type Verdict } from './dom.ts';
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
  '.adL',
  // Apple Mail, Thunderbird and others.
  'blockquote[type="cite"]',
  'blockquote[cite^="mid:"]',
  // Yahoo puts a prefix before ids and classes of mail in mail, as others do.
  '[class$="yahoo_quoted"]',
  '[id*="yahoo_quoted_"]',
  '[class*="yiv"][class*="gmail_quote"]',
  '.protonmail_quote',
  '.tutanota_quote',
  '.zmail_extra',
  // GMX and Web.de; Netease.
  'div[name="quote"]',
  '[id$="isReplyContent"]',
  // Thunderbird's line above a quote. Gmail puts its own prefix before the classes of other programs.
  '[class$="moz-cite-prefix"]',
].join(', ');

const SIGNATURES = [
  '[class*="gmail_signature"]',
  '[data-smartmail="gmail_signature"]',
  '[class$="moz-signature"]',
  '[data-signatureblock="true"]',
  // Outlook for phones and on the web, Apple Mail, Samsung, Yahoo for phones, Proton Mail.
  '[id$="ms-outlook-mobile-signature"]',
  'div[id$="Signature"]',
  '[id$="composer_signature"]',
  '[id$="ymail_android_signature"]',
  '[class$="protonmail_signature_block"]',
  // Lines that programs for phones add stand alone in a link to the program.
  'a[href^="https://mail.onelink.me/"]',
  'a[href^="https://overview.mail.yahoo.com"]',
  // Gmail's own words under a long body of which it shows the beginning only, and the link in them.
  '.iX',
  'a[href*="view=lg"]',
].join(', ');

/** A link to the program in the middle of the line that Outlook for phones adds. */
const SIGNATURE_LINKS = 'a[href^="https://aka.ms/"]';

/** What begins the earlier mail without enclosing it. Mail in mail gets a prefix to its ids: `x_`, `m_12345`. */
const QUOTE_STARTS = [
  // Outlook on the web, Outlook for phones, Outlook since 2019, Hotmail.
  '[id$="divRplyFwdMsg"]',
  '[id$="appendonsend"]',
  '[id$="mail-editor-reference-message-container"]',
  '[class*="ms-outlook-mobile-reference-message"]',
  '[id$="stopSpelling"]',
  '[class$="OutlookMessageHeader"]',
  // Zimbra.
  'hr[id$="zwchr"]',
  // Spark and others.
  '[name="messageReplySection"]',
  // Apple Mail for phones: its signature, and after it the earlier mail.
  'br[id$="lineBreakAtBeginningOfSignature"]',
].join(', ');

/** Lines that stand in the gathered text for what was seen there. */
const QUOTED = '\u0001';
const BOLD_LABEL = '\u0002';
const SIGNED = '\u0003';
const FORWARDED = '\u0004';
const MARKS: ReadonlySet<string> = new Set([QUOTED, SIGNED, FORWARDED]);

function judgeIn(body: Element, goesIntoAnswered: boolean): (element: Element) => Verdict {
  return element => {
    const isBlock = element.tagName === 'BLOCKQUOTE';
    if (isInvisible(element) || isFolded(element)) return 'skip';
    // A container holds its introducing line; a bare block has it in front.
    if (element.matches(QUOTES)) {
      if (isBlock) return { line: isForwarded(element) ? FORWARDED : QUOTED, goesOn: false };
      return goesIntoAnswered && isAnswered(element) ? 'read' : 'skip';
    }
    if (goesIntoAnswered && element.matches(INTRODUCTION)) return 'skip';
    if (element.matches(SIGNATURES)) return 'skip';
    if (element.matches(SIGNATURE_LINKS)) return { line: SIGNED, goesOn: false };
    if (element.matches(QUOTE_STARTS)) return 'stop';
    if ((isBlock || hasBar(element)) && isQuote(element, body)) return { line: QUOTED, goesOn: false };
    return isBoldLabel(element) ? { line: BOLD_LABEL, goesOn: true } : 'read';
  };
}

/** Apple Mail forwards as it quotes, with the earlier mail's header on top. */
function isForwarded(block: Element): boolean {
  return LABELLED.test(readText(block, 120).trimStart());
}

/** Gmail's line above a quote, inside the container. */
const INTRODUCTION = '.gmail_attr';

/** Whether somebody answered between the pieces of a quote: they are blocks of their own then, not one around all. */
function isAnswered(container: Element): boolean {
  return [...container.children].slice(0, 100).some(child => child.tagName === 'BLOCKQUOTE');
}

/** Mail that advertises hides a text from the reader that lists of mail shall show. */
function isInvisible(element: Element): boolean {
  const style = attributeOf(element, 'style', 2000);
  return (
    style !== '' &&
    /(?:^|[;\s])(?:max-height|font-size|opacity)\s*:\s*0(?:px|pt|em|%)?\s*(?:!important\s*)?(?:;|$)/i.test(style)
  );
}

/** What a program folded away is what has been read before. */
function isFolded(element: Element): boolean {
  return element.tagName === 'DETAILS' && !element.hasAttribute('open');
}

/** The bar at the side of quoted text, as most programs draw it. */
function hasBar(element: Element): boolean {
  const style = attributeOf(element, 'style', 2000);
  return /border-(?:left|right)(?:-width)?\s*:(?!\s*(?:none|0|medium none|initial))/i.test(style);
}

/** Whether a block that could also be indented text is a quote: it has a bar, or a line in front introduces it. */
function isQuote(element: Element, body: Element): boolean {
  if (element.tagName === 'BLOCKQUOTE' && hasBar(element)) return true;
  if (isAttribution(lineBefore(element, body))) return true;
  // Mail.ru puts that line inside.
  const [first = ''] = readText(element, 320).trimStart().split('\n', 1);
  return isAttribution(cleanLine(first, 320));
}

/** How far to look back for a line; in between may be blanks. */
const MOST_LOOKED_BACK = 60;

const BLOCK = /^(?:BLOCKQUOTE|DIV|H[1-6]|LI|OL|P|PRE|TABLE|TD|TR|UL)$/;

/** The last line before an element. */
function lineBefore(element: Element, body: Element): string {
  const parts: string[] = [];
  let length = 0;
  const hasText = () => parts.some(part => part.trim() !== '');
  let node: Node = element;
  for (let looked = 0; looked < MOST_LOOKED_BACK && length < 320; looked += 1) {
    let previous: Node | null = node.previousSibling;
    if (previous === null) {
      const around: Node | null = node.parentNode;
      if (around === null || around === body || (BLOCK.test(around.nodeName) && hasText())) break;
      node = around;
      continue;
    }
    if (BLOCK.test(previous.nodeName) && hasText()) break;
    // The last text in what stands in front.
    for (let deep = 0; deep < 200 && previous.lastChild !== null; deep += 1) previous = previous.lastChild;
    node = previous;
    const text = node.nodeType === Node.TEXT_NODE ? (node.nodeValue ?? '').slice(-400) : '';
    const isBreak = /^(?:BR|HR)$/.test(node.nodeName);
    if (isBreak && hasText()) break;
    parts.unshift(text);
    length += text.trim().length;
  }
  const lines = parts.join('').trimEnd().split('\n');
  return cleanLine(lines.slice(-4).join(' '), 320);
}

/** Outlook and Windows Mail repeat the earlier mail's header with bold labels (From:, Sent:, To: …) and mark nothing. */
function isBoldLabel(element: Element): boolean {
  const isBold =
    element.tagName === 'B' ||
    element.tagName === 'STRONG' ||
    (element.tagName === 'SPAN' && /font-weight\s*:\s*(?:bold|[6-9]00)/i.test(attributeOf(element, 'style', 500)));
  return isBold && /^[^:：]{1,40}[:：]$/.test(readText(element, 60).trim());
}

/** How many numbers a text has outside of addresses. */
function numbersIn(text: string): number {
  return text.replace(/\S*@\S*/g, ' ').match(/\p{Nd}+/gu)?.length ?? 0;
}

/** The line a mail program writes above a quote: it ends in a colon and holds an address or a date. */
function isAttribution(line: string): boolean {
  return line.length <= 300 && /[:：]$/.test(line) && /@|\p{Nd}{2}/u.test(line);
}

/** One that is beyond doubt, as it holds both. */
function isFullAttribution(line: string): boolean {
  return isAttribution(line) && /<\S+@\S+>/.test(line) && numbersIn(line) >= 3;
}

interface Line {
  readonly text: string;
  readonly isBoldLabelled: boolean;
}

const LABELLED = /^\*?\p{L}[^:：<>@]{0,29}(?::(?=\s|$|\*)|：)/u;

/** Whether an earlier mail's header begins here: labels with values, line by line, somebody's name before a date. */
function startsHeader(lines: readonly Line[], index: number): boolean {
  const run: Line[] = [];
  for (const line of lines.slice(index, index + 12)) {
    if (line.text === '') continue;
    if (!line.isBoldLabelled && !LABELLED.test(line.text)) break;
    run.push(line);
  }
  const [first, second, third] = run;
  if (first === undefined || second === undefined || third === undefined) return false;
  // A date in the first line belongs to an announcement (When: … Where: …).
  if (numbersIn(first.text) >= 2) return false;
  const hasAddress = run.some(({ text }) => text.includes('@'));
  const hasDate = run.some(({ text }) => numbersIn(text) >= 3);
  const isBold = first.isBoldLabelled && second.isBoldLabelled && third.isBoldLabelled;
  // Four bold labels are a header even where its only date is the name of a day.
  return isBold ? hasAddress || hasDate || run.length >= 4 : hasAddress && hasDate;
}

/** Enough to recognize a mail by. */
const LONGEST_SNIPPET = 160;

/** The mark of a signature, or a line of dashes with words between (Original Message): what follows is not new. */
const ENDS = /^(?:-{2}|—|-{3,} ?[^-].{0,100}[^-] ?-{3,}|_{10,})$/;
/** A rule drawn with signs ends what stands above it. */
const RULE = /^([-_=*~#—–―─━＝－＿＊])(?: ?\1){7,}$/u;

/** Names of products, as programs for phones sign mail with them in every language. */
const PRODUCT = /\b(?:iPhone|iPad|Android|BlackBerry|Galaxy|Outlook|Samsung|Huawei|Xiaomi|Pixel|Yahoo)\b/u;

/**
 * The first text of a mail's body as one line of at most 160 characters, without quoted mail, the line that introduces
 * it, and the signature; `null` when nothing is left.
 */
export function snippetOf(body: Element): string | null {
  // Text that stands between the pieces of a quote counts where there is no other.
  return newTextOf(body, false) ?? (body.querySelector(INTRODUCTION) === null ? null : newTextOf(body, true));
}

function newTextOf(body: Element, goesIntoAnswered: boolean): string | null {
  const lines = readLines(body, goesIntoAnswered);
  const kept: string[] = [];
  for (const [index, { text }] of lines.entries()) {
    if (text === '') continue;
    if (text === QUOTED || text.startsWith('>')) {
      dropAttribution(kept);
    } else if (text === FORWARDED) {
      dropIntroduction(kept);
    } else if (text === SIGNED) {
      if ((kept.at(-1) ?? '').length <= 20) kept.pop();
    } else if (startsHeader(lines, index)) {
      dropIntroduction(kept);
      break;
    } else if (ENDS.test(text) || (kept.length > 0 && (RULE.test(text) || isFullAttribution(text)))) {
      break;
    } else if (!RULE.test(text) && !isFullAttribution(text)) {
      kept.push(text);
    }
  }
  dropSignOff(kept);
  return excerpt(kept.join(' '));
}

function readLines(body: Element, goesIntoAnswered: boolean): readonly Line[] {
  const lines: Line[] = [];
  let isBoldLabelled = false;
  for (const raw of readText(body, MOST_READ, judgeIn(body, goesIntoAnswered)).split('\n')) {
    const text = raw.trim();
    if (text === BOLD_LABEL) {
      isBoldLabelled = true;
      continue;
    }
    // The marks would not outlive the cleaning.
    const line = MARKS.has(text) ? text : cleanLine(text, MOST_READ);
    lines.push({ text: line, isBoldLabelled });
    if (line !== '') isBoldLabelled = false;
  }
  return lines;
}

/** The beginning of a text as one line, cut between words where it is long; `null` when it is empty. */
export function excerpt(text: string): string | null {
  const line = cleanLine(text, LONGEST_SNIPPET + 1);
  if (line.length <= LONGEST_SNIPPET) return line || null;
  const cut = line.lastIndexOf(' ');
  return cleanLine(line, cut > LONGEST_SNIPPET / 2 ? cut : LONGEST_SNIPPET);
}

/** Takes the introducing line off the end, also where it was broken in two or three. */
function dropAttribution(lines: string[]): void {
  const last = lines.at(-1) ?? '';
  if (!/[:：]$/.test(last)) return;
  for (let count = 1; count <= 3 && count <= lines.length; count += 1) {
    const first = lines.at(-count) ?? '';
    const isWhole = count === 1 ? numbersIn(first) >= 2 : /@/.test(first) || numbersIn(first) >= 2;
    // A sentence ends before it.
    if (count > 1 && /[.!?。！？؟]$/.test(first)) break;
    if (isWhole && isAttribution(lines.slice(-count).join(' '))) {
      lines.splice(-count);
      return;
    }
  }
  if (isAttribution(last)) lines.pop();
}

/** "Begin forwarded message:" */
function dropIntroduction(lines: string[]): void {
  const last = lines.at(-1) ?? '';
  if (last.length <= 80 && /[:：]$/.test(last)) lines.pop();
}

/** "Sent from my iPhone" */
function dropSignOff(lines: string[]): void {
  const last = lines.at(-1) ?? '';
  if (lines.length > 1 && last.length <= 60 && PRODUCT.test(last) && !/[.!?:]$/.test(last)) lines.pop();
}
