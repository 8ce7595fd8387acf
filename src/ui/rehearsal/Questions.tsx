import { t } from '../../i18n/t.ts';
import { Button } from '../components/Button.tsx';
import { Card } from '../components/Card.tsx';
import { TextArea } from '../components/TextArea.tsx';
import { useKeptForm } from '../hooks/use-kept-form.ts';

const START = { why: '', proud: '', stress: '', improve: '', how: '' };

/** What they may ask, with room to think: kept on this device as a half-typed form is, and in no record. */
export function Questions({ mentorId }: { readonly mentorId: string }) {
  const { fields, set, forget } = useKeptForm(`rehearsal/${mentorId}`, START);
  const isEmpty = Object.values(fields).every(text => text === '');
  return (
    <Card
      title={t('rehearsalQuestions')}
      actions={
        isEmpty ? undefined : (
          <Button size="s" variant="quiet" onClick={forget}>
            {t('rehearsalClear')}
          </Button>
        )
      }
    >
      <div class="rehearsal-questions">
        <p class="muted small">{t('rehearsalQuestionsText')}</p>
        <TextArea label={t('rehearsalQuestionWhy')} value={fields.why} onInput={why => set({ why })} />
        <TextArea label={t('rehearsalQuestionProud')} value={fields.proud} onInput={proud => set({ proud })} />
        <TextArea label={t('rehearsalQuestionStress')} value={fields.stress} onInput={stress => set({ stress })} />
        <TextArea label={t('rehearsalQuestionImprove')} value={fields.improve} onInput={improve => set({ improve })} />
        <TextArea
          label={t('rehearsalQuestionHow')}
          hint={t('rehearsalQuestionHowHint')}
          value={fields.how}
          onInput={how => set({ how })}
        />
      </div>
    </Card>
  );
}
