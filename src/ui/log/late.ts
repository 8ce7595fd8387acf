/** What the log form needs only once it is on the screen: loaded after it, in one piece. */
export { fillFromReading } from '../../core/fill-form.ts';
export { openReader, storageProblem } from '../../storage/index.ts';
