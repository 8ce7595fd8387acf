import { useState } from 'preact/hooks';
import { daysBetween, type LocalDate, localDateOf } from '../../core/dates.ts';
import { endedOn, type Interaction } from '../../core/interaction.ts';
import { isUnderWay } from '../../core/letter.ts';
import type { Readiness } from '../../core/letters/readiness.ts';
import { findMentors, isPaused, type Mentor } from '../../core/mentor.ts';
import { openAt, type Reminder } from '../../core/reminders/reminder.ts';
import { formatDay, formatRelativeDay, formatSpan } from '../../i18n/format.ts';
import { plural, t } from '../../i18n/t.ts';
import { call } from '../../platform/messaging.ts';
import { Avatar } from '../components/Avatar.tsx';
import { Badge } from '../components/Badge.tsx';
import { Button } from '../components/Button.tsx';
import { Card } from '../components/Card.tsx';
import { EmptyState } from '../components/EmptyState.tsx';
import { Loading } from '../components/Loading.tsx';
import { PageHeader } from '../components/PageHeader.tsx';
import { SegmentedControl } from '../components/SegmentedControl.tsx';
import { TextInput } from '../components/TextInput.tsx';
import { lateFrom } from '../due/bands.ts';
import { describeMentor } from '../hooks/describe-mentor.ts';
import { goTo } from '../hooks/go-to.ts';
import { LoadFailed } from '../hooks/LoadFailed.tsx';
import { useLive } from '../hooks/use-live.ts';
import { useNow } from '../hooks/use-now.ts';
import type { Toasts } from '../hooks/use-toast.ts';
import { ReadinessWords, VerdictBadge } from '../mentors-ready/ReadinessWords.tsx';
import { useAllReadiness } from '../mentors-ready/use-all-readiness.ts';
import { MentorDialog } from './MentorDialog.tsx';

type Shown = 'active' | 'archived';
type Order = 'name' | 'vouch';

export interface MentorsPageProps {
  /** Whether the dialog for a new one is open, as the address says. */
  readonly isAdding: boolean;
  readonly toasts: Toasts;
}

/** Everybody in the log. */
export function MentorsPage({ isAdding, toasts }: MentorsPageProps) {
  const { now, today, timeZone } = useNow();
  const [query, setQuery] = useState('');
  const [shown, setShown] = useState<Shown>('active');
  const [order, setOrder] = useState<Order>('name');
  const readiness = useAllReadiness(today);
  const live = useLive(
    async reader => {
      const mentors = await reader.mentors();
      const last = await Promise.all(mentors.map(({ id }) => reader.lastContact(id)));
      const coming = (await reader.upcoming(now, 2 * mentors.length))
        .map(({ reminder }) => reminder)
        .filter(({ rule }) => rule === 'check-in');
      const open = [...(await reader.due(now, timeZone)).map(({ reminder }) => reminder), ...coming];
      const letters = (await reader.letters()).filter(isUnderWay);
      const asked = new Set(letters.filter(({ askedOn }) => askedOn !== null).map(({ mentorId }) => mentorId));
      return mentors.map((mentor, index) => ({
        mentor,
        wasAsked: asked.has(mentor.id),
        lastContact: last[index] ?? null,
        reminder: open.find(({ mentorId }) => mentorId === mentor.id) ?? null,
      }));
    },
    [now, timeZone],
  );

  // In place of the dialog's address, so that the back button does not open it again.
  const close = () => location.replace('#/mentors');
  const add = async (fields: Readonly<Record<string, unknown>>) => {
    const result = await call('mentor/save', { id: null, fields });
    if (!result.ok) return result.problem;
    close();
    toasts.told(result, t('toastMentorAdded'));
    goTo(`/mentors/${result.value.id}`);
    return null;
  };

  const people = live.state === 'ready' ? live.value : [];
  const archived = people.filter(({ mentor }) => mentor.isArchived).length;
  const active = people.length - archived;
  const found = new Set(
    findMentors(
      people.map(({ mentor }) => mentor),
      query,
    ).map(({ id }) => id),
  );
  const listed = inOrder(
    people.filter(
      ({ mentor }) => mentor.isArchived === (shown === 'archived') && (query.trim() === '' || found.has(mentor.id)),
    ),
    order === 'vouch' ? readiness : null,
  );
  return (
    <>
      <PageHeader
        title={t('navMentors')}
        subtitle={active === 0 ? t('mentorsSubtitle') : plural('mentorsCount', active)}
        actions={
          <Button variant="primary" icon="plus" onClick={() => goTo('/mentors/new')}>
            {t('mentorsAdd')}
          </Button>
        }
      />
      {live.state === 'loading' && (
        <Card>
          <Loading label={t('loading')} people lines={5} />
        </Card>
      )}
      {live.state === 'failed' && <LoadFailed problem={live.problem} />}
      {live.state === 'ready' && people.length === 0 && (
        <Card>
          <EmptyState
            title={t('mentorsEmptyTitle')}
            action={
              <a class="button secondary size-m" href="#/import">
                {t('mentorsImport')}
              </a>
            }
          >
            {t('mentorsEmptyText')}
          </EmptyState>
        </Card>
      )}
      {people.length > 0 && (
        <div class="toolbar">
          <TextInput
            label={t('mentorsSearch')}
            labelHidden
            type="search"
            icon="search"
            placeholder={t('mentorsSearch')}
            value={query}
            onInput={setQuery}
          />
          {active > 0 && shown === 'active' && (
            <SegmentedControl<Order>
              label={t('readyOrder')}
              labelHidden
              value={order}
              options={[
                { value: 'name', label: t('readyOrderName') },
                { value: 'vouch', label: t('readyOrderVouch') },
              ]}
              onChange={setOrder}
            />
          )}
          {order === 'vouch' && shown === 'active' && (
            <a class="button secondary size-m" href="#/rehearse">
              {t('rehearsalStartTitle')}
            </a>
          )}
          {archived > 0 && (
            <SegmentedControl<Shown>
              label={t('mentorsShown')}
              labelHidden
              value={shown}
              options={[
                { value: 'active', label: t('mentorsActive') },
                { value: 'archived', label: t('mentorsArchived') },
              ]}
              onChange={setShown}
            />
          )}
        </div>
      )}
      {people.length > 0 && listed.length === 0 && (
        <Card>
          <EmptyState drawing="search" title={t('mentorsNoneFound')}>
            {query.trim() === '' ? undefined : t('mentorsNoneFoundText', { query: query.trim() })}
          </EmptyState>
        </Card>
      )}
      {listed.length > 0 && (
        <Card flush>
          <ul class="people" aria-label={plural('formFound', listed.length)}>
            {listed.map(({ mentor, wasAsked, lastContact, reminder }) => (
              <li key={mentor.id}>
                <a class="people-row" href={`#/mentors/${mentor.id}`}>
                  <Avatar name={mentor.name} seed={mentor.id} />
                  <span class="people-words">
                    <strong class="truncate plaintext">{mentor.name}</strong>
                    <span class="muted small truncate plaintext">{describeMentor(mentor)}</span>
                    {order === 'vouch' && shown === 'active' && (
                      <Judged readiness={readiness?.get(mentor.id)} today={today} />
                    )}
                  </span>
                  <span class="people-state">
                    {/* Who was asked already is no question any more. */}
                    {!wasAsked && <Verdict readiness={readiness?.get(mentor.id)} showsAll={order === 'vouch'} />}
                    <NextStep mentor={mentor} reminder={reminder} now={now} today={today} timeZone={timeZone} />
                    <LastContact contact={lastContact} today={today} />
                  </span>
                </a>
              </li>
            ))}
          </ul>
        </Card>
      )}
      {isAdding && <MentorDialog mentor={null} onClose={close} onSave={add} />}
    </>
  );
}

/** The most ready first; by name while that is not known. */
function inOrder<T extends { readonly mentor: Mentor }>(
  list: readonly T[],
  readiness: ReadonlyMap<string, Readiness> | null,
): readonly T[] {
  if (readiness === null) return list;
  const places = new Map([...readiness.keys()].map((id, place) => [id, place]));
  const placeOf = ({ mentor }: T) => places.get(mentor.id) ?? places.size;
  return list.toSorted((a, b) => placeOf(a) - placeOf(b));
}

interface VerdictProps {
  readonly readiness: Readiness | undefined;
  /** Whether it is also said of those who are not ready at all. */
  readonly showsAll: boolean;
}

function Verdict({ readiness, showsAll }: VerdictProps) {
  if (readiness === undefined) return null;
  const { verdict } = readiness;
  return showsAll || verdict === 'ready' || verdict === 'soon' ? (
    <VerdictBadge verdict={readiness.verdict} isChair={readiness.isChair} />
  ) : null;
}

function Judged({ readiness, today }: { readonly readiness: Readiness | undefined; readonly today: LocalDate }) {
  return readiness === undefined ? null : <ReadinessWords readiness={readiness} today={today} hasNoBadge />;
}

interface NextStepProps {
  readonly mentor: Mentor;
  /** The open one about this mentor; `null` for none. */
  readonly reminder: Reminder | null;
  readonly now: number;
  readonly today: LocalDate;
  readonly timeZone: string;
}

/** What is due, else when the next check-in is, or why there is none. */
function NextStep({ mentor, reminder, now, today, timeZone }: NextStepProps) {
  if (mentor.isArchived) return null;
  const at = reminder === null ? null : openAt(reminder);
  if (reminder !== null && at !== null && at <= now) {
    const late = daysBetween(lateFrom(reminder), today);
    return (
      <Badge tone="due" icon="bell">
        {late > 0 ? t('dueLate', { span: formatSpan(late) }) : t('dueTodayBadge')}
      </Badge>
    );
  }
  if (!mentor.wantsCheckIns) return <Badge>{t('mentorNoRhythm')}</Badge>;
  if (reminder === null || at === null) return null;
  if (reminder.state === 'snoozed') {
    return <Badge icon="clock">{t('mentorSnoozed', { day: formatDay(localDateOf(at, timeZone), today) })}</Badge>;
  }
  if (isPaused(mentor, today) && mentor.pausedUntilOn !== null) {
    return <Badge icon="bell-off">{t('mentorPaused', { day: formatDay(mentor.pausedUntilOn, today) })}</Badge>;
  }
  return <Badge>{t('mentorNextCheckIn', { day: formatDay(reminder.dueOn, today) })}</Badge>;
}

function LastContact({ contact, today }: { readonly contact: Interaction | null; readonly today: LocalDate }) {
  return (
    <span>
      {contact === null
        ? t('mentorNeverSpoken')
        : t('mentorLastContact', { when: formatRelativeDay(endedOn(contact.when), today) })}
    </span>
  );
}
