import { type ComponentChild, render } from 'preact';
import { t } from '../../i18n/t.ts';

/** Draws a page, in the language and direction of its sentences. */
export function mount(view: ComponentChild, title: string): void {
  const root = document.getElementById('root');
  if (root === null) throw new Error('the page has no #root');
  document.documentElement.lang = t('language');
  document.documentElement.dir = t('direction');
  document.title = title;
  render(view, root);
}
