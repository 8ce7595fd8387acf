import { attributeOf, elementsOf, isShown } from '../dom.ts';

/** A document of the page: the page itself, or what one of its frames shows. */
export interface Part {
  readonly page: Document;
  /** The frame it is shown in; `null` for the page itself. */
  readonly frame: Element | null;
  /** The part that holds the frame; `null` for the page itself. */
  readonly parent: Part | null;
}

/** Frames in frames, as a frameset with a mail program in it has. */
const MOST_DEPTH = 4;
const MOST_PARTS = 24;
const MOST_FRAMES = 60;

/** The page and what its frames show, as far as it may be read: of another origin nothing may. In the order of the page. */
export function partsOf(page: Document): readonly Part[] {
  const seen = new Set<Document>([page]);
  const parts: Part[] = [{ page, frame: null, parent: null }];
  for (let index = 0; index < parts.length; index += 1) {
    const parent = parts[index];
    if (parent === undefined || depthOf(parent) >= MOST_DEPTH) continue;
    for (const frame of elementsOf(parent.page, 'iframe, frame', MOST_FRAMES)) {
      if (parts.length >= MOST_PARTS) return parts;
      const inner = isShown(frame) ? documentIn(frame) : null;
      // A frame may be made to show the page it is in.
      if (inner === null || seen.has(inner) || inner.body === null) continue;
      seen.add(inner);
      parts.push({ page: inner, frame, parent });
    }
  }
  return parts;
}

function depthOf(part: Part): number {
  let depth = 0;
  for (let at = part.parent; at !== null; at = at.parent) depth += 1;
  return depth;
}

const LONGEST_SOURCE = 500_000;

/** What a frame shows, or would show: a saved page has not loaded it, and a sandbox may keep it to itself. */
function documentIn(frame: Element): Document | null {
  try {
    // Asked by its name, since an element of another frame is no instance of this one's classes.
    const shown = 'contentDocument' in frame ? frame.contentDocument : null;
    // The kind of node says so, for the same reason.
    if (shown !== null && typeof shown === 'object') return shown as Document;
  } catch {
    // Another origin.
  }
  const source = attributeOf(frame, 'srcdoc', LONGEST_SOURCE);
  return source === '' ? null : new DOMParser().parseFromString(source, 'text/html');
}
