import type { Service } from '../letter.ts';
import type { Purpose } from '../message-template.ts';

/**
 * Our words for every purpose. They are data of their own and not among the sentences of the interface: a message is in
 * the language of the person it goes to, whatever the student's browser speaks, it has paragraphs, and it is changed as a
 * whole. Each is one template; a test reads and fills them all.
 *
 * They are prose that a student changes without fear. What depends on several facts is a turn of phrase of its own
 * (`phrases.ts`), and no passage that is there only sometimes stands within another.
 */

export interface Words {
  readonly subject: string;
  readonly body: string;
}

const message = (subject: string, close: string, ...paragraphs: readonly string[]): Words => ({
  subject,
  body: ['Dear {{mentor.greeting}},', ...paragraphs, `${close}\n{{student.signature}}`].join('\n\n'),
});

export const OUR_WORDS: Readonly<Record<Purpose, Words>> = {
  ask: message(
    'A letter of recommendation for {{application}}',
    'Thank you for considering it,',
    '{{#if rotation.name}}Thank you for our time together in {{rotation.months}} ({{rotation.name}}). {{/if}}{{#if moment}}What has stayed with me most is {{moment}}. {{/if}}I will be applying {{track.aim}}, and I would like to ask whether {{letter.writer}} would write a letter of recommendation for me.',
    '{{#if track.goal}}My goal: {{track.goal}}{{/if}}',
    '{{#if letter.isTheirs}}Do you feel you know my work well enough to write a strong letter? If not, or if this is a bad time, please tell me so. I would understand, and it helps me to know early.\n\nIf you are willing, I will send you my CV, a draft of my personal statement and a short reminder of the work you saw.{{else}}Could you tell me whether that is possible, and what is needed for it? If it is not, please tell me so: it helps me to know early.\n\nI would send you my CV and a draft of my personal statement.{{/if}}',
    '{{letter.wanted}} {{#if letter.isMailed}}The request will come by e-mail, and hospital mail filters sometimes hold such mail back, so please tell me which address suits you best. {{/if}}I would gladly come by for fifteen minutes to talk about my plans.',
  ),
  'ask-in-person': {
    subject: '',
    body: [
      '– Ask for a quiet moment: “Do you have five minutes this week? I would like to ask you something about my application.”',
      '– Say where you are going: “I will be applying {{track.aim}}.” {{#if track.goal}}In your own words: {{track.goal}}{{/if}}',
      '{{#if rotation.name}}– Remind them where you met: {{rotation.name}}, {{rotation.months}}.{{else}}– Remind them how you know each other.{{/if}}',
      '{{#if moment}}– Name one thing that has stayed with you: {{moment}}.{{else}}– Name one thing that you did together.{{/if}}',
      '{{#if letter.isTheirs}}– Ask the honest question: “Do you feel you know my work well enough to write a strong letter?” Then wait.{{else}}– Ask whether {{letter.signatory}} would write a letter for you, and what is needed for it.{{/if}}',
      '– Leave a way out: “If not, or if this is a bad time, please tell me. I would understand.”',
      '– If it is yes: say that your CV, a draft of your statement and a reminder of the work they saw will follow. {{#if letter.isAhead}}Say that the letter should be in by {{letter.target}}. {{/if}}{{#if letter.isMailed}}Ask which address the request should go to, and say that mail filters and spam folders sometimes hold it back. {{/if}}Ask whether an assistant should be copied.',
      '– If it is no, or “maybe”: thank them and mean it. Ask who has seen more of your work.',
    ].join('\n\n'),
  },
  'ask-reply': message(
    'My question about a letter of recommendation',
    'Thank you,',
    'I asked you {{letter.whenAsked}} whether {{letter.writer}} would write a letter for {{application}}. It may have come at a busy time, so I am asking once more.',
    'If the answer is yes, I would be glad. If it is no, one line is entirely enough: I would understand, and ask somebody else.',
    '{{#if letter.target}}The letter should be in by {{letter.by}}, so an answer in the next week would help me to plan.{{/if}}',
  ),
  'ask-again': message(
    'The letter for {{application}}: does it still hold?',
    'Thank you,',
    'I am writing about the letter for {{application}} that {{letter.writer}} agreed to {{letter.whenAnswered}}. The season is here, and I would like to be sure that this still holds.',
    'Since we were last in touch:\n\n{{news}}',
    'If it no longer suits you, please tell me: I would understand, and there is time to ask somebody else. If it does, I will send my current CV and statement, and what is needed to hand the letter in. {{letter.wanted}}',
  ),
  packet: message(
    'What may help with {{letter.theirs}}',
    'Thank you for your time,',
    'Thank you for {{letter.effort}}. {{#if files}}Attached you will find:\n\n{{files}}{{/if}}',
    '{{letter.request}} {{#if letter.isMailed}}Hospital mail filters and spam folders sometimes hold such requests back, so please tell me if it does not reach you. {{/if}}{{#if letter.isForm}}What is asked for is the specialty’s standardized form. {{/if}}{{#if letter.waiver}}{{letter.waiver}}.{{/if}}',
    'The letter should be in by {{letter.by}}. If anything is missing, or if fifteen minutes together would help, please tell me.',
  ),
  'nudge-gentle': message(
    'A gentle reminder about {{letter.mine}}',
    'Thank you,',
    'I hope your week is going well. This is a gentle reminder of {{letter.promised}}. {{letter.due}}',
    '{{#if letter.isPast}}A letter that comes a little later is still a great help.{{/if}}',
    'If this is already under way, please pay no attention to my message. If anything is missing, tell me and I will see to it. {{#if letter.isOut}}Should a request not have reached you, I can have it sent once more.{{/if}}',
  ),
  'nudge-plain': message(
    'How things stand with {{letter.mine}}',
    'Thank you,',
    'I am writing once more about {{letter.promised}}, to ask how things stand. {{letter.due}}',
    '{{#if letter.isPast}}A letter that comes a little later is still a great help.{{/if}}',
    'Could you tell me whether this can still be done, and by about which day? One line is enough, so that I can plan.',
    'I can send anything again that saves you a search: my CV, my statement, or how to hand the letter in.',
  ),
  'nudge-firm': message(
    'Can {{letter.mine}} still be written?',
    'Thank you, whichever way it goes,',
    'I know how full your days are, so I will be plain: I am still without {{letter.promised}}. {{letter.due}}',
    'Can this still be done? If so, please tell me by which day. If not, please tell me that as well: I would understand, and I would ask somebody else at once.',
    'If it is easier to talk, I can call or come by your office.',
  ),
  'thanks-session': message(
    'Thank you',
    'With thanks,',
    'Thank you for {{thanks}}.',
    'What I am taking with me: {{your.lesson}}',
    'I hope we can talk or work together again.',
  ),
  'thanks-letter': message(
    'Thank you for {{letter.theirs}}',
    'With thanks,',
    'I have just seen that {{letter.theirs}} for {{application}} {{letter.arrived}}. Thank you for the time and the care this took.',
    '{{#if letter.isTheirs}}It means a lot to me that you were willing to vouch for me. {{else}}Please pass on my thanks to {{letter.signatory}}. {{/if}}I will let you know how the season goes.',
  ),
  'check-in': message(
    'A short update',
    'Best wishes,',
    'I hope you are well. Here is my news since we were last in touch:\n\n{{news}}',
    'There is no need to reply. If you have a thought about any of this, I would be glad of it; and if I can be of help with something you are working on, please tell me.',
  ),
  meeting: message(
    'Would you have fifteen minutes?',
    'Thank you,',
    '{{#if letter.isChair}}I will be applying {{track.aim}}, and some programs ask for a letter from the chair or the department. I would be grateful for fifteen minutes to introduce myself and to learn what you need from me for it.{{else}}I am working out my next steps, and I would value your advice. Would you have fifteen minutes for a coffee or a call in the coming weeks?{{/if}}',
    'What I would most like to ask you: {{your.question}}',
    'I am free {{your.times}} and can come to wherever suits you. If this is a busy stretch, later is just as good.',
  ),
  feedback: message(
    'Feedback on my work',
    'Thank you,',
    '{{#if rotation.isOver}}Thank you for our time together in {{rotation.months}} ({{rotation.name}}). I would like to learn from it what I can do better.{{else}}I am glad to be working with you, and I would like to get better while there is time to show it.{{/if}}',
    'Could you tell me, in two minutes in person or in a line or two by mail, one thing that I do well and one thing that I should do differently?',
    'Please be plain with me. I want to know, and I will work on it.',
  ),
  matched: message(
    'I matched',
    'With thanks,',
    'I wanted you to hear this from me: I matched {{track.aim}}, at {{your.result}}.',
    'You were part of that. Thank you for {{mentor.help}}.',
    'I hope we stay in touch, and I will let you know how the first months go.',
  ),
  'not-matched': message(
    'How my Match went',
    'With thanks,',
    'I wanted you to hear this from me: {{application}} did not lead to a match this year.',
    'It is a disappointment, and I am working out what comes next. I am no less grateful for {{mentor.help}}.',
    'There is nothing you need to do. If you have advice for me, I would be glad to hear it when it suits you.',
  ),
  soap: message(
    'My Match, and this week',
    'With thanks,',
    'I wanted you to hear this from me: {{application}} did not lead to a match in the main round, and I am taking part in SOAP this week.',
    '{{#if letter.received}}I may use {{letter.theirs}} for it once more, and you need to do nothing for that. {{/if}}As I understand its rules, the first contact is left to the programs, so please do not write to any for me. If one of them calls you, a kind word would help.',
    'I am grateful for {{mentor.help}}, and I will tell you how it ends.',
  ),
  'reply-to-no': message(
    'Thank you for telling me',
    'Best wishes,',
    'Thank you for your answer about a letter, and for being plain with me. I understand, and it helps me to know now.',
    '{{#if letter.isTheirs}}I am grateful for what I have learned from you, and I hope we stay in touch. {{/if}}If somebody comes to mind who has seen more of my work, I would be glad of the name.',
  ),
  withdraw: message(
    'No longer needed: {{letter.mine}}',
    'With thanks,',
    'I am writing to tell you that I no longer need {{letter.theirs}} for {{application}}. {{#if letter.isOut}}Should a request still reach you, please pay no attention to it.{{/if}}',
    'I am sorry for any work this has cost you, and grateful that you were willing to help.',
    'I hope we stay in touch.',
  ),
};

/** What a service is called within a sentence; `other` has the name its plan gives it. */
export const SERVICE_NAMES: Readonly<Record<Exclude<Service, 'other'>, string>> = {
  eras: 'ERAS',
  residencycas: 'ResidencyCAS',
  'sf-match': 'SF Match',
  // Urology has a match of its own, and its letters go through ERAS.
  urology: 'ERAS',
  military: 'the military selection board',
  carms: 'CaRMS',
};

/** Who e-mails the writer where a service does so, as it stands among their mail; `domain.md` of the design, section 1. */
export const REQUEST_SENDERS: Readonly<Partial<Record<Service, string>>> = {
  eras: 'the AAMC',
  urology: 'the AAMC',
  residencycas: 'applicantsupport@residencycas.com',
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

/** What is offered to go with a packet whose letter has no checklist yet; `domain.md` of the design, section 4.2. */
export const USUAL_FILES: readonly string[] = ['cv', 'statement', 'photo', 'moments'];
/** Of these, what not everybody has or wants to send: it goes only where the student says so. */
export const OFFERED_FILES: readonly string[] = ['photo'];

/** What a thank-you can begin with, from the reminder's facts; the rest is the student's. */
export const THANKS_FOR_MEETING = (day: string): string => `taking the time to meet on ${day}`;
export const THANKS_FOR_ROTATION = (rotation: string): string => `your time and teaching on my rotation (${rotation})`;
