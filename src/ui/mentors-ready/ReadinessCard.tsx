import './mentors-ready.css';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { LocalDate } from '../../core/dates.ts';
import { isUnderWay, type Letter } from '../../core/letter.ts';
import { type NextStep, type Readiness, type Reason, readinessOf } from '../../core/letters/readiness.ts';
import { READINESS_RULES, RULE_SOURCES } from '../../core/letters/readiness-rules.ts';
import type { Purpose } from '../../core/message-template.ts';
import { formatDay } from '../../i18n/format.ts';
import { factText, lackText, nextStepText, readinessRuleText, verdictSentence } from '../../i18n/readiness.ts';
import { t } from '../../i18n/t.ts';
import { Button } from '../components/Button.tsx';
import { Card } from '../components/Card.tsx';
import { Icon, type IconName } from '../components/Icon.tsx';
import { Loading } from '../components/Loading.tsx';
import { LateMessageDialog } from '../drafts/LateMessageDialog.tsx';
import { useLive } from '../hooks/use-live.ts';
import { useNow } from '../hooks/use-now.ts';
import type { Toasts } from '../hooks/use-toast.ts';
import { SourceLine } from '../plan/SourceLine.tsx';
import { LateMomentDialog } from './LateMomentDialog.tsx';
import { VerdictBadge } from './ReadinessWords.tsx';

export interface ReadinessCardProps {
  readonly mentorId: string;
  readonly toasts: Toasts;
}

type Open = { readonly what: 'moment' } | { readonly what: 'message'; readonly purpose: Purpose };

/** Whether this mentor could vouch for the student: the verdict, the reasons, what is missing, and the one thing to do. */
export function ReadinessCard({ mentorId, toasts }: ReadinessCardProps) {
  const { today } = useNow();
  const [open, setOpen] = useState<Open | null>(null);
  const live = useLive(
    async reader => ({
      evidence: await reader.evidenceOf(mentorId),
      tracks: await reader.tracks(),
      letters: await reader.lettersBy(mentorId),
      mentors: await reader.mentors(),
      rotations: await reader.rotations(),
    }),
    [mentorId],
  );
  if (live.state === 'loading') {
    return (
      <Card title={t('readyTitle')}>
        <Loading label={t('loading')} lines={4} />
      </Card>
    );
  }
  // What failed is said by the page, which reads the same.
  if (live.state === 'failed' || live.value.evidence === null) return null;
  const { evidence, tracks, letters, mentors, rotations } = live.value;
  const readiness = readinessOf(evidence, today, tracks);
  const asked = letters.filter(isUnderWay).find(({ askedOn }) => askedOn !== null) ?? null;
  const close = () => setOpen(null);
  return (
    <Card
      title={t('readyTitle')}
      // Whether to ask is no question any more once it was done.
      actions={asked === null && <VerdictBadge verdict={readiness.verdict} isChair={readiness.isChair} />}
    >
      <div class="ready">
        {asked === null ? (
          <>
            <p>{verdictSentence(readiness)}</p>
            <Next readiness={readiness} today={today} onOpen={setOpen} />
          </>
        ) : (
          <Asked letter={asked} today={today} />
        )}
        <Reasons title={t('readyReasons')} reasons={readiness.reasons}>
          {reason => factText(reason.fact, today)}
        </Reasons>
        <Reasons
          title={readiness.verdict === 'not-a-writer' ? t('readyAgainst') : t('readyMissing')}
          reasons={readiness.missing}
          isMissing
        >
          {reason => lackText(reason, today)}
        </Reasons>
        <Rules today={today} />
      </div>
      {open?.what === 'message' && (
        <LateMessageDialog purpose={open.purpose} mentorId={mentorId} letterId={null} toasts={toasts} onClose={close} />
      )}
      {open?.what === 'moment' && (
        <LateMomentDialog
          moment={{ on: today, mentorIds: [mentorId], rotationId: null }}
          mentors={mentors}
          rotations={rotations}
          toasts={toasts}
          onClose={close}
        />
      )}
    </Card>
  );
}

interface NextProps {
  readonly readiness: Readiness;
  readonly today: LocalDate;
  onOpen(open: Open): void;
}

/** The one thing to do, and where it is done. */
function Next({ readiness, today, onOpen }: NextProps) {
  const { next } = readiness;
  if (next === null) return null;
  return (
    <div class="ready-next">
      <h3>{t('readyNext')}</h3>
      <p>{nextStepText(next, today)}</p>
      <div class="cluster">
        <NextButton next={next} mentorId={readiness.mentorId} onOpen={onOpen} />
      </div>
    </div>
  );
}

interface NextButtonProps {
  readonly next: NextStep;
  readonly mentorId: string;
  onOpen(open: Open): void;
}

function NextButton({ next, mentorId, onOpen }: NextButtonProps) {
  const writing = (purpose: Purpose, words: string) => (
    <Button size="s" icon="mail" onClick={() => onOpen({ what: 'message', purpose })}>
      {words}
    </Button>
  );
  switch (next.type) {
    case 'ask':
      return (
        <a class="button secondary size-s" href={`#/rehearse/${mentorId}`}>
          {t('readyDoRehearse')}
        </a>
      );
    case 'ask-feedback':
      return writing('feedback', t('readyDoFeedback'));
    case 'log-moments':
      return (
        <Button size="s" icon="pencil" onClick={() => onOpen({ what: 'moment' })}>
          {t('readyDoMoment')}
        </Button>
      );
    case 'count-days':
    case 'work-together':
    case 'ahead':
      return (
        <a class="button secondary size-s" href={`#/work/rotations/${next.rotation.id}`}>
          {t('readyDoDays')}
        </a>
      );
    case 'get-in-touch':
      return writing('check-in', t('readyDoTouch'));
    case 'meet':
    case 'book-meeting':
      return writing('meeting', t('readyDoMeet'));
    case 'ask-attending':
      return null;
  }
}

function Asked({ letter, today }: { readonly letter: Letter; readonly today: LocalDate }) {
  const { askedOn, answeredOn, answer } = letter;
  if (askedOn === null) return null;
  return (
    <p class="ready-asked">
      <Icon name="check" />
      {answer === 'yes' && answeredOn !== null
        ? t('readyAskedYes', { day: formatDay(answeredOn, today) })
        : t('readyAsked', { day: formatDay(askedOn, today) })}{' '}
      <a href={`#/letters/${letter.id}`}>{t('readyAskedLetter')}</a>
    </p>
  );
}

const ICONS: Readonly<Record<Reason['level'], IconName>> = {
  whole: 'check',
  part: 'check',
  open: 'info',
  note: 'info',
};

interface ReasonsProps {
  readonly title: string;
  readonly reasons: readonly Reason[];
  readonly isMissing?: boolean;
  children(reason: Reason): ComponentChildren;
}

function Reasons({ title, reasons, isMissing = false, children }: ReasonsProps) {
  if (reasons.length === 0) return null;
  return (
    <div>
      <h3>{title}</h3>
      <ul class="ready-reasons">
        {reasons.map(reason => (
          <li key={`${reason.rule}-${reason.fact.type}`} class={isMissing ? 'is-missing' : `is-${reason.level}`}>
            <Icon name={isMissing ? 'flag' : ICONS[reason.level]} />
            <span class="plaintext">{children(reason)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** What is judged and why, folded away. */
function Rules({ today }: { readonly today: LocalDate }) {
  return (
    <details class="ready-rules">
      <summary>{t('readyWhy')}</summary>
      <p>{t('readyRulesIntro')}</p>
      <dl>
        {READINESS_RULES.map(rule => {
          const { name, text } = readinessRuleText(rule);
          const { source, isOwnFigure } = RULE_SOURCES[rule];
          return (
            <div key={rule}>
              <dt>{name}</dt>
              <dd>
                {text} {isOwnFigure && t('readyOwnFigure')} <SourceLine source={source} today={today} />
              </dd>
            </div>
          );
        })}
      </dl>
    </details>
  );
}
