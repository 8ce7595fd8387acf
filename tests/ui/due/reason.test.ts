import '../../support/extension-api.ts';
import { describe, expect, test } from 'vitest';
import { type Reason, type ReasonType, reasonSchema } from '../../../src/core/reminders/reminder.ts';
import { doneLabel, headingOf, nextActionText, notificationTitle, reasonText } from '../../../src/i18n/reason.ts';
import { day, mentor, reminder } from '../../core/records.ts';

const TODAY = day('2027-03-10');
const ELENA = mentor({ name: 'Elena Rivera' });
const SURGERY = { letterId: 'l1', trackName: 'Surgery' };
const GENERAL = { letterId: 'l1', trackName: '' };
const since = (text: string) => ({ since: day(text) });

/** What a reminder of this reason says, and the words around it. */
const wordsOf = (reason: Reason, mentorId: string | null = 'm1') => {
  const one = reminder({ reason, mentorId });
  return {
    text: reasonText(one, TODAY),
    title: notificationTitle(one, mentorId === null ? null : ELENA),
    done: doneLabel(one),
    next: nextActionText(one),
  };
};

type Row = readonly [
  reason: Reason,
  text: string,
  title: string,
  done: string,
  next: string | null,
  isOfNobody?: 'nobody',
];

const CHECK_IN = ['Check in with Elena Rivera', 'Done', 'Draft an update'] as const;
const MET = ['Did you meet Elena Rivera?', 'It happened', 'Say what was said'] as const;
const THANKS = ['Thank Elena Rivera', 'Thanked', 'Draft thanks'] as const;
const FEEDBACK = ['Ask for feedback: Medicine', 'I asked', 'Ask for feedback'] as const;
const ASK = ['Ask Elena Rivera for a letter', 'I asked', 'Draft the request'] as const;
const CHAIR = ['Book a meeting with Elena Rivera', 'I asked', 'Draft a request to meet'] as const;
const NUDGE = ['Nudge Elena Rivera', 'Nudged', 'Draft a nudge'] as const;
const TELL = ['Tell your writers: Surgery', 'They know', 'Draft the news'] as const;
const APPLY = ['Apply: Harbor', 'Done', 'Open the program'] as const;

const feedback = { type: 'feedback' as const, rotationId: 'r1', rotationName: 'Medicine', mentorIds: ['m1'] };
const rotation = { type: 'ask-rotation', rotationId: 'r1', rotationName: 'Medicine' } as const;
const nudge = { type: 'nudge', targetOn: day('2027-03-24'), ...since('2027-02-10') } as const;
const track = { trackId: 't1', trackName: 'Surgery', ...since('2027-03-10') };
const program = { type: 'program-deadline', programId: 'g1', name: 'Harbor', daysBefore: 7 } as const;

const ROWS: readonly Row[] = [
  [{ type: 'no-contact-yet', ...since('2027-03-10') }, 'Nothing is logged with them yet.', ...CHECK_IN],
  [
    { type: 'no-contact-yet', ...since('2027-01-13') },
    'You added them 8 weeks ago, and nothing is logged with them yet.',
    ...CHECK_IN,
  ],
  [
    { type: 'last-contact', ...since('2027-01-06'), rhythmDays: 42 },
    '9 weeks since you were last in touch; your rhythm is 6 weeks.',
    ...CHECK_IN,
  ],
  [
    { type: 'last-contact', ...since('2027-03-10'), rhythmDays: 42 },
    'You were in touch today; your rhythm is 6 weeks.',
    ...CHECK_IN,
  ],
  [
    { type: 'last-settled', ...since('2027-03-09'), rhythmDays: 1 },
    '1 day since the last check-in reminder; your rhythm is 1 day.',
    ...CHECK_IN,
  ],
  [
    { type: 'planned-over', ...since('2027-03-09'), title: '', interactionId: 'i1' },
    'Planned for Tue, Mar 9. Did it happen?',
    ...MET,
  ],
  [
    { type: 'planned-over', ...since('2027-03-09'), title: 'Coffee', interactionId: 'i1' },
    'Coffee, planned for Tue, Mar 9. Did it happen?',
    ...MET,
  ],
  [
    { type: 'planned-over', ...since('2027-03-12'), title: 'Coffee', interactionId: 'i1' },
    'Coffee, planned for Fri, Mar 12.',
    ...MET,
  ],
  [
    { type: 'planned-over', ...since('2027-03-12'), title: '', interactionId: 'i1' },
    'Planned for Fri, Mar 12.',
    ...MET,
  ],
  [
    { type: 'thank-you', ...since('2027-03-09'), for: 'meeting', title: '', sourceId: 'i1' },
    'You met on Tue, Mar 9 and have not thanked them yet.',
    ...THANKS,
  ],
  [
    { type: 'thank-you', ...since('2027-03-09'), for: 'meeting', title: 'Case conference', sourceId: 'i1' },
    'Case conference was on Tue, Mar 9, and you have not thanked them yet.',
    ...THANKS,
  ],
  [
    { type: 'thank-you', ...since('2027-03-09'), for: 'moment', title: '', sourceId: 'i1' },
    'They saw a strong moment of yours on Tue, Mar 9, and you have not thanked them yet.',
    ...THANKS,
  ],
  [
    { type: 'thank-you', ...since('2027-03-09'), for: 'moment', title: 'Night float', sourceId: 'i1' },
    'They saw a strong moment of yours on Tue, Mar 9 (Night float), and you have not thanked them yet.',
    ...THANKS,
  ],
  [
    { type: 'thank-you', ...since('2027-03-09'), for: 'rotation', title: 'Medicine', sourceId: 'r1' },
    'Your last day together in Medicine was Tue, Mar 9, and you have not thanked them yet.',
    ...THANKS,
  ],
  [
    { type: 'follow-up', ...since('2027-03-09'), text: 'Send the draft', interactionId: 'i1', followUpId: 'f1' },
    'You noted to do: Send the draft',
    'Follow up with Elena Rivera',
    'Done',
    'Do it',
  ],
  [
    { ...feedback, ...since('2027-02-24'), endsOn: day('2027-03-24'), names: ['Ana', 'Tom'] },
    'You are halfway through Medicine, which ends on Wed, Mar 24: ask Ana and Tom for feedback while you can still use it.',
    ...FEEDBACK,
    'nobody',
  ],
  [
    { ...feedback, ...since('2027-02-24'), endsOn: day('2027-03-24'), names: ['Ana', 'Tom', 'Mei', 'Jo', 'Sam'] },
    'You are halfway through Medicine, which ends on Wed, Mar 24: ask Ana, Tom, Mei and 2 more for feedback while you can still use it.',
    ...FEEDBACK,
    'nobody',
  ],
  [
    { ...feedback, ...since('2027-02-24'), endsOn: day('2027-03-24'), names: [] },
    'You are halfway through Medicine, which ends on Wed, Mar 24: ask for feedback while you can still use it.',
    ...FEEDBACK,
    'nobody',
  ],
  [
    { ...feedback, ...since('2027-02-01'), endsOn: day('2027-03-09'), names: ['Ana'] },
    'Medicine ended on Tue, Mar 9, and no feedback is logged from it.',
    ...FEEDBACK,
    'nobody',
  ],
  [
    { ...rotation, ...since('2027-03-12'), why: 'starred' },
    'Medicine ends on Fri, Mar 12; you starred them as a likely writer.',
    ...ASK,
  ],
  [
    { ...rotation, ...since('2027-03-12'), why: 'watched' },
    'Medicine ends on Fri, Mar 12; they watched you work.',
    ...ASK,
  ],
  [
    { ...rotation, ...since('2027-03-12'), why: 'ready' },
    'Medicine ends on Fri, Mar 12; your log says they could write for you.',
    ...ASK,
  ],
  [
    { ...rotation, ...since('2027-03-09'), why: 'starred' },
    'Medicine ended on Tue, Mar 9; you starred them as a likely writer.',
    ...ASK,
  ],
  [
    { ...rotation, ...since('2027-03-09'), why: 'watched' },
    'Medicine ended on Tue, Mar 9; they watched you work.',
    ...ASK,
  ],
  [
    { ...rotation, ...since('2027-03-09'), why: 'ready' },
    'Medicine ended on Tue, Mar 9; your log says they could write for you.',
    ...ASK,
  ],
  [
    { type: 'ask-letter', ...since('2027-04-21'), ...SURGERY, lateFromOn: day('2027-03-24'), isChairLetter: false },
    'It is time to ask: you want the Surgery letter in by Wed, Apr 21.',
    ...ASK,
  ],
  [
    { type: 'ask-letter', ...since('2027-04-07'), ...GENERAL, lateFromOn: day('2027-03-10'), isChairLetter: false },
    'Asking is late now: you want the letter in by Wed, Apr 7.',
    ...ASK,
  ],
  [
    { type: 'ask-letter', ...since('2027-03-09'), ...GENERAL, lateFromOn: day('2027-02-10'), isChairLetter: false },
    'Asking is very late now: you wanted the letter in by Tue, Mar 9.',
    ...ASK,
  ],
  [
    { type: 'ask-letter', ...since('2027-04-21'), ...SURGERY, lateFromOn: day('2027-03-24'), isChairLetter: true },
    'Book the meeting: you want the Surgery letter of the department in by Wed, Apr 21.',
    ...CHAIR,
  ],
  [
    { type: 'ask-letter', ...since('2027-04-07'), ...SURGERY, lateFromOn: day('2027-03-10'), isChairLetter: true },
    'Asking is late now, so book the meeting: you want the Surgery letter of the department in by Wed, Apr 7.',
    ...CHAIR,
  ],
  [
    { type: 'ask-letter', ...since('2027-03-09'), ...SURGERY, lateFromOn: day('2027-02-10'), isChairLetter: true },
    'Asking is very late now, so book the meeting: you wanted the Surgery letter of the department in by Tue, Mar 9.',
    ...CHAIR,
  ],
  [
    { type: 'reply', ...since('2027-02-28'), ...GENERAL, step: 1 },
    'You asked for the letter on Sun, Feb 28 and have no yes or no yet.',
    'No answer from Elena Rivera yet',
    'I asked again',
    'Ask gently',
  ],
  [
    { type: 'reply', ...since('2027-02-17'), ...SURGERY, step: 2 },
    'You asked for the Surgery letter on Wed, Feb 17, 3 weeks ago, and still have no yes or no.',
    'No answer from Elena Rivera yet',
    'I asked again',
    'Ask gently',
  ],
  [
    { type: 'reply', ...since('2027-02-10'), ...SURGERY, step: 3 },
    'You asked for the Surgery letter on Wed, Feb 10, 4 weeks ago. You can put it down as “no reply” and ask somebody else.',
    'No answer from Elena Rivera yet',
    'I asked again',
    'Ask in person',
  ],
  [
    { type: 'packet', ...since('2027-03-07'), ...SURGERY },
    'They said yes to the Surgery letter on Sun, Mar 7 and have no packet from you yet.',
    'Send Elena Rivera your packet',
    'Packet sent',
    'Make the packet',
  ],
  [
    { type: 'refresh', ...since('2027-01-07'), ...SURGERY, opensOn: day('2027-03-10') },
    'They said yes to the Surgery letter on Thu, Jan 7, before the season opened: send news and ask whether they are still willing.',
    'Send Elena Rivera your news',
    'News sent',
    'Draft the news',
  ],
  [
    { type: 'portal', ...since('2026-12-07'), ...SURGERY, opensOn: day('2027-03-10') },
    'They said yes on Mon, Dec 7, 2026, and the Surgery letter is not requested in the portal yet.',
    'Request the letter of Elena Rivera',
    'Requested',
    'Request it',
  ],
  [
    { type: 'portal', ...since('2026-12-07'), ...SURGERY, opensOn: null },
    'They said yes to the Surgery letter on Mon, Dec 7, 2026; no opening day is known for its season. Look it up, or set a target date if the letter has none.',
    'Request the letter of Elena Rivera',
    'Requested',
    'Request it',
  ],
  [
    { ...nudge, letterIds: ['l1'] },
    'You requested their letter on Wed, Feb 10; you want it in by Wed, Mar 24 and it has not come.',
    ...NUDGE,
  ],
  [
    { ...nudge, letterIds: ['l1', 'l2'] },
    'You requested 2 letters, the first on Wed, Feb 10; you want them in by Wed, Mar 24 and they have not come.',
    ...NUDGE,
  ],
  [
    { ...nudge, letterIds: ['l1'], targetOn: day('2027-03-09') },
    'You requested their letter on Wed, Feb 10; you wanted it in by Tue, Mar 9 and it has not come.',
    ...NUDGE,
  ],
  [
    { ...nudge, letterIds: ['l1', 'l2', 'l3'], targetOn: day('2027-03-09') },
    'You requested 3 letters, the first on Wed, Feb 10; you wanted them in by Tue, Mar 9 and they have not come.',
    ...NUDGE,
  ],
  [
    { type: 'nudge-decide', ...since('2027-02-10'), ...SURGERY, targetOn: day('2027-03-09') },
    'Your nudges are done, and the Surgery letter has not come: one more gentle note, wait, replace it, or withdraw?',
    'Decide about the letter of Elena Rivera',
    'I will wait',
    'Decide',
  ],
  [
    { type: 'backup', ...since('2027-02-10'), ...SURGERY, targetOn: day('2027-03-24'), step: 'name' },
    'You want the Surgery letter in by Wed, Mar 24 and it has not come: name somebody who could write instead.',
    'Name a backup for Elena Rivera',
    'Done',
    'Name a backup',
  ],
  [
    { type: 'backup', ...since('2027-02-10'), ...SURGERY, targetOn: day('2027-03-09'), step: 'name' },
    'You wanted the Surgery letter in by Tue, Mar 9 and it has not come: name somebody who could write instead.',
    'Name a backup for Elena Rivera',
    'Done',
    'Name a backup',
  ],
  [
    { type: 'backup', ...since('2027-02-10'), ...SURGERY, targetOn: day('2027-03-17'), step: 'replace' },
    'You want the Surgery letter in by Wed, Mar 17 and it has not come: it is time to replace it.',
    'Replace the letter of Elena Rivera',
    'Done',
    'Replace it',
  ],
  [
    { type: 'backup', ...since('2027-02-10'), ...SURGERY, targetOn: day('2027-03-09'), step: 'replace' },
    'You wanted the Surgery letter in by Tue, Mar 9 and it has not come: it is time to replace it.',
    'Replace the letter of Elena Rivera',
    'Done',
    'Replace it',
  ],
  [
    { type: 'assign', ...since('2027-03-09'), ...SURGERY, programCount: 1 },
    '1 program wants the Surgery letter, which came on Tue, Mar 9, and does not have it yet.',
    'Assign the letter of Elena Rivera',
    'Assigned',
    'Assign it',
  ],
  [
    { type: 'assign', ...since('2027-03-09'), ...GENERAL, programCount: 12 },
    '12 programs want the letter, which came on Tue, Mar 9, and do not have it yet.',
    'Assign the letter of Elena Rivera',
    'Assigned',
    'Assign it',
  ],
  [
    { type: 'letter-thanks', ...since('2027-03-08'), ...SURGERY },
    'They wrote the Surgery letter; it came on Mon, Mar 8, and you have not thanked them yet.',
    'Thank Elena Rivera for the letter',
    'Thanked',
    'Draft thanks',
  ],
  [
    { type: 'outcome-ask', ...track },
    'The result was to come on Wed, Mar 10. How did it end?',
    'How did it end: Surgery',
    'Done',
    'Say how it ended',
    'nobody',
  ],
  [
    { type: 'outcome-soap', ...track, letterCount: 1 },
    'SOAP is on: 1 letter has come and does not go to every program yet.',
    'Assign your letters: Surgery',
    'Assigned',
    'Assign it',
    'nobody',
  ],
  [
    { type: 'outcome-soap', ...track, letterCount: 2 },
    'SOAP is on: 2 letters have come and do not go to every program yet.',
    'Assign your letters: Surgery',
    'Assigned',
    'Assign it',
    'nobody',
  ],
  [
    { type: 'outcome-tell', ...track, answer: 'matched', letterCount: 1 },
    'You matched. Tell the one who wrote for you.',
    ...TELL,
    'nobody',
  ],
  [
    { type: 'outcome-tell', ...track, answer: 'matched', letterCount: 3 },
    'You matched. Tell those who wrote your 3 letters.',
    ...TELL,
    'nobody',
  ],
  [
    { type: 'outcome-tell', ...track, answer: 'not-matched', letterCount: 1 },
    'The one who wrote for you does not know yet how it ended.',
    ...TELL,
    'nobody',
  ],
  [
    { type: 'outcome-tell', ...track, answer: 'withdrew', letterCount: 3 },
    'Those who wrote your 3 letters do not know yet how it ended.',
    ...TELL,
    'nobody',
  ],
  [{ ...program, ...since('2027-03-17') }, 'Applications close in 7 days, on Wed, Mar 17.', ...APPLY, 'nobody'],
  [{ ...program, ...since('2027-03-11') }, 'Applications close tomorrow, Thu, Mar 11.', ...APPLY, 'nobody'],
  [{ ...program, ...since('2027-03-10') }, 'Applications close today.', ...APPLY, 'nobody'],
  [
    { ...program, ...since('2027-03-09') },
    'Applications closed on Tue, Mar 9, and it does not say that you applied.',
    ...APPLY,
    'nobody',
  ],
  [
    { type: 'own', ...since('2027-03-10'), text: 'Send the form' },
    'Your own reminder for Wed, Mar 10.',
    'Send the form',
    'Done',
    null,
    'nobody',
  ],
  [
    { type: 'own', ...since('2027-03-10'), text: 'Send the form' },
    'Send the form',
    'Elena Rivera: Send the form',
    'Done',
    null,
  ],
];

describe('the words of a reminder', () => {
  test.each(ROWS.map(row => ({ row })))('$row', ({ row: [reason, text, title, done, next, isOfNobody] }) => {
    expect(wordsOf(reason, isOfNobody === undefined ? 'm1' : null)).toEqual({ text, title, done, next });
  });

  test('are there for every reason', () => {
    const all: readonly ReasonType[] = reasonSchema.options.map(({ entries }) => entries.type.literal);
    expect(new Set(ROWS.map(([{ type }]) => type))).toEqual(new Set(all));
  });

  test('leave no placeholder unfilled', () => {
    for (const [reason] of ROWS) expect(JSON.stringify(wordsOf(reason))).not.toMatch(/\$|undefined|NaN/);
  });
});

describe('the heading of a reminder', () => {
  test('is the person, where there is one', () => {
    for (const [reason] of ROWS) expect(headingOf(reminder({ reason }), ELENA)).toBe('Elena Rivera');
  });

  const HEADINGS: readonly (readonly [string, Reason])[] = [
    ['Medicine', { ...feedback, ...since('2027-02-24'), endsOn: TODAY, names: [] }],
    ['Surgery', { type: 'outcome-ask', ...track }],
    ['Surgery', { type: 'outcome-soap', ...track, letterCount: 1 }],
    ['Surgery', { type: 'outcome-tell', ...track, answer: 'matched', letterCount: 1 }],
    ['Harbor', { ...program, ...since('2027-03-17') }],
    ['Send the form', { type: 'own', ...since('2027-03-10'), text: 'Send the form' }],
  ];
  test.each(HEADINGS)('else says what it is about: %s', (heading, reason) => {
    expect(headingOf(reminder({ reason, mentorId: null }), null)).toBe(heading);
  });

  test('says so when the person is gone', () => {
    expect(headingOf(reminder(), null)).toBe('Somebody who is not in your log any more');
  });
});
