import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findWhen, readMailDate, readWhen, type When } from '../../src/capture/when.ts';

/** A Sunday. */
const NOW = new Date('2026-07-05T12:00:00Z');

function context(language: string, near?: string, now = NOW) {
  return { languages: [language], now, timeZone: 'America/New_York', ...(near === undefined ? {} : { near }) };
}

/** `start/end`, with the zone if there is one; whole days are bare days. */
function shown(when: When | null): string | null {
  if (when === null) return null;
  expect(when.allDay).toBe(!when.start.includes('T'));
  return `${when.start}/${when.end ?? ''}${when.timeZone === null ? '' : ` ${when.timeZone}`}`;
}

describe('a day, a moment or a span', () => {
  test.each([
    ['en', 'Wednesday, July 8⋅6:30 – 7:30pm', '2026-07-08T18:30/2026-07-08T19:30'],
    ['en-US', 'Wednesday, July 8⋅6:30\u202F–\u2009\u20097:30\u202Fpm', '2026-07-08T18:30/2026-07-08T19:30'],
    ['en-US', 'Wednesday, July 8 · 6:30 – 7:30pm', '2026-07-08T18:30/2026-07-08T19:30'],
    ['en-GB', 'Thursday, 12 March⋅14:00 – 15:00', '2026-03-12T14:00/2026-03-12T15:00'],
    ['de', 'Mittwoch, 11. Februar⋅16:30–17:15', '2026-02-11T16:30/2026-02-11T17:15'],
    ['fr', 'mardi 14 avril⋅09:00 – 10:00', '2026-04-14T09:00/2026-04-14T10:00'],
    ['ja', '9月 16日 (水曜日)⋅09:00～09:45', '2026-09-16T09:00/2026-09-16T09:45'],
    ['zh-CN', '7月8日 (星期三)⋅14:00 – 15:00', '2026-07-08T14:00/2026-07-08T15:00'],
    ['ar', 'الأربعاء، ٨ يوليو⋅٦:٣٠ – ٧:٣٠م', '2026-07-08T18:30/2026-07-08T19:30'],
    ['ar', 'الاربعاء، ٨ يوليو، ٢:٣٠ م', '2026-07-08T14:30/'],
    // The year is the one in which the weekday is right.
    ['en', 'Tuesday, July 8', '2025-07-08/2025-07-09'],
    ['en', 'Jan 4 – 6, 2026', '2026-01-04/2026-01-07'],
    ['en', 'July 30 – August 2, 2026', '2026-07-30/2026-08-03'],
    ['en', 'December 30 – January 2, 2027', '2026-12-30/2027-01-03'],
    ['de', '13. – 15. Juli 2026', '2026-07-13/2026-07-16'],
    ['de', '04.–06.03.2026', '2026-03-04/2026-03-07'],
    ['de', 'Montag, 13. – Mittwoch, 15. Juli 2026', '2026-07-13/2026-07-16'],
    ['fr', '13–15 juil. 2026', '2026-07-13/2026-07-16'],
    ['fr', 'du 13 au 15 juillet 2026', '2026-07-13/2026-07-16'],
    ['ja', '2026年 7月 13日～15日', '2026-07-13/2026-07-16'],
    ['ko', '2026. 3. 4. ~ 2026. 3. 6.', '2026-03-04/2026-03-07'],
    ['en', 'all day event, Monday, September 28, 2026 to Tuesday, September 29, 2026', '2026-09-28/2026-09-30'],
    ['de', 'ganztägig, 28. September 2026', '2026-09-28/2026-09-29'],
    ['en', '10:00 AM to 11:00 AM, Monday, September 28, 2026', '2026-09-28T10:00/2026-09-28T11:00'],
    ['en', 'Mon 9/28/2026 10:00 AM - 11:00 AM', '2026-09-28T10:00/2026-09-28T11:00'],
    ['en', 'January 4, 2024 at 10pm to January 5, 2024 at 2am', '2024-01-04T22:00/2024-01-05T02:00'],
    ['en', 'July 7, 2026, 10:00pm – July 8, 2026, 6:15am', '2026-07-07T22:00/2026-07-08T06:15'],
    ['en', '10:00 PM, Friday, March 6, 2026 to 6:00 AM, Saturday, March 7, 2026', '2026-03-06T22:00/2026-03-07T06:00'],
    ['en', 'Fri 2026-03-06 22:00 - Sat 2026-03-07 06:00', '2026-03-06T22:00/2026-03-07T06:00'],
    ['es', '21 de noviembre de 2026, 22:00 – 22 de noviembre de 2026, 7:00', '2026-11-21T22:00/2026-11-22T07:00'],
    ['de', 'Mi., 4. März 2026, 14:00–15:00 Uhr', '2026-03-04T14:00/2026-03-04T15:00'],
    ['de', 'Mi 4. Mrz 2026 von 14 bis 15 Uhr', '2026-03-04T14:00/2026-03-04T15:00'],
    ['de', '12:00 am 5. März 2026', '2026-03-05T12:00/'],
    ['fr', 'mercredi 4 mars 2026 14:00 - 15:00', '2026-03-04T14:00/2026-03-04T15:00'],
    ['fr', 'le mercredi 4 mars 2026 de 14h30 à 15h', '2026-03-04T14:30/2026-03-04T15:00'],
    ['es', 'martes, 3 de marzo de 2026, de 9:00 a 9:30', '2026-03-03T09:00/2026-03-03T09:30'],
    ['pt-BR', 'domingo, 8 de março de 2026, das 14:00 às 15:00', '2026-03-08T14:00/2026-03-08T15:00'],
    ['pt-PT', 'terça-feira, 8 de setembro de 2026, 09:00 até 09:30', '2026-09-08T09:00/2026-09-08T09:30'],
    ['ja', '2026年3月5日(木) 14:00～15:00', '2026-03-05T14:00/2026-03-05T15:00'],
    ['ja', '2026年3月5日(木) 10:00 から 11:00', '2026-03-05T10:00/2026-03-05T11:00'],
    ['zh-CN', '2026年9月28日星期一 上午10:00 至 下午1:00', '2026-09-28T10:00/2026-09-28T13:00'],
    ['zh-TW', '2026/9/18 週五 16:00 - 16:30', '2026-09-18T16:00/2026-09-18T16:30'],
    ['ar', 'الأربعاء، 4 مارس 2026 من 2:00 م إلى 3:00 م', '2026-03-04T14:00/2026-03-04T15:00'],
    ['fi', '10.00–11.00, maanantai 28. syyskuuta 2026', '2026-09-28T10:00/2026-09-28T11:00'],
    // A page may say that it is in English and be in another language.
    ['en', 'Mittwoch, 4. März 2026, 14:00 bis 15:00 Uhr', '2026-03-04T14:00/2026-03-04T15:00'],
    ['en', '2026-03-05T14:00:00Z', '2026-03-05T14:00:00Z/'],
    ['de', '2026-03-05T14:00+01:00', '2026-03-05T14:00+01:00/'],
    ['en', 'Wed 4 Mar 2026 14:00 – 15:00 (GMT)', '2026-03-04T14:00Z/2026-03-04T15:00Z'],
    ['en', 'Mon 23 Nov 2026 14:00 UTC+1', '2026-11-23T14:00+01:00/'],
    ['en', 'Thu, 5 Mar 2026 14:00:00 +0100', '2026-03-05T14:00:00+01:00/'],
    ['en', 'Thu, 5 Mar 2026 09:00 – 10:00 (GMT-05:30)', '2026-03-05T09:00-05:30/2026-03-05T10:00-05:30'],
    // Several zones share these.
    ['en', 'Wed 4 Mar 2026 14:00 – 15:00 (EST)', '2026-03-04T14:00/2026-03-04T15:00'],
    ['en', 'Wed 4 Mar 2026 14:00 – 15:00 CST', '2026-03-04T14:00/2026-03-04T15:00'],
    ['en', '5 March 2026 14:00 – 15:00 Europe/Oslo', '2026-03-05T14:00/2026-03-05T15:00 Europe/Oslo'],
    ['en', '5 March 2026 14:00 – 15:00 (Europe/Oslo)', '2026-03-05T14:00/2026-03-05T15:00 Europe/Oslo'],
    ['en-US', '3/4/2026', '2026-03-04/2026-03-05'],
    ['en-GB', '3/4/2026', '2026-04-03/2026-04-04'],
    ['en', 'Wed 3/4/2026', '2026-03-04/2026-03-05'],
    ['en', '3/14/2026', '2026-03-14/2026-03-15'],
    ['en', '3/4/2026 – 13/4/2026', '2026-04-03/2026-04-14'],
    ['de', '12.03.2026', '2026-03-12/2026-03-13'],
    ['de', 'Do 12.03.', '2026-03-12/2026-03-13'],
    ['en', 'tomorrow, 3pm', '2026-07-06T15:00/'],
    ['fr', 'demain à 9h', '2026-07-06T09:00/'],
  ])('%s: %s', (language, text, expected) => expect(shown(readWhen(text, context(language)))).toBe(expected));

  const DAY = '2026-03-04';
  test.each([
    ['en', '2:30 – 3pm', 'T14:30/T15:00'],
    ['en', '11 – 1pm', 'T11:00/T13:00'],
    ['en', '11:30am to 12pm', 'T11:30/T12:00'],
    ['en', '11:30 – 12:30am', 'T23:30/2026-03-05T00:30'],
    ['en', '10pm to 2am', 'T22:00/2026-03-05T02:00'],
    ['en', '2:30p - 4p', 'T14:30/T16:00'],
    ['en', 'noon', 'T12:00/'],
    ['en', '12am', 'T00:00/'],
    ['en', '22:00 – 24:00', 'T22:00/2026-03-05T00:00'],
    ['es', 'De 9:00am a 10:30am', 'T09:00/T10:30'],
    ['es', '9:00 a 10:00', 'T09:00/T10:00'],
    ['es', '21 h', 'T21:00/'],
    ['fr', 'de 13h00 à 14h30', 'T13:00/T14:30'],
    ['fr', '14h30', 'T14:30/'],
    ['de', '9:00 bis 10:00 Uhr', 'T09:00/T10:00'],
    ['de', 'Von 9 bis 10 Uhr', 'T09:00/T10:00'],
    ['de', '14.30 Uhr', 'T14:30/'],
    ['pt', 'Das 9:00 às 10:00', 'T09:00/T10:00'],
    ['ja', '午後2:30', 'T14:30/'],
    ['ja', '午後6:00～7:30', 'T18:00/T19:30'],
    ['zh', '下午2:00 – 3:00', 'T14:00/T15:00'],
    ['zh', '下午2点到3点', 'T14:00/T15:00'],
    ['ar', '٢:٣٠ م', 'T14:30/'],
    ['ar', 'من 6:30م إلى 7:30م', 'T18:30/T19:30'],
    ['ko', '오후 2:30~3:30', 'T14:30/T15:30'],
  ])('%s: %s on a day that is known', (language, text, expected) => {
    const whole = expected
      .split('/')
      .map(part => (part.startsWith('T') ? DAY + part : part))
      .join('/');
    expect(shown(readWhen(text, context(language, DAY)))).toBe(whole);
    expect(readWhen(text, context(language))).toBeNull();
  });

  test.each([
    ['en', ''],
    ['en', '3/4/2026'],
    ['en', '3/4/2026 – 3/6/2026'],
    ['en', '2026-02-31'],
    ['en', '13/13/2026'],
    ['en', 'Jan 1, 275760'],
    ['en', 'Thursday, March 4, 2026'],
    ['en', 'March 2026'],
    ['en', '10:00 AM to 11:00 AM'],
    ['en', 'March 6, 2026 – March 4, 2026'],
    ['en', 'March 4, 2026, 25:00'],
    ['en', 'March 4, 2026, 13:00 AM'],
    ['en', 'Room 4, March 4, 2026'],
    ['en', '3 days ago'],
    ['en', 'Mar 5, Mar 6'],
    ['cs', 'so 4. 1. 2026'],
  ])('%s: %j is none', (language, text) => expect(readWhen(text, context(language))).toBeNull());
});

describe('inside a label', () => {
  test.each([
    [
      'en',
      'Coffee, with Dr. Amara Osei, 10:00 AM to 11:00 AM, Monday, September 28, 2026, Room 4, By Noor Haddad, Busy',
      '2026-09-28T10:00/2026-09-28T11:00',
      ['Coffee, with Dr. Amara Osei', '', 'Room 4, By Noor Haddad, Busy'],
    ],
    [
      'en',
      '7pm to 10:15pm, Title, Calendar, Accepted, Location: X, January 4, 2024',
      '2024-01-04T19:00/2024-01-04T22:15',
      ['', 'Title, Calendar, Accepted, Location: X', ''],
    ],
    [
      'en',
      'January 4, 2024 at 10pm to January 5, 2024 at 2am, Night shift, Lina Haug',
      '2024-01-04T22:00/2024-01-05T02:00',
      ['', '', 'Night shift, Lina Haug'],
    ],
    [
      'en',
      'All day, Ferie starter, Holidays, July 7, 2026',
      '2026-07-07/2026-07-08',
      ['', 'Ferie starter, Holidays', ''],
    ],
    [
      'en',
      'March of Dimes 2026 kick-off, 3:30pm to 4pm, Cal, No location, March 7, 2026',
      '2026-03-07T15:30/2026-03-07T16:00',
      ['March of Dimes 2026 kick-off', 'Cal, No location', ''],
    ],
    [
      'en',
      'Sync Mar 5, 10:00 AM to 11:00 AM, Monday, September 28, 2026, By Sun Hee',
      '2026-09-28T10:00/2026-09-28T11:00',
      ['Sync Mar 5', '', 'By Sun Hee'],
    ],
    [
      'en',
      'May 2 people at 3pm in Room 4, Day 2, 10:00 AM to 11:00 AM, Monday, September 28, 2026, Room 3:30',
      '2026-09-28T10:00/2026-09-28T11:00',
      ['May 2 people at 3pm in Room 4, Day 2', '', 'Room 3:30'],
    ],
    [
      'en-GB',
      'Canceled: 1:1 Leo, 9:00 to 9:30, Friday, September 18, 2026, By Leo Marsh, Free',
      '2026-09-18T09:00/2026-09-18T09:30',
      ['Canceled: 1:1 Leo', '', 'By Leo Marsh, Free'],
    ],
    [
      'en-GB',
      'Invitation: Budget review @ Tue 17 Feb 2026 14:00 - 15:00 (GMT) (sam.ortiz@example.com)',
      '2026-02-17T14:00Z/2026-02-17T15:00Z',
      ['Invitation: Budget review @', '', '(sam.ortiz@example.com)'],
    ],
    ['en', 'Mar 5, 2026 02:00 PM London', '2026-03-05T14:00/', ['', '', 'London']],
    ['fr', '5 mars 2026 02:00 PM Paris', '2026-03-05T14:00/', ['', '', 'Paris']],
    [
      'fr',
      'événement d’une journée entière, lundi 28 septembre 2026 au mercredi 30 septembre 2026, Lyon, Par X',
      '2026-09-28/2026-10-01',
      ['', '', 'Lyon, Par X'],
    ],
    [
      'es',
      'evento de todo el día, sábado, 5 de septiembre de 2026 al martes, 8 de septiembre de 2026, Por X, Libre',
      '2026-09-05/2026-09-09',
      ['', '', 'Por X, Libre'],
    ],
    [
      'de',
      'Visite, Freitag, 27. Dezember 2024 10:20 bis 10:40, Raum 4, organisiert von Ines Pires',
      '2024-12-27T10:20/2024-12-27T10:40',
      ['Visite', '', 'Raum 4, organisiert von Ines Pires'],
    ],
    [
      'ja',
      '症例検討, 10:00 から 11:00, 2026年9月28日月曜日, 第3会議室, 主催者 森 直子',
      '2026-09-28T10:00/2026-09-28T11:00',
      ['症例検討', '', '第3会議室, 主催者 森 直子'],
    ],
    [
      'ar',
      'من 10:00 ص إلى 11:00 ص، الإثنين، 28 سبتمبر 2026، غرفة 5',
      '2026-09-28T10:00/2026-09-28T11:00',
      ['', '', 'غرفة 5'],
    ],
    [
      'en',
      'Kaffee, 10:00 bis 11:00, Montag, 28. September 2026, Raum 2',
      '2026-09-28T10:00/2026-09-28T11:00',
      ['Kaffee', '', 'Raum 2'],
    ],
  ] as const)('%s: %s', (language, text, expected, around) => {
    const found = findWhen(text, context(language));
    expect(shown(found?.when ?? null)).toBe(expected);
    expect([found?.before, found?.between, found?.after]).toEqual(around);
  });

  test.each([
    ['勉強会, 13:00 から 14:30, 2026年10月13日火曜日, 会議室A', '2026-10-13T13:00'],
    ['면담, 오후 2:00 - 오후 3:00, 2026년 10월 13일 화요일', '2026-10-13T14:00'],
    ['Urlaub, Montag, 21. September 2026 bis Mittwoch, 23. September 2026', '2026-09-21'],
    ['Réunion, 14:00 à 15:30, mardi 6 octobre 2026', '2026-10-06T14:00'],
  ])('of a page that calls itself English: %s', (text, start) => {
    expect(findWhen(text, context('en'))?.when.start).toBe(start);
  });

  test('a time alone is of the day that is known', () => {
    const found = findWhen('Rounds, 7am to 8am, Ward 3', context('en', '2026-03-04'));
    expect(found).toMatchObject({
      when: { start: '2026-03-04T07:00', end: '2026-03-04T08:00' },
      before: 'Rounds',
      after: 'Ward 3',
    });
  });

  test.each([
    '',
    'Room 4, Day 2, Sun, May',
    'Mar 10 patients',
    'Lunch at 3pm',
    '7am to 8am, Rounds',
    'Monday, September 28, 2026 10:00 AM to 11:00 AM, Tuesday, September 29, 2026 10:00 AM to 11:00 AM',
    '7pm to 8pm, Rounds, January 4, 2024, January 5, 2024',
    'Friday, September 28, 2026 10:00 AM',
    '10:00 – 11:00 Xday 5 March 2026 – 12:00',
    `7pm to 8pm, ${'x'.repeat(100_000)}, January 4, 2024`,
  ])('%.80s holds none that is sure', text => expect(findWhen(text, context('en'))).toBeNull());
});

describe('the date of a mail', () => {
  /** A Thursday, 11:00 in New York. */
  const THURSDAY = new Date('2026-09-03T15:00:00Z');
  test.each([
    ['en', '10:21 AM', '2026-09-03T10:21'],
    ['en', 'Mon 10:21 AM', '2026-08-31T10:21'],
    ['en', 'Thu 10:21 AM', '2026-09-03T10:21'],
    ['en', 'Thu 11:21 AM', '2026-08-27T11:21'],
    ['en', 'Wed 7/8', '2026-07-08'],
    ['en', 'Aug 20', '2026-08-20'],
    ['en', 'Dec 20', '2025-12-20'],
    ['en-GB', '20 Aug', '2026-08-20'],
    ['en', '8/20/25', '2025-08-20'],
    ['en', 'Tue 8/26/2025 10:19 AM', '2025-08-26T10:19'],
    ['en', 'Wednesday, September 10, 2025 8:18 AM', '2025-09-10T08:18'],
    ['en', 'Friday, February 21st, 2025 at 7:45 AM', '2025-02-21T07:45'],
    ['de', 'Di 26.08.2025 10:19', '2025-08-26T10:19'],
    ['de', 'Di 14.10.', '2025-10-14'],
    ['de', 'Freitag, 9. Mai 2025 um 08:14:27 GMT+2', '2025-05-09T08:14:27+02:00'],
    ['fr', 'mar. 26/08/2025 10:19', '2025-08-26T10:19'],
    ['fr', 'hier, 10:12', '2026-09-02T10:12'],
    ['es', '26/08/2025 10:19', '2025-08-26T10:19'],
    ['es', 'viernes, 21 de febrero de 2025 a las 7:45', '2025-02-21T07:45'],
    ['pt', 'sexta-feira, 21 de fevereiro de 2025 às 07:45', '2025-02-21T07:45'],
    ['ja', '8月20日', '2026-08-20'],
    ['ja', '2025/08/26 (火) 10:19', '2025-08-26T10:19'],
    ['zh-CN', '昨天 16:25', '2026-09-02T16:25'],
    ['ar', 'الثلاثاء 2025-08-05 10:19 ص', '2025-08-05T10:19'],
    ['en', 'Yesterday, 3:04 PM', '2026-09-02T15:04'],
    ['en', 'Yesterday', '2026-09-02'],
    ['en', 'Aug 20, 2025 at 1:19 PM (GMT+2)', '2025-08-20T13:19+02:00'],
    ['en', 'Aug 20, 2025, 13:19 (2 days ago)', '2025-08-20T13:19'],
    ['en', 'Mon, 17 Nov 2025 09:12:44 -0500 (EST)', '2025-11-17T09:12:44-05:00'],
    ['en', 'On Mar 5, 2026, at 10:12 AM', '2026-03-05T10:12'],
    ['en', 'Wed 2026-08-26', '2026-08-26'],
    ['en', '3 days ago', null],
    ['fr', 'il y a 3 jours', null],
    ['en', 'Thu 2026-08-26', null],
    ['en', 'Sep 20, 2026', null],
    ['en', 'tomorrow, 5 PM', '2026-09-04T17:00'],
    ['en', '3/4', null],
    ['en', 'Thu', null],
    ['en', '10:00 – 11:00', null],
    ['en', 'March 4, 2026 – March 6, 2026', null],
    ['en', '2 attachments', null],
  ])('%s: %s', (language, text, expected) => {
    expect(readMailDate(text, context(language, undefined, THURSDAY))).toBe(expected);
  });
});

describe('whatever Intl writes', () => {
  const LOCALES = [
    ...['en-US', 'en-GB', 'de', 'fr', 'es', 'es-MX', 'pt-BR', 'pt-PT', 'it', 'nl'],
    ...['ja', 'zh-CN', 'zh-TW', 'ar', 'ar-EG', 'ru', 'ko'],
  ];
  const LATER = new Date('2151-01-01');
  const moment = fc
    .date({ min: new Date('2004-04-01'), max: new Date('2089-12-01'), noInvalidDate: true })
    .map(date => new Date(Math.floor(date.getTime() / 60_000) * 60_000));
  const dateStyle = fc.constantFrom('full' as const, 'long' as const, 'medium' as const, 'short' as const);
  const hour12 = fc.constantFrom(true, false, undefined);
  const isoOf = (date: Date) => date.toISOString().slice(0, 16);
  const formatOf = (locale: string, options: Intl.DateTimeFormatOptions, is12: boolean | undefined) =>
    new Intl.DateTimeFormat(locale, {
      timeZone: 'UTC',
      calendar: 'gregory',
      ...options,
      ...(is12 === undefined ? {} : { hour12: is12 }),
    });

  test.each(LOCALES)('in %s is read back', locale => {
    fc.assert(
      fc.property(moment, fc.integer({ min: 1, max: 2_000 }), dateStyle, hour12, (start, minutes, style, is12) => {
        const end = new Date(start.getTime() + minutes * 60_000);
        const format = formatOf(locale, { dateStyle: style, timeStyle: 'short' }, is12);
        const at = context(locale, undefined, LATER);
        const text = format.format(start);
        expect(readWhen(text, at)?.start, text).toBe(isoOf(start));
        expect(readMailDate(text, at), text).toBe(isoOf(start));
        const span = format.formatRange(start, end);
        expect(shown(readWhen(span, at)), span).toBe(`${isoOf(start)}/${isoOf(end)}`);
        const found = findWhen(`Rounds with Dr Ito, ${span}, Ward 4`, at);
        expect(shown(found?.when ?? null), span).toBe(`${isoOf(start)}/${isoOf(end)}`);
        expect([found?.before, found?.after], span).toEqual(['Rounds with Dr Ito', 'Ward 4']);
      }),
      { numRuns: 100 },
    );
  });

  test.each(LOCALES)('about whole days in %s is read back', locale => {
    fc.assert(
      fc.property(moment, fc.integer({ min: 1, max: 40 }), dateStyle, (start, days, style) => {
        const end = new Date(start.getTime() + days * 86_400_000);
        const after = new Date(end.getTime() + 86_400_000);
        const text = formatOf(locale, { dateStyle: style }, undefined).formatRange(start, end);
        const expected = `${isoOf(start).slice(0, 10)}/${isoOf(after).slice(0, 10)}`;
        expect(shown(readWhen(text, context(locale, undefined, LATER))), text).toBe(expected);
      }),
      { numRuns: 100 },
    );
  });
});

test('never throws, and never gives what is no date', () => {
  const pieces = fc.array(
    fc.constantFrom(
      ...[
        '5',
        '2026',
        '31',
        '14:00',
        '10pm',
        ' ',
        ', ',
        ' – ',
        '-',
        '/',
        '.',
        '(',
        ')',
        'Mon',
        'March',
        'to',
        'all day',
      ],
      ...['2月', '年', '午後', '٣', '\u202E', 'GMT+2', '+0100', 'Z', 'EST', 'Europe/Oslo', 'today', '\n', 'x'],
    ),
    { maxLength: 30 },
  );
  const isoDay = /^(19|20|21)\d\d-\d\d-\d\d$/;
  const isoTime = /^(19|20|21)\d\d-\d\d-\d\dT\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)?$/;
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ maxLength: 300 }),
        pieces.map(parts => parts.join('')),
      ),
      fc.constantFrom('en', 'en-US', 'de', 'ja', 'ar'),
      (text, language) => {
        const at = context(language, '2026-03-04');
        for (const when of [readWhen(text, at), findWhen(text, at)?.when ?? null]) {
          if (when === null) continue;
          for (const time of [when.start, when.end ?? when.start]) expect(time).toMatch(when.allDay ? isoDay : isoTime);
        }
        const date = readMailDate(text, at);
        if (date !== null) expect(isoDay.test(date) || isoTime.test(date)).toBe(true);
      },
    ),
    { numRuns: 1_000 },
  );
});

test('long and hostile texts end soon', () => {
  const at = context('en-US');
  const started = performance.now();
  for (const part of ['1 ', '1/1/2026 - ', 'Mon 1 Jan 10am to ', '(', '1.', 'to ', 'all day ', '１２:００〜', 'Mar ']) {
    findWhen(part.repeat(Math.floor(2_000 / part.length)), at);
    readWhen(part.repeat(Math.floor(200 / part.length)), at);
    findWhen(part.repeat(1_000_000), at);
  }
  // Far more than it takes: a loop that grows with the square of the text would need minutes.
  expect(performance.now() - started).toBeLessThan(10_000);
});
