import { cleanName, parseAddress } from '../addresses.ts';
import { attributeOf, elementsOf, isShown, lineOf, textOf } from '../dom.ts';
import { itemOf } from '../items.ts';
import { excerpt } from '../quotes.ts';
import type { CapturedItem } from '../site.ts';
import type { WhenContext } from '../when.ts';
import { QUOTED } from './fields.ts';
import type { Part } from './frames.ts';
import { mailDateIn, momentIn } from './moments.ts';
import type { Owner } from './owner.ts';
import { newTextOf } from './plain.ts';

/** Archives of mailing lists offer to answer a message: the link names the message it answers. */
const ANSWER = 'a[href^="mailto:" i][href*="in-reply-to=" i]';

/** The one message on a page of a mailing list's archive; its link writes to the list, and shows who wrote. */
export function archivedMessage(
  part: Part,
  context: WhenContext,
  url: string | null,
  owner: () => Owner,
): CapturedItem | null {
  const links = elementsOf(part.page, ANSWER, 3).filter(link => isShown(link) && link.closest(QUOTED) === null);
  const [link] = links;
  if (link === undefined || links.length > 1) return null;
  const before = link.previousElementSibling;
  const name =
    before === null || !/^(?:B|STRONG|SPAN|I|EM)$/.test(before.tagName) ? null : cleanName(lineOf(before, 200));
  const shown = lineOf(link, 200);
  const email = parseAddress(shown) ?? parseAddress(shown.replace(/\s+(?:at|AT|\(at\)|\[at\])\s+/, '@'));
  if (name === null && email === null) return null;
  const isSelf = email !== null && owner().isOwn(email);
  const answered = /[?&]in-reply-to=([^&]+)/i.exec(attributeOf(link, 'href', 4000))?.[1] ?? '';
  return itemOf('email', {
    title: textOf(part.page, 'h1') || textOf(part.page, 'h2') || null,
    people: [{ name, email, role: 'from', isSelf }],
    date: dateBehind(link, context),
    snippet: excerpt(newTextOf(part.page.querySelector('pre')?.textContent?.slice(0, 8000) ?? '')),
    direction: email === null || !owner().isKnown ? 'unknown' : isSelf ? 'outbound' : 'inbound',
    messageId: idIn(answered),
    url,
  });
}

function idIn(escaped: string): string | null {
  try {
    return /^<([^<>\s]{3,300})>$/.exec(decodeURIComponent(escaped))?.[1] ?? null;
  } catch {
    return null;
  }
}

function dateBehind(link: Element, context: WhenContext): string | null {
  let element = link.nextElementSibling;
  for (let count = 0; count < 4 && element !== null; count += 1, element = element.nextElementSibling) {
    const date = momentIn([element], context) ?? unixDate(lineOf(element, 80), context);
    if (date !== null) return date;
  }
  return null;
}

/** "Mon Jan 12 15:32:10 CET 2026": the year is last, behind a zone that has no number. */
function unixDate(text: string, context: WhenContext): string | null {
  const match = /^[A-Z][a-z]{2} ([A-Z][a-z]{2}) {1,2}(\d{1,2}) (\d{2}:\d{2}):\d{2}(?: [A-Z]{1,5})? (\d{4})$/.exec(text);
  return match === null
    ? null
    : mailDateIn(`${match[2]} ${match[1]} ${match[4]} ${match[3]}`, { ...context, languages: ['en'] });
}
