import type { Page } from 'playwright';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { calendar, contacts, type MadeFile, mail, table, unreadable } from './import-files.ts';
import { DASHBOARD, PATIENCE, type StoredRow, tabTo, Vouch } from './vouch.ts';
import { word } from './words.ts';

const vouch = Vouch.forTests();
let elena: string;
beforeEach(async () => {
  await vouch.reset();
  await vouch.ask('profile/save', { emails: ['sam@school.example'] });
  elena = await vouch.addMentor('Elena Rivera', { emails: ['elena.rivera@clinic.example'] });
});

async function importPage(): Promise<Page> {
  const page = await vouch.browser.openPage(`${DASHBOARD}#/import`);
  await page.getByText(word('importDropTitle')).waitFor();
  return page;
}

async function choose(page: Page, files: readonly MadeFile[]): Promise<void> {
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles([...files]);
  await vi.waitFor(async () => expect(await page.getByRole('progressbar').count()).toBe(0), PATIENCE);
}

const addButton = (page: Page) => page.getByRole('button', { name: word('importAction'), exact: true });
const group = (page: Page, title: string) => page.getByRole('region', { name: title, exact: true });
const unfold = (page: Page, title: string) =>
  page.getByRole('button', { name: `${word('importShow')}: ${title}`, exact: true }).click();
const titlesOf = (rows: readonly StoredRow[]) => rows.map(({ title }) => title).toSorted();

/** How many entries every file of `three()` gives that is with Elena. */
const WITH_ELENA = [
  'Coffee with Dr. Rivera',
  'Conference in Lakeside',
  'Mid-rotation feedback',
  'Ward rounds',
  'Ward rounds',
  'Ward rounds',
  'Your talk on Thursday',
];
const three = () => [mail(), calendar(), contacts()];

describe('files chosen on the import page', () => {
  test('are looked through, added in one step, taken back in one, and known the next time', async () => {
    const page = await importPage();
    await choose(page, [...three(), ...unreadable()]);
    const mentors = group(page, word('importGroupMentors'));
    await mentors.getByRole('checkbox', { name: 'Coffee with Dr. Rivera' }).waitFor();
    expect(await mentors.getByRole('checkbox', { checked: true }).count()).toBe(WITH_ELENA.length);
    expect(await mentors.getByText(word('importPlanned')).count()).toBe(1);
    for (const title of [word('importGroupNames'), word('importGroupStrangers')]) {
      expect(await group(page, title).getByRole('checkbox', { checked: true }).count()).toBe(0);
    }
    // Nothing is written before it is asked for.
    expect(await vouch.rows('interactions')).toEqual([]);

    await group(page, word('importGroupStrangers')).getByRole('checkbox', { name: 'Lab tour' }).check();
    await page
      .getByRole('combobox', { name: word('importSameNameLabel', { name: 'Elena Rivera' }) })
      .selectOption({ label: word('importAnswerSame', { name: 'Elena Rivera' }) });
    await unfold(page, word('importGroupLeftOut'));
    const leftOut = group(page, word('importGroupLeftOut'));
    for (const key of ['cancelled', 'declined', 'only_you', 'no_start', 'no_address', 'outlook_message'] as const) {
      await leftOut.getByText(word(`refusal_${key}`), { exact: true }).waitFor();
    }
    await addButton(page).click();
    await page.getByRole('heading', { name: /^Added 8 entries/ }).waitFor();

    const entries = await vouch.rows('interactions');
    expect(titlesOf(entries)).toEqual([...WITH_ELENA, 'Lab tour'].toSorted());
    expect(entries.every(({ note }) => note === '')).toBe(true);
    expect(entries.filter(({ state }) => state === 'planned')).toMatchObject([{ title: 'Mid-rotation feedback' }]);
    expect(entries.find(({ title }) => title === 'Your talk on Thursday')).toMatchObject({
      kind: 'email',
      direction: 'in',
      mentorIds: [elena],
      source: { site: 'file', title: 'Your talk on Thursday.eml', messageId: 'talk-1@clinic.example' },
    });
    const people = await vouch.rows('mentors');
    expect(people.map(({ name }) => name).toSorted()).toEqual([
      'Elena Rivera',
      'Maya Lindholm',
      'Noor Haddad',
      'Tom Osei',
    ]);
    expect(people.find(({ id }) => id === elena)).toMatchObject({
      emails: ['elena.rivera@clinic.example', 'elena@home.example'],
    });

    await page.getByRole('button', { name: word('actionUndo'), exact: true }).click();
    await vi.waitFor(async () => expect(await vouch.rows('interactions')).toEqual([]), PATIENCE);
    expect(await vouch.rows('mentors')).toMatchObject([{ id: elena, emails: ['elena.rivera@clinic.example'] }]);

    // What was chosen is still chosen.
    await addButton(page).click();
    await page.getByRole('heading', { name: /^Added 8 entries/ }).waitFor();
    await page.getByRole('button', { name: word('importAgain'), exact: true }).click();
    await choose(page, three());
    await unfold(page, word('importGroupAlready'));
    // Those with Elena, the lab tour, and the three contacts.
    const already = group(page, word('importGroupAlready')).getByRole('listitem');
    await vi.waitFor(async () => expect(await already.count()).toBe(WITH_ELENA.length + 1 + 3), PATIENCE);
    expect(await group(page, word('importGroupMentors')).count()).toBe(0);
    expect(await vouch.rows('interactions')).toHaveLength(8);
  });

  test('of a student’s own table are read by the columns they say', async () => {
    await vouch.addMentor('Tom Osei', { emails: ['tom.osei@clinic.example'] });
    const page = await importPage();
    await choose(page, [table()]);
    const column = (key: 'field_note' | 'field_title' | 'field_name') =>
      page.getByRole('combobox', { name: word(key), exact: true });
    const shown = async () =>
      column('field_note').evaluate(select => (select as HTMLSelectElement).selectedOptions[0]?.label);
    expect(await shown()).toBe('Bemerkung');
    // As a subject instead of a note, and back.
    await column('field_note').selectOption({ label: word('importNoColumn') });
    await column('field_title').selectOption({ label: 'Bemerkung' });
    await page.getByRole('checkbox', { name: 'Good differential' }).waitFor();
    await column('field_title').selectOption({ label: word('importNoColumn') });
    await column('field_note').selectOption({ label: 'Bemerkung' });
    await vi.waitFor(async () => {
      expect(await page.getByRole('checkbox', { name: 'Good differential' }).count()).toBe(0);
    }, PATIENCE);
    await page.getByText(word('refusal_bad_date'), { exact: true }).first().waitFor();
    await addButton(page).click();
    await page.getByText(word('importAgain')).waitFor();
    expect(await vouch.rows('interactions')).toMatchObject([
      { kind: 'coffee-chat', note: '=HYPERLINK("https://x.example")', when: { type: 'instant' } },
      { kind: 'feedback', note: 'Good differential', when: { type: 'days' } },
    ]);
  });

  test('stay as they are while another page is looked at', async () => {
    const page = await importPage();
    await choose(page, [calendar()]);
    const coffee = page.getByRole('checkbox', { name: 'Coffee with Dr. Rivera' });
    await coffee.uncheck();
    await page.getByRole('link', { name: word('navMentors'), exact: true }).click();
    await page.getByRole('heading', { name: word('navMentors'), level: 1 }).waitFor();
    await page.goBack();
    await coffee.waitFor();
    expect(await coffee.isChecked()).toBe(false);
  });

  test('are read within the days that are asked for', async () => {
    const page = await importPage();
    await choose(page, [calendar()]);
    await page.getByRole('checkbox', { name: 'Mid-rotation feedback' }).waitFor();
    const [from] = await page.locator('input[type=date]').all();
    await page.getByLabel(word('importRangeTo'), { exact: true }).fill((await from?.inputValue()) ?? '');
    await page.getByText(word('importNothingTitle')).waitFor();
    expect(await addButton(page).count()).toBe(0);
  });
});

test('files dropped anywhere on the page are read, and the browser does not open them', async () => {
  const page = await importPage();
  const { name, mimeType, buffer } = calendar();
  const data = await page.evaluateHandle(
    ([fileName, type, text]) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([text], fileName, { type }));
      return transfer;
    },
    [name, mimeType, buffer.toString()] as const,
  );
  await page.dispatchEvent('#main', 'dragenter', { dataTransfer: data });
  await page.getByText(word('importDropHere')).waitFor();
  await page.dispatchEvent('#main', 'dragover', { dataTransfer: data });
  await page.dispatchEvent('#main', 'drop', { dataTransfer: data });
  await page.getByRole('checkbox', { name: 'Coffee with Dr. Rivera' }).waitFor();
  expect(await page.getByText(word('importDropHere')).count()).toBe(0);
});

test('the keyboard alone chooses, ticks and adds', async () => {
  const page = await importPage();
  // Asked for early: a dialog that opens before Chromium was told to hand it over is nobody's.
  const dialog = page.waitForEvent('filechooser', { timeout: PATIENCE.timeout });
  await tabTo(page, word('importChoose'), 'button');
  await page.keyboard.press('Enter');
  await (await dialog).setFiles([mail()]);
  const entry = page.getByRole('checkbox', { name: 'Your talk on Thursday' });
  await entry.waitFor();
  await entry.press('Space');
  expect(await entry.isChecked()).toBe(false);
  await entry.press('Space');
  await tabTo(page, word('importAction'));
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: /^Added 1 entry/ }).waitFor();
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('import-report');
});

test('the student’s address is asked for when it is not known, and leaves them out at once', async () => {
  await vouch.ask('profile/save', { emails: [] });
  const page = await importPage();
  await choose(page, [calendar()]);
  const field = page.getByRole('textbox', { name: word('importOwnLabel') });
  await field.waitFor();
  // Whose answer it was cannot be known yet.
  await page.getByRole('checkbox', { name: 'Reception' }).waitFor();
  await field.fill('sam@school.example');
  await page.getByRole('button', { name: word('importOwnSave'), exact: true }).click();
  await vi.waitFor(async () => {
    expect(await vouch.rows('profile')).toMatchObject([{ emails: ['sam@school.example'] }]);
  }, PATIENCE);
  await field.waitFor({ state: 'detached' });
  await page.getByRole('checkbox', { name: 'Reception' }).waitFor({ state: 'detached' });
});

test('the page is found from the data page and from the mentors while there are none', async () => {
  const page = await vouch.browser.openPage(`${DASHBOARD}#/data`);
  await page.getByRole('link', { name: word('importOpen'), exact: true }).click();
  await page.getByText(word('importDropTitle')).waitFor();
  await vouch.ask('mentor/remove', { id: elena });
  await page.getByRole('link', { name: word('navMentors'), exact: true }).click();
  await page.getByRole('link', { name: word('mentorsImport'), exact: true }).click();
  await page.getByText(word('importDropTitle')).waitFor();
});
