import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll } from 'vitest';
import type { Browser } from 'webextension-polyfill';
import type { MessageName, RequestOf, ResponseOf } from '../../src/messages/protocol.ts';
import { pathForTests } from '../support/find-browsers.ts';
import { type FirefoxOptions, LaunchedFirefox } from '../support/firefox.ts';
import { type BuildCopy, grantedBuild } from '../support/granted-build.ts';
import { readTable, type StoredRow } from './vouch.ts';

declare const browser: Browser;

/** Vouch in a Firefox without a window, and the ways a test looks behind its pages. */
export class VouchInFirefox {
  #firefox: LaunchedFirefox | null = null;
  #desk: Page | null = null;

  private constructor() {}

  /** For the tests of a file: launched before the first, with the sites allowed, and closed after the last. */
  static forTests(preferences: FirefoxOptions['preferences'] = {}): VouchInFirefox {
    const vouch = new VouchInFirefox();
    let build: BuildCopy | null = null;
    beforeAll(async () => {
      build = await grantedBuild('firefox');
      const executablePath = await pathForTests('firefox');
      vouch.#firefox = await LaunchedFirefox.launch({
        extensionDir: build.dir,
        executablePath,
        headless: true,
        preferences,
      });
      await vouch.openDesk();
    });
    afterAll(async () => {
      await vouch.#firefox?.close();
      await build?.remove();
    });
    return vouch;
  }

  get firefox(): LaunchedFirefox {
    if (this.#firefox === null) throw new Error('Firefox is not launched yet');
    return this.#firefox;
  }

  /** A page of the extension with nothing of ours on it. */
  get desk(): Page {
    if (this.#desk === null) throw new Error('Firefox is not launched yet');
    return this.#desk;
  }

  /** A new one, as after a restart. */
  async openDesk(): Promise<void> {
    this.#desk = await this.firefox.openPage('manifest.json');
  }

  /** Sends a message as our own pages do. */
  async ask<Name extends MessageName>(name: Name, request: RequestOf<Name>): Promise<ResponseOf<Name>> {
    const answer = await this.desk.evaluate(
      (given, text) => browser.runtime.sendMessage({ to: 'vouch', name: given, request: JSON.parse(text) }),
      name as string,
      JSON.stringify(request),
    );
    return answer as ResponseOf<Name>; // the background answers by the protocol
  }

  /** Adds a record. @returns Its id. */
  async add(
    name: Extract<MessageName, 'mentor/save' | 'letter/save' | 'rotation/save' | 'moment/save'>,
    fields: RequestOf<'mentor/save'>['fields'],
  ): Promise<string> {
    const saved = await this.ask(name, { id: null, fields });
    if (!saved.ok) throw new Error(`${name}: ${saved.problem.code}`);
    return saved.value.id;
  }

  /** All that one table holds, past our own code. */
  async rows(table: string): Promise<StoredRow[]> {
    return (await this.desk.evaluate(readTable, table)) as StoredRow[]; // every record has an id
  }
}
