import { captureWith } from './capture-with.ts';
import type { Capture, CaptureContext, SiteAdapter } from './site.ts';
import { fastmail } from './sites/fastmail.ts';
import { generic } from './sites/generic.ts';
import { gmail } from './sites/gmail.ts';
import { googleCalendar } from './sites/google-calendar.ts';
import { outlookCalendar } from './sites/outlook-calendar.ts';
import { outlookMail } from './sites/outlook-mail.ts';
import { protonMail } from './sites/proton-mail.ts';
import { teams } from './sites/teams.ts';
import { yahooMail } from './sites/yahoo-mail.ts';
import { zoom } from './sites/zoom.ts';

/** Every site we can read, in the order in which they are asked; the generic one claims all pages and is last. */
export const ADAPTERS: readonly SiteAdapter[] = [
  gmail,
  googleCalendar,
  outlookMail,
  outlookCalendar,
  yahooMail,
  protonMail,
  fastmail,
  zoom,
  teams,
  generic,
];

/** What the page shows, or `null` when it has nothing to log. Reads only; a reader that fails is passed over. */
export function capturePage(page: Document, url: URL, context: CaptureContext): Capture | null {
  return captureWith(ADAPTERS, page, url, context);
}
