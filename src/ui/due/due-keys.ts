/** Keys of a due list, for those who work through it without a mouse. */

const FIELDS = 'input, textarea, select, [contenteditable]';
const DOWN: readonly string[] = ['ArrowDown', 'j'];
const UP: readonly string[] = ['ArrowUp', 'k'];

/**
 * Answers a key pressed in or beside the items of `root`: arrows, j and k go from item to item; a letter presses the
 * button or chooses the menu entry of the item in focus that names it as its shortcut. Leaves alone what is typed into a
 * field, a menu or a dialog. Without an item in focus only j and k do something, so that arrows still scroll.
 */
export function answerDueKey(root: HTMLElement, event: KeyboardEvent): void {
  const { key, target } = event;
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (!(target instanceof Element) || target.closest(`${FIELDS}, [role=menu], dialog`) !== null) return;
  const items = [...root.querySelectorAll<HTMLElement>('[data-due]')];
  const current = items.findIndex(item => item.contains(target));
  if (current === -1 && key.startsWith('Arrow')) return;
  if (DOWN.includes(key)) focusItem(items[Math.min(current + 1, items.length - 1)]);
  else if (UP.includes(key)) focusItem(items[Math.max(current - 1, 0)]);
  else {
    const wanted = items[current]?.querySelectorAll<HTMLElement>('[aria-keyshortcuts]') ?? [];
    const found = [...wanted].find(each => each.getAttribute('aria-keyshortcuts')?.split(' ').includes(key));
    if (found === undefined) return;
    found.click();
  }
  event.preventDefault();
}

function focusItem(item: HTMLElement | undefined): void {
  item?.focus();
  item?.scrollIntoView({ block: 'nearest' });
}
