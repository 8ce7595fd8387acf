import type { CDPSession, Page } from 'playwright';
import { vi } from 'vitest';
import { PATIENCE } from './vouch.ts';

interface DomNode {
  readonly backendNodeId: number;
  readonly attributes?: readonly string[];
  readonly shadowRootType?: string;
  readonly shadowRoots?: readonly DomNode[];
  readonly children?: readonly DomNode[];
}

/** The chip in a page, as only the browser's own tools can see it: its shadow root is closed. */
export class ChipInPage {
  readonly #page: Page;
  readonly #session: CDPSession;

  private constructor(page: Page, session: CDPSession) {
    this.#page = page;
    this.#session = session;
  }

  static async of(page: Page): Promise<ChipInPage> {
    return new ChipInPage(page, await page.context().newCDPSession(page));
  }

  /** All that can be read on it; `null` while there is none. */
  async text(): Promise<string | null> {
    const texts = await this.evaluate(`
      const shown = [...this.querySelectorAll('[data-text]')].filter(each => each.checkVisibility());
      return shown.map(each => getComputedStyle(each, '::after').content.replace(/^"|"$/g, '')).join('\\n');`);
    return texts === null ? null : String(texts);
  }

  async waitForText(text: string): Promise<void> {
    await vi.waitFor(async () => {
      const seen = await this.text();
      if (seen?.includes(text) !== true) throw new Error(`the chip does not say "${text}" but ${JSON.stringify(seen)}`);
    }, PATIENCE);
  }

  async waitUntilGone(): Promise<void> {
    await vi.waitFor(async () => {
      if ((await this.text()) !== null) throw new Error('the chip is still there');
    }, PATIENCE);
  }

  /** What people who hear the page get of the chip: roles with their names. */
  async heard(): Promise<string[]> {
    const { nodes } = await this.#session.send('Accessibility.getFullAXTree');
    const told = nodes.filter(({ ignored }) => !ignored);
    const start = told.findIndex(({ role }) => role?.value === 'complementary');
    return told.slice(start).flatMap(({ role, name }) => (name?.value ? [`${role?.value} ${name.value}`] : []));
  }

  /** The value of a function's body, whose `this` is the chip; `null` while there is none. */
  async evaluate(body: string): Promise<unknown> {
    return this.#callOn(`function () { ${body} }`);
  }

  /** The middle of a button, or of the chip itself. */
  async middle(button: string | null): Promise<{ readonly x: number; readonly y: number }> {
    const where = await this.evaluate(`
      const found = ${JSON.stringify(button)} === null ? this : [...this.querySelectorAll('button')].find(
        each => !each.hidden && [each.dataset.text, each.ariaLabel].includes(${JSON.stringify(button)}));
      if (found === undefined) return null;
      const { x, y, width, height } = found.getBoundingClientRect();
      return { x: x + width / 2, y: y + height / 2 };`);
    if (where === null) throw new Error(`the chip has no button "${button}"`);
    return where as { readonly x: number; readonly y: number }; // as returned above
  }

  /** Clicks a button as a person does, once it is certain that it can be seen. */
  async click(button: string): Promise<void> {
    const { x, y } = await vi.waitFor(() => this.middle(button), PATIENCE);
    await this.#page.mouse.move(x, y);
    // Of what has only just come into view the browser does not say yet that it can be seen.
    await this.#page.waitForTimeout(300);
    await this.#page.mouse.click(x, y);
  }

  async #callOn(functionDeclaration: string): Promise<unknown> {
    const { root } = await this.#session.send('DOM.getDocument', { depth: -1, pierce: true });
    const found = chipIn(root);
    if (found === null) return null;
    try {
      const { object } = await this.#session.send('DOM.resolveNode', { backendNodeId: found.backendNodeId });
      const { result, exceptionDetails } = await this.#session.send('Runtime.callFunctionOn', {
        objectId: object.objectId ?? '',
        functionDeclaration,
        returnByValue: true,
      });
      if (exceptionDetails !== undefined) throw new Error(exceptionDetails.exception?.description ?? 'it threw');
      return result.value ?? null;
    } catch (error) {
      // It went between the two questions.
      if (error instanceof Error && /No node|not find|does not belong/.test(error.message)) return null;
      throw error;
    }
  }
}

function chipIn(node: DomNode): DomNode | null {
  for (const root of node.shadowRoots ?? []) {
    const chip = root.shadowRootType === 'closed' ? (root.children ?? []).find(isChip) : undefined;
    if (chip !== undefined) return chip;
  }
  for (const child of node.children ?? []) {
    const found = chipIn(child);
    if (found !== null) return found;
  }
  return null;
}

function isChip({ attributes = [] }: DomNode): boolean {
  return attributes[attributes.indexOf('class') + 1] === 'chip';
}
