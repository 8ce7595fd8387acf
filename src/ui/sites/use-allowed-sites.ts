import { useEffect, useState } from 'preact/hooks';
import type { SiteId } from '../../core/sites.ts';
import { report } from '../../platform/report.ts';
import { allowedSites, onSitesChanged } from '../../platform/sites-access.ts';

/** The sites that are allowed, as the browser has it, also when that is changed elsewhere; `null` until it is known. */
export function useAllowedSites(): readonly SiteId[] | null {
  const [allowed, setAllowed] = useState<readonly SiteId[] | null>(null);
  useEffect(() => {
    let isWanted = true;
    const ask = () => {
      allowedSites()
        .then(found => isWanted && setAllowed(found))
        .catch(report);
    };
    ask();
    const stop = onSitesChanged(ask);
    return () => {
      isWanted = false;
      stop();
    };
  }, []);
  return allowed;
}
