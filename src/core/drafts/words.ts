import type { Service } from '../letter.ts';
import type { Purpose } from '../message-template.ts';

/**
 * Our words for every purpose. They are data of their own and not among the sentences of the interface: a message is in
 * the language of the person it goes to, whatever the student's browser speaks, it has paragraphs, and it is changed as a
 * whole. Each is one template; a test reads and fills them all.
 */

export interface Words {
  readonly subject: string;
  readonly body: string;
}

const SIGNED = `{{student.name}}{{#if student.class}}
{{student.class}}{{/if}}{{#if student.school}}
{{student.school}}{{/if}}`;

const FOR_TRACK = '{{#if track.specialty}}my application in {{track.specialty}}{{else}}my residency application{{/if}}';

const message = (subject: string, close: string, ...paragraphs: readonly string[]): Words => ({
  subject,
  body: ['Dear {{mentor.greeting}},', ...paragraphs, `${close}\n${SIGNED}`].join('\n\n'),
});

/** The day to name where a letter is still to be promised: one that has passed is no day to be in by. */
const BY = '{{#if letter.isPast}}{{your.day}}{{else}}{{letter.target}}{{/if}}';

/** When the letter is wanted, or was. */
const WANTED_BY =
  '{{#if letter.isPast}}The day I had hoped for was {{letter.target}}; a letter that comes a little later is still a great help.{{else}}It should be in by {{letter.target}}{{#if letter.left}}, {{letter.left}} from today{{/if}}.{{/if}}';

export const OUR_WORDS: Readonly<Record<Purpose, Words>> = {
  ask: message(
    'Would you write a letter for my residency application?',
    'Thank you for considering it,',
    '{{#if rotation.name}}Thank you for our time together on {{rotation.name}}{{#if rotation.months}} ({{rotation.months}}){{/if}}. {{/if}}I will be applying {{#if track.specialty}}in {{track.specialty}}{{else}}for residency{{/if}}, and I would like to ask whether {{#if letter.signatory}}{{letter.signatory}}{{else}}you{{/if}} would write a letter of recommendation for me.{{#if moment}} What has stayed with me most is {{moment}}.{{/if}}',
    '{{#if track.goal}}My goal: {{track.goal}}{{/if}}',
    '{{#if letter.signatory}}Could you tell me whether that is possible, and what is needed for it? If it is not, please tell me so: it helps me to know early.{{else}}Do you feel you know my work well enough to write a strong letter? If not, or if this is a bad time, please tell me so. I would understand, and it helps me to know early.{{/if}}',
    `{{#if letter.signatory}}I would send you my CV and a draft of my personal statement for it.{{else}}If you are willing, I will send you my CV, a draft of my personal statement and a short reminder of the work you saw.{{/if}} The letter {{#if letter.service}}goes through {{letter.service}} and {{/if}}should be in by ${BY}. I would gladly come by for fifteen minutes to talk about my plans.`,
  ),
  'ask-in-person': {
    subject: '',
    body: [
      '– Ask for a quiet moment: “Do you have five minutes this week? I would like to ask you something about my application.”',
      '– Say where you are going: “I will be applying {{#if track.specialty}}in {{track.specialty}}{{else}}for residency{{/if}}.”{{#if track.goal}} In your own words: {{track.goal}}{{/if}}',
      '{{#if rotation.name}}– Remind them where you met: {{rotation.name}}{{#if rotation.months}}, {{rotation.months}}{{/if}}.{{#if moment}} Name one thing: {{moment}}.{{/if}}{{else}}– Remind them how you know each other, and name one thing you did together{{#if moment}}: {{moment}}{{/if}}.{{/if}}',
      '– Ask the honest question: “Do you feel you know my work well enough to write a strong letter?” Then wait.',
      '– Leave a way out: “If not, or if this is a bad time, please tell me. I would understand.”',
      '– If it is yes: say that the CV, a draft of the statement and a reminder of the work they saw will follow{{#if letter.target}}{{#if letter.isPast}}{{else}}, and that it should be in by {{letter.target}}{{/if}}{{/if}}. Ask which address the request should go to, and whether an assistant should be copied.',
      '– If it is no, or “maybe”: thank them and mean it. A letter written out of kindness helps nobody. Ask who has seen more of your work.',
    ].join('\n\n'),
  },
  'ask-reply': message(
    'My question about a letter of recommendation',
    'Thank you,',
    `{{#if letter.asked}}On {{letter.asked}} I asked{{else}}Some time ago I asked{{/if}} whether {{#if letter.signatory}}{{letter.signatory}}{{else}}you{{/if}} would write a letter for ${FOR_TRACK}. It may have come at a busy time, so I am asking once more.`,
    `{{#if letter.signatory}}If it can be done, I would be glad. If it cannot, a one-line{{else}}If you can, I would be glad. If you cannot, or would rather not, a one-line{{/if}} “no” is entirely fine, and I will ask somebody else.{{#if letter.target}} The letter should be in by ${BY}, so an answer in the next week would help me to plan.{{/if}}`,
  ),
  'ask-again': message(
    '{{#if letter.signatory}}The letter for my application: does it still hold?{{else}}Your letter for my application: are you still willing?{{/if}}',
    'Thank you,',
    `{{#if letter.answered}}On {{letter.answered}}{{else}}Some time ago{{/if}} {{#if letter.signatory}}{{letter.signatory}}{{else}}you{{/if}} agreed to write a letter for ${FOR_TRACK}. The season is here, and I would like to be sure that {{#if letter.signatory}}this still holds{{else}}you are still willing{{/if}}.`,
    '{{#if news}}Since we were last in touch:\n\n{{#each news}}– {{item}}\n{{/each}}{{else}}Since we were last in touch: {{your.update}}{{/if}}',
    `If {{#if letter.signatory}}it does not{{else}}it no longer suits you{{/if}}, please tell me: I would understand, and there is time to ask somebody else. If it does, I will send my current CV and statement{{#if letter.service}} and enter the request in {{letter.service}}{{/if}}. The letter should be in by ${BY}.`,
  ),
  packet: message(
    'For {{#if letter.signatory}}the{{else}}your{{/if}} letter: what may help',
    'Thank you for your time,',
    `{{#if letter.signatory}}Thank you for helping with the letter of {{letter.signatory}} for ${FOR_TRACK}.{{else}}Thank you for agreeing to write a letter for ${FOR_TRACK}.{{/if}} {{#if files}}Attached you will find:

{{#each files}}– {{item}}
{{/each}}{{/if}}`,
    '{{#if letter.requested}}The request went out through {{letter.service}} on {{letter.requested}}{{else}}The request will reach you through {{letter.service}}{{/if}}{{#if letter.id}}; the Letter ID is {{letter.id}}{{/if}}. Hospital mail filters sometimes hold such requests back, so please tell me if you do not see it.{{#if letter.isForm}} This one is on the specialty’s standardized form.{{/if}}{{#if letter.waiver}} {{letter.waiver}}.{{/if}}',
    `The letter should be in by ${BY}. If anything is missing, or fifteen minutes together would help you, please tell me.`,
  ),
  'nudge-gentle': message(
    'A gentle reminder about my letter',
    'Thank you,',
    `I hope your week is going well. This is a gentle reminder of the letter {{#if letter.signatory}}that {{letter.signatory}}{{else}}you{{/if}} agreed to write for ${FOR_TRACK}. ${WANTED_BY}`,
    'If it is already under way, please pay no attention to this. If anything is missing, or the request{{#if letter.service}} from {{letter.service}}{{/if}} did not reach you, tell me and I will see to it.',
  ),
  'nudge-plain': message(
    'My letter of recommendation: how is it going?',
    'Thank you,',
    `I am writing once more about the letter {{#if letter.signatory}}of {{letter.signatory}} {{/if}}for ${FOR_TRACK}, which is not in yet. ${WANTED_BY}`,
    'Could you tell me whether {{#if letter.signatory}}it is still expected{{else}}you still expect to write it{{/if}}, and by about which day? One line is enough, so that I can plan.',
    'I can send you my CV and the reminder of our work again, or have the request sent once more, if that saves you a search.',
  ),
  'nudge-firm': message(
    '{{#if letter.signatory}}Can my letter still be written?{{else}}Can you still write my letter?{{/if}}',
    'Thank you, whichever way it goes,',
    `I know how full your days are, so I will be plain. The letter {{#if letter.signatory}}of {{letter.signatory}} {{/if}}for ${FOR_TRACK} is not in, and {{#if letter.isPast}}the day I needed it by, {{letter.target}}, has passed{{else}}I need it by {{letter.target}}{{#if letter.left}}, {{letter.left}} from today{{/if}}{{/if}}.`,
    '{{#if letter.signatory}}Can it still be written? If so, please tell me by which day. If not,{{else}}Can you still write it? If you can, please tell me by which day. If you cannot,{{/if}} please tell me that as well: I would understand, and I would ask somebody else at once.',
    'If it is easier, I can call your office or speak with your assistant.',
  ),
  'thanks-session': message(
    'Thank you',
    'With thanks,',
    'Thank you for {{#if moment}}{{moment}}{{else}}{{your.thanks}}{{/if}}.',
    'What I am taking with me: {{your.lesson}}',
    'I hope we can talk or work together again.',
  ),
  'thanks-letter': message(
    '{{#if letter.signatory}}Thank you for the letter{{else}}Thank you for your letter{{/if}}',
    'With thanks,',
    `{{#if letter.signatory}}The letter of {{letter.signatory}}{{else}}Your letter{{/if}} for ${FOR_TRACK} {{#if letter.received}}arrived on {{letter.received}}{{else}}has arrived{{/if}}. Thank you for {{#if letter.signatory}}seeing to it{{else}}writing it{{/if}}, and for the time it took.`,
    '{{#if letter.signatory}}Please pass on my thanks.{{else}}It means a lot to me that you were willing to vouch for me.{{/if}} I will let you know how the season goes.',
  ),
  'check-in': message(
    'A short update',
    'Best wishes,',
    'I hope you are well. {{#if news}}A few things have happened since we were last in touch:\n\n{{#each news}}– {{item}}\n{{/each}}{{else}}A short update from me: {{your.update}}{{/if}}',
    'There is no need to reply. If you have a thought about any of this, I would be glad of it; and if I can be of help with something you are working on, please tell me.',
  ),
  meeting: message(
    '{{#if letter.isChair}}A short meeting about a department letter{{else}}Would you have fifteen minutes?{{/if}}',
    'Thank you,',
    '{{#if letter.isChair}}I will be applying {{#if track.specialty}}in {{track.specialty}}{{else}}for residency{{/if}}, and some programs ask for a letter from the chair or the department. I would be grateful for fifteen minutes to introduce myself and to learn what you need from me for it.{{else}}I am working out my next steps{{#if track.specialty}} towards {{track.specialty}}{{/if}}, and I would value your advice. Would you have fifteen minutes for a coffee or a call in the coming weeks?{{/if}}',
    'What I would most like to ask you: {{your.question}}',
    'I am free {{your.times}} and can come to wherever suits you. If this is a busy stretch, later is just as good.',
  ),
  feedback: message(
    'Feedback on my work{{#if rotation.name}}: {{rotation.name}}{{/if}}',
    'Thank you,',
    '{{#if rotation.name}}{{#if rotation.isOver}}Thank you for our time together on {{rotation.name}}. I would like to learn from it what I can do better.{{else}}I am glad to be working with you on {{rotation.name}}, and I would like to get better while there is time to show it.{{/if}}{{else}}I would like to get better while there is time to show it.{{/if}}',
    'Could you tell me, in two minutes in person or in a line or two by mail, one thing that I do well and one thing that I should do differently?',
    'Please be plain with me. I will work on it, and come back to you to hear whether you see a difference.',
  ),
  matched: message(
    'I matched',
    'With thanks,',
    'I wanted you to hear this from me: I matched{{#if track.specialty}} in {{track.specialty}}{{/if}}, at {{your.result}}.',
    '{{#if letter.received}}{{#if letter.signatory}}The letter of {{letter.signatory}}{{else}}Your letter{{/if}} was part of that, and so was the time you took with me. Thank you for both.{{else}}The time you took with me was part of that. Thank you for it.{{/if}}',
    'I hope we stay in touch, and I will let you know how the first months go.',
  ),
  'not-matched': message(
    'How my Match went',
    'With thanks,',
    'I wanted you to hear this from me: I did not match{{#if track.specialty}} in {{track.specialty}}{{/if}} this year.',
    'It is a disappointment, and I am working out what comes next. I am no less grateful for {{#if letter.received}}{{#if letter.signatory}}the letter{{else}}your letter{{/if}} and {{/if}}the time you gave me.',
    'There is nothing you need to do. If you have advice for me, I would be glad to hear it when it suits you.',
  ),
  soap: message(
    'My Match, and this week',
    'With thanks,',
    'I wanted you to hear this from me: I did not match{{#if track.specialty}} in {{track.specialty}}{{/if}} in the main round, and I am taking part in SOAP this week.',
    '{{#if letter.received}}{{#if letter.signatory}}The letter of {{letter.signatory}}{{else}}Your letter{{/if}} may go to programs once more, and you need to do nothing for that. {{/if}}The rules of SOAP leave the first contact to the programs, so please do not write to any for me. If one of them calls you, a kind word would help.',
    'I am grateful for {{#if letter.received}}{{#if letter.signatory}}the letter{{else}}your letter{{/if}}{{else}}the time you took with me{{/if}}, and I will tell you how it ends.',
  ),
  'reply-to-no': message(
    'Thank you for telling me',
    'Best wishes,',
    'Thank you for your answer about a letter, and for being plain with me. I understand, and it helps me to know now.',
    'I am glad of what I learned from you, and I hope we stay in touch. If somebody comes to mind who has seen more of my work, I would be grateful for the name.',
  ),
  withdraw: message(
    'My letter: no longer needed',
    'With thanks,',
    `My plans have changed, and I {{#if letter.received}}will not be using the letter {{#if letter.signatory}}of {{letter.signatory}}{{else}}you wrote{{/if}} for ${FOR_TRACK}{{else}}no longer need the letter {{#if letter.signatory}}of {{letter.signatory}}{{else}}I asked you to write{{/if}} for ${FOR_TRACK}{{/if}}.`,
    'I am sorry for any work you have put into it, and grateful that you were willing.{{#if letter.received}}{{else}}{{#if letter.requested}} Should the request in {{letter.service}} still reach you, please pay no attention to it.{{/if}}{{/if}}',
    'I hope we stay in touch.',
  ),
};

/** What a service is called within a sentence; `other` has the name its plan gives it. */
export const SERVICE_NAMES: Readonly<Record<Exclude<Service, 'other'>, string>> = {
  eras: 'ERAS',
  residencycas: 'ResidencyCAS',
  'sf-match': 'SF Match',
  urology: 'the urology match',
  military: 'the military match',
  carms: 'CaRMS',
};

export const WAIVED = 'I have waived my right to see the letter';
export const NOT_WAIVED = 'I have not waived my right to see the letter';

/** What is attached, as the writer reads it. A talk is offered and cannot be attached. */
export const FILE_NAMES: Readonly<Record<string, string>> = {
  cv: 'my CV',
  statement: 'a draft of my personal statement',
  photo: 'a photo, so that you recall the right student',
  'request-form': 'the request form',
  moments: 'a short reminder of the work you saw',
  grades: 'my grades and evaluations',
  template: 'the specialty’s form',
};

/** What goes with a packet whose letter has no checklist yet. */
export const USUAL_FILES: readonly string[] = ['cv', 'statement', 'moments'];

/** What a thank-you can begin with, from the reminder's facts; the rest is the student's. */
export const THANKS_FOR_MEETING = (day: string): string => `taking the time to meet on ${day}`;
export const THANKS_FOR_ROTATION = (rotation: string): string => `your time and teaching on ${rotation}`;
