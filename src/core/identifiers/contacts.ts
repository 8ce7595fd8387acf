import { type Finding, findingsOf, type Hinted, leftOut, matchesOf } from './finding.ts';

const EMAIL: Hinted = [
  /@/,
  /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]{1,64}@(?:[\p{L}\p{N}-]{1,63}\.){1,6}\p{L}{2,24}(?![\p{L}\p{N}-])/gu,
];
/** With what it begins with, or by its domain and a path: "x.org/patient/1". */
const LINK: Hinted = [
  /:\/\/|www\.|\.\p{L}{2,6}\/./iu,
  /(?<![\p{L}\p{N}])(?:https?:\/\/|www\.|(?<![@./-])(?:[\p{L}\p{N}-]{1,63}\.){1,4}(?:com|org|net|edu|gov|io)\/)[^\s<>"“”]{1,2000}/giu,
];
/** What ends a sentence and no address. */
const TRAILING = /[.,;:!?)\]'’]{1,20}$/;
/** Both ways to write a telephone's number end in seven digits, or begin with a plus. */
const PHONE_HINT = /\d{3}[ .-]?\d{4}|\+\d/;
const PHONE: Hinted = [
  PHONE_HINT,
  /(?<![\p{L}\p{N}.+-])(?<cue>(?:fax|f:|phone|tel|cell|mobile|pager|call)[.:# \t]{0,4}(?:is|at|no\.?|number)?[: \t]{0,3})?(?:(?:\+?1[ .-]?)?(?:\(\d{3}\)[ ]?|\d{3}[ .-])\d{3}[ .-]\d{4}|\+\d{1,3}(?:[ .-]?\d{2,4}){2,5})(?!\d|[.-]\d)/giu,
];
/** Seven or ten digits in a row, or three and four, only with a word that says so. */
const PHONE_WITH_CUE: Hinted = [
  PHONE_HINT,
  /(?<![\p{L}\p{N}])(?<cue>fax|phone|tel|cell|mobile|pager)(?:[ \t](?:is|at|no\.?|number))?[.:# \t]{1,4}(?:\d{3}[ .-]\d{4}|\d{10}|\d{7})(?!\d|[.-]\d)/giu,
];
const IP_V4: Hinted = [
  /\d\.\d{1,3}\.\d/,
  /(?<![\p{L}\p{N}.])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?![\p{L}\p{N}]|\.\d)/gu,
];
const IP_V6: Hinted = [/:[0-9a-f]{0,4}:/i, /(?<![\p{L}\p{N}:.])[0-9a-f:]{3,45}(?![\p{L}\p{N}:])/giu];

/** Ways to reach somebody, and addresses of pages and machines. */
export function* findContacts(text: string): Iterable<Finding> {
  yield* findingsOf(text, EMAIL, () => leftOut('email'));
  for (const match of matchesOf(text, LINK)) {
    const link = match[0].replace(TRAILING, '');
    if (link.length < 5) continue;
    const end = match.index + link.length;
    yield { start: match.index, end, ...leftOut('link') };
  }
  for (const pattern of [PHONE, PHONE_WITH_CUE]) {
    yield* findingsOf(text, pattern, ({ groups }) => leftOut(/^f/i.test(groups?.cue ?? '') ? 'fax' : 'phone'));
  }
  yield* findingsOf(text, IP_V4, () => leftOut('ip-address'));
  yield* findingsOf(text, IP_V6, ({ 0: found }) => (isIpV6(found) ? leftOut('ip-address') : null));
}

/** Eight groups of at most four digits, or fewer with one gap; so that a time of day is none. */
function isIpV6(text: string): boolean {
  const groups = text.split(':');
  const gaps = text.split('::').length - 1;
  if (groups.some(group => group.length > 4) || gaps > 1 || text.includes(':::')) return false;
  if (!/[0-9a-f]/i.test(text)) return false;
  return gaps === 1 ? groups.length <= 8 && text.length >= 6 : groups.length === 8;
}
