import { browser } from './browser.ts';

export type InstallReason = 'install' | 'update' | 'other';

export function onInstalled(listener: (reason: InstallReason) => void): void {
  browser.runtime.onInstalled.addListener(({ reason }) => {
    listener(reason === 'install' ? 'install' : reason === 'update' ? 'update' : 'other');
  });
}

/** The browser was started; not called for a mere start of the worker. */
export function onBrowserStart(listener: () => void): void {
  browser.runtime.onStartup.addListener(listener);
}
