import type { Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { type BuildCopy, copyBuild } from '../support/granted-build.ts';
import { overflowOf, violationsInBothThemes } from './axe.ts';
import { DASHBOARD, PATIENCE, type StoredRow, Vouch } from './vouch.ts';
import { type WordKey, word } from './words.ts';

let build: BuildCopy;
let vouch: Vouch;

beforeAll(async () => {
  build = await copyBuild('chrome');
  vouch = await Vouch.launch(build.dir);
  await vouch.welcomed();
});
afterAll(async () => {
  await vouch?.close();
  await build?.remove();
});
beforeEach(() => vouch.reset());

async function open(place: string, title: WordKey): Promise<Page> {
  const page = await vouch.browser.openPage(`${DASHBOARD}#${place}`);
  await page.getByRole('heading', { level: 1, name: word(title) }).waitFor();
  return page;
}

const field = (page: Page, key: WordKey) => page.getByLabel(word(key), { exact: true });
const button = (page: Page, key: WordKey) => page.getByRole('button', { name: word(key), exact: true });
const dialog = (page: Page) => page.getByRole('dialog');
const card = (page: Page, name: string) =>
  page.getByRole('region').filter({ has: page.getByRole('heading', { level: 2, name, exact: true }) });
const slotsIn = (page: Page, track: string) => card(page, track).locator('[data-slot]');
/** Whether the focus is on something, and not lost with what was there. */
const focused = (page: Page) =>
  vi.waitFor(async () => expect(await page.evaluate(() => document.activeElement?.tagName)).not.toBe('BODY'), PATIENCE);

async function chooseInMenu(page: Page, track: string, slot: number, item: WordKey): Promise<void> {
  await slotsIn(page, track).nth(slot).locator('[aria-haspopup]').click();
  await page.getByRole('menuitem', { name: word(item), exact: true }).click();
}

async function nameWriter(page: Page, name: string): Promise<void> {
  await dialog(page)
    .getByRole('radio', { name: new RegExp(name) })
    .check();
  await dialog(page)
    .getByRole('button', { name: word('writerName'), exact: true })
    .click();
  await dialog(page).waitFor({ state: 'hidden' });
}

/** The slots of a track as they are stored, in their order. */
async function storedSlots(trackId: unknown): Promise<StoredRow[]> {
  const slots = (await vouch.rows('slots')).filter(slot => slot.trackId === trackId);
  return slots.toSorted((a, b) => Number(a.position) - Number(b.position));
}

/** Neurology with a preliminary year in medicine, both in ERAS 2028. */
async function setUp(page: Page): Promise<{ readonly neurology: StoredRow; readonly year: StoredRow }> {
  await field(page, 'setUpSeason').selectOption('2028');
  await field(page, 'profileApplicant').selectOption('us-md');
  await field(page, 'trackSpecialty').fill('Neurology');
  await field(page, 'trackKind').selectOption('pair');
  await button(page, 'setUpMake').click();
  await card(page, word('setUpMedicineYear')).waitFor();
  const tracks = await vouch.rows('tracks');
  const neurology = tracks.find(track => track.name === 'Neurology');
  const year = tracks.find(track => track.kind === 'preliminary');
  if (neurology === undefined || year === undefined || tracks.length !== 2) throw new Error('other tracks were made');
  return { neurology, year };
}

test('a season is set up in one step, and undone in one', async () => {
  const page = await open('/plan', 'navPlan');
  // Wrong first: nothing is written, nothing is lost, and the field says so.
  await button(page, 'setUpMake').click();
  await page.getByText(word('setUpNoSpecialty'), { exact: true }).waitFor();
  expect(await vouch.rows('tracks')).toEqual([]);
  const { neurology } = await setUp(page);
  await focused(page);
  expect(await vouch.rows('plans')).toMatchObject([
    { season: '2028', service: 'eras', reviewFromOn: { on: '2027-09-22', confidence: 'estimated' } },
  ]);
  expect(neurology).toMatchObject({ kind: 'advanced', service: 'eras', isInternational: false });
  expect(await storedSlots(neurology.id)).toHaveLength(4);
  expect(await vouch.rows('profile')).toMatchObject([{ applicantKind: 'us-md' }]);
  // A second pair of the same season uses its plan and its preliminary year.
  await button(page, 'planAddTrack').click();
  await dialog(page).getByLabel(word('trackSpecialty'), { exact: true }).fill('Dermatology');
  await dialog(page).getByLabel(word('trackKind'), { exact: true }).selectOption('pair');
  await dialog(page)
    .getByRole('button', { name: word('setUpAdd'), exact: true })
    .click();
  await card(page, 'Dermatology').waitFor();
  expect([(await vouch.rows('plans')).length, (await vouch.rows('tracks')).length]).toEqual([1, 3]);
  await button(page, 'actionUndo').click();
  await card(page, 'Dermatology').waitFor({ state: 'detached' });
  expect((await vouch.rows('tracks')).length).toBe(2);
});

test('slots are filled, put in order, looked at without a writer, and emptied', async () => {
  const ada = await vouch.addMentor('Ada Moreno', { specialty: 'Neurology', wantsCheckIns: false });
  await vouch.addMentor('Ben Adler', { specialty: 'Cardiology', wantsCheckIns: false });
  const cleo = await vouch.addMentor('Cleo Brandt', { specialty: 'Neurology', wantsCheckIns: false });
  const page = await open('/plan', 'navPlan');
  const { neurology, year } = await setUp(page);
  const first = () => slotsIn(page, 'Neurology').first();

  await first()
    .getByRole('button', { name: new RegExp(word('slotChoose')) })
    .click();
  // Nobody chosen: a sentence, and the dialog stays.
  await dialog(page)
    .getByRole('button', { name: word('writerName'), exact: true })
    .click();
  await page.getByText(word('writerMissing'), { exact: true }).waitFor();
  await nameWriter(page, 'Ada Moreno');
  await focused(page);
  const [letter] = await vouch.rows('letters');
  expect(letter).toMatchObject({ mentorId: ada, trackId: neurology.id, service: 'eras', askedOn: null });
  expect((await storedSlots(neurology.id))[0]).toMatchObject({ letterId: letter?.id });
  await first().getByRole('link', { name: 'Ada Moreno' }).waitFor();

  // The same person for the other track: the letter becomes General and serves both.
  const inYear = slotsIn(page, word('setUpMedicineYear')).nth(1);
  await inYear.getByRole('button', { name: new RegExp(word('slotChoose')) }).click();
  await nameWriter(page, 'Ada Moreno');
  await inYear.getByText(word('slotAlsoIn', { tracks: 'Neurology' })).waitFor();
  expect(await vouch.rows('letters')).toMatchObject([{ trackId: null, planId: neurology.planId }]);
  expect((await storedSlots(year.id))[1]).toMatchObject({ letterId: letter?.id });

  await chooseInMenu(page, 'Neurology', 0, 'slotBackup');
  await dialog(page)
    .getByRole('radio', { name: /Cleo Brandt/ })
    .check();
  await dialog(page)
    .getByRole('button', { name: word('actionSave'), exact: true })
    .click();
  await first()
    .getByText(word('backupNamed', { name: 'Cleo Brandt' }))
    .waitFor();

  await chooseInMenu(page, 'Neurology', 0, 'slotWhatIf');
  const rescue = word('rescueBackup', { slot: word('slotIn', { specialty: 'Neurology' }), name: 'Cleo Brandt' });
  await dialog(page).getByText(rescue).waitFor();
  expect(await vouch.rows('letters')).toHaveLength(1);
  await dialog(page).getByText(word('whatIfHappened'), { exact: true }).click();
  await dialog(page)
    .getByRole('button', { name: word('whatIfDo'), exact: true })
    .click();
  await first().getByRole('link', { name: 'Cleo Brandt' }).waitFor();
  const ended = (await vouch.rows('letters')).find(({ id }) => id === letter?.id);
  expect(ended).toMatchObject({ ended: 'declined', answer: 'no' });
  expect((await storedSlots(neurology.id))[0]?.backupMentorId).toBeNull();
  expect((await vouch.rows('letters')).filter(({ mentorId }) => mentorId === cleo)).toHaveLength(1);
  await button(page, 'actionUndo').click();
  await first().getByRole('link', { name: 'Ada Moreno' }).waitFor();
  expect((await storedSlots(neurology.id))[0]).toMatchObject({ letterId: letter?.id, backupMentorId: cleo });

  // Down and up again by keyboard; the focus goes along.
  const before = (await storedSlots(neurology.id)).map(({ id }) => id);
  await first().locator('[aria-haspopup]').focus();
  await page.keyboard.press('Alt+ArrowDown');
  await vi.waitFor(async () => {
    expect((await storedSlots(neurology.id)).map(({ id }) => id)).toEqual([before[1], before[0], ...before.slice(2)]);
  }, PATIENCE);
  await slotsIn(page, 'Neurology').nth(1).getByRole('link', { name: 'Ada Moreno' }).waitFor();
  await page.keyboard.press('Alt+ArrowUp');
  await vi.waitFor(async () => {
    expect((await storedSlots(neurology.id)).map(({ id }) => id)).toEqual(before);
  }, PATIENCE);

  await chooseInMenu(page, 'Neurology', 0, 'slotEdit');
  await dialog(page).getByLabel(word('slotOwnName'), { exact: true }).fill('Home chair');
  await page.keyboard.press('Escape');
  await dialog(page).waitFor({ state: 'hidden' });
  await vi.waitFor(async () => expect(JSON.stringify(await vouch.rows('local'))).toContain('Home chair'), PATIENCE);
  await chooseInMenu(page, 'Neurology', 0, 'slotEdit');
  // What was typed survived.
  await vi.waitFor(
    async () =>
      expect(await dialog(page).getByLabel(word('slotOwnName'), { exact: true }).inputValue()).toBe('Home chair'),
    PATIENCE,
  );
  await dialog(page)
    .getByRole('button', { name: word('actionSave'), exact: true })
    .click();
  await first().getByText('Home chair', { exact: true }).waitFor();

  await chooseInMenu(page, 'Neurology', 0, 'slotEmpty');
  await first()
    .getByRole('button', { name: new RegExp(word('slotChoose')) })
    .waitFor();
  expect(await vouch.rows('letters')).toHaveLength(1);
});

test('dates are confirmed, put in and contradicted without being lost; a track goes with what is said', async () => {
  const page = await open('/plan', 'navPlan');
  const { neurology, year } = await setUp(page);
  const [plan] = await vouch.rows('plans');
  const dates = card(page, word('planDatesTitle', { plan: 'ERAS 2028' }));
  const review = dates.getByLabel(word('seasonReview'), { exact: true });
  await dates
    .getByRole('button', { name: word('planDateConfirmOf', { date: word('seasonReview') }), exact: true })
    .click();
  await dates.getByText(word('planDateConfirmedByYou'), { exact: true }).waitFor();
  await focused(page);
  const stored = async () => (await vouch.rows('plans')).find(({ id }) => id === plan?.id);
  expect(await stored()).toMatchObject({ reviewFromOn: { on: '2027-09-22', confidence: 'confirmed' } });
  await review.fill('2027-08-22');
  await review.press('Enter');
  await dates
    .getByText(new RegExp(word('seasonReview')))
    .first()
    .waitFor();
  await page.locator('.banner').getByText(word('seasonSubmit'), { exact: false }).waitFor();
  expect(await stored()).toMatchObject({ reviewFromOn: { on: '2027-08-22', confidence: 'confirmed' } });
  await review.fill('');
  await review.press('Enter');
  await vi.waitFor(
    async () => expect(await stored()).toMatchObject({ reviewFromOn: { on: null, confidence: 'unknown' } }),
    PATIENCE,
  );

  const saved = await vouch.ask('program/save', { id: null, fields: { name: 'Northgate', trackId: year.id } });
  expect(saved).toMatchObject({ ok: true });
  await card(page, word('setUpMedicineYear'))
    .getByText(word('trackPrograms_one', { count: 1 }))
    .waitFor();
  await card(page, word('setUpMedicineYear')).locator('.track-head [aria-haspopup]').click();
  await page.getByRole('menuitem', { name: word('trackRemove'), exact: true }).click();
  await dialog(page)
    .getByText(word('trackRemovePrograms_one', { count: 1 }))
    .waitFor();
  await dialog(page)
    .getByRole('button', { name: word('trackRemove'), exact: true })
    .click();
  await card(page, word('setUpMedicineYear')).waitFor({ state: 'detached' });
  expect(await vouch.rows('programs')).toMatchObject([{ trackId: null }]);
  expect(await storedSlots(year.id)).toEqual([]);
  expect(await vouch.rows('tracks')).toMatchObject([{ id: neurology.id }]);
  await button(page, 'actionUndo').click();
  await card(page, word('setUpMedicineYear')).waitFor();
  expect(await vouch.rows('programs')).toMatchObject([{ trackId: year.id }]);
  expect(await storedSlots(year.id)).toHaveLength(3);
});

test('about me is kept while it is typed, saved together, and undone', async () => {
  const first = await open('/profile', 'navProfile');
  await field(first, 'profileName').fill('Maya Lindholm');
  await field(first, 'profileGraduationYear').fill('28');
  await button(first, 'profileCvAdd').click();
  await first.keyboard.type('Poster');
  await first.keyboard.press('Enter');
  await first.keyboard.type('Foot clinic');
  await first.keyboard.press('Tab');
  await vi.waitFor(async () => expect(JSON.stringify(await vouch.rows('local'))).toContain('Foot clinic'), PATIENCE);
  await first.close();

  const page = await open('/profile', 'navProfile');
  await page.getByText(word('profileRestored'), { exact: true }).waitFor();
  expect(await field(page, 'profileName').inputValue()).toBe('Maya Lindholm');
  await button(page, 'actionSave').click();
  await page.getByText(word('profileGraduationYearBad'), { exact: true }).waitFor();
  expect(await vouch.rows('profile')).toEqual([]);
  await field(page, 'profileGraduationYear').fill('2028');
  await field(page, 'profileEmails').fill('maya@lakeside.example, maya@');
  await button(page, 'actionSave').click();
  await page.getByText(word('problem_form_bad_address', { value: 'maya@' })).waitFor();
  await field(page, 'profileEmails').fill('maya@lakeside.example');
  await page.getByRole('button', { name: word('profileCvDown', { number: 1 }), exact: true }).click();
  await button(page, 'actionSave').click();
  await page.getByText(word('toastProfileSaved'), { exact: true }).waitFor();
  await focused(page);
  expect(await vouch.rows('profile')).toMatchObject([
    {
      name: 'Maya Lindholm',
      graduationYear: 2028,
      emails: ['maya@lakeside.example'],
      cvPoints: ['Foot clinic', 'Poster'],
    },
  ]);
  await button(page, 'actionSave').waitFor({ state: 'detached' });
  await field(page, 'profileName').fill('Somebody else');
  await button(page, 'actionSave').click();
  await vi.waitFor(async () => expect((await vouch.rows('profile'))[0]?.name).toBe('Somebody else'), PATIENCE);
  await button(page, 'actionUndo').click();
  await vi.waitFor(async () => expect(await field(page, 'profileName').inputValue()).toBe('Maya Lindholm'), PATIENCE);
});

test('about me leads to the plan, and what is changed there later is told in the plan and changes nothing by itself', async () => {
  const page = await open('/plan', 'navPlan');
  await page.getByRole('link', { name: word('setUpAboutOpen'), exact: true }).click();
  await page.getByRole('heading', { level: 1, name: word('navProfile') }).waitFor();
  await field(page, 'profileName').fill('Maya Lindholm');
  await field(page, 'profileApplicant').selectOption('us-md');
  await button(page, 'actionSave').click();
  await page.getByRole('link', { name: word('profileNextOpen'), exact: true }).click();
  await page.getByRole('heading', { level: 1, name: word('navPlan') }).waitFor();
  expect(await field(page, 'profileApplicant').inputValue()).toBe('us-md');
  await field(page, 'setUpSeason').selectOption('2028');
  await field(page, 'trackSpecialty').fill('Pediatrics');
  await button(page, 'setUpMake').click();
  await card(page, 'Pediatrics').waitFor();
  const told = page.getByText(word('applicantChanged', { kind: word('applicantInternational') }), { exact: true });
  const stored = async () => {
    const [[track], [plan], slots] = await Promise.all([
      vouch.rows('tracks'),
      vouch.rows('plans'),
      vouch.rows('slots'),
    ]);
    return [track?.isInternational, plan?.isInternational, slots.filter(slot => slot.isUsClinical === true).length];
  };

  const profile = await open('/profile', 'navProfile');
  expect(await profile.getByText(word('profileNextTitle')).count()).toBe(0);
  await field(profile, 'profileApplicant').selectOption('international');
  await button(profile, 'actionSave').click();
  await profile.getByRole('link', { name: word('profilePlanOpen'), exact: true }).waitFor();
  await told.waitFor();
  expect(await stored()).toEqual([false, false, 0]);
  await page.getByText(/Wed, Sep 8, 2027.*Tue, Aug 31, 2027/).waitFor();
  await page.getByRole('button', { name: word('applicantApplyTo', { track: 'Pediatrics' }), exact: true }).click();
  await told.waitFor({ state: 'detached' });
  await focused(page);
  expect(await stored()).toEqual([true, true, 1]);
  await button(page, 'actionUndo').click();
  await told.waitFor();
  expect(await stored()).toEqual([false, false, 0]);
  await page.getByRole('button', { name: word('applicantLeaveOf', { track: 'Pediatrics' }), exact: true }).click();
  await told.waitFor({ state: 'detached' });
  expect(await stored()).toEqual([false, false, 0]);
});

test('who did not match applies again: another season, with the letters that can go along, undone in one', async () => {
  const ada = await vouch.addMentor('Ada Moreno', { specialty: 'Emergency medicine', wantsCheckIns: false });
  const ben = await vouch.addMentor('Ben Adler', { specialty: 'Neurology', wantsCheckIns: false });
  const page = await open('/plan', 'navPlan');
  await field(page, 'setUpSeason').selectOption('2028');
  await field(page, 'trackSpecialty').fill('Neurology');
  await button(page, 'setUpAnother').click();
  await page.getByLabel(word('trackSpecialty'), { exact: true }).nth(1).fill('EM');
  await button(page, 'setUpMake').click();
  await card(page, 'EM').waitFor();
  // The students' own word for the standardized letter.
  const sloe = word('slotStandardizedIn', { form: word('standardSloe'), specialty: 'EM' });
  await slotsIn(page, 'EM').first().getByText(sloe, { exact: true }).waitFor();

  const tracks = await vouch.rows('tracks');
  const [neurology, em] = ['Neurology', 'EM'].map(name => tracks.find(track => track.name === name));
  if (neurology === undefined || em === undefined) throw new Error('other tracks were made');
  const received = { askedOn: '2027-06-01', answeredOn: '2027-06-03', answer: 'yes', receivedOn: '2027-08-20' };
  const [first, second] = [(await storedSlots(neurology.id))[0], (await storedSlots(em.id))[0]];
  const letters = [
    { id: 'ben-letter', mentorId: ben, trackId: neurology.id, service: 'eras', ...received },
    { id: 'ada-letter', mentorId: ada, trackId: em.id, service: 'residencycas', form: 'standardized', ...received },
  ];
  const outcome = { answer: 'not-matched', on: '2028-03-17', tells: false };
  const saved = await vouch.ask('records/save', {
    saves: [
      ...letters.map(({ id, ...fields }) => ({ table: 'letters' as const, id, isNew: true, fields })),
      { table: 'slots', id: first?.id ?? '', isNew: false, fields: { letterId: 'ben-letter' } },
      { table: 'slots', id: second?.id ?? '', isNew: false, fields: { letterId: 'ada-letter' } },
      { table: 'tracks', id: neurology.id, isNew: false, fields: { outcome } },
      { table: 'tracks', id: em.id, isNew: false, fields: { outcome } },
    ],
    assignments: [],
    removals: [],
  });
  expect(saved).toMatchObject({ ok: true });
  const before = {
    tracks: await vouch.rows('tracks'),
    slots: await vouch.rows('slots'),
    letters: await vouch.rows('letters'),
    plans: await vouch.rows('plans'),
  };
  const stayed = async () => {
    for (const [table, rows] of Object.entries(before))
      expect(await vouch.rows(table)).toEqual(expect.arrayContaining([...rows]));
  };

  await page.getByText(word('againBannerTitle', { season: '2028' }), { exact: true }).waitFor();
  await button(page, 'againOpen').click();
  await dialog(page).getByLabel(word('setUpSeason'), { exact: true }).selectOption('2029');
  // ERAS takes a letter over; of ResidencyCAS nobody says so.
  const choice = (name: string) => dialog(page).getByLabel(word('againCarry', { name }), { exact: true });
  expect(await choice('Ada Moreno').inputValue()).toBe('ask');
  await choice('Ben Adler').selectOption('update');
  // Closed without saving: what was chosen is back.
  await page.keyboard.press('Escape');
  await dialog(page).waitFor({ state: 'hidden' });
  await button(page, 'againOpen').click();
  await vi.waitFor(async () => expect(await choice('Ben Adler').inputValue()).toBe('update'), PATIENCE);
  expect(await violationsInBothThemes(page)).toEqual([]);
  await dialog(page)
    .getByRole('button', { name: word('againMake', { season: '2029' }), exact: true })
    .click();
  await dialog(page).waitFor({ state: 'hidden' });
  await page.getByRole('heading', { name: word('setUpSeasonOf', { year: '2029' }) }).waitFor();
  await stayed();
  const plan = (await vouch.rows('plans')).filter(({ season }) => season === '2029');
  expect(plan.map(({ service }) => service).toSorted()).toEqual(['eras', 'residencycas']);
  const added = (await vouch.rows('letters')).filter(({ id }) => !letters.some(letter => letter.id === id));
  expect(added).toHaveLength(3);
  const carried = added.find(({ carriedOverFrom }) => carriedOverFrom === '2028');
  const anew = added.find(({ id }) => id === carried?.backupForLetterId);
  expect([carried, anew]).toMatchObject([
    { mentorId: ben, receivedOn: '2027-08-20' },
    { mentorId: ben, askedOn: null, receivedOn: null },
  ]);
  // The earlier season can be read, and speaks no more of applying again.
  await page.getByText(word('planEarlierSeasons'), { exact: true }).click();
  await card(page, 'Neurology').nth(1).getByRole('link', { name: 'Ben Adler' }).waitFor();
  expect(await page.getByText(word('againBannerTitle', { season: '2028' })).count()).toBe(0);
  expect(await violationsInBothThemes(page)).toEqual([]);
  await page.setViewportSize({ width: 320, height: 640 });
  expect(await overflowOf(page)).toBe(0);
  await button(page, 'actionUndo').click();
  await vi.waitFor(async () => expect(await vouch.rows('tracks')).toHaveLength(2), PATIENCE);
  expect(await vouch.rows('letters')).toEqual(before.letters);
  expect(await vouch.rows('slots')).toHaveLength(before.slots.length);
});

test('nothing about plan and profile is out of reach of anybody', async () => {
  await vouch.addMentor('Ada Moreno', { specialty: 'Neurology', wantsCheckIns: false });
  const profile = await open('/profile', 'navProfile');
  await field(profile, 'profileName').fill('Maya Lindholm');
  await button(profile, 'actionSave').waitFor();
  expect(await violationsInBothThemes(profile)).toEqual([]);
  await profile.setViewportSize({ width: 320, height: 640 });
  expect(await overflowOf(profile)).toBe(0);
  await profile.close();

  const page = await open('/plan', 'navPlan');
  expect(await violationsInBothThemes(page)).toEqual([]);
  const { neurology } = await setUp(page);
  await card(page, 'Neurology').getByText(word('trackCheck')).click();
  expect(await violationsInBothThemes(page)).toEqual([]);
  await slotsIn(page, 'Neurology')
    .first()
    .getByRole('button', { name: new RegExp(word('slotChoose')) })
    .click();
  await dialog(page)
    .getByRole('radio', { name: /Ada Moreno/ })
    .check();
  expect(await violationsInBothThemes(page)).toEqual([]);
  await dialog(page)
    .getByRole('button', { name: word('writerName'), exact: true })
    .click();
  await dialog(page).waitFor({ state: 'hidden' });
  await chooseInMenu(page, 'Neurology', 0, 'slotWhatIf');
  expect(await violationsInBothThemes(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.setViewportSize({ width: 320, height: 640 });
  expect(await overflowOf(page)).toBe(0);
  // The address of a track leads to it.
  await page.goto(vouch.browser.url(`${DASHBOARD}#/plan/${neurology.id}`));
  await vi.waitFor(
    async () =>
      expect(await page.evaluate(() => document.activeElement?.getAttribute('data-track'))).toBe(neurology.id),
    PATIENCE,
  );
});
