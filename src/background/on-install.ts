import { t } from '../i18n/t.ts';
import { createMenu } from '../platform/context-menus.ts';
import type { InstallReason } from '../platform/lifecycle.ts';
import { openPage } from '../platform/tabs.ts';
import { forgetSeen } from './actions/last-seen.ts';
import { sweep } from './actions/sweep.ts';
import { withDeps } from './deps.ts';

/** After install or update: the menu's item, the alarm, and once the welcome page. An update opens no page. */
export async function onInstall(reason: InstallReason): Promise<void> {
  await createMenu(t('menuLog'));
  if (reason === 'install') await openPage('src/ui/welcome/index.html');
  await withDeps(async deps => {
    // An update may have brought other rules.
    await forgetSeen(deps);
    await sweep(deps, false);
  });
}

/** After a browser start notifications and alarms are gone; what is open comes back once. */
export async function onStart(): Promise<void> {
  await createMenu(t('menuLog'));
  await withDeps(deps => sweep(deps, true));
}
