import { Icon } from '../components/Icon.tsx';
import { ACCEPTED } from './file-kind.ts';

export interface FileButtonProps {
  readonly label: string;
  /** The one thing to do here. */
  readonly primary?: boolean;
  onFiles(files: readonly File[]): void;
}

/** The browser's own file field, which looks like our buttons. */
export function FileButton({ label, primary, onFiles }: FileButtonProps) {
  return (
    <label class={`button file-button ${primary ? 'primary size-m' : 'secondary size-s'}`}>
      <input
        class="visually-hidden"
        type="file"
        multiple
        accept={ACCEPTED}
        onChange={({ currentTarget }) => {
          onFiles([...(currentTarget.files ?? [])]);
          // The same file can be chosen again, changed meanwhile.
          currentTarget.value = '';
        }}
      />
      <Icon name={primary ? 'upload' : 'plus'} />
      <span class="button-text">{label}</span>
    </label>
  );
}
