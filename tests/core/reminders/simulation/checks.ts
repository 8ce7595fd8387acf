/**
 * What has to hold, whatever happens. Timing is judged here in the plainest way, apart from the code under test: what is
 * due, when it is quiet, when reminders rest. What should exist is reckoned from scratch.
 */
import { addDays, type Instant, type LocalDate, localDateOf, localTimeOf } from '../../../../src/core/dates.ts';
import { reckonAll } from '../../../../src/core/reminders/reckon.ts';
import type { Reminder } from '../../../../src/core/reminders/reminder.ts';
import type { Settings } from '../../../../src/core/settings.ts';
import type { Undo } from './store.ts';
import { HOUR_MS, MINUTE_MS, type Notice, type Witness, type World } from './world.ts';

/** Longer than this nothing stays unannounced, and no badge is wrong. */
const PATIENCE_MS = MINUTE_MS + 1000;

/** After a kill or a failure the worker is back within a minute. */
const RECOVERY_MS = 2 * PATIENCE_MS;

/** What was shown and could not be marked is looked at again after ten minutes. */
const RETRY_MS = 10 * MINUTE_MS + RECOVERY_MS;

/** Nobody is told when a zone changes or a clock is put forward; it is seen within an hour. */
const NOTICING_MS = HOUR_MS + PATIENCE_MS;

/** Faults, quiet hours and what falls due make for a few; more is a loop. */
const MOST_SWEEPS_AN_HOUR = 30;

/** Something that must never be. */
export class Violation extends Error {}

const isOpenState = ({ state }: Reminder) => state === 'due' || state === 'snoozed';
const isSettledState = ({ state }: Reminder) => state === 'done' || state === 'skipped';
const ASKS: readonly string[] = ['ask', 'reply', 'refresh', 'nudge'];
const isNudge = ({ rule, reason }: Reminder) => rule === 'nudge' && reason.type === 'nudge';
// The last of a series asks the student alone: wait, replace or withdraw; call it no reply.
const isAsk = ({ rule, reason }: Reminder) =>
  ASKS.includes(rule) && reason.type !== 'nudge-decide' && !(reason.type === 'reply' && reason.step === 3);
const SERIES: readonly string[] = ['nudge', 'program-deadline', 'reply', 'backup'];

export class Checks implements Witness {
  /** While undoing, what was settled may open again. */
  isUndoing = false;
  comeBacks = 0;
  mostInADay = 0;
  readonly #singly = new Set<string>();
  readonly #forgiven = new Set<string>();
  readonly #digests = new Map<string, Set<string>>();
  readonly #settled = new Set<string>();
  readonly #perDay = new Map<string, number>();
  readonly #actsPerDay = new Map<string, number>();
  readonly #nudged = new Map<string, { readonly id: string; readonly on: LocalDate }[]>();
  #graceUntil: Instant = 0;
  #disturbedMs: number | null = null;
  #followedBefore = 0;
  #disturbedBy: 'zone' | 'clock-ahead' | 'clock-back' = 'zone';
  #countedFrom: Instant = 0;
  #sweepsBefore = 0;
  #shownUnmarked: string[] = [];
  #reforgiven = new Set<string>();

  readonly world: World;

  constructor(world: World) {
    this.world = world;
    world.witness = this;
    world.store.onCommit = undo => this.#committed(undo);
  }

  #fail(what: string): never {
    this.world.tell(`VIOLATION ${what}`);
    throw new Violation(what);
  }

  /** The clock or the zone has just changed, and no event says so. */
  disturb(what: 'zone' | 'clock-ahead' | 'clock-back'): void {
    // What waits to be noticed already is the longer wait.
    if (what === 'clock-ahead' && this.#disturbedMs !== null) return;
    // There and back again before anybody looked, or not away at all.
    if (what === 'zone' && this.world.store.local.seen?.zone === this.world.zone) return;
    const isBackAlready = this.#disturbedMs !== null && this.#disturbedBy === 'clock-back';
    this.#disturbedMs = 0;
    this.#followedBefore = this.world.followed;
    this.#disturbedBy = isBackAlready ? 'clock-back' : what;
    // Days that only a wrong clock has seen come again.
    if (what !== 'clock-back') return;
    this.#digests.clear();
    this.#nudged.clear();
  }

  acted(): void {
    const on = this.world.today();
    this.#actsPerDay.set(on, (this.#actsPerDay.get(on) ?? 0) + 1);
  }

  faulted(isKill: boolean): void {
    if (this.#disturbedMs !== null) this.#disturbedMs = 0;
    this.#graceUntil = Math.max(this.#graceUntil, this.world.at + (isKill ? RECOVERY_MS : RETRY_MS));
    for (const id of this.#shownUnmarked) {
      if (this.world.store.get('reminders', id)?.announcedAt === null) this.#forgiven.add(id);
      for (const [digest, ids] of this.#digests) if (ids.has(id)) this.#reforgiven.add(digest);
    }
    for (const digest of this.#digests.keys()) this.#reforgiven.add(digest);
    this.#shownUnmarked = [];
    this.acted();
  }

  /** A worker that is woken again and again does nothing for anybody. */
  #countSweeps(): void {
    const { world } = this;
    if (world.at - this.#countedFrom > HOUR_MS) {
      this.#countedFrom = world.at;
      this.#sweepsBefore = world.counts.sweeps - 6 * world.counts.acts;
    }
    const since = world.counts.sweeps - 6 * world.counts.acts - this.#sweepsBefore;
    if (since > MOST_SWEEPS_AN_HOUR) this.#fail(`the worker was woken ${since} times in an hour`);
  }

  settled(): void {
    this.#shownUnmarked = [];
    const { world } = this;
    this.#countSweeps();
    // A clock put forward needs only a look at it.
    if (this.#disturbedBy === 'clock-ahead' || world.followed > this.#followedBefore) this.#disturbedMs = null;
    const now = world.now();
    const due = this.#dueAt(now);
    if (world.count !== due.length) this.#fail(`the badge says ${world.count}, and ${namesOf(due)} are due`);
    const badge = world.store.settings.showsBadge && due.length > 0 ? String(due.length) : '';
    if (world.badge !== badge) this.#fail(`the badge shows "${world.badge}" instead of "${badge}"`);
    const list = world.dueList();
    if (list.length !== due.length || list.some((one, at) => one !== due[at]))
      this.#fail(`the list has ${namesOf(list)}, and ${namesOf(due)} are due`);
  }

  passes(from: Instant, to: Instant): void {
    const { world } = this;
    if (this.#disturbedMs !== null) {
      this.#disturbedMs += to - from;
      if (this.#disturbedBy !== 'clock-back' && this.#disturbedMs > NOTICING_MS)
        this.#fail('another zone, or a clock put forward, was not noticed within an hour');
      return;
    }
    if (to - from < PATIENCE_MS) return;
    const probes = new Set([from + PATIENCE_MS, to]);
    const add = (at: Instant) => {
      if (at > from && at + PATIENCE_MS < to) probes.add(at + PATIENCE_MS);
    };
    for (const reminder of world.store.open.values()) {
      add(opening(reminder));
      if (reminder.endsAt !== null) add(reminder.endsAt);
    }
    // Rests and quiet hours end on a full or half hour, in every zone there is here.
    const half = 30 * MINUTE_MS;
    for (let at = Math.ceil(from / half) * half; at < to; at += half) {
      if (this.#mayShow(at) && !this.#mayShow(at - 1)) add(at);
    }
    for (const at of probes) if (at - PATIENCE_MS >= from) this.#probe(at);
  }

  #probe(at: Instant): void {
    const { world } = this;
    if (at - world.skewMs - PATIENCE_MS < this.#graceUntil) return;
    const { settings, open } = world.store;
    const isResting = isRest(at, settings, world.zone);
    const mayShow = !world.areNotificationsBlocked && this.#mayShow(at) && this.#mayShow(at - PATIENCE_MS);
    let isSteady = isResting === isRest(at - PATIENCE_MS, settings, world.zone);
    let count = 0;
    const silent: Reminder[] = [];
    for (const reminder of open.values()) {
      const isDue = isDueAt(reminder, at);
      if (isDue !== isDueAt(reminder, at - PATIENCE_MS)) isSteady = false;
      else if (isDue && mayShow && reminder.announcedAt === null && this.#isItsHour(reminder, at))
        silent.push(reminder);
      if (isDue) count += 1;
    }
    if (isResting) count = 0;
    if (isSteady && world.count !== count)
      this.#fail(
        `for a minute, at ${this.#clock(at)}, the badge said ${world.count}, and ${namesOf(this.#dueAt(at))} were due`,
      );
    if (silent.length > 0) this.#fail(`${namesOf(silent)} stayed unannounced for a minute, at ${this.#clock(at)}`);
  }

  /** Whether a reminder is to be announced at once; with the digest alone, only what came before its hour, and if there was none yet. */
  #isItsHour(reminder: Reminder, at: Instant): boolean {
    const { settings } = this.world.store;
    if (!settings.hasDigestOnly) return true;
    const on = localDateOf(at, this.world.zone);
    if (this.#digests.has(`digest:${on}`) || (this.world.store.local.digestOn ?? '') >= on) return false;
    const { digestTime, morning } = settings;
    const hour = digestTime !== null && digestTime > morning ? digestTime : morning;
    const before = at - PATIENCE_MS;
    const hasPassed = localDateOf(before, this.world.zone) === on && localTimeOf(before, this.world.zone) > hour;
    const opened = opening(reminder);
    const openedOn = localDateOf(opened, this.world.zone);
    return hasPassed && (openedOn < on || (openedOn === on && localTimeOf(opened, this.world.zone) <= hour));
  }

  shown(notice: Notice): void {
    const { world } = this;
    const { store } = world;
    const now = notice.at;
    if (!this.#mayShow(now)) this.#fail(`${notice.id} was shown in quiet hours or a pause`);
    if (world.areNotificationsBlocked) this.#fail(`${notice.id} was shown though notifications are blocked`);
    const due = this.#dueAt(now);
    const dueIds = new Set(due.map(({ id }) => id));
    for (const id of notice.reminderIds) {
      if (this.#disturbedMs === null && !dueIds.has(id)) this.#fail(`${id} was shown and is not due`);
      const reminder = store.get('reminders', id);
      if (reminder !== null && isNudge(reminder) && reminder.announcedAt === null) this.#nudgeShown(reminder);
    }
    if (notice.type === 'single') {
      const [id = ''] = notice.reminderIds;
      if (this.#singly.has(id) && !this.#forgiven.has(id)) this.#fail(`${id} was announced singly a second time`);
      this.#forgiven.delete(id);
      this.#singly.add(id);
    } else {
      if (notice.on !== world.today()) this.#fail(`${notice.id} is not of this day`);
      const earlier = this.#digests.get(notice.id);
      const isNews = earlier === undefined || notice.reminderIds.some(id => !earlier.has(id));
      if (!isNews && !this.#reforgiven.has(notice.id)) this.#fail(`${notice.id} was shown twice with nothing new`);
      this.#reforgiven.delete(notice.id);
      this.#digests.set(notice.id, new Set([...(earlier ?? []), ...notice.reminderIds]));
      // Whatever is not in it was announced by itself today, or waits for its own digest.
      const missing = due.filter(one => !notice.reminderIds.includes(one.id) && one.announcedAt !== null);
      const forgotten = missing.filter(one => localDateOf(one.announcedAt ?? 0, world.zone) < notice.on);
      if (this.#disturbedMs === null && forgotten.length > 0)
        this.#fail(`${notice.id} leaves out ${namesOf(forgotten)}`);
    }
    this.#shownUnmarked.push(...notice.reminderIds);
    const count = (this.#perDay.get(notice.on) ?? 0) + 1;
    this.#perDay.set(notice.on, count);
    this.mostInADay = Math.max(this.mostInADay, count);
    const most = 8 + 3 * (this.#actsPerDay.get(notice.on) ?? 0);
    if (count > most) this.#fail(`${count} notifications on ${notice.on}, after ${most / 3} acts`);
  }

  /**
   * Two that come a week apart may be seen first on one day, after weeks in which the browser was closed: what counts is
   * from when each may be shown.
   */
  #nudgeShown({ id, scope, dueOn, heldUntilOn }: Reminder): void {
    const on = heldUntilOn ?? dueOn;
    const list = this.#nudged.get(scope) ?? [];
    // One whose cause is gone, whose next step took its place, or that was skipped, asked nobody anything.
    const counts = (other: string) => {
      const there = this.world.store.get('reminders', other);
      return there !== null && there.state !== 'skipped' && there.state !== 'gone';
    };
    const other = list.find(
      one => one.id !== id && addDays(one.on, 7) > on && addDays(on, 7) > one.on && counts(one.id),
    );
    if (other !== undefined) this.#fail(`${id} comes within a week of ${other.id}`);
    this.#nudged.set(scope, [...list, { id, on }]);
  }

  #committed({ images }: Undo): void {
    for (const { table, id, before, after } of images) {
      if (table !== 'reminders') continue;
      // Rows of the reminders.
      const [was, is] = [before as Reminder | null, after as Reminder | null];
      if (is !== null && isOpenState(is) && this.#settled.has(id) && !this.isUndoing) this.#fail(`${id} came back`);
      if (is !== null && isSettledState(is)) this.#settled.add(id);
      else if (this.isUndoing) this.#settled.delete(id);
      if (was?.state === 'gone' && is !== null && isOpenState(is)) this.comeBacks += 1;
      if (is === null && was !== null && was.announcedAt !== null && !this.isUndoing && was.rule !== 'own') {
        // Snoozed just when its next step took its place, it would be news again.
        const hasEnded = was.endsAt !== null && was.endsAt <= this.world.now();
        if (!hasEnded) this.#fail(`${id}, which was announced, was forgotten`);
        this.#forgiven.add(id);
      }
      if (was === null || was.announcedAt === null) continue;
      if (is !== null && is.announcedAt === null) {
        // Its day is still to come, by a clock that may have been put back, or a limit holds it anew.
        const isMoved = is.dueAt > this.world.now() || is.heldUntilOn !== was.heldUntilOn;
        // Also anew until the same moment.
        const isSnoozed = is.snoozedUntilAt !== was.snoozedUntilAt || (is.snoozedUntilAt ?? 0) > this.world.now();
        if (!isMoved && !isSnoozed && !this.isUndoing) this.#fail(`${id} forgot that it was announced`);
        this.#forgiven.add(id);
      }
    }
  }

  /** Everything at once: what is stored against what is reckoned from scratch, series and limits. */
  checkpoint(): void {
    const { world } = this;
    const { store } = world;
    if (this.#disturbedMs !== null) return;
    const now = world.now();
    const stored = new Map(
      [...store.open.values()].filter(one => one.endsAt === null || one.endsAt > now).map(one => [one.id, one]),
    );
    const expected = reckonAll(store.records(), store.settings, now, world.zone);
    for (const want of expected) {
      const have = stored.get(want.id);
      if (have === undefined) this.#fail(`${want.id}, due ${want.dueOn}, is missing`);
      for (const field of [
        'scope',
        'mentorId',
        'dueOn',
        'dueAt',
        'endsAt',
        'heldUntilOn',
        'heldUntilAt',
        'heldWhy',
      ] as const)
        if (have[field] !== want[field])
          this.#fail(`${want.id}: ${field} is ${have[field]}, from scratch it is ${want[field]}`);
      if (JSON.stringify(have.reason) !== JSON.stringify(want.reason))
        this.#fail(`${want.id} gives the reason ${JSON.stringify(have.reason)}, not ${JSON.stringify(want.reason)}`);
      stored.delete(want.id);
    }
    if (stored.size > 0) this.#fail(`${[...stored.keys()].join(', ')} should not be there`);
    this.#checkSeries(now);
    this.#checkPeople();
    this.#checkLimits(now);
  }

  /** Nobody is spoken of who is not there, and of a letter it is its contact person who is. */
  #checkPeople(): void {
    const { store } = this.world;
    const isThere = (id: string | null) => id !== null && store.get('mentors', id)?.isArchived === false;
    for (const one of store.open.values()) {
      if (one.rule === 'own' || one.mentorId === null) continue;
      // Feedback is asked for in a rotation, also when it is of one person alone.
      if (one.rule !== 'feedback' && one.scope !== `mentor:${one.mentorId}`)
        this.#fail(`${one.id} is about ${one.mentorId}, in ${one.scope}`);
      if (!isThere(one.mentorId)) this.#fail(`${one.id} is about ${one.mentorId}, who is not there`);
      const letter = 'letterId' in one.reason ? store.get('letters', one.reason.letterId) : null;
      if (letter !== null && isThere(letter.contactMentorId) && letter.contactMentorId !== one.mentorId)
        this.#fail(`${one.id} is about ${one.mentorId}, and ${letter.contactMentorId} is whom to write to`);
    }
  }

  #checkSeries(now: Instant): void {
    const seen = new Map<string, string>();
    for (const one of this.world.store.open.values()) {
      if (!SERIES.includes(one.rule) || !isDueAt(one, now) || one.reason.type === 'nudge-decide') continue;
      const key = `${one.rule}:${one.subjectId}`;
      const other = seen.get(key);
      if (other !== undefined) this.#fail(`${other} and ${one.id} are due together`);
      seen.set(key, one.id);
    }
    for (const one of this.world.store.open.values()) {
      if (one.reason.type !== 'program-deadline') continue;
      const entered = this.world.store.get('programs', one.reason.programId)?.enteredOn.deadlineOn;
      if (entered !== undefined && one.dueOn < entered) this.#fail(`${one.id} was over when its date was set`);
    }
  }

  #checkLimits(now: Instant): void {
    const { store, zone } = this.world;
    const today = localDateOf(now, zone);
    for (const mentor of store.tables.mentors.values()) {
      // All that is about them; see above.
      const about = store.remindersIn(`mentor:${mentor.id}`);
      const asks = about.filter(one => isOpenState(one) && isAsk(one));
      const isPaused = mentor.pausedUntilOn !== null && today < mentor.pausedUntilOn;
      const early = isPaused ? about.find(one => isDueAt(one, now)) : undefined;
      if (early !== undefined) this.#fail(`${early.id} is due in a pause of ${mentor.id}`);
      if (asks.length === 0) continue;
      const done = this.#askedOn(mentor.id, about);
      const comes = asks
        .map(one => ({ one, on: one.heldUntilOn ?? one.dueOn }))
        .filter(({ one, on }) => one.endsAt === null || on < localDateOf(one.endsAt, zone));
      for (const { one, on } of comes) {
        if (isNudge(one)) {
          const early = done.find(each => each.isNudge && on < addDays(each.on, 7));
          if (early !== undefined) this.#fail(`${one.id} comes on ${on}, after a nudge on ${early.on}`);
          const other = comes.find(
            each => each.one !== one && isNudge(each.one) && on >= each.on && on < addDays(each.on, 7),
          );
          if (other !== undefined) this.#fail(`${one.id} comes on ${on}, ${other.one.id} on ${other.on}`);
        }
        const within = (other: LocalDate) => other <= on && on < addDays(other, 7);
        const beside = comes.filter(
          each => each.one !== one && within(each.on) && (each.on < on || each.one.id < one.id),
        );
        const count = beside.length + done.filter(each => within(each.on)).length;
        if (count >= store.settings.numbers.mostAsksPerWeek)
          this.#fail(
            `${one.id} comes on ${on}, when ${mentor.id} was asked ${count} times in a week: ${beside.map(each => `${each.one.id} on ${each.on}`)} ${done.map(each => each.on)}`,
          );
      }
    }
  }

  #askedOn(mentorId: string, about: readonly Reminder[]): { readonly on: LocalDate; readonly isNudge: boolean }[] {
    const { world } = this;
    const logged = world.store.interactionsWith(mentorId).flatMap(({ state, letterStep, direction, when }) => {
      if (state !== 'happened' || direction === 'in' || (letterStep !== 'ask' && letterStep !== 'nudge')) return [];
      const on = when.type === 'days' ? when.endsOn : localDateOf(when.endsAt ?? when.startsAt, when.timeZone);
      return [{ on, isNudge: letterStep === 'nudge' }];
    });
    const settled = about.flatMap(one =>
      one.state === 'done' && isAsk(one) && one.settledOn !== null
        ? [{ on: one.settledOn, isNudge: isNudge(one) }]
        : [],
    );
    return [...logged, ...settled];
  }

  #mayShow(at: Instant): boolean {
    const { settings } = this.world.store;
    const { zone } = this.world;
    return !isQuiet(at, settings, zone) && !isRest(at, settings, zone);
  }

  #dueAt(at: Instant): readonly Reminder[] {
    const { store, zone } = this.world;
    if (isRest(at, store.settings, zone)) return [];
    const due: Reminder[] = [];
    for (const reminder of store.open.values()) if (isDueAt(reminder, at)) due.push(reminder);
    return due;
  }

  #clock(at: Instant): string {
    return `${localDateOf(at, this.world.zone)} ${localTimeOf(at, this.world.zone)}`;
  }
}

function namesOf(list: readonly Reminder[]): string {
  return list
    .map(({ id }) => id)
    .sort()
    .join(', ');
}

/** From when it is in sight, as far as it alone decides. */
function opening({ dueAt, heldUntilAt, state, snoozedUntilAt }: Reminder): Instant {
  let at = dueAt;
  if (heldUntilAt !== null && heldUntilAt > at) at = heldUntilAt;
  if (state === 'snoozed' && snoozedUntilAt !== null && snoozedUntilAt > at) at = snoozedUntilAt;
  return at;
}

function isDueAt(reminder: Reminder, at: Instant): boolean {
  return isOpenState(reminder) && opening(reminder) <= at && (reminder.endsAt === null || at < reminder.endsAt);
}

function isQuiet(at: Instant, { hasQuietHours, quietFrom, quietUntil }: Settings, zone: string): boolean {
  if (!hasQuietHours) return false;
  const time = localTimeOf(at, zone);
  if (quietFrom < quietUntil) return quietFrom <= time && time < quietUntil;
  return quietFrom > quietUntil && (time >= quietFrom || time < quietUntil);
}

function isRest(at: Instant, settings: Settings, zone: string): boolean {
  if (settings.pauses.length === 0 && !settings.workingDaysOnly) return false;
  const today = localDateOf(at, zone);
  const isFree = (on: LocalDate) =>
    settings.pauses.some(({ fromOn, untilOn }) => fromOn <= on && on <= untilOn) ||
    (settings.workingDaysOnly && [0, 6].includes(new Date(`${on}T00:00Z`).getUTCDay()));
  return isFree(today) || (localTimeOf(at, zone) < settings.morning && isFree(addDays(today, -1)));
}
