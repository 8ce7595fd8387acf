/**
 * What is looked at to say whether somebody could write, as four points that each stand open, half or whole. The figures
 * are a table with its sources, see `readiness-rules.ts`; no points are added up and no figure is kept.
 */
import { daysBetween, type LocalDate } from '../dates.ts';
import type { Rotation } from '../rotation.ts';

/** Days together after which a letter can tell something, and after which it can only say so much. */
export const ENOUGH_DAYS = 10;
export const SOME_DAYS = 5;

/** Where no days were counted: how often they met or worked together, and over how long. */
export const ENOUGH_TIMES = 6;
export const ENOUGH_SPAN_DAYS = 56;
export const SOME_TIMES = 3;
export const SOME_SPAN_DAYS = 28;

/** Moments they saw. */
export const ENOUGH_MOMENTS = 3;

/** Until when they remember well, and until when they do at all. */
export const FRESH_DAYS = 183;

export const POINTS = ['time', 'seen', 'feedback', 'recent'] as const;
export type Point = (typeof POINTS)[number];

/** Those without which nobody is ready. Feedback is advised: to have none holds back no ask on the last day of a rotation. */
export const DECIDING_POINTS: readonly Point[] = ['time', 'seen', 'recent'];

/** How far a point has come. */
export type Level = 'open' | 'part' | 'whole';
export type Levels = Readonly<Record<Point, Level>>;

/**
 * What the points look at. The earliest days of each list are enough for what was so on any day: of `timesOn` the first
 * `ENOUGH_TIMES`, of `momentsOn` the first `ENOUGH_MOMENTS`, of `feedbackOn` the first.
 */
export interface Known {
  readonly mentorId: string;
  /** Those in which they were met. */
  readonly rotations: readonly Rotation[];
  /** Days on which they met, called or worked together, the earliest first. */
  readonly timesOn: readonly LocalDate[];
  /** Days of the moments they saw, the earliest first. */
  readonly momentsOn: readonly LocalDate[];
  /** Days on which they gave feedback, or their words were noted, the earliest first. */
  readonly feedbackOn: readonly LocalDate[];
  /** The last day on which the two had to do with each other; `null` for none. */
  readonly lastOn: LocalDate | null;
}

/** How the points stood on a day, by all that had happened until then. */
export function levelsOn(known: Known, on: LocalDate): Levels {
  return {
    time: timeOn(known, on),
    seen: seenOn(known, on),
    feedback: feedbackOn(known, on),
    recent: recentOn(known, on),
  };
}

/** Whether everything that decides was there on a day. */
export function isReadyOn(known: Known, on: LocalDate): boolean {
  const levels = levelsOn(known, on);
  return DECIDING_POINTS.every(point => levels[point] === 'whole');
}

function timeOn({ mentorId, rotations, timesOn }: Known, on: LocalDate): Level {
  const days = daysTogether(rotations, mentorId, on);
  const times = timesOn.filter(day => day <= on);
  const first = times[0];
  const span = first === undefined ? 0 : daysBetween(first, on);
  if (days >= ENOUGH_DAYS || (times.length >= ENOUGH_TIMES && span >= ENOUGH_SPAN_DAYS)) return 'whole';
  return days >= SOME_DAYS || (times.length >= SOME_TIMES && span >= SOME_SPAN_DAYS) ? 'part' : 'open';
}

function seenOn({ mentorId, rotations, momentsOn }: Known, on: LocalDate): Level {
  const moments = momentsOn.filter(day => day <= on).length;
  if (moments >= ENOUGH_MOMENTS) return 'whole';
  return moments > 0 || rotations.some(rotation => hasBegun(rotation, on) && isWatchedIn(rotation, mentorId))
    ? 'part'
    : 'open';
}

function feedbackOn({ feedbackOn: days }: Known, on: LocalDate): Level {
  return days.some(day => day <= on) ? 'whole' : 'open';
}

function recentOn({ lastOn }: Known, on: LocalDate): Level {
  if (lastOn === null) return 'open';
  return daysBetween(lastOn, on) <= FRESH_DAYS ? 'whole' : 'open';
}

/**
 * Days worked together until a day. Of a rotation that goes on no more than have passed of it; days that nobody counted
 * are none.
 */
export function daysTogether(rotations: readonly Rotation[], mentorId: string, on: LocalDate): number {
  return rotations.reduce((sum, rotation) => sum + daysIn(rotation, mentorId, on), 0);
}

function daysIn(rotation: Rotation, mentorId: string, on: LocalDate): number {
  if (!hasBegun(rotation, on)) return 0;
  const { startsOn, endsOn, mentors } = rotation;
  const counted = mentors.find(met => met.mentorId === mentorId)?.daysTogether ?? 0;
  return Math.min(counted, daysBetween(startsOn, on < endsOn ? on : endsOn) + 1);
}

/** Not of one that ends before it begins. */
export function hasBegun({ startsOn, endsOn }: Rotation, on: LocalDate): boolean {
  return startsOn <= on && startsOn <= endsOn;
}

export function isWatchedIn({ mentors }: Rotation, mentorId: string): boolean {
  return mentors.some(met => met.mentorId === mentorId && met.watchedDirectly === true);
}
