import { useEffect, useMemo, useState } from 'preact/hooks';
import { rememberingFinder } from '../../core/identifiers/many-lines.ts';
import { checkedTexts, type LineFinding, packetFindings, type SheetSection } from '../../core/packet/sheet.ts';

/** How long it is looked through before the page may draw and answer again, in milliseconds. */
const SLICE_MS = 6;

export interface Findings {
  /** `null` until all of it has been looked through once. */
  readonly findings: readonly LineFinding[] | null;
  /** The same at once, for what cannot wait. */
  readonly findNow: () => readonly LineFinding[];
}

/**
 * What in a packet may tell who a patient is. The page is drawn first, and the first look through it is cut into slices; after
 * that only what changed is looked at, as it changes.
 *
 * @param sections - `null` while not all of it is there.
 * @param known - What is nobody's secret; see `knownWords`.
 */
export function useFindings(
  sections: readonly SheetSection[] | null,
  kept: readonly string[],
  known: readonly string[],
): Findings {
  // By what is in the list, since storage makes it anew with every answer.
  const knownKey = known.join('\n');
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the list
  const find = useMemo(() => rememberingFinder(known), [knownKey]);
  const [checkedBy, setCheckedBy] = useState<typeof find | null>(null);
  const isChecked = checkedBy === find;
  const isThere = sections !== null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what changes while it is looked through is looked at in the end
  useEffect(() => {
    if (isChecked || !isThere) return;
    const texts = checkedTexts(sections ?? []);
    let next = 0;
    let waiting = setTimeout(lookOn);
    function lookOn() {
      const until = performance.now() + SLICE_MS;
      while (next < texts.length && performance.now() < until) {
        find(texts[next] ?? '');
        next += 1;
      }
      if (next < texts.length) waiting = setTimeout(lookOn);
      else setCheckedBy(() => find);
    }
    return () => clearTimeout(waiting);
  }, [find, isChecked, isThere]);
  const findNow = () => packetFindings(sections ?? [], kept, find);
  // biome-ignore lint/correctness/useExhaustiveDependencies: those that it is made of
  const findings = useMemo(() => (isChecked && isThere ? findNow() : null), [sections, kept, find, isChecked]);
  return { findings, findNow };
}
