import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Sheet } from '../../core/packet/sheet.ts';
import { plural, t } from '../../i18n/t.ts';
import { PacketSheet } from './PacketSheet.tsx';

/** Beyond two pages nobody reads it. */
const MOST_PAGES = 2;

/** How many pages it will be, from a copy laid out as wide as the paper's text and never seen. */
export function PageCount({ sheet, paper }: { readonly sheet: Sheet; readonly paper: 'letter' | 'a4' }) {
  const copy = useRef<HTMLDivElement>(null);
  const [pages, setPages] = useState(1);
  useLayoutEffect(() => {
    const laid = copy.current;
    const page = laid?.parentElement;
    if (laid === null || page === null || page === undefined) return;
    const measure = () => setPages(Math.max(1, Math.ceil(laid.offsetHeight / page.offsetHeight)));
    const observer = new ResizeObserver(measure);
    observer.observe(laid);
    observer.observe(page);
    return () => observer.disconnect();
  }, []);
  const isLong = pages > MOST_PAGES;
  return (
    <>
      <p class={isLong ? 'packet-pages packet-long' : 'packet-pages'} role="status">
        {plural('packetPages', pages)}
        {isLong && ` ${t('packetTooLong')}`}
      </p>
      <div class={`packet-measure paper-${paper}`} aria-hidden="true">
        <div class="packet-page-size">
          <div ref={copy} class="packet-laid">
            <PacketSheet sheet={sheet} isHeading={false} />
          </div>
        </div>
      </div>
    </>
  );
}
