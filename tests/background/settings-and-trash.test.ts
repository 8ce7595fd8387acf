import '../support/extension-api.ts';
import { expect, test } from 'vitest';
import { moveToTrash, restoreFromTrash } from '../../src/background/actions/move-to-trash.ts';
import { saveMentor } from '../../src/background/actions/save-mentor.ts';
import { saveProfile, saveSettings } from '../../src/background/actions/save-settings.ts';
import { undo } from '../../src/background/actions/undo.ts';
import type { Deps } from '../../src/background/deps.ts';
import { actionDeps } from '../support/fixed.ts';

async function addMentor(deps: Deps, fields: Record<string, unknown> = {}): Promise<string> {
  const result = await saveMentor(deps, { id: null, fields: { name: 'Elena Rivera', ...fields } });
  if (!result.ok) throw new Error(result.problem.code);
  return result.value.id;
}

test('a changed rhythm moves every reminder it concerns', async () => {
  const { deps } = await actionDeps();
  const id = await addMentor(deps);
  const settings = await deps.storage.read.settings();
  await saveSettings(deps, { rulesOff: ['check-in'] });
  expect(await deps.storage.read.remindersAbout(id)).toEqual([]);
  await saveSettings(deps, { rulesOff: [] });
  expect(await deps.storage.read.remindersAbout(id)).toHaveLength(1);
  expect((await saveSettings(deps, { rhythmDaysByRole: { ...settings.rhythmDaysByRole, attending: 10 } })).ok).toBe(
    true,
  );
  expect((await deps.storage.read.settings()).rhythmDaysByRole.attending).toBe(10);
});

test.each([
  { morning: '25:00' },
  { morning: '' },
  { quietFrom: 7 },
  { rhythmDays: 0 },
  { rhythmDays: -3 },
  { rhythmDays: 1_000_000 },
  { rhythmDaysByRole: { attending: 0 } },
  { showsBadge: 'yes' },
  { numbers: { nudgeBeforeDays: 1 } },
  { numbers: { mostNudges: 2.5 } },
  { numbers: { unheardOf: 1 } },
  { digestTime: 'noon' },
  { rulesOff: ['own'] },
  { rulesOff: ['no-such-rule'] },
  { pauses: [{ id: 'p', kind: 'exam', fromOn: '2026-04-02', untilOn: '2026-04-01' }] },
  { pauses: [{ id: 'p', kind: 'exam', fromOn: '2026-04-31', untilOn: '2026-05-01' }] },
  { pauses: 'all of May' },
])('%j is refused and the old setting stays', async request => {
  const { deps } = await actionDeps();
  const before = await deps.storage.read.settings();
  expect(await saveSettings(deps, request)).toMatchObject({ ok: false, problem: { code: 'settings/invalid' } });
  expect(await deps.storage.read.settings()).toEqual(before);
});

test('of a table of numbers those given change and the others stay', async () => {
  const { deps } = await actionDeps();
  expect(await saveSettings(deps, { numbers: { nudgeBeforeDays: 21 } })).toMatchObject({ ok: true });
  expect(await saveSettings(deps, { numbers: { mostNudges: 2 } })).toMatchObject({ ok: true });
  const { numbers } = await deps.storage.read.settings();
  expect(numbers).toMatchObject({ nudgeBeforeDays: 21, mostNudges: 2, nudgeApartDays: 7 });
});

test('a pause is taken in whatever order its fields were written', async () => {
  const { deps } = await actionDeps();
  const pause = { untilOn: '2026-04-02', kind: 'duty', fromOn: '2026-04-01', id: 'p' };
  expect(await saveSettings(deps, { pauses: [pause] })).toMatchObject({ ok: true });
  expect((await deps.storage.read.settings()).pauses).toEqual([pause]);
});

test('what is no setting is not kept', async () => {
  const { deps } = await actionDeps();
  await saveSettings(deps, { showsBadge: false, colour: 'red' });
  const [row] = (await deps.storage.read.exportAll('')).tables.settings as Record<string, unknown>[];
  expect(row).toMatchObject({ showsBadge: false });
  expect(row).not.toHaveProperty('colour');
});

test('a wrong address of one’s own is named, and the right ones before it stay', async () => {
  const { deps } = await actionDeps();
  await saveProfile(deps, { emails: ['Sam@School.example'] });
  expect(await saveProfile(deps, { emails: ['sam@school.example', 'not an address'] })).toEqual({
    ok: false,
    problem: { code: 'form/bad-address', value: 'not an address' },
  });
  expect((await deps.storage.read.profile()).emails).toEqual(['sam@school.example']);
});

test('a mentor moved to the trash takes their reminders along, and brings them back', async () => {
  const { deps } = await actionDeps();
  const id = await addMentor(deps, { phone: '555' });
  const removed = await moveToTrash(deps, 'mentors', id, { code: 'mentor/not-found' });
  expect(await deps.storage.read.remindersAbout(id)).toEqual([]);
  const [trashed] = await deps.storage.read.trash();
  await restoreFromTrash(deps, { id: trashed!.id });
  expect(await deps.storage.read.mentor(id)).toMatchObject({ name: 'Elena Rivera', phone: '555' });
  expect(await deps.storage.read.remindersAbout(id)).toHaveLength(1);
  expect(await deps.storage.read.trash()).toEqual([]);
  // Undo of the deletion finds nothing left to do, and says so by changing nothing.
  if (!removed.ok) throw new Error('not removed');
  await undo(deps, { undoId: removed.value.undoId });
  expect(await deps.storage.read.mentors()).toHaveLength(1);
});

test('what is not there cannot be deleted, restored or undone', async () => {
  const { deps } = await actionDeps();
  expect(await moveToTrash(deps, 'mentors', 'x', { code: 'mentor/not-found' })).toMatchObject({
    problem: { code: 'mentor/not-found' },
  });
  expect(await restoreFromTrash(deps, { id: 'mentors:x' })).toMatchObject({ problem: { code: 'undo/too-late' } });
  expect(await undo(deps, { undoId: 'x' })).toMatchObject({ problem: { code: 'undo/too-late' } });
});
