import { type Finding, findingsOf, safer } from './finding.ts';

const EMAIL =
  /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]{1,64}@(?:[\p{L}\p{N}-]{1,63}\.){1,6}\p{L}{2,24}(?![\p{L}\p{N}-])/gu;
const LINK = /(?<![\p{L}\p{N}])(?:https?:\/\/|www\.)[^\s<>"“”]{1,2000}/giu;
/** What ends a sentence and no address. */
const TRAILING = /[.,;:!?)\]'’]{1,20}$/;
const PHONE =
  /(?<![\p{L}\p{N}.+-])(?<cue>(?:fax|f:|phone|tel|cell|mobile|pager|call)[.:# \t]{0,4}(?:is|at|no\.?|number)?[: \t]{0,3})?(?:(?:\+?1[ .-]?)?(?:\(\d{3}\)[ ]?|\d{3}[ .-])\d{3}[ .-]\d{4}|\+\d{1,3}(?:[ .-]?\d{2,4}){2,5})(?!\d|[.-]\d)/giu;
/** Seven or ten digits in a row, or three and four, only with a word that says so. */
const PHONE_WITH_CUE =
  /(?<![\p{L}\p{N}])(?<cue>fax|phone|tel|cell|mobile|pager)(?:[ \t](?:is|at|no\.?|number))?[.:# \t]{1,4}(?:\d{3}[ .-]\d{4}|\d{10}|\d{7})(?!\d|[.-]\d)/giu;
const IP_V4 =
  /(?<![\p{L}\p{N}.])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?![\p{L}\p{N}]|\.\d)/gu;
const IP_V6 = /(?<![\p{L}\p{N}:.])[0-9a-f:]{3,45}(?![\p{L}\p{N}:])/giu;

/** Ways to reach somebody, and addresses of pages and machines. */
export function* findContacts(text: string): Iterable<Finding> {
  yield* findingsOf(text, EMAIL, () => ({ kind: 'email', confidence: 'high', safer: safer('nothing') }));
  for (const match of text.matchAll(LINK)) {
    const link = match[0].replace(TRAILING, '');
    if (link.length < 5) continue;
    const end = match.index + link.length;
    yield { start: match.index, end, kind: 'link', confidence: 'high', safer: safer('nothing') };
  }
  for (const pattern of [PHONE, PHONE_WITH_CUE]) {
    yield* findingsOf(text, pattern, ({ groups }) => ({
      kind: /^f/i.test(groups?.cue ?? '') ? 'fax' : 'phone',
      confidence: 'high',
      safer: safer('nothing'),
    }));
  }
  yield* findingsOf(text, IP_V4, () => ({ kind: 'ip-address', confidence: 'high', safer: safer('nothing') }));
  yield* findingsOf(text, IP_V6, ({ 0: found }) =>
    isIpV6(found) ? { kind: 'ip-address', confidence: 'high', safer: safer('nothing') } : null,
  );
}

/** Eight groups of at most four digits, or fewer with one gap; so that a time of day is none. */
function isIpV6(text: string): boolean {
  const groups = text.split(':');
  const gaps = text.split('::').length - 1;
  if (groups.some(group => group.length > 4) || gaps > 1 || text.includes(':::')) return false;
  if (!/[0-9a-f]/i.test(text)) return false;
  return gaps === 1 ? groups.length <= 8 && text.length >= 6 : groups.length === 8;
}
