import { useState } from 'preact/hooks';
import { greetingsOf } from '../../core/drafts/greeting.ts';
import { type Mentor, ROLES, type Role } from '../../core/mentor.ts';
import type { Problem } from '../../core/result.ts';
import { t, tFamily } from '../../i18n/t.ts';
import { Banner } from '../components/Banner.tsx';
import { Button } from '../components/Button.tsx';
import { Checkbox } from '../components/Checkbox.tsx';
import { DateTimeField } from '../components/DateTimeField.tsx';
import { Dialog } from '../components/Dialog.tsx';
import { Select } from '../components/Select.tsx';
import { TextArea } from '../components/TextArea.tsx';
import { TextInput } from '../components/TextInput.tsx';
import { problemText } from '../hooks/problem-text.ts';

export interface MentorDialogProps {
  /** `null` to add one. */
  readonly mentor: Mentor | null;
  onClose(): void;
  /** Gives what was wrong, or `null` when it is saved. */
  onSave(fields: Readonly<Record<string, unknown>>): Promise<Problem | null>;
}

/** Everything about a person that the student may enter. */
export function MentorDialog({ mentor, onClose, onSave }: MentorDialogProps) {
  const [name, setName] = useState(mentor?.name ?? '');
  const [credentials, setCredentials] = useState(mentor?.credentials ?? '');
  const [role, setRole] = useState<Role>(mentor?.role ?? 'attending');
  const [greeting, setGreeting] = useState(mentor?.greeting ?? '');
  const [emails, setEmails] = useState(mentor?.emails.join('\n') ?? '');
  const [specialty, setSpecialty] = useState(mentor?.specialty ?? '');
  const [institution, setInstitution] = useState(mentor?.institution ?? '');
  const [phone, setPhone] = useState(mentor?.phone ?? '');
  const [howWeMet, setHowWeMet] = useState(mentor?.howWeMet ?? '');
  const [wantsCheckIns, setWantsCheckIns] = useState(mentor?.wantsCheckIns ?? true);
  const [rhythm, setRhythm] = useState(mentor?.rhythmDays === null || mentor === null ? '' : String(mentor.rhythmDays));
  const [pausedUntilOn, setPausedUntilOn] = useState<string>(mentor?.pausedUntilOn ?? '');
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isSaving, setSaving] = useState(false);

  const errorFor = (code: string) => (problem?.code === code ? problemText(problem) : null);
  const isElsewhere = problem !== null && !OWN_PROBLEMS.includes(problem.code);
  const save = async () => {
    setSaving(true);
    const found = await onSave({
      name,
      credentials,
      role,
      greeting,
      emails: emails.split(/[\s,;]+/).filter(text => text !== ''),
      specialty,
      institution,
      phone,
      howWeMet,
      wantsCheckIns,
      rhythmDays: rhythm.trim() === '' ? null : Number(rhythm),
      pausedUntilOn: pausedUntilOn === '' ? null : pausedUntilOn,
    });
    setSaving(false);
    setProblem(found);
  };

  return (
    <Dialog
      title={mentor === null ? t('mentorsAdd') : t('mentorEditTitle')}
      closeLabel={t('actionClose')}
      onClose={onClose}
      onSubmit={() => void save()}
      actions={
        <>
          <Button variant="quiet" onClick={onClose}>
            {t('actionCancel')}
          </Button>
          <Button variant="primary" type="submit" busy={isSaving}>
            {t('actionSave')}
          </Button>
        </>
      }
    >
      <div class="form-row">
        <TextInput label={t('mentorName')} value={name} onInput={setName} error={errorFor('form/no-name')} required />
        <div class="short">
          <TextInput
            label={t('mentorCredentials')}
            placeholder={t('mentorCredentialsExample')}
            value={credentials}
            onInput={setCredentials}
          />
        </div>
      </div>
      <div class="form-row">
        <Select
          label={t('mentorRole')}
          value={role}
          options={ROLES.map(value => ({ value, label: tFamily('role', value) }))}
          onChange={setRole}
        />
        <TextInput label={t('mentorSpecialty')} value={specialty} onInput={setSpecialty} />
      </div>
      {name.trim() !== '' && <GreetingField value={greeting} of={{ name, credentials, role }} onChange={setGreeting} />}
      <div class="form-row">
        <TextInput label={t('mentorInstitution')} value={institution} onInput={setInstitution} />
        <TextInput label={t('mentorPhone')} type="tel" value={phone} onInput={setPhone} />
      </div>
      <TextArea
        label={t('mentorEmails')}
        hint={t('mentorEmailsHint')}
        value={emails}
        onInput={setEmails}
        error={errorFor('form/bad-address') ?? errorFor('mentor/address-taken')}
      />
      <TextArea label={t('mentorHowWeMet')} value={howWeMet} onInput={setHowWeMet} />
      <Checkbox
        label={t('mentorWantsCheckIns')}
        hint={t('mentorWantsCheckInsHint')}
        checked={wantsCheckIns}
        onChange={setWantsCheckIns}
      />
      {wantsCheckIns && (
        <div class="form-row">
          <TextInput
            label={t('mentorRhythmDays')}
            hint={t('mentorRhythmDaysHint')}
            type="number"
            min={1}
            value={rhythm}
            onInput={setRhythm}
            error={errorFor('form/bad-rhythm')}
          />
          <DateTimeField
            label={t('mentorPausedUntil')}
            hint={t('mentorPausedUntilHint')}
            date={pausedUntilOn}
            onDate={setPausedUntilOn}
          />
        </div>
      )}
      {isElsewhere && (
        <Banner tone="danger" announce>
          {problemText(problem)}
        </Banner>
      )}
    </Dialog>
  );
}

const OWN_PROBLEMS: readonly string[] = ['form/no-name', 'form/bad-address', 'mentor/address-taken', 'form/bad-rhythm'];

interface GreetingFieldProps {
  /** Empty for what follows from the name. */
  readonly value: string;
  readonly of: Pick<Mentor, 'name' | 'credentials' | 'role'>;
  onChange(greeting: string): void;
}

/** How messages begin. Until it is chosen it follows what is typed above; what was chosen stays. */
function GreetingField({ value, of, onChange }: GreetingFieldProps) {
  const { choices, isGuess } = greetingsOf(of);
  const shown = value || (choices[0] ?? of.name);
  const all = choices.includes(shown) ? choices : [shown, ...choices];
  return (
    <Select
      label={t('messageGreeting')}
      hint={value === '' && isGuess ? t('messageGreetingGuess') : t('mentorGreetingHint')}
      value={shown}
      options={all.map(one => ({ value: one, label: one }))}
      onChange={onChange}
    />
  );
}
