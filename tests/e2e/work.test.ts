import type { Page } from 'playwright';
import { beforeEach, expect, test, vi } from 'vitest';
import { overflowOf, violationsInBothThemes } from './axe.ts';
import { DASHBOARD, dayBefore, formOf, PATIENCE, POPUP, Vouch } from './vouch.ts';
import { type WordKey, word } from './words.ts';

const vouch = Vouch.forTests();
beforeEach(() => vouch.reset());

async function open(place: string): Promise<Page> {
  const page = await vouch.browser.openPage(`${DASHBOARD}#${place}`);
  await page.getByRole('heading', { level: 1, name: word('navWork') }).waitFor();
  return page;
}

const field = (page: Page, key: WordKey) => page.getByLabel(word(key), { exact: true });
const button = (page: Page, key: WordKey) => page.getByRole('button', { name: word(key), exact: true });
const dialog = (page: Page) => page.getByRole('dialog');
const save = (page: Page) =>
  dialog(page)
    .getByRole('button', { name: word('actionSave'), exact: true })
    .click();

/** Until a table holds rows like these, and no others. */
async function stored(table: string, rows: readonly object[]): Promise<void> {
  await vi.waitFor(async () => {
    const found = await vouch.rows(table);
    expect(found).toHaveLength(rows.length);
    for (const row of rows) expect(found).toContainEqual(expect.objectContaining(row));
  }, PATIENCE);
}

async function rotation(mentorIds: readonly string[], fields: Readonly<Record<string, unknown>> = {}): Promise<string> {
  const saved = await vouch.ask('rotation/save', {
    id: null,
    fields: {
      name: 'Medicine wards',
      site: 'Harbor Medical Center',
      startsOn: dayBefore(10),
      endsOn: dayBefore(-10),
      mentors: mentorIds.map(mentorId => ({ mentorId, daysTogether: 8, watchedDirectly: true })),
      ...fields,
    },
  });
  if (!saved.ok) throw new Error(saved.problem.code);
  return saved.value.id;
}

test('a rotation is added with somebody new; days in the wrong order and Escape lose nothing; one undo takes back all', async () => {
  const page = await open('/work/rotations');
  await page.getByText(word('rotationsEmptyTitle')).waitFor();
  await button(page, 'rotationAdd').click();
  await field(page, 'rotationName').fill('Medicine wards');
  await field(page, 'rotationStarts').fill(dayBefore(5));
  await field(page, 'rotationEnds').fill(dayBefore(6));
  await page.getByText(word('problem_rotation_ends_before_start')).waitFor();
  await save(page);
  await page.keyboard.press('Escape');
  await dialog(page).waitFor({ state: 'detached' });
  await button(page, 'rotationAdd').click();
  await page.getByText(word('draftResumed')).waitFor();
  expect(await field(page, 'rotationName').inputValue()).toBe('Medicine wards');
  await field(page, 'rotationEnds').fill(dayBefore(-20));
  const who = page.getByRole('combobox', { name: word('rotationPeople') });
  await who.pressSequentially('Maya Lindholm');
  await who.press('Enter');
  await field(page, 'rotationDaysTogether').fill('4');
  await field(page, 'rotationWatched').selectOption('yes');
  await save(page);
  await dialog(page).waitFor({ state: 'detached' });
  await stored('rotations', [{ name: 'Medicine wards', startsOn: dayBefore(5), endsOn: dayBefore(-20) }]);
  const [mentor] = await vouch.rows('mentors');
  expect((await vouch.rows('rotations'))[0]).toMatchObject({
    mentors: [{ mentorId: mentor?.id, daysTogether: 4, watchedDirectly: true }],
  });
  await page.getByRole('heading', { name: word('rotationsNow') }).waitFor();
  await page.getByText(word('rotationMet', { names: 'Maya Lindholm' })).waitFor();
  await button(page, 'actionUndo').click();
  await stored('rotations', []);
  await stored('mentors', []);
});

test('a rotation shows its people and moments, is edited, and is removed with undo', async () => {
  const mentorId = await vouch.addMentor('Elena Rivera', { wantsCheckIns: false });
  const id = await rotation([mentorId]);
  const page = await open('/work/rotations');
  await page.getByRole('link', { name: /Medicine wards/ }).click();
  await page.getByRole('heading', { level: 1, name: 'Medicine wards' }).waitFor();
  await page.getByRole('button', { name: word('momentAddFor', { name: 'Elena Rivera' }) }).click();
  await field(page, 'momentWhatIDid').fill('Led the family meeting');
  await save(page);
  await page.getByRole('heading', { name: word('momentsCount_one', { count: 1 }) }).waitFor();
  await stored('moments', [{ rotationId: id, mentorIds: [mentorId], on: dayBefore(0) }]);
  await button(page, 'workEdit').click();
  await field(page, 'rotationSite').fill('Lakeside');
  await save(page);
  await page.getByText(/Lakeside/).waitFor();
  await button(page, 'rotationMore').click();
  await page.getByRole('menuitem', { name: word('rotationRemove') }).click();
  await page.getByText(word('rotationsEmptyTitle')).waitFor();
  await button(page, 'actionUndo').click();
  await page.getByRole('link', { name: /Medicine wards/ }).waitFor();
});

test('a moment is added to a mentor in two fields, told in full, found, removed, and known again in the trash', async () => {
  const mentorId = await vouch.addMentor('Elena Rivera', { wantsCheckIns: false });
  const rotationId = await rotation([mentorId]);
  const page = await vouch.browser.openPage(`${DASHBOARD}#/mentors/${mentorId}`);
  await page
    .getByRole('region', { name: word('mentorWorkTitle') })
    .getByRole('button', { name: word('momentAdd') })
    .click();
  // The mentor, the day and the rotation are there already.
  await page.keyboard.type('Night admission');
  await field(page, 'momentWhatIDid').fill('Thought of an embolism');
  await save(page);
  await dialog(page).waitFor({ state: 'detached' });
  await stored('moments', [{ situation: 'Night admission', mentorIds: [mentorId], rotationId, on: dayBefore(0) }]);

  const list = await open('/work/moments');
  await list.getByRole('button', { name: word('momentMenu', { title: 'Night admission' }) }).click();
  await list.getByRole('menuitem', { name: word('workEdit') }).click();
  await list.getByText(word('momentMore')).click();
  await field(list, 'momentTheirWords').fill('You thought of it before I did');
  await list.getByRole('checkbox', { name: word('competency_medical_knowledge') }).check();
  await list.getByRole('checkbox', { name: word('momentStrong') }).check();
  await list.getByText(word('trait_sloe_reasoning')).waitFor();
  await save(list);
  await dialog(list).waitFor({ state: 'detached' });
  await stored('moments', [{ isStrong: true, competencies: ['medical-knowledge'], interactionId: null }]);

  await field(list, 'momentsByCompetency').selectOption('professionalism');
  await list.getByText(word('momentsNoneFound')).waitFor();
  await button(list, 'momentsShowAll').click();
  await field(list, 'momentsSearch').fill('rivera embolism');
  await list.getByText('You thought of it before I did').waitFor();
  await list.getByRole('button', { name: word('momentMenu', { title: 'Night admission' }) }).click();
  await list.getByRole('menuitem', { name: word('workRemove') }).click();
  await list.getByText(word('momentsEmptyTitle')).waitFor();
  const data = await vouch.browser.openPage(`${DASHBOARD}#/data`);
  await data.getByRole('button', { name: word('dataTrashRestoreFor', { title: 'Night admission' }) }).click();
  await stored('moments', [{ situation: 'Night admission', isStrong: true }]);
});

test('a moment in the popup is kept with the entry while it is typed, saved with it, and undone with it', async () => {
  const mentorId = await vouch.addMentor('Elena Rivera', { wantsCheckIns: false });
  const rotationId = await rotation([mentorId]);
  const first = await vouch.browser.openPage(POPUP);
  const typed = formOf(first);
  await typed.who.pressSequentially('riv');
  await first.getByRole('option', { name: 'Elena Rivera' }).waitFor();
  await typed.who.press('Enter');
  await button(first, 'momentAddHere').click();
  await field(first, 'momentSituation').fill('A frightened family');
  await button(first, 'competency_patient_care').click();
  await vi.waitFor(async () => {
    const [draft] = await vouch.rows('drafts');
    expect(draft?.form).toMatchObject({ moment: { situation: 'A frightened family', competencies: ['patient-care'] } });
  }, PATIENCE);
  await first.close();

  const page = await vouch.browser.openPage(POPUP);
  await page.getByText(word('draftResumed')).waitFor();
  expect(await field(page, 'momentSituation').inputValue()).toBe('A frightened family');
  expect(await page.getByRole('button', { name: 'Medicine wards', exact: true }).getAttribute('aria-pressed')).toBe(
    'true',
  );
  await field(page, 'momentWhatIDid').fill('Sat down with them');
  await field(page, 'momentWhatIDid').press('Enter');
  await formOf(page).saved.waitFor();
  const [entry] = await vouch.rows('interactions');
  expect(entry).toMatchObject({ mentorIds: [mentorId], rotationId });
  await stored('moments', [
    { interactionId: entry?.id, rotationId, mentorIds: [mentorId], whatIDid: 'Sat down with them' },
  ]);
  await formOf(page).undo.click();
  await stored('moments', []);
  await stored('interactions', []);
  expect(await field(page, 'momentWhatIDid').inputValue()).toBe('Sat down with them');
});

test('a moment of which nothing is told is refused with a sentence, and the entry with it', async () => {
  await vouch.addMentor('Elena Rivera', { wantsCheckIns: false });
  const page = await vouch.browser.openPage(POPUP);
  const form = formOf(page);
  await form.who.pressSequentially('riv');
  await page.getByRole('option', { name: 'Elena Rivera' }).waitFor();
  await form.who.press('Enter');
  await button(page, 'momentAddHere').click();
  await button(page, 'competency_professionalism').click();
  await form.save.click();
  await page.getByText(word('problem_moment_no_words')).waitFor();
  expect(await vouch.rows('interactions')).toEqual([]);
  await button(page, 'momentHereRemove').click();
  await form.save.click();
  await form.saved.waitFor();
  await stored('moments', []);
});

test('an entry begun on a mentor’s page, with a moment of it, outlives Escape', async () => {
  const mentorId = await vouch.addMentor('Elena Rivera', { wantsCheckIns: false });
  const page = await vouch.browser.openPage(`${DASHBOARD}#/mentors/${mentorId}`);
  const begin = button(page, 'mentorLog').first();
  await begin.click();
  await dialog(page)
    .getByRole('button', { name: word('momentAddHere') })
    .click();
  await field(page, 'momentWhatIDid').fill('Led the family meeting');
  await page.keyboard.press('Escape');
  await dialog(page).waitFor({ state: 'detached' });
  await begin.click();
  await page.getByText(word('draftResumed')).waitFor();
  expect(await field(page, 'momentWhatIDid').inputValue()).toBe('Led the family meeting');
  await save(page);
  await page
    .getByRole('region', { name: word('mentorWorkTitle') })
    .getByText('Led the family meeting')
    .waitFor();
  // The entry it was noted in is marked, and leads to it.
  await page.getByRole('link', { name: word('timelineMomentOf', { title: 'Led the family meeting' }) }).click();
  await page.getByRole('heading', { level: 1, name: word('navWork') }).waitFor();
  expect(new URL(page.url()).hash).toMatch(/^#\/work\/moments\/./);
  await page.goBack();
  await stored('moments', [{ mentorIds: [mentorId], whatIDid: 'Led the family meeting' }]);
  await begin.click();
  await formOf(page).note.waitFor();
  expect(await page.getByText(word('draftResumed')).count()).toBe(0);
});

test('news is added with Enter, changed, shared with those not in touch since, and removed with undo', async () => {
  const elena = await vouch.addMentor('Elena Rivera', { wantsCheckIns: false });
  const otto = await vouch.addMentor('Otto Alt', { wantsCheckIns: false });
  await vouch.logContact(elena, 30);
  await vouch.logContact(otto, 0);
  const page = await open('/work/news');
  await field(page, 'newsText').fill('Poster accepted');
  await field(page, 'newsKind').selectOption('paper');
  await field(page, 'newsOn').fill(dayBefore(3));
  await field(page, 'newsText').press('Enter');
  await stored('milestones', [{ text: 'Poster accepted', kind: 'paper', on: dayBefore(3) }]);
  await vi.waitFor(async () => expect(await field(page, 'newsText').inputValue()).toBe(''), PATIENCE);
  await page.getByRole('button', { name: word('newsShareFor', { text: 'Poster accepted' }) }).click();
  await page.getByRole('button', { name: word('newsWriteTo', { name: 'Elena Rivera' }) }).waitFor();
  expect(await page.getByRole('button', { name: word('newsWriteTo', { name: 'Otto Alt' }) }).count()).toBe(0);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: word('newsMenu', { text: 'Poster accepted' }) }).click();
  await page.getByRole('menuitem', { name: word('workEdit') }).click();
  await dialog(page).getByLabel(word('newsText'), { exact: true }).fill('Poster prize');
  await save(page);
  await stored('milestones', [{ text: 'Poster prize' }]);
  await page.getByRole('button', { name: word('newsMenu', { text: 'Poster prize' }) }).click();
  await page.getByRole('menuitem', { name: word('workRemove') }).click();
  await page.getByText(word('newsEmptyTitle')).waitFor();
  await button(page, 'actionUndo').click();
  await stored('milestones', [{ text: 'Poster prize' }]);
});

test('no view of the work has a fault that axe finds, in either theme, or scrolls sideways when narrow', async () => {
  const mentorId = await vouch.addMentor('Elena Rivera', { wantsCheckIns: false });
  const rotationId = await rotation([mentorId], { kind: 'away', country: 'Canada', isHandsOn: true });
  await vouch.ask('moment/save', {
    id: null,
    fields: {
      on: dayBefore(1),
      mentorIds: [mentorId],
      rotationId,
      situation: 'Night admission with a frightened family and a long wait for the scan',
      whatIDid: 'Thought of an embolism',
      theirWords: 'Well reasoned',
      competencies: ['patient-care', 'practice-based-learning', 'systems-based-practice'],
      isStrong: true,
    },
  });
  await vouch.ask('milestone/save', {
    id: null,
    fields: { on: dayBefore(1), kind: 'award', text: 'A teaching prize' },
  });
  const [moment] = await vouch.rows('moments');
  const views = [
    ['/work/rotations', 'Medicine wards'],
    [`/work/rotations/${rotationId}`, 'Well reasoned'],
    [`/work/rotations/new:${mentorId}`, word('rotationDaysTogether')],
    ['/work/moments', 'Well reasoned'],
    [`/work/moments/${moment?.id}`, word('momentForms')],
    ['/work/news', 'A teaching prize'],
    [`/mentors/${mentorId}`, 'Well reasoned'],
  ] as const;
  for (const [place, text] of views) {
    const page = await vouch.browser.openPage(`${DASHBOARD}#${place}`);
    await page.getByText(text).first().waitFor();
    expect(await violationsInBothThemes(page), place).toEqual([]);
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await overflowOf(page), place).toBeLessThanOrEqual(0);
    await page.close();
  }
});
