import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import {
  attachmentsOf,
  lastTogether,
  type MessageFacts,
  mergeValues,
  newsSince,
  thanksFor,
} from '../../../src/core/drafts/facts.ts';
import {
  CONDITIONS,
  FIELD_TYPES,
  LIST_FIELDS,
  MERGE_FIELDS,
  type MergeValues,
} from '../../../src/core/drafts/fields.ts';
import { fillTemplate } from '../../../src/core/drafts/fill.ts';
import { greetingOf, greetingsOf, signatoryOf } from '../../../src/core/drafts/greeting.ts';
import type { AboutLetter, DayWords } from '../../../src/core/drafts/phrases.ts';
import {
  isNewsOfMatch,
  letterFieldsAfter,
  lettersFor,
  lettersTogether,
  loggedAs,
  loggedLetterId,
  MATTERS,
  nudgeAfter,
  nudgesSent,
  PURPOSE_GROUPS,
  purposeOf,
  waysOf,
  wordsFor,
} from '../../../src/core/drafts/purposes.ts';
import { parseTemplate, type TemplateNode } from '../../../src/core/drafts/template.ts';
import { OUR_WORDS } from '../../../src/core/drafts/words.ts';
import type { Letter } from '../../../src/core/letter.ts';
import type { Mentor } from '../../../src/core/mentor.ts';
import { messageTemplateFieldsSchema, PURPOSES, type Purpose } from '../../../src/core/message-template.ts';
import type { Reason } from '../../../src/core/reminders/reminder.ts';
import { day, interaction, letter, plan, reminder, rotation, track } from '../records.ts';

const TODAY = day('2027-08-10');
const DAYS: DayWords = {
  day: on => `<${on}>`,
  roughly: on => `(${on})`,
  span: days => `${days} days`,
  months: (from, until) => `${from.slice(0, 7)} to ${until.slice(0, 7)}`,
};

const NEUROLOGY = track({ name: 'Neurology', specialty: 'Neurology', goal: 'a career in stroke care' });

const about = (fields: Partial<Letter> = {}, more: Partial<AboutLetter> = {}): AboutLetter => ({
  letter: letter({ targetOn: day('2027-08-31'), askedOn: day('2027-07-20'), trackId: 't1', ...fields }),
  signatory: '',
  track: NEUROLOGY,
  plan: plan(),
  ...more,
});

const facts = (fields: Partial<MessageFacts> = {}): MessageFacts => ({
  mentor: { name: 'Elena Rivera', credentials: 'MD', role: 'attending', greeting: '' },
  profile: { name: 'Robin Keller', school: 'Harbor School of Medicine', className: 'Class of 2028' },
  letters: [about()],
  track: NEUROLOGY,
  isFellowship: false,
  rotation: rotation({ name: 'Stroke service', startsOn: day('2027-03-01'), endsOn: day('2027-03-28') }),
  moment: 'the family meeting you let me lead',
  news: ['Passed Step 2 CK', 'Poster at the regional meeting'],
  today: TODAY,
  ...fields,
});

/** Text of several scripts, and what no text should have. */
const anyText = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ' ',
        ',',
        '.',
        '\n',
        'Dr.',
        'MD',
        'de',
        'Ana',
        '王',
        'د.',
        '🎓',
        '\ud83d',
        '\0',
        '{',
        '}',
        '\\',
        '$&',
        'Jr.',
      ),
      fc.string({ maxLength: 6 }),
    ),
    { maxLength: 12 },
  )
  .map(pieces => pieces.join(''));

const filled = (source: string, values: MergeValues) =>
  fillTemplate(parseTemplate(source, FIELD_TYPES), values)
    .map(part => (part.type === 'text' ? part.text : `[${part.field}]`))
    .join('');

describe('a filled template', () => {
  test.each([
    ['Dear {{mentor.greeting}},', { 'mentor.greeting': 'Dr. Rivera' }, 'Dear Dr. Rivera,'],
    ['Dear {{mentor.greeting}},', {}, 'Dear [mentor.greeting],'],
    ['Dear {{mentor.greeting}},', { 'mentor.greeting': ' ' }, 'Dear [mentor.greeting],'],
    ['{{#if news}}yes{{else}}no{{/if}}', { news: [] }, 'no'],
    ['{{#if news}}yes{{else}}no{{/if}}', { news: [' '] }, 'no'],
    ['{{#if news}}yes{{else}}no{{/if}}', { news: ['a'] }, 'yes'],
    ['{{#each news}}– {{item}}\n{{/each}}end', { news: ['a', '', 'b'] }, '– a\n– b\nend'],
    ['A\n\n{{#if moment}}B\n\n{{/if}}C', {}, 'A\n\nC'],
    ['A\n\n{{#if moment}}B\n\n{{/if}}C', { moment: 'x' }, 'A\n\nB\n\nC'],
    ['A\n\n{{#if moment}}\nB\n{{/if}}\n\nC', { moment: 'x' }, 'A\n\nB\n\nC'],
    ['A\n\n{{#if moment}}\nB\n{{/if}}\n\nC', {}, 'A\n\nC'],
    ['{{#if moment}}B\n\n{{/if}}C', {}, 'C'],
    ['A\n\n{{#if moment}}B{{/if}}', {}, 'A'],
    ['A\n\n\n\nB\n', {}, 'A\n\n\n\nB\n'],
    ['{{#if moment}}B{{/if}}\n\n{{mentor.name}}', {}, '[mentor.name]'],
    ['{{news}}.', { news: ['a', '', 'b'] }, '– a\n– b.'],
    ['{{news}}', { news: [] }, '[news]'],
    ['A {{#if moment}}B {{/if}}C', {}, 'A C'],
    ['A {{#if moment}}B{{/if}} C', {}, 'A C'],
    ['A {{#if moment}}B{{/if}}\n\nC', {}, 'A\n\nC'],
    ['{{mentor.name}}{{#if moment}}B{{/if}} C', {}, '[mentor.name] C'],
    ['A {{#if moment}}B{{/if}}', {}, 'A'],
    ['{{#if moment}}B {{/if}}C', {}, 'C'],
  ] as const)('%j with %j is %j', (source, values, expected) => {
    expect(filled(source, values)).toBe(expected);
  });

  test('reads nothing that is put in as template, in whatever script', () => {
    for (const name of [
      '{{mentor.name}}',
      '{{#each news}}',
      '王小明',
      'د. منى الراوي',
      'Zoë O’Neill 🎓',
      '\\{{',
      '$&',
    ]) {
      expect(
        filled('Dear {{mentor.name}}, {{#each news}}{{item}}{{/each}}', { 'mentor.name': name, news: [name] }),
      ).toBe(`Dear ${name}, ${name}`);
    }
  });

  test('leaves words alone, and never loses a field that is not known', () => {
    fc.assert(
      fc.property(anyText, fc.string({ maxLength: 20 }), (text, value) => {
        if (!text.includes('{{')) expect(filled(text, {})).toBe(text);
        const open = fillTemplate(parseTemplate(`${'{{'}mentor.name}}`, FIELD_TYPES), { 'mentor.name': value });
        expect(open).toEqual(
          value.trim() === '' ? [{ type: 'open', field: 'mentor.name' }] : [{ type: 'text', text: value }],
        );
      }),
    );
  });
});

/** Every name that a template reads. */
function namesIn(nodes: readonly TemplateNode[]): string[] {
  return nodes.flatMap(node => {
    if (node.type === 'text') return [];
    if (node.type === 'field') return [node.name];
    return [
      node.name,
      ...(node.type === 'if' ? [...namesIn(node.body), ...namesIn(node.otherwise)] : namesIn(node.body)),
    ];
  });
}

describe('our words', () => {
  const templates = PURPOSES.flatMap(purpose =>
    (['subject', 'body'] as const).map(part => ({ purpose, part, source: OUR_WORDS[purpose][part] })),
  );

  test.each(templates)('have no mistake: $purpose, $part', ({ source }) => {
    expect(parseTemplate(source, FIELD_TYPES).errors).toEqual([]);
    expect(source).not.toMatch(/['"]|\.\.\.|[^\S\n]{2}|[^\S\n]$/m);
    // Prose that can be read: nothing that is there only sometimes stands within another.
    for (const node of parseTemplate(source, FIELD_TYPES).nodes) {
      if (node.type === 'text' || node.type === 'field') continue;
      const inside = node.type === 'if' ? [...node.body, ...node.otherwise] : node.body;
      expect(inside.filter(({ type }) => type === 'if' || type === 'each')).toEqual([]);
    }
  });

  test.each(PURPOSES)('are kept as they are when they are saved: %s', purpose => {
    const fields = { purpose, ...OUR_WORDS[purpose] };
    expect(v.parse(messageTemplateFieldsSchema, fields)).toEqual(fields);
  });

  test('use every field that is offered, or leave it to the student', () => {
    const used = new Set(templates.flatMap(({ source }) => namesIn(parseTemplate(source, FIELD_TYPES).nodes)));
    const spare = [
      'mentor.name',
      'student.name',
      'student.school',
      'student.class',
      'track.name',
      'track.specialty',
      'letter.service',
      'letter.left',
      'letter.id',
      'letter.asked',
      'letter.answered',
      'letter.requested',
      'letter.sinceAsk',
      'your.update',
      // In a phrase of its own.
      'your.thanks',
      'your.day',
      'your.route',
    ];
    expect(MERGE_FIELDS.filter(field => !used.has(field))).toEqual(MERGE_FIELDS.filter(field => spare.includes(field)));
    expect(CONDITIONS.filter(one => LIST_FIELDS.some(list => list === String(one)))).toEqual([]);
  });

  const byHand = (text: string) => [...text.matchAll(/\[([\w.]+)\]/g)].map(([, field]) => field);
  const message = (purpose: Purpose, given: MessageFacts) => {
    const values = mergeValues(given, DAYS);
    const { subject, body } = OUR_WORDS[purpose];
    return subject === '' ? filled(body, values) : `${filled(subject, values)}\n\n${filled(body, values)}`;
  };

  test.each(PURPOSES)('with every fact known leave only what the student alone can say: %s', purpose => {
    const letters = [
      {},
      { isChairLetter: true, form: 'standardized' as const, letterIdNumber: 'L-1', isWaived: true },
      { requestedOn: TODAY, receivedOn: TODAY, answeredOn: TODAY },
    ];
    for (const fields of letters) {
      const text = message(purpose, facts({ letters: [about(fields)] }));
      expect(byHand(text).filter(field => !field?.startsWith('your.'))).toEqual([]);
      expect(text).not.toMatch(/undefined|null|\{\{|\n{3}| {2}| [.,;:]|\.\./);
    }
  });

  test.each(PURPOSES.filter(purpose => purpose !== 'ask-in-person'))(
    'with nothing known still greet and sign, with marks: %s',
    purpose => {
      const nothing = facts({
        profile: { name: '', school: '', className: '' },
        letters: [],
        track: null,
        rotation: null,
        moment: '',
        news: [],
      });
      const text = message(purpose, nothing);
      expect(text).toMatch(/^\S.*\n\nDear Dr\. Rivera,\n\n/);
      expect(text).toMatch(/,\n\[student\.name\]$/);
      expect(text).not.toMatch(/undefined|null|\n{3}| {2}| [.,;:]|\.\./);
    },
  );

  test('of an ask leave the person a way out', () => {
    for (const purpose of ['ask', 'ask-in-person'] as const) {
      expect(OUR_WORDS[purpose].body).toContain('Do you feel you know my work well enough to write a strong letter?');
      expect(OUR_WORDS[purpose].body).toMatch(/If not/);
    }
  });

  test('of a nudge say it when the day has passed, and not before', () => {
    const late = facts({ letters: [about({ targetOn: day('2027-08-01') })] });
    const due = facts({ letters: [about({ targetOn: TODAY })] });
    expect(message('nudge-firm', late)).toContain('I had hoped to have it by <2027-08-01>.');
    expect(message('nudge-firm', due)).toContain('It should be in by <2027-08-10>.');
    expect(message('nudge-firm', facts())).toContain('It should be in by <2027-08-31>, 21 days from today.');
    // Three weeks and two days have no short name that is true.
    const odd = facts({ letters: [about({ targetOn: day('2027-09-02') })] });
    expect(message('nudge-firm', odd)).toContain('It should be in by <2027-09-02>.');
  });

  test('never want a letter by a day that has passed', () => {
    const late = facts({ letters: [about({ targetOn: day('2027-08-01'), askedOn: day('2027-07-01') })] });
    for (const purpose of ['ask', 'ask-reply', 'ask-again', 'packet'] as const) {
      expect(message(purpose, facts())).toContain('in by <2027-08-31>');
      expect(message(purpose, late)).toContain('in by [your.day]');
      expect(message(purpose, late)).not.toContain('<2027-08-01>');
    }
    expect(message('ask-in-person', facts())).toContain('in by <2027-08-31>');
    expect(message('ask-in-person', late)).not.toContain('in by');
  });

  test.each([
    ['Internal Medicine', 'internal medicine'],
    ['Obstetrics and Gynecology', 'obstetrics and gynecology'],
    ['Medicine-Pediatrics', 'medicine-pediatrics'],
    ['PM&R', 'PM&R'],
    ['ENT', 'ENT'],
    ['Mohs Surgery', 'Mohs surgery'],
  ])('say %s within a sentence', (specialty, expected) => {
    const named = track({ specialty });
    expect(message('matched', facts({ letters: [], track: named }))).toContain(`I matched in ${expected}, at`);
  });

  test('call a track without a specialty as the student does', () => {
    const named = track({ name: 'Harbor track', specialty: '' });
    expect(message('matched', facts({ letters: [], track: named }))).toContain('I matched in Harbor track, at');
  });

  test('ask for feedback during a rotation in other words than after it', () => {
    const last = (endsOn: string) =>
      facts({ rotation: rotation({ name: 'Stroke service', startsOn: day('2027-03-01'), endsOn: day(endsOn) }) });
    expect(message('feedback', last('2027-08-10'))).toContain('I am glad to be working with you');
    expect(message('feedback', last('2027-08-09'))).toContain('Thank you for our time together in ');
    expect(message('feedback', last('2027-08-09'))).not.toContain('while there is time');
    expect(message('feedback', facts({ rotation: null }))).toContain('I would like to get better');
  });

  test.each(['matched', 'not-matched', 'soap'] as const)('thank for a letter only whoever wrote one: %s', purpose => {
    expect(message(purpose, facts())).not.toMatch(/letter/i);
    expect(message(purpose, facts({ letters: [] }))).not.toMatch(/letter/i);
    expect(message(purpose, facts({ letters: [about({ receivedOn: TODAY })] }))).toMatch(/your letter/i);
  });

  test('take what was done together into their sentence, whether or not it was typed as one', () => {
    for (const moment of ['the family meeting', ' the family meeting. ']) {
      expect(message('thanks-session', facts({ moment }))).toContain('Thank you for the family meeting.\n');
    }
    expect(message('thanks-session', facts({ moment: 'so much...' }))).toContain('Thank you for so much....\n');
  });
});

describe('a greeting', () => {
  const person = (name: string, credentials: string, role: Mentor['role']) => ({
    name,
    credentials,
    role,
    greeting: '',
  });

  test.each([
    ['Elena Rivera', 'MD', 'Dr. Rivera'],
    ['Elena Rivera', 'DO, MPH', 'Dr. Rivera'],
    ['Tom Lindqvist', 'PhD', 'Dr. Lindqvist'],
    ['Elena Rivera, MD', '', 'Dr. Rivera'],
    ['Rivera, Elena', 'MD', 'Dr. Rivera'],
    ['Rivera, Elena MD', '', 'Dr. Rivera'],
    ['James Okafor Jr.', 'MD', 'Dr. Okafor'],
    ['James Okafor, Jr.', 'MD', 'Dr. Okafor'],
    ['Dr. Ana de la Cruz', '', 'Dr. de la Cruz'],
    ['Ana De La Cruz', 'MD', 'Dr. De La Cruz'],
    ['Omar Al Rashid', 'MD', 'Dr. Al Rashid'],
    ['Dr. Ada Moreno', '', 'Dr. Moreno'],
    ['Prof. Ada Moreno', '', 'Dr. Moreno'],
    ['Prof. Dr. med. Anna Weber', '', 'Dr. Weber'],
    ['Noor Haddad', '', 'Noor Haddad'],
    ['Noor Haddad', 'MSc', 'Noor Haddad'],
    ['Ms. Jane Poe', '', 'Ms. Jane Poe'],
    ['Department of Medicine', '', 'Department of Medicine'],
    ['Dr.', '', 'Dr.'],
    ['van', 'MD', 'Dr. van'],
    ['Cher', 'MD', 'Dr. Cher'],
    ['Cher', '', 'Cher'],
    ['王小明', 'MD', 'Dr. 王小明'],
    ['王 小明', 'MD', 'Dr. 王 小明'],
    ['김민준', 'MD', 'Dr. 김민준'],
    ['สมชาย ใจดี', 'MD', 'Dr. สมชาย ใจดี'],
    ['د. أحمد الراشد', '', 'Dr. أحمد الراشد'],
    ['Prof. Dr. Ελένη Παπαδοπούλου', '', 'Dr. Παπαδοπούλου'],
    ['Анна Петрова', 'MD', 'Dr. Петрова'],
    ['Cher MD, PhD', '', 'Dr. Cher'],
    ['Elena Rivera MD', '', 'Dr. Rivera'],
    ['Elena Rivera M.D., FAAN', '', 'Dr. Rivera'],
    ['Elena Rivera MD/PhD', '', 'Dr. Rivera'],
    ['Rosa Do', '', 'Rosa Do'],
    ['Rosa Do', 'DO', 'Dr. Do'],
    ['Drew Prof', '', 'Drew Prof'],
    ['Noor Haddad', 'PharmD', 'Dr. Haddad'],
    ['Noor Haddad', 'EdDO', 'Noor Haddad'],
    // Which of them is the family name nobody can tell: the whole is never wrong.
    ['Nguyễn Văn Anh', 'MD', 'Dr. Nguyễn Văn Anh'],
    ['Wang Xiaoming', 'MD', 'Dr. Wang Xiaoming'],
    ['Wei Zhang', 'MD', 'Dr. Zhang'],
    ['NAGY Anna', 'MD', 'Dr. NAGY'],
    ['', 'MD', ''],
  ])('%s, %s is %s', (name, credentials, expected) => {
    expect(greetingOf(person(name, credentials, 'mentor'))).toBe(expected);
  });

  test.each([
    ['Noor Haddad', '', 'attending', 'Dr. Haddad', true],
    ['Noor Haddad', '', 'program-director', 'Dr. Haddad', true],
    ['Noor Haddad', '', 'chair', 'Dr. Haddad', true],
    ['Noor Haddad', '', 'mentor', 'Noor Haddad', true],
    ['Noor Haddad', '', 'research-supervisor', 'Noor Haddad', true],
    ['Noor Haddad', '', 'coordinator', 'Noor Haddad', true],
    // A nurse or a physician assistant is no doctor, whatever the role that was chosen first.
    ['Noor Haddad', 'RN', 'attending', 'Noor Haddad', true],
    ['Ms. Noor Haddad', '', 'attending', 'Ms. Noor Haddad', false],
    ['Department of Medicine', '', 'chair', 'Department of Medicine', false],
    ['Noor Haddad', 'MD', 'mentor', 'Dr. Haddad', false],
    ['Wang Xiaoming', 'MD', 'attending', 'Dr. Wang Xiaoming', true],
    ['Cher', 'MD', 'attending', 'Dr. Cher', false],
  ] as const)('%s, %s, %s: %s, a guess: %s', (name, credentials, role, expected, isGuess) => {
    const found = greetingsOf(person(name, credentials, role));
    expect([found.choices[0], found.isGuess]).toEqual([expected, isGuess]);
  });

  test('can be chosen, and the choice stays', () => {
    const chosen = { ...person('Wang Xiaoming', 'MD', 'attending'), greeting: 'Dr. Wang' };
    expect(greetingOf(chosen)).toBe('Dr. Wang');
    expect(greetingsOf(chosen).choices).toEqual([
      'Dr. Wang Xiaoming',
      'Dr. Xiaoming',
      'Dr. Wang',
      'Wang Xiaoming',
      'Wang',
    ]);
    // Two family names, as in Spain, are among the choices.
    expect(greetingsOf(person('Gabriel García Márquez', 'MD', 'attending')).choices).toContain('Dr. García Márquez');
  });

  test('never takes a part of a name away or makes one up', () => {
    fc.assert(
      fc.property(anyText, fc.constantFrom('', 'MD'), (name, credentials) => {
        for (const choice of greetingsOf(person(name, credentials, 'attending')).choices) {
          const words = choice
            .replace(/^Dr\. /, '')
            .split(/\s+/)
            .filter(Boolean);
          expect(words.every(word => name.includes(word))).toBe(true);
        }
      }),
    );
  });

  test('names who signs within a sentence', () => {
    expect(signatoryOf(person('Department of Medicine', '', 'chair'))).toBe('the Department of Medicine');
    expect(signatoryOf(person('The Department of Medicine', '', 'chair'))).toBe('the Department of Medicine');
    expect(signatoryOf(person('Elena Rivera', 'MD', 'chair'))).toBe('Dr. Rivera');
  });
});

describe('what a message can be filled with', () => {
  test('comes from the records, and the packet names what goes with it', () => {
    const values = mergeValues(
      facts({
        letters: [
          about({ isWaived: false, service: 'other', targetOn: null }, { plan: plan({ serviceName: 'The Match' }) }),
        ],
      }),
      DAYS,
    );
    expect(values).toMatchObject({
      'track.specialty': 'Neurology',
      'rotation.months': '2027-03 to 2027-03',
      'letter.service': 'The Match',
      'letter.target': '',
      'letter.waiver': 'I have not waived my right to see the letter',
      files: ['my CV', 'a draft of my personal statement', 'a short reminder of the work you saw'],
    });
    const checklist = [
      { id: 'cv', text: '', isDone: true },
      { id: 'talk', text: '', isDone: false },
      { id: 'own1', text: 'my poster', isDone: false },
    ];
    expect(mergeValues(facts({ letters: [about({ checklist })] }), DAYS).files).toEqual(['my CV', 'my poster']);
    // A photo is offered, and goes only where the student says so; on the letter's own list it is said.
    expect(attachmentsOf(letter()).map(({ id, isIn }) => (isIn ? id : `(${id})`))).toEqual([
      'cv',
      'statement',
      '(photo)',
      'moments',
    ]);
    const photo = [{ id: 'photo', text: '', isDone: false }];
    expect(attachmentsOf(letter({ checklist: photo }))).toMatchObject([{ id: 'photo', isIn: true }]);
    expect(mergeValues(facts({ files: ['my CV'] }), DAYS).files).toEqual(['my CV']);
  });

  test('the rotation last together is the one that ended last and has begun', () => {
    const met = [{ mentorId: 'm1', daysTogether: null, watchedDirectly: null }];
    const one = (id: string, startsOn: string, endsOn: string, mentors = met) =>
      rotation({ id, startsOn: day(startsOn), endsOn: day(endsOn), mentors });
    const all = [
      one('old', '2026-01-01', '2026-01-28'),
      one('last', '2027-08-01', '2027-08-28'),
      one('ahead', '2027-09-01', '2027-09-28'),
      one('other', '2027-08-01', '2027-08-30', []),
    ];
    expect(lastTogether(all, 'm1', TODAY)?.id).toBe('last');
    expect(lastTogether(all, 'm2', TODAY)).toBeNull();
  });

  test('news is what came after the last contact, the newest first', () => {
    const news = ['2027-01-01', '2027-05-01', '2027-06-01', '2027-09-01'].map(on => ({ on: day(on) }));
    expect(newsSince(news, day('2027-01-01'), TODAY).map(({ on }) => on)).toEqual(['2027-06-01', '2027-05-01']);
    expect(newsSince(news, null, TODAY)).toHaveLength(3);
  });

  test('a thank-you never begins with a moment’s title', () => {
    const since = day('2027-08-01');
    const thank = (kind: 'meeting' | 'moment' | 'rotation') =>
      thanksFor({ type: 'thank-you', since, for: kind, title: 'A man of 84 years', sourceId: 'x' }, DAYS);
    expect(thank('moment')).toBe('');
    expect(thank('meeting')).toBe('taking the time to meet on <2027-08-01>');
    expect(thank('rotation')).toBe('your time and teaching on my rotation (A man of 84 years)');
    expect(thanksFor({ type: 'own', since, text: 'x' }, DAYS)).toBe('');
  });
});

describe('what a message is for', () => {
  const since = day('2027-08-01');
  const ofLetter = { since, letterId: 'l1', trackName: '' };
  const told = { type: 'outcome-tell', since, trackId: 't1', trackName: 'Neurology', letterCount: 1 } as const;
  const reasons: readonly (readonly [Reason, Purpose | null])[] = [
    [{ type: 'last-contact', since, rhythmDays: 30 }, 'check-in'],
    [{ type: 'thank-you', since, for: 'meeting', title: '', sourceId: 'i1' }, 'thanks-session'],
    [{ type: 'ask-rotation', since, rotationId: 'r1', rotationName: 'Medicine', why: 'starred' }, 'ask'],
    [{ type: 'ask-letter', ...ofLetter, lateFromOn: since, isChairLetter: false }, 'ask'],
    [{ type: 'ask-letter', ...ofLetter, lateFromOn: since, isChairLetter: true }, 'meeting'],
    [{ type: 'reply', ...ofLetter, step: 1 }, 'ask-reply'],
    [{ type: 'packet', ...ofLetter }, 'packet'],
    [{ type: 'refresh', ...ofLetter, opensOn: since }, 'ask-again'],
    [{ type: 'nudge', since, letterIds: ['l1'], targetOn: since }, 'nudge-gentle'],
    // Once the day has passed and all nudges are spent, a gentle one is still right.
    [{ type: 'nudge-decide', ...ofLetter, targetOn: since }, 'nudge-gentle'],
    [{ type: 'letter-thanks', ...ofLetter }, 'thanks-letter'],
    [{ ...told, answer: 'matched' }, 'matched'],
    [{ ...told, answer: 'soap' }, 'soap'],
    [{ ...told, answer: 'withdrew' }, 'withdraw'],
    [{ type: 'outcome-ask', since, trackId: 't1', trackName: 'Neurology' }, null],
    [{ type: 'program-deadline', since, programId: 'g1', name: 'Harbor', daysBefore: 7 }, null],
  ];
  test.each(reasons)('%j: %s', (reason, expected) => {
    expect(purposeOf(reason, 0)).toBe(expected);
  });

  test('a nudge grows plainer with each that was sent', () => {
    expect([-1, 0, 1, 2, 9].map(nudgeAfter)).toEqual([
      'nudge-gentle',
      'nudge-gentle',
      'nudge-plain',
      'nudge-firm',
      'nudge-firm',
    ]);
    const on = (text: string) => ({ type: 'days' as const, startsOn: day(text), endsOn: day(text) });
    const sent = { letterId: 'l1', letterStep: 'nudge' as const, direction: 'out' as const, when: on('2027-08-01') };
    const entries = [
      interaction(sent),
      interaction({ ...sent, direction: null, when: on('2027-08-08') }),
      interaction({ ...sent, direction: 'in', when: on('2027-08-02') }),
      interaction({ ...sent, state: 'planned', when: on('2027-08-03') }),
      interaction({ ...sent, letterId: 'l2', when: on('2027-08-04') }),
      interaction({ ...sent, letterStep: 'ask', when: on('2027-08-05') }),
      // About all letters that could be nudged about: this one was not requested yet, had come, or could.
      interaction({ ...sent, letterId: null, when: on('2027-07-20') }),
      interaction({ ...sent, letterId: null, when: on('2027-09-02') }),
      interaction({ ...sent, letterId: null, when: on('2027-08-22') }),
    ];
    const l1 = { id: 'l1', requestedOn: day('2027-07-25'), receivedOn: day('2027-09-01') };
    const reason = { type: 'nudge' as const, since: day('2027-07-01'), letterIds: ['l1'], targetOn: day('2027-08-31') };
    const done = (settledOn: string) => reminder({ state: 'done', reason, settledOn: day(settledOn) });
    expect(nudgesSent(entries, [], l1)).toBe(3);
    expect(nudgesSent(entries, [], { ...l1, requestedOn: null })).toBe(2);
    // The day on which it was both logged and called done is one.
    expect(nudgesSent(entries, [done('2027-08-01'), done('2027-08-15')], l1)).toBe(4);
    expect(nudgesSent(entries, [{ ...done('2027-08-15'), state: 'skipped' }], l1)).toBe(3);
  });

  test('a nudge about all letters that wait is logged with none of them, and so counts for each', () => {
    const out = { requestedOn: TODAY, answer: 'yes' as const };
    const [a, b, c] = [letter({ id: 'a', ...out }), letter({ id: 'b', ...out }), letter({ id: 'c', ...out })];
    const came = letter({ id: 'd', ...out, receivedOn: TODAY });
    expect(loggedLetterId('nudge-plain', [a, b], [a, b, came])).toBeNull();
    // Of some of them its reminder says which.
    expect(loggedLetterId('nudge-plain', [a, b], [a, b, c])).toBe('a');
    expect(loggedLetterId('nudge-plain', [b], [a, b])).toBe('b');
    expect(loggedLetterId('thanks-letter', [a, b], [a, b])).toBe('a');
    expect(loggedLetterId('check-in', [], [a, b])).toBeNull();
  });

  test('every purpose belongs to one matter', () => {
    expect(MATTERS.flatMap(waysOf).toSorted()).toEqual([...PURPOSES].toSorted());
    expect(Object.values(PURPOSE_GROUPS).flat().toSorted()).toEqual([...PURPOSES].toSorted());
    expect(PURPOSES.filter(isNewsOfMatch)).toEqual(['matched', 'not-matched', 'soap']);
  });

  test('says of the letter what was done, and leaves a day that is known', () => {
    const said = (purpose: Purpose, fields = {}) => letterFieldsAfter(purpose, letter(fields), '2027-08-10');
    expect(said('ask')).toEqual({ askedOn: '2027-08-10', howAsked: 'email' });
    expect(said('ask-in-person')).toEqual({ askedOn: '2027-08-10', howAsked: 'in-person' });
    expect(said('ask', { askedOn: day('2027-01-01') })).toEqual({});
    expect(said('packet')).toEqual({ packetSentOn: '2027-08-10' });
    expect(said('thanks-letter')).toEqual({ thankedOn: '2027-08-10' });
    expect(said('soap')).toEqual({ outcomeToldOn: '2027-08-10' });
    expect(said('withdraw')).toEqual({ ended: 'withdrawn', endedOn: '2027-08-10' });
    expect(said('withdraw', { ended: 'declined' })).toEqual({});
    expect(said('nudge-firm')).toEqual({});
    expect(loggedAs('ask-in-person')).toMatchObject({ kind: 'meeting', letterStep: 'ask' });
  });

  test('the student’s own words take the place of ours', () => {
    const own = { id: 'ask', stamps: {}, purpose: 'ask' as const, subject: 'Mine', body: 'Own' };
    expect(wordsFor('ask', [own])).toMatchObject({ subject: 'Mine', body: 'Own', isOwn: true });
    expect(wordsFor('packet', [own])).toMatchObject({ ...OUR_WORDS.packet, isOwn: false });
  });
});

describe('a message to the contact person of a letter that somebody else signs', () => {
  const ABOUT_A_LETTER: readonly Purpose[] = [
    'ask',
    'ask-reply',
    'ask-again',
    'packet',
    'nudge-gentle',
    'nudge-plain',
    'nudge-firm',
    'thanks-letter',
    'withdraw',
    'matched',
    'soap',
  ];
  const known = letter({
    trackId: 't1',
    targetOn: day('2027-08-31'),
    askedOn: day('2027-07-20'),
    answer: 'yes',
    answeredOn: day('2027-07-22'),
    requestedOn: day('2027-07-25'),
    receivedOn: day('2027-08-09'),
    contactMentorId: 'm2',
  });

  test.each(ABOUT_A_LETTER)('%s says whose letter it is, and never that it is theirs', purpose => {
    const { subject, body } = OUR_WORDS[purpose];
    const values = (signatory: string) =>
      mergeValues(facts({ letters: [{ letter: known, signatory, track: NEUROLOGY, plan: null }] }), DAYS);
    const theirs = /you(?:r letter| agreed| wrote| would write| still expect to write| still write| know my work)/i;
    const text = filled(`${subject}\n${body}`, values('the Department of Medicine'));
    expect(text).toContain('the Department of Medicine');
    expect(text).not.toMatch(theirs);
    expect(filled(`${subject}\n${body}`, values(''))).not.toContain('Department');
  });
});

describe('letters that one message can be about', () => {
  const asked = { requestedOn: TODAY, answer: 'yes' as const };
  const letters = [
    letter({ id: 'a', ...asked }),
    letter({ id: 'b', ...asked }),
    letter({ id: 'c', ...asked, receivedOn: TODAY }),
    letter({ id: 'd', ...asked, receivedOn: TODAY }),
    letter({ id: 'e', ...asked, receivedOn: TODAY, thankedOn: TODAY }),
    letter({ id: 'f', ...asked, ended: 'withdrawn' }),
    letter({ id: 'g' }),
  ];
  const ids = (purpose: Purpose, list = letters) => lettersTogether(purpose, list).map(({ id }) => id);

  test('are those that wait for the same', () => {
    expect(ids('nudge-firm')).toEqual(['a', 'b']);
    expect(ids('thanks-letter')).toEqual(['c', 'd']);
    expect(ids('withdraw')).toEqual(['a', 'b', 'c', 'd', 'e', 'g']);
    expect(ids('ask')).toEqual([]);
    // One is no choice.
    expect(ids('nudge-gentle', letters.slice(1))).toEqual([]);
  });

  const since = day('2027-08-01');
  const nudge = (letterIds: string[]) => ({ type: 'nudge' as const, since, letterIds, targetOn: since, covers: [] });
  test.each([
    ['nudge-plain', null, null, ['a', 'b']],
    // Opened from one of them it is that one.
    ['nudge-plain', 'a', null, ['a']],
    // Its reminder names both, whichever the window was opened with.
    ['nudge-plain', 'a', nudge(['a', 'b']), ['a', 'b']],
    // One of them came since.
    ['nudge-plain', 'a', nudge(['a', 'c']), ['a']],
    ['thanks-letter', 'c', null, ['c', 'd']],
    ['thanks-letter', 'e', null, ['e']],
    ['withdraw', 'b', null, ['b']],
    ['withdraw', null, null, []],
    ['check-in', null, null, []],
  ] as const)('%s, opened from %s, for %j: %j', (purpose, letterId, reason, expected) => {
    expect(lettersFor(purpose, letters, letterId, reason)).toEqual(expected);
  });

  test('are the only one under way where nothing else is said', () => {
    expect(lettersFor('ask', letters.slice(5), null, null)).toEqual(['g']);
  });
});
