import { useEffect, useRef } from 'preact/hooks';
import type { PageReading } from '../../core/capture.ts';
import { localDateOf, parseLocalDate } from '../../core/dates.ts';
import { startedOn } from '../../core/interaction.ts';
import type { LogForm as Form } from '../../core/log-form.ts';
import { siteWithReader } from '../../core/sites.ts';
import { formatDay } from '../../i18n/format.ts';
import { plural, t, tFamily } from '../../i18n/t.ts';
import { now, timeZone } from '../../platform/clock.ts';
import { call } from '../../platform/messaging.ts';
import { report } from '../../platform/report.ts';
import { Banner } from '../components/Banner.tsx';
import { Button } from '../components/Button.tsx';
import { Icon } from '../components/Icon.tsx';
import { openDashboard } from '../hooks/open-dashboard.ts';
import { problemText } from '../hooks/problem-text.ts';
import { useFocusInList } from '../hooks/use-focus-in-list.ts';
import type { Toasts } from '../hooks/use-toast.ts';
import { CATCH_UP_ID, CatchUp, CaughtUp, catchUpAction } from './CatchUp.tsx';
import { isSaidByField, LogForm } from './LogForm.tsx';
import { whenStillToCome } from './still-to-come.ts';
import type { CatchUpState } from './use-catch-up.ts';
import type { LogSession, SavedEntry } from './use-log-session.ts';

/** Joins the form in the body of a view with its button in the foot. */
const FORM_ID = 'log';

export interface LogViewProps {
  readonly session: LogSession;
  readonly catchUp: CatchUpState;
  readonly takesFocus: boolean;
  readonly toasts: Toasts;
}

/** The log form with what surrounds it: what was read, what was left unfinished, and that it is saved. */
export function LogView({ session, catchUp, takesFocus, toasts }: LogViewProps) {
  if (session.saved !== null) return <Saved saved={session.saved} session={session} />;
  if (catchUp.logged !== null) return <CaughtUp catchUp={catchUp} />;
  return (
    <>
      {catchUp.proposals.length > 0 && (
        <CatchUp
          catchUp={catchUp}
          mentors={session.mentors}
          takesFocus={takesFocus}
          onType={letter => {
            // Whoever types fast types more before the field is there.
            session.change({ personQuery: session.form.personQuery + letter });
            focusForm('[role=combobox]');
          }}
        />
      )}
      {catchUp.isFirst ? (
        <div class="cluster fold">
          <Button
            variant="quiet"
            icon="plus"
            onClick={() => {
              catchUp.logElse();
              focusForm('[role=combobox]');
            }}
          >
            {t('catchUpElse')}
          </Button>
        </div>
      ) : (
        <Entry session={session} takesFocus={takesFocus} />
      )}
      {session.otherDrafts.length > 0 && <OtherDrafts session={session} toasts={toasts} />}
    </>
  );
}

/** One entry: what was read for it, what was left unfinished, and its form. */
function Entry({ session, takesFocus }: Pick<LogViewProps, 'session' | 'takesFocus'>) {
  return (
    <section class="sheet" aria-labelledby="log-title" aria-busy={session.isReading}>
      <div class="section-head">
        <h2 id="log-title">{t('popupTitle')}</h2>
        <SourceLink form={session.form} />
      </div>
      <PageNotice session={session} />
      {session.isResumed && (
        <Banner
          compact
          icon="pencil"
          actions={
            <Button size="s" variant="quiet" onClick={session.startOver}>
              {t('draftStartOver')}
            </Button>
          }
        >
          {t('draftResumed')}
        </Banner>
      )}
      <LoggedNotice session={session} />
      <LetterNotice session={session} />
      <LogForm
        id={FORM_ID}
        form={session.form}
        mentors={session.mentors}
        suggestions={session.suggestions}
        problem={session.problem}
        takesFocus={takesFocus}
        onChange={session.change}
        onSave={() => void session.save()}
      />
    </section>
  );
}

/** Puts the cursor where somebody who was just chosen elsewhere is written about. */
export function focusNote(): void {
  focusForm('textarea');
}

/** A form that was folded away is drawn first. */
function focusForm(selector: string): void {
  setTimeout(() => document.getElementById(FORM_ID)?.querySelector<HTMLElement>(selector)?.focus());
}

/** The foot of a view with a log form: its button, and above it what went wrong. Always in sight. */
export function LogFoot({ session, catchUp }: Pick<LogViewProps, 'session' | 'catchUp'>) {
  const { problem, saved } = session;
  const isUpdate = session.form.interactionId !== null;
  return (
    <footer class="popup-foot">
      {problem !== null && (saved !== null || !isSaidByField(problem)) && (
        <Banner compact tone="danger" announce>
          {problemText(problem)}
        </Banner>
      )}
      {/* Rows of their own: Save does not turn into another button under the finger. */}
      {saved !== null || catchUp.logged !== null ? (
        <div key="saved" class="popup-foot-row">
          <span />
          <Button icon="plus" onClick={saved === null ? catchUp.leave : session.logAnother}>
            {t('actionLogAnother')}
          </Button>
        </div>
      ) : catchUp.isFirst ? (
        <div key="catch-up" class="popup-foot-row">
          <span class="muted small">{catchUp.picked.length > 0 && t('catchUpEnter')}</span>
          <Button
            variant="primary"
            type="submit"
            form={CATCH_UP_ID}
            busy={catchUp.isBusy}
            disabled={catchUp.picked.length === 0}
          >
            {catchUpAction(catchUp)}
          </Button>
        </div>
      ) : (
        <div key="save" class="popup-foot-row">
          <span class="muted small">{isUpdate ? t('formEnterUpdates') : t('formEnterSaves')}</span>
          <Button variant="primary" type="submit" form={FORM_ID} busy={session.isSaving}>
            {isUpdate ? t('actionUpdate') : t('actionSave')}
          </Button>
        </div>
      )}
    </footer>
  );
}

/** The page or message an entry came from. */
export function SourceLink({ form }: { readonly form: Pick<Form, 'source'> }) {
  const url = form.source?.url ?? null;
  if (url === null) return null;
  return (
    <a class="source" href={url} target="_blank" rel="noreferrer" title={form.source?.title}>
      <Icon name="link" />
      <span class="visually-hidden">{t('formLink')}</span>
      <span class="truncate">{hostOf(url)}</span>
    </a>
  );
}

function hostOf(url: string): string {
  return URL.parse(url)?.hostname ?? url;
}

/** That there is an entry of this page already, so that nothing is logged twice. */
function LoggedNotice({ session }: { readonly session: LogSession }) {
  const { loggedBefore } = session;
  if (loggedBefore === null) return null;
  const day = formatDay(startedOn(loggedBefore.entry.when), localDateOf(now(), timeZone()));
  const isUpdate = session.form.interactionId === loggedBefore.entry.id;
  return (
    <Banner
      compact
      icon="check"
      announce
      actions={
        isUpdate ? (
          <Button size="s" variant="quiet" onClick={session.logAnew}>
            {t('loggedAnew')}
          </Button>
        ) : (
          <Button size="s" onClick={session.updateLogged}>
            {t('loggedUpdate')}
          </Button>
        )
      }
    >
      {isUpdate
        ? t('loggedAlready', { day })
        : loggedBefore.isSame
          ? t('loggedSame', { day })
          : t('loggedEarlier', { day })}
    </Banner>
  );
}

/** A mail in a conversation in which a letter was asked for may be the answer; only the student knows. */
function LetterNotice({ session }: { readonly session: LogSession }) {
  const { letterAsked, form } = session;
  if (letterAsked === null) return null;
  if (form.letterStep === 'answer' && form.letterId === letterAsked) {
    return (
      <Banner
        compact
        icon="check"
        announce
        actions={
          <Button size="s" variant="quiet" onClick={() => session.change({ letterId: null, letterStep: null })}>
            {t('actionUndo')}
          </Button>
        }
      >
        {t('letterAnswerMarked')}
      </Banner>
    );
  }
  return (
    <Banner
      compact
      actions={
        <Button size="s" onClick={() => session.change({ letterId: letterAsked, letterStep: 'answer' })}>
          {t('letterAnswerMark')}
        </Button>
      }
    >
      {t('letterAnswer')}
    </Banner>
  );
}

function PageNotice({ session }: { readonly session: LogSession }) {
  switch (session.pageProblem) {
    case null:
      return null;
    case 'consent/not-given':
      return (
        <Banner
          compact
          icon="shield"
          actions={
            <Button size="s" busy={session.isReading} onClick={() => void session.agreeAndRead()}>
              {t('consentRead')}
            </Button>
          }
        >
          {t('consentAsk')}
        </Banner>
      );
    case 'capture/not-understood':
      return (
        <Banner
          compact
          icon="page"
          announce
          actions={
            <Button
              size="s"
              variant="quiet"
              onClick={() => void openDashboard(sitePathOf(session.reading)).catch(report)}
            >
              {t('pageNotUnderstoodWhy')}
            </Button>
          }
        >
          {t('pageNotUnderstood')}
        </Banner>
      );
    default:
      // The grant of a click on the toolbar or in the menu reaches no further than its page; the panel has none itself.
      if (session.origin === 'panel' && !session.isFromMenu && session.pageProblem === 'capture/page-unreadable') {
        return (
          <Banner compact icon="page" announce>
            {t('panelReadHint')}
          </Banner>
        );
      }
      return (
        <Banner compact icon="page" announce>
          {session.isPageKnown ? t('pageUnreadable') : t('pageHidden')}
        </Banner>
      );
  }
}

/** The place of the dashboard about the site whose page could not be read. */
function sitePathOf(reading: PageReading | null): string {
  const site = siteWithReader(reading?.unread?.reader ?? '');
  return site === null ? '/sites' : `/sites/${site.id}`;
}

function OtherDrafts({ session, toasts }: Pick<LogViewProps, 'session' | 'toasts'>) {
  const { otherDrafts } = session;
  const list = useFocusInList<HTMLUListElement>();
  const today = localDateOf(now(), timeZone());
  const discard = async (id: string) => toasts.told(await call('draft/discard', { id }), t('toastDraftDiscarded'));
  return (
    <section class="section" aria-labelledby="drafts-title">
      <h2 id="drafts-title">{plural('draftOthers', otherDrafts.length)}</h2>
      <ul class="rows" ref={list}>
        {otherDrafts.map(draft => {
          const title = draft.form.title || draft.form.note || draft.form.moment?.situation || t('draftUntitled');
          return (
            <li key={draft.id} class="row">
              <span class="row-words">
                <span class="truncate plaintext">{title}</span>
                <span class="muted small">{formatDay(localDateOf(draft.updatedAt, timeZone()), today)}</span>
              </span>
              <Button size="s" onClick={() => session.resume(draft)}>
                {t('draftContinue')}
              </Button>
              <Button size="s" variant="quiet" onClick={() => void discard(draft.id)}>
                {t('draftDiscard')}
              </Button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Saved({ saved, session }: { readonly saved: SavedEntry; readonly session: LogSession }) {
  const heading = useRef<HTMLHeadingElement>(null);
  // The field with the cursor is gone. On a button, a second Enter would do what nobody meant.
  useEffect(() => heading.current?.focus(), []);
  const names = session.mentors.filter(({ id }) => saved.mentorIds.includes(id)).map(({ name }) => name);
  const today = localDateOf(now(), timeZone());
  const on = parseLocalDate(saved.form.on);
  const isPlanned = whenStillToCome(saved.form, saved.at) !== null;
  const first = saved.mentorIds[0];
  return (
    <section class="saved" data-saved aria-labelledby="saved-title">
      <span class="saved-mark">
        <Icon name="check" />
      </span>
      <h2 id="saved-title" tabIndex={-1} ref={heading}>
        {saved.form.interactionId !== null ? t('savedUpdated') : isPlanned ? t('savedPlanned') : t('savedTitle')}
      </h2>
      <p class="muted" role="status">
        {t('savedText', {
          day: on === null ? '' : formatDay(on, today),
          kind: tFamily('kind', saved.form.kind),
          names: names.join(', '),
        })}
      </p>
      <div class="cluster">
        <Button icon="undo" onClick={() => void session.undo()}>
          {t('actionUndo')}
        </Button>
        {first !== undefined && (
          <Button variant="quiet" icon="user" onClick={() => void openDashboard(`/mentors/${first}`).catch(report)}>
            {t('actionOpenMentor')}
          </Button>
        )}
      </div>
    </section>
  );
}
