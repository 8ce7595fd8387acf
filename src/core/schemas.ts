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

/** Milliseconds since the epoch, years 1900 to 2200. */
export const instantSchema = v.pipe(
  v.number(),
  v.integer(),
  v.minValue(-2_208_988_800_000),
  v.maxValue(7_258_118_400_000),
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
