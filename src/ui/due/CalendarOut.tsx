import { useState } from 'preact/hooks';
import type { LocalDate } from '../../core/dates.ts';
import { calendarIdOf } from '../../core/reminders/calendar-id.ts';
import type { Reminder } from '../../core/reminders/reminder.ts';
import type { CalendarEntry } from '../../files/ics-out.ts';
import { t } from '../../i18n/t.ts';
import { now } from '../../platform/clock.ts';
import { report } from '../../platform/report.ts';
import { Button } from '../components/Button.tsx';
import { Menu, type MenuItem } from '../components/Menu.tsx';
import { saveFile } from '../hooks/save-file.ts';
import type { Toasts } from '../hooks/use-toast.ts';
import { WEB_CALENDARS, type WebCalendar, webCalendarLink } from './web-calendar.ts';

/** A reminder as a calendar gets it, in the words it is shown with. */
export function calendarEntry(
  reminder: Pick<Reminder, 'rule' | 'subjectId' | 'occurrence' | 'reason' | 'dueOn' | 'dueTime' | 'dueAt'>,
  title: string,
  reason: string,
): CalendarEntry {
  return {
    id: calendarIdOf(reminder),
    on: reminder.dueOn,
    at: reminder.dueTime === null ? null : reminder.dueAt,
    title,
    reason,
  };
}

export interface CalendarOutProps {
  readonly entry: CalendarEntry;
  readonly toasts: Toasts;
  readonly variant?: 'secondary' | 'quiet' | undefined;
  readonly size?: 'm' | 's' | undefined;
  readonly iconOnly?: boolean | undefined;
}

/** Puts one reminder into the student's own calendar: on the web in a new tab, elsewhere by a file. */
export function CalendarOut({ entry, toasts, variant, size, iconOnly }: CalendarOutProps) {
  const items: MenuItem<WebCalendar | 'file'>[] = [
    ...WEB_CALENDARS.map(id => ({
      id,
      label: calendarName(id),
      icon: 'external' as const,
      href: webCalendarLink(id, entry),
    })),
    { id: 'file', label: t('calendarFile'), icon: 'download' },
  ];
  return (
    <Menu
      label={t('calendarAdd')}
      accessibleLabel={t('calendarAddFor', { title: entry.title })}
      icon="calendar"
      iconOnly={iconOnly}
      variant={variant}
      size={size}
      items={items}
      onChoose={id => {
        if (id === 'file') void saveEntries(async () => [entry], `vouch-reminder-${entry.on}.ics`, toasts);
        else toasts.say(t('toastCalendarOpened', { calendar: calendarName(id) }));
      }}
    />
  );
}

export interface CalendarOutAllProps {
  readonly today: LocalDate;
  readonly toasts: Toasts;
  /** Everything open, when it is asked for: due, and coming. */
  load(): Promise<readonly CalendarEntry[]>;
  /** What the file is called before the day. */
  readonly fileName?: string | undefined;
}

/** One calendar file of everything that is open. */
export function CalendarOutAll({ today, toasts, load, fileName = 'vouch-reminders' }: CalendarOutAllProps) {
  const [isBusy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    await saveEntries(load, `${fileName}-${today}.ics`, toasts);
    setBusy(false);
  };
  return (
    <Button icon="calendar" busy={isBusy} onClick={() => void save()}>
      {t('calendarAll')}
    </Button>
  );
}

/** Says what became of it. */
async function saveEntries(load: CalendarOutAllProps['load'], name: string, toasts: Toasts): Promise<void> {
  try {
    const entries = await load();
    if (entries.length === 0) {
      toasts.say(t('toastCalendarEmpty'));
      return;
    }
    const { remindersIcs } = await import('../../files/ics-out.ts');
    saveFile(name, 'text/calendar;charset=utf-8', remindersIcs(entries, now()));
    toasts.say(t('toastCalendarSaved', { file: name }));
  } catch (error) {
    report(error);
    toasts.fail({ code: 'storage/unavailable' });
  }
}

function calendarName(id: WebCalendar): string {
  switch (id) {
    case 'google':
      return t('calendarGoogle');
    case 'outlook':
      return t('calendarOutlook');
    case 'outlook-work':
      return t('calendarOutlookWork');
  }
}
