import type { Page } from 'playwright';
import { beforeEach, expect, test, vi } from 'vitest';
import { overflowOf, violationsInBothThemes } from './axe.ts';
import { DASHBOARD, dayBefore, PATIENCE, Vouch } from './vouch.ts';
import { type WordKey, word } from './words.ts';

const vouch = Vouch.forTests();
beforeEach(() => vouch.reset());

const QUIET = { wantsCheckIns: false };
const open = (place: string) => vouch.browser.openPage(`${DASHBOARD}#${place}`);
const card = (page: Page) => page.getByRole('region', { name: word('readyTitle') });
const button = (page: Page, key: WordKey) => page.getByRole('button', { name: word(key), exact: true });

async function save(name: 'rotation/save' | 'moment/save' | 'track/save' | 'letter/save', fields: object) {
  const saved = await vouch.ask(name, { id: null, fields: { ...fields } });
  if (!saved.ok) throw new Error(`${name}: ${saved.problem.code}`);
  return saved.value.id;
}
/** A rotation that goes on for ten days more, with so many days together. */
const rotation = (mentorId: string, daysTogether: number | null) =>
  save('rotation/save', {
    name: 'Medicine wards',
    startsOn: dayBefore(20),
    endsOn: dayBefore(-10),
    mentors: [{ mentorId, daysTogether, watchedDirectly: true }],
  });
const moment = (mentorId: string, fields: object = {}) =>
  save('moment/save', { on: dayBefore(3), mentorIds: [mentorId], situation: 'A long night', ...fields });
const feedback = (mentorId: string) => vouch.logContact(mentorId, 2, { kind: 'feedback' });

async function readyMentor(name: string): Promise<string> {
  const id = await vouch.addMentor(name, QUIET);
  await rotation(id, 12);
  for (let count = 0; count < 3; count += 1) await moment(id);
  await feedback(id);
  return id;
}

test('what is logged makes somebody ready step by step, says what is missing, and the rules can be read', async () => {
  const id = await vouch.addMentor('Elena Rivera', QUIET);
  const page = await open(`/mentors/${id}`);
  const shows = (key: WordKey, values = {}) => card(page).getByText(word(key, values)).first().waitFor();
  await shows('readyVerdictNotYet');
  await shows('readyLackContact');
  await shows('readyNextMeet');

  await rotation(id, 12);
  await shows('readyVerdictSoon');
  await shows('readyTogetherWatched_other', { count: 12, rotations: 'Medicine wards' });
  await shows('readyLackFeedback');
  // It names the rotation and its last day, which is formatted by the browser.
  const before = word('readyNextFeedbackBy', { day: '', rotation: 'Medicine wards' }).replace(/ \.$/, '');
  await card(page).getByText(before).waitFor();

  await feedback(id);
  await moment(id);
  await moment(id, { competencies: ['professionalism'] });
  await shows('readyLackMoreMoments_other', { count: 2 });
  await moment(id, { isStrong: true, theirWords: 'Well seen.' });
  await shows('readyVerdictReady');
  await shows('readyWords_one');
  expect(await card(page).getByText(word('readyMissing')).count()).toBe(0);
  await card(page)
    .getByRole('link', { name: word('readyDoRehearse') })
    .waitFor();

  await card(page).getByText(word('readyWhy')).click();
  await shows('readyRuleTimeText');
  expect(
    await card(page)
      .getByRole('link', { name: /doctorslife/ })
      .getAttribute('rel'),
  ).toContain('noreferrer');
  expect(await violationsInBothThemes(page)).toEqual([]);
  await page.setViewportSize({ width: 380, height: 800 });
  expect(await overflowOf(page)).toBe(0);
});

test('a moment can be noted from the card, and a letter that was asked for takes the place of the one thing to do', async () => {
  const id = await vouch.addMentor('Elena Rivera', QUIET);
  await rotation(id, 12);
  await feedback(id);
  const page = await open(`/mentors/${id}`);
  await card(page)
    .getByRole('button', { name: word('readyDoMoment') })
    .click();
  await page.getByRole('dialog').getByLabel(word('momentSituation'), { exact: true }).fill('A long night');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: word('actionSave'), exact: true })
    .click();
  await card(page).getByText(word('readyLackMoreMoments_one')).waitFor();
  await save('letter/save', { mentorId: id, askedOn: dayBefore(1) });
  await card(page)
    .getByRole('link', { name: word('readyAskedLetter') })
    .waitFor();
  expect(await card(page).getByText(word('readyNext')).count()).toBe(0);
  // To somebody who was asked, nobody is told that they are ready to be.
  expect(await card(page).locator('.badge').count()).toBe(0);
});

test('the list says who could vouch, the most ready first, and why somebody could not', async () => {
  await vouch.addMentor('Ada Moreno', QUIET);
  const tom = await vouch.addMentor('Tom Lindqvist', { ...QUIET, role: 'resident-or-fellow' });
  await moment(tom);
  await vouch.addMentor('Margaret Hollis', { ...QUIET, role: 'chair' });
  const zoe = await readyMentor('Zoe Rivera');
  const page = await open('/mentors');
  const names = () => page.locator('.people strong').allTextContents();
  await page.getByText(word('readyVerdictReady')).waitFor();
  expect(await names()).toEqual(['Ada Moreno', 'Margaret Hollis', 'Tom Lindqvist', 'Zoe Rivera']);
  await page.getByRole('radio', { name: word('readyOrderVouch') }).check({ force: true });
  await vi.waitFor(async () => {
    expect(await names()).toEqual(['Zoe Rivera', 'Ada Moreno', 'Margaret Hollis', 'Tom Lindqvist']);
  }, PATIENCE);
  await page.getByText(word('readyResident')).waitFor();
  // Once she was asked it is no question any more, here as on her own page.
  const ofZoe = page.locator('.people-row', { hasText: 'Zoe Rivera' }).locator('.badge');
  expect(await ofZoe.allTextContents()).toContain(word('readyVerdictReady'));
  await save('letter/save', { mentorId: zoe, askedOn: dayBefore(1) });
  await vi.waitFor(async () => {
    expect(await ofZoe.allTextContents()).not.toContain(word('readyVerdictReady'));
  }, PATIENCE);
  await page.getByText(word('readyVerdictChair'), { exact: true }).first().waitFor();
  expect(await violationsInBothThemes(page)).toEqual([]);
  await page.setViewportSize({ width: 380, height: 800 });
  expect(await overflowOf(page)).toBe(0);
});

test('the rehearsal begins with whom it went best, keeps what is thought, and "I asked" makes the letter, once, with undo', async () => {
  const track = await save('track/save', { name: 'Internal medicine', specialty: 'Internal medicine' });
  const id = await readyMentor('Elena Rivera');
  await moment(id, { situation: 'A frightened family', theirWords: 'You saw it first.', isStrong: true });
  const page = await open('/rehearse');
  await page.getByText(word('rehearsalStartStrong_one')).waitFor();
  expect(await violationsInBothThemes(page)).toEqual([]);
  await page.getByRole('link', { name: /Elena Rivera/ }).click();

  const points = page.getByRole('region', { name: word('rehearsalCardTitle') });
  await points.getByText('A frightened family').waitFor();
  await points.getByText(word('rehearsalTheySaid', { words: 'You saw it first.' })).waitFor();
  await points.getByText(word('rehearsalSentenceFor', { track: 'Internal medicine' })).waitFor();
  expect(await violationsInBothThemes(page)).toEqual([]);

  const why = page.getByLabel(word('rehearsalQuestionWhy'));
  await why.fill('The whole person.');
  await button(page, 'rehearsalClear').waitFor();
  await vi.waitFor(async () => expect(await vouch.rows('local')).not.toEqual([]), PATIENCE);
  await page.reload();
  await vi.waitFor(async () => expect(await why.inputValue()).toBe('The whole person.'), PATIENCE);
  await button(page, 'rehearsalClear').click();
  expect(await why.inputValue()).toBe('');

  await button(page, 'rehearsalIAsked').click();
  await page.getByRole('link', { name: word('readyAskedLetter') }).waitFor();
  expect(await button(page, 'rehearsalIAsked').count()).toBe(0);
  expect(await vouch.rows('letters')).toEqual([
    expect.objectContaining({ mentorId: id, trackId: track, askedOn: dayBefore(0), howAsked: 'in-person' }),
  ]);
  await button(page, 'actionUndo').click();
  await button(page, 'rehearsalIAsked').waitFor();
  expect(await vouch.rows('letters')).toEqual([]);

  // A letter that is on the board already is the one that was asked for.
  const letter = await save('letter/save', { mentorId: id, trackId: track });
  await button(page, 'rehearsalIAsked').click();
  await page.getByRole('link', { name: word('readyAskedLetter') }).waitFor();
  expect(await vouch.rows('letters')).toEqual([
    expect.objectContaining({ id: letter, askedOn: dayBefore(0), howAsked: 'in-person' }),
  ]);
  await page.setViewportSize({ width: 380, height: 800 });
  expect(await overflowOf(page)).toBe(0);
});

test('the timer runs, rests and goes back, and the card prints alone', async () => {
  const id = await vouch.addMentor('Elena Rivera', QUIET);
  const page = await open(`/rehearse/${id}`);
  const clock = page.getByRole('timer');
  await page.getByRole('radio', { name: word('rehearsalTimerTwo') }).check({ force: true });
  expect(await clock.textContent()).toBe('2:00');
  await button(page, 'rehearsalTimerStart').click();
  await vi.waitFor(async () => expect(await clock.textContent()).not.toBe('2:00'), PATIENCE);
  await button(page, 'rehearsalTimerPause').click();
  const at = await clock.textContent();
  await button(page, 'rehearsalTimerGoOn').waitFor();
  expect(await clock.textContent()).toBe(at);
  await button(page, 'rehearsalTimerReset').click();
  expect(await clock.textContent()).toBe('2:00');

  await page.emulateMedia({ media: 'print' });
  expect(await page.getByRole('heading', { name: word('rehearsalCardTitle') }).isVisible()).toBe(true);
  for (const key of ['rehearsalQuestions', 'rehearsalAnswers', 'rehearsalTimerTitle'] as const) {
    expect(await page.getByRole('heading', { name: word(key) }).isVisible(), key).toBe(false);
  }
  expect(await page.getByRole('link', { name: word('navLetters') }).isVisible()).toBe(false);
});

test('with a chair one asks for a meeting; nobody to begin with, and somebody who is gone, are said', async () => {
  const chair = await vouch.addMentor('Margaret Hollis', { ...QUIET, role: 'chair' });
  const page = await open(`/rehearse/${chair}`);
  await page.getByText(word('rehearsalChairSentence')).waitFor();
  await button(page, 'rehearsalBook').waitFor();
  const start = await open('/rehearse');
  await start.getByText(word('rehearsalEmptyTitle')).waitFor();
  const gone = await open('/rehearse/0');
  await gone.getByText(word('mentorGoneTitle')).waitFor();
});
