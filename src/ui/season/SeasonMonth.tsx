import type { LocalDate } from '../../core/dates.ts';
import type { SeasonEntry } from '../../core/plan/season-view.ts';
import { formatDay, formatFullDay, formatMonth, formatWeekday } from '../../i18n/format.ts';
import { plural, t } from '../../i18n/t.ts';
import { Button } from '../components/Button.tsx';
import { Card } from '../components/Card.tsx';
import { IconButton } from '../components/IconButton.tsx';
import { addMonths, firstOf, type Month, monthOf, weeksOf } from './month.ts';
import { EntryRows } from './SeasonList.tsx';
import { entryHref, entryTitle, entryTone, type Names } from './season-words.ts';

/** More lines than this make a day's square too tall. */
const MOST_IN_DAY = 3;

export interface SeasonMonthProps {
  readonly entries: readonly SeasonEntry[];
  readonly names: Names;
  readonly today: LocalDate;
  readonly month: Month;
  /** The day whose entries are listed under the month; `null` for none. */
  readonly day: LocalDate | null;
  onMonth(month: Month): void;
  onDay(day: LocalDate | null): void;
}

/** One month as a grid of days. */
export function SeasonMonth({ entries, names, today, month, day, onMonth, onDay }: SeasonMonthProps) {
  const weeks = weeksOf(month);
  const byDay = Map.groupBy(entries, ({ on }) => on);
  const listed = day === null ? [] : (byDay.get(day) ?? []);
  return (
    <Card flush>
      <div class="season-month-head">
        <h2 aria-live="polite">{formatMonth(firstOf(month))}</h2>
        <div class="cluster">
          <IconButton
            icon="chevron-left"
            label={t('seasonEarlierMonth')}
            onClick={() => onMonth(addMonths(month, -1))}
          />
          <Button size="s" disabled={month === monthOf(today)} onClick={() => onMonth(monthOf(today))}>
            {t('seasonThisMonth')}
          </Button>
          <IconButton icon="chevron" label={t('seasonLaterMonth')} onClick={() => onMonth(addMonths(month, 1))} />
        </div>
      </div>
      <table class="season-grid">
        <caption class="visually-hidden">{formatMonth(firstOf(month))}</caption>
        <thead>
          <tr>
            {weeks[0]?.map(on => (
              <th key={on} scope="col">
                {formatWeekday(on)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map(week => (
            <tr key={week[0]}>
              {week.map(on => (
                <Day
                  key={on}
                  on={on}
                  entries={byDay.get(on) ?? []}
                  names={names}
                  today={today}
                  isOther={monthOf(on) !== month}
                  isOpen={on === day}
                  onOpen={() => onDay(on === day ? null : on)}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {day !== null && listed.length > 0 && (
        <section class="season-day-list" aria-label={formatFullDay(day)}>
          <EntryRows entries={listed} names={names} today={today} />
        </section>
      )}
    </Card>
  );
}

interface DayProps {
  readonly on: LocalDate;
  readonly entries: readonly SeasonEntry[];
  readonly names: Names;
  readonly today: LocalDate;
  /** Whether it belongs to the month before or after. */
  readonly isOther: boolean;
  readonly isOpen: boolean;
  onOpen(): void;
}

function Day({ on, entries, names, today, isOther, isOpen, onOpen }: DayProps) {
  const shown = entries.length > MOST_IN_DAY ? entries.slice(0, MOST_IN_DAY - 1) : entries;
  const more = entries.length - shown.length;
  const classes = ['season-day', isOther ? 'is-other' : '', on === today ? 'is-today' : '', isOpen ? 'is-open' : ''];
  return (
    <td class={classes.filter(Boolean).join(' ')} aria-current={on === today ? 'date' : undefined}>
      <span class="season-number">
        {Number(on.slice(8))}
        {on === today && <span class="visually-hidden"> {t('seasonTodayShort')}</span>}
      </span>
      <ul class="season-chips">
        {shown.map(entry => {
          const title = entryTitle(entry, names);
          return (
            <li key={entry.id}>
              <a
                class={`season-chip tone-${entryTone(entry)}${entry.isEstimated ? ' is-estimated' : ''}${entry.isDone ? ' is-over' : ''}`}
                href={entryHref(entry)}
                title={title}
              >
                {title}
                {entry.isEstimated && <span class="visually-hidden"> ({t('seasonEstimated')})</span>}
              </a>
            </li>
          );
        })}
      </ul>
      {entries.length > 0 && (
        <button
          type="button"
          class={more > 0 ? 'season-more' : 'season-more is-narrow-only'}
          aria-expanded={isOpen}
          onClick={onOpen}
        >
          {more > 0 && <span class="season-more-words">{t('seasonMore', { count: more })}</span>}
          <span class="visually-hidden">
            {' '}
            {plural('seasonDayCount', entries.length, { day: formatDay(on, today) })}
          </span>
          <span class="season-dots" aria-hidden="true">
            {[...new Set(entries.map(entryTone))].map(tone => (
              <i key={tone} class={`tone-${tone}`} />
            ))}
          </span>
        </button>
      )}
    </td>
  );
}
