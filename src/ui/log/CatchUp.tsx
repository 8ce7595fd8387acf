import { useState } from 'preact/hooks';
import type { Proposal } from '../../core/catch-up.ts';
import { localDateOf, parseLocalDate } from '../../core/dates.ts';
import type { Mentor } from '../../core/mentor.ts';
import { formatDay } from '../../i18n/format.ts';
import { plural, t, tFamily } from '../../i18n/t.ts';
import { now, timeZone } from '../../platform/clock.ts';
import { call } from '../../platform/messaging.ts';
import { Button } from '../components/Button.tsx';
import { Checkbox } from '../components/Checkbox.tsx';
import type { Toasts } from '../hooks/use-toast.ts';

export interface CatchUpProps {
  readonly proposals: readonly Proposal[];
  /** All of them: the names in the rows. */
  readonly mentors: readonly Mentor[];
  readonly toasts: Toasts;
  onDone(): void;
}

/** The past items of a calendar or mail list that are not logged yet, to be chosen and logged together. */
export function CatchUp({ proposals, mentors, toasts, onDone }: CatchUpProps) {
  // Known by address, it is surely that person; by name alone the check mark is the student's word for it.
  const [chosen, setChosen] = useState<ReadonlySet<string>>(
    () => new Set(proposals.filter(({ isSure }) => isSure).map(({ key }) => key)),
  );
  const [isBusy, setBusy] = useState(false);
  const picked = proposals.filter(({ key }) => chosen.has(key));
  const toggle = (key: string, isChosen: boolean) => {
    const next = new Set(chosen);
    if (isChosen) next.add(key);
    else next.delete(key);
    setChosen(next);
  };
  const log = async () => {
    setBusy(true);
    const result = await call('interaction/log-many', { forms: picked.map(({ form }) => form) });
    setBusy(false);
    if (!result.ok) {
      toasts.fail(result.problem);
      return;
    }
    const { ids, undoId } = result.value;
    if (undoId === null) toasts.say(t('catchUpNothing'));
    else toasts.told({ ok: true, value: { id: undoId, undoId } }, plural('catchUpLogged', ids.length));
    onDone();
  };
  const isAll = picked.length === proposals.length;
  return (
    <section class="sheet catch-up" aria-labelledby="catch-up-title">
      <div class="section-head">
        <h2 id="catch-up-title">{plural('catchUpTitle', proposals.length)}</h2>
        {proposals.length > 1 && (
          <button
            type="button"
            class="text-button small muted"
            onClick={() => setChosen(new Set(isAll ? [] : proposals.map(({ key }) => key)))}
          >
            {isAll ? t('catchUpNone') : t('catchUpAll')}
          </button>
        )}
      </div>
      <p class="muted small">{t('catchUpText')}</p>
      <ul class="catch-up-list">
        {proposals.map(proposal => (
          <li key={proposal.key}>
            <Checkbox
              label={<span class="plaintext">{proposal.form.title}</span>}
              hint={describe(proposal, mentors)}
              checked={chosen.has(proposal.key)}
              onChange={isChosen => toggle(proposal.key, isChosen)}
            />
          </li>
        ))}
      </ul>
      <div class="cluster">
        <Button variant="primary" size="s" busy={isBusy} disabled={picked.length === 0} onClick={() => void log()}>
          {plural('catchUpLog', picked.length)}
        </Button>
      </div>
    </section>
  );
}

function describe({ form, isSure }: Proposal, mentors: readonly Mentor[]): string {
  const on = parseLocalDate(form.on);
  const today = localDateOf(now(), timeZone());
  const names = mentors.filter(({ id }) => form.mentorIds.includes(id)).map(({ name }) => name);
  const row = t('catchUpRow', {
    day: on === null ? form.on : formatDay(on, today),
    kind: tFamily('kind', form.kind),
    names: names.join(', '),
  });
  return isSure ? row : `${row} (${t('catchUpByName')})`;
}
