import type { Filters, Sort } from './letter-rows.ts';

/** How the letters are looked at. */
export interface LettersView extends Filters {
  readonly as: 'board' | 'table';
  readonly sort: Sort;
}

/** As it was left, for as long as the page is open. */
let left: LettersView = {
  as: 'board',
  track: '',
  service: '',
  showsEnded: false,
  sort: { by: 'target', isDown: false },
};

export function lastView(): LettersView {
  return left;
}

export function rememberView(view: LettersView): void {
  left = view;
}
