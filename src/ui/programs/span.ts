/** Places of a list one after the other, `last` not among them. */
export interface Span {
  readonly first: number;
  readonly last: number;
}

/**
 * Which of a long list to draw: what was drawn before for as long as all that is in sight is in it, and one more on either
 * side, which the next key may go to; else what is in sight with some to spare, so that not every bit of scrolling draws.
 *
 * @param count - How many there are; what is in sight may reach beyond them.
 */
export function spanToDraw(drawn: Span, inSight: Span, count: number, spare: number): Span {
  const isIn = drawn.first <= Math.max(0, inSight.first - 1) && drawn.last >= Math.min(count, inSight.last + 1);
  // After the window was made smaller, or the rows higher, it may be far too much.
  const isLittle = drawn.last - drawn.first <= inSight.last - inSight.first + 3 * spare;
  if (isIn && isLittle) return drawn;
  return { first: Math.max(0, inSight.first - spare), last: inSight.last + spare };
}
