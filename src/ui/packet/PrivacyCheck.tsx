import type { LineFinding } from '../../core/packet/sheet.ts';
import { identifierReason, saferWords } from '../../i18n/privacy.ts';
import { plural, t } from '../../i18n/t.ts';
import { Banner } from '../components/Banner.tsx';
import { Button } from '../components/Button.tsx';
import { Dialog } from '../components/Dialog.tsx';
import { useFocusInList } from '../hooks/use-focus-in-list.ts';

export interface PrivacyActions {
  /** Writes the safer words in its place, for this packet. */
  onReplace(finding: LineFinding): void;
  onLeaveOut(finding: LineFinding): void;
  onKeep(finding: LineFinding): void;
  onReplaceAll(): void;
}

export interface PrivacyCheckProps extends PrivacyActions {
  /** `null` while it is being looked through. */
  readonly findings: readonly LineFinding[] | null;
}

/** What in the packet may tell who a patient is, each with its line and what can be done about it. */
export function PrivacyCheck({ findings, ...actions }: PrivacyCheckProps) {
  if (findings === null) {
    return (
      <Banner icon="shield" compact>
        {t('packetPrivacyChecking')}
      </Banner>
    );
  }
  if (findings.length === 0) {
    return (
      <Banner tone="success" icon="shield" compact>
        {t('packetPrivacyClear')}
      </Banner>
    );
  }
  return (
    <Banner tone="warning" icon="shield" title={plural('privacyFound', findings.length)}>
      <FindingList findings={findings} {...actions} />
      <p class="small">{t('privacyNoGuarantee')}</p>
    </Banner>
  );
}

/** More at once is no help; what is decided makes room for the next. */
const FINDINGS_SHOWN = 12;

interface FindingListProps extends PrivacyActions {
  readonly findings: readonly LineFinding[];
}

function FindingList({ findings, onReplace, onLeaveOut, onKeep, onReplaceAll }: FindingListProps) {
  const list = useFocusInList<HTMLUListElement>();
  const easy = findings.filter(({ finding }) => finding.safer !== null);
  return (
    <>
      <ul class="packet-findings" ref={list}>
        {findings.slice(0, FINDINGS_SHOWN).map(one => (
          <li key={`${one.key}${one.finding.start}`}>
            <p>
              <Around finding={one} />
            </p>
            <p class="small">{identifierReason(one.finding)}</p>
            <div class="cluster">
              <ReplaceButton finding={one} onReplace={onReplace} />
              <Button
                size="s"
                variant="quiet"
                label={t('packetLeaveOutFor', { found: one.found })}
                onClick={() => onLeaveOut(one)}
              >
                {t('packetLeaveOut')}
              </Button>
              <Button
                size="s"
                variant="quiet"
                label={t('privacyKeepFor', { found: one.found })}
                onClick={() => onKeep(one)}
              >
                {t('privacyKeep')}
              </Button>
            </div>
          </li>
        ))}
      </ul>
      {findings.length > FINDINGS_SHOWN && (
        <p class="small">{plural('privacyMore', findings.length - FINDINGS_SHOWN)}</p>
      )}
      {easy.length > 1 && (
        <div class="cluster">
          <Button size="s" onClick={onReplaceAll}>
            {plural('packetReplaceAll', easy.length)}
          </Button>
        </div>
      )}
    </>
  );
}

function ReplaceButton({ finding: one, onReplace }: { finding: LineFinding; onReplace: (one: LineFinding) => void }) {
  const words = saferWords(one.finding);
  if (words === null) return null;
  const { found } = one;
  return (
    <Button
      size="s"
      label={words === '' ? t('privacyTakeOutOf', { found }) : t('privacyWriteFor', { found, words })}
      onClick={() => onReplace(one)}
    >
      {words === '' ? t('privacyTakeOut') : t('privacyWrite', { words })}
    </Button>
  );
}

/** How much of the line is shown before and after. */
const AROUND = 40;

function Around({ finding: { line, finding, found } }: { readonly finding: LineFinding }) {
  const { text } = line;
  const before = text.slice(Math.max(0, finding.start - AROUND), finding.start);
  const after = text.slice(finding.end, finding.end + AROUND);
  return (
    <span class="plaintext">
      {finding.start > AROUND && '…'}
      {before}
      <mark class="privacy-mark">{found}</mark>
      {after}
      {finding.end + AROUND < text.length && '…'}
    </span>
  );
}

export interface PrivacyGateProps extends FindingListProps {
  /** What was asked for: the words of the button that does it all the same. */
  readonly goOn: string;
  onGoOn(): void;
  onClose(): void;
}

/** Before the packet leaves: what was found, once more. It stops nobody. */
export function PrivacyGate({ goOn, onGoOn, onClose, ...check }: PrivacyGateProps) {
  return (
    <Dialog
      title={t('packetGateTitle')}
      closeLabel={t('actionClose')}
      onClose={onClose}
      actions={
        <>
          <Button variant="quiet" onClick={onClose}>
            {t('actionCancel')}
          </Button>
          <Button variant="primary" onClick={onGoOn}>
            {goOn}
          </Button>
        </>
      }
    >
      <PrivacyCheck {...check} />
    </Dialog>
  );
}
