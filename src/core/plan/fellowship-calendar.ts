import type { Cycle } from '../seasons/season-dates.ts';
import type { Plan } from './plan.ts';

/** The calendars of fellowships in ERAS, by the name under which a plan keeps them. */
export const FELLOWSHIP_CALENDARS = {
  'fellowship-july': 'July fellowships',
  'fellowship-december': 'December fellowships',
} as const;

/** Whose calendar a plan follows, by the name it was given when it was made. */
export function cycleOf({ service, serviceName }: Pick<Plan, 'service' | 'serviceName'>): Cycle {
  if (service !== 'eras') return 'residency';
  if (serviceName === FELLOWSHIP_CALENDARS['fellowship-july']) return 'fellowship-july';
  return serviceName === FELLOWSHIP_CALENDARS['fellowship-december'] ? 'fellowship-december' : 'residency';
}
