import { failure, type Result, success } from '../../core/result.ts';
import { cleanLine } from '../../core/text.ts';
import type { RequestOf, Written } from '../../messages/protocol.ts';
import type { Deps } from '../deps.ts';
import { Refused, write } from './write.ts';
import { LONGEST_REMINDER } from './write-reminder.ts';

/**
 * Puts down what is to be done after an interaction, and when.
 *
 * The same request again writes nothing more.
 *
 * Problems: `reminder/no-text`, `form/too-long`, `interaction/not-found`, `interaction/cancelled`.
 */
export async function addFollowUp(
  deps: Deps,
  { id, followUpId, text: typed, on }: RequestOf<'interaction/follow-up'>,
): Promise<Result<Written & { readonly isReminded: boolean }>> {
  const text = cleanLine(typed, typed.length);
  if (text === '') return failure('reminder/no-text');
  if (text.length > LONGEST_REMINDER) return failure('form/too-long', String(LONGEST_REMINDER));
  const written = await write(deps, async change => {
    const interaction = await deps.storage.read.interaction(id);
    if (interaction === null) throw new Refused({ code: 'interaction/not-found' });
    if (interaction.state === 'cancelled') throw new Refused({ code: 'interaction/cancelled' });
    const people = await deps.storage.read.mentorsById(interaction.mentorIds);
    const isThere = interaction.followUps.some(one => one.id === followUpId);
    const followUp = { id: followUpId, text, dueOn: on, isDone: false };
    if (!isThere) await change.patch('interactions', id, { followUps: [...interaction.followUps, followUp] });
    return { id, isThere, isReminded: people.some(({ isArchived }) => !isArchived) };
  });
  if (!written.ok) return written;
  const { isThere, ...answer } = written.value;
  const earlier = isThere ? await deps.storage.undoIdOfAll([{ table: 'interactions', id }]) : null;
  return success({ ...answer, undoId: earlier ?? answer.undoId });
}
