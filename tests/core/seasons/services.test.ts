import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LETTER_FACTS, SERVICES } from '../../../src/core/letter.ts';
import { mostLettersOf } from '../../../src/core/program-wishes.ts';
import { isInEras, sharesLetters } from '../../../src/core/seasons/portal.ts';
import { CYCLES, SEASONS, seasonDatesFor } from '../../../src/core/seasons/season-dates.ts';
import {
  FELLOWSHIP_RULES,
  REQUEST_FIELDS,
  rulesFor,
  SEASON_NOTES,
  SEASON_NOTES_OF,
  SERVICE_FACTS,
  SERVICE_RULES,
  stepsOf,
  UPLOAD_STEPS,
} from '../../../src/core/seasons/services.ts';
import { SOURCES, type Source } from '../../../src/core/seasons/source.ts';
import { SPECIALTIES, templateFor } from '../../../src/core/seasons/specialties.ts';

const FACTS = Object.values(SERVICE_FACTS);
const TEMPLATE_KINDS = ['categorical', 'preliminary', 'fellowship'] as const;
const templateSources = (service: (typeof SERVICES)[number], trackKind: (typeof TEMPLATE_KINDS)[number]) =>
  templateFor(null, { service, trackKind, applicantKind: null }).sources;
const DATE_SOURCES = SEASONS.flatMap(season =>
  SERVICES.flatMap(service =>
    CYCLES.flatMap(cycle => Object.values(seasonDatesFor(service, season, cycle)).flatMap(one => one.source ?? [])),
  ),
);

describe('the sources', () => {
  const all: readonly Source[] = Object.values(SOURCES);

  test('are each an address once, with the day they were looked at', () => {
    expect(new Set(all.map(({ url }) => url)).size).toBe(all.length);
    for (const { url, checkedOn } of all) {
      expect(URL.canParse(url)).toBe(true);
      expect(new URL(url).protocol).toMatch(/^https?:$/);
      expect(checkedOn).toBe('2026-11-23');
    }
  });

  test('are official only on the pages of a service or body', () => {
    const hosts = all.filter(({ by }) => by === 'official').map(({ url }) => new URL(url).hostname);
    // The NRMP gives its news through a press service, Liaison is the maker of ResidencyCAS, CaRMS has its help elsewhere.
    const bodies =
      /(^|\.)(aamc\.org|ecfmg\.org|cordem\.org|aoassn\.org|carms\.ca|carms\.zendesk\.com|liaisonedu\.com|nrmp\.org|prnewswire\.com|sauweb\.org|af\.mil)$/;
    expect(hosts.filter(host => !bodies.test(host))).toEqual([]);
  });
});

test('every service has facts, and every rule somebody who says it', () => {
  expect(Object.keys(SERVICE_FACTS)).toEqual([...SERVICES]);
  for (const { service, rules, sources } of FACTS) {
    expect(SERVICE_FACTS[service].service).toBe(service);
    expect(rules.length).toBeGreaterThan(0);
    expect(new Set(rules.map(({ rule }) => rule)).size).toBe(rules.length);
    if (service === 'other') continue;
    expect(sources.length).toBeGreaterThan(0);
    for (const one of rules) expect(one.sources.length, one.rule).toBeGreaterThan(0);
  }
});

test('sources that say of which earlier year they are, are marked old, and nothing else uses one as if it were new', () => {
  const old = Object.entries(SOURCES).flatMap(([name, source]) => ('isOld' in source ? [name] : []));
  // By hand from the design: a year or season in its words, a mark of age, or the portal that ended in June 2026.
  const wanted = [
    ...[
      'aamcMatchTimeline',
      'airForceLetters',
      'anesthesiologyLetters',
      'creog',
      'emAdvisor',
      'emProgramRules',
      'emra',
    ],
    ...['entLetter', 'eyeSteve', 'eyesOnEyecare', 'floridaDermatology', 'lorPortal', 'lorPortalFaq', 'militaryMatch'],
    ...['plasticCommonApplication', 'pritzker', 'saem', 'sdnPmr', 'sirRadiology', 'theDo', 'urologyForm', 'wvsom'],
    'yalePlastic',
  ];
  expect(old.toSorted()).toEqual(wanted.toSorted());
});

test('every source is used', () => {
  const used = new Set(
    [
      ...FACTS.flatMap(({ rules, sources }) => [...sources, ...rules.flatMap(one => one.sources)]),
      ...FELLOWSHIP_RULES.flatMap(({ sources }) => sources),
      ...Object.values(SEASON_NOTES_OF).flatMap(notes => notes.flatMap(({ sources }) => sources)),
      ...SPECIALTIES.flatMap(({ sources }) => sources),
      ...SERVICES.flatMap(service => TEMPLATE_KINDS.flatMap(trackKind => templateSources(service, trackKind))),
      ...DATE_SOURCES,
    ].map(({ url }) => url),
  );
  expect(Object.entries(SOURCES).flatMap(([name, { url }]) => (used.has(url) ? [] : [name]))).toEqual([]);
});

test('every note on a calendar stands with the service it is of, and with who says it', () => {
  const notes = Object.values(SEASON_NOTES_OF).flat();
  expect(notes.map(({ note }) => note).toSorted()).toEqual([...SEASON_NOTES].toSorted());
  for (const { sources } of notes) expect(sources.length).toBeGreaterThan(0);
});

test('of ResidencyCAS nobody says that it has General letters or asks for a waiver, nor of a service of one’s own that it does', () => {
  const unknown = FACTS.filter(one => one.hasGeneral === null || one.hasWaiver === null).map(one => one.service);
  expect(unknown).toEqual(['residencycas', 'other']);
  expect(SERVICE_FACTS.residencycas).toMatchObject({ hasGeneral: null, hasWaiver: null });
});

test('every sentence there is belongs to a service', () => {
  const used = [...FACTS.flatMap(({ rules }) => rules), ...FELLOWSHIP_RULES].map(({ rule }) => rule);
  expect(new Set(used)).toEqual(new Set(SERVICE_RULES));
  expect(UPLOAD_STEPS).toEqual(expect.arrayContaining(FACTS.flatMap(({ uploadSteps }) => uploadSteps)));
  expect(new Set(FACTS.flatMap(({ requestFields }) => requestFields))).toEqual(new Set(REQUEST_FIELDS));
});

describe('the steps of a letter', () => {
  test.each(SERVICES)('are in their order, each once, and end with the outcome: %s', service => {
    const steps = stepsOf(service, null);
    expect(steps).toEqual(LETTER_FACTS.filter(fact => steps.includes(fact)));
    expect(steps).not.toContain('undeliverableOn');
    expect(steps.slice(0, 3)).toEqual(['askedOn', 'answeredOn', 'packetSentOn']);
    expect(steps.slice(-3)).toEqual(expect.arrayContaining(['thankedOn', 'outcomeToldOn']));
    expect(steps).toContain('requestedOn');
    expect(steps).toContain('receivedOn');
  });

  test('hold accepting in ResidencyCAS only, and becoming visible in ERAS', () => {
    const having = (fact: (typeof LETTER_FACTS)[number]) =>
      SERVICES.filter(service => service !== 'other' && stepsOf(service, null).includes(fact));
    expect(having('acceptedOn')).toEqual(['residencycas']);
    expect(having('visibleOn')).toEqual(['eras', 'urology']);
  });

  test('of an own service are those that were chosen, whatever their order', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.constantFrom(...LETTER_FACTS), { minLength: 1 }), steps => {
        expect(stepsOf('other', { steps })).toEqual(
          LETTER_FACTS.filter(fact => fact !== 'undeliverableOn' && steps.includes(fact)),
        );
      }),
    );
    const all = LETTER_FACTS.filter(fact => fact !== 'acceptedOn' && fact !== 'undeliverableOn');
    expect(stepsOf('other', null)).toEqual(all);
    expect(stepsOf('other', { steps: [] })).toEqual(all);
  });
});

test('four letters are the most in ERAS, urology and ResidencyCAS; of an own service what the student says', () => {
  expect(SERVICES.map(service => mostLettersOf(service, { mostLetters: 6 }))).toEqual([4, 4, null, 4, null, null, 6]);
  expect(mostLettersOf('other', null)).toBeNull();
});

test('urology takes its letters from ERAS, and no other two services share', () => {
  const pairs = SERVICES.flatMap(a => SERVICES.filter(b => b !== a && sharesLetters(a, b)).map(b => `${a} ${b}`));
  expect(pairs).toEqual(['eras urology', 'urology eras']);
  expect(SERVICES.every(service => sharesLetters(service, service))).toBe(true);
});

test('a fellowship has the rules of ERAS and its own', () => {
  expect(rulesFor('eras', 'fellowship')).toEqual([...FELLOWSHIP_RULES, ...rulesFor('eras')]);
  expect(rulesFor('carms', 'fellowship')).toEqual(rulesFor('carms'));
});

test('letters of ERAS and of urology are in MyERAS, and no others', () => {
  expect(SERVICES.filter(isInEras)).toEqual(['eras', 'urology']);
});
