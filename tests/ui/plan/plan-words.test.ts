import { expect, test, vi } from 'vitest';
import { FELLOWSHIP_CALENDARS } from '../../../src/core/plan/fellowship-calendar.ts';
import { planWords } from '../../../src/ui/plan/plan-words.ts';
import { plan } from '../../core/records.ts';

// Sentences come from the extension's own API, which a plain page does not have.
vi.mock('../../../src/platform/browser.ts', () => ({
  browser: { i18n: { getMessage: (key: string, values: readonly string[]) => [key, ...values].join(' ') } },
}));

test('a fellowship’s calendar has the service’s own name, whatever it is stored under', () => {
  const named = (serviceName: string) => planWords(plan({ season: '', serviceName }));
  expect(named(FELLOWSHIP_CALENDARS['fellowship-july'])).toBe('planCalendar setUpCalendarJuly serviceEras');
  expect(named(FELLOWSHIP_CALENDARS['fellowship-december'])).toBe('planCalendar setUpCalendarDecember serviceEras');
  expect(named('')).toBe('serviceEras');
});

test('a service of the student’s own has the name they gave it', () => {
  expect(planWords(plan({ season: '2028', service: 'other', serviceName: 'Home match' }))).toBe(
    'planNamed 2028 Home match',
  );
});
