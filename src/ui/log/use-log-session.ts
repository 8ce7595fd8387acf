import { useEffect, useRef, useState } from 'preact/hooks';
import type { Instant } from '../../core/dates.ts';
import type { Draft } from '../../core/draft.ts';
import { emptyLogForm, type FormPerson, type LogForm } from '../../core/log-form.ts';
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
  readonly pageProblem: 'consent/not-given' | 'capture/page-unreadable' | 'capture/invalid' | null;
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
  const [pageProblem, setPageProblem] = useState<LogSession['pageProblem']>(null);
  const [isPageKnown, setPageKnown] = useState(false);
  const [isFromMenu, setFromMenu] = useState(false);
  const [isReading, setReading] = useState(false);
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
    touched.current = new Set(draft.isTouched ? (Object.keys(draft.form) as (keyof LogForm)[]) : pointedAt(draft.form));
    setProblem(null);
    setSaved(null);
    setPageKnown(draft.form.title !== '' || draft.form.source !== null);
    setPageProblem(draft.isTouched ? null : draft.pageProblem);
    setFromMenu(draft.origin === 'menu');
    setResumed(resumed);
    show(draft.form, draft.suggestions, draft.id);
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
    const [{ fillFromReading }, opened] = await Promise.all([import('./late.ts'), reader()]);
    const [known, profile] = await Promise.all([opened.mentors(), opened.profile()]);
    const context = {
      mentors: known,
      selfEmails: profile.emails,
      now: now(),
      timeZone: timeZone(),
    };
    const filled = fillFromReading(reading, context);
    fill(filled.form, filled.suggestions);
    readFrom.current = pageOf(tab);
    setPageKnown(reading.title !== '' || reading.url !== null);
    setPageProblem(why);
  };

  /** Puts in what the browser tells of a tab, on an otherwise fresh form. */
  const fillFromTab = (tab: TabInfo | null) => {
    readFrom.current = null;
    const fresh = emptyLogForm(now(), timeZone());
    if (tab === null || (tab.title === '' && tab.url === '')) {
      fill(fresh, []);
      return;
    }
    const isWeb = /^https?:/.test(tab.url);
    const source = isWeb
      ? { site: 'page', title: tab.title, url: tab.url, messageId: null, threadId: null, eventId: null }
      : null;
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
      const unfinished = known.find(draft => draft.isTouched && draft.form.interactionId === null);
      const wanted = origin === 'panel' ? (menuDraft ?? unfinished) : unfinished;
      if (menuDraft !== undefined) seenMenuDraft.current = menuDraft.id;
      if (wanted !== undefined && touched.current.size === 0) adopt(wanted, wanted.isTouched);
      stopWatching = opened.watch(
        async source => ({ people: await source.mentors(), forms: await source.drafts() }),
        ({ people, forms }) => {
          if (!isOpen) return;
          setMentors(people);
          setDrafts(forms);
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
    begin().catch(async error => {
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
      const { form: entry, suggestions: shown } = latest.current;
      // Named here, so that trying again after a lost answer writes the same entry and not a second one.
      const id = latest.current.draftId ?? newId();
      show(entry, shown, id);
      await keeper.current?.settle();
      const at = now();
      const result = await call('interaction/log', { form: entry, draftId: id });
      if (!result.ok) {
        setProblem(result.problem);
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
    resume: draft => adopt(draft, true),
    logAnother: startOver,
  };
}

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
