import { LETTER_FACTS, type LetterFact, type Service } from '../letter.ts';
import type { Plan, Track } from '../plan/plan.ts';
import { inferredFrom, old, SOURCES, type Source } from './source.ts';

/** What holds for letters in a service, each a sentence of the interface: `serviceRule_…`. */
export const SERVICE_RULES = [
  'you-start',
  'entry-locks',
  'letter-id-once',
  'four-per-program',
  'general',
  'label-unseen',
  'built-in-form',
  'one-pdf',
  'waiver',
  'adviser-not-writer',
  'assign-yourself',
  'assignments-checklist',
  'late-letters',
  'author-keeps',
  'pdf-limits',
  'chair-counts',
  'request-lost',
  'ecfmg-days',
  'ecfmg-early',
  'import-counts',
  'general-salutation',
  'accept-first',
  'completed-stays',
  'sloe-or-narrative',
  'cord-letter-id',
  'exactly-three',
  'one-from-core',
  'route-unknown',
  'signals-in-eras',
  'military-three',
  'military-six-months',
  'military-directors',
  'military-eras-too',
  'carms-no-edit',
  'carms-programs-state',
  'carms-structured',
  'carms-confidential',
  'carms-early-form',
  'fellowship-efdo',
  'fellowship-director',
  'fellowship-template',
  'other-service',
] as const;
export type ServiceRule = (typeof SERVICE_RULES)[number];

/** How the writer gets a letter in, one step after another, each a sentence: `packetStep_…`. */
export const UPLOAD_STEPS = [
  'aamc-mail',
  'aamc-link',
  'aamc-form',
  'aamc-pdf',
  'one-pdf',
  'sel-template',
  'loe-template',
  'own-template',
  'eslor-site',
  'eslor-pdf',
  'residencycas-mail',
  'residencycas-accept',
  'residencycas-submit',
  'cord-form',
  'cord-access',
  'cord-send',
  'obgyn-form',
  'sf-match-ask',
  'military-send',
  'carms-request',
  'other-ask',
] as const;
export type UploadStep = (typeof UPLOAD_STEPS)[number];

/** What the student enters to request a letter, in the order of the service's form: `requestField_…`. */
export const REQUEST_FIELDS = [
  'writer-name',
  'writer-email',
  'specialty-or-general',
  'form',
  'chair-letter',
  'waiver',
  'discipline-or-none',
  'attachments',
] as const;
export type RequestField = (typeof REQUEST_FIELDS)[number];

/** A rule and who says so. */
export interface SourcedRule {
  readonly rule: ServiceRule;
  readonly sources: readonly Source[];
}

/** How letters work in one service. Services are clocks of their own: a letter belongs to one of them. */
export interface ServiceFacts {
  readonly service: Service;
  /** The facts a letter goes through, in their order: the columns of the board. See `stepsOf`. */
  readonly steps: readonly LetterFact[];
  /** Whether narrative or standardized is chosen when the letter is requested. */
  readonly choosesForm: boolean;
  /** Whether a letter can be General, for all tracks of the service; `null` where we have found no word on it. */
  readonly hasGeneral: boolean | null;
  /** Whether the request says that it is a chair's letter. */
  readonly choosesChairLetter: boolean;
  /** Whether the request asks for a waiver of the right to see the letter; `null` where we have found no word on it. */
  readonly hasWaiver: boolean | null;
  /** Whether a request has a Letter ID, single use. */
  readonly hasLetterId: boolean;
  /** Whether a request cannot be changed once it was confirmed or sent. */
  readonly locksRequest: boolean;
  /**
   * Whether a letter that was received in an earlier season can be used again. `import`: the service takes it over.
   * `too-old`: it wants younger ones than a season. `unknown`: we have found no word on it.
   */
  readonly reuse: 'import' | 'too-old' | 'unknown';
  /** What the student is asked for when requesting a letter; empty where we do not know. */
  readonly requestFields: readonly RequestField[];
  /** Of a narrative letter; see `uploadStepsOf` for others. */
  readonly uploadSteps: readonly UploadStep[];
  readonly rules: readonly SourcedRule[];
  /** Who says what is true of the service as a whole; empty for `other`, of which only the student knows. */
  readonly sources: readonly Source[];
}

const S = SOURCES;

const rule = (name: ServiceRule, ...sources: readonly Source[]): SourcedRule => ({ rule: name, sources });

/**
 * That a mail could not be delivered goes wrong and is no step. Where nobody requests in a portal, as with letters sent by
 * mail, "requested" is the day the writer was told where to send it: only from then on can they be nudged.
 */
const STEPS: readonly LetterFact[] = LETTER_FACTS.filter(
  fact => fact !== 'acceptedOn' && fact !== 'undeliverableOn' && fact !== 'visibleOn',
);
/** With the day on which the service shows it, after the school or ECFMG has processed it. */
const ERAS_STEPS = LETTER_FACTS.filter(fact => fact !== 'acceptedOn' && fact !== 'undeliverableOn');
/** A writer accepts the request before submitting. What is completed is visible at once. */
const RESIDENCYCAS_STEPS = LETTER_FACTS.filter(fact => fact !== 'undeliverableOn' && fact !== 'visibleOn');

const ERAS_FIELDS = ['writer-name', 'writer-email', 'specialty-or-general', 'form', 'chair-letter', 'waiver'] as const;
const AAMC_UPLOAD = ['aamc-mail', 'aamc-link', 'aamc-pdf'] as const;

const ERAS_RULES: readonly SourcedRule[] = [
  rule('you-start', S.letterWriterFaq, S.letterPortalHome),
  rule('entry-locks', S.erasLetters),
  rule('letter-id-once', S.erasLetters, S.lorPortalFaq, S.letterForm),
  rule('waiver', S.erasLetters, S.letterPortalTerms),
  rule('built-in-form', S.letterWriterTerms, S.letterWriterFaq),
  rule('general', S.erasLetters, S.letterWriterFaq),
  rule('label-unseen', S.erasLetters),
  rule('one-pdf', S.letterWriterTerms, S.wvsom),
  rule('request-lost', S.letterPortalFaq),
  rule('four-per-program', S.letterWriterFaq, S.fellowshipFaq),
  rule('chair-counts', inferredFrom(S.erasLetters)),
  rule('assign-yourself', S.fellowshipFaq, S.erasDocuments),
  rule('assignments-checklist', S.erasDocuments),
  rule('late-letters', S.tulane),
  rule('adviser-not-writer', S.letterPortalTerms, S.lorPortal),
  rule('author-keeps', S.letterWriterTerms),
  rule('pdf-limits', S.lorPortal, S.lorPortalFaq),
  rule('import-counts', S.erasImport),
  rule('ecfmg-days', S.ecfmgFaq),
  rule('ecfmg-early', S.ecfmgEarly),
  rule('general-salutation', S.evms, S.substackUpload),
];

/** Of every service, as `domain.md` of the design, section 1, has it. */
export const SERVICE_FACTS: Readonly<Record<Service, ServiceFacts>> = {
  eras: {
    service: 'eras',
    steps: ERAS_STEPS,
    choosesForm: true,
    hasGeneral: true,
    choosesChairLetter: true,
    hasWaiver: true,
    hasLetterId: true,
    locksRequest: true,
    reuse: 'import',
    requestFields: ERAS_FIELDS,
    uploadSteps: AAMC_UPLOAD,
    rules: ERAS_RULES,
    sources: [S.letterWriterFaq, S.letterWriterTerms, S.erasLetters],
  },
  residencycas: {
    service: 'residencycas',
    steps: RESIDENCYCAS_STEPS,
    choosesForm: true,
    hasGeneral: null,
    choosesChairLetter: false,
    hasWaiver: null,
    hasLetterId: true,
    locksRequest: false,
    reuse: 'unknown',
    requestFields: ['writer-name', 'writer-email'],
    uploadSteps: ['residencycas-mail', 'residencycas-accept', 'residencycas-submit'],
    rules: [
      rule('accept-first', S.residencyCasStatus),
      rule('sloe-or-narrative', S.residencyCasMaterials, S.emra),
      rule('cord-letter-id', S.cordHowTo, S.residencyCasStart),
      rule('completed-stays', S.residencyCasMaterials),
      rule('four-per-program', S.residencyCasMaterials, S.residencyCasStart),
      rule('assign-yourself', S.residencyCasStart, S.residencyCasMaterials),
    ],
    sources: [S.residencyCasMaterials, S.residencyCasStart, S.residencyCasStatus],
  },
  'sf-match': {
    service: 'sf-match',
    steps: STEPS,
    choosesForm: false,
    hasGeneral: false,
    choosesChairLetter: false,
    hasWaiver: false,
    hasLetterId: false,
    locksRequest: false,
    reuse: 'unknown',
    requestFields: [],
    uploadSteps: ['sf-match-ask'],
    rules: [
      rule('exactly-three', S.eyeSteve, S.theDo),
      rule('one-from-core', S.eyeSteve),
      rule('route-unknown', S.theDo),
    ],
    sources: [S.eyeSteve, S.theDo],
  },
  urology: {
    service: 'urology',
    steps: ERAS_STEPS,
    choosesForm: true,
    hasGeneral: true,
    choosesChairLetter: true,
    hasWaiver: true,
    hasLetterId: true,
    locksRequest: true,
    reuse: 'import',
    requestFields: ERAS_FIELDS,
    uploadSteps: AAMC_UPLOAD,
    rules: [rule('signals-in-eras', S.sauFaq), ...ERAS_RULES],
    sources: [S.sauFaq, S.letterWriterTerms, S.wakeUrology],
  },
  military: {
    service: 'military',
    steps: STEPS,
    choosesForm: false,
    hasGeneral: false,
    choosesChairLetter: false,
    hasWaiver: false,
    hasLetterId: false,
    locksRequest: false,
    reuse: 'too-old',
    requestFields: [],
    uploadSteps: ['military-send'],
    rules: [
      rule('military-three', S.airForceLetters),
      rule('military-six-months', S.airForceLetters),
      rule('military-directors', S.airForceLetters),
      rule('military-eras-too', S.airForceApply, S.militaryMatch),
    ],
    sources: [S.airForceLetters, S.airForceApply, S.militaryMatch],
  },
  carms: {
    service: 'carms',
    steps: STEPS,
    choosesForm: true,
    hasGeneral: true,
    choosesChairLetter: false,
    hasWaiver: false,
    hasLetterId: false,
    locksRequest: true,
    reuse: 'unknown',
    requestFields: ['writer-name', 'writer-email', 'discipline-or-none', 'form', 'attachments'],
    uploadSteps: ['carms-request'],
    rules: [
      rule('carms-no-edit', S.carmsRequest),
      rule('carms-programs-state', S.carmsLetters),
      rule('carms-structured', S.carmsTypes),
      rule('carms-confidential', S.carmsLetters),
      rule('carms-early-form', S.carmsEarly),
    ],
    sources: [S.carmsRequest, S.carmsTypes, S.carmsEarly, S.carmsLetters],
  },
  other: {
    service: 'other',
    steps: STEPS,
    choosesForm: true,
    hasGeneral: true,
    choosesChairLetter: true,
    hasWaiver: null,
    hasLetterId: true,
    locksRequest: false,
    reuse: 'unknown',
    requestFields: [],
    uploadSteps: ['other-ask'],
    rules: [rule('other-service')],
    sources: [],
  },
};

/** What holds besides for a fellowship, which is applied to through ERAS. */
export const FELLOWSHIP_RULES: readonly SourcedRule[] = [
  rule('fellowship-efdo', S.fellowshipFaq),
  rule('fellowship-director', S.sinaiCardiology),
  rule('fellowship-template', S.aaimFellowship),
];

/**
 * The facts a letter of this service goes through, in the order of `LETTER_FACTS`. Of the student's own service they are
 * those they chose; with none chosen, or without a plan, all but "accepted".
 *
 * "Undeliverable" is never among them: it is what can go wrong, not a step.
 */
export function stepsOf(service: Service, plan: Pick<Plan, 'steps'> | null): readonly LetterFact[] {
  if (service !== 'other') return SERVICE_FACTS[service].steps;
  const chosen = plan?.steps ?? [];
  if (chosen.length === 0) return ERAS_STEPS;
  return LETTER_FACTS.filter(fact => fact !== 'undeliverableOn' && chosen.includes(fact));
}

/** The rules that hold for a track's letters, those of fellowships first where it is one. */
export function rulesFor(service: Service, kind: Track['kind'] = 'categorical'): readonly SourcedRule[] {
  const { rules } = SERVICE_FACTS[service];
  return kind === 'fellowship' && service === 'eras' ? [...FELLOWSHIP_RULES, ...rules] : rules;
}

/** What is known of a service's calendar beside its days, each a sentence of the interface: `seasonNote_…`. */
export const SEASON_NOTES = [
  'eras-hours',
  'residencycas-window',
  'sf-match-earlier',
  'urology-earlier',
  'military-earlier',
  'carms-referee-date',
] as const;
export type SeasonNote = (typeof SEASON_NOTES)[number];

/** A note and who says so. */
export interface SourcedNote {
  readonly note: SeasonNote;
  readonly sources: readonly Source[];
}

/** `domain.md` of the design, section 3. */
export const SEASON_NOTES_OF: Readonly<Record<Service, readonly SourcedNote[]>> = {
  eras: [{ note: 'eras-hours', sources: [old(S.erasTimeline)] }],
  residencycas: [{ note: 'residencycas-window', sources: [old(S.residencyCasStart), S.saem] }],
  'sf-match': [{ note: 'sf-match-earlier', sources: [S.eyesOnEyecare, S.theDo] }],
  urology: [{ note: 'urology-earlier', sources: [old(S.sauFaq), S.aamcMatchTimeline] }],
  military: [{ note: 'military-earlier', sources: [S.aamcMatchTimeline] }],
  carms: [{ note: 'carms-referee-date', sources: [S.carmsEvents] }],
  other: [],
};
