import type { ComponentChildren } from 'preact';
import { Avatar } from './Avatar.tsx';
import { Button } from './Button.tsx';
import { Icon, type IconName } from './Icon.tsx';
import { Menu, type MenuItem } from './Menu.tsx';

/** One button of a reminder. The `accessibleLabel` names what it is about, since the short words repeat in a list. */
export interface DueButton {
  readonly label: string;
  readonly accessibleLabel: string;
  readonly icon?: IconName | undefined;
  readonly shortcut?: string | undefined;
  readonly onClick: () => void;
}

/** A button that opens a list of choices. */
export interface DueMenu {
  readonly label: string;
  readonly accessibleLabel: string;
  readonly items: readonly MenuItem[];
  readonly shortcut?: string | undefined;
  readonly onChoose: (id: string) => void;
}

/** What stands at the head of a reminder. */
export interface DueHead {
  readonly id: string;
  readonly heading: string;
  /** Whose initials stand beside it; `null` for the icon of what it is about. */
  readonly seed: string | null;
  readonly icon: IconName;
  /** Makes the heading a button; absent where there is nothing to open. */
  readonly onOpen?: (() => void) | undefined;
}

export interface DueItemProps extends DueHead {
  /** The whole sentence. */
  readonly reason: ComponentChildren;
  /** At the end of the first line, when it is late: "5 days late". */
  readonly late?: string | undefined;
  /** The next action first. */
  readonly actions: readonly DueButton[];
  /** Absent where there is nothing to put off. */
  readonly snooze?: DueMenu | undefined;
  readonly more: DueMenu;
  /** Menus as icons alone, where there is little room. */
  readonly compact?: boolean | undefined;
  /** After the buttons. */
  readonly extra?: ComponentChildren;
  /** In the place of the buttons: a question that one of them asks. */
  readonly children?: ComponentChildren;
}

/** A reminder, why it is there, and the next step. A list item: put it into `<ul class="due-list">`. */
export function DueItem({ reason, late, actions, snooze, more, compact, extra, children, ...head }: DueItemProps) {
  return (
    <li class="due-item" data-due={head.id} tabIndex={-1}>
      <DuePicture {...head} />
      <div class="due-body">
        <div class="due-head">
          <DueHeading {...head} />
          {late !== undefined && <span class="due-late">{late}</span>}
        </div>
        <p class="due-reason plaintext">{reason}</p>
        {children ?? (
          <div class="cluster due-actions">
            {actions.map(({ label, accessibleLabel, icon, shortcut, onClick }, index) => (
              <Button
                key={accessibleLabel}
                size="s"
                variant={index === 0 ? 'secondary' : 'quiet'}
                icon={icon}
                label={accessibleLabel}
                shortcut={shortcut}
                onClick={onClick}
              >
                {label}
              </Button>
            ))}
            <div class="due-menus">
              {snooze !== undefined && <DueMenuButton {...snooze} icon="clock" iconOnly={compact} />}
              {extra}
              <DueMenuButton {...more} icon="more" iconOnly />
            </div>
          </div>
        )}
      </div>
    </li>
  );
}

export interface DueRowProps extends DueHead {
  readonly reason: ComponentChildren;
  /** When it comes, or until when it waits. */
  readonly when: ComponentChildren;
  /** Under the reason: why it waits. */
  readonly why?: ComponentChildren;
  readonly more: DueMenu;
}

/** A reminder that is not due: what, when, and a menu of what can be done about it all the same. */
export function DueRow({ reason, when, why, more, ...head }: DueRowProps) {
  return (
    <li class="due-item due-row" data-due={head.id} tabIndex={-1}>
      <DuePicture {...head} />
      <div class="due-body">
        <div class="due-head">
          <DueHeading {...head} />
        </div>
        <p class="due-reason plaintext">{reason}</p>
        {why !== undefined && <p class="due-why">{why}</p>}
      </div>
      <div class="due-when">{when}</div>
      <DueMenuButton {...more} icon="more" iconOnly />
    </li>
  );
}

export interface SettledRowProps extends Omit<DueHead, 'id'> {
  readonly reason: ComponentChildren;
  /** When it was settled, and how. */
  readonly when: ComponentChildren;
  readonly undoLabel: string;
  /** Names what it is about. */
  readonly undoAccessibleLabel: string;
  onUndo(): void;
}

/** A reminder that was done or skipped, and the way back. The keys of a due list pass it by. */
export function SettledRow({ reason, when, undoLabel, undoAccessibleLabel, onUndo, ...head }: SettledRowProps) {
  return (
    <li class="due-item due-row is-settled">
      <DuePicture {...head} />
      <div class="due-body">
        <div class="due-head">
          <DueHeading {...head} />
          <span class="muted small">{when}</span>
        </div>
        <p class="due-reason plaintext">{reason}</p>
      </div>
      <Button size="s" variant="quiet" icon="undo" label={undoAccessibleLabel} onClick={onUndo}>
        {undoLabel}
      </Button>
    </li>
  );
}

function DuePicture({ heading, seed, icon }: Omit<DueHead, 'id'>) {
  return seed === null ? (
    <span class="avatar" aria-hidden="true">
      <Icon name={icon} />
    </span>
  ) : (
    <Avatar name={heading} seed={seed} />
  );
}

function DueHeading({ heading, onOpen }: Pick<DueHead, 'heading' | 'onOpen'>) {
  return onOpen === undefined ? (
    <strong class="truncate plaintext">{heading}</strong>
  ) : (
    <button type="button" class="text-button truncate plaintext" aria-keyshortcuts="o" onClick={onOpen}>
      {heading}
    </button>
  );
}

interface DueMenuButtonProps extends DueMenu {
  readonly icon: IconName;
  readonly iconOnly?: boolean | undefined;
}

function DueMenuButton({ icon, iconOnly, ...menu }: DueMenuButtonProps) {
  return <Menu size="s" variant="quiet" icon={icon} iconOnly={iconOnly} {...menu} />;
}
