import type { Deps } from '../../src/background/deps.ts';
import { type SiteId, siteAt } from '../../src/core/sites.ts';
import type { Notice } from '../../src/platform/notifications.ts';
import type { TabInfo } from '../../src/platform/tabs.ts';
import { openStorage } from '../../src/storage/index.ts';

/** A day in the middle of the week, mid-morning in New York, where the tests live. */
export const TUESDAY = Date.parse('2026-03-03T15:30:00Z');
export const ZONE = 'America/New_York';
export const DAY_MS = 24 * 60 * 60 * 1000;

/** Ids in order, random in nothing, of the form of real ones. */
export function countingIds(): () => string {
  let next = 0;
  return () => {
    next += 1;
    return `018f0000-0000-7000-8000-${String(next).padStart(12, '0')}`;
  };
}

let databases = 0;

/** A name no other test uses, so that each has an empty database. */
export function freshName(): string {
  databases += 1;
  return `vouch-test-${Date.now()}-${databases}-${Math.random().toString(36).slice(2)}`;
}

/** What the browser was asked to show, and its clock, which a test may turn. */
export interface FakeBrowser {
  at: number;
  zone: string;
  alarmAt: number | null;
  badge: string;
  title: string;
  isBlocked: boolean;
  readonly shown: Map<string, Notice>;
  /** Every call to show something, in order. */
  readonly calls: string[];
  readonly opened: string[];
  /** What was told of long writes, in order. */
  readonly progress: (readonly [id: string, count: number])[];
  /** What the generic reader answers. */
  page: unknown;
  /** What the site's own reader answers. */
  sitePage: unknown;
  /** The open tabs of the site asked about that may be looked at. */
  tabs: TabInfo[];
  allowed: SiteId[];
  readonly injectedInto: number[];
  readonly readers: string[];
}

/** Real storage, and stand-ins for the browser's own calls only. */
export async function actionDeps(
  name = freshName(),
  fake: FakeBrowser = newFakeBrowser(),
  newId = countingIds(),
): Promise<{ readonly deps: Deps; readonly fake: FakeBrowser; readonly name: string }> {
  const storage = await openStorage(name);
  const deps: Deps = {
    storage,
    now: () => fake.at,
    timeZone: () => fake.zone,
    newId,
    afterwards: async work => {
      await work();
    },
    alone: (_name, work) => work(),
    tellProgress: (id, count) => fake.progress.push([id, count]),
    wakeAt: async at => {
      fake.alarmAt = at;
    },
    wakesAt: async () => fake.alarmAt,
    setBadge: async (text, title) => {
      fake.badge = text;
      fake.title = title;
    },
    notify: async (id, notice) => {
      fake.calls.push(id);
      fake.shown.set(id, notice);
    },
    clearNotification: async id => {
      fake.shown.delete(id);
    },
    areNotificationsBlocked: async () => fake.isBlocked,
    openPage: async path => {
      fake.opened.push(path);
    },
    isAllowed: async url => fake.allowed.some(id => siteAt(url)?.id === id),
    readPage: async (tabId, site) => {
      fake.injectedInto.push(tabId);
      fake.readers.push(site);
      return site === 'generic' ? fake.page : fake.sitePage;
    },
    tabsOf: async () => fake.tabs,
    allowedSites: async () => fake.allowed,
    tabInfo: async id => ({ id, title: 'Inbox', url: 'https://mail.example.com/' }),
  };
  return { deps, fake, name };
}

export function newFakeBrowser(): FakeBrowser {
  return {
    at: TUESDAY,
    zone: ZONE,
    alarmAt: null,
    badge: '',
    title: '',
    isBlocked: false,
    shown: new Map(),
    calls: [],
    opened: [],
    progress: [],
    page: null,
    sitePage: null,
    tabs: [],
    allowed: [],
    injectedInto: [],
    readers: [],
  };
}
