import { describe, expect, test } from 'vitest';
import type { LocalDate } from '../../../src/core/dates.ts';
import type { Letter } from '../../../src/core/letter.ts';
import { indexOf, type LetterRecords, type WarningType, warningsOf } from '../../../src/core/letters/warnings.ts';
import type { Plan } from '../../../src/core/plan/plan.ts';
import type { Assignment, Program } from '../../../src/core/program.ts';
import { stepsOf } from '../../../src/core/seasons/services.ts';
import { day, letter, mentor, plan, program, slot, track } from '../records.ts';

const TODAY = day('2027-07-01');
const daysAgo = (days: number) => day(Temporal.PlainDate.from(TODAY).subtract({ days }).toString());

const assignment = (programId: string, letterId: string): Assignment => ({
  id: `${programId}:${letterId}`,
  stamps: {},
  programId,
  letterId,
});
/** Programs may read on this day; the target is two weeks before. */
const reviewed = (on: string): Plan => plan({ reviewFromOn: { on: day(on), confidence: 'confirmed' } });

/** Letters can be requested from this day on. */
const opensOn = (on: LocalDate, fields: Partial<Plan> = {}): Plan =>
  plan({ opensOn: { on, confidence: 'confirmed' }, ...fields });

interface Case {
  readonly letter?: Partial<Letter>;
  readonly also?: Partial<LetterRecords>;
}

/** All records that a case does not name are plain: a writer on the faculty, one track, a target far away. */
function warningsIn({ letter: fields = {}, also = {} }: Case) {
  const shown = letter({ trackId: 't1', ...fields });
  const records: LetterRecords = {
    letters: [shown],
    mentors: [mentor()],
    tracks: [track()],
    plans: [reviewed('2027-09-29')],
    slots: [],
    programs: [],
    assignments: [],
    profile: { aamcId: '' },
    lastContactOn: new Map(),
    ...also,
  };
  const { plans } = records;
  const steps = stepsOf(shown.service, plans[0] ?? null);
  return warningsOf(shown, steps, indexOf({ ...records, letters: [shown, ...records.letters.slice(1)] }), TODAY);
}

const ASKED: Partial<Letter> = { askedOn: daysAgo(40) };
const PROMISED: Partial<Letter> = { ...ASKED, answer: 'yes', answeredOn: daysAgo(38), isWaived: true };
const REQUESTED: Partial<Letter> = { ...PROMISED, packetSentOn: daysAgo(30), requestedOn: daysAgo(5) };
const RECEIVED: Partial<Letter> = { ...REQUESTED, receivedOn: daysAgo(2), isAssigned: true };
/** Stands by for another that goes on. */
const STANDS_BY: Partial<Letter> = { backupForLetterId: 'main' };
const main = (fields: Partial<Letter> = {}) => letter({ id: 'main', mentorId: 'm9', trackId: 't1', ...fields });

const emergency = track({ name: 'EM', specialty: 'Emergency medicine', service: 'residencycas' });
const urology = track({ id: 't2', name: 'Urology', specialty: 'Urology', service: 'urology' });
const military = track({ service: 'military' });

const dermatology = track({ id: 't2', name: 'Dermatology', specialty: 'Dermatology' });
const programsOf = (...fields: readonly Partial<Program>[]) => fields.map(one => program(one));

const FIVE = ['l1', 'l2', 'l3', 'l4', 'l5'];
/** That many letters, of which the first is the one that is looked at. */
const lettersOf = (ids: readonly string[]) => ids.map(id => letter({ id, trackId: 't1' }));
const givenTo = (ids: readonly string[]) => ids.map(id => assignment('g1', id));

/** That many letters of one track through a service, of which the last is the one that is looked at. */
const ofService = (count: number, service: Letter['service'], form: Letter['form'] = 'narrative') =>
  Array.from({ length: count }, (_, index) => letter({ id: `l${index + 1}`, trackId: 't1', service, form }));
const overTrack = (count: number, service: Letter['service']): Case => ({
  letter: { id: `l${count}`, service },
  also: { tracks: [track({ service })], letters: [letter(), ...ofService(count - 1, service)] },
});
const fourthSloe = (form: Letter['form']): Case => ({
  letter: { id: 'l4', service: 'residencycas', form, mentorId: 'm4' },
  also: {
    ...{ tracks: [emergency], mentors: [mentor(), mentor({ id: 'm4' })] },
    letters: [letter(), ...ofService(3, 'residencycas', 'standardized')],
  },
});

const CASES: readonly (readonly [name: string, type: WarningType, isThere: boolean, given: Case])[] = [
  // The form follows the specialty of the request.
  [
    'General for a slot with a built-in form',
    'form',
    true,
    {
      letter: { trackId: null },
      also: { tracks: [dermatology], slots: [slot({ trackId: 't2', form: 'standardized', letterId: 'l1' })] },
    },
  ],
  [
    'narrative for a slot with a built-in form',
    'form',
    true,
    {
      letter: { trackId: 't2' },
      also: { tracks: [dermatology], slots: [slot({ trackId: 't2', form: 'standardized', letterId: 'l1' })] },
    },
  ],
  [
    'of another specialty for a slot with a built-in form',
    'form',
    true,
    {
      also: { tracks: [track(), dermatology], slots: [slot({ trackId: 't2', form: 'standardized', letterId: 'l1' })] },
    },
  ],
  [
    'a built-in form for a slot of another specialty',
    'form',
    true,
    {
      letter: { trackId: 't2', form: 'standardized' },
      also: { tracks: [track(), dermatology], slots: [slot({ letterId: 'l1' })] },
    },
  ],
  [
    'the specialty’s own form for its slot',
    'form',
    false,
    {
      letter: { trackId: 't2', form: 'standardized' },
      also: { tracks: [dermatology], slots: [slot({ trackId: 't2', form: 'standardized', letterId: 'l1' })] },
    },
  ],
  [
    'narrative for a slot that takes either',
    'form',
    false,
    { letter: { trackId: 't2' }, also: { tracks: [dermatology], slots: [slot({ trackId: 't2', letterId: 'l1' })] } },
  ],
  [
    'General for a slot of neurology',
    'form',
    false,
    {
      letter: { trackId: null },
      also: { tracks: [track({ specialty: 'Neurology' })], slots: [slot({ form: 'standardized', letterId: 'l1' })] },
    },
  ],

  // Requests.
  ['requested three weeks ago', 'quiet', true, { letter: { ...REQUESTED, requestedOn: daysAgo(21) } }],
  ['requested 20 days ago', 'quiet', false, { letter: { ...REQUESTED, requestedOn: daysAgo(20) } }],
  [
    'requested three weeks ago, and in touch yesterday',
    'quiet',
    false,
    {
      letter: { ...REQUESTED, requestedOn: daysAgo(21) },
      also: { lastContactOn: new Map([['m1', daysAgo(1)]]) },
    },
  ],
  [
    'three weeks after they were last in touch',
    'quiet',
    true,
    {
      letter: { ...REQUESTED, requestedOn: daysAgo(40) },
      also: { lastContactOn: new Map([['m1', daysAgo(21)]]) },
    },
  ],
  [
    'in touch with the signatory, while the contact person has the request',
    'quiet',
    true,
    {
      letter: { ...REQUESTED, contactMentorId: 'm2', requestedOn: daysAgo(30) },
      also: { lastContactOn: new Map([['m1', daysAgo(1)]]) },
    },
  ],
  ...(['sf-match', 'military', 'carms', 'other'] as const).map((service): (typeof CASES)[number] => [
    `through ${service}, of whose mail nothing is known`,
    'quiet',
    false,
    { letter: { ...REQUESTED, service, requestedOn: daysAgo(60) }, also: { tracks: [track({ service })] } },
  ]),
  ['requested long ago, and received', 'quiet', false, { letter: { ...RECEIVED, requestedOn: daysAgo(30) } }],
  [
    'requested long ago, and accepted',
    'quiet',
    false,
    { letter: { ...REQUESTED, service: 'residencycas', requestedOn: daysAgo(30), acceptedOn: daysAgo(20) } },
  ],
  ['the request came back', 'came-back', true, { letter: { ...REQUESTED, undeliverableOn: daysAgo(4) } }],
  ['it came back and was made again', 'came-back', false, { letter: { ...REQUESTED, undeliverableOn: daysAgo(6) } }],
  [
    'it came back, and the letter is there',
    'came-back',
    false,
    { letter: { ...RECEIVED, undeliverableOn: daysAgo(4) } },
  ],
  ['promised, and no waiver decided', 'waiver', true, { letter: { ...PROMISED, isWaived: null } }],
  ['promised, and not waived', 'waiver', false, { letter: { ...PROMISED, isWaived: false } }],
  ['only asked, and no waiver decided', 'waiver', false, { letter: ASKED }],
  ...(['carms', 'residencycas'] as const).map((service): (typeof CASES)[number] => [
    `through ${service}, of whose waiver nothing is known`,
    'waiver',
    false,
    { letter: { ...PROMISED, service, isWaived: null }, also: { tracks: [track({ service })] } },
  ]),
  [
    'two letters with one Letter ID',
    'letter-id',
    true,
    { letter: { letterIdNumber: 'A-1' }, also: { letters: [letter(), letter({ id: 'l2', letterIdNumber: 'a1' })] } },
  ],
  [
    'two letters with their own',
    'letter-id',
    false,
    { letter: { letterIdNumber: 'A-1' }, also: { letters: [letter(), letter({ id: 'l2', letterIdNumber: 'a2' })] } },
  ],

  // The writer.
  ['a resident', 'resident', true, { also: { mentors: [mentor({ role: 'resident-or-fellow' })] } }],
  ['an attending', 'resident', false, {}],
  [
    'a resident whose letter is there',
    'resident',
    false,
    { letter: RECEIVED, also: { mentors: [mentor({ role: 'resident-or-fellow' })] } },
  ],
  ['archived', 'writer-gone', true, { also: { mentors: [mentor({ isArchived: true })] } }],
  ['in the trash', 'writer-gone', true, { also: { mentors: [] } }],
  ['there', 'writer-gone', false, {}],
  [
    'archived once the letter was there',
    'writer-gone',
    false,
    { letter: RECEIVED, also: { mentors: [mentor({ isArchived: true })] } },
  ],
  [
    'a program director, for the military',
    'board-member',
    true,
    {
      letter: { service: 'military' },
      also: { mentors: [mentor({ role: 'program-director' })], tracks: [track({ service: 'military' })] },
    },
  ],
  [
    'a chair, who may have been one',
    'board-member',
    true,
    { letter: { service: 'military' }, also: { mentors: [mentor({ role: 'chair' })], tracks: [military] } },
  ],
  [
    'an attending, for the military',
    'board-member',
    false,
    { letter: { service: 'military' }, also: { tracks: [military] } },
  ],
  [
    'a program director, for ERAS',
    'board-member',
    false,
    { also: { mentors: [mentor({ role: 'program-director' })] } },
  ],

  // The target: 15 September, two weeks before the review.
  ['not asked, 27 days left', 'short-notice', true, { also: { plans: [reviewed('2027-08-11')] } }],
  ['not asked, 28 days left', 'short-notice', false, { also: { plans: [reviewed('2027-08-12')] } }],
  ['asked 27 days before', 'short-notice', true, { letter: { askedOn: TODAY, targetOn: day('2027-07-28') } }],
  ['asked 28 days before', 'short-notice', false, { letter: { askedOn: TODAY, targetOn: day('2027-07-29') } }],
  [
    'asked late, and yes',
    'short-notice',
    true,
    { letter: { ...PROMISED, askedOn: daysAgo(9), answeredOn: daysAgo(8), targetOn: day('2027-07-11') } },
  ],
  ['asked in time, and yes', 'short-notice', false, { letter: { ...PROMISED, targetOn: day('2027-07-11') } }],
  [
    'asked late, and requested since',
    'short-notice',
    false,
    { letter: { ...REQUESTED, askedOn: daysAgo(9), targetOn: day('2027-07-11') } },
  ],
  [
    'a yes, and nobody noted when they were asked',
    'short-notice',
    false,
    { letter: { answer: 'yes', targetOn: day('2027-07-11') } },
  ],
  [
    'not asked, as it stands by, ten days before the target',
    'short-notice',
    false,
    { letter: { ...STANDS_BY, targetOn: day('2027-07-11') }, also: { letters: [letter(), main()] } },
  ],
  [
    'not asked, and the one it stood by for has failed',
    'short-notice',
    true,
    {
      letter: { ...STANDS_BY, targetOn: day('2027-07-11') },
      also: { letters: [letter(), main({ ended: 'no-reply' })] },
    },
  ],
  [
    'accepted long ago, two weeks before the target',
    'not-in',
    true,
    {
      letter: {
        ...{ ...REQUESTED, service: 'residencycas', requestedOn: daysAgo(80), acceptedOn: daysAgo(75) },
        targetOn: day('2027-07-15'),
      },
      also: { tracks: [emergency] },
    },
  ],
  [
    'accepted long ago, 15 days before the target',
    'not-in',
    false,
    {
      letter: {
        ...{ ...REQUESTED, service: 'residencycas', requestedOn: daysAgo(80), acceptedOn: daysAgo(75) },
        targetOn: day('2027-07-16'),
      },
      also: { tracks: [emergency] },
    },
  ],
  ['requested five days ago', 'not-in', false, { letter: { ...REQUESTED, targetOn: day('2027-07-04') } }],
  [
    'quiet for three weeks, which says it',
    'not-in',
    false,
    { letter: { ...REQUESTED, requestedOn: daysAgo(21), targetOn: day('2027-07-04') } },
  ],
  [
    'requested to stand by',
    'not-in',
    false,
    {
      letter: { ...REQUESTED, ...STANDS_BY, requestedOn: daysAgo(10), targetOn: day('2027-07-04') },
      also: { letters: [letter(), main()] },
    },
  ],
  ['without a target', 'short-notice', false, { also: { plans: [] } }],
  ['the target was yesterday', 'past-target', true, { letter: { ...REQUESTED, targetOn: daysAgo(1) } }],
  ['the target was yesterday, and nobody was asked', 'past-target', true, { letter: { targetOn: daysAgo(1) } }],
  [
    'the target was yesterday, and it stands by',
    'past-target',
    false,
    { letter: { ...STANDS_BY, targetOn: daysAgo(1) }, also: { letters: [letter(), main()] } },
  ],
  ['the target is today', 'past-target', false, { letter: { ...REQUESTED, targetOn: TODAY } }],
  ['received in time, and the target is over', 'past-target', false, { letter: { ...RECEIVED, targetOn: daysAgo(1) } }],

  // Programs.
  ['received, and a program wants it', 'unassigned', true, { letter: RECEIVED, also: { programs: programsOf({}) } }],
  [
    'received, and the program has it',
    'unassigned',
    false,
    { letter: RECEIVED, also: { programs: programsOf({}), assignments: [assignment('g1', 'l1')] } },
  ],
  [
    'received to stand by, and the main letter is in',
    'unassigned',
    false,
    { letter: { ...RECEIVED, ...STANDS_BY }, also: { letters: [letter(), main(RECEIVED)], programs: programsOf({}) } },
  ],
  [
    'received to stand by, and the main letter is not in',
    'unassigned',
    true,
    { letter: { ...RECEIVED, ...STANDS_BY }, also: { letters: [letter(), main()], programs: programsOf({}) } },
  ],
  [
    'General through ERAS, and a urology program wants it',
    'unassigned',
    true,
    { letter: { ...RECEIVED, trackId: null }, also: { tracks: [urology], programs: programsOf({ trackId: 't2' }) } },
  ],
  ['received, and no program is kept here', 'assign-there', true, { letter: { ...RECEIVED, isAssigned: false } }],
  ['received, and assigned there', 'assign-there', false, { letter: RECEIVED }],
  [
    'received, and a program here has it',
    'assign-there',
    false,
    {
      letter: { ...RECEIVED, isAssigned: false },
      also: { programs: programsOf({}), assignments: [assignment('g1', 'l1')] },
    },
  ],
  [
    'received to stand by for one that is in, and no program is kept here',
    'assign-there',
    false,
    { letter: { ...RECEIVED, ...STANDS_BY, isAssigned: false }, also: { letters: [letter(), main(RECEIVED)] } },
  ],
  [
    'received, and the season is over',
    'assign-there',
    false,
    { letter: { ...RECEIVED, isAssigned: false }, also: { tracks: [track({ resultOn: daysAgo(1) })] } },
  ],
  [
    'received by SF Match, of which nobody says that one assigns',
    'assign-there',
    false,
    {
      letter: { ...RECEIVED, service: 'sf-match', isAssigned: false },
      also: { tracks: [track({ service: 'sf-match' })] },
    },
  ],
  ...(['sf-match', 'military'] as const).flatMap((service): (typeof CASES)[number][] => [
    [`a fourth through ${service}`, 'over-track', true, overTrack(4, service)],
    [`a third through ${service}`, 'over-track', false, overTrack(3, service)],
  ]),
  [
    'a third of the track beside a General one in its slot',
    'over-track',
    true,
    {
      letter: { id: 'l3', service: 'sf-match' },
      also: {
        tracks: [track({ service: 'sf-match' })],
        letters: [letter(), ...['l0', 'l1', 'l2'].map(id => ({ ...ofService(1, 'sf-match')[0]!, id }))].with(
          1,
          letter({ id: 'l0', service: 'sf-match' }),
        ),
        slots: [slot({ letterId: 'l0' }), slot({ id: 's2', letterId: 'l9' })],
      },
    },
  ],
  ['a fourth in ERAS', 'over-track', false, overTrack(4, 'eras')],
  [
    'a fourth through SF Match that stands by',
    'over-track',
    false,
    {
      letter: { id: 'l4', service: 'sf-match', backupForLetterId: 'l1' },
      also: { tracks: [track({ service: 'sf-match' })], letters: [letter(), ...ofService(3, 'sf-match')] },
    },
  ],
  ['a fourth SLOE', 'over-track', true, fourthSloe('standardized')],
  ['a narrative letter besides three SLOEs', 'over-track', false, fourthSloe('narrative')],
  ['not received yet', 'unassigned', false, { letter: REQUESTED, also: { programs: programsOf({}) } }],
  [
    'received, and the programs are of another track',
    'unassigned',
    false,
    { letter: RECEIVED, also: { programs: programsOf({ trackId: 't9' }) } },
  ],
  [
    'five at one program',
    'too-many',
    true,
    {
      letter: RECEIVED,
      also: { letters: lettersOf(FIVE), programs: programsOf({}), assignments: givenTo(FIVE) },
    },
  ],
  [
    'five at one program, of which one is in the trash',
    'too-many',
    false,
    {
      letter: RECEIVED,
      also: { letters: lettersOf(FIVE.slice(0, 4)), programs: programsOf({}), assignments: givenTo(FIVE) },
    },
  ],
  [
    'four at one program',
    'too-many',
    false,
    {
      letter: RECEIVED,
      also: {
        letters: lettersOf(FIVE.slice(0, 4)),
        programs: programsOf({}),
        assignments: givenTo(FIVE.slice(0, 4)),
      },
    },
  ],
  [
    'five at one program, in a service without a number',
    'too-many',
    false,
    {
      letter: { ...RECEIVED, service: 'carms' },
      also: {
        tracks: [track({ service: 'carms' })],
        letters: lettersOf(FIVE),
        programs: programsOf({}),
        assignments: givenTo(FIVE),
      },
    },
  ],
  [
    'older than a program wants',
    'too-old',
    true,
    {
      letter: { ...RECEIVED, datedOn: day('2026-06-30') },
      also: { programs: programsOf({ oldestLetterMonths: 12, deadlineOn: TODAY }) },
    },
  ],
  [
    'just as old as it wants',
    'too-old',
    false,
    {
      letter: { ...RECEIVED, datedOn: TODAY },
      also: { programs: programsOf({ oldestLetterMonths: 12, deadlineOn: TODAY }) },
    },
  ],
  [
    'more than six months old, for the military',
    'too-old-military',
    true,
    {
      letter: { ...RECEIVED, service: 'military', datedOn: day('2027-03-28') },
      also: { tracks: [military] },
    },
  ],
  [
    'six months old, for the military',
    'too-old-military',
    false,
    {
      letter: { ...RECEIVED, service: 'military', datedOn: day('2027-03-29') },
      also: { tracks: [military] },
    },
  ],
  [
    'a year old, for a board whose day nobody knows',
    'too-old-military',
    false,
    {
      letter: { ...RECEIVED, service: 'military', datedOn: day('2026-06-01') },
      also: { tracks: [military], plans: [plan()] },
    },
  ],
  [
    'a year old, for a board that is over',
    'too-old-military',
    false,
    {
      letter: { ...RECEIVED, service: 'military', datedOn: day('2026-06-01') },
      also: { tracks: [military], plans: [reviewed('2027-06-30')] },
    },
  ],

  // Dates.
  ['answered before it was asked', 'order', true, { letter: { ...PROMISED, answeredOn: daysAgo(41) } }],
  ['answered on the day it was asked', 'order', false, { letter: { ...PROMISED, answeredOn: daysAgo(40) } }],
  ['received before it was requested', 'order', true, { letter: { ...RECEIVED, receivedOn: daysAgo(6) } }],
  [
    'received before, and carried over',
    'order',
    false,
    { letter: { ...RECEIVED, receivedOn: daysAgo(6), carriedOverFrom: '2026' } },
  ],
  ['dated after it was received', 'order', true, { letter: { ...RECEIVED, datedOn: daysAgo(1) } }],
  ['the packet went before the ask', 'order', false, { letter: { ...ASKED, packetSentOn: daysAgo(50) } }],
  ['something of tomorrow', 'ahead', true, { letter: { ...REQUESTED, receivedOn: day('2027-07-02') } }],
  ['something of today', 'ahead', false, { letter: { ...REQUESTED, receivedOn: TODAY } }],
  [
    'requested before the season opens',
    'before-opening',
    true,
    { letter: { ...REQUESTED, requestedOn: daysAgo(31) }, also: { plans: [opensOn(daysAgo(30))] } },
  ],
  [
    'requested on opening day',
    'before-opening',
    false,
    { letter: { ...REQUESTED, requestedOn: daysAgo(30) }, also: { plans: [opensOn(daysAgo(30))] } },
  ],
  [
    'with the early form of CaRMS',
    'before-opening',
    false,
    {
      letter: { ...REQUESTED, service: 'carms', requestedOn: daysAgo(31) },
      also: { tracks: [track({ service: 'carms' })], plans: [opensOn(daysAgo(30), { service: 'carms' })] },
    },
  ],
  ['requested, and nobody knows when it opens', 'before-opening', false, { letter: REQUESTED }],
  [
    'requested in an earlier season',
    'before-opening',
    false,
    {
      letter: { ...REQUESTED, requestedOn: daysAgo(300), carriedOverFrom: '2027' },
      also: { plans: [opensOn(daysAgo(30))] },
    },
  ],
  ['received, and the ask is not noted', 'gap', true, { letter: { receivedOn: daysAgo(2) } }],
  ['in order', 'gap', false, { letter: RECEIVED }],
  ['received, and no packet was ever sent', 'gap', false, { letter: { ...RECEIVED, packetSentOn: null } }],
  ['the packet went along with the ask', 'gap', false, { letter: { ...ASKED, packetSentOn: daysAgo(40) } }],
  [
    'the request came back later',
    'gap',
    false,
    { letter: { ...REQUESTED, undeliverableOn: daysAgo(1), thankedOn: daysAgo(1) } },
  ],

  // Services.
  [
    'a SLOE without a Letter ID',
    'form-step',
    true,
    {
      letter: { ...PROMISED, service: 'residencycas', form: 'standardized' },
      also: { tracks: [track({ specialty: 'Emergency medicine', service: 'residencycas' })] },
    },
  ],
  [
    'a SLOE with one',
    'form-step',
    false,
    {
      letter: { ...PROMISED, service: 'residencycas', form: 'standardized', letterIdNumber: '1' },
      also: { tracks: [track({ specialty: 'Emergency medicine', service: 'residencycas' })] },
    },
  ],
  [
    'an eSLOR that is only an idea',
    'form-step',
    false,
    { letter: { form: 'standardized' }, also: { tracks: [track({ specialty: 'Orthopaedic surgery' })] } },
  ],
  [
    'a SLOE and a narrative letter by one person',
    'sloe-and-narrative',
    true,
    {
      letter: { service: 'residencycas', form: 'standardized' },
      also: { letters: [letter(), letter({ id: 'l2', trackId: 't1', service: 'residencycas' })] },
    },
  ],
  [
    'a SLOE, and a narrative letter that was withdrawn',
    'sloe-and-narrative',
    false,
    {
      letter: { service: 'residencycas', form: 'standardized' },
      also: { letters: [letter(), letter({ id: 'l2', trackId: 't1', service: 'residencycas', ended: 'withdrawn' })] },
    },
  ],
  [
    'a SLOE, and a narrative letter in ERAS',
    'sloe-and-narrative',
    false,
    {
      letter: { service: 'residencycas', form: 'standardized' },
      also: { letters: [letter(), letter({ id: 'l2', trackId: 't1' })] },
    },
  ],
  [
    'a narrative letter, after a SLOE that ResidencyCAS keeps though it was replaced here',
    'sloe-and-narrative',
    true,
    {
      letter: { service: 'residencycas' },
      also: {
        letters: [
          letter(),
          letter({
            ...{ id: 'l2', trackId: 't1', service: 'residencycas', form: 'standardized' },
            ...{ receivedOn: daysAgo(3), ended: 'replaced' },
          }),
        ],
      },
    },
  ],
  [
    'a structured letter in CaRMS, for internal medicine',
    'carms-form',
    true,
    { letter: { service: 'carms', form: 'standardized' }, also: { tracks: [track({ service: 'carms' })] } },
  ],
  [
    'a structured letter in CaRMS, for psychiatry',
    'carms-form',
    false,
    {
      letter: { service: 'carms', form: 'standardized' },
      also: { tracks: [track({ service: 'carms', specialty: 'Psychiatry' })] },
    },
  ],
  [
    'narrative for urology, in no slot',
    'form',
    true,
    { letter: { trackId: 't2', service: 'urology' }, also: { tracks: [urology] } },
  ],
  [
    'narrative for dermatology, whose form is optional, in no slot',
    'form',
    false,
    { letter: { trackId: 't2' }, also: { tracks: [dermatology] } },
  ],
  [
    'narrative for urology before the pilot',
    'form',
    false,
    {
      letter: { trackId: 't2', service: 'urology' },
      also: { tracks: [urology], plans: [plan({ season: '2026', service: 'urology' })] },
    },
  ],
  [
    'withdrawn after ResidencyCAS had it',
    'final',
    true,
    { letter: { ...RECEIVED, service: 'residencycas', ended: 'withdrawn' } },
  ],
  ['withdrawn after ERAS had it', 'final', false, { letter: { ...RECEIVED, ended: 'withdrawn' } }],
  ['through another service than its track', 'service', true, { letter: { service: 'residencycas' } }],
  ['through ERAS, for urology', 'service', false, { also: { tracks: [track({ service: 'urology' })] } }],
];

describe('warnings', () => {
  test.each(CASES)('%s: %s, %s', (_name, type, isThere, given) => {
    const types = warningsIn(given).map(warning => warning.type);
    if (isThere) expect(types).toContain(type);
    else expect(types).not.toContain(type);
  });

  test('are known here, every one both ways', () => {
    const ways = (isThere: boolean) => new Set(CASES.filter(one => one[2] === isThere).map(one => one[1]));
    expect([...ways(true)].toSorted()).toEqual([...ways(false)].toSorted());
  });

  test('a letter that goes well has none, at any step', () => {
    for (const fields of [{}, ASKED, PROMISED, REQUESTED, RECEIVED]) expect(warningsIn({ letter: fields })).toEqual([]);
  });

  test('one that ended has none, whatever is wrong with it', () => {
    const wrong = { ...RECEIVED, answeredOn: daysAgo(60), ended: 'withdrawn' as const };
    expect(warningsIn({ letter: wrong, also: { mentors: [] } })).toEqual([]);
  });

  test('begin with the worst', () => {
    const found = warningsIn({
      letter: { receivedOn: null, requestedOn: daysAgo(40), isWaived: null, targetOn: daysAgo(3) },
    });
    expect(found.map(({ type, severity }) => [type, severity])).toEqual([
      ['past-target', 'problem'],
      ['quiet', 'caution'],
      ['waiver', 'note'],
      ['gap', 'note'],
    ]);
  });

  test('say what shows them', () => {
    const programs = programsOf({ name: 'Harbor' }, { id: 'g2', name: 'Mercy' });
    expect(warningsIn({ letter: RECEIVED, also: { programs, assignments: [assignment('g2', 'l1')] } })).toEqual([
      { type: 'unassigned', severity: 'problem', todo: 'assign', programs: ['Harbor'] },
    ]);
    expect(warningsIn({ letter: { ...REQUESTED, requestedOn: daysAgo(30) } })).toEqual([
      { type: 'quiet', severity: 'note', todo: 'message', since: daysAgo(30), days: 30, waitsFor: 'letter' },
    ]);
  });

  test('a request that is quiet is a note until six weeks before the target, but for one that waits to be accepted', () => {
    const severity = (fields: Partial<Letter>) => warningsIn({ letter: { ...fields, ...asked } })[0]?.severity;
    const asked = { ...REQUESTED, requestedOn: daysAgo(30) };
    const [far, near] = [{ targetOn: day('2027-08-13') }, { targetOn: day('2027-08-12') }];
    expect([severity(far), severity(near), severity({ ...far, service: 'residencycas' })]).toEqual([
      'note',
      'caution',
      'caution',
    ]);
  });

  test('nothing is said of quiet requests while it is not known who was in touch', () => {
    const quiet = { ...REQUESTED, requestedOn: daysAgo(35) };
    const records: LetterRecords = {
      ...{ letters: [letter({ trackId: 't1', ...quiet })], mentors: [mentor()], tracks: [track()], plans: [] },
      ...{ slots: [], programs: [], assignments: [], profile: { aamcId: '' } },
    };
    const [first] = records.letters;
    if (first === undefined) throw new Error('no letter');
    expect(warningsOf(first, stepsOf('eras', null), indexOf(records), TODAY)).toEqual([]);
  });

  test('who was never asked is not to be written to kindly, and it is no problem', () => {
    expect(warningsIn({ letter: { targetOn: daysAgo(12) } })).toEqual([
      { type: 'past-target', severity: 'caution', todo: 'letter', targetOn: daysAgo(12), days: 12, isAsked: false },
    ]);
  });

  test('a season’s opening that is an estimate, or a letter that ECFMG keeps, is only noted', () => {
    const early = { ...REQUESTED, requestedOn: daysAgo(31) };
    const estimated = plan({ opensOn: { on: daysAgo(30), confidence: 'estimated' } });
    const noted = (also: Partial<LetterRecords>) => warningsIn({ letter: early, also })[0];
    expect(noted({ plans: [estimated] })).toMatchObject({ severity: 'note', isEstimate: true, isThroughEcfmg: false });
    expect(noted({ plans: [opensOn(daysAgo(30))] })).toMatchObject({ severity: 'caution', isEstimate: false });
    const abroad = { plans: [opensOn(daysAgo(30))], tracks: [track({ isInternational: true })] };
    expect(noted(abroad)).toMatchObject({ severity: 'note', isThroughEcfmg: true });
  });

  test('of letters beyond what a track has use for, those are named that are least far', () => {
    const far = { ...REQUESTED, service: 'sf-match' as const };
    const given = overTrack(4, 'sf-match');
    expect(warningsIn(given)).toMatchObject([{ type: 'over-track', rule: 'sf-match-three', count: 4 }]);
    expect(warningsIn({ ...given, letter: { ...given.letter, ...far } })).toEqual([]);
  });
});
