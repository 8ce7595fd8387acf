/** The names the standard knows, in every language: a `Date` field is English. */
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Zones by name (RFC 5322, 4.3), in hours. Military letters and others are often wrong and tell nothing. */
const ZONES: Readonly<Record<string, string>> = {
  UT: '+00:00',
  UTC: '+00:00',
  GMT: '+00:00',
  Z: '+00:00',
  EST: '-05:00',
  EDT: '-04:00',
  CST: '-06:00',
  CDT: '-05:00',
  MST: '-07:00',
  MDT: '-06:00',
  PST: '-08:00',
  PDT: '-07:00',
};

const DATE =
  /^(?:[a-z]{3,9}\.?,?\s+)?(\d{1,2})[\s-]+([a-z]{3,9})\.?[\s-]+(\d{2,4}),?\s+(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?\s*(?:([+-])(\d{2}):?(\d{2})|([a-z]{1,5}))?/i;

/**
 * The moment in a mail's `Date` field as ISO 8601 with the sender's offset, or as a wall clock where the field names no
 * zone; `null` for anything else, such as 31 February.
 */
export function parseMailDate(field: string): string | null {
  // Comments may stand anywhere, and usually repeat the zone at the end.
  const text = field
    .slice(0, 200)
    .replace(/\([^()]*\)/g, ' ')
    .trim();
  const match = DATE.exec(text);
  if (match === null) return iso(text);
  const [, day = '', monthName = '', yearText = '', hour = '', minute = '', second = '00'] = match;
  const [, , , , , , , sign, hours = '', minutes = '', zoneName] = match;
  const month = MONTHS.indexOf(monthName.slice(0, 3).toLowerCase()) + 1;
  if (month === 0) return null;
  const short = Number(yearText);
  const year = yearText.length > 3 ? short : short + (short < 50 && yearText.length === 2 ? 2000 : 1900);
  const offset = sign === undefined ? (ZONES[zoneName?.toUpperCase() ?? ''] ?? '') : `${sign}${hours}:${minutes}`;
  const two = (value: string) => value.padStart(2, '0');
  // A leap second is the last of its minute here.
  const seconds = second === '60' ? '59' : second;
  return checked(`${year}-${two(String(month))}-${two(day)}T${two(hour)}:${minute}:${seconds}`, offset);
}

function iso(text: string): string | null {
  const match = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2})?)(?:\.\d+)?\s*(Z|[+-]\d{2}:?\d{2})?$/i.exec(text);
  if (match === null) return null;
  const [, day, time, zone = ''] = match;
  const offset = /^z$/i.test(zone) ? '+00:00' : zone.replace(/^([+-]\d{2})(\d{2})$/, '$1:$2');
  return checked(`${day}T${time}`, offset);
}

function checked(clock: string, offset: string): string | null {
  try {
    const parsed = Temporal.PlainDateTime.from(clock, { overflow: 'reject' });
    if (parsed.year < 1970 || parsed.year > 2199) return null;
    if (offset === '') return parsed.toString({ smallestUnit: 'minute' });
    const instant = `${parsed.toString({ smallestUnit: 'second' })}${offset}`;
    Temporal.Instant.from(instant);
    return instant.replace(/[+-]00:00$/, 'Z');
  } catch {
    return null;
  }
}
