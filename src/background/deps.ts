import type { Site, SiteId } from '../core/sites.ts';
import { wakeAt, wakesAt } from '../platform/alarms.ts';
import { setBadge } from '../platform/badge.ts';
import { now, timeZone } from '../platform/clock.ts';
import { newId } from '../platform/ids.ts';
import { alone } from '../platform/locks.ts';
import { areNotificationsBlocked, clearNotification, type Notice, notify } from '../platform/notifications.ts';
import { tellProgress } from '../platform/progress.ts';
import { report } from '../platform/report.ts';
import { allowedSites, isAllowed } from '../platform/sites-access.ts';
import { openPage, readPage, type TabInfo, tabInfo, tabsOf } from '../platform/tabs.ts';
import { type ChangeContext, openStorage, type Storage } from '../storage/index.ts';

/** Everything an action touches. Tests give real storage and stand-ins for the browser's calls. */
export interface Deps {
  readonly storage: Storage;
  now(): number;
  timeZone(): string;
  newId(): string;
  /**
   * Work that whoever asked need not wait for. It is begun at once; storage stays open until it is done. Should the
   * worker be stopped first, the alarm set by `guardWakeUp` brings it back.
   */
  afterwards(work: () => Promise<unknown>): Promise<void>;
  /** Runs alone, across all that this worker does at once. */
  alone<T>(name: string, work: () => Promise<T>): Promise<T>;
  /** Tells whoever looks how many records of a long write, known by an id, are written so far. */
  tellProgress(id: string, count: number): void;
  wakeAt(at: number): Promise<void>;
  wakesAt(): Promise<number | null>;
  setBadge(text: string, title: string): Promise<void>;
  notify(id: string, notice: Notice): Promise<void>;
  clearNotification(id: string): Promise<void>;
  areNotificationsBlocked(): Promise<boolean>;
  openPage(path: string): Promise<void>;
  /** Whether the student has allowed a site, at the address of a page of it. */
  isAllowed(url: string): Promise<boolean>;
  readPage(tabId: number, site: SiteId | 'generic'): Promise<unknown>;
  tabInfo(tabId: number): Promise<TabInfo | null>;
  tabsOf(site: Site): Promise<TabInfo[]>;
  allowedSites(): Promise<SiteId[]>;
}

/**
 * Opens storage for one event and closes it after: between events a worker has nothing it could rely on.
 *
 * @throws What opening threw; see `storageProblem`.
 */
export async function withDeps<T>(work: (deps: Deps) => Promise<T>): Promise<T> {
  const storage = await openStorage();
  const begun: Promise<unknown>[] = [];
  try {
    return await work({
      storage,
      now,
      timeZone,
      newId,
      afterwards: async task => {
        begun.push(task().catch(report));
      },
      alone,
      tellProgress,
      wakeAt,
      wakesAt,
      setBadge,
      notify,
      clearNotification,
      areNotificationsBlocked,
      openPage,
      isAllowed,
      readPage,
      tabInfo,
      tabsOf,
      allowedSites,
    });
  } finally {
    void Promise.all(begun).then(() => storage.close());
  }
}

/** What a write is stamped with. */
export function contextOf(deps: Pick<Deps, 'now' | 'newId'>): ChangeContext {
  return { now: deps.now(), newId: deps.newId };
}
