import type { Letter } from '../letter.ts';
import type { Mentor } from '../mentor.ts';
import type { Profile } from '../profile.ts';
import type { Rotation } from '../rotation.ts';

export interface KnownRecords {
  /** Left out where a page does not read it, as the letters. */
  readonly profile?: Profile;
  readonly mentors: readonly Mentor[];
  readonly rotations: readonly Rotation[];
  readonly letters?: readonly Letter[];
}

/** What is nobody's secret, and what that clears says `PrivacyOptions`: the details of the student and the mentors, and where they worked; each once. */
export function knownWords({ profile, mentors, rotations, letters = [] }: KnownRecords): string[] {
  const all = [
    ...(profile === undefined ? [] : ownWords(profile)),
    ...mentors.flatMap(mentor => [
      ...[
        mentor.name,
        mentor.greeting,
        mentor.phone,
        mentor.department,
        mentor.institution,
        mentor.assistantEmail ?? '',
      ],
      ...mentor.emails,
    ]),
    ...rotations.flatMap(rotation => [rotation.name, rotation.site]),
    ...letters.map(({ letterIdNumber }) => letterIdNumber),
  ];
  return [...new Set(all.filter(text => text !== ''))];
}

function ownWords(profile: Profile): string[] {
  const { name, emails, school, aamcId, nrmpId, residencyCasId, ecfmgId, cvPlace, statementPlace } = profile;
  return [name, ...emails, school, aamcId, nrmpId, residencyCasId, ecfmgId, cvPlace, statementPlace];
}
