import { useRef, useState } from 'preact/hooks';
import { parseAddress } from '../../core/address.ts';
import {
  isAboutLetter,
  isNewsOfMatch,
  lettersFor,
  lettersTogether,
  MATTERS,
  waysOf,
} from '../../core/drafts/purposes.ts';
import { knownWords } from '../../core/identifiers/known.ts';
import type { Letter } from '../../core/letter.ts';
import type { Mentor } from '../../core/mentor.ts';
import type { Purpose } from '../../core/message-template.ts';
import { plural, t, tFamily } from '../../i18n/t.ts';
import { templateErrorPlace, templateErrorText } from '../../i18n/template-errors.ts';
import { call } from '../../platform/messaging.ts';
import { report } from '../../platform/report.ts';
import { Banner } from '../components/Banner.tsx';
import { Button } from '../components/Button.tsx';
import { Checkbox } from '../components/Checkbox.tsx';
import { Dialog } from '../components/Dialog.tsx';
import { SegmentedControl } from '../components/SegmentedControl.tsx';
import { Select } from '../components/Select.tsx';
import { TextArea } from '../components/TextArea.tsx';
import { TextInput } from '../components/TextInput.tsx';
import { openDashboard } from '../hooks/open-dashboard.ts';
import { useNow } from '../hooks/use-now.ts';
import { PrivacyNote } from '../privacy/PrivacyNote.tsx';
import { GreetingChoice } from './GreetingChoice.tsx';
import { MatchQuestion } from './MatchQuestion.tsx';
import { MessageFoot } from './MessageFoot.tsx';
import { MomentChoice } from './MomentChoice.tsx';
import type { MessageDialogProps } from './message-dialog-props.ts';
import { letterName, matterName } from './message-names.ts';
import { type MessageRecords, trackOf } from './message-records.ts';
import { type MessageText, useMessage } from './use-message.ts';

export interface MessageFormProps extends Omit<MessageDialogProps, 'choices'> {
  readonly records: MessageRecords;
  /** Those it could go to, one at a time; empty where there is no choice. */
  readonly people: readonly Mentor[];
  onChoose(mentorId: string): void;
}

/** Purposes that nobody has a use for without a letter. */
const NEEDS_LETTER: ReadonlySet<Purpose> = new Set<Purpose>([
  'ask-reply',
  'ask-again',
  'packet',
  'nudge-gentle',
  'thanks-letter',
  'reply-to-no',
  'withdraw',
]);
/** Purposes that say something about work done together. */
const NAMES_MOMENT: ReadonlySet<Purpose> = new Set<Purpose>(['ask', 'ask-in-person', 'thanks-session']);
const TELLS_NEWS: ReadonlySet<Purpose> = new Set<Purpose>(['check-in', 'ask-again']);
const HAS_FILES: ReadonlySet<Purpose> = new Set<Purpose>(['packet']);

export function MessageForm(props: MessageFormProps) {
  const { records, people, toasts, onChoose, onClose } = props;
  const { mentor, letters, tracks, profile, settings } = records;
  const { today } = useNow();
  const [purpose, setPurpose] = useState(props.purpose);
  /** Those that were chosen, by their ids; `null` for what the purpose suggests. */
  const [chosen, setChosen] = useState<readonly string[] | null>(null);
  const [to, setTo] = useState(mentor.requestEmail ?? mentor.emails[0] ?? '');
  const [hasCopy, setCopy] = useState(false);
  const subjectField = useRef<HTMLInputElement>(null);
  const bodyField = useRef<HTMLTextAreaElement>(null);
  const isAbout = isAboutLetter(purpose);
  const ids = chosen ?? lettersFor(purpose, letters, props.letterId, records.reminder?.reason ?? null);
  const about = isAbout ? letters.filter(({ id }) => ids.includes(id)) : [];
  const letter = about[0] ?? null;
  const track = trackOf(records, letter);
  const message = useMessage(records, purpose, about, today);
  /** Whether the student said how it ended, and that somebody is to hear of it. */
  const [wantsToTell, setWantsToTell] = useState(false);
  const title = t('messageTitle', { name: mentor.name });
  const ways = waysOf(purpose);
  const matters = MATTERS.filter(one => waysOf(one).includes(purpose) || letters.length > 0 || !NEEDS_LETTER.has(one));
  const matterField = (
    <Select
      label={t('messagePurpose')}
      value={ways[0] ?? purpose}
      options={matters.map(value => ({ value, label: matterName(value) }))}
      onChange={setPurpose}
    />
  );
  if (isNewsOfMatch(purpose) && !wantsToTell && track?.outcome?.tells !== true) {
    return (
      <MatchQuestion
        title={title}
        purpose={purpose}
        kind={matterField}
        track={track}
        toasts={toasts}
        onChoose={setPurpose}
        onTell={() => setWantsToTell(true)}
        onClose={onClose}
      />
    );
  }

  const isInPerson = purpose === 'ask-in-person';
  const wrong = message.errors[0];
  const known = [
    ...[mentor.credentials, profile.className].filter(Boolean),
    ...knownWords({
      profile,
      mentors: [mentor],
      rotations: records.rotations,
      letters: about,
    }),
    ...message.ownWords,
  ];
  const toFirstOpen = () => jumpTo(message.open[0]);
  const jumpTo = (place: MessageText['open'][number] | undefined) => {
    const field = place?.where === 'subject' ? subjectField.current : bodyField.current;
    if (place === undefined || field === null) return;
    field.focus();
    field.setSelectionRange(place.start, place.end);
    field.scrollIntoView({ block: 'nearest' });
  };
  return (
    <Dialog
      title={title}
      closeLabel={t('actionClose')}
      onClose={onClose}
      // As a form it is not closed by a click beside it.
      onSubmit={() => {}}
      actions={
        <MessageFoot
          key={`${purpose}|${ids.join()}`}
          {...props}
          purpose={purpose}
          letters={about}
          message={message}
          to={to}
          copyTo={hasCopy ? mentor.assistantEmail : null}
          onOpenPlaces={toFirstOpen}
        />
      }
    >
      <div class="message">
        <p class="muted small">{isInPerson ? t('messageInPersonHint') : t('draftNothingSent')}</p>
        {people.length > 1 && (
          <Select
            label={t('draftWho')}
            hint={t('messageOneAtATime')}
            value={mentor.id}
            options={people.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={onChoose}
          />
        )}
        <div class="message-kind">
          {matterField}
          {isAbout && letters.length > 0 && (
            <Select
              label={t('messageLetter')}
              value={idsOf(about)}
              options={[
                ...(letter === null || !NEEDS_LETTER.has(ways[0] ?? purpose)
                  ? [{ value: '', label: t('messageNoLetter') }]
                  : []),
                ...severalOf(about, lettersTogether(purpose, letters)).map(several => ({
                  value: idsOf(several),
                  label: t('messageSeveralLetters', { count: several.length }),
                })),
                ...letters.map(one => ({ value: one.id, label: letterName(one, tracks) })),
              ]}
              onChange={value => setChosen(value === '' ? [] : value.split(','))}
            />
          )}
        </div>
        {ways.length > 1 && (
          <SegmentedControl
            label={t('messageWay')}
            value={purpose}
            options={ways.map(value => ({ value, label: tFamily('way', value) }))}
            onChange={setPurpose}
          />
        )}
        {message.isTyped && message.isRestored && (
          <Banner
            compact
            icon="pencil"
            actions={
              <Button size="s" variant="quiet" onClick={message.startOver}>
                {t('messageStartOver')}
              </Button>
            }
          >
            {t('messageRestored')}
          </Banner>
        )}
        {wrong !== undefined && (
          <Banner
            tone="warning"
            actions={
              <Button size="s" onClick={() => void openDashboard(`/templates/${purpose}`).catch(report)}>
                {t('messageTemplateOpen')}
              </Button>
            }
          >
            {t('messageTemplateWrong')} {templateErrorPlace(wrong)} {templateErrorText(wrong)}
          </Banner>
        )}
        {NAMES_MOMENT.has(purpose) && (
          <MomentChoice
            moments={records.moments}
            value={message.moment}
            // What was typed into the message is not written over.
            disabled={message.isTyped}
            isThanks={purpose === 'thanks-session'}
            onInput={moment => message.change({ moment })}
          />
        )}
        {TELLS_NEWS.has(purpose) && message.news.length > 0 && (
          <fieldset class="field message-news" disabled={message.isTyped}>
            <legend class="field-label">{t('messageNews')}</legend>
            {message.news.map(({ id, text, isIn }) => (
              <Checkbox
                key={id}
                label={text}
                checked={isIn}
                disabled={message.isTyped}
                onChange={wanted => message.takeNews(id, wanted)}
              />
            ))}
          </fieldset>
        )}
        {isInPerson ? (
          <TalkingPoints text={message.body} />
        ) : (
          <>
            <div class="message-kind">
              <Recipient mentor={mentor} value={to} onInput={setTo} />
              {/* Words of the student's own do not follow the record. */}
              <GreetingChoice mentor={mentor} toasts={toasts} onChange={message.putRight} />
            </div>
            {mentor.assistantEmail !== null && (
              <Checkbox
                label={t('messageCopyAssistant', { address: mentor.assistantEmail })}
                hint={hasCopy ? t('messageCopyCheck') : undefined}
                checked={hasCopy}
                onChange={setCopy}
              />
            )}
            <TextInput
              label={t('formTitle')}
              value={message.subject}
              inputRef={subjectField}
              maxLength={300}
              onInput={subject => message.change({ subject })}
              error={message.subject.trim() === '' ? t('messageNoSubject') : null}
            />
            <div class="stack-tight">
              <TextArea
                label={t('draftBody')}
                tall
                value={message.body}
                areaRef={bodyField}
                onInput={body => message.change({ body })}
              />
              <PrivacyNote text={message.body} known={known} onReplace={body => message.change({ body })} />
              {message.isTyped && !message.isRestored && (
                <button type="button" class="text-button" onClick={message.startOver}>
                  {t('messageStartOver')}
                </button>
              )}
            </div>
            {message.isAround && (
              <p class="muted small">
                {t('messageAround')}{' '}
                <button type="button" class="text-button" onClick={() => void openDashboard('/plan').catch(report)}>
                  {t('messageAroundPlan')}
                </button>
              </p>
            )}
            {message.open.length > 0 && (
              <Banner tone="warning" icon="pencil" title={plural('messageOpenPlaces', message.open.length)}>
                <ul class="open-places">
                  {message.open.map(place => (
                    <li key={`${place.where}${place.start}`}>
                      <button type="button" class="text-button" onClick={() => jumpTo(place)}>
                        {place.name}
                      </button>
                    </li>
                  ))}
                </ul>
              </Banner>
            )}
            {HAS_FILES.has(purpose) && letter !== null && (
              <Attachments letterId={letter.id} message={message} profile={profile} />
            )}
            <Checkbox
              label={t('messageKeepOut')}
              hint={t('messageKeepOutHint')}
              checked={settings.keepsTextOutOfLinks}
              onChange={keepsTextOutOfLinks => void call('settings/save', { keepsTextOutOfLinks }).catch(report)}
            />
          </>
        )}
      </div>
    </Dialog>
  );
}

/** The sets of several letters that can be chosen: that of now, and all that go together. */
function severalOf(...sets: readonly (readonly Letter[])[]): readonly (readonly Letter[])[] {
  const many = sets.filter(set => set.length > 1);
  return many.filter((set, index) => many.findIndex(other => idsOf(other) === idsOf(set)) === index);
}

function idsOf(letters: readonly Letter[]): string {
  return letters.map(({ id }) => id).join(',');
}

interface RecipientProps {
  readonly mentor: Mentor;
  readonly value: string;
  onInput(value: string): void;
}

function Recipient({ mentor, value, onInput }: RecipientProps) {
  const isWrong = value.trim() !== '' && parseAddress(value) === null;
  if (mentor.emails.length > 1) {
    return (
      <Select
        label={t('draftTo')}
        value={value}
        options={mentor.emails.map(email => ({ value: email, label: email }))}
        onChange={onInput}
      />
    );
  }
  return (
    <TextInput
      label={t('draftTo')}
      type="email"
      value={value}
      onInput={onInput}
      error={isWrong ? t('messageOneAddress') : null}
      hint={value.trim() === '' ? t('draftNoAddress') : undefined}
    />
  );
}

/** What to say when asking in person: to be read, not sent. */
function TalkingPoints({ text }: { readonly text: string }) {
  return (
    <ul class="talking-points">
      {text
        .split(/\n{2,}/)
        .filter(point => point.trim() !== '')
        .map(point => (
          <li key={point}>{point.replace(/^[–-]\s*/, '')}</li>
        ))}
    </ul>
  );
}

interface AttachmentsProps {
  readonly letterId: string;
  readonly message: MessageText;
  readonly profile: MessageRecords['profile'];
}

/** What to attach in the mail itself: no link can carry files, and we keep none. The message names what is ticked. */
function Attachments({ letterId, message, profile }: AttachmentsProps) {
  const { files, isTyped, takeFile } = message;
  const placeOf = (id: string) => (id === 'cv' ? profile.cvPlace : id === 'statement' ? profile.statementPlace : '');
  if (files.length === 0) return null;
  return (
    <fieldset class="field attachments">
      <legend class="field-label">{t('messageAttach')}</legend>
      {files.map(({ id, name, isIn }) => (
        <div key={id} class="attachment">
          <Checkbox
            label={name}
            hint={placeOf(id) || undefined}
            checked={isIn}
            // Words of the student's own say themselves what goes along.
            disabled={isTyped}
            onChange={wanted => takeFile(id, wanted)}
          />
          {id === 'moments' && (
            <button
              type="button"
              class="text-button"
              onClick={() => void openDashboard(`/packet/${letterId}`).catch(report)}
            >
              {t('messageMakePacket')}
            </button>
          )}
        </div>
      ))}
    </fieldset>
  );
}
