import { useEffect, useState } from 'preact/hooks';

/** A place of the dashboard, as its address names it after `#`. */
export type Route =
  | { readonly page: 'due' }
  /** With the dialog for a new one open, at `#/mentors/new`. */
  | { readonly page: 'mentors'; readonly isAdding: boolean }
  | { readonly page: 'mentor'; readonly id: string }
  /** With one of them in sight and open, at `#/sites/gmail`. */
  | { readonly page: 'sites'; readonly id: string }
  /** With one of its sections in sight, at `#/settings/pauses`. */
  | { readonly page: 'settings'; readonly section: string }
  | { readonly page: 'data' }
  | { readonly page: 'import' };

export function parseRoute(hash: string): Route {
  const [page = '', id = ''] = hash.replace(/^#\/?/, '').split('/');
  if (page === 'mentors') {
    return id === '' || id === 'new' ? { page, isAdding: id === 'new' } : { page: 'mentor', id };
  }
  if (page === 'sites') return { page, id };
  if (page === 'settings') return { page, section: id };
  if (page === 'data' || page === 'import') return { page };
  return { page: 'due' };
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
