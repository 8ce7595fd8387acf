import { useRef, useState } from 'preact/hooks';
import { parseAddress } from '../../core/address.ts';
import { localDateOf } from '../../core/dates.ts';
import { letterFieldsAfter, loggedAs, loggedLetterId } from '../../core/drafts/purposes.ts';
import type { Letter } from '../../core/letter.ts';
import { emptyLogForm } from '../../core/log-form.ts';
import type { Purpose } from '../../core/message-template.ts';
import { MAIL_SERVICES, type Settings } from '../../core/settings.ts';
import { t } from '../../i18n/t.ts';
import { now, timeZone } from '../../platform/clock.ts';
import { newId } from '../../platform/ids.ts';
import { call } from '../../platform/messaging.ts';
import { report } from '../../platform/report.ts';
import { Banner } from '../components/Banner.tsx';
import { Button } from '../components/Button.tsx';
import { Icon } from '../components/Icon.tsx';
import { Select } from '../components/Select.tsx';
import { openDashboard } from '../hooks/open-dashboard.ts';
import type { Toasts } from '../hooks/use-toast.ts';
import { type ComposeLink, composeLink, type MailService } from './compose-link.ts';
import { mailServiceName } from './message-names.ts';
import type { MessageRecords } from './message-records.ts';
import type { MessageText } from './use-message.ts';

export interface MessageFootProps {
  readonly records: MessageRecords;
  readonly purpose: Purpose;
  /** Those it is about, the first in front. */
  readonly letters: readonly Letter[];
  readonly message: MessageText;
  readonly reminderId?: string | undefined;
  readonly toasts: Toasts;
  /** As typed. */
  readonly to: string;
  /** The assistant's address; `null` for no copy. */
  readonly copyTo: string | null;
  /** Goes to the first place that waits for the student's words. */
  onOpenPlaces(): void;
  onClose(): void;
}

/** How a message leaves: as a draft in the student's own mail, or copied; and then into the log. */
export function MessageFoot(props: MessageFootProps) {
  const { records, purpose, message, to, copyTo, onOpenPlaces } = props;
  const { settings } = records;
  const [service, setService] = useState<MailService>(settings.mailService ?? 'gmail');
  /** What was done with it, for those who wait for an answer. */
  const [said, setSaid] = useState('');
  const [isLogging, setLogging] = useState(false);
  // One for as long as the window is open: pressed again after a lost answer, it is the same entry.
  const [entryId] = useState(newId);
  /** The text that may go out although something in it is open: the student was told. */
  const warnedOf = useRef('');
  const isInPerson = purpose === 'ask-in-person';
  const address = parseAddress(to);
  const { subject, body } = message;
  const link = composeLink(service, { to: address ?? '', copyTo, subject, body }, settings.keepsTextOutOfLinks);

  /** Whether it may go; if not, says why and leads there. Told once, the same text may go as it is. */
  const mayGo = (): boolean => {
    if (message.open.length === 0 || warnedOf.current === `${subject}\n${body}`) return true;
    warnedOf.current = `${subject}\n${body}`;
    setSaid(t('messageStillOpen'));
    onOpenPlaces();
    return false;
  };
  const copy = async (text: string, told: string): Promise<boolean> => {
    try {
      await navigator.clipboard.writeText(text);
      setSaid(told);
      return true;
    } catch (error) {
      report(error);
      setSaid(t('draftCopyFailed'));
      return false;
    }
  };
  const copyAll = async () => {
    if (isInPerson) await copy(body, t('draftCopied'));
    else if (mayGo() && (await copy(body, t('draftCopied')))) message.setHandedOver(true);
  };
  const open = (event: MouseEvent & { readonly currentTarget: HTMLAnchorElement }) => {
    if (address === null && to.trim() !== '') {
      event.preventDefault();
      setSaid(t('messageOneAddress'));
    } else if (!mayGo()) {
      event.preventDefault();
    } else if (link.carries === 'all') {
      setSaid(t('draftOpened'));
      void handedOver(service, settings).catch(report);
      message.setHandedOver(true);
    } else {
      // The other tab takes the focus, and without it nothing can be copied.
      event.preventDefault();
      void copyThenOpen(event.currentTarget).catch(report);
    }
  };
  const copyThenOpen = async ({ href }: HTMLAnchorElement) => {
    const text = link.carries === 'people' ? `${subject}\n\n${body}` : body;
    if (!(await copy(text, t('draftPaste')))) return;
    follow(href);
    message.setHandedOver(true);
    await handedOver(service, settings);
  };
  const log = async () => {
    if (isLogging) return;
    setLogging(true);
    const result = await logMessage(props, entryId);
    setLogging(false);
    if (!result) return;
    message.finish();
    props.onClose();
  };

  const status = (
    <p class="message-said" role="status">
      {said}
    </p>
  );
  if (isInPerson) {
    return (
      <div class="message-foot">
        {status}
        <div class="message-buttons">
          <Button icon="page" onClick={() => void copyAll().catch(report)}>
            {t('messageCopyPoints')}
          </Button>
          <Button onClick={() => void openDashboard(`/rehearse/${records.mentor.id}`).catch(report)}>
            {t('messageRehearse')}
          </Button>
          <Button variant="primary" icon="check" busy={isLogging} onClick={() => void log().catch(report)}>
            {t('messageAskedLog')}
          </Button>
        </div>
      </div>
    );
  }
  return (
    <div class="message-foot">
      {!settings.knowsOfMailLinks && !message.isHandedOver && (
        <Banner compact icon="shield">
          {service === 'mail-program'
            ? t('messageHandsOverProgram')
            : t('messageHandsOver', { service: mailServiceName(service) })}
        </Banner>
      )}
      {message.isHandedOver && (
        <Banner
          compact
          tone="success"
          actions={
            <>
              <Button size="s" variant="quiet" onClick={() => message.setHandedOver(false)}>
                {t('messageNotSent')}
              </Button>
              <Button size="s" icon="check" busy={isLogging} onClick={() => void log().catch(report)}>
                {t('messageLog')}
              </Button>
            </>
          }
        >
          {props.reminderId === undefined ? t('messageSentQuestion') : t('messageSentReminder')}
        </Banner>
      )}
      {status}
      <div class="message-buttons">
        <div class="message-service">
          <Select
            label={t('messageService')}
            labelHidden
            value={service}
            options={MAIL_SERVICES.map(value => ({ value, label: mailServiceName(value) }))}
            onChange={chosen => {
              setService(chosen);
              void call('settings/save', { mailService: chosen }).catch(report);
            }}
          />
        </div>
        <Button icon="page" onClick={() => void copyAll().catch(report)}>
          {t('draftCopy')}
        </Button>
        <a
          class="button primary size-m"
          href={link.href}
          target="_blank"
          rel="noreferrer"
          onClick={open}
          // The middle button opens a link as well.
          onAuxClick={event => {
            if (event.button === 1) open(event);
          }}
        >
          <Icon name="external" />
          <span class="button-text">{openText(link)}</span>
        </a>
      </div>
    </div>
  );
}

function openText({ carries }: ComposeLink): string {
  return carries === 'all' ? t('messageOpen') : t('messageCopyOpen');
}

/** As a click on a link does, so that the new page knows nothing of this one. */
function follow(href: string): void {
  const link = document.createElement('a');
  link.href = href;
  link.target = '_blank';
  link.rel = 'noreferrer';
  link.click();
}

/** Remembers which mail it was, and that the student read what such a link does. */
async function handedOver(service: MailService, settings: Settings): Promise<void> {
  if (settings.mailService === service && settings.knowsOfMailLinks) return;
  await call('settings/save', { mailService: service, knowsOfMailLinks: true });
}

/** One entry in the log, with what it says of letter and reminder; one undo takes back all. */
async function logMessage(
  { records, purpose, letters, message, reminderId, toasts }: MessageFootProps,
  entryId: string,
): Promise<boolean> {
  const { kind, letterStep } = loggedAs(purpose);
  const at = now();
  const zone = timeZone();
  const today = localDateOf(at, zone);
  const changed = letters.map(letter => ({ id: letter.id, fields: letterFieldsAfter(purpose, letter, today) }));
  const form = {
    ...emptyLogForm(at, zone),
    kind,
    direction: 'out' as const,
    mentorIds: [records.mentor.id],
    title: purpose === 'ask-in-person' ? t('messageAskedTitle') : message.subject.trim(),
    letterId: loggedLetterId(purpose, letters, records.letters),
    // Also where no letter is noted: who was asked is not to be asked once more.
    letterStep,
  };
  const also = {
    reminderId: reminderId ?? null,
    letters: changed.filter(({ fields }) => Object.keys(fields).length > 0),
  };
  return toasts.told(await call('interaction/log', { form, draftId: entryId, also }), t('toastEntrySaved'));
}
