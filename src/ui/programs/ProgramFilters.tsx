import { useState } from 'preact/hooks';
import {
  ALL_PROGRAMS,
  isFiltered,
  PROGRAM_SORTS,
  type ProgramFilter,
  type ProgramSort,
} from '../../core/programs/program-list.ts';
import { t } from '../../i18n/t.ts';
import { Button } from '../components/Button.tsx';
import { Checkbox } from '../components/Checkbox.tsx';
import { Icon } from '../components/Icon.tsx';
import { Select } from '../components/Select.tsx';
import { TextInput } from '../components/TextInput.tsx';
import { prioritiesWith, tracksWith } from './choices.ts';
import { headOf, shownText } from './program-words.ts';
import type { ProgramData } from './use-program-data.ts';

interface Sort {
  readonly by: ProgramSort;
  readonly isDescending: boolean;
}

export interface ProgramFiltersProps {
  readonly data: ProgramData;
  readonly filter: ProgramFilter;
  readonly sort: Sort;
  readonly shownCount: number;
  onFilter(filter: ProgramFilter): void;
  onSort(sort: Sort): void;
}

/** What is to be seen of the programs; where there is no room for heads of columns, also in what order. */
export function ProgramFilters({ data, filter, sort, shownCount, onFilter, onSort }: ProgramFiltersProps) {
  // Only where all of it would push the programs out of sight.
  const [isOpen, setOpen] = useState(false);
  const change = (part: Partial<ProgramFilter>) => onFilter({ ...filter, ...part });
  return (
    <section class={isOpen ? 'program-filters is-open' : 'program-filters'} aria-label={t('programsFilters')}>
      <div class="filter-search">
        <TextInput
          label={t('programsSearch')}
          labelHidden
          type="search"
          icon="search"
          placeholder={t('programsSearch')}
          value={filter.query}
          onInput={query => change({ query })}
        />
      </div>
      <button
        type="button"
        class="button secondary size-m filter-more"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        <Icon name="settings" />
        <span class="button-text">{t('programsFilterShow')}</span>
      </button>
      <Select
        label={t('programsFilterTrack')}
        labelHidden
        value={filter.track}
        options={tracksWith(
          [
            ['', t('programsAnyTrack')],
            ['none', t('programsNoTrack')],
          ],
          data,
        )}
        onChange={track => change({ track })}
      />
      <Select
        label={t('programsFilterPriority')}
        labelHidden
        value={filter.priority}
        options={prioritiesWith([
          ['', t('programsAnyPriority')],
          ['none', t('programsNoPriority')],
        ])}
        onChange={priority => change({ priority })}
      />
      <Select<ProgramFilter['check']>
        label={t('programsFilterLetters')}
        labelHidden
        value={filter.check}
        options={[
          { value: '', label: t('programsAnyLetters') },
          { value: 'lacks', label: t('programsLacksLetters') },
          { value: 'has', label: t('programsHasLetters') },
        ]}
        onChange={check => change({ check })}
      />
      <Select<ProgramFilter['applied']>
        label={t('programsFilterApplied')}
        labelHidden
        value={filter.applied}
        options={[
          { value: '', label: t('programsAnyApplied') },
          { value: 'no', label: t('programsNotApplied') },
          { value: 'yes', label: t('programsIsApplied') },
        ]}
        onChange={applied => change({ applied })}
      />
      <div class="filter-sort">
        <Select
          label={t('programsSort')}
          value={sort.by}
          options={PROGRAM_SORTS.map(value => ({ value, label: headOf(value) }))}
          onChange={by => onSort({ by, isDescending: false })}
        />
      </div>
      <div class="filter-foot">
        <Checkbox
          label={t('programsFilterSoon')}
          checked={filter.isSoonOnly}
          onChange={isSoonOnly => change({ isSoonOnly })}
        />
        <span class="muted small" role="status">
          {shownText(shownCount, data.index.records.programs.length)}
        </span>
        {isFiltered(filter) && (
          <Button size="s" variant="quiet" onClick={() => onFilter(ALL_PROGRAMS)}>
            {t('programsShowAll')}
          </Button>
        )}
      </div>
    </section>
  );
}
