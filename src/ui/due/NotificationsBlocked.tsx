import { useEffect, useState } from 'preact/hooks';
import { t } from '../../i18n/t.ts';
import { areNotificationsBlocked } from '../../platform/notifications.ts';
import { report } from '../../platform/report.ts';
import { Banner } from '../components/Banner.tsx';

/** Says plainly when the browser shows no reminders; else nothing. */
export function NotificationsBlocked() {
  const [isBlocked, setBlocked] = useState(false);
  useEffect(() => {
    areNotificationsBlocked().then(setBlocked).catch(report);
  }, []);
  if (!isBlocked) return null;
  return (
    <Banner tone="warning" icon="bell-off">
      {t('notificationsBlocked')}
    </Banner>
  );
}
