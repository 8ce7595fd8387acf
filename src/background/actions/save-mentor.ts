import * as v from 'valibot';
import { parseAddress } from '../../core/address.ts';
import { localDateOf } from '../../core/dates.ts';
import { mentorFieldsSchema, mentorWithAddress, rhythmDaysSchema } from '../../core/mentor.ts';
import { failure, type Problem } from '../../core/result.ts';
import { cleanLine } from '../../core/text.ts';
import type { RequestOf, ResponseOf } from '../../messages/protocol.ts';
import type { Deps } from '../deps.ts';
import { Refused, write } from './write.ts';

/** Adds a mentor, or changes the fields given. Refuses with a sentence what is no name, address or rhythm. */
export async function saveMentor(
  deps: Deps,
  { id, fields }: RequestOf<'mentor/save'>,
): Promise<ResponseOf<'mentor/save'>> {
  const problem = problemWith(fields, id === null);
  if (problem !== null) return { ok: false, problem };
  const parsed =
    id === null ? v.safeParse(mentorFieldsSchema, fields) : v.safeParse(v.partial(mentorFieldsSchema), fields);
  if (!parsed.success) return failure('message/invalid');
  const { emails } = parsed.output;
  const today = localDateOf(deps.now(), deps.timeZone());
  return write(deps, async change => {
    const others = (await deps.storage.read.mentors()).filter(mentor => mentor.id !== id);
    for (const email of emails ?? []) {
      const owner = mentorWithAddress(others, email);
      if (owner !== null) throw new Refused({ code: 'mentor/address-taken', value: owner.name });
    }
    if (id === null) {
      const newId = deps.newId();
      const starredOn = parsed.output.isStarred === true ? today : null;
      await change.create('mentors', newId, { ...parsed.output, starredOn, addedOn: today });
      return { id: newId };
    }
    const stored = await change.get('mentors', id);
    if (stored === null) throw new Refused({ code: 'mentor/not-found' });
    const { isStarred = stored.isStarred } = parsed.output;
    // Saved again with everything else of the form, they were starred on the day on which they were.
    const starred = isStarred === stored.isStarred ? {} : { starredOn: isStarred === true ? today : null };
    await change.patch('mentors', id, { ...parsed.output, ...starred });
    return { id };
  });
}

function problemWith(fields: Readonly<Record<string, unknown>>, isNew: boolean): Problem | null {
  const { name, emails, rhythmDays } = fields;
  if ((isNew || name !== undefined) && (typeof name !== 'string' || cleanLine(name, 200) === '')) {
    return { code: 'form/no-name' };
  }
  for (const email of Array.isArray(emails) ? emails : []) {
    if (typeof email !== 'string' || parseAddress(email) === null) {
      return { code: 'form/bad-address', value: cleanLine(String(email), 80) };
    }
  }
  if (rhythmDays !== undefined && rhythmDays !== null && !v.is(rhythmDaysSchema, rhythmDays)) {
    return { code: 'form/bad-rhythm' };
  }
  return null;
}
