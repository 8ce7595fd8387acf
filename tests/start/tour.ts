import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { Page } from 'playwright';
import type { ActionPopup } from '../support/action-popup.ts';
import { ROOT } from '../support/build-extension.ts';
import { type LaunchedChromium, launchChromium } from '../support/chromium.ts';
import type { FoundBrowser } from '../support/find-browsers.ts';
import { Steps } from './steps.ts';
import {
  describeInteraction,
  rowsOf,
  type StoredInteraction,
  type StoredMentor,
  type StoredReminder,
} from './stored.ts';

/** Where the pictures go unless another folder is named. */
const FOLDER = join(ROOT, 'tour');
const WELCOME = 'src/ui/welcome/index.html';
const DASHBOARD = 'src/ui/dashboard/index.html';
const PATIENCE_MS = 15_000;
/** About as wide as a side panel is at first. */
const PANEL_SIZE = { width: 400, height: 760 };

export interface TourOptions {
  /** As `openForTour` gave it; closed at the end. */
  readonly chromium: LaunchedChromium;
  readonly practiceUrl: string;
  /** Not given, `tour/`, which is emptied first. */
  readonly folder?: string | undefined;
  readonly say: (line: string) => void;
}

/** Opens a browser of Chromium's family as the tour needs it. @throws When Vouch could not be loaded into it. */
export async function openForTour(browser: FoundBrowser, extensionDir: string): Promise<LaunchedChromium> {
  return await launchChromium({
    extensionDir,
    executablePath: browser.executablePath,
    headless: true,
    timeZone: zoneNearNoon(new Date()),
    viewport: { width: 1280, height: 800 },
  });
}

/**
 * Uses Vouch as a student would, without a display, says what each step stored and leaves pictures of it.
 *
 * The popup is the real one, with the access that a click on the toolbar button gives. A click in the menu is told to
 * the worker, since only a display has menus; so its form opens in a small window instead of the side panel, and the
 * access that the click would have given comes from the toolbar button.
 *
 * @throws With the name of the step that failed.
 */
export async function runTour({ chromium, practiceUrl, folder = FOLDER, say }: TourOptions): Promise<void> {
  try {
    // A folder that somebody named may hold other things.
    if (folder === FOLDER) await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    chromium.context.setDefaultTimeout(PATIENCE_MS);
    await new Tour(chromium, practiceUrl, folder, say, await wordsOf('en')).run();
  } finally {
    await chromium.close();
  }
  say(`Done. ${(await readdir(folder)).length} pictures are in ${relative(process.cwd(), folder) || folder}/.`);
}

class Tour {
  readonly #chromium: LaunchedChromium;
  readonly #practiceUrl: string;
  readonly #folder: string;
  readonly #steps: Steps;
  readonly #words: Words;
  /** Interactions told of already. */
  readonly #told = new Set<string>();

  constructor(
    chromium: LaunchedChromium,
    practiceUrl: string,
    folder: string,
    say: (line: string) => void,
    words: Words,
  ) {
    this.#chromium = chromium;
    this.#practiceUrl = practiceUrl;
    this.#folder = folder;
    this.#steps = new Steps(say);
    this.#words = words;
  }

  async run(): Promise<void> {
    const words = this.#words;
    const welcome = await this.#welcome();
    const web = await this.#chromium.context.newPage();

    await this.#steps.run('The welcome page opens by itself', async () => {
      await welcome.getByRole('heading', { name: words('welcomeTitle') }).waitFor();
      await this.#picture(welcome, 'welcome');
      return [`it says: ${words('welcomeTitle')}`];
    });

    await this.#steps.run('Before anything is agreed, the popup reads no page', async () => {
      await web.goto(`${this.#practiceUrl}/calendar.html`);
      const popup = await this.#chromium.openPopup(web);
      await popup.waitForText(words('consentAsk'));
      await popup.waitForText(words('firstStepTitle'));
      const subject = await popup.value('textbox', words('formTitle'));
      await this.#popupPicture(popup, 'popup-empty');
      await popup.close();
      return [`only the tab's own title is there: ${subject}`];
    });

    await this.#steps.run('Consent is given on the welcome page', async () => {
      await welcome.getByRole('button', { name: words('welcomeConsentAgree') }).click();
      await welcome.getByText(words('welcomeConsentGiven')).waitFor();
      await this.#picture(welcome, 'consent');
      const rows = await rowsOf<{ readonly id: string; readonly value: unknown }>(welcome, 'local');
      return [`stored consent: ${JSON.stringify(rows.find(({ id }) => id === 'consent')?.value)}`];
    });

    await this.#steps.run('A meeting is typed into the popup', async () => {
      await web.goto('about:blank');
      const popup = await this.#chromium.openPopup(web);
      await this.#type(popup, 'Dr. Ruth Adeyemi', 'Liked how I explained the anticoagulation plan on rounds.');
      await this.#save(popup, 'popup-saved');
      return await this.#tellNew(welcome);
    });

    await this.#steps.run('An address on the practice mail is logged from the menu', async () => {
      await web.goto(`${this.#practiceUrl}/mail.html`);
      // Gives access to the page until it is left, as a real click in the menu would.
      await (await this.#chromium.openPopup(web)).close();
      const opened = this.#chromium.context.waitForEvent('page', { timeout: PATIENCE_MS });
      await this.#clickMenu(web, {
        linkUrl: 'mailto:theo.marchetti@lakeside-med.example',
        selectionText: 'looks for a student for the quality project',
      });
      const panel = await opened;
      await panel.setViewportSize(PANEL_SIZE);
      const unreadable = panel.getByText(words('pageUnreadable'));
      const person = panel.getByText('Dr. Theo Marchetti');
      await person.or(unreadable).first().waitFor();
      if (await unreadable.isVisible()) throw new Error(`the panel says "${words('pageUnreadable')}"`);
      await this.#picture(panel, 'panel');
      await panel.getByRole('button', { name: words('actionSave'), exact: true }).click();
      await panel.getByRole('heading', { name: words('savedTitle') }).waitFor();
      await this.#picture(panel, 'panel-saved');
      await panel.close();
      return await this.#tellNew(welcome);
    });

    await this.#steps.run('The practice mail is logged from the popup', async () => {
      const popup = await this.#chromium.openPopup(web);
      await popup.waitFor(`document.querySelector('.picker')?.innerText.includes('Dr. Ingrid Halvorsen')`);
      await popup.fill(
        'textbox',
        words('formNote'),
        'Agreed to write a letter. Wants the CV, and a reminder six weeks ahead.',
      );
      await this.#popupPicture(popup, 'popup-from-mail');
      await this.#save(popup, 'popup-from-mail-saved');
      return await this.#tellNew(welcome);
    });

    await this.#steps.run('A check-in falls due, and wakes a worker that had ended', async () => {
      await web.goto('about:blank');
      const popup = await this.#chromium.openPopup(web);
      const longAgo = new Date(Date.now() - 100 * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
      await this.#type(popup, 'Dr. Samuel Brandt', 'Supervised my first two weeks on the wards.', longAgo);
      await this.#save(popup, 'popup-long-ago');
      await this.#chromium.stopWorker();
      const reminder = await this.#announced(welcome);
      const worker = await this.#chromium.worker();
      const shown = await worker.evaluate('chrome.notifications.getAll()');
      const badge = await worker.evaluate('chrome.action.getBadgeText({})');
      if (!Object.keys(Object(shown)).some(id => id.includes(reminder.id))) throw new Error('no notification is shown');
      return [
        ...(await this.#tellNew(welcome)),
        `stored reminder: ${reminder.id}, due on ${reminder.dueOn}`,
        `the browser shows a notification; the toolbar button says "${badge}"`,
      ];
    });

    await this.#steps.run('The popup says who is due, and why', async () => {
      await web.goto(`${this.#practiceUrl}/mail.html`);
      const popup = await this.#chromium.openPopup(web);
      await popup.waitForText('Dr. Samuel Brandt');
      await this.#popupPicture(popup, 'popup-due');
      const text = (await popup.text()).split('\n').filter(line => line.trim() !== '');
      await popup.close();
      return [text.slice(text.indexOf('Dr. Samuel Brandt'), text.indexOf('Dr. Samuel Brandt') + 3).join(' · ')];
    });

    await this.#steps.run('The dashboard shows all of it', () => this.#dashboard(welcome));
  }

  /** Vouch opens it when it is installed. */
  async #welcome(): Promise<Page> {
    const isWelcome = (page: Page) => page.url().startsWith(this.#chromium.url(WELCOME));
    const open = this.#chromium.context.pages().find(isWelcome);
    return open ?? (await this.#chromium.context.waitForEvent('page', { predicate: isWelcome, timeout: PATIENCE_MS }));
  }

  /** Fills the popup's form by keyboard, with a person who is new. */
  async #type(popup: ActionPopup, name: string, note: string, on: string | null = null): Promise<void> {
    await popup.fill('combobox', this.#words('formWho'), name);
    await popup.waitFor("document.querySelector('[role=option]') !== null");
    await popup.press('Enter');
    if (on !== null) await popup.fill('Date', this.#words('formWhen'), on);
    await popup.fill('textbox', this.#words('formNote'), note);
  }

  /** Presses Enter in the note, and sees that it is saved. */
  async #save(popup: ActionPopup, picture: string): Promise<void> {
    await popup.press('Enter');
    await popup.waitForText(this.#words('actionUndo'));
    await this.#popupPicture(popup, picture);
    await popup.close();
  }

  /** Tells the worker of a click on the menu's item over this page. */
  async #clickMenu(page: Page, click: { readonly linkUrl: string; readonly selectionText: string }): Promise<void> {
    await page.bringToFront();
    const worker = await this.#chromium.worker();
    const info = { menuItemId: 'log-interaction', pageUrl: page.url(), frameId: 0, editable: false, ...click };
    // The worker may not see a tab's title and address before it was clicked in; the real event brings them along.
    const seen = { title: await page.title(), url: page.url() };
    await worker.evaluate(`chrome.tabs.query({ active: true, lastFocusedWindow: true }).then(([tab]) =>
      chrome.contextMenus.onClicked.dispatch(${JSON.stringify(info)}, { ...tab, ...${JSON.stringify(seen)} }))`);
  }

  /** Lines about the interactions that were not there before. */
  async #tellNew(page: Page): Promise<string[]> {
    const mentors = await rowsOf<StoredMentor>(page, 'mentors');
    const entries = await rowsOf<StoredInteraction>(page, 'interactions');
    const fresh = entries.filter(({ id }) => !this.#told.has(id));
    for (const { id } of fresh) this.#told.add(id);
    if (fresh.length !== 1) throw new Error(`${fresh.length} interactions were stored instead of one`);
    return fresh.flatMap(entry => describeInteraction(entry, mentors));
  }

  /** The first reminder that was announced, once there is one. */
  async #announced(page: Page): Promise<StoredReminder> {
    const until = Date.now() + PATIENCE_MS;
    while (Date.now() < until) {
      const reminders = await rowsOf<StoredReminder>(page, 'reminders');
      const announced = reminders.find(({ announcedAt }) => announcedAt !== null);
      if (announced !== undefined) return announced;
      await new Promise(resolve => setTimeout(resolve, 200));
    }
    throw new Error('nothing was announced in time');
  }

  async #dashboard(reader: Page): Promise<string[]> {
    const page = await this.#chromium.openPage(`${DASHBOARD}#/due`);
    await page.getByRole('heading', { name: this.#words('duePageTitle'), level: 1 }).waitFor();
    await page.getByText('Dr. Samuel Brandt').first().waitFor();
    await this.#picture(page, 'dashboard-due');
    await page.getByRole('link', { name: this.#words('navMentors') }).click();
    await page.getByRole('heading', { name: this.#words('navMentors'), level: 1 }).waitFor();
    await page.getByText('Dr. Ingrid Halvorsen').first().waitFor();
    await this.#picture(page, 'dashboard-mentors');
    await page.getByRole('link', { name: 'Dr. Ingrid Halvorsen' }).click();
    await page.getByRole('heading', { name: 'Dr. Ingrid Halvorsen', level: 1 }).waitFor();
    await page.getByText('Agreed to write a letter.').waitFor();
    await this.#picture(page, 'dashboard-mentor');
    await page.getByRole('link', { name: this.#words('navSettings') }).click();
    await page.getByRole('heading', { name: this.#words('navSettings'), level: 1 }).waitFor();
    await this.#picture(page, 'dashboard-settings');
    await page.getByRole('link', { name: this.#words('navData') }).click();
    await page.getByRole('heading', { name: this.#words('navData'), level: 1 }).waitFor();
    await this.#picture(page, 'dashboard-data');
    const mentors = await rowsOf<StoredMentor>(reader, 'mentors');
    return [`stored mentors: ${mentors.map(({ name }) => name).join(', ')}`, `stored interactions: ${this.#told.size}`];
  }

  async #picture(page: Page, name: string): Promise<void> {
    for (const scheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
      await page.screenshot({ path: this.#file(name, scheme), animations: 'disabled', fullPage: true });
    }
    await page.emulateMedia({ colorScheme: 'light' });
  }

  async #popupPicture(popup: ActionPopup, name: string): Promise<void> {
    for (const scheme of ['dark', 'light'] as const) {
      await popup.setColorScheme(scheme);
      await popup.screenshot(this.#file(name, scheme));
    }
  }

  #file(name: string, scheme: 'light' | 'dark'): string {
    return join(this.#folder, `${this.#steps.number}-${name}-${scheme}.png`);
  }
}

type Words = (key: string) => string;

/** The words as they appear, so that the tour looks for what a person sees. */
async function wordsOf(language: string): Promise<Words> {
  const file = await readFile(join(ROOT, 'public/_locales', language, 'messages.json'), 'utf8');
  const messages = JSON.parse(file) as Record<string, { readonly message: string } | undefined>; // checked by the i18n test
  return key => {
    const message = messages[key]?.message;
    if (message === undefined) throw new Error(`there is no message "${key}"`);
    return message;
  };
}

/** A zone where it is about noon, so that no quiet hours hold back a reminder whenever the tour is taken. */
function zoneNearNoon(now: Date): string {
  const hours = 12 - now.getUTCHours();
  // These names have the sign the other way round.
  return hours === 0 ? 'Etc/GMT' : `Etc/GMT${hours > 0 ? '-' : '+'}${Math.abs(hours)}`;
}
