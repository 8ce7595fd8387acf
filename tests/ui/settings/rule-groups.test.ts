import { describe, expect, test } from 'vitest';
import { RULES } from '../../../src/core/reminders/reminder.ts';
import { parseSettings, RULE_NUMBERS } from '../../../src/core/settings.ts';
import {
  limitsOf,
  NUMBERS_OF,
  RULE_GROUPS,
  readNumber,
  usualNumber,
  withRule,
} from '../../../src/ui/settings/rule-groups.ts';

const usual = parseSettings(null);

test('every rule but the student’s own is in one group', () => {
  const grouped: string[] = RULE_GROUPS.flatMap(({ rules }) => [...rules]);
  expect(grouped.toSorted()).toEqual(RULES.filter(rule => rule !== 'own').toSorted());
});

test('every number is offered once: with its rule, or as the limit over all of them', () => {
  const offered = [...Object.values(NUMBERS_OF).flat(), 'mostAsksPerWeek'];
  expect(offered.toSorted()).toEqual(Object.keys(RULE_NUMBERS).toSorted());
});

test('every usual number lies within the limits it has beside the other usual ones', () => {
  for (const name of Object.values(NUMBERS_OF).flat()) {
    expect({ name, read: readNumber(String(usualNumber(name)), limitsOf(name, usual.numbers)) }).toEqual({
      name,
      read: usualNumber(name),
    });
  }
});

describe('a number', () => {
  test.each([
    ['14', 14],
    [' 14 ', 14],
    ['7', 7],
    ['120', 120],
    ['6', null],
    ['121', null],
    ['', null],
    ['0', null],
    ['-7', null],
    ['7.5', null],
    ['1e2', null],
    ['0x10', null],
    ['1000000', null],
    ['99999999999999999999', null],
    ['a week', null],
  ])('typed as %j is %j', (text, number) => {
    expect(readNumber(text, { least: 7, most: 120 })).toBe(number);
  });
});

test('a step that comes later has the smaller number of days before, and they cannot cross', () => {
  const numbers = { ...usual.numbers, deadlineFirstDays: 20, deadlineSecondDays: 10, deadlineLastDays: 2 };
  expect(limitsOf('deadlineFirstDays', numbers)).toEqual({ least: 11, most: 120 });
  expect(limitsOf('deadlineSecondDays', numbers)).toEqual({ least: 3, most: 19 });
  expect(limitsOf('deadlineLastDays', numbers)).toEqual({ least: 0, most: 9 });
  expect(limitsOf('replyAfterDays', numbers)).toEqual({ least: 2, most: 60 });
});

test('rules that are off are kept in the one order, so that the worker takes the list as it is', () => {
  const off = withRule(withRule([], 'nudge', false), 'ask', false);
  expect(off).toEqual(['ask', 'nudge']);
  expect(parseSettings({ rulesOff: off }).rulesOff).toEqual(off);
  expect(withRule(off, 'ask', true)).toEqual(['nudge']);
  expect(withRule(off, 'nudge', false)).toEqual(off);
});
