import { dayBefore } from './vouch.ts';

/** Invented files as mail programs, calendars, address books and spreadsheets make them. */

/** A file for a file field. */
export interface MadeFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

function made(name: string, mimeType: string, lines: readonly string[]): MadeFile {
  return { name, mimeType, buffer: Buffer.from(`${lines.join('\r\n')}\r\n`) };
}

/** The day in the form of calendars, `20260305`. */
const compact = (days: number) => dayBefore(days).replaceAll('-', '');

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function mailDate(days: number): string {
  const [year, month = '', day] = dayBefore(days).split('-');
  return `${Number(day)} ${MONTHS[Number(month) - 1]} ${year} 14:05:12 +0000`;
}

/** A mail from Elena Rivera to the student, whose HTML would run a script if anybody let it. */
export function mail(): MadeFile {
  return made('Your talk on Thursday.eml', 'message/rfc822', [
    'From: "Elena Rivera, MD" <elena.rivera@clinic.example>',
    'To: Sam Field <sam@school.example>',
    `Date: ${mailDate(12)}`,
    'Subject: Your talk on Thursday',
    'Message-ID: <talk-1@clinic.example>',
    'MIME-Version: 1.0',
    'Content-Type: text/html; charset=utf-8',
    '',
    '<p>You explained it very clearly.</p><img src=x onerror="document.title=1"><script>document.title=2</script>',
  ]);
}

/** Past, planned, repeated, cancelled, declined, and one with strangers only. */
export function calendar(): MadeFile {
  const event = (...lines: string[]) => ['BEGIN:VEVENT', 'DTSTAMP:20260101T000000Z', ...lines, 'END:VEVENT'];
  const elena = 'ATTENDEE;CN=Elena Rivera;PARTSTAT=ACCEPTED:mailto:elena.rivera@clinic.example';
  const sam = (answer: string) => `ATTENDEE;CN=Sam Field;PARTSTAT=${answer}:mailto:sam@school.example`;
  return made('rotation.ics', 'text/calendar', [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Example//EN',
    ...event(
      'UID:coffee',
      `DTSTART:${compact(20)}T150000Z`,
      `DTEND:${compact(20)}T153000Z`,
      'SUMMARY:Coffee with Dr. Rivera',
      elena,
      sam('ACCEPTED'),
    ),
    ...event(
      'UID:rounds',
      `DTSTART;TZID=America/New_York:${compact(28)}T073000`,
      'DURATION:PT1H',
      'RRULE:FREQ=WEEKLY;COUNT=3',
      'SUMMARY:Ward rounds',
      elena,
      sam('ACCEPTED'),
    ),
    ...event(
      'UID:away',
      `DTSTART;VALUE=DATE:${compact(9)}`,
      `DTEND;VALUE=DATE:${compact(7)}`,
      'SUMMARY:Conference in Lakeside',
      elena,
    ),
    ...event(
      'UID:next',
      `DTSTART:${compact(-7)}T160000Z`,
      `DTEND:${compact(-7)}T163000Z`,
      'SUMMARY:Mid-rotation feedback',
      elena,
    ),
    ...event('UID:gone', `DTSTART:${compact(5)}T150000Z`, 'STATUS:CANCELLED', 'SUMMARY:Journal club', elena),
    ...event('UID:no', `DTSTART:${compact(4)}T150000Z`, 'SUMMARY:Reception', elena, sam('DECLINED')),
    ...event(
      'UID:new',
      `DTSTART:${compact(3)}T150000Z`,
      'SUMMARY:Lab tour',
      'ATTENDEE;CN=Noor Haddad:mailto:noor@lab.example',
      sam('ACCEPTED'),
    ),
    ...event(
      'UID:namesake',
      `DTSTART:${compact(2)}T150000Z`,
      'SUMMARY:Poster session',
      'ATTENDEE;CN=Dr. E. Rivera:mailto:erivera@home.example',
    ),
    ...event('UID:alone', `DTSTART:${compact(1)}T150000Z`, 'SUMMARY:Study', sam('ACCEPTED')),
    ...event('UID:broken', 'DTSTART:20260231T150000Z', 'SUMMARY:No such day'),
    'END:VCALENDAR',
  ]);
}

/** A new person, one of a mentor's name, another address of a mentor, and one without an address. */
export function contacts(): MadeFile {
  const card = (...lines: string[]) => ['BEGIN:VCARD', 'VERSION:3.0', ...lines, 'END:VCARD'];
  return made('faculty.vcf', 'text/vcard', [
    ...card('FN:Maya Lindholm', 'EMAIL:maya@university.example', 'ORG:Lakeside Medical Center', 'TEL:+1 555 0100'),
    ...card('FN:Elena Rivera', 'EMAIL:elena@home.example'),
    ...card('FN:Tom Osei', 'EMAIL:tom.osei@clinic.example', 'EMAIL:tosei@university.example'),
    ...card('FN:Nobody Known'),
  ]);
}

/** A student's own list: people by name and by address, a day nobody has, and a formula that stays text. */
export function table(): MadeFile {
  return made('my log.csv', 'text/csv', [
    'Datum;Uhrzeit;Mit wem;Adresse;Art;Bemerkung',
    `${dayBefore(40)};14:30;Elena Rivera;elena.rivera@clinic.example;Kaffee;"=HYPERLINK(""https://x.example"")"`,
    `${dayBefore(33)};;Tom Osei;tom.osei@clinic.example;Feedback;Good differential`,
    '2026-02-31;;Tom Osei;tom.osei@clinic.example;;',
    `${dayBefore(30)};9:00;Ines Pires;ines@ward.example;;First day on the ward`,
    '',
  ]);
}

/** Files that cannot be read, each for a reason of its own. */
export function unreadable(): readonly MadeFile[] {
  return [
    { name: 'note.msg', mimeType: '', buffer: Buffer.from('d0cf11e0a1b11ae1000000', 'hex') },
    { name: 'empty.ics', mimeType: 'text/calendar', buffer: Buffer.alloc(0) },
    { name: 'list.xlsx', mimeType: '', buffer: Buffer.from('504b030414000600', 'hex') },
  ];
}
