import { attributeOf, elementsOf } from './dom.ts';

/** Links that join a video meeting, wherever a page shows them. */

/** How much of a text is searched for a link. */
const MOST_TEXT = 20_000;
const MOST_LINKS = 500;
const LONGEST_LINK = 4000;

/** The first link that joins a meeting; `null` when there is none. */
export function conferenceLinkIn(root: ParentNode): string | null {
  for (const link of elementsOf(root, 'a[href]', MOST_LINKS)) {
    const found = conferenceLink(attributeOf(link, 'href', LONGEST_LINK));
    if (found !== null) return found;
  }
  return null;
}

/** The first address in a text that joins a meeting; `null` when there is none. */
export function conferenceLinkInText(text: string): string | null {
  const addresses =
    text.slice(0, MOST_TEXT).match(/https:\/\/[^\s<>"'“”‘’「」（）\\^`{|}\u200E\u200F\u202A-\u202E]{1,2000}/g) ?? [];
  for (const address of addresses.slice(0, 50)) {
    const found = conferenceLink(address.replace(/[.,;:!?)\]。、，]+$/, ''));
    if (found !== null) return found;
  }
  return null;
}

/** The address that joins the meeting, without what only says from where somebody came; `null` for any other link. */
export function conferenceLink(address: string): string | null {
  const url = parsed(address);
  if (url === null) return null;
  // Google's pages send every link that somebody wrote through a counter of clicks.
  if (/^www\.google\.[a-z.]{2,6}$/.test(url.hostname) && url.pathname === '/url') {
    const target = parsed(url.searchParams.get('q') ?? url.searchParams.get('url') ?? '');
    return target === null || target.pathname === '/url' ? null : joining(target);
  }
  return joining(url);
}

function parsed(address: string): URL | null {
  if (address.length > LONGEST_LINK) return null;
  try {
    const url = new URL(address);
    return url.protocol === 'https:' ? url : null;
  } catch {
    return null;
  }
}

const TEAMS = ['teams.microsoft.com', 'teams.live.com', 'teams.cloud.microsoft', 'teams.microsoft.us'];
const ZOOM = ['zoom.us', 'zoom.com', 'zoom.com.cn', 'zoomgov.com'];
/** Programs whose whole host is for meetings. */
const OTHERS = ['whereby.com', 'meet.jit.si', 'meet.goto.com', 'gotomeeting.com', 'meet.zoho.com', 'chime.aws'];

function joining(url: URL): string | null {
  const { hostname, pathname } = url;
  const isAt = (hosts: readonly string[]) => hosts.some(host => hostname === host || hostname.endsWith(`.${host}`));
  if (hostname === 'meet.google.com') {
    const code = /^\/(?:lookup\/)?([a-z]{3,4}-[a-z]{3,4}-[a-z]{3,4})\/?$/i.exec(pathname)?.[1];
    return code === undefined ? null : `https://meet.google.com/${code}`;
  }
  if (isAt(TEAMS)) return /^\/(?:l\/meetup-join|meet)\/./.test(pathname) ? url.href : null;
  if (isAt(ZOOM)) return /^\/(?:j|s|my|w|wc\/join)\/./.test(pathname) ? url.href : null;
  if (isAt(['webex.com'])) return /\/(?:meet\/|join\/|m\/|j\.php|wbxmjs\/)/.test(pathname) ? url.href : null;
  return isAt(OTHERS) && pathname.length > 2 ? url.href : null;
}
