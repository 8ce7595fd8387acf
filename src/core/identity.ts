import { searchKey } from './text.ts';

/**
 * When two names may be one person's. Names are not unique, so the answer is never more than a question to the student;
 * only an address settles it.
 */

/** Forms of address and degrees around a name, in the languages that mail and calendars show them in. */
const AROUND_NAMES: ReadonlySet<string> = new Set(
  (
    'dr dra drs doctor prof profa professor professora mr mrs ms mx herr frau sir pd priv doz med habil ' +
    'md do mbbs mbchb bm bs ba bsc ms msc ma phd mph mba mha med edd msn rn np pa pac cnm dnp pharmd dds dmd ' +
    'facp facs faap facc facep facog faan frcp frcpc frcsc frcs fasco fache jr sr ii iii iv'
  ).split(' '),
);

/** The words of a name in the order in which it is spoken, lower case, without accents, titles and degrees. */
export function nameWords(name: string): readonly string[] {
  const [before = '', ...after] = name.split(',');
  const tail = words(after.join(' '));
  // "Rivera, Elena": what is left behind the comma is the given name. "Elena Rivera, MD" leaves nothing.
  return tail.length > 0 ? [...tail, ...words(before)] : words(before);
}

function words(text: string): string[] {
  return searchKey(text.replace(/\./g, ' ').replace(/\([^()]{0,80}\)/g, ' '))
    .split(/[^\p{L}\p{N}]+/u)
    .filter(word => word !== '' && !AROUND_NAMES.has(word));
}

/**
 * Whether two names may belong to one person: the surname is the same, and so is the given name, or one of the two is
 * no more than its initial. Middle names count only where both have them. A single word is no name to go by.
 */
export function mayBeSamePerson(a: string, b: string): boolean {
  const first = nameWords(a);
  const second = nameWords(b);
  if (first.length < 2 || second.length < 2) return false;
  if (first.at(-1) !== second.at(-1) || !isSameGiven(first[0], second[0])) return false;
  const middles = [first.slice(1, -1), second.slice(1, -1)] as const;
  const count = Math.min(middles[0].length, middles[1].length);
  return Array.from({ length: count }, (_, index) => isSameGiven(middles[0][index], middles[1][index])).every(Boolean);
}

function isSameGiven(a = '', b = ''): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  return short === long || (short.length === 1 && long.startsWith(short));
}

/** What stands before a surname where the given name is left out: "Coffee with Dr. Rivera". */
const BEFORE_SURNAMES: ReadonlySet<string> = new Set([
  'dr',
  'dra',
  'doctor',
  'prof',
  'profa',
  'professor',
  'frau',
  'herr',
]);

/** Whether a title names this person: given name and surname, or the surname after a form of address. */
export function isNamedIn(title: string, name: string): boolean {
  const [given = '', ...rest] = nameWords(name);
  const surname = rest.at(-1);
  if (surname === undefined) return false;
  const said = searchKey(title.replace(/\./g, ' ')).split(/[^\p{L}\p{N}]+/u);
  return said.some(
    (word, index) =>
      word === surname &&
      (said.slice(Math.max(0, index - 3), index + 3).includes(given) || BEFORE_SURNAMES.has(said[index - 1] ?? '')),
  );
}

/** Addresses that a program writes from. Nobody answers there, and nobody is met. */
const ROBOT =
  /^(?:(?:no|do-?not|donot)[._-]?reply|noreply[._+-].*|.*[._+-]no-?reply|mailer-daemon|postmaster|bounces?(?:[._+-].*)?|notifications?|calendar-notification|automated|auto-?confirm|alerts?|digest)$/;

/** Whether an address is a program's and not a person's, by how programs are commonly named. */
export function isRobotAddress(email: string): boolean {
  return ROBOT.test(email.slice(0, email.lastIndexOf('@')));
}

/**
 * Whether the student never wants to log this address.
 *
 * @param neverLog - Addresses, and domains as `clinic.example`, which stand for the hosts below them, too.
 */
export function isNeverLogged(email: string, neverLog: readonly string[]): boolean {
  const host = email.slice(email.lastIndexOf('@') + 1);
  return neverLog.some(entry => (entry.includes('@') ? entry === email : host === entry || host.endsWith(`.${entry}`)));
}
