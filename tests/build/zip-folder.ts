import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { type Zippable, zipSync } from 'fflate';

/** ZIP knows no time zone and no year before 1980. Local time, since that is what fflate writes down. */
const MODIFIED_AT = new Date(2000, 0, 1);

/** The bytes of a zip of all that is in a folder. The same files give the same bytes, on any system and day. */
export async function zipFolder(folder: string): Promise<Uint8Array> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const names = entries
    .filter(entry => entry.isFile() && entry.name !== '.DS_Store')
    .map(entry => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
  const contents: Zippable = {};
  for (const name of names) {
    // Zips say what system they were made on and what the files' rights are: always Unix, always rw-r--r--.
    contents[name] = [await readFile(join(folder, name)), { level: 9, mtime: MODIFIED_AT, os: 3, attrs: 0o644 << 16 }];
  }
  return zipSync(contents);
}
