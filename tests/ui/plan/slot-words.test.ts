import { expect, test, vi } from 'vitest';
import type { Track } from '../../../src/core/plan/plan.ts';
import type { Slot } from '../../../src/core/plan/slot.ts';
import { slotKindWords, slotName, slotWishes } from '../../../src/i18n/slot.ts';
import { slot, track } from '../../core/records.ts';

// Sentences come from the extension's own API, which a plain page does not have.
vi.mock('../../../src/platform/browser.ts', () => ({
  browser: { i18n: { getMessage: (key: string, values: readonly string[]) => [key, ...values].join(' ') } },
}));

const STANDARDIZED = { isInSpecialty: true, form: 'standardized' as const };
const words = (name: string, wishes: Partial<Slot>, also: Partial<Track> = {}) => {
  const of = track({ name, ...also });
  return [slotName(slot(wishes), of), slotKindWords(slot(wishes), of), slotWishes(slot(wishes), of).join()];
};

test.each<[string, Partial<Track>, string, string]>([
  ['EM', { service: 'residencycas' }, 'standardSloe', 'slotWishStandardized'],
  ['OB-GYN', { service: 'residencycas' }, 'standardSloe', 'slotWishStandardized'],
  ['Ortho', {}, 'standardEslor', 'slotWishStandardized'],
  ['Neurosurgery', {}, 'standardLoe', 'slotWishStandardized'],
  ['Medicine', {}, 'standardSel', 'slotWishStandardized'],
  // Its name says what it is.
  ['Urology', { service: 'urology' }, 'standardErasForm', ''],
  ['ENT', {}, 'standardOther', ''],
])('in %s a slot for the standardized letter is called as students call it', (name, also, form, wishes) => {
  expect(words(name, STANDARDIZED, also)).toEqual([`slotStandardizedIn ${form} ${name}`, form, wishes]);
});

test('a name of the student’s own does not hide which form it is', () => {
  expect(words('EM', { ...STANDARDIZED, name: 'Home' })).toEqual(['Home', 'standardSloe', 'slotIn EM,standardSloe']);
});

test('a slot for another specialty has that one’s form', () => {
  const wishes = { specialty: 'Orthopaedic surgery', form: 'standardized' as const };
  expect(words('EM', wishes)[0]).toBe('slotStandardizedIn standardEslor Orthopaedic surgery');
});

test('a chair’s letter in medicine may be the department’s SEL, and nowhere else', () => {
  const chair = { isInSpecialty: true, isChairLetter: true };
  expect(words('Medicine', chair)).toEqual(['slotChair Medicine', 'slotKindChair', 'slotWishSel']);
  expect(words('General surgery', chair)).toEqual(['slotChair General surgery', 'slotKindChair', '']);
});

test('a program director’s letter says so', () => {
  expect(words('Cardiology', { isByDirector: true }, { kind: 'fellowship' })).toEqual([
    'slotDirector',
    'slotKindDirector',
    '',
  ]);
});
