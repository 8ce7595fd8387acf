import type { EvaluationForm } from '../competency-map.ts';
import { EVALUATION_FORMS, FORM_TRAITS, mainTraitOf } from '../competency-map.ts';
import { addDays, type LocalDate } from '../dates.ts';
import { endedOn, type Interaction, startedOn } from '../interaction.ts';
import type { Letter } from '../letter.ts';
import type { Mentor } from '../mentor.ts';
import type { Milestone } from '../milestone.ts';
import { COMPETENCIES, type Moment } from '../moment.ts';
import type { Plan, Track } from '../plan/plan.ts';
import { targetOf } from '../plan/target.ts';
import type { Profile } from '../profile.ts';
import type { Rotation } from '../rotation.ts';
import { SERVICE_FACTS, type UploadStep } from '../seasons/services.ts';

/**
 * The packet: what one writer is given to write from, made from the log. `packetFor` says what could stand in it, as facts;
 * `sheetOf` makes of these, the student's choices and words a page that prints.
 */

/** What moments are sorted under: the six competencies, what a form asks about, or nothing. */
export const PACKET_HEADINGS = ['competencies', ...EVALUATION_FORMS, 'plain'] as const;
export type PacketHeadings = (typeof PACKET_HEADINGS)[number];

export const PACKET_SECTIONS = ['me', 'us', 'saw', 'feedback', 'news', 'materials', 'upload', 'thanks'] as const;
export type PacketSectionId = (typeof PACKET_SECTIONS)[number];

/** What one item says, as facts: words are the interface's, and the student's where they wrote them. */
export type PacketContent =
  | { readonly type: 'applying'; readonly track: Track; readonly plan: Plan | null }
  /** For a letter that goes to more than one track, or before there is any. */
  | {
      readonly type: 'applying-general';
      readonly tracks: readonly Track[];
      readonly plan: Plan | null;
      readonly service: Letter['service'];
    }
  | { readonly type: 'goal'; readonly text: string }
  | { readonly type: 'themes'; readonly text: string }
  | { readonly type: 'cv-point'; readonly text: string }
  | {
      readonly type: 'rotation';
      readonly form: EvaluationForm | null;
      readonly rotation: Rotation;
      /** `null` when not known, as the next. */
      readonly daysTogether: number | null;
      readonly watchedDirectly: boolean | null;
    }
  | { readonly type: 'how-we-met'; readonly text: string }
  | { readonly type: 'in-touch-since'; readonly on: LocalDate }
  | { readonly type: 'moment'; readonly moment: Moment }
  | { readonly type: 'feedback'; readonly note: string; readonly done: readonly string[] }
  | { readonly type: 'news'; readonly milestone: Milestone }
  | { readonly type: 'checklist'; readonly item: Letter['checklist'][number]; readonly link: string }
  | { readonly type: 'letter-kind'; readonly letter: Letter }
  | { readonly type: 'target'; readonly on: LocalDate }
  | { readonly type: 'letter-id'; readonly number: string }
  | { readonly type: 'own-id'; readonly of: 'aamc' | 'residencycas' | 'ecfmg'; readonly number: string }
  | { readonly type: 'waiver'; readonly isWaived: boolean }
  | { readonly type: 'upload-step'; readonly step: UploadStep }
  | { readonly type: 'thanks'; readonly hasNotes: boolean };

/** What an item is sorted under; empty for nothing. */
export type PacketGroup = '' | 'cv' | 'other' | (typeof COMPETENCIES)[number] | `trait:${string}`;

export interface PacketItem {
  /** The same each time, so that choices find it again. */
  readonly id: string;
  readonly content: PacketContent;
  readonly group: PacketGroup;
  /** Where and when, as far as a moment may say: the rotation's name and the year. */
  readonly rotationName: string;
  /** Four digits; empty where none is said. */
  readonly year: string;
  /** Whether it goes in unless the student says otherwise. */
  readonly isWanted: boolean;
}

export interface PacketSection {
  readonly id: PacketSectionId;
  /** In the order in which they go in unless the student says otherwise. */
  readonly items: readonly PacketItem[];
}

export interface Packet {
  readonly headings: PacketHeadings;
  readonly sections: readonly PacketSection[];
  /** When the letter is wanted; `null` while it is not known. */
  readonly targetOn: LocalDate | null;
}

export interface PacketFacts {
  readonly letter: Letter;
  readonly profile: Profile;
  readonly mentor: Mentor;
  /** That of the letter; `null` for a General one. */
  readonly track: Track | null;
  /** All of the student's. */
  readonly tracks: readonly Track[];
  readonly plan: Plan | null;
  readonly rotations: readonly Rotation[];
  /** What this mentor saw. */
  readonly moments: readonly Moment[];
  readonly milestones: readonly Milestone[];
  /** Whom to write to where a group signs; `null` for the mentor. What they saw counts too. */
  readonly contact: Mentor | null;
  /** What was logged with this mentor, of any kind. */
  readonly interactions: readonly Interaction[];
  /** Whether that is all there is, so that the first of it is where it began. */
  readonly isAllLogged: boolean;
  readonly today: LocalDate;
  /** `null` takes what fits the letter. */
  readonly headings: PacketHeadings | null;
}

/** More than this are not read by somebody with ten minutes; the student may choose others, and more. */
const MOMENTS_WANTED = 9;
const MOMENTS_OF_A_GROUP = 3;
const FEEDBACK_WANTED = 3;
const NEWS_WANTED = 5;
const CV_POINTS_WANTED = 5;
/** News are new for as long where nothing says when the two last worked together. */
const NEWS_DAYS = 365;

/** All that could stand in the packet for a letter's writer, and what does unless the student says otherwise. */
export function packetFor(facts: PacketFacts): Packet {
  const { letter, plan, track } = facts;
  const headings = facts.headings ?? usualHeadings(facts);
  const targetOn = targetOf(letter, track, plan);
  const saw = whatYouSaw(facts, headings);
  const sections: readonly PacketSection[] = [
    { id: 'me', items: aboutMe(facts) },
    { id: 'us', items: aboutUs(facts, headings) },
    { id: 'saw', items: saw },
    { id: 'feedback', items: feedback(facts) },
    { id: 'news', items: news(facts) },
    { id: 'materials', items: materials(facts) },
    { id: 'upload', items: upload(facts, targetOn) },
    { id: 'thanks', items: [one('thanks', { type: 'thanks', hasNotes: saw.length > 0 })] },
  ];
  return { headings, sections: sections.filter(({ items }) => items.length > 0), targetOn };
}

/** By what the letter's form asks about, where it is a standardized one and its specialty is told by its name. */
function usualHeadings({ letter, track }: PacketFacts): PacketHeadings {
  if (letter.form !== 'standardized') return 'competencies';
  const specialty = (track?.specialty || track?.name || '').toLowerCase();
  if (/\bemergency|\bob[ /-]?gyn|\bobstetric/.test(specialty)) return 'sloe';
  if (/\borthop/.test(specialty)) return 'eslor';
  if (/\binternal medicine|^medicine/.test(specialty)) return 'sel';
  return 'competencies';
}

function one(id: string, content: PacketContent, more: Partial<PacketItem> = {}): PacketItem {
  return { id, content, group: '', rotationName: '', year: '', isWanted: true, ...more };
}

function aboutMe({ profile, track, tracks, plan, letter }: PacketFacts): PacketItem[] {
  const applying: PacketContent =
    track === null
      ? {
          type: 'applying-general',
          tracks: tracks.filter(each => each.service === letter.service),
          plan,
          service: letter.service,
        }
      : { type: 'applying', track, plan };
  const goal = track?.goal ?? '';
  return [
    one('applying', applying),
    ...(goal === '' ? [] : [one('goal', { type: 'goal', text: goal })]),
    ...(profile.statementThemes === '' ? [] : [one('themes', { type: 'themes', text: profile.statementThemes })]),
    ...eachOnce(profile.cvPoints).map((text, index) =>
      one(`cv:${text}`, { type: 'cv-point', text }, { group: 'cv', isWanted: index < CV_POINTS_WANTED }),
    ),
  ];
}

function eachOnce(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}

/** Rotations together, the first of them first: their months are the student's own dates and may be named. */
function aboutUs(facts: PacketFacts, headings: PacketHeadings): PacketItem[] {
  const { rotations, mentor, interactions, isAllLogged } = facts;
  const form = headings === 'competencies' || headings === 'plain' ? null : headings;
  const together = rotations
    .flatMap(rotation => {
      const met = rotation.mentors.find(({ mentorId }) => isWriter(facts, mentorId));
      return met === undefined ? [] : [{ rotation, met }];
    })
    .toSorted((a, b) => (a.rotation.startsOn < b.rotation.startsOn ? -1 : 1));
  const first = isAllLogged ? firstContactOn(interactions) : null;
  return [
    ...together.map(({ rotation, met: { daysTogether, watchedDirectly } }) =>
      one(`rotation:${rotation.id}`, { type: 'rotation', form, rotation, daysTogether, watchedDirectly }),
    ),
    ...(mentor.howWeMet === '' ? [] : [one('how-we-met', { type: 'how-we-met', text: mentor.howWeMet })]),
    // Where rotations say it, it is said.
    ...(first === null
      ? []
      : [one('in-touch-since', { type: 'in-touch-since', on: first }, { isWanted: together.length === 0 })]),
  ];
}

function isWriter({ mentor, contact }: PacketFacts, mentorId: string): boolean {
  return mentorId === mentor.id || mentorId === contact?.id;
}

function firstContactOn(interactions: readonly Interaction[]): LocalDate | null {
  const days = interactions.filter(({ state }) => state === 'happened').map(({ when }) => startedOn(when));
  return days.reduce<LocalDate | null>((first, on) => (first === null || on < first ? on : first), null);
}

/**
 * Moments by what they are sorted under, the strongest first and never by their day: an anecdote in its place between two
 * others would say when it was.
 */
function whatYouSaw({ moments, rotations }: PacketFacts, headings: PacketHeadings): PacketItem[] {
  const names = new Map(rotations.map(({ id, name }) => [id, name]));
  const told = moments
    .filter(({ situation, whatIDid, theirWords }) => situation !== '' || whatIDid !== '' || theirWords !== '')
    .map(moment => ({ moment, weight: weightOf(moment), group: groupOf(moment, headings) }))
    .toSorted(
      (a, b) =>
        b.weight - a.weight ||
        compare(a.moment.situation, b.moment.situation) ||
        compare(a.moment.whatIDid, b.moment.whatIDid),
    );
  const wanted = spread(told, headings === 'plain' ? MOMENTS_WANTED : MOMENTS_OF_A_GROUP);
  const order = groupOrder(headings);
  const placeOf = (group: PacketGroup) => order.get(group) ?? order.size;
  return told
    .toSorted((a, b) => placeOf(a.group) - placeOf(b.group))
    .map(({ moment, group }) =>
      one(
        `moment:${moment.id}`,
        { type: 'moment', moment },
        {
          group,
          rotationName: (moment.rotationId === null ? undefined : names.get(moment.rotationId)) ?? '',
          year: moment.on.slice(0, 4),
          isWanted: wanted.has(moment.id),
        },
      ),
    );
}

/** The strongest of each group, then the second of each, until there are enough, so that every heading has something. */
function spread(
  told: readonly { readonly moment: Moment; readonly group: PacketGroup }[],
  mostOfGroup: number,
): ReadonlySet<string> {
  const ofGroup = new Map<PacketGroup, number>();
  const ranked = told.map(({ moment, group }) => {
    const rank = ofGroup.get(group) ?? 0;
    ofGroup.set(group, rank + 1);
    return { id: moment.id, rank };
  });
  const enough = ranked.filter(({ rank }) => rank < mostOfGroup).toSorted((a, b) => a.rank - b.rank);
  return new Set(enough.slice(0, MOMENTS_WANTED).map(({ id }) => id));
}

/** Strong ones weigh most, then those with the writer's own words, then those that tell both what was and what was done. */
function weightOf({ isStrong, theirWords, situation, whatIDid }: Moment): number {
  return (isStrong ? 8 : 0) + (theirWords === '' ? 0 : 4) + (situation === '' ? 0 : 1) + (whatIDid === '' ? 0 : 2);
}

function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

function groupOf({ competencies }: Moment, headings: PacketHeadings): PacketGroup {
  if (headings === 'plain') return '';
  if (headings === 'competencies') return competencies[0] ?? 'other';
  const trait = mainTraitOf(headings, competencies);
  return trait === null ? 'other' : `trait:${trait.id}`;
}

function groupOrder(headings: PacketHeadings): ReadonlyMap<PacketGroup, number> {
  const groups: readonly PacketGroup[] =
    headings === 'plain'
      ? ['']
      : headings === 'competencies'
        ? COMPETENCIES
        : FORM_TRAITS[headings].traits.map(({ id }): PacketGroup => `trait:${id}`);
  return new Map(groups.map((group, index) => [group, index]));
}

/** Feedback in their words, with what was done about it first. Days are not said, as of moments. */
function feedback({ interactions }: PacketFacts): PacketItem[] {
  const given = interactions
    .filter(({ kind, state, note }) => kind === 'feedback' && state === 'happened' && note !== '')
    .map(({ id, note, followUps, when }) => ({
      id,
      note,
      done: followUps.filter(({ isDone }) => isDone).map(({ text }) => text),
      year: endedOn(when).slice(0, 4),
    }))
    .toSorted((a, b) => b.done.length - a.done.length || compare(a.note, b.note));
  return given.map(({ id, note, done, year }, index) =>
    one(`feedback:${id}`, { type: 'feedback', note, done }, { year, isWanted: index < FEEDBACK_WANTED }),
  );
}

/** The student's own news, the newest first, which may have days: in it since the two last worked together. */
function news(facts: PacketFacts): PacketItem[] {
  const { milestones, rotations, today } = facts;
  const ends = rotations
    .filter(({ mentors }) => mentors.some(({ mentorId }) => isWriter(facts, mentorId)))
    .map(({ endsOn }) => endsOn)
    .filter(on => on <= today);
  const since = ends.reduce((last, on) => (on > last ? on : last), addDays(today, -NEWS_DAYS));
  const newest = milestones.filter(({ on }) => on <= today).toSorted((a, b) => (a.on < b.on ? 1 : -1));
  return newest.map((milestone, index) =>
    one(
      `news:${milestone.id}`,
      { type: 'news', milestone },
      {
        year: milestone.on.slice(0, 4),
        isWanted: index < NEWS_WANTED && milestone.on >= since && milestone.kind !== 'match',
      },
    ),
  );
}

/** What a writer needs of everybody, for a letter without a list of its own. */
const USUAL_MATERIALS: Letter['checklist'] = [
  { id: 'cv', text: '', isDone: false },
  { id: 'statement', text: '', isDone: false },
];

/** What the letter's checklist names, with a link where the student gave one as the place. */
function materials({ letter, profile }: PacketFacts): PacketItem[] {
  const linkOf = (id: string) => {
    const place = id === 'cv' ? profile.cvPlace : id === 'statement' ? profile.statementPlace : '';
    return /^https:\/\/\S+$/.test(place) ? place : '';
  };
  return (letter.checklist.length === 0 ? USUAL_MATERIALS : letter.checklist)
    .filter(({ id }) => id !== 'moments')
    .map(item => one(`checklist:${item.id}`, { type: 'checklist', item, link: linkOf(item.id) }));
}

function upload({ letter, profile, track }: PacketFacts, targetOn: LocalDate | null): PacketItem[] {
  const { service } = letter;
  const { uploadSteps, hasWaiver } = SERVICE_FACTS[service];
  const isEras = service === 'eras' || service === 'urology';
  const steps = uploadSteps.filter(step => {
    // The built-in form and CORD's are for standardized letters, and where the one is wanted no PDF is taken.
    if (step === 'aamc-form' || step === 'residencycas-cord') return letter.form === 'standardized';
    return step !== 'aamc-pdf' || letter.form === 'narrative' || !hasBuiltInForm(track);
  });
  const ownIds = [
    ...(isEras && profile.aamcId !== '' ? [{ of: 'aamc' as const, number: profile.aamcId }] : []),
    ...(service === 'residencycas' && profile.residencyCasId !== ''
      ? [{ of: 'residencycas' as const, number: profile.residencyCasId }]
      : []),
    ...(track?.isInternational && profile.ecfmgId !== '' ? [{ of: 'ecfmg' as const, number: profile.ecfmgId }] : []),
  ];
  return [
    ...(targetOn === null ? [] : [one('target', { type: 'target', on: targetOn })]),
    one('letter-kind', { type: 'letter-kind', letter }),
    ...(letter.letterIdNumber === '' ? [] : [one('letter-id', { type: 'letter-id', number: letter.letterIdNumber })]),
    ...ownIds.map(({ of, number }) => one(`own-id:${of}`, { type: 'own-id', of, number })),
    ...(letter.isWaived === null || !hasWaiver ? [] : [one('waiver', { type: 'waiver', isWaived: letter.isWaived })]),
    ...steps.map(step => one(`step:${step}`, { type: 'upload-step', step })),
  ];
}

/** The specialties whose form is part of the AAMC's portal in the season of 2027 (its terms for letter writers). */
function hasBuiltInForm(track: Track | null): boolean {
  return /dermatolog|urolog|plastic/i.test(`${track?.specialty ?? ''} ${track?.name ?? ''}`);
}

/** Whether it can be edited for one packet: what stands in it are facts of the letter otherwise. */
export function canEdit({ type }: PacketContent): boolean {
  return type !== 'target' && type !== 'letter-id' && type !== 'own-id' && type !== 'waiver' && type !== 'letter-kind';
}
