import * as v from 'valibot';
import { interactionSchema } from '../core/interaction.ts';
import { profileFieldsSchema } from '../core/profile.ts';
import { failure, type Problem, type Result, success } from '../core/result.ts';
import { parseSettings, settingsSchema } from '../core/settings.ts';
import type { RequestOf, ResponseOf, Written } from '../messages/protocol.ts';
import type { Handlers } from '../platform/messaging.ts';
import { type RecordTable, storageProblem } from '../storage/index.ts';
import { logInteraction } from './actions/log-interaction.ts';
import { planWakeUp } from './actions/plan-wake-up.ts';
import { readTab } from './actions/read-page.ts';
import { refreshAllReminders, refreshReminders } from './actions/refresh-reminders.ts';
import { saveMentor } from './actions/save-mentor.ts';
import { settleReminder, snoozeReminder } from './actions/settle-reminder.ts';
import { sweep } from './actions/sweep.ts';
import { Refused, write } from './actions/write.ts';
import { contextOf, type Deps, withDeps } from './deps.ts';

/** The protocol, each entry calling an action. */
export const handlers: Handlers = {
  'interaction/log': on(logInteraction),
  'interaction/remove': on((deps, { id }) => moveToTrash(deps, 'interactions', id, { code: 'interaction/not-found' })),
  'interaction/set-state': on(setInteractionState),
  'mentor/save': on(saveMentor),
  'mentor/set-archived': on((deps, { id, isArchived }) => saveMentor(deps, { id, fields: { isArchived } })),
  'mentor/remove': on((deps, { id }) => moveToTrash(deps, 'mentors', id, { code: 'mentor/not-found' })),
  'reminder/done': on((deps, { id }) => settleReminder(deps, id, 'done')),
  'reminder/skip': on((deps, { id }) => settleReminder(deps, id, 'skipped')),
  'reminder/snooze': on((deps, { id, untilOn }) => snoozeReminder(deps, id, untilOn)),
  'draft/save': on(saveDraft),
  'draft/discard': on((deps, { id }) =>
    write(deps, async change => {
      await change.remove('drafts', id);
      return { id };
    }),
  ),
  'settings/save': on(saveSettings),
  'profile/save': on(saveProfile),
  'consent/set': on(async (deps, { isGiven }) => {
    await deps.storage.setLocal('consent', isGiven);
    return success(undefined);
  }),
  'page/read': on(async (deps, { tabId }) => {
    const tab = await deps.tabInfo(tabId);
    return success(await readTab(deps, tab ?? { id: null, title: '', url: '' }));
  }),
  'trash/restore': on(restore),
  undo: on(undo),
  'reminders/sweep': on(async deps => success(await sweep(deps, false))),
};

/** Opens storage for one message, and turns what storage throws into a problem with a sentence. */
function on<Request, Value>(
  action: (deps: Deps, request: Request) => Promise<Result<Value>>,
): (request: Request) => Promise<Result<Value>> {
  return async request => {
    try {
      return await withDeps(deps => action(deps, request));
    } catch (error) {
      const problem = storageProblem(error);
      if (problem === null) throw error;
      return { ok: false, problem };
    }
  };
}

async function moveToTrash(deps: Deps, table: RecordTable, id: string, missing: Problem): Promise<Result<Written>> {
  return write(deps, async change => {
    if ((await change.get(table, id)) === null) throw new Refused(missing);
    await change.moveToTrash(table, id);
    return { id };
  });
}

async function setInteractionState(
  deps: Deps,
  { id, state }: RequestOf<'interaction/set-state'>,
): Promise<ResponseOf<'interaction/set-state'>> {
  return write(deps, async change => {
    const row = await change.get('interactions', id);
    if (row === null || !v.is(interactionSchema, row)) throw new Refused({ code: 'interaction/not-found' });
    await change.patch('interactions', id, { state });
    return { id };
  });
}

async function saveDraft(deps: Deps, { id, draft }: RequestOf<'draft/save'>): Promise<Result<void>> {
  await deps.storage.record(contextOf(deps), change => change.put('drafts', id, { ...draft, updatedAt: deps.now() }));
  return success(undefined);
}

async function saveSettings(deps: Deps, request: RequestOf<'settings/save'>): Promise<Result<Written>> {
  const known = Object.keys(settingsSchema.entries);
  const given = Object.fromEntries(Object.entries(request).filter(([name]) => known.includes(name)));
  const parsed = parseSettings({ ...(await deps.storage.read.settings()), ...given });
  const isKept = Object.entries(given).every(([name, value]) => {
    // A value that its parser replaced was none.
    return JSON.stringify(parsed[name as keyof typeof parsed]) === JSON.stringify(value);
  });
  if (!isKept) return failure('settings/invalid');
  return write(deps, async change => {
    await change.put('settings', 'settings', given);
    await refreshAllReminders(deps, change);
    return { id: 'settings' };
  });
}

async function saveProfile(deps: Deps, request: RequestOf<'profile/save'>): Promise<Result<Written>> {
  const parsed = v.safeParse(v.partial(profileFieldsSchema), request);
  if (!parsed.success) return failure('form/bad-address');
  return write(deps, async change => {
    await change.put('profile', 'profile', parsed.output);
    return { id: 'profile' };
  });
}

async function restore(deps: Deps, { id }: RequestOf<'trash/restore'>): Promise<Result<Written>> {
  const trashed = (await deps.storage.read.trash()).find(entry => entry.id === id);
  if (trashed === undefined) return failure('undo/too-late');
  return write(deps, async change => {
    const { id: recordId, stamps: _stamps, ...fields } = trashed.record;
    await change.put(trashed.table, recordId, fields);
    await change.remove('trash', id);
    return { id: recordId };
  });
}

async function undo(deps: Deps, { undoId }: RequestOf<'undo'>): Promise<Result<void>> {
  const isUndone = await deps.storage.undo(contextOf(deps), undoId, change => refreshReminders(deps, change));
  await deps.afterwards(() => planWakeUp(deps));
  return isUndone ? success(undefined) : failure('undo/too-late');
}
