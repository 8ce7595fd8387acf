import ICAL from 'ical.js';

/** How often a rule may be asked for its next day, whether the day is taken or not. */
const MOST_STEPS = 30_000;

/** A rule that gave more days than are taken, or never gives one. */
export class TooManyRepeats extends Error {}

/** Counts its steps, since there are rules that no day fulfils and for which the library would look forever. */
class BoundedIterator extends ICAL.RecurIterator {
  steps = 0;

  override check_contracting_rules(): boolean {
    this.steps += 1;
    if (this.steps > MOST_STEPS) throw new TooManyRepeats();
    return super.check_contracting_rules();
  }
}

/** A range of wall clocks, both ends included. */
export interface ClockRange {
  readonly from: Temporal.PlainDateTime;
  readonly to: Temporal.PlainDateTime;
}

/**
 * The wall clocks at which a rule (the value of an RRULE) lets an event begin within the range, in order.
 *
 * @param until - Where the rule ends, on the event's own clock; `null` when the rule does not name a day.
 * @throws TooManyRepeats, or what the library says of a broken rule.
 */
export function expand(
  rule: string,
  start: Temporal.PlainDateTime,
  until: Temporal.PlainDateTime | null,
  range: ClockRange,
  most: number,
): readonly Temporal.PlainDateTime[] {
  if (rule.length > 1000) throw new Error('a rule of that length was not made by a person');
  const parts = ICAL.Recur.fromString(rule.replace(/(^|;)UNTIL=[^;]*/i, '').replace(/^;/, ''));
  if (parts.interval > 1000) throw new Error('it repeats once in a thousand');
  // The end is set in any case, since the search for a first day goes up to it.
  const last = until === null || Temporal.PlainDateTime.compare(until, range.to) > 0 ? range.to : until;
  parts.until = timeOf(last);
  const iterator = new BoundedIterator({ rule: parts, dtstart: timeOf(start) });
  const found: Temporal.PlainDateTime[] = [];
  for (let steps = 0; steps < MOST_STEPS; steps += 1) {
    const next = iterator.next();
    // The library's type leaves out that it ends with null.
    if ((next as ICAL.Time | null) === null) return found;
    const clock = clockOf(next);
    if (Temporal.PlainDateTime.compare(clock, last) > 0) return found;
    if (Temporal.PlainDateTime.compare(clock, range.from) < 0) continue;
    if (!isOnRule(clock, start, parts)) continue;
    if (found.length >= most) throw new TooManyRepeats();
    found.push(clock);
  }
  throw new TooManyRepeats();
}

/** The library moves a day that a month does not have (30 February) into the next month, where it is no occurrence. */
function isOnRule(clock: Temporal.PlainDateTime, start: Temporal.PlainDateTime, { freq, parts }: ICAL.Recur): boolean {
  const { BYMONTH, BYMONTHDAY, BYDAY, BYYEARDAY, BYWEEKNO } = parts;
  if (BYMONTH !== undefined && !BYMONTH.map(Number).includes(clock.month)) return false;
  if (BYMONTHDAY !== undefined) {
    const days = BYMONTHDAY.map(Number).map(day => (day < 0 ? clock.daysInMonth + 1 + day : day));
    return days.includes(clock.day);
  }
  const isByDay = (freq === 'MONTHLY' || freq === 'YEARLY') && !(BYDAY ?? BYYEARDAY ?? BYWEEKNO);
  return !isByDay || clock.day === start.day;
}

function timeOf({ year, month, day, hour, minute, second }: Temporal.PlainDateTime): ICAL.Time {
  return ICAL.Time.fromData({ year, month, day, hour, minute, second, isDate: false });
}

function clockOf({ year, month, day, hour, minute, second }: ICAL.Time): Temporal.PlainDateTime {
  return new Temporal.PlainDateTime(year, month, day, hour, minute, second);
}
