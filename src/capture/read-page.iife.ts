import { capturePage } from './registry.ts';
import { selectedText } from './selection.ts';
import type { Capture } from './site.ts';
import { cleanLine } from './text.ts';

/**
 * Runs in a page when the student asked for it. Its value is what `scripting.executeScript` hands back; it registers
 * nothing, and leaves nothing in the page.
 */

/** Longer addresses are refused on the other side, and seldom lead anywhere. */
const LONGEST_URL = 4000;
const LONGEST_TITLE = 300;
const LONGEST_SELECTION = 5000;

interface Reading {
  readonly title: string;
  readonly url: string | null;
  readonly selection: string;
  readonly capture: Capture | null;
}

/** The result of the reading, or the other value if the page makes it fail: what else there is still makes an entry. */
function attempt<Value>(read: () => Value, otherwise: Value): Value {
  try {
    return read();
  } catch {
    return otherwise;
  }
}

function readPage(): Reading {
  const { href } = location;
  return {
    title: attempt(() => cleanLine(document.title, LONGEST_TITLE), ''),
    url: href.length <= LONGEST_URL ? href : null,
    selection: attempt(() => selectedText(document, LONGEST_SELECTION), ''),
    capture: attempt(
      () =>
        capturePage(document, new URL(href), {
          now: new Date(),
          timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
          selfEmails: [],
        }),
      null,
    ),
  };
}

export default readPage();
