import type { Page } from 'playwright';
import type { Moment } from '../../src/core/moment.ts';
import { NO_CHOICES } from '../../src/core/packet/choices.ts';
import { type PacketFacts, packetFor } from '../../src/core/packet/packet.ts';
import { type PacketWords, packetFindings, sheetSections } from '../../src/core/packet/sheet.ts';
import { identifierFinder } from '../../src/core/patient-privacy.ts';
import { parseProfile } from '../../src/core/profile.ts';
import { day, letter, mentor, moment } from '../core/records.ts';
import { launchChromium } from '../support/chromium.ts';
import { seedRows } from './seed.ts';

/** A busy applicant: three tracks in two services, and a log of two years behind it. */
const INTERACTIONS = 100_000;
const MENTORS = 60;
const LETTERS = 60;
const PROGRAMS = 300;
const MOMENTS = 2000;

/** Medians in milliseconds. */
export interface LetterTimes {
  /** The floor: a page with nothing but one module, from the start of its navigation. */
  readonly blankMs: number;
  /**
   * By page, from the start of its navigation to the student's own records being in it; of the packet to the paper, and to
   * the moments on it, which are chosen from all.
   */
  readonly pagesMs: Readonly<Record<keyof typeof PAGES | 'packet' | 'packetMoments', number>>;
  /** From a key, a drag or a drop to what it does being laid out. */
  readonly answersMs: Readonly<Record<keyof typeof ANSWERS | 'over' | 'drop', number>>;
  /** A packet of all moments with its sentences and its privacy check, made in Node. */
  readonly packetMs: number;
}

/** Where each page is, and what is there once it shows the student's records. */
const PAGES = {
  board: ['#/letters', '[data-letter]'],
  plan: ['#/plan', '[data-track] [data-slot]'],
  programs: ['#/programs', '[data-at]'],
  matrix: ['#/programs/letters', '.matrix-box'],
} as const;

/** What a packet shows once it is drawn, and once the moments are in it. */
const PAPER_SIGN = '.packet-paper .sheet-upload .sheet-words';
const PACKET_SIGN = '.packet-paper .sheet-saw .sheet-words';

/** Where a key is pressed, which, and the text or attribute that says what came of it. */
const ANSWERS = {
  /** A card goes to the next column, and back. */
  move: [
    '#/letters',
    '[data-letter=bench-letter-0]',
    ['Shift+ArrowRight', 'Shift+ArrowLeft'],
    ':has(> ul [data-letter=bench-letter-0])@data-column',
  ],
  /** The focus goes to the card below, and back. */
  walk: [
    '#/letters',
    '[data-column=ask] li:nth-child(2) [data-letter]',
    ['ArrowDown', 'ArrowUp'],
    ':focus@data-letter',
  ],
  /** A letter is assigned to a program, and taken away. */
  assign: ['#/programs/letters', '[data-at="2"] [data-column="0"]', ['Space'], '[data-at="2"] .matrix-count'],
  /** The next box of the matrix has the focus, and the one before it. */
  step: ['#/programs/letters', '[data-at="3"] [data-column="3"]', ['ArrowRight', 'ArrowLeft'], ':focus@data-column'],
  /** A program is searched for by its name. */
  search: ['#/programs/letters', '.matrix-tools [type=search]', ['7', 'Backspace'], '.matrix-tools [role=status]'],
  /** A moment is put into other words for one packet. */
  word: ['packet', '.packet-edit textarea', ['x', 'Backspace'], '.packet-paper .sheet-saw .sheet-words'],
} as const;

/** What the pages about letters cost with a whole season in them. */
export async function measureLetters(
  extensionDir: string,
  executablePath: string,
  rounds: number,
): Promise<LetterTimes> {
  const browser = await launchChromium({ extensionDir, executablePath, headless: true });
  try {
    const desk = await browser.openPage('blank.html');
    await ask(desk, 'settings/save', { hasQuietHours: false });
    await seedRows(desk, INTERACTIONS, MENTORS);
    const packetPath = `#/packet/${await seedSeason(desk)}`;
    const shown = async (path: string, sign: string): Promise<{ page: Page; at: number }> => {
      const page = await browser.context.newPage();
      await page.addInitScript(wanted => {
        const observer = new MutationObserver(() => {
          if (document.querySelector(wanted) === null) return;
          observer.disconnect();
          performance.mark('bench:shown');
        });
        observer.observe(document, { subtree: true, childList: true });
      }, sign);
      await page.goto(browser.url(`src/ui/dashboard/index.html${path}`));
      return { page, at: await markOf(page, 'bench:shown') };
    };
    const blanks: number[] = [];
    const pages = [
      ...Object.entries(PAGES),
      ['packet', [packetPath, PAPER_SIGN]] as const,
      ['packetMoments', [packetPath, PACKET_SIGN]] as const,
    ];
    const shownMs = new Map<string, number[]>(pages.map(([name]) => [name, []]));
    for (let round = 0; round < rounds; round += 1) {
      const blank = await browser.openPage('blank.html');
      blanks.push(await markOf(blank, 'blank:ready'));
      await blank.close();
      for (const [name, [path, sign]] of pages) {
        const { page, at } = await shown(path, sign);
        shownMs.get(name)?.push(at);
        await page.close();
      }
    }
    const answersMs = new Map<string, number[]>();
    for (const [name, [path, selector, keys, said]] of Object.entries(ANSWERS)) {
      const isPacket = path === 'packet';
      const { page } = await shown(isPacket ? packetPath : path, isPacket ? PACKET_SIGN : selector);
      if (isPacket) await openFirstMoment(page);
      await page.locator(selector).first().focus();
      const took: number[] = [];
      // One round more: the first is slower than any that follows, once.
      for (let round = 0; round <= rounds; round += 1) {
        took.push(await answered(page, keys[round % keys.length] ?? keys[0], said));
        // What is written after it, and drawn again from storage, is over before the next.
        await page.waitForTimeout(250);
      }
      answersMs.set(name, took.slice(1));
      await page.close();
    }
    const { page: board } = await shown(...PAGES.board);
    const drags = await dragged(board, rounds);
    answersMs.set('over', drags.over).set('drop', drags.drop);
    await board.close();
    const medianOf = (map: ReadonlyMap<string, readonly number[]>) =>
      Object.fromEntries([...map].map(([name, list]) => [name, median(list)]));
    return {
      blankMs: median(blanks),
      // Both have exactly the names above.
      pagesMs: medianOf(shownMs) as LetterTimes['pagesMs'],
      answersMs: medianOf(answersMs) as LetterTimes['answersMs'],
      packetMs: median(Array.from({ length: rounds }, packetInNode)),
    };
  } finally {
    await browser.close();
  }
}

/** The columns between which a card is dragged. */
const DRAGGED_BETWEEN = ['ask', 'answer'] as const;

/** Drags a card to the next column and back, as a person does. @returns Milliseconds, each time, to the column showing that it is under the card, and to the card being in it. */
async function dragged(page: Page, rounds: number): Promise<{ readonly over: number[]; readonly drop: number[] }> {
  const { mouse } = page;
  // Large enough for both columns and all their cards.
  await page.setViewportSize({ width: 2400, height: 2400 });
  const over: number[] = [];
  const drop: number[] = [];
  const middleOf = async (selector: string) => {
    const box = await page.locator(selector).boundingBox();
    if (box === null) throw new Error(`${selector} is not drawn`);
    return [box.x + box.width / 2, box.y + box.height / 2] as const;
  };
  // One round more: the first is slower than any that follows, once.
  for (let round = 0; round <= rounds; round += 1) {
    const column = `[data-column=${DRAGGED_BETWEEN[(round + 1) % 2]}]`;
    await mouse.move(...(await middleOf('[data-letter=bench-letter-0]')));
    await mouse.down();
    const [x, y] = await middleOf(`${column} .letter-column-head`);
    const carry = async () => {
      await mouse.move(x, y, { steps: 4 });
      // The first moves begin the drag; one more is over the column.
      await mouse.move(x + 4, y + 4, { steps: 2 });
    };
    over.push(await answerTo(page, carry, `${column}@data-over`));
    drop.push(await answerTo(page, () => mouse.up(), ':has(> ul [data-letter=bench-letter-0])@data-column'));
    await page.waitForTimeout(250);
  }
  return { over: over.slice(1), drop: drop.slice(1) };
}

/** Opens the words of the first moment that goes in, which is the first that prints. */
async function openFirstMoment(page: Page): Promise<void> {
  const part = page.locator('.packet-part[data-section=saw]');
  await part.locator('summary').click();
  await part.locator('.packet-tools button').first().click();
  await page.locator('.packet-edit textarea').focus();
}

/** Runs in the page: marks the answer to the next key once it is there. As text, since tsx names functions by a helper of its own. */
const LISTEN = `([selector, attribute]) => {
  const read = () => {
    const element = document.querySelector(selector);
    return attribute === undefined ? element?.textContent : element?.getAttribute(attribute);
  };
  const before = read();
  const stop = new AbortController();
  performance.clearMarks('bench:answered');
  let since = 0;
  addEventListener('keydown', event => { since = event.timeStamp; }, { capture: true, signal: stop.signal });
  // A box answers Space as the key goes up.
  addEventListener('keyup', event => { if (event.key === ' ') since = event.timeStamp; }, { capture: true, signal: stop.signal });
  for (const type of ['dragenter', 'dragover', 'drop']) {
    addEventListener(type, event => { since = event.timeStamp; }, { capture: true, signal: stop.signal });
  }
  const look = () => {
    const now = read();
    if (stop.signal.aborted || since === 0 || now === undefined || now === null || now === before) return;
    // Laid out too, as the next frame needs it.
    document.body.getBoundingClientRect();
    performance.mark('bench:answered', { detail: performance.now() - since });
    stop.abort();
    observer.disconnect();
  };
  const observer = new MutationObserver(look);
  observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  addEventListener('focusin', look, { signal: stop.signal });
}`;

/** Presses a key as a person does. */
async function answered(page: Page, key: string, said: string): Promise<number> {
  return answerTo(page, () => page.keyboard.press(key), said);
}

/**
 * Does what a person does with a key or the pointer.
 *
 * @param said - Where the answer stands: a selector, for its text, or for an attribute after an `@`.
 * @returns Milliseconds from the event reaching the page to the answer being there and laid out.
 */
async function answerTo(page: Page, act: () => Promise<void>, said: string): Promise<number> {
  await page.evaluate(`(${LISTEN})(${JSON.stringify(said.split('@'))})`);
  await act();
  await page.waitForFunction(() => performance.getEntriesByName('bench:answered').length > 0, null, { polling: 20 });
  return page.evaluate(() => {
    const [entry] = performance.getEntriesByName('bench:answered');
    return entry instanceof PerformanceMark && typeof entry.detail === 'number' ? entry.detail : Number.NaN;
  });
}

/** Milliseconds from the start of the page's navigation to the mark. */
async function markOf(page: Page, name: string): Promise<number> {
  await page.waitForFunction(mark => performance.getEntriesByName(mark).length > 0, name, { polling: 5 });
  return page.evaluate(mark => performance.getEntriesByName(mark)[0]?.startTime ?? Number.NaN, name);
}

/** Words as short as the interface's. */
const WORDS: PacketWords = {
  section: id => id,
  group: id => id,
  item: content => ({
    label: '',
    text: content.type === 'moment' ? `${content.moment.situation} ${content.moment.whatIDid}` : content.type,
  }),
  note: (rotationName, year) => [rotationName, year].filter(Boolean).join(', '),
};

/** Milliseconds for a packet from all the moments, with every one of them printed and checked. */
function packetInNode(): number {
  const moments = momentFields().map((fields, index) => moment({ ...fields, id: `m${index}` }));
  const facts: PacketFacts = {
    ...{
      letter: letter(),
      profile: parseProfile(null),
      mentor: mentor(),
      contact: null,
      track: null,
      tracks: [],
      plan: null,
    },
    ...{ rotations: [], moments, milestones: [], feedback: [], firstContactOn: null },
    ...{ today: day('2027-07-01'), headings: 'competencies', hasMonths: true },
  };
  const isIn = Object.fromEntries(moments.map(({ id }) => [`moment:${id}`, true]));
  const started = performance.now();
  const sections = sheetSections(packetFor(facts), { ...NO_CHOICES, isIn }, WORDS);
  packetFindings(sections, [], identifierFinder(['Example Hospital']));
  return performance.now() - started;
}

/** A season's records beside the log. @returns The id of a letter whose writer saw all the moments. */
async function seedSeason(desk: Page): Promise<string> {
  const id = (kind: string, index: number) => `bench-${kind}-${index}`;
  const services = ['eras', 'residencycas', 'eras'] as const;
  const dated = (on: string) => ({ on, confidence: 'estimated' });
  const plans = ['eras', 'residencycas'].map((service, index) => ({
    table: 'plans',
    id: id('plan', index),
    isNew: true,
    fields: { season: '2028', service, opensOn: dated('2027-06-02'), reviewFromOn: dated('2027-09-22') },
  }));
  const tracks = services.map((service, index) => ({
    table: 'tracks',
    id: id('track', index),
    isNew: true,
    fields: {
      planId: id('plan', service === 'eras' ? 0 : 1),
      name: `Track ${index}`,
      specialty: index === 1 ? 'Emergency medicine' : 'Internal medicine',
      service,
    },
  }));
  const facts = ['askedOn', 'answeredOn', 'packetSentOn', 'requestedOn', 'receivedOn', 'visibleOn', 'thankedOn'];
  const letters = Array.from({ length: LETTERS }, (_, index) => {
    const known = facts.slice(0, index % 8);
    return {
      table: 'letters',
      id: id('letter', index),
      isNew: true,
      fields: {
        mentorId: `mentor-${index % MENTORS}`,
        trackId: id('track', index % 3),
        service: services[index % 3],
        ...Object.fromEntries(known.map((fact, at) => [fact, `2027-0${at + 1}-10`])),
        ...(known.includes('answeredOn') ? { answer: 'yes' } : {}),
      },
    };
  });
  const slots = tracks.flatMap((track, of) =>
    Array.from({ length: 4 }, (_, position) => ({
      table: 'slots',
      id: id('slot', of * 4 + position),
      isNew: true,
      fields: { trackId: track.id, position, letterId: id('letter', of + 3 * position) },
    })),
  );
  const programs = Array.from({ length: PROGRAMS }, (_, index) => ({
    table: 'programs',
    id: id('program', index),
    isNew: true,
    fields: {
      name: `Program ${index}`,
      trackId: id('track', index % 3),
      deadlineOn: '2027-10-01',
      priority: 1 + (index % 9),
    },
  }));
  const assignments = programs.flatMap(({ id: programId }, index) =>
    // Received ones of its track; room is left for more.
    [15, 18].map(at => ({ programId, letterId: id('letter', at + (index % 3)) })),
  );
  const moments = momentFields().map((fields, index) => ({
    table: 'moments',
    id: id('moment', index),
    isNew: true,
    fields,
  }));
  const saves = [...plans, ...tracks, ...letters, ...slots, ...programs];
  await ask(desk, 'records/save', { saves, assignments, removals: [] });
  await ask(desk, 'records/save', { saves: moments, assignments: [], removals: [] });
  return id('letter', 0);
}

const SEEN: readonly Moment['competencies'][] = [['patient-care'], ['professionalism', 'medical-knowledge'], []];

/** What one writer saw. */
function momentFields() {
  return Array.from({ length: MOMENTS }, (_, index) => ({
    on: day(`2026-0${1 + (index % 9)}-1${index % 10}`),
    mentorIds: ['mentor-0'],
    situation: `Rounds on a full ward, day ${index}`,
    whatIDid: 'Presented the plan, and changed it when the team knew more.',
    theirWords: index % 3 === 0 ? 'Clear and prepared' : '',
    competencies: SEEN[index % 3] ?? [],
    isStrong: index % 10 === 0,
  }));
}

async function ask(page: Page, name: string, request: object): Promise<void> {
  const answer: unknown = await page.evaluate(
    `chrome.runtime.sendMessage(${JSON.stringify({ to: 'vouch', name, request })})`,
  );
  if (typeof answer !== 'object' || answer === null || !('ok' in answer) || answer.ok !== true) {
    throw new Error(`${name} answered ${JSON.stringify(answer)}`);
  }
}

function median(list: readonly number[]): number {
  const sorted = list.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
