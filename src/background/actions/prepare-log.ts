import { fillFromMenu } from '../../core/fill-form.ts';
import type { MenuClick } from '../../platform/context-menus.ts';
import { contextOf, type Deps } from '../deps.ts';
import { guardWakeUp, planWakeUp } from './plan-wake-up.ts';
import { readTab } from './read-page.ts';

/** Makes the draft that the panel takes up after a click in the menu: what was clicked on, and its page as far as read. */
export async function prepareLog(deps: Deps, click: MenuClick): Promise<void> {
  const tab = click.tab ?? { id: null, title: '', url: '' };
  const { reading, problem: pageProblem } = await readTab(deps, tab);
  const [mentors, profile, settings, drafts] = await Promise.all([
    deps.storage.read.mentors(),
    deps.storage.read.profile(),
    deps.storage.read.settings(),
    deps.storage.read.drafts(),
  ]);
  const now = deps.now();
  const filled = fillFromMenu(
    reading,
    { selection: click.selection, link: click.link, linkText: click.linkText ?? null },
    { mentors, selfEmails: profile.emails, neverLog: settings.neverLog, now, timeZone: deps.timeZone() },
  );
  const guarded = guardWakeUp(deps);
  await deps.storage.record(contextOf(deps), async change => {
    // A click that nothing came of makes room; what was typed stays.
    for (const { id } of drafts.filter(({ isTouched }) => !isTouched)) await change.remove('drafts', id);
    const draft = { ...filled, origin: 'menu', isTouched: false, updatedAt: now, pageProblem };
    await change.create('drafts', deps.newId(), draft);
  });
  await guarded;
  // Nobody may ever touch it, and then it has to go.
  await deps.afterwards(() => planWakeUp(deps));
}
