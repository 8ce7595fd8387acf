import { describe, expect, test } from 'vitest';
import {
  type ApplicantChange,
  applicantChange,
  recordsToApply,
  recordsToLeave,
} from '../../../src/core/plan/applicant-change.ts';
import type { Plan, Track } from '../../../src/core/plan/plan.ts';
import { setUp } from '../../../src/core/plan/set-up.ts';
import type { Slot } from '../../../src/core/plan/slot.ts';
import type { Profile } from '../../../src/core/profile.ts';
import { day, plan, slot, track } from '../records.ts';

type Kind = Profile['applicantKind'];

/** The records that a set-up for this applicant makes. */
function made(specialty: string, applicantKind: Kind, also: { readonly service?: Track['service'] } = {}) {
  let count = 0;
  const newId = () => {
    count += 1;
    return `n${count}`;
  };
  const wanted = {
    name: specialty,
    specialty,
    kind: 'categorical' as const,
    service: also.service ?? 'eras',
    serviceName: '',
    mostLetters: null,
    steps: [],
  };
  const records = setUp([wanted], { season: '2028', applicantKind, plans: [], tracks: [] }, newId);
  const of = (table: string) => records.filter(record => record.table === table);
  const plans = of('plans').map(({ id, fields }) => plan({ id, ...(fields as Partial<Plan>) }));
  const tracks = of('tracks').map(({ id, fields }) => track({ id, ...(fields as Partial<Track>) }));
  const slots = of('slots').map(({ id, fields }) => slot({ id, ...(fields as Partial<Slot>) }));
  return { plans, tracks, slots };
}

type Made = ReturnType<typeof made>;
const changeOf = (facts: Made, applicantKind: Kind): ApplicantChange | null =>
  applicantChange(facts.tracks[0]!, { ...facts, profile: { applicantKind } });

/** What is there once the change is carried out. */
function applied(facts: Made, change: ApplicantChange): Made {
  const { saves, removals } = recordsToApply(change, () => 'added');
  const gone = new Set(removals.map(({ id }) => id));
  const fieldsOf = (id: string) => saves.find(save => save.id === id && !save.isNew)?.fields ?? {};
  const added = saves.filter(({ isNew }) => isNew).map(({ id, fields }) => slot({ id, ...(fields as Partial<Slot>) }));
  return {
    plans: facts.plans.map(one => ({ ...one, ...fieldsOf(one.id) })),
    tracks: facts.tracks.map(one => ({ ...one, ...fieldsOf(one.id) })),
    slots: [...facts.slots.filter(({ id }) => !gone.has(id)).map(one => ({ ...one, ...fieldsOf(one.id) })), ...added],
  };
}

/** Without ids and places: what the track wants. */
const wishes = ({ slots }: Made) =>
  slots
    .map(({ id: _id, position: _position, trackId: _trackId, stamps: _stamps, ...rest }) => JSON.stringify(rest))
    .sort();

describe('a profile that is changed later', () => {
  test('says nothing while it says what the track was made for, or nothing at all', () => {
    for (const kind of ['us-md', 'us-do', 'canadian', 'international', null] as const) {
      expect(changeOf(made('Pediatrics', kind), kind)).toBeNull();
      expect(changeOf(made('Pediatrics', kind), null)).toBeNull();
    }
  });

  test('moves the target of an international graduate five business days', () => {
    expect(changeOf(made('Pediatrics', 'us-md'), 'international')).toMatchObject({
      target: { isThroughEcfmg: true, fromOn: '2027-09-08', toOn: '2027-08-31' },
      movesPlan: true,
      adds: { wishes: { isUsClinical: true, isOptional: true } },
    });
    expect(changeOf(made('Pediatrics', 'international'), 'us-md')).toMatchObject({
      target: { isThroughEcfmg: false, fromOn: '2027-08-31', toOn: '2027-09-08' },
      adds: null,
      drops: [{ isRemoved: true }],
    });
  });

  test('says nothing of targets where there are none through ECFMG', () => {
    expect(changeOf(made('Emergency medicine', 'us-md', { service: 'residencycas' }), 'international')).toMatchObject({
      target: null,
      movesPlan: false,
      adds: { wishes: { isUsClinical: true } },
    });
    expect(changeOf(made('Ophthalmology', 'us-md', { service: 'sf-match' }), 'international')).toBeNull();
  });

  test('has nothing to say where nothing would be other', () => {
    expect(changeOf(made('Pediatrics', 'us-md'), 'canadian')).toBeNull();
  });

  test('says so where the day programs read is not known', () => {
    const facts = made('Pediatrics', 'us-md');
    const unknown = { on: null, confidence: 'unknown' as const };
    const plans = facts.plans.map(one => ({ ...one, reviewFromOn: unknown }));
    expect(changeOf({ ...facts, plans }, 'international')?.target).toEqual({
      isThroughEcfmg: true,
      fromOn: null,
      toOn: null,
    });
  });

  test('leaves a season that is over as it was', () => {
    const facts = made('Pediatrics', 'us-md');
    const outcome = { answer: 'matched' as const, on: day('2028-03-17'), tells: true };
    const over = { ...facts, tracks: facts.tracks.map(one => ({ ...one, outcome })) };
    expect(changeOf(over, 'international')).toBeNull();
    const open = facts.tracks.map(one => ({ ...one, outcome: { ...outcome, answer: 'not-yet' as const } }));
    expect(changeOf({ ...facts, tracks: open }, 'international')).not.toBeNull();
  });
});

const KINDS = ['us-md', 'us-do', 'canadian', 'international'] as const;
const PAIRS = KINDS.flatMap(from => KINDS.filter(to => to !== from).map(to => [from, to] as const));

// Of three and four letters, with an optional one that is free, taken by the specialty, or not there.
describe.each(['Pediatrics', 'Family medicine', 'Internal medicine', 'Dermatology', 'Neurosurgery'])(
  '%s',
  specialty => {
    test.each(PAIRS)('made for %s and changed to %s is as if made for that', (from, to) => {
      const facts = made(specialty, from);
      const change = changeOf(facts, to);
      if (change === null) {
        expect(wishes(facts)).toEqual(wishes(made(specialty, to)));
        return;
      }
      const after = applied(facts, change);
      const wanted = made(specialty, to);
      expect(wishes(after)).toEqual(wishes(wanted));
      expect(after.tracks[0]).toMatchObject({ applicantKind: to, isInternational: wanted.tracks[0]!.isInternational });
      expect(after.plans[0]?.isInternational).toBe(wanted.plans[0]!.isInternational);
      // Told once.
      expect(changeOf(after, to)).toBeNull();
    });
  },
);

test('what the student made their own stays', () => {
  const facts = made('Pediatrics', 'us-do');
  const own: readonly Partial<Slot>[] = [
    { letterId: 'l1' },
    { backupMentorId: 'm1' },
    { name: 'Dr. Brandt' },
    { isOptional: false },
  ];
  for (const fields of own) {
    const slots = facts.slots.map(one => (one.isByDo ? { ...one, ...fields } : one));
    expect(changeOf({ ...facts, slots }, 'us-md')).toBeNull();
  }
});

test('a slot that is there already is not added again', () => {
  const facts = made('Pediatrics', 'us-md');
  const slots = facts.slots.map((one, index) => (index === 1 ? { ...one, isByDo: true } : one));
  expect(changeOf({ ...facts, slots }, 'us-do')).toBeNull();
});

test('left as it is, it is not told again, and nothing else changes', () => {
  const facts = made('Pediatrics', 'us-md');
  const change = changeOf(facts, 'international')!;
  const { saves, removals } = recordsToLeave(change);
  expect([saves, removals]).toEqual([
    [{ table: 'tracks', id: facts.tracks[0]!.id, isNew: false, fields: { applicantKind: 'international' } }],
    [],
  ]);
  const tracks = facts.tracks.map(one => ({ ...one, ...saves[0]!.fields }));
  expect(changeOf({ ...facts, tracks }, 'international')).toBeNull();
});
