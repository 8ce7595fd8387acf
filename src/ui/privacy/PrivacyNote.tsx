import './privacy.css';
import { useId, useMemo, useRef, useState } from 'preact/hooks';
import { type Finding, findIdentifiers, replaceFinding } from '../../core/patient-privacy.ts';
import { identifierReason, saferWords } from '../../i18n/privacy.ts';
import { plural, t } from '../../i18n/t.ts';
import { Button } from '../components/Button.tsx';
import { Icon } from '../components/Icon.tsx';
import { useFocusInList } from '../hooks/use-focus-in-list.ts';

export interface PrivacyNoteProps {
  /** What stands in the field right before the note. */
  readonly text: string;
  /** Names, addresses and numbers of the mentors and the student, and names of rotations and sites; see `PrivacyOptions`. */
  readonly known: readonly string[];
  /** Leaves out of it what is known to be harmless where it stands; without it everything is shown. */
  readonly isMarked?: (finding: Finding) => boolean;
  /** Puts the text with safer words into the field. */
  readonly onReplace: (text: string) => void;
}

/** A longer list is no help. */
const MOST_SHOWN = 4;

/** Says under a text what in it looks like a patient's identifier, why, and what could stand in its place. Nothing if there is nothing. */
export function PrivacyNote({ text, known, isMarked = () => true, onReplace }: PrivacyNoteProps) {
  const [kept, setKept] = useState<ReadonlySet<string>>(() => new Set());
  const place = useRef<HTMLDivElement>(null);
  // By what is in the list, since callers make it anew each time.
  const knownKey = known.join('\n');
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the list
  const found = useMemo(() => findIdentifiers(text, { known }), [text, knownKey]);
  const open = found.filter(finding => isMarked(finding) && !kept.has(keyOf(text, finding)));
  const focusField = () => {
    const field = place.current?.previousElementSibling ?? place.current?.parentElement;
    field?.querySelector<HTMLElement>('textarea, input')?.focus();
  };
  return (
    <div ref={place} class="privacy-place">
      {open.length > 0 && (
        <Findings
          text={text}
          findings={open}
          onReplace={findings =>
            onReplace(
              findings.reduceRight((words, finding) => replaceFinding(words, finding, saferWords(finding) ?? ''), text),
            )
          }
          onKeep={finding => setKept(before => new Set([...before, keyOf(text, finding)]))}
          onGone={focusField}
        />
      )}
    </div>
  );
}

/** What was kept stays so when it moves because something before it is changed. */
function keyOf(text: string, { kind, start, end }: Finding): string {
  return `${kind}|${text.slice(start, end)}`;
}

interface FindingsProps {
  readonly text: string;
  readonly findings: readonly Finding[];
  /** In the order of the text. */
  readonly onReplace: (findings: readonly Finding[]) => void;
  readonly onKeep: (finding: Finding) => void;
  readonly onGone: () => void;
}

function Findings({ text, findings, onReplace, onKeep, onGone }: FindingsProps) {
  const id = useId();
  const list = useFocusInList<HTMLUListElement>(onGone);
  const more = findings.length - MOST_SHOWN;
  // What is not shown is not changed either: it was not read.
  const shown = findings.slice(0, MOST_SHOWN);
  return (
    <section class="privacy-note" aria-labelledby={id}>
      <p class="privacy-title" id={id} role="status">
        <Icon name="shield" />
        {plural('privacyFound', findings.length)}
      </p>
      <ul ref={list} class="privacy-list">
        {shown.map(finding => (
          <FindingRow
            key={`${keyOf(text, finding)}${finding.start}`}
            found={text.slice(finding.start, finding.end)}
            finding={finding}
            onReplace={() => onReplace([finding])}
            onKeep={() => onKeep(finding)}
          />
        ))}
        {shown.length > 1 && (
          <li>
            <Button size="s" onClick={() => onReplace(shown)}>
              {t('privacyWriteAll')}
            </Button>
          </li>
        )}
      </ul>
      {more > 0 && <p class="small">{plural('privacyMore', more)}</p>}
      <p class="privacy-foot">{t('privacyNoGuarantee')}</p>
    </section>
  );
}

export interface FindingRowProps {
  /** The words themselves. */
  readonly found: string;
  readonly finding: Finding;
  readonly onReplace: () => void;
  readonly onKeep: () => void;
}

/** One marked stretch of a text: what, why, and what can be done about it. */
export function FindingRow({ found, finding, onReplace, onKeep }: FindingRowProps) {
  const words = saferWords(finding);
  return (
    <li class="privacy-item">
      <p class="privacy-words">
        <mark class="privacy-mark plaintext">{found}</mark> <span>{identifierReason(finding)}</span>
      </p>
      <div class="cluster">
        {words !== null && (
          <Button
            size="s"
            label={words === '' ? t('privacyTakeOutOf', { found }) : t('privacyWriteFor', { found, words })}
            onClick={onReplace}
          >
            {words === '' ? t('privacyTakeOut') : t('privacyWrite', { words })}
          </Button>
        )}
        <Button size="s" variant="quiet" label={t('privacyKeepFor', { found })} onClick={onKeep}>
          {t('privacyKeep')}
        </Button>
      </div>
    </li>
  );
}
