import { describe, expect, test } from 'vitest';
import { parseProfile } from '../../../src/core/profile.ts';
import {
  changesOf,
  emptyForm,
  formOf,
  formOver,
  newLetterFrom,
  purposeChange,
  serviceChange,
} from '../../../src/ui/letters/letter-form.ts';
import type { LettersData } from '../../../src/ui/letters/letter-rows.ts';
import { day, letter, mentor, plan, slot, track } from '../../core/records.ts';

const TODAY = day('2026-11-23');
const data = (also: Partial<LettersData> = {}): LettersData => ({
  letters: [],
  mentors: [mentor()],
  tracks: [],
  plans: [],
  slots: [],
  programs: [],
  assignments: [],
  profile: parseProfile(null),
  ...also,
});

describe('a new letter', () => {
  test('proposes whom and what the address names, and the service of the track', () => {
    const tracks = [track(), track({ id: 't2', service: 'residencycas' })];
    expect(newLetterFrom('mentor=m1&track=t2', data({ tracks }), TODAY).form).toMatchObject({
      mentorId: 'm1',
      trackId: 't2',
      service: 'residencycas',
    });
  });

  test('leaves out what is not there', () => {
    const { form, slotId, replacesId } = newLetterFrom('mentor=x&track=y&slot=z&replaces=w', data(), TODAY);
    expect([form.mentorId, form.trackId, slotId, replacesId]).toEqual(['', null, null, null]);
  });

  test('is for the only track there is, and General where there are several or none', () => {
    expect(newLetterFrom('', data({ tracks: [track()] }), TODAY).form.trackId).toBe('t1');
    expect(newLetterFrom('', data({ tracks: [track(), track({ id: 't2' })] }), TODAY).form.trackId).toBeNull();
    const carms = plan({ id: 'p2', service: 'carms' });
    expect(newLetterFrom('', data({ plans: [carms] }), TODAY).form).toMatchObject({ planId: 'p2', service: 'carms' });
  });

  test('General is for the season whose programs read first from today on', () => {
    const review = (on: string) => ({ on: day(on), confidence: 'estimated' as const });
    const plans = [
      plan({ id: 'later', season: '2029', reviewFromOn: review('2028-09-20') }),
      plan({ id: 'next', season: '2028', reviewFromOn: review('2027-09-22') }),
      plan({ id: 'over', season: '2027', reviewFromOn: review('2026-09-23') }),
    ];
    expect(newLetterFrom('', data({ plans }), TODAY).form).toMatchObject({ trackId: null, planId: 'next' });
  });

  test('takes over what the slot wants', () => {
    const slots = [slot({ form: 'standardized', isChairLetter: true })];
    expect(newLetterFrom('slot=s1', data({ tracks: [track(), track({ id: 't2' })], slots }), TODAY)).toMatchObject({
      form: { trackId: 't1', form: 'standardized', isChairLetter: true },
      slotId: 's1',
    });
  });

  test('takes the place of another, and is for the same', () => {
    const letters = [letter({ trackId: 't2', service: 'urology', form: 'standardized', targetOn: day('2027-08-01') })];
    const tracks = [track(), track({ id: 't2', service: 'urology' })];
    expect(newLetterFrom('replaces=l1', data({ letters, tracks }), TODAY)).toMatchObject({
      form: { trackId: 't2', service: 'urology', form: 'standardized', targetOn: '2027-08-01', askedOn: null },
      replacesId: 'l1',
    });
  });
});

describe('choosing a purpose', () => {
  const tracks = [track({ id: 't2', service: 'residencycas' })];
  const standardized = { ...emptyForm('m1'), trackId: 't1', form: 'standardized' as const };

  test('brings the service of the track', () => {
    expect(purposeChange('track:t2', emptyForm('m1'), data({ tracks }))).toEqual({
      trackId: 't2',
      planId: null,
      service: 'residencycas',
    });
  });

  test('General is narrative in MyERAS, and keeps its form elsewhere', () => {
    expect(purposeChange('general:p1', standardized, data({ plans: [plan()] }))).toEqual({
      trackId: null,
      planId: 'p1',
      service: 'eras',
      form: 'narrative',
    });
    expect(purposeChange('general:', { ...standardized, service: 'residencycas' }, data())).toMatchObject({
      trackId: null,
      planId: null,
      form: 'standardized',
    });
    expect(serviceChange({ ...standardized, trackId: null, service: 'residencycas' }, 'eras').form).toBe('narrative');
  });
});

test('what is saved is only what was changed', () => {
  const shown = letter({ askedOn: day('2027-03-01') });
  expect(changesOf(formOf(shown), shown)).toEqual({});
  const checklist = [{ id: 'cv', text: '', isDone: true }];
  expect(changesOf({ ...formOf(shown), askedOn: null, checklist }, shown)).toEqual({ askedOn: null, checklist });
});

test('what is stored meanwhile shows in a form that is open, and what was typed stays', () => {
  const before = letter();
  const start = formOf(before);
  const now = letter({ askedOn: day('2027-03-01'), packetSentOn: day('2027-03-02') });
  const typed = { ...start, letterIdNumber: 'AB-1', packetSentOn: null };
  const shown = formOver(now, typed, start, new Set(['letterIdNumber', 'packetSentOn']));
  expect(shown).toMatchObject({ askedOn: '2027-03-01', letterIdNumber: 'AB-1', packetSentOn: null });
  expect(changesOf(shown, now)).toEqual({ letterIdNumber: 'AB-1', packetSentOn: null });
});
