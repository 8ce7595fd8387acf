import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { MessageName, RequestOf } from '../../src/messages/protocol.ts';
import { type BuildCopy, copyBuild } from '../support/granted-build.ts';
import { DASHBOARD, dayBefore, PATIENCE, Vouch } from './vouch.ts';
import { word } from './words.ts';

declare const axe: { run(context: Document, options: object): Promise<AxeResults> };

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

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

/** Saves something new. @returns Its id. */
async function save<Name extends MessageName>(name: Name, request: RequestOf<Name>): Promise<string> {
  const saved = (await vouch.send(name, request)) as { ok: boolean; value: { id: string } }; // as the protocol has it
  expect(saved).toMatchObject({ ok: true });
  return saved.value.id;
}

const moment = (mentorId: string, rotationId: string, fields: Readonly<Record<string, unknown>>) =>
  save('moment/save', { id: null, fields: { rotationId, mentorIds: [mentorId], ...fields } });

/** A writer with a rotation, moments and feedback, and a letter for ERAS. @returns The letter's id. */
async function aWriter(): Promise<string> {
  await save('profile/save', { name: 'Jordan Okafor', school: 'Alder School of Medicine', className: 'Class of 2028' });
  const mentorId = await vouch.addMentor('Elena Rivera', { credentials: 'MD', institution: 'Harbor Medical Center' });
  const planId = await save('plan/save', { id: null, fields: { season: '2028' } });
  const track = { planId, name: 'Internal Medicine', specialty: 'Internal Medicine', goal: 'Primary care' };
  const trackId = await save('track/save', { id: null, fields: track });
  const rotationId = await save('rotation/save', {
    id: null,
    fields: {
      name: 'Medicine wards',
      kind: 'sub-internship',
      site: 'Harbor Medical Center',
      startsOn: '2026-06-01',
      endsOn: '2026-06-28',
      mentors: [{ mentorId, daysTogether: 18, watchedDirectly: true }],
    },
  });
  await moment(mentorId, rotationId, {
    on: '2026-06-03',
    situation: 'A small one: I called a pharmacy.',
    competencies: ['patient-care'],
  });
  await moment(mentorId, rotationId, {
    on: '2026-06-09',
    situation: 'Mrs. Halloway was afraid on 30 March',
    whatIDid: 'I sat with her.',
    theirWords: 'Well done',
    competencies: ['patient-care'],
    isStrong: true,
  });
  await moment(mentorId, rotationId, {
    on: '2026-06-20',
    situation: 'I owned an error',
    competencies: ['professionalism'],
  });
  const interactionId = await vouch.logContact(mentorId, 30, {
    kind: 'feedback',
    note: 'In the corridor. I was nervous.',
    on: dayBefore(30),
  });
  await save('moment/save', {
    id: null,
    fields: { on: dayBefore(30), interactionId, mentorIds: [mentorId], theirWords: 'Lead with the assessment' },
  });
  await save('milestone/save', { id: null, fields: { on: dayBefore(3), kind: 'exam', text: 'Passed Step 2' } });
  return save('letter/save', {
    id: null,
    fields: { mentorId, trackId, isWaived: true, letterIdNumber: '88120455', targetOn: '2027-09-08', answer: 'yes' },
  });
}

async function openPacket(letterId: string): Promise<Page> {
  const page = await vouch.browser.openPage('manifest.json');
  // The system's window for printing would stay open.
  await page.addInitScript(() => {
    window.print = () => {
      document.documentElement.dataset.printedAs = document.title;
    };
  });
  await page.goto(vouch.browser.url(`${DASHBOARD}#/packet/${letterId}`));
  return page;
}

const paperOf = (page: Page) => page.locator('.packet-paper');
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

async function violationsIn(page: Page): Promise<string[]> {
  const { violations } = await page.evaluate(() => axe.run(document, { resultTypes: ['violations'] }));
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
}

/** How many pages a PDF has. */
const pagesIn = (pdf: Buffer) => pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;

describe('a packet', () => {
  test('says who, how, what was seen in strength and not in time, and how the letter gets in', async () => {
    const page = await openPacket(await aWriter());
    await paperOf(page).waitFor();
    const text = await paperOf(page).innerText();
    for (const said of [
      ...[
        'Jordan Okafor',
        'Class of 2028',
        'Elena Rivera, MD',
        'Internal Medicine',
        'Primary care',
        'June 2026',
        '18 days',
      ],
      ...[
        'Well done',
        'Lead with the assessment',
        'Passed Step 2',
        '88120455',
        'September 8, 2027',
        word('packetWaived'),
      ],
      ...[word('packetItemCv'), word('packetStep_aamc_link'), 'Medicine wards, 2026'],
    ]) {
      expect(text).toContain(said);
    }
    // The strong one was on a later day than the small one.
    expect(text.indexOf('Halloway')).toBeLessThan(text.indexOf('pharmacy'));
    expect(text).not.toContain('June 9');
    // Quoted is what they said; what the student noted for themselves stays with them until it is chosen.
    expect(text).toContain('“Lead with the assessment”');
    expect(text).not.toContain('corridor');
    // The months of a rotation go with one click, and come back.
    const months = page.getByRole('checkbox', { name: word('packetMonths') });
    await months.uncheck();
    await vi.waitFor(async () => expect(await paperOf(page).innerText()).not.toContain('June 2026'), PATIENCE);
    expect(await paperOf(page).innerText()).toContain('2026');
    await months.check();
    for (const media of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: media, reducedMotion: 'reduce' });
      await page.evaluate(AXE);
      expect(await violationsIn(page)).toEqual([]);
    }
    // With a part of the choices open, a line being changed, and the question before printing.
    await page.getByText(word('packetSaw')).first().click();
    await page.getByRole('button', { name: word('packetEditFor', { what: 'I owned an error.' }) }).click();
    expect(await violationsIn(page)).toEqual([]);
    await button(page, word('packetPrint')).click();
    await page.getByRole('dialog').waitFor();
    expect(await violationsIn(page)).toEqual([]);
    await page.keyboard.press('Escape');
    // The paper is drawn to fit, also once there is less room.
    const laidOut = () => page.locator('.packet-laid').evaluate(copy => copy.getBoundingClientRect().height);
    const height = await laidOut();
    await page.setViewportSize({ width: 380, height: 800 });
    const isTooWide = () => document.documentElement.scrollWidth > document.documentElement.clientWidth;
    await vi.waitFor(async () => expect(await page.evaluate(isTooWide)).toBe(false), PATIENCE);
    // It prints as it did: the copy whose pages are counted is none of a narrow screen.
    expect(await laidOut()).toBe(height);
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.emulateMedia({ media: 'print' });
    const pages = pagesIn(await page.pdf({ preferCSSPageSize: true }));
    expect(pages).toBeGreaterThanOrEqual(1);
    expect(pages).toBeLessThanOrEqual(2);
    expect(await page.locator('.packet-side').isVisible()).toBe(false);
    expect(await page.getByRole('navigation').isVisible()).toBe(false);
  });

  test('is looked through for patients before it is printed, and keeps what was decided', async () => {
    const letterId = await aWriter();
    let page = await openPacket(letterId);
    await button(page, word('packetPrint')).click();
    const gate = page.getByRole('dialog');
    await gate.getByText('Mrs. Halloway').first().waitFor();
    expect(await page.evaluate(() => document.documentElement.dataset.printedAs)).toBeUndefined();
    const found = { found: 'on 30 March', words: word('safer_that_day') };
    await gate.getByRole('button', { name: word('privacyWriteFor', found), exact: true }).click();
    await gate
      .getByRole('button', {
        name: word('privacyWriteFor', { found: 'Mrs. Halloway', words: word('safer_the_patient') }),
      })
      .click();
    await gate.getByText(word('packetPrivacyClear')).waitFor();
    await gate.getByRole('button', { name: word('packetPrint') }).click();
    const printedAs = await page.evaluate(() => document.documentElement.dataset.printedAs);
    expect(printedAs).toBe(word('packetFileName', { name: 'Jordan Okafor', writer: 'Elena Rivera' }));
    const clean = 'The patient was afraid that day. I sat with her.';
    expect(await paperOf(page).innerText()).toContain(clean);
    await page.close();

    // The log keeps its own words, and the packet what was chosen for it.
    expect((await vouch.rows('moments')).some(({ situation }) => String(situation).includes('Halloway'))).toBe(true);
    page = await openPacket(letterId);
    await vi.waitFor(async () => expect(await paperOf(page).innerText()).toContain(clean), PATIENCE);
    await button(page, word('packetStartOver')).click();
    await vi.waitFor(async () => expect(await paperOf(page).innerText()).toContain('Halloway'), PATIENCE);
    await button(page, word('packetBringBack')).click();
    await vi.waitFor(async () => expect(await paperOf(page).innerText()).toContain(clean), PATIENCE);
  });

  test('is chosen and put in order by keyboard, and copied in each form', async () => {
    const page = await openPacket(await aWriter());
    await vouch.browser.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.getByText(word('packetSaw')).first().click();
    const small = page.getByRole('checkbox', { name: /pharmacy/ });
    await small.focus();
    await page.keyboard.press('Alt+ArrowUp');
    await vi.waitFor(async () => {
      const text = await paperOf(page).innerText();
      expect(text.indexOf('pharmacy')).toBeLessThan(text.indexOf('Halloway'));
    }, PATIENCE);
    expect(await small.evaluate(element => element === document.activeElement)).toBe(true);
    await page.getByRole('checkbox', { name: /Halloway/ }).uncheck();
    await vi.waitFor(async () => expect(await paperOf(page).innerText()).not.toContain('Halloway'), PATIENCE);

    const copied = async (form: string) => {
      await button(page, word('packetCopy')).click();
      await page.getByRole('menuitem', { name: form }).click();
      await page.getByText(word('packetCopied')).waitFor();
      await button(page, word('actionDismiss')).click();
      return page.evaluate(async () => {
        const [item] = await navigator.clipboard.read();
        const types = item?.types ?? [];
        const each = types.map(async type => [type, await (await item?.getType(type))?.text()] as const);
        return Object.fromEntries(await Promise.all(each));
      });
    };
    expect((await copied(word('packetCopyText')))['text/plain']).toContain(`${word('packetSaw').toUpperCase()}\n\n`);
    expect((await copied(word('packetCopyMarkdown')))['text/plain']).toContain(`## ${word('packetSaw')}\n\n### `);
    const formatted = await copied(word('packetCopyFormatted'));
    expect(formatted['text/html']).toContain(`<h2>${word('packetSaw')}</h2>`);
    expect(formatted['text/plain']).toContain('Jordan Okafor');
  });

  test('is marked as sent, goes with a mail, and is taken back', async () => {
    const page = await openPacket(await aWriter());
    await button(page, word('packetMarkSent')).click();
    await page.getByText(word('packetSentToast', { name: 'Elena Rivera' })).waitFor();
    expect(await vouch.rows('letters')).toMatchObject([{ packetSentOn: dayBefore(0) }]);
    await button(page, word('packetMessage')).click();
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await button(page, word('actionUndo')).click();
    await vi.waitFor(async () => expect(await vouch.rows('letters')).toMatchObject([{ packetSentOn: null }]), PATIENCE);
  });

  test('of somebody without moments says so and is of use; of no letter, it leads back', async () => {
    const mentorId = await vouch.addMentor('Tom Lindqvist');
    const letterId = await save('letter/save', { id: null, fields: { mentorId } });
    const page = await openPacket(letterId);
    await page.getByText(word('packetNoMoments', { name: 'Tom Lindqvist' })).waitFor();
    expect(await paperOf(page).innerText()).toContain(word('packetStep_aamc_mail'));
    await page.goto(vouch.browser.url(`${DASHBOARD}#/packet/nobody`));
    await page.getByText(word('packetNoLetter')).waitFor();
    expect(await page.getByRole('link', { name: word('packetToLetters') }).getAttribute('href')).toBe('#/letters');
  });
});
