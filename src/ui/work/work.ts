import type { LocalDate } from '../../core/dates.ts';
import type { Mentor } from '../../core/mentor.ts';
import type { Milestone } from '../../core/milestone.ts';
import type { Moment } from '../../core/moment.ts';
import type { Rotation } from '../../core/rotation.ts';
import type { Toasts } from '../hooks/use-toast.ts';

/** All that the pages about the student's own work show, and where they say what was done. */
export interface Work {
  /** The earliest first. */
  readonly rotations: readonly Rotation[];
  /** The newest first. */
  readonly moments: readonly Moment[];
  /** The newest first. */
  readonly milestones: readonly Milestone[];
  /** By name, archived ones too. */
  readonly mentors: readonly Mentor[];
  readonly today: LocalDate;
  readonly toasts: Toasts;
}

/** Whether an address asks for a new record: `new`, or `new:MENTOR` for one with a mentor in it. */
export function isNew(id: string): boolean {
  return id === 'new' || id.startsWith('new:');
}

/** The mentor whom the address of a new record names, if there is one of that id. */
export function mentorInAddress(id: string, mentors: Work['mentors']): string[] {
  const mentorId = id.slice('new:'.length);
  return mentors.filter(mentor => mentor.id === mentorId).map(mentor => mentor.id);
}
