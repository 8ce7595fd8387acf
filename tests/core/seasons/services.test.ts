import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LETTER_FACTS, SERVICES } from '../../../src/core/letter.ts';
import {
  capOf,
  FELLOWSHIP_RULES,
  REQUEST_FIELDS,
  rulesFor,
  SERVICE_FACTS,
  SERVICE_RULES,
  sharesLetters,
  stepsOf,
  UPLOAD_STEPS,
} from '../../../src/core/seasons/services.ts';
import { SOURCES, type Source } from '../../../src/core/seasons/source.ts';

const FACTS = Object.values(SERVICE_FACTS);

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

test('every sentence there is belongs to a service', () => {
  const used = [...FACTS.flatMap(({ rules }) => rules), ...FELLOWSHIP_RULES].map(({ rule }) => rule);
  expect(new Set(used)).toEqual(new Set(SERVICE_RULES));
  expect(new Set(FACTS.flatMap(({ uploadSteps }) => uploadSteps))).toEqual(new Set(UPLOAD_STEPS));
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
  expect(SERVICES.map(service => capOf(service, { mostLetters: 6 }))).toEqual([4, 4, null, 4, null, null, 6]);
  expect(capOf('other', null)).toBeNull();
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
