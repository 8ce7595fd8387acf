import type { ComponentChildren } from 'preact';
import { t } from '../../i18n/t.ts';
import { usePaperZoom } from './use-paper-zoom.ts';

export interface PaperFrameProps {
  readonly paper: 'letter' | 'a4';
  readonly children: ComponentChildren;
}

/** A sheet of paper with its lines where they break in print, drawn as large as there is room for. */
export function PaperFrame({ paper, children }: PaperFrameProps) {
  const [frame, zoom] = usePaperZoom<HTMLDivElement>(paper);
  return (
    <div ref={frame}>
      <article
        class={zoom === null ? 'packet-paper' : 'packet-paper packet-true'}
        style={zoom === null ? undefined : { '--zoom': String(zoom) }}
        aria-label={t('packetTitle')}
        // It scrolls, and has to by keyboard too.
        // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
        tabIndex={0}
      >
        {children}
      </article>
    </div>
  );
}
