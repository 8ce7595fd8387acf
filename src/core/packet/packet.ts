import type { EvaluationForm } from '../competency-map.ts';
import { EVALUATION_FORMS, FORM_TRAITS, mainTraitOf } from '../competency-map.ts';
import { addDays, type LocalDate } from '../dates.ts';
import { endedOn, type Interaction } from '../interaction.ts';
import type { Letter } from '../letter.ts';
import { evaluationFormOf } from '../letters/letter-rules.ts';
import type { Mentor } from '../mentor.ts';
import type { Milestone } from '../milestone.ts';
import { COMPETENCIES, type Moment } from '../moment.ts';
import type { Plan, Track } from '../plan/plan.ts';
import { isTargetEstimated, isThroughEcfmg, targetOf } from '../plan/target.ts';
import type { Profile } from '../profile.ts';
import type { Rotation } from '../rotation.ts';
import { isInEras } from '../seasons/portal.ts';
import { SERVICE_FACTS, type UploadStep } from '../seasons/services.ts';
import { uploadStepsOf } from './upload.ts';

/**
 * The packet: what one writer is given to write from, made from the log. `packetFor` says what could stand in it, as facts;
 * `sheetOf` makes of these, the student's choices and words a page that prints.
 */

/** What moments are sorted under: the six competencies, what a form asks about, or nothing. */
export const PACKET_HEADINGS = ['competencies', ...EVALUATION_FORMS, 'plain'] as const;
export type PacketHeadings = (typeof PACKET_HEADINGS)[number];

export const PACKET_SECTIONS = ['me', 'us', 'saw', 'feedback', 'news', 'materials', 'upload', 'thanks'] as const;
export type PacketSectionId = (typeof PACKET_SECTIONS)[number];

/** What a form asks besides what the log knows. */
export type Asked = 'evaluators' | 'patient-load' | 'grade';

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
      /** Whether its months are named; else its year alone. */
      readonly hasMonths: boolean;
    }
  /** What a form asks and the log does not know: nothing stands there until the student writes it. */
  | { readonly type: 'asked'; readonly what: Asked }
  | { readonly type: 'how-we-met'; readonly text: string }
  | { readonly type: 'in-touch-since'; readonly on: LocalDate; readonly hasMonths: boolean }
  | { readonly type: 'moment'; readonly moment: Moment }
  /** In the writer's words, which alone are quoted. */
  | { readonly type: 'feedback'; readonly words: string; readonly done: readonly string[] }
  /** What the student noted of it, for themselves. */
  | { readonly type: 'feedback-note'; readonly note: string; readonly done: readonly string[] }
  | { readonly type: 'news'; readonly milestone: Milestone }
  | { readonly type: 'checklist'; readonly item: Letter['checklist'][number]; readonly link: string }
  | { readonly type: 'letter-kind'; readonly letter: Letter; readonly track: Track | null; readonly plan: Plan | null }
  | { readonly type: 'target'; readonly on: LocalDate; readonly isEstimated: boolean }
  /** How sure that day is, and that it is early since the letter passes through ECFMG first. */
  | { readonly type: 'target-why'; readonly isEstimated: boolean; readonly isThroughEcfmg: boolean }
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
  /** Whether that day follows from one of the season that is not confirmed. */
  readonly isTargetEstimated: boolean;
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
  /** The feedback of theirs that was logged. Others among it are left out. */
  readonly feedback: readonly Interaction[];
  /** The day of the first contact with them; `null` when there was none. */
  readonly firstContactOn: LocalDate | null;
  readonly today: LocalDate;
  /** `null` takes what fits the letter. */
  readonly headings: PacketHeadings | null;
  /** Whether months of rotations are named. */
  readonly hasMonths: boolean;
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
  const isEstimated = targetOn !== null && isTargetEstimated(letter, plan);
  const said = feedbackInWords(facts);
  const saw = whatYouSaw(facts, headings, new Set(said.map(({ moment }) => moment.id)));
  const sections: readonly PacketSection[] = [
    { id: 'me', items: aboutMe(facts) },
    { id: 'us', items: aboutUs(facts, headings) },
    { id: 'saw', items: saw },
    { id: 'feedback', items: feedbackGiven(facts, said) },
    { id: 'news', items: news(facts) },
    { id: 'materials', items: materials(facts, headings) },
    { id: 'upload', items: upload(facts, targetOn, isEstimated) },
    { id: 'thanks', items: [one('thanks', { type: 'thanks', hasNotes: saw.length > 0 })] },
  ];
  return {
    headings,
    sections: sections.filter(({ items }) => items.length > 0),
    targetOn,
    isTargetEstimated: isEstimated,
  };
}

/** By what the letter's form asks about, where it is a standardized one of which we know that; else by the competencies. */
function usualHeadings({ letter, track }: PacketFacts): PacketHeadings {
  return (letter.form === 'standardized' && track !== null ? evaluationFormOf(track) : null) ?? 'competencies';
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
  const { rotations, mentor, firstContactOn: first, hasMonths } = facts;
  const form = headings === 'competencies' || headings === 'plain' ? null : headings;
  const together = rotations
    .flatMap(rotation => {
      const met = rotation.mentors.find(({ mentorId }) => isWriter(facts, mentorId));
      return met === undefined ? [] : [{ rotation, met }];
    })
    .toSorted((a, b) => (a.rotation.startsOn < b.rotation.startsOn ? -1 : 1));
  return [
    ...together.map(({ rotation, met: { daysTogether, watchedDirectly } }) =>
      one(`rotation:${rotation.id}`, { type: 'rotation', form, rotation, daysTogether, watchedDirectly, hasMonths }),
    ),
    ...askedBy(headings).map(what => one(`asked:${what}`, { type: 'asked', what })),
    ...(mentor.howWeMet === '' ? [] : [one('how-we-met', { type: 'how-we-met', text: mentor.howWeMet })]),
    // Where rotations say it, it is said.
    ...(first === null
      ? []
      : [one('in-touch-since', { type: 'in-touch-since', on: first, hasMonths }, { isWanted: together.length === 0 })]),
  ];
}

/** What the SEL and the SLOE want to know besides (`domain.md` of the design, section 4.4). */
function askedBy(headings: PacketHeadings): readonly Asked[] {
  if (headings === 'sel') return ['evaluators', 'patient-load'];
  return headings === 'sloe' ? ['grade'] : [];
}

function isWriter({ mentor, contact }: PacketFacts, mentorId: string): boolean {
  return mentorId === mentor.id || mentorId === contact?.id;
}

/**
 * Moments by what they are sorted under, the strongest first and never by their day: an anecdote in its place between two
 * others would say when it was.
 */
function whatYouSaw(
  { moments, rotations }: PacketFacts,
  headings: PacketHeadings,
  elsewhere: ReadonlySet<string>,
): PacketItem[] {
  const names = new Map(rotations.map(({ id, name }) => [id, name]));
  const told = moments
    .filter(
      ({ id, situation, whatIDid, theirWords }) =>
        !elsewhere.has(id) && (situation !== '' || whatIDid !== '' || theirWords !== ''),
    )
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

interface FeedbackInWords {
  readonly moment: Moment;
  readonly given: Interaction;
}

/** Feedback of which the writer's words were written down, and nothing else: what also tells of a situation is seen work. */
function feedbackInWords({ feedback, moments }: PacketFacts): FeedbackInWords[] {
  const byId = new Map(feedback.filter(isFeedback).map(given => [given.id, given]));
  return moments.flatMap(moment => {
    const given = moment.interactionId === null ? undefined : byId.get(moment.interactionId);
    const isWordsAlone = moment.theirWords !== '' && moment.situation === '' && moment.whatIDid === '';
    return given === undefined || !isWordsAlone ? [] : [{ moment, given }];
  });
}

function isFeedback({ kind, state }: Interaction): boolean {
  return kind === 'feedback' && state === 'happened';
}

/**
 * Feedback in their words, with what was done about it first. Days are not said, as of moments. What the student noted is
 * theirs and no quotation: it goes in when they choose it.
 */
function feedbackGiven({ feedback }: PacketFacts, said: readonly FeedbackInWords[]): PacketItem[] {
  const doneOf = ({ followUps }: Interaction) => followUps.filter(({ isDone }) => isDone).map(({ text }) => text);
  const inWords = said
    .map(({ moment, given }) => ({ id: moment.id, words: moment.theirWords, done: doneOf(given), year: yearOf(given) }))
    .toSorted((a, b) => b.done.length - a.done.length || compare(a.words, b.words));
  const noted = feedback
    .filter(given => isFeedback(given) && given.note !== '')
    .map(given => ({ id: given.id, note: given.note, done: doneOf(given), year: yearOf(given) }))
    .toSorted((a, b) => b.done.length - a.done.length || compare(a.note, b.note));
  return [
    ...inWords.map(({ id, words, done, year }, index) =>
      one(`moment:${id}`, { type: 'feedback', words, done }, { year, isWanted: index < FEEDBACK_WANTED }),
    ),
    ...noted.map(({ id, note, done, year }) =>
      one(`feedback:${id}`, { type: 'feedback-note', note, done }, { year, isWanted: false }),
    ),
  ];
}

function yearOf({ when }: Interaction): string {
  return endedOn(when).slice(0, 4);
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

/** What a writer is offered for a letter without a list of its own (`domain.md` of the design, section 4.2). */
const USUAL_MATERIALS: Letter['checklist'] = ['cv', 'statement', 'photo', 'talk'].map(id => ({
  id,
  text: '',
  isDone: false,
}));
/** Of these the ones that everybody has; a photo and a talk are for the student to offer. */
const WANTED_MATERIALS: readonly string[] = ['cv', 'statement'];

/**
 * What the letter's checklist names, with a link where the student gave one as the place. The SEL is not to repeat grades and
 * scores, so that those go in only if chosen.
 */
function materials({ letter, profile }: PacketFacts, headings: PacketHeadings): PacketItem[] {
  const linkOf = (id: string) => {
    const place = id === 'cv' ? profile.cvPlace : id === 'statement' ? profile.statementPlace : '';
    return /^https:\/\/\S+$/.test(place) ? place : '';
  };
  const isUsual = letter.checklist.length === 0;
  const isWanted = (id: string) => (isUsual ? WANTED_MATERIALS.includes(id) : id !== 'grades' || headings !== 'sel');
  return (isUsual ? USUAL_MATERIALS : letter.checklist)
    .filter(({ id }) => id !== 'moments')
    .map(item =>
      one(`checklist:${item.id}`, { type: 'checklist', item, link: linkOf(item.id) }, { isWanted: isWanted(item.id) }),
    );
}

function upload(
  { letter, profile, track, plan }: PacketFacts,
  targetOn: LocalDate | null,
  isEstimated: boolean,
): PacketItem[] {
  const { service } = letter;
  const isEras = isInEras(service);
  const isEcfmg = isThroughEcfmg(letter, track, plan);
  const ownIds = [
    ...(isEras && profile.aamcId !== '' ? [{ of: 'aamc' as const, number: profile.aamcId }] : []),
    ...(service === 'residencycas' && profile.residencyCasId !== ''
      ? [{ of: 'residencycas' as const, number: profile.residencyCasId }]
      : []),
    ...(isEcfmg && profile.ecfmgId !== '' ? [{ of: 'ecfmg' as const, number: profile.ecfmgId }] : []),
  ];
  return [
    ...(targetOn === null ? [] : [one('target', { type: 'target', on: targetOn, isEstimated })]),
    one('letter-kind', { type: 'letter-kind', letter, track, plan }),
    ...(letter.letterIdNumber === '' ? [] : [one('letter-id', { type: 'letter-id', number: letter.letterIdNumber })]),
    ...ownIds.map(({ of, number }) => one(`own-id:${of}`, { type: 'own-id', of, number })),
    ...(letter.isWaived === null || SERVICE_FACTS[service].hasWaiver === false
      ? []
      : [one('waiver', { type: 'waiver', isWaived: letter.isWaived })]),
    ...(targetOn !== null && (isEstimated || isEcfmg)
      ? [one('target-why', { type: 'target-why', isEstimated, isThroughEcfmg: isEcfmg })]
      : []),
    ...uploadStepsOf(letter, track, plan?.season ?? '').map(step => one(`step:${step}`, { type: 'upload-step', step })),
  ];
}

/** Whether it can be edited for one packet: what stands in it are facts of the letter otherwise. */
export function canEdit({ type }: PacketContent): boolean {
  return type !== 'target' && type !== 'letter-id' && type !== 'own-id' && type !== 'waiver' && type !== 'letter-kind';
}
