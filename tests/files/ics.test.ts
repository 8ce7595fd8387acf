import { describe, expect, test } from 'vitest';
import type { LocalDate } from '../../src/core/dates.ts';
import { readIcs } from '../../src/files/ics.ts';
import { bytes, calendar, event, told } from './samples.ts';

const NOBODY = { selfEmails: [] };
const read = (text: string, range?: { from: string; to: string }) =>
  readIcs(text, NOBODY, range === undefined ? {} : { range: range as { from: LocalDate; to: LocalDate } });
const only = (...texts: readonly string[]) => {
  const { entries, refused } = read(calendar(...event(...texts)));
  expect(refused).toEqual([]);
  expect(entries).toHaveLength(1);
  return entries[0]!;
};
const starts = (text: string, from: string, to: string) =>
  read(text, { from, to }).entries.map(({ item }) => item.start);

describe('an event', () => {
  test('of Google, with guests, a room and a link', () => {
    const entry = readIcs(
      calendar(
        'METHOD:REQUEST',
        ...event(
          'DTSTART:20261105T140000Z',
          'DTEND:20261105T144500Z',
          'ORGANIZER;CN=Ines Duarte:mailto:ines.duarte@example.org',
          'ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;CN="Duarte, In',
          ' es":mailto:INES.DUARTE@example.org',
          'ATTENDEE;CUTYPE=INDIVIDUAL;PARTSTAT=NEEDS-ACTION;CN=sam@example.test:mailto:sam@example.test',
          'ATTENDEE;CUTYPE=UNKNOWN;CN=Ward 3:mailto:c_18@resource.calendar.google.com',
          'X-GOOGLE-CONFERENCE:https://meet.google.com/abc-defg-hij',
          'DESCRIPTION:Bring the case log\\, please.\\n\\n-::~:~::~:~::~:~::-\\nJoin with Google Meet',
          'LOCATION:Ward 3\\; Building B',
          'STATUS:TENTATIVE',
          'SUMMARY:Mid-rotation feedback',
        ),
      ),
      { selfEmails: ['sam+rotations@example.test'] },
    ).entries[0]!;
    expect(told(entry.item)).toEqual({
      type: 'event',
      title: 'Mid-rotation feedback',
      people: [
        { name: 'Ines Duarte', email: 'ines.duarte@example.org', role: 'organizer', isSelf: false },
        { name: null, email: 'sam@example.test', role: 'attendee', isSelf: true },
        { name: 'Ward 3', email: 'c_18@resource.calendar.google.com', role: 'resource', isSelf: false },
      ],
      start: '2026-11-05T14:00:00Z',
      end: '2026-11-05T14:45:00Z',
      location: 'Ward 3; Building B',
      snippet: 'Bring the case log, please.',
      eventId: 'one@example.org',
      conferenceUrl: 'https://meet.google.com/abc-defg-hij',
    });
    expect(entry).toMatchObject({
      status: 'tentative',
      method: 'REQUEST',
      responses: { 'ines.duarte@example.org': 'accepted', 'sam@example.test': 'needs-action' },
    });
  });

  test.each([
    ['a zone by its name', 'DTSTART;TZID=Europe/Lisbon:20260701T090000', '2026-07-01T09:00:00+01:00', 'Europe/Lisbon'],
    ['a quoted name', 'DTSTART;TZID="America/Chicago":20260115T090000', '2026-01-15T09:00:00-06:00', 'America/Chicago'],
    [
      'a name behind an address',
      'DTSTART;TZID=/freeassociation.sourceforge.net/Europe/Madrid:20260115T090000',
      '2026-01-15T09:00:00+01:00',
      'Europe/Madrid',
    ],
    [
      'Windows’ name',
      'DTSTART;TZID=Eastern Standard Time:20260701T090000',
      '2026-07-01T09:00:00-04:00',
      'America/New_York',
    ],
    [
      'what Windows shows, without quotes',
      'DTSTART;TZID=(UTC+01:00) Amsterdam\\, Berlin\\, Bern\\, Rome\\, Stockholm\\, Vienna:20260701T090000',
      '2026-07-01T09:00:00+02:00',
      'Europe/Berlin',
    ],
    ['an offset', 'DTSTART;TZID=UTC+05:30:20260701T090000', '2026-07-01T09:00:00+05:30', null],
    ['UTC', 'DTSTART:20260701T090000Z', '2026-07-01T09:00:00Z', null],
    ['no zone', 'DTSTART:20260701T090000', '2026-07-01T09:00', null],
    ['a zone nobody knows', 'DTSTART;TZID=Customized Time Zone:20260701T090000', '2026-07-01T09:00', null],
    ['a day', 'DTSTART;VALUE=DATE:20260701', '2026-07-01', null],
    ['a day that does not say so', 'DTSTART:20260701', '2026-07-01', null],
  ])('with %s', (_, line, start, timeZone) => {
    expect(only(line, 'SUMMARY:Rounds').item).toMatchObject({ start, timeZone });
  });

  test('in a zone that the file describes itself', () => {
    const zone = [
      'BEGIN:VTIMEZONE',
      'TZID:Customized Time Zone',
      'BEGIN:STANDARD',
      'DTSTART:16010101T030000',
      'TZOFFSETFROM:+0300',
      'TZOFFSETTO:+0200',
      'RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10',
      'END:STANDARD',
      'BEGIN:DAYLIGHT',
      'DTSTART:16010101T020000',
      'TZOFFSETFROM:+0200',
      'TZOFFSETTO:+0300',
      'RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3',
      'END:DAYLIGHT',
      'END:VTIMEZONE',
    ];
    const at = (time: string) =>
      read(calendar(...zone, ...event(`DTSTART;TZID=Customized Time Zone:${time}`, 'SUMMARY:Rounds'))).entries[0]?.item
        .start;
    expect(at('20260701T090000')).toBe('2026-07-01T09:00:00+03:00');
    expect(at('20260115T090000')).toBe('2026-01-15T09:00:00+02:00');
  });

  test.each([
    ['a length', ['DTSTART:20260701T090000Z', 'DURATION:PT1H30M'], '2026-07-01T10:30:00Z'],
    ['no end', ['DTSTART:20260701T090000Z'], null],
    ['an end before its start', ['DTSTART:20260701T090000Z', 'DTEND:20260601T100000Z'], null],
    ['an end on no day', ['DTSTART:20260701T090000Z', 'DTEND:20260231T100000Z'], null],
    ['whole days', ['DTSTART;VALUE=DATE:20260701', 'DTEND;VALUE=DATE:20260704'], '2026-07-04'],
    ['one whole day', ['DTSTART;VALUE=DATE:20260731'], '2026-08-01'],
    ['an end on the day itself', ['DTSTART;VALUE=DATE:20260731', 'DTEND;VALUE=DATE:20260731'], '2026-08-01'],
    ['a length in days', ['DTSTART;VALUE=DATE:20260228', 'DURATION:P2D'], '2026-03-02'],
    [
      'Outlook’s whole day',
      ['DTSTART:20260701T000000', 'DTEND:20260702T000000', 'X-MICROSOFT-CDO-ALLDAYEVENT:TRUE'],
      '2026-07-02',
    ],
  ])('with %s', (_, texts, end) => {
    expect(only(...texts).item.end).toBe(end);
  });

  test('of Apple, whose organizer’s address is beside a path', () => {
    expect(
      only(
        'DTSTART:20260701T090000Z',
        'ORGANIZER;CN="Lena Okoye";EMAIL="lena.okoye@example.org":/aMTIz/principal/',
        'ATTENDEE;CN="Noor";PARTSTAT=ACCEPTED:invalid:nomail',
        'ATTENDEE;CN=Group;CUTYPE=GROUP:urn:uuid:1234',
      ).item.people,
    ).toEqual([
      { name: 'Lena Okoye', email: 'lena.okoye@example.org', role: 'organizer', isSelf: false },
      { name: 'Noor', email: null, role: 'attendee', isSelf: false },
      { name: 'Group', email: null, role: 'attendee', isSelf: false },
    ]);
  });

  test('of a shared calendar was not organized by the calendar', () => {
    const organizer = 'ORGANIZER;CN=Ward schedule:mailto:c_1@group.calendar.google.com';
    expect(only('DTSTART:20260701T090000Z', organizer, 'ATTENDEE:mailto:kai@example.org').item.people).toMatchObject([
      { email: 'kai@example.org', role: 'attendee' },
    ]);
  });

  test.each([
    ['DESCRIPTION:\\n', null],
    ['DESCRIPTION:', null],
    ['DESCRIPTION:<p>Agenda<br>1. Cases &amp; notes</p>', 'Agenda 1. Cases & notes'],
    ['DESCRIPTION:See you there.\\n________________\\nMicrosoft Teams meeting', 'See you there.'],
    ['DESCRIPTION:Is 3 < 4 and 5 > 4?', 'Is 3 < 4 and 5 > 4?'],
  ])('%s has the words %j', (line, snippet) => {
    expect(only('DTSTART:20260701T090000Z', line).item.snippet).toBe(snippet);
  });

  test.each([
    ['LOCATION:https://example.zoom.us/j/123456?pwd=x', 'https://example.zoom.us/j/123456?pwd=x'],
    [
      'DESCRIPTION:Join: https://teams.microsoft.com/l/meetup-join/19%3ameeting_x%40thread.v2/0.',
      'https://teams.microsoft.com/l/meetup-join/19%3ameeting_x%40thread.v2/0',
    ],
    ['CONFERENCE;VALUE=URI;FEATURE=VIDEO:https://video.example.org/room', 'https://video.example.org/room'],
    ['DESCRIPTION:See https://example.org/zoom.us/j/1', null],
    ['X-GOOGLE-CONFERENCE:javascript:alert(1)', null],
  ])('%s leads to %s', (line, link) => {
    expect(only('DTSTART:20260701T090000Z', line).item.conferenceUrl).toBe(link);
  });

  test('keeps what belongs to its alarms out', () => {
    const { item } = only(
      'DTSTART:20260701T090000Z',
      'BEGIN:VALARM',
      'ATTENDEE:mailto:alarm@example.org',
      'SUMMARY:Alarm',
      'DESCRIPTION:Wake up',
      'END:VALARM',
    );
    expect(told(item)).toEqual({ type: 'event', start: '2026-07-01T09:00:00Z', eventId: 'one@example.org' });
  });

  test('that is taken back is cancelled, whatever else it says', () => {
    const text = calendar('METHOD:CANCEL', ...event('DTSTART:20260701T090000Z', 'STATUS:CONFIRMED'));
    expect(read(text).entries[0]).toMatchObject({ status: 'cancelled', method: 'CANCEL' });
  });
});

describe('a repeated event', () => {
  const weekly = calendar(
    ...event('DTSTART;TZID=America/New_York:20261021T180000', 'DURATION:PT1H', 'RRULE:FREQ=WEEKLY;BYDAY=WE'),
  );

  test('is spread out within the days asked for, by its own clock', () => {
    // The clocks change on 1 November.
    expect(starts(weekly, '2026-10-20', '2026-11-11')).toEqual([
      '2026-10-21T18:00:00-04:00',
      '2026-10-28T18:00:00-04:00',
      '2026-11-04T18:00:00-05:00',
      '2026-11-11T18:00:00-05:00',
    ]);
    expect(starts(weekly, '2036-01-01', '2036-01-08')).toEqual(['2036-01-02T18:00:00-05:00']);
  });

  test('keeps its length and its id, and says which occurrence it is', () => {
    const { entries } = read(weekly, { from: '2026-11-04', to: '2026-11-04' });
    expect(entries).toMatchObject([
      {
        occurrence: '2026-11-04T18:00:00-05:00',
        item: { eventId: 'one@example.org', end: '2026-11-04T19:00:00-05:00' },
      },
    ]);
  });

  test('is one entry where no days were asked for', () => {
    expect(read(weekly).entries).toMatchObject([{ occurrence: null, item: { start: '2026-10-21T18:00:00-04:00' } }]);
  });

  test.each([
    ['a number of times', ['RRULE:FREQ=DAILY;COUNT=3'], ['01', '02', '03']],
    ['until a moment in UTC', ['RRULE:FREQ=DAILY;UNTIL=20260702T080000Z'], ['01', '02']],
    ['until a day', ['RRULE:FREQ=DAILY;UNTIL=20260703'], ['01', '02', '03']],
    ['but for one day', ['RRULE:FREQ=DAILY;COUNT=3', 'EXDATE;TZID=Europe/Rome:20260702T100000'], ['01', '03']],
    ['but for one moment in UTC', ['RRULE:FREQ=DAILY;COUNT=3', 'EXDATE:20260702T080000Z'], ['01', '03']],
    ['but for a day without time', ['RRULE:FREQ=DAILY;COUNT=3', 'EXDATE;VALUE=DATE:20260703'], ['01', '02']],
    ['and on other days', ['RDATE;TZID=Europe/Rome:20260709T100000,20260711T100000'], ['01', '09', '11']],
    ['on the last working day', ['RRULE:FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1'], ['01', '31']],
  ])('%s', (_, rules, days) => {
    const text = calendar(...event('DTSTART;TZID=Europe/Rome:20260701T100000', ...rules));
    expect(starts(text, '2026-07-01', '2026-07-31')).toEqual(days.map(day => `2026-07-${day}T10:00:00+02:00`));
  });

  test('with an occurrence that was moved', () => {
    const text = calendar(
      ...event('DTSTART:20260701T090000Z', 'RRULE:FREQ=WEEKLY;COUNT=3', 'SUMMARY:Rounds'),
      ...event('RECURRENCE-ID:20260708T090000Z', 'DTSTART:20260709T110000Z', 'SUMMARY:Rounds\\, moved'),
    );
    expect(starts(text, '2026-07-01', '2026-07-31').toSorted()).toEqual([
      '2026-07-01T09:00:00Z',
      '2026-07-09T11:00:00Z',
      '2026-07-15T09:00:00Z',
    ]);
    expect(read(text).entries).toHaveLength(1);
  });

  test('of whole days', () => {
    const text = calendar(...event('DTSTART;VALUE=DATE:20260701', 'RRULE:FREQ=YEARLY'));
    expect(read(text, { from: '2028-01-01', to: '2028-12-31' }).entries).toMatchObject([
      { item: { start: '2028-07-01', end: '2028-07-02', allDay: true } },
    ]);
  });

  test.each([
    ['FREQ=SECONDLY', 'too-many-repeats'],
    ['FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30', 'too-many-repeats'],
    ['FREQ=DAILY;INTERVAL=7;BYDAY=SU', 'too-many-repeats'],
    ['FREQ=DAILY;INTERVAL=999999999999', 'bad-repeat'],
    ['FREQ=NEVER', 'bad-repeat'],
    [`FREQ=DAILY;BYMONTHDAY=${'1,'.repeat(2000)}1`, 'bad-repeat'],
    ['FREQ=DAILY;UNTIL=20260231', 'bad-repeat'],
  ])('by the rule %s is refused: %s', (rule, reason) => {
    const text = calendar(...event('DTSTART:20260701T090000Z', `RRULE:${rule}`, 'SUMMARY:Rounds'));
    const startedAt = performance.now();
    expect(read(text, { from: '2020-01-01', to: '2030-12-31' })).toMatchObject({
      entries: [],
      refused: [{ where: 'event 1: Rounds', reason }],
    });
    expect(performance.now() - startedAt).toBeLessThan(2000);
  });

  test.each([
    ['20240229', 'FREQ=YEARLY', '2024-01-01', '2028-12-31', ['2024-02-29', '2028-02-29']],
    ['20260131', 'FREQ=MONTHLY', '2026-01-01', '2026-05-31', ['2026-01-31', '2026-03-31', '2026-05-31']],
    ['20260131', 'FREQ=MONTHLY;BYMONTHDAY=-1', '2026-02-01', '2026-03-31', ['2026-02-28', '2026-03-31']],
    ['20261126', 'FREQ=YEARLY;BYMONTH=11;BYDAY=4TH', '2026-01-01', '2027-12-31', ['2026-11-26', '2027-11-25']],
  ])('that begins on %s by the rule %s', (start, rule, from, to, days) => {
    expect(starts(calendar(...event(`DTSTART;VALUE=DATE:${start}`, `RRULE:${rule}`)), from, to)).toEqual(days);
  });

  test('on a day that no year has is no occurrence', () => {
    const text = calendar(...event('DTSTART:20260701T090000Z', 'RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30'));
    expect(starts(text, '2027-01-01', '2030-12-31')).toEqual([]);
  });
});

describe('a broken file', () => {
  test('gives what can be read of it, and a reason for each of the others', () => {
    const text = calendar(
      ...event('DTSTART:20260701T090000Z', 'SUMMARY:Fine', 'ATTENDEE;CN="no end:mailto:a@example.org', 'nonsense'),
      ...event('SUMMARY:No start'),
      ...event('DTSTART:20260231T090000Z', 'SUMMARY:No such day'),
      'BEGIN:VEVENT',
      'SUMMARY:Cut off',
      'DTSTART:20260701T090000Z',
      ...event('DTSTART:20260702T090000Z', 'SUMMARY:Fine too'),
      'BEGIN:VTODO',
      'SUMMARY:Homework',
      'END:VTODO',
    );
    const { entries, refused } = read(text);
    expect(entries.map(({ item }) => item.title)).toEqual(['Fine', 'Fine too']);
    expect(refused.toSorted((a, b) => a.where.localeCompare(b.where))).toEqual([
      { where: 'event 2: No start', reason: 'no-start' },
      { where: 'event 3: No such day', reason: 'no-start' },
      { where: 'event 4: Cut off', reason: 'incomplete' },
      { where: 'VTODO', reason: 'not-an-event' },
    ]);
  });

  test('that ends in the middle keeps what is whole', () => {
    const text = calendar(
      ...event('DTSTART:20260701T090000Z', 'SUMMARY:Whole'),
      ...event('DTSTART:20260702T090000Z', 'SUMMARY:Half'),
    );
    const { entries, refused } = read(text.slice(0, text.lastIndexOf('END:VEVENT')));
    expect(entries.map(({ item }) => item.title)).toEqual(['Whole']);
    expect(refused).toEqual([{ where: 'event 2: Half', reason: 'incomplete' }]);
  });

  test.each([
    ['', 'empty'],
    [' \n ', 'empty'],
    ['Subject: hello', 'not-a-calendar'],
    ['BEGIN:VCARD\nEND:VCARD', 'not-a-calendar'],
  ])('%j is refused: %s', (text, reason) => {
    expect(read(text)).toEqual({ entries: [], refused: [{ where: '', reason }], outsideRange: 0 });
  });

  test('of another alphabet, or with a byte order mark, is read as what it is', () => {
    const text = calendar(...event('DTSTART:20260701T090000Z', 'SUMMARY:Visite für Études'));
    const titles = (file: Uint8Array) => readIcs(file, NOBODY).entries.map(({ item }) => item.title);
    const utf16 = new Uint8Array([0xff, 0xfe, ...[...text].flatMap(one => [one.charCodeAt(0), 0])]);
    const latin = Uint8Array.from([...text].map(one => one.charCodeAt(0)));
    for (const file of [bytes(text), bytes(`\uFEFF${text}`), utf16, latin])
      expect(titles(file)).toEqual(['Visite für Études']);
  });
});
