import type { Mentor, Role } from '../mentor.ts';

const DEGREE = String.raw`(?:M\.?D|D\.?O|Ph\.?D|D\.?Phil|MB\s?B\.?Ch|MB\s?Ch\.?B|MBBS|BMBS|D\.?D\.?S|D\.?M\.?D|D\.?P\.?M|Pharm\.?D|Psy\.?D)\.?`;
/** Of credentials, or of what stands behind a name's comma. */
const DOCTORS = new RegExp(String.raw`(?<!\p{L})${DEGREE}(?!\p{L})`, 'iu');
/** Behind a name without a comma: in capitals, as nobody writes a name that looks alike, and never the name itself. */
const DEGREES_AT_END = new RegExp(String.raw`(?<=\S)(?:[\s/-]+${DEGREE})+(?=,|$)`, 'u');
/** "Dr.", "Prof. Dr. med.", "Prof", and as Arabic and Greek write them. */
const TITLE = /^(?:(?:(?:dr|prof|professor|doctor|med|δρ|καθ)(?!\p{L})|(?:أ\.\s?)?د(?=[./]))[./]?\s*)+/iu;
/** What somebody is called who is not to be made a doctor. */
const OTHER_TITLE = /^(?:mr|mrs|ms|mx|miss|sister|nurse)(?!\p{L})/iu;
/** What follows a name after its comma or at its end. */
const AFTER_NAME = /(?:,.*|\s+(?:jr|sr|ii|iii|iv)\.?)$/i;
/** Scripts in which the last word need not be a family name: it comes first, or is not what people are called by. */
const WHOLE_NAME =
  /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Arabic}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Ethiopic}\p{Script=Tibetan}\p{Script=Mongolian}\p{Script=Tamil}\p{Script=Malayalam}\p{Script=Sinhala}]/u;
/** Small words that belong to the family name behind them, also where they are written with a capital. */
const PARTICLE =
  /^(?:de|del|della|di|da|dos|das|du|la|las|le|los|van|von|vander|der|den|ten|ter|zu|zur|af|av|el|al|abu|ibn|bin|ben|bint|st\.?|saint|san|santa|ní|nic|ó)$/iu;
/**
 * Frequent family names that are hardly ever given names. Somebody whose name begins with one, and does not end with one,
 * may well write it first, as in China, Vietnam, Korea and Hungary: then the whole name is never wrong.
 */
const FAMILY_NAMES: ReadonlySet<string> = new Set(
  'bai cao chen cheng choi cui deng dong du feng fu gao gong guo han he hoang hong hu huang hwang huynh jeong jiang jung kang kovács li liang lim lin liu luo ma nagy ngo nguyen nguyễn park peng pham phạm qian shen shin song sun sung szabó tang tóth tran trần trịnh vo võ vu vũ wang wei wu xie xu yan yang ye yoon yu yuan zeng zhang zhao zheng zhou zhu horváth varga kiss'.split(
    ' ',
  ),
);
/** A department or committee, which is nobody's name. */
const GROUP =
  /(?<!\p{L})(?:department|division|section|committee|faculty|office|program|programme|school|college|clinic|hospital|center|centre|institute|service|team|group|board|unit|dept)(?!\p{L})/iu;

/** Roles that in the United States only a doctor has. A supervisor in research or an adviser need not be one. */
const DOCTORS_ROLES: ReadonlySet<Role> = new Set<Role>([
  'attending',
  'clerkship-director',
  'program-director',
  'chair',
  'resident-or-fellow',
]);

export type Greeted = Pick<Mentor, 'name' | 'credentials' | 'role' | 'greeting'>;

/** Ways to greet somebody, the best guess first. */
export interface Greetings {
  /** Each once; at least one. */
  readonly choices: readonly string[];
  /** Whether it rests on a guess: then the student is asked to look. */
  readonly isGuess: boolean;
}

/** "Dr. Rivera" for a doctor, "Dr. de la Cruz" with what belongs to the name, else the name as it is kept. */
export function greetingOf(mentor: Greeted): string {
  return mentor.greeting.trim() || (greetingsOf(mentor).choices[0] ?? mentor.name);
}

export function greetingsOf({ name: kept, credentials, role }: Omit<Greeted, 'greeting'>): Greetings {
  const name = kept.trim();
  if (GROUP.test(name)) return { choices: [name], isGuess: false };
  const untitled = name.replace(TITLE, '').trim();
  const bare = untitled.replace(DEGREES_AT_END, '').trim();
  const isTitled = untitled !== name;
  const hasDegree = DOCTORS.test(credentials) || bare !== untitled || DOCTORS.test(/,(.*)$/.exec(bare)?.[1] ?? '');
  const { given, family, isSure } = parts(bare);
  if (family === '') return { choices: [name], isGuess: false };
  const whole = given === '' ? family : `${given} ${family}`;
  const words = whole.split(/\s+/);
  const others = [family, words.slice(-2).join(' '), words[0] ?? '', whole].map(one => `Dr. ${one}`);
  if (OTHER_TITLE.test(name) && !hasDegree) return { choices: unique([name, ...others]), isGuess: false };
  const isKnownDoctor = isTitled || hasDegree;
  // Whoever has letters behind the name that are no doctor's is none, whatever the role.
  const isDoctor = isKnownDoctor || (credentials.trim() === '' && DOCTORS_ROLES.has(role));
  const best = `Dr. ${isSure ? family : whole}`;
  return {
    choices: unique(isDoctor ? [best, ...others, whole, words[0] ?? ''] : [whole, words[0] ?? '', best, ...others]),
    isGuess: !isKnownDoctor || !isSure,
  };
}

/** Who signs a letter, as a sentence names them: "Dr. Rivera", "the Department of Medicine". */
export function signatoryOf(mentor: Greeted): string {
  if (mentor.greeting !== '' || !GROUP.test(mentor.name)) return greetingOf(mentor);
  const name = mentor.name.trim();
  return /^the\s/i.test(name) ? `the ${name.slice(4)}` : `the ${name}`;
}

interface Parts {
  /** Empty where the name is one. */
  readonly given: string;
  readonly family: string;
  /** Whether there is no doubt which is which. */
  readonly isSure: boolean;
}

function parts(bare: string): Parts {
  const behind = /,\s*(.*)$/.exec(bare)?.[1]?.trim() ?? '';
  const before = bare.replace(AFTER_NAME, '').trim();
  // "Rivera, Elena" says itself which is which.
  if (behind !== '' && !before.includes(' ') && /^\p{Lu}\p{Ll}/u.test(behind) && !isSuffix(behind)) {
    return { given: behind, family: before, isSure: true };
  }
  const words = before.split(/\s+/);
  if (words.length < 2 || WHOLE_NAME.test(before)) return { given: '', family: before, isSure: true };
  // "NAGY Anna": the family name in capitals.
  const capitals = words.filter(word => /^\p{Lu}[\p{Lu}’'-]+$/u.test(word));
  const [loud] = capitals;
  if (loud !== undefined && capitals.length === 1 && words[0] === loud) {
    return { given: words.slice(1).join(' '), family: loud, isSure: true };
  }
  let first = words.length - 1;
  while (first > 1 && isParticle(words[first - 1] ?? '')) first -= 1;
  const isSwapped = isFamilyName(words[0]) && !isFamilyName(words.at(-1));
  return { given: words.slice(0, first).join(' '), family: words.slice(first).join(' '), isSure: !isSwapped };
}

function isParticle(word: string): boolean {
  return /^\p{Ll}/u.test(word) || PARTICLE.test(word);
}

function isSuffix(text: string): boolean {
  return /^(?:jr|sr|ii|iii|iv)\.?$/i.test(text) || DOCTORS.test(text);
}

function isFamilyName(word: string | undefined): boolean {
  return FAMILY_NAMES.has((word ?? '').toLowerCase());
}

function unique(list: readonly string[]): readonly string[] {
  return [...new Set(list.filter(one => one !== ''))];
}
