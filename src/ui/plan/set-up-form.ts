import { LETTER_FACTS, type LetterFact, SERVICES, type Service } from '../../core/letter.ts';
import { FELLOWSHIP_CALENDARS } from '../../core/plan/fellowship-calendar.ts';
import type { Track } from '../../core/plan/plan.ts';
import { type SetUpFacts, sameTrack, type WantedTrack } from '../../core/plan/set-up.ts';
import { APPLICANT_KINDS, type Profile } from '../../core/profile.ts';
import { stepsOf } from '../../core/seasons/services.ts';
import { type Specialty, specialtyNamed } from '../../core/seasons/specialties.ts';

/** What a track can lead to, and both halves of an advanced position in one step. */
export const SET_UP_KINDS = ['categorical', 'pair', 'advanced', 'preliminary', 'transitional', 'fellowship'] as const;
type SetUpKind = (typeof SET_UP_KINDS)[number];

/** What the preliminary year beside an advanced position is spent in. */
export const FIRST_YEARS = ['medicine', 'surgery', 'transitional'] as const;

/** A track as it is typed. */
export interface SetUpRow {
  readonly specialty: string;
  readonly kind: SetUpKind;
  readonly firstYear: (typeof FIRST_YEARS)[number];
  readonly calendar: keyof typeof FELLOWSHIP_CALENDARS;
  /** Empty for the one that is proposed. */
  readonly service: Service | '';
  /** Of a service of the student's own. */
  readonly serviceName: string;
  readonly mostLetters: string;
  readonly steps: readonly LetterFact[];
}

export interface SetUpForm {
  /** The year of the match; empty for the one that is proposed, `other` for one that is typed. */
  readonly season: string;
  readonly otherSeason: string;
  /** Empty for that of the profile. */
  readonly applicantKind: string;
  readonly rows: readonly SetUpRow[];
}

export const EMPTY_ROW: SetUpRow = {
  specialty: '',
  kind: 'categorical',
  firstYear: 'medicine',
  calendar: 'fellowship-july',
  service: '',
  serviceName: '',
  mostLetters: '',
  steps: [],
};

export const EMPTY_SET_UP: SetUpForm = { season: '', otherSeason: '', applicantKind: '', rows: [EMPTY_ROW] };

/** Whether something that was kept can be a field's value. */
export function isSetUpField(name: keyof SetUpForm, value: unknown): boolean {
  if (name !== 'rows') return typeof value === 'string';
  return Array.isArray(value) && value.length > 0 && value.every(isRow);
}

function isRow(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const row: Readonly<Record<string, unknown>> = { ...value };
  const isOneOf = (list: readonly string[], given: unknown) => list.some(one => one === given);
  return (
    typeof row.specialty === 'string' &&
    isOneOf(SET_UP_KINDS, row.kind) &&
    isOneOf(FIRST_YEARS, row.firstYear) &&
    isOneOf(Object.keys(FELLOWSHIP_CALENDARS), row.calendar) &&
    isOneOf(['', ...SERVICES], row.service) &&
    typeof row.serviceName === 'string' &&
    typeof row.mostLetters === 'string' &&
    Array.isArray(row.steps) &&
    row.steps.every(step => isOneOf(LETTER_FACTS, step))
  );
}

/** The steps that a service has or has not; all others are the student's own, or an accident. */
export const SERVICE_STEPS = ['requestedOn', 'acceptedOn', 'visibleOn'] as const;
type ServiceStep = (typeof SERVICE_STEPS)[number];

/** Those of a service of the student's own; before any is chosen, as in ERAS. */
export function chosenSteps({ steps }: SetUpRow): readonly LetterFact[] {
  return stepsOf('other', { steps: [...steps] });
}

export function withStep(row: SetUpRow, step: ServiceStep, isThere: boolean): readonly LetterFact[] {
  const chosen = chosenSteps(row);
  return LETTER_FACTS.filter(fact => (fact === step ? isThere : chosen.includes(fact)));
}

/** The specialty as we know it; `null` for one that was not looked up. */
export function specialtyOf(row: SetUpRow): Specialty | null {
  return specialtyNamed(row.specialty);
}

/**
 * The service that was chosen, else for somebody who applies from Canada CaRMS, else that of most of the specialty's
 * programs, else ERAS.
 */
export function serviceOf(row: SetUpRow, applicantKind: Profile['applicantKind']): Service {
  if (row.service !== '') return row.service;
  // A year before another specialty, and a fellowship, are applied for in ERAS.
  if (row.kind === 'preliminary' || row.kind === 'transitional' || row.kind === 'fellowship') return 'eras';
  // An advanced position with a year of its own before it is of the United States.
  if (applicantKind === 'canadian' && row.kind === 'categorical') return 'carms';
  return specialtyOf(row)?.service ?? 'eras';
}

/** All of them, the one that is proposed to somebody from Canada first. */
export function servicesFor(applicantKind: Profile['applicantKind']): readonly Service[] {
  return applicantKind === 'canadian' ? ['carms', ...SERVICES.filter(one => one !== 'carms')] : SERVICES;
}

export function applicantKindOf(form: SetUpForm, profile: Profile): Profile['applicantKind'] {
  return APPLICANT_KINDS.find(kind => kind === form.applicantKind) ?? profile.applicantKind;
}

/** @param proposed - The season that holds until another is chosen. */
export function seasonOf(form: SetUpForm, proposed: string): string {
  if (form.season === '') return proposed;
  return form.season === 'other' ? form.otherSeason.trim() : form.season;
}

export type RowProblem = 'no-specialty' | 'no-service-name' | 'bad-cap' | 'there-already' | 'twice';

export interface SetUpProblems {
  readonly isSeasonBad: boolean;
  /** For each row what is wrong first; `null` for nothing. */
  readonly rows: readonly (RowProblem | null)[];
}

/** @param names - What the years before another specialty are called. */
export function setUpProblems(form: SetUpForm, facts: SetUpFacts, names: YearNames): SetUpProblems {
  const seen = new Set<string>();
  const rows = form.rows.map(row => {
    const problem = rowProblem(row, facts.applicantKind);
    if (problem !== null) return problem;
    const wanted = wantedOf(row, facts.applicantKind, names);
    if (wanted.some(one => one.kind === wanted[0]?.kind && sameTrack(one, facts) !== null)) return 'there-already';
    const key = JSON.stringify(wanted[0]);
    if (seen.has(key)) return 'twice';
    seen.add(key);
    return null;
  });
  return { isSeasonBad: !isSeason(facts.season), rows };
}

/** A season is named by the year of its match. */
export function isSeason(text: string): boolean {
  return /^(19|20|21)\d\d$/.test(text);
}

export function rowProblem(row: SetUpRow, applicantKind: Profile['applicantKind']): RowProblem | null {
  if (row.specialty.trim() === '' && row.kind !== 'transitional') return 'no-specialty';
  if (serviceOf(row, applicantKind) !== 'other') return null;
  if (row.serviceName.trim() === '') return 'no-service-name';
  return capOf(row) === undefined ? 'bad-cap' : null;
}

/** `null` for none, `undefined` for what is no number of letters. */
export function capOf({ mostLetters }: SetUpRow): number | null | undefined {
  const text = mostLetters.trim();
  if (text === '') return null;
  return /^\d{1,2}$/.test(text) && Number(text) >= 1 && Number(text) <= 20 ? Number(text) : undefined;
}

/** What the years before another specialty are called, and the specialties they are spent in. */
export interface YearNames {
  readonly medicine: string;
  readonly surgery: string;
  readonly transitional: string;
  readonly medicineYear: string;
  readonly surgeryYear: string;
}

/** The tracks that are wanted, of a form without problems. */
export function wantedTracks(form: SetUpForm, facts: SetUpFacts, names: YearNames): readonly WantedTrack[] {
  const wanted = form.rows.flatMap(row => wantedOf(row, facts.applicantKind, names));
  // Two advanced specialties have one preliminary year between them, and one that is there is not made again.
  const seen = new Set<string>();
  return wanted.filter(one => {
    const key = JSON.stringify(one);
    const isThere = seen.has(key) || sameTrack(one, facts) !== null;
    seen.add(key);
    return !isThere;
  });
}

function wantedOf(row: SetUpRow, applicantKind: Profile['applicantKind'], names: YearNames): readonly WantedTrack[] {
  const service = serviceOf(row, applicantKind);
  const specialty = row.specialty.trim();
  const isOther = service === 'other';
  const own = {
    service,
    serviceName: isOther ? row.serviceName.trim() : calendarOf(row, service),
    mostLetters: isOther ? (capOf(row) ?? null) : null,
    steps: isOther ? row.steps : [],
  };
  const kind: Track['kind'] = row.kind === 'pair' ? 'advanced' : row.kind;
  const name = specialty === '' ? names.transitional : specialty;
  const first: WantedTrack = { ...own, name, specialty, kind };
  return row.kind === 'pair' ? [first, yearOf(row, names)] : [first];
}

function calendarOf(row: SetUpRow, service: Service): string {
  return row.kind === 'fellowship' && service === 'eras' ? FELLOWSHIP_CALENDARS[row.calendar] : '';
}

/** Applied for in ERAS, wherever the advanced position is. */
function yearOf({ firstYear }: SetUpRow, names: YearNames): WantedTrack {
  const eras = { service: 'eras', serviceName: '', mostLetters: null, steps: [] } as const;
  switch (firstYear) {
    case 'medicine':
      return { ...eras, name: names.medicineYear, specialty: names.medicine, kind: 'preliminary' };
    case 'surgery':
      return { ...eras, name: names.surgeryYear, specialty: names.surgery, kind: 'preliminary' };
    case 'transitional':
      return { ...eras, name: names.transitional, specialty: '', kind: 'transitional' };
  }
}
