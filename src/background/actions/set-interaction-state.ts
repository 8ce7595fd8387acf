import * as v from 'valibot';
import { interactionSchema } from '../../core/interaction.ts';
import type { RequestOf, ResponseOf } from '../../messages/protocol.ts';
import type { Deps } from '../deps.ts';
import { Refused, write } from './write.ts';

/** Says of an interaction that it happened, is planned, or was cancelled. */
export async function setInteractionState(
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
