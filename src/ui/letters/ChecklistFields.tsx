import { useState } from 'preact/hooks';
import { CHECKLIST_ITEMS } from '../../core/letter.ts';
import { CONSENT_ITEM, evaluationFormOf, specialFormOf } from '../../core/letters/letter-rules.ts';
import { t } from '../../i18n/t.ts';
import { newId } from '../../platform/ids.ts';
import { Button } from '../components/Button.tsx';
import { Checkbox } from '../components/Checkbox.tsx';
import { IconButton } from '../components/IconButton.tsx';
import { TextInput } from '../components/TextInput.tsx';
import { LetterSection } from './LetterSection.tsx';
import type { LetterForm } from './letter-form.ts';
import { checklistWords } from './letter-words.ts';
import type { LetterFieldsProps } from './PurposeFields.tsx';

type Item = LetterForm['checklist'][number];

/** What the writer is given, ticked off: what is wanted of the usual things, and the student's own. */
export function ChecklistFields({ fields, data, set }: LetterFieldsProps) {
  const [text, setText] = useState('');
  const { checklist } = fields;
  const track = data.tracks.find(({ id }) => id === fields.trackId);
  const asksConsent = track !== undefined && fields.form === 'standardized' && specialFormOf(track) === 'eslor';
  const isSel = track !== undefined && fields.form === 'standardized' && evaluationFormOf(track) === 'sel';
  const usual: readonly string[] = asksConsent ? [...CHECKLIST_ITEMS, CONSENT_ITEM] : CHECKLIST_ITEMS;
  const change = (list: Item[]) => set({ checklist: list });
  // The consent is written out: it is none of the items that others know.
  const want = (id: string, words: string) =>
    change([...checklist, { id, text: id === CONSENT_ITEM ? words : '', isDone: false }]);
  const add = () => {
    if (text.trim() === '') return;
    change([...checklist, { id: newId(), text: text.trim(), isDone: false }]);
    setText('');
  };
  const left = usual.filter(id => !checklist.some(item => item.id === id));
  return (
    <LetterSection title={t('letterChecklist')} hint={t('letterChecklistHint')}>
      <ul class="letter-checklist">
        {checklist.map(item => {
          const words = checklistWords(item.id) ?? item.text;
          return (
            <li key={item.id}>
              <Checkbox
                label={<span class="plaintext">{words}</span>}
                checked={item.isDone}
                onChange={isDone => change(checklist.map(one => (one.id === item.id ? { ...one, isDone } : one)))}
              />
              <IconButton
                icon="x"
                size="s"
                label={t('letterItemRemove', { item: words })}
                onClick={() => change(checklist.filter(({ id }) => id !== item.id))}
              />
            </li>
          );
        })}
      </ul>
      {isSel && checklist.some(({ id }) => id === 'grades') && <p class="muted small">{t('letterGradesSel')}</p>}
      {left.length > 0 && (
        <div class="cluster">
          {left.map(id => {
            const words = checklistWords(id) ?? id;
            return (
              <Button key={id} size="s" icon="plus" variant="quiet" onClick={() => want(id, words)}>
                {words}
              </Button>
            );
          })}
        </div>
      )}
      <div class="letter-add-item">
        <TextInput
          label={t('letterItemOwn')}
          labelHidden
          placeholder={t('letterItemOwn')}
          value={text}
          onInput={setText}
          maxLength={200}
          onKeyDown={event => {
            if (event.key !== 'Enter' || event.isComposing) return;
            // Not the letter itself.
            event.preventDefault();
            add();
          }}
        />
        <Button icon="plus" onClick={add}>
          {t('letterItemAdd')}
        </Button>
      </div>
    </LetterSection>
  );
}
