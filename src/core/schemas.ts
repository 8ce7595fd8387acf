import * as v from 'valibot';
import { parseAddress } from './address.ts';
import { type LocalDate, type LocalTime, parseLocalDate, parseLocalTime } from './dates.ts';
import { isStamp, type Stamp } from './stamps.ts';
import { cleanLine, cleanText } from './text.ts';

/** Ids are UUIDs of version 7 (RFC 9562); a derived record's id is its key. */
export const idSchema = v.pipe(v.string(), v.minLength(1), v.maxLength(200), v.regex(/^[\w:.@+-]+$/));

/** One line, cleaned; longer texts are cut at `most`. */
export const lineSchema = (most: number) =>
  v.pipe(
    v.string(),
    v.transform(text => cleanLine(text, most)),
  );

/** Several lines, cleaned; longer texts are cut at `most`. */
export const textSchema = (most: number) =>
  v.pipe(
    v.string(),
    v.transform(text => cleanText(text, most)),
  );

export const localDateSchema = v.custom<LocalDate>(
  value => typeof value === 'string' && parseLocalDate(value) !== null,
);
export const localTimeSchema = v.custom<LocalTime>(
  value => typeof value === 'string' && parseLocalTime(value) !== null,
);

/** Milliseconds since the epoch: every moment of the days that `localDateSchema` knows, in every zone. */
export const instantSchema = v.pipe(
  v.number(),
  v.integer(),
  v.minValue(-2_209_075_200_000),
  v.maxValue(7_258_204_800_000),
);

export const addressSchema = v.pipe(
  v.string(),
  v.transform(parseAddress),
  v.custom<string>(address => typeof address === 'string'),
);

/** A link worth keeping: http(s) only, so that no stored link can run script; anything else is `null`. */
export const linkSchema = v.pipe(
  v.nullable(v.string()),
  v.transform(text => {
    if (text === null || text.length > 4000) return null;
    const url = URL.parse(text);
    return url !== null && (url.protocol === 'https:' || url.protocol === 'http:') ? url.href : null;
  }),
);

const stampSchema = v.custom<Stamp>(value => typeof value === 'string' && isStamp(value));
export const stampsSchema = v.record(v.string(), stampSchema);

/**
 * The same fields as they are read back from storage: one that is broken becomes its default and loses no other. Those
 * without a default are what the record cannot be without.
 */
export function asStored<Entries extends v.ObjectEntries>(entries: Entries): Entries {
  const stored = Object.entries(entries).map(([name, field]) => [
    name,
    field.type === 'optional' ? v.fallback(field, () => v.getDefault(field)) : field,
  ]);
  // Each takes and gives what the field does.
  return Object.fromEntries(stored) as Entries;
}

/** A list as it is read back: what is broken in it is left out and loses nothing else, and so is what is one too many. */
export const storedList = <T>(one: v.GenericSchema<unknown, T>, most: number) =>
  v.optional(
    v.pipe(
      v.fallback(v.array(v.unknown()), () => []),
      v.transform(list =>
        list
          .flatMap(given => {
            const parsed = v.safeParse(one, given);
            return parsed.success ? [parsed.output] : [];
          })
          .slice(0, most),
      ),
    ),
    () => [],
  );
