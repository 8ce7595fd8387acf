import { browser } from './browser.ts';

/** Of `navigator.userAgentData`, which only Chromium has and TypeScript's own types do not know. */
interface UserAgentData {
  readonly brands: readonly { readonly brand: string; readonly version: string }[];
}

/** The browser's name and version, as `Firefox 153.0`; empty when it tells neither. */
export async function browserName(): Promise<string> {
  if (isFirefox()) {
    const { name, version } = await browser.runtime.getBrowserInfo();
    return `${name} ${version}`;
  }
  // Chromium has no such call, and Firefox no such property.
  const { userAgentData } = navigator as Navigator & { readonly userAgentData?: UserAgentData };
  const brands = userAgentData?.brands.filter(({ brand }) => !/not.?a.?brand/i.test(brand)) ?? [];
  // "Chromium" stands in every list; the other name says more.
  const { brand, version } = brands.find(one => one.brand !== 'Chromium') ?? brands[0] ?? { brand: '', version: '' };
  return `${brand} ${version}`.trim();
}

/** The version of this extension. */
export function ownVersion(): string {
  return browser.runtime.getManifest().version;
}

/**
 * Whether a question for a permission goes with the popup that asked it, so that a tab has to ask. Popups close when a
 * question appears; in Chromium it stays and is answered all the same (seen 2026-11 in version 156).
 */
export function isQuestionLostWithPopup(): boolean {
  return isFirefox();
}

function isFirefox(): boolean {
  // Only Firefox can say what browser it is.
  return typeof browser.runtime.getBrowserInfo === 'function';
}
