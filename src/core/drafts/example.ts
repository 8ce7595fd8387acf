import * as v from 'valibot';
import { addDays, type LocalDate } from '../dates.ts';
import { letterFieldsSchema } from '../letter.ts';
import type { Purpose } from '../message-template.ts';
import { trackFieldsSchema } from '../plan/plan.ts';
import type { MessageFacts } from './facts.ts';

/** Purposes whose letter has come. */
const HAS_LETTER: ReadonlySet<Purpose> = new Set<Purpose>(['thanks-letter', 'matched', 'not-matched', 'soap']);

/** Invented people and days, so that a template can be read as a message before there is anybody to write to. */
export function exampleFacts(purpose: Purpose, today: LocalDate): MessageFacts {
  const daysAgo = (days: number) => addDays(today, -days);
  const track = {
    id: 'example',
    stamps: {},
    ...v.parse(trackFieldsSchema, { name: 'Neurology', specialty: 'Neurology', goal: 'a career in stroke care' }),
  };
  const fields = v.parse(letterFieldsSchema, {
    mentorId: 'example',
    trackId: track.id,
    isChairLetter: false,
    isWaived: true,
    letterIdNumber: 'A1-2345',
    askedOn: daysAgo(40),
    answer: 'yes',
    answeredOn: daysAgo(37),
    requestedOn: daysAgo(20),
    receivedOn: HAS_LETTER.has(purpose) ? daysAgo(2) : null,
    targetOn: addDays(today, 14),
  });
  return {
    mentor: { name: 'Amina Rossi', credentials: 'MD', role: 'attending', greeting: '' },
    profile: { name: 'Robin Keller', school: 'Harbor School of Medicine', className: 'Class of 2028' },
    letters: [{ letter: { id: 'example', stamps: {}, ...fields }, signatory: '', track, plan: null }],
    track,
    isFellowship: false,
    rotation: { name: 'Stroke service', startsOn: daysAgo(120), endsOn: daysAgo(92) },
    moment: 'the family meeting that you let me lead',
    news: ['I passed Step 2.', 'My poster on stroke codes was accepted.'],
    today,
  };
}
