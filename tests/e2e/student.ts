import type { Locator, Page } from 'playwright';
import { expect, vi } from 'vitest';
import { instantAt, type LocalDate, type LocalTime } from '../../src/core/dates.ts';
import { isDue, type Reminder } from '../../src/core/reminders/reminder.ts';
import { parseReminder } from '../../src/storage/rows.ts';
import { DASHBOARD, PATIENCE, type StoredRow, tabToElement, type Vouch } from './vouch.ts';
import { type WordKey, word } from './words.ts';

const ZONE = Temporal.Now.timeZoneId();
/** Where pages find by how much their clock is moved; they and the desk have one origin. */
const CLOCK = 'clock-of-a-test';

/** The hands of a student in the dashboard, on days that the test chooses for pages and worker alike. */
export class Student {
  readonly #vouch: Vouch;
  readonly page: Page;
  #today = '';
  #isNewDay = true;
  /** The rules of all that was due whenever it was looked at. */
  readonly met = new Set<Reminder['rule']>();
  /** Every address that a page asked the network for. */
  readonly asked: URL[] = [];

  private constructor(vouch: Vouch, page: Page) {
    this.#vouch = vouch;
    this.page = page;
  }

  static async of(vouch: Vouch): Promise<Student> {
    const { context } = vouch.browser;
    await context.addInitScript(key => {
      const trueNow = Date.now.bind(Date);
      const offset = Number(localStorage.getItem(key) ?? 0);
      Date.now = () => trueNow() + offset;
    }, CLOCK);
    const student = new Student(vouch, await context.newPage());
    await context.route(/^https?:/, route => {
      student.asked.push(new URL(route.request().url()));
      return route.fulfill({ contentType: 'text/html', body: '<p>The mail of a test</p>' });
    });
    return student;
  }

  get today(): string {
    return this.#today;
  }

  /** Ten in the morning of that day, as the worker and every page see it; the worker looks what is due, as an alarm would have it do. */
  async goOnTo(day: string): Promise<void> {
    this.#today = day;
    this.#isNewDay = true;
    const offset = this.#at('10:00') - Date.now();
    const worker = await this.#vouch.browser.worker();
    await worker.evaluate(given => {
      const clock = globalThis as unknown as { trueNow?: () => number };
      clock.trueNow ??= Date.now.bind(Date);
      const { trueNow } = clock;
      Date.now = () => trueNow() + given;
    }, offset);
    await this.#vouch.desk.evaluate(([key, given]) => localStorage.setItem(key, given), [CLOCK, `${offset}`] as const);
    await this.#vouch.knock();
  }

  /** Opens a place of the dashboard; on a new day the page is opened anew. */
  async goTo(place: string): Promise<void> {
    if (this.#isNewDay) await this.page.goto('about:blank');
    this.#isNewDay = false;
    await this.page.goto(this.#vouch.browser.url(`${DASHBOARD}#${place}`));
  }

  #at(time: string): number {
    return instantAt(this.#today as LocalDate, time as LocalTime, ZONE); // a test writes its days as they are stored
  }

  /** What is due now, by id. */
  async due(): Promise<Reminder[]> {
    const reminders = (await this.#vouch.rows('reminders')).map(parseReminder).filter(one => one !== null);
    return reminders.filter(one => isDue(one, this.#at('10:59'))).sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  /** Holds what is due against these lines, in any order, and nothing besides; see `lineOf`. */
  async isReminded(lines: readonly string[]): Promise<void> {
    await vi.waitFor(async () => {
      const due = await this.due();
      expect((await this.#lines(due)).toSorted(), `on ${this.#today}`).toEqual(lines.toSorted());
      for (const { rule } of due) this.met.add(rule);
    }, PATIENCE);
  }

  /** Every reminder whose day came so far and that is recorded: the day it was due, its line, and what became of it. */
  async reminders(): Promise<string[]> {
    const rows = (await this.#vouch.rows('reminders')).map(parseReminder).filter(one => one !== null);
    const past = rows.filter(({ dueOn }) => dueOn <= this.#today);
    const lines = await this.#lines(past);
    return past.map(({ dueOn, state }, index) => `${dueOn} ${lines[index]} (${state})`).toSorted();
  }

  async #lines(reminders: readonly Reminder[]): Promise<string[]> {
    const names = new Map((await this.#vouch.rows('mentors')).map(({ id, name }) => [id, String(name)]));
    return reminders.map(one => lineOf(one, one.mentorId === null ? null : (names.get(one.mentorId) ?? null)));
  }

  /** Waits until a table holds a record like this. @returns It. */
  async has(table: string, like: object): Promise<StoredRow> {
    return vi.waitFor(async () => {
      const rows = await this.#vouch.rows(table);
      const found = rows.find(row => expect.objectContaining(like).asymmetricMatch(row));
      if (found === undefined) expect(rows).toContainEqual(expect.objectContaining(like));
      return found as StoredRow; // else it was refused
    }, PATIENCE);
  }

  /** The first reminder of that rule on the due page. */
  async reminder(rule: Reminder['rule'], type?: Reminder['reason']['type']): Promise<Locator> {
    const first = (await this.due()).find(one => one.rule === rule && (type === undefined || one.reason.type === type));
    if (first === undefined) throw new Error(`no ${rule} is due on ${this.#today}`);
    await this.goTo('/due');
    return this.page.locator(`[data-due="${first.id}"]`);
  }

  /** Presses a button of a reminder, by the words on it. */
  async answer(rule: Reminder['rule'], action: WordKey, type?: Reminder['reason']['type']): Promise<void> {
    const item = await this.reminder(rule, type);
    await item.getByText(word(action), { exact: true }).click();
  }

  async skip(rule: Reminder['rule']): Promise<void> {
    const item = await this.reminder(rule);
    await item.locator('[aria-haspopup]').last().click();
    await this.page.getByRole('menuitem', { name: word('dueSkip') }).click();
  }

  field(key: WordKey, within: Page | Locator = this.page): Locator {
    return within.getByLabel(word(key), { exact: true });
  }

  button(key: WordKey, within: Page | Locator = this.page): Locator {
    return within.getByRole('button', { name: word(key), exact: true });
  }

  get dialog(): Locator {
    return this.page.getByRole('dialog');
  }

  /** Presses the button at the foot of the open window, which closes it. */
  async closeWith(key: WordKey): Promise<void> {
    await this.button(key, this.dialog).click();
    await this.dialog.waitFor({ state: 'detached' });
  }

  /** Logs something on the mentor's page, or plans it, for a day and time to come. */
  async log(mentorId: string, kind: string, note = '', when: { on: string; time: string } | null = null) {
    const before = new Set((await this.#vouch.rows('interactions')).map(({ id }) => id));
    await this.goTo(`/mentors/${mentorId}`);
    await this.button('mentorLog').first().click();
    await this.field('formKind', this.dialog).selectOption(kind);
    await this.field('formNote', this.dialog).fill(note);
    if (when !== null) {
      await this.field('formWhen', this.dialog).fill(when.on);
      await this.field('formTime', this.dialog).fill(when.time);
    }
    await this.closeWith('actionSave');
    await vi.waitFor(async () => {
      const entries = await this.#vouch.rows('interactions');
      expect(entries.filter(one => !before.has(one.id))).toMatchObject([{ kind, note, mentorIds: [mentorId] }]);
    }, PATIENCE);
  }

  /** Puts down on the mentor's page what is to be done after something that happened. */
  async followUp(mentorId: string, title: string, text: string, on: string): Promise<void> {
    await this.goTo(`/mentors/${mentorId}`);
    await this.page.getByRole('button', { name: word('entryMore', { title }), exact: true }).click();
    await this.page.getByRole('menuitem', { name: word('entryFollowUp') }).click();
    await this.field('ownText', this.dialog).fill(text);
    await this.field('ownWhen', this.dialog).first().fill(on);
    await this.closeWith('actionSave');
    await this.page.getByText(text).first().waitFor();
  }

  /** Writes a reminder of the student's own. */
  async remember(text: string, on: string): Promise<void> {
    await this.goTo('/due');
    await this.button('ownNew').click();
    await this.field('ownText', this.dialog).fill(text);
    await this.field('ownWhen', this.dialog).first().fill(on);
    await this.closeWith('actionSave');
    await this.has('reminders', { rule: 'own', dueOn: on, state: 'due' });
  }

  /** Writes the message that a reminder asks for, opens it as a draft in Gmail, and logs it as sent. @returns Its text as it was proposed. */
  async write(rule: Reminder['rule'], action: WordKey, text: string): Promise<string> {
    await this.answer(rule, action, rule === 'outcome' ? 'outcome-tell' : undefined);
    const body = this.dialog.getByRole('textbox', { name: word('draftBody'), exact: true });
    const proposed = await body.inputValue();
    await body.fill(text);
    const draft = this.page.context().waitForEvent('page');
    await this.dialog.getByRole('link', { name: word('messageOpen'), exact: true }).click();
    const shown = await draft;
    await vi.waitFor(() => expect(this.asked.at(-1)?.searchParams.get('body')).toBe(text), PATIENCE);
    expect(this.asked.at(-1)?.origin).toBe('https://mail.google.com');
    await shown.close();
    await this.closeWith('messageLog');
    return proposed;
  }

  /** Moves a letter on over the board, by keyboard alone. */
  async moveOn(letterId: string, columns: readonly WordKey[]): Promise<void> {
    await this.goTo('/letters');
    const card = this.page.locator(`[data-letter="${letterId}"]`);
    expect(await tabToElement(this.page, card)).toBe(true);
    for (const key of columns) {
      await this.page.keyboard.press('Shift+ArrowRight');
      const column = this.page.locator('.letter-column', {
        has: this.page.locator('.letter-column-head', { hasText: word(key) }),
      });
      await column.locator(`[data-letter="${letterId}"]`).waitFor();
    }
  }

  /** Gives a program a letter in the matrix of its track, by keyboard. */
  async assign(track: string, program: string, writer: string): Promise<void> {
    await this.goTo('/programs/letters');
    await this.field('matrixTrack').selectOption({ label: track });
    const box = this.page.getByRole('checkbox', { name: word('matrixCell', { program, writer }), exact: true });
    expect(await tabToElement(this.page, box)).toBe(true);
    await this.page.keyboard.press('Space');
  }
}

/** A reminder in a line: its rule, with the step where it has several, and whom or what it is about. */
function lineOf({ rule, reason }: Reminder, mentor: string | null): string {
  switch (reason.type) {
    case 'reply':
      return `reply ${reason.step}: ${mentor}`;
    case 'backup':
      return `backup, ${reason.step}: ${mentor}`;
    case 'nudge-decide':
      return `nudge, decide: ${mentor}`;
    case 'feedback':
      return `feedback: ${reason.rotationName}`;
    case 'outcome-ask':
    case 'outcome-soap':
    case 'outcome-tell':
      return `${reason.type}: ${reason.trackName}`;
    case 'program-deadline':
      return `program-deadline ${reason.daysBefore}: ${reason.name}`;
    case 'own':
      return `own: ${reason.text}`;
    default:
      return `${rule}: ${mentor}`;
  }
}
