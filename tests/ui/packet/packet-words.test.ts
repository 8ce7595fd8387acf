import '../../support/extension-api.ts';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import type { EvaluationForm } from '../../../src/core/competency-map.ts';
import type { Letter } from '../../../src/core/letter.ts';
import { momentFieldsSchema } from '../../../src/core/moment.ts';
import type { PacketContent } from '../../../src/core/packet/packet.ts';
import type { Track } from '../../../src/core/plan/plan.ts';
import { parseProfile } from '../../../src/core/profile.ts';
import type { Rotation } from '../../../src/core/rotation.ts';
import { packetWords, sheetHead } from '../../../src/i18n/packet.ts';
import { saferWords } from '../../../src/i18n/privacy.ts';
import { day, letter, mentor, plan, rotation, track } from '../../core/records.ts';

const text = (content: PacketContent) => packetWords.item(content).text;
const moment = (fields: object): PacketContent => ({
  type: 'moment',
  moment: { id: 'a', stamps: {}, ...v.parse(momentFieldsSchema, { on: '2026-03-05', ...fields }) },
});

describe('how we know each other', () => {
  const told = (
    form: EvaluationForm | null,
    fields: Partial<Rotation> = {},
    watchedDirectly: boolean | null = true,
    hasMonths = true,
  ) =>
    packetWords.item({
      type: 'rotation',
      form,
      rotation: rotation({ name: 'Ward 4', site: 'Harbor', specialty: 'Surgery', isHandsOn: true, ...fields }),
      daysTogether: 12,
      watchedDirectly,
      hasMonths,
    });

  test('names place, months, days, and how they watched', () => {
    expect(told(null)).toEqual({
      label: 'Ward 4',
      text: 'Core clerkship, Surgery, Harbor, March 2026. We worked together on 12 days. You watched my work directly.',
    });
  });

  test('in the words of a SLOE: month, length and nature of contact', () => {
    expect(told('sloe').text).toBe(
      'Core clerkship, Surgery, Harbor. Month of rotation: March 2026. Length of contact: 12 days. Nature of contact: you watched my work directly.',
    );
  });

  test('in the words of a SEL: setting and role', () => {
    expect(told('sel').text).toBe(
      'Setting: Core clerkship, Surgery, Harbor, March 2026. My role: hands-on work with patients. You know me from 12 days together. You watched my work directly.',
    );
  });

  test.each([
    [null, 'Core clerkship, Surgery, Harbor, 2026. We worked together on 12 days. You watched my work directly.'],
    [
      'sloe',
      'Core clerkship, Surgery, Harbor, 2026. Length of contact: 12 days. Nature of contact: you watched my work directly.',
    ],
  ] as const)('can do without months: %s', (form, said) => {
    expect(told(form, {}, true, false).text).toBe(said);
    expect(told(form, { endsOn: day('2027-01-09') }, true, false).text).toContain('2026 – 2027');
  });

  test('says nothing twice, and nothing that is not known', () => {
    const bare = { name: 'Surgery core clerkship', site: '', isHandsOn: null, endsOn: day('2026-04-10') };
    expect(told(null, bare, null).text).toBe('March – April 2026. We worked together on 12 days.');
  });
});

test.each([
  [{ situation: 'She was afraid', whatIDid: 'i sat down' }, 'She was afraid. I sat down.'],
  [{ situation: 'What now?', theirWords: '“Well done”' }, 'What now? In your words: “Well done”'],
  [{ theirWords: 'Well “done” you' }, 'In your words: “Well “done” you”'],
])('a moment %j reads %s', (fields, said) => {
  expect(text(moment(fields))).toBe(said);
});

test('what is applied to names tracks, service and season, as far as they are known', () => {
  const medicine = track();
  expect(text({ type: 'applying', track: medicine, plan: plan() })).toBe(
    'I am applying in Internal Medicine through ERAS, season 2027.',
  );
  expect(text({ type: 'applying', track: medicine, plan: null })).toBe(
    'I am applying in Internal Medicine through ERAS.',
  );
  const cardiology = track({ name: 'Cardiology', kind: 'fellowship' });
  expect(text({ type: 'applying', track: cardiology, plan: plan() })).toBe(
    'I am applying for a fellowship in Cardiology through ERAS, season 2027.',
  );
  const tracks = [medicine, track({ id: 't2', name: 'Neurology' })];
  expect(text({ type: 'applying-general', tracks, plan: null, service: 'eras' })).toBe(
    'I am applying in Internal Medicine and Neurology through ERAS. This letter may go to programs in each of them.',
  );
  expect(text({ type: 'applying-general', tracks: [], plan: null, service: 'carms' })).toBe(
    'I am applying for residency through CaRMS.',
  );
});

test('feedback in their words is quoted, and what the student noted of it is not', () => {
  const done = ['Cut my notes', 'asked again'];
  expect(text({ type: 'feedback', words: '"Be brief"', done })).toBe(
    '“Be brief” What I did: Cut my notes and asked again.',
  );
  expect(text({ type: 'feedback-note', note: 'he said: more concise', done })).toBe(
    'He said: more concise. What I did: Cut my notes and asked again.',
  );
});

describe('the letter', () => {
  const kind = (fields: Partial<Letter>, of: Partial<Track> | null = {}) =>
    text({ type: 'letter-kind', letter: letter({ trackId: 't1', ...fields }), track: of && track(of), plan: plan() });

  test('says its kind, by the name of its form', () => {
    expect(kind({})).toBe('ERAS, narrative letter');
    expect(kind({ form: 'standardized' })).toBe('ERAS, SEL');
    expect(kind({ form: 'standardized', isChairLetter: true, trackId: null }, null)).toBe(
      'ERAS, standardized form, department chair’s letter, not tied to one specialty',
    );
  });

  test('of urology comes from ERAS', () => {
    const urology = { service: 'urology', specialty: 'Urology' } as const;
    expect(kind({ service: 'urology', form: 'standardized' }, urology)).toBe('ERAS (urology match), standardized form');
  });

  test.each([
    [false, 'Tuesday, August 31, 2027'],
    [true, 'around Tuesday, August 31, 2027'],
  ])('is wanted, estimated %s: %s', (isEstimated, said) => {
    expect(text({ type: 'target', on: day('2027-08-31'), isEstimated })).toBe(said);
  });

  test.each([
    [true, false, 'The day is an estimate: the season’s dates are not final yet.'],
    [
      false,
      true,
      'Letters of international graduates pass through ECFMG first, which takes up to five business days: hence the early day.',
    ],
  ])('says of its day whether it is an estimate, %s, or goes through ECFMG, %s: %s', (...why) => {
    const [isEstimated, isThroughEcfmg, said] = why;
    expect(text({ type: 'target-why', isEstimated, isThroughEcfmg })).toBe(said);
  });
});

test('the head says for whom it is and by when', () => {
  const group = mentor({ name: 'Department of Medicine' });
  const contact = { name: 'Ana Rivera', credentials: 'MD' };
  const targetOn = day('2027-09-08');
  const head = (isTargetEstimated: boolean) =>
    sheetHead(parseProfile({ name: 'Jo' }), group, contact, { targetOn, isTargetEstimated });
  expect(head(true).target).toBe('Letter wanted around Wednesday, September 8, 2027');
  expect(head(false)).toEqual({
    name: 'Jo',
    about: [],
    addressee: ['For Department of Medicine', 'Ana Rivera, MD'],
    target: 'Letter wanted by Wednesday, September 8, 2027',
  });
});

test.each([
  ['in-year', 'in 2027'],
  ['year', '2027'],
  ['nothing', ''],
  ['that-day', 'that day'],
] as const)('safer words for %s are %j', (words, said) => {
  expect(saferWords({ safer: { words, year: '2027' } })).toBe(said);
});
