import { emptyLogForm } from '../../src/core/log-form.ts';
import type { MessageName, RequestOf } from '../../src/messages/protocol.ts';

/** Saves something. @returns Its id. */
export type Save = <Name extends MessageName>(name: Name, request: RequestOf<Name>) => Promise<string>;

type Fields = Readonly<Record<string, unknown>>;

/** What a writer saw: situation, what was done, their words, competency. */
const SEEN: readonly (readonly [string, string, string, string])[] = [
  [
    'A patient with chest pain grew pale while the team was in another room',
    'I called for help, put him on oxygen, and had the ECG read within four minutes.',
    'You saw it before the monitor did.',
    'patient-care',
  ],
  [
    'A daughter did not want the word cancer said in front of her mother',
    'I asked the mother what she wanted to know, with an interpreter, and told the team how she wished to hear it.',
    'That was the best family meeting of my month.',
    'patient-care',
  ],
  [
    'A new heart failure admission with kidneys getting worse',
    'I brought the two trials that speak to it, and proposed a diuretic dose for the night.',
    '',
    'medical-knowledge',
  ],
  [
    'A nurse and an intern disagreed about a restraint order',
    'I wrote down what each had seen and asked both to the bedside; the order was stopped.',
    'You listen first.',
    'interpersonal-and-communication-skills',
  ],
  [
    'I had copied a wrong home dose into my note',
    'I told the resident before rounds, called the pharmacy and corrected it.',
    'I trust your notes because of that day.',
    'professionalism',
  ],
  [
    'My presentations ran to twelve minutes in the first week',
    'I timed myself each morning, led with the assessment, and was at five by the third week.',
    'Night and day.',
    'practice-based-learning',
  ],
  [
    'Discharges waited for a ride that nobody had ordered',
    'I made a list for the team of what to order the day before; two of us used it until the end of the block.',
    '',
    'systems-based-practice',
  ],
];

interface Person {
  readonly student: Fields;
  readonly writer: Fields;
  readonly contact?: Fields;
  readonly plan?: Fields;
  readonly track?: Fields;
  readonly letter: Fields;
  readonly rotation?: Fields;
  /** How many of what was seen. */
  readonly moments: number;
  readonly feedback?: readonly string[];
  readonly news: readonly (readonly [string, string, string])[];
}

const JORDAN: Fields = {
  name: 'Jordan Okafor',
  school: 'Alder School of Medicine',
  className: 'Class of 2028',
  emails: ['jordan.okafor@alder.example'],
  aamcId: '15550123',
  statementThemes: 'Being the one who stays: continuity for people who see a new face at every visit.',
  cvPoints: [
    'Free clinic coordinator, two years; built the recall list for 140 people with diabetes.',
    'First author, abstract at the state chapter: missed doses after discharge.',
    'Tutor in physiology for first-year students.',
    'Two summers in a cardiac imaging group.',
  ],
};

const NEWS = [
  ['exam', '2026-08-14', 'Passed Step 2 CK.'],
  ['talk', '2026-10-03', 'Spoke about the recall list at the state chapter’s meeting.'],
  ['paper', '2026-11-02', 'The abstract on missed doses was accepted as a paper.'],
] as const;

const MEDICINE: Fields = {
  name: 'Internal Medicine',
  specialty: 'Internal Medicine',
  goal: 'Primary care in a county hospital, and to teach.',
};

const WARDS: Fields = {
  name: 'Medicine wards',
  kind: 'sub-internship',
  site: 'Harbor Medical Center',
  specialty: 'Internal Medicine',
  isHandsOn: true,
  startsOn: '2026-06-01',
  endsOn: '2026-06-28',
};

/** By name, packets as different as writers get them. */
export const PACKETS = {
  full: {
    student: JORDAN,
    writer: {
      name: 'Elena Rivera',
      credentials: 'MD',
      department: 'Department of Medicine',
      institution: 'Harbor Medical Center',
    },
    track: MEDICINE,
    letter: { isWaived: true, letterIdNumber: '88120455', targetOn: '2027-09-08', answer: 'yes' },
    rotation: WARDS,
    moments: 7,
    feedback: [
      'Say what you think is going on before you say what you found.',
      'Ask the nurse first; she has been there all night.',
    ],
    news: NEWS,
  },
  thin: {
    student: { name: 'Jordan Okafor' },
    writer: { name: 'Tom Lindqvist' },
    letter: {},
    moments: 0,
    news: [],
  },
  sloe: {
    student: { ...JORDAN, residencyCasId: 'RC-204-118' },
    writer: {
      name: 'Priya Raman',
      credentials: 'MD',
      department: 'Emergency Medicine',
      institution: 'Lakeside University Hospital',
    },
    plan: { service: 'residencycas' },
    track: {
      name: 'Emergency Medicine',
      specialty: 'Emergency medicine',
      service: 'residencycas',
      goal: 'A county emergency department.',
    },
    letter: {
      service: 'residencycas',
      form: 'standardized',
      isWaived: true,
      letterIdNumber: 'L-7741',
      targetOn: '2027-09-10',
      answer: 'yes',
    },
    rotation: {
      ...WARDS,
      name: 'Emergency medicine',
      kind: 'away',
      specialty: 'Emergency Medicine',
      site: 'Lakeside University Hospital',
    },
    moments: 7,
    news: NEWS,
  },
  obgyn: {
    student: { ...JORDAN, residencyCasId: 'RC-204-118' },
    writer: {
      name: 'Leila Haddad',
      credentials: 'MD',
      department: 'Obstetrics and Gynecology',
      institution: 'Lakeside University Hospital',
    },
    plan: { service: 'residencycas', reviewFromOn: { on: '2027-10-01', confidence: 'estimated' } },
    track: {
      name: 'OB-GYN',
      specialty: 'OB-GYN',
      service: 'residencycas',
      goal: 'Care that does not end at the birth.',
    },
    letter: { service: 'residencycas', form: 'standardized', letterIdNumber: 'L-7742', answer: 'yes' },
    rotation: { ...WARDS, name: 'Labor and delivery', specialty: 'OB-GYN', site: 'Lakeside University Hospital' },
    moments: 6,
    news: NEWS,
  },
  sel: {
    student: { ...JORDAN, ecfmgId: '0-123-456-7' },
    writer: {
      name: 'Department of Medicine',
      institution: 'Harbor Medical Center',
    },
    contact: { name: 'Henry Osei', credentials: 'MD' },
    plan: { reviewFromOn: { on: '2027-09-22', confidence: 'estimated' } },
    track: { ...MEDICINE, isInternational: true },
    letter: { form: 'standardized', isWaived: true, letterIdNumber: '88120456', answer: 'yes' },
    rotation: WARDS,
    moments: 7,
    news: NEWS,
  },
  fellowship: {
    student: { ...JORDAN, className: 'Third-year resident' },
    writer: { name: 'Ada Moreno', credentials: 'MD', department: 'Cardiology', institution: 'Harbor Medical Center' },
    track: {
      name: 'Cardiology',
      specialty: 'Cardiology',
      kind: 'fellowship',
      goal: 'Heart failure in a county clinic.',
    },
    letter: { isWaived: true, letterIdNumber: '88120460', targetOn: '2027-07-01', answer: 'yes' },
    rotation: { ...WARDS, name: 'Cardiac care unit', kind: 'elective', specialty: 'Cardiology' },
    moments: 5,
    news: NEWS,
  },
  eslor: {
    student: JORDAN,
    writer: {
      name: 'Marcus Adeyemi',
      credentials: 'MD, FAAOS',
      department: 'Orthopaedic Surgery',
      institution: 'Harbor Medical Center',
    },
    track: { name: 'Orthopaedic Surgery', specialty: 'Orthopaedic surgery', goal: 'Trauma.' },
    letter: { form: 'standardized', isWaived: true, letterIdNumber: '88120457', targetOn: '2027-09-08', answer: 'yes' },
    rotation: { ...WARDS, name: 'Orthopaedic trauma', specialty: 'Orthopaedics' },
    moments: 7,
    news: NEWS,
  },
  scripts: {
    student: {
      ...JORDAN,
      name: 'María-José Fernández de la Cruz y Villanueva-Papadopoulou',
      school: 'כלית הרפואה על שם אלדר · Alder International Faculty of Medicine and Health Sciences',
      className: '2028届',
      cvPoints: ['急诊志愿者，两年', 'متطوعة في عيادة مجانية لمدة عامين', 'Ünïversität — Öğrenci konseyi başkanı'],
    },
    writer: {
      name: 'Αλεξάνδρα Παπαδοπούλου-Χατζηκωνσταντίνου',
      credentials: 'MD, PhD, FACP, FESC',
      department: 'Division of Advanced Heart Failure, Mechanical Circulatory Support and Transplantation',
      institution: 'University Hospital of the Northern Provinces at Stavroupoli-Menemeni',
    },
    track: MEDICINE,
    letter: { isWaived: false, letterIdNumber: '88120458', targetOn: '2027-09-08', answer: 'yes' },
    rotation: { ...WARDS, name: 'Καρδιολογία', site: '東京大学病院' },
    moments: 4,
    news: [['award', '2026-10-03', 'جائزة التدريس للطلاب']],
  },
  group: {
    student: JORDAN,
    writer: { name: 'Department of Medicine', institution: 'Harbor Medical Center' },
    contact: { name: 'Henry Osei', credentials: 'MD' },
    track: MEDICINE,
    letter: { isChairLetter: true, isWaived: true, letterIdNumber: '88120459', targetOn: '2027-09-08', answer: 'yes' },
    rotation: WARDS,
    moments: 3,
    news: NEWS,
  },
} satisfies Readonly<Record<string, Person>>;

/** Puts one of them into an empty log. @returns The letter's id. */
export async function seedPacket(
  save: Save,
  { student, writer, contact, plan, track, letter, rotation, moments, feedback, news }: Person,
): Promise<string> {
  await save('profile/save', student);
  const mentorId = await save('mentor/save', { id: null, fields: writer });
  const contactMentorId = contact === undefined ? null : await save('mentor/save', { id: null, fields: contact });
  const trackId = track === undefined ? null : await aTrack(save, plan, track);
  const watcher = contactMentorId ?? mentorId;
  const mentors = [{ mentorId: watcher, daysTogether: 18, watchedDirectly: true }];
  const rotationId =
    rotation === undefined ? null : await save('rotation/save', { id: null, fields: { ...rotation, mentors } });
  for (const [index, [situation, whatIDid, theirWords, competency]] of SEEN.slice(0, moments).entries()) {
    const on = `2026-06-${10 + index}`;
    const fields = {
      on,
      rotationId,
      mentorIds: [watcher],
      situation,
      whatIDid,
      theirWords,
      competencies: [competency],
    };
    await save('moment/save', { id: null, fields: { ...fields, isStrong: index < 2 } });
  }
  for (const theirWords of feedback ?? []) {
    const form = {
      ...emptyLogForm(Date.now(), 'America/Chicago'),
      kind: 'feedback' as const,
      on: '2026-06-20',
      time: '',
    };
    const interactionId = await save('interaction/log', { form: { ...form, mentorIds: [watcher] }, draftId: null });
    await save('moment/save', {
      id: null,
      fields: { on: '2026-06-20', interactionId, mentorIds: [watcher], theirWords },
    });
  }
  for (const [kind, on, text] of news) await save('milestone/save', { id: null, fields: { kind, on, text } });
  return save('letter/save', { id: null, fields: { mentorId, contactMentorId, trackId, ...letter } });
}

async function aTrack(save: Save, plan: Fields = {}, track: Fields): Promise<string> {
  const planId = await save('plan/save', { id: null, fields: { season: '2028', ...plan } });
  return save('track/save', { id: null, fields: { planId, ...track } });
}
