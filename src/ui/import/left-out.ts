import { t, tFamily } from '../../i18n/t.ts';
import type { ImportState } from './import-session.ts';

/** An entry or a file that is not added, in words. */
export interface LeftOut {
  readonly key: string;
  /** Where it stands: "Event 3 of ward.ics", or the file alone. */
  readonly place: string;
  /** Subject or name; empty for none. */
  readonly title: string;
  readonly reason: string;
}

/** Everything of the files that is not added, and why, file by file. */
export function leftOutOf({ files, rows }: ImportState): readonly LeftOut[] {
  const all: LeftOut[] = [];
  for (const { id, name, content } of files) {
    if (content === null) continue;
    if (typeof content === 'string') {
      all.push({ key: id, place: name, title: '', reason: tFamily('refusal', content) });
      continue;
    }
    for (const [index, { where, reason, value }] of content.refused.entries()) {
      const words = tFamily('refusal', reason);
      all.push({
        key: `${id}|${index}`,
        place: placeOf(where, name),
        title: titleIn(where),
        reason: value === undefined || value === '' ? words : t('importRefusedValue', { reason: words, value }),
      });
    }
  }
  for (const row of rows) {
    if (row.type !== 'left-out') continue;
    const { key, file, where, title, reason } = row;
    all.push({ key, place: placeOf(where, file), title, reason: tFamily('refusal', reason) });
  }
  return all;
}

const PLACE = /^(event|card|row) (\d+)(?:: (.*))?$/s;

function placeOf(where: string, file: string): string {
  const [, what, number = ''] = PLACE.exec(where) ?? [];
  if (what === undefined) return file;
  const place =
    what === 'event'
      ? t('importPlaceEvent', { number })
      : what === 'card'
        ? t('importPlaceCard', { number })
        : t('importPlaceRow', { number });
  return t('importPlaceIn', { file, place });
}

function titleIn(where: string): string {
  return PLACE.exec(where)?.[3] ?? '';
}
