import { useEffect, useRef, useState } from 'preact/hooks';
import { plural, t } from '../../i18n/t.ts';
import { Logo } from '../components/Logo.tsx';
import { NavList } from '../components/NavList.tsx';
import { focusHeading } from '../hooks/focus-heading.ts';
import { ToastOf } from '../hooks/ToastOf.tsx';
import { useLive, valueOr } from '../hooks/use-live.ts';
import { useNow } from '../hooks/use-now.ts';
import { type Toasts, useToast } from '../hooks/use-toast.ts';
import { ImportSession } from '../import/import-session.ts';
import { DataPage } from './DataPage.tsx';
import { DuePage } from './DuePage.tsx';
import { ImportPage } from './ImportPage.tsx';
import { late } from './Late.tsx';
import { MentorPage } from './MentorPage.tsx';
import { MentorsPage } from './MentorsPage.tsx';
import { type Route, useRoute } from './route.ts';
import { SettingsPage } from './SettingsPage.tsx';
import { SitesPage } from './SitesPage.tsx';

// Each comes when it is first gone to, so that what is due never waits for it.
const LettersPage = late(() => import('../letters/LettersPage.tsx').then(({ LettersPage: page }) => page));
const PacketPage = late(() => import('../packet/PacketPage.tsx').then(({ PacketPage: page }) => page));
const RehearsalPage = late(() => import('../rehearsal/RehearsalPage.tsx').then(({ RehearsalPage: page }) => page));
const PlanPage = late(() => import('../plan/PlanPage.tsx').then(({ PlanPage: page }) => page));
const ProfilePage = late(() => import('../plan/ProfilePage.tsx').then(({ ProfilePage: page }) => page));
const ProgramsPage = late(() => import('../programs/ProgramsPage.tsx').then(({ ProgramsPage: page }) => page));
const SeasonPage = late(() => import('../season/SeasonPage.tsx').then(({ SeasonPage: page }) => page));
const WorkPage = late(() => import('../work/WorkPage.tsx').then(({ WorkPage: page }) => page));
const TemplatesPage = late(() => import('../drafts/TemplatesPage.tsx').then(({ TemplatesPage: page }) => page));

/** The full page: where to go at its side, and one place at a time. */
export function Dashboard() {
  const route = useRoute();
  const toasts = useToast();
  const { now, timeZone } = useNow();
  const count = valueOr(
    useLive(reader => reader.dueCount(now, timeZone), [now, timeZone]),
    0,
  );
  const place = placeOf(route);
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
          currentId={navIdOf(route)}
          items={[
            { id: 'due', label: t('navDue'), href: '#/due', icon: 'bell', count, countLabel: plural('dueNow', count) },
            { id: 'mentors', label: t('navMentors'), href: '#/mentors', icon: 'users' },
            { id: 'letters', label: t('navLetters'), href: '#/letters', icon: 'page' },
            { id: 'plan', label: t('navPlan'), href: '#/plan', icon: 'flag' },
            { id: 'programs', label: t('navPrograms'), href: '#/programs', icon: 'table' },
            { id: 'season', label: t('navSeason'), href: '#/season', icon: 'calendar' },
            { id: 'work', label: t('navWork'), href: '#/work/rotations', icon: 'stethoscope' },
            { id: 'templates', label: t('navTemplates'), href: '#/templates', icon: 'chat' },
            { id: 'profile', label: t('navProfile'), href: '#/profile', icon: 'user', startsGroup: true },
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

/** What makes it another page; a letter or track that is opened over its page does not. */
function placeOf(route: Route): string {
  switch (route.page) {
    case 'mentor':
    case 'packet':
    case 'rehearse':
      return `${route.page}/${route.id}`;
    case 'work':
      return `${route.page}/${route.section}`;
    case 'programs':
      return `${route.page}/${route.view}`;
    default:
      return route.page;
  }
}

/** The place in the list that a page belongs to. */
function navIdOf({ page }: Route): string {
  switch (page) {
    case 'mentor':
    case 'rehearse':
      return 'mentors';
    case 'packet':
      return 'letters';
    case 'import':
      return 'data';
    default:
      return page;
  }
}

function titleOf(route: Route): string {
  switch (route.page) {
    case 'due':
      return t('duePageTitle');
    case 'mentors':
    case 'mentor':
      return t('navMentors');
    case 'letters':
      return t('navLetters');
    case 'packet':
      return t('packetTitle');
    case 'rehearse':
      return t('rehearsalTitle');
    case 'plan':
      return t('navPlan');
    case 'profile':
      return t('navProfile');
    case 'programs':
      return t('navPrograms');
    case 'season':
      return t('navSeason');
    case 'work':
      return t('navWork');
    case 'templates':
      return t('navTemplates');
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
      return <DuePage writing={route.writing} toasts={toasts} />;
    case 'mentors':
      return <MentorsPage isAdding={route.isAdding} toasts={toasts} />;
    case 'mentor':
      return <MentorPage key={route.id} id={route.id} toasts={toasts} />;
    case 'letters':
      return <LettersPage letterId={route.id} toasts={toasts} />;
    case 'packet':
      return <PacketPage key={route.id} letterId={route.id} toasts={toasts} />;
    case 'rehearse':
      return <RehearsalPage key={route.id} mentorId={route.id} toasts={toasts} />;
    case 'plan':
      return <PlanPage trackId={route.id} toasts={toasts} />;
    case 'profile':
      return <ProfilePage toasts={toasts} />;
    case 'programs':
      return <ProgramsPage view={route.view} toasts={toasts} />;
    case 'season':
      return <SeasonPage toasts={toasts} />;
    case 'work':
      return <WorkPage section={route.section} id={route.id} toasts={toasts} />;
    case 'templates':
      return <TemplatesPage id={route.id} toasts={toasts} />;
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
