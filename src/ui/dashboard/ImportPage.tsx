import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { parseLocalDate } from '../../core/dates.ts';
import type { Problem } from '../../core/result.ts';
import { t } from '../../i18n/t.ts';
import { report } from '../../platform/report.ts';
import { Banner } from '../components/Banner.tsx';
import { Button } from '../components/Button.tsx';
import { Card } from '../components/Card.tsx';
import { DateTimeField } from '../components/DateTimeField.tsx';
import { EmptyState } from '../components/EmptyState.tsx';
import { Icon, type IconName } from '../components/Icon.tsx';
import { PageHeader } from '../components/PageHeader.tsx';
import { TextInput } from '../components/TextInput.tsx';
import { focusHeading } from '../hooks/focus-heading.ts';
import { problemText } from '../hooks/problem-text.ts';
import type { Toasts } from '../hooks/use-toast.ts';
import { countsText } from '../import/describe-row.ts';
import { FileButton } from '../import/FileButton.tsx';
import { FileList } from '../import/FileList.tsx';
import { ImportSession, type ImportState, requestOf } from '../import/import-session.ts';
import { Preview } from '../import/Preview.tsx';
import { Report } from '../import/Report.tsx';
import { TableColumns } from '../import/TableColumns.tsx';
import { useFileDrop } from '../import/use-file-drop.ts';
import { useImport } from '../import/use-import.ts';

export interface ImportPageProps {
  /** Where the session is kept that outlives this page, so that looking at another loses nothing; `null` in it at first. */
  readonly kept: { current: ImportSession | null };
  readonly toasts: Toasts;
}

/** Files become entries and mentors: chosen, looked through, added. */
export function ImportPage({ kept, toasts }: ImportPageProps) {
  kept.current ??= new ImportSession();
  const session = kept.current;
  const state = useImport(session);
  const isFirst = useRef(true);
  const add = (files: readonly File[]) => session.add(files);
  const isOver = useFileDrop(add);
  const { phase, outcome } = state;
  const isChoosing = phase === 'choosing';
  // Where the button that was pressed is gone, reading goes on from the top.
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever the one view takes the place of the other
  useEffect(() => {
    if (!isFirst.current && document.activeElement === document.body) focusHeading();
    isFirst.current = false;
  }, [isChoosing]);
  return (
    <>
      <PageHeader
        back={{ href: '#/data', label: t('navData') }}
        title={t('importTitle')}
        subtitle={t('importSubtitle')}
      />
      <div class="stack import">
        {phase === 'done' && outcome !== null ? (
          <Report session={session} state={state} outcome={outcome} toasts={toasts} />
        ) : isChoosing ? (
          <Choose onFiles={add} />
        ) : (
          <Chosen session={session} state={state} />
        )}
      </div>
      {isOver && (
        <div class="import-veil">
          <p>
            <Icon name="upload" />
            {t('importDropHere')}
          </p>
        </div>
      )}
    </>
  );
}

function Choose({ onFiles }: { onFiles(files: readonly File[]): void }) {
  return (
    <>
      <div class="import-drop">
        <span class="saved-mark">
          <Icon name="upload" />
        </span>
        <p class="empty-title">{t('importDropTitle')}</p>
        <p class="muted">{t('importDropText')}</p>
        <FileButton label={t('importChoose')} primary onFiles={onFiles} />
      </div>
      <ul class="import-kinds" aria-label={t('importKindsLabel')}>
        <Kind icon="mail" title={t('importKindMail')} text={t('importKindMailText')} />
        <Kind icon="calendar" title={t('importKindCalendar')} text={t('importKindCalendarText')} />
        <Kind icon="users" title={t('importKindContacts')} text={t('importKindContactsText')} />
        <Kind icon="table" title={t('importKindTable')} text={t('importKindTableText')} />
      </ul>
    </>
  );
}

function Kind({ icon, title, text }: { readonly icon: IconName; readonly title: string; readonly text: string }) {
  return (
    <li>
      <Icon name={icon} />
      <div>
        <strong>{title}</strong>
        <p class="muted small">{text}</p>
      </div>
    </li>
  );
}

function Chosen({ session, state }: { readonly session: ImportSession; readonly state: ImportState }) {
  const { files, rows, phase, problem } = state;
  const contents = files.flatMap(file =>
    file.content === null || typeof file.content === 'string' ? [] : [{ file, content: file.content }],
  );
  const hasDays = contents.some(({ content }) => content.calendar !== null);
  // Drawn anew only when something in it changed: progress is told many times a second.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the parts of the state that it shows
  const preview = useMemo(
    () => <Preview session={session} state={state} />,
    [session, files, rows, state.ticks, state.answers, state.mentors],
  );
  const isReady = phase === 'ready' || phase === 'writing';
  const isEmpty = !rows.some(({ type }) => type === 'entry' || type === 'contact');
  return (
    <>
      <FileList session={session} state={state} />
      {state.isOwnMissing && <OwnAddress key={state.likelyOwn} session={session} likely={state.likelyOwn ?? ''} />}
      {hasDays && <Days session={session} state={state} />}
      {contents.map(({ file, content }) =>
        content.table === null ? null : (
          <TableColumns key={file.id} session={session} state={state} file={file} content={content.table} />
        ),
      )}
      {isReady && isEmpty && (
        <Card>
          <EmptyState drawing="search" title={t('importNothingTitle')}>
            {t('importNothingText')}
          </EmptyState>
        </Card>
      )}
      {preview}
      {problem !== null && (
        <Banner tone="danger" announce>
          {problemText(problem)}
        </Banner>
      )}
      {!isEmpty && <Foot session={session} state={state} />}
    </>
  );
}

function Foot({ session, state }: { readonly session: ImportSession; readonly state: ImportState }) {
  const { forms, mentors, addresses } = requestOf(state);
  // Some stand in several entries, and some among the contacts as well.
  const listed = new Set(mentors.flatMap(({ emails }) => emails));
  const inEntries = forms.flatMap(({ newMentors }) => newMentors.map(({ name, email }) => email ?? name));
  const newcomers = new Set(inEntries.filter(key => !listed.has(key)));
  const counts = {
    entryCount: forms.length,
    mentorCount: mentors.length + newcomers.size,
    addressCount: addresses.length,
  };
  const what = countsText(counts);
  const isWriting = state.phase === 'writing';
  return (
    <div class="import-foot">
      <span role="status">
        {isWriting
          ? t('importWriting')
          : state.isOwnMissing
            ? t('importOwnFirst')
            : what === ''
              ? t('importChosenNone')
              : what}
      </span>
      <Button
        variant="primary"
        busy={isWriting}
        disabled={what === '' || state.phase === 'reading' || state.isOwnMissing}
        onClick={() => void session.write().catch(report)}
      >
        {t('importAction')}
      </Button>
    </div>
  );
}

function Days({ session, state }: { readonly session: ImportSession; readonly state: ImportState }) {
  const { range } = state;
  const change = (days: Partial<typeof range>) => session.setRange({ ...range, ...days });
  const pick = (text: string, take: (on: NonNullable<ReturnType<typeof parseLocalDate>>) => void) => {
    // Half typed, the browser's own field gives nothing.
    const on = parseLocalDate(text);
    if (on !== null) take(on);
  };
  return (
    <Card title={t('importRange')}>
      <div class="form">
        <p class="muted small">{t('importRangeText')}</p>
        <div class="form-row import-days">
          <DateTimeField
            label={t('importRangeFrom')}
            date={range.from}
            error={range.from > range.to ? t('importRangeEmpty') : null}
            onDate={text => pick(text, from => change({ from }))}
          />
          <DateTimeField label={t('importRangeTo')} date={range.to} onDate={text => pick(text, to => change({ to }))} />
        </div>
      </div>
    </Card>
  );
}

function OwnAddress({ session, likely }: { readonly session: ImportSession; readonly likely: string }) {
  const [email, setEmail] = useState(likely);
  const [problem, setProblem] = useState<Problem | null>(null);
  const save = async () => {
    const result = await session.addOwnAddress(email);
    setProblem(result.ok ? null : result.problem);
  };
  return (
    <Banner title={t('importOwnTitle')}>
      <form
        class="import-own"
        noValidate
        onSubmit={event => {
          event.preventDefault();
          void save().catch(report);
        }}
      >
        <p>{t('importOwnText')}</p>
        <div class="import-own-row">
          <TextInput
            label={t('importOwnLabel')}
            labelHidden
            type="email"
            autocomplete="email"
            value={email}
            error={problem === null ? null : problemText(problem)}
            onInput={setEmail}
          />
          <Button type="submit">{t('importOwnSave')}</Button>
          <Button
            variant="quiet"
            onClick={() => {
              session.skipOwnAddress();
              focusHeading();
            }}
          >
            {t('importOwnSkip')}
          </Button>
        </div>
      </form>
    </Banner>
  );
}
