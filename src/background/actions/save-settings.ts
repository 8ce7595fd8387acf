import * as v from 'valibot';
import { parseAddress } from '../../core/address.ts';
import { profileFieldsSchema } from '../../core/profile.ts';
import { failure, type Result } from '../../core/result.ts';
import { parseSettings, type Settings, settingsSchema } from '../../core/settings.ts';
import { cleanLine } from '../../core/text.ts';
import type { RequestOf, Written } from '../../messages/protocol.ts';
import type { Deps } from '../deps.ts';
import { write } from './write.ts';

/** Settings that are a table of numbers; those that are not given stay. */
const TABLES: ReadonlySet<string> = new Set<keyof Settings>(['rhythmDaysByRole', 'numbers']);

/** Changes the settings given; every reminder they move is refreshed with the write. Refuses what is no setting's value. */
export async function saveSettings(deps: Deps, request: RequestOf<'settings/save'>): Promise<Result<Written>> {
  const stored = await deps.storage.read.settings();
  const known = Object.entries(request).filter(([name]) => name in settingsSchema.entries);
  const given = Object.fromEntries(
    known.map(([name, value]) => {
      const before = stored[name as keyof Settings]; // one of its names, as was just asked
      return [name, TABLES.has(name) && isTable(value) && isTable(before) ? { ...before, ...value } : value];
    }),
  );
  const parsed = parseSettings({ ...stored, ...given });
  // A value that its parser replaced was none.
  const isKept = Object.entries(given).every(([name, value]) => isSame(parsed[name as keyof Settings], value));
  if (!isKept) return failure('settings/invalid');
  return write(deps, async change => {
    await change.put('settings', 'settings', given);
    return { id: 'settings' };
  });
}

function isTable(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether two values of a setting are equal, in whatever order a record's fields were written down. */
function isSame(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((one, at) => isSame(one, b[at]));
  if (!isTable(a) || !isTable(b)) return a === b;
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every(name => name in b && isSame(a[name], b[name]));
}

/** Changes what the student says about themselves. */
export async function saveProfile(deps: Deps, request: RequestOf<'profile/save'>): Promise<Result<Written>> {
  const parsed = v.safeParse(v.partial(profileFieldsSchema), request);
  if (!parsed.success) {
    const field = String(parsed.issues[0].path?.[0]?.key ?? '');
    return field === 'emails' ? failure('form/bad-address', badAddress(request)) : failure('record/invalid', field);
  }
  return write(deps, async change => {
    await change.put('profile', 'profile', parsed.output);
    return { id: 'profile' };
  });
}

function badAddress({ emails }: RequestOf<'profile/save'>): string {
  const list = Array.isArray(emails) ? emails : [];
  const bad = list.find(email => typeof email !== 'string' || parseAddress(email) === null);
  return cleanLine(String(bad ?? ''), 80);
}
