/** The parsers of the records that a popup needs nothing of. Each gives `null` for a row that is none. */
import { type Letter, letterSchema } from '../core/letter.ts';
import { type MessageTemplate, messageTemplateSchema } from '../core/message-template.ts';
import { type Milestone, milestoneSchema } from '../core/milestone.ts';
import { type Moment, momentSchema } from '../core/moment.ts';
import { type Plan, planSchema, type Track, trackSchema } from '../core/plan/plan.ts';
import { type Slot, slotSchema } from '../core/plan/slot.ts';
import { type Assignment, assignmentSchema, type Program, programSchema } from '../core/program.ts';
import { type Rotation, rotationSchema } from '../core/rotation.ts';
import { parserOf } from './rows.ts';

export const parseRotation: (row: unknown) => Rotation | null = parserOf(rotationSchema);
export const parseMoment: (row: unknown) => Moment | null = parserOf(momentSchema);
export const parseMilestone: (row: unknown) => Milestone | null = parserOf(milestoneSchema);
export const parseLetter: (row: unknown) => Letter | null = parserOf(letterSchema);
export const parsePlan: (row: unknown) => Plan | null = parserOf(planSchema);
export const parseTrack: (row: unknown) => Track | null = parserOf(trackSchema);
export const parseProgram: (row: unknown) => Program | null = parserOf(programSchema);
export const parseAssignment: (row: unknown) => Assignment | null = parserOf(assignmentSchema);
export const parseSlot: (row: unknown) => Slot | null = parserOf(slotSchema);
export const parseTemplate: (row: unknown) => MessageTemplate | null = parserOf(messageTemplateSchema);
