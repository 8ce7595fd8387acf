import { daysBetween, type LocalDate } from '../dates.ts';
import type { Letter, Service } from '../letter.ts';
import type { Plan, Track } from '../plan/plan.ts';
import { isTargetEstimated, targetOf } from '../plan/target.ts';
import type { FilledPart, MergeField, MergeValues, Said } from './fields.ts';
import { REQUEST_SENDERS, SERVICE_NAMES } from './words.ts';

/**
 * Turns of phrase that depend on several facts: whose letter it is, how many there are, and whether a day has passed.
 * They keep such conditions out of the templates, which stay prose that a student can read and change.
 */

/** A letter that a message is about. */
export interface AboutLetter {
  readonly letter: Letter;
  /** Who signs it when that is somebody else than the reader, who is then the contact person; empty for none. */
  readonly signatory: string;
  /** `null` for a General one. */
  readonly track: Track | null;
  readonly plan: Plan | null;
}

/** How days are said in the message's language. */
export interface DayWords {
  day(on: LocalDate): string;
  /** The same without its weekday, for a day that is not certain. */
  roughly(on: LocalDate): string;
  /** @param days - More than none. */
  span(days: number): string;
  /** "March and April 2026". */
  months(from: LocalDate, until: LocalDate): string;
}

/** What is applied to, for a message about no letter or about a General one. */
export interface AppliedTo {
  /** What it is about while it is about no letter. */
  readonly track: Track | null;
  /** Whether what has no track is for a fellowship, and not for residency. */
  readonly isFellowship: boolean;
}

export function phrases(
  letters: readonly AboutLetter[],
  { track, isFellowship }: AppliedTo,
  today: LocalDate,
  words: DayWords,
): MergeValues {
  const isMany = letters.length > 1;
  const [first] = letters;
  const theirs = theirLetter(letters);
  const whole = application(letters.length === 0 ? [track] : letters.map(one => one.track), isFellowship);
  const received = letters.some(({ letter }) => letter.receivedOn !== null);
  return {
    application: whole,
    'track.aim': aim(track, isFellowship),
    'mentor.help': received ? `${theirs} and the time you took with me` : 'the time you took with me',
    'letter.writer': first === undefined || first.signatory === '' ? 'you' : first.signatory,
    'letter.mine': isMany ? 'my letters of recommendation' : 'my letter of recommendation',
    'letter.theirs': theirs,
    'letter.promised': promised(letters, whole),
    'letter.effort': effort(letters, whole),
    'letter.due':
      first === undefined || !isMany ? dueOfOne(first, today, words) : dueOfMany(letters, isFellowship, today, words),
    'letter.wanted': wanted(first, today, words),
    'letter.by': said`${by(first, today, words)}`,
    'letter.request': request(first, words),
    'letter.arrived': arrived(letters, words),
    'letter.whenAsked': when(first?.letter.askedOn ?? null, words),
    'letter.whenAnswered': when(first?.letter.answeredOn ?? null, words),
  };
}

/** What a service is called within a sentence; empty while it has no name. */
export function serviceName({ letter, plan }: Pick<AboutLetter, 'letter' | 'plan'>): string {
  return letter.service === 'other' ? (plan?.serviceName ?? '') : SERVICE_NAMES[letter.service];
}

/**
 * How the writer comes to know what to do: the service e-mails them, or asks them in a way we have no word on; or nobody but
 * the student tells them. `domain.md` of the design, section 1.
 */
export function wayOf(service: Service): 'mail' | 'request' | 'by-hand' {
  switch (service) {
    case 'eras':
    case 'urology':
    case 'residencycas':
      return 'mail';
    case 'carms':
      return 'request';
    case 'sf-match':
    case 'military':
    case 'other':
      return 'by-hand';
  }
}

/**
 * The day it should be in by, as far as it is known. One that the student set is theirs; one counted from a season's day
 * that nobody confirmed is said to be around that day, and never as a fact.
 */
export function targetWords(about: AboutLetter, words: DayWords): Said | null {
  const on = target(about);
  return on === null ? null : dayWords(about, on, words);
}

export function isTargetCertain({ letter, plan }: Pick<AboutLetter, 'letter' | 'plan'>): boolean {
  return !isTargetEstimated(letter, plan);
}

function dayWords(about: AboutLetter, on: LocalDate, words: DayWords): Said {
  return isTargetCertain(about) ? said`${words.day(on)}` : said`around ${words.roughly(on)}`;
}

/** Whether days can be said in days or whole weeks; rounded, they would contradict the day beside them. */
export function isSaidExactly(days: number): boolean {
  return days > 0 && (days < 21 || (days % 7 === 0 && days <= 70));
}

function aim(track: Track | null, isFellowship: boolean): string {
  if (track === null) return isFellowship ? 'for fellowship' : 'for residency';
  return `${track.kind === 'fellowship' ? 'for fellowship ' : ''}in ${specialtyOf(track)}`;
}

/** A specialty within a sentence: its words are no names, and so begin small. What the student named themselves stays. */
function specialtyOf({ specialty, name }: Track): string {
  if (specialty.trim() === '') return name;
  return specialty.replaceAll(/(?<!\p{L})\p{Lu}\p{Ll}+(?!\p{L})/gu, word =>
    NAMES.has(word) ? word : word.toLowerCase(),
  );
}

/** Names of people and places that a specialty can have in it. */
const NAMES: ReadonlySet<string> = new Set(['Mohs', 'Canadian', 'American', 'Force']);

function application(tracks: readonly (Track | null)[], isFellowship: boolean): string {
  const known = tracks.filter(track => track !== null);
  const names = [...new Set(known.map(specialtyOf))];
  const noun = names.length > 1 || (names.length > 0 && tracks.includes(null)) ? 'applications' : 'application';
  const isFor = (track: Track | null) => (track === null ? isFellowship : track.kind === 'fellowship');
  if (names.length === 0) return `my ${isFellowship ? 'fellowship' : 'residency'} ${noun}`;
  const isAll = tracks.every(isFor);
  if (tracks.includes(null))
    return isAll || !tracks.some(isFor) ? `my ${isAll ? 'fellowship' : 'residency'} ${noun}` : `my ${noun}`;
  return `my ${isAll ? 'fellowship ' : ''}${noun} in ${listed(names)}`;
}

/** Those who sign, each once; the reader is the empty one. */
function signatories(letters: readonly AboutLetter[]): readonly string[] {
  return [...new Set(letters.map(({ signatory }) => signatory))];
}

function theirLetter(letters: readonly AboutLetter[]): string {
  const names = signatories(letters);
  const noun = letters.length > 1 ? 'letters' : 'letter';
  if (names.every(name => name === '')) return `your ${noun}`;
  return names.includes('') ? `the ${noun} that you are helping me with` : `the ${noun} from ${listed(names)}`;
}

function promised(letters: readonly AboutLetter[], whole: string): string {
  const names = signatories(letters);
  const writer = names.every(name => name === '') ? 'you' : listed(names);
  if (letters.length < 2) return `the letter that ${writer} agreed to write for ${whole}`;
  const many = `the ${counted(letters.length)} letters that`;
  return names.includes('') && names.length > 1
    ? `${many} you are helping me with`
    : `${many} ${writer} agreed to write for me`;
}

function effort(letters: readonly AboutLetter[], whole: string): string {
  const isTheirs = letters.every(({ signatory }) => signatory === '');
  const noun = letters.length > 1 ? 'letters' : 'a letter';
  return isTheirs ? `agreeing to write ${noun} for ${whole}` : `helping with ${theirLetter(letters)} for ${whole}`;
}

function target(about: AboutLetter | undefined): LocalDate | null {
  return about === undefined ? null : targetOf(about.letter, about.track, about.plan);
}

/** "Tuesday, August 31, 3 weeks from today", or "around August 31". */
function dayAhead(about: AboutLetter | undefined, today: LocalDate, words: DayWords): Said {
  const on = target(about);
  if (about === undefined || on === null) return said`${open('letter.target')}`;
  const left = daysBetween(today, on);
  const day = dayWords(about, on, words);
  return isTargetCertain(about) && isSaidExactly(left) ? said`${day}, ${words.span(left)} from today` : day;
}

function dueOfOne(about: AboutLetter | undefined, today: LocalDate, words: DayWords): Said {
  const on = target(about);
  return about !== undefined && on !== null && on < today
    ? said`I had hoped to have it by ${dayWords(about, on, words)}.`
    : said`It should be in by ${dayAhead(about, today, words)}.`;
}

function dueOfMany(letters: readonly AboutLetter[], isFellowship: boolean, today: LocalDate, words: DayWords): Said {
  const targets = letters.map(target);
  const on = targets[0] ?? null;
  const isOneDay = targets.every(other => other === on);
  const all = letters.length === 2 ? 'Both' : `All ${counted(letters.length)}`;
  // One day is as sure as the least sure of them.
  const least = letters.find(about => !isTargetCertain(about)) ?? letters[0];
  const lead = !isOneDay
    ? said`Here is the day for each:`
    : least !== undefined && on !== null && on < today
      ? said`I had hoped to have ${all.toLowerCase()} by ${dayWords(least, on, words)}:`
      : said`${all} should be in by ${dayAhead(least, today, words)}:`;
  const areSeveral = signatories(letters).length > 1;
  const lines = letters.map((about, index) => {
    const what = said`\n– ${named(about, areSeveral, isFellowship)}`;
    const day = targets[index] ?? null;
    if (isOneDay) return what;
    if (day !== null && day < today) return said`${what}: by ${dayWords(about, day, words)}, which has passed`;
    return said`${what}: by ${dayAhead(about, today, words)}`;
  });
  return said`${lead}\n${{ parts: lines.flatMap(({ parts }) => parts) }}`;
}

/** What tells a letter from the others: "for my application in neurology, through ERAS". */
function named(about: AboutLetter, saysWhose: boolean, isFellowship: boolean): string {
  const { letter, signatory, track } = about;
  const kind = letter.isChairLetter ? 'the department’s letter ' : '';
  const form = kind === '' && letter.form === 'standardized' ? 'the standardized form ' : '';
  const from = saysWhose && signatory !== '' ? `, from ${signatory}` : '';
  const service = goesWhere(about);
  return `${kind}${form}for ${application([track], isFellowship)}${from}${service === '' ? '' : `, ${service}`}`;
}

/** "through ERAS", "to the military selection board"; empty while the service has no name. */
function goesWhere(about: AboutLetter): string {
  const name = serviceName(about);
  return name === '' ? '' : `${about.letter.service === 'military' ? 'to' : 'through'} ${name}`;
}

function by(about: AboutLetter | undefined, today: LocalDate, words: DayWords): FilledPart | Said {
  const on = target(about);
  if (about === undefined || on === null) return open('letter.target');
  // One that has passed is no day to be in by.
  return on < today ? open('your.day') : dayWords(about, on, words);
}

function wanted(about: AboutLetter | undefined, today: LocalDate, words: DayWords): Said {
  const where = about === undefined ? '' : goesWhere(about);
  const until = by(about, today, words);
  return where === ''
    ? said`The letter should be in by ${until}.`
    : said`The letter goes ${where} and should be in by ${until}.`;
}

function request(about: AboutLetter | undefined, words: DayWords): Said {
  if (about === undefined) return said`The request will come through ${open('letter.service')}.`;
  const { service, requestedOn: on, letterIdNumber: id } = about.letter;
  const name = serviceName(about) || open('letter.service');
  if (wayOf(service) === 'by-hand') {
    const number = id === '' ? '' : said` The Letter ID is ${id}.`;
    const where = service === 'military' ? said`to ${name}` : said`through ${name}`;
    return said`The letter goes ${where}. This is how to hand it in: ${open('your.route')}.${number}`;
  }
  const sender = REQUEST_SENDERS[service];
  const from = sender === undefined ? '' : said`, as an e-mail from ${sender}`;
  const end = id === '' ? said`${from}.` : said`${from}; the Letter ID is ${id}.`;
  return on === null
    ? said`The request will come through ${name}${end}`
    : said`The request went out through ${name} on ${words.day(on)}${end}`;
}

function arrived(letters: readonly AboutLetter[], words: DayWords): Said {
  const days = [...new Set(letters.map(({ letter }) => letter.receivedOn))];
  const [on = null] = days;
  if (on !== null && days.length === 1) return said`arrived on ${words.day(on)}`;
  return letters.length > 1 ? said`have arrived` : said`has arrived`;
}

function when(on: LocalDate | null, words: DayWords): Said {
  return on === null ? said`some time ago` : said`on ${words.day(on)}`;
}

const COUNTS = ['no', 'one', 'two', 'three', 'four', 'five', 'six'];

function counted(count: number): string {
  return COUNTS[count] ?? String(count);
}

/** "one, two, and three". */
function listed(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  if (names.length < 3) return names.join(' and ');
  return `${names.slice(0, -1).join(', ')}, and ${last}`;
}

function open(field: MergeField): FilledPart {
  return { type: 'open', field };
}

/** Words with facts in them; each fact stays a part of its own. */
export function said(strings: TemplateStringsArray, ...facts: readonly (string | FilledPart | Said)[]): Said {
  const parts = strings.flatMap((text, index): readonly FilledPart[] => {
    const fact = facts[index] ?? '';
    const next =
      typeof fact === 'string' ? [{ type: 'text' as const, text: fact }] : 'parts' in fact ? fact.parts : [fact];
    return [{ type: 'text', text }, ...next];
  });
  return { parts: parts.filter(part => part.type === 'open' || part.text !== '') };
}
