import { searchKey } from '../text.ts';

/** A specialty and how people write it, the name it is shown with first. */
export interface NamedSpecialty {
  /** Kebab-case; never shown. */
  readonly id: string;
  readonly names: readonly string[];
}

/** Specialties that were not looked up, so that their names are at least told from each other. */
export const NOT_RESEARCHED: readonly NamedSpecialty[] = [
  { id: 'pathology', names: ['Pathology', 'Pathology, anatomic and clinical', 'Path', 'AP/CP'] },
  { id: 'radiation-oncology', names: ['Radiation oncology', 'Rad onc', 'Therapeutic radiology'] },
  { id: 'vascular-surgery', names: ['Vascular surgery', 'Vascular surgery, integrated', 'Vascular'] },
  {
    id: 'thoracic-surgery',
    names: [
      'Thoracic surgery',
      'Cardiothoracic surgery',
      'Thoracic surgery, integrated',
      'Cardiac surgery',
      'CT surgery',
    ],
  },
  {
    id: 'medicine-pediatrics',
    names: ['Internal medicine-pediatrics', 'Medicine-pediatrics', 'Med-peds', 'Internal medicine/pediatrics'],
  },
  {
    id: 'child-neurology',
    names: [
      'Child neurology',
      'Pediatric neurology',
      'Neurology, child',
      'Child neuro',
      'Peds neuro',
      'Pediatric neuro',
    ],
  },
  { id: 'transitional-year', names: ['Transitional year', 'Transitional', 'TY'] },
  { id: 'preventive-medicine', names: ['Preventive medicine', 'Public health'] },
  { id: 'nuclear-medicine', names: ['Nuclear medicine'] },
  { id: 'medical-genetics', names: ['Medical genetics', 'Genetics', 'Medical genetics and genomics'] },
];

/**
 * What people practise within a specialty, by the specialties they count as. Somebody of several is of each.
 *
 * @remarks A cardiologist's letter is one from internal medicine: they trained in it.
 */
export const SUBSPECIALTIES: Readonly<Record<string, readonly string[]>> = {
  'internal-medicine': [
    ...['Cardiology', 'Cardiovascular medicine', 'Interventional cardiology', 'Electrophysiology', 'Gastroenterology'],
    ...[
      'Hepatology',
      'GI',
      'Hematology',
      'Medical oncology',
      'Hematology and oncology',
      'Hematology/oncology',
      'Heme/onc',
    ],
    ...['Oncology', 'Infectious diseases', 'Infectious disease', 'Nephrology', 'Pulmonology', 'Pulmonary medicine'],
    ...['Pulmonary and critical care', 'Pulmonary and critical care medicine', 'Pulmonary critical care', 'PCCM'],
    ...['Endocrinology', 'Rheumatology', 'Geriatrics', 'Geriatric medicine', 'Hospital medicine', 'Hospitalist'],
    ...['Critical care medicine', 'Critical care', 'Medical education in internal medicine', 'Internist'],
  ],
  pediatrics: [
    ...['Neonatology', 'Neonatal-perinatal medicine', 'Adolescent medicine', 'Developmental and behavioral pediatrics'],
    ...[
      'Pediatric cardiology',
      'Pediatric critical care',
      'Pediatric gastroenterology',
      'Pediatric hematology oncology',
    ],
    ...[
      'Pediatric hospital medicine',
      'Pediatric infectious diseases',
      'Pediatric nephrology',
      'Pediatric endocrinology',
    ],
    ...[
      'Pediatric pulmonology',
      'Pediatric rheumatology',
      'Pediatric emergency medicine',
      'Pediatrician',
      'NICU',
      'PICU',
    ],
  ],
  'emergency-medicine': ['Pediatric emergency medicine', 'Medical toxicology', 'EMS', 'Emergency ultrasound'],
  'general-surgery': [
    ...['Trauma surgery', 'Acute care surgery', 'Colorectal surgery', 'Colon and rectal surgery', 'Surgical oncology'],
    ...['Breast surgery', 'Transplant surgery', 'Pediatric surgery', 'Bariatric surgery', 'Minimally invasive surgery'],
    ...['Vascular surgery', 'Thoracic surgery', 'Cardiothoracic surgery'],
    ...['Surgical critical care', 'Endocrine surgery', 'Hepatobiliary surgery', 'Trauma', 'Burn surgery'],
  ],
  'obstetrics-gynecology': [
    ...['Maternal-fetal medicine', 'MFM', 'Gynecologic oncology', 'Gyn onc', 'Urogynecology'],
    ...['Reproductive endocrinology and infertility', 'Reproductive endocrinology', 'REI', 'Complex family planning'],
  ],
  'orthopaedic-surgery': [
    ...[
      'Hand surgery',
      'Spine surgery',
      'Orthopaedic sports medicine',
      'Orthopedic sports medicine',
      'Joint replacement',
    ],
    ...[
      'Pediatric orthopaedics',
      'Pediatric orthopedics',
      'Orthopaedic trauma',
      'Orthopedic trauma',
      'Foot and ankle surgery',
    ],
  ],
  neurosurgery: ['Spine surgery', 'Pediatric neurosurgery'],
  'plastic-surgery': ['Hand surgery', 'Craniofacial surgery', 'Plastic and reconstructive surgery', 'Microsurgery'],
  dermatology: ['Dermatopathology', 'Mohs surgery', 'Pediatric dermatology', 'Micrographic surgery'],
  urology: ['Pediatric urology', 'Urologic oncology', 'Andrology', 'Endourology'],
  otolaryngology: [
    'Head and neck surgery',
    'Rhinology',
    'Laryngology',
    'Otology',
    'Neurotology',
    'Pediatric otolaryngology',
  ],
  'family-medicine': ['Sports medicine', 'Family physician', 'Family medicine sports medicine'],
  psychiatry: [
    ...['Child and adolescent psychiatry', 'Child psychiatry', 'Addiction psychiatry', 'Addiction medicine'],
    ...['Consultation-liaison psychiatry', 'Forensic psychiatry', 'Geriatric psychiatry'],
  ],
  neurology: [
    ...[
      'Vascular neurology',
      'Stroke',
      'Epilepsy',
      'Movement disorders',
      'Neuromuscular medicine',
      'Neurocritical care',
    ],
    ...['Behavioral neurology', 'Neuroimmunology'],
  ],
  anesthesiology: [
    ...[
      'Pain medicine',
      'Cardiac anesthesiology',
      'Cardiac anesthesia',
      'Pediatric anesthesiology',
      'Obstetric anesthesiology',
    ],
    ...['Regional anesthesiology'],
  ],
  radiology: [
    ...['Neuroradiology', 'Breast imaging', 'Musculoskeletal radiology', 'Body imaging', 'Abdominal imaging'],
    ...['Pediatric radiology', 'Vascular and interventional radiology'],
  ],
  'physical-medicine': ['Spinal cord injury medicine', 'Brain injury medicine', 'Pediatric rehabilitation medicine'],
  ophthalmology: ['Retina', 'Cornea', 'Glaucoma', 'Oculoplastics', 'Pediatric ophthalmology', 'Neuro-ophthalmology'],
  pathology: ['Dermatopathology', 'Hematopathology', 'Neuropathology', 'Cytopathology', 'Surgical pathology'],
  'medicine-pediatrics': [],
};

/**
 * Fields that people come to from several specialties, with those besides the one above: a pain physician may be a
 * physiatrist. Of them nobody is told that they are from outside; it is asked.
 *
 * @remarks Our own list, for a question: it decides nothing.
 */
const SHARED_FIELDS: Readonly<Record<string, readonly string[]>> = {
  'Sports medicine': [
    ...['orthopaedic-surgery', 'physical-medicine', 'pediatrics', 'internal-medicine', 'emergency-medicine'],
  ],
  'Pain medicine': ['physical-medicine', 'neurology', 'psychiatry', 'emergency-medicine'],
  'Critical care': ['anesthesiology', 'general-surgery', 'emergency-medicine', 'neurology'],
  'Critical care medicine': ['anesthesiology', 'general-surgery', 'emergency-medicine', 'neurology'],
  Geriatrics: ['family-medicine', 'psychiatry'],
  'Geriatric medicine': ['family-medicine', 'psychiatry'],
  'Addiction medicine': ['family-medicine', 'internal-medicine', 'emergency-medicine', 'pediatrics'],
  'Adolescent medicine': ['family-medicine', 'internal-medicine'],
  'Hospital medicine': ['pediatrics', 'family-medicine'],
  Hospitalist: ['pediatrics', 'family-medicine'],
  'Pediatric neurology': ['neurology', 'pediatrics'],
  'Child neurology': ['neurology', 'pediatrics'],
  'Child neuro': ['neurology', 'pediatrics'],
  'Peds neuro': ['neurology', 'pediatrics'],
  'Pediatric neuro': ['neurology', 'pediatrics'],
  'Hand surgery': ['general-surgery'],
  'Surgical critical care': ['anesthesiology', 'emergency-medicine'],
  'Neurocritical care': ['neurosurgery', 'anesthesiology', 'emergency-medicine', 'internal-medicine'],
  'Head and neck surgery': ['general-surgery'],
  'Craniofacial surgery': ['otolaryngology'],
  'Burn surgery': ['plastic-surgery'],
  Trauma: ['orthopaedic-surgery', 'emergency-medicine'],
  Urogynecology: ['urology'],
  Stroke: ['neurosurgery'],
  Oncology: ['pediatrics', 'general-surgery', 'radiation-oncology', 'obstetrics-gynecology'],
  'Medical toxicology': ['pediatrics'],
  'Infectious diseases': ['pediatrics'],
  'Infectious disease': ['pediatrics'],
  // Towards what is both, or grew out of both.
  Neurology: ['child-neurology'],
  Pediatrics: ['child-neurology', 'medicine-pediatrics'],
  'Internal medicine': ['medicine-pediatrics'],
};

/** Whom "primary care" means: those who see patients first and for years. */
export const PRIMARY_CARE_NAME = 'Primary care';
export const PRIMARY_CARE_IDS: ReadonlySet<string> = new Set([
  'family-medicine',
  'internal-medicine',
  'pediatrics',
  'medicine-pediatrics',
]);

/** Words around a specialty's name that say nothing about which it is. */
const FILLERS: ReadonlySet<string> = new Set([
  ...[
    'department',
    'dept',
    'division',
    'div',
    'section',
    'of',
    'the',
    'in',
    'and',
    'residency',
    'program',
    'clerkship',
  ],
  ...['specialty', 'service', 'faculty', 'school', 'categorical', 'preliminary', 'prelim', 'advanced', 'integrated'],
]);

/** Names that are found only when nothing else is said: within a longer text they mean something else too often. */
const ONLY_ALONE: ReadonlySet<string> = new Set([
  'surgery',
  'medicine',
  'trauma',
  'vascular',
  'genetics',
  'transitional',
]);
/** A shorter name, as "IM", is a word of its own in many texts. */
const SHORTEST_WITHIN = 5;

/** A text as names are compared: words without case, accents, punctuation and fillers. */
export function specialtyKey(text: string): string {
  return searchKey(text.slice(0, MOST_READ))
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .split(' ')
    .filter(word => word !== '' && !FILLERS.has(word))
    .join(' ');
}

/** Longer is no name of a specialty. */
const MOST_READ = 300;

/**
 * The ids of those of the list that a text names: by the whole text, else by what stands in it, a longer name before a
 * shorter one that is part of it. In the order of the text.
 */
export function specialtiesIn(text: string, list: readonly NamedSpecialty[]): readonly string[] {
  return idsIn(text, keysOf(list));
}

/** By key, the ids that it names. */
type Keys = ReadonlyMap<string, readonly string[]>;

const keysByList = new WeakMap<readonly NamedSpecialty[], Keys>();

function keysOf(list: readonly NamedSpecialty[]): Keys {
  const known = keysByList.get(list);
  if (known !== undefined) return known;
  const keys = new Map<string, readonly string[]>();
  // Those that were not looked up are told apart as well, or "Child neurology" would be neurology.
  for (const { id, names } of [...list, ...NOT_RESEARCHED])
    for (const name of names) note(keys, specialtyKey(name), id);
  keysByList.set(list, keys);
  return keys;
}

function note(keys: Map<string, readonly string[]>, key: string, id: string): void {
  const ids = keys.get(key) ?? [];
  if (!ids.includes(id)) keys.set(key, [...ids, id]);
}

function idsIn(text: string, keys: Keys): readonly string[] {
  const key = specialtyKey(text);
  if (key === '') return [];
  const whole = keys.get(key) ?? keys.get(key.replaceAll(' ', ''));
  if (whole !== undefined) return whole;
  const words = key.split(' ');
  const found: string[] = [];
  for (let at = 0; at < words.length; ) {
    const length = longestAt(words, at, keys);
    const ids = length === 0 ? undefined : keys.get(words.slice(at, at + length).join(' '));
    for (const id of ids ?? []) if (!found.includes(id)) found.push(id);
    at += Math.max(1, length);
  }
  return found;
}

/** How many words the longest name takes that begins there; 0 for none. */
function longestAt(words: readonly string[], at: number, keys: Keys): number {
  for (let length = Math.min(MOST_WORDS, words.length - at); length > 0; length--) {
    const name = words.slice(at, at + length).join(' ');
    if (name.length >= SHORTEST_WITHIN && !ONLY_ALONE.has(name) && keys.has(name)) return length;
  }
  return 0;
}

/** As many as the longest name has. */
const MOST_WORDS = 6;

/** How a person's specialty stands to the one that is wanted. */
export type SpecialtyFit = 'in' | 'outside' | 'unclear' | 'not-said';

/**
 * Whether somebody is of a specialty, by what is noted of theirs. Subspecialists are of theirs; primary care is that of
 * several.
 *
 * @param theirs - Their specialty, else their department, as it was typed.
 * @returns `not-said` when one of the two is empty; `unclear` when it is a name we do not know, or a field that people
 *   come to from the wanted specialty too.
 */
export function specialtyFit(theirs: string, wanted: string, list: readonly NamedSpecialty[]): SpecialtyFit {
  const their = specialtyKey(theirs);
  const want = specialtyKey(wanted);
  if (their === '' || want === '') return 'not-said';
  if (their === want) return 'in';
  const theirIds = idsIn(theirs, personKeysOf(list));
  if (want === specialtyKey(PRIMARY_CARE_NAME)) {
    if (theirIds.length === 0) return 'unclear';
    // A subspecialist of a primary care specialty is asked about: some see patients first, most do not.
    if (!theirIds.some(id => PRIMARY_CARE_IDS.has(id))) return 'outside';
    return specialtiesIn(theirs, list).some(id => PRIMARY_CARE_IDS.has(id)) ? 'in' : 'unclear';
  }
  // A track of a subspecialty, as a fellowship's: only those who say so are of it.
  const wantedIds = specialtiesIn(wanted, list);
  if (wantedIds.length === 0) return ` ${their} `.includes(` ${want} `) ? 'in' : 'unclear';
  if (theirIds.length === 0) return 'unclear';
  if (theirIds.some(id => wantedIds.includes(id) || isPartOf(id, wantedIds))) return 'in';
  return SHARED_BY_KEY.get(their)?.some(id => wantedIds.includes(id)) ? 'unclear' : 'outside';
}

const SHARED_BY_KEY: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries(SHARED_FIELDS).map(([name, ids]) => [specialtyKey(name), ids]),
);

/** Med-peds physicians are of both. */
function isPartOf(id: string, wantedIds: readonly string[]): boolean {
  return id === 'medicine-pediatrics' && wantedIds.some(one => one === 'internal-medicine' || one === 'pediatrics');
}

const personKeys = new WeakMap<readonly NamedSpecialty[], Keys>();

/** With what people practise within a specialty. */
function personKeysOf(list: readonly NamedSpecialty[]): Keys {
  const known = personKeys.get(list);
  if (known !== undefined) return known;
  const keys = new Map(keysOf(list));
  for (const [id, names] of Object.entries(SUBSPECIALTIES)) {
    for (const name of names) note(keys, specialtyKey(name), id);
  }
  note(keys, specialtyKey(PRIMARY_CARE_NAME), 'family-medicine');
  personKeys.set(list, keys);
  return keys;
}
