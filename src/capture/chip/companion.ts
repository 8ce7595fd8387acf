import type { ChipAnswer, ChipDone, ChipView } from '../../messages/protocol.ts';
import { type Chip, type ChipActions, type Pressed, showChip } from './chip.ts';
import type { OpenItems } from './open-items.ts';
import { type Watch, watchOpenItems } from './watch.ts';

/** What is asked of the extension's API. */
export interface Runtime {
  /** Missing once the extension was updated, switched off or removed: its scripts stay in open pages. */
  readonly id?: string | undefined;
  sendMessage(message: unknown): Promise<unknown>;
  readonly onMessage: {
    addListener(listener: (message: unknown) => void): void;
    removeListener(listener: (message: unknown) => void): void;
  };
}

/** Where a companion is known to one that is started after it. Pages do not see it: scripts of extensions have a world of their own. */
export interface World {
  vouchCompanion?: Companion;
}

export interface Companion {
  /** Whether it still can do anything. */
  isAlive(): boolean;
  stop(): void;
}

/**
 * Stays with a page of a site that the student has allowed, and shows the chip beside a message or event of a mentor.
 *
 * It reads nothing itself: when something is open it asks the worker, which reads the page, if it may, and says what is
 * to be shown. Started twice in one page it runs once. It ends when the site is not allowed any more or the consent was
 * withdrawn, and when its extension is gone or was updated.
 */
export function startCompanion(
  world: World,
  view: Window,
  page: Document,
  runtimeNow: () => Runtime | undefined,
  items: readonly OpenItems[],
): void {
  if (world.vouchCompanion?.isAlive() === true) return;
  world.vouchCompanion?.stop();
  // One of a version before lives in a world that is out of reach; it looks whether it is still alive.
  page.dispatchEvent(new Event(STARTED));
  world.vouchCompanion = companionOf(view, page, runtimeNow, items);
}

/** The event by which one of a version before learns that another was started. From a page it does nothing. */
const STARTED = 'vouch:started';

function companionOf(
  view: Window,
  page: Document,
  runtimeNow: () => Runtime | undefined,
  items: readonly OpenItems[],
): Companion {
  let chip: Chip | null = null;
  let watch: Watch | null = null;
  let isStopped = false;
  /** Grows with all that makes an answer under way an answer to another question. */
  let question = 0;
  let looksUnderWay = 0;
  const dismissed = new Set<string>();
  /** The key of what the chip is about; `null` while there is none. */
  let current: string | null = null;

  /** The API; `null` once the extension is gone. */
  const connected = (): Runtime | null => {
    try {
      const runtime = runtimeNow();
      return runtime?.id === undefined ? null : runtime;
    } catch {
      return null;
    }
  };
  const isAlive = () => !isStopped && connected() !== null;
  const stopIfDead = () => {
    if (!isAlive()) stop();
  };

  const stop = () => {
    if (isStopped) return;
    isStopped = true;
    hide();
    watch?.stop();
    page.removeEventListener('visibilitychange', onReturn);
    view.removeEventListener('focus', stopIfDead);
    page.removeEventListener(STARTED, stopIfDead);
    connected()?.onMessage.removeListener(onTold);
  };

  const hide = () => {
    question += 1;
    chip?.remove();
    chip = null;
    current = null;
  };

  /** `null` where no answer came; ends all when the extension is gone. */
  const ask = async (name: string, request: object): Promise<unknown> => {
    try {
      const answer = isStopped ? null : await connected()?.sendMessage({ to: 'vouch', name, request });
      if (answer !== undefined && answer !== null) return valueIn(answer);
    } catch {
      // The worker failed, or is gone: the next line tells.
    }
    stopIfDead();
    return null;
  };

  const look = async () => {
    question += 1;
    const asked = question;
    looksUnderWay += 1;
    // Only our worker answers, by the protocol.
    const answer = (await ask('chip/look', {})) as ChipAnswer | null;
    looksUnderWay -= 1;
    if (isStopped || asked !== question || answer === null) return;
    if (!answer.isAllowed) stop();
    else show(answer.view);
  };

  const show = (next: ChipView | null) => {
    if (next === null || dismissed.has(next.key)) {
      hide();
      return;
    }
    current = next.key;
    if (chip === null) chip = showChip(view, page, next, actions);
    else chip.update(next);
  };

  const done = async (name: string, request: object): Promise<Pressed> => {
    const about = current;
    // Only our worker answers, by the protocol.
    const answer = (await ask(name, request)) as ChipDone | null;
    // It is about something else by now, which knows nothing of this.
    if (isStopped || current !== about) return 'dropped';
    if (answer === null) return 'lost';
    // Whatever was asked meanwhile may have been answered before this was done.
    question += 1;
    show(answer.view);
    if (looksUnderWay > 0) void look();
    return answer;
  };

  const actions: ChipActions = {
    isAlive: () => {
      stopIfDead();
      return !isStopped;
    },
    log: key => done('chip/log', { key }),
    undo: undoId => done('chip/undo', { undoId }),
    open: async mentorId => {
      await ask('chip/open', { mentorId });
    },
    dismiss: key => {
      dismissed.add(key);
      hide();
    },
  };

  /** In another tab the entry may have been changed, the site withdrawn, or the extension updated. */
  const onReturn = () => {
    if (page.hidden) return;
    if (isAlive()) watch?.check();
    else stop();
  };
  const onTold = (message: unknown) => {
    if (typeof message === 'object' && message !== null && 'to' in message && message.to === 'vouch/chip') void look();
  };

  watch = watchOpenItems(view, page, items, {
    onOpen: () => {
      if (isAlive()) void look();
      else stop();
    },
    onGone: hide,
  });
  page.addEventListener('visibilitychange', onReturn);
  view.addEventListener('focus', stopIfDead);
  page.addEventListener(STARTED, stopIfDead);
  connected()?.onMessage.addListener(onTold);
  return { isAlive, stop };
}

/** The value of a `Result`; `null` for a problem. */
function valueIn(answer: unknown): unknown {
  const isResult = typeof answer === 'object' && answer !== null && 'ok' in answer && answer.ok === true;
  return isResult && 'value' in answer ? answer.value : null;
}
