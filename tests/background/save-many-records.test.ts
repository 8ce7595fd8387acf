import '../support/extension-api.ts';
import { describe, expect, test } from 'vitest';
import { moveToTrash } from '../../src/background/actions/move-to-trash.ts';
import { saveMentor } from '../../src/background/actions/save-mentor.ts';
import { saveRecords } from '../../src/background/actions/save-record.ts';
import { undo } from '../../src/background/actions/undo.ts';
import type { Deps } from '../../src/background/deps.ts';
import { addDays } from '../../src/core/dates.ts';
import { reconcile } from '../../src/core/reminders/engine.ts';
import type { Reminder } from '../../src/core/reminders/reminder.ts';
import { wantedForProgram } from '../../src/core/reminders/rules.ts';
import type { Problem, Result } from '../../src/core/result.ts';
import type { RequestOf } from '../../src/messages/protocol.ts';
import { REQUESTS } from '../../src/messages/requests.ts';
import { day } from '../core/records.ts';
import { actionDeps } from '../support/fixed.ts';

type Request = RequestOf<'records/save'>;
type Save = Request['saves'][number];

const id = (number: number) => `018f0000-0000-7000-8000-${String(number).padStart(12, '0')}`;
const NOBODY = id(404);
const refused = (code: Problem['code'], value?: string) => ({
  ok: false,
  problem: value === undefined ? { code } : { code, value },
});
const save = (deps: Deps, request: Partial<Request>) =>
  saveRecords(deps, { saves: [], assignments: [], removals: [], ...request });
const made = (table: Save['table'], number: number, fields: Record<string, unknown>): Save => ({
  table,
  id: id(number),
  isNew: true,
  fields,
});

function done(result: Result<{ readonly undoId: string }>): string {
  if (!result.ok) throw new Error(`${result.problem.code} ${result.problem.value ?? ''}`);
  return result.value.undoId;
}

const rowsOf = async (deps: Deps, table: string) =>
  (await deps.storage.read.exportAll('')).tables[table] as readonly Record<string, unknown>[];
const all = async (deps: Deps) => (await deps.storage.read.exportAll('')).tables;

async function mentor(deps: Deps): Promise<string> {
  const result = await saveMentor(deps, { id: null, fields: { name: 'Elena Rivera' } });
  if (!result.ok) throw new Error(result.problem.code);
  return result.value.id;
}

/** A season with a track, a letter that was received for each number, and programs. */
function season(
  mentorId: string,
  {
    plan = {},
    program = {},
    letters = 5,
    programs = 1,
  }: {
    readonly plan?: Record<string, unknown>;
    readonly program?: Record<string, unknown>;
    readonly letters?: number;
    readonly programs?: number;
  } = {},
) {
  const service = plan.service ?? 'eras';
  const letterIds = Array.from({ length: letters }, (_, index) => id(1000 + index));
  const programIds = Array.from({ length: programs }, (_, index) => id(2000 + index));
  const saves = [
    made('plans', 1, { season: '2028', ...plan }),
    made('tracks', 2, { name: 'Internal Medicine', planId: id(1), service }),
    ...letterIds.map((_, index) =>
      made('letters', 1000 + index, { mentorId, trackId: id(2), service, receivedOn: '2026-03-01' }),
    ),
    ...programIds.map((_, index) =>
      made('programs', 2000 + index, { name: `Harbor ${index}`, trackId: id(2), ...program }),
    ),
  ];
  return { saves, letterIds, programIds };
}

describe('several records in one write', () => {
  test('may name each other, and one undo takes back all of them', async () => {
    const { deps } = await actionDeps();
    const mentorId = await mentor(deps);
    const before = await all(deps);
    const { saves, letterIds, programIds } = season(mentorId);
    const slot = made('slots', 3, { trackId: id(2), letterId: letterIds[0], backupMentorId: mentorId });
    const [programId = '', letterId = ''] = [programIds[0], letterIds[0]];
    const undoId = done(await save(deps, { saves: [...saves, slot], assignments: [{ programId, letterId }] }));
    expect(await rowsOf(deps, 'slots')).toMatchObject([{ trackId: id(2), letterId, backupMentorId: mentorId }]);
    expect(await rowsOf(deps, 'assignments')).toMatchObject([{ id: `${programId}:${letterId}` }]);
    expect(await rowsOf(deps, 'tracks')).toMatchObject([{ id: id(2), planId: id(1) }]);
    await undo(deps, { undoId });
    const after = await all(deps);
    for (const table of ['plans', 'tracks', 'slots', 'letters', 'programs', 'assignments']) {
      expect([table, after[table]]).toEqual([table, []]);
    }
    expect(after.mentors).toEqual(before.mentors);
    expect(after.reminders).toEqual(before.reminders);
  });

  test.each<[string, (mentorId: string) => Partial<Request>, Problem['code'], string?]>([
    ['a field that cannot be kept', () => ({ saves: [made('programs', 9, { name: ' ' })] }), 'record/invalid', 'name'],
    [
      'a day that is none',
      () => ({ saves: [made('programs', 9, { name: 'Harbor', deadlineOn: '2026-02-30' })] }),
      'form/bad-date',
      '2026-02-30',
    ],
    ['a record that is not there', () => ({ saves: [made('slots', 9, { trackId: NOBODY })] }), 'record/not-found'],
    [
      'one that comes only later in the list',
      () => ({
        saves: [made('programs', 8, { name: 'Harbor', trackId: id(9) }), made('tracks', 9, { name: 'Neurology' })],
      }),
      'record/not-found',
    ],
    [
      'a change of what is not there',
      () => ({ saves: [{ table: 'programs', id: NOBODY, isNew: false, fields: { name: 'Harbor' } }] }),
      'record/not-found',
    ],
    [
      'an assignment of a letter that is not there',
      () => ({ assignments: [{ programId: id(2000), letterId: NOBODY }] }),
      'record/not-found',
    ],
    [
      'a fifth letter',
      () => ({ assignments: [0, 1, 2, 3, 4].map(at => ({ programId: id(2000), letterId: id(1000 + at) })) }),
      'assignment/full',
      '4',
    ],
  ])('none is written when one has %s', async (_name, wrong, code, value) => {
    const { deps } = await actionDeps();
    const mentorId = await mentor(deps);
    done(await save(deps, season(mentorId, { letters: 6 })));
    const before = await all(deps);
    const request = wrong(mentorId);
    const good = made('tracks', 7, { name: 'Preliminary' });
    expect(
      await save(deps, {
        ...request,
        saves: [good, ...(request.saves ?? [])],
        removals: [{ table: 'letters', id: id(1005) }],
        assignments: request.assignments ?? [{ programId: id(2000), letterId: id(1000) }],
      }),
    ).toEqual(refused(code, value));
    expect(await all(deps)).toEqual(before);
  });

  test('a change leaves the other fields, and undo puts back only what it changed', async () => {
    const { deps } = await actionDeps();
    done(await save(deps, season(await mentor(deps), { programs: 2 })));
    const change = (number: number, fields: Record<string, unknown>): Save => ({
      ...made('programs', number, fields),
      isNew: false,
    });
    const undoId = done(
      await save(deps, { saves: [change(2000, { appliedOn: '2026-03-03' }), change(2001, { priority: 2 })] }),
    );
    expect(await rowsOf(deps, 'programs')).toMatchObject([
      { name: 'Harbor 0', appliedOn: '2026-03-03', enteredOn: { appliedOn: '2026-03-03' } },
      { name: 'Harbor 1', priority: 2, trackId: id(2) },
    ]);
    done(await save(deps, { saves: [change(2001, { note: 'Two campuses' })] }));
    await undo(deps, { undoId });
    expect(await rowsOf(deps, 'programs')).toMatchObject([
      { appliedOn: null },
      { priority: null, note: 'Two campuses', trackId: id(2) },
    ]);
  });

  test('the same new record twice is written once', async () => {
    const { deps } = await actionDeps();
    const one = made('programs', 9, { name: 'Harbor' });
    done(await save(deps, { saves: [one] }));
    done(await save(deps, { saves: [{ ...one, fields: { name: 'Harbor Medical Center' } }] }));
    expect(await rowsOf(deps, 'programs')).toMatchObject([{ id: id(9), name: 'Harbor Medical Center' }]);
  });

  test('templates are kept by their purpose, one of each, and taking one away can be undone', async () => {
    const { deps } = await actionDeps();
    const template = (purpose: string, of: string, body: string): Save => ({
      table: 'templates',
      id: of,
      isNew: true,
      fields: { purpose, subject: 'News', body },
    });
    done(await save(deps, { saves: [template('ask', 'ask', 'One'), template('matched', 'matched', 'Two')] }));
    done(await save(deps, { saves: [template('ask', 'ask', 'Three')] }));
    expect(await deps.storage.read.templates()).toMatchObject([
      { id: 'ask', body: 'Three' },
      { id: 'matched', body: 'Two' },
    ]);
    expect(await save(deps, { saves: [template('ask', 'matched', 'x')] })).toEqual(
      refused('record/invalid', 'purpose'),
    );
    expect(await save(deps, { saves: [template('gossip', 'gossip', 'x')] })).toEqual(
      refused('record/invalid', 'purpose'),
    );
    const undoId = done(await save(deps, { removals: [{ table: 'templates', id: 'ask' }] }));
    expect(await deps.storage.read.templates()).toMatchObject([{ id: 'matched' }]);
    await undo(deps, { undoId });
    expect(await deps.storage.read.templates()).toMatchObject([{ id: 'ask', body: 'Three' }, { id: 'matched' }]);
  });
});

describe('removals', () => {
  test('go after what is saved, make room, and come back with one undo', async () => {
    const { deps } = await actionDeps();
    const { saves, letterIds, programIds } = season(await mentor(deps));
    const [programId = ''] = programIds;
    const assignments = letterIds.slice(0, 4).map(letterId => ({ programId, letterId }));
    done(await save(deps, { saves, assignments }));
    const fifth = letterIds[4] ?? '';
    const undoId = done(
      await save(deps, {
        saves: [{ table: 'programs', id: programId, isNew: false, fields: { note: 'Changed' } }],
        removals: [{ table: 'assignments', id: `${programId}:${letterIds[0]}` }],
        assignments: [{ programId, letterId: fifth }],
      }),
    );
    const ids = async () => (await deps.storage.read.assignments()).map(one => one.letterId);
    expect(await ids()).toEqual([...letterIds.slice(1, 4), fifth]);
    // There is nothing to see of it in a list of what was deleted.
    expect(await deps.storage.read.trash()).toEqual([]);
    await undo(deps, { undoId });
    expect(await ids()).toEqual(letterIds.slice(0, 4));
    expect((await deps.storage.read.programs())[0]?.note).toBe('');
  });

  test('of a program put it into the trash; what is gone already does not matter', async () => {
    const { deps } = await actionDeps();
    const { saves, programIds } = season(await mentor(deps), { programs: 3 });
    done(await save(deps, { saves }));
    const removals = [...programIds.slice(0, 2), NOBODY].map(of => ({ table: 'programs', id: of }) as const);
    const undoId = done(await save(deps, { removals }));
    expect(await deps.storage.read.programs()).toMatchObject([{ id: programIds[2] }]);
    expect(await deps.storage.read.trash()).toHaveLength(2);
    await undo(deps, { undoId });
    expect(await deps.storage.read.programs()).toHaveLength(3);
    expect(await deps.storage.read.trash()).toEqual([]);
  });
});

describe('letters for programs', () => {
  test.each<[string, Record<string, unknown>, Record<string, unknown>, number]>([
    ['four in ERAS', {}, {}, 4],
    ['four in ResidencyCAS', { service: 'residencycas' }, {}, 4],
    ['as many as the program wants', {}, { letterCount: 2 }, 2],
    ['not more than the service takes', {}, { letterCount: 9 }, 4],
    ['what the student says of a service of their own', { service: 'other', mostLetters: 2 }, {}, 2],
    ['the program’s own number there too', { service: 'other', mostLetters: 3 }, { letterCount: 1 }, 1],
    ['none for a program that wants none', {}, { letterCount: 0 }, 0],
  ])('no more than %s, all or none', async (_name, plan, program, most) => {
    const { deps } = await actionDeps();
    const { saves, letterIds, programIds } = season(await mentor(deps), { plan, program, letters: most + 1 });
    done(await save(deps, { saves }));
    const [programId = ''] = programIds;
    const assignments = letterIds.map(letterId => ({ programId, letterId }));
    expect(await save(deps, { assignments })).toEqual(refused('assignment/full', String(most)));
    expect(await deps.storage.read.assignments()).toEqual([]);
    if (most === 0) return;
    done(await save(deps, { assignments: assignments.slice(0, most) }));
    // Given again they are the same.
    done(await save(deps, { assignments: assignments.slice(0, most) }));
    expect(await deps.storage.read.assignments()).toHaveLength(most);
    expect(await save(deps, { assignments: assignments.slice(most) })).toEqual(
      refused('assignment/full', String(most)),
    );
    // One whose letter went to the trash takes no room.
    await moveToTrash(deps, 'letters', letterIds[0] ?? '', { code: 'record/not-found' });
    done(await save(deps, { assignments: assignments.slice(most) }));
  });

  test('as many as there are where no number is known', async () => {
    const { deps } = await actionDeps();
    const { saves, letterIds, programIds } = season(await mentor(deps), { plan: { service: 'other' }, letters: 9 });
    const [programId = ''] = programIds;
    done(await save(deps, { saves, assignments: letterIds.map(letterId => ({ programId, letterId })) }));
    expect(await deps.storage.read.assignments()).toHaveLength(9);
  });

  test('twelve hundred at once, taken back at once, with the reminders that follow', async () => {
    const { deps } = await actionDeps();
    const mentorId = await mentor(deps);
    const { saves, letterIds, programIds } = season(mentorId, { letters: 4, programs: 300 });
    done(await save(deps, { saves }));
    const assigns = async () =>
      (await deps.storage.read.reminders()).filter(one => one.rule === 'assign' && one.settledOn === null);
    expect(await assigns()).toHaveLength(4);
    const assignments = programIds.flatMap(programId => letterIds.map(letterId => ({ programId, letterId })));
    const undoId = done(await save(deps, { assignments }));
    expect(await deps.storage.read.assignments()).toHaveLength(1200);
    expect(await assigns()).toEqual([]);
    await undo(deps, { undoId });
    expect(await deps.storage.read.assignments()).toEqual([]);
    expect(await assigns()).toHaveLength(4);
  }, 120_000);

  test('a deadline brings its reminder with the table it came from, and undo takes it away', async () => {
    const { deps } = await actionDeps();
    const saves = [1, 2, 3].map(number =>
      made('programs', number, { name: `Harbor ${number}`, deadlineOn: '2026-04-01' }),
    );
    const undoId = done(await save(deps, { saves }));
    const deadlines = async () =>
      (await deps.storage.read.reminders()).filter(({ rule }) => rule === 'program-deadline').length;
    expect(await deadlines()).toBe(9);
    await undo(deps, { undoId });
    expect(await deadlines()).toBe(0);
  });
});

/** The open reminders of programs, as they are stored and as a reckoning of each program by itself gives them. */
async function deadlines(deps: Deps): Promise<{ readonly stored: string[]; readonly reckoned: string[] }> {
  const { read } = deps.storage;
  const settings = await read.settings();
  const wanted = (await read.programs()).flatMap(
    program =>
      reconcile(
        `program:${program.id}`,
        wantedForProgram({ program }, settings),
        [],
        settings,
        deps.now(),
        deps.timeZone(),
      ).create,
  );
  const lineOf = ({ id, dueAt, endsAt }: Omit<Reminder, 'stamps'>) => `${id} ${dueAt} ${endsAt}`;
  const open = (await read.reminders()).filter(({ state }) => state === 'due');
  return { stored: open.map(lineOf).sort(), reckoned: wanted.map(lineOf).sort() };
}

test('a table of programs is written together with its reminders, changed together, and taken back with one undo', async () => {
  const { deps, fake } = await actionDeps();
  const many = Array.from({ length: 1100 }, (_, number) => number);
  const saves = many.map(number =>
    made('programs', number, {
      name: `Harbor ${number}`,
      // Of some the first days have passed, of some all, and of some there is none.
      deadlineOn: number % 4 === 0 ? null : addDays(day('2026-02-20'), number % 50),
    }),
  );
  const expectReckoned = async (): Promise<number> => {
    const { stored, reckoned } = await deadlines(deps);
    expect(stored).toEqual(reckoned);
    return stored.length;
  };
  const undoId = done(await save(deps, { saves }));
  expect(await deps.storage.read.programs()).toHaveLength(1100);
  const all = await expectReckoned();
  expect(all).toBeGreaterThan(1100);
  // How far it was, was told, up to the last reminder.
  expect(fake.progress.map(([told]) => told)).toEqual(fake.progress.map(() => id(0)));
  expect(fake.progress.map(([, count]) => count)).toEqual([1000, 1100, ...laterCounts(1100, all)]);

  const changed = {
    saves: many
      .slice(0, 700)
      .map(number => ({ ...made('programs', number, { appliedOn: '2026-03-03' }), isNew: false })),
  };
  const undoChange = done(await save(deps, changed));
  expect(await expectReckoned()).toBeLessThan(all);
  await undo(deps, { undoId: undoChange });
  expect(await expectReckoned()).toBe(all);

  await save(deps, { removals: many.slice(1000).map(number => ({ table: 'programs', id: id(number) })) });
  expect(await expectReckoned()).toBeLessThan(all);
  await undo(deps, { undoId });
  // What was changed since stays.
  expect(await deps.storage.read.programs()).toHaveLength(700);
  expect(await expectReckoned()).toBeLessThan(all);
}, 60_000);

/** What is told of reminders that are written after so many records. */
function laterCounts(before: number, count: number): number[] {
  const pieces = Math.ceil(count / 1000);
  return Array.from({ length: pieces }, (_, at) => before + Math.min(count, (at + 1) * 1000));
}

test('asked again, as after a lost answer, it writes nothing more and can be undone all the same', async () => {
  const { deps } = await actionDeps();
  const saves = Array.from({ length: 40 }, (_, number) =>
    made('programs', number, { name: `Harbor ${number}`, deadlineOn: '2026-04-01' }),
  );
  const undoId = done(await save(deps, { saves }));
  const before = await all(deps);
  expect(await save(deps, { saves })).toEqual({ ok: true, value: { undoId } });
  expect(await all(deps)).toEqual(before);
  await undo(deps, { undoId });
  expect(await deps.storage.read.programs()).toEqual([]);
});

test.each<[string, boolean]>([
  ['that begin with a change', true],
  ['that are changes alone', false],
])(
  'records %s, asked for again, are not written again, and the first write can be taken back',
  async (_what, hasNew) => {
    const { deps } = await actionDeps();
    const first = made('programs', 0, { name: 'Harbor', deadlineOn: '2026-04-01' });
    done(await save(deps, { saves: [first] }));
    const before = await all(deps);
    const saves = [
      { ...first, isNew: false, fields: { name: 'Harbor Medical Center' } },
      ...(hasNew ? [made('programs', 1, { name: 'Lakeside' })] : []),
    ];
    const undoId = done(await save(deps, { saves }));
    expect(await save(deps, { saves })).toEqual({ ok: true, value: { undoId } });
    await undo(deps, { undoId });
    expect((await deps.storage.read.programs()).map(({ name }) => name)).toEqual(['Harbor']);
    expect((await all(deps)).length).toBe(before.length);
  },
);

test('given up in the middle, nothing of it is there, and asked again all of it is', async () => {
  const { deps } = await actionDeps();
  const saves = Array.from({ length: 1500 }, (_, number) =>
    made('programs', number, { name: `Harbor ${number}`, deadlineOn: '2026-04-01' }),
  );
  const before = await all(deps);
  const broken: Deps = {
    ...deps,
    tellProgress: (_id, count) => {
      if (count > 1000) throw new Error('stopped here');
    },
  };
  await expect(save(broken, { saves })).rejects.toThrow('stopped here');
  expect(await all(deps)).toEqual(before);
  done(await save(deps, { saves }));
  expect(await deps.storage.read.programs()).toHaveLength(1500);
  const { stored, reckoned } = await deadlines(deps);
  expect(stored).toEqual(reckoned);
}, 60_000);

test('the request takes records of the plan alone, and no more than ten thousand', () => {
  const request = (saves: unknown) => ({ saves, assignments: [], removals: [] });
  const of = (table: string) => ({ table, id: id(1), isNew: true, fields: {} });
  const parse = (given: unknown) => REQUESTS['records/save']['~standard'].validate(given);
  expect(parse(request([of('slots'), of('templates')]))).not.toHaveProperty('issues');
  for (const saves of [
    [of('mentors')],
    [of('assignments')],
    [{ ...of('slots'), id: 'a b' }],
    Array(10_001).fill(of('slots')),
  ])
    expect(parse(request(saves))).toHaveProperty('issues');
});
