import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { t } from '../../i18n/t.ts';
import { Badge } from '../components/Badge.tsx';
import { Button } from '../components/Button.tsx';
import { Card } from '../components/Card.tsx';

/** How many rows are drawn at first, and with each press of "Show more". */
const PAGE = 200;

export interface GroupProps<Row> {
  readonly title: string;
  readonly text?: string;
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  readonly draw: (row: Row) => ComponentChildren;
  /** Where rows have check marks: how many are ticked, and how all are ticked at once. */
  readonly ticks?: { readonly count: number; readonly of: number; onAll(isTicked: boolean): void };
  /** Begins closed: for what needs no decision. */
  readonly folded?: boolean;
}

/** Entries of one sort under a heading. Long lists are drawn in pages, so that ten thousand stay quick. */
export function Group<Row>({ title, text, rows, keyOf, draw, ticks, folded = false }: GroupProps<Row>) {
  const [shown, setShown] = useState(PAGE);
  const [isOpen, setOpen] = useState(!folded);
  if (rows.length === 0) return null;
  const isAll = ticks !== undefined && ticks.count === ticks.of;
  return (
    <Card
      title={title}
      actions={
        <div class="cluster">
          {folded && <Badge>{rows.length}</Badge>}
          {ticks !== undefined && ticks.of > 1 && (
            <Button size="s" variant="quiet" onClick={() => ticks.onAll(!isAll)}>
              {isAll ? t('importTickNone') : t('importTickAll', { count: ticks.of })}
            </Button>
          )}
          {folded && (
            <button
              type="button"
              class="button quiet size-s"
              aria-expanded={isOpen}
              aria-label={`${isOpen ? t('importHide') : t('importShow')}: ${title}`}
              onClick={() => setOpen(!isOpen)}
            >
              {isOpen ? t('importHide') : t('importShow')}
            </button>
          )}
        </div>
      }
    >
      {text !== undefined && isOpen && <p class="muted small import-group-text">{text}</p>}
      {isOpen && (
        <ul class="rows import-rows">
          {rows.slice(0, shown).map(row => (
            <li key={keyOf(row)}>{draw(row)}</li>
          ))}
        </ul>
      )}
      {isOpen && rows.length > shown && (
        <div class="card-foot">
          <Button size="s" onClick={() => setShown(shown + PAGE)}>
            {t('importMore', { count: Math.min(PAGE, rows.length - shown) })}
          </Button>
        </div>
      )}
    </Card>
  );
}
