/**
 * The worker. Every listener is registered here, in one synchronous pass: it may have been started for this very event.
 * No module keeps anything between events; what has to last is in the database.
 */
import { REQUESTS } from '../messages/requests.ts';
import { onWakeUp } from '../platform/alarms.ts';
import { onMenuClick } from '../platform/context-menus.ts';
import { onBrowserStart, onInstalled } from '../platform/lifecycle.ts';
import { serve } from '../platform/messaging.ts';
import { onNotificationButton, onNotificationClick, onNotificationsAllowed } from '../platform/notifications.ts';
import { report } from '../platform/report.ts';
import { onSitesChanged } from '../platform/sites-access.ts';
import { sweep } from './actions/sweep.ts';
import { withDeps } from './deps.ts';
import { handlers } from './handlers.ts';
import { onInstall, onStart } from './on-install.ts';
import { onMenu } from './on-menu.ts';
import { onNotificationAnswered, onNotificationOpened } from './on-notification.ts';
import { onSites } from './on-sites.ts';
import { onWorkerStart } from './on-worker-start.ts';

serve(REQUESTS, handlers);
onInstalled(reason => {
  onInstall(reason).catch(report);
  onSites(true).catch(report);
});
onBrowserStart(() => void onStart().catch(report));
onWakeUp(() => void withDeps(deps => sweep(deps, false)).catch(report));
onNotificationsAllowed(() => void withDeps(deps => sweep(deps, false)).catch(report));
onMenuClick(click => void onMenu(click).catch(report));
onNotificationClick(id => void onNotificationOpened(id).catch(report));
onNotificationButton((id, button) => void onNotificationAnswered(id, button).catch(report));
onSitesChanged(() => void onSites(false).catch(report));
void onWorkerStart().catch(report);
// Also after a browser start, and for what happened while there was no worker.
void onSites(false).catch(report);
