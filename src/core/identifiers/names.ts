import { MONTHS } from './dates.ts';
import { type Finding, findingsOf, type Hinted, leftOut, matchesOf, safer } from './finding.ts';

/** A word with a capital, as a name has. */
const NAME = String.raw`\p{Lu}(?:[\p{Ll}\p{M}]|['’]\p{Lu}?)[\p{L}\p{M}'’]{0,40}(?:-\p{Lu}[\p{L}\p{M}'’]{1,40})?`;
const INITIAL = String.raw`\p{Lu}\.`;
/** Small words that belong to the name behind them: "de la Cruz", "van der Berg", "al-Hassan". */
const PARTICLES = String.raw`(?:(?:d[aei]|del|della|de[nr]|d[ao]s|l[aeo]s?|el|al|abu|bin|ibn|v[ao]n|St\.)[ \t]){0,3}(?:[dl]['’]|[ae]l-)?`;
const MORE_NAMES = String.raw`(?:[ \t]{1,3}(?:${PARTICLES}${NAME}|${INITIAL}(?!\p{L}))){0,3}`;
const BLANK = String.raw`[ \t\u00A0]{1,3}`;
/** As names stand in a hospital's records. Nothing says that it is no abbreviation; see `ABBREVIATIONS`. */
const IN_CAPITALS = String.raw`\p{Lu}['’]?\p{Lu}{1,40}(?:-\p{Lu}{2,40})?(?![\p{L}\p{N}&/+’'])(?:${BLANK}(?:DEL?|L[AO]S?|V[AO]N|DE[NR]|\p{Lu}{4,40})(?![\p{L}\p{N}])){0,3}`;
const NAMES = `(?:${PARTICLES}${NAME}${MORE_NAMES}|${IN_CAPITALS})`;
const SMALL_NAME = String.raw`\p{Ll}[\p{Ll}'’-]{1,30}(?![\p{L}\p{N}])`;

/** Mr, Mrs and so on. "MS" is a disease and "MR" a picture, and "ms" and "mr" in small letters are as often. */
const TITLED: Hinted = [
  /M(?:[rsx]|is|RS|[RS]\.)|m(?:r|s\.)|Señor|Sr/,
  new RegExp(
    String.raw`(?<![\p{L}\p{N}])(?<title>Mrs?|Ms|Mx|Miss|Mister|MRS|M[RS](?=\.${BLANK}\p{Lu}{2})|mrs?|ms(?=\.)|Señora?|Sra?)\.?${BLANK}(?:(?<name>${NAMES}|\p{Lu}(?![\p{L}\p{N}])\.?)|(?<small>${SMALL_NAME}))`,
    'gu',
  ),
];

/** "pt Jones", "patient named Maria", "pt: J.S.", "pt JS", "patients Jones". */
const PATIENT: Hinted = [
  /[Pp](?:atient|t)s?[^\p{Ll}]|PATIENT/u,
  new RegExp(
    String.raw`(?<![\p{L}\p{N}])(?:[Pp]atients?(?:[’']s name)?|[Pp]ts?|PATIENT(?=:|[ \t]NAME:))(?<dot>[.:,]?)${BLANK}(?:(?<initials>initials?):?${BLANK}|(?:was |is )?(?:named?|called)${BLANK}|(?:name(?: is|:)|NAME:)${BLANK})?(?<name>\p{Lu}\.(?:[ \t]?\p{Lu}\.){1,2}|\p{Lu}\.${BLANK}${NAME}|${NAMES})`,
    'gu',
  ),
];

/** "J.S., a 65-year-old", "JS is a 65 yo". */
const INITIALS_WITH_AGE: Hinted = [
  /\p{Lu}\.[ \t]?\p{Lu}\.|\p{Lu}{2}(?:,| is| was)/u,
  /(?<![\p{L}\p{N}.])(?:\p{Lu}\.(?:[ \t]?\p{Lu}\.){1,2}(?=,?[ \t]{1,2}(?:(?:is |was )?an?[ \t])?\d{1,3}[ \t-]?(?:y|year|month|week|day))|\p{Lu}{2,3}(?=(?:,| is an?| was an?)[ \t]\d{1,3}[ \t-]?y))/gu,
];

const RELATIVES =
  'wife|husband|spouse|fiancée?|girlfriend|boyfriend|son|daughter|mother|father|mom|mum|dad|brother|sister|sibling|twin|uncle|aunt|cousin|nephew|niece|grandmother|grandfather|grandson|granddaughter|grandma|grandpa|stepmother|stepfather|neighbou?r|roommate|caregiver|employer';

/** A patient's relatives and employers are as protected. The student's own, and the mentor's, are not meant. */
const RELATIVE: Hinted = [
  new RegExp(String.raw`(?:${RELATIVES}),?[ \t\u00A0]{1,3}\p{Lu}`, 'u'),
  new RegExp(
    String.raw`(?<![\p{L}\p{N}])(?<!\b[Mm]y[ \t])(?<!\b[Oo]ur[ \t])(?<who>${RELATIVES})(?<dot>,?)${BLANK}(?<name>${NAME}${MORE_NAMES})`,
    'gu',
  ),
];

/** "a woman named Maria", "whose name was Tom", "name: Tom Berg". */
const NAMED: Hinted = [
  /name|called/i,
  new RegExp(
    String.raw`(?<![\p{L}\p{N}])(?:(?:man|woman|boy|girl|lady|gentleman|child|baby|infant|toddler|teenager|veteran|person|someone|somebody|patient|pt)${BLANK}(?=(?:named|called)${BLANK})|whose${BLANK}name${BLANK}(?:is|was)${BLANK}|(?:[Nn]ame|NAME):${BLANK})(?<name>(?:(?:named|called)${BLANK})?${NAMES}|named${BLANK}(?<small>${SMALL_NAME}))`,
    'gu',
  ),
];

/** Words with a capital that follow such a cue and are no name: what a sentence begins with, and what stands in titles. */
const NO_NAMES: ReadonlySet<string> = new Set([
  ...MONTHS.toLowerCase().split('|'),
  ...(
    'a an the i he she they we it this that these those there here in on at to from for with without after before when while where which who whose what why how if then than ' +
    'and but or so also as not no yes had has have was were is are be been did does do can could will would should may my our her his their your its one two three four five six seven eight nine ten ' +
    'care safety experience education advocacy centered rounds panel history presentation presentations advocate navigator relations satisfaction services service outcomes reported portal handoff handoffs ' +
    'encounter encounters interview interviews counseling communication simulation flow transport transfer interaction interactions population populations autonomy access engagement family families medicine health hospital unit clinic ward note notes list lists log id name number record chart data privacy confidentiality ' +
    'admitted presented came seen denied denies reports reported states complained developed required underwent transferred discharged improved ' +
    'monday tuesday wednesday thursday friday saturday sunday ' +
    'english spanish arabic french german chinese mandarin portuguese american african asian hispanic european white black christian muslim jewish catholic ' +
    'dr doctor prof professor attending resident intern student nurse mr mrs ms miss mother father parkinson alzheimer crohn down scan imaging angiography shows showed'
  ).split(' '),
]);

/** What stands in capitals behind "pt" and is no name and nobody's initials. */
const ABBREVIATIONS: ReadonlySet<string> = new Set(
  (
    'ok id iv er or np bp hr vs ct ef mi gi ob ot dm ' +
    'hiv cad pod dol sob stemi nstemi copd esrd covid picu micu sicu nicu pacu etoh'
  ).split(' '),
);

function isName(name: string | undefined): boolean {
  const first = firstOf(name);
  return !NO_NAMES.has(first.toLowerCase()) && !isAbbreviation(first);
}

/** Of three letters "LEE" and "ROE" are names, and "NPO", "DNR" and "ICU" are none. */
function isAbbreviation(word: string): boolean {
  if (word !== word.toUpperCase()) return false;
  return ABBREVIATIONS.has(word.toLowerCase()) || (word.length === 3 && !/^[^AEIOU][AEIOUY]/.test(word));
}

function firstOf(name = ''): string {
  return /^[\p{L}\p{M}]+/u.exec(name)?.[0] ?? '';
}

/** Names behind a word that announces a patient or somebody of theirs. Plain names cannot be told from other words. */
export function* findNames(text: string): Iterable<Finding> {
  yield* findingsOf(text, TITLED, ({ groups }) => {
    const { title = '', name, small } = groups ?? {};
    // "Miss The boat" begins a sentence, and "MR. BRAIN" is a picture; but "Mr. White" and "Mrs. May" are people.
    const isUnsure = /^(?:Mis|S|M[RS]$)/.test(title);
    if (small === undefined ? isUnsure && !isName(name) : isUnsure || !isName(small)) return null;
    return { kind: 'name', confidence: small === undefined ? 'high' : 'low', safer: safer('the-patient') };
  });
  yield* findingsOf(text, PATIENT, ({ 0: found, groups }) => {
    const { name = '', dot = '', initials } = groups ?? {};
    const isInitials = initials !== undefined || /^\p{Lu}\.[ \t]?\p{Lu}\./u.test(name);
    if (!isInitials && !isName(name)) return null;
    // A full stop after "patient" ends its sentence; after "pt" it belongs to the abbreviation.
    if (dot === '.' && /^patient/i.test(found)) return null;
    // After a comma a new thought begins: "the patient, Elena said".
    const isUnsure = dot === ',' || /^(?:patients|pts)/i.test(found) || (!isInitials && /^\p{Lu}{2,3}$/u.test(name));
    return { kind: 'name', confidence: isUnsure ? 'low' : 'high', safer: safer('the-patient') };
  });
  yield* findingsOf(text, INITIALS_WITH_AGE, ({ 0: found }) =>
    isAbbreviation(found)
      ? null
      : { kind: 'name', confidence: found.includes('.') ? 'high' : 'low', safer: safer('the-patient') },
  );
  yield* behindCue(text, RELATIVE, 'low');
  yield* behindCue(text, NAMED, 'high');
}

/** The name without the word before it: "his wife Maria" becomes "his wife", "a woman named Rosa" "a woman". */
function* behindCue(text: string, hinted: Hinted, confidence: Finding['confidence']): Iterable<Finding> {
  for (const match of matchesOf(text, hinted)) {
    const name = match.groups?.name ?? '';
    if (!isName(name.replace(/^(?:named|called)\s+/, ''))) continue;
    const end = match.index + match[0].length;
    const sure = match.groups?.small === undefined ? confidence : 'low';
    yield { start: end - name.length, end, ...leftOut('name', sure) };
  }
}
