import { writeFile } from 'node:fs/promises';
import type { CDPSession, Page } from 'playwright';

const PATIENCE_MS = 10_000;

/**
 * The real popup, opened as by a click on the toolbar button: with `activeTab` for the page below it.
 *
 * Playwright does not see popups, so this asks the browser itself. Elements are found by role and accessible name.
 */
export class ActionPopup {
  readonly #browser: CDPSession;
  readonly #targetId: string;
  readonly #sessionId: string;
  readonly #waiting = new Map<number, (answer: Answer) => void>();
  #lastId = 0;

  private constructor(browser: CDPSession, targetId: string, sessionId: string) {
    this.#browser = browser;
    this.#targetId = targetId;
    this.#sessionId = sessionId;
    browser.on('Target.receivedMessageFromTarget', event => {
      if (event.sessionId !== sessionId) return;
      const answer = JSON.parse(event.message) as Answer; // the browser's own words
      this.#waiting.get(answer.id ?? 0)?.(answer);
      this.#waiting.delete(answer.id ?? 0);
    });
  }

  /** @param extensionUrl - What the addresses of the extension's pages begin with. */
  static async open(page: Page, extensionId: string, extensionUrl: string): Promise<ActionPopup> {
    const playwright = page.context().browser();
    if (playwright === null) throw new Error('Playwright gave no browser to talk to');
    const browser = await playwright.newBrowserCDPSession();
    await page.bringToFront();
    const before = new Set((await targetsOf(browser)).map(({ targetId }) => targetId));
    await browser.send('Extensions.triggerAction', { id: extensionId, targetId: await tabOf(browser, page) });
    const until = Date.now() + PATIENCE_MS;
    while (Date.now() < until) {
      const popup = (await targetsOf(browser)).find(
        ({ targetId, type, url }) => type === 'page' && !before.has(targetId) && url.startsWith(extensionUrl),
      );
      if (popup !== undefined) {
        const { targetId } = popup;
        const { sessionId } = await browser.send('Target.attachToTarget', { targetId, flatten: false });
        const opened = new ActionPopup(browser, targetId, sessionId);
        await opened.waitFor("document.readyState === 'complete'");
        return opened;
      }
      await pause();
    }
    throw new Error('the popup did not open');
  }

  /** The value of an expression in the popup. */
  async evaluate(expression: string): Promise<unknown> {
    const { result, exceptionDetails } = await this.send('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails !== undefined) throw new Error(`the popup: ${JSON.stringify(exceptionDetails)}`);
    return (result as { readonly value?: unknown }).value;
  }

  /** Waits until an expression is true in the popup. */
  async waitFor(expression: string): Promise<void> {
    const until = Date.now() + PATIENCE_MS;
    while ((await this.evaluate(expression)) !== true) {
      if (Date.now() > until) throw new Error(`in the popup this did not come true: ${expression}`);
      await pause();
    }
  }

  /** All the text in it, as it is seen. */
  async text(): Promise<string> {
    return String(await this.evaluate('document.body.innerText'));
  }

  /** Waits until its text has this in it. */
  async waitForText(text: string): Promise<void> {
    await this.waitFor(`document.body.innerText.includes(${JSON.stringify(text)})`);
  }

  /** What a field holds. */
  async value(role: string, name: string): Promise<string> {
    return String(await this.#callOn(role, name, 'function () { return this.value; }'));
  }

  /** Types into a field in place of what it held. A date field takes `YYYY-MM-DD`. */
  async fill(role: string, name: string, text: string): Promise<void> {
    const isTypedInParts = await this.#callOn(
      role,
      name,
      `function () {
        this.focus();
        if (this.type !== 'date' && this.type !== 'time') return this.select(), false;
        this.value = ${JSON.stringify(text)};
        return this.dispatchEvent(new Event('input', { bubbles: true }));
      }`,
    );
    if (isTypedInParts === false) await this.send('Input.insertText', { text });
  }

  async click(role: string, name: string): Promise<void> {
    const backendNodeId = await this.#find(role, name);
    await this.send('DOM.scrollIntoViewIfNeeded', { backendNodeId });
    const { quads } = await this.send('DOM.getContentQuads', { backendNodeId });
    const [left = 0, top = 0, , , right = 0, bottom = 0] = (quads as number[][])[0] ?? [];
    const where = { x: (left + right) / 2, y: (top + bottom) / 2, button: 'left', clickCount: 1 };
    await this.send('Input.dispatchMouseEvent', { type: 'mousePressed', ...where });
    await this.send('Input.dispatchMouseEvent', { type: 'mouseReleased', ...where });
  }

  /** Presses a key where the cursor is. */
  async press(key: 'Enter' | 'Tab' | 'Escape' | 'ArrowDown' | 'ArrowUp'): Promise<void> {
    const code = { Enter: 13, Tab: 9, Escape: 27, ArrowDown: 40, ArrowUp: 38 }[key];
    const event = { key, code: key, windowsVirtualKeyCode: code, ...(key === 'Enter' ? { text: '\r' } : {}) };
    await this.send('Input.dispatchKeyEvent', { type: 'keyDown', ...event });
    await this.send('Input.dispatchKeyEvent', { type: 'keyUp', ...event });
  }

  /** Changes the colors as a change of the system's does, without motion. */
  async setColorScheme(scheme: 'light' | 'dark'): Promise<void> {
    const features = [
      { name: 'prefers-color-scheme', value: scheme },
      { name: 'prefers-reduced-motion', value: 'reduce' },
    ];
    await this.send('Emulation.setEmulatedMedia', { features });
  }

  /** Saves a PNG of it, with everything that moves at its end. */
  async screenshot(path: string): Promise<void> {
    await this.evaluate('for (const moving of document.getAnimations()) moving.finish()');
    const { data } = await this.send('Page.captureScreenshot', { format: 'png' });
    await writeFile(path, Buffer.from(String(data), 'base64'));
  }

  /** Closes it, as a click elsewhere does. It may have closed itself before. */
  async close(): Promise<void> {
    await this.#browser.send('Target.closeTarget', { targetId: this.#targetId }).catch(() => {});
    while ((await targetsOf(this.#browser)).some(({ targetId }) => targetId === this.#targetId)) await pause();
    await this.#browser.detach();
  }

  /** Asks the popup's page by the DevTools protocol. */
  async send(method: string, params: object = {}): Promise<Record<string, unknown>> {
    this.#lastId += 1;
    const id = this.#lastId;
    const answer = new Promise<Answer>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`the popup did not answer ${method}`)), PATIENCE_MS);
      this.#waiting.set(id, value => {
        clearTimeout(timer);
        resolve(value);
      });
    });
    const message = JSON.stringify({ id, method, params });
    await this.#browser.send('Target.sendMessageToTarget', { sessionId: this.#sessionId, message });
    const { result, error } = await answer;
    if (error !== undefined) throw new Error(`the popup: ${method}: ${error.message}`);
    return result ?? {};
  }

  async #callOn(role: string, name: string, functionDeclaration: string): Promise<unknown> {
    const { object } = await this.send('DOM.resolveNode', { backendNodeId: await this.#find(role, name) });
    const { objectId } = object as { readonly objectId: string };
    const { result } = await this.send('Runtime.callFunctionOn', {
      objectId,
      functionDeclaration,
      returnByValue: true,
    });
    return (result as { readonly value?: unknown }).value;
  }

  /** Waits for the element of that role whose accessible name is, or begins with, this. */
  async #find(role: string, name: string): Promise<number> {
    const until = Date.now() + PATIENCE_MS;
    let seen: readonly string[] = [];
    do {
      const { root } = await this.send('DOM.getDocument', { depth: 0 });
      const { backendNodeId } = root as { readonly backendNodeId: number };
      const { nodes } = await this.send('Accessibility.queryAXTree', { backendNodeId, role });
      const named = (nodes as readonly AxNode[]).filter(node => !node.ignored);
      seen = named.map(node => node.name?.value ?? '');
      const index = seen.includes(name) ? seen.indexOf(name) : seen.findIndex(other => other.startsWith(name));
      const found = named[index];
      if (found !== undefined) return found.backendDOMNodeId;
      await pause();
    } while (Date.now() < until);
    throw new Error(`in the popup there is no ${role} "${name}", only: ${seen.join(' | ') || 'none'}`);
  }
}

interface Answer {
  readonly id?: number;
  readonly result?: Record<string, unknown>;
  readonly error?: { readonly message: string };
}

interface AxNode {
  readonly ignored: boolean;
  readonly backendDOMNodeId: number;
  readonly name?: { readonly value: string };
}

const pause = () => new Promise(resolve => setTimeout(resolve, 50));

/** Tabs too, which are not listed unless asked for. */
async function targetsOf(browser: CDPSession) {
  const { targetInfos } = await browser.send('Target.getTargets', { filter: [{ type: 'tab' }, { type: 'page' }] });
  return targetInfos;
}

/** The id of the tab a page is in, which is another than the page's own. */
async function tabOf(browser: CDPSession, page: Page): Promise<string> {
  const tab = (await targetsOf(browser)).findLast(({ type, url }) => type === 'tab' && url === page.url());
  if (tab === undefined) throw new Error(`no tab shows ${page.url()}`);
  return tab.targetId;
}
