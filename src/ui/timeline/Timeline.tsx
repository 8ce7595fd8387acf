import type { ComponentChildren } from 'preact';
import type { Interaction, Kind } from '../../core/interaction.ts';
import { formatWhen } from '../../i18n/format.ts';
import { plural, t, tFamily } from '../../i18n/t.ts';
import { Badge } from '../components/Badge.tsx';
import type { IconName } from '../components/Icon.tsx';
import { TimelineItem } from '../components/TimelineItem.tsx';
import { useNow } from '../hooks/use-now.ts';

const ICONS: Readonly<Record<Kind, IconName>> = {
  email: 'mail',
  meeting: 'users',
  'coffee-chat': 'coffee',
  'clinical-work': 'stethoscope',
  research: 'flask',
  feedback: 'chat',
  'thank-you': 'heart',
  call: 'phone',
  event: 'calendar',
};

export interface TimelineProps {
  readonly entries: readonly Interaction[];
  /** Whose timeline it is; others who took part are counted. */
  readonly mentorId: string;
  /** The actions of an entry; `null` where it can only be read. */
  readonly actionsFor: ((entry: Interaction) => ComponentChildren) | null;
  /** What there is to answer about an entry; not given: nothing. */
  readonly questionFor?: ((entry: Interaction) => ComponentChildren) | undefined;
}

/** What happened with one person, newest first. */
export function Timeline({ entries, mentorId, actionsFor, questionFor }: TimelineProps) {
  const { today } = useNow();
  return (
    <ol class="timeline">
      {entries.map(entry => {
        const others = entry.mentorIds.filter(id => id !== mentorId).length + entry.others.length;
        const { when } = entry;
        return (
          <TimelineItem
            key={entry.id}
            icon={ICONS[entry.kind]}
            title={entry.title || tFamily('kind', entry.kind)}
            when={formatWhen(when, today)}
            dateTime={when.type === 'days' ? when.startsOn : new Date(when.startsAt).toISOString()}
            planned={entry.state === 'planned'}
            actions={actionsFor?.(entry)}
            question={questionFor?.(entry)}
            meta={
              <>
                {entry.title !== '' && <Badge>{tFamily('kind', entry.kind)}</Badge>}
                {entry.direction === 'in' && <span class="muted small">{t('directionIn')}</span>}
                {entry.direction === 'out' && <span class="muted small">{t('directionOut')}</span>}
                {entry.state !== 'happened' && <Badge tone="accent">{tFamily('state', entry.state)}</Badge>}
                {others > 0 && <span class="muted small">{plural('timelineOthers', others)}</span>}
                {entry.source?.url !== null && entry.source?.url !== undefined && (
                  <a class="small" href={entry.source.url} target="_blank" rel="noreferrer">
                    {t('timelineSource')}
                  </a>
                )}
              </>
            }
          >
            {entry.note === '' ? undefined : entry.note}
          </TimelineItem>
        );
      })}
    </ol>
  );
}
