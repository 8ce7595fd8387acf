import { SITES, type Site } from '../../core/sites.ts';
import type { Companion } from '../../platform/companions.ts';

/** What it touches: the browser's own lists. Nothing about them is kept by us. */
export interface SitesDeps {
  /** Whether the student agreed to the reading of pages. */
  hasConsent(): Promise<boolean>;
  allowedOrigins(site: Site): Promise<readonly string[]>;
  registered(): Promise<readonly Companion[]>;
  register(companion: Companion): Promise<void>;
  unregister(id: string): Promise<void>;
  /** Into pages that are open. */
  inject(companion: Companion): Promise<void>;
  tellCompanions(): Promise<void>;
  /** Runs alone, across all that this worker does at once. */
  alone<T>(name: string, work: () => Promise<T>): Promise<T>;
}

/**
 * Makes the scripts that show the chip those of the sites that are allowed now, and no others; without consent there are
 * none. Safe to run at any time and twice at once: it compares what is registered with what is allowed.
 *
 * @param isNew - Whether this version of Vouch was just started: pages that are open have a script of the one before, or
 *   none, and get this one's.
 */
export async function syncSites(deps: SitesDeps, isNew: boolean): Promise<void> {
  await deps.alone('sites', async () => {
    const wanted = await wantedCompanions(deps);
    const registered = await deps.registered();
    const stale = registered.filter(one => !wanted.some(other => isSame(one, other)));
    for (const { id } of stale) await deps.unregister(id);
    const missing = wanted.filter(one => !registered.some(other => isSame(one, other)));
    for (const companion of missing) await deps.register(companion);
    for (const companion of isNew ? wanted : missing) await deps.inject(companion);
    if (stale.length > 0) await deps.tellCompanions();
  });
}

async function wantedCompanions({ allowedOrigins, hasConsent }: SitesDeps): Promise<Companion[]> {
  const wanted: Companion[] = [];
  for (const site of SITES.filter(({ hasChip }) => hasChip)) {
    const origins = await allowedOrigins(site);
    if (origins.length > 0) wanted.push({ id: `chip-${site.id}`, file: `capture/chip-${site.id}.js`, origins });
  }
  // Asked last, since that opens storage, and most workers start with no site allowed.
  return wanted.length > 0 && (await hasConsent()) ? wanted : [];
}

function isSame(one: Companion, other: Companion): boolean {
  // Browsers give the file with a slash before it, or its whole address.
  const isFile = one.file.endsWith(other.file) || other.file.endsWith(one.file);
  return one.id === other.id && isFile && one.origins.toSorted().join() === other.origins.toSorted().join();
}
