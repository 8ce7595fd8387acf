import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LocalDate } from '../../../src/core/dates.ts';
import { LETTER_ENDS, LETTER_FACTS, type Letter, type LetterFact } from '../../../src/core/letter.ts';
import {
  awaitedFacts,
  columnOf,
  columnsOf,
  factOf,
  hasComeBack,
  LETTER_COLUMNS,
  moveTo,
  nextColumn,
  previousColumn,
} from '../../../src/core/letters/column.ts';
import { day, letter } from '../records.ts';

const TODAY = day('2027-07-01');
const ERAS: readonly LetterFact[] = LETTER_FACTS.filter(fact => fact !== 'acceptedOn');
const RESIDENCYCAS: readonly LetterFact[] = LETTER_FACTS;

/** Each a week after the one before, up to and without this fact. */
function upTo(fact: LetterFact | null): Partial<Letter> {
  const facts = awaitedFacts(ERAS);
  const known = fact === null ? facts : facts.slice(0, facts.indexOf(fact));
  const days = known.map((one, index) => [one, day(`2027-0${1 + Math.floor(index / 4)}-0${1 + (index % 4) * 2}`)]);
  return { ...Object.fromEntries(days), ...(known.includes('answeredOn') ? { answer: 'yes' } : {}) };
}

describe('the column of a letter', () => {
  test.each([
    ['nothing is known of it', {}, 'ask'],
    ['asked', upTo('answeredOn'), 'answer'],
    ['asked, and the answer was unclear', { ...upTo('answeredOn'), answer: 'unclear', answeredOn: TODAY }, 'answer'],
    ['yes', upTo('packetSentOn'), 'packet'],
    ['yes, without a day', { askedOn: TODAY, answer: 'yes' }, 'packet'],
    ['packet sent', upTo('requestedOn'), 'request'],
    ['requested', upTo('receivedOn'), 'receive'],
    ['the request came back', { ...upTo('receivedOn'), undeliverableOn: TODAY }, 'request'],
    ['the request came back, and the letter is there', { ...upTo('visibleOn'), undeliverableOn: TODAY }, 'visible'],
    ['received', upTo('visibleOn'), 'visible'],
    ['visible', upTo('thankedOn'), 'thank'],
    ['thanked', upTo('outcomeToldOn'), 'outcome'],
    ['all of it', upTo(null), 'done'],
    ['no', { ...upTo('answeredOn'), answer: 'no', answeredOn: TODAY }, 'ended'],
    ['withdrawn, whatever is known', { ...upTo('thankedOn'), ended: 'withdrawn', endedOn: TODAY }, 'ended'],
    ['received, and nothing else is known', { receivedOn: TODAY }, 'ask'],
    ['received, and no packet was ever sent', { ...upTo('visibleOn'), packetSentOn: null }, 'visible'],
    ['requested, and no packet was sent yet', { ...upTo('receivedOn'), packetSentOn: null }, 'packet'],
  ] as const)('%s', (_name, fields, column) => {
    expect(columnOf(letter(fields as Partial<Letter>), ERAS)).toBe(column);
  });

  test('waits for the acceptance only where the service has one', () => {
    const requested = letter(upTo('receivedOn'));
    expect(columnOf(requested, ERAS)).toBe('receive');
    expect(columnOf(requested, RESIDENCYCAS)).toBe('accept');
  });

  test('is of a step of the student’s own service alone', () => {
    const steps: readonly LetterFact[] = ['askedOn', 'receivedOn'];
    expect(columnsOf(steps)).toEqual(['ask', 'receive', 'done', 'ended']);
    expect(columnOf(letter({ askedOn: TODAY }), steps)).toBe('receive');
    expect(columnOf(letter({ askedOn: TODAY, receivedOn: TODAY }), steps)).toBe('done');
  });

  test('a request that was made again after it came back counts', () => {
    const cameBackOn = day('2027-06-10');
    const again = { requestedOn: day('2027-06-11'), undeliverableOn: cameBackOn, receivedOn: null };
    expect(hasComeBack(again)).toBe(false);
    expect(hasComeBack({ ...again, requestedOn: cameBackOn })).toBe(true);
    expect(hasComeBack({ ...again, requestedOn: null })).toBe(true);
  });
});

describe('moving a letter', () => {
  test('one column on notes its step today', () => {
    expect(moveTo(letter(), 'answer', ERAS, TODAY)).toEqual({
      type: 'move',
      fields: { askedOn: TODAY },
      sets: [{ fact: 'askedOn', on: TODAY }],
      clears: [],
      reopens: false,
    });
  });

  test('on past the answer is a yes', () => {
    expect(moveTo(letter(upTo('answeredOn')), 'packet', ERAS, TODAY)).toMatchObject({
      fields: { answer: 'yes', answeredOn: TODAY },
    });
  });

  test('on keeps what is known of later steps', () => {
    const early = letter({ packetSentOn: day('2027-05-01') });
    expect(moveTo(early, 'answer', ERAS, TODAY)).toMatchObject({ clears: [] });
    // It cannot have been asked for after the packet was sent.
    expect(moveTo(early, 'answer', ERAS, TODAY)).toMatchObject({ fields: { askedOn: day('2027-05-01') } });
    expect(nextColumn({ ...early, askedOn: day('2027-05-01') }, ERAS)).toBe('request');
  });

  test('back takes away the step it waits for and those after it, and nothing else', () => {
    const visible = letter({ ...upTo('thankedOn') });
    expect(moveTo(visible, 'packet', ERAS, TODAY)).toEqual({
      type: 'move',
      fields: { packetSentOn: null, requestedOn: null, receivedOn: null, visibleOn: null },
      sets: [],
      clears: [
        { fact: 'packetSentOn', on: visible.packetSentOn },
        { fact: 'requestedOn', on: visible.requestedOn },
        { fact: 'receivedOn', on: visible.receivedOn },
        { fact: 'visibleOn', on: visible.visibleOn },
      ],
      reopens: false,
    });
  });

  test('back to its packet it is not there any more either', () => {
    const visible = letter({ ...upTo('thankedOn'), packetSentOn: null });
    const move = moveTo(visible, 'packet', ERAS, TODAY);
    expect(move).toMatchObject({ type: 'move', fields: { receivedOn: null, visibleOn: null } });
    expect(columnOf({ ...visible, ...(move.type === 'move' ? move.fields : {}) }, ERAS)).toBe('packet');
  });

  test('out of the last column opens it again', () => {
    const ended = letter({ ...upTo('packetSentOn'), ended: 'replaced', endedOn: TODAY, replacedByLetterId: 'l2' });
    expect(moveTo(ended, 'packet', ERAS, TODAY)).toMatchObject({
      fields: { ended: null, endedOn: null, replacedByLetterId: null },
      reopens: true,
    });
  });

  test('a no that goes back to waiting is forgotten', () => {
    const no = letter({ ...upTo('answeredOn'), answer: 'no', answeredOn: TODAY });
    expect(previousColumn(no, ERAS)).toBe('answer');
    expect(moveTo(no, 'answer', ERAS, TODAY)).toMatchObject({
      fields: { answer: null, answeredOn: null },
      clears: [{ fact: 'answeredOn', on: TODAY }],
    });
  });

  test('a request that came back is made again today', () => {
    const back = letter({ ...upTo('receivedOn'), undeliverableOn: TODAY });
    expect(moveTo(back, 'receive', ERAS, TODAY)).toMatchObject({
      fields: { requestedOn: TODAY, undeliverableOn: null },
      clears: [{ fact: 'undeliverableOn', on: TODAY }],
    });
    const longAgo = letter({ ...upTo('receivedOn'), undeliverableOn: day('2027-06-01') });
    expect(moveTo(longAgo, 'receive', ERAS, TODAY)).toMatchObject({ fields: { requestedOn: TODAY }, clears: [] });
  });

  test('has no meaning where it is already, where the service has no such step, and without saying how it ended', () => {
    expect(moveTo(letter(), 'ask', ERAS, TODAY)).toEqual({ type: 'none', why: 'there' });
    expect(moveTo(letter(), 'accept', ERAS, TODAY)).toEqual({ type: 'none', why: 'no-step' });
    expect(moveTo(letter(), 'ended', ERAS, TODAY)).toEqual({ type: 'none', why: 'how' });
  });
});

const someDay = fc
  .integer({ min: 0, max: 400 })
  .map(days => Temporal.PlainDate.from('2026-09-01').add({ days }).toString() as LocalDate);
const maybeDay = fc.option(someDay, { nil: null });
const someLetter = fc.record({
  ...Object.fromEntries(LETTER_FACTS.map(fact => [fact, maybeDay])),
  answer: fc.constantFrom('yes', 'no', 'unclear', null),
  ended: fc.constantFrom(...LETTER_ENDS, null, null, null),
}) as fc.Arbitrary<Partial<Letter>>;
const someSteps = fc.oneof(
  fc.constant(ERAS),
  fc.constant(RESIDENCYCAS),
  fc.subarray([...LETTER_FACTS], { minLength: 1 }),
);

describe('whatever is known of it', () => {
  test('moving to a column puts it there, and tells all that it changes', () => {
    fc.assert(
      fc.property(someLetter, someSteps, fc.constantFrom(...LETTER_COLUMNS), someDay, (given, steps, column, today) => {
        const before = letter(given);
        const move = moveTo(before, column, steps, today);
        if (move.type === 'none') {
          const isThere = columnOf(before, steps) === column;
          const expected = isThere ? 'there' : column === 'ended' ? 'how' : 'no-step';
          expect(move.why).toBe(expected);
          if (expected === 'no-step') expect(columnsOf(steps)).not.toContain(column);
          return;
        }
        const after = { ...before, ...move.fields };
        expect(columnOf(after, steps)).toBe(column);
        for (const { fact, on } of move.sets) expect(after[fact]).toBe(on);
        for (const { fact, on } of move.clears) {
          expect(before[fact]).toBe(on);
          expect(move.sets.some(set => set.fact === fact) || after[fact] === null).toBe(true);
        }
        const told = [...move.sets, ...move.clears].map(({ fact }) => fact);
        const changed = LETTER_FACTS.filter(fact => after[fact] !== before[fact]);
        for (const fact of changed) expect(told).toContain(fact);
        for (const { on } of move.sets) expect(on <= today).toBe(true);
        // Nothing before the column is lost.
        const own = factOf(column);
        for (const { fact } of move.clears) {
          const isBefore = own !== null && awaitedFacts(steps).indexOf(fact) < awaitedFacts(steps).indexOf(own);
          if (awaitedFacts(steps).includes(fact) && isBefore) expect(before.answer).toBe('no');
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('a step forward and back are columns it can be moved to', () => {
    fc.assert(
      fc.property(someLetter, someSteps, someDay, (given, steps, today) => {
        const before = letter(given);
        for (const column of [nextColumn(before, steps), previousColumn(before, steps)]) {
          if (column !== null) expect(moveTo(before, column, steps, today).type).toBe('move');
        }
      }),
      { numRuns: 300 },
    );
  });

  test('going on step by step comes to the end', () => {
    fc.assert(
      fc.property(someLetter, someSteps, someDay, (given, steps, today) => {
        let shown = letter({ ...given, ended: null, answer: given.answer === 'no' ? null : (given.answer ?? null) });
        for (let count = 0; count <= LETTER_COLUMNS.length; count += 1) {
          const next = nextColumn(shown, steps);
          if (next === null) break;
          const move = moveTo(shown, next, steps, today);
          if (move.type === 'none') throw new Error(`${next}: ${move.why}`);
          // A step forward takes nothing away but that a request came back.
          expect(move.clears.every(({ fact }) => fact === 'undeliverableOn')).toBe(true);
          shown = { ...shown, ...move.fields };
        }
        expect(columnOf(shown, steps)).toBe('done');
      }),
      { numRuns: 300 },
    );
  });
});
