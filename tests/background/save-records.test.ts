import '../support/extension-api.ts';
import { describe, expect, test } from 'vitest';
import { answerPlanned } from '../../src/background/actions/answer-planned.ts';
import { logInteraction } from '../../src/background/actions/log-interaction.ts';
import { moveToTrash, restoreFromTrash } from '../../src/background/actions/move-to-trash.ts';
import { saveAssignment } from '../../src/background/actions/save-assignment.ts';
import { saveMentor } from '../../src/background/actions/save-mentor.ts';
import { saveRecord } from '../../src/background/actions/save-record.ts';
import { undo } from '../../src/background/actions/undo.ts';
import type { Deps } from '../../src/background/deps.ts';
import type { LocalDate, LocalTime } from '../../src/core/dates.ts';
import { emptyLogForm, type LogForm } from '../../src/core/log-form.ts';
import type { Problem, Result } from '../../src/core/result.ts';
import type { PlannedAnswer, Written } from '../../src/messages/protocol.ts';
import { actionDeps, DAY_MS, TUESDAY, ZONE } from '../support/fixed.ts';

type Table = Parameters<typeof saveRecord>[1];
const NOBODY = '018f0000-0000-7000-8000-999999999999';
const TODAY = '2026-03-03';
const refused = (code: Problem['code'], value?: string) => ({
  ok: false,
  problem: value === undefined ? { code } : { code, value },
});

function written(result: Result<Written>): Written {
  if (!result.ok) throw new Error(`${result.problem.code} ${result.problem.value ?? ''}`);
  return result.value;
}

async function mentor(deps: Deps): Promise<string> {
  return written(await saveMentor(deps, { id: null, fields: { name: 'Elena Rivera' } })).id;
}

const add = async (deps: Deps, table: Table, fields: Record<string, unknown>) =>
  written(await saveRecord(deps, table, { id: null, fields })).id;

const rowsOf = async (deps: Deps, table: string) =>
  (await deps.storage.read.exportAll('')).tables[table] as readonly Record<string, unknown>[];

/** The least that each record can be made of. */
const LEAST: Readonly<Record<Table, (mentorId: string) => Record<string, unknown>>> = {
  rotations: () => ({ name: 'Medicine', startsOn: '2026-03-02', endsOn: '2026-03-29' }),
  moments: mentorId => ({ on: '2026-03-02', mentorIds: [mentorId] }),
  milestones: () => ({ on: '2026-03-02', text: 'Step 2 passed' }),
  letters: mentorId => ({ mentorId }),
  plans: () => ({ season: '2028' }),
  tracks: () => ({ name: 'Internal Medicine' }),
  programs: () => ({ name: 'Harbor Medical Center' }),
};
const TABLES = Object.keys(LEAST) as Table[]; // its own keys

describe.each(TABLES)('%s', table => {
  test('are added, changed field by field, removed and brought back, and each write can be undone', async () => {
    const { deps } = await actionDeps();
    const fields = LEAST[table](await mentor(deps));
    const made = written(await saveRecord(deps, table, { id: null, fields }));
    const [row] = await rowsOf(deps, table);
    expect(row).toMatchObject({ id: made.id, ...fields });
    const [name] = Object.keys(fields).filter(key => typeof fields[key] === 'string' && key !== 'mentorId');
    const other =
      name === undefined
        ? { howAsked: 'call' }
        : { [name]: name.endsWith('n') && table !== 'plans' ? '2026-03-01' : 'Other' };
    const changed = written(await saveRecord(deps, table, { id: made.id, fields: other }));
    expect((await rowsOf(deps, table))[0]).toMatchObject({ ...fields, ...other });
    await undo(deps, { undoId: changed.undoId });
    expect((await rowsOf(deps, table))[0]).toMatchObject(fields);
    const removed = written(await moveToTrash(deps, table, made.id, { code: 'record/not-found' }));
    expect(await rowsOf(deps, table)).toEqual([]);
    await undo(deps, { undoId: removed.undoId });
    await moveToTrash(deps, table, made.id, { code: 'record/not-found' });
    const [trashed] = await deps.storage.read.trash();
    written(await restoreFromTrash(deps, { id: trashed?.id ?? '' }));
    expect((await rowsOf(deps, table))[0]).toMatchObject(fields);
    await undo(deps, { undoId: made.undoId });
    expect(await moveToTrash(deps, table, 'x', { code: 'record/not-found' })).toEqual(refused('record/not-found'));
    expect(await saveRecord(deps, table, { id: NOBODY, fields: other })).toEqual(refused('record/not-found'));
  });
});

test.each<[Table, Record<string, unknown>, Problem['code'], string?]>([
  ['rotations', { endsOn: '2026-02-30' }, 'form/bad-date', '2026-02-30'],
  ['rotations', { startsOn: '1899-12-31' }, 'form/bad-date', '1899-12-31'],
  ['rotations', { endsOn: '9999-01-01' }, 'form/bad-date', '9999-01-01'],
  ['rotations', { startsOn: 5 }, 'form/bad-date', '5'],
  ['rotations', { startsOn: null }, 'form/bad-date'],
  ['rotations', { startsOn: '2026-04-01' }, 'rotation/ends-before-start'],
  ['rotations', { endsOn: '2026-03-01' }, 'rotation/ends-before-start'],
  ['rotations', { name: ' ' }, 'record/invalid', 'name'],
  ['rotations', { kind: 'holiday' }, 'record/invalid', 'kind'],
  ['rotations', { mentors: [{ mentorId: NOBODY, daysTogether: null, watchedDirectly: null }] }, 'record/not-found'],
  ['moments', { on: '' }, 'form/bad-date', ''],
  ['moments', { mentorIds: [NOBODY] }, 'record/not-found'],
  ['moments', { rotationId: NOBODY }, 'record/not-found'],
  ['moments', { isStrong: 'yes' }, 'record/invalid', 'isStrong'],
  ['milestones', { on: 'tomorrow' }, 'form/bad-date', 'tomorrow'],
  ['milestones', { text: '' }, 'record/invalid', 'text'],
  ['letters', { mentorId: NOBODY }, 'record/not-found'],
  ['letters', { contactMentorId: NOBODY }, 'record/not-found'],
  ['letters', { trackId: NOBODY }, 'record/not-found'],
  ['letters', { backupForLetterId: NOBODY }, 'record/not-found'],
  ['letters', { targetOn: '9999-12-31' }, 'form/bad-date', '9999-12-31'],
  ['letters', { askedOn: '2026-13-01' }, 'form/bad-date', '2026-13-01'],
  ['letters', { service: 'post' }, 'record/invalid', 'service'],
  ['plans', { opensOn: { on: '2028-02-30', confidence: 'confirmed' } }, 'form/bad-date', '2028-02-30'],
  ['plans', { service: 7 }, 'record/invalid', 'service'],
  ['tracks', { planId: NOBODY }, 'record/not-found'],
  ['tracks', { resultOn: 'March' }, 'form/bad-date', 'March'],
  ['tracks', { outcome: { answer: 'maybe', on: TODAY, tells: true } }, 'record/invalid', 'outcome'],
  ['programs', { trackId: NOBODY }, 'record/not-found'],
  ['programs', { deadlineOn: '2200-01-01' }, 'form/bad-date', '2200-01-01'],
  ['programs', { letterCount: -1 }, 'record/invalid', 'letterCount'],
  ['programs', { priority: 1.5 }, 'record/invalid', 'priority'],
])('%s with %j are refused, new or changed, and nothing is written', async (table, fields, code, value) => {
  const { deps } = await actionDeps();
  const least = LEAST[table](await mentor(deps));
  const id = await add(deps, table, least);
  const before = await deps.storage.read.exportAll('');
  expect(await saveRecord(deps, table, { id, fields })).toEqual(refused(code, value));
  expect(await saveRecord(deps, table, { id: null, fields: { ...least, ...fields } })).toEqual(refused(code, value));
  expect(await deps.storage.read.exportAll('')).toEqual(before);
});

test('a letter cannot stand by for itself, and one without what it cannot be without is none', async () => {
  const { deps } = await actionDeps();
  const id = await add(deps, 'letters', { mentorId: await mentor(deps) });
  expect(await saveRecord(deps, 'letters', { id, fields: { backupForLetterId: id } })).toEqual(
    refused('record/not-found'),
  );
  expect(await saveRecord(deps, 'letters', { id: null, fields: {} })).toEqual(refused('record/invalid', 'mentorId'));
  expect(await saveRecord(deps, 'rotations', { id: null, fields: { name: 'X' } })).toEqual(refused('form/bad-date'));
});

test('an answer, and an end, given without a day were given today; a day that is there stays', async () => {
  const { deps } = await actionDeps();
  const mentorId = await mentor(deps);
  const id = await add(deps, 'letters', { mentorId, answer: 'yes' });
  expect(await rowsOf(deps, 'letters')).toMatchObject([{ answeredOn: TODAY, enteredOn: { answeredOn: TODAY } }]);
  written(await saveRecord(deps, 'letters', { id, fields: { answeredOn: '2026-02-20' } }));
  written(await saveRecord(deps, 'letters', { id, fields: { answer: 'unclear', ended: 'withdrawn' } }));
  expect(await rowsOf(deps, 'letters')).toMatchObject([{ answeredOn: '2026-02-20', endedOn: TODAY }]);
});

test('a General letter has the dates of its own season', async () => {
  const { deps } = await actionDeps();
  const mentorId = await mentor(deps);
  const opensOn = { on: '2026-02-01', confidence: 'confirmed' };
  const planId = await add(deps, 'plans', { season: '2027', opensOn });
  await add(deps, 'letters', { mentorId, planId, answer: 'yes', answeredOn: '2026-02-20' });
  const portal = async () =>
    (await deps.storage.read.remindersAbout(mentorId)).flatMap(({ reason }) =>
      reason.type === 'portal' ? [reason.opensOn] : [],
    );
  expect(await portal()).toEqual(['2026-02-01']);
  written(await saveRecord(deps, 'plans', { id: planId, fields: { opensOn: { on: null, confidence: 'unknown' } } }));
  expect(await portal()).toEqual([null]);
});

test('what names somebody in the trash can still be changed', async () => {
  const { deps } = await actionDeps();
  const mentorId = await mentor(deps);
  const mentors = [{ mentorId, daysTogether: 12, watchedDirectly: true }];
  const id = await add(deps, 'rotations', { ...LEAST.rotations(mentorId), mentors });
  await moveToTrash(deps, 'mentors', mentorId, { code: 'mentor/not-found' });
  expect(await saveRecord(deps, 'rotations', { id, fields: { name: 'Surgery', mentors } })).toMatchObject({ ok: true });
});

describe('when a date was typed in', () => {
  test('is remembered for every date that changes, and only then', async () => {
    const { deps, fake } = await actionDeps();
    const mentorId = await mentor(deps);
    const id = await add(deps, 'letters', {
      mentorId,
      targetOn: '2026-09-08',
      answer: 'yes',
      answeredOn: '2026-02-20',
    });
    const enteredOn = async () => (await deps.storage.read.letter(id))?.enteredOn;
    expect(await enteredOn()).toEqual({ targetOn: TODAY, answeredOn: TODAY });
    fake.at += 2 * DAY_MS;
    const { undoId } = written(
      await saveRecord(deps, 'letters', { id, fields: { targetOn: '2026-09-08', requestedOn: '2026-03-04' } }),
    );
    expect(await enteredOn()).toEqual({ targetOn: TODAY, answeredOn: TODAY, requestedOn: '2026-03-05' });
    await undo(deps, { undoId });
    expect(await enteredOn()).toEqual({ targetOn: TODAY, answeredOn: TODAY });
    await saveRecord(deps, 'letters', { id, fields: { targetOn: '2026-10-01' } });
    expect(await enteredOn()).toEqual({ targetOn: '2026-03-05', answeredOn: TODAY });
  });

  test('is kept for a rotation and a moment, and of nothing that only sounds like a day', async () => {
    const { deps } = await actionDeps();
    const days = { startsOn: '2026-03-02', endsOn: '2026-03-29' };
    const rotation = await add(deps, 'rotations', { name: 'Medicine', ...days, isHandsOn: true });
    const moment = await add(deps, 'moments', { on: '2026-03-01', situation: 'A code' });
    expect((await deps.storage.read.rotation(rotation))?.enteredOn).toEqual({ startsOn: TODAY, endsOn: TODAY });
    expect((await deps.storage.read.moments()).map(one => [one.id, one.enteredOn])).toEqual([[moment, { on: TODAY }]]);
  });

  test('old rotations bring up neither thanks nor an ask', async () => {
    const { deps } = await actionDeps();
    const mentorId = await mentor(deps);
    written(await saveMentor(deps, { id: mentorId, fields: { isStarred: true } }));
    const mentors = [{ mentorId, daysTogether: 12, watchedDirectly: true }];
    await add(deps, 'rotations', { name: 'Medicine', startsOn: '2025-03-02', endsOn: '2025-03-29', mentors });
    const rules = async () => (await deps.storage.read.remindersAbout(mentorId)).map(({ rule }) => rule).sort();
    expect(await rules()).toEqual(['check-in']);
    await add(deps, 'rotations', { name: 'Surgery', startsOn: '2026-02-02', endsOn: '2026-03-01', mentors });
    expect(await rules()).toEqual(['ask', 'check-in', 'thank-you']);
  });

  test('is the student’s day, in programs and tracks too, and nobody else says it', async () => {
    const { deps, fake } = await actionDeps();
    fake.at = Date.parse('2026-03-03T23:30:00-05:00');
    const track = await add(deps, 'tracks', { name: 'IM', resultOn: '2026-03-20', soapOn: null });
    const program = await add(deps, 'programs', {
      name: 'Harbor',
      deadlineOn: '2026-04-01',
      enteredOn: { deadlineOn: '1999-01-01' },
    });
    expect((await deps.storage.read.track(track))?.enteredOn).toEqual({ resultOn: TODAY });
    expect((await deps.storage.read.program(program))?.enteredOn).toEqual({ deadlineOn: TODAY });
    await saveRecord(deps, 'programs', { id: program, fields: { note: 'x', enteredOn: {} } });
    expect((await deps.storage.read.program(program))?.enteredOn).toEqual({ deadlineOn: TODAY });
  });

  test('steps already past then never fire', async () => {
    const { deps, fake } = await actionDeps();
    await add(deps, 'programs', { name: 'Harbor', deadlineOn: '2026-03-05' });
    const open = (await deps.storage.read.reminders()).map(({ dueOn }) => dueOn);
    expect(open).toEqual(['2026-03-04']);
    expect(await deps.storage.read.dueCount(fake.at, ZONE)).toBe(0);
  });
});

describe('giving a letter to a program', () => {
  async function season(deps: Deps, program: Record<string, unknown> = {}, service = 'eras') {
    const mentorId = await mentor(deps);
    const programId = await add(deps, 'programs', { name: 'Harbor', ...program });
    const letterIds: string[] = [];
    for (let count = 0; count < 6; count += 1) letterIds.push(await add(deps, 'letters', { mentorId, service }));
    return { programId, letterIds };
  }

  test('twice gives it once, and one undo takes it back', async () => {
    const { deps } = await actionDeps();
    const { programId, letterIds } = await season(deps);
    const pair = { programId, letterId: letterIds[0] ?? '' };
    const first = written(await saveAssignment(deps, pair));
    expect(written(await saveAssignment(deps, pair))).toEqual(first);
    expect(await deps.storage.read.assignments()).toHaveLength(1);
    await undo(deps, { undoId: first.undoId });
    expect(await deps.storage.read.assignments()).toEqual([]);
  });

  test.each([
    ['four in ERAS', {}, 'eras', 4],
    ['fewer where the program wants fewer', { letterCount: 3 }, 'eras', 3],
    ['no more than the service takes', { letterCount: 9 }, 'residencycas', 4],
    ['as many as there are where nobody says', {}, 'carms', 6],
  ])('stops at %s', async (_name, program, service, most) => {
    const { deps } = await actionDeps();
    const { programId, letterIds } = await season(deps, program, service);
    for (const letterId of letterIds.slice(0, most)) written(await saveAssignment(deps, { programId, letterId }));
    const more = letterIds[most];
    if (more === undefined) return;
    expect(await saveAssignment(deps, { programId, letterId: more })).toEqual(refused('assignment/full', String(most)));
    // One whose letter went to the trash takes no room.
    await moveToTrash(deps, 'letters', letterIds[0] ?? '', { code: 'record/not-found' });
    expect(await saveAssignment(deps, { programId, letterId: more })).toMatchObject({ ok: true });
  });

  test('needs both', async () => {
    const { deps } = await actionDeps();
    const { programId, letterIds } = await season(deps);
    expect(await saveAssignment(deps, { programId, letterId: NOBODY })).toEqual(refused('record/not-found'));
    expect(await saveAssignment(deps, { programId: NOBODY, letterId: letterIds[0] ?? '' })).toEqual(
      refused('record/not-found'),
    );
  });
});

describe('what became of something planned', () => {
  const on = (text: string) => text as LocalDate;
  const at = (text: string) => text as LocalTime;
  async function planned(fields: Partial<LogForm> = {}) {
    const made = await actionDeps();
    const form = {
      ...emptyLogForm(TUESDAY, ZONE),
      newMentors: [{ name: 'Elena Rivera', email: null }],
      title: 'Coffee',
      on: '2026-03-05',
      time: '15:00',
      lengthMinutes: 45,
      ...fields,
    };
    const result = await logInteraction(made.deps, { form, draftId: null });
    if (!result.ok) throw new Error(result.problem.code);
    const { id } = result.value;
    const read = () => made.deps.storage.read.interaction(id);
    const answer = (given: PlannedAnswer) => answerPlanned(made.deps, { id, answer: given });
    const questions = async () =>
      (await made.deps.storage.read.reminders()).filter(one => one.rule === 'did-it-happen' && one.settledOn === null);
    return { ...made, id, read, answer, questions };
  }

  test('it happened, with what was said after what stood there, once', async () => {
    const { answer, read, questions, deps } = await planned({ note: 'Bring the CV' });
    expect(await questions()).toHaveLength(1);
    const { undoId } = written(await answer({ type: 'happened', note: '  Said yes.\r\nSend draft ' }));
    expect(await read()).toMatchObject({ state: 'happened', note: 'Bring the CV\n\nSaid yes.\nSend draft' });
    expect(await questions()).toEqual([]);
    await answer({ type: 'happened', note: 'Said yes.\nSend draft' });
    expect((await read())?.note).toBe('Bring the CV\n\nSaid yes.\nSend draft');
    await undo(deps, { undoId });
    expect(await read()).toMatchObject({ state: 'planned', note: 'Bring the CV' });
    expect(await questions()).toHaveLength(1);
  });

  test('a first note, no note, and one that does not fit', async () => {
    const { answer, read } = await planned();
    await answer({ type: 'happened', note: ' ' });
    expect(await read()).toMatchObject({ state: 'happened', note: '' });
    await answer({ type: 'happened', note: 'a'.repeat(19_990) });
    expect((await read())?.note).toHaveLength(19_990);
    expect(await answer({ type: 'happened', note: 'b'.repeat(9) })).toEqual(refused('form/too-long', '20000'));
    await answer({ type: 'happened', note: 'b'.repeat(8) });
    expect((await read())?.note).toHaveLength(20_000);
  });

  test('cancelled is asked about no more', async () => {
    const { answer, read, questions } = await planned();
    written(await answer({ type: 'cancelled' }));
    expect((await read())?.state).toBe('cancelled');
    expect(await questions()).toEqual([]);
  });

  test.each<[string, Partial<LogForm>, string, string | null, object, string]>([
    [
      'ahead, as long as it was',
      {},
      '2026-03-12',
      '10:00',
      {
        type: 'instant',
        startsAt: Date.parse('2026-03-12T10:00:00-04:00'),
        endsAt: Date.parse('2026-03-12T10:45:00-04:00'),
      },
      'planned',
    ],
    [
      'into the past has happened there',
      {},
      '2026-03-02',
      '10:00',
      { type: 'instant', startsAt: Date.parse('2026-03-02T10:00:00-05:00') },
      'happened',
    ],
    [
      'in its own zone',
      { timeZone: 'Europe/Berlin' },
      '2026-03-12',
      '10:00',
      { type: 'instant', startsAt: Date.parse('2026-03-12T10:00:00+01:00'), timeZone: 'Europe/Berlin' },
      'planned',
    ],
    [
      'to a day without a time',
      {},
      '2026-03-12',
      null,
      { type: 'days', startsOn: '2026-03-12', endsOn: '2026-03-12' },
      'planned',
    ],
    [
      'of whole days, as many',
      { time: '', lengthMinutes: 2 * 1440 },
      '2026-03-12',
      null,
      { type: 'days', startsOn: '2026-03-12', endsOn: '2026-03-14' },
      'planned',
    ],
    [
      'of a whole day to a time',
      { time: '', lengthMinutes: null },
      '2026-03-12',
      '10:00',
      { type: 'instant', startsAt: Date.parse('2026-03-12T10:00:00-04:00'), endsAt: null },
      'planned',
    ],
    ['to the last day there is', {}, '2199-12-31', '23:59', { type: 'instant' }, 'planned'],
  ])('moved %s', async (_name, fields, day, time, when, state) => {
    const { answer, read, deps } = await planned(fields);
    const before = await read();
    const { undoId } = written(await answer({ type: 'moved', on: on(day), time: time === null ? null : at(time) }));
    expect(await read()).toMatchObject({ when, state });
    await undo(deps, { undoId });
    expect((await read())?.when).toEqual(before?.when);
  });

  test('moved ahead it is asked about then, and announced then', async () => {
    const { answer, questions } = await planned();
    await answer({ type: 'moved', on: on('2026-03-12'), time: at('10:00') });
    expect((await questions()).map(({ dueAt }) => dueAt)).toEqual([Date.parse('2026-03-12T10:45:00-04:00')]);
  });

  test('days that leave the calendar, and an entry that is gone, are refused', async () => {
    const { answer, deps } = await planned({ time: '', lengthMinutes: 3 * 1440 });
    expect(await answer({ type: 'moved', on: on('2199-12-30'), time: null })).toEqual(
      refused('form/bad-date', '2199-12-30'),
    );
    expect(await answerPlanned(deps, { id: NOBODY, answer: { type: 'cancelled' } })).toEqual(
      refused('interaction/not-found'),
    );
  });
});
