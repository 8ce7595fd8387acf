import type { Sheet, SheetGroup, SheetLine } from '../../core/packet/sheet.ts';
import { printed } from '../../core/packet/sheet.ts';
import { t } from '../../i18n/t.ts';
import { useKeptRows } from '../hooks/use-kept-rows.ts';

export interface PacketSheetProps {
  readonly sheet: Sheet;
  /** Only one of the two copies of a page is read out and has its headings. */
  readonly isHeading: boolean;
  /** Whether the moments are still being read. */
  readonly isPart?: boolean;
}

/** The packet as it prints: what stands on the paper, and nothing else. */
export function PacketSheet({ sheet, isHeading, isPart = false }: PacketSheetProps) {
  const { name, about, addressee, target, sections } = sheet;
  const Name = isHeading ? 'h2' : 'p';
  const Title = isHeading ? 'h3' : 'p';
  const Under = isHeading ? 'h4' : 'p';
  const keepGroup = useKeptRows();
  return (
    <>
      <header class="sheet-head">
        <Name class={name === '' ? 'sheet-name sheet-nobody' : 'sheet-name plaintext'}>
          {name === '' ? t('packetNoName') : name}
        </Name>
        <div>
          {about.map(line => (
            <p key={line} class="sheet-about plaintext">
              {line}
            </p>
          ))}
        </div>
        <div class="sheet-for">
          {addressee.map(line => (
            <p key={line} class="plaintext">
              {line}
            </p>
          ))}
          {target !== '' && <p class="sheet-target">{target}</p>}
        </div>
      </header>
      {printed(sections).map(({ id, title, groups }) => (
        <section key={id} class={`sheet-section sheet-${id}`}>
          <Title class="sheet-title">{title}</Title>
          {groups.map(group =>
            keepGroup(`${id}/${group.id}`, [group.heading, group.lines.length, ...group.lines], () => (
              <div key={group.id} class="sheet-group">
                {group.heading !== '' && <Under class="sheet-heading">{group.heading}</Under>}
                <Lines group={group} />
              </div>
            )),
          )}
        </section>
      ))}
      {isPart && (
        <p class="sheet-section sheet-waiting" role="status">
          {t('packetReadingMoments')}
        </p>
      )}
    </>
  );
}

/** Lines of one kind together: paragraphs, a list, named facts, or numbered steps. */
function Lines({ group }: { readonly group: SheetGroup }) {
  return runsOf(group.lines).map(lines => {
    const [first] = lines;
    const key = first?.id ?? '';
    switch (first?.kind) {
      case 'point':
        return (
          <ul key={key} class="sheet-points">
            {lines.map(line => (
              <li key={line.id}>
                <Words line={line} />
              </li>
            ))}
          </ul>
        );
      case 'step':
        return (
          <ol key={key} class="sheet-steps">
            {lines.map(line => (
              <li key={line.id}>
                <Words line={line} />
              </li>
            ))}
          </ol>
        );
      case 'fact':
        return (
          <dl key={key} class="sheet-facts">
            {lines.map(({ id, label, text }) => (
              <div key={id}>
                <dt>{label}</dt>
                <dd class="plaintext">{text}</dd>
              </div>
            ))}
          </dl>
        );
      default:
        return lines.map(line => (
          <p key={line.id} class="sheet-paragraph">
            <Words line={line} />
          </p>
        ));
    }
  });
}

function runsOf(lines: readonly SheetLine[]): SheetLine[][] {
  const runs: SheetLine[][] = [];
  for (const line of lines) {
    const last = runs.at(-1);
    if (last !== undefined && last[0]?.kind === line.kind) last.push(line);
    else runs.push([line]);
  }
  return runs;
}

function Words({ line: { label, text, note } }: { readonly line: SheetLine }) {
  return (
    <>
      {label !== '' && <strong class="sheet-label">{label}</strong>}
      {label !== '' && ' '}
      <span class="sheet-words plaintext">{text}</span>
      {note !== '' && ' '}
      {note !== '' && <span class="sheet-note">{note}</span>}
    </>
  );
}
