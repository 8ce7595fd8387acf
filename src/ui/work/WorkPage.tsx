import './work.css';
import { useEffect } from 'preact/hooks';
import { t } from '../../i18n/t.ts';
import { Card } from '../components/Card.tsx';
import { LinkTabs } from '../components/LinkTabs.tsx';
import { Loading } from '../components/Loading.tsx';
import { PageHeader } from '../components/PageHeader.tsx';
import { focusHeading } from '../hooks/focus-heading.ts';
import { LoadFailed } from '../hooks/LoadFailed.tsx';
import { useLive } from '../hooks/use-live.ts';
import { useNow } from '../hooks/use-now.ts';
import type { Toasts } from '../hooks/use-toast.ts';
import { MomentsTab } from './MomentsTab.tsx';
import { NewsTab } from './NewsTab.tsx';
import { RotationPage } from './RotationPage.tsx';
import { RotationsTab } from './RotationsTab.tsx';
import { isNew } from './work.ts';

const SECTIONS = ['rotations', 'moments', 'news'] as const;
type Section = (typeof SECTIONS)[number];

export interface WorkPageProps {
  /** As the address names it; anything else shows the rotations. */
  readonly section: string;
  /** A record's id; `new` for a new one, `new:MENTOR` for one with a mentor in it; or empty. */
  readonly id: string;
  readonly toasts: Toasts;
}

/** What the student does and is seen doing: rotations, moments, and their own news. */
export function WorkPage({ section, id, toasts }: WorkPageProps) {
  const { today } = useNow();
  const shown: Section = SECTIONS.find(known => known === section) ?? 'rotations';
  const live = useLive(
    async reader => ({
      rotations: await reader.rotations(),
      moments: await reader.moments(),
      milestones: await reader.milestones(),
      mentors: await reader.mentors(),
    }),
    [],
  );
  useEffect(() => {
    // Whoever came here while it loaded waits at the empty page.
    if (live.state !== 'loading' && document.activeElement?.id === 'main') focusHeading();
  }, [live.state]);
  if (live.state !== 'ready') {
    return (
      <>
        <PageHeader title={t('navWork')} />
        <WorkTabs shown={shown} />
        {live.state === 'failed' ? (
          <LoadFailed problem={live.problem} />
        ) : (
          <Card>
            <Loading label={t('loading')} lines={6} />
          </Card>
        )}
      </>
    );
  }
  const work = { ...live.value, today, toasts };
  if (shown === 'rotations' && id !== '' && !isNew(id)) return <RotationPage key={id} id={id} work={work} />;
  const tabs = <WorkTabs shown={shown} />;
  if (shown === 'moments') return <MomentsTab id={id} tabs={tabs} work={work} />;
  if (shown === 'news') return <NewsTab tabs={tabs} work={work} />;
  return <RotationsTab id={id} tabs={tabs} work={work} />;
}

/** Where to go within the page. */
function WorkTabs({ shown }: { readonly shown: Section }) {
  const tabs = { rotations: t('workRotations'), moments: t('workMoments'), news: t('workNews') };
  return (
    <LinkTabs
      label={t('workTabs')}
      tabs={SECTIONS.map(section => ({
        label: tabs[section],
        href: `#/work/${section}`,
        isCurrent: section === shown,
      }))}
    />
  );
}
