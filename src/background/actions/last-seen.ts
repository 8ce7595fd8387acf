import * as v from 'valibot';
import type { Deps } from '../deps.ts';

/** Clocks are put right by a little all the time; further back than this it was set by somebody. */
const CLOCK_SLACK_MS = 5 * 60_000;

/** What every stored moment was last reckoned with; what it differs from now has moved. */
const seenSchema = v.object({ at: v.number(), writtenAt: v.number(), zone: v.string(), morning: v.string() });

/**
 * Whether the student travelled, or the clock was put back, since the last look. For neither is there an event. A clock put
 * forward needs nothing: what was to come has come.
 */
export async function hasTravelled(deps: Deps): Promise<boolean> {
  const seen = v.safeParse(seenSchema, await deps.storage.read.local('seen'));
  return !seen.success || seen.output.zone !== deps.timeZone() || (await isBehind(deps, seen.output));
}

/** Whether the clock was put back since the last look, so that what was written by it may lie ahead of now. */
export async function wasPutBack(deps: Deps): Promise<boolean> {
  const seen = v.safeParse(seenSchema, await deps.storage.read.local('seen'));
  return seen.success && (await isBehind(deps, seen.output));
}

/** Whether it is earlier now than at the last look, or than when something was written since: by then steps had passed. */
async function isBehind(deps: Deps, seen: v.InferOutput<typeof seenSchema>): Promise<boolean> {
  const writtenAt = await lastWrittenAt(deps);
  const latestAt = writtenAt > seen.writtenAt ? Math.max(seen.at, writtenAt) : seen.at;
  return deps.now() < latestAt - CLOCK_SLACK_MS;
}

/** Whether the morning that days begin with is another one than at the last look, as after a restored backup. */
export async function hasOtherMorning(deps: Deps): Promise<boolean> {
  const seen = v.safeParse(seenSchema, await deps.storage.read.local('seen'));
  return !seen.success || seen.output.morning !== (await deps.storage.read.settings()).morning;
}

/** To be called once everything is reckoned with the zone and clock as they are. */
export async function rememberSeen(deps: Deps): Promise<void> {
  const { morning } = await deps.storage.read.settings();
  const writtenAt = await lastWrittenAt(deps);
  await deps.storage.setLocal('seen', { at: deps.now(), writtenAt, zone: deps.timeZone(), morning });
}

/** Has everything reckoned anew at the next look, as after an update, which may have brought other rules. */
export async function forgetSeen(deps: Deps): Promise<void> {
  await deps.storage.setLocal('seen', null);
}

const clockSchema = v.object({ ms: v.number() });

/** The latest time by which anything was ever written on this device: what stamps are made with never goes back. */
async function lastWrittenAt(deps: Deps): Promise<number> {
  const clock = v.safeParse(clockSchema, await deps.storage.read.local('clock'));
  return clock.success ? clock.output.ms : 0;
}
