import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, type LocalDate } from '../../src/core/dates.ts';
import { type CalendarEntry, EVENT_MINUTES, remindersIcs, uidOf } from '../../src/files/ics-out.ts';

const EXPORTED_AT = Date.parse('2027-08-30T22:15:07Z');
const SCRIPT = join(import.meta.dirname, 'read_ics.py');

type Read = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;

/** By the Python that has calendar libraries, each library's reading; `null` where there is no Python. */
function readByOthers(file: string): Read | null {
  const readings = ['python3', '/usr/bin/python3'].map(command =>
    spawnSync(command, [SCRIPT], { input: file, encoding: 'utf8', maxBuffer: 100 * 1024 * 1024 }),
  );
  const told = readings.filter(({ status }) => status === 0).map(({ stdout }) => JSON.parse(stdout) as Read);
  const broken = readings.find(({ status, error }) => error === undefined && status !== 0);
  if (broken !== undefined) throw new Error(broken.stderr);
  return told.find(read => Object.keys(read).length > 0) ?? null;
}

const entry = (fields: Partial<CalendarEntry>): CalendarEntry => ({
  id: 'own:018f0000-0000-7000-8000-000000000001:once',
  on: '2027-09-08' as LocalDate,
  at: null,
  title: 'Nudge Ana Rivera',
  reason: '',
  ...fields,
});

const EDGES: readonly CalendarEntry[] = [
  entry({ id: 'nudge:018f:l1.14@2027-09-08' }),
  entry({ id: 'own:leap:once', on: '2028-02-29' as LocalDate }),
  entry({ id: 'own:year:once', on: '2027-12-31' as LocalDate }),
  entry({ id: 'own:clocks:once', on: '2027-11-07' as LocalDate, at: Date.parse('2027-11-07T01:30:00-05:00') }),
  entry({ id: 'own:words:once', title: 'a, b; c\\d "e": f', reason: 'one\r\ntwo\n\nBEGIN:VEVENT\nEND:VCALENDAR' }),
  entry({ id: 'own:far:once', title: 'מכתב של ד״ר לוי 👩🏽‍⚕️', reason: '東京大学医学部附属病院 '.repeat(40) }),
];

const random: fc.Arbitrary<CalendarEntry> = fc.record({
  id: fc.uuid().map(id => `own:${id}:once`),
  on: fc.integer({ min: 0, max: 20_000 }).map(days => addDays('2026-01-01' as LocalDate, days)),
  at: fc.option(fc.integer({ min: 1_767_225_600, max: 4_000_000_000 }).map(seconds => seconds * 1000)),
  title: fc.string({ unit: 'grapheme', maxLength: 200 }),
  reason: fc.string({ unit: 'grapheme', maxLength: 600 }),
});

test('other programs read the same days, moments and words in an exported calendar', ({ skip }) => {
  const entries = [...EDGES, ...fc.sample(random, { numRuns: 500, seed: 4 })];
  const read = readByOthers(remindersIcs(entries, EXPORTED_AT));
  if (read === null)
    return skip('there is no Python with the libraries icalendar or vobject, so no second program read it');
  const iso = (at: number) => new Date(at).toISOString().replace('.000', '');
  const clean = (text: string) =>
    text
      .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
      .replace(/(?!\n)\p{Cc}+/gu, ' ')
      .trim();
  const expected = entries.map(({ id, on, at, title, reason }) => ({
    uid: uidOf(id),
    sequence: 52438507,
    starts: at === null ? on : iso(at),
    ends: at === null ? addDays(on, 1) : iso(at + EVENT_MINUTES * 60_000),
    title: clean(title).replace(/\s+/gu, ' '),
    reason: clean(reason),
  }));
  for (const [library, events] of Object.entries(read))
    expect({ library, events }).toEqual({ library, events: expected });
});
