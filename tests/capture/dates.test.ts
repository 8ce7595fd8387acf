import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clockIn, floatingIso, isDay, readDateText, receivedAt, sentAt } from '../../src/capture/dates.ts';

const NOW = new Date('2026-12-31T12:00:00Z');

function read(text: string, ...languages: string[]): string | null {
  const clock = readDateText(text, languages);
  return clock === null ? null : floatingIso(clock);
}

describe('a date in words', () => {
  test.each([
    // Leap day, ends of months and of days first.
    ['Feb 29, 2024, 12:00 AM', 'en', '2024-02-29T00:00'],
    ['Dec 31, 2025, 12:59 PM', 'en', '2025-12-31T12:59'],
    ['Thu, Dec 4, 2014 at 2:02 PM', 'en', '2014-12-04T14:02'],
    ['Thu, Dec 26, 2019, 10:54 PM', 'en', '2019-12-26T22:54'],
    ['Thu, Dec 26, 2019, 10:54\u202FPM', 'en', '2019-12-26T22:54'],
    ['Thu, Dec 26, 2019, 10:54\u00A0p.m.', 'en', '2019-12-26T22:54'],
    ['Wednesday, September 10, 2025 8:18 AM', 'en', '2025-09-10T08:18'],
    ['March 5, 2026 at 3 PM', 'en-US', '2026-03-05T15:00'],
    ['20 Aug 2025, 13:19', 'en-GB', '2025-08-20T13:19'],
    ['20 Aug 2025, 13:19 (2 days ago)', 'en-GB', '2025-08-20T13:19'],
    ['Tue 17 Feb 2026 14:00', 'en', '2026-02-17T14:00'],
    ['5. Nov. 2025, 09:12', 'de', '2025-11-05T09:12'],
    ['Mittwoch, 5. November 2025 um 09:12 Uhr', 'de', '2025-11-05T09:12'],
    ['Do., 5. März 2026, 14:05', 'de', '2026-03-05T14:05'],
    ['Do. 5. Mär. 2026 14:05', 'de', '2026-03-05T14:05'],
    ['mar. 3 mars 2026, 14:05', 'fr', '2026-03-03T14:05'],
    ['jeudi 5 février 2026 à 9 h 05', 'fr-CA', '2026-02-05T09:05'],
    ['1 août 2026 00:00', 'fr', '2026-08-01T00:00'],
    ['mar, 3 mar 2026, 9:05', 'es', '2026-03-03T09:05'],
    ['mar, 3 feb 2026, 9:05', 'es', '2026-02-03T09:05'],
    ['miércoles, 4 de marzo de 2026, 9:05 p. m.', 'es-MX', '2026-03-04T21:05'],
    ['ter., 3 de mar. de 2026, 09:05', 'pt-BR', '2026-03-03T09:05'],
    ['terça-feira, 3 de março de 2026 às 09:05', 'pt-BR', '2026-03-03T09:05'],
    ['2026年3月5日(木) 14:05', 'ja', '2026-03-05T14:05'],
    ['2026年3月1日 午後2:05', 'ja', '2026-03-01T14:05'],
    ['2026/03/05 14:05', 'ja', '2026-03-05T14:05'],
    ['2016年5月4日 上午10:08', 'zh-CN', '2016-05-04T10:08'],
    ['2026年3月5日周四 下午2:05', 'zh-CN', '2026-03-05T14:05'],
    ['2026年3月5日 週四 下午2:05', 'zh-TW', '2026-03-05T14:05'],
    ['2026年12月31日星期四 12:30', 'zh', '2026-12-31T12:30'],
    ['الخميس، 5 مارس 2026، 9:05 م', 'ar', '2026-03-05T21:05'],
    ['٥ مارس ٢٠٢٦، ٩:٠٥ ص', 'ar-EG', '2026-03-05T09:05'],
    ['٥\u200F/٣\u200F/٢٠٢٦', 'ar-EG', '2026-03-05'],
    ['чт, 26 дек. 2019 г., 22:54', 'ru', '2019-12-26T22:54'],
    ['2026년 3월 5일 (목) 오후 2:05', 'ko', '2026-03-05T14:05'],
    ['05.03.2026 14:05', 'de', '2026-03-05T14:05'],
    ['3/5/2026 2:05 PM', 'en-US', '2026-03-05T14:05'],
    ['05/03/2026 14:05', 'en-GB', '2026-03-05T14:05'],
    ['Tue 8/26/2025 10:19 AM', 'en', '2025-08-26T10:19'],
    ['Thu 3/5/2026 10:19 AM', 'en', '2026-03-05T10:19'],
    ['2026-03-05T14:05', 'en', '2026-03-05T14:05'],
    ['2026-03-05', 'de', '2026-03-05'],
  ])('%j in %s is %s', (text, language, iso) => expect(read(text, language)).toBe(iso));

  test.each([
    ['5. Nov. 2025, 09:12', '2025-11-05T09:12'],
    ['26 дек. 2019 г., 22:54', '2019-12-26T22:54'],
    ['2026年3月5日 14:05', '2026-03-05T14:05'],
    ['mié, 4 mar 2026, 9:05', '2026-03-04T09:05'],
  ])('%j is understood on a page that says it is English', (text, iso) => expect(read(text, 'en')).toBe(iso));

  test.each([
    '',
    'yesterday',
    '10:21 AM',
    'Mar 2',
    'Wednesday, July 8',
    'Feb 31, 2026, 10:00 AM',
    '2026-02-31',
    '2026-13-01',
    'Feb 29, 2025, 10:00 AM',
    'Jan 1, 275760',
    '275760-09-13',
    '0001-01-01',
    'Jan 1, 0026',
    'Friday, Dec 26, 2019, 10:54 PM is no Friday',
    'Fri, Dec 26, 2019, 10:54 PM',
    'Dec 26, 2019, 25:54',
    'Dec 26, 2019, 10:61',
    'Dec 26, 2019, 14:00 - 15:00',
    'Dec 26, 2019, 13:54 AM',
    'Room 5, Nov 12, 2025',
    '3/5/2026 2:05 PM',
    '1 2 3 4 5 6',
    'x'.repeat(1_000_000),
  ])('%j is no date', text => expect(read(text, 'en')).toBeNull());

  test('no language the page can name breaks it', () => {
    for (const language of ['', 'x', 'en_US', 'no-such-language-at-all', '<b>', 'e'.repeat(10_000), 'tlh']) {
      expect(read('20 Aug 2025, 13:19', language)).toBe('2025-08-20T13:19');
    }
  });

  const LOCALES = [
    'en-US',
    'en-GB',
    'de',
    'fr',
    'es',
    'pt-BR',
    'pt-PT',
    'ja',
    'zh-CN',
    'zh-TW',
    'ar',
    'ar-EG',
    'ru',
    'ko',
  ];
  test.each(LOCALES)('whatever Intl writes in %s is read back', locale => {
    const day = fc.date({ min: new Date('2004-04-01'), max: new Date('2150-01-01'), noInvalidDate: true });
    const dateStyle = fc.constantFrom('full' as const, 'long' as const, 'medium' as const);
    const hour12 = fc.constantFrom(true, false, undefined);
    fc.assert(
      fc.property(day, dateStyle, hour12, (date, style, is12) => {
        const options = { timeZone: 'UTC', calendar: 'gregory', dateStyle: style, timeStyle: 'short' } as const;
        const text = new Intl.DateTimeFormat(
          locale,
          is12 === undefined ? options : { ...options, hour12: is12 },
        ).format(date);
        expect(read(text, locale), text).toBe(date.toISOString().slice(0, 16));
      }),
      { numRuns: 300 },
    );
  });

  test('never throws', () => {
    const pieces = fc.array(
      fc.constantFrom('5', 'Nov', '2025', '.', ':', '12', 'PM', '年', '月', '٣', ' ', '/', '\u202E'),
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          pieces.map(parts => parts.join('')),
        ),
        text => void read(text, 'en', 'ja'),
      ),
    );
  });
});

test.each([
  [2024, 2, 29, true],
  [2025, 2, 29, false],
  [2026, 2, 31, false],
  [2026, 0, 1, false],
  [275760, 9, 13, false],
])('day %i-%i-%i: %s', (year, month, day, is) => expect(isDay(year, month, day)).toBe(is));

describe('an id of Gmail', () => {
  test.each([
    ['198c76b22c09be02', '2025-08-20T12:19:04Z'],
    ['19a531338c05150a', '2025-11-05T08:12:40Z'],
    ['19c4737f31877abc', '2026-02-10T11:02:55Z'],
    ['19B5DF13AE8333CC', '2025-12-27T03:54:09Z'],
  ])('%s holds %s', (id, iso) => {
    expect(new Date(receivedAt(id, NOW) ?? 0).toISOString().slice(0, 19)).toBe(iso.slice(0, 19));
  });

  test.each(['', 'msg-a:r123', 'ffffffffffffffff', '0000000000000001', 'xyz', '198c76b22c09be02198c76b22c09be02'])(
    '%j holds none',
    id => expect(receivedAt(id, NOW)).toBeNull(),
  );
});

describe('when a message was sent', () => {
  const ID = '198c76b22c09be02';
  test.each([
    ['UTC', '20 Aug 2025, 12:19'],
    ['Europe/London', '20 Aug 2025, 13:19'],
    ['America/New_York', 'Wed, Aug 20, 2025, 8:19 AM'],
    ['Asia/Kolkata', '20 अगस्त 2025, 17:49'],
    ['Asia/Tokyo', '2025年8月20日(水) 21:19'],
    ['Pacific/Auckland', '21 Aug 2025, 0:19'],
    ['Pacific/Kiritimati', '21 Aug 2025, 2:19'],
    ['Asia/Kathmandu', '20 Aug 2025, 18:04'],
    // The clock on the wall may have moved on a minute before the message arrived.
    ['UTC', '20 Aug 2025, 12:18'],
    ['UTC', ''],
    ['UTC', '12:19'],
    ['UTC', '20 Aug'],
    ['Asia/Bangkok', '20 ส.ค. 2568 19:19'],
  ])('in %s, shown as %j, is exact', (timeZone, shown) => {
    expect(sentAt(ID, shown, { now: NOW, timeZone }, ['en'])).toBe('2025-08-20T12:19:04Z');
  });

  test.each([
    // Imported mail: its id tells when it was imported.
    [ID, '3 Mar 2019, 09:05', '2019-03-03T09:05'],
    ['msg-a:r5', '3 Mar 2019, 09:05', '2019-03-03T09:05'],
    [null, '3 Mar 2019, 09:05', '2019-03-03T09:05'],
    [ID, '20 Aug 2025, 11:00', '2025-08-20T11:00'],
    [ID, 'some day in 2019 at 9:05', null],
    [null, '', null],
  ])('%s shown as %j is %s', (id, shown, iso) => {
    expect(sentAt(id, shown, { now: NOW, timeZone: 'UTC' }, ['en'])).toBe(iso);
  });

  test('an hour that the clock change repeats or skips is the id’s', () => {
    const context = { now: NOW, timeZone: 'America/New_York' };
    const idAt = (iso: string) => (BigInt(Date.parse(iso)) << 20n).toString(16);
    expect(sentAt(idAt('2025-11-02T06:30:10Z'), 'Sun, Nov 2, 2025, 1:30 AM', context, ['en'])).toBe(
      '2025-11-02T06:30:10Z',
    );
    expect(sentAt(idAt('2026-03-08T07:00:30Z'), 'Sun, Mar 8, 2026, 3:00 AM', context, ['en'])).toBe(
      '2026-03-08T07:00:30Z',
    );
  });

  test('a zone the browser does not know leaves the shown date', () => {
    expect(clockIn('Mars/Olympus', 0)).toBeNull();
    expect(sentAt(ID, '20 Aug 2025, 12:19', { now: NOW, timeZone: 'Mars/Olympus' }, ['en'])).toBe('2025-08-20T12:19');
  });
});
