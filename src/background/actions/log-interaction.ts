import { localDateOf } from '../../core/dates.ts';
import { readLogForm } from '../../core/log-form.ts';
import { mentorWithAddress, newMentorFields } from '../../core/mentor.ts';
import type { LogRequest, ResponseOf } from '../../messages/protocol.ts';
import type { Change } from '../../storage/index.ts';
import type { Deps } from '../deps.ts';
import { Refused, write } from './write.ts';

/** Writes one interaction, new or changed, with the mentors it makes; done with the draft. One undo takes back all. */
export async function logInteraction(deps: Deps, request: LogRequest): Promise<ResponseOf<'interaction/log'>> {
  const { form, draftId } = request;
  const read = readLogForm(form, deps.now());
  if (!read.ok) return read;
  const { fields, newMentors } = read.value;
  return write(deps, async change => {
    const mentorIds = [...form.mentorIds];
    for (const id of mentorIds) {
      if ((await change.get('mentors', id)) === null) throw new Refused({ code: 'mentor/not-found' });
    }
    for (const person of newMentors) mentorIds.push(await mentorFor(deps, change, person));
    const id = form.interactionId ?? deps.newId();
    const unique = [...new Set(mentorIds)];
    if (form.interactionId === null) {
      const rest = { followUps: [], rotationId: null, letterId: null, letterStep: null, isListMail: false };
      await change.create('interactions', id, { ...rest, ...fields, mentorIds: unique, loggedAt: deps.now() });
    } else {
      if ((await change.get('interactions', id)) === null) throw new Refused({ code: 'interaction/not-found' });
      const { followUps, rotationId, letterId, letterStep, isListMail, ...changed } = fields;
      await change.patch('interactions', id, { ...changed, mentorIds: unique });
    }
    if (draftId !== null) await change.remove('drafts', draftId);
    return { id, mentorIds: unique };
  });
}

/** The id of the mentor with this address, else of a new one. */
async function mentorFor(deps: Deps, change: Change, person: { name: string; email: string | null }): Promise<string> {
  const known = person.email === null ? null : mentorWithAddress(await deps.storage.read.mentors(), person.email);
  if (known !== null) return known.id;
  const id = deps.newId();
  const addedOn = localDateOf(deps.now(), deps.timeZone());
  await change.create('mentors', id, { ...newMentorFields(person.name, person.email), addedOn });
  return id;
}
