/**
 * What tells that a site shows a message or an event, for the chip: much less than its reader knows, since all of this
 * runs for as long as the page is open. It says when the page is worth reading; what it shows, the reader finds out.
 * One for each reader, under its id. `tests/capture/chip.test.ts` holds them to the readers' own pages.
 */
export interface OpenItems {
  /** Elements that are there while a message or an event is open, and in no list. */
  readonly selector: string;
  /** Attributes that tell one from another. */
  readonly ids: readonly string[];
}

export const gmail: OpenItems = {
  // The subject and the messages of a conversation, with the classes, and with the ids where the classes are missing.
  selector:
    'h2.hP, h2[data-legacy-thread-id], h2[data-thread-perm-id], .ads, [data-legacy-message-id], [data-message-id]',
  ids: ['data-legacy-message-id', 'data-message-id', 'data-legacy-thread-id', 'data-thread-perm-id'],
};

export const outlookMail: OpenItems = {
  // The body of a message, its date, and the line with its recipients.
  selector:
    '[id^="UniqueMessageBody"], [role="document"]:not([contenteditable="true"]), [data-testid="SentReceivedSavedTime"], [data-testid="RecipientWell"], [id$="_SUBJECT"]:not(input)',
  ids: ['id'],
};

export const googleCalendar: OpenItems = {
  // The details of an event, and the form in which one is changed.
  selector:
    '#xDetDlg, [role="dialog"] [data-eventid], [role="dialog"][data-eventid], [data-chips-dialog="true"], [data-is-create], #xDetDlgWhen, #xDetDlgLoc, #xDetDlgDesc',
  ids: ['data-eventid'],
};

export const outlookCalendar: OpenItems = {
  // The card that a click on an event opens, and an event on a page of its own.
  selector:
    '[data-app-section="CalendarItemPeek"], [data-app-section="Form_Content"], [data-app-section="CalendarReadingPane"], [data-app-section^="CalendarCompose"], [data-app-section^="QuickCompose"], [data-app-section="ReadingPane"]',
  ids: ['data-calitemid'],
};

export const yahooMail: OpenItems = {
  selector:
    '[data-test-id="message-view"], [data-test-id="message-group-item"], [data-test-id="message-view-container"], [data-test-id="message-group-subject-text"], [data-test-id="message-group-subject"], [data-test-id="message-view-subject"]',
  ids: ['data-message-id', 'data-mid'],
};

export const protonMail: OpenItems = {
  selector:
    '[data-shortcut-target="message-container"], article[data-testid^="message-view"], article.message-container, [data-testid="conversation-header:subject"]',
  ids: ['data-message-id'],
};

export const fastmail: OpenItems = {
  selector: '.v-MessageCard, .v-Thread-title, #conversation h1',
  ids: ['data-message-id'],
};
