import type { Locator, Page } from 'playwright';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { overflowOf, violationsInBothThemes } from './axe.ts';
import { DASHBOARD, dayBefore, PATIENCE, tabTo, tabToElement, Vouch } from './vouch.ts';
import { type WordKey, word } from './words.ts';

const vouch = Vouch.forTests();
beforeEach(() => vouch.reset());

type Fields = Readonly<Record<string, unknown>>;

async function add(name: 'letter/save' | 'plan/save' | 'track/save' | 'program/save', fields: Fields): Promise<string> {
  const saved = await vouch.ask(name, { id: null, fields });
  if (!saved.ok) throw new Error(`${name}: ${saved.problem.code}`);
  return saved.value.id;
}

async function open(place = '/letters'): Promise<Page> {
  const page = await vouch.browser.openPage(`${DASHBOARD}#${place}`);
  await page.getByRole('heading', { level: 1, name: word('navLetters') }).waitFor();
  return page;
}

const card = (page: Page, name: string) => page.locator('.letter-card', { hasText: name }).getByRole('link');
const column = (page: Page, key: WordKey) =>
  page.locator('.letter-column', { has: page.locator('.letter-column-head', { hasText: word(key) }) });
const isIn = async (page: Page, name: string, key: WordKey) =>
  column(page, key).locator('.letter-card', { hasText: name }).waitFor();
const hasFocus = (shown: Locator) => shown.evaluate(element => element === document.activeElement);

async function stored(fields: object): Promise<void> {
  await vi.waitFor(async () => expect(await vouch.rows('letters')).toMatchObject([fields]), PATIENCE);
}

const PROMISED = { askedOn: dayBefore(40), answer: 'yes', answeredOn: dayBefore(38), packetSentOn: dayBefore(30) };
const REQUESTED = { ...PROMISED, requestedOn: dayBefore(25), isWaived: true };

test('without letters it says what a letter is, and leads to the plan and the mentors', async () => {
  await vouch.addMentor('Elena Rivera');
  const page = await open();
  await page.getByText(word('lettersEmptyTitle')).waitFor();
  const main = page.getByRole('main');
  expect(await main.getByRole('link', { name: word('lettersToPlan') }).getAttribute('href')).toBe('#/plan');
  expect(await main.getByRole('link', { name: word('lettersToMentors') }).getAttribute('href')).toBe('#/mentors');
});

describe('by keyboard alone', () => {
  test('a letter goes from an idea to done, step by step, and back', async () => {
    await vouch.addMentor('Elena Rivera', { wantsCheckIns: false });
    const page = await open();
    await tabTo(page, word('lettersNew'), 'link');
    await page.keyboard.press('Enter');
    const writer = page.getByRole('combobox', { name: word('lettersWriter') });
    await writer.waitFor();
    expect(await hasFocus(writer)).toBe(true);
    await page.keyboard.press('Elena'.charAt(0));
    await tabTo(page, word('letterAdd'));
    await page.keyboard.press('Enter');
    await isIn(page, 'Elena Rivera', 'columnAsk');
    await stored({ service: 'eras', askedOn: null });

    const shown = card(page, 'Elena Rivera');
    await vi.waitFor(async () => expect(await hasFocus(shown)).toBe(true), PATIENCE);
    const columns: readonly WordKey[] = [
      'columnAnswer',
      'columnPacket',
      'columnRequest',
      'columnReceive',
      'columnVisible',
      'columnThank',
      'columnOutcome',
      'columnDone',
    ];
    for (const key of columns) {
      await page.keyboard.press('Shift+ArrowRight');
      await isIn(page, 'Elena Rivera', key);
      expect(await hasFocus(shown)).toBe(true);
      await page
        .locator('.letters-page > [role=status]')
        .getByText(word('lettersMovedTo', { column: word(key), name: 'Elena Rivera' }))
        .waitFor();
    }
    const today = dayBefore(0);
    await stored({
      askedOn: today,
      answer: 'yes',
      answeredOn: today,
      packetSentOn: today,
      requestedOn: today,
      acceptedOn: null,
      receivedOn: today,
      visibleOn: today,
      thankedOn: today,
      outcomeToldOn: today,
    });
    await page.keyboard.press('Shift+ArrowLeft');
    await isIn(page, 'Elena Rivera', 'columnOutcome');
    await stored({ thankedOn: today, outcomeToldOn: null });
  });

  test('arrow keys go from card to card, and M chooses where one goes', async () => {
    for (const name of ['Ada Moreno', 'Elena Rivera']) {
      await add('letter/save', { mentorId: await vouch.addMentor(name), service: 'eras' });
    }
    await add('letter/save', { mentorId: await vouch.addMentor('Wei Zhang'), service: 'eras', ...REQUESTED });
    const page = await open();
    expect(await tabToElement(page, card(page, 'Ada Moreno'))).toBe(true);
    await page.keyboard.press('ArrowDown');
    expect(await hasFocus(card(page, 'Elena Rivera'))).toBe(true);
    await page.keyboard.press('ArrowRight');
    expect(await hasFocus(card(page, 'Wei Zhang'))).toBe(true);
    await page.keyboard.press('m');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox', { name: word('lettersMoveTo') }).selectOption({ label: word('columnEnded') });
    await dialog
      .getByRole('combobox', { name: word('letterHowEnded') })
      .selectOption({ label: word('letterEndReplaced') });
    await dialog
      .getByRole('combobox', { name: word('letterReplacedBy') })
      .selectOption({ label: word('letterNamed', { name: 'Ada Moreno', track: word('letterPurposeGeneral') }) });
    await dialog.getByRole('button', { name: word('lettersEnd') }).click();
    await page.getByText(word('lettersHidden_one')).waitFor();
    const letters = await vouch.rows('letters');
    const ended = letters.find(({ ended }) => ended === 'replaced');
    expect(ended).toMatchObject({ endedOn: dayBefore(0) });
    expect(letters.map(({ id }) => id)).toContain(ended?.replacedByLetterId);
    await page.getByRole('button', { name: word('actionUndo') }).click();
    await isIn(page, 'Wei Zhang', 'columnReceive');
  });
});

test('a card is dragged; what was noted on an earlier day is only taken away after saying so', async () => {
  await add('letter/save', { mentorId: await vouch.addMentor('Elena Rivera'), service: 'eras', ...REQUESTED });
  const page = await open();
  await page.setViewportSize({ width: 2400, height: 800 });
  await page.locator('.letter-card').dragTo(column(page, 'columnThank'));
  await isIn(page, 'Elena Rivera', 'columnThank');
  await stored({ receivedOn: dayBefore(0), visibleOn: dayBefore(0), requestedOn: REQUESTED.requestedOn });

  await page.locator('.letter-card').dragTo(column(page, 'columnRequest'));
  const dialog = page.getByRole('dialog');
  await dialog.getByText(/This takes away: .*/).waitFor();
  await dialog.getByRole('button', { name: word('actionCancel') }).click();
  await isIn(page, 'Elena Rivera', 'columnThank');
  await page.locator('.letter-card').dragTo(column(page, 'columnRequest'));
  await dialog.getByRole('button', { name: word('lettersMove'), exact: true }).click();
  await isIn(page, 'Elena Rivera', 'columnRequest');
  await stored({ packetSentOn: REQUESTED.packetSentOn, requestedOn: null, receivedOn: null, visibleOn: null });
  await page.getByRole('button', { name: word('actionUndo') }).click();
  await isIn(page, 'Elena Rivera', 'columnThank');

  // ERAS has no step of accepting, and letters through it have no such column.
  expect(await column(page, 'columnAccept').count()).toBe(0);
});

test('Escape, or letting go beside the columns, ends a drag with nothing moved', async () => {
  await add('letter/save', { mentorId: await vouch.addMentor('Elena Rivera'), service: 'eras', ...REQUESTED });
  const page = await open();
  await page.setViewportSize({ width: 2400, height: 800 });
  const { mouse } = page;
  const dragged = page.locator('.letter-card[data-dragged]');
  const over = page.locator('.letter-column[data-over]');
  const middleOf = async (shown: Locator) => {
    const box = await shown.boundingBox();
    if (box === null) throw new Error('it is not drawn');
    return [box.x + box.width / 2, box.y + box.height / 2] as const;
  };
  const takeOver = async (key: WordKey) => {
    await mouse.move(...(await middleOf(page.locator('.letter-card'))));
    await mouse.down();
    await mouse.move(...(await middleOf(column(page, key))), { steps: 8 });
    await dragged.waitFor();
    await over.and(column(page, key)).waitFor();
  };
  const isAsItWas = async () => {
    await vi.waitFor(async () => expect([await dragged.count(), await over.count()]).toEqual([0, 0]), PATIENCE);
    await isIn(page, 'Elena Rivera', 'columnReceive');
    expect(await page.getByRole('dialog').count()).toBe(0);
    await stored({ ...REQUESTED, receivedOn: null });
  };

  // Back, where it would take away what was noted, and on.
  for (const key of ['columnAnswer', 'columnThank'] as const) {
    await takeOver(key);
    await page.keyboard.press('Escape');
    await isAsItWas();
    await mouse.up();
    await isAsItWas();
  }

  await takeOver('columnThank');
  await mouse.move(...(await middleOf(page.getByRole('heading', { level: 1 }))), { steps: 4 });
  await over.waitFor({ state: 'detached' });
  await mouse.up();
  await isAsItWas();

  // The next drag is as good as any.
  await takeOver('columnThank');
  await mouse.up();
  await isIn(page, 'Elena Rivera', 'columnThank');
  await stored({ receivedOn: dayBefore(0), visibleOn: dayBefore(0) });
  await page.getByRole('button', { name: word('actionUndo') }).click();
  await isAsItWas();
});

test('the table is sorted by any column, either way, and stays while the page is open', async () => {
  await add('letter/save', { mentorId: await vouch.addMentor('Ada Moreno'), targetOn: dayBefore(-90) });
  await add('letter/save', { mentorId: await vouch.addMentor('Wei Zhang'), targetOn: dayBefore(-60), ...REQUESTED });
  await add('letter/save', { mentorId: await vouch.addMentor('Elena Rivera'), service: 'carms' });
  const page = await open();
  await page.getByRole('radio', { name: word('lettersTable') }).click();
  const names = () => page.locator('.letter-table tbody th').allInnerTexts();
  // Those without a day are last.
  await vi.waitFor(async () => expect(await names()).toEqual(['Wei Zhang', 'Ada Moreno', 'Elena Rivera']), PATIENCE);
  const sort = (key: WordKey) => page.getByRole('button', { name: word(key), exact: true }).click();
  await sort('lettersTarget');
  expect(await names()).toEqual(['Ada Moreno', 'Wei Zhang', 'Elena Rivera']);
  await sort('lettersWriter');
  expect(await names()).toEqual(['Ada Moreno', 'Elena Rivera', 'Wei Zhang']);
  await sort('lettersWriter');
  expect(await names()).toEqual(['Wei Zhang', 'Elena Rivera', 'Ada Moreno']);
  expect(await page.getByRole('columnheader', { name: word('lettersWriter') }).getAttribute('aria-sort')).toBe(
    'descending',
  );
  await page.getByRole('combobox', { name: word('lettersService') }).selectOption({ label: word('serviceCarms') });
  expect(await names()).toEqual(['Elena Rivera']);
  await page.getByRole('link', { name: word('navMentors') }).click();
  await page.getByRole('link', { name: word('navLetters') }).click();
  await vi.waitFor(async () => expect(await names()).toEqual(['Elena Rivera']), PATIENCE);
});

describe('the window of a letter', () => {
  test('sets, corrects and takes away any day; removing can be taken back', async () => {
    const id = await add('letter/save', { mentorId: await vouch.addMentor('Elena Rivera'), service: 'eras' });
    const page = await open(`/letters/${id}`);
    const dialog = page.getByRole('dialog');
    const answered = dialog.getByLabel(word('letterStepAnswered'), { exact: true });
    await dialog.getByLabel(word('letterStepReceived'), { exact: true }).fill(dayBefore(2));
    await answered.fill(dayBefore(9));
    await dialog
      .getByRole('combobox', { name: word('letterAnswerWas') })
      .selectOption({ label: word('letterAnswerUnclear') });
    await dialog.getByRole('button', { name: word('letterStepToday', { step: word('letterStepAsked') }) }).click();
    await dialog.getByRole('button', { name: word('actionSave'), exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    await stored({ askedOn: dayBefore(0), answeredOn: dayBefore(9), answer: 'unclear', receivedOn: dayBefore(2) });
    await isIn(page, 'Elena Rivera', 'columnAnswer');

    // It was answered before it was asked, and a step between is missing.
    await card(page, 'Elena Rivera').press('Enter');
    await dialog.getByText('One of the two cannot be right.').first().waitFor();
    await dialog.getByRole('button', { name: word('letterStepClear', { step: word('letterStepAnswered') }) }).click();
    expect(await answered.inputValue()).toBe('');
    await dialog.getByRole('button', { name: word('actionSave'), exact: true }).click();
    await stored({ answer: null, answeredOn: null, askedOn: dayBefore(0) });

    await card(page, 'Elena Rivera').press('Enter');
    await dialog.getByRole('button', { name: word('letterRemove') }).click();
    await page.getByText(word('lettersEmptyTitle')).waitFor();
    await page.getByRole('button', { name: word('actionUndo') }).click();
    await isIn(page, 'Elena Rivera', 'columnAnswer');
  });

  test('a confirmed entry is locked until the student says otherwise', async () => {
    const planId = await add('plan/save', { season: '2028', service: 'eras' });
    const trackId = await add('track/save', { name: 'Pediatrics', specialty: 'Pediatrics', service: 'eras', planId });
    const mentorId = await vouch.addMentor('Elena Rivera');
    const id = await add('letter/save', { mentorId, trackId, service: 'eras', ...REQUESTED });
    const page = await open(`/letters/${id}`);
    const dialog = page.getByRole('dialog');
    await dialog.getByText(word('letterLocked')).waitFor();
    const purpose = dialog.getByRole('combobox', { name: word('letterPurpose') });
    const waiver = dialog.getByRole('combobox', { name: word('letterWaiver') });
    const service = dialog.getByRole('combobox', { name: word('lettersService') });
    const writer = dialog.getByRole('combobox', { name: word('lettersWriter') });
    for (const field of [writer, purpose, waiver, service]) expect(await field.isDisabled()).toBe(true);
    expect(await dialog.getByRole('checkbox', { name: word('letterChair') }).isDisabled()).toBe(true);
    expect(await dialog.getByRole('radio', { name: word('letterFormNarrative') }).isDisabled()).toBe(true);
    await dialog.getByRole('button', { name: word('letterUnlock') }).click();
    await waiver.selectOption({ label: word('letterWaiverNo') });
    // General hides the form.
    await purpose.selectOption({ label: word('letterPurposeGeneral') });
    expect(await dialog.getByRole('radio', { name: word('letterFormNarrative') }).count()).toBe(0);
    await dialog.getByRole('button', { name: word('actionSave'), exact: true }).click();
    await stored({ isWaived: false, trackId: null, form: 'narrative' });
  });

  test('takes a waiver that was never noted, though the entry is locked', async () => {
    const mentorId = await vouch.addMentor('Elena Rivera');
    const id = await add('letter/save', { mentorId, service: 'eras', ...REQUESTED, isWaived: null });
    const page = await open(`/letters/${id}`);
    const dialog = page.getByRole('dialog');
    await dialog.getByText(word('letterLocked')).waitFor();
    const waiver = dialog.getByRole('combobox', { name: word('letterWaiver') });
    await waiver.selectOption({ label: word('letterWaiverYes') });
    // And back, until it is saved.
    await waiver.selectOption({ label: word('letterWaiverNo') });
    await dialog.getByRole('button', { name: word('actionSave'), exact: true }).click();
    await stored({ isWaived: false });
  });

  test('says what to enter in the service, field by field, to be copied, and its rules', async () => {
    const planId = await add('plan/save', { season: '2028', service: 'eras' });
    const trackId = await add('track/save', { name: 'Pediatrics', specialty: 'Pediatrics', service: 'eras', planId });
    const mentorId = await vouch.addMentor('Elena Rivera', { emails: ['elena@hospital.test'] });
    const id = await add('letter/save', { mentorId, trackId, service: 'eras', ...PROMISED });
    const page = await open(`/letters/${id}`);
    await vouch.browser.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const dialog = page.getByRole('dialog');
    const asked = dialog.getByRole('region', { name: word('letterRequest', { service: word('serviceEras') }) });
    const entry = (key: WordKey) =>
      asked.locator('div', { has: page.locator('dt', { hasText: word(key) }) }).locator('dd');
    const said = (key: WordKey) => entry(key).innerText();
    await asked.waitFor();
    expect(await said('requestField_specialty_or_general')).toBe('Pediatrics');
    expect(await said('requestField_chair_letter')).toBe(word('letterRequestNo'));
    expect(await said('requestField_waiver')).toBe(word('letterRequestMissing'));
    await asked.getByText(word('serviceRule_entry_locks')).waitFor();
    // It follows what is typed.
    await dialog.getByRole('combobox', { name: word('letterWaiver') }).selectOption({ label: word('letterWaiverYes') });
    await vi.waitFor(async () => expect(await said('requestField_waiver')).toBe(word('letterWaiverYes')), PATIENCE);
    const copied = () => page.evaluate(() => navigator.clipboard.readText());
    await asked.getByRole('button', { name: word('letterRequestCopy', { what: 'elena@hospital.test' }) }).click();
    await asked.getByText(word('letterRequestCopied', { what: 'elena@hospital.test' })).waitFor();
    expect(await copied()).toBe('elena@hospital.test');
    await asked.getByRole('button', { name: word('letterRequestCopyAll') }).click();
    await asked.getByText(word('letterRequestCopiedAll')).waitFor();
    const line = (key: WordKey, value: string) => word('letterRequestLine', { field: word(key), value });
    expect((await copied()).split('\n')).toContain(line('requestField_writer_name', 'Elena Rivera'));
    await asked.getByText('more rules of this service').click();
    await asked.getByText(word('serviceRule_assign_yourself')).waitFor();
    // Once it is requested nothing is to be entered, and the rules are still there.
    await dialog.getByRole('button', { name: word('letterStepToday', { step: word('letterStepRequested') }) }).click();
    await vi.waitFor(async () => expect(await asked.locator('dt').count()).toBe(0), PATIENCE);
    await asked.getByText('more rules of this service').waitFor();
  });

  test('what was half typed is there again', async () => {
    const id = await add('letter/save', { mentorId: await vouch.addMentor('Elena Rivera'), service: 'eras' });
    const page = await open(`/letters/${id}`);
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: word('letterIdNumber') }).fill('AB-12');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await card(page, 'Elena Rivera').press('Enter');
    await dialog.getByText(word('draftResumed')).waitFor();
    expect(await dialog.getByRole('textbox', { name: word('letterIdNumber') }).inputValue()).toBe('AB-12');
    await stored({ letterIdNumber: '' });
  });

  test('a new letter takes the place of one that ended, and its slots', async () => {
    const planId = await add('plan/save', { season: '2028', service: 'eras' });
    const trackId = await add('track/save', { name: 'Pediatrics', service: 'eras', planId });
    const oldId = await add('letter/save', { mentorId: await vouch.addMentor('Wei Zhang'), trackId, service: 'eras' });
    await vouch.ask('records/save', {
      saves: [{ table: 'slots', id: 'slot1', isNew: true, fields: { trackId, letterId: oldId } }],
      assignments: [],
      removals: [],
    });
    const mentorId = await vouch.addMentor('Elena Rivera');
    const page = await open(`/letters/new?replaces=${oldId}&mentor=${mentorId}`);
    await page.getByText(word('letterReplaces', { name: 'Wei Zhang' })).waitFor();
    await page.getByRole('button', { name: word('letterAdd') }).click();
    await isIn(page, 'Elena Rivera', 'columnAsk');
    const letters = await vouch.rows('letters');
    const made = letters.find(letter => letter.mentorId === mentorId);
    expect(made).toMatchObject({ trackId, service: 'eras' });
    expect(letters.find(({ id }) => id === oldId)).toMatchObject({ ended: 'replaced', replacedByLetterId: made?.id });
    expect(await vouch.rows('slots')).toMatchObject([{ letterId: made?.id }]);
    await page.getByRole('button', { name: word('actionUndo') }).click();
    await isIn(page, 'Wei Zhang', 'columnAsk');
    expect(await vouch.rows('slots')).toMatchObject([{ letterId: oldId }]);
  });
});

test('warnings are counted on the card and spelt out in the letter', async () => {
  const planId = await add('plan/save', { season: '2028', service: 'eras' });
  const trackId = await add('track/save', { name: 'Pediatrics', specialty: 'Pediatrics', service: 'eras', planId });
  await add('program/save', { name: 'Harbor Pediatrics', trackId });
  const mentorId = await vouch.addMentor('Elena Rivera');
  await add('letter/save', { mentorId, trackId, service: 'eras', ...REQUESTED, receivedOn: dayBefore(1) });
  await add('letter/save', { mentorId: await vouch.addMentor('Wei Zhang'), trackId, service: 'eras', ...REQUESTED });
  const page = await open();
  await card(page, 'Elena Rivera').getByText(word('letterWarnings_one')).waitFor();
  await card(page, 'Wei Zhang').press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByText('The mail may lie in a spam folder or a hospital filter').waitFor();
  await dialog.getByRole('button', { name: word('trapTodoMessage') }).waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await card(page, 'Elena Rivera').press('Enter');
  await dialog.getByText(word('trapUnassigned_one', { names: 'Harbor Pediatrics' })).waitFor();
  await dialog.getByRole('link', { name: word('trapTodoAssign') }).click();
  await vi.waitFor(() => expect(page.url()).toContain('#/programs/letters'), PATIENCE);
});

test('archiving a writer says which letters would be forgotten with them, and can be taken back', async () => {
  const mentorId = await vouch.addMentor('Elena Rivera');
  await add('letter/save', { mentorId, service: 'eras', ...REQUESTED });
  await add('letter/save', { mentorId, service: 'eras', ...REQUESTED, receivedOn: dayBefore(1) });
  const page = await vouch.browser.openPage(`${DASHBOARD}#/mentors/${mentorId}`);
  await page.getByRole('button', { name: word('mentorMore'), exact: true }).click();
  await page.getByRole('menuitem', { name: word('mentorArchive') }).click();
  await page.getByText(word('toastArchivedLetters_one', { name: 'Elena Rivera', count: 1 })).waitFor();
  await page.getByRole('button', { name: word('actionUndo') }).click();
  await vi.waitFor(async () => expect(await vouch.rows('mentors')).toMatchObject([{ isArchived: false }]), PATIENCE);
});

test('axe finds nothing on the board, in the table and in a letter, light and dark', async () => {
  const mentorId = await vouch.addMentor('Elena Rivera');
  const id = await add('letter/save', { mentorId, service: 'eras', ...REQUESTED, isWaived: null });
  await add('letter/save', {
    mentorId: await vouch.addMentor('Wei Zhang'),
    service: 'residencycas',
    ended: 'withdrawn',
  });
  const toRequest = await add('letter/save', { mentorId, service: 'eras', ...PROMISED });
  const page = await open();
  const found: string[] = [];
  const look = async (name: string) => {
    found.push(...(await violationsInBothThemes(page)).map(problem => `${name}, ${problem}`));
  };
  await card(page, 'Elena Rivera').first().waitFor();
  await page.getByText(word('lettersShowEnded')).click();
  await look('board');
  await card(page, 'Elena Rivera').first().press('m');
  await page.getByRole('dialog').waitFor();
  await look('move');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.getByRole('radio', { name: word('lettersTable') }).click();
  await page.locator('.letter-table').waitFor();
  await look('table');
  await page.evaluate(place => {
    location.hash = place;
  }, `/letters/${id}`);
  await page.getByRole('dialog').waitFor();
  await look('letter');
  await page.evaluate(place => {
    location.hash = place;
  }, `/letters/${toRequest}`);
  await page.locator('.letter-request').waitFor();
  await page.locator('.letter-request-more > summary').click();
  await look('request');
  expect(found).toEqual([]);

  await page.setViewportSize({ width: 320, height: 640 });
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.locator('.letter-table').waitFor();
  expect(await overflowOf(page)).toBeLessThanOrEqual(0);
  await page.getByRole('radio', { name: word('lettersBoard') }).click();
  expect(await overflowOf(page)).toBeLessThanOrEqual(0);
});
