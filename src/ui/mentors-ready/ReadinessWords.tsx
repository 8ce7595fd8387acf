import './mentors-ready.css';
import type { LocalDate } from '../../core/dates.ts';
import type { Readiness, Verdict } from '../../core/letters/readiness.ts';
import { nextStepText, readinessSummary, verdictText } from '../../i18n/readiness.ts';
import { Badge, type BadgeProps } from '../components/Badge.tsx';

const LOOKS: Readonly<Record<Verdict, Pick<BadgeProps, 'tone' | 'icon'>>> = {
  ready: { tone: 'accent', icon: 'check' },
  soon: { tone: 'info', icon: 'clock' },
  'not-yet': {},
  'not-a-writer': {},
};

export interface VerdictBadgeProps {
  readonly verdict: Verdict;
  /** A chair who does not know the work is met rather than judged. */
  readonly isChair?: boolean | undefined;
}

/** Whether somebody could vouch for the student, in a word. */
export function VerdictBadge({ verdict, isChair = false }: VerdictBadgeProps) {
  return <Badge {...LOOKS[verdict]}>{verdictText({ verdict, isChair })}</Badge>;
}

export interface ReadinessWordsProps {
  readonly readiness: Readiness;
  readonly today: LocalDate;
  /** Without the word in which it ends, where that stands already. */
  readonly hasNoBadge?: boolean | undefined;
}

/** The verdict, what speaks most for it, and the one thing to do: for where somebody is chosen as a writer. */
export function ReadinessWords({ readiness, today, hasNoBadge }: ReadinessWordsProps) {
  const { verdict, next } = readiness;
  return (
    <span class="ready-words">
      {!hasNoBadge && <VerdictBadge verdict={verdict} isChair={readiness.isChair} />}
      <span>{readinessSummary(readiness, today)}</span>
      {next !== null && verdict !== 'ready' && <span class="ready-words-next">{nextStepText(next, today)}</span>}
    </span>
  );
}
