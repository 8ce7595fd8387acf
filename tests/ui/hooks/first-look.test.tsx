import '../../support/extension-api.ts';
import { render } from 'preact';
import { expect, test } from 'vitest';
import { newMentorFields } from '../../../src/core/mentor.ts';
import { openStorage } from '../../../src/storage/index.ts';
import { countingIds, TUESDAY } from '../../support/fixed.ts';

const newId = countingIds();

test('a place is drawn from what was read early, once, and follows storage from then on', async () => {
  const storage = await openStorage();
  const add = (name: string) =>
    storage.change({ now: TUESDAY, newId }, change =>
      change.create('mentors', newId(), { ...newMentorFields(name, null), addedOn: '2026-01-01' }),
    );
  await add('Early');
  // As the dashboard's page has them before any of its files runs.
  document.documentElement.dataset.reads = 'tables';
  location.hash = '#/letters/some-letter';
  const { earlyDue, earlyLook } = await import('../../../src/ui/early-read.ts');
  expect(earlyDue).toBeNull();
  expect(earlyLook?.place).toBe('letters');
  expect((await earlyLook?.rows)?.rows.get('mentors')).toHaveLength(1);
  // Written after the early look, so who is drawn from that look does not know it.
  await add('Later');
  const { firstPicture, usePlace } = await import('../../../src/ui/hooks/first-look.ts');
  const drawn: string[] = [];
  const Place = () => {
    const live = usePlace('letters', reader => reader.mentors());
    const names = live.state === 'ready' ? live.value.map(({ name }) => name).join() : live.state;
    if (drawn.at(-1) !== names) drawn.push(names);
    return <p>{names}</p>;
  };
  const root = document.createElement('div');
  render(<Place />, root);
  await expect.poll(() => root.textContent).toBe('Early,Later');
  expect(drawn).toEqual(['loading', 'Early', 'Early,Later']);
  await firstPicture;
  await add('Latest');
  await expect.poll(() => root.textContent).toBe('Early,Later,Latest');

  render(null, root);
  drawn.length = 0;
  render(<Place />, root);
  await expect.poll(() => root.textContent).toBe('Early,Later,Latest');
  // Not from the early look again, which is old by now.
  expect(drawn).toEqual(['loading', 'Early,Later,Latest']);
  render(null, root);
  storage.close();
});
