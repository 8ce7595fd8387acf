import { useEffect, useRef, useState } from 'preact/hooks';
import type { PageReading } from '../../core/capture.ts';
import type { Proposal } from '../../core/catch-up.ts';
import type { Instant } from '../../core/dates.ts';
import type { Draft, PageProblem } from '../../core/draft.ts';
import { lookUpKeys } from '../../core/interaction.ts';
import { emptyLogForm, type FormPerson, type LogForm } from '../../core/log-form.ts';
import type { LoggedBefore } from '../../core/logged-before.ts';
import type { Mentor } from '../../core/mentor.ts';
import type { Problem } from '../../core/result.ts';
import { now, timeZone } from '../../platform/clock.ts';
import { newId } from '../../platform/ids.ts';
import { call } from '../../platform/messaging.ts';
import { report } from '../../platform/report.ts';
import { activeTab, onActiveTabChange, type TabInfo } from '../../platform/tabs.ts';
import { reader } from '../hooks/reader.ts';
import { DraftKeeper } from './draft-keeper.ts';
import { withTypedPerson } from './people.ts';

/** A click in the menu that is older than this was not meant for a panel that opens or loads now. */
const MENU_DRAFT_LIVES_MS = 2 * 60_000;

/** What became of the entry, once it is saved. */
export interface SavedEntry {
  readonly interactionId: string;
  readonly undoId: string;
  readonly mentorIds: readonly string[];
  readonly form: LogForm;
  /** The moment it was handed over to be saved. */
  readonly at: Instant;
}

export interface LogSession {
  readonly origin: 'popup' | 'panel';
  readonly form: LogForm;
  /** All of them, archived ones too. */
  readonly mentors: readonly Mentor[];
  readonly suggestions: readonly FormPerson[];
  /** Why there is no more than title and address from the page; `null` when there is, or no page. */
  readonly pageProblem: PageProblem | null;
  /** What the page showed when it was read; `null` while it was not. */
  readonly reading: PageReading | null;
  /** The entry that was made from this page's message or event, or from an earlier one of its conversation; or `null`. */
  readonly loggedBefore: LoggedBefore | null;
  /** The letter that this mail may be the answer about; `null` for none. */
  readonly letterAsked: string | null;
  /** The past items of a list or calendar that could be logged together. */
  readonly proposals: readonly Proposal[];
  /** Whether the browser told at least the page's title or address; of its own pages it tells neither. */
  readonly isPageKnown: boolean;
  /** Whether the page was to be read by a click in the menu, which is the way to read one from the panel. */
  readonly isFromMenu: boolean;
  readonly isReading: boolean;
  readonly problem: Problem | null;
  readonly isSaving: boolean;
  readonly saved: SavedEntry | null;
  /** Other half-typed entries, newest first. */
  readonly otherDrafts: readonly Draft[];
  /** Whether the form holds an entry begun earlier. */
  readonly isResumed: boolean;
  change(fields: Partial<LogForm>): void;
  save(): Promise<void>;
  undo(): Promise<void>;
  /** Agrees to pages being read on a click, and reads this one. */
  agreeAndRead(): Promise<void>;
  /** Begins anew from the page; what was half typed stays among the other drafts. */
  startOver(): void;
  /** Brings the entry that was logged before up to the page, in the form, instead of making another. */
  updateLogged(): void;
  /** Makes another entry although there is one of this page. */
  logAnew(): void;
  /** Nothing is left to be caught up with. */
  dismissProposals(): void;
  resume(draft: Draft): void;
  logAnother(): void;
}

/**
 * A log form with its life: filled from the page, kept while typing, saved, undone.
 *
 * @param first - What is to be on the screen before storage is loaded for the form.
 */
export function useLogSession(origin: 'popup' | 'panel', first: Promise<unknown>): LogSession {
  const [form, setForm] = useState<LogForm>(() => emptyLogForm(now(), timeZone()));
  const [mentors, setMentors] = useState<readonly Mentor[]>([]);
  const [suggestions, setSuggestions] = useState<readonly FormPerson[]>([]);
  const [pageProblem, setPageProblem] = useState<PageProblem | null>(null);
  const [found, setFound] = useState<FoundOnPage>(NOTHING_FOUND);
  const [isPageKnown, setPageKnown] = useState(false);
  const [isFromMenu, setFromMenu] = useState(false);
  // Until it is known whether there is anything to read.
  const [isReading, setReading] = useState(true);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isSaving, setSaving] = useState(false);
  const [saved, setSaved] = useState<SavedEntry | null>(null);
  const [drafts, setDrafts] = useState<readonly Draft[]>([]);
  const [draftId, setDraftId] = useState<string | null>(null);
  const [isResumed, setResumed] = useState(false);

  // What the student changed by hand, which nothing read later may overwrite.
  const touched = useRef(new Set<keyof LogForm>());
  const latest = useRef({ form, suggestions, draftId });
  latest.current = { form, suggestions, draftId };
  const keeper = useRef<DraftKeeper | null>(null);
  keeper.current ??= new DraftKeeper(setProblem);
  const seenMenuDraft = useRef('');
  // What calls that came before the next drawing have to know, too.
  const isUnderWay = useRef(false);
  /** The kept form on the screen, as long as nothing was typed since it was taken up. */
  const adopted = useRef<{ readonly id: string; readonly updatedAt: Instant } | null>(null);
  /** Whether another entry is wanted although there is one of this page. */
  const isAnew = useRef(false);
  /** The page whose reading the form shows; `null` for none. */
  const readFrom = useRef<string | null>(null);

  const keep = () => {
    const { form: shown, suggestions: found, draftId: id } = latest.current;
    if (id === null || touched.current.size === 0) return;
    keeper.current?.keep(id, { form: shown, origin, suggestions: [...found], isTouched: true });
  };

  const show = (next: LogForm, nextSuggestions: readonly FormPerson[], nextDraftId: string | null) => {
    latest.current = { form: next, suggestions: nextSuggestions, draftId: nextDraftId };
    setForm(next);
    setSuggestions(nextSuggestions);
    setDraftId(nextDraftId);
  };

  const change = (fields: Partial<LogForm>) => {
    for (const name of Object.keys(fields)) touched.current.add(name as keyof LogForm);
    adopted.current = null;
    const { draftId: known, suggestions: shown, form: before } = latest.current;
    show({ ...before, ...fields }, shown, known ?? newId());
    setProblem(null);
    // A draft that is kept after its entry was saved would come back as an unfinished one.
    if (!isUnderWay.current) keep();
  };

  /** Puts in what was read, except where the student was first. */
  const fill = (filled: LogForm, found: readonly FormPerson[]) => {
    const { form: current, draftId: id } = latest.current;
    const kept = Object.fromEntries([...touched.current].map(name => [name, current[name]]));
    show({ ...filled, ...kept }, found, id);
  };

  const adopt = (draft: Draft, resumed: boolean) => {
    readFrom.current = null;
    setFound(NOTHING_FOUND);
    adopted.current = draft.isTouched ? { id: draft.id, updatedAt: draft.updatedAt } : null;
    touched.current = new Set(draft.isTouched ? (Object.keys(draft.form) as (keyof LogForm)[]) : pointedAt(draft.form));
    setProblem(null);
    setSaved(null);
    setPageKnown(draft.form.title !== '' || draft.form.source !== null);
    setPageProblem(draft.isTouched ? null : draft.pageProblem);
    setFromMenu(draft.origin === 'menu');
    setResumed(resumed);
    show(draft.form, draft.suggestions, draft.id);
    if (!draft.isTouched) recognize(draft.form).catch(report);
  };

  /** Looks whether what a click in the menu prepared was logged before; as `readActivePage` does for a page it reads. */
  const recognize = async (filled: LogForm) => {
    const [late, opened] = await Promise.all([import('./late.ts'), reader()]);
    const entries = await opened.interactionsFrom(lookUpKeys(filled.source));
    const before = late.loggedBefore(filled, entries, now());
    const { form: shown, suggestions: offered, draftId: id } = latest.current;
    if (shown !== filled) return;
    setFound({
      ...NOTHING_FOUND,
      filled,
      loggedBefore: before,
      letterAsked: late.letterAnsweredBy(filled, entries),
    });
    const isOther =
      filled.newMentors.length > 0 || filled.mentorIds.some(id => before?.entry.mentorIds.includes(id) === false);
    // Who was pointed at and is not in the entry is the reason for the click.
    if (before?.isSame === true && !isOther) show(late.updatedFrom(before, filled, now()), offered, id);
  };

  const readActivePage = async (tab: TabInfo | null) => {
    if (tab === null) return;
    setReading(true);
    const answer = await call('page/read', { tabId: tab.id });
    setReading(false);
    if (!answer.ok) {
      setPageProblem('capture/page-unreadable');
      return;
    }
    const { reading, problem: why } = answer.value;
    const [late, opened] = await Promise.all([import('./late.ts'), reader()]);
    const [known, profile, settings] = await Promise.all([opened.mentors(), opened.profile(), opened.settings()]);
    const context = {
      mentors: known,
      selfEmails: profile.emails,
      neverLog: settings.neverLog,
      now: now(),
      timeZone: timeZone(),
    };
    const filled = late.fillFromReading(reading, context);
    const entries = await opened.interactionsFrom(lookUpKeys(filled.form.source));
    const before = late.loggedBefore(filled.form, entries, context.now);
    // The entry that is there is changed rather than doubled, unless the student was already writing another.
    const isUpdate = before?.isSame === true && touched.current.size === 0;
    fill(isUpdate ? late.updatedFrom(before, filled.form, context.now) : filled.form, filled.suggestions);
    const proposals: Proposal[] = [];
    for (const proposal of late.proposalsFor(reading, context)) {
      const { form: row } = proposal;
      const rowEntries = await opened.interactionsFrom(lookUpKeys(row.source));
      if (late.loggedBefore(row, rowEntries, context.now)?.isSame !== true) proposals.push(proposal);
    }
    setFound({
      reading,
      filled: filled.form,
      loggedBefore: before,
      letterAsked: late.letterAnsweredBy(filled.form, entries),
      proposals,
    });
    readFrom.current = pageOf(tab);
    setPageKnown(reading.title !== '' || reading.url !== null);
    setPageProblem(why);
  };

  /** Puts in what the browser tells of a tab, on an otherwise fresh form. */
  const fillFromTab = (tab: TabInfo | null) => {
    readFrom.current = null;
    isAnew.current = false;
    setFound(NOTHING_FOUND);
    const fresh = emptyLogForm(now(), timeZone());
    if (tab === null || (tab.title === '' && tab.url === '')) {
      fill(fresh, []);
      return;
    }
    const isWeb = /^https?:/.test(tab.url);
    const source = isWeb ? { ...NO_IDS, site: 'page', title: tab.title, url: tab.url } : null;
    fill({ ...fresh, title: tab.title.slice(0, 300), source }, []);
  };

  /** Brings an untouched form up to the page in front and the time; one that was read from that page stays. */
  const follow = () => {
    const isFree = () => touched.current.size === 0 && latest.current.draftId === null && !isUnderWay.current;
    if (!isFree()) return;
    activeTab()
      .then(tab => {
        const isSame = readFrom.current !== null && (tab === null || pageOf(tab) === readFrom.current);
        if (isFree() && !isSame) fillFromTab(tab);
      })
      .catch(report);
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: a session begins once
  useEffect(() => {
    let isOpen = true;
    let stopWatching = () => {};
    const begin = async () => {
      const tab = await activeTab();
      if (!isOpen) return;
      if (touched.current.size === 0) fillFromTab(tab);
      await first;
      const opened = await reader();
      if (!isOpen) return;
      const known = await opened.drafts();
      const menuDraft = known.find(isFreshFromMenu);
      const unfinished = known.find(draft => draft.isTouched);
      const wanted = origin === 'panel' ? (menuDraft ?? unfinished) : unfinished;
      if (menuDraft !== undefined) seenMenuDraft.current = menuDraft.id;
      if (wanted !== undefined && touched.current.size === 0) adopt(wanted, wanted.isTouched);
      stopWatching = opened.watch(
        async source => ({ people: await source.mentors(), forms: await source.drafts() }),
        ({ people, forms }) => {
          if (!isOpen) return;
          setMentors(people);
          setDrafts(forms);
          // The last key before a page closed may reach storage after the next page opened.
          const shown = adopted.current;
          const later = shown && forms.find(({ id, updatedAt }) => id === shown.id && updatedAt > shown.updatedAt);
          if (later && !isUnderWay.current) adopt(later, true);
          const fresh = forms.find(isFreshFromMenu);
          if (origin === 'panel' && fresh !== undefined && fresh.id > seenMenuDraft.current) {
            seenMenuDraft.current = fresh.id;
            adopt(fresh, false);
          }
        },
        error => {
          report(error);
          if (isOpen) setProblem({ code: 'storage/unavailable' });
        },
      );
      if (wanted === undefined) {
        if (origin === 'popup') await readActivePage(tab);
        else if (!(await opened.hasConsent())) setPageProblem('consent/not-given');
      }
    };
    const settled = () => {
      if (isOpen) setReading(false);
    };
    begin().then(settled, async error => {
      settled();
      report(error);
      const { storageProblem } = await import('./late.ts');
      if (isOpen) setProblem(storageProblem(error) ?? { code: 'storage/unavailable' });
    });
    // The panel stays while tabs change: an untouched form follows the page in front.
    const stopFollowing = origin === 'panel' ? onActiveTabChange(follow) : () => {};
    const onVisible = () => {
      if (document.visibilityState === 'visible') follow();
    };
    if (origin === 'panel') document.addEventListener('visibilitychange', onVisible);
    const flush = () => keeper.current?.flush();
    addEventListener('pagehide', flush);
    return () => {
      isOpen = false;
      stopWatching();
      stopFollowing();
      document.removeEventListener('visibilitychange', onVisible);
      removeEventListener('pagehide', flush);
    };
  }, []);

  const startOver = () => {
    touched.current = new Set();
    adopted.current = null;
    readFrom.current = null;
    setFromMenu(false);
    setResumed(false);
    setProblem(null);
    setSaved(null);
    show(emptyLogForm(now(), timeZone()), [], null);
    const begin = async () => {
      const tab = await activeTab();
      fillFromTab(tab);
      await readActivePage(tab);
    };
    begin().catch(report);
  };

  /** What the student put into the form by hand, which no button takes away again. */
  const typed = (shown: LogForm): Partial<LogForm> =>
    Object.fromEntries([...touched.current].map(name => [name, shown[name]]));

  const updateLogged = () => {
    const { loggedBefore: before, filled } = found;
    if (before === null || filled === null) return;
    const begin = async () => {
      const { updatedFrom } = await import('./late.ts');
      const { form: shown, suggestions: offered, draftId: id } = latest.current;
      const next = updatedFrom(before, filled, now());
      isAnew.current = false;
      setFound({ ...found, loggedBefore: { ...before, isSame: true } });
      show({ ...next, ...typed(shown) }, offered, id ?? newId());
      keep();
    };
    begin().catch(report);
  };

  const logAnew = () => {
    if (found.filled === null) return;
    const { form: shown, suggestions: offered, draftId: id } = latest.current;
    isAnew.current = true;
    setFound({ ...found, loggedBefore: null });
    show({ ...found.filled, ...typed(shown) }, offered, id);
    keep();
  };

  const save = async () => {
    if (isUnderWay.current) return;
    isUnderWay.current = true;
    setSaving(true);
    try {
      if (latest.current.form.personQuery.trim() !== '') {
        const people = await allMentors();
        const { mentorIds, newMentors, personQuery } = withTypedPerson(latest.current.form, people);
        change({ mentorIds, newMentors, personQuery });
      }
      adopted.current = null;
      const { form: entry, suggestions: shown } = latest.current;
      // Named here, so that trying again after a lost answer writes the same entry and not a second one.
      const id = latest.current.draftId ?? newId();
      show(entry, shown, id);
      await keeper.current?.settle();
      const at = now();
      const result = await call('interaction/log', { form: entry, draftId: id, isAnew: isAnew.current });
      if (!result.ok) {
        setProblem(result.problem);
        // Made meanwhile from another place: it is shown, to be updated instead.
        if (result.problem.code === 'interaction/already-logged') await findLogged(entry);
        // What was typed meanwhile was not kept yet.
        keep();
        return;
      }
      const { id: interactionId, undoId, mentorIds } = result.value;
      // After Undo it is on the screen again, and no other page may take its place.
      touched.current = new Set(Object.keys(entry) as (keyof LogForm)[]);
      setProblem(null);
      setSaved({ interactionId, undoId, mentorIds, form: entry, at });
    } finally {
      isUnderWay.current = false;
      setSaving(false);
    }
  };

  const findLogged = async (entry: LogForm) => {
    const [late, opened] = await Promise.all([import('./late.ts'), reader()]);
    const entries = await opened.interactionsFrom(lookUpKeys(entry.source));
    setFound({ ...found, filled: found.filled ?? entry, loggedBefore: late.loggedBefore(entry, entries, now()) });
  };

  /** As stored: whoever types fast saves before the form has been told who there is. */
  const allMentors = async () => {
    try {
      return await (await reader()).mentors();
    } catch (error) {
      report(error);
      return mentors;
    }
  };

  const undo = async () => {
    if (saved === null) return;
    const result = await call('undo', { undoId: saved.undoId });
    if (result.ok) setSaved(null);
    setProblem(result.ok ? null : result.problem);
  };

  const agreeAndRead = async () => {
    const agreed = await call('consent/set', { isGiven: true });
    if (!agreed.ok) {
      setProblem(agreed.problem);
      return;
    }
    setPageProblem(null);
    await readActivePage(await activeTab()).catch(report);
  };

  return {
    origin,
    form,
    mentors,
    suggestions,
    pageProblem,
    reading: found.reading,
    loggedBefore: found.loggedBefore,
    letterAsked: found.letterAsked,
    proposals: found.proposals,
    isPageKnown,
    isFromMenu,
    isReading,
    problem,
    isSaving,
    saved,
    otherDrafts: drafts.filter(draft => draft.isTouched && draft.id !== draftId),
    isResumed,
    change,
    save,
    undo,
    agreeAndRead,
    startOver,
    updateLogged,
    logAnew,
    dismissProposals: () => setFound({ ...found, proposals: [] }),
    resume: draft => adopt(draft, true),
    logAnother: startOver,
  };
}

/** What a page gave beside the form, once it was read. */
interface FoundOnPage extends Pick<LogSession, 'reading' | 'loggedBefore' | 'letterAsked' | 'proposals'> {
  /** A new entry as the page fills it; `null` while none was read. */
  readonly filled: LogForm | null;
}

const NOTHING_FOUND: FoundOnPage = {
  reading: null,
  filled: null,
  loggedBefore: null,
  letterAsked: null,
  proposals: [],
};

const NO_IDS = { messageId: null, threadId: null, eventId: null, likeness: null } as const;

function pageOf({ id, url }: TabInfo): string {
  return `${id} ${url}`;
}

/** Prepared by a click in the menu just now, and not changed since. */
function isFreshFromMenu({ origin, isTouched, updatedAt }: Draft): boolean {
  return origin === 'menu' && !isTouched && now() - updatedAt < MENU_DRAFT_LIVES_MS;
}

/** What a click in the menu was about. The page may be read after it, and does not replace it. */
function pointedAt(form: LogForm): (keyof LogForm)[] {
  const people: (keyof LogForm)[] =
    form.mentorIds.length + form.newMentors.length > 0 ? ['mentorIds', 'newMentors', 'others'] : [];
  return form.note === '' ? people : [...people, 'note'];
}
