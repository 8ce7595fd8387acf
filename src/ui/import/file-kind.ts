/** What a file holds, by its name and how it begins: asked before the reader for it is loaded. */

export type FileKind = 'mail' | 'calendar' | 'contacts' | 'table';

/** Why a file is not even tried. */
export const FILE_PROBLEMS = [
  'empty',
  'too-large',
  'outlook-message',
  'mail-archive',
  'workbook',
  'packed',
  'unknown-kind',
  'cannot-open',
  /** Its reader failed on it. */
  'unreadable',
] as const;
export type FileProblem = (typeof FILE_PROBLEMS)[number];

/** Larger than any reader takes; such a file is not brought into memory. */
export const LARGEST_FILE = 50 * 1024 * 1024;

/** How much of a file is enough to tell. */
export const HEAD_BYTES = 4096;

/** What the file dialog offers first. */
export const ACCEPTED = '.eml,.ics,.ical,.vcf,.vcard,.csv,.tsv,.txt';

const BY_ENDING: Readonly<Record<string, FileKind | FileProblem>> = {
  eml: 'mail',
  ics: 'calendar',
  ical: 'calendar',
  icalendar: 'calendar',
  vcs: 'calendar',
  vcf: 'contacts',
  vcard: 'contacts',
  csv: 'table',
  tsv: 'table',
  tab: 'table',
  msg: 'outlook-message',
  oft: 'outlook-message',
  pst: 'mail-archive',
  ost: 'mail-archive',
  olm: 'mail-archive',
  mbox: 'mail-archive',
  xlsx: 'workbook',
  xls: 'workbook',
  ods: 'workbook',
  numbers: 'workbook',
  zip: 'packed',
  gz: 'packed',
};

/** How files begin that no reader takes, as hexadecimal digits. */
const SIGNATURES: readonly (readonly [start: string, problem: FileProblem])[] = [
  ['d0cf11e0a1b11ae1', 'outlook-message'],
  ['2142444e', 'mail-archive'],
  ['504b0304', 'packed'],
  ['1f8b', 'packed'],
  ['25504446', 'unknown-kind'],
  ['89504e47', 'unknown-kind'],
  ['ffd8ff', 'unknown-kind'],
];

const MAIL_FIELD = /^(?:from|to|date|subject|message-id|mime-version|received|return-path|delivered-to)[ \t]*:/gim;

/** The kind of a file, or why it has none that is read. What it begins with counts more than what it is called. */
export function kindOfFile(name: string, head: Uint8Array): FileKind | FileProblem {
  const named = BY_ENDING[/\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase() ?? ''];
  const hex = Array.from(head.subarray(0, 8), byte => byte.toString(16).padStart(2, '0')).join('');
  const signed = SIGNATURES.find(([start]) => hex.startsWith(start))?.[1];
  // Both Excel's old files and Outlook's messages begin alike, and so do its new ones and archives.
  if (signed !== undefined) return named !== undefined && isProblem(named) ? named : signed;
  const text = new TextDecoder().decode(head);
  if (/^\s*BEGIN:VCALENDAR/im.test(text) && named !== 'mail') return 'calendar';
  if (/^\s*BEGIN:VCARD/im.test(text) && named !== 'mail') return 'contacts';
  if (named !== undefined) return named;
  if ((text.match(MAIL_FIELD)?.length ?? 0) >= 2) return 'mail';
  return /\.txt$/i.test(name) ? 'table' : 'unknown-kind';
}

export function isProblem(kind: FileKind | FileProblem): kind is FileProblem {
  return FILE_PROBLEMS.some(problem => problem === kind);
}
