import { useMemo } from 'preact/hooks';
import { searchKey } from '../../core/text.ts';
import { t } from '../../i18n/t.ts';
import { Group } from './Group.tsx';
import type { ImportState } from './import-session.ts';
import { leftOutOf } from './left-out.ts';

/** What is not added, each with its place and the reason. */
export function LeftOutGroup({ state, query = '' }: { readonly state: ImportState; readonly query?: string }) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is made of these two alone
  const all = useMemo(() => leftOutOf(state), [state.files, state.rows]);
  const found = query === '' ? all : all.filter(({ title, place }) => searchKey(`${title} ${place}`).includes(query));
  return (
    <Group
      title={t('importGroupLeftOut')}
      folded
      rows={found}
      keyOf={({ key }) => key}
      draw={({ place, title, reason }) => (
        <div class="row-words">
          {title !== '' && <span class="truncate plaintext">{title}</span>}
          <span class="small">{reason}</span>
          <span class="muted small truncate plaintext">{place}</span>
        </div>
      )}
    />
  );
}
