import type { ComponentChildren } from 'preact';
import { Avatar } from './Avatar.tsx';
import { Button } from './Button.tsx';
import { Menu, type MenuItem } from './Menu.tsx';

/** The words of its buttons. The `…For` sentences name the person, since the short words repeat in a list. */
export interface DueItemWords {
  readonly done: string;
  readonly doneFor: string;
  readonly snooze: string;
  readonly snoozeFor: string;
  readonly log: string;
  readonly logFor: string;
}

export interface DueItemProps {
  readonly name: string;
  readonly seed?: string | undefined;
  /** The whole sentence: "You last spoke on 2 March; check in every 6 weeks." */
  readonly reason: ComponentChildren;
  /** After the name, when it is late: "5 days late". */
  readonly late?: string | undefined;
  readonly words: DueItemWords;
  readonly snoozeChoices: readonly MenuItem[];
  readonly onDone: () => void;
  readonly onSnooze: (choiceId: string) => void;
  /** Absent where nothing is to be logged anew; then "done" comes first. */
  readonly onLog?: (() => void) | undefined;
  /** Another answer than "done". */
  readonly other?:
    | { readonly label: string; readonly accessibleLabel: string; readonly onClick: () => void }
    | undefined;
  /** Makes the name a button that opens the person. */
  readonly onOpen?: (() => void) | undefined;
}

/** A reminder, why it is there, and the next step. A list item: put it into `<ul class="due-list">`. */
export function DueItem({
  name,
  seed,
  reason,
  late,
  words,
  snoozeChoices,
  onDone,
  onSnooze,
  onLog,
  other,
  onOpen,
}: DueItemProps) {
  return (
    <li class="due-item">
      <Avatar name={name} seed={seed} />
      <div class="due-body">
        <div class="due-head">
          {onOpen === undefined ? (
            <strong class="truncate plaintext">{name}</strong>
          ) : (
            <button type="button" class="text-button truncate plaintext" onClick={onOpen}>
              {name}
            </button>
          )}
          {late !== undefined && <span class="due-late">{late}</span>}
        </div>
        <p class="due-reason">{reason}</p>
        <div class="cluster due-actions">
          {onLog !== undefined && (
            <Button size="s" icon="pencil" label={words.logFor} onClick={onLog}>
              {words.log}
            </Button>
          )}
          <Button
            size="s"
            variant={onLog === undefined ? undefined : 'quiet'}
            icon="check"
            label={words.doneFor}
            onClick={onDone}
          >
            {words.done}
          </Button>
          {other !== undefined && (
            <Button size="s" variant="quiet" label={other.accessibleLabel} onClick={other.onClick}>
              {other.label}
            </Button>
          )}
          <Menu
            size="s"
            variant="quiet"
            icon="clock"
            label={words.snooze}
            accessibleLabel={words.snoozeFor}
            items={snoozeChoices}
            onChoose={onSnooze}
          />
        </div>
      </div>
    </li>
  );
}
