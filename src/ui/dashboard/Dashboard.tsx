import { useEffect, useRef } from 'preact/hooks';
import { plural, t } from '../../i18n/t.ts';
import { Logo } from '../components/Logo.tsx';
import { NavList } from '../components/NavList.tsx';
import { firstPicture } from '../hooks/first-look.ts';
import { focusHeading } from '../hooks/focus-heading.ts';
import { ToastOf } from '../hooks/ToastOf.tsx';
import { useLive, valueOr } from '../hooks/use-live.ts';
import { useNow } from '../hooks/use-now.ts';
import { type Toasts, useToast } from '../hooks/use-toast.ts';
import type { ImportSession } from '../import/import-session.ts';
import { late } from './Late.tsx';
import { PAGES } from './pages.ts';
import { type Route, useRoute } from './route.ts';

const DuePage = late(PAGES.due);
const MentorsPage = late(PAGES.mentors);
const MentorPage = late(PAGES.mentor);
const LettersPage = late(PAGES.letters);
const PacketPage = late(PAGES.packet);
const RehearsalPage = late(PAGES.rehearse);
const PlanPage = late(PAGES.plan);
const ProfilePage = late(PAGES.profile);
const ProgramsPage = late(PAGES.programs);
const SeasonPage = late(PAGES.season);
const WorkPage = late(PAGES.work);
const TemplatesPage = late(PAGES.templates);
const SitesPage = late(PAGES.sites);
const SettingsPage = late(PAGES.settings);
const DataPage = late(PAGES.data);
const ImportPage = late(PAGES.import);

/** The full page: where to go at its side, and one place at a time. */
export function Dashboard() {
  const route = useRoute();
  const toasts = useToast();
  const { now, timeZone } = useNow();
  const count = valueOr(
    useLive(reader => reader.dueCount(now, timeZone), [now, timeZone], null, firstPicture),
    0,
  );
  const place = placeOf(route);
  // Kept here, so that a look at another page loses nothing of what was chosen.
  const imports = useRef<ImportSession | null>(null);
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
  readonly imports: { current: ImportSession | null };
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
      return <ImportPage kept={imports} toasts={toasts} />;
  }
}
