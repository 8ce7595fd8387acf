import { describe, expect, test } from 'vitest';
import type { Letter } from '../../../src/core/letter.ts';
import type { Slot } from '../../../src/core/plan/slot.ts';
import { changesIfNo, type WhatIfFacts, whatIfNo } from '../../../src/core/plan/what-if.ts';
import { day, letter, mentor, plan, rotation, slot, track } from '../records.ts';

const ON = day('2027-08-10');
const rivera = mentor({ id: 'rivera', name: 'Ana Rivera', specialty: 'Psychiatry' });
const ode = mentor({ id: 'ode', name: 'Ben Ode', specialty: 'Child psychiatry', isStarred: true });
const lind = mentor({ id: 'lind', name: 'Cai Lind', specialty: 'Neurology' });
const resident = mentor({ id: 'resident', name: 'Dee Resident', role: 'resident-or-fellow', isStarred: true });
const asked: Letter = letter({
  id: 'asked',
  mentorId: 'rivera',
  trackId: 't1',
  askedOn: ON,
  targetOn: day('2027-09-08'),
});
const psychiatry = slot({ id: 'first', letterId: 'asked', isInSpecialty: true, backupMentorId: 'ode' });

const factsWith = (fields: Partial<WhatIfFacts> = {}): WhatIfFacts => ({
  plans: [plan()],
  tracks: [track({ specialty: 'Psychiatry' })],
  slots: [psychiatry],
  letters: [asked],
  mentors: [rivera, ode, lind, resident],
  rotations: [],
  ...fields,
});
const withSlot = (fields: Partial<Slot>) => ({ slots: [{ ...psychiatry, ...fields }] });
const rescueIn = (facts: WhatIfFacts) => whatIfNo('asked', facts)?.losses.map(({ rescue }) => rescue);
let ids = 0;
const newId = () => `new${++ids}`;

test('of a letter that is not there, or over already, there is nothing to ask', () => {
  expect(whatIfNo('gone', factsWith())).toBeNull();
  expect(whatIfNo('asked', factsWith({ letters: [{ ...asked, ended: 'declined' }] }))).toBeNull();
  expect(whatIfNo('asked', factsWith({ slots: [] }))).toMatchObject({ losses: [], tracks: [] });
});

test('the track is shown as it is and as it would be', () => {
  const result = whatIfNo('asked', factsWith());
  const [{ before, after } = { before: null, after: null }] = result?.tracks ?? [];
  expect([before?.standing, before?.missing, before?.fromSpecialty.coming]).toEqual(['coming', 0, 1]);
  expect([after?.standing, after?.missing, after?.fromSpecialty.state]).toEqual(['incomplete', 1, 'none']);
  expect(after?.slots[0]).toMatchObject({ state: 'at-risk', risk: 'declined' });
});

describe('the slot', () => {
  const standsBy = letter({ id: 'by', mentorId: 'ode', trackId: 't1', backupForLetterId: 'asked' });

  test('goes to the letter that stands by', () => {
    const rescue = rescueIn(factsWith({ letters: [asked, standsBy], ...withSlot({ backupMentorId: null }) }));
    expect(rescue).toMatchObject([{ type: 'use-letter', letter: { id: 'by' }, mentor: { id: 'ode' } }]);
  });

  test('not to one of another service', () => {
    const rescue = rescueIn(factsWith({ letters: [asked, { ...standsBy, service: 'residencycas' }] }));
    expect(rescue).toMatchObject([{ type: 'ask-backup', mentor: { id: 'ode' } }]);
  });

  test.each<[string, Partial<Letter>, Partial<Slot>]>([
    ['a narrative letter for a slot that wants the standardized one', {}, { form: 'standardized' }],
    ['a letter for a chair’s slot that is not the chair’s', {}, { isChairLetter: true }],
    ['one of another season', { trackId: null, planId: 'p0' }, {}],
  ])('never goes to a letter that it does not want: %s', (_, ofLetter, ofSlot) => {
    const rescue = rescueIn(factsWith({ letters: [asked, { ...standsBy, ...ofLetter }], ...withSlot(ofSlot) }));
    expect(rescue?.map(({ type }) => type)).not.toContain('use-letter');
  });

  test('a resident who stands by is not proposed, nor somebody from elsewhere than it wants', () => {
    const unfit = (id: string, fields: Partial<Slot> = {}) =>
      rescueIn(factsWith(withSlot({ backupMentorId: id, ...fields })));
    expect(unfit('resident')).toMatchObject([{ type: 'find', unfit: { id: 'resident' }, candidates: [{ id: 'ode' }] }]);
    expect(unfit('lind')).toMatchObject([{ type: 'find', unfit: { id: 'lind' } }]);
    expect(unfit('lind', { isInSpecialty: null })).toMatchObject([{ type: 'ask-backup', mentor: { id: 'lind' } }]);
  });

  test.each<[string, Partial<Letter>, string]>([
    ['has completed a narrative letter', { form: 'narrative', receivedOn: ON }, 'find'],
    ['has completed one that was then replaced here', { form: 'narrative', receivedOn: ON, ended: 'replaced' }, 'find'],
    ['was asked for a narrative letter', { form: 'narrative', askedOn: ON }, 'find'],
    ['declined a narrative letter', { form: 'narrative', ended: 'declined' }, 'ask-backup'],
    ['has a narrative letter in another service', { form: 'narrative', service: 'eras', receivedOn: ON }, 'ask-backup'],
    ['has a SLOE', { form: 'standardized', receivedOn: ON }, 'ask-backup'],
  ])('of a SLOE is not offered to somebody whom ResidencyCAS keeps from it: who %s', (_, theirs, type) => {
    const sloe = { ...asked, service: 'residencycas', form: 'standardized' } as const;
    const other = letter({ id: 'other', mentorId: 'ode', trackId: 't9', service: 'residencycas', ...theirs });
    const facts = factsWith({
      tracks: [track({ specialty: 'Emergency medicine', service: 'residencycas' })],
      letters: [sloe, other],
      mentors: [rivera, { ...ode, specialty: 'Emergency medicine' }],
      ...withSlot({ form: 'standardized' }),
    });
    expect(rescueIn(facts)).toMatchObject([{ type }]);
  });

  test('goes to the backup who was named', () => {
    expect(rescueIn(factsWith())).toMatchObject([{ type: 'ask-backup', mentor: { id: 'ode' } }]);
  });

  test.each<[string, Partial<WhatIfFacts>]>([
    ['nobody is named', withSlot({ backupMentorId: null })],
    ['the backup is archived', { mentors: [rivera, { ...ode, isArchived: true }] }],
    ['the backup is gone', { mentors: [rivera] }],
    ['the backup is the writer', withSlot({ backupMentorId: 'rivera' })],
    [
      'the backup fills another slot',
      {
        slots: [psychiatry, slot({ id: 'second', letterId: 'other' })],
        letters: [asked, letter({ id: 'other', mentorId: 'ode', trackId: 't1' })],
      },
    ],
  ])('asks for somebody when %s', (_, fields) => {
    expect(rescueIn(factsWith(fields))?.[0]).toMatchObject({ type: 'find' });
  });

  test('proposes those who fit, starred or met in a rotation, and no resident', () => {
    const met = [{ mentorId: 'lind', daysTogether: 20, watchedDirectly: true }];
    const proposed = (fields: Partial<Slot>) =>
      rescueIn(
        factsWith({ ...withSlot({ backupMentorId: null, ...fields }), rotations: [rotation({ mentors: met })] }),
      )?.map(rescue => (rescue.type === 'find' ? rescue.candidates.map(({ id }) => id) : []));
    expect(proposed({ isInSpecialty: true })).toEqual([['ode']]);
    expect(proposed({ isInSpecialty: null })).toEqual([['ode', 'lind']]);
    expect(proposed({ isInSpecialty: false })).toEqual([['lind']]);
  });
});

describe('carrying it out', () => {
  const changes = (fields: Partial<WhatIfFacts>, how: 'declined' | 'no-reply' | 'withdrawn' = 'declined') => {
    ids = 0;
    const result = whatIfNo('asked', factsWith(fields));
    return result === null ? null : changesIfNo(result, how, ON, newId);
  };

  test('ends the letter, makes one for the backup and gives it the slot', () => {
    expect(changes({})).toEqual({
      saves: [
        {
          table: 'letters',
          id: 'new1',
          isNew: true,
          fields: {
            mentorId: 'ode',
            trackId: 't1',
            planId: null,
            service: 'eras',
            form: 'narrative',
            isChairLetter: false,
            targetOn: '2027-09-08',
          },
        },
        {
          table: 'letters',
          id: 'asked',
          isNew: false,
          fields: { ended: 'declined', endedOn: ON, replacedByLetterId: 'new1', answer: 'no', answeredOn: ON },
        },
        { table: 'slots', id: 'first', isNew: false, fields: { letterId: 'new1', backupMentorId: null } },
      ],
      assignments: [],
      removals: [],
    });
  });

  test('leaves the answer alone when they went silent, and opens the slot when nobody stands by', () => {
    expect(changes(withSlot({ backupMentorId: null }), 'no-reply')?.saves).toEqual([
      {
        table: 'letters',
        id: 'asked',
        isNew: false,
        fields: { ended: 'no-reply', endedOn: ON, replacedByLetterId: null },
      },
      { table: 'slots', id: 'first', isNew: false, fields: { letterId: null } },
    ]);
  });

  test('puts the letter that stands by into the slot, where it stands by no more', () => {
    const by = letter({ id: 'by', mentorId: 'ode', trackId: 't1', backupForLetterId: 'asked' });
    expect(changes({ letters: [asked, by] })?.saves.map(({ id, fields }) => [id, fields])).toEqual([
      ['by', { backupForLetterId: null }],
      ['asked', expect.objectContaining({ ended: 'declined', replacedByLetterId: 'by' })],
      ['first', { letterId: 'by', backupMentorId: null }],
    ]);
  });

  test('of a General letter for two tracks makes one letter that is General as well', () => {
    const saves = changes({
      letters: [{ ...asked, trackId: null, planId: 'p1' }],
      tracks: [track({ specialty: 'Psychiatry' }), track({ id: 't2', specialty: 'Neurology' })],
      slots: [psychiatry, slot({ id: 'other', trackId: 't2', letterId: 'asked', backupMentorId: 'ode' })],
    })?.saves;
    expect(saves?.filter(({ isNew }) => isNew)).toMatchObject([
      { fields: { trackId: null, planId: 'p1', mentorId: 'ode' } },
    ]);
    expect(saves?.filter(({ table }) => table === 'slots').map(({ fields }) => fields.letterId)).toEqual([
      'new1',
      'new1',
    ]);
  });
});
