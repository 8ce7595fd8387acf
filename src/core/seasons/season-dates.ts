import type { LocalDate } from '../dates.ts';
import type { Service } from '../letter.ts';
import { type CONFIDENCES, type PlanFields, SEASON_DATES, type SeasonDate, type TrackFields } from '../plan/plan.ts';
import { inferredFrom, old, SOURCES, type Source } from './source.ts';

/** The seasons we have looked for, each named by the year of its match. */
export const SEASONS = ['2026', '2027', '2028'] as const;
export type Season = (typeof SEASONS)[number];

/**
 * Whose calendar a track follows within its service. Fellowships that begin in July are applied for in one of two cycles of
 * ERAS, which are earlier than the residency's.
 */
export const CYCLES = ['residency', 'fellowship-july', 'fellowship-december'] as const;
export type Cycle = (typeof CYCLES)[number];

/** The day on which results come, and the Monday on which SOAP begins; rank lists and the rest are in `SEASON_DATES`. */
export const RESULT_DATES = ['resultOn', 'soapOn'] as const;
export type ResultDate = (typeof RESULT_DATES)[number];

/** A day of a season, how sure it is, and who says so. */
export interface DatedFact {
  /** `null` where nobody says, or there is no such day in the service: nothing is made up. */
  readonly on: LocalDate | null;
  /** Confirmed only by the service or body itself; `unknown` exactly where there is no day. */
  readonly confidence: (typeof CONFIDENCES)[number];
  /** `null` where the day is unknown. */
  readonly source: Source | null;
}
export type SeasonFacts = Readonly<Record<SeasonDate | ResultDate, DatedFact>>;

const UNKNOWN: DatedFact = { on: null, confidence: 'unknown', source: null };

// Literals in the form that a LocalDate has.
const confirmed = (on: string, source: Source): DatedFact => ({ on: on as LocalDate, confidence: 'confirmed', source });
const estimated = (on: string, source: Source): DatedFact => ({ on: on as LocalDate, confidence: 'estimated', source });
/** Reckoned from other seasons: submit and review days were Wednesdays three weeks apart, rank lists 16 days before Match Day. */
const inferred = (on: string, source: Source): DatedFact => estimated(on, inferredFrom(source));

type Known = Partial<Record<SeasonDate | ResultDate, DatedFact>>;
const S = SOURCES;

/** The days of the NRMP, for services whose applicants it matches. */
const NRMP: Readonly<Record<Season, Known>> = {
  2026: {
    registerFromOn: confirmed('2025-09-15', S.nrmpRegistration),
    rankListDueOn: inferred('2026-03-04', S.nrmpMatchWeek),
    soapOn: confirmed('2026-03-16', S.nrmpMatchWeek),
    resultOn: confirmed('2026-03-20', S.nrmpMatchWeek),
  },
  2027: {
    rankListDueOn: inferred('2027-03-03', S.quantaPrep),
    soapOn: inferred('2027-03-15', S.nrmpMatchWeek),
    resultOn: inferred('2027-03-19', S.nrmpMatchWeek),
  },
  2028: {},
};

const ERAS: Readonly<Record<Season, Known>> = {
  2026: {
    opensOn: confirmed('2025-06-04', S.erasTimeline),
    submitFromOn: confirmed('2025-09-03', S.erasTimeline),
    reviewFromOn: confirmed('2025-09-24', S.erasTimeline),
    closesOn: confirmed('2026-05-31', S.erasTimeline),
  },
  2027: {
    opensOn: estimated('2026-06-03', S.quantaPrep),
    submitFromOn: inferred('2026-09-02', S.medEdits),
    reviewFromOn: inferred('2026-09-23', S.medEdits),
    closesOn: inferred('2027-05-31', S.erasTimeline),
  },
  2028: {
    opensOn: inferred('2027-06-02', S.erasTimeline),
    submitFromOn: inferred('2027-09-01', S.erasTimeline),
    reviewFromOn: inferred('2027-09-22', S.erasTimeline),
    closesOn: inferred('2028-05-31', S.erasTimeline),
  },
};

const RESIDENCYCAS: Readonly<Record<Season, Known>> = {
  2026: {
    opensOn: confirmed('2025-06-04', S.residencyCasStart),
    submitFromOn: confirmed('2025-09-03', S.residencyCasStart),
    reviewFromOn: confirmed('2025-10-01', S.residencyCasStart),
  },
  2027: {},
  2028: {},
};

/** Applied to through ERAS, whose opening and closing hold; matched by its own society, which gave its own days. */
const UROLOGY: Readonly<Record<Season, Known>> = {
  2026: {
    ...part(ERAS[2026], 'opensOn', 'closesOn'),
    submitFromOn: confirmed('2025-09-03', S.sauFaq),
    reviewFromOn: confirmed('2025-09-24', S.sauFaq),
  },
  2027: part(ERAS[2027], 'opensOn', 'closesOn'),
  2028: part(ERAS[2028], 'opensOn', 'closesOn'),
};

const FELLOWSHIP_JULY: Readonly<Record<Season, Known>> = {
  2026: {
    submitFromOn: confirmed('2025-07-02', S.erasTimeline),
    reviewFromOn: confirmed('2025-07-16', S.erasTimeline),
  },
  2027: {},
  2028: {},
};

const FELLOWSHIP_DECEMBER: Readonly<Record<Season, Known>> = {
  2026: {
    submitFromOn: confirmed('2025-11-12', S.erasTimeline),
    reviewFromOn: confirmed('2025-12-03', S.erasTimeline),
  },
  2027: {},
  2028: {},
};

/** No day of this season was found, of whatever service. */
const NOTHING: Known = {};

/**
 * The days of a season in a service, as `domain.md` of the design, section 3.2, has them.
 *
 * @param season - As `2028`; of any other than `SEASONS` nothing is known.
 * @param cycle - Looked at in ERAS only.
 */
export function seasonDatesFor(service: Service, season: string, cycle: Cycle = 'residency'): SeasonFacts {
  const known = isSeason(season) ? knownOf(service, season, cycle) : NOTHING;
  const dates = [...SEASON_DATES, ...RESULT_DATES].map(date => [date, known[date] ?? UNKNOWN]);
  // Every date is listed.
  return Object.fromEntries(dates) as SeasonFacts;
}

function isSeason(season: string): season is Season {
  return SEASONS.some(known => known === season);
}

function knownOf(service: Service, season: Season, cycle: Cycle): Known {
  switch (service) {
    case 'eras':
      if (cycle === 'fellowship-july') return FELLOWSHIP_JULY[season];
      if (cycle === 'fellowship-december') return FELLOWSHIP_DECEMBER[season];
      return { ...ERAS[season], ...NRMP[season] };
    case 'residencycas':
      return { ...RESIDENCYCAS[season], ...NRMP[season] };
    case 'urology':
      return UROLOGY[season];
    case 'sf-match':
    case 'military':
    case 'carms':
    case 'other':
      return NOTHING;
  }
}

/**
 * Days that an earlier season had, or that another service has, for those of which nobody says them: to be offered, and
 * nothing that counts before the student took it. Each is an estimate.
 *
 * @remarks Ophthalmology's latest full calendar that was found is of 2021-22, which wanted applications by its target day.
 * Urology's own days equalled those of ERAS in the season of 2026.
 */
export function proposedDatesFor(service: Service, season: string): Readonly<Partial<Record<SeasonDate, DatedFact>>> {
  if (!isSeason(season) || season === '2026') return {};
  const year = Number(season) - 1;
  switch (service) {
    case 'sf-match': {
      const source = S.eyesOnEyecare;
      return {
        registerFromOn: inferred(`${year}-07-01`, source),
        reviewFromOn: inferred(`${year}-09-01`, source),
        interviewsFromOn: inferred(`${year}-10-18`, source),
      };
    }
    case 'urology': {
      const { submitFromOn, reviewFromOn } = ERAS[season];
      const as = (fact: DatedFact | undefined) =>
        fact === undefined || fact.on === null ? UNKNOWN : inferred(fact.on, old(S.sauFaq));
      return { submitFromOn: as(submitFromOn), reviewFromOn: as(reviewFromOn) };
    }
    case 'residencycas': {
      const source = old(S.residencyCasStart);
      return {
        opensOn: inferred(`${year}-06-04`, source),
        submitFromOn: inferred(`${year}-09-03`, source),
        reviewFromOn: inferred(`${year}-10-01`, source),
      };
    }
    case 'eras':
    case 'military':
    case 'carms':
    case 'other':
      return {};
  }
}

function part(known: Known, ...dates: readonly SeasonDate[]): Known {
  return Object.fromEntries(dates.flatMap(date => (known[date] === undefined ? [] : [[date, known[date]]])));
}

/** A new plan for the season, for 'plan/save'. What nobody knows is empty and asks the student. */
export function planFieldsFor(service: Service, season: string, cycle: Cycle = 'residency'): PlanFields {
  const facts = seasonDatesFor(service, season, cycle);
  const dates = SEASON_DATES.map(date => [date, { on: facts[date].on, confidence: facts[date].confidence }]);
  return {
    season,
    service,
    serviceName: '',
    mostLetters: null,
    steps: [],
    isInternational: false,
    // Every date is listed.
    ...(Object.fromEntries(dates) as Pick<PlanFields, SeasonDate>),
  };
}

/**
 * When a track's result comes, and when SOAP begins: the NRMP's days for what it matches, and nothing for the others, whose
 * own days are not known.
 *
 * @returns `isResultConfirmed` for both days together, as a track keeps it.
 */
export function resultFieldsFor(
  service: Service,
  season: string,
  kind: TrackFields['kind'] = 'categorical',
): Pick<TrackFields, 'resultOn' | 'soapOn' | 'isResultConfirmed'> {
  // A fellowship has a match and a day of its own.
  const { resultOn, soapOn } = seasonDatesFor(service, season, kind === 'fellowship' ? 'fellowship-july' : 'residency');
  const days = [resultOn, soapOn].filter(({ on }) => on !== null);
  return {
    resultOn: resultOn.on,
    soapOn: soapOn.on,
    isResultConfirmed: days.length > 0 && days.every(({ confidence }) => confidence === 'confirmed'),
  };
}
