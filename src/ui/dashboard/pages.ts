/**
 * The code of each place, which comes when it is gone to, so that no place waits for another's. That of the place the address
 * names is asked for at once: this file runs while the page's other files are still being fetched, see `earlyRead` in
 * `vite.config.ts`, and therefore imports nothing at once.
 */
export const PAGES = {
  due: () => import('./DuePage.tsx').then(({ DuePage }) => DuePage),
  mentors: () => import('./MentorsPage.tsx').then(({ MentorsPage }) => MentorsPage),
  mentor: () => import('./MentorPage.tsx').then(({ MentorPage }) => MentorPage),
  letters: () => import('../letters/LettersPage.tsx').then(({ LettersPage }) => LettersPage),
  packet: () => import('../packet/PacketPage.tsx').then(({ PacketPage }) => PacketPage),
  rehearse: () => import('../rehearsal/RehearsalPage.tsx').then(({ RehearsalPage }) => RehearsalPage),
  plan: () => import('../plan/PlanPage.tsx').then(({ PlanPage }) => PlanPage),
  profile: () => import('../plan/ProfilePage.tsx').then(({ ProfilePage }) => ProfilePage),
  programs: () => import('../programs/ProgramsPage.tsx').then(({ ProgramsPage }) => ProgramsPage),
  season: () => import('../season/SeasonPage.tsx').then(({ SeasonPage }) => SeasonPage),
  work: () => import('../work/WorkPage.tsx').then(({ WorkPage }) => WorkPage),
  templates: () => import('../drafts/TemplatesPage.tsx').then(({ TemplatesPage }) => TemplatesPage),
  sites: () => import('./SitesPage.tsx').then(({ SitesPage }) => SitesPage),
  settings: () => import('./SettingsPage.tsx').then(({ SettingsPage }) => SettingsPage),
  data: () => import('./DataPage.tsx').then(({ DataPage }) => DataPage),
  import: () => import('./ImportPage.tsx').then(({ ImportPage }) => ImportPage),
} as const;

const [, place = '', more = ''] = /^#\/(\w+)(?:\/(\w+))?/.exec(location.hash) ?? [];
const first = place === 'mentors' && more !== '' && more !== 'new' ? 'mentor' : place;
const load = Object.entries(PAGES).find(([name]) => name === first)?.[1] ?? PAGES.due;
// Asked for again where it is shown, and there a failure is said.
load().catch(() => {});
