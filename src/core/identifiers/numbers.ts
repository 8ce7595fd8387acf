import { type Finding, findingsOf, type IdentifierKind, safer } from './finding.ts';

const EDGE = String.raw`(?<![\p{L}\p{N}])`;
const OF = String.raw`(?:[ \t](?:number|no\.?|num\.?|id|#)|#)?(?:[ \t](?:is|was))?[ \t:#.=-]{0,4}`;
/** Letters and digits with a digit among them; `fewest` characters at least. */
const value = (fewest: number) =>
  String.raw`(?=[A-Z-]{0,14}\d)[A-Z0-9](?:-?[A-Z0-9]){${fewest - 1},17}(?![\p{L}\p{N}])`;

const withCue = (cue: string, fewest: number) => new RegExp(`${EDGE}(?:${cue})${OF}${value(fewest)}`, 'giu');

/** By kind the words that announce it. */
const CUED: readonly (readonly [IdentifierKind, RegExp])[] = [
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
      String.raw`member(?:ship)?(?=[ \t](?:number|no|num|#|id)|#)|policy|medicare|medicaid|insurance|subscriber|beneficiary|health[ \t]plan|group(?=[ \t](?:number|no|#|id)|#)`,
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

const SOCIAL_SECURITY = /(?<![\p{N}-])(?!000|666|9\d\d)\d{3}([- ])(?!00)\d{2}\1(?!0000)\d{4}(?![\p{N}-])/gu;
const SOCIAL_SECURITY_WITH_CUE =
  /(?<![\p{L}\p{N}])(?:SSN|social[ \t]security|soc[ \t]sec)(?:[ \t](?:number|no\.?|#))?(?:[ \t]is)?[ \t:#]{0,4}\d{9}(?!\d)/giu;
const LAST_FOUR =
  /(?<![\p{L}\p{N}])(?:SSN|social[ \t]security|social)[ \t:,]{0,3}(?:ending(?:[ \t]in)?|last(?:[ \t]four|[ \t]4))[ \t:]{1,3}\d{4}(?!\d)/giu;
/** A vehicle's number has 17 characters without I, O and Q. */
const VIN = /(?<![\p{L}\p{N}])(?=[A-HJ-NPR-Z]{0,16}\d)(?=\d{0,16}[A-HJ-NPR-Z])[A-HJ-NPR-Z\d]{17}(?![\p{L}\p{N}])/gu;
/** Six to ten digits in a row may be a record's number. So may they be a count, with what is counted behind them. */
const DIGITS =
  /(?<![\p{L}\p{N}$€£.,#/+-])(?<!(?:PMID|NCT|doi|DOI|ISBN)[:. \t]{0,2})\d{6,10}(?![\p{L}\p{N}%]|[.,/-]\d|[ \t]?(?:units?|IU|mg|ml|mL|cells?|copies|patients|people|words|participants|dollars|persons)(?!\p{L}))/gu;

/** Numbers that are one person's alone: by their form, or by the word before them. */
export function* findNumbers(text: string): Iterable<Finding> {
  for (const pattern of [SOCIAL_SECURITY, SOCIAL_SECURITY_WITH_CUE, LAST_FOUR]) {
    yield* findingsOf(text, pattern, () => ({
      kind: 'social-security',
      confidence: 'high',
      safer: safer('nothing'),
    }));
  }
  for (const [kind, pattern] of CUED) {
    yield* findingsOf(text, pattern, () => ({ kind, confidence: 'high', safer: safer('nothing') }));
  }
  yield* findingsOf(text, VIN, () => ({ kind: 'vehicle', confidence: 'high', safer: safer('nothing') }));
  yield* findingsOf(text, DIGITS, () => ({ kind: 'record-number', confidence: 'low', safer: safer('nothing') }));
}
