import { useEffect, useRef, useState } from 'preact/hooks';
import { localDateOf } from '../../../core/dates.ts';
import type { Mentor } from '../../../core/mentor.ts';
import type { Reason } from '../../../core/reminders/reminder.ts';
import { nextActionText, notificationTitle } from '../../../i18n/reason.ts';
import { t } from '../../../i18n/t.ts';
import { now, timeZone } from '../../../platform/clock.ts';
import { report } from '../../../platform/report.ts';
import type { DueReminder, Reader } from '../../../storage/index.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { Icon } from '../../components/Icon.tsx';
import { Loading } from '../../components/Loading.tsx';
import { Select } from '../../components/Select.tsx';
import { TextArea } from '../../components/TextArea.tsx';
import { TextInput } from '../../components/TextInput.tsx';
import { reader } from '../../hooks/reader.ts';
import { type DraftFacts, draftText } from './draft-text.ts';
import { mailLink } from './mail-link.ts';

export interface DraftDialogProps {
  readonly due: DueReminder;
  onClose(): void;
}

type Known = Pick<DraftFacts, 'studentName' | 'news'> & { readonly people: readonly Mentor[] };

/** A message to begin with, for the student's own mail. Nothing is sent from here. */
export function DraftDialog({ due, onClose }: DraftDialogProps) {
  const [known, setKnown] = useState<Known | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only as it opens
  useEffect(() => {
    reader()
      .then(opened => read(opened, due))
      .then(setKnown)
      .catch(error => {
        report(error);
        // Without storage there is still somebody to write to.
        setKnown({ studentName: '', news: [], people: due.mentor === null ? [] : [due.mentor] });
      });
  }, []);
  const title = nextActionText(due.reminder) ?? t('dueDraftTitle');
  if (known === null) {
    return (
      <Dialog title={title} closeLabel={t('actionClose')} onClose={onClose}>
        <Loading label={t('loading')} lines={6} />
      </Dialog>
    );
  }
  return <DraftForm due={due} known={known} onClose={onClose} />;
}

async function read(opened: Reader, { reminder, mentor }: DueReminder): Promise<Known> {
  const { reason } = reminder;
  const people =
    mentor !== null ? [mentor] : reason.type === 'feedback' ? await opened.mentorsById(reason.mentorIds) : [];
  const { name } = await opened.profile();
  const since = newsSince(reason);
  const all = since === null ? [] : await opened.milestones();
  const news = all.filter(({ on }) => since !== null && on >= since).toSorted((a, b) => (a.on < b.on ? 1 : -1));
  return { studentName: name, news, people };
}

/** From which day on the student's news is new to them; `null` where a message is not about news. */
function newsSince(reason: Reason) {
  switch (reason.type) {
    case 'last-contact':
    case 'last-settled':
    case 'refresh':
      return reason.since;
    default:
      return null;
  }
}

function DraftForm({ due, known, onClose }: DraftDialogProps & { readonly known: Known }) {
  const { people, ...facts } = known;
  const compose = (person: Mentor | undefined) =>
    person === undefined
      ? { subject: '', body: '' }
      : draftText({ ...facts, reason: due.reminder.reason, mentor: person, today: localDateOf(now(), timeZone()) });
  const [mentor, setMentor] = useState(people[0]);
  const [to, setTo] = useState(mentor?.requestEmail ?? mentor?.emails[0] ?? '');
  const [{ subject, body }, setText] = useState(() => compose(mentor));
  /** What was done with it, for those who wait for an answer. */
  const [said, setSaid] = useState('');
  const isTouched = useRef(false);
  const link = mailLink(to, subject, body);
  const change = (text: { readonly subject?: string; readonly body?: string }) => {
    isTouched.current = true;
    setText(before => ({ ...before, ...text }));
  };
  const choose = (id: string) => {
    const chosen = people.find(person => person.id === id);
    if (chosen === undefined) return;
    setMentor(chosen);
    setTo(chosen.requestEmail ?? chosen.emails[0] ?? '');
    // What somebody has worked on is not thrown away for another greeting.
    if (!isTouched.current) setText(compose(chosen));
  };
  const copy = async (told: string) => {
    try {
      await navigator.clipboard.writeText(body);
      setSaid(told);
    } catch (error) {
      report(error);
      setSaid(t('draftCopyFailed'));
    }
  };
  return (
    <Dialog
      title={mentor === undefined ? t('dueDraftTitle') : notificationTitle(due.reminder, mentor)}
      closeLabel={t('actionClose')}
      onClose={onClose}
      // As a form it is not closed by a click beside it, which would lose what was typed.
      onSubmit={() => {}}
      actions={
        <>
          <p class="draft-said" role="status">
            {said}
          </p>
          <Button icon="page" onClick={() => void copy(t('draftCopied'))}>
            {t('draftCopy')}
          </Button>
          <a
            class="button primary size-m"
            href={link.href}
            target="_blank"
            rel="noreferrer"
            onClick={() => {
              if (link.hasBody) setSaid(t('draftOpened'));
              else void copy(t('draftPaste'));
            }}
          >
            <Icon name="external" />
            <span class="button-text">{t('draftOpen')}</span>
          </a>
        </>
      }
    >
      <p class="muted small">{t('draftNothingSent')}</p>
      {people.length > 1 && (
        <Select
          label={t('draftWho')}
          value={mentor?.id ?? ''}
          options={people.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={choose}
        />
      )}
      <TextInput
        label={t('draftTo')}
        type="email"
        value={to}
        onInput={setTo}
        hint={to.trim() === '' ? t('draftNoAddress') : undefined}
      />
      <TextInput label={t('formTitle')} value={subject} onInput={value => change({ subject: value })} />
      <TextArea
        label={t('draftBody')}
        tall
        value={body}
        onInput={value => change({ body: value })}
        hint={link.hasBody ? t('draftBodyHint') : t('draftLong')}
      />
    </Dialog>
  );
}
