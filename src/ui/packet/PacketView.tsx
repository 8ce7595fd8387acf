import { useLayoutEffect, useMemo, useState } from 'preact/hooks';
import { withSaferWords } from '../../core/identifiers/many-lines.ts';
import { type PacketChoices as Choices, NO_CHOICES } from '../../core/packet/choices.ts';
import { PACKET_HEADINGS, type PacketHeadings, packetFor } from '../../core/packet/packet.ts';
import { type LineFinding, type Sheet, sheetMaker } from '../../core/packet/sheet.ts';
import { replaceFinding } from '../../core/patient-privacy.ts';
import { formatDay } from '../../i18n/format.ts';
import { headingsWords, packetWords, sheetHead } from '../../i18n/packet.ts';
import { saferWords } from '../../i18n/privacy.ts';
import { language, t } from '../../i18n/t.ts';
import { call } from '../../platform/messaging.ts';
import { report } from '../../platform/report.ts';
import { Button } from '../components/Button.tsx';
import { Checkbox } from '../components/Checkbox.tsx';
import { Menu } from '../components/Menu.tsx';
import { PageHeader } from '../components/PageHeader.tsx';
import { SegmentedControl } from '../components/SegmentedControl.tsx';
import { Select } from '../components/Select.tsx';
import { LateMessageDialog } from '../drafts/LateMessageDialog.tsx';
import type { KeptForm } from '../hooks/use-kept-form.ts';
import { useNow } from '../hooks/use-now.ts';
import type { Toasts } from '../hooks/use-toast.ts';
import { type CopyForm, copyPacket } from './copy-packet.ts';
import { PacketChoices, textsWith } from './PacketChoices.tsx';
import { PacketNotices } from './PacketNotices.tsx';
import { PacketSheet } from './PacketSheet.tsx';
import { PageCount } from './PageCount.tsx';
import { PaperFrame } from './PaperFrame.tsx';
import { type PrivacyActions, PrivacyCheck, PrivacyGate } from './PrivacyCheck.tsx';
import type { PacketRecords } from './read-packet.ts';
import { useFindings } from './use-findings.ts';

export interface PacketViewProps {
  readonly records: PacketRecords;
  /** What the student chose for this packet, looked up already. */
  readonly kept: KeptForm<Choices>;
  readonly toasts: Toasts;
}

type Way = 'print' | CopyForm;

export function PacketView({ records, kept, toasts }: PacketViewProps) {
  const { facts, known, isPart } = records;
  const { letter, mentor, contact, profile } = facts;
  const { today } = useNow();
  const choices = kept.fields;
  const [gate, setGate] = useState<Way | null>(null);
  const [dropped, setDropped] = useState<Choices | null>(null);
  const [message, setMessage] = useState<'packet' | 'feedback' | null>(null);

  const packet = useMemo(
    () => packetFor({ ...facts, today, headings: choices.headings, hasMonths: choices.hasMonths }),
    [facts, today, choices.headings, choices.hasMonths],
  );
  const sectionsFor = useMemo(() => sheetMaker(packet, packetWords), [packet]);
  const sections = useMemo(() => sectionsFor(choices), [sectionsFor, choices]);
  const { findings, findNow } = useFindings(isPart ? null : sections, choices.kept, known);
  const sheet = useMemo<Sheet>(
    () => ({ ...sheetHead(profile, mentor, contact, packet), sections }),
    [profile, mentor, contact, packet, sections],
  );
  const paper = choices.paper ?? usualPaper();
  usePageFoot(profile.name);

  const setText = (id: string, text: string | null) => kept.set({ texts: textsWith(choices.texts, id, text) });
  const privacy: PrivacyActions = {
    onReplace: ({ line, finding }) => setText(line.id, replaceFinding(line.text, finding, saferWords(finding) ?? '')),
    onLeaveOut: ({ line }) => kept.set({ isIn: { ...choices.isIn, [line.id]: false } }),
    onKeep: ({ key }) => kept.set({ kept: [...choices.kept, key] }),
    onReplaceAll: () => kept.set({ texts: { ...choices.texts, ...saferTexts(findNow()) } }),
  };

  const go = async (way: Way) => {
    setGate(null);
    if (way === 'print') {
      printAs(t('packetFileName', { name: profile.name || t('packetNoName'), writer: mentor.name }));
      return;
    }
    try {
      await copyPacket(sheet, way);
      toasts.say(t('packetCopied'));
    } catch (error) {
      report(error);
      toasts.fail({ code: 'clipboard/refused' });
    }
  };
  // A click counts as one only until the first wait.
  const begin = (way: Way) => (isPart ? undefined : findNow().length > 0 ? setGate(way) : void go(way));

  const startOver = () => {
    setDropped(choices);
    kept.forget();
  };
  const bringBack = () => {
    if (dropped !== null) kept.set(dropped);
    setDropped(null);
  };

  const markSent = async () => {
    const result = await call('letter/save', { id: letter.id, fields: { packetSentOn: today } });
    toasts.told(result, t('packetSentToast', { name: mentor.name }));
  };

  return (
    <div class={`packet-page paper-${paper}`}>
      <PageHeader
        title={t('packetTitleFor', { name: mentor.name })}
        subtitle={
          letter.packetSentOn === null
            ? t('packetSubtitle')
            : t('packetSentOn', { day: formatDay(letter.packetSentOn, today) })
        }
        back={{ href: `#/letters/${letter.id}`, label: t('navLetters') }}
        actions={
          <>
            <Button icon="mail" onClick={() => setMessage('packet')}>
              {t('packetMessage')}
            </Button>
            <Button icon="check" onClick={() => void markSent()}>
              {t('packetMarkSent')}
            </Button>
          </>
        }
      />
      <div class="packet-columns">
        <div class="packet-side">
          <PacketNotices packet={packet} records={records} onAskFeedback={() => setMessage('feedback')} />
          <PrivacyCheck findings={findings} {...privacy} />
          <div class="packet-settings">
            <Select<PacketHeadings>
              label={t('packetHeadings')}
              hint={t('packetHeadingsHint')}
              value={packet.headings}
              options={PACKET_HEADINGS.map(value => ({ value, label: headingsWords(value) }))}
              onChange={headings => kept.set({ headings })}
            />
            <SegmentedControl
              label={t('packetPaper')}
              value={paper}
              options={[
                { value: 'letter', label: t('packetPaperLetter') },
                { value: 'a4', label: t('packetPaperA4') },
              ]}
              onChange={value => kept.set({ paper: value })}
            />
            <Checkbox
              label={t('packetMonths')}
              hint={t('packetMonthsHint')}
              checked={choices.hasMonths}
              onChange={hasMonths => kept.set({ hasMonths })}
            />
          </div>
          <PacketChoices sections={sections} choices={choices} known={known} onChange={kept.set} />
          <div class="cluster">
            {choices !== NO_CHOICES && (
              <Button size="s" variant="quiet" onClick={startOver}>
                {t('packetStartOver')}
              </Button>
            )}
            {dropped !== null && (
              <Button size="s" variant="quiet" icon="undo" onClick={bringBack}>
                {t('packetBringBack')}
              </Button>
            )}
          </div>
        </div>
        <div class="packet-preview">
          <div class="packet-bar">
            <PageCount sheet={isPart ? null : sheet} paper={paper} />
            <div class="cluster">
              <Menu<CopyForm>
                label={t('packetCopy')}
                items={[
                  { id: 'formatted', label: t('packetCopyFormatted') },
                  { id: 'text', label: t('packetCopyText') },
                  { id: 'markdown', label: t('packetCopyMarkdown') },
                ]}
                onChoose={begin}
              />
              <Button variant="primary" icon="page" disabled={isPart} onClick={() => begin('print')}>
                {t('packetPrint')}
              </Button>
            </div>
          </div>
          <PaperFrame paper={paper}>
            <PacketSheet sheet={sheet} isHeading isPart={isPart} />
          </PaperFrame>
        </div>
      </div>
      {gate !== null && (
        <PrivacyGate
          findings={findNow()}
          {...privacy}
          goOn={gate === 'print' ? t('packetPrint') : t('packetCopy')}
          onGoOn={() => void go(gate)}
          onClose={() => setGate(null)}
        />
      )}
      {message !== null && (
        <LateMessageDialog
          purpose={message}
          mentorId={(contact ?? mentor).id}
          letterId={letter.id}
          toasts={toasts}
          onClose={() => setMessage(null)}
        />
      )}
    </div>
  );
}

/** Every line with findings, with safer words in the place of each that has some. */
function saferTexts(findings: readonly LineFinding[]): Record<string, string> {
  const byLine = Map.groupBy(findings, ({ line }) => line);
  return Object.fromEntries(
    [...byLine].map(([line, own]) => [
      line.id,
      withSaferWords(
        line.text,
        own.map(({ finding }) => finding),
        saferWords,
      ),
    ]),
  );
}

/** Where people print on Letter. */
function usualPaper(): 'letter' | 'a4' {
  return /-(?:US|CA|MX|PH|CL|CO|VE|PR)$/.test(language()) || !language().includes('-') ? 'letter' : 'a4';
}

/** Says in the margin of each printed page whose it is, since pages get apart. A page's margin reads it from the root. */
function usePageFoot(name: string): void {
  useLayoutEffect(() => {
    const { style } = document.documentElement;
    style.setProperty('--packet-foot', name === '' ? '""' : `${JSON.stringify(name)} " · "`);
    return () => {
      style.removeProperty('--packet-foot');
    };
  }, [name]);
}

/** Prints under a title that makes a good name for the file. */
function printAs(title: string): void {
  const before = document.title;
  document.title = title;
  addEventListener(
    'afterprint',
    () => {
      document.title = before;
    },
    { once: true },
  );
  print();
}
