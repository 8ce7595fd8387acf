import type { LocalDate } from '../../core/dates.ts';
import type { CHECKLIST_ITEMS, LETTER_FACTS, Letter, LetterFields, Service } from '../../core/letter.ts';
import { asksForForm } from '../../core/letters/letter-rules.ts';
import { proposedSeason } from '../../core/plan/general-season.ts';
import type { Plan, Track } from '../../core/plan/plan.ts';
import type { LettersData } from './letter-rows.ts';

/** All of a letter that the student may enter. */
export type LetterForm = Omit<LetterFields, 'enteredOn'>;

export function formOf(letter: Letter): LetterForm {
  const { id: _id, stamps: _stamps, enteredOn: _enteredOn, ...fields } = letter;
  return fields;
}

const NO_FACTS = {
  askedOn: null,
  answeredOn: null,
  packetSentOn: null,
  requestedOn: null,
  acceptedOn: null,
  undeliverableOn: null,
  receivedOn: null,
  visibleOn: null,
  thankedOn: null,
  outcomeToldOn: null,
} as const satisfies Record<(typeof LETTER_FACTS)[number], null>;

/** What most writers are given; `domain.md` of the design, section 4.2. */
const USUAL_ITEMS: readonly (typeof CHECKLIST_ITEMS)[number][] = ['cv', 'statement', 'moments', 'request-form'];

/** A letter of which nothing is known yet. */
export function emptyForm(mentorId: string): LetterForm {
  return {
    mentorId,
    contactMentorId: null,
    trackId: null,
    planId: null,
    service: 'eras',
    form: 'narrative',
    isChairLetter: false,
    isWaived: null,
    letterIdNumber: '',
    howAsked: null,
    targetOn: null,
    datedOn: null,
    answer: null,
    ...NO_FACTS,
    isAssigned: false,
    ended: null,
    endedOn: null,
    replacedByLetterId: null,
    backupForLetterId: null,
    checklist: USUAL_ITEMS.map(id => ({ id, text: '', isDone: false })),
    carriedOverFrom: '',
  };
}

/** What the address of a new letter proposes, as in `#/letters/new?mentor=ID&track=ID`. */
export interface NewLetter {
  readonly form: LetterForm;
  /** The slot that it is to fill; `null` for none. */
  readonly slotId: string | null;
  /** The letter that it is to take the place of; `null` for none. */
  readonly replacesId: string | null;
}

/** @param query - What follows the `?`; ids of nothing that is there are left out. */
export function newLetterFrom(query: string, data: LettersData, today: LocalDate): NewLetter {
  const given = new URLSearchParams(query);
  const find = <T extends { readonly id: string }>(list: readonly T[], name: string) =>
    list.find(({ id }) => id === given.get(name)) ?? null;
  const mentor = find(data.mentors, 'mentor');
  const replaced = find(data.letters, 'replaces');
  const backupFor = find(data.letters, 'backup');
  const slot = find(data.slots, 'slot');
  const like = replaced ?? backupFor;
  const track =
    find(data.tracks, 'track') ??
    data.tracks.find(({ id }) => id === (slot?.trackId ?? like?.trackId)) ??
    // With one track alone it is for that one, most of the time.
    (like === null && data.tracks.length === 1 ? (data.tracks[0] ?? null) : null);
  const form = { ...emptyForm(mentor?.id ?? ''), backupForLetterId: backupFor?.id ?? null };
  if (like !== null) {
    const { service, form: kind, isChairLetter, planId, targetOn } = like;
    Object.assign(form, { service, form: kind, isChairLetter, planId, targetOn });
  }
  if (slot !== null) Object.assign(form, { form: slot.form ?? 'narrative', isChairLetter: slot.isChairLetter });
  const purposed = track === null ? withPurpose(form, like?.planId ?? '', data, today) : withTrack(form, track);
  return { form: purposed, slotId: slot?.id ?? null, replacesId: replaced?.id ?? null };
}

function withTrack<T extends LetterForm>(form: T, { id, service }: Pick<Track, 'id' | 'service'>): T {
  return { ...form, trackId: id, planId: null, service };
}

/** General, for a plan's season, else for the one to come, or for none. */
function withPurpose<T extends LetterForm>(
  form: T,
  planId: string,
  { plans }: Pick<LettersData, 'plans'>,
  today: LocalDate,
): T {
  const said = plans.find(({ id }) => id === planId) ?? (plans.length === 1 ? plans[0] : undefined);
  const plan = said ?? proposedSeason(plans, today);
  return plan === null ? form : general(form, plan);
}

function general<T extends LetterForm>(form: T, { id, service }: Pick<Plan, 'id' | 'service'>): T {
  return tidy({ ...form, trackId: null, planId: id, service });
}

/** A form's purpose as the value of a choice: `track:ID`, `general:ID` of a plan, or `general:`. */
export function purposeValue({ trackId, planId }: Pick<LetterForm, 'trackId' | 'planId'>): string {
  return trackId === null ? `general:${planId ?? ''}` : `track:${trackId}`;
}

/** What choosing a purpose changes: the service follows it. */
export function purposeChange(value: string, form: LetterForm, data: LettersData): Partial<LetterForm> {
  const id = value.slice(value.indexOf(':') + 1);
  if (value.startsWith('track:')) {
    const service = data.tracks.find(track => track.id === id)?.service ?? form.service;
    return { trackId: id, planId: null, service };
  }
  const service = data.plans.find(plan => plan.id === id)?.service ?? form.service;
  return serviceChange({ ...form, trackId: null }, service, { trackId: null, planId: id === '' ? null : id });
}

export function serviceChange(form: LetterForm, service: Service, also: Partial<LetterForm> = {}): Partial<LetterForm> {
  return { ...also, service, form: tidy({ ...form, ...also, service }).form };
}

/** A General letter in MyERAS is narrative: it is not asked. */
function tidy<T extends LetterForm>(form: T): T {
  return asksForForm(form) ? form : { ...form, form: 'narrative' };
}

/** What of a form is other than in the letter; empty when nothing was changed. */
export function changesOf(form: LetterForm, letter: Letter): Partial<LetterForm> {
  const before = formOf(letter);
  const changed = Object.entries(form).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name as keyof LetterForm]), // its own fields
  );
  return Object.fromEntries(changed) as Partial<LetterForm>; // some of its fields, as they were
}

/**
 * A form over a letter that may be changed elsewhere while it is open, as by a message that is logged: what the student
 * typed, and for all else what is stored now.
 *
 * @param start - What the form began with.
 * @param touched - The fields that were typed into since it was opened.
 */
export function formOver(
  letter: Letter,
  typed: LetterForm,
  start: LetterForm,
  touched: ReadonlySet<string>,
): LetterForm {
  const own = Object.entries(typed).filter(
    ([name, value]) => touched.has(name) || JSON.stringify(value) !== JSON.stringify(start[name as keyof LetterForm]), // its own fields
  );
  return { ...formOf(letter), ...Object.fromEntries(own) };
}
