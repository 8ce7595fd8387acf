import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { type LocalDate, localDateOf } from '../../core/dates.ts';
import { endedOn, type Interaction } from '../../core/interaction.ts';
import { isUnderWay } from '../../core/letter.ts';
import { emptyLogForm, type LogForm as Form, fillFromInteraction } from '../../core/log-form.ts';
import type { Mentor } from '../../core/mentor.ts';
import type { Purpose } from '../../core/message-template.ts';
import { openAt, type Reminder } from '../../core/reminders/reminder.ts';
import type { Problem } from '../../core/result.ts';
import { rhythmDaysOf } from '../../core/rhythm.ts';
import { formatDay, formatRelativeDay, formatSpan } from '../../i18n/format.ts';
import { plural, t, tFamily } from '../../i18n/t.ts';
import { now, timeZone as zoneNow } from '../../platform/clock.ts';
import { call } from '../../platform/messaging.ts';
import { report } from '../../platform/report.ts';
import { Avatar } from '../components/Avatar.tsx';
import { Badge } from '../components/Badge.tsx';
import { Banner } from '../components/Banner.tsx';
import { Button } from '../components/Button.tsx';
import { Card } from '../components/Card.tsx';
import { Dialog } from '../components/Dialog.tsx';
import { DueRow } from '../components/DueItem.tsx';
import { EmptyState } from '../components/EmptyState.tsx';
import { Loading } from '../components/Loading.tsx';
import { Menu, type MenuItem } from '../components/Menu.tsx';
import { PageHeader } from '../components/PageHeader.tsx';
import { LateDueMessage } from '../drafts/LateDueMessage.tsx';
import { LateMessageDialog } from '../drafts/LateMessageDialog.tsx';
import { DueItems } from '../due/DueList.tsx';
import { answerDueKey } from '../due/due-keys.ts';
import { heldText } from '../due/held-text.ts';
import { DueDialogOf } from '../due/LateDueDialog.tsx';
import { PlannedQuestion } from '../due/PlannedQuestion.tsx';
import { prefillFor } from '../due/prefill.ts';
import { useDue } from '../due/use-due.ts';
import { describeMentor } from '../hooks/describe-mentor.ts';
import { focusHeading } from '../hooks/focus-heading.ts';
import { goTo } from '../hooks/go-to.ts';
import { KeptNotice } from '../hooks/KeptNotice.tsx';
import { LoadFailed } from '../hooks/LoadFailed.tsx';
import { problemText } from '../hooks/problem-text.ts';
import { reader } from '../hooks/reader.ts';
import { useKeptForm } from '../hooks/use-kept-form.ts';
import { useLive } from '../hooks/use-live.ts';
import { useNow } from '../hooks/use-now.ts';
import type { Toasts } from '../hooks/use-toast.ts';
import { isSaidByField, LogFields } from '../log/LogForm.tsx';
import { SourceLink } from '../log/LogView.tsx';
import { withTypedPerson } from '../log/people.ts';
import { LateFollowUpDialog } from '../timeline/LateFollowUpDialog.tsx';
import { Timeline } from '../timeline/Timeline.tsx';
import { late } from './Late.tsx';
import { MentorDialog } from './MentorDialog.tsx';

// Comes after the person and their history.
const MentorWork = late(() => import('../work/MentorWork.tsx').then(({ MentorWork: section }) => section));

const ReadinessCard = late(() =>
  import('../mentors-ready/ReadinessCard.tsx').then(({ ReadinessCard: section }) => section),
);

/** How many entries a timeline shows at first, and more of at each press. */
const STEP = 50;

export interface MentorPageProps {
  readonly id: string;
  readonly toasts: Toasts;
}

/** One person: what is due, who they are, and everything that happened. */
export function MentorPage({ id, toasts }: MentorPageProps) {
  const { now: at, today, timeZone } = useNow();
  const [most, setMost] = useState(STEP);
  const [isEditing, setEditing] = useState(false);
  const [form, setForm] = useState<Form | null>(() => (/\/log$/.test(location.hash) ? formFor(id, null) : null));
  const [writing, setWriting] = useState<Purpose | null>(null);
  /** What something is to follow; `null` for nothing. */
  const [followed, setFollowed] = useState<Interaction | null>(null);
  const startLog = (_mentorId: string, reminder: Reminder | null) => setForm(formFor(id, reminder));
  const view = useDue({ toasts, ofOnePerson: true, Message: LateDueMessage, onLog: startLog, onGo: goTo });
  // From a reminder, whose facts fill the form.
  useEffect(() => {
    const reminderId = reminderInAddress();
    if (reminderId === null) return;
    reader()
      .then(opened => opened.reminder(reminderId))
      .then(reminder => setForm(formFor(id, reminder)))
      .catch(report);
  }, [id]);
  const live = useLive(
    async opened => ({
      mentor: await opened.mentor(id),
      mentors: await opened.mentors(),
      settings: await opened.settings(),
      due: (await opened.due(at, timeZone)).filter(({ mentor }) => mentor?.id === id),
      held: (await opened.heldBack(at, timeZone)).filter(({ mentor }) => mentor?.id === id),
      upcoming: (await opened.openRemindersAbout(id)).filter(
        reminder => reminder.rule === 'check-in' && (openAt(reminder) ?? 0) > at,
      ),
      lastContact: await opened.lastContact(id),
      entries: await opened.timeline(id, most),
      count: await opened.interactionCount(id),
      moments: await opened.momentsWith(id),
    }),
    [id, most, at, timeZone],
  );
  useEffect(() => {
    // Whoever came here while it loaded waits at the empty page.
    if (live.state !== 'loading' && document.activeElement?.id === 'main') focusHeading();
  }, [live.state]);
  const back = { href: '#/mentors', label: t('navMentors') };
  if (live.state !== 'ready') {
    return (
      <>
        <PageHeader back={back} title={t('mentorPageTitle')} />
        {live.state === 'failed' ? (
          <LoadFailed problem={live.problem} />
        ) : (
          <Card>
            <Loading label={t('loading')} lines={6} />
          </Card>
        )}
      </>
    );
  }
  const { mentor, mentors, settings, due, held, upcoming, lastContact, entries, count, moments } = live.value;
  if (mentor === null) {
    return (
      <>
        <PageHeader back={back} title={t('mentorPageTitle')} />
        <Card>
          <EmptyState title={t('mentorGoneTitle')} drawing="search">
            {t('mentorGoneText')}
          </EmptyState>
        </Card>
      </>
    );
  }

  const save = async (fields: Readonly<Record<string, unknown>>) => {
    const result = await call('mentor/save', { id, fields });
    if (!result.ok) return result.problem;
    setEditing(false);
    toasts.told(result, t('toastMentorSaved'));
    return null;
  };
  const setArchived = async (isArchived: boolean) => {
    const { name } = mentor;
    if (!isArchived) {
      toasts.told(await call('mentor/set-archived', { id, isArchived }), t('toastUnarchived', { name }));
      return;
    }
    const letters = await (await reader()).lettersBy(id);
    // Their letters would be forgotten with them.
    const open = letters.filter(letter => isUnderWay(letter) && letter.receivedOn === null).length;
    const sentence = open === 0 ? t('toastArchived', { name }) : plural('toastArchivedLetters', open, { name });
    toasts.told(await call('mentor/set-archived', { id, isArchived }), sentence);
  };
  const removeMentor = async () => {
    if (toasts.told(await call('mentor/remove', { id }), t('toastMentorRemoved', { name: mentor.name })))
      goTo('/mentors');
  };
  const next = upcoming[0];
  const logAnew = () => setForm(formFor(id, null));
  const closeLog = () => {
    setForm(null);
    if (/\/log(?:\/|$)/.test(location.hash)) history.replaceState(null, '', `#/mentors/${id}`);
  };
  const isAboutEmpty = mentor.emails.length === 0 && mentor.phone === '' && mentor.howWeMet === '';
  return (
    <>
      <PageHeader
        back={back}
        lead={<Avatar name={mentor.name} seed={mentor.id} size="l" />}
        title={mentor.credentials === '' ? mentor.name : `${mentor.name}, ${mentor.credentials}`}
        subtitle={describeMentor(mentor)}
        actions={
          <>
            {mentor.isArchived && <Badge icon="archive">{t('mentorsArchived')}</Badge>}
            <Button icon="pencil" onClick={() => setEditing(true)}>
              {t('mentorEdit')}
            </Button>
            <Menu icon="mail" label={t('mentorWrite')} items={writeItems()} onChoose={setWriting} />
            <Button variant="primary" icon="plus" onClick={logAnew}>
              {t('mentorLog')}
            </Button>
            <Menu
              icon="more"
              iconOnly
              label={t('mentorMore')}
              items={[
                mentor.isArchived
                  ? { id: 'unarchive', label: t('mentorUnarchive'), icon: 'archive' }
                  : { id: 'archive', label: t('mentorArchive'), icon: 'archive' },
                { id: 'remove', label: t('mentorRemove'), icon: 'trash', danger: true },
              ]}
              onChoose={choice => {
                if (choice === 'remove') void removeMentor();
                else void setArchived(choice === 'archive').catch(report);
              }}
            />
          </>
        }
      />
      <div class="columns">
        <div class="stack">
          {due.length > 0 && (
            <Card title={plural('dueNow', due.length)}>
              {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the buttons in it. */}
              <div onKeyDown={event => answerDueKey(event.currentTarget, event)}>
                <DueItems due={due} view={view} onEmptied={focusHeading} />
              </div>
            </Card>
          )}
          {held.length > 0 && (
            <Card title={plural('dueHeld', held.length)}>
              <ul class="due-list">
                {held.map(item => (
                  <DueRow
                    key={item.reminder.id}
                    {...view.rowOf(item)}
                    when={t('heldUntil', { day: formatDay(item.untilOn, today) })}
                    why={heldText(item, [...due, ...held], today)}
                  />
                ))}
              </ul>
            </Card>
          )}
          <MentorWork mentorId={id} toasts={toasts} />
          <Card title={count === 0 ? t('timelineHeading') : plural('timelineTitle', count)}>
            {entries.length === 0 ? (
              <EmptyState
                drawing="letter"
                title={t('timelineEmptyTitle')}
                action={
                  <Button icon="pencil" onClick={logAnew}>
                    {t('timelineEmptyAction')}
                  </Button>
                }
              >
                {t('timelineEmptyText')}
              </EmptyState>
            ) : (
              <Timeline
                entries={entries}
                mentorId={id}
                moments={moments}
                actionsFor={entry => (
                  <EntryMenu entry={entry} toasts={toasts} onEdit={setForm} onFollowUp={setFollowed} />
                )}
                questionFor={entry =>
                  isOverAndPlanned(entry, at, today) ? (
                    <PlannedQuestion
                      interactionId={entry.id}
                      title={entry.title || tFamily('kind', entry.kind)}
                      view={view}
                    />
                  ) : undefined
                }
              />
            )}
            {count > entries.length && (
              <div class="card-foot">
                <Button wide onClick={() => setMost(most + STEP)}>
                  {t('timelineMore')}
                </Button>
              </div>
            )}
          </Card>
        </div>
        <div class="stack">
          <ReadinessCard key={id} mentorId={id} toasts={toasts} />
          <Card title={t('mentorKeepingInTouch')}>
            <dl class="facts">
              <Fact label={t('mentorLastContactLabel')}>
                {lastContact === null
                  ? t('mentorNeverSpoken')
                  : t('dueUpcomingWhen', {
                      day: formatDay(endedOn(lastContact.when), today),
                      relative: formatRelativeDay(endedOn(lastContact.when), today),
                    })}
              </Fact>
              <Fact label={t('mentorRhythmLabel')}>
                {mentor.wantsCheckIns
                  ? t('mentorRhythm', { span: formatSpan(rhythmDaysOf(mentor, settings)) })
                  : t('mentorNoRhythm')}
              </Fact>
              {next !== undefined && (
                <Fact label={t('mentorNextLabel')}>
                  {formatDay(localDateOf(openAt(next) ?? next.dueAt, timeZone), today)}
                  {next.state === 'snoozed' && (
                    <>
                      {' '}
                      <Badge icon="clock">{t('reminderSnoozed')}</Badge>
                    </>
                  )}
                </Fact>
              )}
              {mentor.pausedUntilOn !== null && mentor.pausedUntilOn > today && (
                <Fact label={t('mentorPausedUntil')}>{formatDay(mentor.pausedUntilOn, today)}</Fact>
              )}
            </dl>
          </Card>
          <Card title={t('mentorAbout')}>
            {isAboutEmpty ? (
              <p class="muted">{t('mentorAboutEmpty')}</p>
            ) : (
              <dl class="facts">
                <Facts mentor={mentor} />
              </dl>
            )}
          </Card>
        </div>
      </div>
      <DueDialogOf view={view} />
      {writing !== null && (
        <LateMessageDialog
          purpose={writing}
          mentorId={id}
          letterId={null}
          toasts={toasts}
          onClose={() => setWriting(null)}
        />
      )}
      {isEditing && <MentorDialog mentor={mentor} onClose={() => setEditing(false)} onSave={save} />}
      {followed !== null && <LateFollowUpDialog entry={followed} toasts={toasts} onClose={() => setFollowed(null)} />}
      {form !== null && <LogDialog start={form} mentors={mentors} toasts={toasts} onClose={closeLog} />}
    </>
  );
}

/** What there most often is to write to somebody; everything else can be chosen in the message itself. */
function writeItems(): readonly MenuItem<Purpose>[] {
  return [
    { id: 'check-in', label: t('writeCheckIn'), icon: 'chat' },
    { id: 'thanks-session', label: t('writeThanks'), icon: 'heart' },
    { id: 'meeting', label: t('writeMeeting'), icon: 'coffee' },
    { id: 'feedback', label: t('writeFeedback'), icon: 'stethoscope' },
    { id: 'ask', label: t('writeAsk'), icon: 'mail' },
  ];
}

/** @param reminder - What it is filled in from; `null` for nothing. */
function formFor(mentorId: string, reminder: Reminder | null): Form {
  const known = reminder === null ? {} : prefillFor(reminder);
  return { ...emptyLogForm(now(), zoneNow()), ...known, mentorIds: [mentorId] };
}

/** The reminder that an address like `#/mentors/ID/log/REMINDER` names; `null` for none. */
function reminderInAddress(): string | null {
  const found = /\/log\/([^/]+)$/.exec(location.hash)?.[1];
  try {
    return found === undefined ? null : decodeURIComponent(found);
  } catch {
    return null;
  }
}

function isOverAndPlanned({ state, when }: Interaction, at: number, today: LocalDate): boolean {
  if (state !== 'planned') return false;
  return when.type === 'days' ? when.endsOn < today : (when.endsAt ?? when.startsAt) <= at;
}

function Fact({ label, children }: { readonly label: string; readonly children: ComponentChildren }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd class="plaintext">{children}</dd>
    </div>
  );
}

function Facts({ mentor }: { readonly mentor: Mentor }) {
  return (
    <>
      {mentor.emails.length > 0 && (
        <Fact label={t('mentorEmails')}>
          {mentor.emails.map(email => (
            <a key={email} href={`mailto:${encodeURIComponent(email).replaceAll('%40', '@')}`}>
              {email}
            </a>
          ))}
        </Fact>
      )}
      {mentor.phone !== '' && <Fact label={t('mentorPhone')}>{mentor.phone}</Fact>}
      {mentor.howWeMet !== '' && <Fact label={t('mentorHowWeMet')}>{mentor.howWeMet}</Fact>}
    </>
  );
}

interface EntryMenuProps {
  readonly entry: Interaction;
  readonly toasts: Toasts;
  onEdit(form: Form): void;
  onFollowUp(entry: Interaction): void;
}

function EntryMenu({ entry, toasts, onEdit, onFollowUp }: EntryMenuProps) {
  const setState = async (state: 'happened' | 'cancelled') =>
    toasts.told(await call('interaction/set-state', { id: entry.id, state }), t('toastEntrySaved'));
  return (
    <Menu
      icon="more"
      iconOnly
      size="s"
      label={t('entryMore', { title: entry.title || tFamily('kind', entry.kind) })}
      items={[
        { id: 'edit', label: t('entryEdit'), icon: 'pencil' },
        // What was called off leaves nothing to do.
        ...(entry.state === 'cancelled'
          ? []
          : [{ id: 'follow-up', label: t('entryFollowUp'), icon: 'clock' as const }]),
        ...(entry.state === 'happened' ? [] : [{ id: 'happened', label: t('entryHappened'), icon: 'check' as const }]),
        ...(entry.state === 'planned' ? [{ id: 'cancelled', label: t('entryCancelled'), icon: 'x' as const }] : []),
        { id: 'remove', label: t('entryRemove'), icon: 'trash' as const, danger: true },
      ]}
      onChoose={choice => {
        if (choice === 'edit') onEdit(fillFromInteraction(entry, now(), zoneNow()));
        else if (choice === 'follow-up') onFollowUp(entry);
        else if (choice === 'happened' || choice === 'cancelled') void setState(choice);
        else
          void call('interaction/remove', { id: entry.id }).then(result => toasts.told(result, t('toastEntryRemoved')));
      }}
    />
  );
}

/** A half-typed entry is kept for whom it is about, or for the entry that is being changed. */
function logKey({ interactionId, mentorIds }: Form): string {
  return interactionId === null ? `log/${mentorIds[0] ?? ''}` : `log/entry/${interactionId}`;
}

interface LogDialogProps {
  readonly start: Form;
  readonly mentors: readonly Mentor[];
  readonly toasts: Toasts;
  onClose(): void;
}

function LogDialog({ start, mentors, toasts, onClose }: LogDialogProps) {
  const { fields: form, set, isRestored, forget } = useKeptForm(logKey(start), start);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isSaving, setSaving] = useState(false);
  // A second Enter comes before the button is drawn as busy.
  const isUnderWay = useRef(false);
  const save = async () => {
    if (isUnderWay.current) return;
    isUnderWay.current = true;
    setSaving(true);
    const entry = withTypedPerson(form, mentors);
    set(entry);
    const result = await call('interaction/log', { form: entry, draftId: null });
    isUnderWay.current = false;
    setSaving(false);
    if (!result.ok) {
      setProblem(result.problem);
      return;
    }
    forget();
    toasts.told(result, t('toastEntrySaved'));
    onClose();
  };
  const isElsewhere = problem !== null && !isSaidByField(problem);
  return (
    <Dialog
      title={form.interactionId === null ? t('popupTitle') : t('entryEditTitle')}
      closeLabel={t('actionClose')}
      onClose={onClose}
      onSubmit={() => void save()}
      actions={
        <>
          <Button variant="quiet" onClick={onClose}>
            {t('actionCancel')}
          </Button>
          <Button variant="primary" type="submit" busy={isSaving}>
            {t('actionSave')}
          </Button>
        </>
      }
    >
      {isRestored && <KeptNotice onForget={forget} />}
      <LogFields
        form={form}
        mentors={mentors}
        suggestions={[]}
        problem={problem}
        takesFocus
        onChange={fields => {
          setProblem(null);
          set(fields);
        }}
        onSave={() => void save()}
      />
      <SourceLink form={form} />
      {isElsewhere && (
        <Banner tone="danger" announce>
          {problemText(problem)}
        </Banner>
      )}
    </Dialog>
  );
}
