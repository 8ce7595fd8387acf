import { describe, expect, test } from 'vitest';
import { type Letter, SERVICES } from '../../../src/core/letter.ts';
import { requestEntries, rulesOf } from '../../../src/core/letters/request.ts';
import { rulesFor } from '../../../src/core/seasons/services.ts';
import { letter, mentor, track } from '../records.ts';

const pediatrics = track({ id: 't1', name: 'Peds', specialty: 'Pediatrics', service: 'eras' });
const elena = mentor({ name: 'Elena Rivera', emails: ['elena@hospital.test', 'er@hospital.test'] });

const entriesOf = (
  fields: Partial<Letter>,
  ofTrack: typeof pediatrics | null = pediatrics,
  contact = null as typeof elena | null,
) => requestEntries(letter({ trackId: ofTrack?.id ?? null, ...fields }), ofTrack, elena, contact);

describe('what a request asks for', () => {
  test('is filled from the letter, in the order of MyERAS', () => {
    expect(entriesOf({ service: 'eras', form: 'standardized', isChairLetter: true, isWaived: true })).toEqual([
      { field: 'writer-name', text: 'Elena Rivera' },
      { field: 'writer-email', text: 'elena@hospital.test' },
      { field: 'specialty-or-general', text: 'Pediatrics', isForAll: false },
      { field: 'form', form: 'standardized' },
      { field: 'chair-letter', isChairLetter: true },
      { field: 'waiver', isWaived: true },
    ]);
  });

  test('is the same in urology, which applies there', () => {
    const urology = track({ id: 't2', name: 'Urology', service: 'urology' });
    expect(entriesOf({ service: 'urology' }, urology).map(({ field }) => field)).toEqual(
      entriesOf({ service: 'eras' }).map(({ field }) => field),
    );
    // A track without a specialty is named for it.
    expect(entriesOf({ service: 'urology' }, urology)).toContainEqual({
      field: 'specialty-or-general',
      text: 'Urology',
      isForAll: false,
    });
  });

  test.each([
    ['Derm', 'categorical', 'Dermatology'],
    ['PRS', 'categorical', 'Plastic surgery, integrated'],
    ['gas', 'advanced', 'Anesthesiology'],
    // What we do not know is as it was typed, and so is a year before another specialty.
    ['Xenobiology', 'categorical', 'Xenobiology'],
    ['Medicine prelim', 'preliminary', 'Medicine prelim'],
  ] as const)('names %s, %s, in full, since the specialty decides the form: %s', (specialty, kind, text) => {
    expect(entriesOf({ service: 'eras' }, track({ id: 't1', specialty, kind, service: 'eras' }))).toContainEqual({
      field: 'specialty-or-general',
      text,
      isForAll: false,
    });
  });

  test('leaves out the form of a General letter, which MyERAS does not ask for', () => {
    const general = entriesOf({ service: 'eras' }, null);
    expect(general.map(({ field }) => field)).not.toContain('form');
    expect(general).toContainEqual({ field: 'specialty-or-general', text: null, isForAll: true });
  });

  test('calls a letter General only when it is: of a track that is gone nothing is known', () => {
    expect(requestEntries(letter({ service: 'eras', trackId: 'gone' }), null, elena, null)).toContainEqual({
      field: 'specialty-or-general',
      text: null,
      isForAll: false,
    });
  });

  test('goes to the address for requests, and for a group to its contact person’s', () => {
    const addressed = { ...elena, requestEmail: 'er@hospital.test' };
    const contact = mentor({ name: 'Tom Lindqvist', emails: ['tom@hospital.test'] });
    const given = letter({ service: 'residencycas' });
    expect(requestEntries(given, null, addressed, null)).toEqual([
      { field: 'writer-name', text: 'Elena Rivera' },
      { field: 'writer-email', text: 'er@hospital.test' },
    ]);
    expect(requestEntries(given, null, addressed, contact)[1]).toEqual({
      field: 'writer-email',
      text: 'tom@hospital.test',
    });
  });

  test('makes nothing up where nothing is known', () => {
    expect(requestEntries(letter({ service: 'eras' }), null, null, null).slice(0, 2)).toEqual([
      { field: 'writer-name', text: null },
      { field: 'writer-email', text: null },
    ]);
    expect(entriesOf({ service: 'eras', isWaived: null })).toContainEqual({ field: 'waiver', isWaived: null });
    const silent = { ...elena, emails: [] };
    expect(requestEntries(letter(), null, silent, null)[1]).toEqual({ field: 'writer-email', text: null });
  });

  test('in CaRMS is a discipline or none, and the files the writer is to get', () => {
    const checklist = ['cv', 'moments', 'photo'].map(id => ({ id, text: '', isDone: false }));
    expect(entriesOf({ service: 'carms', checklist }, null).slice(2)).toEqual([
      { field: 'discipline-or-none', text: null, isForAll: true },
      { field: 'form', form: 'narrative' },
      { field: 'attachments', items: ['cv', 'photo'] },
    ]);
  });

  test.each(['sf-match', 'military', 'other'] as const)('of %s is not known', service => {
    expect(entriesOf({ service })).toEqual([]);
  });
});

const namesOf = (rules: readonly { readonly rule: string }[]) => rules.map(({ rule }) => rule);

describe('the rules of a service', () => {
  test.each(SERVICES)('are each told once, those for the request first: %s', service => {
    const { atRequest, others } = rulesOf(service, null, '2028');
    expect([...namesOf(atRequest), ...namesOf(others)].toSorted()).toEqual(namesOf(rulesFor(service)).toSorted());
  });

  test('put first what cannot be taken back', () => {
    expect(namesOf(rulesOf('eras', pediatrics, '2028').atRequest)).toEqual(['entry-locks', 'letter-id-once']);
    expect(namesOf(rulesOf('residencycas', null, '2028').atRequest)).toEqual(['accept-first', 'sloe-or-narrative']);
    expect(namesOf(rulesOf('carms', null, '2028').atRequest)).toEqual(['carms-no-edit']);
  });

  test('put the built-in form first only where there is one', () => {
    const dermatology = track({ name: 'Dermatology', specialty: 'Dermatology', service: 'eras' });
    expect(namesOf(rulesOf('eras', dermatology, '2028').atRequest)).toContain('built-in-form');
  });

  test('send nobody to CORD’s site but who writes for emergency medicine', () => {
    const of = (specialty: string) =>
      namesOf(rulesOf('residencycas', track({ specialty, service: 'residencycas' }), '2028').others);
    expect(of('Emergency medicine')).toContain('cord-letter-id');
    expect(of('Obstetrics and gynecology')).not.toContain('cord-letter-id');
  });

  test('of a fellowship say nothing of a form inside the portal, nor of ECFMG', () => {
    const fellowship = track({ specialty: 'Dermatology', service: 'eras', kind: 'fellowship' });
    const { atRequest, others } = rulesOf('eras', fellowship, '2028');
    for (const rule of ['built-in-form', 'ecfmg-days']) expect(namesOf([...atRequest, ...others])).not.toContain(rule);
  });

  test('of a fellowship are its own as well', () => {
    const cardiology = track({ name: 'Cardiology', service: 'eras', kind: 'fellowship' });
    expect(namesOf(rulesOf('eras', cardiology, '2028').others)).toContain('fellowship-director');
  });
});

test('the form built into ERAS is spoken of only in seasons that have it', () => {
  const dermatology = track({ specialty: 'Dermatology' });
  const speaks = (season: string) => namesOf(rulesOf('eras', dermatology, season).atRequest).includes('built-in-form');
  expect(['2026', '2027', ''].map(speaks)).toEqual([false, true, true]);
});
