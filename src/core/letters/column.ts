import { earlierOf, type LocalDate } from '../dates.ts';
import { LETTER_FACTS, type Letter, type LetterFact } from '../letter.ts';

/** The columns of the board, each named after what is to happen next, in their order; all letters that ended are in the last. */
export const LETTER_COLUMNS = [
  'ask',
  'answer',
  'packet',
  'request',
  'accept',
  'receive',
  'visible',
  'thank',
  'outcome',
  'done',
  'ended',
] as const;
export type LetterColumn = (typeof LETTER_COLUMNS)[number];

/** The column that waits for a fact; "undeliverable" is what goes wrong with a request, and nothing that is waited for. */
const COLUMN_OF: Readonly<Record<LetterFact, LetterColumn | null>> = {
  askedOn: 'ask',
  answeredOn: 'answer',
  packetSentOn: 'packet',
  requestedOn: 'request',
  acceptedOn: 'accept',
  undeliverableOn: null,
  receivedOn: 'receive',
  visibleOn: 'visible',
  thankedOn: 'thank',
  outcomeToldOn: 'outcome',
};

/** What a column depends on. */
export type Standing = Pick<Letter, LetterFact | 'answer' | 'ended'>;

/** The facts that the columns stand for, in their order: of the steps, those that are waited for. */
export function awaitedFacts(steps: readonly LetterFact[]): readonly LetterFact[] {
  return LETTER_FACTS.filter(fact => steps.includes(fact) && COLUMN_OF[fact] !== null);
}

/** The columns that letters with these steps can be in, in their order. */
export function columnsOf(steps: readonly LetterFact[]): readonly LetterColumn[] {
  const waiting = awaitedFacts(steps).map(fact => COLUMN_OF[fact]);
  return LETTER_COLUMNS.filter(column => column === 'done' || column === 'ended' || waiting.includes(column));
}

/** The fact that a column waits for; `null` for those that wait for none. */
export function factOf(column: LetterColumn): LetterFact | null {
  return LETTER_FACTS.find(fact => COLUMN_OF[fact] === column) ?? null;
}

/**
 * Where a letter is on the board: at the first fact that is missing of the steps that apply to its service, in their
 * order, whatever is known of later ones. An answer counts only when it is a yes; with a no the letter is over. A request
 * that came back has to be made again, until the letter is there after all. Once it is there its writer needs no packet any
 * more, as for one that was carried over.
 *
 * @param steps - The facts that its service has; those that it has not are never missing.
 */
export function columnOf(letter: Standing, steps: readonly LetterFact[]): LetterColumn {
  return letter.ended !== null || letter.answer === 'no' ? 'ended' : standingOf(letter, steps);
}

/** The same for a letter that is not over. */
function standingOf(letter: Standing, steps: readonly LetterFact[]): LetterColumn {
  const missing = awaitedFacts(steps).find(fact => !isThere(letter, fact));
  return missing === undefined ? 'done' : (COLUMN_OF[missing] ?? 'done');
}

function isThere(letter: Standing, fact: LetterFact): boolean {
  if (fact === 'answeredOn') return letter.answer === 'yes';
  if (fact === 'requestedOn') return letter.requestedOn !== null && !hasComeBack(letter);
  if (fact === 'packetSentOn') return letter.packetSentOn !== null || letter.receivedOn !== null;
  return letter[fact] !== null;
}

/** For a packet to be missing again, the letter must not be there either. */
function withLetterItself(letter: Standing, cleared: readonly LetterFact[]): readonly LetterFact[] {
  if (letter.receivedOn === null) return cleared;
  return LETTER_FACTS.filter(fact => fact === 'receivedOn' || (cleared.includes(fact) && isKnown(letter, fact)));
}

/** Whether the last request could not be delivered. One that was made again on a later day counts anew. */
export function hasComeBack({
  requestedOn,
  undeliverableOn,
  receivedOn,
}: Pick<Letter, 'requestedOn' | 'undeliverableOn' | 'receivedOn'>): boolean {
  if (undeliverableOn === null || receivedOn !== null) return false;
  return requestedOn === null || undeliverableOn >= requestedOn;
}

/** The fields of a letter that a move changes. */
export type MovedFields = Partial<Pick<Letter, LetterFact | 'answer' | 'ended' | 'endedOn' | 'replacedByLetterId'>>;

/** What moving a card to a column does. */
export type Move =
  | {
      readonly type: 'move';
      readonly fields: MovedFields;
      /** The facts that are noted by it, and on which day. */
      readonly sets: readonly { readonly fact: LetterFact; readonly on: LocalDate }[];
      /** The facts that it takes away, with the days they had; `null` for an answer without one. */
      readonly clears: readonly { readonly fact: LetterFact; readonly on: LocalDate | null }[];
      /** Whether it had ended, or the answer was no, and goes on now. */
      readonly reopens: boolean;
    }
  /** It is there already; its service has no such step; or how it ended has to be said. */
  | { readonly type: 'none'; readonly why: 'there' | 'no-step' | 'how' };

/**
 * What has to be noted and taken away for a letter to be in a column. Forward, all that is missing before the column is
 * noted: on the day of the step after it where that is known already, since it cannot have been later, else today; what is
 * known of later steps stays. Back, the column's own fact and all after it are taken away.
 */
export function moveTo(
  letter: Standing & Partial<Pick<Letter, 'endedOn' | 'replacedByLetterId'>>,
  column: LetterColumn,
  steps: readonly LetterFact[],
  today: LocalDate,
): Move {
  const from = columnOf(letter, steps);
  if (from === column) return { type: 'none', why: 'there' };
  if (column === 'ended') return { type: 'none', why: 'how' };
  const facts = awaitedFacts(steps);
  const own = factOf(column);
  const at = column === 'done' ? facts.length : own === null ? -1 : facts.indexOf(own);
  if (at === -1) return { type: 'none', why: 'no-step' };

  const isBack = LETTER_COLUMNS.indexOf(column) < LETTER_COLUMNS.indexOf(standingOf(letter, steps));
  const known = isBack
    ? facts.slice(at).filter(fact => isKnown(letter, fact))
    : // An unclear answer, or a request that came back, is waited for all the same.
      facts.slice(at, at + 1).filter(fact => isThere(letter, fact));
  const cleared = own === 'packetSentOn' ? withLetterItself(letter, known) : known;
  const sets = facts.slice(0, at).flatMap((fact, index) => {
    // Where the letter is not there any more, its packet may be missing after all.
    const isLeft = fact !== 'packetSentOn' || letter.packetSentOn !== null || !cleared.includes('receivedOn');
    if (isLeft && isThere(letter, fact)) return [];
    const later = facts.slice(index + 1).map(next => (cleared.includes(next) ? null : letter[next]));
    // A request that came back is made again today.
    const isAnew = fact === 'requestedOn' && letter.requestedOn !== null;
    return [{ fact, on: isAnew ? today : noLaterThan(today, later) }];
  });
  const fields: Record<string, unknown> = {};
  for (const fact of cleared) fields[fact] = null;
  for (const { fact, on } of sets) fields[fact] = on;
  if (cleared.includes('answeredOn')) fields.answer = null;
  if (sets.some(({ fact }) => fact === 'answeredOn')) fields.answer = 'yes';
  // A no is none of its steps any more, wherever it goes on.
  const forgetsNo = letter.answer === 'no' && !('answer' in fields);
  if (forgetsNo) Object.assign(fields, { answer: null, answeredOn: null });
  // Each was given to its own field above.
  const after = { ...letter, ...(fields as MovedFields) };
  const cameBackOn = letter.undeliverableOn;
  const isPastRequest = at > facts.indexOf('requestedOn');
  const forgetsReturn =
    cameBackOn !== null && (cleared.includes('requestedOn') || (isPastRequest && hasComeBack(after)));
  if (forgetsReturn) fields.undeliverableOn = null;
  if (letter.ended !== null) Object.assign(fields, { ended: null, endedOn: null, replacedByLetterId: null });
  return {
    type: 'move',
    fields: fields as MovedFields, // as above
    sets,
    clears: [
      ...cleared.map(fact => ({ fact, on: letter[fact] })),
      ...(forgetsNo ? [{ fact: 'answeredOn' as const, on: letter.answeredOn }] : []),
      ...(forgetsReturn && cameBackOn !== null ? [{ fact: 'undeliverableOn' as const, on: cameBackOn }] : []),
    ],
    reopens: from === 'ended',
  };
}

/** Whether anything is noted of it, also an answer that is no yes. */
function isKnown(letter: Standing, fact: LetterFact): boolean {
  return letter[fact] !== null || (fact === 'answeredOn' && letter.answer !== null);
}

/** Today, or an earlier day on which something that comes later had happened. */
function noLaterThan(today: LocalDate, later: readonly (LocalDate | null)[]): LocalDate {
  return later.reduce<LocalDate>((on, next) => (next === null ? on : earlierOf(on, next)), today);
}

/** The column that one step forward leads to: the next fact that is missing once this one is noted; `null` at the end. */
export function nextColumn(letter: Standing, steps: readonly LetterFact[]): LetterColumn | null {
  const column = columnOf(letter, steps);
  const fact = factOf(column);
  if (fact === null) return null;
  const facts = awaitedFacts(steps);
  const next = facts.slice(facts.indexOf(fact) + 1).find(one => !isThere(letter, one));
  return next === undefined ? 'done' : COLUMN_OF[next];
}

/** The column one step back, whose fact was the last to be noted before; of a letter that is over, the one it would be in. */
export function previousColumn(letter: Standing, steps: readonly LetterFact[]): LetterColumn | null {
  const column = columnOf(letter, steps);
  if (column === 'ended') return standingOf(letter, steps);
  const columns = columnsOf(steps);
  return columns[columns.indexOf(column) - 1] ?? null;
}
