import { identifierFinder, replaceFinding } from '../patient-privacy.ts';
import type { Finding } from './finding.ts';

// What only a page of many lines needs, such as the packet; a field's note does without.

/** `identifierFinder`, remembering what it found: of a page that is typed into, only the line that changes is looked at again. */
export function rememberingFinder(known: readonly string[]): (text: string) => readonly Finding[] {
  const find = identifierFinder(known);
  let earlier = new Map<string, readonly Finding[]>();
  let newer = new Map<string, readonly Finding[]>();
  return text => {
    const found = newer.get(text) ?? earlier.get(text) ?? find(text);
    newer.set(text, found);
    // What was typed in between is asked for never again, and is let go of in time.
    if (newer.size >= MOST_REMEMBERED) {
      earlier = newer;
      newer = new Map();
    }
    return found;
  };
}

/** More lines than a packet has that anybody prints. */
const MOST_REMEMBERED = 4000;

/** The text with every finding that has safer words replaced by what `say` gives for it. */
export function withSaferWords(
  text: string,
  findings: readonly Finding[],
  say: (finding: Finding) => string | null,
): string {
  let changed = text;
  for (const finding of findings.toReversed()) {
    const words = say(finding);
    if (words !== null) changed = replaceFinding(changed, finding, words);
  }
  return changed;
}
