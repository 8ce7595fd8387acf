import { useRef, useState } from 'preact/hooks';
import { t } from '../../i18n/t.ts';
import { report } from '../../platform/report.ts';
import { Button } from '../components/Button.tsx';
import { Select } from '../components/Select.tsx';
import { TextInput } from '../components/TextInput.tsx';
import { useKeptForm } from '../hooks/use-kept-form.ts';
import { tracksWith } from './choices.ts';
import type { ProgramData } from './use-program-data.ts';

export interface QuickAddProps {
  readonly data: ProgramData;
  /** The track that is looked at, which a new program is probably of; `null` for none. */
  readonly trackId: string | null;
  /** Gives whether it was added. */
  onAdd(name: string, trackId: string | null): Promise<boolean>;
}

/** One line that adds one program after the other: type a name, press Enter. */
export function QuickAdd({ data, trackId, onAdd }: QuickAddProps) {
  const kept = useKeptForm('program/quick', { name: '' });
  const { name } = kept.fields;
  // Chosen once it stays for those that follow; until then it is the one that is looked at, or the only one.
  const [chosen, setChosen] = useState<string | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const isAdding = useRef(false);
  const { tracks } = data.index.records;
  const track = chosen ?? trackId ?? (tracks.length === 1 ? tracks[0]?.id : null) ?? '';
  const add = async () => {
    if (name.trim() === '' || isAdding.current) return;
    isAdding.current = true;
    const isAdded = await onAdd(name.trim(), track === '' ? null : track).finally(() => {
      isAdding.current = false;
    });
    if (isAdded) kept.forget();
    input.current?.focus();
  };
  return (
    <form
      class="quick-add"
      noValidate
      onSubmit={event => {
        event.preventDefault();
        void add().catch(report);
      }}
    >
      <TextInput
        label={t('programAddName')}
        labelHidden
        icon="plus"
        placeholder={t('programAddExample')}
        value={name}
        maxLength={200}
        inputRef={input}
        onInput={typed => kept.set({ name: typed })}
      />
      {tracks.length > 0 && (
        <Select
          label={t('programsFilterTrack')}
          labelHidden
          value={track}
          options={tracksWith([['', t('programsNoTrack')]], data)}
          onChange={setChosen}
        />
      )}
      <Button type="submit" disabled={name.trim() === ''}>
        {t('programAdd')}
      </Button>
    </form>
  );
}
