import { useEffect, useRef, useState } from 'preact/hooks';
import { parseLocalDate } from '../../../core/dates.ts';
import { knownWords } from '../../../core/identifiers/known.ts';
import { EMPTY_MOMENT, isEmptyMoment, type MomentForm } from '../../../core/log-form.ts';
import { type Rotation, rotationMeant, rotationsOn } from '../../../core/rotation.ts';
import { t } from '../../../i18n/t.ts';
import { report } from '../../../platform/report.ts';
import { Button } from '../../components/Button.tsx';
import { Icon } from '../../components/Icon.tsx';
import { reader } from '../../hooks/reader.ts';
import type { MomentPartProps } from '../MomentFold.tsx';
import { MomentFields } from './MomentFields.tsx';

/** At most so many rotations are offered; hardly anybody is in more at once. */
const MOST_OFFERED = 3;

/** The rotation that an entry was part of, where one fits its day, and what is to be logged as a moment of it. */
export function MomentPart({ form, mentors, onChange, onSave }: MomentPartProps) {
  const rotations = useRotations();
  const on = parseLocalDate(form.on.trim());
  const fitting = on === null ? [] : rotationsOn(rotations, on, form.mentorIds);
  const chosen = rotations.find(({ id }) => id === form.rotationId);
  const offered = [...(chosen === undefined || fitting.includes(chosen) ? [] : [chosen]), ...fitting];

  // A moment belongs to the rotation it was seen in; where that is plain it is proposed, and in sight.
  const isBegun = useRef(form.moment !== null);
  const hasMoment = form.moment !== null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, as the moment is begun and the rotations are known
  useEffect(() => {
    if (!hasMoment) isBegun.current = false;
    if (!hasMoment || isBegun.current || rotations.length === 0) return;
    isBegun.current = true;
    const meant = on === null || form.rotationId !== null ? null : rotationMeant(rotations, on, form.mentorIds);
    if (meant !== null) onChange({ rotationId: meant.id });
  }, [hasMoment, rotations]);

  const { moment } = form;
  return (
    <>
      {offered.length > 0 && (
        <fieldset class="field moment-rotations">
          <legend class="field-label">{t('momentPartOf')}</legend>
          <div class="cluster">
            {offered.slice(0, MOST_OFFERED).map(rotation => (
              <button
                key={rotation.id}
                type="button"
                class="toggle-chip"
                aria-pressed={rotation.id === form.rotationId}
                onClick={() => onChange({ rotationId: rotation.id === form.rotationId ? null : rotation.id })}
              >
                <Icon name={rotation.id === form.rotationId ? 'check' : 'plus'} />
                <span class="truncate plaintext">{rotation.name}</span>
              </button>
            ))}
          </div>
        </fieldset>
      )}
      {moment !== null && (
        <section class="moment-part" aria-labelledby="moment-part-title">
          <div class="section-head">
            <h3 id="moment-part-title">{t('momentHereTitle')}</h3>
            <Button size="s" variant="quiet" onClick={() => onChange({ moment: null })}>
              {isEmptyMoment(moment) ? t('momentHereClose') : t('momentHereRemove')}
            </Button>
          </div>
          <MomentFields
            compact
            takesFocus={isEmptyMoment(moment)}
            fields={moment}
            known={knownWords({ mentors, rotations })}
            onChange={change => onChange({ moment: withChange(form.moment, change) })}
            onEnter={onSave}
          />
        </section>
      )}
    </>
  );
}

function withChange(moment: MomentForm | null, change: Partial<MomentForm>): MomentForm {
  return { ...(moment ?? EMPTY_MOMENT), ...change };
}

/** All of them; none until they were read, or when they cannot be. */
function useRotations(): readonly Rotation[] {
  const [rotations, setRotations] = useState<readonly Rotation[]>([]);
  useEffect(() => {
    let isShown = true;
    reader()
      .then(opened => opened.rotations())
      .then(found => {
        if (isShown) setRotations(found);
      })
      .catch(report);
    return () => {
      isShown = false;
    };
  }, []);
  return rotations;
}
