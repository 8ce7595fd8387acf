import { useId, useRef, useState } from 'preact/hooks';
import type { ProgramCheck } from '../../../core/programs/check.ts';
import { checkWord, countText, findingText } from '../../../i18n/program-check.ts';
import type { ProgramData } from '../use-program-data.ts';

export interface CheckCellProps {
  readonly name: string;
  readonly check: ProgramCheck;
  /** How many letters it has, as clicked. */
  readonly count: number;
  readonly writerOf: ProgramData['writerOf'];
  /** Whether it is the one that Tab reaches. */
  readonly isStop: boolean;
}

/** Below this many pixels under the button, the sentences open upwards if there is more room. */
const ROOM = 220;

/** In pixels, how wide the sentences may be, and how far they stay from the edge of the window. */
const WIDEST = 384;
const EDGE = 8;

/**
 * How many letters a program has of those it wants and, as far as there is room, what it lacks. Pressed, by whatever means,
 * it says all of it. The sentences lie in the top layer, so nothing cuts them.
 */
export function CheckCell({ name, check, count, writerOf, isStop }: CheckCellProps) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const sheet = useRef<HTMLDivElement>(null);
  const [isOpen, setOpen] = useState(false);
  const hasAll = check.state === 'ok' || check.state === 'waiting';
  const word = checkWord(check.state);
  const sentences = check.findings.map(finding => findingText(finding, writerOf));
  const counted = countText({ assignedCount: count, wishes: check.wishes });
  const place = () => {
    const [box, style] = [button.current?.getBoundingClientRect(), sheet.current?.style];
    if (box === undefined || style === undefined) return;
    const { clientWidth, clientHeight } = document.documentElement;
    const isUpwards = clientHeight - box.bottom < ROOM && box.top > clientHeight - box.bottom;
    style.top = isUpwards ? 'auto' : `${box.bottom + 4}px`;
    style.bottom = isUpwards ? `${clientHeight - box.top + 4}px` : 'auto';
    const width = Math.min(WIDEST, clientWidth - 2 * EDGE);
    style.maxInlineSize = `${width}px`;
    style.left = `${Math.max(EDGE, Math.min(box.left, clientWidth - width - EDGE))}px`;
  };
  return (
    <>
      <button
        ref={button}
        type="button"
        class="matrix-say"
        data-column={-1}
        tabIndex={isStop ? 0 : -1}
        popovertarget={id}
        aria-expanded={isOpen}
      >
        <span class="visually-hidden">{name} </span>
        <span class={hasAll ? 'matrix-count is-full' : 'matrix-count'}>{counted}</span>
        <span class={`matrix-finding is-${check.state}`}>{sentences.length === 0 ? word : sentences.join(' ')}</span>
      </button>
      <div
        ref={sheet}
        id={id}
        class="matrix-sheet"
        popover="auto"
        onBeforeToggle={event => {
          if (event.newState !== 'open') return;
          setOpen(true);
          place();
        }}
        onToggle={event => setOpen(event.newState === 'open')}
      >
        {/* There before its words are, else nothing reads them out. */}
        <div role="status">
          {isOpen && (
            <>
              <p class="plaintext">
                <strong>{name}</strong>
              </p>
              <p class={`matrix-state is-${check.state}`}>
                {counted} · {word}
              </p>
              {sentences.length > 0 && (
                <ul>
                  {sentences.map(sentence => (
                    <li key={sentence}>{sentence}</li>
                  ))}
                </ul>
              )}
            </>
          )}
        </div>
      </div>
    </>
  );
}
