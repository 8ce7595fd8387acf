import '../support/extension-api.ts';
import { expect, test } from 'vitest';
import { logInteraction } from '../../src/background/actions/log-interaction.ts';
import { moveToTrash } from '../../src/background/actions/move-to-trash.ts';
import { saveRecord, saveRecords } from '../../src/background/actions/save-record.ts';
import { undo } from '../../src/background/actions/undo.ts';
import type { Deps } from '../../src/background/deps.ts';
import { EMPTY_MOMENT, emptyLogForm, fillFromInteraction, type LogForm } from '../../src/core/log-form.ts';
import type { Result } from '../../src/core/result.ts';
import { actionDeps, TUESDAY, ZONE } from '../support/fixed.ts';

const elena = { name: 'Elena Rivera', email: 'elena@example.org' };
const form = (fields: Partial<LogForm>): LogForm => ({
  ...emptyLogForm(TUESDAY, ZONE),
  newMentors: [elena],
  ...fields,
});
const handover = { ...EMPTY_MOMENT, situation: 'Handover', competencies: ['professionalism'], isStrong: true };

function done<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.problem.code} ${result.problem.value ?? ''}`);
  return result.value;
}

const tablesOf = async (deps: Deps) => (await deps.storage.read.exportAll('')).tables;

async function rotation(deps: Deps): Promise<string> {
  const fields = { name: 'Medicine', startsOn: '2026-03-02', endsOn: '2026-03-29' };
  return done(await saveRecord(deps, 'rotations', { id: null, fields })).id;
}

test('a moment is written with its entry: of its first day, its people and its rotation', async () => {
  const { deps } = await actionDeps();
  const rotationId = await rotation(deps);
  const { id, mentorIds } = done(
    await logInteraction(deps, {
      form: form({ on: '2026-02-27', time: '23:30', lengthMinutes: 90, rotationId, moment: handover }),
      draftId: null,
    }),
  );
  expect(await deps.storage.read.interaction(id)).toMatchObject({ rotationId });
  expect(await deps.storage.read.momentsWith(mentorIds[0]!)).toMatchObject([
    {
      on: '2026-02-27',
      interactionId: id,
      rotationId,
      mentorIds,
      situation: 'Handover',
      competencies: ['professionalism'],
      isStrong: true,
      enteredOn: { on: '2026-03-03' },
    },
  ]);
});

test('one undo takes back the entry and its moment, and with the draft the moment is on the screen again', async () => {
  const { deps } = await actionDeps();
  const entry = form({ moment: handover });
  const draft = { form: entry, origin: 'popup' as const, suggestions: [], isTouched: true, updatedAt: TUESDAY };
  await deps.storage.record({ now: TUESDAY, newId: deps.newId }, change => change.create('drafts', 'd1', draft));
  const { undoId } = done(await logInteraction(deps, { form: entry, draftId: 'd1' }));
  expect((await tablesOf(deps)).moments).toHaveLength(1);
  done(await undo(deps, { undoId }));
  const tables = await tablesOf(deps);
  expect([tables.moments, tables.interactions, tables.mentors]).toEqual([[], [], []]);
  expect((await deps.storage.read.drafts())[0]?.form.moment).toEqual(handover);
});

test('asking twice, as after a lost answer, writes one moment', async () => {
  const { deps } = await actionDeps();
  const request = { form: form({ moment: handover }), draftId: '018f0000-0000-7000-8000-000000000777' };
  const first = done(await logInteraction(deps, request));
  expect(done(await logInteraction(deps, request)).id).toBe(first.id);
  expect((await tablesOf(deps)).moments).toHaveLength(1);
});

test('a strong moment asks for thanks at once', async () => {
  const { deps } = await actionDeps();
  const { mentorIds } = done(
    await logInteraction(deps, { form: form({ kind: 'email', moment: handover }), draftId: null }),
  );
  const open = await deps.storage.read.openRemindersAbout(mentorIds[0]!);
  expect(open.map(({ rule }) => rule)).toContain('thank-you');
});

test('an entry that is changed can be given a moment, and keeps the one it has', async () => {
  const { deps } = await actionDeps();
  const { id, mentorIds } = done(await logInteraction(deps, { form: form({ moment: handover }), draftId: null }));
  const before = await deps.storage.read.interaction(id);
  const again = fillFromInteraction(before!, TUESDAY, ZONE);
  expect(again.moment).toBeNull();
  const changed = { ...again, mentorIds: [...mentorIds], moment: { ...EMPTY_MOMENT, whatIDid: 'Wrote the note' } };
  const { undoId } = done(await logInteraction(deps, { form: changed, draftId: null }));
  expect((await tablesOf(deps)).moments).toHaveLength(2);
  done(await undo(deps, { undoId }));
  expect(await deps.storage.read.momentsWith(mentorIds[0]!)).toMatchObject([{ situation: 'Handover' }]);
});

test('an empty moment is none, and one without words writes nothing at all', async () => {
  const { deps } = await actionDeps();
  done(await logInteraction(deps, { form: form({ moment: EMPTY_MOMENT }), draftId: null }));
  expect((await tablesOf(deps)).moments).toEqual([]);
  const refused = await logInteraction(deps, {
    form: form({ newMentors: [{ name: 'Tom', email: null }], moment: { ...EMPTY_MOMENT, isStrong: true } }),
    draftId: null,
  });
  expect(refused).toEqual({ ok: false, problem: { code: 'moment/no-words' } });
  expect((await tablesOf(deps)).mentors).toHaveLength(1);
});

test('a competency that there is none of is refused', async () => {
  const { deps } = await actionDeps();
  const moment = { ...handover, competencies: ['luck'] };
  const refused = await logInteraction(deps, { form: form({ moment }), draftId: null });
  expect(refused).toEqual({ ok: false, problem: { code: 'message/invalid' } });
  expect((await tablesOf(deps)).interactions).toEqual([]);
});

test('a rotation that is not there is refused; one that went to the trash since stays in its entry', async () => {
  const { deps } = await actionDeps();
  const gone = await logInteraction(deps, {
    form: form({ rotationId: '018f0000-0000-7000-8000-999999999999' }),
    draftId: null,
  });
  expect(gone).toEqual({ ok: false, problem: { code: 'record/not-found' } });
  const rotationId = await rotation(deps);
  const { id, mentorIds } = done(await logInteraction(deps, { form: form({ rotationId }), draftId: null }));
  done(await moveToTrash(deps, 'rotations', rotationId, { code: 'record/not-found' }));
  const changed = {
    ...fillFromInteraction((await deps.storage.read.interaction(id))!, TUESDAY, ZONE),
    mentorIds: [...mentorIds],
    title: 'Rounds',
  };
  done(await logInteraction(deps, { form: changed, draftId: null }));
  expect(await deps.storage.read.interaction(id)).toMatchObject({ title: 'Rounds', rotationId });
});

test('of a crowd a moment names those who came first', async () => {
  const { deps } = await actionDeps();
  const crowd = Array.from({ length: 60 }, (_, number) => ({ name: `Person ${number}`, email: null }));
  const { mentorIds } = done(
    await logInteraction(deps, { form: form({ newMentors: crowd, moment: handover }), draftId: null }),
  );
  const [moment] = await deps.storage.read.moments();
  expect(moment?.mentorIds).toEqual(mentorIds.slice(0, 50));
});

const newId = (number: number) => `018f0000-0000-7000-8000-00000000${String(number).padStart(4, '0')}`;
const met = {
  newMentors: [{ id: newId(901), ...elena }],
  saves: [
    {
      table: 'rotations' as const,
      id: newId(902),
      isNew: true,
      fields: {
        name: 'Medicine',
        startsOn: '2026-03-02',
        endsOn: '2026-03-29',
        mentors: [{ mentorId: newId(901), daysTogether: 3, watchedDirectly: true }],
      },
    },
  ],
  assignments: [],
  removals: [],
};

test('somebody new becomes a mentor with the record they are named in, and one undo takes back both', async () => {
  const { deps } = await actionDeps();
  const { undoId } = done(await saveRecords(deps, met));
  expect(await deps.storage.read.mentors()).toMatchObject([
    { id: newId(901), name: 'Elena Rivera', emails: ['elena@example.org'], addedOn: '2026-03-03' },
  ]);
  expect(await deps.storage.read.rotations()).toMatchObject([{ id: newId(902) }]);
  // After a lost answer it is asked again.
  done(await saveRecords(deps, met));
  expect(await deps.storage.read.mentors()).toHaveLength(1);
  done(await undo(deps, { undoId }));
});

test('undo of a rotation with somebody new leaves neither', async () => {
  const { deps } = await actionDeps();
  const { undoId } = done(await saveRecords(deps, met));
  done(await undo(deps, { undoId }));
  const tables = await tablesOf(deps);
  expect([tables.mentors, tables.rotations]).toEqual([[], []]);
});

test.each([
  [
    { id: newId(901), name: 'Elena', email: 'no address' },
    { code: 'form/bad-address', value: 'no address' },
  ],
  [{ id: newId(901), name: ' ', email: null }, { code: 'form/no-name' }],
  [
    { id: newId(901), name: 'Somebody', email: 'OTTO@example.org' },
    { code: 'mentor/address-taken', value: 'Otto Alt' },
  ],
])('somebody new as %j is refused, and nothing is written', async (person, problem) => {
  const { deps } = await actionDeps();
  done(
    await logInteraction(deps, {
      form: form({ newMentors: [{ name: 'Otto Alt', email: 'otto@example.org' }] }),
      draftId: null,
    }),
  );
  expect(await saveRecords(deps, { ...met, newMentors: [person] })).toEqual({ ok: false, problem });
  const tables = await tablesOf(deps);
  expect([tables.mentors?.length, tables.rotations]).toEqual([1, []]);
});

test('a rotation that ends before it begins is refused together with its people', async () => {
  const { deps } = await actionDeps();
  const [save] = met.saves;
  const saves = [{ ...save!, fields: { ...save!.fields, endsOn: '2026-03-01' } }];
  expect(await saveRecords(deps, { ...met, saves })).toEqual({
    ok: false,
    problem: { code: 'rotation/ends-before-start' },
  });
  expect((await tablesOf(deps)).mentors).toEqual([]);
});
