import { openPage } from '../../platform/tabs.ts';

/** Opens a place of the dashboard, `/mentors`, in a tab, or brings it forward there. */
export function openDashboard(path: string): Promise<void> {
  return openPage(`src/ui/dashboard/index.html#${path}`);
}
