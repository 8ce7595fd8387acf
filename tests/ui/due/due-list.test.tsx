import '../../support/extension-api.ts';
import { render } from 'preact';
import { useState } from 'preact/hooks';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { parseProfile } from '../../../src/core/profile.ts';
import type { Reminder } from '../../../src/core/reminders/reminder.ts';
import { parseSettings } from '../../../src/core/settings.ts';
import type { DueReminder } from '../../../src/storage/index.ts';
import { LateDueMessage } from '../../../src/ui/drafts/LateDueMessage.tsx';
import { DueList } from '../../../src/ui/due/DueList.tsx';
import type { Toasts } from '../../../src/ui/hooks/use-toast.ts';
import { day, mentor, newYork, reminder, time } from '../../core/records.ts';

/** A Thursday afternoon. */
const NOW = newYork('2026-03-05 14:00');
const PATIENCE = { timeout: 20_000, interval: 20 };

const { asked, clock } = vi.hoisted(() => ({ asked: [] as [string, object][], clock: { at: 0 } }));
vi.mock('../../../src/platform/clock.ts', () => ({ now: () => clock.at, timeZone: () => 'America/New_York' }));
vi.mock('../../../src/platform/messaging.ts', () => ({
  call: async (name: string, request: object) => {
    asked.push([name, request]);
    return { ok: true, value: { id: 'x', undoId: 'u', untilOn: '2026-03-07' } };
  },
}));
vi.mock('../../../src/ui/hooks/reader.ts', () => {
  const nothing = async () => [];
  const opened = {
    ...Object.fromEntries(
      ['rotations', 'letters', 'tracks', 'plans', 'templates', 'momentsWith', 'timeline', 'remindersAbout'].map(
        name => [name, nothing],
      ),
    ),
    settings: async () => ({ ...parseSettings({}), mailService: 'mail-program' }),
    profile: async () => ({ ...parseProfile({}), name: 'Robin Keller' }),
    milestones: async () => [
      { id: 'n1', on: '2026-03-01', text: 'Gave a talk' },
      { id: 'n2', on: '2026-01-01', text: 'Old news' },
    ],
    lastContact: async () => ({ when: { type: 'days', startsOn: '2026-02-01', endsOn: '2026-02-01' } }),
    mentor: async (id: string) => [ELENA, TOM].find(one => one.id === id) ?? null,
    mentors: nothing,
    mentorsById: nothing,
    reminder: async () => checkIn.reminder,
    keptForm: async () => null,
    watch: (ask: (reader: object) => Promise<unknown>, tell: (value: unknown) => void) => {
      void ask(opened).then(tell);
      return () => {};
    },
  };
  return { reader: async () => opened };
});

const ELENA = mentor({ id: 'm1', name: 'Elena Rivera', credentials: 'MD', emails: ['elena@clinic.example'] });
const TOM = mentor({ id: 'm2', name: 'Tom Lindqvist' });
const checkIn: DueReminder = {
  mentor: ELENA,
  reminder: reminder({
    id: 'a',
    dueOn: day('2026-03-02'),
    reason: { type: 'last-contact', since: day('2026-02-01'), rhythmDays: 28 },
  }),
};
const question: DueReminder = {
  mentor: TOM,
  reminder: reminder({
    id: 'b',
    rule: 'did-it-happen',
    mentorId: 'm2',
    dueOn: day('2026-03-05'),
    reason: { type: 'planned-over', since: day('2026-03-05'), title: 'Coffee', interactionId: 'i1' },
  }),
};
const own: DueReminder = {
  mentor: null,
  reminder: reminder({
    id: 'c',
    rule: 'own',
    scope: 'own:c',
    mentorId: null,
    dueOn: day('2026-03-05'),
    dueTime: time('10:00'),
    reason: { type: 'own', since: day('2026-03-05'), text: 'Send the form' },
  }),
};

let root: HTMLElement;
let setItems: (due: readonly DueReminder[]) => void;
const logged: [string, string][] = [];
const opened: string[] = [];
const onEmptied = vi.fn();
const told: string[] = [];
const toasts: Toasts = {
  toast: null,
  dismiss: () => {},
  told: ({ ok }, text) => {
    told.push(text);
    return ok;
  },
  say: () => {},
  fail: () => {},
};

beforeEach(() => {
  clock.at = NOW;
  asked.length = 0;
  told.length = 0;
  logged.length = 0;
  opened.length = 0;
  onEmptied.mockClear();
  root = document.body.appendChild(document.createElement('div'));
});
afterEach(() => {
  render(null, root);
  root.remove();
});

/** @param writesHere - Whether the page stays open while a message is written; a popup does not. */
function show(first: readonly DueReminder[], writesHere = true) {
  function Shown() {
    const [due, setDue] = useState(first);
    setItems = setDue;
    return due.length === 0 ? null : (
      <DueList
        due={due}
        toasts={toasts}
        Message={writesHere ? LateDueMessage : undefined}
        onLog={(id: string, { rule }: Reminder) => logged.push([id, rule])}
        onGo={path => opened.push(path)}
        onEmptied={onEmptied}
      />
    );
  }
  render(<Shown />, root);
}
const item = (id: string) => root.querySelector<HTMLElement>(`[data-due="${id}"]`)!;
const words = (of: Element) => of.getAttribute('aria-label') ?? of.textContent;
function button(name: string | RegExp, within: Element = root): HTMLElement {
  const all = [...within.querySelectorAll<HTMLElement>('button, [role=menuitem]')];
  const found = all.find(one => (typeof name === 'string' ? words(one) === name : name.test(words(one) ?? '')));
  if (found === undefined) throw new Error(`no button ${name} among: ${all.map(words).join(' | ')}`);
  return found;
}
/** Until what was asked for is drawn, and what follows a drawing was done. */
const next = () => new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve, 20)));
async function press(key: string, at: Element = document.activeElement ?? document.body) {
  at.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
  await next();
}
async function dialog(): Promise<HTMLDialogElement> {
  await vi.waitFor(() => expect(root.querySelector('dialog')).not.toBeNull(), PATIENCE);
  return root.querySelector('dialog')!;
}
async function fill(field: HTMLInputElement | HTMLTextAreaElement, text: string) {
  field.value = text;
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  await next();
}
async function submit(within: Element) {
  within.querySelector('form')?.requestSubmit();
  await next();
}

test('says who, why, how late, and what may be done, the next action first', () => {
  show([checkIn, question, own]);
  expect(item('a').textContent).toContain('Elena Rivera');
  expect(item('a').textContent).toContain('5 weeks since you were last in touch; your rhythm is 4 weeks.');
  expect(item('a').querySelector('.due-late')?.textContent).toBe('3 days late');
  expect([...item('a').querySelectorAll('.due-actions > .button')].map(one => one.textContent)).toEqual([
    'Draft an update',
    'Log',
    'Done',
  ]);
  expect(item('b').querySelector('.due-late')).toBeNull();
  expect([...item('b').querySelectorAll('.due-actions > .button')].map(one => one.textContent)).toEqual([
    'It happened',
    'Moved…',
    'It was cancelled',
  ]);
  expect(item('c').textContent).toContain('Send the form');
});

test('every button’s name begins with the words on it, and says what it is about', () => {
  show([checkIn, question, own]);
  for (const one of root.querySelectorAll('.due-actions > .button, .due-menus > .button')) {
    const name = one.getAttribute('aria-label') ?? '';
    // "Log" stands within "Log an interaction with …".
    expect(name.startsWith(one.textContent?.replace('…', '') ?? '')).toBe(true);
    expect(name).toMatch(/Elena Rivera|Tom Lindqvist|Send the form/);
  }
});

test('done, skipped and snoozed with one press each', async () => {
  show([checkIn]);
  button('Done: Check in with Elena Rivera').click();
  button('Skip this time').click();
  button(/^Tonight/).click();
  button(/^Tomorrow/).click();
  button(/^Next week/).click();
  await next();
  expect(asked).toEqual([
    ['reminder/done', { id: 'a' }],
    ['reminder/skip', { id: 'a' }],
    ['reminder/snooze', { id: 'a', untilOn: '2026-03-05', time: '18:00' }],
    ['reminder/snooze', { id: 'a', untilOn: '2026-03-06', time: null }],
    ['reminder/snooze', { id: 'a', untilOn: '2026-03-09', time: null }],
  ]);
});

test('says until which day it was put off, not for which day that was asked', async () => {
  show([checkIn]);
  button(/^Tonight/).click();
  await next();
  expect(told).toEqual(['Elena Rivera: snoozed until Sat, Mar 7.']);
});

test('a step cannot be put off until its next one has come', async () => {
  const endsAt = newYork('2026-03-09 09:00', '-04:00');
  show([{ ...checkIn, reminder: { ...checkIn.reminder, endsAt } }]);
  expect(() => button(/^Next week/)).toThrow('no button');
  button('A date…').click();
  const shown = await dialog();
  const field = shown.querySelector<HTMLInputElement>('[type=date]')!;
  await fill(field, '2026-03-09');
  expect(shown.textContent).toContain('Its next step comes on Monday, March 9, 2026. Choose a day before that.');
  await submit(shown);
  expect(asked).toEqual([]);
  await fill(field, '2026-03-08');
  await submit(shown);
  expect(asked).toEqual([['reminder/snooze', { id: 'a', untilOn: '2026-03-08', time: null }]]);
});

test('tonight is not offered when it has begun', () => {
  clock.at = newYork('2026-03-05 18:00');
  show([checkIn]);
  expect(() => button(/^Tonight/)).toThrow('no button');
});

test('snoozed in plain words, with the day that was understood shown before', async () => {
  show([checkIn]);
  button('In plain words…').click();
  const shown = await dialog();
  const field = shown.querySelector<HTMLInputElement>('input')!;
  const status = () => shown.querySelector('.when-understood')?.textContent;
  await vi.waitFor(async () => {
    await fill(field, 'in 3 weeks');
    expect(status()).toBe('Thursday, March 26, 2026, in the morning');
  }, PATIENCE);
  await fill(field, 'banana');
  expect(status()).toBe('');
  expect(shown.textContent).toContain('Vouch does not understand this as a day yet.');
  await submit(shown);
  await fill(field, 'yesterday');
  expect(shown.textContent).toContain('is over already. Give a later time.');
  await submit(shown);
  expect(asked).toEqual([]);
  await fill(field, 'friday 4pm');
  await submit(shown);
  expect(asked).toEqual([['reminder/snooze', { id: 'a', untilOn: '2026-03-06', time: '16:00' }]]);
  expect(root.querySelector('dialog')).toBeNull();
});

test('snoozed until a date, which has to lie ahead', async () => {
  show([checkIn]);
  button('A date…').click();
  const shown = await dialog();
  await submit(shown);
  expect(shown.textContent).toContain('Give a day.');
  await fill(shown.querySelector<HTMLInputElement>('[type=date]')!, '2026-03-04');
  await submit(shown);
  expect(asked).toEqual([]);
  await fill(shown.querySelector<HTMLInputElement>('[type=date]')!, '2026-04-01');
  await submit(shown);
  expect(asked).toEqual([['reminder/snooze', { id: 'a', untilOn: '2026-04-01', time: null }]]);
});

test('it happened, with what was said, or without a word', async () => {
  show([question]);
  button('It happened, Tom Lindqvist').click();
  await next();
  const area = item('b').querySelector('textarea')!;
  expect(document.activeElement).toBe(area);
  await fill(area, ' He will read the draft. ');
  await press('d', area);
  expect(asked).toEqual([]);
  await press('Enter', area);
  expect(asked).toEqual([
    ['interaction/answer', { id: 'i1', answer: { type: 'happened', note: 'He will read the draft.' } }],
  ]);
});

test('it happened can be thought better of', async () => {
  show([question]);
  button('It happened, Tom Lindqvist').click();
  await next();
  await press('Escape', item('b').querySelector('textarea')!);
  expect(item('b').querySelector('textarea')).toBeNull();
  expect(asked).toEqual([]);
});

test('it was cancelled, or moved to a day and time ahead', async () => {
  show([question]);
  button('It was cancelled, Tom Lindqvist').click();
  button('Moved, Tom Lindqvist').click();
  const shown = await dialog();
  await fill(shown.querySelector<HTMLInputElement>('[type=date]')!, '2026-03-20');
  await fill(shown.querySelector<HTMLInputElement>('[type=time]')!, '15:30');
  await submit(shown);
  expect(asked).toEqual([
    ['interaction/answer', { id: 'i1', answer: { type: 'cancelled' } }],
    ['interaction/answer', { id: 'i1', answer: { type: 'moved', on: '2026-03-20', time: '15:30' } }],
  ]);
});

test('pausing the person and changing the rhythm', async () => {
  show([checkIn]);
  button('Pause Elena Rivera…').click();
  await fill((await dialog()).querySelector<HTMLInputElement>('[type=date]')!, '2026-05-01');
  await submit(await dialog());
  button('Change the rhythm…').click();
  await fill((await dialog()).querySelector<HTMLInputElement>('[type=number]')!, '30');
  await submit(await dialog());
  expect(asked).toEqual([
    ['mentor/save', { id: 'm1', fields: { pausedUntilOn: '2026-05-01' } }],
    ['mentor/save', { id: 'm1', fields: { rhythmDays: 30 } }],
  ]);
});

test('a draft greets the person, tells the news since the last contact, and is sent by nobody here', async () => {
  show([checkIn]);
  button('Draft an update: Check in with Elena Rivera').click();
  await vi.waitFor(() => expect(root.querySelector('dialog textarea')).not.toBeNull(), PATIENCE);
  const shown = await dialog();
  const body = shown.querySelector('textarea')?.value ?? '';
  expect(body).toMatch(/^Dear Dr\. Rivera,\n/);
  expect(body).toContain('– Gave a talk');
  expect(body).not.toContain('Old news');
  expect(body).toMatch(/\nRobin Keller$/);
  expect(shown.textContent).toContain('Nothing is sent from here.');
  const link = () => shown.querySelector<HTMLAnchorElement>('a.primary')?.getAttribute('href') ?? '';
  expect(link()).toMatch(/^mailto:elena@clinic\.example\?subject=A%20short%20update&body=Dear%20Dr/);
  await fill(shown.querySelector('textarea')!, 'word '.repeat(500));
  expect(link()).toBe('mailto:elena@clinic.example?subject=A%20short%20update');
  expect(shown.querySelector('a.primary')?.textContent).toBe('Copy text, open mail');
  // What was typed is kept, and nothing else is written.
  expect(asked.map(([name]) => name)).toEqual(asked.map(() => 'form/keep'));
  expect(asked.at(-1)?.[1]).toMatchObject({ key: 'message/m1' });
});

test('where the page is gone with the next click, the due page has the message written', () => {
  show([checkIn], false);
  button('Draft an update: Check in with Elena Rivera').click();
  expect(opened).toEqual(['/due/write/a']);
  expect(root.querySelector('dialog')).toBeNull();
});

test('one’s own is changed and deleted', async () => {
  show([own]);
  button('Edit').click();
  const shown = await dialog();
  const [text] = shown.querySelectorAll('input');
  expect(text?.value).toBe('Send the form');
  // Its day is over, and may stay.
  await fill(text!, 'Send the signed form');
  await submit(shown);
  button('Delete').click();
  await next();
  expect(asked).toEqual([
    [
      'reminder/write',
      { id: 'c', fields: { text: 'Send the signed form', on: '2026-03-05', time: '10:00', mentorId: null } },
    ],
    ['reminder/remove', { id: 'c' }],
  ]);
});

test('what ends a matter for good is written into the record it is about', async () => {
  const letter = { letterId: 'l1', trackName: '' };
  const since = day('2026-02-01');
  const about = (id: string, reason: Reminder['reason']) => ({ mentor: ELENA, reminder: reminder({ id, reason }) });
  const deadline: Reminder['reason'] = {
    type: 'program-deadline',
    since: day('2026-03-12'),
    programId: 'g1',
    name: 'Harbor',
    daysBefore: 7,
  };
  show([
    about('r', { type: 'reply', since, ...letter, step: 3 }),
    about('n', { type: 'nudge-decide', since, ...letter, targetOn: since }),
    { mentor: null, reminder: reminder({ id: 'p', mentorId: null, reason: deadline }) },
  ]);
  button(/^Put down as no reply/, item('r')).click();
  button(/^Withdraw it/, item('n')).click();
  button(/^I applied/, item('p')).click();
  button(/^Done/, item('p')).click();
  await next();
  expect(asked).toEqual([
    ['letter/save', { id: 'l1', fields: { ended: 'no-reply', endedOn: '2026-03-05' } }],
    ['letter/save', { id: 'l1', fields: { ended: 'withdrawn', endedOn: '2026-03-05' } }],
    ['program/save', { id: 'g1', fields: { appliedOn: '2026-03-05' } }],
    ['reminder/done', { id: 'p' }],
  ]);
});

test('how it ended is answered, put off or skipped, and never just done', async () => {
  const reason: Reminder['reason'] = {
    type: 'outcome-ask',
    since: day('2026-03-05'),
    trackId: 't1',
    trackName: 'Surgery',
  };
  show([{ mentor: null, reminder: reminder({ id: 'o', mentorId: null, reason }) }]);
  const names = [...item('o').querySelectorAll('.due-actions > button')].map(each => each.textContent?.trim());
  expect(names).toEqual([expect.stringMatching(/ended/)]);
  item('o').focus();
  await press('d');
  expect(asked).toEqual([]);
});

test('keys go from item to item and do what the buttons do', async () => {
  show([checkIn, question, own]);
  item('a').focus();
  await press('j');
  expect(document.activeElement).toBe(item('b'));
  await press('ArrowDown');
  await press('ArrowDown');
  expect(document.activeElement).toBe(item('c'));
  await press('k');
  await press('ArrowUp');
  expect(document.activeElement).toBe(item('a'));
  await press('l');
  await press('o');
  await press('x');
  item('a').focus();
  await press('d');
  expect(logged).toEqual([['m1', 'check-in']]);
  expect(opened).toEqual(['/mentors/m1']);
  expect(asked).toEqual([
    ['reminder/skip', { id: 'a' }],
    ['reminder/done', { id: 'a' }],
  ]);
  item('a').focus();
  await press('s');
  expect(root.querySelector('.menu:popover-open')?.getAttribute('aria-label')).toMatch(/^Snooze/);
  // In an open menu a letter is no key of the list.
  await press('d');
  expect(asked).toHaveLength(2);
  root.querySelector<HTMLElement>('.menu:popover-open')?.hidePopover();
  item('a').focus();
  await press('.');
  expect(root.querySelector('.menu:popover-open')?.getAttribute('aria-label')).toMatch(/^More/);
});

test('a key with Ctrl is the browser’s', async () => {
  show([checkIn]);
  const event = new KeyboardEvent('keydown', { key: 'd', ctrlKey: true, bubbles: true, cancelable: true });
  item('a').dispatchEvent(event);
  await next();
  expect(event.defaultPrevented).toBe(false);
  expect(asked).toEqual([]);
});

test('when the item in focus goes, the one in its place has the focus, and the last one leaves it to the page', async () => {
  show([checkIn, question]);
  await next();
  item('a').focus();
  setItems([question]);
  await next();
  expect(item('b').contains(document.activeElement)).toBe(true);
  setItems([]);
  await next();
  expect(onEmptied).toHaveBeenCalledOnce();
});

test.each<[Reminder['reason'], string]>([
  [{ type: 'packet', since: day('2026-03-01'), letterId: 'l1', trackName: 'Surgery' }, '/packet/l1'],
  [{ type: 'portal', since: day('2026-03-01'), letterId: 'l1', trackName: '', opensOn: null }, '/letters/l1'],
  [
    {
      type: 'backup',
      since: day('2026-03-01'),
      letterId: 'l1',
      trackName: '',
      targetOn: day('2026-03-10'),
      step: 'name',
    },
    '/letters/new?backup=l1',
  ],
  [{ type: 'assign', since: day('2026-03-01'), letterId: 'l1', trackName: '', programCount: 2 }, '/programs/letters'],
])('the next action of %j leads to where it is done', (reason, place) => {
  show([{ mentor: ELENA, reminder: reminder({ id: 'p', rule: 'packet', reason }) }]);
  item('p').querySelector<HTMLElement>('.due-actions > button')?.click();
  expect(opened).toEqual([place]);
});

test('a letter can be opened from what is about it, and asking can be practised', async () => {
  const reason = {
    type: 'ask-letter' as const,
    since: day('2026-09-08'),
    letterId: 'l1',
    trackName: 'Surgery',
    lateFromOn: day('2026-08-11'),
    isChairLetter: false,
  };
  show([{ mentor: ELENA, reminder: reminder({ id: 'q', rule: 'ask', reason }) }]);
  for (const name of [/^Open the letter/, /^Practise asking/]) {
    item('q').focus();
    await press('e');
    button(name).click();
  }
  expect(opened).toEqual(['/letters/l1', '/rehearse/m1']);
});
