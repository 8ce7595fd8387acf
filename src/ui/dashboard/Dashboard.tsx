import { useEffect, useRef, useState } from 'preact/hooks';
import { plural, t } from '../../i18n/t.ts';
import { Logo } from '../components/Logo.tsx';
import { NavList } from '../components/NavList.tsx';
import { ToastOf } from '../hooks/ToastOf.tsx';
import { useLive, valueOr } from '../hooks/use-live.ts';
import { useNow } from '../hooks/use-now.ts';
import { type Toasts, useToast } from '../hooks/use-toast.ts';
import { ImportSession } from '../import/import-session.ts';
import { DataPage } from './DataPage.tsx';
import { DuePage } from './DuePage.tsx';
import { focusHeading } from './focus-heading.ts';
import { ImportPage } from './ImportPage.tsx';
import { MentorPage } from './MentorPage.tsx';
import { MentorsPage } from './MentorsPage.tsx';
import { type Route, useRoute } from './route.ts';
import { SettingsPage } from './SettingsPage.tsx';
import { SitesPage } from './SitesPage.tsx';

/** The full page: where to go at its side, and one place at a time. */
export function Dashboard() {
  const route = useRoute();
  const toasts = useToast();
  const { now, timeZone } = useNow();
  const count = valueOr(
    useLive(reader => reader.dueCount(now, timeZone), [now, timeZone]),
    0,
  );
  const place = route.page === 'mentor' ? route.id : route.page;
  // Kept here, so that a look at another page loses nothing of what was chosen.
  const [imports] = useState(() => new ImportSession());
  const isFirst = useRef(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever the place changes
  useEffect(() => {
    document.title = t('dashboardPageTitle', { page: titleOf(route) });
    // Whoever follows a link by keyboard or ear is taken along; the first page is left as the browser shows it.
    if (!isFirst.current) {
      scrollTo(0, 0);
      focusHeading();
    }
    isFirst.current = false;
  }, [place]);
  return (
    <div class="dashboard">
      {/* biome-ignore lint/a11y/useValidAnchor: the address after `#` is the place, so the focus is moved instead. */}
      <a class="skip-link" href="#main" onClick={skip}>
        {t('navSkip')}
      </a>
      <header class="dashboard-side">
        <Logo name={t('extensionName')} />
        <NavList
          label={t('navLabel')}
          currentId={route.page === 'mentor' ? 'mentors' : route.page === 'import' ? 'data' : route.page}
          items={[
            { id: 'due', label: t('navDue'), href: '#/due', icon: 'bell', count, countLabel: plural('dueNow', count) },
            { id: 'mentors', label: t('navMentors'), href: '#/mentors', icon: 'users' },
            { id: 'sites', label: t('navSites'), href: '#/sites', icon: 'mail' },
            { id: 'settings', label: t('navSettings'), href: '#/settings', icon: 'settings' },
            { id: 'data', label: t('navData'), href: '#/data', icon: 'shield' },
          ]}
        />
        <p class="dashboard-note">{t('dashboardNote')}</p>
      </header>
      <main class="dashboard-main" id="main" tabIndex={-1}>
        <Place route={route} toasts={toasts} imports={imports} />
      </main>
      <ToastOf toasts={toasts} />
    </div>
  );
}

function skip(event: Event) {
  event.preventDefault();
  focusHeading();
}

function titleOf(route: Route): string {
  switch (route.page) {
    case 'due':
      return t('duePageTitle');
    case 'mentors':
    case 'mentor':
      return t('navMentors');
    case 'sites':
      return t('navSites');
    case 'settings':
      return t('navSettings');
    case 'data':
      return t('navData');
    case 'import':
      return t('importTitle');
  }
}

interface PlaceProps {
  readonly route: Route;
  readonly toasts: Toasts;
  readonly imports: ImportSession;
}

function Place({ route, toasts, imports }: PlaceProps) {
  switch (route.page) {
    case 'due':
      return <DuePage toasts={toasts} />;
    case 'mentors':
      return <MentorsPage isAdding={route.isAdding} toasts={toasts} />;
    case 'mentor':
      return <MentorPage key={route.id} id={route.id} toasts={toasts} />;
    case 'sites':
      return <SitesPage siteId={route.id} toasts={toasts} />;
    case 'settings':
      return <SettingsPage section={route.section} toasts={toasts} />;
    case 'data':
      return <DataPage toasts={toasts} />;
    case 'import':
      return <ImportPage session={imports} toasts={toasts} />;
  }
}
