import { attributeOf } from '../dom.ts';
import { itemOf } from '../items.ts';
import { cleanLine } from '../text.ts';
import { type Candidate, type Surroundings, snippetIn } from './events.ts';
import { readMoment, spanOf } from './moments.ts';
import { plainText } from './plain-text.ts';
import { webLink } from './things.ts';

/** The event that a page's head tells social networks of: its beginning is what makes it one. */
export function readOpenGraph({ page, base }: Surroundings): readonly Candidate[] {
  const meta = (name: string) => page.querySelector(`meta[property="${name}"]`);
  const value = (name: string, most: number) => plainText(attributeOf(meta(name), 'content', most));
  const element = meta('event:start_time') ?? meta('event:start');
  const start = readMoment(value('event:start_time', 100) || value('event:start', 100));
  const title = cleanLine(value('og:title', 1000), 300);
  if (element === null || start === null || title === '') return [];
  const end = readMoment(value('event:end_time', 100) || value('event:end', 100));
  const span = spanOf(start, end, null, false);
  const place = ['og:street-address', 'og:locality', 'og:region', 'og:country-name'].map(name =>
    cleanLine(value(name, 300), 200),
  );
  const location = value('event:location', 300) || place.filter(part => part !== '').join(', ');
  const item = itemOf('event', {
    title,
    start: span.start,
    end: span.end,
    allDay: span.allDay,
    location: cleanLine(location, 300) || null,
    snippet: snippetIn({ thing: null, element: null, text: value('og:description', 2000) }, title),
    url: webLink(value('og:url', 2000), base),
  });
  return [{ item, syntax: 'open-graph', element, hasWhen: true, isEndMadeUp: span.isEndMadeUp }];
}
