import type { Page } from 'playwright';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { RULES } from '../../src/core/reminders/reminder.ts';
import { DASHBOARD, dayBefore, PATIENCE, tabTo, Vouch } from './vouch.ts';
import { type WordKey, word } from './words.ts';

const vouch = Vouch.forTests();
beforeEach(() => vouch.reset());

async function open(section = ''): Promise<Page> {
  const page = await vouch.browser.openPage(`${DASHBOARD}#/settings${section}`);
  await page.getByRole('heading', { name: word('settingsReading'), level: 2 }).waitFor();
  return page;
}

async function stored(settings: object): Promise<void> {
  await vi.waitFor(async () => expect(await vouch.rows('settings')).toMatchObject([settings]), PATIENCE);
}

const field = (page: Page, key: WordKey) => page.getByRole('spinbutton', { name: word(key), exact: true });
const undo = (page: Page) => page.getByRole('button', { name: word('actionUndo') }).click();

describe('the rules', () => {
  test('each has a switch, which is saved and can be taken back', async () => {
    const page = await open();
    for (const rule of RULES.filter(name => name !== 'own')) {
      // A family of keys, one for each rule.
      const key = `rule_${rule.replaceAll('-', '_')}` as WordKey;
      expect(await page.getByRole('switch', { name: word(key), exact: true }).isChecked()).toBe(true);
    }
    await page.getByRole('switch', { name: word('rule_nudge'), exact: true }).click();
    await stored({ rulesOff: ['nudge'] });
    await undo(page);
    await vi.waitFor(async () => {
      expect((await vouch.rows('settings')).flatMap(({ rulesOff }) => rulesOff ?? [])).toEqual([]);
      expect(await page.getByRole('switch', { name: word('rule_nudge'), exact: true }).isChecked()).toBe(true);
    }, PATIENCE);
  });

  test('a number out of bounds is refused with a sentence, stays as it was typed, and is saved once it is put right', async () => {
    const page = await open();
    const row = page.locator('.rule', { has: page.getByRole('switch', { name: word('rule_nudge'), exact: true }) });
    await row.locator('summary').click();
    const days = field(page, 'ruleNumber_nudgeApartDays');
    await days.fill('1');
    await days.press('Enter');
    await page.getByText(word('settingsNumberBad', { least: 7, most: 60 })).waitFor();
    expect(await days.inputValue()).toBe('1');
    expect(await vouch.rows('settings')).toEqual([]);
    await days.fill('9');
    await days.press('Enter');
    await stored({ numbers: { nudgeApartDays: 9, nudgeBeforeDays: 14 } });
    await page.getByText(word('settingsUsually', { number: 7 })).waitFor();
    await row.getByRole('button', { name: word('settingsResetFor', { rule: word('rule_nudge') }) }).click();
    await stored({ numbers: { nudgeApartDays: 7 } });
  });

  test('a role that is left empty takes the number for all of them, which can be changed', async () => {
    const page = await open();
    await page.locator('summary', { hasText: word('settingsRhythms') }).click();
    const chair = field(page, 'role_chair');
    await chair.fill('');
    await chair.blur();
    await stored({ rhythmDaysByRole: { chair: null, mentor: 30 } });
    await field(page, 'settingsRhythmDefault').fill('45');
    await field(page, 'settingsRhythmDefault').press('Enter');
    await stored({ rhythmDays: 45 });
    await vi.waitFor(async () => expect(await chair.getAttribute('placeholder')).toBe('45'), PATIENCE);
  });

  test('what last month would have brought follows the numbers while they are typed, before anything is saved', async () => {
    const id = await vouch.addMentor('Elena Rivera', { addedOn: dayBefore(300) });
    await vouch.logContact(id, 40, { kind: 'email' });
    await vouch.ask('settings/save', { rhythmDaysByRole: { attending: 700 } });
    const page = await open();
    const said = page.locator('.rules-preview');
    await vi.waitFor(async () => expect(await said.innerText()).toBe(word('settingsPreviewNone')), PATIENCE);
    await page.locator('summary', { hasText: word('settingsRhythms') }).click();
    await field(page, 'role_attending').fill('20');
    await vi.waitFor(
      async () => expect(await said.innerText()).toBe(word('settingsPreview_one', { count: 1 })),
      PATIENCE,
    );
    expect(await vouch.rows('settings')).toMatchObject([{ rhythmDaysByRole: { attending: 700 } }]);
    await field(page, 'role_attending').fill('700');
    await vi.waitFor(async () => expect(await said.innerText()).toBe(word('settingsPreviewNone')), PATIENCE);
  });
});

describe('pauses', () => {
  test('a link leads to them, and days are added, changed and removed', async () => {
    const page = await open('/pauses');
    await vi.waitFor(
      async () =>
        expect(await page.locator('[data-section="pauses"]').evaluate(part => part === document.activeElement)).toBe(
          true,
        ),
      PATIENCE,
    );
    await page.getByRole('button', { name: word('settingsPauseAdd') }).click();
    const dialog = page.getByRole('dialog');
    const from = dialog.getByLabel(word('settingsPauseFrom'));
    const until = dialog.getByLabel(word('settingsPauseUntil'));
    const save = dialog.getByRole('button', { name: word('actionSave') });
    await dialog.getByRole('radio', { name: word('pause_vacation') }).click();
    await from.fill(dayBefore(-10));
    await until.fill(dayBefore(-8));
    await save.click();
    await dialog.getByText(word('settingsPauseEndsBefore')).waitFor();
    expect(await until.inputValue()).toBe(dayBefore(-8));
    await until.fill(dayBefore(-12));
    await dialog.getByText(word('settingsPauseLength_other', { count: 3 })).waitFor();
    await save.click();
    await stored({ pauses: [{ kind: 'vacation', fromOn: dayBefore(-10), untilOn: dayBefore(-12) }] });
    await page.getByRole('button', { name: word('settingsPauseEdit', { pause: '' }) }).click();
    await until.fill(dayBefore(-10));
    await save.click();
    await stored({ pauses: [{ kind: 'vacation', fromOn: dayBefore(-10), untilOn: dayBefore(-10) }] });
    await page.getByRole('button', { name: word('settingsPauseRemove', { pause: '' }) }).click();
    await stored({ pauses: [] });
    await undo(page);
    await stored({ pauses: [{ kind: 'vacation' }] });
  });

  test('a day on duty takes one press, also by keyboard', async () => {
    const page = await open();
    await tabTo(page, word('settingsDutyToday'));
    await page.keyboard.press('Enter');
    await stored({ pauses: [{ kind: 'duty', fromOn: dayBefore(0), untilOn: dayBefore(0) }] });
    await page.getByText(word('settingsPauseToday')).waitFor();
  });
});

test('notifications come one by one or once a day, at a time of their own', async () => {
  const page = await open();
  await page.getByRole('radio', { name: word('settingsDigestDaily') }).click();
  await stored({ hasDigestOnly: true });
  const time = page.getByLabel(word('settingsDigestTime'));
  await time.fill('18:30');
  await time.blur();
  await stored({ digestTime: '18:30' });
  await page.getByRole('button', { name: word('settingsDigestTimeReset') }).click();
  await stored({ digestTime: null });
});

test('a list that is half typed is there again after a look at another page', async () => {
  const page = await open();
  const list = page.getByRole('textbox', { name: word('settingsNeverLog') });
  await list.fill('clinic.example\nnot a dom');
  await page.getByRole('link', { name: word('navMentors') }).click();
  await page.getByRole('heading', { name: word('navMentors'), level: 1 }).waitFor();
  await page.getByRole('link', { name: word('navSettings') }).click();
  await list.waitFor();
  expect(await list.inputValue()).toBe('clinic.example\nnot a dom');
  await page.getByText(word('settingsNeverLogBad', { value: 'not a dom' })).waitFor();
  expect(await vouch.rows('settings')).toEqual([]);
});

test('messages open where the student says, and the text can be kept out of links', async () => {
  const page = await open('/mail');
  const service = page.getByRole('combobox', { name: word('settingsMailService'), exact: true });
  expect(await service.locator('option:checked').innerText()).toBe(word('settingsMailNone'));
  await service.selectOption({ label: word('mailServiceOutlookPrivate') });
  await stored({ mailService: 'outlook-private' });
  // Once chosen, there is no way back to nothing but undo.
  await vi.waitFor(async () => expect(await service.locator('option').count()).toBe(4), PATIENCE);
  const keepOut = page.getByRole('switch', { name: word('settingsMailKeepOut'), exact: true });
  await keepOut.click();
  await stored({ mailService: 'outlook-private', keepsTextOutOfLinks: true });
  await undo(page);
  await vi.waitFor(async () => expect(await keepOut.isChecked()).toBe(false), PATIENCE);
  await stored({ mailService: 'outlook-private' });
});
