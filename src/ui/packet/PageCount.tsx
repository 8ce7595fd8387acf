import { useEffect, useRef, useState } from 'preact/hooks';
import type { Sheet } from '../../core/packet/sheet.ts';
import { plural, t } from '../../i18n/t.ts';
import { PacketSheet } from './PacketSheet.tsx';

/** Beyond two pages nobody reads it. */
const MOST_PAGES = 2;

/**
 * How many pages it will be, from a copy laid out as wide as the paper's text and never seen. It is laid out after what
 * changed has been drawn, which does not wait for it.
 *
 * @param sheet - `null` while not all of it is there.
 */
export function PageCount({ sheet, paper }: { readonly sheet: Sheet | null; readonly paper: 'letter' | 'a4' }) {
  const copy = useRef<HTMLDivElement>(null);
  const [pages, setPages] = useState<number | null>(null);
  const [laidOut, setLaidOut] = useState<Sheet | null>(null);
  useEffect(() => setLaidOut(sheet), [sheet]);
  const isLaidOut = laidOut !== null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once there is something to measure
  useEffect(() => {
    const laid = copy.current;
    const page = laid?.parentElement;
    if (laid === null || page === null || page === undefined) return;
    const measure = () => setPages(Math.max(1, Math.ceil(laid.offsetHeight / page.offsetHeight)));
    const observer = new ResizeObserver(measure);
    observer.observe(laid);
    observer.observe(page);
    return () => observer.disconnect();
  }, [isLaidOut]);
  const isLong = pages !== null && pages > MOST_PAGES;
  return (
    <>
      <p class={isLong ? 'packet-pages packet-long' : 'packet-pages'} role="status">
        {pages === null ? '\u00A0' : plural('packetPages', pages)}
        {isLong && ` ${t('packetTooLong')}`}
      </p>
      {laidOut !== null && (
        <div class={`packet-measure paper-${paper}`} aria-hidden="true">
          <div class="packet-page-size">
            <div ref={copy} class="packet-laid">
              <PacketSheet sheet={laidOut} isHeading={false} />
            </div>
          </div>
        </div>
      )}
    </>
  );
}
