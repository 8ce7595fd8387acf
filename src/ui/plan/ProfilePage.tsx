import { useEffect, useRef, useState } from 'preact/hooks';
import { applicantChange } from '../../core/plan/applicant-change.ts';
import { APPLICANT_KINDS, type Profile } from '../../core/profile.ts';
import { t, tFamily } from '../../i18n/t.ts';
import { call } from '../../platform/messaging.ts';
import { report } from '../../platform/report.ts';
import type { Reader } from '../../storage/index.ts';
import { Banner } from '../components/Banner.tsx';
import { Button } from '../components/Button.tsx';
import { Card } from '../components/Card.tsx';
import { Loading } from '../components/Loading.tsx';
import { PageHeader } from '../components/PageHeader.tsx';
import { Select } from '../components/Select.tsx';
import { TextArea } from '../components/TextArea.tsx';
import { TextInput } from '../components/TextInput.tsx';
import { focusHeading } from '../hooks/focus-heading.ts';
import { LoadFailed } from '../hooks/LoadFailed.tsx';
import { reader } from '../hooks/reader.ts';
import { useKeptForm } from '../hooks/use-kept-form.ts';
import { useLive } from '../hooks/use-live.ts';
import type { Toasts } from '../hooks/use-toast.ts';
import { CvPoints } from './CvPoints.tsx';
import { applicantKindWords } from './plan-words.ts';
import {
  isProfileChanged,
  isProfileText,
  MOST_OWN_ADDRESSES,
  type ProfileErrors,
  type ProfileForm,
  type ProfileTexts,
  profileErrors,
  profileFieldsOf,
  profileTexts,
  UNTOUCHED,
} from './profile-form.ts';
import './plan.css';

export interface ProfilePageProps {
  readonly toasts: Toasts;
}

/** What the page is drawn from: the profile, and what of the plan depends on it. */
async function loadAbout(opened: Reader) {
  const [profile, plans, tracks, slots] = await Promise.all([
    opened.profile(),
    opened.plans(),
    opened.tracks(),
    opened.slots(),
  ]);
  return { profile, plans, tracks, slots };
}

/** What the student says about themselves, each with what it is for. */
export function ProfilePage({ toasts }: ProfilePageProps) {
  const live = useLive(loadAbout, []);
  return (
    <>
      <PageHeader title={t('navProfile')} subtitle={t('profileSubtitle')} />
      {live.state === 'loading' && (
        <Card>
          <Loading label={t('loading')} lines={6} />
        </Card>
      )}
      {live.state === 'failed' && <LoadFailed problem={live.problem} />}
      {live.state === 'ready' && (
        <>
          <NextStep about={live.value} />
          <ProfileFields stored={live.value.profile} toasts={toasts} />
        </>
      )}
    </>
  );
}

/** Where to go from here: to a plan while there is none, and to one that was made for another kind of applicant. */
function NextStep({ about }: { readonly about: Awaited<ReturnType<typeof loadAbout>> }) {
  const { profile, tracks } = about;
  if (tracks.length === 0) {
    // Before anything is said the fields come first.
    if (profile.applicantKind === null && profile.name === '') return null;
    return (
      <Next title={t('profileNextTitle')} open={t('profileNextOpen')}>
        {t('profileNextText')}
      </Next>
    );
  }
  if (!tracks.some(track => applicantChange(track, about) !== null)) return null;
  return (
    <Next title={t('profilePlanTitle')} open={t('profilePlanOpen')}>
      {t('profilePlanText')}
    </Next>
  );
}

interface NextProps {
  readonly title: string;
  /** The words of the way to the plan. */
  readonly open: string;
  readonly children: string;
}

function Next({ title, open, children }: NextProps) {
  return (
    <div class="profile-next">
      <Banner
        tone="info"
        icon="flag"
        title={title}
        announce
        actions={
          <a class="button primary size-s" href="#/plan">
            {open}
          </a>
        }
      >
        {children}
      </Banner>
    </div>
  );
}

interface ProfileFieldsProps {
  readonly stored: Profile;
  readonly toasts: Toasts;
}

function ProfileFields({ stored, toasts }: ProfileFieldsProps) {
  const kept = useKeptForm<ProfileForm>('profile', UNTOUCHED, isProfileText);
  /** What was just written, until storage says so itself; else the fields would show what was there before for a moment. */
  const [written, setWritten] = useState<Profile | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever storage says something new
  useEffect(() => setWritten(null), [stored]);
  const profile = written ?? stored;
  const [showsErrors, setShowsErrors] = useState(false);
  const [isSaving, setSaving] = useState(false);
  // A second Enter comes before the button is drawn as busy.
  const isUnderWay = useRef(false);
  const form = useRef<HTMLFormElement>(null);

  const texts = profileTexts(profile, kept.fields);
  const errors = profileErrors(texts);
  const hasErrors = errors.badAddress !== null || errors.hasTooManyAddresses || errors.isYearBad;
  const isChanged = isProfileChanged(profile, kept.fields);
  const save = async () => {
    if (isUnderWay.current || !isChanged) return;
    setShowsErrors(true);
    if (hasErrors) {
      // Once they are drawn.
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus());
      return;
    }
    isUnderWay.current = true;
    setSaving(true);
    const wasInFoot = hasFootFocus(form.current);
    try {
      const result = await call('profile/save', profileFieldsOf(kept.fields));
      if (toasts.told(result, t('toastProfileSaved'))) {
        setWritten(await (await reader()).profile());
        kept.forget();
        setShowsErrors(false);
        if (wasInFoot) focusHeading();
      }
    } finally {
      isUnderWay.current = false;
      setSaving(false);
    }
  };
  const discard = () => {
    kept.forget();
    setShowsErrors(false);
    focusHeading();
  };
  return (
    <form
      ref={form}
      class="stack settings-page"
      noValidate
      onSubmit={event => {
        event.preventDefault();
        void save().catch(report);
      }}
    >
      <AboutYou texts={texts} errors={showsErrors ? errors : null} set={kept.set} />
      <Ids texts={texts} set={kept.set} />
      <Card title={t('profileCv')}>
        <div class="form">
          <p class="field-hint">{t('profileCvHint')}</p>
          <CvPoints points={texts.cvPoints} onChange={cvPoints => kept.set({ cvPoints })} />
        </div>
      </Card>
      <Papers texts={texts} set={kept.set} />
      {isChanged && (
        <div class="unsaved">
          <span role="status">{kept.isRestored ? t('profileRestored') : t('profileUnsaved')}</span>
          <span class="cluster">
            <Button variant="quiet" onClick={discard}>
              {t('profileDiscard')}
            </Button>
            <Button variant="primary" type="submit" busy={isSaving}>
              {t('actionSave')}
            </Button>
          </span>
        </div>
      )}
    </form>
  );
}

/** The foot goes with what it offers; who is in it is then taken to the head of the page. */
function hasFootFocus(form: HTMLFormElement | null): boolean {
  return form?.querySelector('.unsaved')?.contains(document.activeElement) ?? false;
}

interface PartProps {
  readonly texts: ProfileTexts;
  set(change: Partial<ProfileForm>): void;
}

function AboutYou({ texts, errors, set }: PartProps & { readonly errors: ProfileErrors | null }) {
  return (
    <Card title={t('profileYou')}>
      <div class="form">
        <TextInput
          label={t('profileName')}
          hint={t('profileNameHint')}
          autocomplete="name"
          maxLength={200}
          value={texts.name}
          onInput={name => set({ name })}
        />
        <div class="form-row">
          <TextInput
            label={t('profileSchool')}
            hint={t('profileSchoolHint')}
            autocomplete="organization"
            maxLength={200}
            value={texts.school}
            onInput={school => set({ school })}
          />
          <TextInput
            label={t('profileClass')}
            hint={t('profileSchoolHint')}
            placeholder={t('profileClassExample')}
            maxLength={80}
            value={texts.className}
            onInput={className => set({ className })}
          />
        </div>
        <div class="form-row">
          <Select
            label={t('profileApplicant')}
            hint={t('profileApplicantHint')}
            value={texts.applicantKind}
            options={[
              { value: '', label: t('profileApplicantUnsaid') },
              ...APPLICANT_KINDS.map(kind => ({ value: kind, label: applicantKindWords(kind) })),
            ]}
            onChange={applicantKind => set({ applicantKind })}
          />
          <TextInput
            label={t('profileGraduationYear')}
            hint={t('profileGraduationYearHint')}
            error={errors?.isYearBad ? t('profileGraduationYearBad') : null}
            maxLength={10}
            value={texts.graduationYear}
            onInput={graduationYear => set({ graduationYear })}
          />
        </div>
        <TextArea
          label={t('profileEmails')}
          hint={t('profileEmailsHint')}
          error={errors === null ? null : addressError(errors)}
          value={texts.emails}
          onInput={emails => set({ emails })}
        />
      </div>
    </Card>
  );
}

function addressError({ badAddress, hasTooManyAddresses }: ProfileErrors): string | null {
  if (badAddress !== null) return tFamily('problem', 'form/bad-address', { value: badAddress });
  return hasTooManyAddresses ? t('profileEmailsMany', { most: MOST_OWN_ADDRESSES }) : null;
}

function Ids({ texts, set }: PartProps) {
  return (
    <Card title={t('profileIds')}>
      <div class="form">
        <p class="field-hint">{t('profileIdsHint')}</p>
        <div class="form-row">
          <TextInput
            label={t('profileAamcId')}
            hint={t('profileAamcIdHint')}
            maxLength={40}
            value={texts.aamcId}
            onInput={aamcId => set({ aamcId })}
          />
          <TextInput
            label={t('profileEcfmgId')}
            hint={t('profileEcfmgIdHint')}
            maxLength={40}
            value={texts.ecfmgId}
            onInput={ecfmgId => set({ ecfmgId })}
          />
        </div>
        <div class="form-row">
          <TextInput
            label={t('profileResidencyCasId')}
            maxLength={40}
            value={texts.residencyCasId}
            onInput={residencyCasId => set({ residencyCasId })}
          />
          <TextInput
            label={t('profileNrmpId')}
            maxLength={40}
            value={texts.nrmpId}
            onInput={nrmpId => set({ nrmpId })}
          />
        </div>
      </div>
    </Card>
  );
}

function Papers({ texts, set }: PartProps) {
  return (
    <>
      <Card title={t('profileStatement')}>
        <TextArea
          label={t('profileThemes')}
          hint={t('profileThemesHint')}
          tall
          maxLength={2000}
          value={texts.statementThemes}
          onInput={statementThemes => set({ statementThemes })}
        />
      </Card>
      <Card title={t('profilePlaces')}>
        <div class="form">
          <p class="field-hint">{t('profilePlacesHint')}</p>
          <div class="form-row">
            <TextInput
              label={t('profileCvPlace')}
              placeholder={t('profilePlaceExample')}
              maxLength={300}
              value={texts.cvPlace}
              onInput={cvPlace => set({ cvPlace })}
            />
            <TextInput
              label={t('profileStatementPlace')}
              maxLength={300}
              value={texts.statementPlace}
              onInput={statementPlace => set({ statementPlace })}
            />
          </div>
        </div>
      </Card>
    </>
  );
}
