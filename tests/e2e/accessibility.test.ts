import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Browser } from 'webextension-polyfill';
import { COLOR_RULES } from './axe.ts';
import { calendar, contacts, mail, table, unreadable } from './import-files.ts';
import { DASHBOARD, dayBefore, formOf, PANEL, PATIENCE, POPUP, tabTo, tabToElement, Vouch, WELCOME } from './vouch.ts';
import { word } from './words.ts';

declare const browser: Browser;
declare const axe: { run(context: Document, options: object): Promise<AxeResults> };

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** The button that snoozes a check-in. */
const snoozeFor = (name: string) =>
  word('actionFor', { action: word('actionSnooze'), name: word('notificationCheckIn', { name }) });

const LOOKS = [
  { name: 'light', media: { colorScheme: 'light' } },
  { name: 'dark', media: { colorScheme: 'dark' } },
  { name: 'light, more contrast', media: { colorScheme: 'light', contrast: 'more' } },
  { name: 'dark, more contrast', media: { colorScheme: 'dark', contrast: 'more' } },
  { name: 'forced colors', media: { colorScheme: 'dark', forcedColors: 'active' } },
] as const;
const PLAIN = {
  colorScheme: 'light',
  contrast: 'no-preference',
  forcedColors: 'none',
  reducedMotion: 'reduce',
} as const;

const vouch = Vouch.forTests();
beforeEach(() => vouch.reset());

type View = readonly [name: string, prepare: () => Promise<Page>];

const VIEWS: readonly View[] = [
  [
    'the popup with nothing stored',
    async () => {
      const page = await vouch.browser.openPage(POPUP);
      await page.getByText(word('firstStepTitle')).waitFor();
      return page;
    },
  ],
  [
    'the popup filled in, with the list of names open',
    async () => {
      await vouch.addMentor('Elena Rivera', { emails: ['elena.rivera@clinic.example'], wantsCheckIns: false });
      const page = await vouch.browser.openPage(POPUP);
      const form = formOf(page);
      await form.note.fill('She watched the whole examination.');
      await form.who.pressSequentially('Maya Lindholm');
      await form.who.press('Enter');
      await form.person('Maya Lindholm').waitFor();
      await form.who.pressSequentially('riv');
      await page.getByRole('option', { name: 'Elena Rivera' }).waitFor();
      return page;
    },
  ],
  [
    'the popup with somebody due',
    async () => {
      await someoneDue();
      const page = await vouch.browser.openPage(POPUP);
      await page.getByText('Elena Rivera').first().waitFor();
      return page;
    },
  ],
  [
    'the popup with an error',
    async () => {
      const page = await vouch.browser.openPage(POPUP);
      await formOf(page).note.fill('With nobody.');
      await formOf(page).note.press('Enter');
      await page.getByText(word('problem_form_no_person')).waitFor();
      return page;
    },
  ],
  [
    'the popup after saving',
    async () => {
      const page = await vouch.browser.openPage(POPUP);
      await formOf(page).who.pressSequentially('Maya Lindholm');
      await formOf(page).who.press('Enter');
      await formOf(page).note.press('Enter');
      await formOf(page).saved.waitFor();
      return page;
    },
  ],
  [
    'the side panel with a person, their history, and somebody due',
    async () => {
      const id = await someoneDue();
      const page = await vouch.browser.openPage(PANEL);
      await page.getByRole('button', { name: word('actionLogFor', { name: 'Elena Rivera' }) }).click();
      await page.getByText(word('panelHistory', { name: 'Elena Rivera' })).waitFor();
      expect(id).not.toBe('');
      return page;
    },
  ],
  [
    'the welcome page before consent',
    async () => {
      const page = await vouch.browser.openPage(WELCOME);
      await page.getByRole('button', { name: word('welcomeConsentAgree') }).waitFor();
      return page;
    },
  ],
  [
    'the welcome page after consent',
    async () => {
      await vouch.giveConsent();
      const page = await vouch.browser.openPage(WELCOME);
      await page.getByText(word('welcomeConsentGiven')).waitFor();
      return page;
    },
  ],
  ['the due list with nobody in the log', () => dashboard('/due', word('mentorsEmptyTitle'))],
  [
    'the due list',
    async () => {
      await someoneDue();
      return dashboard('/due', 'Elena Rivera');
    },
  ],
  [
    'the choices of Snooze',
    async () => {
      await someoneDue();
      const page = await dashboard('/due', 'Elena Rivera');
      await page.getByRole('button', { name: snoozeFor('Elena Rivera') }).click();
      await page.getByRole('menuitem', { name: word('snoozeTomorrow') }).waitFor();
      return page;
    },
  ],
  ['the mentors with nobody in the log', () => dashboard('/mentors', word('mentorsEmptyTitle'))],
  [
    'the mentors',
    async () => {
      await someoneDue();
      const archived = await vouch.addMentor('Tom Lindqvist');
      await vouch.ask('mentor/set-archived', { id: archived, isArchived: true });
      return dashboard('/mentors', 'Elena Rivera');
    },
  ],
  [
    'the dialog that adds a mentor, with an error',
    async () => {
      const page = await dashboard('/mentors', word('mentorsEmptyTitle'));
      await page
        .getByRole('button', { name: word('mentorsAdd'), exact: true })
        .first()
        .click();
      await page
        .getByRole('dialog')
        .getByRole('button', { name: word('actionSave'), exact: true })
        .click();
      await page.getByText(word('problem_form_no_name')).waitFor();
      return page;
    },
  ],
  [
    'a mentor with a timeline',
    async () => {
      const id = await someoneDue();
      return dashboard(`/mentors/${id}`, 'Grand rounds');
    },
  ],
  [
    'the dialog that logs',
    async () => {
      const id = await someoneDue();
      const page = await dashboard(`/mentors/${id}`, 'Grand rounds');
      await page
        .getByRole('button', { name: word('mentorLog'), exact: true })
        .first()
        .click();
      await page.getByRole('dialog').waitFor();
      return page;
    },
  ],
  ['a mentor who is not there', () => dashboard('/mentors/nobody', word('mentorGoneTitle'))],
  [
    'the sites, with one refused, and a reader that failed',
    async () => {
      await vouch.giveConsent();
      await vouch.keepLocal('unread/gmail', {
        reader: 'gmail',
        shape: { selectors: [{ name: 'subject', count: 0 }], elements: [{ name: 'div', count: 120 }] },
        at: Date.now(),
      });
      const page = await dashboard('/sites/fastmail', word('siteReport'));
      await page.getByRole('button', { name: word('siteCheckFor', { name: 'Fastmail' }) }).click();
      await page.getByText(word('siteCheckNotAllowed', { name: 'Fastmail' })).waitFor();
      await page.evaluate(() => {
        browser.permissions.request = async () => false;
      });
      await page.getByRole('button', { name: word('siteAllowFor', { name: 'Outlook' }) }).click();
      await page.getByText(word('siteDenied', { name: 'Outlook' })).waitFor();
      return page;
    },
  ],
  ['the settings', () => dashboard('/settings', word('settingsQuiet'))],
  ['the import page', () => dashboard('/import', word('importDropTitle'))],
  ['what files hold, before it is added', () => filesChosen()],
  [
    'the report of what was added',
    async () => {
      const page = await filesChosen();
      await page.getByRole('button', { name: word('importOwnSkip'), exact: true }).click();
      await page.getByRole('button', { name: word('importAction'), exact: true }).click();
      await page.getByText(word('importAgain')).waitFor();
      return page;
    },
  ],
  [
    'the data page with something in the trash, and a message at its foot',
    async () => {
      const id = await vouch.addMentor('Tom Lindqvist');
      await vouch.ask('mentor/remove', { id });
      const gone = await vouch.addMentor('Maya Lindholm');
      await vouch.ask('mentor/remove', { id: gone });
      const page = await dashboard('/data', 'Tom Lindqvist');
      await page.getByRole('button', { name: word('dataTrashRestoreFor', { title: 'Maya Lindholm' }) }).click();
      await page.getByText(word('toastRestored', { title: 'Maya Lindholm' })).waitFor();
      return page;
    },
  ],
];

describe('every view passes axe in every look', () => {
  test.each(VIEWS)('%s', async (_name, prepare) => {
    const page = await prepare();
    await page.evaluate(AXE);
    const found: string[] = [];
    for (const [index, { name, media }] of LOOKS.entries()) {
      await page.emulateMedia({ ...PLAIN, ...media });
      const runOnly = index === 0 ? {} : { runOnly: [...COLOR_RULES] };
      found.push(...(await violationsIn(page, runOnly)).map(violation => `${name}: ${violation}`));
    }
    expect(found).toEqual([]);
  });
});

describe('the keyboard alone', () => {
  test('adds a mentor, logs, snoozes, edits and archives in the dashboard', async () => {
    await vouch.remindAtAnyHour();
    const page = await dashboard('/mentors', word('mentorsEmptyTitle'));
    const { keyboard } = page;
    await tabTo(page, word('mentorsAdd'));
    await keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await tabTo(page, word('mentorName'), 'textbox');
    await keyboard.type('Elena Rivera');
    await keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Elena Rivera', level: 1 }).waitFor();

    await tabTo(page, word('mentorLog'));
    await keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    // So long ago that a check-in is due; the same whether the day or the month comes first.
    expect(await tabToElement(page, formOf(page).on)).toBe(true);
    await keyboard.type('01012025');
    await tabTo(page, word('formNote'), 'textbox');
    await keyboard.type('First day on the ward.');
    await keyboard.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByText('First day on the ward.').waitFor();
    expect(await vouch.rows('interactions')).toMatchObject([{ state: 'happened' }]);

    await tabTo(page, snoozeFor('Elena Rivera'));
    await keyboard.press('Enter');
    await chooseByKey(page, word('snoozeTomorrow'));
    await vi.waitFor(async () => {
      expect(await vouch.rows('reminders')).toMatchObject([{ state: 'snoozed' }]);
    }, PATIENCE);

    await tabTo(page, word('mentorEdit'));
    await keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await tabTo(page, word('mentorSpecialty'), 'textbox');
    await keyboard.type('Neurology');
    await keyboard.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await vouch.rows('mentors')).toMatchObject([{ name: 'Elena Rivera', specialty: 'Neurology' }]);

    await tabTo(page, word('mentorMore'));
    await keyboard.press('Enter');
    await chooseByKey(page, word('mentorArchive'));
    await vi.waitFor(async () => {
      expect(await vouch.rows('mentors')).toMatchObject([{ isArchived: true }]);
    }, PATIENCE);
    await tabTo(page, word('actionUndo'));
    await keyboard.press('Enter');
    await vi.waitFor(async () => {
      expect(await vouch.rows('mentors')).toMatchObject([{ isArchived: false }]);
    }, PATIENCE);
  });

  test('leaves a dialog by Escape, and the focus is where it was', async () => {
    const page = await dashboard('/mentors', word('mentorsEmptyTitle'));
    await tabTo(page, word('mentorsAdd'));
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await tabTo(page, word('mentorsAdd'));
    const isFocused = page.getByRole('button', { name: word('mentorsAdd'), exact: true }).first();
    expect(await isFocused.evaluate(button => button === document.activeElement)).toBe(true);
  });

  test('gives consent and withdraws it on the welcome page', async () => {
    const page = await vouch.browser.openPage(WELCOME);
    await tabTo(page, word('welcomeConsentAgree'));
    await page.keyboard.press('Enter');
    await tabTo(page, word('welcomeConsentWithdraw'));
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: word('welcomeConsentAgree') }).waitFor();
    expect(await vouch.rows('local')).toContainEqual({ id: 'consent', value: false });
  });
});

describe('at a width of 320 pixels, as when zoomed to 400 %', () => {
  test.each([
    ['the welcome page', () => vouch.browser.openPage(WELCOME)],
    ['the due list', () => dashboard('/due', 'Elena Rivera')],
    ['the mentors', () => dashboard('/mentors', 'Elena Rivera')],
    ['a mentor', async () => dashboard(`/mentors/${(await vouch.rows('mentors'))[0]?.id}`, 'Grand rounds')],
    ['the sites', () => dashboard('/sites/gmail', word('siteCheck'))],
    ['the settings', () => dashboard('/settings', word('settingsQuiet'))],
    ['the data page', () => dashboard('/data', word('dataExport'))],
    ['the import page', () => dashboard('/import', word('importDropTitle'))],
    ['what files hold', () => filesChosen()],
  ] as const)('%s does not scroll sideways', async (_name, open) => {
    await someoneDue();
    const page = await open();
    await page.setViewportSize({ width: 320, height: 640 });
    const overflow = await page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return scrollWidth - clientWidth;
    });
    expect(overflow).toBeLessThanOrEqual(0);
  });
});

/** The import page with files of every kind, and all lists open. */
async function filesChosen(): Promise<Page> {
  // Some tests have her already.
  await vouch.ask('mentor/save', {
    id: null,
    fields: { name: 'Elena Rivera', emails: ['elena.rivera@clinic.example'], wantsCheckIns: false },
  });
  const page = await dashboard('/import', word('importDropTitle'));
  const files = [mail(), calendar(), contacts(), table(), ...unreadable()];
  await page.locator('input[type=file]').first().setInputFiles(files);
  await page.getByRole('checkbox', { name: 'Coffee with Dr. Rivera' }).waitFor();
  for (const button of await page.getByRole('button', { name: new RegExp(`^${word('importShow')}: `) }).all()) {
    await button.click();
  }
  return page;
}

/** Goes down an open menu to an entry and chooses it. */
async function chooseByKey(page: Page, name: string): Promise<void> {
  const entry = page.getByRole('menuitem', { name });
  await entry.waitFor();
  for (let presses = 0; presses < 20; presses += 1) {
    if (await entry.evaluate(element => element === document.activeElement)) break;
    await page.keyboard.press('ArrowDown');
  }
  await page.keyboard.press('Enter');
}

async function violationsIn(page: Page, runOnly: object): Promise<string[]> {
  return page.evaluate(async only => {
    // What is fading in has not its own colors yet.
    for (const moving of document.getAnimations()) {
      if (Number.isFinite(moving.effect?.getComputedTiming().endTime)) moving.finish();
    }
    const { violations } = await axe.run(document, { resultTypes: ['violations'], ...only });
    // Where the browser puts in its own colors, axe sees those it replaced.
    const isForced = (target: string) => {
      const element = document.querySelector(target);
      return (
        matchMedia('(forced-colors: active)').matches &&
        element !== null &&
        getComputedStyle(element).forcedColorAdjust !== 'none'
      );
    };
    return violations.flatMap(({ id, help, nodes }) =>
      nodes
        .filter(({ target }) => id !== 'color-contrast' || !isForced(String(target[0])))
        .map(({ html, failureSummary }) => `${id}: ${help}\n${html}\n${failureSummary}`),
    );
  }, runOnly);
}

/** @returns The mentor's id. */
async function someoneDue(): Promise<string> {
  await vouch.remindAtAnyHour();
  const id = await vouch.addDueMentor('Elena Rivera', {
    emails: ['elena.rivera@clinic.example'],
    specialty: 'Internal medicine',
    institution: 'Clinic of the Example',
    credentials: 'MD',
  });
  await vouch.logContact(id, 30, { title: 'Grand rounds', note: 'She liked the differential.' });
  await vouch.logContact(id, 0, {
    title: 'Coffee',
    on: dayBefore(-3),
    kind: 'coffee-chat',
    mentorIds: [] as string[],
    newMentors: [{ name: 'Ada Moreno', email: null }],
  });
  return id;
}

async function dashboard(place: string, text: string): Promise<Page> {
  const page = await vouch.browser.openPage(`${DASHBOARD}#${place}`);
  await page.getByText(text).first().waitFor();
  return page;
}
