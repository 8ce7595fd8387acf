import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from './Icon.tsx';

export interface TimelineItemProps {
  readonly icon: IconName;
  readonly title: ComponentChildren;
  /** The moment in words: "Tue, 3 March 2026, 15:00". */
  readonly when: string;
  /** The same for machines. */
  readonly dateTime?: string | undefined;
  /** Badges, people, a link to the source. */
  readonly meta?: ComponentChildren;
  /** The note. */
  readonly children?: ComponentChildren;
  /** Under all else: what there is to answer. */
  readonly question?: ComponentChildren;
  /** At the end of the title's line. */
  readonly actions?: ComponentChildren;
  /** Still to come: drawn hollow. */
  readonly planned?: boolean | undefined;
}

/** One interaction in a history. A list item: put it into `<ol class="timeline">`. */
export function TimelineItem({
  icon,
  title,
  when,
  dateTime,
  meta,
  question,
  children,
  actions,
  planned,
}: TimelineItemProps) {
  return (
    <li class={planned ? 'event event-planned' : 'event'}>
      <span class="event-icon">
        <Icon name={icon} />
      </span>
      <div class="event-body">
        <div class="event-head">
          <h3 class="event-title plaintext">{title}</h3>
          <time class="event-when" dateTime={dateTime}>
            {when}
          </time>
          {actions}
        </div>
        {children !== undefined && <div class="event-note">{children}</div>}
        {meta !== undefined && <div class="cluster">{meta}</div>}
        {question}
      </div>
    </li>
  );
}
