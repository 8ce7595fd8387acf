/** What the student enters in a service to request a letter, filled from what is stored. */
import type { Letter } from '../letter.ts';
import type { Mentor } from '../mentor.ts';
import type { Track } from '../plan/plan.ts';
import { type RequestField, rulesFor, SERVICE_FACTS, type ServiceRule, type SourcedRule } from '../seasons/services.ts';
import { specialtyNamed } from '../seasons/specialties.ts';
import { asksForForm, specialFormOf } from './letter-rules.ts';

/** What goes into one field of a service's request. */
export type RequestEntry =
  /** To be typed; `null` while it is not known here. */
  | { readonly field: 'writer-name' | 'writer-email'; readonly text: string | null }
  /** The specialty, or that it is for none alone: General, in CaRMS no discipline. `null` when its track is not there. */
  | {
      readonly field: 'specialty-or-general' | 'discipline-or-none';
      readonly text: string | null;
      readonly isForAll: boolean;
    }
  | { readonly field: 'form'; readonly form: Letter['form'] }
  | { readonly field: 'chair-letter'; readonly isChairLetter: boolean }
  /** `null` while it is not decided. */
  | { readonly field: 'waiver'; readonly isWaived: boolean | null }
  /** Those of the two that the writer is to be given. */
  | { readonly field: 'attachments'; readonly items: readonly ('cv' | 'photo')[] };

type Requested = Pick<Letter, 'service' | 'trackId' | 'form' | 'isChairLetter' | 'isWaived' | 'checklist'>;

/**
 * The fields of the request in the order of the service's own form; empty where we do not know what it asks. General in
 * MyERAS hides the choice of the form, which is left out then.
 *
 * @param track - The letter's; `null` for General, and for one that is in the trash.
 * @param writer - Who signs; `null` when they are in the trash.
 * @param contact - Whom a request for a group's letter goes to; `null` for the writer.
 */
export function requestEntries(
  letter: Requested,
  track: Pick<Track, 'specialty' | 'name' | 'kind'> | null,
  writer: Pick<Mentor, 'name' | 'emails' | 'requestEmail'> | null,
  contact: Pick<Mentor, 'emails' | 'requestEmail'> | null,
): readonly RequestEntry[] {
  const specialty = track === null ? null : specialtyLabel(track);
  const entryFor = (field: RequestField): RequestEntry => {
    switch (field) {
      case 'writer-name':
        return { field, text: writer?.name ?? null };
      case 'writer-email':
        return { field, text: addressOf(contact ?? writer) };
      case 'specialty-or-general':
      case 'discipline-or-none':
        return { field, text: specialty, isForAll: letter.trackId === null };
      case 'form':
        return { field, form: letter.form };
      case 'chair-letter':
        return { field, isChairLetter: letter.isChairLetter };
      case 'waiver':
        return { field, isWaived: letter.isWaived };
      case 'attachments':
        return { field, items: (['cv', 'photo'] as const).filter(id => letter.checklist.some(item => item.id === id)) };
    }
  };
  return SERVICE_FACTS[letter.service].requestFields
    .filter(field => field !== 'form' || asksForForm(letter))
    .map(entryFor);
}

/**
 * The specialty to pick in the service's list: its full name, where the student wrote it short, since it decides which form
 * the writer gets. That of a year before another specialty, or of a fellowship, is as it was typed.
 */
function specialtyLabel({ specialty, name, kind }: Pick<Track, 'specialty' | 'name' | 'kind'>): string {
  const typed = specialty.trim() || name;
  if (kind !== 'categorical' && kind !== 'advanced') return typed;
  return specialtyNamed(typed)?.names[0] ?? typed;
}

/** The address for requests, else the first that is known; `null` for none. */
function addressOf(person: Pick<Mentor, 'emails' | 'requestEmail'> | null): string | null {
  return person === null ? null : (person.requestEmail ?? person.emails[0] ?? null);
}

/** What to know before the request is confirmed, or is not to be found at all. */
const AT_REQUEST: ReadonlySet<ServiceRule> = new Set<ServiceRule>([
  'entry-locks',
  'built-in-form',
  'letter-id-once',
  'accept-first',
  'sloe-or-narrative',
  'carms-no-edit',
  'route-unknown',
  'military-directors',
  'other-service',
]);

/** The rules of a letter's service: those for the request first, and whatever else holds. */
export interface LetterRules {
  readonly atRequest: readonly SourcedRule[];
  readonly others: readonly SourcedRule[];
}

/** What does not hold for a fellowship: its portal has no form of a specialty, and its papers go by the EFDO. */
const NOT_OF_FELLOWSHIPS: ReadonlySet<ServiceRule> = new Set<ServiceRule>([
  'built-in-form',
  'ecfmg-days',
  'ecfmg-early',
]);

/**
 * CORD's site is for emergency medicine's letters alone.
 *
 * @param track - The letter's; `null` for General, whose rules are those of a residency.
 * @param season - Of the plan that the letter is for, as `2028`; empty when not known.
 */
export function rulesOf(
  service: Letter['service'],
  track: Pick<Track, 'specialty' | 'name' | 'service' | 'kind'> | null,
  season: string,
): LetterRules {
  const hasBuiltIn = track !== null && specialFormOf(track, season) === 'built-in';
  const isAtRequest = ({ rule }: SourcedRule) => AT_REQUEST.has(rule) && (rule !== 'built-in-form' || hasBuiltIn);
  const holds = ({ rule }: SourcedRule) => {
    if (rule === 'cord-letter-id') return track === null || specialFormOf(track, season) === 'cord';
    return track?.kind !== 'fellowship' || !NOT_OF_FELLOWSHIPS.has(rule);
  };
  const rules = rulesFor(service, track?.kind).filter(holds);
  return { atRequest: rules.filter(isAtRequest), others: rules.filter(one => !isAtRequest(one)) };
}
