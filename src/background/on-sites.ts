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

/** A site was allowed or withdrawn, or may have been while nobody listened. */
export async function onSites(isNew: boolean): Promise<void> {
  await syncSites(
    {
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
