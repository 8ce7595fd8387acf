import {
  injectCompanion,
  registerCompanion,
  registeredCompanions,
  tellCompanions,
  unregisterCompanion,
} from '../platform/companions.ts';
import { alone } from '../platform/locks.ts';
import { allowedOrigins } from '../platform/sites-access.ts';
import { syncSites } from './actions/sync-sites.ts';
import { withDeps } from './deps.ts';

/** A site or the consent was given or withdrawn, or may have been while nobody listened. */
export async function onSites(isNew: boolean): Promise<void> {
  await syncSites(
    {
      hasConsent: () => withDeps(deps => deps.storage.read.hasConsent()),
      allowedOrigins,
      registered: registeredCompanions,
      register: registerCompanion,
      unregister: unregisterCompanion,
      inject: injectCompanion,
      tellCompanions,
      alone,
    },
    isNew,
  );
}
