import type { ComponentChildren } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { COMPETENCIES } from '../../core/moment.ts';
import { plural, t, tFamily } from '../../i18n/t.ts';
import { Button } from '../components/Button.tsx';
import { Card } from '../components/Card.tsx';
import { EmptyState } from '../components/EmptyState.tsx';
import { PageHeader } from '../components/PageHeader.tsx';
import { Select } from '../components/Select.tsx';
import { Switch } from '../components/Switch.tsx';
import { TextInput } from '../components/TextInput.tsx';
import { goTo } from '../hooks/go-to.ts';
import { ANY_MOMENT, findMoments, indexMoments, type MomentFilter } from './find-moments.ts';
import { MomentDialog } from './MomentDialog.tsx';
import { MomentList } from './MomentList.tsx';
import { isNew, mentorInAddress, type Work } from './work.ts';

export interface MomentsTabProps {
  /** The moment that is open, as the address says; `new` for a new one, `new:MENTOR` for one with a mentor, empty for none. */
  readonly id: string;
  readonly tabs: ComponentChildren;
  readonly work: Work;
}

/** All moments, to be searched. */
export function MomentsTab({ id, tabs, work }: MomentsTabProps) {
  const [filter, setFilter] = useState<MomentFilter>(ANY_MOMENT);
  const { moments, mentors, rotations, today, toasts } = work;
  const index = useMemo(() => indexMoments(moments, mentors, rotations), [moments, mentors, rotations]);
  const found = useMemo(() => findMoments(moments, filter, index), [moments, filter, index]);
  const change = (part: Partial<MomentFilter>) => setFilter(before => ({ ...before, ...part }));
  // In place of the dialog's address, so that the back button does not open it again.
  const close = () => location.replace('#/work/moments');
  const seenBy = useMemo(() => new Set(moments.flatMap(({ mentorIds }) => mentorIds)), [moments]);
  const used = useMemo(() => new Set(moments.map(({ rotationId }) => rotationId)), [moments]);
  const open = isNew(id)
    ? { on: today, mentorIds: mentorInAddress(id, mentors), rotationId: null }
    : moments.find(moment => moment.id === id);
  const strongCount = moments.filter(({ isStrong }) => isStrong).length;
  return (
    <>
      <PageHeader
        title={t('navWork')}
        subtitle={t('workMomentsSubtitle')}
        actions={
          <Button variant="primary" icon="plus" onClick={() => goTo('/work/moments/new')}>
            {t('momentAdd')}
          </Button>
        }
      />
      {tabs}
      {moments.length === 0 ? (
        <Card>
          <EmptyState drawing="letter" title={t('momentsEmptyTitle')}>
            {t('momentsEmptyText')}
          </EmptyState>
        </Card>
      ) : (
        <search class="toolbar work-filters">
          <TextInput
            label={t('momentsSearch')}
            labelHidden
            type="search"
            icon="search"
            placeholder={t('momentsSearch')}
            value={filter.query}
            onInput={query => change({ query })}
          />
          <Select
            label={t('momentsByMentor')}
            labelHidden
            value={filter.mentorId}
            options={[
              { value: '', label: t('momentsAnyMentor') },
              ...mentors
                .filter(mentor => seenBy.has(mentor.id))
                .map(mentor => ({ value: mentor.id, label: mentor.name })),
            ]}
            onChange={mentorId => change({ mentorId })}
          />
          <Select<string>
            label={t('momentsByCompetency')}
            labelHidden
            value={filter.competency}
            options={[
              { value: '', label: t('momentsAnyCompetency') },
              ...COMPETENCIES.map(value => ({ value, label: tFamily('competency', value) })),
            ]}
            onChange={competency => change({ competency })}
          />
          {rotations.some(rotation => used.has(rotation.id)) && (
            <Select
              label={t('momentsByRotation')}
              labelHidden
              value={filter.rotationId}
              options={[
                { value: '', label: t('momentsAnyRotation') },
                ...rotations
                  .filter(rotation => used.has(rotation.id))
                  .toReversed()
                  .map(({ id: value, name, startsOn }) => ({
                    value,
                    label: t('momentRotationOption', { name, year: startsOn.slice(0, 4) }),
                  })),
              ]}
              onChange={rotationId => change({ rotationId })}
            />
          )}
          {(strongCount > 0 || filter.isStrong) && (
            <Switch
              label={t('momentsStrongOnly')}
              checked={filter.isStrong}
              onChange={isStrong => change({ isStrong })}
            />
          )}
        </search>
      )}
      <p class="visually-hidden" role="status">
        {moments.length > 0 && plural('momentsCount', found.length)}
      </p>
      {moments.length > 0 && found.length === 0 && (
        <Card>
          <EmptyState
            drawing="search"
            title={t('momentsNoneFound')}
            action={<Button onClick={() => setFilter(ANY_MOMENT)}>{t('momentsShowAll')}</Button>}
          />
        </Card>
      )}
      {found.length > 0 && (
        <Card>
          <MomentList moments={found} work={work} />
        </Card>
      )}
      {open !== undefined && (
        <MomentDialog key={id} moment={open} mentors={mentors} rotations={rotations} toasts={toasts} onClose={close} />
      )}
    </>
  );
}
