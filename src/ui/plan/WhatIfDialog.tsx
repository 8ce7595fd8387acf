import { useMemo, useState } from 'preact/hooks';
import type { LocalDate } from '../../core/dates.ts';
import type { Slot } from '../../core/plan/slot.ts';
import { changesIfNo, type LetterLoss, type SlotLoss, whatIfNo } from '../../core/plan/what-if.ts';
import { countWords, fromSpecialtyWords } from '../../i18n/coverage.ts';
import { formatList } from '../../i18n/format.ts';
import { slotName } from '../../i18n/slot.ts';
import { t } from '../../i18n/t.ts';
import { newId } from '../../platform/ids.ts';
import { call } from '../../platform/messaging.ts';
import { report } from '../../platform/report.ts';
import { Button } from '../components/Button.tsx';
import { Dialog } from '../components/Dialog.tsx';
import { Select } from '../components/Select.tsx';
import type { Toasts } from '../hooks/use-toast.ts';
import { CoveragePicture } from './CoveragePicture.tsx';
import type { PlanData } from './plan-data.ts';

export interface WhatIfDialogProps {
  readonly letterId: string;
  readonly data: PlanData;
  readonly today: LocalDate;
  readonly toasts: Toasts;
  /** Somebody is to be named who stands by. */
  onNameBackup(slot: Slot): void;
  onClose(): void;
}

const LOSSES: readonly LetterLoss[] = ['declined', 'no-reply', 'withdrawn'];

/** What is left of the plan if a writer says no, who could step in, and the steps, should it have happened. */
export function WhatIfDialog({ letterId, data, today, toasts, onNameBackup, onClose }: WhatIfDialogProps) {
  const found = useMemo(() => whatIfNo(letterId, data), [letterId, data]);
  const [how, setHow] = useState<LetterLoss>('declined');
  const [isSaving, setSaving] = useState(false);
  const name = found?.writer?.name ?? t('planSomebody');
  const carryOut = async () => {
    if (found === null) return;
    setSaving(true);
    try {
      const result = await call('records/save', changesIfNo(found, how, today, newId));
      if (toasts.told(result, t('toastWriterLost', { name }))) onClose();
    } finally {
      setSaving(false);
    }
  };
  return (
    <Dialog
      title={t('whatIfTitle', { name })}
      closeLabel={t('actionClose')}
      onClose={onClose}
      actions={
        <Button variant="primary" onClick={onClose}>
          {t('actionClose')}
        </Button>
      }
    >
      {found === null ? (
        <p>{t('whatIfOver')}</p>
      ) : (
        <div class="what-if">
          {found.tracks.map(({ track, before, after }) => (
            <section key={track.id} aria-label={track.name}>
              <h3 class="plaintext">{track.name}</h3>
              <div class="what-if-pair">
                <div>
                  <p class="muted small">{t('whatIfNow')}</p>
                  <CoveragePicture coverage={before} />
                </div>
                <div>
                  <p class="muted small">{t('whatIfThen')}</p>
                  <CoveragePicture coverage={after} />
                </div>
              </div>
              <p>
                {countWords(after)} {fromSpecialtyWords(after)}
              </p>
              <ul class="plain-list">
                {found.losses
                  .filter(loss => loss.track.id === track.id)
                  .map(loss => (
                    <li key={loss.slot.id}>
                      <p>{rescueWords(loss)}</p>
                      {loss.rescue.type === 'find' && (
                        <Button size="s" icon="users" onClick={() => onNameBackup(loss.slot)}>
                          {t('slotBackup')}
                        </Button>
                      )}
                    </li>
                  ))}
              </ul>
            </section>
          ))}
          <details class="what-if-steps">
            <summary>{t('whatIfHappened')}</summary>
            <div class="form">
              <p>{t('whatIfHappenedText')}</p>
              <div class="form-row">
                <Select
                  label={t('whatIfHow')}
                  value={how}
                  options={LOSSES.map(value => ({ value, label: lossWords(value) }))}
                  onChange={setHow}
                />
              </div>
              <div>
                <Button busy={isSaving} onClick={() => void carryOut().catch(report)}>
                  {t('whatIfDo')}
                </Button>
              </div>
            </div>
          </details>
        </div>
      )}
    </Dialog>
  );
}

function rescueWords({ slot, track, rescue }: SlotLoss): string {
  const name = slotName(slot, track);
  switch (rescue.type) {
    case 'use-letter':
      return t('rescueLetter', { slot: name, name: rescue.mentor.name });
    case 'ask-backup':
      return t('rescueBackup', { slot: name, name: rescue.mentor.name });
    case 'find':
      return findWords(rescue, name);
  }
}

function findWords({ unfit, candidates }: Extract<SlotLoss['rescue'], { type: 'find' }>, slot: string): string {
  const names = formatList(candidates.map(one => one.name));
  if (unfit !== null) {
    const said = t('rescueUnfit', { name: unfit.name, slot });
    return candidates.length === 0 ? said : `${said} ${t('rescueWho', { names })}`;
  }
  return candidates.length === 0 ? t('rescueNobody', { slot }) : t('rescueFind', { names, slot });
}

function lossWords(how: LetterLoss): string {
  switch (how) {
    case 'declined':
      return t('lossDeclined');
    case 'no-reply':
      return t('lossNoReply');
    case 'withdrawn':
      return t('lossWithdrawn');
  }
}
