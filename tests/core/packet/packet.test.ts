import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { SERVICES } from '../../../src/core/letter.ts';
import { type Milestone, milestoneFieldsSchema } from '../../../src/core/milestone.ts';
import { COMPETENCIES, type Moment, momentFieldsSchema } from '../../../src/core/moment.ts';
import { type Packet, type PacketFacts, packetFor } from '../../../src/core/packet/packet.ts';
import { needsLetterId, uploadStepsOf } from '../../../src/core/packet/upload.ts';
import { parseProfile } from '../../../src/core/profile.ts';
import { UPLOAD_STEPS } from '../../../src/core/seasons/services.ts';
import { day, interaction, letter, mentor, plan, rotation, track } from '../records.ts';

const moment = (id: string, fields: Partial<Moment> = {}): Moment => ({
  id,
  stamps: {},
  ...v.parse(momentFieldsSchema, { on: '2026-03-05', situation: `Situation ${id}`, mentorIds: ['m1'] }),
  ...fields,
});

const milestone = (id: string, on: string, fields: Partial<Milestone> = {}): Milestone => ({
  id,
  stamps: {},
  ...v.parse(milestoneFieldsSchema, { on, text: `News ${id}` }),
  ...fields,
});

const facts = (fields: Partial<PacketFacts> = {}): PacketFacts => ({
  letter: letter({ trackId: 't1' }),
  profile: parseProfile({}),
  mentor: mentor(),
  contact: null,
  track: track(),
  tracks: [track()],
  plan: plan(),
  rotations: [],
  moments: [],
  milestones: [],
  feedback: [],
  firstContactOn: null,
  today: day('2026-11-20'),
  headings: null,
  hasMonths: true,
  ...fields,
});

const itemsOf = (packet: Packet, id: string) => packet.sections.find(section => section.id === id)?.items ?? [];
const idsOf = (packet: Packet, id: string) => itemsOf(packet, id).map(item => item.id);
const wantedOf = (packet: Packet, id: string) => itemsOf(packet, id).filter(({ isWanted }) => isWanted);

describe('what you saw me do', () => {
  test('comes by competency in the order of the six, the strongest first and never by day', () => {
    const packet = packetFor(
      facts({
        moments: [
          moment('a', { on: day('2026-03-01'), competencies: ['professionalism'] }),
          moment('b', { on: day('2026-03-02'), competencies: ['patient-care'] }),
          moment('c', { on: day('2026-03-03'), competencies: ['patient-care'], theirWords: 'Well done' }),
          moment('d', { on: day('2026-03-04'), competencies: ['patient-care'], isStrong: true }),
          moment('e', { on: day('2026-03-05') }),
        ],
      }),
    );
    expect(itemsOf(packet, 'saw').map(({ id, group }) => [id, group])).toEqual([
      ['moment:d', 'patient-care'],
      ['moment:c', 'patient-care'],
      ['moment:b', 'patient-care'],
      ['moment:a', 'professionalism'],
      ['moment:e', 'other'],
    ]);
  });

  test('is the same whatever the days are', () => {
    const days = ['2026-03-01', '2026-03-02', '2026-03-03', '2026-03-04'].map(day);
    const told = (order: readonly number[]) =>
      idsOf(
        packetFor(
          facts({ moments: order.map((at, index) => moment(`m${index}`, { on: days[at] ?? day('2026-03-09') })) }),
        ),
        'saw',
      );
    expect(told([3, 1, 0, 2])).toEqual(told([0, 1, 2, 3]));
  });

  test('says the rotation and the year, and no day', () => {
    const packet = packetFor(
      facts({
        rotations: [rotation({ id: 'r1', name: 'Medicine' })],
        moments: [moment('a', { on: day('2026-03-05'), rotationId: 'r1' }), moment('b', { rotationId: 'gone' })],
      }),
    );
    expect(itemsOf(packet, 'saw')).toMatchObject([
      { rotationName: 'Medicine', year: '2026' },
      { rotationName: '', year: '2026' },
    ]);
  });

  test('leaves out what is empty, and at first takes nine: some of each kind, at most three', () => {
    const many = COMPETENCIES.flatMap(competency =>
      [1, 2, 3, 4, 5].map(index => moment(`${competency}${index}`, { competencies: [competency] })),
    );
    const packet = packetFor(facts({ moments: [...many, moment('empty', { situation: '' })] }));
    expect(itemsOf(packet, 'saw')).toHaveLength(30);
    const wanted = wantedOf(packet, 'saw');
    expect(wanted).toHaveLength(9);
    for (const competency of COMPETENCIES) {
      const own = wanted.filter(({ group }) => group === competency);
      expect(own.length).toBeGreaterThanOrEqual(1);
      expect(own.length).toBeLessThanOrEqual(3);
    }
    const few = packetFor(facts({ moments: many.slice(0, 5) }));
    expect(wantedOf(few, 'saw')).toHaveLength(3);
  });

  test.each([
    ['sloe', 'trait:sloe-reasoning'],
    ['eslor', 'trait:eslor-knowledge'],
    ['sel', 'trait:sel-knowledge'],
    ['plain', ''],
    ['competencies', 'medical-knowledge'],
  ] as const)('by %s it comes under %s', (headings, group) => {
    const packet = packetFor(facts({ headings, moments: [moment('a', { competencies: ['medical-knowledge'] })] }));
    expect(itemsOf(packet, 'saw')).toMatchObject([{ group }]);
  });

  test('is not there when nobody wrote it down, and the rest is', () => {
    const packet = packetFor(facts());
    expect(packet.sections.map(({ id }) => id)).toEqual(['me', 'materials', 'upload', 'thanks']);
  });
});

test.each([
  ['narrative', 'Emergency Medicine', 'competencies'],
  ['standardized', 'Emergency Medicine', 'sloe'],
  // Obstetricians' form asks about the six, whatever it shares its name with.
  ['standardized', 'OB-GYN', 'competencies'],
  ['standardized', 'Orthopaedic Surgery', 'eslor'],
  ['standardized', 'Internal Medicine', 'sel'],
  ['standardized', 'Internal medicine-pediatrics', 'competencies'],
  ['standardized', 'Neurosurgery', 'competencies'],
  ['standardized', 'Dermatology', 'competencies'],
] as const)('a %s letter for %s is sorted by %s', (form, specialty, headings) => {
  expect(packetFor(facts({ letter: letter({ form }), track: track({ specialty }) })).headings).toBe(headings);
});

describe('how we know each other', () => {
  test('names the rotations together, the first one first, and since when only where there are none', () => {
    const met = [{ mentorId: 'm1', daysTogether: 12, watchedDirectly: true }];
    const firstContactOn = day('2026-02-03');
    const packet = packetFor(
      facts({
        mentor: mentor({ howWeMet: 'On the wards' }),
        rotations: [
          rotation({ id: 'later', startsOn: day('2026-06-01'), endsOn: day('2026-06-20'), mentors: met }),
          rotation({ id: 'first', mentors: met }),
          rotation({ id: 'of others', mentors: [] }),
        ],
        firstContactOn,
      }),
    );
    expect(itemsOf(packet, 'us').map(({ id, isWanted }) => [id, isWanted])).toEqual([
      ['rotation:first', true],
      ['rotation:later', true],
      ['how-we-met', true],
      ['in-touch-since', false],
    ]);
    expect(itemsOf(packetFor(facts({ firstContactOn })), 'us')).toMatchObject([
      { id: 'in-touch-since', isWanted: true, content: { on: '2026-02-03' } },
    ]);
    expect(itemsOf(packetFor(facts()), 'us')).toEqual([]);
  });

  test('counts what the contact person of a group was there for', () => {
    const rotations = [rotation({ mentors: [{ mentorId: 'm2', daysTogether: null, watchedDirectly: null }] })];
    expect(idsOf(packetFor(facts({ rotations })), 'us')).toEqual([]);
    expect(idsOf(packetFor(facts({ rotations, contact: mentor({ id: 'm2' }) })), 'us')).toEqual(['rotation:r1']);
  });
});

describe('feedback', () => {
  const feedback = (id: string, fields: object = {}) =>
    interaction({ id, kind: 'feedback', note: `Note ${id}`, ...fields });
  const followUp = (isDone: boolean) => ({
    id: 'f1',
    text: 'Led with the assessment',
    dueOn: day('2026-03-09'),
    isDone,
  });
  const told = (packet: Packet) =>
    itemsOf(packet, 'feedback').map(({ id, content, year, isWanted }) => [id, content, year, isWanted]);

  test('as it was noted comes with what was done, that first, only when chosen, and never as their words', () => {
    const packet = packetFor(
      facts({
        feedback: [
          feedback('a', { followUps: [followUp(false)] }),
          feedback('b', { followUps: [followUp(true)] }),
          feedback('c', { state: 'planned' }),
          feedback('d', { note: '' }),
          interaction({ id: 'e', note: 'A meeting' }),
        ],
      }),
    );
    expect(told(packet)).toEqual([
      ['feedback:b', { type: 'feedback-note', note: 'Note b', done: ['Led with the assessment'] }, '2026', false],
      ['feedback:a', { type: 'feedback-note', note: 'Note a', done: [] }, '2026', false],
    ]);
  });

  test('in their own words goes in as that, and once', () => {
    const given = feedback('a', { note: '', followUps: [followUp(true)] });
    const words = { situation: '', theirWords: 'Be brief', interactionId: 'a' };
    const packet = packetFor(
      facts({
        feedback: [given],
        moments: [
          moment('said', words),
          moment('seen', { ...words, situation: 'On rounds' }),
          moment('elsewhere', { ...words, interactionId: 'other' }),
        ],
      }),
    );
    expect(told(packet)).toEqual([
      ['moment:said', { type: 'feedback', words: 'Be brief', done: ['Led with the assessment'] }, '2026', true],
    ]);
    expect(idsOf(packet, 'saw').toSorted()).toEqual(['moment:elsewhere', 'moment:seen']);
  });
});

test('news are new since the two last worked together, else for a year', () => {
  const milestones = [
    milestone('old', '2025-01-05'),
    milestone('before', '2026-02-05'),
    milestone('after', '2026-10-05'),
    milestone('to come', '2026-12-05'),
    milestone('matched', '2026-11-05', { kind: 'match' }),
  ];
  const wanted = (fields: Partial<PacketFacts>) =>
    wantedOf(packetFor(facts({ milestones, ...fields })), 'news').map(({ id }) => id);
  expect(wanted({})).toEqual(['news:after', 'news:before']);
  const together = rotation({ mentors: [{ mentorId: 'm1', daysTogether: null, watchedDirectly: null }] });
  expect(wanted({ rotations: [together] })).toEqual(['news:after']);
  expect(idsOf(packetFor(facts({ milestones })), 'news')).not.toContain('news:to come');
});

describe('the letter', () => {
  const upload = (fields: Partial<PacketFacts>) => idsOf(packetFor(facts(fields)), 'upload');

  test('has its target, Letter ID, waiver and the steps of its service', () => {
    expect(
      upload({
        letter: letter({ trackId: 't1', letterIdNumber: '881', isWaived: true, targetOn: day('2027-09-01') }),
        profile: parseProfile({ aamcId: '15' }),
      }),
    ).toEqual([
      ...['target', 'letter-kind', 'letter-id', 'own-id:aamc', 'waiver'],
      ...['step:aamc-mail', 'step:aamc-link', 'step:aamc-pdf'],
    ]);
  });

  const ERAS = ['aamc-mail', 'aamc-link'];
  const RESIDENCYCAS = ['residencycas-mail', 'residencycas-accept'];
  test.each([
    ['eras', 'Internal Medicine', 'narrative', [...ERAS, 'aamc-pdf']],
    ['eras', 'Derm', 'standardized', [...ERAS, 'aamc-form']],
    ['eras', 'Plastic surgery', 'standardized', [...ERAS, 'aamc-form']],
    ['urology', 'Urology', 'standardized', [...ERAS, 'aamc-form']],
    ['urology', 'Urology', 'narrative', [...ERAS, 'aamc-pdf']],
    ['eras', 'Orthopaedic surgery', 'standardized', ['eslor-site', ...ERAS, 'eslor-pdf']],
    ['eras', 'Internal Medicine', 'standardized', ['sel-template', ...ERAS, 'one-pdf']],
    ['eras', 'Neurosurgery', 'standardized', ['loe-template', ...ERAS, 'one-pdf']],
    ['eras', 'Med-peds', 'standardized', ['own-template', ...ERAS, 'one-pdf']],
    ['eras', 'Otolaryngology', 'standardized', ['own-template', ...ERAS, 'one-pdf']],
    ['residencycas', 'Emergency medicine', 'narrative', [...RESIDENCYCAS, 'residencycas-submit']],
    ['residencycas', 'Emergency medicine', 'standardized', [...RESIDENCYCAS, 'cord-form', 'cord-access', 'cord-send']],
    ['residencycas', 'OB-GYN', 'standardized', [...RESIDENCYCAS, 'obgyn-form', 'residencycas-submit']],
    ['residencycas', 'Neurology', 'standardized', [...RESIDENCYCAS, 'own-template', 'residencycas-submit']],
    ['other', 'Pathology', 'standardized', ['own-template', 'other-ask']],
    ['military', 'Surgery', 'standardized', ['military-send']],
  ] as const)('for %s in %s, %s, gets in by its own steps', (service, specialty, form, steps) => {
    const fields = { letter: letter({ service, form }), track: track({ service, specialty, name: specialty }) };
    expect(upload(fields).filter(id => id.startsWith('step:'))).toEqual(steps.map(step => `step:${step}`));
  });

  test('of a fellowship has no form built in, nor has one of a season before there was any', () => {
    const fields = { letter: letter({ form: 'standardized' }), track: track({ specialty: 'Plastic surgery' }) };
    expect(upload(fields)).toContain('step:aamc-form');
    const own = ['step:own-template', 'step:aamc-mail', 'step:aamc-link', 'step:one-pdf'];
    const fellow = { ...fields, track: track({ specialty: 'Plastic surgery', kind: 'fellowship' }) };
    expect(upload(fellow)).toEqual(expect.arrayContaining(own));
    expect(upload({ ...fields, plan: plan({ season: '2026' }) })).toEqual(expect.arrayContaining(own));
    // Nobody knows the form of a letter that is not for one specialty.
    expect(upload({ ...fields, track: null })).toEqual(expect.arrayContaining(own));
  });

  test('has steps of which each is somebody’s', () => {
    const specialties = [
      'Internal Medicine',
      'Derm',
      'Orthopaedics',
      'Neurosurgery',
      'Emergency medicine',
      'OB-GYN',
      '',
    ];
    const used = SERVICES.flatMap(service =>
      (['narrative', 'standardized'] as const).flatMap(form =>
        specialties.flatMap(specialty =>
          uploadStepsOf({ service, form }, track({ service, specialty, name: specialty }), '2028'),
        ),
      ),
    );
    expect(new Set(used)).toEqual(new Set(UPLOAD_STEPS));
  });

  test('says when its day is an estimate, and why it is early', () => {
    const season = plan({ reviewFromOn: { on: day('2027-09-22'), confidence: 'estimated' } });
    const target = (fields: Partial<PacketFacts> = {}) =>
      itemsOf(packetFor(facts({ plan: season, ...fields })), 'upload').find(({ id }) => id === 'target')?.content;
    const on = day('2027-09-08');
    expect(target()).toEqual({ type: 'target', on, isEstimated: true });
    const why = (fields: Partial<PacketFacts>) =>
      itemsOf(packetFor(facts(fields)), 'upload').find(({ id }) => id === 'target-why')?.content;
    expect(why({ plan: season })).toMatchObject({ isEstimated: true, isThroughEcfmg: false });
    expect(target({ letter: letter({ trackId: 't1', targetOn: on }) })).toMatchObject({ on, isEstimated: false });
    const confirmed = plan({ reviewFromOn: { on: day('2027-09-22'), confidence: 'confirmed' } });
    expect(target({ plan: confirmed })).toMatchObject({ isEstimated: false });
    expect(why({ plan: confirmed })).toBeUndefined();
    const abroad = { plan: season, track: track({ isInternational: true }) };
    expect(target(abroad)).toMatchObject({ on: day('2027-08-31') });
    expect(why(abroad)).toMatchObject({ isEstimated: true, isThroughEcfmg: true });
  });

  test.each(['eras', 'residencycas', 'sf-match', 'urology', 'military', 'carms', 'other'] as const)(
    'says for %s how it gets in',
    service => {
      expect(upload({ letter: letter({ service }) }).some(id => id.startsWith('step:'))).toBe(true);
    },
  );

  test('comes with what its checklist names, else with CV and statement', () => {
    const usual = itemsOf(packetFor(facts()), 'materials').map(({ id, isWanted }) => [id, isWanted]);
    expect(usual).toEqual([
      ['checklist:cv', true],
      ['checklist:statement', true],
      ['checklist:photo', false],
      ['checklist:talk', false],
    ]);
    const checklist = [
      { id: 'moments', text: '', isDone: false },
      { id: 'cv', text: '', isDone: true },
      { id: 'own', text: 'My poster', isDone: false },
    ];
    const profile = parseProfile({ cvPlace: 'https://drive.example/cv', statementPlace: 'on my desk' });
    expect(itemsOf(packetFor(facts({ letter: letter({ checklist }), profile })), 'materials')).toMatchObject([
      { id: 'checklist:cv', content: { link: 'https://drive.example/cv' } },
      { id: 'checklist:own', content: { link: '' } },
    ]);
  });

  test('on the SEL brings no grades unless chosen', () => {
    const checklist = [{ id: 'grades', text: '', isDone: false }];
    const of = (specialty: string) =>
      packetFor(facts({ letter: letter({ form: 'standardized', checklist }), track: track({ specialty }) }));
    expect(itemsOf(of('Internal Medicine'), 'materials')).toMatchObject([{ id: 'checklist:grades', isWanted: false }]);
    expect(itemsOf(of('Neurosurgery'), 'materials')).toMatchObject([{ isWanted: true }]);
  });

  test.each([
    ['standardized', 'residencycas', 'Emergency medicine', true],
    ['standardized', 'eras', 'Orthopaedic surgery', true],
    ['standardized', 'residencycas', 'OB-GYN', false],
    ['narrative', 'residencycas', 'Emergency medicine', false],
  ] as const)('%s in %s for %s cannot do without a Letter ID: %s', (form, service, specialty, needs) => {
    expect(needsLetterId({ form }, track({ service, specialty }))).toBe(needs);
  });
});

test('what a form asks and the log does not know has a place', () => {
  const asked = (headings: PacketFacts['headings']) =>
    idsOf(packetFor(facts({ headings })), 'us').filter(id => id.startsWith('asked:'));
  expect(asked('sel')).toEqual(['asked:evaluators', 'asked:patient-load']);
  expect(asked('sloe')).toEqual(['asked:grade']);
  expect(asked('competencies')).toEqual([]);
});
