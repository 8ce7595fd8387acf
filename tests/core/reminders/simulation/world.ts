/**
 * A laptop with a browser, a clock that may be wrong, and Vouch's worker in it. The worker does what the real one does, in
 * the same order, and can be killed between any two steps; what it shows, and what badge and alarm say, is kept here.
 */
import { type Instant, type LocalDate, localDateOf, localTimeOf } from '../../../../src/core/dates.ts';
import { isDue, openAt, type Reminder } from '../../../../src/core/reminders/reminder.ts';
import { restAt } from '../../../../src/core/reminders/respect.ts';
import {
  LONGEST_SLEEP_MS,
  planSweep,
  SHORTEST_SLEEP_MS,
  type SweepPlan,
  type SweepState,
} from '../../../../src/core/reminders/sweep.ts';
import type { Settings } from '../../../../src/core/settings.ts';
import { type Change, StorageFailure, Store, type Undo } from './store.ts';

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** As in the worker: this soon it is looked again after being cut off. */
const SAFETY_MS = 60_000;

/** As in the worker: what could not be marked is tried again after this. */
const RETRY_MS = 10 * MINUTE_MS;

/** As in the worker: further back than this a clock was set by somebody. */
const CLOCK_SLACK_MS = 5 * MINUTE_MS;

/** A browser fires no alarm sooner than this after it was set. */
const SHORTEST_ALARM_MS = 30_000;

/** The worker was stopped. */
export class Killed extends Error {}

/** One notification as it was shown. */
export interface Notice {
  readonly id: string;
  readonly type: 'single' | 'digest';
  readonly reminderIds: readonly string[];
  /** By the laptop's own clock. */
  readonly at: Instant;
  readonly on: LocalDate;
}

export interface Counts {
  acts: number;
  sweeps: number;
  singles: number;
  digests: number;
  kills: number;
  restarts: number;
  clockFaults: number;
  flights: number;
}

/** What is told of a world as it goes; a checker listens. */
export interface Witness {
  /** Nothing happens from one moment to the other, both by the laptop's clock; the browser is open and awake throughout. */
  passes(from: Instant, to: Instant): void;
  shown(notice: Notice): void;
  /** The worker has finished. */
  settled(): void;
  /** The worker was killed or the disk refused. */
  faulted(isKill: boolean): void;
}

export class World {
  /** Real time. */
  at: Instant;
  /** How far the laptop's clock is ahead of real time. */
  skewMs = 0;
  zone: string;
  isOpen = false;
  isAwake = true;
  alarmAt: Instant | null = null;
  #alarmSetAt: Instant = 0;
  badge = '';
  count = 0;
  areNotificationsBlocked = false;
  readonly visible = new Set<string>();
  /** When the student last did something in it. */
  usedAt: Instant = 0;
  /** How often the worker has looked whether clock or zone had changed. */
  followed = 0;
  /** How many more steps the worker takes before it is killed; `null` for no kill. */
  killIn: number | null = null;
  readonly store: Store;
  readonly counts: Counts = {
    acts: 0,
    sweeps: 0,
    singles: 0,
    digests: 0,
    kills: 0,
    restarts: 0,
    clockFaults: 0,
    flights: 0,
  };
  witness: Witness = { passes: () => {}, shown: () => {}, settled: () => {}, faulted: () => {} };
  /** Gets a line for everything that happens; `null` when nobody reads it. */
  tale: string[] | null = null;

  constructor(at: Instant, zone: string, settings: Settings) {
    this.at = at;
    this.zone = zone;
    this.store = new Store(settings);
  }

  /** What the laptop's clock says. */
  now(): Instant {
    return this.at + this.skewMs;
  }

  today(): LocalDate {
    return localDateOf(this.now(), this.zone);
  }

  tell(what: string | (() => string)): void {
    if (this.tale === null) return;
    const text = typeof what === 'string' ? what : what();
    this.tale.push(`${this.today()} ${localTimeOf(this.now(), this.zone)}  ${text}`);
  }

  /** Lets time pass until that real moment; the alarm knocks while the browser is open and the laptop awake. */
  async until(end: Instant): Promise<void> {
    for (;;) {
      const knockAt = this.#knockAt();
      const to = knockAt === null ? end : Math.min(end, knockAt);
      if (to > this.at) {
        if (this.isOpen && this.isAwake) this.witness.passes(this.now(), to + this.skewMs);
        this.at = to;
      }
      if (knockAt === null || knockAt > end) return;
      this.alarmAt = null;
      await this.#work(() => this.sweep(false));
    }
  }

  /** When the alarm knocks, in real time; `null` while nothing can. */
  #knockAt(): Instant | null {
    if (this.alarmAt === null || !this.isOpen || !this.isAwake) return null;
    return Math.max(this.at, this.alarmAt - this.skewMs, this.#alarmSetAt + SHORTEST_ALARM_MS);
  }

  async openBrowser(): Promise<void> {
    if (this.isOpen) return;
    this.isOpen = true;
    this.isAwake = true;
    this.counts.restarts += 1;
    this.tell('the browser is started');
    await this.#work(() => this.sweep(true));
  }

  /** Alarm, badge and notifications do not outlive it. */
  closeBrowser(): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    this.alarmAt = null;
    this.badge = '';
    this.count = 0;
    this.visible.clear();
    this.tell('the browser is closed');
  }

  /** Something the student does in Vouch: it starts the worker, if there is none, and has it write. */
  async act(work: (change: Change) => Promise<void> | void, isAll = false): Promise<Undo | null> {
    await this.openBrowser();
    this.isAwake = true;
    this.usedAt = this.at;
    let undo: Undo | null = null;
    await this.#work(async () => {
      undo = await this.#write(work, isAll);
    });
    return undo;
  }

  /** The popup is opened, or anything else that starts the worker. */
  async wake(): Promise<void> {
    await this.openBrowser();
    this.isAwake = true;
    await this.#work(async () => {});
  }

  /** One event of the worker's, from its start on; it may be killed in it. */
  async #work(work: () => Promise<void>): Promise<void> {
    try {
      this.#start();
      await work();
    } catch (error) {
      if (error instanceof Killed) this.counts.kills += 1;
      else if (!(error instanceof StorageFailure)) throw error;
      this.tell(error instanceof Killed ? 'the worker is killed' : 'the disk refuses');
      this.witness.faulted(error instanceof Killed);
    }
  }

  /** As `check-alarm.ts`. */
  #start(): void {
    const now = this.now();
    const isPlanned = this.alarmAt !== null && this.alarmAt > now && this.alarmAt <= now + LONGEST_SLEEP_MS;
    if (isPlanned && !this.#hasTravelled()) return;
    this.#wakeAt(now + SHORTEST_SLEEP_MS);
  }

  /** As `last-seen.ts`. */
  #hasTravelled(): boolean {
    const { seen } = this.store.local;
    return seen === null || seen.zone !== this.zone || this.#wasPutBack();
  }

  #wasPutBack(): boolean {
    const { seen, writtenAt } = this.store.local;
    if (seen === null) return false;
    const latestAt = writtenAt > seen.writtenAt ? Math.max(seen.at, writtenAt) : seen.at;
    return this.now() < latestAt - CLOCK_SLACK_MS;
  }

  /** A moment at which the worker may be killed. */
  #step(): void {
    if (this.killIn === null) return;
    this.killIn -= 1;
    if (this.killIn >= 0) return;
    this.killIn = null;
    throw new Killed('killed');
  }

  #wakeAt(at: Instant): void {
    this.alarmAt = at;
    this.#alarmSetAt = this.at;
  }

  async #write(work: (change: Change) => Promise<void> | void, isAll: boolean): Promise<Undo | null> {
    this.#wakeAt(this.now() + SAFETY_MS);
    this.#step();
    let undo: Undo | null = null;
    let failure: unknown = null;
    try {
      undo = await this.store.transaction(async change => {
        await work(change);
        if (isAll) change.refreshAll(this.now(), this.zone);
        else await change.refresh(this.now(), this.zone);
        this.#stamp();
      });
    } catch (error) {
      if (!(error instanceof StorageFailure)) throw error;
      failure = error;
    }
    this.#step();
    this.#planWakeUp();
    this.witness.settled();
    if (failure !== null) {
      this.tell('the disk refuses: nothing was written');
      return null;
    }
    for (const { table, id, before } of undo?.images ?? []) {
      if (table !== 'reminders' || before === null) continue;
      const after = this.store.get('reminders', id);
      const state = (before as Reminder).state; // a row of the reminders
      if (after === null || after.state !== state) this.visible.delete(`reminder:${id}`);
    }
    return undo;
  }

  /** As `plan-wake-up.ts`. */
  #planWakeUp(tried: ReadonlySet<string> | null = null, known: SweepPlan | null = null): void {
    const now = this.now();
    const plan = known ?? planSweep(this.#state(false));
    const toShow = [
      ...plan.singles.map(({ id }) => `reminder:${id}`),
      ...(plan.digest === null ? [] : [`digest:${plan.digest.on}`]),
    ];
    const hasMoved = this.#hasTravelled();
    const isNews = toShow.some(id => tried?.has(id) !== true) || (hasMoved && tried === null);
    const again = isNews ? SHORTEST_SLEEP_MS : toShow.length > 0 || hasMoved ? RETRY_MS : null;
    this.#showCount(plan);
    this.#step();
    this.#wakeAt(again === null ? plan.wakeAt : Math.min(plan.wakeAt, now + again));
    this.#step();
  }

  /** As `sweep.ts` of the worker: a step that fails does not keep the others from being done. */
  async sweep(isBrowserStart: boolean): Promise<void> {
    this.counts.sweeps += 1;
    const { store } = this;
    const { local } = store;
    this.#wakeAt(this.now() + SAFETY_MS);
    this.#step();
    if (isBrowserStart) await this.#remember({ isStartPending: true });
    await this.#attempt(async () => {
      if (this.#hasTravelled() || local.seen?.morning !== store.settings.morning) {
        const isPutBack = this.#wasPutBack();
        await this.#record(change => {
          if (isPutBack) change.putDaysRight(this.today());
          change.refreshAll(this.now(), this.zone);
        });
      }
      const { writtenAt } = local;
      const seen = { at: this.now(), writtenAt, zone: this.zone, morning: store.settings.morning };
      await this.#setLocal({ seen });
    });
    const ended = store.endedScopes(this.now());
    if (ended.size > 0)
      await this.#attempt(() => this.#record(change => change.refreshScopes(ended, this.now(), this.zone)));
    const plan = planSweep(this.#state(isBrowserStart));
    const writes = store.reminderWrites;
    for (const reminder of plan.singles) this.#show('single', `reminder:${reminder.id}`, [reminder.id], this.today());
    if (plan.digest !== null) {
      const { on, reminders } = plan.digest;
      this.#show(
        'digest',
        `digest:${on}`,
        reminders.map(({ id }) => id),
        on,
      );
    }
    if (plan.marks.length > 0) {
      await this.#attempt(() =>
        this.#record(change => {
          for (const id of plan.marks) change.patch('reminders', id, { announcedAt: this.now() });
        }),
      );
    }
    if (local.digestOn !== plan.digestOn) await this.#remember({ digestOn: plan.digestOn });
    if (plan.held === null && local.isStartPending) await this.#remember({ isStartPending: false });
    const shown = [
      ...plan.singles.map(({ id }) => `reminder:${id}`),
      ...(plan.digest === null ? [] : [`digest:${plan.digest.on}`]),
    ];
    // Planning the same twice gives the same; that is left out here, as most looks find nothing to show.
    const isSame = shown.length === 0 && store.reminderWrites === writes;
    this.#planWakeUp(new Set(shown), isSame ? plan : null);
    this.witness.settled();
  }

  async #remember(given: Partial<Store['local']>): Promise<void> {
    await this.#attempt(() => this.#setLocal(given));
  }

  async #setLocal(given: Partial<Store['local']>): Promise<void> {
    await this.store.transaction(() => {
      Object.assign(this.store.local, given);
    });
    // From here on it is followed, also when the worker is killed at this very step.
    if (given.seen !== undefined) this.followed += 1;
    this.#step();
  }

  async #record(work: (change: Change) => unknown): Promise<void> {
    await this.store.transaction(async change => {
      await work(change);
      this.#stamp();
    });
    this.#step();
  }

  /** What stamps are made with never goes back. */
  #stamp(): void {
    const { local } = this.store;
    local.writtenAt = Math.max(local.writtenAt, this.now());
  }

  async #attempt(step: () => Promise<void>): Promise<void> {
    try {
      await step();
    } catch (error) {
      if (!(error instanceof StorageFailure)) throw error;
      this.tell('the disk refuses');
      this.witness.faulted(false);
    }
  }

  #show(type: Notice['type'], id: string, reminderIds: readonly string[], on: LocalDate): void {
    this.visible.add(id);
    if (type === 'single') this.counts.singles += 1;
    else this.counts.digests += 1;
    this.tell(() => `NOTIFICATION ${id}${type === 'digest' ? ` of ${reminderIds.join(', ')}` : ''}`);
    this.witness.shown({ id, type, reminderIds, at: this.now(), on });
    this.#step();
  }

  #showCount({ badgeCount }: SweepPlan): void {
    this.count = badgeCount;
    this.badge = badgeCount === 0 || !this.store.settings.showsBadge ? '' : String(badgeCount);
  }

  #state(isBrowserStart: boolean): SweepState {
    const now = this.now();
    const due: Reminder[] = [];
    let nextOpenAt: Instant | null = null;
    let nextEndsAt: Instant | null = null;
    for (const reminder of this.store.open.values()) {
      const { endsAt } = reminder;
      if (isDue(reminder, now)) due.push(reminder);
      const opensAt = openAt(reminder);
      if (opensAt !== null && opensAt > now && (nextOpenAt === null || opensAt < nextOpenAt)) nextOpenAt = opensAt;
      if (endsAt !== null && endsAt > now && (nextEndsAt === null || endsAt < nextEndsAt)) nextEndsAt = endsAt;
    }
    return {
      now,
      timeZone: this.zone,
      settings: this.store.settings,
      isBrowserStart: isBrowserStart || this.store.local.isStartPending,
      areNotificationsBlocked: this.areNotificationsBlocked,
      due: due.sort((a, b) => a.dueAt - b.dueAt),
      digestOn: this.store.local.digestOn as LocalDate | null, // only days are put there
      nextAnnounceAt: nextOpenAt,
      nextEndsAt,
    };
  }

  /** The due list as a page shows it. */
  dueList(): readonly Reminder[] {
    const now = this.now();
    if (restAt(now, this.store.settings, this.zone) !== null) return [];
    return [...this.store.open.values()].filter(reminder => isDue(reminder, now));
  }
}
