import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from '../../src/core/dates.ts';
import { endedOn, type Interaction, isContact, isTogether } from '../../src/core/interaction.ts';
import { type Evidence, MOST_FEEDBACK, MOST_MOMENTS, MOST_TIMES } from '../../src/core/letters/evidence.ts';
import { COMPETENCIES, type Moment } from '../../src/core/moment.ts';
import { openReader, openStorage, type Storage } from '../../src/storage/index.ts';
import { day, interaction, mentor, moment, rotation } from '../core/records.ts';
import { freshName } from '../support/fixed.ts';
import { keep } from './keep.ts';

const on = (text: string) => ({ type: 'days' as const, startsOn: day(text), endsOn: day(text) });
const met = (...ids: string[]) => ids.map(mentorId => ({ mentorId, daysTogether: 3, watchedDirectly: null }));

async function withMentors(name = freshName()): Promise<Storage> {
  const storage = await openStorage(name);
  await keep(storage, 'mentors', mentor(), mentor({ id: 'm2', name: 'Ben Okafor' }));
  return storage;
}

test('of an empty log nothing is known, and of nobody there is no evidence', async () => {
  const { read } = await withMentors();
  expect(await read.evidenceOf('m1')).toEqual({
    mentor: expect.objectContaining({ id: 'm1' }),
    rotations: [],
    firstContactOn: null,
    lastContactOn: null,
    timesOn: [],
    moments: [],
    feedbackOn: [],
  });
  expect(await read.evidenceOf('gone')).toBeNull();
});

test('what was logged with one mentor is found, of everybody at once as of one alone', async () => {
  const storage = await withMentors();
  await keep(storage, 'mentors', mentor({ id: 'm3', isArchived: true }));
  await keep(
    storage,
    'interactions',
    interaction({ id: 'mail', kind: 'email', when: on('2026-01-02') }),
    interaction({ id: 'call', kind: 'call', when: on('2026-02-02'), mentorIds: ['m1', 'm2'] }),
    interaction({ id: 'feedback', kind: 'feedback', when: on('2026-02-20') }),
    interaction({ id: 'thanks', kind: 'thank-you', when: on('2026-03-01') }),
    interaction({ id: 'planned', state: 'planned', when: on('2026-05-01') }),
    interaction({ id: 'other', mentorIds: ['m2'], when: on('2026-06-01') }),
  );
  await keep(
    storage,
    'moments',
    moment({ on: day('2026-02-21'), isStrong: true, theirWords: 'Well seen.', competencies: ['professionalism'] }),
    moment({ id: 'o2', on: day('2026-02-03'), theirWords: '  ', mentorIds: ['m2', 'm1'] }),
  );
  await keep(
    storage,
    'rotations',
    rotation({ id: 'late', startsOn: day('2026-04-06'), endsOn: day('2026-05-01'), mentors: met('m1') }),
    rotation({ id: 'early', mentors: met('m2', 'm1') }),
    rotation({ id: 'other', mentors: met('m2') }),
  );
  const one = await storage.read.evidenceOf('m1');
  expect(one).toMatchObject({
    rotations: [{ id: 'early' }, { id: 'late' }],
    firstContactOn: '2026-01-02',
    lastContactOn: '2026-03-01',
    timesOn: ['2026-02-02', '2026-02-20'],
    feedbackOn: ['2026-02-20'],
    moments: [
      { on: '2026-02-03', isStrong: false, hasWords: false, competencies: [] },
      { on: '2026-02-21', isStrong: true, hasWords: true, competencies: ['professionalism'] },
    ],
  });
  const all = await storage.read.evidenceOfAll();
  expect(all.map(({ mentor: { id } }) => id)).toEqual(['m1', 'm2']);
  expect(all[0]).toEqual(one);
});

test('a moment that turns out to be another mentor’s is no evidence any more', async () => {
  const storage = await withMentors();
  await keep(storage, 'moments', moment({ theirWords: 'Well seen.' }));
  const seen = async () => (await storage.read.evidenceOf('m1'))?.moments;
  expect(await seen()).toHaveLength(1);
  await keep(storage, 'moments', moment({ mentorIds: ['m2'] }));
  expect(await seen()).toEqual([]);
});

test('a competency that is not known here is left out, and loses nothing else', async () => {
  const storage = await withMentors();
  await keep(storage, 'moments', { ...moment(), competencies: ['wisdom', 'patient-care'] });
  expect((await storage.read.evidenceOf('m1'))?.moments).toEqual([
    { on: '2026-03-05', isStrong: false, hasWords: false, competencies: ['patient-care'] },
  ]);
});

const pick = <T>(...values: T[]) => fc.constantFrom(...values);
const someDay = fc.integer({ min: 0, max: 60 }).map(count => addDays(day('2026-02-01'), count));
const people = fc.uniqueArray(pick('m1', 'm2'), { minLength: 1 });
const numbered = <T extends object>(one: fc.Arbitrary<T>, prefix: string, most: number) =>
  fc.array(one, { maxLength: most }).map(all => all.map((given, index) => ({ ...given, id: `${prefix}${index}` })));
const records = fc.record({
  interactions: numbered(
    fc
      .record({
        state: pick('planned', 'happened', 'happened', 'cancelled'),
        kind: pick('email', 'meeting', 'clinical-work', 'feedback', 'research', 'call', 'event'),
        when: someDay.map(on),
        mentorIds: people,
        isListMail: pick(false, false, true),
      })
      .map(fields => interaction(fields as Partial<Interaction>)),
    'i',
    MOST_TIMES * 4,
  ),
  moments: numbered(
    fc
      .record({
        on: someDay,
        mentorIds: people,
        isStrong: fc.boolean(),
        theirWords: pick('', ' ', 'Well seen.'),
        competencies: fc.subarray([...COMPETENCIES]),
      })
      .map(fields => moment(fields as Partial<Moment>)),
    'o',
    30,
  ),
});

/** The same by looking at every record. */
function reckoned(
  id: string,
  { interactions, moments }: { readonly interactions: readonly Interaction[]; readonly moments: readonly Moment[] },
): Omit<Evidence, 'mentor' | 'rotations'> {
  const own = interactions.filter(({ mentorIds }) => mentorIds.includes(id));
  const daysOf = (list: readonly Interaction[]) => list.map(({ when }) => endedOn(when)).sort();
  const contacts = daysOf(own.filter(isContact));
  const times = daysOf(own.filter(isTogether));
  const feedback = daysOf(own.filter(({ state, kind }) => state === 'happened' && kind === 'feedback'));
  return {
    firstContactOn: contacts[0] ?? null,
    lastContactOn: contacts.at(-1) ?? null,
    timesOn: times.slice(0, MOST_TIMES),
    moments: moments
      .filter(({ mentorIds }) => mentorIds.includes(id))
      .map(({ on: date, isStrong, theirWords, competencies }) => ({
        on: date,
        isStrong,
        hasWords: theirWords.trim() !== '',
        competencies: COMPETENCIES.filter(one => competencies.includes(one)),
      }))
      .sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
      .slice(-MOST_MOMENTS),
    feedbackOn: feedback.slice(0, MOST_FEEDBACK),
  };
}

/** Moments of one day have no order of their own. */
const sorted = ({ mentor: _mentor, rotations: _rotations, ...rest }: Evidence) => ({
  ...rest,
  moments: rest.moments.map(one => JSON.stringify(one)).sort(),
});

test('by index the same is found as by looking at every record, whatever is in the log', async () => {
  await fc.assert(
    fc.asyncProperty(records, async all => {
      const storage = await withMentors();
      await keep(storage, 'interactions', ...all.interactions);
      await keep(storage, 'moments', ...all.moments);
      for (const one of await storage.read.evidenceOfAll()) {
        const { mentor: who } = one;
        expect(sorted(one)).toEqual(sorted({ ...reckoned(who.id, all), mentor: who, rotations: [] }));
      }
      storage.close();
    }),
    { numRuns: 20, seed: 20_270_320 },
  );
});

test('the evidence about everybody costs the same in a long log', async () => {
  const name = freshName();
  const storage = await withMentors(name);
  const fill = async (from: number, count: number) => {
    const some = Array.from({ length: count }, (_, index) =>
      interaction({
        id: `i${from + index}`,
        mentorIds: [index % 2 === 0 ? 'm1' : 'm2'],
        when: on(addDays(day('2020-01-01'), index % 2000)),
        kind: (['meeting', 'email', 'clinical-work', 'feedback'] as const)[Math.floor(index / 2) % 4]!,
      }),
    );
    await keep(storage, 'interactions', ...some);
    const seen = Array.from({ length: count }, (_, index) =>
      moment({ id: `o${from + index}`, on: addDays(day('2020-01-01'), index % 2000), mentorIds: ['m1', 'm2'] }),
    );
    await keep(storage, 'moments', ...seen);
  };
  await fill(0, 300);
  const short = await stepsOf(name);
  await fill(300, 1200);
  expect(short).toBeGreaterThan(MOST_MOMENTS);
  expect(await stepsOf(name)).toBe(short);
  storage.close();
});

/** How many rows are read and how many steps are taken through indexes. */
async function stepsOf(name: string): Promise<number> {
  const read = await openReader(name);
  let steps = 0;
  const { continue: next } = IDBCursor.prototype;
  const { getAll, openCursor } = IDBIndex.prototype;
  IDBCursor.prototype.continue = function (this: IDBCursor, ...key) {
    steps += 1;
    next.apply(this, key);
  };
  // Rows themselves are not asked for at all.
  IDBIndex.prototype.getAll = function (this: IDBIndex, ...given) {
    steps += 1_000_000;
    return getAll.apply(this, given);
  };
  try {
    await read.evidenceOfAll();
  } finally {
    IDBCursor.prototype.continue = next;
    Object.assign(IDBIndex.prototype, { getAll, openCursor });
  }
  return steps;
}
