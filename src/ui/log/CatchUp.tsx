import { useEffect, useRef } from 'preact/hooks';
import type { Proposal } from '../../core/catch-up.ts';
import { localDateOf, parseLocalDate } from '../../core/dates.ts';
import type { Mentor } from '../../core/mentor.ts';
import { formatDay } from '../../i18n/format.ts';
import { plural, t, tFamily } from '../../i18n/t.ts';
import { now, timeZone } from '../../platform/clock.ts';
import { report } from '../../platform/report.ts';
import { Button } from '../components/Button.tsx';
import { Checkbox } from '../components/Checkbox.tsx';
import { Icon } from '../components/Icon.tsx';
import type { CatchUpState } from './use-catch-up.ts';

/** Joins the list in the body of a view with its button in the foot. */
export const CATCH_UP_ID = 'catch-up';

export interface CatchUpProps {
  readonly catchUp: CatchUpState;
  /** All of them: the names in the rows. */
  readonly mentors: readonly Mentor[];
  /** Whether the cursor starts here while nothing else has it. */
  readonly takesFocus: boolean;
  /** Somebody typed a letter where no field is. */
  onType(letter: string): void;
}

/** The past items of a calendar or mail list that are not logged yet, to be chosen and logged together. */
export function CatchUp({ catchUp, mentors, takesFocus, onType }: CatchUpProps) {
  const { proposals, picked, isFirst } = catchUp;
  const form = useRef<HTMLFormElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  // The field that had the cursor is folded away. From here Enter logs, and Tab leads into the list.
  useEffect(() => {
    const at = document.activeElement;
    if (takesFocus && isFirst && (at === null || at === document.body)) heading.current?.focus({ preventScroll: true });
  }, [takesFocus, isFirst]);
  const chosen = picked.map(({ key }) => key);
  const toggle = (key: string, isChosen: boolean) =>
    catchUp.pick(isChosen ? [...chosen, key] : chosen.filter(other => other !== key));
  const isAll = picked.length === proposals.length;
  return (
    <form
      id={CATCH_UP_ID}
      class="sheet catch-up"
      aria-labelledby="catch-up-title"
      noValidate
      ref={form}
      onSubmit={event => {
        event.preventDefault();
        void catchUp.log().catch(report);
      }}
    >
      <div class="section-head">
        <h2
          id="catch-up-title"
          tabIndex={-1}
          ref={heading}
          onKeyDown={event => {
            const { key, ctrlKey, metaKey, altKey, isComposing } = event;
            if (key === 'Enter') form.current?.requestSubmit();
            else if (key.length !== 1 || key === ' ' || ctrlKey || metaKey || altKey || isComposing) return;
            else onType(key);
            event.preventDefault();
          }}
        >
          {plural('catchUpTitle', proposals.length)}
        </h2>
        {proposals.length > 1 && (
          <button
            type="button"
            class="text-button small muted"
            onClick={() => catchUp.pick(isAll ? [] : proposals.map(({ key }) => key))}
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
              checked={chosen.includes(proposal.key)}
              onChange={isChosen => toggle(proposal.key, isChosen)}
            />
          </li>
        ))}
      </ul>
      {/* The main button is the form's then. */}
      {!isFirst && (
        <div class="cluster">
          <Button type="submit" size="s" busy={catchUp.isBusy} disabled={picked.length === 0}>
            {catchUpAction(catchUp)}
          </Button>
        </div>
      )}
    </form>
  );
}

/** What the button says. */
export function catchUpAction({ picked }: CatchUpState): string {
  return picked.length === 0 ? t('catchUpPick') : plural('catchUpLog', picked.length);
}

/** That they are logged, or what became of them instead. */
export function CaughtUp({ catchUp }: { readonly catchUp: CatchUpState }) {
  const heading = useRef<HTMLHeadingElement>(null);
  // The button that was pressed is gone.
  useEffect(() => heading.current?.focus(), []);
  const { logged } = catchUp;
  if (logged === null) return null;
  const { ids, alreadyCount, refusedCount, undoId } = logged;
  const isNothing = ids.length === 0 && refusedCount > 0;
  return (
    <section class="saved" data-saved aria-labelledby="caught-up-title">
      {!isNothing && (
        <span class="saved-mark">
          <Icon name="check" />
        </span>
      )}
      <h2 id="caught-up-title" tabIndex={-1} ref={heading}>
        {ids.length > 0 ? plural('catchUpLogged', ids.length) : t('catchUpNothing')}
      </h2>
      <div class="muted" role="status">
        {alreadyCount > 0 && <p>{plural('catchUpAlready', alreadyCount)}</p>}
        {refusedCount > 0 && <p>{plural('catchUpRefused', refusedCount)}</p>}
      </div>
      {undoId !== null && (
        <div class="cluster">
          <Button icon="undo" onClick={() => void catchUp.undo().catch(report)}>
            {t('actionUndo')}
          </Button>
        </div>
      )}
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
