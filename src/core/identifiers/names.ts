import { type Finding, findingsOf, safer } from './finding.ts';

/** A word with a capital, as a name has; not one all in capitals, which is an abbreviation. */
const NAME = String.raw`\p{Lu}(?:[\p{Ll}\p{M}]|['’]\p{Lu}?)[\p{L}\p{M}'’]{0,40}(?:-\p{Lu}[\p{L}\p{M}'’]{1,40})?`;
const INITIAL = String.raw`\p{Lu}\.`;
const MORE_NAMES = String.raw`(?:[ \t]{1,3}(?:${NAME}|${INITIAL}(?!\p{L}))){0,3}`;
const BLANK = String.raw`[ \t\u00A0]{1,3}`;

/** Mr, Mrs and so on. "MS" is a disease and "MR" a picture; "ms" and "mr" in small letters are as often. */
const TITLED = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?:Mr|Mrs|Ms|Mx|Miss|Mister|MRS|mrs|Señora?|Sra?)\.?${BLANK}(?:${NAME}${MORE_NAMES}|\p{Lu}(?![\p{L}\p{N}])\.?)`,
  'gu',
);

/** "pt Jones", "patient named Maria", "pt: J.S.", "patients Jones". */
const PATIENT = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?:[Pp]atients?(?:[’']s name)?|[Pp]ts?)(?<dot>[.:,]?)${BLANK}(?:initials?${BLANK}|(?:was |is )?(?:named?|called)${BLANK}|name(?: is|:)${BLANK})?(?<name>\p{Lu}\.(?:[ \t]?\p{Lu}\.){1,2}|\p{Lu}\.${BLANK}${NAME}|${NAME}${MORE_NAMES})`,
  'gu',
);

/** "J.S., a 65-year-old". */
const INITIALS_WITH_AGE =
  /(?<![\p{L}\p{N}.])\p{Lu}\.(?:[ \t]?\p{Lu}\.){1,2}(?=,?[ \t]{1,2}(?:(?:is |was )?an?[ \t])?\d{1,3}[ \t-]?(?:y|year|month|week|day))/gu;

const RELATIVES =
  'wife|husband|spouse|fiancée?|girlfriend|boyfriend|son|daughter|mother|father|mom|mum|dad|brother|sister|sibling|twin|uncle|aunt|cousin|nephew|niece|grandmother|grandfather|grandson|granddaughter|grandma|grandpa|stepmother|stepfather|neighbou?r|roommate|caregiver|employer';

/** A patient's relatives and employers are as protected. The student's own, and the mentor's, are not meant. */
const RELATIVE = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?<!\b[Mm]y[ \t])(?<!\b[Oo]ur[ \t])(?<who>${RELATIVES})(?<dot>,?)${BLANK}(?<name>${NAME}${MORE_NAMES})`,
  'gu',
);

/** "a woman named Maria", "whose name was Tom", "name: Tom Berg". */
const NAMED = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?:(?:man|woman|boy|girl|lady|gentleman|child|baby|infant|toddler|teenager|veteran|person|someone|somebody)${BLANK}(?=(?:named|called)${BLANK})|whose${BLANK}name${BLANK}(?:is|was)${BLANK}|[Nn]ame:${BLANK})(?<name>(?:(?:named|called)${BLANK})?${NAME}${MORE_NAMES})`,
  'gu',
);

/** Words with a capital that follow such a cue and are no name: what a sentence begins with, and what stands in titles. */
const NO_NAMES: ReadonlySet<string> = new Set(
  (
    'a an the i he she they we it this that these those there here in on at to from for with without after before when while where which who whose what why how if then than ' +
    'and but or so also as not no yes had has have was were is are be been did does do can could will would should may my our her his their your its one two three four five six seven eight nine ten ' +
    'care safety experience education advocacy centered rounds panel history presentation presentations advocate navigator relations satisfaction services service outcomes reported portal handoff handoffs ' +
    'encounter encounters interview interviews counseling communication simulation flow transport transfer interaction interactions population populations autonomy access engagement family families medicine health hospital unit clinic ward note notes list lists log id name number record chart data privacy confidentiality ' +
    'admitted presented came seen denied denies reports reported states complained developed required underwent transferred discharged improved ' +
    'monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october november december ' +
    'english spanish arabic french german chinese mandarin portuguese american african asian hispanic european white black christian muslim jewish catholic ' +
    'dr doctor prof professor attending resident intern student nurse mr mrs ms miss mother father parkinson alzheimer crohn down'
  ).split(' '),
);

function isName(name: string | undefined): boolean {
  const first = /^[\p{L}\p{M}]+/u.exec(name ?? '')?.[0] ?? '';
  return !NO_NAMES.has(first.toLowerCase());
}

/** Names behind a word that announces a patient or somebody of theirs. Plain names cannot be told from other words. */
export function* findNames(text: string): Iterable<Finding> {
  yield* findingsOf(text, TITLED, ({ 0: found }) => {
    const name = found.replace(/^\S+\s+/, '');
    // "Miss The boat" begins a sentence.
    if (!isName(name)) return null;
    return { kind: 'name', confidence: 'high', safer: safer('the-patient') };
  });
  yield* findingsOf(text, PATIENT, ({ 0: found, groups }) => {
    const { name = '', dot = '' } = groups ?? {};
    const isInitials = /^\p{Lu}\.[ \t]?\p{Lu}\./u.test(name);
    if (!isInitials && !isName(name)) return null;
    // A full stop after "patient" ends its sentence; after "pt" it belongs to the abbreviation.
    if (dot === '.' && /^patient/i.test(found)) return null;
    // After a comma a new thought begins: "the patient, Elena said".
    const confidence = dot === ',' || /^(?:patients|pts)/i.test(found) ? 'low' : 'high';
    return { kind: 'name', confidence, safer: safer('the-patient') };
  });
  yield* findingsOf(text, INITIALS_WITH_AGE, () => ({
    kind: 'name',
    confidence: 'high',
    safer: safer('the-patient'),
  }));
  yield* behindCue(text, RELATIVE, 'low');
  yield* behindCue(text, NAMED, 'high');
}

/** The name without the word before it: "his wife Maria" becomes "his wife", "a woman named Rosa" "a woman". */
function* behindCue(text: string, pattern: RegExp, confidence: Finding['confidence']): Iterable<Finding> {
  for (const match of text.matchAll(pattern)) {
    const name = match.groups?.name ?? '';
    if (!isName(name.replace(/^(?:named|called)\s+/, ''))) continue;
    const end = match.index + match[0].length;
    yield { start: end - name.length, end, kind: 'name', confidence, safer: safer('nothing') };
  }
}
