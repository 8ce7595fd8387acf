import { isUnderWay, type Letter } from '../letter.ts';
import { replacesChairLetter } from '../letters/letter-rules.ts';
import type { Mentor } from '../mentor.ts';
import type { Track } from '../plan/plan.ts';
import type { Program } from '../program.ts';
import { isTooOld } from '../program-wishes.ts';
import { sharesLetters } from '../seasons/portal.ts';
import { assignedTo, type ProgramIndex, trackOf } from './record-index.ts';
import { type ProgramWishes, wishesOf } from './wishes.ts';

/** One thing that is not as a program, else its track, wants it; or that cannot be said. The sentences are the interface's. */
export type ProgramFinding =
  /** More letters than the program may get. */
  | { readonly type: 'too-many'; readonly has: number; readonly most: number }
  | { readonly type: 'letters'; readonly has: number; readonly wants: number }
  | { readonly type: 'chair' }
  /** The program itself wants a chair's letter, and has the form that is meant to take its place. */
  | { readonly type: 'chair-by-form'; readonly letterIds: readonly string[] }
  | { readonly type: 'standardized' }
  | { readonly type: 'do' }
  /** No writer is known to be a DO, and of some nobody said what they are. */
  | { readonly type: 'do-not-known'; readonly letterIds: readonly string[] }
  /** Assigned, but of no use to it. */
  | { readonly type: 'too-old'; readonly letterIds: readonly string[]; readonly months: number }
  | { readonly type: 'ended'; readonly letterIds: readonly string[] }
  | { readonly type: 'other-service'; readonly letterIds: readonly string[] }
  /** The program has an oldest letter, and of these the date is not known, or the day from which it counts. */
  | { readonly type: 'age-not-known'; readonly letterIds: readonly string[] }
  | { readonly type: 'not-received'; readonly letterIds: readonly string[] }
  /** Neither the program nor its track says how many letters it wants. */
  | { readonly type: 'count-not-known' };

/** In words: it has what it wants; all is assigned and some is still to come in; something is missing; and so on. */
export const CHECK_STATES = ['ok', 'waiting', 'missing', 'too-many', 'not-known'] as const;
export type CheckState = (typeof CHECK_STATES)[number];

export interface ProgramCheck {
  readonly programId: string;
  readonly state: CheckState;
  readonly wishes: ProgramWishes;
  /** How many letters are assigned to it, of use or not. */
  readonly assignedCount: number;
  readonly findings: readonly ProgramFinding[];
}

/** Findings that mean that something is missing, or wrong. */
const MISSING: ReadonlySet<ProgramFinding['type']> = new Set([
  'letters',
  'chair',
  'standardized',
  'do',
  'too-old',
  'ended',
  'other-service',
]);
const NOT_KNOWN: ReadonlySet<ProgramFinding['type']> = new Set([
  'count-not-known',
  'do-not-known',
  'age-not-known',
  'chair-by-form',
]);

type Writer = Pick<Mentor, 'id' | 'credentials'>;

/** The checks of programs, by their ids. */
export interface ProgramChecks {
  /** `undefined` for a program that is not there. */
  get(programId: string): ProgramCheck | undefined;
}

/** Whether each program has what it, else its track, wants; reckoned when it is asked for, since few are in sight at once. */
export function checkPrograms(index: ProgramIndex, writers: readonly Writer[]): ProgramChecks {
  const byId = new Map(writers.map(writer => [writer.id, writer]));
  const programs = new Map(index.records.programs.map(program => [program.id, program]));
  const known = new Map<string, ProgramCheck>();
  return {
    get: programId => {
      const program = programs.get(programId);
      if (program === undefined) return undefined;
      const check = known.get(programId) ?? checkProgram(program, index, byId);
      known.set(programId, check);
      return check;
    },
  };
}

function checkProgram(program: Program, index: ProgramIndex, writers: ReadonlyMap<string, Writer>): ProgramCheck {
  const wishes = wishesOf(program, index);
  const track = trackOf(index, program);
  const assigned = [...assignedTo(index, program.id)].flatMap(id => index.letters.get(id) ?? []);
  const findings = findingsOf(program, wishes, track, assigned, writers);
  return { programId: program.id, state: stateOf(findings), wishes, assignedCount: assigned.length, findings };
}

function findingsOf(
  program: Program,
  wishes: ProgramWishes,
  track: Track | null,
  assigned: readonly Letter[],
  writers: ReadonlyMap<string, Writer>,
): ProgramFinding[] {
  const ended = assigned.filter(letter => !isUnderWay(letter));
  const elsewhere = assigned.filter(({ service }) => track !== null && !sharesLetters(service, track.service));
  const tooOld = assigned.filter(letter => isTooOld(program, letter));
  const useless = new Set([...ended, ...elsewhere, ...tooOld]);
  const useful = assigned.filter(letter => !useless.has(letter));
  const { letterCount, most, oldestLetterMonths } = wishes;

  const findings: ProgramFinding[] = [];
  if (most !== null && assigned.length > most) findings.push({ type: 'too-many', has: assigned.length, most });
  // First why some are of no use, since what is missing follows from it.
  if (tooOld.length > 0) {
    findings.push({ type: 'too-old', letterIds: idsOf(tooOld), months: oldestLetterMonths ?? 0 });
  }
  if (ended.length > 0) findings.push({ type: 'ended', letterIds: idsOf(ended) });
  if (elsewhere.length > 0) findings.push({ type: 'other-service', letterIds: idsOf(elsewhere) });
  if (letterCount === null) findings.push({ type: 'count-not-known' });
  else if (useful.length < letterCount) findings.push({ type: 'letters', has: useful.length, wants: letterCount });
  if (wishes.wantsChairLetter) findings.push(...chairFindings(useful, program, track));
  if (wishes.wantsStandardized && !useful.some(({ form }) => form === 'standardized'))
    findings.push({ type: 'standardized' });
  if (wishes.wantsDoWriter) findings.push(...doFindings(useful, writers));
  if (oldestLetterMonths !== null) {
    const hasDay = program.appliedOn !== null || program.deadlineOn !== null;
    const undated = useful.filter(({ datedOn }) => datedOn === null || !hasDay);
    if (undated.length > 0) findings.push({ type: 'age-not-known', letterIds: idsOf(undated) });
  }
  const coming = useful.filter(({ receivedOn, visibleOn }) => receivedOn === null && visibleOn === null);
  if (coming.length > 0) findings.push({ type: 'not-received', letterIds: idsOf(coming) });
  return findings;
}

function stateOf(findings: readonly ProgramFinding[]): CheckState {
  if (findings.some(({ type }) => type === 'too-many')) return 'too-many';
  if (findings.some(({ type }) => MISSING.has(type))) return 'missing';
  if (findings.some(({ type }) => NOT_KNOWN.has(type))) return 'not-known';
  return findings.length > 0 ? 'waiting' : 'ok';
}

/** A form that takes the place of a chair's letter is as good as one, unless the program has a wish of its own. */
function chairFindings(letters: readonly Letter[], program: Program, track: Track | null): ProgramFinding[] {
  if (letters.some(({ isChairLetter }) => isChairLetter)) return [];
  const isReplaced = track !== null && replacesChairLetter(track);
  const instead = isReplaced ? letters.filter(({ form }) => form === 'standardized') : [];
  if (instead.length === 0) return [{ type: 'chair' }];
  return program.wantsChairLetter === true ? [{ type: 'chair-by-form', letterIds: idsOf(instead) }] : [];
}

function doFindings(letters: readonly Letter[], writers: ReadonlyMap<string, Writer>): ProgramFinding[] {
  const credentialsOf = ({ mentorId }: Letter) => writers.get(mentorId)?.credentials.trim() ?? '';
  if (letters.some(letter => isDo(credentialsOf(letter)))) return [];
  const unknown = letters.filter(letter => credentialsOf(letter) === '');
  return unknown.length === 0 ? [{ type: 'do' }] : [{ type: 'do-not-known', letterIds: idsOf(unknown) }];
}

/** Whether credentials as people write them, "DO, FACOI" or "D.O.", say that their bearer is an osteopathic physician. */
export function isDo(credentials: string): boolean {
  return /(?:^|[^\p{L}])D\.?\s?O\.?(?![\p{L}])/u.test(credentials);
}

function idsOf(letters: readonly Letter[]): readonly string[] {
  return letters.map(({ id }) => id);
}
