import { expect, test } from 'vitest';
import type { Letter } from '../../../src/core/letter.ts';
import {
  indexOf,
  type LetterRecords,
  type Severity,
  type WarningType,
  warningsOf,
} from '../../../src/core/letters/warnings.ts';
import { type Plan, planIdOf, type Track } from '../../../src/core/plan/plan.ts';
import { stepsOf } from '../../../src/core/seasons/services.ts';
import { day, letter, mentor, plan, program, slot, track } from '../records.ts';

/**
 * For each row of `domain.md` of the design, section 2, a season's letters as a student may have them, and all that is to
 * be said of them, worked out by hand. Programs read from 22 September, so letters should be in by 8 September: two weeks
 * from today.
 */
const TODAY = day('2027-08-25');
const SEASON: Partial<Plan> = {
  season: '2028',
  opensOn: { on: day('2027-06-02'), confidence: 'confirmed' },
  reviewFromOn: { on: day('2027-09-22'), confidence: 'confirmed' },
};

const PROMISED: Partial<Letter> = {
  ...{ askedOn: day('2027-06-01'), answer: 'yes', answeredOn: day('2027-06-03') },
  ...{ packetSentOn: day('2027-06-05'), isWaived: true },
};
const REQUESTED: Partial<Letter> = { ...PROMISED, requestedOn: day('2027-08-20') };
const IN: Partial<Letter> = { ...REQUESTED, receivedOn: day('2027-08-24'), isAssigned: true };
const SLOE: Partial<Letter> = { form: 'standardized', letterIdNumber: '' };

interface Row {
  readonly specialty: string;
  readonly service?: Letter['service'];
  readonly kind?: Track['kind'];
  readonly season?: Partial<Plan>;
  /** In their order `l1`, `l2` …, each by a writer of its own: `m1`, `m2` … */
  readonly letters: readonly Partial<Letter>[];
  readonly also?: Partial<LetterRecords>;
  /** By letter, all its warnings; of those that are not named there is nothing to be said. */
  readonly says: Readonly<Record<string, readonly (readonly [Severity, WarningType])[]>>;
}

const given = (programId: string, letterId: string) => ({
  id: `${programId}:${letterId}`,
  stamps: {},
  programId,
  letterId,
});

const ROWS: readonly Row[] = [
  {
    // Two SLOEs of at most three are on their way; a third one is asked for an ID, a fourth is one too many.
    specialty: 'Emergency medicine',
    service: 'residencycas',
    letters: [
      { ...IN, ...SLOE, letterIdNumber: 'R1', acceptedOn: day('2027-08-21') },
      { ...PROMISED, ...SLOE },
      { ...REQUESTED, mentorId: 'm1' },
      { ...REQUESTED, ...SLOE, letterIdNumber: 'R4' },
      { ...SLOE },
    ],
    says: {
      l2: [['caution', 'form-step']],
      // Who wrote the SLOE cannot write a narrative letter as well, and the SLOE is completed.
      l3: [['problem', 'sloe-and-narrative']],
      l5: [
        ['caution', 'over-track'],
        ['caution', 'short-notice'],
      ],
    },
  },
  {
    // Their SLOE is not CORD's: nothing has to be done on a site of the emergency physicians.
    specialty: 'Obstetrics and gynecology',
    service: 'residencycas',
    letters: [
      { ...PROMISED, ...SLOE },
      { ...REQUESTED, requestedOn: day('2027-07-25') },
      { ...IN, acceptedOn: day('2027-08-21') },
      { ...REQUESTED, isChairLetter: true },
    ],
    says: { l2: [['caution', 'quiet']] },
  },
  {
    specialty: 'Orthopaedic surgery',
    letters: [
      { ...PROMISED, form: 'standardized' },
      {
        ...{ ...REQUESTED, form: 'standardized', letterIdNumber: 'A2' },
        checklist: [{ id: 'eslor-consent', text: '', isDone: true }],
      },
      { ...IN },
    ],
    says: {
      l1: [
        ['caution', 'form-step'],
        ['caution', 'form-step'],
        ['caution', 'form-step'],
      ],
      // The student's AAMC ID is not noted.
      l2: [['caution', 'form-step']],
    },
  },
  {
    specialty: 'Neurosurgery',
    letters: [
      { ...IN, form: 'standardized' },
      { ...REQUESTED, form: 'standardized' },
      { ...REQUESTED, form: 'standardized', contactMentorId: 'm1' },
      { ...REQUESTED },
    ],
    also: {
      mentors: ['m1', 'm2', 'm3'].map(id => mentor({ id })).concat(mentor({ id: 'm4', role: 'resident-or-fellow' })),
    },
    says: { l4: [['caution', 'resident']] },
  },
  {
    specialty: 'Plastic surgery, integrated',
    letters: [
      { ...REQUESTED, form: 'standardized' },
      { ...PROMISED, trackId: null, planId: 'p1' },
      { ...REQUESTED },
      { ...REQUESTED },
    ],
    also: {
      slots: [
        slot({ id: 's1', form: 'standardized', letterId: 'l1' }),
        slot({ id: 's2', form: 'standardized', letterId: 'l2' }),
        slot({ id: 's3', letterId: 'l3' }),
      ],
    },
    says: {
      // General, for a slot that wants the form.
      l2: [['caution', 'form']],
      // Narrative, and in no slot: is that meant?
      l4: [['note', 'form']],
    },
  },
  {
    // The form is optional here; it must not go to the year before it.
    specialty: 'Dermatology',
    kind: 'advanced',
    letters: [{ ...REQUESTED }, { ...REQUESTED, form: 'standardized' }, { ...IN }],
    also: {
      tracks: [
        track({ name: 'Dermatology', specialty: 'Dermatology', kind: 'advanced' }),
        track({
          id: 't2',
          name: 'Preliminary medicine',
          specialty: 'Internal medicine',
          kind: 'preliminary',
          planId: 'p1',
        }),
      ],
      slots: [slot({ trackId: 't2', letterId: 'l2' })],
    },
    says: { l2: [['problem', 'form']] },
  },
  {
    specialty: 'Urology',
    service: 'urology',
    letters: [
      { ...REQUESTED },
      { ...REQUESTED, form: 'standardized' },
      { ...IN, service: 'eras', trackId: null, planId: 'p1', isAssigned: false },
    ],
    also: { slots: [slot({ form: 'standardized', letterId: 'l1' })], programs: [program()] },
    says: {
      l1: [['problem', 'form']],
      // General letters of ERAS are assigned to its programs too.
      l3: [['problem', 'unassigned']],
    },
  },
  {
    specialty: 'Otolaryngology',
    letters: [{ ...IN }, { ...IN }, { ...IN }, { ...IN }, { ...IN }],
    also: { programs: [program()], assignments: ['l1', 'l2', 'l3', 'l4', 'l5'].map(id => given('g1', id)) },
    says: Object.fromEntries(['l1', 'l2', 'l3', 'l4', 'l5'].map(id => [id, [['problem', 'too-many']]] as const)),
  },
  {
    // The chair is still to be asked, and somebody stands by for one who has the request.
    specialty: 'General surgery',
    letters: [{ ...REQUESTED }, { ...IN }, { isChairLetter: true }, { backupForLetterId: 'l1' }],
    says: { l3: [['caution', 'short-notice']] },
  },
  {
    specialty: 'Internal medicine',
    letters: [
      { ...IN, form: 'standardized', datedOn: day('2026-08-24') },
      { ...PROMISED, isWaived: null },
      { ...REQUESTED },
      { ...REQUESTED },
    ],
    also: {
      programs: [program({ oldestLetterMonths: 12, deadlineOn: TODAY })],
      assignments: [given('g1', 'l1')],
    },
    says: { l1: [['caution', 'too-old']], l2: [['caution', 'waiver']] },
  },
  {
    specialty: 'Pediatrics',
    letters: [{ ...REQUESTED, undeliverableOn: day('2027-08-21') }, { ...IN }, { ...REQUESTED }],
    says: { l1: [['problem', 'came-back']] },
  },
  {
    // Requested on a day on which MyERAS was not open; of the last one nobody notes whether it is assigned.
    specialty: 'Family medicine',
    letters: [
      { ...PROMISED, requestedOn: day('2027-06-01'), receivedOn: day('2027-08-01'), isAssigned: true },
      { ...REQUESTED, packetSentOn: day('2027-05-20'), askedOn: day('2027-05-01'), requestedOn: day('2027-06-01') },
      { ...IN, isAssigned: false },
    ],
    says: {
      l2: [
        ['caution', 'before-opening'],
        ['caution', 'quiet'],
      ],
      l3: [['note', 'assign-there']],
    },
  },
  {
    specialty: 'Psychiatry',
    letters: [{ ...REQUESTED, letterIdNumber: 'A-1' }, { ...REQUESTED, letterIdNumber: 'a1' }, { ...IN }],
    says: { l1: [['problem', 'letter-id']], l2: [['problem', 'letter-id']] },
  },
  {
    specialty: 'Neurology',
    letters: [{ ...REQUESTED }, { ...IN }, { ...IN }, { isChairLetter: true, targetOn: day('2027-10-20') }],
    also: { mentors: ['m1', 'm2', 'm3'].map(id => mentor({ id })).concat(mentor({ id: 'm4', isArchived: true })) },
    says: { l4: [['problem', 'writer-gone']] },
  },
  {
    // Asked 19 days before, and a yes all the same.
    specialty: 'Anesthesiology',
    letters: [
      { ...IN },
      { ...REQUESTED },
      { ...PROMISED, askedOn: day('2027-08-20'), answeredOn: TODAY, packetSentOn: null },
    ],
    says: { l3: [['note', 'short-notice']] },
  },
  {
    // In touch two days ago, so that the request did arrive; the letter did not.
    specialty: 'Radiology',
    letters: [{ ...REQUESTED, requestedOn: day('2027-07-20') }, { ...IN }, { ...IN }],
    also: { lastContactOn: new Map([['m1', day('2027-08-23')]]) },
    says: { l1: [['note', 'not-in']] },
  },
  {
    specialty: 'Physical medicine and rehabilitation',
    letters: [
      { targetOn: day('2027-08-20') },
      { ...REQUESTED, targetOn: day('2027-08-24') },
      { ...IN, targetOn: day('2027-08-01') },
    ],
    says: { l1: [['caution', 'past-target']], l2: [['problem', 'past-target']] },
  },
  {
    // Exactly three; nobody says when programs read, nor that writers get a mail.
    specialty: 'Ophthalmology',
    service: 'sf-match',
    season: { reviewFromOn: { on: null, confidence: 'unknown' }, opensOn: { on: null, confidence: 'unknown' } },
    letters: [{ ...IN }, { ...REQUESTED, requestedOn: day('2027-07-01') }, { ...REQUESTED }, { ...PROMISED }],
    says: { l4: [['caution', 'over-track']] },
  },
  {
    // One letter for the advanced position and the year before it: programs do not see its label.
    specialty: 'Anesthesiology',
    kind: 'advanced',
    letters: [{ ...REQUESTED }, { ...IN }, { ...REQUESTED }],
    also: {
      tracks: [
        track({ name: 'Anesthesiology', specialty: 'Anesthesiology', kind: 'advanced' }),
        track({
          id: 't2',
          name: 'Preliminary medicine',
          specialty: 'Internal medicine',
          kind: 'preliminary',
          planId: 'p1',
        }),
      ],
      slots: [slot({ id: 's1', letterId: 'l1' }), slot({ id: 's2', trackId: 't2', letterId: 'l1' })],
    },
    says: {},
  },
  {
    // Not looked up, and in a season of which no day is known.
    specialty: 'Pathology',
    season: { reviewFromOn: { on: null, confidence: 'unknown' } },
    letters: [{}, { ...PROMISED }, { ...REQUESTED }, { ...IN }],
    says: {},
  },
];

test.each(ROWS.map(row => [`${row.specialty}${row.kind === 'advanced' ? ', advanced' : ''}`, row] as const))(
  'in %s exactly this is said',
  (_name, { specialty, service = 'eras', kind = 'categorical', season = {}, letters, also = {}, says }) => {
    const all = letters.map((fields, index) =>
      letter({ id: `l${index + 1}`, mentorId: `m${index + 1}`, trackId: 't1', service, ...fields }),
    );
    const records: LetterRecords = {
      letters: all,
      mentors: all.map((_, index) => mentor({ id: `m${index + 1}` })),
      tracks: [track({ name: specialty, specialty, service, kind })],
      plans: [plan({ ...SEASON, service, ...season })],
      ...{ slots: [], programs: [], assignments: [], profile: { aamcId: '' }, lastContactOn: new Map() },
      ...also,
    };
    const index = indexOf(records);
    const said = all.map(one => {
      const itsTrack = index.tracks.get(one.trackId ?? '') ?? null;
      const steps = stepsOf(one.service, index.plans.get(planIdOf(one, itsTrack) ?? '') ?? null);
      return [one.id, warningsOf(one, steps, index, TODAY).map(({ severity, type }) => [severity, type])] as const;
    });
    expect(Object.fromEntries(said.filter(([, warnings]) => warnings.length > 0))).toEqual(says);
  },
);
