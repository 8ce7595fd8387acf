import fc from 'fast-check';
import ICAL from 'ical.js';
import { describe, expect, test } from 'vitest';
import { addDays, type LocalDate } from '../../src/core/dates.ts';
import { type CalendarEntry, EVENT_MINUTES, remindersIcs, uidOf } from '../../src/files/ics-out.ts';

const EXPORTED_AT = Date.parse('2027-08-30T22:15:07Z');
const ID = 'nudge:018f0000-0000-7000-8000-000000000001:l1.14@2027-09-08';

const entry = (fields: Partial<CalendarEntry> = {}): CalendarEntry => ({
  id: ID,
  on: '2027-09-08' as LocalDate,
  at: null,
  title: 'Nudge Ana Rivera',
  reason: 'The letter is wanted by 22 September.',
  ...fields,
});

interface ReadBack {
  readonly uid: string;
  readonly sequence: number;
  readonly starts: string;
  readonly ends: string;
  readonly title: string;
  readonly reason: string;
}

/** What ical.js itself finds in the file. */
function readBack(file: string): ReadBack[] {
  return new ICAL.Component(ICAL.parse(file)).getAllSubcomponents('vevent').map(component => {
    const event = new ICAL.Event(component);
    return {
      uid: event.uid,
      sequence: event.sequence,
      starts: event.startDate.toString(),
      ends: event.endDate.toString(),
      title: event.summary,
      reason: event.description ?? '',
    };
  });
}

const lines = (file: string) => file.replace(/\r\n /g, '').split('\r\n');

describe('a reminder in a calendar file', () => {
  test('is a private all-day event that leaves the student free, and rings no alarm', () => {
    expect(lines(remindersIcs([entry()], EXPORTED_AT))).toEqual([
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//Vouch//Reminders//EN',
      'CALSCALE:GREGORIAN',
      'BEGIN:VEVENT',
      `UID:${ID}@vouch.invalid`,
      'DTSTAMP:20270830T221507Z',
      'LAST-MODIFIED:20270830T221507Z',
      'SEQUENCE:52438507',
      'DTSTART;VALUE=DATE:20270908',
      'DTEND;VALUE=DATE:20270909',
      'SUMMARY:Nudge Ana Rivera',
      'DESCRIPTION:The letter is wanted by 22 September.',
      'STATUS:CONFIRMED',
      'TRANSP:TRANSPARENT',
      'CLASS:PRIVATE',
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ]);
  });

  test('with a time is a quarter of an hour at that very moment', () => {
    // Half past two in New York, in the week in which its clocks go back.
    const at = Date.parse('2027-11-07T14:30:00-05:00');
    const file = remindersIcs([entry({ on: '2027-11-07' as LocalDate, at })], EXPORTED_AT);
    expect(lines(file)).toEqual(
      expect.arrayContaining(['DTSTART:20271107T193000Z', `DTEND:20271107T19${30 + EVENT_MINUTES}00Z`]),
    );
  });

  test.each([
    ['2028-02-28', '2028-02-29'],
    ['2028-02-29', '2028-03-01'],
    ['2027-12-31', '2028-01-01'],
    ['2026-03-08', '2026-03-09'],
  ])('of %s ends as %s begins', (on, next) => {
    expect(readBack(remindersIcs([entry({ on: on as LocalDate })], EXPORTED_AT))).toMatchObject([
      { starts: on, ends: next },
    ]);
  });

  test('is tentative while its day is an estimate', () => {
    const statusOf = (isEstimated: boolean | undefined) =>
      lines(remindersIcs([entry({ isEstimated })], EXPORTED_AT)).filter(line => line.startsWith('STATUS:'));
    expect([statusOf(true), statusOf(false), statusOf(undefined)]).toEqual([
      ['STATUS:TENTATIVE'],
      ['STATUS:CONFIRMED'],
      ['STATUS:CONFIRMED'],
    ]);
  });

  test('keeps its identity when day and words change, and comes with a higher sequence a second later', () => {
    const [before] = readBack(remindersIcs([entry()], EXPORTED_AT));
    const [after] = readBack(
      remindersIcs([entry({ on: '2027-09-15' as LocalDate, title: 'Later' })], EXPORTED_AT + 1000),
    );
    expect(after?.uid).toBe(before?.uid);
    expect(after?.sequence).toBe((before?.sequence ?? 0) + 1);
  });

  test.each([Date.parse('1999-01-01T00:00:00Z'), Date.parse('2199-12-31T23:59:59Z')])(
    'has a sequence that calendars take, whatever the clock says: %i',
    exportedAt => {
      const sequence = readBack(remindersIcs([entry()], exportedAt))[0]?.sequence ?? -1;
      expect(sequence).toBeGreaterThanOrEqual(0);
      expect(sequence).toBeLessThan(2 ** 31);
    },
  );

  test.each([
    ['a, b; c\\d "e"', 'a, b; c\\d "e"'],
    ['line one\r\nline two\rline three\u2028four', 'line one\nline two\nline three\nfour'],
    ['BEGIN:VEVENT\nEND:VCALENDAR', 'BEGIN:VEVENT\nEND:VCALENDAR'],
    ['מכתב של ד״ר לוי 👩🏽‍⚕️', 'מכתב של ד״ר לוי 👩🏽‍⚕️'],
    ['bell\u0007 half \ud800', 'bell  half \ufffd'],
    ['', ''],
  ])('has the reason %j as it is', (given, read) => {
    expect(readBack(remindersIcs([entry({ reason: given })], EXPORTED_AT))).toMatchObject([{ reason: read }]);
  });

  test('has a title of one line', () => {
    expect(readBack(remindersIcs([entry({ title: ' Thank\n Ana,\tnow ' })], EXPORTED_AT))).toMatchObject([
      { title: 'Thank Ana, now' },
    ]);
  });

  test('without any is an empty calendar', () => {
    expect(readBack(remindersIcs([], EXPORTED_AT))).toEqual([]);
  });
});

test('whatever the words and days, they are read back as written, in lines of at most 75 bytes', () => {
  // Without what is not kept as it is: control characters, and separators of lines.
  const words = fc
    .string({ unit: 'grapheme', maxLength: 70 })
    .map(text => text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '').trim());
  const entries = fc.uniqueArray(
    fc.record({
      id: fc.uuid().map(id => `own:${id}:once`),
      on: fc.integer({ min: 0, max: 60_000 }).map(days => addDays('2026-01-01' as LocalDate, days)),
      at: fc.option(fc.integer({ min: 1_767_225_600, max: 7_258_000_000 }).map(seconds => seconds * 1000)),
      title: words,
      reason: words,
    }),
    { selector: ({ id }) => id, maxLength: 12 },
  );
  fc.assert(
    fc.property(entries, given => {
      const file = remindersIcs(given, EXPORTED_AT);
      for (const line of file.split('\r\n')) {
        expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
        expect(line).not.toContain('\n');
      }
      const iso = (at: number) => new Date(at).toISOString().replace('.000', '');
      expect(readBack(file)).toEqual(
        given.map(({ id, on, at, title, reason }) => ({
          uid: uidOf(id),
          sequence: 52438507,
          starts: at === null ? on : iso(at),
          ends: at === null ? addDays(on, 1) : iso(at + EVENT_MINUTES * 60_000),
          title: title.replace(/\s+/gu, ' '),
          reason,
        })),
      );
    }),
    { numRuns: 200 },
  );
});
