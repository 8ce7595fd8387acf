import { useLayoutEffect, useRef } from 'preact/hooks';
import { greetingOf, greetingsOf } from '../../core/drafts/greeting.ts';
import type { Mentor } from '../../core/mentor.ts';
import { t } from '../../i18n/t.ts';
import { call } from '../../platform/messaging.ts';
import { report } from '../../platform/report.ts';
import { Select } from '../components/Select.tsx';
import type { Toasts } from '../hooks/use-toast.ts';

export interface GreetingChoiceProps {
  readonly mentor: Mentor;
  readonly toasts: Toasts;
  /** Tells what it was and what it is now, for a text in which it stands already. */
  onChange(before: string, after: string): void;
}

/** How somebody is greeted, kept with them. A guess is called one: only the student knows what is right. */
export function GreetingChoice({ mentor, toasts, onChange }: GreetingChoiceProps) {
  const { choices, isGuess } = greetingsOf(mentor);
  const greeting = greetingOf(mentor);
  const all = choices.includes(greeting) ? choices : [greeting, ...choices];
  const save = async (chosen: string) => {
    const result = await call('mentor/save', { id: mentor.id, fields: { greeting: chosen } });
    if (toasts.told(result, t('toastGreeting'))) onChange(greeting, chosen);
  };
  const isOpen = isGuess && mentor.greeting === '';
  /** What is gone to when the question, and the button pressed in it, are gone. */
  const goTo = useRef<HTMLSelectElement | null>(null);
  useLayoutEffect(() => {
    if (isOpen) return;
    const isLost = document.activeElement === null || document.activeElement === document.body;
    if (isLost) goTo.current?.focus();
    goTo.current = null;
  }, [isOpen]);
  if (all.length < 2) return null;
  return (
    <Select
      label={t('messageGreeting')}
      hint={
        isOpen && (
          <>
            {t('messageGreetingGuess')}{' '}
            <button
              type="button"
              class="text-button"
              onClick={event => {
                goTo.current = event.currentTarget.closest('.field')?.querySelector('select') ?? null;
                void save(greeting).catch(report);
              }}
            >
              {t('messageGreetingRight')}
            </button>
          </>
        )
      }
      value={greeting}
      options={all.map(value => ({ value, label: value }))}
      onChange={chosen => void save(chosen).catch(report)}
    />
  );
}
