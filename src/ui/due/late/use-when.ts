import { useEffect, useState } from 'preact/hooks';
import {
  type Instant,
  instantAt,
  type LocalDate,
  type LocalTime,
  localDateOf,
  parseLocalDate,
  parseLocalTime,
} from '../../../core/dates.ts';
import { parseSettings } from '../../../core/settings.ts';
import { formatFullDay, formatTime, isDayFirst } from '../../../i18n/format.ts';
import { t } from '../../../i18n/t.ts';
import { now, timeZone } from '../../../platform/clock.ts';
import { report } from '../../../platform/report.ts';
import { reader } from '../../hooks/reader.ts';
import { isReplacedBy } from '../snooze-choices.ts';
import type { PlainDate, PlainDateAnswer, PlainDateContext } from './plain-date.ts';

export type WhenMode = 'date' | 'words';

/** A day as it is being given, in words or in the browser's own fields. */
export interface When {
  readonly mode: WhenMode;
  readonly words: string;
  readonly date: string;
  readonly time: string;
  readonly answer: WhenAnswer;
  setMode(mode: WhenMode): void;
  setWords(words: string): void;
  setDate(date: string): void;
  setTime(time: string): void;
}

export type WhenAnswer =
  | PlainDateAnswer
  | { readonly state: 'empty' }
  /** Understood, and by then a next step has come, on `nextOn`. */
  | { readonly state: 'replaced'; readonly date: PlainDate; readonly nextOn: LocalDate };

type ReadPlainDate = (phrase: string, context: PlainDateContext) => PlainDateAnswer;

/**
 * A day that may be given in two ways; the reader of words is loaded when it is first wanted.
 *
 * @param kept - A day that may stay although it is past; `null` for none.
 * @param endsAt - The moment before which it has to lie; `null` for none.
 */
export function useWhen(
  startMode: WhenMode,
  start: { readonly date: string; readonly time: string },
  kept: PlainDate | null = null,
  endsAt: Instant | null = null,
): When {
  const [mode, setMode] = useState(startMode);
  const [words, setWords] = useState('');
  const [date, setDate] = useState(start.date);
  const [time, setTime] = useState(start.time);
  const [read, setRead] = useState<ReadPlainDate | null>(null);
  const [morning, setMorning] = useState<LocalTime>(() => parseSettings({}).morning);
  useEffect(() => {
    reader()
      .then(opened => opened.settings())
      .then(settings => setMorning(settings.morning))
      .catch(report);
  }, []);
  useEffect(() => {
    if (mode === 'date') return;
    import('./plain-date.ts').then(({ readPlainDate }) => setRead(() => readPlainDate)).catch(report);
  }, [mode]);
  const context = { now: now(), timeZone: timeZone(), morning, isDayFirst: isDayFirst() };
  const inWords = (): WhenAnswer => (words.trim() === '' || read === null ? { state: 'empty' } : read(words, context));
  const answer = beforeEnd(mode === 'words' ? inWords() : fromFields(date, time, context), endsAt, timeZone());
  const isKept = answer.state === 'past' && answer.date.on === kept?.on && answer.date.time === kept.time;
  return {
    mode,
    words,
    date,
    time,
    answer: isKept ? { state: 'understood', date: answer.date } : answer,
    setMode: next => {
      // What was understood so far stands in the fields.
      if (mode === 'words' && 'date' in answer) {
        setDate(answer.date.on);
        setTime(answer.date.time ?? '');
      }
      setMode(next);
    },
    setWords,
    setDate,
    setTime,
  };
}

function fromFields(dateText: string, timeText: string, context: PlainDateContext): WhenAnswer {
  if (dateText === '') return { state: 'empty' };
  const on = parseLocalDate(dateText);
  if (on === null) return { state: 'unreadable' };
  const date = { on, time: parseLocalTime(timeText) };
  const isPast = instantAt(on, date.time ?? context.morning, context.timeZone) <= context.now;
  return { state: isPast ? 'past' : 'understood', date };
}

function beforeEnd(answer: WhenAnswer, endsAt: Instant | null, zone: string): WhenAnswer {
  if (endsAt === null || answer.state !== 'understood' || !isReplacedBy(endsAt, answer.date, zone)) return answer;
  return { state: 'replaced', date: answer.date, nextOn: localDateOf(endsAt, zone) };
}

/** The day with all that belongs to it: Thursday, 26 March 2026, in the morning. */
export function fullText({ on, time }: PlainDate, hasTime: boolean): string {
  const day = formatFullDay(on);
  if (!hasTime) return day;
  return time === null
    ? t('whenMorning', { day })
    : t('whenAt', { day, time: formatTime(instantAt(on, time, timeZone()), timeZone()) });
}
