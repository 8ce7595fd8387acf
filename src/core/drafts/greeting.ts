import type { Mentor } from '../mentor.ts';

const DEGREE = String.raw`(?:M\.?D|D\.?O|Ph\.?D|D\.?Phil|MB\s?B\.?Ch|MB\s?Ch\.?B|MBBS|BMBS|D\.?D\.?S|D\.?M\.?D|D\.?P\.?M|Pharm\.?D|Psy\.?D)\.?`;
/** Of credentials, or of what stands behind a name's comma. */
const DOCTORS = new RegExp(String.raw`(?<!\p{L})${DEGREE}(?!\p{L})`, 'iu');
/** Behind a name without a comma: in capitals, as nobody writes a name that looks alike, and never the name itself. */
const DEGREES_AT_END = new RegExp(String.raw`(?<=\S)(?:[\s/-]+${DEGREE})+(?=,|$)`, 'u');
/** "Dr.", "Prof. Dr.", "Prof", and as Arabic and Greek write them. */
const TITLE = /^(?:(?:(?:dr|prof|professor|doctor|δρ|καθ)(?!\p{L})|(?:أ\.\s?)?د(?=[./]))[./]?\s*)+/iu;
/** What follows a name after its comma or at its end. */
const AFTER_NAME = /(?:,.*|\s+(?:jr|sr|ii|iii|iv)\.?)$/i;
/** Scripts in which the last word need not be a family name: it comes first, or is not what people are called by. */
const WHOLE_NAME = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Arabic}]/u;

/** "Dr. Rivera" for a doctor, "Dr. de la Cruz" with what belongs to the name, else the name as it is kept. */
export function greetingOf({ name, credentials }: Pick<Mentor, 'name' | 'credentials'>): string {
  const untitled = name.replace(TITLE, '').trim();
  const bare = untitled.replace(DEGREES_AT_END, '').trim();
  const isDoctor = DOCTORS.test(credentials) || bare !== untitled || DOCTORS.test(/,(.*)$/.exec(bare)?.[1] ?? '');
  if (!isDoctor && untitled === name.trim()) return name;
  const words = bare.replace(AFTER_NAME, '').trim().split(/\s+/);
  if (WHOLE_NAME.test(bare)) return `Dr. ${words.join(' ')}`;
  // Small letters lead up to a family name: van, de la, bin.
  let first = words.length - 1;
  while (first > 1 && /^\p{Ll}/u.test(words[first - 1] ?? '')) first -= 1;
  const last = words.slice(first).join(' ');
  return last === '' ? name : `Dr. ${last}`;
}
