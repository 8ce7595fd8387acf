import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type source from '../../public/_locales/en/messages.json';
import { builtFolder } from '../support/granted-build.ts';

export type WordKey = keyof typeof source;

// The build's own, since it may be older than the source.
const messages: Readonly<Record<WordKey, { readonly message: string }>> = JSON.parse(
  readFileSync(join(await builtFolder('chrome'), '_locales/en/messages.json'), 'utf8'),
);

/**
 * A visible sentence as the extension shows it in English, so that a test does not break when its wording changes.
 *
 * @param values - By the placeholders' names.
 */
export function word(key: WordKey, values: Readonly<Record<string, string | number>> = {}): string {
  return messages[key].message.replace(/\$(\w+)\$/g, (_, name: string) => {
    const value = values[name.toLowerCase()];
    if (value === undefined) throw new Error(`${key} wants ${name.toLowerCase()}`);
    return String(value);
  });
}
