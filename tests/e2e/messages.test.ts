import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { type BuildCopy, copyBuild } from '../support/granted-build.ts';
import { DASHBOARD, dayBefore, PATIENCE, Vouch } from './vouch.ts';
import { type WordKey, word } from './words.ts';

declare const axe: { run(context: Document, options: object): Promise<AxeResults> };
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What makes trouble in a link: quotes, signs with a meaning there, lines, other scripts, more than one unit. */
const TROUBLE = 'A “b” \'c\' "d" & + % %20 # ? = 👩🏽‍⚕️ שלום 王小明\n\nSecond paragraph.\n– one\n– two';

let build: BuildCopy;
let vouch: Vouch;
/** Every address that a page asked the network for. */
const asked: string[] = [];

beforeAll(async () => {
  build = await copyBuild('chrome');
  vouch = await Vouch.launch(build.dir);
  await vouch.welcomed();
});
afterAll(async () => {
  await vouch?.close();
  await build?.remove();
});
beforeEach(async () => {
  await vouch.reset();
  asked.length = 0;
  await vouch.browser.context.route(/^https?:/, route => {
    asked.push(route.request().url());
    return route.fulfill({ contentType: 'text/html', body: '<p>The mail of a test</p>' });
  });
});

async function saved(result: Promise<{ ok: boolean }>): Promise<string> {
  const given: { ok: boolean; value?: { id?: string } } = await result;
  expect(given).toMatchObject({ ok: true });
  return given.value?.id ?? '';
}

/** A mentor who could write, with a letter that was not asked for yet. */
async function elena(fields: Readonly<Record<string, unknown>> = {}) {
  await saved(vouch.ask('profile/save', { name: 'Robin Keller', school: 'Harbor School of Medicine' }));
  const mentorId = await vouch.addMentor('Elena Rivera', {
    credentials: 'MD',
    emails: ['elena.rivera@clinic.example'],
    assistantEmail: 'desk+letters@clinic.example',
    wantsCheckIns: false,
  });
  const track = { name: 'Neurology', specialty: 'Neurology' };
  const trackId = await saved(vouch.ask('track/save', { id: null, fields: track }));
  const letter = { mentorId, trackId, targetOn: '2199-08-31', ...fields };
  const letterId = await saved(vouch.ask('letter/save', { id: null, fields: letter }));
  return { mentorId, trackId, letterId };
}

/** Opens the message from the person's page. */
async function write(mentorId: string, item: WordKey): Promise<Page> {
  const page = await vouch.browser.openPage(`${DASHBOARD}#/mentors/${mentorId}`);
  await page.getByRole('button', { name: word('mentorWrite'), exact: true }).click();
  await page.getByRole('menuitem', { name: word(item) }).click();
  await page.getByRole('dialog').waitFor();
  // What is copied is looked at here and not in the machine's own clipboard.
  await page.evaluate(() => {
    navigator.clipboard.writeText = async text => {
      document.documentElement.dataset.copied = text;
    };
  });
  return page;
}

const body = (page: Page) => page.getByRole('textbox', { name: word('draftBody'), exact: true });
const subject = (page: Page) => page.getByRole('textbox', { name: word('formTitle'), exact: true });
const button = (page: Page, key: WordKey) => page.getByRole('button', { name: word(key), exact: true });
const copied = (page: Page) => page.evaluate(() => document.documentElement.dataset.copied ?? null);
const mail = (page: Page) => page.getByRole('combobox', { name: word('messageService'), exact: true });
const purpose = (page: Page) => page.getByRole('combobox', { name: word('messagePurpose'), exact: true });

/** Presses the link and gives the address that a tab was opened with. */
async function opened(page: Page, key: WordKey): Promise<URL> {
  const tab = page.context().waitForEvent('page');
  await page.getByRole('link', { name: word(key), exact: true }).click();
  const shown = await tab;
  await vi.waitFor(() => expect(asked).not.toEqual([]), PATIENCE);
  await shown.close();
  return new URL(asked.at(-1) ?? '');
}

describe('a message opens as a draft', () => {
  test('at the right address of each service, with every character as it was written, and nothing else is asked for', async () => {
    const { mentorId } = await elena();
    const page = await write(mentorId, 'writeCheckIn');
    await subject(page).fill('Über 100 % & more?');
    await body(page).fill(TROUBLE);
    await page
      .getByRole('checkbox', { name: word('messageCopyAssistant', { address: 'desk+letters@clinic.example' }) })
      .check();
    await page.getByText(word('messageHandsOver', { service: 'Gmail' })).waitFor();
    const link = page.getByRole('link', { name: word('messageOpen'), exact: true });
    for (const [service, base, name] of [
      ['gmail', 'https://mail.google.com/mail/', 'su'],
      ['outlook-work', 'https://outlook.office.com/mail/deeplink/compose', 'subject'],
      ['outlook-private', 'https://outlook.live.com/mail/0/deeplink/compose', 'subject'],
    ] as const) {
      await mail(page).selectOption(service);
      const url = await opened(page, 'messageOpen');
      expect(`${url.origin}${url.pathname}`).toBe(base);
      expect(Object.fromEntries(url.searchParams)).toMatchObject({
        to: 'elena.rivera@clinic.example',
        cc: 'desk+letters@clinic.example',
        [name]: 'Über 100 % & more?',
        body: TROUBLE,
      });
    }
    // Once told, it is not said again, and the choice is remembered.
    await vi.waitFor(async () => {
      expect(await vouch.rows('settings')).toMatchObject([{ knowsOfMailLinks: true, mailService: 'outlook-private' }]);
    }, PATIENCE);
    expect(await page.getByText(word('messageHandsOver', { service: 'Gmail' })).count()).toBe(0);
    await mail(page).selectOption('mail-program');
    const href = (await link.getAttribute('href')) ?? '';
    expect(href).toMatch(/^mailto:elena\.rivera@clinic\.example\?cc=desk%2Bletters%40clinic\.example&subject=/);
    expect(decodeURIComponent(href.split('&body=')[1] ?? '')).toBe(TROUBLE.replaceAll('\n', '\r\n'));
    expect(asked.map(url => new URL(url).hostname)).toEqual([
      'mail.google.com',
      'outlook.office.com',
      'outlook.live.com',
    ]);
  });

  test('a text too long for a link is copied, and so is every text where the student wants it', async () => {
    const { mentorId } = await elena();
    const page = await write(mentorId, 'writeCheckIn');
    const long = 'A long story. '.repeat(150);
    await body(page).fill(long);
    const url = await opened(page, 'messageCopyOpen');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      view: 'cm',
      fs: '1',
      to: 'elena.rivera@clinic.example',
      su: await subject(page).inputValue(),
    });
    expect(await copied(page)).toBe(long);
    await page.getByText(word('draftPaste')).waitFor();
    await body(page).fill('Short.');
    await page.getByRole('link', { name: word('messageOpen'), exact: true }).waitFor();
    await page.getByRole('checkbox', { name: word('messageKeepOut') }).check();
    const again = await opened(page, 'messageCopyOpen');
    expect(again.searchParams.has('body')).toBe(false);
    expect(await copied(page)).toBe('Short.');
  });

  test('what is not known is marked, and leads back to it before it may go', async () => {
    const { mentorId } = await elena();
    const page = await write(mentorId, 'writeThanks');
    const mark = `[${word('mergeField_your_thanks')}]`;
    expect(await body(page).inputValue()).toContain(mark);
    await button(page, 'draftCopy').click();
    await page.getByText(word('messageStillOpen')).waitFor();
    const picked = () =>
      body(page).evaluate(field => {
        const { value, selectionStart, selectionEnd } = field as HTMLTextAreaElement; // found by its role
        return document.activeElement === field ? value.slice(selectionStart, selectionEnd) : '';
      });
    expect(await picked()).toBe(mark);
    expect(await copied(page)).toBeNull();
    await page.getByRole('button', { name: word('mergeField_your_lesson') }).click();
    expect(await picked()).toBe(`[${word('mergeField_your_lesson')}]`);
    // Told once, the same text may go as it is.
    await button(page, 'draftCopy').click();
    await vi.waitFor(async () => expect(await copied(page)).toContain(mark), PATIENCE);
    expect(asked).toEqual([]);
  });

  test('what goes along is ticked, and the message names it', async () => {
    const { mentorId } = await elena({ answer: 'yes' });
    const page = await write(mentorId, 'writeCheckIn');
    await purpose(page).selectOption({ label: word('purpose_packet') });
    const file = (name: RegExp) => page.getByRole('checkbox', { name });
    expect(await body(page).inputValue()).toContain('– my CV\n– a draft of my personal statement\n– a short reminder');
    await file(/^a photo/).check();
    await file(/^my CV/).uncheck();
    await vi.waitFor(
      async () =>
        expect(await body(page).inputValue()).toContain('find:\n\n– a draft of my personal statement\n– a photo'),
      PATIENCE,
    );
    await body(page).fill('Mine.');
    expect(await file(/^a photo/).isDisabled()).toBe(true);
    await button(page, 'messageStartOver').click();
    await file(/^a photo/).uncheck();
    await vi.waitFor(async () => expect(await body(page).inputValue()).not.toContain('photo'), PATIENCE);
  });

  test('what was typed outlives Escape, and can be thrown away', async () => {
    const { mentorId } = await elena();
    const page = await write(mentorId, 'writeCheckIn');
    const ours = await body(page).inputValue();
    await body(page).fill('Half a mess');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    const again = await write(mentorId, 'writeCheckIn');
    await again.getByText(word('messageRestored')).waitFor();
    expect(await body(again).inputValue()).toBe('Half a mess');
    await button(again, 'messageStartOver').click();
    expect(await body(again).inputValue()).toBe(ours);
  });
});

describe('to one person', () => {
  test('a nudge speaks of all their letters, thanks are said once for all, and each is marked', async () => {
    const days = { askedOn: dayBefore(40), answeredOn: dayBefore(38), answer: 'yes', requestedOn: dayBefore(20) };
    const { mentorId } = await elena(days);
    const second = { mentorId, service: 'residencycas', targetOn: '2199-09-03', ...days };
    const secondId = await saved(vouch.ask('letter/save', { id: null, fields: second }));
    const page = await write(mentorId, 'writeCheckIn');
    await purpose(page).selectOption({ label: word('matterNudge') });
    expect(await body(page).inputValue()).toMatch(
      /the two letters that you agreed to write for me\..*in neurology, through ERAS: by .*August 31.*through ResidencyCAS: by .*September 3/s,
    );
    // Logged without a reminder it is about no one of them, and counts for each.
    await opened(page, 'messageOpen');
    await button(page, 'messageLog').click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await vouch.rows('interactions')).toMatchObject([
      { mentorIds: [mentorId], letterId: null, letterStep: 'nudge' },
    ]);
    await page.getByRole('button', { name: word('mentorWrite'), exact: true }).click();
    await page.getByRole('menuitem', { name: word('writeCheckIn') }).click();
    await purpose(page).selectOption({ label: word('matterNudge') });
    // One of them can still be chosen.
    const which = page.getByRole('combobox', { name: word('messageLetter'), exact: true });
    await which.selectOption({ label: word('messageLetterGeneral') });
    expect(await body(page).inputValue()).toContain('the letter that you agreed to write for my residency application');
    for (const { id } of await vouch.rows('letters')) {
      await saved(vouch.ask('letter/save', { id, fields: { receivedOn: dayBefore(1) } }));
    }
    await purpose(page).selectOption({ label: word('purpose_thanks_letter') });
    await which.selectOption({ label: word('messageSeveralLetters', { count: 2 }) });
    expect(await body(page).inputValue()).toContain('your letters for my residency applications arrived on');
    await opened(page, 'messageOpen');
    await button(page, 'messageLog').click();
    await vi.waitFor(async () => {
      expect(await vouch.rows('letters')).toMatchObject([{ thankedOn: dayBefore(0) }, { thankedOn: dayBefore(0) }]);
    }, PATIENCE);
    expect(secondId).not.toBe('');
    await button(page, 'actionUndo').click();
    await vi.waitFor(async () => {
      expect(await vouch.rows('letters')).toMatchObject([{ thankedOn: null }, { thankedOn: null }]);
    }, PATIENCE);
  });

  test('a greeting that is a guess is called one, and is chosen once', async () => {
    const mentorId = await vouch.addMentor('Wang Xiaoming', { credentials: 'MD', emails: ['wang@clinic.example'] });
    const page = await write(mentorId, 'writeCheckIn');
    expect(await body(page).inputValue()).toMatch(/^Dear Dr\. Wang Xiaoming,\n/);
    await page.getByText(word('messageGreetingGuess')).waitFor();
    await page.getByRole('combobox', { name: word('messageGreeting'), exact: true }).selectOption('Dr. Wang');
    await vi.waitFor(async () => expect(await body(page).inputValue()).toMatch(/^Dear Dr\. Wang,\n/), PATIENCE);
    expect(await page.getByText(word('messageGreetingGuess')).count()).toBe(0);
    expect(await vouch.rows('mentors')).toMatchObject([{ greeting: 'Dr. Wang' }]);
    // A guess that is right needs no other choice.
    const noor = await vouch.addMentor('Noor Haddad', { emails: ['noor@clinic.example'] });
    const second = await write(noor, 'writeCheckIn');
    await second.getByText(word('messageGreetingGuess')).waitFor();
    await button(second, 'messageGreetingRight').click();
    await second.getByText(word('messageGreetingGuess')).waitFor({ state: 'detached' });
    expect(await vouch.rows('mentors')).toMatchObject([{}, { greeting: 'Dr. Haddad' }]);
  });
});

test('a day that nobody has confirmed is said to be around, and the student is told why', async () => {
  const { mentorId, trackId, letterId } = await elena({ targetOn: null });
  const season = { season: '2200', reviewFromOn: { on: '2199-09-22', confidence: 'estimated' } };
  const planId = await saved(vouch.ask('plan/save', { id: null, fields: season }));
  await saved(vouch.ask('track/save', { id: trackId, fields: { planId } }));
  const page = await write(mentorId, 'writeAsk');
  await vi.waitFor(
    async () => expect(await body(page).inputValue()).toContain('in by around September 8, 2199. The request'),
    PATIENCE,
  );
  await page.getByText(word('messageAround')).waitFor();
  await saved(vouch.ask('letter/save', { id: letterId, fields: { targetOn: '2199-09-01' } }));
  await page.getByText(word('messageAround')).waitFor({ state: 'detached' });
  expect(await body(page).inputValue()).toContain('in by Sunday, September 1, 2199.');
});

test('a greeting is chosen in the form of a person as well, and follows the name until it is', async () => {
  const mentorId = await vouch.addMentor('Wang Xiaoming', { credentials: 'MD' });
  const page = await vouch.browser.openPage(`${DASHBOARD}#/mentors/${mentorId}`);
  const edit = () => page.getByRole('button', { name: word('mentorEdit'), exact: true }).click();
  const greeting = page.getByRole('combobox', { name: word('messageGreeting'), exact: true });
  await edit();
  expect(await greeting.inputValue()).toBe('Dr. Wang Xiaoming');
  await page.getByText(word('messageGreetingGuess')).waitFor();
  await page.getByRole('textbox', { name: word('mentorName') }).fill('Xiaoming Wang');
  expect(await greeting.inputValue()).toBe('Dr. Wang');
  await button(page, 'actionSave').click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  expect(await vouch.rows('mentors')).toMatchObject([{ name: 'Xiaoming Wang', greeting: '' }]);
  await edit();
  await greeting.selectOption('Xiaoming');
  await page.getByRole('textbox', { name: word('mentorName') }).fill('Ming Wang');
  // What was chosen stays.
  expect(await greeting.inputValue()).toBe('Xiaoming');
  await button(page, 'actionSave').click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  expect(await vouch.rows('mentors')).toMatchObject([{ name: 'Ming Wang', greeting: 'Xiaoming' }]);
});

describe('afterwards', () => {
  test('it is logged with the letter and the step it was for, and one undo takes back both', async () => {
    const { mentorId, letterId } = await elena();
    const page = await write(mentorId, 'writeAsk');
    expect(await body(page).inputValue()).toMatch(
      /^Dear Dr\. Rivera,\n\n.*in neurology.*strong letter\?.*ERAS.*Robin Keller/s,
    );
    expect(await page.getByText(word('messageSentQuestion')).count()).toBe(0);
    await opened(page, 'messageOpen');
    await button(page, 'messageLog').click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await vouch.rows('interactions')).toMatchObject([
      { kind: 'email', direction: 'out', mentorIds: [mentorId], letterId, letterStep: 'ask', state: 'happened' },
    ]);
    expect(await vouch.rows('letters')).toMatchObject([{ askedOn: dayBefore(0), howAsked: 'email' }]);
    await button(page, 'actionUndo').click();
    await vi.waitFor(async () => {
      expect(await vouch.rows('interactions')).toEqual([]);
      expect(await vouch.rows('letters')).toMatchObject([{ askedOn: null }]);
    }, PATIENCE);
  });

  test('from a reminder it is done with it', async () => {
    await vouch.remindAtAnyHour();
    const letterDays = {
      askedOn: dayBefore(30),
      answeredOn: dayBefore(28),
      answer: 'yes',
      packetSentOn: dayBefore(20),
    };
    const { mentorId, letterId } = await elena({ ...letterDays, requestedOn: dayBefore(19), targetOn: null });
    await saved(vouch.ask('letter/save', { id: letterId, fields: { receivedOn: dayBefore(3) } }));
    await vi.waitFor(async () => {
      expect((await vouch.rows('reminders')).filter(({ rule }) => rule === 'letter-thanks')).toHaveLength(1);
    }, PATIENCE);
    const page = await vouch.browser.openPage(`${DASHBOARD}#/due`);
    await page.getByRole('button', { name: new RegExp(`^${word('nextThank')}`) }).click();
    expect(await body(page).inputValue()).toContain('your letter for my application in neurology arrived on');
    await opened(page, 'messageOpen');
    await button(page, 'messageLog').click();
    await vi.waitFor(async () => {
      expect(await vouch.rows('letters')).toMatchObject([{ thankedOn: dayBefore(0) }]);
      expect(await vouch.rows('interactions')).toMatchObject([{ mentorIds: [mentorId], letterStep: 'thanks' }]);
      const thanks = (await vouch.rows('reminders')).filter(({ rule }) => rule === 'letter-thanks');
      expect(thanks.filter(({ state }) => state === 'due')).toEqual([]);
    }, PATIENCE);
  });

  test('of several who wait for the news, each gets a message of their own', async () => {
    await vouch.remindAtAnyHour();
    const received = { answer: 'yes', requestedOn: dayBefore(60), receivedOn: dayBefore(40), thankedOn: dayBefore(39) };
    const { mentorId, trackId } = await elena(received);
    const tom = await vouch.addMentor('Tom Lindqvist', { emails: ['tom@clinic.example'], wantsCheckIns: false });
    const second = { mentorId: tom, trackId, targetOn: '2199-08-31', ...received };
    await saved(vouch.ask('letter/save', { id: null, fields: second }));
    const outcome = { answer: 'matched', on: dayBefore(0), tells: true };
    await saved(vouch.ask('track/save', { id: trackId, fields: { resultOn: dayBefore(0), outcome } }));
    const page = await vouch.browser.openPage(`${DASHBOARD}#/due`);
    await page.getByRole('button', { name: new RegExp(`^${word('nextOutcomeTell')}`) }).click();
    await page.getByRole('heading', { name: word('messageTitle', { name: 'Elena Rivera' }) }).waitFor();
    const who = page.getByRole('combobox', { name: word('draftWho'), exact: true });
    await who.selectOption({ label: 'Tom Lindqvist' });
    await page.getByRole('heading', { name: word('messageTitle', { name: 'Tom Lindqvist' }) }).waitFor();
    expect(await body(page).inputValue()).toMatch(/I matched in neurology, at \[/);
    await body(page).fill('I matched.');
    await opened(page, 'messageOpen');
    expect(new URL(asked.at(-1) ?? '').searchParams.get('to')).toBe('tom@clinic.example');
    await button(page, 'messageLog').click();
    await vi.waitFor(async () => {
      const told = (await vouch.rows('letters')).filter(({ outcomeToldOn }) => outcomeToldOn !== null);
      expect(told).toMatchObject([{ mentorId: tom }]);
    }, PATIENCE);
    // The other has not heard, so it is still due.
    expect(mentorId).not.toBe(tom);
    await page.getByRole('button', { name: new RegExp(`^${word('nextOutcomeTell')}`) }).waitFor();
  });

  test('asking in person has no way to send, and is logged as such', async () => {
    const { mentorId, letterId } = await elena();
    const page = await write(mentorId, 'writeAsk');
    await page.getByRole('radio', { name: word('way_ask_in_person') }).check();
    await page.getByText('strong letter?”').waitFor();
    const links = page.getByRole('dialog').getByRole('link');
    expect([await links.count(), await body(page).count()]).toEqual([0, 0]);
    await button(page, 'messageAskedLog').click();
    await vi.waitFor(async () => {
      expect(await vouch.rows('interactions')).toMatchObject([{ kind: 'meeting', letterId, letterStep: 'ask' }]);
      expect(await vouch.rows('letters')).toMatchObject([{ howAsked: 'in-person' }]);
    }, PATIENCE);
  });

  test('an ask is an ask also where no letter is noted', async () => {
    const page = await write(await vouch.addMentor('Wei Zhang'), 'writeAsk');
    await page.getByRole('radio', { name: word('way_ask_in_person') }).check();
    await button(page, 'messageAskedLog').click();
    await vi.waitFor(async () => {
      expect(await vouch.rows('interactions')).toMatchObject([{ kind: 'meeting', letterId: null, letterStep: 'ask' }]);
    }, PATIENCE);
  });

  test('Match news asks first, and nobody need be told', async () => {
    const { mentorId } = await elena();
    const page = await write(mentorId, 'writeCheckIn');
    await purpose(page).selectOption({ label: word('matterMatch') });
    await page.getByRole('radio', { name: word('way_not_matched') }).check();
    expect(await body(page).count()).toBe(0);
    // Chosen by mistake, it leads back.
    await purpose(page).selectOption({ label: word('purpose_check_in') });
    await body(page).waitFor();
    await purpose(page).selectOption({ label: word('matterMatch') });
    await page.getByRole('radio', { name: word('way_not_matched') }).check();
    await button(page, 'matchTellNobody').click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await vouch.rows('tracks')).toMatchObject([{ outcome: { answer: 'not-matched', tells: false } }]);
    expect(await vouch.rows('interactions')).toEqual([]);
  });
});

describe('the templates', () => {
  test('are changed as text: words, facts as chips, and passages for some cases, with the message beside them', async () => {
    const { letterId } = await elena();
    await saved(vouch.ask('letter/save', { id: letterId, fields: { receivedOn: dayBefore(1) } }));
    const page = await vouch.browser.openPage(`${DASHBOARD}#/templates/check-in`);
    const paper = page.locator('.preview-body');
    await paper.getByText('Dear Dr. Rivera,').waitFor();
    expect(await body(page).inputValue()).toMatch(
      new RegExp(`^Dear \\[${word('mergeField_mentor_greeting')}\\],\n\nI hope`),
    );
    await body(page).fill(`Dear [${word('mergeField_mentor_greeting')}], {{hello}} [sic]`);
    await body(page).press('End');
    await page.locator('summary', { hasText: word('templateInsertField') }).click();
    await page.getByRole('button', { name: word('mergeField_letter_theirs'), exact: true }).click();
    await paper.getByText('Dear Dr. Rivera, {{hello}} [sic]').waitFor();
    await page.locator('summary', { hasText: word('templateInsertCondition') }).click();
    const when = word('templateOnlyIf', { condition: word('condition_news') });
    await page.getByRole('button', { name: when, exact: true }).click();
    await page.getByRole('group', { name: when }).waitFor();
    // The cursor waits in the new passage.
    await page.keyboard.type('I have news.');
    expect(await paper.innerText()).not.toContain('I have news.');
    await button(page, 'actionSave').click();
    await page.getByText(word('templateSaved')).waitFor();
    expect(await vouch.rows('templates')).toMatchObject([
      {
        id: 'check-in',
        body: 'Dear {{mentor.greeting}}, \\{{hello}} [sic]{{letter.theirs}}\n\n{{#if news}}I have news.{{/if}}',
      },
    ]);
    // Said always, it is no passage any more.
    await page.getByRole('button', { name: `${word('templateAlways')}: ${when}` }).click();
    await paper.getByText('I have news.').waitFor();
    expect(await page.getByRole('group', { name: when }).count()).toBe(0);
  });

  test('hold facts and passages in the subject as well, also with nothing but the keyboard', async () => {
    const { mentorId } = await elena();
    const page = await vouch.browser.openPage(`${DASHBOARD}#/templates/check-in`);
    await subject(page).focus();
    await page.keyboard.press('End');
    await page.keyboard.type(' from ');
    const menu = page.locator('summary', { hasText: word('templateInsertField') });
    await menu.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: word('mergeField_student_name'), exact: true }).focus();
    await page.keyboard.press('Enter');
    // The cursor goes on behind it.
    await vi.waitFor(async () => expect(await subject(page).inputValue()).toMatch(/from \[[^\]]+\]$/), PATIENCE);
    await page.locator('summary', { hasText: word('templateInsertCondition') }).focus();
    await page.keyboard.press('Enter');
    const when = word('templateOnlyIf', { condition: word('condition_news') });
    await page.getByRole('button', { name: when, exact: true }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('group', { name: when }).waitFor();
    await page.keyboard.type('with news');
    await button(page, 'actionSave').focus();
    await page.keyboard.press('Enter');
    await page.getByText(word('templateSaved')).waitFor();
    expect(await vouch.rows('templates')).toMatchObject([
      { subject: 'A short update from {{student.name}} {{#if news}}with news{{/if}}' },
    ]);
    const message = await write(mentorId, 'writeCheckIn');
    expect(await subject(message).inputValue()).toBe('A short update from Robin Keller');
    const news = { on: dayBefore(1), text: 'Passed Step 2' };
    await saved(vouch.ask('milestone/save', { id: null, fields: news }));
    await vi.waitFor(
      async () => expect(await subject(message).inputValue()).toBe('A short update from Robin Keller with news'),
      PATIENCE,
    );
  });

  test('are written as source and read as text again', async () => {
    const { mentorId } = await elena();
    const page = await vouch.browser.openPage(`${DASHBOARD}#/templates/check-in`);
    await button(page, 'templateViewSource').click();
    await subject(page).fill('News for ');
    await page.locator('summary', { hasText: word('templateInsertField') }).click();
    await page.getByRole('button', { name: word('mergeField_mentor_name'), exact: true }).click();
    await vi.waitFor(async () => expect(await subject(page).inputValue()).toBe('News for {{mentor.name}}'), PATIENCE);
    await body(page).fill('Dear {{mentor.greeting}},\n\n');
    await page.locator('summary', { hasText: word('templateInsertCondition') }).click();
    const when = word('templateOnlyIf', { condition: word('condition_track_goal') });
    await page.getByRole('button', { name: when, exact: true }).click();
    const written = 'Dear {{mentor.greeting}},\n\n{{#if track.goal}}…{{/if}}';
    await vi.waitFor(async () => expect(await body(page).inputValue()).toBe(written), PATIENCE);
    // The cursor goes on behind it.
    await page.waitForFunction(() => document.activeElement?.tagName === 'TEXTAREA');
    await page.keyboard.type('{{else}}I am {{student.name}}.{{/if}}');
    // What cannot be read has no way back to the text, and is not lost.
    await page.getByText(word('templateUnexpectedElse')).waitFor();
    expect(await button(page, 'templateViewPassages').isDisabled()).toBe(true);
    await body(page).fill(written.replace('…', 'My goal: {{track.goal}}{{else}}I am {{student.name}}.'));
    await button(page, 'templateViewPassages').click();
    const passage = page.getByRole('group', { name: when });
    await passage.getByText(word('templateOtherwise')).waitFor();
    await page.locator('.preview-body').getByText('I am Robin Keller.').waitFor();
    await button(page, 'actionSave').click();
    await page.getByText(word('templateSaved')).waitFor();
    const message = await write(mentorId, 'writeCheckIn');
    expect(await subject(message).inputValue()).toBe('News for Elena Rivera');
    expect(await body(message).inputValue()).toBe('Dear Dr. Rivera,\n\nI am Robin Keller.');
  });

  test('a mistake is said with its place, keeps what was typed, and is not saved', async () => {
    const { mentorId } = await elena();
    const page = await vouch.browser.openPage(`${DASHBOARD}#/templates/check-in`);
    await button(page, 'templateViewSource').click();
    await body(page).fill('Dear {{mentor.greeting}},\n\nMy news: {{news');
    await page.getByText(word('templateUnclosedBraces', { name: 'news' })).waitFor();
    await page.getByRole('button', { name: word('templateErrorPlace', { line: 3, column: 10 }) }).click();
    expect(await page.evaluate(() => getSelection()?.toString())).toBe('{{news');
    await button(page, 'actionSave').click();
    expect(await vouch.rows('templates')).toEqual([]);
    await page.reload();
    await page.getByText(word('messageRestored')).waitFor();
    expect(await body(page).inputValue()).toContain('{{news');

    await body(page).fill('Hello {{mentor.greeting}}, \\{{not a field}} {{your.update}}');
    await page.getByText(/^Hello Dr\. \w+, \{\{not a field/).waitFor();
    await subject(page).fill(' ');
    await button(page, 'actionSave').click();
    await page.getByText(word('messageNoSubject')).waitFor();
    await subject(page).fill('Mine');
    await button(page, 'actionSave').click();
    await page.getByText(word('templateSaved')).waitFor();
    expect(await vouch.rows('templates')).toMatchObject([{ id: 'check-in', subject: 'Mine' }]);

    const message = await write(mentorId, 'writeCheckIn');
    expect(await subject(message).inputValue()).toBe('Mine');
    expect(await body(message).inputValue()).toBe(
      `Hello Dr. Rivera, {{not a field}} [${word('mergeField_your_update')}]`,
    );
    await page.bringToFront();
    await button(page, 'templateReset').click();
    await page.getByText(word('templateWasReset')).waitFor();
    await vi.waitFor(async () => expect(await subject(page).inputValue()).toBe('A short update'), PATIENCE);
    expect(await vouch.rows('templates')).toEqual([]);
    await button(page, 'actionUndo').click();
    await vi.waitFor(async () => expect(await subject(page).inputValue()).toBe('Mine'), PATIENCE);
  });
});

test('every view passes axe in light and dark, and none scrolls sideways at 320 pixels', async () => {
  const { mentorId } = await elena();
  const views: readonly (readonly [string, () => Promise<Page>])[] = [
    ['a message with open places', () => write(mentorId, 'writeThanks')],
    [
      'talking points',
      async () => {
        const page = await write(mentorId, 'writeAsk');
        await page.getByRole('radio', { name: word('way_ask_in_person') }).check();
        return page;
      },
    ],
    ['a template as text', () => vouch.browser.openPage(`${DASHBOARD}#/templates/ask`)],
    ['the templates', () => vouch.browser.openPage(`${DASHBOARD}#/templates`)],
    [
      'a template with mistakes',
      async () => {
        const page = await vouch.browser.openPage(`${DASHBOARD}#/templates/ask`);
        await button(page, 'templateViewSource').click();
        await body(page).fill('{{a}} {{#if b}} {{mentor.greeting}} {{student.class}} {{');
        await page.locator('summary', { hasText: word('templateInsertField') }).click();
        return page;
      },
    ],
  ];
  for (const [name, open] of views) {
    const page = await open();
    await page.getByRole('heading').first().waitFor();
    await page.evaluate(AXE);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      const violations = await page.evaluate(async () =>
        (await axe.run(document, {})).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
      );
      expect(violations, `${name}, ${colorScheme}`).toEqual([]);
    }
    await page.setViewportSize({ width: 320, height: 640 });
    const overflow = await page.evaluate(() =>
      [document.documentElement, ...document.querySelectorAll('.dialog, .dialog-body')].map(
        ({ scrollWidth, clientWidth }) => scrollWidth - clientWidth,
      ),
    );
    expect(Math.max(...overflow), name).toBeLessThanOrEqual(0);
    await page.close();
  }
});
