import { type Result, success } from '../core/result.ts';
import type { Sender } from '../messages/protocol.ts';
import { tellCompanions } from '../platform/companions.ts';
import { alone } from '../platform/locks.ts';
import type { Handlers } from '../platform/messaging.ts';
import { storageProblem } from '../storage/index.ts';
import { addFollowUp } from './actions/add-follow-up.ts';
import { answerPlanned } from './actions/answer-planned.ts';
import { checkSite } from './actions/check-site.ts';
import { logFromChip, lookForChip, openFromChip, undoFromChip } from './actions/chip.ts';
import { writeImport } from './actions/import-write.ts';
import { discardDraft, keepDraft } from './actions/keep-draft.ts';
import { keepForm } from './actions/keep-form.ts';
import { logInteraction } from './actions/log-interaction.ts';
import { logMany } from './actions/log-many.ts';
import { moveToTrash, restoreFromTrash } from './actions/move-to-trash.ts';
import { readTab } from './actions/read-page.ts';
import { saveAssignment } from './actions/save-assignment.ts';
import { saveMentor } from './actions/save-mentor.ts';
import { saveRecord, saveRecords } from './actions/save-record.ts';
import { saveProfile, saveSettings } from './actions/save-settings.ts';
import { setInteractionState } from './actions/set-interaction-state.ts';
import { settleReminder, snoozeReminder } from './actions/settle-reminder.ts';
import { sweep } from './actions/sweep.ts';
import { undo } from './actions/undo.ts';
import { removeReminder, writeReminder } from './actions/write-reminder.ts';
import { type Deps, withDeps } from './deps.ts';
import { onSites } from './on-sites.ts';

/** The protocol, each entry calling an action. */
export const handlers: Handlers = {
  // One at a time, from wherever they come: each looks first whether the entry is there.
  'interaction/log': (request, from) => alone('log', () => on(logInteraction)(request, from)),
  'interaction/log-many': (request, from) => alone('log', () => on(logMany)(request, from)),
  'import/write': (request, from) => alone('log', () => on(writeImport)(request, from)),
  'interaction/remove': on((deps, { id }) => moveToTrash(deps, 'interactions', id, { code: 'interaction/not-found' })),
  'interaction/set-state': on(setInteractionState),
  'mentor/save': on(saveMentor),
  'mentor/set-archived': on((deps, { id, isArchived }) => saveMentor(deps, { id, fields: { isArchived } })),
  'mentor/remove': on((deps, { id }) => moveToTrash(deps, 'mentors', id, { code: 'mentor/not-found' })),
  'reminder/done': on((deps, { id }) => settleReminder(deps, id, 'done')),
  'reminder/skip': on((deps, { id }) => settleReminder(deps, id, 'skipped')),
  'reminder/snooze': on((deps, { id, untilOn, time }) => snoozeReminder(deps, id, untilOn, time)),
  'reminder/write': on(writeReminder),
  'reminder/remove': on(removeReminder),
  'interaction/answer': on(answerPlanned),
  'interaction/follow-up': on(addFollowUp),
  'rotation/save': on((deps, request) => saveRecord(deps, 'rotations', request)),
  'moment/save': on((deps, request) => saveRecord(deps, 'moments', request)),
  'milestone/save': on((deps, request) => saveRecord(deps, 'milestones', request)),
  'letter/save': on((deps, request) => saveRecord(deps, 'letters', request)),
  'plan/save': on((deps, request) => saveRecord(deps, 'plans', request)),
  'track/save': on((deps, request) => saveRecord(deps, 'tracks', request)),
  'program/save': on((deps, request) => saveRecord(deps, 'programs', request)),
  'records/save': (request, from) => alone('assignment', () => on(saveRecords)(request, from)),
  // One at a time: each looks first whether it is there, and whether there is room.
  'assignment/save': (request, from) => alone('assignment', () => on(saveAssignment)(request, from)),
  'record/remove': on((deps, { table, id }) => moveToTrash(deps, table, id, { code: 'record/not-found' })),
  // Asked for before storage opens, the lock is given in the order in which the keys were typed.
  'draft/save': (request, from) => alone(`draft/${request.id}`, () => on(keepDraft)(request, from)),
  'form/keep': (request, from) => alone(`form/${request.key}`, () => on(keepForm)(request, from)),
  'draft/discard': on(discardDraft),
  'settings/save': on(async (deps, request) => {
    const saved = await saveSettings(deps, request);
    if ('sitesOff' in request || 'neverLog' in request) await deps.afterwards(tellCompanions);
    return saved;
  }),
  'profile/save': on(saveProfile),
  'consent/set': on(async (deps, { isGiven }) => {
    await deps.storage.setLocal('consent', isGiven);
    await deps.afterwards(() => onSites(false));
    return success(undefined);
  }),
  'page/read': on(async (deps, { tabId }) => {
    const tab = await deps.tabInfo(tabId);
    return success(await readTab(deps, tab ?? { id: null, title: '', url: '' }));
  }),
  'site/check': on(checkSite),
  'chip/look': on((deps, _request, from) => lookForChip(deps, from)),
  'chip/log': on(logFromChip),
  'chip/undo': on(undoFromChip),
  'chip/open': openFromChip,
  'trash/restore': on(restoreFromTrash),
  undo: on(undo),
  'reminders/sweep': on(async deps => success(await sweep(deps, false))),
};

/** Opens storage for one message, and turns what storage throws into a problem with a sentence. */
function on<Request, Value>(
  action: (deps: Deps, request: Request, from: Sender) => Promise<Result<Value>>,
): (request: Request, from: Sender) => Promise<Result<Value>> {
  return async (request, from) => {
    try {
      return await withDeps(deps => action(deps, request, from));
    } catch (error) {
      const problem = storageProblem(error);
      if (problem === null) throw error;
      return { ok: false, problem };
    }
  };
}
