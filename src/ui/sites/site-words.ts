import type { Site } from '../../core/sites.ts';
import { language, t } from '../../i18n/t.ts';
import type { IconName } from '../components/Icon.tsx';

/** What a site shows its people: mail, a calendar, or both. */
function kindOf({ readers }: Site): 'mail' | 'events' | 'both' {
  const calendars = readers.filter(reader => reader.includes('calendar'));
  if (calendars.length === 0) return 'mail';
  return calendars.length === readers.length ? 'events' : 'both';
}

/** What allowing the site does, in one sentence. */
export function whatAllowingDoes(site: Site): string {
  if (!site.hasChip) return t('siteNoChip');
  const hosts = new Intl.ListFormat(language(), { type: 'conjunction' }).format(site.hosts);
  switch (kindOf(site)) {
    case 'mail':
      return t('siteChipMail', { hosts });
    case 'events':
      return t('siteChipEvents', { hosts });
    case 'both':
      return t('siteChipBoth', { hosts });
  }
}

/** The question whether the site may be allowed, on one line. */
export function offerOf(site: Site): string {
  const { name } = site;
  switch (kindOf(site)) {
    case 'mail':
      return t('offerMail', { name });
    case 'events':
      return t('offerEvents', { name });
    case 'both':
      return t('offerBoth', { name });
  }
}

export function iconOf(site: Site): IconName {
  if (!site.hasChip) return 'users';
  return kindOf(site) === 'events' ? 'calendar' : 'mail';
}
