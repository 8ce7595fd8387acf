import { type CapturedItem, focusedItem, type PageReading, parsePageReading } from '../../core/capture.ts';
import { type LocalDate, localDateOf } from '../../core/dates.ts';
import { fillFromItem, isInteraction } from '../../core/fill-form.ts';
import { isNeverLogged } from '../../core/identity.ts';
import { endedOn, type Interaction, MOST_PEOPLE_FOR_CONTACT, sourceKeys } from '../../core/interaction.ts';
import { type LogForm, readLogForm } from '../../core/log-form.ts';
import { loggedBefore } from '../../core/logged-before.ts';
import type { Mentor } from '../../core/mentor.ts';
import { isDue, type Reminder } from '../../core/reminders/reminder.ts';
import { failure, type Problem, type Result, success } from '../../core/result.ts';
import { type Site, siteAt } from '../../core/sites.ts';
import { formatDay, formatRelativeDay } from '../../i18n/format.ts';
import { reasonText } from '../../i18n/reason.ts';
import { language, plural, t, tFamily } from '../../i18n/t.ts';
import type { ChipAnswer, ChipDone, ChipView, RequestOf, Sender } from '../../messages/protocol.ts';
import { openPanelBeside } from '../../platform/side-panel.ts';
import { type Deps, withDeps } from '../deps.ts';
import { logInteraction } from './log-interaction.ts';
import { prepareLog } from './prepare-log.ts';
import { undo } from './undo.ts';

/**
 * What our script in an allowed site may ask. It is trusted with nothing: it says that something is open and what was
 * pressed, and the worker reads the page itself, if the site is allowed now, the student agreed to reading, and the site
 * is not switched off. Only about one person is answered, whose address the open message or event names, and nothing about
 * a crowd: a page that lists addresses must not learn from us whose they are.
 */

/** For how long the chip takes back what it has logged. */
const UNDO_MS = 10 * 60_000;

/** What is open in a page, and who of the mentors is in it. */
interface Open {
  readonly key: string;
  readonly form: LogForm;
  /** Whether one click is enough: the page says when it was, it will be known again, and it was not called off. */
  readonly canLog: boolean;
  /** Whose chip it is, first; never empty. */
  readonly mentors: readonly Mentor[];
  /** The entry that was made from this very message or event; `null` for none. */
  readonly entry: Interaction | null;
}

/** What the chip shows beside what is open in the page that asks. */
export async function lookForChip(deps: Deps, from: Sender): Promise<Result<ChipAnswer>> {
  const site = await allowedSite(deps, from);
  // Without consent its script ends, too; it is started again when it is given.
  if (site === null || !(await deps.storage.read.hasConsent())) return success({ isAllowed: false, view: null });
  return success({ isAllowed: true, view: await viewOf(deps, await openIn(deps, site, from)) });
}

/** Logs what is open, once. What was pressed may have been about something else by now: then nothing is logged. */
export async function logFromChip(deps: Deps, { key }: RequestOf<'chip/log'>, from: Sender): Promise<Result<ChipDone>> {
  const site = await allowedSite(deps, from);
  if (site === null) return failure('consent/not-given');
  // One after the other, so that of two clicks the second finds what the first has logged.
  return deps.alone('log', async () => {
    const open = await openIn(deps, site, from);
    if (open === null || open.key !== key || (!open.canLog && open.entry === null)) {
      return success(done(t('chipChanged'), { isProblem: true, view: await viewOf(deps, open) }));
    }
    if (open.entry !== null) return success(done(t('chipAlready'), { view: await viewOf(deps, open) }));
    const logged = await logInteraction(deps, { form: open.form, draftId: null });
    const view = await viewOf(deps, await withEntry(deps, open));
    if (!logged.ok) return success(done(sentenceOf(logged.problem), { isProblem: true, view }));
    return success(done(view?.logged ?? t('chipLogged'), { undoId: logged.value.undoId, view }));
  });
}

/** Takes back what was logged a moment ago from what is open, and nothing else. */
export async function undoFromChip(
  deps: Deps,
  { undoId }: RequestOf<'chip/undo'>,
  from: Sender,
): Promise<Result<ChipDone>> {
  const site = await allowedSite(deps, from);
  if (site === null || !(await mayRead(deps, site))) return failure('consent/not-given');
  const entry = (await openIn(deps, site, from))?.entry ?? null;
  const isOwn = entry !== null && (await isUndoOf(deps, undoId, entry));
  const undone = isOwn ? await undo(deps, { undoId }) : failure('undo/too-late');
  const view = await viewOf(deps, await openIn(deps, site, from));
  return success(
    undone.ok ? done(t('toastUndone'), { view }) : done(sentenceOf(undone.problem), { isProblem: true, view }),
  );
}

/** Opens the panel beside the page with what is open in it; where the browser has none, the mentor's page. */
export async function openFromChip(request: RequestOf<'chip/open'>, from: Sender): Promise<Result<void>> {
  if (chipSite(from) === null) return failure('consent/not-given');
  // First, since only now does the click count as a gesture.
  const opening = openPanelBeside(from.windowId);
  return withDeps(deps => showOpen(deps, request, from, opening));
}

/** @param opening - Whether the panel is open. */
export async function showOpen(
  deps: Deps,
  { mentorId }: RequestOf<'chip/open'>,
  from: Sender,
  opening: Promise<boolean>,
): Promise<Result<void>> {
  const site = await allowedSite(deps, from);
  if (site === null || !(await mayRead(deps, site))) return failure('consent/not-given');
  const open = await openIn(deps, site, from);
  // The one whom the chip was about, and nobody else.
  if (open?.mentors[0]?.id !== mentorId) return failure('mentor/not-found');
  const tab = from.tabId === null ? null : await deps.tabInfo(from.tabId);
  if ((await opening) && tab !== null) {
    await prepareLog(deps, { selection: '', link: null, tab: { ...tab, windowId: from.windowId } });
  } else {
    await deps.openPage(`src/ui/dashboard/index.html#/mentors/${mentorId}`);
  }
  return success(undefined);
}

function chipSite({ url }: Sender): Site | null {
  const site = url === null ? null : siteAt(url);
  return site?.hasChip === true ? site : null;
}

/** The site that asks, if it may have a chip now. */
async function allowedSite(deps: Deps, from: Sender): Promise<Site | null> {
  const site = chipSite(from);
  if (site === null || from.url === null || !(await deps.isAllowed(from.url))) return null;
  return site;
}

/** Whether the student lets us read that site's pages now. */
async function mayRead({ storage: { read } }: Deps, site: Site): Promise<boolean> {
  const [hasConsent, settings] = await Promise.all([read.hasConsent(), read.settings()]);
  return hasConsent && !settings.sitesOff.includes(site.id);
}

/** Whether that undo takes back what made this entry, and that was only just now. */
async function isUndoOf(deps: Deps, undoId: string, entry: Interaction): Promise<boolean> {
  if (entry.loggedAt < deps.now() - UNDO_MS) return false;
  return (await deps.storage.undoIdOf('interactions', entry.id)) === undoId;
}

/** Reads the page that asks; `null` when there is nothing in it that a chip is for, or it may not be read. */
async function openIn(deps: Deps, site: Site, { tabId }: Sender): Promise<Open | null> {
  const { read } = deps.storage;
  if (tabId === null || !(await mayRead(deps, site))) return null;
  const [reading, mentors, profile, settings] = await Promise.all([
    readOpen(deps, tabId, site),
    read.mentors(),
    read.profile(),
    read.settings(),
  ]);
  const item = reading?.capture == null ? null : focusedItem(reading.capture);
  if (reading === null || item === null || !isInteraction(item)) return null;
  if (isOfNeverLogged(item, profile.emails, settings.neverLog)) return null;
  const now = deps.now();
  const filled = fillFromItem(item, reading, {
    mentors,
    selfEmails: profile.emails,
    neverLog: settings.neverLog,
    now,
    timeZone: deps.timeZone(),
  });
  // Nobody becomes a mentor, or is taken for one by name, without being asked.
  const others = [
    ...filled.others,
    ...filled.newMentors,
    ...filled.possible.map(({ name, email }) => ({ name, email })),
  ];
  if (filled.mentorIds.length + others.length > MOST_PEOPLE_FOR_CONTACT) return null;
  // Nor does the page teach us here which addresses are the student's.
  const form = { ...filled, newMentors: [], possible: [], others, selfEmails: [] };
  const known = mentors.filter(({ id }) => form.mentorIds.includes(id));
  if (known.length === 0) return null;
  const byDue = await Promise.all(
    known.map(async mentor => ({ mentor, isDue: (await dueAbout(deps, mentor)) !== null })),
  );
  const first = byDue.find(({ isDue }) => isDue)?.mentor ?? known.find(({ id }) => id === form.mentorIds[0]);
  const keys = sourceKeys(form.source);
  const saidAt = item.date ?? item.start;
  return withEntry(deps, {
    // Of what the page says, and never of the clock: a minute later it is still the same.
    key: JSON.stringify([keys, item.title, saidAt]).slice(0, 4000),
    form,
    canLog: saidAt !== null && keys.length > 0 && !item.isCancelled,
    mentors: first === undefined ? known : [first, ...known.filter(mentor => mentor !== first)],
    entry: null,
  });
}

/** Whether it comes from somebody whom the student never wants to log. */
function isOfNeverLogged({ people }: CapturedItem, own: readonly string[], neverLog: readonly string[]): boolean {
  return people.some(
    ({ role, email, isSelf }) =>
      (role === 'from' || role === 'organizer') &&
      email !== null &&
      !isSelf &&
      !own.includes(email) &&
      isNeverLogged(email, neverLog),
  );
}

/** The page by the site's own reader, and no other: what that does not understand has no chip. */
async function readOpen(deps: Deps, tabId: number, site: Site): Promise<PageReading | null> {
  const reading = parsePageReading(await deps.readPage(tabId, site.id));
  const isSite = reading?.url != null && siteAt(reading.url)?.id === site.id;
  const surface = reading?.capture?.surface;
  // Nothing of a list is the one that is open.
  return isSite && surface !== 'list' && surface !== 'calendar-view' ? reading : null;
}

async function withEntry(deps: Deps, open: Open): Promise<Open> {
  const found = await deps.storage.read.interactionsFrom(sourceKeys(open.form.source));
  const before = loggedBefore(open.form, found, deps.now());
  return { ...open, entry: before?.isSame === true ? before.entry : null };
}

/** The reminder about a mentor that has been due longest; `null` for none, and while reminders rest. */
async function dueAbout(deps: Deps, mentor: Mentor): Promise<Reminder | null> {
  const { read } = deps.storage;
  const now = deps.now();
  if ((await read.rest(now, deps.timeZone())) !== null) return null;
  const due = (await read.openRemindersAbout(mentor.id)).filter(reminder => isDue(reminder, now));
  return due.toSorted((a, b) => a.dueAt - b.dueAt)[0] ?? null;
}

async function viewOf(deps: Deps, open: Open | null): Promise<ChipView | null> {
  const mentor = open?.mentors[0];
  if (open === null || mentor === undefined) return null;
  const today = localDateOf(deps.now(), deps.timeZone());
  const [lastContact, due] = await Promise.all([deps.storage.read.lastContact(mentor.id), dueAbout(deps, mentor)]);
  const others = open.mentors.length - 1;
  return {
    key: open.key,
    language: language(),
    direction: t('direction') === 'rtl' ? 'rtl' : 'ltr',
    mentorId: mentor.id,
    name: mentor.name,
    lastContact:
      lastContact === null
        ? t('chipNoContact')
        : t('chipLastContact', { when: formatRelativeDay(endedOn(lastContact.when), today) }),
    due: due === null ? null : dueText(due, today),
    others: others === 0 ? null : plural('chipOthers', others),
    logged: open.entry === null ? null : t(open.entry.state === 'planned' ? 'chipPlanned' : 'chipLogged'),
    words: {
      label: t('chipLabel', { name: mentor.name }),
      log: open.canLog ? t(isPlanned(deps, open) ? 'chipLogPlanned' : 'actionLog') : null,
      open: t('chipOpen'),
      undo: t('actionUndo'),
      dismiss: t('actionDismiss'),
      failed: t('chipFailed'),
    },
  };
}

function dueText(reminder: Reminder, today: LocalDate): string {
  if (reminder.rule !== 'check-in') return reasonText(reminder, today);
  return reminder.dueOn >= today ? t('chipDueToday') : t('chipDueSince', { day: formatDay(reminder.dueOn, today) });
}

/** Whether it is still to come. */
function isPlanned(deps: Deps, { form }: Open): boolean {
  const read = readLogForm(form, deps.now());
  return read.ok && read.value.fields.state === 'planned';
}

function sentenceOf({ code, value }: Problem): string {
  return tFamily('problem', code, value === undefined ? {} : { value });
}

function done(sentence: string, rest: Partial<ChipDone>): ChipDone {
  return { sentence, undoId: null, isProblem: false, view: null, ...rest };
}
