import * as v from 'valibot';
import { parseAddress } from '../../core/address.ts';
import { profileFieldsSchema } from '../../core/profile.ts';
import { failure, type Result } from '../../core/result.ts';
import { parseSettings, settingsSchema } from '../../core/settings.ts';
import { cleanLine } from '../../core/text.ts';
import type { RequestOf, Written } from '../../messages/protocol.ts';
import type { Deps } from '../deps.ts';
import { refreshAllReminders } from './refresh-reminders.ts';
import { write } from './write.ts';

/** Changes the settings given, and every reminder they move. Refuses what is no setting's value. */
export async function saveSettings(deps: Deps, request: RequestOf<'settings/save'>): Promise<Result<Written>> {
  const known = Object.keys(settingsSchema.entries);
  const given = Object.fromEntries(Object.entries(request).filter(([name]) => known.includes(name)));
  const parsed = parseSettings({ ...(await deps.storage.read.settings()), ...given });
  const isKept = Object.entries(given).every(([name, value]) => {
    // A value that its parser replaced was none.
    return JSON.stringify(parsed[name as keyof typeof parsed]) === JSON.stringify(value);
  });
  if (!isKept) return failure('settings/invalid');
  return write(deps, async change => {
    await change.put('settings', 'settings', given);
    await refreshAllReminders(deps, change);
    return { id: 'settings' };
  });
}

/** Changes what the student says about themselves. */
export async function saveProfile(deps: Deps, request: RequestOf<'profile/save'>): Promise<Result<Written>> {
  const parsed = v.safeParse(v.partial(profileFieldsSchema), request);
  if (!parsed.success) return failure('form/bad-address', badAddress(request));
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
