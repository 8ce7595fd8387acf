import fc from 'fast-check';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { ROLES } from '../../src/core/mentor.ts';
import { parseSettings, settingsSchema } from '../../src/core/settings.ts';

const DEFAULTS = parseSettings(null);

test('there is a default for every setting, and it is valid', () => {
  expect(v.parse(settingsSchema, DEFAULTS)).toEqual(DEFAULTS);
  expect(DEFAULTS).toMatchObject({ morning: '09:00', hasQuietHours: true, showsBadge: true, rulesOff: [], pauses: [] });
  for (const role of ROLES) expect(DEFAULTS.rhythmDaysByRole[role]).toBeGreaterThan(0);
});

test.each([
  undefined,
  null,
  '',
  'settings',
  3,
  true,
  [],
  ['09:00'],
  {},
  new Map(),
  Number.NaN,
  { rhythmDaysByRole: 3 },
])('%j becomes the defaults', stored => {
  expect(parseSettings(stored)).toEqual(DEFAULTS);
});

/** A valid value other than the default, and broken ones, for every setting. */
const CASES: { readonly [Name in keyof typeof DEFAULTS]: readonly [unknown, ...unknown[]] } = {
  rhythmDays: [14, 0, -3, 1.5, 100_000, '14', null, Number.NaN],
  rhythmDaysByRole: [{ ...DEFAULTS.rhythmDaysByRole, chair: null, mentor: 14 }, null, 'x', 3],
  morning: ['07:30', '7:30', '24:00', '07:60', '', null, 7],
  hasQuietHours: [false, 'false', 0, null],
  quietFrom: ['22:30', '22:3', null],
  quietUntil: ['06:00', '6', null],
  showsBadge: [false, 1, null],
  rulesOff: [['thank-you', 'nudge'], 'nudge', null, 3],
  numbers: [{ ...DEFAULTS.numbers, replyAfterDays: 20 }, null, 'x', 3],
  pauses: [[{ id: 'a', kind: 'exam', fromOn: '2026-04-01', untilOn: '2026-04-03' }], 'x', null, 3],
  workingDaysOnly: [true, '', null],
  hasDigestOnly: [true, 1, null],
  digestTime: ['18:00', '6 pm', 18],
  neverLog: [['ads@x.org', 'clinic.example'], 'x.org', null, 3],
  sitesOff: [['outlook'], 'gmail', null],
  mailService: ['gmail', 'outlook', 3],
  keepsTextOutOfLinks: [true, 'yes', null],
  knowsOfMailLinks: [true, 1, null],
  offersDismissed: [['gmail', 'fastmail'], 'gmail', null, 3],
};
const NAMES = Object.keys(CASES) as (keyof typeof CASES)[];
const CHANGED = Object.fromEntries(NAMES.map(name => [name, CASES[name][0]]));

test('every setting can be changed', () => {
  expect(NAMES.toSorted()).toEqual(Object.keys(DEFAULTS).toSorted());
  expect(parseSettings(CHANGED)).toEqual(CHANGED);
  for (const name of NAMES) expect(CHANGED[name]).not.toEqual(DEFAULTS[name]);
});

test.each(NAMES.flatMap(name => CASES[name].slice(1).map(broken => [name, broken] as const)))(
  'a broken %s, %j, becomes its default and loses no other setting',
  (name, broken) => {
    expect(parseSettings({ ...CHANGED, [name]: broken })).toEqual({ ...CHANGED, [name]: DEFAULTS[name] });
  },
);

test.each([
  [undefined, 56],
  ['soon', 56],
  [0, 56],
  [null, null],
  [14, 14],
])('a rhythm of %j for attendings becomes %j and leaves the other roles', (given, rhythm) => {
  const { rhythmDaysByRole } = parseSettings({ rhythmDaysByRole: { attending: given, chair: 7, lead: 3 } });
  expect(rhythmDaysByRole).toEqual({
    ...DEFAULTS.rhythmDaysByRole,
    attending: given === undefined ? DEFAULTS.rhythmDaysByRole.attending : rhythm,
    chair: 7,
  });
});

test.each([
  [0, 10],
  [-1, 10],
  [1.5, 10],
  [1_000_000, 10],
  ['20', 10],
  [21, 21],
])('a number of a rule, %j, becomes %j and leaves the others', (given, days) => {
  expect(parseSettings({ numbers: { replyAfterDays: given, lead: 3 } }).numbers).toEqual({
    ...DEFAULTS.numbers,
    replyAfterDays: days,
  });
});

test('of pauses only those that are one are kept, and of rules only those that can be switched off', () => {
  const pause = { id: 'a', kind: 'duty', fromOn: '2026-04-01', untilOn: '2026-04-01' };
  const { pauses, rulesOff } = parseSettings({
    pauses: [{ ...pause, untilOn: '2026-03-31' }, { ...pause, kind: 'party' }, null, pause],
    rulesOff: ['own', 'nudge', 'nonsense'],
  });
  expect(pauses).toEqual([pause]);
  expect(rulesOff).toEqual(['nudge']);
});

test('anything in gives valid settings out, and giving them in again changes nothing', () => {
  const shaped = fc.record(Object.fromEntries(NAMES.map(name => [name, fc.anything()])), { requiredKeys: [] });
  fc.assert(
    fc.property(fc.oneof(fc.anything(), shaped), stored => {
      const settings = parseSettings(stored);
      expect(v.is(settingsSchema, settings)).toBe(true);
      expect(Object.keys(settings).toSorted()).toEqual(Object.keys(DEFAULTS).toSorted());
      expect(parseSettings(settings)).toEqual(settings);
    }),
  );
});
