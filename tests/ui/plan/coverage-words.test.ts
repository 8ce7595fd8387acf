import { describe, expect, test, vi } from 'vitest';
import { type Coverage, coverageOf } from '../../../src/core/plan/coverage.ts';
import type { Track } from '../../../src/core/plan/plan.ts';
import type { Slot } from '../../../src/core/plan/slot.ts';
import { coverageNotes, fromSpecialtyWords, inSpecialtyWords, misfitWords } from '../../../src/i18n/coverage.ts';
import { seasonDateWords } from '../../../src/ui/plan/plan-words.ts';
import { day, letter, mentor, slot, track } from '../../core/records.ts';

// Sentences come from the extension's own API, which a plain page does not have.
vi.mock('../../../src/platform/browser.ts', () => ({
  browser: {
    i18n: {
      getMessage: (key: string, values: readonly string[]) => (key === 'language' ? 'en' : [key, ...values].join(' ')),
      getUILanguage: () => 'en',
    },
  },
}));

/** A track whose slots are filled by people of these specialties, one received letter each. */
function coverage(
  own: Partial<Track>,
  writers: readonly string[],
  fields: Parameters<typeof letter>[0] = {},
  others: readonly Track[] = [],
  wishes: Partial<Slot> = {},
): Coverage {
  const of = track(own);
  return coverageOf({
    track: of,
    plan: null,
    tracks: [of, ...others],
    slots: writers.map((_, at) => slot({ id: `s${at}`, trackId: of.id, position: at, letterId: `l${at}`, ...wishes })),
    letters: writers.map((_, at) =>
      letter({
        id: `l${at}`,
        mentorId: `m${at}`,
        trackId: of.id,
        service: of.service,
        receivedOn: day('2027-07-01'),
        ...fields,
      }),
    ),
    mentors: writers.map((specialty, at) => mentor({ id: `m${at}`, name: `Writer ${at}`, specialty })),
    rotations: [],
  });
}

describe('that none is from the specialty', () => {
  test.each<[string, Partial<Track>, string | null]>([
    ['with the number that is usual', { specialty: 'Otolaryngology' }, 'coverageInNoneLeast_other 2 Otolaryngology'],
    ['one', { specialty: 'Dermatology' }, 'coverageInNoneLeast_one 1 Dermatology'],
    ['where no figure was found no number', { specialty: 'Orthopaedics' }, null],
    ['nor for the military’s board', { specialty: 'Pediatrics', service: 'military' }, null],
    ['nor for the year before another specialty', { specialty: 'Internal medicine', kind: 'preliminary' }, null],
    ['nor for a transitional year', { specialty: '', kind: 'transitional' }, null],
  ])('is said %s', (_, own, words) => {
    expect(fromSpecialtyWords(coverage(own, ['Psychiatry']))).toBe(words);
  });

  test('is said without a number where a slot wants one and no figure is known', () => {
    const urology = coverage({ specialty: 'Urology', service: 'urology' }, ['Psychiatry'], {}, [], {
      isInSpecialty: true,
    });
    expect(fromSpecialtyWords(urology)).toBe('coverageInNone Urology');
  });
});

test.each<[Coverage['usual']['inSpecialty'], string | null]>([
  [null, null],
  [{ least: 1, most: 2 }, 'coverageUsualRange 1 2 Dermatology'],
  [{ least: 2, most: null }, 'coverageUsualLeast_other 2 Dermatology'],
  [{ least: 1, most: null }, 'coverageUsualLeast_one 1 Dermatology'],
  [{ least: 2, most: 2 }, 'coverageUsualExactly_other 2 Dermatology'],
])('%o is the number that students ask for', (inSpecialty, words) => {
  expect(inSpecialtyWords(inSpecialty, 'Dermatology')).toBe(words);
});

test('more from the specialty than is usual is said, and as many as are usual is not', () => {
  const notes = (count: number) => coverageNotes(coverage({ specialty: 'Dermatology' }, Array(count).fill('Derm')), []);
  expect(notes(2)).toEqual([]);
  expect(notes(3)).toEqual(['coverageTooManyIn 3 2 Dermatology']);
});

test.each<[string, Partial<Track>, string]>([
  ['SF Match', { specialty: 'Ophthalmology', service: 'sf-match' }, 'coverageOverSfMatch 4'],
  ['the military’s board', { specialty: 'Pediatrics', service: 'military' }, 'coverageOverMilitary 4'],
  ['SLOEs', { specialty: 'Emergency medicine', service: 'residencycas' }, 'coverageOverSloe 4'],
])('more letters than are of use are said of %s', (_, own, words) => {
  const four = Array(4).fill('Cardiology');
  expect(coverageNotes(coverage(own, four, { form: 'standardized' }), [])).toContain(words);
});

test.each<[string, Partial<Track>, Parameters<typeof letter>[0], string]>([
  ['a narrative letter in ERAS is asked about', {}, {}, 'misfitTrackLabel Plan B'],
  ['a specialty’s own form is bound to it', {}, { form: 'standardized' }, 'misfitTrack Plan B'],
  ['a reference in CaRMS is bound to its discipline', { service: 'carms' }, {}, 'misfitTrack Plan B'],
  ['elsewhere it is asked', { service: 'residencycas' }, {}, 'misfitTrackAsk Plan B'],
])('a letter of another track: %s', (_, own, fields, words) => {
  const other = track({ id: 't2', name: 'Plan B', ...own });
  const covered = coverage(own, ['Psychiatry'], { trackId: 't2', ...fields }, [other]).slots[0]!;
  expect(covered.misfits.map(misfit => misfitWords(misfit, covered, [track(own), other]))).toEqual([words]);
});

test('that letters can be requested from the opening on is said of services of which it is known', () => {
  const opens = (['eras', 'urology', 'residencycas', 'sf-match', 'military', 'carms', 'other'] as const).map(service =>
    seasonDateWords('opensOn', service),
  );
  expect(opens).toEqual([...Array(3).fill('seasonOpens'), ...Array(4).fill('seasonOpensAny')]);
});
