import type { ChipDone, ChipView } from '../../messages/protocol.ts';
import { CHIP_STYLES } from './chip-styles.ts';
import { isDarkAround } from './page-theme.ts';

/** What became of a button: the answer, `lost` where none came, `dropped` where the chip is about something else by now. */
export type Pressed = ChipDone | 'lost' | 'dropped';

/** What the chip's buttons do. */
export interface ChipActions {
  /** Whether anything can be done; ends all when the extension is gone. */
  isAlive(): boolean;
  log(key: string): Promise<Pressed>;
  undo(undoId: string): Promise<Pressed>;
  open(mentorId: string): Promise<void>;
  dismiss(key: string): void;
}

export interface Chip {
  update(view: ChipView): void;
  remove(): void;
}

/**
 * Shows the chip in a corner of the page.
 *
 * The page cannot reach into it: the shadow root is closed, and nothing in it can be selected, found or animated. It
 * cannot press it either: only a person's own events count, and only while all of the chip can be seen, where the browser can
 * tell that. It stands above the page and takes no room in it. Its host has no size, so that the page cannot tell by that
 * what is said.
 */
export function showChip(view: Window, page: Document, first: ChipView, actions: ChipActions): Chip {
  const host = page.createElement('div');
  host.dir = view.getComputedStyle(page.body ?? page.documentElement).direction === 'rtl' ? 'rtl' : 'ltr';
  const root = host.attachShadow({ mode: 'closed' });
  addStyles(view, page, root);

  const { element, mark } = makeElement(page);
  const chip = element('section', 'chip');
  chip.setAttribute('role', 'complementary');
  chip.dataset.theme = isDarkAround(view, page) ? 'dark' : 'light';
  const name = element('h2', 'name');
  const lastContact = element('p', 'last');
  const due = element('p', 'due');
  const others = element('p', 'others');
  const status = element('span', 'status');
  status.setAttribute('role', 'status');
  const log = element('button', 'log');
  const undo = element('button', 'undo');
  const open = element('button', 'open');
  const dismiss = element('button', 'dismiss');
  dismiss.append(mark('0 0 14 14', [['cross', 'M3 3l8 8M11 3l-8 8']]));
  const text = element('div', 'text');
  const foot = element('div', 'foot');
  foot.append(status, log, undo, open);
  text.append(name, lastContact, due, others, foot);
  chip.append(mark('0 0 32 32', LOGO, 'mark'), text, dismiss);
  root.append(chip);

  let shown = first;
  /** What was just said about a button; `null` for nothing. */
  let said: { readonly sentence: string; readonly undoId: string | null; readonly isProblem: boolean } | null = null;
  let isBusy = false;

  const draw = () => {
    const { words } = shown;
    chip.lang = shown.language;
    chip.dir = shown.direction;
    chip.setAttribute('aria-label', words.label);
    setText(name, shown.name);
    setText(lastContact, shown.lastContact);
    setText(due, shown.due);
    setText(others, shown.others);
    setText(status, said?.sentence ?? shown.logged);
    status.classList.toggle('is-problem', said?.isProblem === true);
    setText(log, words.log);
    setText(undo, words.undo);
    setText(open, words.open);
    dismiss.setAttribute('aria-label', words.dismiss);
    dismiss.title = words.dismiss;
    const hadFocus = root.activeElement;
    // While it is at work it stays, and the focus with it.
    log.hidden = words.log === null || (shown.logged !== null && !isBusy);
    undo.hidden = said === null || said.undoId === null;
    // The focus stays with who had it here, and never comes from the page.
    if (hadFocus instanceof HTMLElement && hadFocus.hidden) (undo.hidden ? (log.hidden ? open : log) : undo).focus();
    for (const button of [log, undo]) button.setAttribute('aria-disabled', String(isBusy));
  };

  const run = async (work: () => Promise<Pressed>) => {
    if (isBusy) return;
    isBusy = true;
    draw();
    const done = await work();
    // Whatever is shown now, this is not about it.
    if (done === 'dropped') return;
    isBusy = false;
    if (done === 'lost') said = { sentence: shown.words.failed, undoId: null, isProblem: true };
    else said = { sentence: done.sentence, undoId: done.undoId, isProblem: done.isProblem };
    draw();
  };

  const seen = watchSeen(chip);
  const onClick = (button: HTMLElement, act: () => void) => {
    button.addEventListener('click', event => {
      event.stopPropagation();
      // What a page made is no click, and one on what cannot be seen is not meant.
      if (!event.isTrusted || !actions.isAlive()) return;
      if (seen.isSeen()) act();
      else raise(host);
    });
  };
  onClick(log, () => void run(() => actions.log(shown.key)));
  onClick(undo, () => {
    const undoId = said?.undoId ?? null;
    if (undoId !== null) void run(() => actions.undo(undoId));
  });
  onClick(open, () => void actions.open(shown.mentorId));
  onClick(dismiss, () => actions.dismiss(shown.key));
  chip.addEventListener('keydown', event => {
    if (event.isTrusted && event.key === 'Escape') actions.dismiss(shown.key);
  });
  // A key that is pressed in here is no shortcut of the page, and a click is none outside of its dialog.
  chip.addEventListener('pointerenter', () => actions.isAlive());
  for (const type of KEPT_FROM_PAGE) chip.addEventListener(type, event => event.stopPropagation());

  draw();
  page.documentElement.append(host);
  raise(host);

  return {
    update: next => {
      if (next.key !== shown.key) {
        said = null;
        isBusy = false;
      }
      shown = next;
      chip.dataset.theme = isDarkAround(view, page) ? 'dark' : 'light';
      draw();
    },
    remove: () => {
      seen.stop();
      host.remove();
    },
  };
}

const KEPT_FROM_PAGE = [
  ...['keydown', 'keypress', 'keyup', 'mousedown', 'mouseup', 'click', 'dblclick', 'contextmenu'],
  ...['pointerdown', 'pointerup', 'touchstart', 'touchend', 'wheel'],
];

/** Of `src/ui/components/Logo.tsx`. */
const LOGO: readonly (readonly [string, string])[] = [
  ['sheet', 'M1 13.5 11.6 22.3 29.2 4.7A4 4 0 0 1 31 8v16a4 4 0 0 1-4 4H5a4 4 0 0 1-4-4z'],
  ['flap', 'M1 9.1V8a4 4 0 0 1 4-4h20.1L11.4 17.7z'],
];

const SVG = 'http://www.w3.org/2000/svg';

function makeElement(page: Document) {
  const element = <Tag extends keyof HTMLElementTagNameMap>(
    tag: Tag,
    className: string,
  ): HTMLElementTagNameMap[Tag] => {
    const made = page.createElement(tag);
    made.className = className;
    if (made instanceof HTMLButtonElement) made.type = 'button';
    return made;
  };
  const mark = (box: string, paths: readonly (readonly [string, string])[], className = ''): SVGSVGElement => {
    const svg = page.createElementNS(SVG, 'svg');
    svg.setAttribute('viewBox', box);
    svg.setAttribute('aria-hidden', 'true');
    svg.setAttribute('class', className);
    for (const [part, shape] of paths) {
      const path = page.createElementNS(SVG, 'path');
      path.setAttribute('class', part);
      path.setAttribute('d', shape);
      svg.append(path);
    }
    // Made with that name in that namespace.
    return svg as SVGSVGElement;
  };
  return { element, mark };
}

/** As an attribute that the style shows: text in the page, in closed shadow roots too, is found by `window.find`. */
function setText(element: HTMLElement, text: string | null): void {
  element.dataset.text = text ?? '';
  element.hidden = text === null;
}

/** Above everything else in the page, the dialogs that it opened so far included. */
function raise(host: HTMLElement): void {
  try {
    host.popover = 'manual';
    if (host.matches(':popover-open')) host.hidePopover();
    host.showPopover();
  } catch {
    // Without it the chip is as high as a number can lift it.
    host.removeAttribute('popover');
  }
}

/** As a constructed sheet, which no policy of the page can block. */
function addStyles(view: Window, page: Document, root: ShadowRoot): void {
  try {
    const sheet = new (view as unknown as typeof globalThis).CSSStyleSheet();
    sheet.replaceSync(CHIP_STYLES);
    root.adoptedStyleSheets = [sheet];
  } catch {
    const style = page.createElement('style');
    style.textContent = CHIP_STYLES;
    root.append(style);
  }
}

/** Chromium's second version of intersection observers, which the types do not know. */
interface SeenOptions extends IntersectionObserverInit {
  readonly trackVisibility: boolean;
  readonly delay: number;
}

/**
 * Whether a person can see all of the chip: nothing covers it, and nothing makes it fade. Browsers that cannot tell say
 * yes; there only trusted events protect it.
 */
function watchSeen(chip: Element): { isSeen(): boolean; stop(): void } {
  const canTell = 'isVisible' in IntersectionObserverEntry.prototype;
  let isSeen = !canTell;
  if (!canTell) return { isSeen: () => isSeen, stop: () => {} };
  const options: SeenOptions = { threshold: [0, 1], trackVisibility: true, delay: 100 };
  const observer = new IntersectionObserver(entries => {
    // Chromium's entries have it, as was asked above.
    isSeen =
      (entries.at(-1) as (IntersectionObserverEntry & { readonly isVisible?: boolean }) | undefined)?.isVisible ===
      true;
  }, options);
  observer.observe(chip);
  return { isSeen: () => isSeen, stop: () => observer.disconnect() };
}
