import type { MenuClick } from '../platform/context-menus.ts';
import { openPanel } from '../platform/side-panel.ts';
import { prepareLog } from './actions/prepare-log.ts';
import { withDeps } from './deps.ts';

/** Opens the panel, then prepares what it shows. */
export async function onMenu(click: MenuClick): Promise<void> {
  // First, since only now does the click count as a gesture.
  openPanel(click.tab?.windowId ?? null);
  await withDeps(deps => prepareLog(deps, click));
}
