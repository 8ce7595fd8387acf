import '../support/extension-api.ts';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { logInteraction } from '../../src/background/actions/log-interaction.ts';
import { moveToTrash, restoreFromTrash } from '../../src/background/actions/move-to-trash.ts';
import { saveMentor } from '../../src/background/actions/save-mentor.ts';
import { saveRecord } from '../../src/background/actions/save-record.ts';
import { settleReminder, snoozeReminder } from '../../src/background/actions/settle-reminder.ts';
import { sweep } from '../../src/background/actions/sweep.ts';
import { undo } from '../../src/background/actions/undo.ts';
import { removeReminder, writeReminder } from '../../src/background/actions/write-reminder.ts';
import type { Deps } from '../../src/background/deps.ts';
import { answerNotification, openFromNotification } from '../../src/background/on-notification.ts';
import type { LocalDate, LocalTime } from '../../src/core/dates.ts';
import { emptyLogForm } from '../../src/core/log-form.ts';
import type { Reason, Rule } from '../../src/core/reminders/reminder.ts';
import type { Problem, Result } from '../../src/core/result.ts';
import { idSchema } from '../../src/core/schemas.ts';
import type { OwnReminder, Written } from '../../src/messages/protocol.ts';
import { reminder as reminderFields } from '../core/records.ts';
import { actionDeps, DAY_MS, TUESDAY, ZONE } from '../support/fixed.ts';

const day = (text: string) => text as LocalDate;
const time = (text: string) => text as LocalTime;
const TODAY = day('2026-03-03');
const refused = (code: Problem['code'], value?: string) => ({
  ok: false,
  problem: value === undefined ? { code } : { code, value },
});

function written(result: Result<Written>): Written {
  if (!result.ok) throw new Error(`${result.problem.code} ${result.problem.value ?? ''}`);
  return result.value;
}

async function mentor(deps: Deps, name = 'Elena Rivera'): Promise<string> {
  return written(await saveMentor(deps, { id: null, fields: { name } })).id;
}

async function letter(deps: Deps, mentorId: string, fields: Record<string, unknown> = {}): Promise<string> {
  return written(await saveRecord(deps, 'letters', { id: null, fields: { mentorId, ...fields } })).id;
}

const ownFields = (fields: Partial<OwnReminder> = {}): OwnReminder => ({
  text: 'Call the office',
  on: TODAY,
  time: null,
  mentorId: null,
  ...fields,
});

async function own(deps: Deps, fields: Partial<OwnReminder> = {}): Promise<string> {
  return written(await writeReminder(deps, { id: null, fields: ownFields(fields) })).id;
}

/** Puts a reminder of a rule into storage as it is, whatever the rule itself would say. */
async function stored(deps: Deps, rule: Rule, reason: Reason, mentorId: string | null = null): Promise<string> {
  const { id: _id, stamps: _stamps, ...fields } = reminderFields({ rule, reason, mentorId });
  const id = `${rule}:x:1`;
  await deps.storage.record({ now: deps.now(), newId: deps.newId }, change =>
    // A scope of the student's own, which no rule reckons.
    change.create('reminders', id, {
      ...fields,
      subjectId: 'x',
      occurrence: '1',
      scope: 'own:x',
      dueAt: deps.now() - 1,
    }),
  );
  return id;
}

const all = async (deps: Deps) => {
  const { tables } = await deps.storage.read.exportAll('');
  const {
    undos: _undos,
    tombstones: _tombstones,
    ...records
  } = tables as Record<string, readonly { stamps?: object }[]>;
  // Stamps move on with every write, also with one that takes another back.
  return Object.fromEntries(
    Object.entries(records).map(([name, rows]) => [
      name,
      rows
        .map(({ stamps: _stamps, ...row }) => row)
        .toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)),
    ]),
  );
};

describe('done says of the record what was done', () => {
  const since = TODAY;
  test.each<[Rule, (letterId: string) => Reason, string | null]>([
    [
      'ask',
      letterId => ({ type: 'ask-letter', since, letterId, trackName: '', lateFromOn: since, isChairLetter: false }),
      'askedOn',
    ],
    ['packet', letterId => ({ type: 'packet', since, letterId, trackName: '' }), 'packetSentOn'],
    ['portal', letterId => ({ type: 'portal', since, letterId, trackName: '', opensOn: since }), 'requestedOn'],
    ['letter-thanks', letterId => ({ type: 'letter-thanks', since, letterId, trackName: '' }), 'thankedOn'],
    ['nudge', letterId => ({ type: 'nudge-decide', since, letterId, trackName: '', targetOn: since }), null],
    ['backup', letterId => ({ type: 'backup', since, letterId, trackName: '', targetOn: since, step: 'name' }), null],
    ['refresh', letterId => ({ type: 'refresh', since, letterId, trackName: '', opensOn: since }), null],
  ])('of %s, today, unless a day is known; undo takes all of it back', async (rule, reason, fact) => {
    const { deps } = await actionDeps();
    const letterId = await letter(deps, await mentor(deps), { targetOn: '2027-05-01' });
    const id = await stored(deps, rule, reason(letterId));
    const before = await all(deps);
    const { undoId } = written(await settleReminder(deps, id, 'done'));
    const after = await deps.storage.read.letter(letterId);
    expect(await deps.storage.read.reminder(id)).toMatchObject({ state: 'done', settledOn: TODAY });
    const facts = Object.entries(after ?? {}).filter(([, value]) => value === TODAY);
    expect(facts.map(([name]) => name)).toEqual(fact === null ? [] : [fact]);
    expect(after?.enteredOn).toEqual({ targetOn: TODAY, ...(fact === null ? {} : { [fact]: TODAY }) });
    await undo(deps, { undoId });
    expect(await all(deps)).toEqual(before);

    if (fact === null) return;
    await saveRecord(deps, 'letters', { id: letterId, fields: { [fact]: '2026-02-01' } });
    await settleReminder(deps, id, 'done');
    expect(await deps.storage.read.letter(letterId)).toMatchObject({ [fact]: '2026-02-01' });
  });

  test('skipped says nothing of it', async () => {
    const { deps } = await actionDeps();
    const letterId = await letter(deps, await mentor(deps));
    const id = await stored(deps, 'packet', { type: 'packet', since: TODAY, letterId, trackName: '' });
    written(await settleReminder(deps, id, 'skipped'));
    expect(await deps.storage.read.letter(letterId)).toMatchObject({ packetSentOn: null });
    expect(await deps.storage.read.reminder(id)).toMatchObject({ state: 'skipped', settledOn: TODAY });
  });

  test('of a follow-up, that one and no other', async () => {
    const { deps } = await actionDeps();
    const mentorId = await mentor(deps);
    const form = { ...emptyLogForm(TUESDAY, ZONE), kind: 'email', mentorIds: [mentorId], on: '2026-02-20' };
    const logged = await logInteraction(deps, { form, draftId: null });
    if (!logged.ok) throw new Error(logged.problem.code);
    const { id: interactionId } = logged.value;
    const followUps = ['f1', 'f2'].map(id => ({ id, text: `Send ${id}`, dueOn: day('2026-03-01'), isDone: false }));
    await deps.storage.record({ now: TUESDAY, newId: deps.newId }, change =>
      change.patch('interactions', interactionId, { followUps }),
    );
    const reason = { type: 'follow-up', since: TODAY, text: 'Send f1', interactionId, followUpId: 'f1' } as const;
    const id = await stored(deps, 'follow-up', reason, mentorId);
    const { undoId } = written(await settleReminder(deps, id, 'done'));
    const done = async () => (await deps.storage.read.interaction(interactionId))?.followUps.map(one => one.isDone);
    expect(await done()).toEqual([true, false]);
    await undo(deps, { undoId });
    expect(await done()).toEqual([false, false]);
  });

  test('of a record that is gone, nothing, and the reminder is done all the same', async () => {
    const { deps } = await actionDeps();
    const id = await stored(deps, 'packet', { type: 'packet', since: TODAY, letterId: 'gone', trackName: '' });
    const planned = await stored(deps, 'did-it-happen', {
      type: 'planned-over',
      since: TODAY,
      title: '',
      interactionId: 'gone',
    });
    written(await settleReminder(deps, id, 'done'));
    written(await settleReminder(deps, planned, 'done'));
    expect(await deps.storage.read.dueCount(TUESDAY, ZONE)).toBe(0);
  });

  test('what is settled or gone is not found', async () => {
    const { deps } = await actionDeps();
    const id = await own(deps);
    await settleReminder(deps, id, 'skipped');
    for (const one of [id, 'nothing']) {
      expect(await settleReminder(deps, one, 'done')).toEqual(refused('reminder/not-found'));
      expect(await snoozeReminder(deps, one, day('2026-03-10'), null)).toEqual(refused('reminder/not-found'));
    }
  });
});

describe('a snooze', () => {
  test.each([
    ['tonight', '2026-03-03', '18:00', '2026-03-03', '18:00', '2026-03-03T18:00:00-05:00'],
    ['a day’s morning', '2026-03-10', null, '2026-03-10', null, '2026-03-10T09:00:00-04:00'],
    [
      'an hour that is over means tomorrow morning',
      '2026-03-03',
      '08:00',
      '2026-03-04',
      null,
      '2026-03-04T09:00:00-05:00',
    ],
    ['this morning, too', '2026-03-03', null, '2026-03-04', null, '2026-03-04T09:00:00-05:00'],
    ['a day long past, too', '1950-01-01', '12:00', '2026-03-04', null, '2026-03-04T09:00:00-05:00'],
    ['the last day there is', '2199-12-31', '23:59', '2199-12-31', '23:59', '2199-12-31T23:59:00-05:00'],
  ])('until %s', async (_name, until, at, on, stays, moment) => {
    const { deps, fake } = await actionDeps();
    const id = await own(deps, { on: day('2026-03-01') });
    await sweep(deps, false);
    const before = await all(deps);
    const { undoId } = written(await snoozeReminder(deps, id, day(until), at === null ? null : time(at)));
    expect(await deps.storage.read.reminder(id)).toMatchObject({
      state: 'snoozed',
      dueOn: '2026-03-01',
      snoozedUntilOn: on,
      snoozedUntilTime: stays,
      snoozedUntilAt: Date.parse(moment),
      announcedAt: null,
    });
    expect(await deps.storage.read.due(fake.at, ZONE)).toEqual([]);
    fake.at = Date.parse(moment);
    expect(await deps.storage.read.due(fake.at, ZONE)).toHaveLength(1);
    fake.at = TUESDAY;
    await undo(deps, { undoId });
    expect(await all(deps)).toEqual(before);
  });
});

describe('a reminder of the student’s own', () => {
  test('about somebody, at a time, comes then, and only then', async () => {
    const { deps, fake } = await actionDeps();
    const mentorId = await mentor(deps);
    const id = await own(deps, { mentorId, on: day('2026-03-05'), time: time('14:00'), text: '  Call \n the office ' });
    expect(v.is(idSchema, id)).toBe(true);
    expect(await deps.storage.read.reminder(id)).toMatchObject({
      rule: 'own',
      mentorId,
      subjectId: mentorId,
      dueOn: '2026-03-05',
      dueTime: '14:00',
      dueAt: Date.parse('2026-03-05T14:00:00-05:00'),
      reason: { type: 'own', text: 'Call the office' },
    });
    fake.at = Date.parse('2026-03-05T13:59:00-05:00');
    await sweep(deps, false);
    expect(fake.calls).toEqual([]);
    fake.at += 60_000;
    await sweep(deps, false);
    expect(fake.calls).toEqual([`reminder:${id}`]);
    expect(fake.shown.get(`reminder:${id}`)?.title).toContain('Elena Rivera');
  });

  test('and a second one with the same words is another one', async () => {
    const { deps, fake } = await actionDeps();
    const ids = [await own(deps), await own(deps)];
    expect(new Set(ids).size).toBe(2);
    expect(await deps.storage.read.dueCount(fake.at, ZONE)).toBe(2);
  });

  test.each<[Partial<OwnReminder>, Problem['code'], string?]>([
    [{ text: '' }, 'reminder/no-text'],
    [{ text: ' \n\u202e\u200b ' }, 'reminder/no-text'],
    [{ text: 'a'.repeat(301) }, 'form/too-long', '300'],
    [{ text: `${' x'.repeat(2000)}` }, 'form/too-long', '300'],
    [{ mentorId: '018f0000-0000-7000-8000-999999999999' }, 'mentor/not-found'],
  ])('with %j is refused and nothing is written', async (fields, code, value) => {
    const { deps } = await actionDeps();
    const before = await all(deps);
    expect(await writeReminder(deps, { id: null, fields: ownFields(fields) })).toEqual(refused(code, value));
    expect(await all(deps)).toEqual(before);
  });

  test('of 300 characters among many blanks is kept whole', async () => {
    const { deps } = await actionDeps();
    const id = await own(deps, { text: `${' '.repeat(5000)}${'word  '.repeat(60)}` });
    expect((await deps.storage.read.reminder(id))?.reason).toMatchObject({ text: 'word '.repeat(60).trim() });
  });

  test('changed keeps its id; moved ahead it is announced anew, with other words it is not', async () => {
    const { deps, fake } = await actionDeps();
    const id = await own(deps);
    await sweep(deps, false);
    const words = ownFields({ text: 'Call the front office' });
    expect(written(await writeReminder(deps, { id, fields: words })).id).toBe(id);
    await sweep(deps, false);
    expect(fake.calls).toHaveLength(1);
    const before = await all(deps);
    const mentorId = await mentor(deps);
    const later = { ...words, on: day('2026-03-04'), mentorId };
    const { undoId } = written(await writeReminder(deps, { id, fields: later }));
    expect(fake.shown.size).toBe(0);
    expect(fake.badge).toBe('');
    await undo(deps, { undoId });
    await moveToTrash(deps, 'mentors', mentorId, { code: 'mentor/not-found' });
    expect((await all(deps)).reminders).toEqual(before.reminders);
    await sweep(deps, false);
    expect(fake.calls).toHaveLength(1);
    await writeReminder(deps, { id, fields: { ...later, mentorId: null } });
    fake.at = Date.parse('2026-03-04T09:00:00-05:00');
    await sweep(deps, false);
    expect(fake.calls).toEqual([`reminder:${id}`, `reminder:${id}`]);
    expect(await deps.storage.read.reminders()).toHaveLength(1);
  });

  test('moved while it was snoozed comes on its new day', async () => {
    const { deps, fake } = await actionDeps();
    const id = await own(deps);
    await snoozeReminder(deps, id, day('2026-03-20'), null);
    await writeReminder(deps, { id, fields: ownFields({ text: 'Other words' }) });
    expect(await deps.storage.read.reminder(id)).toMatchObject({ state: 'snoozed', snoozedUntilOn: '2026-03-20' });
    await writeReminder(deps, { id, fields: ownFields({ on: day('2026-03-05') }) });
    fake.at = Date.parse('2026-03-05T09:00:00-05:00');
    expect(await deps.storage.read.dueCount(fake.at, ZONE)).toBe(1);
  });

  test('about somebody who is paused waits like all others about them, until the pause or its undo ends that', async () => {
    const { deps, fake } = await actionDeps();
    const { read } = deps.storage;
    const mentorId = await mentor(deps);
    const id = await own(deps, { mentorId });
    const alone = await own(deps, { text: 'Badge photo' });
    const due = async () => (await read.due(fake.at, ZONE)).map(({ reminder }) => reminder.id).sort();
    await sweep(deps, false);
    expect(await due()).toEqual([id, alone].sort());
    const pausedUntilOn = day('2026-03-10');
    const paused = () => saveMentor(deps, { id: mentorId, fields: { pausedUntilOn } });
    const { undoId } = written(await paused());
    expect(await due()).toEqual([alone]);
    await undo(deps, { undoId });
    expect(await due()).toEqual([id, alone].sort());
    fake.shown.set(`reminder:${id}`, { title: '', message: '', buttons: [] });
    written(await paused());
    expect(await due()).toEqual([alone]);
    expect(fake.shown.has(`reminder:${id}`)).toBe(false);
    expect(await read.heldBack(fake.at, ZONE)).toMatchObject([
      { reminder: { id }, untilOn: pausedUntilOn, why: 'person-paused' },
    ]);
    // One written, and one moved, while they are paused.
    const later = await own(deps, { mentorId, on: day('2026-03-05') });
    expect(await read.reminder(later)).toMatchObject({ heldUntilOn: pausedUntilOn, heldWhy: 'person-paused' });
    written(await writeReminder(deps, { id: later, fields: ownFields({ mentorId, on: day('2026-03-11') }) }));
    expect(await read.reminder(later)).toMatchObject({ heldUntilOn: null, heldUntilAt: null, heldWhy: null });
    fake.at = Date.parse('2026-03-10T09:00:00-04:00');
    await sweep(deps, false);
    expect(await due()).toEqual([id, alone].sort());
    expect(fake.shown.has(`reminder:${id}`)).toBe(true);
    fake.at = TUESDAY + 60_000;
    await sweep(deps, false);
    expect(await due()).toEqual([alone]);
    written(await saveMentor(deps, { id: mentorId, fields: { pausedUntilOn: null } }));
    expect(await due()).toEqual([id, alone].sort());
  });

  test('that is settled, gone, or a rule’s cannot be changed or removed', async () => {
    const { deps } = await actionDeps();
    const done = await own(deps);
    await settleReminder(deps, done, 'done');
    const rule = await stored(deps, 'packet', { type: 'packet', since: TODAY, letterId: 'l', trackName: '' });
    for (const id of [done, rule, 'nothing']) {
      expect(await writeReminder(deps, { id, fields: ownFields() })).toEqual(refused('reminder/not-found'));
    }
    for (const id of [rule, 'nothing']) {
      expect(await removeReminder(deps, { id })).toEqual(refused('reminder/not-found'));
    }
  });

  test('goes to the trash and comes back, in the morning of where the student is by then, and by undo', async () => {
    const { deps, fake } = await actionDeps();
    const id = await own(deps);
    await sweep(deps, false);
    const { undoId } = written(await removeReminder(deps, { id }));
    expect([fake.badge, fake.shown.size]).toEqual(['', 0]);
    await undo(deps, { undoId });
    expect(fake.badge).toBe('1');
    await removeReminder(deps, { id });
    fake.zone = 'Asia/Tokyo';
    const [trashed] = await deps.storage.read.trash();
    written(await restoreFromTrash(deps, { id: trashed?.id ?? '' }));
    expect(await deps.storage.read.reminder(id)).toMatchObject({ dueAt: Date.parse('2026-03-03T09:00:00+09:00') });
    await sweep(deps, false);
    expect(fake.calls).toHaveLength(1);
  });

  test('whose person goes to the trash stays, or goes with them, but counts the same everywhere', async () => {
    const { deps, fake } = await actionDeps();
    const mentorId = await mentor(deps);
    await own(deps, { mentorId });
    await moveToTrash(deps, 'mentors', mentorId, { code: 'mentor/not-found' });
    const due = await deps.storage.read.due(fake.at, ZONE);
    expect(fake.badge).toBe(due.length === 0 ? '' : String(due.length));
    await sweep(deps, false);
    expect(fake.calls).toHaveLength(due.length);
  });
});

describe('in the notification', () => {
  test('done and snoozed have their buttons for every kind; it goes when it was answered', async () => {
    const { deps, fake } = await actionDeps();
    const letterId = await letter(deps, await mentor(deps), { targetOn: '2027-05-01' });
    const packet = await stored(deps, 'packet', { type: 'packet', since: TODAY, letterId, trackName: '' });
    const own1 = await own(deps);
    await sweep(deps, false);
    expect(fake.shown.get(`reminder:${packet}`)?.buttons).toHaveLength(2);
    await answerNotification(deps, `reminder:${packet}`, 0);
    expect(await deps.storage.read.letter(letterId)).toMatchObject({ packetSentOn: TODAY });
    await answerNotification(deps, `reminder:${own1}`, 1);
    expect(await deps.storage.read.reminder(own1)).toMatchObject({ state: 'snoozed', snoozedUntilOn: '2026-03-04' });
    expect([fake.shown.size, fake.badge]).toEqual([0, '']);
    // Answered once more, as from an old notification.
    fake.shown.set(`reminder:${packet}`, { title: '', message: '', buttons: [] });
    await answerNotification(deps, `reminder:${packet}`, 1);
    expect(fake.shown.size).toBe(0);
    expect(await deps.storage.read.reminder(packet)).toMatchObject({ state: 'done' });
  });

  test('a question that only an answer closes can be put off, not called done', async () => {
    const { deps, fake } = await actionDeps();
    const since = TODAY;
    const id = await stored(deps, 'outcome', { type: 'outcome-ask', since, trackId: 't1', trackName: 'Surgery' });
    await sweep(deps, false);
    expect(fake.shown.get(`reminder:${id}`)?.buttons).toEqual(['Snooze']);
    await answerNotification(deps, `reminder:${id}`, 0);
    expect(await deps.storage.read.reminder(id)).toMatchObject({ state: 'snoozed', settledOn: null });
  });

  test('a slip on done is listed as done lately, and undo from there takes it back', async () => {
    const { deps, fake } = await actionDeps();
    const { read } = deps.storage;
    const mentorId = await mentor(deps);
    const id = await own(deps, { mentorId });
    const other = await own(deps, { text: 'Badge photo' });
    const lately = async () => (await read.lately(fake.at)).map(one => [one.reminder.id, one.mentor?.name ?? null]);
    expect(await lately()).toEqual([]);
    await sweep(deps, false);
    await answerNotification(deps, `reminder:${id}`, 0);
    fake.at += 1000;
    await settleReminder(deps, other, 'skipped');
    // A later write about the same one is not what settled it.
    fake.at += 1000;
    await saveMentor(deps, { id: mentorId, fields: { name: 'Elena Rivera-Cruz' } });
    expect(await lately()).toEqual([
      [other, null],
      [id, 'Elena Rivera-Cruz'],
    ]);
    const [, first] = await read.lately(fake.at);
    expect(await undo(deps, { undoId: first?.undoId ?? '' })).toMatchObject({ ok: true });
    expect(await read.reminder(id)).toMatchObject({ state: 'due', settledOn: null });
    expect(await lately()).toEqual([[other, null]]);
    fake.at += DAY_MS + 1;
    expect(await lately()).toEqual([]);
  });

  test('a click opens the person, or the due list', async () => {
    const { deps, fake } = await actionDeps();
    const mentorId = await mentor(deps);
    const about = await own(deps, { mentorId });
    const alone = await own(deps);
    for (const id of [`reminder:${about}`, `reminder:${alone}`, 'digest:2026-03-03', 'reminder:gone']) {
      await openFromNotification(deps, id);
    }
    const page = 'src/ui/dashboard/index.html';
    expect(fake.opened).toEqual([`${page}#/mentors/${mentorId}`, `${page}#/due`, `${page}#/due`, `${page}#/due`]);
  });
});

test('done and skipped never come back, however often everything is reckoned anew', async () => {
  const { deps, fake } = await actionDeps();
  const id = await own(deps);
  await settleReminder(deps, id, 'done');
  for (const zone of ['Asia/Tokyo', 'Europe/Berlin', ZONE]) {
    fake.zone = zone;
    fake.at += DAY_MS;
    await sweep(deps, true);
    expect(await deps.storage.read.due(fake.at, zone)).toEqual([]);
  }
  expect(fake.calls).toEqual([]);
});
