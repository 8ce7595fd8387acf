import { isShown } from '../dom.ts';
import { itemOf } from '../items.ts';
import type { CaptureContext, CapturedItem } from '../site.ts';
import { emailsOf, folded, Gathering, nameOf } from './people.ts';
import { addressOf } from './places.ts';
import type { Thing } from './things.ts';
import { isOrganizationType, isPersonType } from './vocabulary.ts';
import type { Found } from './walk.ts';

/** The people that a page is about, and not those who wrote it or take part in something. */

/** A person and where on the page it stands. */
export interface PersonFound {
  readonly item: CapturedItem;
  readonly element: Element;
}

/** Properties by which people get onto pages that are about something else. */
const SIDE_ROLES = [
  'author',
  'creator',
  'publisher',
  'editor',
  'contributor',
  'copyrightholder',
  'reviewedby',
  'founder',
];

const PEOPLE_LEAD = new Set([
  '@graph',
  'itemlistelement',
  'item',
  'mainentity',
  'about',
  'haspart',
  'datafeedelement',
  'employee',
  'employees',
  'member',
  'members',
]);

/** A physician is either a person or a practice; a form of address or a degree tells. */
const LIKE_PHYSICIAN = /^(?:dr|prof)\b|,\s*(?:M\.?D|D\.?O|MBBS|Ph\.?D)\b/i;

function isPerson(thing: Thing): boolean {
  if (thing.types.some(isPersonType)) return !thing.types.some(isOrganizationType);
  return thing.types.includes('Physician') && LIKE_PHYSICIAN.test(nameOf(thing) ?? '');
}

export function readPersons(
  found: readonly Found[],
  cards: readonly Thing[],
  pageUrl: string | null,
  context: CaptureContext,
): readonly PersonFound[] {
  const asides = new Set<Thing>();
  for (const { thing } of found)
    for (const name of SIDE_ROLES)
      for (const { thing: person } of thing.all(name)) if (person !== null) asides.add(person);

  const marked = found.filter(({ thing, via, container }) => {
    if (!isPerson(thing)) return false;
    if (via !== null && !PEOPLE_LEAD.has(via)) return false;
    const isSubject = via === 'mainentity' || container?.types.includes('ProfilePage') === true;
    return isSubject || !asides.has(thing);
  });
  const things = [...marked.map(({ thing }) => thing), ...cards.filter(isPerson)].filter(
    ({ element, syntax }) => syntax === 'json-ld' || isShown(element),
  );
  const persons = things.flatMap((thing): readonly PersonFound[] => {
    const gathering = new Gathering(context);
    const name = nameOf(thing);
    const emails = emailsOf(thing);
    if (name === null && emails.length === 0) return [];
    gathering.add({ name, emails }, 'contact');
    const location = addressOf(thing) || null;
    const item = itemOf('contact', { title: name, people: gathering.people, location, url: pageUrl });
    return [{ item, element: thing.element }];
  });
  return eachOnce(persons);
}

/** One person told of in two syntaxes, or on cards for large and small screens, is one. */
function eachOnce(persons: readonly PersonFound[]): readonly PersonFound[] {
  const kept: PersonFound[] = [];
  const byEmail = new Map<string, number>();
  const byName = new Map<string, number>();
  for (const person of persons) {
    const emails = person.item.people.flatMap(({ email }) => email ?? []);
    const name = folded(person.item.title ?? '');
    const namesake = name === '' ? undefined : byName.get(name);
    const other = namesake === undefined ? undefined : kept[namesake];
    // Two of one name with different addresses may be two, unless it is one card.
    const isSame =
      other !== undefined && (emails.length === 0 || !hasAddress(other) || other.element === person.element);
    const index =
      emails.map(email => byEmail.get(email)).find(at => at !== undefined) ?? (isSame ? namesake : undefined);
    const known = index === undefined ? undefined : kept[index];
    const at = index !== undefined && known !== undefined ? index : kept.length;
    kept[at] = known === undefined ? person : together(known, person);
    for (const email of emails) byEmail.set(email, at);
    if (name !== '') byName.set(name, at);
  }
  return kept;
}

function hasAddress({ item }: PersonFound): boolean {
  return item.people.some(({ email }) => email !== null);
}

function together(known: PersonFound, other: PersonFound): PersonFound {
  const title = known.item.title ?? other.item.title;
  const all = [...known.item.people, ...other.item.people];
  const addressed = all.filter(
    ({ email }, index) => email !== null && all.findIndex(person => person.email === email) === index,
  );
  const people = (addressed.length > 0 ? addressed : all.slice(0, 1)).map(person => ({
    ...person,
    name: person.name ?? title,
  }));
  return {
    item: { ...known.item, title, people, location: known.item.location ?? other.item.location },
    // Elements stand where the person is shown, scripts anywhere.
    element: known.element.tagName === 'SCRIPT' ? other.element : known.element,
  };
}

/** The addresses that the page's organizations give as their own: desks, whatever they are called. */
export function organizationEmails(things: readonly Thing[]): ReadonlySet<string> {
  const organizations = things.filter(thing => thing.types.some(isOrganizationType) && !isPerson(thing));
  return new Set(organizations.flatMap(emailsOf));
}
