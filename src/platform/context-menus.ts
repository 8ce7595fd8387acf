import { browser } from './browser.ts';

const LOG = 'log-interaction';

/** What was clicked on. */
export interface MenuClick {
  /** The text selected there; empty for none. */
  readonly selection: string;
  /** The link's address; `null` when it was no link. */
  readonly link: string | null;
  /** What the link shows, where the browser tells; Chromium does not. */
  readonly linkText?: string | null;
  /** The tab; `null` where there was none. */
  readonly tab: {
    readonly id: number | null;
    readonly windowId: number | null;
    readonly title: string;
    readonly url: string;
  } | null;
}

/** Makes the one item, in place of the one before. Safe to run twice. */
export async function createMenu(title: string): Promise<void> {
  await browser.contextMenus.removeAll();
  browser.contextMenus.create({
    id: LOG,
    title,
    contexts: ['page', 'frame', 'selection', 'link', 'editable', 'image', 'video', 'audio'],
  });
}

export function onMenuClick(listener: (click: MenuClick) => void): void {
  browser.contextMenus.onClicked.addListener((info, tab) => {
    if (info.menuItemId !== LOG) return;
    listener({
      selection: info.selectionText ?? '',
      link: info.linkUrl ?? null,
      linkText: info.linkText ?? null,
      tab:
        tab === undefined
          ? null
          : {
              // Chromium gives -1 for what is no real tab, as its PDF viewer's inner page.
              id: tab.id === undefined || tab.id < 0 ? null : tab.id,
              windowId: tab.windowId ?? null,
              title: tab.title ?? '',
              url: tab.url ?? info.pageUrl ?? '',
            },
    });
  });
}
