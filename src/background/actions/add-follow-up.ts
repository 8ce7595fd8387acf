import { failure, type Result } from '../../core/result.ts';
import { cleanLine } from '../../core/text.ts';
import type { RequestOf, Written } from '../../messages/protocol.ts';
import type { Deps } from '../deps.ts';
import { Refused, write } from './write.ts';
import { LONGEST_REMINDER } from './write-reminder.ts';

/**
 * Puts down what is to be done after an interaction, and when.
 *
 * Problems: `reminder/no-text`, `form/too-long`, `interaction/not-found`.
 */
export async function addFollowUp(
  deps: Deps,
  { id, text: typed, on }: RequestOf<'interaction/follow-up'>,
): Promise<Result<Written>> {
  const text = cleanLine(typed, typed.length);
  if (text === '') return failure('reminder/no-text');
  if (text.length > LONGEST_REMINDER) return failure('form/too-long', String(LONGEST_REMINDER));
  return write(deps, async change => {
    const interaction = await deps.storage.read.interaction(id);
    if (interaction === null) throw new Refused({ code: 'interaction/not-found' });
    const followUp = { id: deps.newId(), text, dueOn: on, isDone: false };
    await change.patch('interactions', id, { followUps: [...interaction.followUps, followUp] });
    return { id };
  });
}
