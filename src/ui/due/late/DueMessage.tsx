import { useEffect, useState } from 'preact/hooks';
import { nudgesSent, purposeOf } from '../../../core/drafts/purposes.ts';
import { isUnderWay, type Letter } from '../../../core/letter.ts';
import type { Reason } from '../../../core/reminders/reminder.ts';
import { report } from '../../../platform/report.ts';
import type { DueReminder, Reader } from '../../../storage/index.ts';
import type { DueMessageProps } from '../../drafts/LateDueMessage.tsx';
import { LateMessageDialog } from '../../drafts/LateMessageDialog.tsx';
import type { MessageDialogProps, MessageTo } from '../../drafts/message-dialog-props.ts';
import { reader } from '../../hooks/reader.ts';
import { letterOf } from '../places.ts';

/** What a reminder has to be looked up for before anything can be written. */
type Found = Pick<MessageDialogProps, 'purpose' | 'mentorId' | 'letterId' | 'choices' | 'reminderId'>;

/** How far back nudges are counted. */
const MOST_ENTRIES = 500;

/** The message that a reminder asks for: to whom, about which letter, and in which tone. */
export function DueMessage({ due, toasts, onClose }: DueMessageProps) {
  const [found, setFound] = useState<Found | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only as it opens
  useEffect(() => {
    reader()
      .then(opened => find(opened, due))
      .then(one => (one === null ? onClose() : setFound(one)))
      .catch(error => {
        report(error);
        onClose();
      });
  }, []);
  return found === null ? null : <LateMessageDialog {...found} toasts={toasts} onClose={onClose} />;
}

async function find(opened: Reader, { reminder, mentor }: DueReminder): Promise<Found | null> {
  const { reason } = reminder;
  const choices = await peopleOf(opened, reason, mentor?.id ?? null);
  const first = choices[0];
  if (first === undefined) return null;
  const { mentorId, letterId } = first;
  const letter = letterId === null ? null : await opened.letter(letterId);
  const sent =
    letter === null
      ? 0
      : nudgesSent(await opened.timeline(mentorId, MOST_ENTRIES), await opened.remindersAbout(mentorId), letter);
  // Of a reminder that names several, one message is not all.
  const isWhole = choices.length === 1 && reason.type !== 'outcome-tell';
  return {
    ...first,
    purpose: purposeOf(reason, sent) ?? 'check-in',
    choices,
    reminderId: isWhole ? reminder.id : undefined,
  };
}

/** Whom a message could go to, one at a time. */
async function peopleOf(opened: Reader, reason: Reason, mentorId: string | null): Promise<readonly MessageTo[]> {
  if (reason.type === 'outcome-tell') return writersOf(opened, reason.trackId);
  if (reason.type === 'feedback') return reason.mentorIds.map(id => ({ mentorId: id, letterId: null }));
  return mentorId === null ? [] : [{ mentorId, letterId: letterOf(reason) }];
}

/** Those whose letters for a track came in and who have not heard how it ended, each once. */
async function writersOf(opened: Reader, trackId: string): Promise<readonly MessageTo[]> {
  const track = await opened.track(trackId);
  const people = new Set((await opened.mentors()).filter(({ isArchived }) => !isArchived).map(({ id }) => id));
  const isFor = (letter: Letter) =>
    letter.trackId === trackId || (letter.trackId === null && letter.service === track?.service);
  const writers = new Map<string, MessageTo>();
  for (const letter of (await opened.letters()).filter(one => isFor(one) && waitsForNews(one))) {
    const { contactMentorId, mentorId } = letter;
    const id = contactMentorId !== null && people.has(contactMentorId) ? contactMentorId : mentorId;
    if (people.has(id) && !writers.has(id)) writers.set(id, { mentorId: id, letterId: letter.id });
  }
  return [...writers.values()];
}

function waitsForNews(letter: Letter): boolean {
  return isUnderWay(letter) && letter.receivedOn !== null && letter.outcomeToldOn === null;
}
