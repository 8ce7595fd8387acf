import type { FunctionComponent } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { EMPTY_MOMENT, type LogForm as Form } from '../../core/log-form.ts';
import type { Mentor } from '../../core/mentor.ts';
import { t } from '../../i18n/t.ts';
import { now } from '../../platform/clock.ts';
import { report } from '../../platform/report.ts';
import { Button } from '../components/Button.tsx';
import { whenStillToCome } from './still-to-come.ts';

export interface MomentPartProps {
  readonly form: Form;
  readonly mentors: readonly Mentor[];
  onChange(fields: Partial<Form>): void;
  onSave(): void;
}

/**
 * What most entries do without: the rotation they were part of, and a moment of them. Its code comes once there are people
 * in the form, so that the form itself never waits for it.
 */
export function MomentFold(props: MomentPartProps) {
  const { form, onChange } = props;
  const [Part, setPart] = useState<FunctionComponent<MomentPartProps> | null>(null);
  const isStillToCome = whenStillToCome(form, now()) !== null;
  const isWanted = form.moment !== null || form.mentorIds.length > 0 || form.rotationId !== null;
  useEffect(() => {
    if (!isWanted) return;
    import('./late/MomentPart.tsx').then(({ MomentPart }) => setPart(() => MomentPart)).catch(report);
  }, [isWanted]);
  return (
    <>
      {Part !== null && isWanted && <Part {...props} />}
      {/* Nobody has seen yet what is still to come. */}
      {form.moment === null && !isStillToCome && (
        <div>
          <Button variant="quiet" size="s" icon="plus" onClick={() => onChange({ moment: EMPTY_MOMENT })}>
            {t('momentAddHere')}
          </Button>
        </div>
      )}
    </>
  );
}
