import '../../support/extension-api.ts';
import { expect, test, vi } from 'vitest';
import type { LocalDate } from '../../../src/core/dates.ts';
import {
  ImportSession,
  isChosen,
  newcomersOf,
  requestOf,
  withNewcomers,
} from '../../../src/ui/import/import-session.ts';
import { lines } from '../../files/samples.ts';

const PATIENCE = { timeout: 20_000, interval: 20 };
const day = (text: string) => text as LocalDate;

const event = (uid: string, ...rest: readonly string[]) => [
  'BEGIN:VEVENT',
  `UID:${uid}`,
  `SUMMARY:Event ${uid}`,
  'ATTENDEE;CN=Noor Haddad:mailto:noor@lab.example',
  ...rest,
  'END:VEVENT',
];
const ics = (name: string, events: readonly string[]) =>
  new File([['BEGIN:VCALENDAR', ...events, 'END:VCALENDAR'].join('\r\n')], name);
const single = ics('single.ics', event('one', 'DTSTART:20260210T140000Z'));
const weekly = ics('weekly.ics', event('weekly', 'DTSTART:20260202T140000Z', 'RRULE:FREQ=WEEKLY'));
const table = new File(['Date,Who,Note,Topic\n2026-02-03,Noor Haddad,Kept,Ward\n'], 'log.csv');
const card = (index: number) =>
  lines('BEGIN:VCARD', 'VERSION:3.0', `FN:Person ${index}`, `EMAIL:p${index}@x.example`, 'END:VCARD');

async function ready(session: ImportSession): Promise<void> {
  await vi.waitFor(() => expect(session.state.phase).toBe('ready'), PATIENCE);
}
const titles = (session: ImportSession) => session.state.rows.map(({ title }) => title);

test('reading that is stopped leaves nothing behind, and the next file is read as ever', async () => {
  const session = new ImportSession();
  const many = Array.from({ length: 3000 }, (_, index) => event(`${index}`, 'DTSTART:20260210T140000Z')).flat();
  session.add([ics('many.ics', many)]);
  await vi.waitFor(() => expect(session.state.progress).not.toBeNull(), PATIENCE);
  session.cancel();
  expect(session.state).toMatchObject({ phase: 'choosing', files: [], rows: [] });
  session.add([single]);
  await ready(session);
  expect(titles(session)).toEqual(['Event one']);
});

test('a file added while others are read joins them', async () => {
  const session = new ImportSession();
  session.add([single]);
  session.add([table]);
  await ready(session);
  expect(titles(session)).toEqual(['Event one', 'Ward']);
});

test('other days and other columns, asked for at once, both hold', async () => {
  const session = new ImportSession();
  session.add([weekly, table]);
  await ready(session);
  const content = session.state.files[1]?.content;
  if (content === null || typeof content !== 'object' || content.table === null) throw new Error('no table');
  const { note: _, title: __, ...mapping } = content.table.columns.mapping;
  session.setRange({ from: day('2026-02-09'), to: day('2026-02-16') });
  session.setColumns(session.state.files[1]?.id ?? '', { mapping: { ...mapping, title: 2 }, dateOrder: null });
  await ready(session);
  expect(titles(session)).toEqual(['Event weekly', 'Event weekly', 'Kept']);
});

test('what was ticked stays ticked when a file is taken out or days change', async () => {
  const session = new ImportSession();
  session.add([weekly, single]);
  await ready(session);
  const key = session.state.rows.find(({ title }) => title === 'Event one')?.key ?? '';
  session.tick([key], true);
  session.setRange({ from: day('2026-02-09'), to: day('2026-02-16') });
  await ready(session);
  session.remove(session.state.files[0]?.id ?? '');
  await ready(session);
  expect(session.state.rows.map(row => isChosen(row, session.state))).toEqual([true]);
  expect(requestOf(session.state)).toMatchObject({ forms: [{ newMentors: [{ email: 'noor@lab.example' }] }] });
});

test.each([
  [5, true],
  [6, false],
])('of %i contacts each is ticked: %s', async (count, isTicked) => {
  const session = new ImportSession();
  session.add([
    new File(
      Array.from({ length: count }, (_, index) => card(index)),
      'cards.vcf',
    ),
  ]);
  await ready(session);
  expect(session.state.rows.map(row => isChosen(row, session.state))).toEqual(Array(count).fill(isTicked));
});

test('a file that cannot be opened costs the others nothing', async () => {
  const session = new ImportSession();
  const gone = new File(['BEGIN:VCALENDAR'], 'gone.ics');
  const refuse = () => Promise.reject(new DOMException('gone', 'NotFoundError'));
  Object.assign(gone, { arrayBuffer: refuse });
  session.add([gone, single]);
  await ready(session);
  expect(session.state.files.map(({ content }) => (typeof content === 'string' ? content : 'read'))).toEqual([
    'cannot-open',
    'read',
  ]);
  const folder = new File([], 'folder');
  Object.assign(folder, { arrayBuffer: refuse });
  session.add([folder]);
  await ready(session);
  expect(session.state.files.at(-1)?.content).toBe('cannot-open');
  expect(titles(session)).toEqual(['Event one']);
});

test('whoever a ticked contact makes a mentor has their entries among those with mentors', async () => {
  const session = new ImportSession();
  const noor = lines('BEGIN:VCARD', 'VERSION:3.0', 'FN:Noor Haddad', 'EMAIL:noor@lab.example', 'END:VCARD');
  const both = event('both', 'DTSTART:20260211T140000Z', 'ATTENDEE;CN=Tom Osei:mailto:tom@lab.example');
  session.add([ics('both.ics', both), new File([noor], 'noor.vcf')]);
  await ready(session);
  const shown = () => withNewcomers(session.state.rows, newcomersOf(session.state));
  expect(shown()).toMatchObject([{ type: 'entry', group: 'mentors' }, { type: 'contact' }]);
  expect(shown().map(row => isChosen(row, session.state))).toEqual([true, true]);
  // Who else was there is no mentor by that.
  expect(requestOf(session.state)).toMatchObject({
    forms: [{ newMentors: [{ email: 'noor@lab.example' }], others: [{ email: 'tom@lab.example' }] }],
    mentors: [{ name: 'Noor Haddad' }],
  });
  session.tick([session.state.rows[1]?.key ?? ''], false);
  expect(shown()).toMatchObject([{ group: 'strangers' }, { type: 'contact' }]);
  expect(requestOf(session.state)).toMatchObject({ forms: [], mentors: [] });
});

test('which address is the student’s is asked until it is left open, also when more files come', async () => {
  const session = new ImportSession();
  session.add([single]);
  await ready(session);
  expect(session.state.isOwnMissing).toBe(true);
  session.skipOwnAddress();
  expect(session.state.isOwnMissing).toBe(false);
  session.add([weekly]);
  await ready(session);
  expect(session.state.isOwnMissing).toBe(false);
  session.startOver();
  session.add([single]);
  await ready(session);
  expect(session.state.isOwnMissing).toBe(true);
});
