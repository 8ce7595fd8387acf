import type { Service } from '../letter.ts';
import type { Track } from '../plan/plan.ts';
import type { SlotFields } from '../plan/slot.ts';
import type { Profile } from '../profile.ts';
import { SOURCES, type Source } from './source.ts';
import { type NamedSpecialty, type SpecialtyFit, specialtiesIn, specialtyFit } from './specialty-names.ts';

/** What there is to say about a specialty's letters, each a sentence of the interface: `specialtyNote_…`. */
export const SPECIALTY_NOTES = [
  'em-sloe',
  'em-second-sloe',
  'em-types',
  'obgyn-sloe',
  'ortho-eslor',
  'ortho-faculty',
  'ortho-consent',
  'neurosurgery-loe',
  'plastic-form',
  'plastic-other-application',
  'derm-form',
  'derm-who-knows-you',
  'urology-form',
  'urology-form-weight',
  'ent-form',
  'surgery-chair',
  'medicine-sel',
  'medicine-primary-care',
  'pediatrics-chair',
  'family-ask-more',
  'psychiatry-template',
  'neurology-chair',
  'anesthesiology-specialty',
  'radiology-old',
  'pmr-one',
  'ophthalmology-core',
  'preliminary-adapt',
  'in-specialty-open',
  'not-checked',
  'transitional-open',
  'military-three',
  'carms-programs-state',
  'carms-start',
  'fellowship-director',
] as const;
export type SpecialtyNote = (typeof SPECIALTY_NOTES)[number];

/** What a slot wants, as a template says it. */
export type SlotWishes = Omit<SlotFields, 'trackId' | 'position' | 'name' | 'letterId' | 'backupMentorId'>;

/** What a track wants: a starting point, since programs decide. */
export interface Template {
  /** How many letters are usual, at least and at most; `most` never is above the service's cap. */
  readonly least: number;
  readonly most: number;
  /** Who decides how many: the programs, the match itself, or the board that scores the letters. `open`: no number is known. */
  readonly decidedBy: 'programs' | 'match' | 'board' | 'open';
  /** How many of them are from the specialty; `null` where nobody says. */
  readonly inSpecialty: { readonly least: number; readonly most: number | null } | null;
  /** As many as are wanted at least, and optional ones. */
  readonly slots: readonly SlotWishes[];
  readonly notes: readonly SpecialtyNote[];
  readonly sources: readonly Source[];
  /** Whether it was looked up. What was not gets the common numbers, and says so. */
  readonly isChecked: boolean;
}

/** One specialty with its template; who decides is its service's. */
export interface Specialty extends Omit<Template, 'decidedBy'>, NamedSpecialty {
  /** The service most of its programs take applications through. */
  readonly service: Service;
}

const S = SOURCES;

const PLAIN: SlotWishes = {
  isInSpecialty: null,
  specialty: '',
  form: null,
  isChairLetter: false,
  isFromCoreRotation: false,
  isUsClinical: false,
  isByDo: false,
  isByDirector: false,
  isOptional: false,
};
const slot = (wishes: Partial<SlotWishes> = {}): SlotWishes => ({ ...PLAIN, ...wishes });
const ANY = slot();
const OWN = slot({ isInSpecialty: true });
const OWN_STANDARDIZED = slot({ isInSpecialty: true, form: 'standardized' });
const OWN_NARRATIVE = slot({ isInSpecialty: true, form: 'narrative' });
const OWN_CHAIR = slot({ isInSpecialty: true, isChairLetter: true });
const optional = (wishes: SlotWishes): SlotWishes => ({ ...wishes, isOptional: true });

/**
 * Every specialty that was looked up, as `domain.md` of the design, section 2, has it. "1 to 2 from the specialty" is one
 * such slot and, where a fourth letter is usual, a second optional one; "3 or more" ends at the service's four. What a source
 * calls preferable or common, and does not require, is an optional slot.
 */
export const SPECIALTIES: readonly Specialty[] = [
  {
    id: 'emergency-medicine',
    names: ['Emergency medicine', 'Emergency', 'Emerg med', 'EM'],
    service: 'residencycas',
    least: 3,
    most: 4,
    inSpecialty: { least: 1, most: null },
    slots: [OWN_STANDARDIZED, ANY, ANY, optional(OWN_STANDARDIZED)],
    notes: ['em-sloe', 'em-second-sloe', 'em-types'],
    sources: [S.cordSloe, S.emAdvisor, S.emProgramRules],
    isChecked: true,
  },
  {
    id: 'obstetrics-gynecology',
    names: [
      'Obstetrics and gynecology',
      'Obstetrics & gynecology',
      'Obstetrics gynecology',
      'Obstetrics and gynaecology',
      'OB-GYN',
      'OBGYN',
      'Gynecology',
      'Obstetrics',
      'Gyn',
      'Ob',
    ],
    service: 'residencycas',
    least: 4,
    most: 4,
    inSpecialty: { least: 3, most: null },
    slots: [OWN_STANDARDIZED, OWN_NARRATIVE, OWN_NARRATIVE, ANY],
    notes: ['obgyn-sloe'],
    sources: [S.creog],
    isChecked: true,
  },
  {
    id: 'orthopaedic-surgery',
    names: [
      'Orthopaedic surgery',
      'Orthopedic surgery',
      'Orthopaedics',
      'Orthopedics',
      'Orthopaedic',
      'Orthopedic',
      'Ortho',
    ],
    service: 'eras',
    least: 3,
    most: 4,
    inSpecialty: null,
    slots: [OWN_STANDARDIZED, OWN, OWN, optional(OWN_STANDARDIZED)],
    notes: ['ortho-eslor', 'ortho-faculty', 'ortho-consent'],
    sources: [S.eslor, S.eslorWhy, S.eslorInstructions],
    isChecked: true,
  },
  {
    id: 'neurosurgery',
    names: ['Neurosurgery', 'Neurological surgery', 'Neurologic surgery', 'Neurosurg', 'NSGY'],
    service: 'eras',
    least: 4,
    most: 4,
    inSpecialty: { least: 3, most: null },
    slots: [OWN_STANDARDIZED, OWN_STANDARDIZED, OWN_STANDARDIZED, slot({ form: 'narrative' })],
    notes: ['neurosurgery-loe'],
    sources: [S.neurosurgeryMatch],
    isChecked: true,
  },
  {
    id: 'plastic-surgery',
    names: ['Plastic surgery, integrated', 'Integrated plastic surgery', 'Plastic surgery', 'Plastics', 'PRS'],
    service: 'eras',
    least: 3,
    most: 4,
    inSpecialty: null,
    slots: [OWN_STANDARDIZED, ANY, ANY, optional(ANY)],
    notes: ['plastic-form', 'plastic-other-application', 'in-specialty-open'],
    sources: [S.letterWriterTerms, S.yalePlastic, S.plasticCommonApplication, S.medSchoolCoach],
    isChecked: true,
  },
  {
    id: 'dermatology',
    names: ['Dermatology', 'Derm'],
    service: 'eras',
    least: 3,
    most: 4,
    inSpecialty: { least: 1, most: 2 },
    slots: [OWN, ANY, ANY, optional(OWN)],
    notes: ['derm-form', 'derm-who-knows-you'],
    sources: [S.letterWriterTerms, S.cutis, S.floridaDermatology, S.residencyAdvisorDermatology],
    isChecked: true,
  },
  {
    id: 'urology',
    names: ['Urology', 'Urologic surgery', 'Urological surgery', 'Uro', 'GU'],
    service: 'urology',
    least: 3,
    most: 3,
    inSpecialty: null,
    slots: [OWN_STANDARDIZED, ANY, ANY],
    notes: ['urology-form', 'urology-form-weight', 'in-specialty-open'],
    sources: [S.letterWriterTerms, S.wakeUrology, S.urologyForm],
    isChecked: true,
  },
  {
    id: 'otolaryngology',
    names: [
      'Otolaryngology',
      'Otolaryngology, head and neck surgery',
      'Otorhinolaryngology',
      'Ear, nose and throat',
      'ENT',
      'OHNS',
      'Oto',
    ],
    service: 'eras',
    least: 3,
    most: 4,
    inSpecialty: { least: 2, most: null },
    slots: [OWN, OWN, ANY, optional(ANY)],
    notes: ['ent-form'],
    sources: [S.entLetter, S.residencyAdvisorEnt],
    isChecked: true,
  },
  {
    id: 'general-surgery',
    names: ['General surgery', 'Surgery', 'GS', 'Gen surg'],
    service: 'eras',
    least: 3,
    most: 4,
    inSpecialty: { least: 2, most: 3 },
    slots: [OWN, OWN, ANY, optional(OWN_CHAIR)],
    notes: ['surgery-chair'],
    sources: [S.residencyAdvisorSurgery, S.surgeryGuide],
    isChecked: true,
  },
  {
    id: 'internal-medicine',
    names: ['Internal medicine', 'Medicine', 'General internal medicine', 'Int med', 'IM'],
    service: 'eras',
    least: 4,
    most: 4,
    inSpecialty: { least: 2, most: null },
    slots: [OWN, OWN, ANY, OWN_CHAIR],
    notes: ['medicine-sel', 'medicine-primary-care'],
    sources: [S.uicMedicine, S.aaimSel, S.residencyExpertsSel],
    isChecked: true,
  },
  {
    id: 'pediatrics',
    names: ['Pediatrics', 'Paediatrics', 'Pediatric medicine', 'Peds', 'Paeds'],
    service: 'eras',
    least: 3,
    most: 3,
    inSpecialty: { least: 1, most: null },
    slots: [OWN, ANY, ANY],
    notes: ['pediatrics-chair'],
    sources: [S.aapPediatrics],
    isChecked: true,
  },
  {
    id: 'family-medicine',
    names: ['Family medicine', 'Family practice', 'Family and community medicine', 'Family med', 'FM', 'Fam med'],
    service: 'eras',
    least: 3,
    most: 4,
    inSpecialty: { least: 1, most: null },
    slots: [OWN, ANY, ANY, optional(ANY)],
    notes: ['family-ask-more'],
    sources: [S.uwFamilyMedicine],
    isChecked: true,
  },
  {
    id: 'psychiatry',
    names: ['Psychiatry', 'Psych'],
    service: 'eras',
    least: 3,
    most: 4,
    inSpecialty: { least: 1, most: 2 },
    slots: [OWN, ANY, ANY, optional(OWN)],
    notes: ['psychiatry-template'],
    sources: [S.residencyAdvisorPsychiatry, S.sdnPsychiatry, S.admsep],
    isChecked: true,
  },
  {
    id: 'neurology',
    names: ['Neurology', 'Adult neurology', 'Neuro'],
    service: 'eras',
    least: 3,
    most: 3,
    inSpecialty: { least: 1, most: 2 },
    slots: [OWN, ANY, ANY, optional(OWN_CHAIR)],
    notes: ['neurology-chair'],
    sources: [S.uicNeurology],
    isChecked: true,
  },
  {
    id: 'anesthesiology',
    names: ['Anesthesiology', 'Anaesthesiology', 'Anesthesia', 'Anaesthesia', 'Gas'],
    service: 'eras',
    least: 3,
    most: 4,
    inSpecialty: { least: 1, most: 2 },
    slots: [OWN, ANY, ANY, optional(OWN)],
    notes: ['anesthesiology-specialty'],
    sources: [S.anesthesiologyLetters, S.minnesotaAnesthesiology, S.residencyAdvisorAnesthesiology],
    isChecked: true,
  },
  {
    id: 'radiology',
    names: [
      'Radiology',
      'Diagnostic radiology',
      'Radiology, diagnostic',
      'Interventional radiology',
      'Interventional radiology, integrated',
      'Rads',
      'DR',
      'IR',
    ],
    service: 'eras',
    least: 3,
    most: 4,
    inSpecialty: { least: 1, most: null },
    slots: [OWN, ANY, ANY, optional(ANY)],
    notes: ['radiology-old'],
    sources: [S.sirRadiology],
    isChecked: true,
  },
  {
    id: 'physical-medicine',
    names: [
      'Physical medicine and rehabilitation',
      'Physical medicine & rehabilitation',
      'Physical medicine',
      'Physiatry',
      'Rehabilitation medicine',
      'PM&R',
      'PMR',
    ],
    service: 'eras',
    least: 3,
    most: 3,
    inSpecialty: { least: 2, most: null },
    slots: [OWN, OWN, ANY],
    notes: ['pmr-one'],
    sources: [S.residencyAdvisorPmr, S.sdnPmr],
    isChecked: true,
  },
  {
    id: 'ophthalmology',
    names: ['Ophthalmology', 'Ophtho', 'Optho', 'Opthalmology'],
    service: 'sf-match',
    least: 3,
    most: 3,
    inSpecialty: { least: 2, most: null },
    slots: [OWN, OWN, slot({ isFromCoreRotation: true })],
    notes: ['ophthalmology-core'],
    sources: [S.eyeSteve],
    isChecked: true,
  },
];

/** A preliminary year beside an advanced position: three letters of its own; from which specialty, no source says. */
export const PRELIMINARY: Template = {
  least: 3,
  most: 3,
  decidedBy: 'programs',
  inSpecialty: null,
  slots: [ANY, ANY, ANY],
  notes: ['preliminary-adapt'],
  sources: [S.pritzker],
  isChecked: true,
};

/** Three is the floor and four the ceiling almost everywhere; one from the specialty is what directors named most. */
const UNLISTED: Template = {
  least: 3,
  most: 4,
  decidedBy: 'programs',
  inSpecialty: { least: 1, most: null },
  slots: [OWN, ANY, ANY, optional(ANY)],
  notes: ['not-checked'],
  sources: [S.ucsf, S.tulane],
  isChecked: false,
};

/** Of no specialty, so that no letter can be from it. */
const TRANSITIONAL: Template = {
  ...UNLISTED,
  inSpecialty: null,
  slots: [ANY, ANY, ANY, optional(ANY)],
  notes: ['not-checked', 'transitional-open'],
};

/** The letter of the residency's program director is commonly asked for, and not known to be required. */
const FELLOWSHIP: Template = {
  ...UNLISTED,
  slots: [OWN, ANY, ANY, optional(slot({ isByDirector: true }))],
  notes: ['not-checked', 'fellowship-director'],
  sources: [...UNLISTED.sources, S.fellowshipFaq, S.sinaiCardiology, S.aaimFellowship],
};

/** The board's own rule takes the place of the specialty's: up to three, and how many are needed nobody says. */
const MILITARY: Template = {
  least: 1,
  most: 3,
  decidedBy: 'board',
  inSpecialty: null,
  slots: [ANY, optional(ANY), optional(ANY)],
  notes: ['military-three'],
  sources: [S.airForceLetters],
  isChecked: true,
};

/** Programs in Canada state how many letters and which; the specialties above were looked up for the United States. */
const CARMS: Template = {
  ...UNLISTED,
  decidedBy: 'open',
  inSpecialty: null,
  notes: ['carms-programs-state', 'carms-start'],
  sources: [S.carmsLetters],
};

/** The specialty a text names, as students and departments write it; `null` when none of ours, or more than one, is named. */
export function specialtyNamed(text: string): Specialty | null {
  const [id, ...others] = specialtiesIn(text, SPECIALTIES);
  return others.length > 0 ? null : (SPECIALTIES.find(specialty => specialty.id === id) ?? null);
}

/**
 * Whether somebody is of a specialty, see `specialtyFit`.
 *
 * @param theirs - Their specialty as it was typed; where there is none their department.
 */
export function fitOf(
  theirs: { readonly specialty: string; readonly department: string },
  wanted: string,
): SpecialtyFit {
  return specialtyFit(theirs.specialty === '' ? theirs.department : theirs.specialty, wanted, SPECIALTIES);
}

export interface TemplateFor {
  readonly trackKind: Track['kind'];
  readonly applicantKind: Profile['applicantKind'];
  readonly service: Service;
}

/**
 * What a track of this specialty wants to begin with.
 *
 * @param specialty - `null` for one that was not looked up.
 */
export function templateFor(specialty: Specialty | null, { trackKind, applicantKind, service }: TemplateFor): Template {
  const template = baseFor(specialty, trackKind, service);
  return { ...template, slots: withOwnWish(template.slots, wishOf(applicantKind, service)) };
}

function baseFor(specialty: Specialty | null, trackKind: Track['kind'], service: Service): Template {
  if (service === 'military') return MILITARY;
  if (service === 'carms') return CARMS;
  switch (trackKind) {
    case 'preliminary':
      return PRELIMINARY;
    case 'transitional':
      return TRANSITIONAL;
    case 'fellowship':
      return FELLOWSHIP;
    case 'advanced':
      return specialty === null
        ? UNLISTED
        : { ...ofSpecialty(specialty, service), notes: [...specialty.notes, 'preliminary-adapt'] };
    case 'categorical':
    case 'other':
      return specialty === null ? UNLISTED : ofSpecialty(specialty, service);
  }
}

/** SF Match itself takes exactly three. */
function ofSpecialty(specialty: Specialty, service: Service): Template {
  return { ...specialty, decidedBy: service === 'sf-match' ? 'match' : 'programs' };
}

/** What is worth having for this applicant; no program is known to insist on it. */
function wishOf(applicantKind: Profile['applicantKind'], service: Service): Partial<SlotWishes> | null {
  // SF Match takes exactly three letters: there is no place for one more.
  if (service === 'carms' || service === 'military' || service === 'sf-match') return null;
  if (applicantKind === 'international') return { isUsClinical: true };
  return applicantKind === 'us-do' ? { isByDo: true } : null;
}

/**
 * The wish on an optional slot: on one that wants nothing else, or on one more. One letter may fill it and another slot, so
 * it may stand beyond the cap.
 */
function withOwnWish(slots: readonly SlotWishes[], wish: Partial<SlotWishes> | null): readonly SlotWishes[] {
  if (wish === null) return slots;
  const free = slots.findIndex(one => one.isOptional && one.isInSpecialty === null && !one.isByDirector);
  if (free === -1) return [...slots, optional(slot(wish))];
  return slots.map((one, at) => (at === free ? { ...one, ...wish } : one));
}

/** The slots of a new track, in their order; all open, and for the student to change. */
export function slotsFor(specialty: Specialty | null, options: TemplateFor): Omit<SlotFields, 'trackId'>[] {
  return templateFor(specialty, options).slots.map((wishes, position) => ({
    ...wishes,
    position,
    name: '',
    letterId: null,
    backupMentorId: null,
  }));
}
