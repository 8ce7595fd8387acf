import { useEffect, useState } from 'preact/hooks';

/** A place of the dashboard, as its address names it after `#`. */
export type Route =
  /** With the message that one reminder asks for open, at `#/due/write/REMINDER`. */
  | { readonly page: 'due'; readonly writing: string }
  /** With the dialog for a new one open, at `#/mentors/new`. */
  | { readonly page: 'mentors'; readonly isAdding: boolean }
  | { readonly page: 'mentor'; readonly id: string }
  /** The board; with one letter open, at `#/letters/ID`, or the dialog for a new one, at `#/letters/new`. */
  | { readonly page: 'letters'; readonly id: string }
  /** What one writer is given, at `#/packet/LETTER`. */
  | { readonly page: 'packet'; readonly id: string }
  /** Before asking somebody, at `#/rehearse/MENTOR`; without one, with whom to start. */
  | { readonly page: 'rehearse'; readonly id: string }
  /** Tracks, slots and coverage; with one track in sight, at `#/plan/TRACK`. */
  | { readonly page: 'plan'; readonly id: string }
  | { readonly page: 'profile' }
  /** The table, or at `#/programs/letters` which program gets which letter. */
  | { readonly page: 'programs'; readonly view: string }
  | { readonly page: 'season' }
  /** Rotations, moments and news: `#/work/rotations`, `#/work/moments`, `#/work/news`; with one open, `#/work/rotations/ID`. */
  | { readonly page: 'work'; readonly section: string; readonly id: string }
  /** With one purpose open, at `#/templates/ask`. */
  | { readonly page: 'templates'; readonly id: string }
  /** With one of them in sight and open, at `#/sites/gmail`. */
  | { readonly page: 'sites'; readonly id: string }
  /** With one of its sections in sight, at `#/settings/pauses`. */
  | { readonly page: 'settings'; readonly section: string }
  | { readonly page: 'data' }
  | { readonly page: 'import' };

export function parseRoute(hash: string): Route {
  const [page = '', id = '', more = ''] = hash.replace(/^#\/?/, '').split('/');
  if (page === 'mentors') {
    return id === '' || id === 'new' ? { page, isAdding: id === 'new' } : { page: 'mentor', id };
  }
  if (page === 'sites' || page === 'letters' || page === 'packet' || page === 'rehearse') return { page, id };
  if (page === 'plan' || page === 'templates') return { page, id };
  if (page === 'programs') return { page, view: id };
  if (page === 'work') return { page, section: id, id: more };
  if (page === 'profile' || page === 'season') return { page };
  if (page === 'settings') return { page, section: id };
  if (page === 'data' || page === 'import') return { page };
  return { page: 'due', writing: page === 'due' && id === 'write' ? decoded(more) : '' };
}

/** An id from an address; one that was not written by us stays as it is. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** The place the address names; follows it. */
export function useRoute(): Route {
  const [route, setRoute] = useState(() => parseRoute(location.hash));
  useEffect(() => {
    const follow = () => setRoute(parseRoute(location.hash));
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  return route;
}
