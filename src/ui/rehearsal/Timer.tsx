import { useEffect, useState } from 'preact/hooks';
import { language, t } from '../../i18n/t.ts';
import { Button } from '../components/Button.tsx';
import { SegmentedControl } from '../components/SegmentedControl.tsx';

type Length = '60' | '120';

/** Often enough that no second is left out. */
const TICK_MS = 200;

/** Runs down one or two minutes, without a sound. */
export function Timer() {
  const [length, setLength] = useState<Length>('60');
  /** Milliseconds that had passed when it last stood still. */
  const [spentMs, setSpentMs] = useState(0);
  /** When it was set going, by the page's own clock, which no change of the hour moves; `null` while it stands still. */
  const [since, setSince] = useState<number | null>(null);
  const [at, setAt] = useState(0);
  const wholeMs = Number(length) * 1000;
  const passedMs = spentMs + (since === null ? 0 : Math.max(0, at - since));
  const leftMs = Math.max(0, wholeMs - passedMs);
  const isOver = leftMs === 0;

  useEffect(() => {
    if (since === null || isOver) return;
    const ticking = setInterval(() => setAt(performance.now()), TICK_MS);
    return () => clearInterval(ticking);
  }, [since, isOver]);

  const start = () => {
    setAt(performance.now());
    setSince(performance.now());
  };
  const pause = () => {
    setSpentMs(passedMs);
    setSince(null);
  };
  const reset = () => {
    setSpentMs(0);
    setSince(null);
  };
  const isGoing = since !== null && !isOver;
  return (
    <div class="rehearsal-timer">
      <SegmentedControl<Length>
        label={t('rehearsalTimerLength')}
        labelHidden
        value={length}
        options={[
          { value: '60', label: t('rehearsalTimerOne') },
          { value: '120', label: t('rehearsalTimerTwo') },
        ]}
        onChange={chosen => {
          setLength(chosen);
          reset();
        }}
      />
      <div class="rehearsal-clock" role="timer" aria-label={t('rehearsalTimerLeft')}>
        {clockText(leftMs)}
      </div>
      <progress max={wholeMs} value={wholeMs - leftMs} aria-hidden="true" />
      <div class="cluster">
        {isGoing ? (
          <Button onClick={pause}>{t('rehearsalTimerPause')}</Button>
        ) : (
          <Button icon="clock" disabled={isOver} onClick={start}>
            {passedMs > 0 && !isOver ? t('rehearsalTimerGoOn') : t('rehearsalTimerStart')}
          </Button>
        )}
        <Button variant="quiet" disabled={passedMs === 0} onClick={reset}>
          {t('rehearsalTimerReset')}
        </Button>
      </div>
      <p class="rehearsal-over" role="status">
        {isOver ? t('rehearsalTimerOver') : ''}
      </p>
    </div>
  );
}

/** 1:05, as a duration is written in the browser's language. */
function clockText(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  const two = new Intl.NumberFormat(language(), { minimumIntegerDigits: 2 });
  return `${new Intl.NumberFormat(language()).format(Math.floor(seconds / 60))}:${two.format(seconds % 60)}`;
}
