import { parseNamedAddress } from './address.ts';
import { cleanLine, searchKey } from './text.ts';

/**
 * When two names may be one person's. Names are not unique, so the answer is never more than a question to the student;
 * only an address settles it.
 */

/** Forms of address, in the languages that mail and calendars show them in. */
const BEFORE_NAMES: ReadonlySet<string> = new Set(
  'dr dra drs doctor prof profa professor professora mr mrs ms mx herr frau sir pd priv doz'.split(' '),
);
/** Degrees that are nobody's name. */
const DEGREES: ReadonlySet<string> = new Set(
  (
    'md med habil mbbs mbchb bsc msc phd mph mba mha edd msn rn cnm dnp pharmd dds dmd facp facs faap facc facep facog faan ' +
    'frcp frcpc frcsc frcs fasco fache jr sr ii iii iv'
  ).split(' '),
);
/** Degrees that are names, too (Ma, Do, Ba, Pa): they count as degrees only behind a comma. */
const DEGREES_BEHIND_COMMA: ReadonlySet<string> = new Set([...DEGREES, ...'do ma ms bm bs ba pa pac np'.split(' ')]);

/** The words of a name in the order in which it is spoken, lower case, without accents, titles and degrees. */
export function nameWords(name: string): readonly string[] {
  const { front, tail } = partsOf(name);
  // "Rivera, Elena": what is left behind the comma is the given name. "Elena Rivera, MD" leaves nothing.
  return [...tail, ...front];
}

function partsOf(name: string): { readonly front: readonly string[]; readonly tail: readonly string[] } {
  const [before = '', ...after] = name.split(',');
  const front = words(before).filter(word => !BEFORE_NAMES.has(word) && !DEGREES.has(word));
  const tail = words(after.join(' ')).filter(word => !BEFORE_NAMES.has(word) && !DEGREES_BEHIND_COMMA.has(word));
  return { front, tail };
}

/** The ways in which a name may be meant: "Rivera, Elena" turned round, "Elena Rivera, Cardiology" without its end, too. */
function readingsOf(name: string): readonly (readonly string[])[] {
  const { front, tail } = partsOf(name);
  return tail.length > 0 && front.length > 1 ? [front, [...tail, ...front]] : [[...tail, ...front]];
}

function words(text: string): string[] {
  return searchKey(text.replace(/\./g, ' ').replace(/\([^()]{0,80}\)/g, ' '))
    .split(/[^\p{L}\p{N}]+/u)
    .filter(word => word !== '');
}

/** Scripts that write a whole name as one word. */
const ONE_WORD_NAME = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]{2,}$/u;

/**
 * Whether two names may belong to one person: the surname is the same, and so is the given name, or one of the two is
 * no more than its initial. Middle names count only where both have them. A single word is no name to go by.
 */
export function mayBeSamePerson(a: string, b: string): boolean {
  return readingsOf(a).some(first => readingsOf(b).some(second => mayBeSame(first, second)));
}

function mayBeSame(first: readonly string[], second: readonly string[]): boolean {
  if (first.length === 1 && second.length === 1) return first[0] === second[0] && ONE_WORD_NAME.test(first[0] ?? '');
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

/**
 * How certainly a title names this person: `surely` with given name and surname, `perhaps` with the surname after a form
 * of address, which may be anybody's of that surname.
 */
export function namedIn(title: string, name: string): 'surely' | 'perhaps' | 'no' {
  const spoken = nameWords(name);
  const surname = spoken.at(-1);
  if (surname === undefined) return 'no';
  const given = spoken.length > 1 ? spoken[0] : undefined;
  const said = searchKey(title.replace(/\./g, ' ')).split(/[^\p{L}\p{N}]+/u);
  const places = said.flatMap((word, index) => (word === surname ? [index] : []));
  if (given !== undefined && places.some(at => said.slice(Math.max(0, at - 3), at + 3).includes(given)))
    return 'surely';
  return places.some(at => BEFORE_SURNAMES.has(said[at - 1] ?? '')) ? 'perhaps' : 'no';
}

/** The last word of a name as it is spoken; empty for none. */
export function surnameOf(name: string): string {
  return nameWords(name).at(-1) ?? '';
}

/** Begins with a capital, or with a letter of a script that has none; small words stand inside names ("van der"). */
const NAME_WORD = /^(?:['\u2019(]?[\p{Lu}\p{Lt}\p{Lo}]|\p{Ll}{1,3}$)/u;

/**
 * The name that a link shows of the address it writes to: "Dr. Theo Marchetti", where the address is made of that name.
 * `null` for all else, since a link may say "Write to us", or lie.
 */
export function nameInLink(text: string, email: string): string | null {
  const line = cleanLine(text, 200);
  if (line.includes('@')) {
    const shown = parseNamedAddress(line);
    return shown?.email === email ? shown.name : null;
  }
  const isLikeName =
    !/[\p{Nd}<>{}[\]|:;!?\u00BF\u00A1_#*=+/\\]/u.test(line) && line.split(' ').every(each => NAME_WORD.test(each));
  return isLikeName && isMadeOf(email.slice(0, email.lastIndexOf('@')), nameWords(line)) ? line : null;
}

/** Whether the first part of an address is made of a name: of the given name, or of the surname and all initials. */
function isMadeOf(local: string, spoken: readonly string[]): boolean {
  const pieces = words(local.replace(/[_+-]/g, ' ')).map(piece => piece.replace(/\p{N}+/gu, ''));
  const letters = pieces.join('');
  const [given = ''] = spoken;
  const surname = spoken.at(-1) ?? '';
  if (given.length > 1 && (pieces.includes(given) || (given.length > 2 && letters.startsWith(given)))) return true;
  if (spoken.length < 2 || surname.length < 3 || !letters.includes(surname)) return false;
  const rest = letters.replace(surname, '');
  const initials = spoken.slice(0, -1).map(word => word.charAt(0));
  return rest === initials.join('') || rest === initials[0];
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
