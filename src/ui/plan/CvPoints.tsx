import { useLayoutEffect, useRef } from 'preact/hooks';
import { t } from '../../i18n/t.ts';
import { Button } from '../components/Button.tsx';
import { IconButton } from '../components/IconButton.tsx';
import { TextInput } from '../components/TextInput.tsx';
import { MOST_CV_POINTS, movedPoint } from './profile-form.ts';

export interface CvPointsProps {
  readonly points: readonly string[];
  onChange(points: readonly string[]): void;
}

/** Lines of the CV: typed, put in order, taken out. Enter in one makes the next. */
export function CvPoints({ points, onChange }: CvPointsProps) {
  const list = useRef<HTMLUListElement>(null);
  /** The field that gets the cursor once it is drawn; `null` for none. */
  const next = useRef<number | null>(null);
  useLayoutEffect(() => {
    if (next.current === null) return;
    list.current?.querySelectorAll('input')[next.current]?.focus();
    next.current = null;
  });
  const isFull = points.length >= MOST_CV_POINTS;
  const addAt = (index: number) => {
    if (isFull) return;
    next.current = index;
    onChange(points.toSpliced(index, 0, ''));
  };
  const move = (index: number, by: -1 | 1) => {
    next.current = index + by;
    onChange(movedPoint(points, index, by));
  };
  return (
    <div class="stack">
      {points.length === 0 ? (
        <p class="muted">{t('profileCvEmpty')}</p>
      ) : (
        <ul class="cv-points" ref={list}>
          {points.map((point, index) => (
            <li key={index}>
              <TextInput
                label={t('profileCvPoint', { number: index + 1 })}
                labelHidden
                maxLength={200}
                value={point}
                onInput={text => onChange(points.with(index, text))}
                onKeyDown={event => {
                  if (event.isComposing || event.key !== 'Enter') return;
                  event.preventDefault();
                  addAt(index + 1);
                }}
              />
              <span class="cv-point-actions">
                <IconButton
                  size="s"
                  icon="chevron-up"
                  label={t('profileCvUp', { number: index + 1 })}
                  disabled={index === 0}
                  onClick={() => move(index, -1)}
                />
                <IconButton
                  size="s"
                  icon="chevron-down"
                  label={t('profileCvDown', { number: index + 1 })}
                  disabled={index === points.length - 1}
                  onClick={() => move(index, 1)}
                />
                <IconButton
                  size="s"
                  icon="x"
                  label={t('profileCvRemove', { number: index + 1 })}
                  onClick={() => {
                    next.current = Math.min(index, points.length - 2);
                    onChange(points.toSpliced(index, 1));
                  }}
                />
              </span>
            </li>
          ))}
        </ul>
      )}
      {isFull ? (
        <p class="field-hint">{t('profileCvFull', { most: MOST_CV_POINTS })}</p>
      ) : (
        <div>
          <Button size="s" icon="plus" onClick={() => addAt(points.length)}>
            {t('profileCvAdd')}
          </Button>
        </div>
      )}
    </div>
  );
}
