/** The device's clock. It may be wrong; nothing here trusts it beyond "now". */
export function now(): number {
  return Date.now();
}

/** The IANA zone the device is in at this moment. */
export function timeZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}
