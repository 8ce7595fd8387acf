import type { Thing } from './things.ts';
import { isArticleType } from './vocabulary.ts';

/** A thing that the page tells of, and how it came to be found. */
export interface Found {
  readonly thing: Thing;
  /** The property of `container` that it is; `null` at the top. */
  readonly via: string | null;
  readonly container: Thing | null;
}

/**
 * Properties whose values are what a page, a list or a booking is about. The others lead to what is merely mentioned: the
 * author, the series an event is part of, what else may be liked.
 */
const LEADING = [
  '@graph',
  'itemlistelement',
  'item',
  'mainentity',
  'mainentityofpage',
  'about',
  'event',
  'events',
  'subevent',
  'subevents',
  'reservationfor',
  'subreservation',
  'hascourseinstance',
  'object',
  'haspart',
  'datafeedelement',
  'employee',
  'employees',
  'member',
  'members',
] as const;

const MOST_FOUND = 3000;

/** Everything that the roots lead to, in the order in which they tell it, each thing once. */
export function everyThing(roots: readonly Found[]): readonly Found[] {
  const found: Found[] = [];
  const seen = new Set<Thing>();
  const waiting = roots.toReversed();
  while (waiting.length > 0 && found.length < MOST_FOUND) {
    const next = waiting.pop();
    if (next === undefined || seen.has(next.thing)) continue;
    seen.add(next.thing);
    found.push(next);
    // What a text is about is a subject, not something that is going on here.
    if (next.thing.types.some(isArticleType)) continue;
    const inner = LEADING.flatMap(name =>
      next.thing
        .all(name)
        .flatMap(({ thing }): readonly Found[] =>
          thing === null ? [] : [{ thing, via: name, container: next.thing }],
        ),
    );
    for (const entry of inner.reverse()) waiting.push(entry);
  }
  return found;
}
