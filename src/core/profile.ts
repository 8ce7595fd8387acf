import * as v from 'valibot';
import { addressSchema, lineSchema, textSchema } from './schemas.ts';

const MOST_ADDRESSES = 20;

/** Who applies: what is offered, and which target day holds, depends on it. */
export const APPLICANT_KINDS = ['us-md', 'us-do', 'canadian', 'international'] as const;

const yearSchema = v.pipe(v.number(), v.integer(), v.minValue(1950), v.maxValue(2100));
const MOST_CV_POINTS = 30;
const cvPointSchema = lineSchema(200);

/** What the student may enter; refuses what is no address. */
export const profileFieldsSchema = v.object({
  name: lineSchema(200),
  /** The student's own addresses, so that they are never taken for a mentor. */
  emails: v.pipe(
    v.array(addressSchema),
    v.maxLength(MOST_ADDRESSES),
    v.transform(list => [...new Set(list)]),
  ),
  school: lineSchema(200),
  /** As "Class of 2028". */
  className: lineSchema(80),
  /** `null` until the student says. */
  applicantKind: v.nullable(v.picklist(APPLICANT_KINDS)),
  graduationYear: v.nullable(yearSchema),
  /** The AAMC's number, which the ortho eSLOR asks for; empty when not given, as the others. */
  aamcId: lineSchema(40),
  nrmpId: lineSchema(40),
  residencyCasId: lineSchema(40),
  /** Of USMLE or ECFMG. */
  ecfmgId: lineSchema(40),
  /** A line each, as they stand in the CV. */
  cvPoints: v.pipe(
    v.array(cvPointSchema),
    v.maxLength(MOST_CV_POINTS),
    v.transform(list => list.filter(point => point !== '')),
  ),
  /** What the personal statement is about. */
  statementThemes: textSchema(2000),
  /** Where CV and statement lie, in the student's words; never the files. */
  cvPlace: lineSchema(300),
  statementPlace: lineSchema(300),
});

const profileSchema = v.object({
  name: v.fallback(profileFieldsSchema.entries.name, ''),
  // One that is broken does not lose the others.
  emails: v.fallback(
    v.pipe(
      v.array(v.fallback(v.nullable(addressSchema), null)),
      v.transform(list => [...new Set(list.filter(address => address !== null))].slice(0, MOST_ADDRESSES)),
    ),
    [],
  ),
  school: v.fallback(profileFieldsSchema.entries.school, ''),
  className: v.fallback(profileFieldsSchema.entries.className, ''),
  applicantKind: v.fallback(profileFieldsSchema.entries.applicantKind, null),
  graduationYear: v.fallback(profileFieldsSchema.entries.graduationYear, null),
  aamcId: v.fallback(profileFieldsSchema.entries.aamcId, ''),
  nrmpId: v.fallback(profileFieldsSchema.entries.nrmpId, ''),
  residencyCasId: v.fallback(profileFieldsSchema.entries.residencyCasId, ''),
  ecfmgId: v.fallback(profileFieldsSchema.entries.ecfmgId, ''),
  cvPoints: v.fallback(
    v.pipe(
      v.array(v.fallback(cvPointSchema, '')),
      v.transform(list => list.filter(point => point !== '').slice(0, MOST_CV_POINTS)),
    ),
    [],
  ),
  statementThemes: v.fallback(profileFieldsSchema.entries.statementThemes, ''),
  cvPlace: v.fallback(profileFieldsSchema.entries.cvPlace, ''),
  statementPlace: v.fallback(profileFieldsSchema.entries.statementPlace, ''),
});
export type Profile = Readonly<v.InferOutput<typeof profileSchema>>;

/** Turns anything into a valid profile. */
export function parseProfile(stored: unknown): Profile {
  return v.parse(profileSchema, typeof stored === 'object' && stored !== null ? stored : {});
}
