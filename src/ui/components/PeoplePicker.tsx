import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { Avatar } from './Avatar.tsx';
import { Field, type FieldProps } from './Field.tsx';
import { Icon } from './Icon.tsx';
import { PersonChip } from './PersonChip.tsx';

/** Someone already chosen. */
export interface ChosenPerson {
  readonly id: string;
  readonly name: string;
  readonly detail?: string | undefined;
  /** A short word after the name: "new". */
  readonly mark?: string | undefined;
  /** On the page, and no mentor yet. */
  readonly unknown?: boolean | undefined;
}

/** Someone to choose. */
export interface PersonOption {
  readonly id: string;
  readonly name: string;
  /** The second line: an address, a role. */
  readonly detail?: string | undefined;
}

export interface PeoplePickerProps extends FieldProps {
  readonly people: readonly ChosenPerson[];
  /** What is typed. The caller keeps it, filters by it, and empties it after a choice. */
  readonly query: string;
  readonly options: readonly PersonOption[];
  readonly onQuery: (query: string) => void;
  readonly onChoose: (id: string) => void;
  readonly onRemove: (id: string) => void;
  /** With `createLabel`, the whole sentence `Create “Dr Rivera”`, the list ends in an offer to make that person. */
  readonly onCreate?: ((query: string) => void) | undefined;
  readonly createLabel?: string | null | undefined;
  readonly placeholder?: string | undefined;
  /** "Remove Elena Rivera". */
  readonly removeLabel: (name: string) => string;
  /** "3 people found", read out while typing. */
  readonly countLabel: (count: number) => string;
  readonly disabled?: boolean | undefined;
  readonly inputRef?: { current: HTMLInputElement | null } | undefined;
}

/**
 * Chooses any number of people by typing a part of a name or an address.
 *
 * An editable combobox with a list box, as the ARIA practices describe it. While the list is open its first entry is
 * active, so that typing and Enter choose. Enter with a closed list is left to the form.
 */
export function PeoplePicker({
  label,
  hint,
  error,
  labelHidden,
  people,
  query,
  options,
  onQuery,
  onChoose,
  onRemove,
  onCreate,
  createLabel,
  placeholder,
  removeLabel,
  countLabel,
  disabled,
  inputRef,
}: PeoplePickerProps) {
  const listId = useId();
  const ownRef = useRef<HTMLInputElement | null>(null);
  const input = inputRef ?? ownRef;
  const list = useRef<HTMLDivElement | null>(null);
  const [isWanted, setIsWanted] = useState(false);
  const [wantedIndex, setWantedIndex] = useState(0);

  const canCreate = onCreate !== undefined && typeof createLabel === 'string' && createLabel !== '';
  const count = options.length + (canCreate ? 1 : 0);
  const isOpen = isWanted && count > 0 && !disabled;
  const active = Math.min(wantedIndex, count - 1);
  const optionId = (index: number) => `${listId}-${index}`;

  useEffect(() => {
    if (isOpen) list.current?.children[active]?.scrollIntoView({ block: 'nearest' });
  }, [isOpen, active]);

  const open = (index: number) => {
    setIsWanted(true);
    setWantedIndex(index);
  };
  const choose = (index: number) => {
    setIsWanted(false);
    const option = options[index];
    if (option !== undefined) onChoose(option.id);
    else onCreate?.(query);
    input.current?.focus();
  };
  const remove = (id: string) => {
    onRemove(id);
    input.current?.focus();
  };

  /** Answers whether the key was ours. */
  const onKey = (event: KeyboardEvent): boolean => {
    switch (event.key) {
      case 'ArrowDown':
        open(isOpen ? (active + 1) % count : 0);
        return true;
      case 'ArrowUp':
        open(isOpen && active > 0 ? active - 1 : count - 1);
        return true;
      case 'Home':
        if (isOpen) setWantedIndex(0);
        return isOpen;
      case 'End':
        if (isOpen) setWantedIndex(count - 1);
        return isOpen;
      case 'Enter':
        if (isOpen) choose(active);
        return isOpen;
      case 'Escape':
        setIsWanted(false);
        return isOpen;
      case 'Backspace': {
        const last = query === '' ? people.at(-1) : undefined;
        if (last !== undefined && !event.repeat) onRemove(last.id);
        return last !== undefined;
      }
      default:
        return false;
    }
  };

  return (
    <Field label={label} hint={hint} error={error} labelHidden={labelHidden}>
      {control => (
        <div class="picker">
          <div class="input picker-box" data-invalid={control['aria-invalid']} data-disabled={disabled || undefined}>
            {people.map(person => (
              <PersonChip
                key={person.id}
                seed={person.id}
                name={person.name}
                detail={person.detail}
                mark={person.mark}
                unknown={person.unknown}
                removeLabel={removeLabel(person.name)}
                onRemove={disabled ? undefined : () => remove(person.id)}
              />
            ))}
            <input
              {...control}
              ref={input}
              class="picker-input"
              role="combobox"
              aria-autocomplete="list"
              aria-expanded={isOpen}
              aria-controls={isOpen ? listId : undefined}
              aria-activedescendant={isOpen ? optionId(active) : undefined}
              autocomplete="off"
              spellcheck={false}
              placeholder={people.length === 0 ? placeholder : undefined}
              disabled={disabled}
              value={query}
              onInput={event => {
                const typed = event.currentTarget.value;
                open(0);
                setIsWanted(typed.trim() !== '');
                onQuery(typed);
              }}
              onKeyDown={event => {
                // The Enter that ends the composing of a character is not one for us.
                if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || !onKey(event)) return;
                event.preventDefault();
                event.stopPropagation();
              }}
              onBlur={() => setIsWanted(false)}
            />
          </div>
          {isOpen && (
            <div ref={list} class="picker-list" id={listId} role="listbox" aria-label={label}>
              {options.map((option, index) => (
                <PickerRow
                  key={option.id}
                  id={optionId(index)}
                  isActive={index === active}
                  onPoint={() => setWantedIndex(index)}
                  onPick={() => choose(index)}
                >
                  <Avatar name={option.name} seed={option.id} size="s" />
                  <span class="picker-words plaintext">
                    <span class="truncate">{option.name}</span>
                    {option.detail !== undefined && <span class="muted small truncate">{option.detail}</span>}
                  </span>
                </PickerRow>
              ))}
              {canCreate && (
                <PickerRow
                  key="create"
                  id={optionId(options.length)}
                  isActive={active === options.length}
                  onPoint={() => setWantedIndex(options.length)}
                  onPick={() => choose(options.length)}
                >
                  <span class="avatar avatar-s">
                    <Icon name="plus" />
                  </span>
                  <span class="picker-words">{createLabel}</span>
                </PickerRow>
              )}
            </div>
          )}
          <span class="visually-hidden" role="status">
            {isOpen ? countLabel(options.length) : ''}
          </span>
        </div>
      )}
    </Field>
  );
}

interface PickerRowProps {
  readonly id: string;
  readonly isActive: boolean;
  readonly onPoint: () => void;
  readonly onPick: () => void;
  readonly children: ComponentChildren;
}

function PickerRow({ id, isActive, onPoint, onPick, children }: PickerRowProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/useFocusableInteractive: keys and focus stay in the input.
    <div
      id={id}
      class="picker-option"
      role="option"
      aria-selected={isActive}
      onMouseMove={onPoint}
      onMouseDown={event => event.preventDefault()}
      onClick={onPick}
    >
      {children}
    </div>
  );
}
