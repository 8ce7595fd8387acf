import { addDays, type Instant, instantAt, knownTimeZone, parseLocalDate, parseLocalTime } from '../../core/dates.ts';
import { stateAt, type When } from '../../core/interaction.ts';
import type { LogForm } from '../../core/log-form.ts';

const MINUTES_OF_DAY = 24 * 60;

/** When an entry is that would be kept as planned if it were saved now; `null` when it is over, or its time is none. */
export function whenStillToCome(form: LogForm, now: Instant): When | null {
  const when = whenOf(form);
  return when !== null && stateAt(when, now, form.timeZone) === 'planned' ? when : null;
}

function whenOf(form: LogForm): When | null {
  const on = parseLocalDate(form.on.trim());
  if (on === null) return null;
  const minutes = Math.max(0, form.lengthMinutes ?? 0);
  if (form.time.trim() === '') {
    const endsOn = addDays(on, Math.min(3650, Math.floor(minutes / MINUTES_OF_DAY)));
    return { type: 'days', startsOn: on, endsOn };
  }
  const time = parseLocalTime(form.time.trim());
  if (time === null) return null;
  const timeZone = knownTimeZone(form.timeZone);
  const startsAt = instantAt(on, time, timeZone);
  return { type: 'instant', startsAt, endsAt: startsAt + minutes * 60_000, timeZone };
}
