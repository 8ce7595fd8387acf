import { attributeOf, elementsOf } from '../dom.ts';
import { isArticleType, isBusinessType, isOrganizationType } from './vocabulary.ts';
import type { Found } from './walk.ts';

/** What a page of people or of a person says it is, whatever its system calls every page. */
const PEOPLE_PAGES = new Set(['ProfilePage', 'ContactPage', 'AboutPage']);
/** Systems that give every page the kind "article" say elsewhere what it is. */
const PLAIN_PAGES = new Set(['WebPage', 'CollectionPage', 'ItemPage', 'SearchResultsPage', ...PEOPLE_PAGES]);

const OTHER_KINDS =
  /^(?:article|product|book|business\.business|hotel|restaurant(?:\..*)?|video(?:\..*)?|music(?:\..*)?)$/i;

/** Whether the page tells of something, and of people, that the student has nothing to do with. */
export function isArticleOrBusiness(page: Document, url: URL, found: readonly Found[], hasEntry: boolean): boolean {
  const top = found.filter(({ via }) => via === null || via === '@graph' || via === 'mainentity');
  const types = top.flatMap(({ thing }) => thing.types);
  if (types.some(type => PEOPLE_PAGES.has(type))) return false;
  if (hasEntry || types.some(isArticleType) || types.some(isBusinessType)) return true;
  const isHome = /^\/(?:(?:[a-z]{2}(?:-[a-z]{2})?|home|index)(?:\.\w{2,5})?\/?)?$/i.test(url.pathname);
  if (isHome && url.protocol !== 'file:' && types.some(isOrganizationType)) return true;
  if (page.querySelector('meta[property="article:published_time"], meta[property="article:author"]') !== null)
    return true;
  const kinds = elementsOf(page, 'meta[property="og:type"]', 5).map(meta => attributeOf(meta, 'content').trim());
  // A page that gives two kinds does not know its own.
  const isOther = kinds.length > 0 && kinds.every(kind => OTHER_KINDS.test(kind));
  return isOther && !(kinds.includes('article') && types.some(type => PLAIN_PAGES.has(type)));
}
