import { focusedItem, type PageReading, parsePageReading } from '../../core/capture.ts';
import { type LocalDate, localDateOf } from '../../core/dates.ts';
import { fillFromItem, isInteraction } from '../../core/fill-form.ts';
import { endedOn, type Interaction, sourceKeys } from '../../core/interaction.ts';
import type { LogForm } from '../../core/log-form.ts';
import { loggedBefore } from '../../core/logged-before.ts';
import type { Mentor } from '../../core/mentor.ts';
import { openAt, type Reminder } from '../../core/reminders/reminder.ts';
import { failure, type Problem, type Result, success } from '../../core/result.ts';
import { type Site, siteAt } from '../../core/sites.ts';
import { formatDay, formatRelativeDay } from '../../i18n/format.ts';
import { reasonText } from '../../i18n/reason.ts';
import { language, t, tFamily } from '../../i18n/t.ts';
import type { ChipAnswer, ChipDone, ChipView, RequestOf, Sender } from '../../messages/protocol.ts';
import { openPanelBeside } from '../../platform/side-panel.ts';
import { type Deps, withDeps } from '../deps.ts';
import { logInteraction } from './log-interaction.ts';
import { prepareLog } from './prepare-log.ts';
import { undo } from './undo.ts';

/**
 * What our script in an allowed site may ask. It is trusted with nothing: it says that something is open and what was
 * pressed, and the worker reads the page itself, if the site is allowed now, the student agreed to reading, and the site
 * is not switched off. Only people are answered about whose address the open message or event names.
 */

/** What is open in a page, and who of the mentors is in it. */
interface Open {
  readonly key: string;
  readonly form: LogForm;
  /** Whose chip it is, first; never empty. */
  readonly mentors: readonly Mentor[];
  /** The entry that was made from this very message or event; `null` for none. */
  readonly entry: Interaction | null;
}

/** What the chip shows beside what is open in the page that asks. */
export async function lookForChip(deps: Deps, from: Sender): Promise<Result<ChipAnswer>> {
  const site = await allowedSite(deps, from);
  if (site === null) return success({ isAllowed: false, view: null });
  return success({ isAllowed: true, view: await viewOf(deps, await openIn(deps, site, from)) });
}

/** Logs what is open, once. What was pressed may have been about something else by now: then nothing is logged. */
export async function logFromChip(deps: Deps, { key }: RequestOf<'chip/log'>, from: Sender): Promise<Result<ChipDone>> {
  const site = await allowedSite(deps, from);
  if (site === null) return failure('consent/not-given');
  // One after the other, so that of two clicks the second finds what the first has logged.
  return deps.alone('chip/log', async () => {
    const open = await openIn(deps, site, from);
    if (open === null || open.key !== key) {
      return success(done(t('chipChanged'), { isProblem: true, view: await viewOf(deps, open) }));
    }
    if (open.entry !== null) return success(done(t('chipAlready'), { view: await viewOf(deps, open) }));
    const logged = await logInteraction(deps, { form: open.form, draftId: null });
    const view = await viewOf(deps, await withEntry(deps, open));
    if (!logged.ok) return success(done(sentenceOf(logged.problem), { isProblem: true, view }));
    return success(done(view?.logged ?? t('chipLogged'), { undoId: logged.value.undoId, view }));
  });
}

export async function undoFromChip(
  deps: Deps,
  { undoId }: RequestOf<'chip/undo'>,
  from: Sender,
): Promise<Result<ChipDone>> {
  const site = await allowedSite(deps, from);
  if (site === null) return failure('consent/not-given');
  const undone = await undo(deps, { undoId });
  const view = await viewOf(deps, await openIn(deps, site, from));
  return success(
    undone.ok ? done(t('toastUndone'), { view }) : done(sentenceOf(undone.problem), { isProblem: true, view }),
  );
}

/** Opens the panel beside the page with what is open in it; where the browser has none, the mentor's page. */
export async function openFromChip({ mentorId }: RequestOf<'chip/open'>, from: Sender): Promise<Result<void>> {
  if (chipSite(from) === null) return failure('consent/not-given');
  // First, since only now does the click count as a gesture.
  const opening = openPanelBeside(from.windowId);
  return withDeps(async deps => {
    if ((await allowedSite(deps, from)) === null) return failure('consent/not-given');
    const tab = from.tabId === null ? null : await deps.tabInfo(from.tabId);
    if ((await opening) && tab !== null) {
      await prepareLog(deps, { selection: '', link: null, tab: { ...tab, windowId: from.windowId } });
    } else if ((await deps.storage.read.mentor(mentorId)) !== null) {
      await deps.openPage(`src/ui/dashboard/index.html#/mentors/${mentorId}`);
    }
    return success(undefined);
  });
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

/** Reads the page that asks; `null` when there is nothing in it that a chip is for, or it may not be read. */
async function openIn(deps: Deps, site: Site, { tabId }: Sender): Promise<Open | null> {
  const { read } = deps.storage;
  const [hasConsent, settings] = await Promise.all([read.hasConsent(), read.settings()]);
  if (tabId === null || !hasConsent || settings.sitesOff.includes(site.id)) return null;
  const [reading, mentors, profile] = await Promise.all([readOpen(deps, tabId, site), read.mentors(), read.profile()]);
  const item = reading?.capture == null ? null : focusedItem(reading.capture);
  if (reading === null || item === null || !isInteraction(item)) return null;
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
  const form = { ...filled, newMentors: [], possible: [], others };
  const known = mentors.filter(({ id }) => form.mentorIds.includes(id));
  if (known.length === 0) return null;
  const byDue = await Promise.all(
    known.map(async mentor => ({ mentor, isDue: (await dueAbout(deps, mentor)) !== null })),
  );
  const first = byDue.find(({ isDue }) => isDue)?.mentor ?? known.find(({ id }) => id === form.mentorIds[0]);
  return withEntry(deps, {
    // An event without any id is known by what it is called and when it is.
    key: JSON.stringify([sourceKeys(form.source), form.title, form.on, form.time]).slice(0, 4000),
    form,
    mentors: first === undefined ? known : [first, ...known.filter(mentor => mentor !== first)],
    entry: null,
  });
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

/** The reminder about a mentor that has been due longest; `null` for none. */
async function dueAbout(deps: Deps, mentor: Mentor): Promise<Reminder | null> {
  const now = deps.now();
  const due = (await deps.storage.read.remindersAbout(mentor.id)).filter(reminder => {
    const at = openAt(reminder);
    return at !== null && at <= now;
  });
  return due.toSorted((a, b) => a.dueAt - b.dueAt)[0] ?? null;
}

async function viewOf(deps: Deps, open: Open | null): Promise<ChipView | null> {
  const mentor = open?.mentors[0];
  if (open === null || mentor === undefined) return null;
  const today = localDateOf(deps.now(), deps.timeZone());
  const [lastContact, due] = await Promise.all([deps.storage.read.lastContact(mentor.id), dueAbout(deps, mentor)]);
  const others = open.mentors.slice(1).map(({ name }) => name);
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
    others: others.length === 0 ? null : t('chipOthers', { names: listOf(others) }),
    logged: open.entry === null ? null : t(open.entry.state === 'planned' ? 'chipPlanned' : 'chipLogged'),
    words: {
      label: t('chipLabel', { name: mentor.name }),
      log: t('actionLog'),
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

function listOf(names: readonly string[]): string {
  return new Intl.ListFormat(language(), { type: 'conjunction' }).format(names);
}

function sentenceOf({ code, value }: Problem): string {
  return tFamily('problem', code, value === undefined ? {} : { value });
}

function done(sentence: string, rest: Partial<ChipDone>): ChipDone {
  return { sentence, undoId: null, isProblem: false, view: null, ...rest };
}
