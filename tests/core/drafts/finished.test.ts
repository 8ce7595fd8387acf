import { describe, expect, test } from 'vitest';
import { type MessageFacts, mergeValues } from '../../../src/core/drafts/facts.ts';
import { FIELD_TYPES } from '../../../src/core/drafts/fields.ts';
import { fillTemplate } from '../../../src/core/drafts/fill.ts';
import type { AboutLetter, DayWords } from '../../../src/core/drafts/phrases.ts';
import { parseTemplate } from '../../../src/core/drafts/template.ts';
import { OUR_WORDS } from '../../../src/core/drafts/words.ts';
import type { Letter } from '../../../src/core/letter.ts';
import { PURPOSES, type Purpose } from '../../../src/core/message-template.ts';
import { day, letter, plan, rotation, track } from '../records.ts';

/** Messages as they are read by those who get them, each from its first word to its last. */

const DAYS: DayWords = {
  day: on =>
    new Intl.DateTimeFormat('en-US', { weekday: 'long', month: 'long', day: 'numeric', timeZone: 'UTC' }).format(
      new Date(`${on}T12:00Z`),
    ),
  roughly: on =>
    new Intl.DateTimeFormat('en-US', { month: 'long', day: 'numeric', timeZone: 'UTC' }).format(
      new Date(`${on}T12:00Z`),
    ),
  span: days => (days % 7 === 0 ? `${days / 7} week${days === 7 ? '' : 's'}` : `${days} day${days === 1 ? '' : 's'}`),
  months: () => 'March 2027',
};
const NEUROLOGY = track({
  id: 't1',
  name: 'Neurology',
  specialty: 'Neurology',
  goal: 'to care for people after a stroke',
});
const MEDICINE = track({ id: 't2', name: 'Medicine, preliminary', specialty: 'Internal Medicine' });
const DEPARTMENT = 'the Department of Medicine';

const about = (fields: Partial<Letter> = {}, more: Partial<AboutLetter> = {}): AboutLetter => ({
  letter: letter({
    targetOn: day('2027-08-31'),
    askedOn: day('2027-07-20'),
    answeredOn: day('2027-07-22'),
    answer: 'yes',
    trackId: 't1',
    ...fields,
  }),
  signatory: '',
  track: NEUROLOGY,
  plan: plan(),
  ...more,
});

const message = (purpose: Purpose, given: Partial<MessageFacts> = {}): string => {
  const values = mergeValues(
    {
      mentor: { name: 'Elena Rivera', credentials: 'MD', role: 'attending', greeting: '' },
      profile: { name: 'Robin Keller', school: 'Harbor School of Medicine', className: 'Class of 2028' },
      letters: [about()],
      track: NEUROLOGY,
      isFellowship: false,
      rotation: rotation({ name: 'Stroke service', startsOn: day('2027-03-01'), endsOn: day('2027-03-28') }),
      moment: '',
      news: [],
      today: day('2027-08-10'),
      ...given,
    },
    DAYS,
  );
  const filled = (source: string) =>
    fillTemplate(parseTemplate(source, FIELD_TYPES), values)
      .map(part => (part.type === 'text' ? part.text : `[${part.field}]`))
      .join('');
  return [OUR_WORDS[purpose].subject, OUR_WORDS[purpose].body].filter(Boolean).map(filled).join('\n\n');
};

const REQUESTED = { requestedOn: day('2027-07-25') };
const ARRIVED = { ...REQUESTED, receivedOn: day('2027-08-09') };
const toContact = { letters: [about({}, { signatory: DEPARTMENT })] };
const two = (fields: Partial<Letter> = {}, second: Partial<Letter> = {}, more: Partial<AboutLetter> = {}) => ({
  letters: [
    about({ ...fields }, more),
    about({ id: 'l2', trackId: 't2', service: 'residencycas', ...fields, ...second }, { track: MEDICINE, ...more }),
  ],
});

describe('to ask', () => {
  test('with all that is known', () => {
    expect(message('ask', { moment: 'the family meeting that you let me lead' })).toMatchInlineSnapshot(`
      "A letter of recommendation for my application in neurology

      Dear Dr. Rivera,

      Thank you for our time together in March 2027 (Stroke service). What has stayed with me most is the family meeting that you let me lead. I will be applying in neurology, and I would like to ask whether you would write a letter of recommendation for me.

      My goal: to care for people after a stroke

      Do you feel you know my work well enough to write a strong letter? If not, or if this is a bad time, please tell me so. I would understand, and it helps me to know early.

      If you are willing, I will send you my CV, a draft of my personal statement and a short reminder of the work you saw.

      The letter goes through ERAS and should be in by Tuesday, August 31. The request will come by e-mail, and hospital mail filters sometimes hold such mail back, so please tell me which address suits you best. I would gladly come by for fifteen minutes to talk about my plans.

      Thank you for considering it,
      Robin Keller
      Class of 2028
      Harbor School of Medicine"
    `);
  });
  test('with nothing but a name', () => {
    expect(message('ask', { letters: [], track: null, rotation: null })).toMatchInlineSnapshot(`
      "A letter of recommendation for my residency application

      Dear Dr. Rivera,

      I will be applying for residency, and I would like to ask whether you would write a letter of recommendation for me.

      Do you feel you know my work well enough to write a strong letter? If not, or if this is a bad time, please tell me so. I would understand, and it helps me to know early.

      If you are willing, I will send you my CV, a draft of my personal statement and a short reminder of the work you saw.

      The letter should be in by [letter.target]. I would gladly come by for fifteen minutes to talk about my plans.

      Thank you for considering it,
      Robin Keller
      Class of 2028
      Harbor School of Medicine"
    `);
  });
  test('the contact person of a department', () => {
    expect(message('ask', toContact)).toMatchInlineSnapshot(`
      "A letter of recommendation for my application in neurology

      Dear Dr. Rivera,

      Thank you for our time together in March 2027 (Stroke service). I will be applying in neurology, and I would like to ask whether the Department of Medicine would write a letter of recommendation for me.

      My goal: to care for people after a stroke

      Could you tell me whether that is possible, and what is needed for it? If it is not, please tell me so: it helps me to know early.

      I would send you my CV and a draft of my personal statement.

      The letter goes through ERAS and should be in by Tuesday, August 31. The request will come by e-mail, and hospital mail filters sometimes hold such mail back, so please tell me which address suits you best. I would gladly come by for fifteen minutes to talk about my plans.

      Thank you for considering it,
      Robin Keller
      Class of 2028
      Harbor School of Medicine"
    `);
  });
  test('in person', () => {
    expect(message('ask-in-person')).toMatchInlineSnapshot(`
      "– Ask for a quiet moment: “Do you have five minutes this week? I would like to ask you something about my application.”

      – Say where you are going: “I will be applying in neurology.” In your own words: to care for people after a stroke

      – Remind them where you met: Stroke service, March 2027.

      – Name one thing that you did together.

      – Ask the honest question: “Do you feel you know my work well enough to write a strong letter?” Then wait.

      – Leave a way out: “If not, or if this is a bad time, please tell me. I would understand.”

      – If it is yes: say that your CV, a draft of your statement and a reminder of the work they saw will follow. Say that the letter should be in by Tuesday, August 31. Ask which address the request should go to, and say that mail filters and spam folders sometimes hold it back. Ask whether an assistant should be copied.

      – If it is no, or “maybe”: thank them and mean it. Ask who has seen more of your work."
    `);
  });
  test('for an answer', () => {
    expect(message('ask-reply')).toMatchInlineSnapshot(`
      "My question about a letter of recommendation

      Dear Dr. Rivera,

      I asked you on Tuesday, July 20 whether you would write a letter for my application in neurology. It may have come at a busy time, so I am asking once more.

      If the answer is yes, I would be glad. If it is no, one line is entirely enough: I would understand, and ask somebody else.

      The letter should be in by Tuesday, August 31, so an answer in the next week would help me to plan.

      Thank you,
      Robin Keller
      Class of 2028
      Harbor School of Medicine"
    `);
  });
  test('the contact person for an answer, once the day has passed', () => {
    const late = about({ targetOn: day('2027-08-01'), askedOn: null }, { signatory: DEPARTMENT });
    expect(message('ask-reply', { letters: [late] })).toMatchInlineSnapshot(`
      "My question about a letter of recommendation

      Dear Dr. Rivera,

      I asked you some time ago whether the Department of Medicine would write a letter for my application in neurology. It may have come at a busy time, so I am asking once more.

      If the answer is yes, I would be glad. If it is no, one line is entirely enough: I would understand, and ask somebody else.

      The letter should be in by [your.day], so an answer in the next week would help me to plan.

      Thank you,
      Robin Keller
      Class of 2028
      Harbor School of Medicine"
    `);
  });
  test('again, with news', () => {
    expect(message('ask-again', { news: ['I passed Step 2.', 'My poster was accepted.'] })).toMatchInlineSnapshot(`
      "The letter for my application in neurology: does it still hold?

      Dear Dr. Rivera,

      I am writing about the letter for my application in neurology that you agreed to on Thursday, July 22. The season is here, and I would like to be sure that this still holds.

      Since we were last in touch:

      – I passed Step 2.
      – My poster was accepted.

      If it no longer suits you, please tell me: I would understand, and there is time to ask somebody else. If it does, I will send my current CV and statement, and what is needed to hand the letter in. The letter goes through ERAS and should be in by Tuesday, August 31.

      Thank you,
      Robin Keller
      Class of 2028
      Harbor School of Medicine"
    `);
  });
});

describe('with the packet', () => {
  test('before the request', () => {
    expect(message('packet')).toMatchInlineSnapshot(`
      "What may help with your letter

      Dear Dr. Rivera,

      Thank you for agreeing to write a letter for my application in neurology. Attached you will find:

      – my CV
      – a draft of my personal statement
      – a short reminder of the work you saw

      The request will come through ERAS, as an e-mail from the AAMC. Hospital mail filters and spam folders sometimes hold such requests back, so please tell me if it does not reach you.

      The letter should be in by Tuesday, August 31. If anything is missing, or if fifteen minutes together would help, please tell me.

      Thank you for your time,
      Robin Keller
      Class of 2028
      Harbor School of Medicine"
    `);
  });
  test('with a request that is out, a form and a waiver, to a contact person', () => {
    const fields = { ...REQUESTED, letterIdNumber: 'A1-2345', isWaived: true, form: 'standardized' as const };
    expect(message('packet', { letters: [about(fields, { signatory: DEPARTMENT })] })).toMatchInlineSnapshot(`
      "What may help with the letter from the Department of Medicine

      Dear Dr. Rivera,

      Thank you for helping with the letter from the Department of Medicine for my application in neurology. Attached you will find:

      – my CV
      – a draft of my personal statement
      – a short reminder of the work you saw

      The request went out through ERAS on Sunday, July 25, as an e-mail from the AAMC; the Letter ID is A1-2345. Hospital mail filters and spam folders sometimes hold such requests back, so please tell me if it does not reach you. What is asked for is the specialty’s standardized form. I have waived my right to see the letter.

      The letter should be in by Tuesday, August 31. If anything is missing, or if fifteen minutes together would help, please tell me.

      Thank you for your time,
      Robin Keller
      Class of 2028
      Harbor School of Medicine"
    `);
  });
});

describe('to nudge', () => {
  test('gently', () => {
    expect(message('nudge-gentle', { letters: [about(REQUESTED)] })).toMatchInlineSnapshot(`
      "A gentle reminder about my letter of recommendation

      Dear Dr. Rivera,

      I hope your week is going well. This is a gentle reminder of the letter that you agreed to write for my application in neurology. It should be in by Tuesday, August 31, 3 weeks from today.

      If this is already under way, please pay no attention to my message. If anything is missing, tell me and I will see to it. Should a request not have reached you, I can have it sent once more.

      Thank you,
      Robin Keller
      Class of 2028
      Harbor School of Medicine"
    `);
  });
  test('plainly, once the day has passed', () => {
    expect(
      message('nudge-plain', { letters: [about({ ...REQUESTED, targetOn: day('2027-08-01') })] }),
    ).toMatchInlineSnapshot(`
      "How things stand with my letter of recommendation

      Dear Dr. Rivera,

      I am writing once more about the letter that you agreed to write for my application in neurology, to ask how things stand. I had hoped to have it by Sunday, August 1.

      A letter that comes a little later is still a great help.

      Could you tell me whether this can still be done, and by about which day? One line is enough, so that I can plan.

      I can send anything again that saves you a search: my CV, my statement, or how to hand the letter in.

      Thank you,
      Robin Keller
      Class of 2028
      Harbor School of Medicine"
    `);
  });
  test('firmly', () => {
    expect(message('nudge-firm', { letters: [about(REQUESTED)] })).toMatchInlineSnapshot(`
      "Can my letter of recommendation still be written?

      Dear Dr. Rivera,

      I know how full your days are, so I will be plain: I am still without the letter that you agreed to write for my application in neurology. It should be in by Tuesday, August 31, 3 weeks from today.

      Can this still be done? If so, please tell me by which day. If not, please tell me that as well: I would understand, and I would ask somebody else at once.

      If it is easier to talk, I can call or come by your office.

      Thank you, whichever way it goes,
      Robin Keller
      Class of 2028
      Harbor School of Medicine"
    `);
  });
  test('about two letters with one day', () => {
    expect(message('nudge-gentle', two(REQUESTED))).toMatchInlineSnapshot(`
      "A gentle reminder about my letters of recommendation

      Dear Dr. Rivera,

      I hope your week is going well. This is a gentle reminder of the two letters that you agreed to write for me. Both should be in by Tuesday, August 31, 3 weeks from today:

      – for my application in neurology, through ERAS
      – for my application in internal medicine, through ResidencyCAS

      If this is already under way, please pay no attention to my message. If anything is missing, tell me and I will see to it. Should a request not have reached you, I can have it sent once more.

      Thank you,
      Robin Keller
      Class of 2028
      Harbor School of Medicine"
    `);
  });
  test('about two letters, one of which is late', () => {
    expect(message('nudge-plain', two(REQUESTED, { targetOn: day('2027-08-01') }))).toMatchInlineSnapshot(`
      "How things stand with my letters of recommendation

      Dear Dr. Rivera,

      I am writing once more about the two letters that you agreed to write for me, to ask how things stand. Here is the day for each:

      – for my application in neurology, through ERAS: by Tuesday, August 31, 3 weeks from today
      – for my application in internal medicine, through ResidencyCAS: by Sunday, August 1, which has passed

      A letter that comes a little later is still a great help.

      Could you tell me whether this can still be done, and by about which day? One line is enough, so that I can plan.

      I can send anything again that saves you a search: my CV, my statement, or how to hand the letter in.

      Thank you,
      Robin Keller
      Class of 2028
      Harbor School of Medicine"
    `);
  });
  test('the contact person about two letters of the department', () => {
    expect(message('nudge-firm', two(REQUESTED, {}, { signatory: DEPARTMENT }))).toMatchInlineSnapshot(`
      "Can my letters of recommendation still be written?

      Dear Dr. Rivera,

      I know how full your days are, so I will be plain: I am still without the two letters that the Department of Medicine agreed to write for me. Both should be in by Tuesday, August 31, 3 weeks from today:

      – for my application in neurology, through ERAS
      – for my application in internal medicine, through ResidencyCAS

      Can this still be done? If so, please tell me by which day. If not, please tell me that as well: I would understand, and I would ask somebody else at once.

      If it is easier to talk, I can call or come by your office.

      Thank you, whichever way it goes,
      Robin Keller
      Class of 2028
      Harbor School of Medicine"
    `);
  });
  test('somebody who writes one letter and looks after two others', () => {
    expect(
      message('nudge-gentle', {
        letters: [
          ...two(REQUESTED).letters,
          about({ ...REQUESTED, id: 'l3', isChairLetter: true }, { signatory: DEPARTMENT }),
        ],
      }),
    ).toMatchInlineSnapshot(`
      "A gentle reminder about my letters of recommendation

      Dear Dr. Rivera,

      I hope your week is going well. This is a gentle reminder of the three letters that you are helping me with. All three should be in by Tuesday, August 31, 3 weeks from today:

      – for my application in neurology, through ERAS
      – for my application in internal medicine, through ResidencyCAS
      – the department’s letter for my application in neurology, from the Department of Medicine, through ERAS

      If this is already under way, please pay no attention to my message. If anything is missing, tell me and I will see to it. Should a request not have reached you, I can have it sent once more.

      Thank you,
      Robin Keller
      Class of 2028
      Harbor School of Medicine"
    `);
  });
});

describe('to thank', () => {
  test('after working together', () => {
    expect(message('thanks-session', { moment: 'the family meeting that you let me lead' })).toMatchInlineSnapshot(`
      "Thank you

      Dear Dr. Rivera,

      Thank you for the family meeting that you let me lead.

      What I am taking with me: [your.lesson]

      I hope we can talk or work together again.

      With thanks,
      Robin Keller
      Class of 2028
      Harbor School of Medicine"
    `);
  });
  test('in words that are still to be found', () => {
    expect(message('thanks-session')).toMatchInlineSnapshot(`
      "Thank you

      Dear Dr. Rivera,

      Thank you for [your.thanks].

      What I am taking with me: [your.lesson]

      I hope we can talk or work together again.

      With thanks,
      Robin Keller
      Class of 2028
      Harbor School of Medicine"
    `);
  });
  test('for a letter', () => {
    expect(message('thanks-letter', { letters: [about(ARRIVED)] })).toMatchInlineSnapshot(`
      "Thank you for your letter

      Dear Dr. Rivera,

      I have just seen that your letter for my application in neurology arrived on Monday, August 9. Thank you for the time and the care this took.

      It means a lot to me that you were willing to vouch for me. I will let you know how the season goes.

      With thanks,
      Robin Keller
      Class of 2028
      Harbor School of Medicine"
    `);
  });
  test('for two letters that came on two days', () => {
    expect(message('thanks-letter', two(ARRIVED, { receivedOn: day('2027-08-05') }))).toMatchInlineSnapshot(`
      "Thank you for your letters

      Dear Dr. Rivera,

      I have just seen that your letters for my applications in neurology and internal medicine have arrived. Thank you for the time and the care this took.

      It means a lot to me that you were willing to vouch for me. I will let you know how the season goes.

      With thanks,
      Robin Keller
      Class of 2028
      Harbor School of Medicine"
    `);
  });
  test('a contact person', () => {
    expect(message('thanks-letter', { letters: [about(ARRIVED, { signatory: DEPARTMENT })] })).toMatchInlineSnapshot(`
      "Thank you for the letter from the Department of Medicine

      Dear Dr. Rivera,

      I have just seen that the letter from the Department of Medicine for my application in neurology arrived on Monday, August 9. Thank you for the time and the care this took.

      Please pass on my thanks to the Department of Medicine. I will let you know how the season goes.

      With thanks,
      Robin Keller
      Class of 2028
      Harbor School of Medicine"
    `);
  });
  test('for a no', () => {
    expect(message('reply-to-no')).toMatchInlineSnapshot(`
      "Thank you for telling me

      Dear Dr. Rivera,

      Thank you for your answer about a letter, and for being plain with me. I understand, and it helps me to know now.

      I am grateful for what I have learned from you, and I hope we stay in touch. If somebody comes to mind who has seen more of my work, I would be glad of the name.

      Best wishes,
      Robin Keller
      Class of 2028
      Harbor School of Medicine"
    `);
  });
  test('a contact person for a no', () => {
    expect(message('reply-to-no', toContact)).toMatchInlineSnapshot(`
      "Thank you for telling me

      Dear Dr. Rivera,

      Thank you for your answer about a letter, and for being plain with me. I understand, and it helps me to know now.

      If somebody comes to mind who has seen more of my work, I would be glad of the name.

      Best wishes,
      Robin Keller
      Class of 2028
      Harbor School of Medicine"
    `);
  });
});

describe('to keep in touch', () => {
  test('with news', () => {
    expect(message('check-in', { news: ['I passed Step 2.'] })).toMatchInlineSnapshot(`
      "A short update

      Dear Dr. Rivera,

      I hope you are well. Here is my news since we were last in touch:

      – I passed Step 2.

      There is no need to reply. If you have a thought about any of this, I would be glad of it; and if I can be of help with something you are working on, please tell me.

      Best wishes,
      Robin Keller
      Class of 2028
      Harbor School of Medicine"
    `);
  });
  test('with news that are still to be written', () => {
    expect(message('check-in')).toMatchInlineSnapshot(`
      "A short update

      Dear Dr. Rivera,

      I hope you are well. Here is my news since we were last in touch:

      [news]

      There is no need to reply. If you have a thought about any of this, I would be glad of it; and if I can be of help with something you are working on, please tell me.

      Best wishes,
      Robin Keller
      Class of 2028
      Harbor School of Medicine"
    `);
  });
  test('over coffee', () => {
    expect(message('meeting', { letters: [] })).toMatchInlineSnapshot(`
      "Would you have fifteen minutes?

      Dear Dr. Rivera,

      I am working out my next steps, and I would value your advice. Would you have fifteen minutes for a coffee or a call in the coming weeks?

      What I would most like to ask you: [your.question]

      I am free [your.times] and can come to wherever suits you. If this is a busy stretch, later is just as good.

      Thank you,
      Robin Keller
      Class of 2028
      Harbor School of Medicine"
    `);
  });
  test('with a chair', () => {
    expect(message('meeting', { letters: [about({ isChairLetter: true })] })).toMatchInlineSnapshot(`
      "Would you have fifteen minutes?

      Dear Dr. Rivera,

      I will be applying in neurology, and some programs ask for a letter from the chair or the department. I would be grateful for fifteen minutes to introduce myself and to learn what you need from me for it.

      What I would most like to ask you: [your.question]

      I am free [your.times] and can come to wherever suits you. If this is a busy stretch, later is just as good.

      Thank you,
      Robin Keller
      Class of 2028
      Harbor School of Medicine"
    `);
  });
  test('for feedback, during a rotation', () => {
    expect(
      message('feedback', {
        rotation: rotation({ name: 'Stroke service', startsOn: day('2027-08-01'), endsOn: day('2027-08-28') }),
      }),
    ).toMatchInlineSnapshot(`
        "Feedback on my work

        Dear Dr. Rivera,

        I am glad to be working with you, and I would like to get better while there is time to show it.

        Could you tell me, in two minutes in person or in a line or two by mail, one thing that I do well and one thing that I should do differently?

        Please be plain with me. I want to know, and I will work on it.

        Thank you,
        Robin Keller
        Class of 2028
        Harbor School of Medicine"
      `);
  });
  test('for feedback, after it', () => {
    expect(message('feedback')).toMatchInlineSnapshot(`
      "Feedback on my work

      Dear Dr. Rivera,

      Thank you for our time together in March 2027 (Stroke service). I would like to learn from it what I can do better.

      Could you tell me, in two minutes in person or in a line or two by mail, one thing that I do well and one thing that I should do differently?

      Please be plain with me. I want to know, and I will work on it.

      Thank you,
      Robin Keller
      Class of 2028
      Harbor School of Medicine"
    `);
  });
});

describe('at the end', () => {
  test('matched, to a writer', () => {
    expect(message('matched', { letters: [about(ARRIVED)] })).toMatchInlineSnapshot(`
      "I matched

      Dear Dr. Rivera,

      I wanted you to hear this from me: I matched in neurology, at [your.result].

      You were part of that. Thank you for your letter and the time you took with me.

      I hope we stay in touch, and I will let you know how the first months go.

      With thanks,
      Robin Keller
      Class of 2028
      Harbor School of Medicine"
    `);
  });
  test('matched, to somebody who wrote none', () => {
    expect(message('matched', { letters: [] })).toMatchInlineSnapshot(`
      "I matched

      Dear Dr. Rivera,

      I wanted you to hear this from me: I matched in neurology, at [your.result].

      You were part of that. Thank you for the time you took with me.

      I hope we stay in touch, and I will let you know how the first months go.

      With thanks,
      Robin Keller
      Class of 2028
      Harbor School of Medicine"
    `);
  });
  test('not matched', () => {
    expect(message('not-matched', { letters: [about(ARRIVED)] })).toMatchInlineSnapshot(`
      "How my Match went

      Dear Dr. Rivera,

      I wanted you to hear this from me: my application in neurology did not lead to a match this year.

      It is a disappointment, and I am working out what comes next. I am no less grateful for your letter and the time you took with me.

      There is nothing you need to do. If you have advice for me, I would be glad to hear it when it suits you.

      With thanks,
      Robin Keller
      Class of 2028
      Harbor School of Medicine"
    `);
  });
  test('SOAP', () => {
    expect(message('soap', { letters: [about(ARRIVED)] })).toMatchInlineSnapshot(`
      "My Match, and this week

      Dear Dr. Rivera,

      I wanted you to hear this from me: my application in neurology did not lead to a match in the main round, and I am taking part in SOAP this week.

      I may use your letter for it once more, and you need to do nothing for that. As I understand its rules, the first contact is left to the programs, so please do not write to any for me. If one of them calls you, a kind word would help.

      I am grateful for your letter and the time you took with me, and I will tell you how it ends.

      With thanks,
      Robin Keller
      Class of 2028
      Harbor School of Medicine"
    `);
  });
  test('SOAP, to a contact person', () => {
    expect(message('soap', { letters: [about(ARRIVED, { signatory: DEPARTMENT })] })).toMatchInlineSnapshot(`
      "My Match, and this week

      Dear Dr. Rivera,

      I wanted you to hear this from me: my application in neurology did not lead to a match in the main round, and I am taking part in SOAP this week.

      I may use the letter from the Department of Medicine for it once more, and you need to do nothing for that. As I understand its rules, the first contact is left to the programs, so please do not write to any for me. If one of them calls you, a kind word would help.

      I am grateful for the letter from the Department of Medicine and the time you took with me, and I will tell you how it ends.

      With thanks,
      Robin Keller
      Class of 2028
      Harbor School of Medicine"
    `);
  });
  test('withdrawn after the request', () => {
    expect(message('withdraw', { letters: [about(REQUESTED)] })).toMatchInlineSnapshot(`
      "No longer needed: my letter of recommendation

      Dear Dr. Rivera,

      I am writing to tell you that I no longer need your letter for my application in neurology. Should a request still reach you, please pay no attention to it.

      I am sorry for any work this has cost you, and grateful that you were willing to help.

      I hope we stay in touch.

      With thanks,
      Robin Keller
      Class of 2028
      Harbor School of Medicine"
    `);
  });
  test('two letters withdrawn before', () => {
    expect(message('withdraw', two())).toMatchInlineSnapshot(`
      "No longer needed: my letters of recommendation

      Dear Dr. Rivera,

      I am writing to tell you that I no longer need your letters for my applications in neurology and internal medicine.

      I am sorry for any work this has cost you, and grateful that you were willing to help.

      I hope we stay in touch.

      With thanks,
      Robin Keller
      Class of 2028
      Harbor School of Medicine"
    `);
  });
});

/** With no day of its own: it is counted from the season's review day, which nobody has confirmed. */
const estimated = (fields: Partial<Letter> = {}, more: Partial<AboutLetter> = {}): AboutLetter =>
  about({ targetOn: null, ...fields }, { plan: plan({ reviewFromOn: ESTIMATE }), ...more });
const ESTIMATE = { on: day('2027-09-22'), confidence: 'estimated' as const };
const CONFIRMED = { on: day('2027-09-22'), confidence: 'confirmed' as const };

describe('a day that nobody has confirmed', () => {
  test('in an ask', () => {
    expect(message('ask', { letters: [estimated()] })).toMatchInlineSnapshot(`
      "A letter of recommendation for my application in neurology

      Dear Dr. Rivera,

      Thank you for our time together in March 2027 (Stroke service). I will be applying in neurology, and I would like to ask whether you would write a letter of recommendation for me.

      My goal: to care for people after a stroke

      Do you feel you know my work well enough to write a strong letter? If not, or if this is a bad time, please tell me so. I would understand, and it helps me to know early.

      If you are willing, I will send you my CV, a draft of my personal statement and a short reminder of the work you saw.

      The letter goes through ERAS and should be in by around September 8. The request will come by e-mail, and hospital mail filters sometimes hold such mail back, so please tell me which address suits you best. I would gladly come by for fifteen minutes to talk about my plans.

      Thank you for considering it,
      Robin Keller
      Class of 2028
      Harbor School of Medicine"
    `);
  });
  test('in person', () => {
    expect(message('ask-in-person', { letters: [estimated()] })).toMatchInlineSnapshot(`
      "– Ask for a quiet moment: “Do you have five minutes this week? I would like to ask you something about my application.”

      – Say where you are going: “I will be applying in neurology.” In your own words: to care for people after a stroke

      – Remind them where you met: Stroke service, March 2027.

      – Name one thing that you did together.

      – Ask the honest question: “Do you feel you know my work well enough to write a strong letter?” Then wait.

      – Leave a way out: “If not, or if this is a bad time, please tell me. I would understand.”

      – If it is yes: say that your CV, a draft of your statement and a reminder of the work they saw will follow. Say that the letter should be in by around September 8. Ask which address the request should go to, and say that mail filters and spam folders sometimes hold it back. Ask whether an assistant should be copied.

      – If it is no, or “maybe”: thank them and mean it. Ask who has seen more of your work."
    `);
  });
  test('with the packet', () => {
    expect(message('packet', { letters: [estimated()] })).toMatchInlineSnapshot(`
      "What may help with your letter

      Dear Dr. Rivera,

      Thank you for agreeing to write a letter for my application in neurology. Attached you will find:

      – my CV
      – a draft of my personal statement
      – a short reminder of the work you saw

      The request will come through ERAS, as an e-mail from the AAMC. Hospital mail filters and spam folders sometimes hold such requests back, so please tell me if it does not reach you.

      The letter should be in by around September 8. If anything is missing, or if fifteen minutes together would help, please tell me.

      Thank you for your time,
      Robin Keller
      Class of 2028
      Harbor School of Medicine"
    `);
  });
  test('in a nudge', () => {
    expect(message('nudge-plain', { letters: [estimated(REQUESTED)] })).toMatchInlineSnapshot(`
      "How things stand with my letter of recommendation

      Dear Dr. Rivera,

      I am writing once more about the letter that you agreed to write for my application in neurology, to ask how things stand. It should be in by around September 8.

      Could you tell me whether this can still be done, and by about which day? One line is enough, so that I can plan.

      I can send anything again that saves you a search: my CV, my statement, or how to hand the letter in.

      Thank you,
      Robin Keller
      Class of 2028
      Harbor School of Medicine"
    `);
  });
  test('in a nudge about two letters', () => {
    const letters = [
      estimated(REQUESTED),
      about({ ...REQUESTED, id: 'l2', trackId: 't2', targetOn: day('2027-09-08') }, { track: MEDICINE }),
    ];
    expect(message('nudge-gentle', { letters })).toMatchInlineSnapshot(`
      "A gentle reminder about my letters of recommendation

      Dear Dr. Rivera,

      I hope your week is going well. This is a gentle reminder of the two letters that you agreed to write for me. Both should be in by around September 8:

      – for my application in neurology, through ERAS
      – for my application in internal medicine, through ERAS

      If this is already under way, please pay no attention to my message. If anything is missing, tell me and I will see to it. Should a request not have reached you, I can have it sent once more.

      Thank you,
      Robin Keller
      Class of 2028
      Harbor School of Medicine"
    `);
  });
  test('once it has passed', () => {
    expect(
      message('nudge-gentle', { letters: [estimated(REQUESTED)], today: day('2027-09-22') }),
    ).toMatchInlineSnapshot(`
      "A gentle reminder about my letter of recommendation

      Dear Dr. Rivera,

      I hope your week is going well. This is a gentle reminder of the letter that you agreed to write for my application in neurology. I had hoped to have it by around September 8.

      A letter that comes a little later is still a great help.

      If this is already under way, please pay no attention to my message. If anything is missing, tell me and I will see to it. Should a request not have reached you, I can have it sent once more.

      Thank you,
      Robin Keller
      Class of 2028
      Harbor School of Medicine"
    `);
  });

  const SPEAK_OF_THE_DAY: readonly Purpose[] = [
    'ask',
    'ask-in-person',
    'ask-reply',
    'ask-again',
    'packet',
    'nudge-gentle',
    'nudge-plain',
    'nudge-firm',
  ];
  test.each(SPEAK_OF_THE_DAY)('is never told as a fact, and one that is certain never as a guess: %s', purpose => {
    const text = message(purpose, { letters: [estimated(REQUESTED)] });
    expect(text).toContain('by around September 8');
    expect(text).not.toMatch(/Wednesday|from today/);
    const certain = [
      about(REQUESTED, { plan: plan({ reviewFromOn: ESTIMATE }) }),
      about({ ...REQUESTED, targetOn: null }, { plan: plan({ reviewFromOn: CONFIRMED }) }),
    ];
    for (const one of certain) expect(message(purpose, { letters: [one] })).not.toContain('around');
  });
});

const UROLOGY = track({ id: 't3', name: 'Urology', specialty: 'Urology', service: 'urology' });
const SURGERY = track({ id: 't4', name: 'Surgery, military', specialty: 'General Surgery', service: 'military' });
const EYES = track({ id: 't5', name: 'Ophthalmology', specialty: 'Ophthalmology', service: 'sf-match' });
const through = (one: typeof UROLOGY, fields: Partial<Letter> = {}) => ({
  track: one,
  letters: [about({ service: one.service, trackId: one.id, ...fields }, { track: one })],
});

describe('the way a letter goes', () => {
  test('in urology the request is from the AAMC: to ask', () => {
    expect(message('ask', through(UROLOGY))).toMatchInlineSnapshot(`
      "A letter of recommendation for my application in urology

      Dear Dr. Rivera,

      Thank you for our time together in March 2027 (Stroke service). I will be applying in urology, and I would like to ask whether you would write a letter of recommendation for me.

      Do you feel you know my work well enough to write a strong letter? If not, or if this is a bad time, please tell me so. I would understand, and it helps me to know early.

      If you are willing, I will send you my CV, a draft of my personal statement and a short reminder of the work you saw.

      The letter goes through ERAS and should be in by Tuesday, August 31. The request will come by e-mail, and hospital mail filters sometimes hold such mail back, so please tell me which address suits you best. I would gladly come by for fifteen minutes to talk about my plans.

      Thank you for considering it,
      Robin Keller
      Class of 2028
      Harbor School of Medicine"
    `);
  });
  test('in urology the request is from the AAMC: with the packet', () => {
    expect(message('packet', through(UROLOGY, { form: 'standardized' }))).toMatchInlineSnapshot(`
      "What may help with your letter

      Dear Dr. Rivera,

      Thank you for agreeing to write a letter for my application in urology. Attached you will find:

      – my CV
      – a draft of my personal statement
      – a short reminder of the work you saw

      The request will come through ERAS, as an e-mail from the AAMC. Hospital mail filters and spam folders sometimes hold such requests back, so please tell me if it does not reach you. What is asked for is the specialty’s standardized form.

      The letter should be in by Tuesday, August 31. If anything is missing, or if fifteen minutes together would help, please tell me.

      Thank you for your time,
      Robin Keller
      Class of 2028
      Harbor School of Medicine"
    `);
  });
  test('in the military nobody but the student asks: to ask', () => {
    expect(message('ask', through(SURGERY))).toMatchInlineSnapshot(`
      "A letter of recommendation for my application in general surgery

      Dear Dr. Rivera,

      Thank you for our time together in March 2027 (Stroke service). I will be applying in general surgery, and I would like to ask whether you would write a letter of recommendation for me.

      Do you feel you know my work well enough to write a strong letter? If not, or if this is a bad time, please tell me so. I would understand, and it helps me to know early.

      If you are willing, I will send you my CV, a draft of my personal statement and a short reminder of the work you saw.

      The letter goes to the military selection board and should be in by Tuesday, August 31. I would gladly come by for fifteen minutes to talk about my plans.

      Thank you for considering it,
      Robin Keller
      Class of 2028
      Harbor School of Medicine"
    `);
  });
  test('in the military nobody but the student asks: with the packet', () => {
    expect(message('packet', through(SURGERY))).toMatchInlineSnapshot(`
      "What may help with your letter

      Dear Dr. Rivera,

      Thank you for agreeing to write a letter for my application in general surgery. Attached you will find:

      – my CV
      – a draft of my personal statement
      – a short reminder of the work you saw

      The letter goes to the military selection board. This is how to hand it in: [your.route].

      The letter should be in by Tuesday, August 31. If anything is missing, or if fifteen minutes together would help, please tell me.

      Thank you for your time,
      Robin Keller
      Class of 2028
      Harbor School of Medicine"
    `);
  });
  test('in the military nobody but the student asks: to nudge', () => {
    expect(message('nudge-gentle', through(SURGERY, REQUESTED))).toMatchInlineSnapshot(`
      "A gentle reminder about my letter of recommendation

      Dear Dr. Rivera,

      I hope your week is going well. This is a gentle reminder of the letter that you agreed to write for my application in general surgery. It should be in by Tuesday, August 31, 3 weeks from today.

      If this is already under way, please pay no attention to my message. If anything is missing, tell me and I will see to it.

      Thank you,
      Robin Keller
      Class of 2028
      Harbor School of Medicine"
    `);
  });
  test('in the military nobody but the student asks: to withdraw', () => {
    expect(message('withdraw', through(SURGERY, REQUESTED))).toMatchInlineSnapshot(`
      "No longer needed: my letter of recommendation

      Dear Dr. Rivera,

      I am writing to tell you that I no longer need your letter for my application in general surgery.

      I am sorry for any work this has cost you, and grateful that you were willing to help.

      I hope we stay in touch.

      With thanks,
      Robin Keller
      Class of 2028
      Harbor School of Medicine"
    `);
  });
  test('through SF Match', () => {
    expect(message('packet', through(EYES))).toMatchInlineSnapshot(`
      "What may help with your letter

      Dear Dr. Rivera,

      Thank you for agreeing to write a letter for my application in ophthalmology. Attached you will find:

      – my CV
      – a draft of my personal statement
      – a short reminder of the work you saw

      The letter goes through SF Match. This is how to hand it in: [your.route].

      The letter should be in by Tuesday, August 31. If anything is missing, or if fifteen minutes together would help, please tell me.

      Thank you for your time,
      Robin Keller
      Class of 2028
      Harbor School of Medicine"
    `);
  });
  test('through ResidencyCAS', () => {
    const emergency = track({ id: 't6', name: 'EM', specialty: 'Emergency Medicine', service: 'residencycas' });
    expect(message('packet', through(emergency, { ...REQUESTED, letterIdNumber: '778-1' }))).toMatchInlineSnapshot(`
      "What may help with your letter

      Dear Dr. Rivera,

      Thank you for agreeing to write a letter for my application in emergency medicine. Attached you will find:

      – my CV
      – a draft of my personal statement
      – a short reminder of the work you saw

      The request went out through ResidencyCAS on Sunday, July 25, as an e-mail from applicantsupport@residencycas.com; the Letter ID is 778-1. Hospital mail filters and spam folders sometimes hold such requests back, so please tell me if it does not reach you.

      The letter should be in by Tuesday, August 31. If anything is missing, or if fifteen minutes together would help, please tell me.

      Thank you for your time,
      Robin Keller
      Class of 2028
      Harbor School of Medicine"
    `);
  });
  test('through CaRMS', () => {
    const family = track({ id: 't7', name: 'Family', specialty: 'Family Medicine', service: 'carms' });
    expect(message('packet', through(family))).toMatchInlineSnapshot(`
      "What may help with your letter

      Dear Dr. Rivera,

      Thank you for agreeing to write a letter for my application in family medicine. Attached you will find:

      – my CV
      – a draft of my personal statement
      – a short reminder of the work you saw

      The request will come through CaRMS.

      The letter should be in by Tuesday, August 31. If anything is missing, or if fifteen minutes together would help, please tell me.

      Thank you for your time,
      Robin Keller
      Class of 2028
      Harbor School of Medicine"
    `);
  });

  test.each(PURPOSES)('never names a match that sends nothing: %s', purpose => {
    for (const track of [UROLOGY, SURGERY]) {
      expect(message(purpose, through(track, REQUESTED))).not.toMatch(/(?:urology|military) match/i);
    }
    expect(message(purpose, through(SURGERY, REQUESTED))).not.toMatch(/e-mail|filter|request/);
  });

  test('before there is a letter is that of the track', () => {
    const asked = (one: typeof UROLOGY) => message('ask', { letters: [], track: one });
    expect(asked(UROLOGY)).toContain('please tell me which address suits you best');
    expect(asked(SURGERY)).not.toContain('which address');
  });
});

describe('for a fellowship', () => {
  const CARDIOLOGY = track({ id: 't8', name: 'Cardiology', specialty: 'Cardiology', kind: 'fellowship' });
  const fellow = (fields: Partial<Letter> = {}) => ({
    track: CARDIOLOGY,
    isFellowship: true,
    letters: [about({ trackId: 't8', ...fields }, { track: CARDIOLOGY })],
  });
  const general = (fields: Partial<Letter> = {}) => ({
    track: null,
    isFellowship: true,
    letters: [about({ trackId: null, ...fields }, { track: null })],
  });
  test('to ask', () => {
    expect(message('ask', fellow())).toMatchInlineSnapshot(`
      "A letter of recommendation for my fellowship application in cardiology

      Dear Dr. Rivera,

      Thank you for our time together in March 2027 (Stroke service). I will be applying for fellowship in cardiology, and I would like to ask whether you would write a letter of recommendation for me.

      Do you feel you know my work well enough to write a strong letter? If not, or if this is a bad time, please tell me so. I would understand, and it helps me to know early.

      If you are willing, I will send you my CV, a draft of my personal statement and a short reminder of the work you saw.

      The letter goes through ERAS and should be in by Tuesday, August 31. The request will come by e-mail, and hospital mail filters sometimes hold such mail back, so please tell me which address suits you best. I would gladly come by for fifteen minutes to talk about my plans.

      Thank you for considering it,
      Robin Keller
      Class of 2028
      Harbor School of Medicine"
    `);
  });
  test('to ask for a General letter', () => {
    expect(message('ask', general())).toMatchInlineSnapshot(`
      "A letter of recommendation for my fellowship application

      Dear Dr. Rivera,

      Thank you for our time together in March 2027 (Stroke service). I will be applying for fellowship, and I would like to ask whether you would write a letter of recommendation for me.

      Do you feel you know my work well enough to write a strong letter? If not, or if this is a bad time, please tell me so. I would understand, and it helps me to know early.

      If you are willing, I will send you my CV, a draft of my personal statement and a short reminder of the work you saw.

      The letter goes through ERAS and should be in by Tuesday, August 31. The request will come by e-mail, and hospital mail filters sometimes hold such mail back, so please tell me which address suits you best. I would gladly come by for fifteen minutes to talk about my plans.

      Thank you for considering it,
      Robin Keller
      Class of 2028
      Harbor School of Medicine"
    `);
  });
  test('matched', () => {
    expect(message('matched', fellow(ARRIVED))).toMatchInlineSnapshot(`
      "I matched

      Dear Dr. Rivera,

      I wanted you to hear this from me: I matched for fellowship in cardiology, at [your.result].

      You were part of that. Thank you for your letter and the time you took with me.

      I hope we stay in touch, and I will let you know how the first months go.

      With thanks,
      Robin Keller
      Class of 2028
      Harbor School of Medicine"
    `);
  });
  test.each(PURPOSES)('nobody reads of a residency: %s', purpose => {
    for (const given of [fellow(), general(), { ...general(), letters: [] }]) {
      expect(message(purpose, given)).not.toMatch(/residency/i);
    }
  });
  test('beside residency, both are applications', () => {
    const letters = [...fellow(ARRIVED).letters, about({ ...ARRIVED, id: 'l2' })];
    expect(message('thanks-letter', { letters })).toContain('for my applications in cardiology and neurology');
  });
});
