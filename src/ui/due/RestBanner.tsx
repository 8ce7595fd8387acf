import type { LocalDate } from '../../core/dates.ts';
import type { Rest } from '../../core/reminders/respect.ts';
import type { Settings } from '../../core/settings.ts';
import { formatDay } from '../../i18n/format.ts';
import { t } from '../../i18n/t.ts';
import { call } from '../../platform/messaging.ts';
import { Banner } from '../components/Banner.tsx';
import { Button } from '../components/Button.tsx';
import type { Toasts } from '../hooks/use-toast.ts';
import { pausesWithoutRest } from './end-rest.ts';
import { restText } from './held-text.ts';

export interface RestBannerProps {
  readonly rest: Rest;
  readonly settings: Settings;
  readonly now: number;
  readonly today: LocalDate;
  readonly timeZone: string;
  readonly toasts: Toasts;
}

/** Says until when reminders rest and why, and ends it. */
export function RestBanner({ rest, settings, now, today, timeZone, toasts }: RestBannerProps) {
  const isWeekend = rest.why === 'weekend';
  const end = async () => {
    const request = isWeekend ? { workingDaysOnly: false } : { pauses: pausesWithoutRest(settings, now, timeZone) };
    toasts.told(await call('settings/save', request), t('toastRestEnded'));
  };
  return (
    <Banner
      icon="bell-off"
      title={t('restUntil', { day: formatDay(rest.untilOn, today), why: restText(rest.why) })}
      actions={
        <Button size="s" onClick={() => void end()}>
          {isWeekend ? t('restEndWeekend') : t('restEnd')}
        </Button>
      }
    >
      {t('restText')}
    </Banner>
  );
}
