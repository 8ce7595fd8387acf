/**
 * The sites that have readers of their own, as the rest of Vouch needs to know them: which script reads a tab's page,
 * and what the student can allow for the chip. `tests/build` holds this list to the readers and to the manifest.
 */

/** The readers, as their files in `src/capture/sites` are called; `generic`, which reads all else, is not among them. */
export const READER_IDS = [
  'gmail',
  'outlook-mail',
  'google-calendar',
  'outlook-calendar',
  'yahoo-mail',
  'proton-mail',
  'fastmail',
  'zoom',
  'teams',
] as const;
export type ReaderId = (typeof READER_IDS)[number];

export const SITE_IDS = [
  'gmail',
  'outlook',
  'google-calendar',
  'yahoo-mail',
  'proton-mail',
  'fastmail',
  'meetings',
] as const;
export type SiteId = (typeof SITE_IDS)[number];

export interface Site {
  readonly id: SiteId;
  /** The product's own name, which is not translated. */
  readonly name: string;
  /** Host names, whole. One that begins with a dot stands for all hosts below it. */
  readonly hosts: readonly string[];
  /** Hosts whose pages the same readers read on a click, but which are not asked for: few people are there. */
  readonly otherHosts?: readonly string[];
  /** The readers its pages want. */
  readonly readers: readonly ReaderId[];
  /** Whether it can be allowed for the chip. Pages that name no person to write to have nothing to show one beside. */
  readonly hasChip: boolean;
}

/**
 * Outlook is one program on four hosts, between which Microsoft sends people as it likes, with mail and calendar on
 * each: it is asked for once.
 */
export const SITES: readonly Site[] = [
  { id: 'gmail', name: 'Gmail', hosts: ['mail.google.com'], readers: ['gmail'], hasChip: true },
  {
    id: 'outlook',
    name: 'Outlook',
    hosts: ['outlook.office.com', 'outlook.office365.com', 'outlook.live.com', 'outlook.cloud.microsoft'],
    otherHosts: ['outlook.office365.us', 'partner.outlook.cn'],
    readers: ['outlook-mail', 'outlook-calendar'],
    hasChip: true,
  },
  {
    id: 'google-calendar',
    name: 'Google Calendar',
    hosts: ['calendar.google.com'],
    readers: ['google-calendar'],
    hasChip: true,
  },
  {
    id: 'yahoo-mail',
    name: 'Yahoo Mail',
    hosts: ['mail.yahoo.com'],
    // Of other countries, and AOL, which is the same program.
    otherHosts: ['.mail.yahoo.com', 'mail.aol.com'],
    readers: ['yahoo-mail'],
    hasChip: true,
  },
  {
    id: 'proton-mail',
    name: 'Proton Mail',
    hosts: ['mail.proton.me'],
    otherHosts: ['mail.protonmail.com'],
    readers: ['proton-mail'],
    hasChip: true,
  },
  {
    id: 'fastmail',
    name: 'Fastmail',
    hosts: ['app.fastmail.com'],
    otherHosts: ['www.fastmail.com', 'beta.fastmail.com'],
    readers: ['fastmail'],
    hasChip: true,
  },
  {
    id: 'meetings',
    name: 'Zoom, Teams',
    hosts: [
      'zoom.us',
      '.zoom.us',
      'zoomgov.com',
      '.zoomgov.com',
      'teams.microsoft.com',
      'teams.live.com',
      'teams.cloud.microsoft',
    ],
    readers: ['zoom', 'teams'],
    hasChip: false,
  },
];

/** The site of the page at this address; `null` for all others. */
export function siteAt(url: string): Site | null {
  const address = URL.parse(url);
  if (address === null || (address.protocol !== 'https:' && address.protocol !== 'http:')) return null;
  const { hostname } = address;
  const isOf = (host: string) => (host.startsWith('.') ? hostname.endsWith(host) : hostname === host);
  return SITES.find(({ hosts, otherHosts = [] }) => [...hosts, ...otherHosts].some(isOf)) ?? null;
}

export function siteWithReader(reader: string): Site | null {
  return SITES.find(({ readers }) => readers.some(id => id === reader)) ?? null;
}

/** The origins that are asked for together when a site is allowed. */
export function originsOf({ hosts }: Site): string[] {
  return hosts.filter(host => !host.startsWith('.')).map(host => `https://${host}/*`);
}
