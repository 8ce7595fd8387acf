import type { ComponentType } from 'preact';
import { now } from '../../platform/clock.ts';
import { report } from '../../platform/report.ts';
import { type Glance, glance } from '../../storage/glance.ts';
import type { PopupDueProps } from './PopupDue.tsx';

export interface LoadedDue {
  readonly PopupDue: ComponentType<PopupDueProps>;
  /** What is due as the popup opened; `null` when the list has to find out itself. */
  readonly first: Glance | null;
}

/**
 * Loads the due list and what it shows. Called before the form is drawn, so that files are on their way meanwhile; none
 * of it runs before the form is there.
 */
export async function loadDue(): Promise<LoadedDue> {
  const [{ PopupDue }, first] = await Promise.all([import('./PopupDue.tsx'), glance(now()).catch(nothing)]);
  return { PopupDue, first };
}

function nothing(error: unknown): null {
  report(error);
  return null;
}
