/** Puts a file's lines together as mail and calendars have them. */
export function lines(...texts: readonly string[]): string {
  return `${texts.join('\r\n')}\r\n`;
}

export function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** A calendar around the lines of its components. */
export function calendar(...texts: readonly string[]): string {
  return lines('BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Example//EN', ...texts, 'END:VCALENDAR');
}

export function event(...texts: readonly string[]): readonly string[] {
  return ['BEGIN:VEVENT', 'UID:one@example.org', 'DTSTAMP:20260101T000000Z', ...texts, 'END:VEVENT'];
}

/** Only what is not `null`, empty or the default, so that an expected result can be written down in full. */
export function told(value: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value).filter(
      ([, one]) => one !== null && one !== false && one !== 'unknown' && !(Array.isArray(one) && one.length === 0),
    ),
  );
}
