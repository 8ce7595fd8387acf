import * as v from 'valibot';
import { addressSchema, lineSchema } from './schemas.ts';

const MOST_ADDRESSES = 20;

/** What the student may enter; refuses what is no address. */
export const profileFieldsSchema = v.object({
  name: lineSchema(200),
  /** The student's own addresses, so that they are never taken for a mentor. */
  emails: v.pipe(
    v.array(addressSchema),
    v.maxLength(MOST_ADDRESSES),
    v.transform(list => [...new Set(list)]),
  ),
  school: lineSchema(200),
});

const profileSchema = v.object({
  name: v.fallback(profileFieldsSchema.entries.name, ''),
  // One that is broken does not lose the others.
  emails: v.fallback(
    v.pipe(
      v.array(v.fallback(v.nullable(addressSchema), null)),
      v.transform(list => [...new Set(list.filter(address => address !== null))].slice(0, MOST_ADDRESSES)),
    ),
    [],
  ),
  school: v.fallback(profileFieldsSchema.entries.school, ''),
});
export type Profile = Readonly<v.InferOutput<typeof profileSchema>>;

/** Turns anything into a valid profile. */
export function parseProfile(stored: unknown): Profile {
  return v.parse(profileSchema, typeof stored === 'object' && stored !== null ? stored : {});
}
