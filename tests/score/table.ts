import { FIELDS, type Field, type Judgement, type Score, type Verdict } from '../capture/compare.ts';

export type Counts = Readonly<Record<Verdict, number>>;

export interface ScoredFixture {
  readonly file: string;
  readonly site: string;
  readonly score: Score;
}

export interface Totals {
  readonly fixtures: number;
  /** Fixtures without a difference and without a trap fallen into. */
  readonly allRight: number;
  readonly differences: number;
  readonly precision: number | null;
  readonly recall: number | null;
  readonly traps: { readonly all: number; readonly checked: number; readonly violated: number };
  readonly fields: Readonly<Record<string, CountsWithRates>>;
  readonly sites: Readonly<Record<string, CountsWithRates & { readonly fixtures: number }>>;
}

export interface CountsWithRates extends Counts {
  readonly precision: number | null;
  readonly recall: number | null;
}

export function countOf(judgements: readonly Judgement[]): Counts {
  const counts = { right: 0, wrong: 0, missing: 0, extra: 0, none: 0 };
  for (const { verdict } of judgements) counts[verdict] += 1;
  return counts;
}

/** How much of what was returned is right; `null` when nothing was. */
export function precisionOf({ right, wrong, extra }: Counts): number | null {
  const returned = right + wrong + extra;
  return returned === 0 ? null : right / returned;
}

/** How much of what is there was returned, and right; `null` when nothing is there. */
export function recallOf({ right, wrong, missing }: Counts): number | null {
  const there = right + wrong + missing;
  return there === 0 ? null : right / there;
}

function withRates(judgements: readonly Judgement[]): CountsWithRates {
  const counts = countOf(judgements);
  return { ...counts, precision: precisionOf(counts), recall: recallOf(counts) };
}

export function totalsOf(scored: readonly ScoredFixture[]): Totals {
  const judgements = scored.flatMap(({ score }) => score.judgements);
  const sites = [...new Set(scored.map(({ site }) => site))].toSorted();
  const { precision, recall } = withRates(judgements);
  return {
    fixtures: scored.length,
    allRight: scored.filter(isAllRight).length,
    differences: scored.reduce((sum, { score }) => sum + score.differences.length, 0),
    precision,
    recall,
    traps: {
      all: scored.reduce((sum, { score }) => sum + score.trapCount, 0),
      checked: scored.reduce((sum, { score }) => sum + score.checkedTrapCount, 0),
      violated: scored.reduce((sum, { score }) => sum + score.traps.length, 0),
    },
    fields: Object.fromEntries(
      FIELDS.map(field => [field, withRates(judgements.filter(judgement => judgement.field === field))]),
    ),
    sites: Object.fromEntries(
      sites.map(site => {
        const own = scored.filter(fixture => fixture.site === site);
        return [site, { fixtures: own.length, ...withRates(own.flatMap(({ score }) => score.judgements)) }];
      }),
    ),
  };
}

function isAllRight({ score }: ScoredFixture): boolean {
  return score.differences.length === 0 && score.traps.length === 0;
}

/** The lines of the report: counts by site and field, then every difference, then the total. */
export function reportOf(scored: readonly ScoredFixture[]): readonly string[] {
  const totals = totalsOf(scored);
  const lines: string[] = [];
  for (const [site, counts] of Object.entries(totals.sites)) {
    lines.push('', `${site}: ${counts.fixtures} ${counts.fixtures === 1 ? 'fixture' : 'fixtures'}`, HEAD);
    const own = scored.filter(fixture => fixture.site === site).flatMap(({ score }) => score.judgements);
    for (const field of FIELDS) {
      const judged = own.filter(judgement => judgement.field === field);
      if (judged.length > 0) lines.push(rowOf(field, withRates(judged)));
    }
    lines.push(rowOf('all fields', counts));
  }
  lines.push('', 'all sites', HEAD);
  for (const field of FIELDS) {
    const counts = totals.fields[field];
    if (counts !== undefined && Object.values(counts).some(Boolean)) lines.push(rowOf(field, counts));
  }
  lines.push(rowOf('all fields', withRates(scored.flatMap(({ score }) => score.judgements))));

  lines.push('', totals.differences === 0 ? 'No differences.' : 'Differences:');
  for (const { file, score } of scored) {
    for (const { path, expected, got } of score.differences)
      lines.push(`  ${file}  ${path}: expected ${shown(expected)}, got ${shown(got)}`);
  }
  lines.push('', totals.traps.violated === 0 ? 'No trap fallen into.' : 'Traps fallen into:');
  for (const { file, score } of scored) for (const trap of score.traps) lines.push(`  ${file}  ${trap}`);
  lines.push('', ...summaryOf(totals));
  return lines;
}

function summaryOf({ fixtures, allRight, differences, precision, recall, traps }: Totals): readonly string[] {
  return [
    `Traps: ${traps.violated} fallen into, of ${traps.checked} that can be checked mechanically, of ${traps.all} in all.`,
    `Total: ${allRight} of ${fixtures} fixtures all right; ${differences} ${differences === 1 ? 'difference' : 'differences'}; precision ${percent(precision)}, recall ${percent(recall)}.`,
  ];
}

const WIDTHS = [16, 7, 7, 8, 6, 11, 8] as const;
const HEAD = cells(['', 'right', 'wrong', 'missing', 'extra', 'precision', 'recall']);

function rowOf(name: Field | 'all fields', { right, wrong, missing, extra, precision, recall }: CountsWithRates) {
  return cells([name, right, wrong, missing, extra, percent(precision), percent(recall)].map(String));
}

function cells(texts: readonly string[]): string {
  return texts
    .map((text, index) => (index === 0 ? `  ${text.padEnd(14)}` : text.padStart(WIDTHS[index] ?? 0)))
    .join('');
}

function percent(rate: number | null): string {
  // Never rounded up to a whole that it is not.
  return rate === null ? '-' : `${(Math.floor(rate * 1000) / 10).toFixed(1)}%`;
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}
