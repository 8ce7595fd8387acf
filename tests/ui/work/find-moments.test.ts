import { expect, test } from 'vitest';
import { ANY_MOMENT, findMoments, indexMoments } from '../../../src/ui/work/find-moments.ts';
import { mentor, moment, rotation } from '../../core/records.ts';

const mentors = [mentor({ id: 'elena', name: 'Elena Rívera' }), mentor({ id: 'otto', name: 'Otto Alt' })];
const rotations = [rotation({ id: 'wards', name: 'Medicine wards' })];
const moments = [
  moment({
    id: 'night',
    mentorIds: ['elena', 'otto'],
    rotationId: 'wards',
    situation: 'Night admission',
    theirWords: 'Well reasoned',
    competencies: ['patient-care', 'medical-knowledge'],
    isStrong: true,
  }),
  moment({
    id: 'talk',
    situation: '',
    mentorIds: ['otto'],
    whatIDid: 'Gave a talk',
    competencies: ['medical-knowledge'],
  }),
  moment({ id: 'bare', situation: 'Handover', mentorIds: [] }),
];

const index = indexMoments(moments, mentors, rotations);

test.each([
  [{}, ['night', 'talk', 'bare']],
  [{ query: '  ' }, ['night', 'talk', 'bare']],
  [{ query: 'adm' }, ['night']],
  [{ query: 'REASONED well' }, ['night']],
  [{ query: 'rivera' }, ['night']],
  [{ query: 'wards night' }, ['night']],
  [{ query: 'gave' }, ['talk']],
  // The middle of a word is not its beginning.
  [{ query: 'ight' }, []],
  [{ query: 'night talk' }, []],
  [{ mentorId: 'otto' }, ['night', 'talk']],
  [{ competency: 'medical-knowledge' }, ['night', 'talk']],
  [{ rotationId: 'wards' }, ['night']],
  [{ isStrong: true }, ['night']],
  [{ mentorId: 'otto', query: 'talk' }, ['talk']],
  [{ mentorId: 'elena', competency: 'professionalism' }, []],
])('%j finds %j', (filter, ids) => {
  const found = findMoments(moments, { ...ANY_MOMENT, ...filter }, index);
  expect(found.map(({ id }) => id)).toEqual(ids);
});
