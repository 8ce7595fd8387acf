import type { LocalDate } from '../../core/dates.ts';
import type { SeasonEntry } from '../../core/plan/season-view.ts';
import { formatDay, formatMonth, formatRelativeDay } from '../../i18n/format.ts';
import { t } from '../../i18n/t.ts';
import { Badge } from '../components/Badge.tsx';
import { Card } from '../components/Card.tsx';
import { Icon } from '../components/Icon.tsx';
import { firstOf, monthOf } from './month.ts';
import { entryDetail, entryHref, entryIcon, entryTitle, entryTone, type Names } from './season-words.ts';

export interface SeasonListProps {
  readonly entries: readonly SeasonEntry[];
  readonly names: Names;
  readonly today: LocalDate;
}

/** Days, month by month. */
export function SeasonList({ entries, names, today }: SeasonListProps) {
  const months = Map.groupBy(entries, ({ on }) => monthOf(on));
  return (
    <>
      {[...months].map(([month, ofMonth]) => (
        <Card key={month} title={formatMonth(firstOf(month))} flush>
          <EntryRows entries={ofMonth} names={names} today={today} />
        </Card>
      ))}
    </>
  );
}

/** Entries by day; the day is written once for all of its own. */
export function EntryRows({ entries, names, today }: SeasonListProps) {
  return (
    <ol class="season-days">
      {entries.map((entry, at) => {
        const isSameDay = entries[at - 1]?.on === entry.on;
        return (
          <li key={entry.id} class={isSameDay ? undefined : 'season-new-day'}>
            <EntryRow entry={entry} names={names} today={today} isSameDay={isSameDay} />
          </li>
        );
      })}
    </ol>
  );
}

interface EntryRowProps {
  readonly entry: SeasonEntry;
  readonly names: Names;
  readonly today: LocalDate;
  /** The day is written once for several entries. */
  readonly isSameDay: boolean;
}

function EntryRow({ entry, names, today, isSameDay }: EntryRowProps) {
  const { on, isDone, isEstimated } = entry;
  const detail = entryDetail(entry, names, today);
  return (
    <a
      class={`season-row${on < today || isDone ? ' is-over' : ''}${on === today ? ' is-today' : ''}`}
      aria-current={on === today ? 'date' : undefined}
      href={entryHref(entry)}
    >
      <span class={isSameDay ? 'season-date is-repeated' : 'season-date'}>
        <strong>{formatDay(on, on)}</strong>
        <span class="muted small">{formatRelativeDay(on, today)}</span>
      </span>
      <span class={`season-mark tone-${entryTone(entry)}`}>
        <Icon name={entryIcon(entry)} />
      </span>
      <span class="season-words">
        <strong class="plaintext">{entryTitle(entry, names)}</strong>
        {detail !== '' && <span class="muted small plaintext">{detail}</span>}
      </span>
      <span class="season-badges">
        {isDone && (
          <Badge tone="accent" icon="check">
            {t('actionDone')}
          </Badge>
        )}
        {isEstimated && !isDone && <Badge>{t('seasonEstimated')}</Badge>}
      </span>
    </a>
  );
}
