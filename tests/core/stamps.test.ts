import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  CLOCK_START,
  isStamp,
  type LogicalClock,
  mergeRecords,
  observe,
  outlives,
  type Stamp,
  type Stamped,
  tick,
} from '../../src/core/stamps.ts';

const MARCH = Date.UTC(2026, 2, 5);
const WEEK_MS = 7 * 86_400_000;
const stampAt = (ms: number, device: string, counter = 0) =>
  tick({ ms, counter: counter - 1 }, counter === 0 ? ms : 0, device).stamp;

/** Readings of a clock that may jump anywhere, of a browser that may restart, and of other copies' stamps. */
const anyTime = fc.oneof(
  fc.integer({ min: MARCH - WEEK_MS, max: MARCH + WEEK_MS }),
  fc.constantFrom(0, -1, 1, MARCH, 36 ** 9 - 1, 36 ** 9, Number.MAX_SAFE_INTEGER, 8.64e15, Number.NaN),
  fc.maxSafeInteger(),
);
const anyEvent = fc.oneof(
  { weight: 6, arbitrary: anyTime.map(now => ({ type: 'tick' as const, now })) },
  { weight: 1, arbitrary: fc.constant({ type: 'restart' as const }) },
  {
    weight: 1,
    arbitrary: fc
      .record({ ms: fc.integer({ min: 0, max: MARCH + WEEK_MS }), counter: fc.integer({ min: 0, max: 36 ** 4 - 1 }) })
      .map(seen => ({ type: 'observe' as const, seen })),
  },
);

test('every stamp is later than all before, however the clock jumps, also across restarts and after seeing other copies', () => {
  fc.assert(
    fc.property(fc.array(anyEvent, { maxLength: 60 }), events => {
      let clock: LogicalClock = CLOCK_START;
      let last = '';
      for (const event of events) {
        if (event.type === 'restart') {
          // What storage keeps of it.
          clock = JSON.parse(JSON.stringify(clock)) as LogicalClock;
        } else if (event.type === 'observe') {
          const theirs = stampAt(event.seen.ms, 'their', event.seen.counter);
          clock = observe(clock, theirs);
          if (theirs > last) last = theirs;
        } else {
          const next = tick(clock, event.now, 'ours');
          clock = next.clock;
          if (clock.ms === 36 ** 9 - 1 && clock.counter === 36 ** 4 - 1) return;
          expect(isStamp(next.stamp)).toBe(true);
          expect(next.stamp > last).toBe(true);
          last = next.stamp;
        }
      }
    }),
  );
});

test('a counter that is full moves the clock on', () => {
  const full = { ms: MARCH, counter: 36 ** 4 - 1 };
  const { clock, stamp } = tick(full, MARCH - WEEK_MS, 'd');
  expect(clock).toEqual({ ms: MARCH + 1, counter: 0 });
  expect(stamp > stampAt(MARCH, 'z', 36 ** 4 - 1)).toBe(true);
});

test('seeing an earlier stamp changes nothing, and what is no stamp is not taken for one', () => {
  const clock = { ms: MARCH, counter: 3 };
  expect(observe(clock, stampAt(MARCH - 1, 'd', 9))).toBe(clock);
  expect(observe(clock, stampAt(MARCH, 'd', 3))).toBe(clock);
  expect(observe(clock, stampAt(MARCH, 'd', 4))).toEqual({ ms: MARCH, counter: 4 });
  expect(() => observe(clock, 'yesterday' as Stamp)).toThrow('yesterday');
});

test.each(['', 'x', '000000000-0000-', '000000000-0000-A', '00000000-0000-a', `000000000-0000-${'a'.repeat(41)}`])(
  'is no stamp: %j',
  text => {
    expect(isStamp(text)).toBe(false);
  },
);

// A stamp is given to one change only, so here, as in life, what was written follows from it.
const written = (field: string, stamp: Stamp) => `${field} of ${stamp}`;
const anyStamp = fc
  .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 0, max: 2 }), fc.constantFrom('a', 'b', 'c'))
  .map(([ms, counter, device]) => stampAt(ms, device, counter));
const anyRecord = fc.dictionary(fc.constantFrom('name', 'note', 'emails', 'when'), anyStamp).map(
  (stamps): Stamped => ({
    id: 'r1',
    stamps,
    ...Object.fromEntries(Object.entries(stamps).map(([field, stamp]) => [field, written(field, stamp)])),
  }),
);

test('merging is the same in any order, in any grouping, and however often', () => {
  fc.assert(
    fc.property(anyRecord, anyRecord, anyRecord, (a, b, c) => {
      expect(mergeRecords(a, b)).toEqual(mergeRecords(b, a));
      expect(mergeRecords(mergeRecords(a, b), c)).toEqual(mergeRecords(a, mergeRecords(b, c)));
      expect(mergeRecords(a, a)).toEqual(a);
      expect(mergeRecords(mergeRecords(a, b), b)).toEqual(mergeRecords(a, b));
    }),
  );
});

test('of every field the later change stays', () => {
  fc.assert(
    fc.property(anyRecord, anyRecord, (a, b) => {
      const merged = mergeRecords(a, b);
      for (const field of new Set([...Object.keys(a.stamps), ...Object.keys(b.stamps)])) {
        const latest = [a.stamps[field], b.stamps[field]]
          .filter(stamp => stamp !== undefined)
          .toSorted()
          .at(-1)!;
        expect(merged.stamps[field]).toBe(latest);
        expect((merged as unknown as Record<string, unknown>)[field]).toBe(written(field, latest));
      }
    }),
  );
});

test('two changes to different fields both stay', () => {
  const base = { id: 'm1', stamps: { name: stampAt(1, 'a'), note: stampAt(1, 'a') }, name: 'Ana', note: '' };
  const here = { ...base, name: 'Ana Rivera', stamps: { ...base.stamps, name: stampAt(2, 'a') } };
  const there = { ...base, note: 'met again', stamps: { ...base.stamps, note: stampAt(3, 'b') } };
  expect(mergeRecords(here, there)).toMatchObject({ name: 'Ana Rivera', note: 'met again' });
});

test('records of two ids are never merged', () => {
  expect(() => mergeRecords({ id: 'a', stamps: {} }, { id: 'b', stamps: {} })).toThrow('merging a with b');
});

test.each([
  ['nothing was ever stamped', {}, false],
  ['all changes came before', { name: stampAt(1, 'b'), note: stampAt(4, 'a') }, false],
  ['the last change is the deletion itself', { name: stampAt(5, 'a') }, false],
  ['one field was changed after', { name: stampAt(1, 'b'), note: stampAt(6, 'b') }, true],
  ['one was changed in the same moment on a device that sorts later', { name: stampAt(5, 'b') }, true],
])('whether a record outlives its deletion when %s', (_name, stamps, lives) => {
  expect(outlives({ id: 'm1', stamps }, { id: 'mentors:m1', stamp: stampAt(5, 'a') })).toBe(lives);
});

test('a copy that was merged outlives a deletion exactly when one of the two did', () => {
  fc.assert(
    fc.property(anyRecord, anyRecord, anyStamp, (a, b, stamp) => {
      const tombstone = { id: 'mentors:r1', stamp };
      expect(outlives(mergeRecords(a, b), tombstone)).toBe(outlives(a, tombstone) || outlives(b, tombstone));
    }),
  );
});
