/** What the log form needs only once it is on the screen: loaded after it, in one piece. */
export { proposalsFor } from '../../core/catch-up.ts';
export { fillFromReading } from '../../core/fill-form.ts';
export { letterAnsweredBy, loggedBefore, updatedFrom } from '../../core/logged-before.ts';
export { openReader, storageProblem } from '../../storage/reading.ts';
