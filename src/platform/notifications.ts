import { browser } from './browser.ts';
import { report } from './report.ts';

export interface Notice {
  readonly title: string;
  readonly message: string;
  /** Labels of at most two buttons; browsers without buttons leave them out. */
  readonly buttons: readonly string[];
}

/** Shows a notification; under an id already shown it replaces that one. */
export async function notify(id: string, { title, message, buttons }: Notice): Promise<void> {
  const options = {
    type: 'basic' as const,
    title,
    message,
    iconUrl: browser.runtime.getURL('icons/icon-128.png'),
  };
  if (buttons.length > 0) {
    try {
      // Firefox throws on `buttons`, seen in 153. The polyfill's types are Firefox's.
      const withButtons = { ...options, buttons: buttons.map(label => ({ title: label })) };
      await browser.notifications.create(id, withButtons);
      return;
    } catch (error) {
      if (!(error instanceof Error) || !/buttons/.test(error.message)) throw error;
    }
  }
  await browser.notifications.create(id, options);
}

export async function clearNotification(id: string): Promise<void> {
  await browser.notifications.clear(id);
}

/** Chromium's own, which the polyfill's types do not know: whether the student or the system blocks us. */
interface PermissionLevels {
  getPermissionLevel?(): Promise<'granted' | 'denied'>;
  readonly onPermissionLevelChanged?: { addListener(listener: () => void): void };
}

/** Whether notifications are blocked. Firefox does not tell; there it is `false`. */
export async function areNotificationsBlocked(): Promise<boolean> {
  // The wider type only adds what is asked for here, as optional.
  const levels = browser.notifications as typeof browser.notifications & PermissionLevels;
  try {
    return (await levels.getPermissionLevel?.()) === 'denied';
  } catch (error) {
    report(error);
    return false;
  }
}

export function onNotificationsAllowed(listener: () => void): void {
  // The wider type only adds what is asked for here, as optional.
  const levels = browser.notifications as typeof browser.notifications & PermissionLevels;
  levels.onPermissionLevelChanged?.addListener(listener);
}

export function onNotificationClick(listener: (id: string) => void): void {
  browser.notifications.onClicked.addListener(listener);
}

/** @param listener - Gets the notification's id and which button, 0 or 1. */
export function onNotificationButton(listener: (id: string, button: number) => void): void {
  // Absent where notifications have no buttons.
  browser.notifications.onButtonClicked?.addListener(listener);
}
