import { expect, test } from 'vitest';
import { spanToDraw } from '../../../src/ui/programs/span.ts';

const span = (first: number, last: number) => ({ first, last });

test.each([
  ['all in sight and one more on either side is drawn', span(0, 16), span(0, 11), 300, span(0, 16)],
  ['the last in sight is the last drawn', span(0, 16), span(0, 16), 300, span(0, 22)],
  ['scrolled a little', span(4, 27), span(10, 21), 300, span(4, 27)],
  ['the first in sight is the first drawn', span(10, 30), span(10, 21), 300, span(4, 27)],
  ['scrolled far down', span(0, 16), span(120, 131), 300, span(114, 137)],
  ['scrolled to the end', span(114, 137), span(289, 301), 300, span(283, 307)],
  ['at the end nothing more is to come', span(283, 300), span(289, 301), 300, span(283, 300)],
  ['nothing in sight', span(0, 16), span(0, 0), 300, span(0, 16)],
  ['an empty list', span(0, 16), span(0, 11), 0, span(0, 16)],
  ['a larger window', span(0, 16), span(0, 30), 300, span(0, 36)],
  ['far too much is drawn', span(0, 60), span(0, 11), 300, span(0, 17)],
])('%s', (_, drawn, inSight, count, expected) => {
  expect(spanToDraw(drawn, inSight, count, 6)).toEqual(expected);
});
