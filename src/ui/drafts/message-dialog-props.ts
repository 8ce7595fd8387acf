import type { Purpose } from '../../core/message-template.ts';
import type { Toasts } from '../hooks/use-toast.ts';

/** One person to write to, and the letter it is about; `null` for none. */
export interface MessageTo {
  readonly mentorId: string;
  readonly letterId: string | null;
}

export interface MessageDialogProps extends MessageTo {
  readonly purpose: Purpose;
  readonly toasts: Toasts;
  /** The reminder that is done once the message is logged; not given for none. */
  readonly reminderId?: string | undefined;
  /** Who else it could go to, in a message of their own, as when one reminder names several. */
  readonly choices?: readonly MessageTo[] | undefined;
  onClose(): void;
}
