import { Icon } from '../../components/Icon.tsx';

export interface TableButtonProps {
  readonly label: string;
  readonly primary?: boolean;
  onFiles(files: readonly File[]): void;
}

/** The browser's own field for one table, which looks like our buttons. */
export function TableButton({ label, primary, onFiles }: TableButtonProps) {
  return (
    <label class={`button file-button ${primary ? 'primary size-m' : 'secondary size-s'}`}>
      <input
        class="visually-hidden"
        type="file"
        accept=".csv,.tsv,.txt,text/csv,text/plain,text/tab-separated-values"
        onChange={({ currentTarget }) => {
          onFiles([...(currentTarget.files ?? [])]);
          // The same file can be chosen again, changed meanwhile.
          currentTarget.value = '';
        }}
      />
      <Icon name="upload" />
      <span class="button-text">{label}</span>
    </label>
  );
}
