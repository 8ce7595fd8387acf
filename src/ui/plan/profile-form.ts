import { parseAddress } from '../../core/address.ts';
import type { Profile } from '../../core/profile.ts';

/** The most that a profile takes of each; `core/profile.ts` cuts or refuses the rest. */
export const MOST_OWN_ADDRESSES = 20;
export const MOST_CV_POINTS = 30;

/** The profile as it is typed; a field is `null` while it is as it is stored. */
export interface ProfileForm {
  readonly name: string | null;
  readonly school: string | null;
  readonly className: string | null;
  /** Empty for not said. */
  readonly applicantKind: string | null;
  readonly graduationYear: string | null;
  /** A line each. */
  readonly emails: string | null;
  readonly aamcId: string | null;
  readonly nrmpId: string | null;
  readonly residencyCasId: string | null;
  readonly ecfmgId: string | null;
  readonly cvPoints: readonly string[] | null;
  readonly statementThemes: string | null;
  readonly cvPlace: string | null;
  readonly statementPlace: string | null;
}

/** What the fields show: each has a value. */
export type ProfileTexts = { readonly [Name in keyof ProfileForm]: NonNullable<ProfileForm[Name]> };

export const UNTOUCHED: ProfileForm = {
  name: null,
  school: null,
  className: null,
  applicantKind: null,
  graduationYear: null,
  emails: null,
  aamcId: null,
  nrmpId: null,
  residencyCasId: null,
  ecfmgId: null,
  cvPoints: null,
  statementThemes: null,
  cvPlace: null,
  statementPlace: null,
};

/** What is wrong with a field, for its sentence. */
export interface ProfileErrors {
  /** The text that is no address. */
  readonly badAddress: string | null;
  readonly hasTooManyAddresses: boolean;
  readonly isYearBad: boolean;
}

/** Whether something that was kept can be a field's value. */
export function isProfileText(name: keyof ProfileForm, value: unknown): boolean {
  if (value === null) return true;
  if (name !== 'cvPoints') return typeof value === 'string';
  return Array.isArray(value) && value.every(point => typeof point === 'string');
}

export function profileTexts(profile: Profile, form: ProfileForm): ProfileTexts {
  return {
    name: form.name ?? profile.name,
    school: form.school ?? profile.school,
    className: form.className ?? profile.className,
    applicantKind: form.applicantKind ?? profile.applicantKind ?? '',
    graduationYear: form.graduationYear ?? (profile.graduationYear === null ? '' : String(profile.graduationYear)),
    emails: form.emails ?? profile.emails.join('\n'),
    aamcId: form.aamcId ?? profile.aamcId,
    nrmpId: form.nrmpId ?? profile.nrmpId,
    residencyCasId: form.residencyCasId ?? profile.residencyCasId,
    ecfmgId: form.ecfmgId ?? profile.ecfmgId,
    cvPoints: form.cvPoints ?? profile.cvPoints,
    statementThemes: form.statementThemes ?? profile.statementThemes,
    cvPlace: form.cvPlace ?? profile.cvPlace,
    statementPlace: form.statementPlace ?? profile.statementPlace,
  };
}

/** Whether saving would change anything. */
export function isProfileChanged(profile: Profile, form: ProfileForm): boolean {
  const stored = profileTexts(profile, UNTOUCHED);
  const typed = profileTexts(profile, form);
  return JSON.stringify(stored) !== JSON.stringify(typed);
}

export function profileErrors({ emails, graduationYear }: ProfileTexts): ProfileErrors {
  const addresses = addressesIn(emails);
  const year = graduationYear.trim();
  return {
    badAddress: addresses.find(address => parseAddress(address) === null) ?? null,
    hasTooManyAddresses: new Set(addresses).size > MOST_OWN_ADDRESSES,
    isYearBad: year !== '' && !(/^\d{4}$/.test(year) && Number(year) >= 1950 && Number(year) <= 2100),
  };
}

/** The fields that were touched, as the worker takes them. Of a form without errors. */
export function profileFieldsOf(form: ProfileForm): Readonly<Record<string, unknown>> {
  const touched = Object.entries(form).filter(([, value]) => value !== null);
  return Object.fromEntries(
    touched.map(([name, value]): [string, unknown] => {
      if (name === 'emails') return [name, addressesIn(String(value))];
      if (name === 'applicantKind') return [name, value === '' ? null : value];
      if (name === 'graduationYear') return [name, String(value).trim() === '' ? null : Number(value)];
      return [name, value];
    }),
  );
}

function addressesIn(text: string): string[] {
  return text.split(/[\s,;]+/).filter(part => part !== '');
}

/** The list with one point moved by a place, up with -1; the same where it would leave the list. */
export function movedPoint(points: readonly string[], index: number, by: -1 | 1): readonly string[] {
  const to = index + by;
  const [point, other] = [points[index], points[to]];
  if (point === undefined || other === undefined) return points;
  return points.with(index, other).with(to, point);
}
