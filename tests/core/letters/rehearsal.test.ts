import { describe, expect, test } from 'vitest';
import { addDays } from '../../../src/core/dates.ts';
import type { Evidence, SeenMoment } from '../../../src/core/letters/evidence.ts';
import { type RehearsalRecords, rehearsalCard, whomToStartWith } from '../../../src/core/letters/rehearsal.ts';
import { day, letter, mentor, moment, plan, rotation, track } from '../records.ts';

const TODAY = day('2027-03-20');
const medicine = track({ id: 'im', name: 'Medicine', specialty: 'Internal medicine' });
const surgery = track({ id: 'gs', name: 'Surgery', specialty: 'General surgery' });
const season = plan({ reviewFromOn: { on: day('2027-09-22'), confidence: 'estimated' } });

const cardOf = (records: Partial<RehearsalRecords>, trackId: string | null = null) =>
  rehearsalCard(
    { mentor: mentor(), rotations: [], moments: [], letters: [], tracks: [], plans: [season], ...records },
    trackId,
    TODAY,
  );

describe('the card', () => {
  test('of somebody of whom nothing is known is empty', () => {
    expect(cardOf({})).toEqual({
      rotation: null,
      daysTogether: 0,
      moments: [],
      track: null,
      targetOn: null,
      isTargetEstimated: false,
      unasked: null,
      asked: null,
      isBooked: false,
    });
  });

  test('names the last rotation that has begun', () => {
    const mentors = [{ mentorId: 'm1', daysTogether: 12, watchedDirectly: true }];
    const rotations = [
      rotation({ id: 'first', startsOn: day('2026-03-02'), endsOn: day('2026-03-29'), mentors }),
      rotation({ id: 'last', startsOn: day('2027-02-01'), endsOn: day('2027-02-26'), mentors }),
      rotation({ id: 'ahead', startsOn: day('2027-05-03'), endsOn: day('2027-05-28'), mentors }),
    ];
    expect(cardOf({ rotations })).toMatchObject({ rotation: { id: 'last' }, daysTogether: 12 });
  });

  test('takes three moments: strong ones, then those they said something about, then the newest', () => {
    const moments = [
      moment({ id: 'old', on: day('2027-01-05') }),
      moment({ id: 'new', on: day('2027-03-05') }),
      moment({ id: 'said', on: day('2027-01-04'), theirWords: 'Well seen.' }),
      moment({ id: 'strong', on: day('2027-01-03'), isStrong: true }),
      moment({ id: 'empty', on: day('2027-03-06'), situation: '', isStrong: true }),
      moment({ id: 'ahead', on: day('2027-03-21'), isStrong: true }),
    ];
    expect(cardOf({ moments }).moments.map(({ id }) => id)).toEqual(['strong', 'said', 'new']);
  });

  test.each<[string, Partial<RehearsalRecords>, string | null, string | null]>([
    ['the only track', { tracks: [surgery] }, null, 'gs'],
    [
      'of two that of their specialty',
      { tracks: [surgery, medicine], mentor: mentor({ specialty: 'Cardiology' }) },
      null,
      'im',
    ],
    ['of two none where that is not known', { tracks: [surgery, medicine] }, null, null],
    ['the letter’s', { tracks: [surgery, medicine], letters: [letter({ trackId: 'gs' })] }, null, 'gs'],
    ['none for a General letter', { tracks: [surgery], letters: [letter()] }, null, null],
    [
      'not that of a letter that was declined',
      { tracks: [medicine], letters: [letter({ trackId: 'gs', ended: 'declined' })] },
      null,
      'im',
    ],
    ['the one the student chose', { tracks: [surgery, medicine], letters: [letter({ trackId: 'gs' })] }, 'im', 'im'],
  ])('is for a track: %s', (_name, records, chosen, expected) => {
    expect(cardOf(records, chosen).track?.id ?? null).toBe(expected);
  });

  test('says by when, as the season has it or the letter itself', () => {
    expect(cardOf({ tracks: [medicine] }).targetOn).toBe('2027-09-08');
    const own = letter({ trackId: 'im', targetOn: day('2027-08-01') });
    expect(cardOf({ tracks: [medicine], letters: [own] }).targetOn).toBe('2027-08-01');
    expect(cardOf({ tracks: [medicine], plans: [] }).targetOn).toBeNull();
    // A day counted back from an estimate is one, and one that the student set is not.
    expect(cardOf({ tracks: [medicine] }).isTargetEstimated).toBe(true);
    expect(cardOf({ tracks: [medicine], letters: [own] }).isTargetEstimated).toBe(false);
  });

  test('knows the letter that is to be asked for, and the one that was', () => {
    const asked = letter({ id: 'asked', trackId: 'im', askedOn: day('2027-03-01') });
    const open = letter({ id: 'open', trackId: 'gs' });
    expect(cardOf({ tracks: [medicine, surgery], letters: [asked] })).toMatchObject({
      unasked: null,
      asked: { id: 'asked' },
    });
    expect(cardOf({ tracks: [medicine, surgery], letters: [asked, open] })).toMatchObject({
      unasked: { id: 'open' },
      asked: null,
    });
    expect(cardOf({ tracks: [medicine, surgery], letters: [asked, open] }, 'im')).toMatchObject({
      unasked: null,
      asked: { id: 'asked' },
    });
    // Asked long ago, and it came to nothing: one may ask again.
    const declined = letter({ askedOn: day('2026-03-01'), ended: 'declined' });
    expect(cardOf({ letters: [declined] })).toMatchObject({ unasked: null, asked: null });
  });

  test('begins with a meeting for a chair and for a chair’s letter', () => {
    expect(cardOf({ mentor: mentor({ role: 'chair' }) }).isBooked).toBe(true);
    expect(cardOf({ letters: [letter({ isChairLetter: true })] }).isBooked).toBe(true);
    expect(cardOf({ letters: [letter({ contactMentorId: 'm2' })] }).isBooked).toBe(true);
    expect(cardOf({ letters: [letter()] }).isBooked).toBe(false);
  });
});

const seen = (fields: Partial<SeenMoment> = {}): SeenMoment => ({
  on: addDays(TODAY, -5),
  isStrong: false,
  hasWords: false,
  competencies: [],
  ...fields,
});
const evidence = (id: string, fields: Partial<Evidence> = {}): Evidence => ({
  rotations: [],
  firstContactOn: null,
  lastContactOn: null,
  timesOn: [],
  moments: [],
  feedbackOn: [],
  ...fields,
  mentor: mentor({ ...fields.mentor, id, name: id }),
});

describe('with whom to start', () => {
  const start = (all: readonly Evidence[], letters: Parameters<typeof whomToStartWith>[1] = []) =>
    whomToStartWith(all, letters, TODAY).map(({ evidence: one }) => one.mentor.id);

  test('those with the best experiences first, ready or not', () => {
    const together = rotation({
      startsOn: day('2027-02-01'),
      endsOn: day('2027-03-05'),
      mentors: [{ mentorId: 'soon', daysTogether: 9, watchedDirectly: true }],
    });
    expect(
      start([
        evidence('soon', { rotations: [together] }),
        evidence('words', { moments: [seen({ hasWords: true }), seen({ hasWords: true })] }),
        evidence('strong', { moments: [seen({ isStrong: true })] }),
        evidence('both', { moments: [seen({ isStrong: true, hasWords: true })] }),
        evidence('nothing', { moments: [seen()] }),
        evidence('ahead', { moments: [seen({ isStrong: true, on: addDays(TODAY, 1) })] }),
      ]),
    ).toEqual(['both', 'strong', 'words', 'soon']);
  });

  test('nobody who could not write, who begins with a meeting, or who was asked already', () => {
    const good = { moments: [seen({ isStrong: true })] };
    const all = [
      evidence('resident', { ...good, mentor: mentor({ role: 'resident-or-fellow' }) }),
      evidence('chair', { ...good, mentor: mentor({ role: 'chair' }) }),
      evidence('asked', good),
      evidence('open', good),
    ];
    const letters = [
      letter({ id: 'l1', mentorId: 'asked', askedOn: day('2027-03-01') }),
      letter({ id: 'l2', mentorId: 'open' }),
    ];
    expect(start(all, letters)).toEqual(['open']);
  });
});
