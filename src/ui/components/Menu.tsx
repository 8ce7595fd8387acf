import { useId, useRef, useState } from 'preact/hooks';
import { Icon, type IconName } from './Icon.tsx';

/** One line of a menu. */
export interface MenuItem<Id extends string = string> {
  readonly id: Id;
  readonly label: string;
  /** At the end of the line, muted: the day a choice means. */
  readonly detail?: string | undefined;
  readonly icon?: IconName | undefined;
  readonly danger?: boolean | undefined;
  readonly disabled?: boolean | undefined;
  /** Makes it a link that opens a page outside in a tab of its own; choosing it is told as well. */
  readonly href?: string | undefined;
  /** The key that chooses it where the view answers keys; the menu need not be open. */
  readonly shortcut?: string | undefined;
}

export interface MenuProps<Id extends string> {
  /** The button's words, or with `iconOnly` its accessible name. */
  readonly label: string;
  /** Says more than the words do, where these repeat on a page. */
  readonly accessibleLabel?: string | undefined;
  readonly icon?: IconName | undefined;
  readonly iconOnly?: boolean | undefined;
  readonly variant?: 'secondary' | 'quiet' | undefined;
  readonly size?: 'm' | 's' | undefined;
  readonly items: readonly MenuItem<Id>[];
  readonly onChoose: (id: Id) => void;
  readonly disabled?: boolean | undefined;
  /** The keys that open it where the view answers keys, with blanks between. */
  readonly shortcut?: string | undefined;
}

/** Below this many pixels under the button, the list opens upwards if there is more room. */
const ROOM = 260;

/** A button that opens a list of actions. The list lies in the top layer, so nothing clips it. */
export function Menu<Id extends string>({
  label,
  accessibleLabel,
  icon,
  iconOnly,
  variant = 'secondary',
  size = 'm',
  items,
  onChoose,
  disabled,
  shortcut,
}: MenuProps<Id>) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const [isOpen, setIsOpen] = useState(false);

  const close = (takesFocus: boolean) => {
    list.current?.hidePopover();
    if (takesFocus) button.current?.focus();
  };
  /** Focuses the entry that the function picks, given the place of the focused one and the number of entries. */
  const focusEntry = (pick: (at: number, count: number) => number) => {
    const entries = [...(list.current?.querySelectorAll<HTMLElement>('[role=menuitem]:not(:disabled)') ?? [])];
    const at = entries.findIndex(entry => entry.matches(':focus'));
    entries.at(pick(at, entries.length))?.focus();
  };
  const place = () => {
    const [box, style] = [button.current?.getBoundingClientRect(), list.current?.style];
    if (box === undefined || style === undefined) return;
    const { clientWidth, clientHeight } = document.documentElement;
    const isUpwards = clientHeight - box.bottom < ROOM && box.top > clientHeight - box.bottom;
    style.top = isUpwards ? 'auto' : `${box.bottom + 4}px`;
    style.bottom = isUpwards ? `${clientHeight - box.top + 4}px` : 'auto';
    const isAtEnd = box.left + box.right > clientWidth;
    style.left = isAtEnd ? 'auto' : `${box.left}px`;
    style.right = isAtEnd ? `${clientWidth - box.right}px` : 'auto';
  };

  return (
    <>
      <button
        ref={button}
        type="button"
        class={iconOnly ? `icon-button size-${size}` : `button ${variant} size-${size}`}
        popovertarget={id}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-label={accessibleLabel ?? (iconOnly ? label : undefined)}
        aria-keyshortcuts={shortcut}
        title={iconOnly ? label : undefined}
        disabled={disabled}
        onKeyDown={event => {
          if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
          event.preventDefault();
          list.current?.showPopover();
        }}
      >
        {icon !== undefined && <Icon name={icon} />}
        {!iconOnly && <span class="button-text">{label}</span>}
        {!iconOnly && <Icon name="chevron-down" />}
      </button>
      <div
        ref={list}
        id={id}
        class="menu"
        popover="auto"
        role="menu"
        aria-label={accessibleLabel ?? label}
        onBeforeToggle={event => {
          if (event.newState === 'open') place();
        }}
        onToggle={event => {
          setIsOpen(event.newState === 'open');
          if (event.newState === 'open') focusEntry(() => 0);
        }}
        onKeyDown={event => {
          if (event.key === 'ArrowDown') focusEntry((at, count) => (at + 1) % count);
          else if (event.key === 'ArrowUp') focusEntry(at => Math.max(at, 0) - 1);
          else if (event.key === 'Home') focusEntry(() => 0);
          else if (event.key === 'End') focusEntry(() => -1);
          else if (event.key === 'Escape') close(true);
          else if (event.key === 'Tab') return close(true);
          else return;
          event.preventDefault();
          event.stopPropagation();
        }}
      >
        {items.map(item => {
          const words = (
            <>
              {item.icon !== undefined && <Icon name={item.icon} />}
              <span>{item.label}</span>
              {item.detail !== undefined && <span class="menu-detail">{item.detail}</span>}
            </>
          );
          const choose = () => {
            close(true);
            onChoose(item.id);
          };
          if (item.href !== undefined) {
            return (
              <a
                key={item.id}
                role="menuitem"
                tabIndex={-1}
                class="menu-item"
                href={item.href}
                aria-keyshortcuts={item.shortcut}
                target="_blank"
                rel="noreferrer"
                onClick={choose}
                onKeyDown={event => {
                  // The other entries are buttons, which answer the space bar too.
                  if (event.key !== ' ') return;
                  event.preventDefault();
                  event.currentTarget.click();
                }}
              >
                {words}
              </a>
            );
          }
          return (
            <button
              key={item.id}
              type="button"
              role="menuitem"
              tabIndex={-1}
              class={item.danger ? 'menu-item danger-text' : 'menu-item'}
              disabled={item.disabled}
              aria-keyshortcuts={item.shortcut}
              onClick={choose}
            >
              {words}
            </button>
          );
        })}
      </div>
    </>
  );
}
