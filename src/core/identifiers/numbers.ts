import { type Finding, findingsOf, type Hinted, type IdentifierKind, leftOut } from './finding.ts';

const EDGE = String.raw`(?<![\p{L}\p{N}])`;
const OF = String.raw`(?:[ \t](?:number|no\.?|num\.?|id|#)|#)?(?:[ \t](?:is|was))?[ \t:#.=-]{0,4}`;
/** Letters and digits with a digit among them; `fewest` characters at least. */
const value = (fewest: number) =>
  String.raw`(?=[A-Z-]{0,14}\d)[A-Z0-9](?:-?[A-Z0-9]){${fewest - 1},17}(?![\p{L}\p{N}])`;
/** With blanks in it: "12 34 56", "AB 12345" (and no year: "policy in 2024"), Medicare's "1EG4 TE5 MK73", a device's "(01)…". */
const WITH_BLANKS = String.raw`(?=(?:\d[ ]?){6})\d{2,4}(?:[ ]\d{2,4}){1,4}(?![\p{L}\p{N}])|(?!(?:in|of|for|at|the|and|to|on|by|has|had)[ ])[A-Z]{1,3}[ ]\d{4,10}(?![\p{L}\p{N}])|\d[A-Z\d]{3}[ ][A-Z\d]{3}[ ][A-Z]{2}\d\d(?![\p{L}\p{N}])|\(01\)\d{14}`;

const withCue = (cue: string, fewest: number): Hinted => [
  new RegExp(String.raw`(?:${cue})(?=.{0,40}\d)`, 'iu'),
  new RegExp(`${EDGE}(?:${cue})${OF}(?:${WITH_BLANKS}|${value(fewest)})`, 'giu'),
];

/** By kind the words that announce it. */
const CUED: readonly (readonly [IdentifierKind, Hinted])[] = [
  [
    'record-number',
    withCue(
      String.raw`MRNs?|MR(?=[ \t]?[#:])|med(?:ical)?[ \t]rec(?:ord)?|record(?=[ \t](?:number|no|num|#|id)|#)|chart(?=[ \t](?:number|no|num|#|id)|#)|hospital(?=[ \t](?:number|no|#|id)|#)|patient[ \t]?id`,
      4,
    ),
  ],
  [
    'health-plan',
    withCue(
      String.raw`member(?:ship)?(?=[ \t](?:number|no|num|#|id|\d{5})|#)|policy|medicare|medicaid|insurance|subscriber|beneficiary|health[ \t]plan|group(?=[ \t](?:number|no|#|id)|#)`,
      5,
    ),
  ],
  ['account', withCue(String.raw`account|acct|encounter|CSN|FIN|HAR|visit(?=[ \t](?:number|no|num|#|id)|#)`, 5)],
  ['licence', withCue(String.raw`licen[cs]e|driver[’']?s[ \t]licen[cs]e|DL|DEA|NPI|certificate|passport`, 5)],
  ['vehicle', withCue(String.raw`VIN|(?:licen[cs]e[ \t]|number[ \t])?plate`, 4)],
  [
    'device',
    withCue(
      String.raw`serial|S\/N|SN|UDI|implant|pacemaker|ICD(?=[ \t](?:number|no|num|#|id|serial)|#)|device(?=[ \t](?:number|no|num|#|id|serial)|#)|lot(?=[ \t](?:number|no|#)|#)`,
      5,
    ),
  ],
  [
    'number',
    withCue(
      String.raw`accession|specimen|case(?=[ \t](?:number|no|num|#|id)|#)|order(?=[ \t](?:number|no|num|#|id)|#)|study[ \t]id|subject[ \t]id|tracking`,
      5,
    ),
  ],
];

const SOCIAL_SECURITY: Hinted = [
  /\d[- ]\d{2}[- ]\d/,
  /(?<![\p{N}-])(?!000|666|9\d\d)\d{3}([- ])(?!00)\d{2}\1(?!0000)\d{4}(?![\p{N}-])/gu,
];
const SOCIAL_SECURITY_WITH_CUE: Hinted = [
  /\d{9}/,
  /(?<![\p{L}\p{N}])(?:SSN|social[ \t]security|soc[ \t]sec)(?:[ \t](?:number|no\.?|#))?(?:[ \t]is)?[ \t:#]{0,4}\d{9}(?!\d)/giu,
];
const LAST_FOUR: Hinted = [
  /(?:SSN|social).{1,30}\d{4}/iu,
  /(?<![\p{L}\p{N}])(?:SSN|social[ \t]security|social)[ \t:,]{0,3}(?:ending(?:[ \t]in)?|last(?:[ \t]four|[ \t]4))[ \t:]{1,3}\d{4}(?!\d)/giu,
];
/** A vehicle's number has 17 characters without I, O and Q. */
const VIN: Hinted = [
  /[A-Z\d]{17}/iu,
  /(?<![\p{L}\p{N}])(?=[A-HJ-NPR-Z]{0,16}\d)(?=\d{0,16}[A-HJ-NPR-Z])[A-HJ-NPR-Z\d]{17}(?![\p{L}\p{N}])/gu,
];
/** Six to ten digits in a row may be a record's number. So may they be a count, with what is counted behind them. */
const DIGITS: Hinted = [
  /\d{6}/,
  /(?<![\p{L}\p{N}$€£.,#/+-])(?<!(?:PMID|NCT|doi|DOI|ISBN|[Pp]latelets|[Pp]lts?|count)[:. \t]{0,2})\d{6,10}(?![\p{L}\p{N}%]|[.,/-]\d|[ \t]?(?:units?|IU|mg|ml|mL|cells?|copies|patients|people|words|participants|dollars|persons)(?!\p{L}))/gu,
];

/** Numbers that are one person's alone: by their form, or by the word before them. */
export function* findNumbers(text: string): Iterable<Finding> {
  for (const pattern of [SOCIAL_SECURITY, SOCIAL_SECURITY_WITH_CUE, LAST_FOUR]) {
    yield* findingsOf(text, pattern, () => leftOut('social-security'));
  }
  for (const [kind, pattern] of CUED) {
    yield* findingsOf(text, pattern, () => leftOut(kind));
  }
  yield* findingsOf(text, VIN, () => leftOut('vehicle'));
  yield* findingsOf(text, DIGITS, ({ 0: found }) =>
    leftOut(/^[2-9]\d\d[2-9]\d{6}$/.test(found) ? 'phone' : 'record-number', 'low'),
  );
}
