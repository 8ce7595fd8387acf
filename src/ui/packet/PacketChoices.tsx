import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { type PacketChoices as Choices, moved } from '../../core/packet/choices.ts';
import { isMarked, type SheetLine, type SheetSection } from '../../core/packet/sheet.ts';
import { plural, t } from '../../i18n/t.ts';
import { Button } from '../components/Button.tsx';
import { Card } from '../components/Card.tsx';
import { Icon } from '../components/Icon.tsx';
import { IconButton } from '../components/IconButton.tsx';
import { TextArea } from '../components/TextArea.tsx';
import { useKeptRows, useLatest } from '../hooks/use-kept-rows.ts';
import { PrivacyNote } from '../privacy/PrivacyNote.tsx';

export interface PacketChoicesProps {
  readonly sections: readonly SheetSection[];
  readonly choices: Choices;
  readonly known: readonly string[];
  readonly onChange: (change: Partial<Choices>) => void;
}

/** More rows of one group than this are shown on request, and of those that go in no more at once than anybody prints. */
const ROWS_SHOWN = 12;
const ROWS_IN_SHOWN = 60;
const ROWS_MORE = 100;

/** What goes in, in which order, and in what words: section by section, as on the page. */
export function PacketChoices({ sections, choices, known, onChange }: PacketChoicesProps) {
  return (
    <Card title={t('packetChoose')} flush>
      <div class="packet-choices">
        {sections.map(section => (
          <SectionChoices key={section.id} section={section} choices={choices} known={known} onChange={onChange} />
        ))}
      </div>
    </Card>
  );
}

interface SectionChoicesProps extends Omit<PacketChoicesProps, 'sections'> {
  readonly section: SheetSection;
}

function SectionChoices({ section: { id: sectionId, title, groups }, choices, known, onChange }: SectionChoicesProps) {
  const lines = groups.flatMap(group => group.lines);
  const chosen = lines.filter(({ isIn, text }) => isIn && text !== '').length;
  const hasNotes = sectionId === 'feedback' && lines.some(({ id }) => id.startsWith('feedback:'));
  // Drawn when it is opened, and kept: what is half-typed in it stays.
  const [wasOpened, setOpened] = useState(false);
  return (
    <details
      class="packet-part"
      data-section={sectionId}
      onToggle={event => event.currentTarget.open && setOpened(true)}
    >
      <summary>
        <Icon name="chevron" />
        <span class="packet-part-title">{title}</span>
        <span class="muted small">{t('packetChosen', { all: lines.length, chosen })}</span>
      </summary>
      {hasNotes && <p class="packet-hint muted small">{t('packetNotesPrivate')}</p>}
      {wasOpened &&
        groups.map(({ id, heading, lines: own }) => (
          <GroupChoices key={id} heading={heading} lines={own} choices={choices} known={known} onChange={onChange} />
        ))}
    </details>
  );
}

interface GroupChoicesProps extends Omit<PacketChoicesProps, 'sections'> {
  readonly heading: string;
  readonly lines: readonly SheetLine[];
}

function GroupChoices({ heading, lines, choices, known, onChange }: GroupChoicesProps) {
  const [more, setMore] = useState(0);
  // What goes in is in sight, however long the rest is.
  const lastIn = lines.findLastIndex(({ isIn }) => isIn);
  const shown = lines.slice(0, Math.max(ROWS_SHOWN, Math.min(lastIn + 1, ROWS_IN_SHOWN)) + more);
  const ids = lines.map(({ id }) => id);
  const { said, move } = useMoves(ids, (id, by) => onChange({ order: moved(choices.order, ids, id, by) }));
  const calls: RowCalls = {
    onIn: useLatest((id: string, isIn: boolean) => onChange({ isIn: { ...choices.isIn, [id]: isIn } })),
    onMove: useLatest(move),
    onText: useLatest((id: string, text: string | null) => onChange({ texts: textsWith(choices.texts, id, text) })),
  };
  const keepRow = useKeptRows();
  return (
    <>
      <p class="visually-hidden" role="status">
        {said}
      </p>
      {heading !== '' && <p class="packet-group">{heading}</p>}
      <ul class="packet-rows">
        {shown.map((line, index) => {
          const isFirst = index === 0;
          const isLast = index === lines.length - 1;
          return keepRow(line.id, [...Object.values(line), isFirst, isLast, known], () => (
            <ChoiceRow key={line.id} line={line} isFirst={isFirst} isLast={isLast} known={known} {...calls} />
          ));
        })}
      </ul>
      {shown.length < lines.length && (
        <Button size="s" variant="quiet" onClick={() => setMore(more + ROWS_MORE)}>
          {plural('packetMoreRows', Math.min(ROWS_MORE, lines.length - shown.length))}
        </Button>
      )}
    </>
  );
}

/** Moves a row and says where it is now. The focus goes along: a row that changes its place loses it. */
function useMoves(ids: readonly string[], onMove: (id: string, by: number) => void) {
  const [said, setSaid] = useState('');
  const focused = useRef<Element | null>(null);
  useLayoutEffect(() => {
    const control = focused.current;
    focused.current = null;
    if (!(control instanceof HTMLElement) || control === document.activeElement) return;
    // At the end of the list its button can do no more.
    const isOff = control instanceof HTMLButtonElement && control.disabled;
    const row = control.closest('.packet-row');
    (isOff ? row?.querySelector<HTMLElement>('input') : control)?.focus();
  });
  const move = (id: string, by: number) => {
    const to = ids.indexOf(id) + by;
    if (to < 0 || to >= ids.length) return;
    focused.current = document.activeElement;
    onMove(id, by);
    setSaid(t('packetMovedTo', { all: ids.length, place: to + 1 }));
  };
  return { said, move };
}

/** @param text - `null` goes back to the words of the log. */
export function textsWith(texts: Choices['texts'], id: string, text: string | null): Choices['texts'] {
  const { [id]: _, ...others } = texts;
  return text === null ? others : { ...others, [id]: text };
}

/** What a row does, by the item's id; the same functions for all rows, all the time. */
interface RowCalls {
  readonly onIn: (id: string, isIn: boolean) => void;
  readonly onMove: (id: string, by: number) => void;
  /** `null` for the words of the log again. */
  readonly onText: (id: string, text: string | null) => void;
}

interface ChoiceRowProps extends RowCalls {
  readonly line: SheetLine;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly known: readonly string[];
}

function ChoiceRow({ line, isFirst, isLast, known, ...calls }: ChoiceRowProps) {
  const [isOpen, setOpen] = useState(false);
  const onIn = (isIn: boolean) => calls.onIn(line.id, isIn);
  const onMove = (by: number) => calls.onMove(line.id, by);
  const onText = (text: string | null) => calls.onText(line.id, text);
  const words = [line.label, line.text].filter(Boolean).join(': ');
  const isEmpty = line.text === '';
  const remarks = [line.note, isEmpty ? t('packetEmptyLine') : line.isEdited ? t('packetEdited') : '']
    .filter(Boolean)
    .join(' · ');
  const short = words.length > 60 ? `${words.slice(0, 60)}…` : words;
  return (
    <li class="packet-row">
      <div class="packet-row-line">
        <label class="packet-pick">
          <input
            type="checkbox"
            class="checkbox"
            checked={line.isIn}
            aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
            onChange={event => onIn(event.currentTarget.checked)}
            onKeyDown={event => {
              const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
              if (!event.altKey || by === 0) return;
              event.preventDefault();
              onMove(by);
            }}
          />
          <span class="packet-pick-words">
            <span class={line.isIn && !isEmpty ? 'packet-line plaintext' : 'packet-line packet-out plaintext'}>
              {words}
            </span>
            {remarks !== '' && <span class="muted small">{remarks}</span>}
          </span>
        </label>
        <span class="packet-tools">
          {line.canEdit && (
            <IconButton
              icon="pencil"
              size="s"
              label={t('packetEditFor', { what: short })}
              pressed={isOpen}
              onClick={() => setOpen(!isOpen)}
            />
          )}
          <span class="packet-up">
            <IconButton
              icon="chevron-down"
              size="s"
              label={t('packetUpFor', { what: short })}
              disabled={isFirst}
              onClick={() => onMove(-1)}
            />
          </span>
          <IconButton
            icon="chevron-down"
            size="s"
            label={t('packetDownFor', { what: short })}
            disabled={isLast}
            onClick={() => onMove(1)}
          />
        </span>
      </div>
      {isOpen && (
        <div class="packet-edit">
          <TextArea
            label={t('packetWordsFor')}
            hint={t('packetWordsHint')}
            value={line.text}
            maxLength={4000}
            onInput={onText}
          />
          <PrivacyNote
            text={line.text}
            known={known}
            isMarked={finding => isMarked(line, finding)}
            onReplace={onText}
          />
          <div class="cluster">
            <Button size="s" onClick={() => setOpen(false)}>
              {t('packetWordsDone')}
            </Button>
            {line.isEdited && (
              <Button size="s" variant="quiet" icon="undo" onClick={() => onText(null)}>
                {t('packetWordsBack')}
              </Button>
            )}
          </div>
        </div>
      )}
    </li>
  );
}
