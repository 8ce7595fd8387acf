import { useEffect, useState } from 'preact/hooks';
import { previewReminders, type ReminderPreview } from '../../core/reminders/preview.ts';
import type { Records } from '../../core/reminders/reckon.ts';
import type { Settings } from '../../core/settings.ts';
import { now, timeZone } from '../../platform/clock.ts';
import { report } from '../../platform/report.ts';
import { reader } from '../hooks/reader.ts';
import { loadRecords } from './load-records.ts';

const PREVIEW_DAYS = 30;
/** After the last keystroke. */
const WAIT_MS = 150;

/** What the last month would have brought with these settings; `null` until that is known. It follows what is typed. */
export function usePreview(settings: Settings): ReminderPreview | null {
  const [records, setRecords] = useState<Records | null>(null);
  const [preview, setPreview] = useState<ReminderPreview | null>(null);
  useEffect(() => {
    let isWanted = true;
    reader()
      .then(loadRecords)
      .then(loaded => isWanted && setRecords(loaded))
      .catch(report);
    return () => {
      isWanted = false;
    };
  }, []);
  const asked = JSON.stringify(settings);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the settings are new with every answer of storage, and mostly the same
  useEffect(() => {
    if (records === null) return;
    const timer = setTimeout(
      () => setPreview(previewReminders(records, settings, now(), timeZone(), PREVIEW_DAYS)),
      WAIT_MS,
    );
    return () => clearTimeout(timer);
  }, [records, asked]);
  return preview;
}
