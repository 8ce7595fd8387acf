import { browser } from './browser.ts';
import { report } from './report.ts';

const PANEL = 'src/ui/sidepanel/index.html';

/** Chromium's side panel, which the polyfill's types do not know. Absent in Firefox and in Chromium before 114. */
interface SidePanel {
  open(options: { windowId: number }): Promise<void>;
}

// `chrome` exists in both browsers; its type is only what is asked of it here.
declare const chrome: { readonly sidePanel?: SidePanel } | undefined;

/**
 * Opens the panel: Chromium's side panel, Firefox's sidebar, or failing both a small window.
 *
 * Has to run before the first `await` of an event that the student caused, since only then does it count as a gesture.
 */
export function openPanel(windowId: number | null): void {
  const sidePanel = typeof chrome === 'undefined' ? undefined : chrome.sidePanel;
  if (sidePanel !== undefined && windowId !== null) {
    sidePanel.open({ windowId }).catch(openWindow);
  } else if (browser.sidebarAction !== undefined) {
    browser.sidebarAction.open().catch(openWindow);
  } else {
    openWindow();
  }
}

/**
 * Opens the panel beside a page whose chip was clicked. Chromium passes the click on with the message that tells of it;
 * Firefox does not.
 *
 * Has to run before the first `await` of that message.
 *
 * @returns Whether it is open.
 */
export async function openPanelBeside(windowId: number | null): Promise<boolean> {
  const sidePanel = typeof chrome === 'undefined' ? undefined : chrome.sidePanel;
  if (sidePanel === undefined || windowId === null) return false;
  return sidePanel.open({ windowId }).then(
    () => true,
    () => false,
  );
}

/** How wide and high the small window is, in pixels: the panel's least comfortable width. */
const WINDOW = { width: 420, height: 720 };

function openWindow(): void {
  browser.windows.create({ type: 'popup', url: browser.runtime.getURL(PANEL), ...WINDOW }).catch(report);
}
