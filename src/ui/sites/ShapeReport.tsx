import { useEffect, useRef, useState } from 'preact/hooks';
import type { UnreadPage } from '../../core/capture.ts';
import { t } from '../../i18n/t.ts';
import { browserName, ownVersion } from '../../platform/browser-info.ts';
import { report } from '../../platform/report.ts';
import { Button } from '../components/Button.tsx';
import { Field } from '../components/Field.tsx';
import { shapeReport } from './shape-report.ts';

export interface ShapeReportProps {
  /** Of the site. */
  readonly name: string;
  readonly unread: UnreadPage;
  onCopied(): void;
}

/** The whole report on a page that could not be read, to be looked at before it is copied. */
export function ShapeReport({ name, unread, onCopied }: ShapeReportProps) {
  const [browser, setBrowser] = useState('');
  const [isSelected, setSelected] = useState(false);
  const area = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    browserName().then(setBrowser).catch(report);
  }, []);
  const text = shapeReport(unread, { version: ownVersion(), browser });
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setSelected(false);
      onCopied();
    } catch {
      area.current?.focus();
      area.current?.select();
      setSelected(true);
    }
  };
  return (
    <div class="stack">
      <Field label={t('siteReport')} hint={t('siteReportHint')}>
        {control => <textarea {...control} ref={area} class="input area report" readOnly rows={8} value={text} />}
      </Field>
      <div class="cluster">
        <Button size="s" label={t('siteReportCopyFor', { name })} onClick={() => void copy()}>
          {t('siteReportCopy')}
        </Button>
        <span class="small" role="status">
          {isSelected && t('siteReportSelected')}
        </span>
      </div>
    </div>
  );
}
