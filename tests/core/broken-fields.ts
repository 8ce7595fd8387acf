import { getDefault, type ObjectEntries, type ObjectSchema } from 'valibot';

/** Values that no field takes for what it is. */
const BROKEN: readonly unknown[] = [Symbol.iterator, () => 0, Number.NaN];

/**
 * Every field of a record that has a default, with values that are broken for it.
 *
 * @param full - A record that differs from the default in every such field; the call fails when it does not.
 * @param required - The fields that the record cannot be without.
 */
export function brokenFieldsOf<Entries extends ObjectEntries>(
  { entries }: ObjectSchema<Entries, undefined>,
  full: Readonly<Record<string, unknown>>,
  required: readonly (keyof Entries)[],
): (readonly [keyof Entries & string, unknown])[] {
  // The names of the entries.
  const names = Object.keys(entries) as (keyof Entries & string)[];
  return names
    .filter(name => !required.includes(name))
    .flatMap(name => {
      const standard = getDefault(entries[name] as Entries[typeof name]); // it is one of its names
      if (JSON.stringify(full[name]) === JSON.stringify(standard)) throw new Error(`${name} has its default`);
      return BROKEN.map(broken => [name, broken] as const);
    });
}
