import type { ComponentChildren } from 'preact';
import type { Interaction, Kind } from '../../core/interaction.ts';
import { type Moment, momentTitle } from '../../core/moment.ts';
import { formatDay, formatWhen } from '../../i18n/format.ts';
import { plural, t, tFamily } from '../../i18n/t.ts';
import { Badge } from '../components/Badge.tsx';
import { Icon, type IconName } from '../components/Icon.tsx';
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
  /** Moments, each of which is marked on the entry it was noted in, and opened from there; not given: none. */
  readonly moments?: readonly Moment[] | undefined;
}

/** What happened with one person, newest first. */
export function Timeline({ entries, mentorId, actionsFor, questionFor, moments = [] }: TimelineProps) {
  const { today } = useNow();
  const momentsOf = Map.groupBy(moments, ({ interactionId }) => interactionId);
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
                {momentsOf.get(entry.id)?.map(moment => (
                  <MomentSign key={moment.id} moment={moment} />
                ))}
                {others > 0 && <span class="muted small">{plural('timelineOthers', others)}</span>}
                {entry.source?.url !== null && entry.source?.url !== undefined && (
                  <a class="small" href={entry.source.url} target="_blank" rel="noreferrer">
                    {t('timelineSource')}
                  </a>
                )}
              </>
            }
          >
            {entry.note === '' && entry.followUps.length === 0 ? undefined : (
              <>
                {entry.note}
                {entry.followUps.length > 0 && (
                  <ul class="event-follow-ups">
                    {entry.followUps.map(({ id, text, dueOn, isDone }) => (
                      <li key={id}>
                        <Icon name={isDone ? 'check' : 'clock'} />
                        <span>
                          {isDone
                            ? t('followUpDone', { text })
                            : t('followUpOpen', { text, day: formatDay(dueOn, today) })}
                        </span>
                      </li>
                    ))}
                  </ul>
                )}
              </>
            )}
          </TimelineItem>
        );
      })}
    </ol>
  );
}

/** A moment in a word; whose eyes or ears want more get its first line. */
function MomentSign({ moment }: { readonly moment: Moment }) {
  const title = momentTitle({ situation: moment.situation || moment.whatIDid });
  return (
    <a
      class="event-moment"
      href={`#/work/moments/${moment.id}`}
      title={title}
      aria-label={title === '' ? undefined : t('timelineMomentOf', { title })}
    >
      <Badge tone="accent" icon="star">
        {t('timelineMoment')}
      </Badge>
    </a>
  );
}
