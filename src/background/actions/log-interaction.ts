import * as v from 'valibot';
import { parseAddress } from '../../core/address.ts';
import { localDateOf } from '../../core/dates.ts';
import { type Interaction, lookUpKeys, startedOn, type When } from '../../core/interaction.ts';
import { type LogForm, type MomentForm, readLogForm } from '../../core/log-form.ts';
import { loggedBefore } from '../../core/logged-before.ts';
import { MOST_ADDRESSES, mentorWithAddress, newMentorFields } from '../../core/mentor.ts';
import { MOST_WITNESSES, momentFieldsSchema } from '../../core/moment.ts';
import { failure, success } from '../../core/result.ts';
import type { LogRequest, ResponseOf } from '../../messages/protocol.ts';
import type { Change } from '../../storage/index.ts';
import type { Deps } from '../deps.ts';
import { saveInto } from './save-record.ts';
import { settleIn } from './settle-reminder.ts';
import { Refused, write } from './write.ts';

/**
 * Writes one interaction, new or changed, with the mentors it makes; done with the draft. One undo takes back all.
 *
 * A new one has its draft's id, so asking twice, as after a lost answer, writes it once.
 */
export async function logInteraction(deps: Deps, request: LogRequest): Promise<ResponseOf<'interaction/log'>> {
  const { form, draftId } = request;
  const read = readLogForm(form, deps.now());
  if (!read.ok) return read;
  const { fields, newMentors, moment } = read.value;
  const already = draftId === null ? null : await alreadyLogged(deps, draftId);
  if (already !== null && form.interactionId === null) return success(already);
  if (form.interactionId === null && request.isAnew !== true && (await isThere(deps, form))) {
    return failure('interaction/already-logged');
  }
  return write(deps, async change => {
    const unique = await mentorsOf(deps, change, form.mentorIds, newMentors);
    await checkRotation(deps, change, form);
    const id = form.interactionId ?? draftId ?? deps.newId();
    await addedAddresses(deps, change, form);
    if (form.interactionId === null) {
      await change.create('interactions', id, { ...fields, mentorIds: unique, loggedAt: deps.now() });
    } else {
      const before = await deps.storage.read.interaction(id);
      if (before === null) throw new Refused({ code: 'interaction/not-found' });
      const { followUps, isListMail, ...changed } = fields;
      await change.patch('interactions', id, { ...changed, state: stateAfter(before, fields), mentorIds: unique });
    }
    if (moment !== null) await createMoment(deps, change, moment, id, fields, unique);
    if (draftId !== null) await change.remove('drafts', draftId);
    await alsoDone(deps, change, request.also);
    return { id, mentorIds: unique };
  });
}

/** The moment that was written down with an entry: of its first day, its people and its rotation. */
async function createMoment(
  deps: Deps,
  change: Change,
  moment: MomentForm,
  interactionId: string,
  { when, rotationId }: Pick<Interaction, 'when' | 'rotationId'>,
  mentorIds: readonly string[],
): Promise<void> {
  const today = localDateOf(deps.now(), deps.timeZone());
  const given = {
    ...moment,
    on: startedOn(when),
    interactionId,
    rotationId,
    // Of a crowd, those who were named first.
    mentorIds: mentorIds.slice(0, MOST_WITNESSES),
    enteredOn: { on: today },
  };
  const parsed = v.safeParse(momentFieldsSchema, given);
  if (!parsed.success) throw new Refused({ code: 'message/invalid' });
  await change.create('moments', deps.newId(), parsed.output);
}

/** Refuses a rotation that is not there, unless it went to the trash after the entry was made in it. */
async function checkRotation(deps: Deps, change: Change, { rotationId, interactionId }: LogForm): Promise<void> {
  if (rotationId === null || (await change.get('rotations', rotationId)) !== null) return;
  const before = interactionId === null ? null : await deps.storage.read.interaction(interactionId);
  if (before?.rotationId !== rotationId) throw new Refused({ code: 'record/not-found' });
}

async function alsoDone(deps: Deps, change: Change, also: LogRequest['also']): Promise<void> {
  for (const { id, fields } of also?.letters ?? []) await saveInto(deps, change, 'letters', id, fields, false);
  // After it: a day that the letter has by then stays.
  const reminderId = also?.reminderId ?? null;
  if (reminderId !== null) await settleIn(deps, change, reminderId);
}

/** The ids of all mentors of an entry, each once; those that are new are made. */
export async function mentorsOf(
  deps: Deps,
  change: Change,
  knownIds: readonly string[],
  newMentors: readonly { readonly name: string; readonly email: string | null }[],
): Promise<string[]> {
  const ids = new Set(knownIds);
  for (const id of ids) {
    if ((await change.get('mentors', id)) === null) throw new Refused({ code: 'mentor/not-found' });
  }
  for (const person of newMentors) ids.add(await mentorFor(deps, change, person));
  return [...ids];
}

/**
 * Adds the addresses that an entry taught us: those the student recognized as a mentor's, and the student's own, as the
 * page of their mailbox told them. An address that somebody has already is left with them.
 */
export async function addedAddresses(
  deps: Deps,
  change: Change,
  { addresses, selfEmails }: Pick<LogForm, 'addresses' | 'selfEmails'>,
): Promise<void> {
  const { read } = deps.storage;
  for (const { mentorId, email: written } of addresses) {
    const email = parseAddress(written);
    const mentors = await read.mentors();
    const mentor = mentors.find(({ id }) => id === mentorId);
    if (email === null || mentor === undefined || mentorWithAddress(mentors, email) !== null) continue;
    // A record with more is none.
    if (mentor.emails.length >= MOST_ADDRESSES) continue;
    await change.patch('mentors', mentorId, { emails: [...mentor.emails, email] });
  }
  const own = selfEmails.map(parseAddress).filter(email => email !== null);
  if (own.length === 0) return;
  const [{ emails }, mentors] = await Promise.all([read.profile(), read.mentors()]);
  // Whatever a page says: a mentor's address is the mentor's.
  const learnt = own.filter(email => !emails.includes(email) && mentorWithAddress(mentors, email) === null);
  if (learnt.length > 0) await change.put('profile', 'profile', { emails: [...new Set([...emails, ...learnt])] });
}

/** Whether there is an entry of the same message or event, made perhaps a moment ago from another place. */
async function isThere(deps: Deps, form: LogForm): Promise<boolean> {
  const found = await deps.storage.read.interactionsFrom(lookUpKeys(form.source));
  return loggedBefore(form, found, deps.now())?.isSame === true;
}

/** What the student said of it stays said, unless it was moved to another time; what was cancelled stays so. */
function stateAfter(before: Interaction, { when, state }: Pick<Interaction, 'when' | 'state'>): Interaction['state'] {
  // The same moment in another zone is no other moment.
  const momentOf = (of: When) =>
    of.type === 'days' ? `${of.startsOn} ${of.endsOn}` : `${of.startsAt} ${of.endsAt ?? of.startsAt}`;
  const isMoved = momentOf(before.when) !== momentOf(when);
  return isMoved && before.state !== 'cancelled' ? state : before.state;
}

async function alreadyLogged(deps: Deps, id: string) {
  const logged = await deps.storage.read.interaction(id);
  const undoId = logged === null ? null : await deps.storage.undoIdOf('interactions', id);
  return logged === null || undoId === null ? null : { id, undoId, mentorIds: logged.mentorIds };
}

/** The id of the mentor with this address, else of a new one. */
async function mentorFor(deps: Deps, change: Change, person: { name: string; email: string | null }): Promise<string> {
  const known = person.email === null ? null : mentorWithAddress(await deps.storage.read.mentors(), person.email);
  if (known !== null) return known.id;
  const id = deps.newId();
  const addedOn = localDateOf(deps.now(), deps.timeZone());
  await change.create('mentors', id, { ...newMentorFields(person.name, person.email), starredOn: null, addedOn });
  return id;
}
