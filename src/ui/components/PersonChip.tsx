import { Avatar } from './Avatar.tsx';
import { Icon } from './Icon.tsx';

export interface PersonChipProps {
  /** The name, or for someone unknown the address. */
  readonly name: string;
  /** Shown on pointing: an address or institution. */
  readonly detail?: string | undefined;
  /** A short word after the name: "new". */
  readonly mark?: string | undefined;
  /** Drawn dashed: found on the page, and no mentor yet. */
  readonly unknown?: boolean | undefined;
  readonly seed?: string | undefined;
  /** With both of these it has a button that takes it away. */
  readonly onRemove?: (() => void) | undefined;
  /** The whole sentence: "Remove Elena Rivera". */
  readonly removeLabel?: string | undefined;
  /** Makes the name a button: to add or to open. */
  readonly onClick?: (() => void) | undefined;
}

/** A person in a line of persons. */
export function PersonChip({ name, detail, mark, unknown, seed, onRemove, removeLabel, onClick }: PersonChipProps) {
  const inner = (
    <>
      {unknown ? (
        <span class="avatar avatar-s" aria-hidden="true">
          <Icon name={onClick === undefined ? 'user' : 'plus'} />
        </span>
      ) : (
        <Avatar name={name} seed={seed} size="s" />
      )}
      <span class="truncate plaintext">{name}</span>
      {mark !== undefined && <span class="chip-mark">{mark}</span>}
    </>
  );
  return (
    <span class={unknown ? 'chip chip-unknown' : 'chip'} title={detail}>
      {onClick === undefined ? (
        <span class="chip-body">{inner}</span>
      ) : (
        <button type="button" class="chip-body" onClick={onClick}>
          {inner}
        </button>
      )}
      {onRemove !== undefined && (
        <button type="button" class="chip-remove" aria-label={removeLabel} title={removeLabel} onClick={onRemove}>
          <Icon name="x" />
        </button>
      )}
    </span>
  );
}
