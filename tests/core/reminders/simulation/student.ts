/**
 * What a student does to a log, and what befalls the laptop it lies on. An act is a few numbers, read in the light of what
 * is there at that moment, so that a history which lost some of its acts is still one.
 */
import { addDays, type Instant, instantAt, type LocalDate, type LocalTime } from '../../../../src/core/dates.ts';
import { type Interaction, KINDS, LETTER_STEPS, stateAt, type When } from '../../../../src/core/interaction.ts';
import { LETTER_ENDS, LETTER_FACTS, type Letter, SERVICES } from '../../../../src/core/letter.ts';
import { type Mentor, ROLES } from '../../../../src/core/mentor.ts';
import { OUTCOMES, type Plan, SEASON_DATES } from '../../../../src/core/plan/plan.ts';
import type { Slot } from '../../../../src/core/plan/slot.ts';
import { mostLettersOf } from '../../../../src/core/program-wishes.ts';
import { type Reminder, RULES } from '../../../../src/core/reminders/reminder.ts';
import type { Rotation } from '../../../../src/core/rotation.ts';
import { parseSettings, RULE_NUMBERS, type RuleNumber, type Settings } from '../../../../src/core/settings.ts';
import * as records from '../../records.ts';
import type { Checks } from './checks.ts';
import type { Change, TableName, Undo } from './store.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, type World } from './world.ts';

export const ZONES = ['America/New_York', 'Europe/Berlin', 'Asia/Kolkata'] as const;

/** One act: when, what, and what about. */
export interface Act {
  /** Minutes after the beginning. */
  readonly at: number;
  /** An index into the kinds of acts. */
  readonly kind: number;
  readonly a: number;
  readonly b: number;
  readonly c: number;
}

/** How many there may be of what. */
export interface Limits {
  readonly mentors: number;
  readonly interactions: number;
  readonly letters: number;
  readonly programs: number;
  /** Of the times at which the laptop would be closed or sleep for long, one in so many comes to it. */
  readonly oneRestIn: number;
}

/** How often each happens, beside the others. */
const WEIGHTS = {
  log: 60,
  plan: 7,
  answer: 9,
  followUpDone: 5,
  addMentor: 2,
  editMentor: 3,
  archive: 1,
  trash: 2,
  restore: 2,
  rotation: 2,
  editRotation: 1,
  moment: 2,
  letter: 2,
  letterFact: 6,
  letterDay: 2,
  letterEnd: 1,
  season: 1,
  track: 1,
  program: 2,
  editProgram: 3,
  slot: 2,
  assign: 3,
  settle: 20,
  snooze: 5,
  own: 2,
  setting: 2,
  undo: 4,
  look: 2,
  close: 4,
  sleep: 3,
  kill: 5,
  disk: 2,
  clock: 1,
  fly: 1,
  alarmLost: 1,
} as const;
export type ActName = keyof typeof WEIGHTS;
export const KIND_OF: readonly ActName[] = (Object.keys(WEIGHTS) as ActName[]).flatMap(name =>
  Array<ActName>(WEIGHTS[name]).fill(name),
);

const NUMBERS = Object.keys(RULE_NUMBERS) as RuleNumber[];
const TIMES = ['07:00', '09:00', '13:30', '20:00', '23:30', '02:30', '00:00', '08:00'] as const;

export class Student {
  #next = 0;
  #undo: Undo | null = null;

  readonly world: World;
  readonly checks: Checks;
  readonly limits: Limits;

  constructor(world: World, checks: Checks, limits: Limits) {
    this.world = world;
    this.checks = checks;
    this.limits = limits;
  }

  async does(act: Act): Promise<void> {
    const name = KIND_OF[act.kind % KIND_OF.length] ?? 'look';
    this.world.counts.acts += 1;
    this.checks.acted();
    await this.#acts[name](act);
  }

  /** Takes over a log that was kept elsewhere: so many entries of the two years before, with the people in them. */
  async imports(count: number): Promise<void> {
    if (count === 0) return;
    const people = Array.from({ length: 1 + (count % Math.ceil(this.limits.mentors / 2)) }, () => this.#id('m'));
    await this.#write(`imports ${count} entries with ${people.length} people`, change => {
      for (const [at, id] of people.entries())
        change.create('mentors', records.mentor({ id, name: id, ...this.#star(at % 4 === 0), addedOn: this.#day(0) }));
      for (let at = 0; at < count; at += 1) {
        const id = this.#id('i');
        const on = this.#day(-((at * 7919) % 730));
        change.create(
          'interactions',
          records.interaction({
            id,
            title: id,
            kind: pick(KINDS, at) ?? 'email',
            when: { type: 'days', startsOn: on, endsOn: on },
            mentorIds: [people[at % people.length] ?? ''],
            loggedAt: this.world.now(),
          }),
        );
      }
    });
  }

  #id(prefix: string): string {
    this.#next += 1;
    return `${prefix}${this.#next}`;
  }

  #list<Name extends TableName>(table: Name) {
    return [...this.world.store.tables[table].values()];
  }

  #mentor(at: number): Mentor | null {
    return pick(this.#list('mentors') as Mentor[], at);
  }

  #day(offset: number): LocalDate {
    return addDays(this.world.today(), offset);
  }

  async #write(what: string, work: (change: Change) => void, isAll = false): Promise<void> {
    const undo = await this.world.act(work, isAll);
    this.world.tell(undo === null ? `could not: ${what}` : what);
    if (undo !== null) this.#undo = undo;
  }

  readonly #acts: Readonly<Record<ActName, (act: Act) => Promise<void>>> = {
    log: act => this.#log(act, false),
    plan: act => this.#log(act, true),
    answer: async ({ a, b, c }) => {
      const planned = (this.#list('interactions') as Interaction[]).filter(
        ({ state }) => b % 5 === 0 || state === 'planned',
      );
      const one = pick(planned, a);
      if (one === null) return;
      const to = (['happened', 'happened', 'cancelled', 'moved', 'planned'] as const)[b % 5] ?? 'happened';
      if (to !== 'moved')
        return this.#write(`says of ${one.id}: ${to}`, change => change.patch('interactions', one.id, { state: to }));
      const when = this.#when((c % 30) - 5, c);
      const state = stateAt(when, this.world.now(), this.world.zone);
      await this.#write(`moves ${one.id} to ${say(when)}`, change =>
        change.patch('interactions', one.id, { when, state }),
      );
    },
    followUpDone: async ({ a }) => {
      const open = (this.#list('interactions') as Interaction[]).filter(({ followUps }) =>
        followUps.some(({ isDone }) => !isDone),
      );
      const one = pick(open, a);
      if (one === null) return;
      const followUps = one.followUps.map(each => ({ ...each, isDone: true }));
      await this.#write(`has done what ${one.id} left to do`, change =>
        change.patch('interactions', one.id, { followUps }),
      );
    },
    addMentor: async ({ a, b }) => {
      if (this.world.store.tables.mentors.size >= this.limits.mentors)
        return this.#acts.look({ at: 0, kind: 0, a, b, c: 0 });
      const id = this.#id('m');
      const role = pick(ROLES, a) ?? 'attending';
      await this.#write(`adds ${id}, ${role}`, change =>
        change.create(
          'mentors',
          records.mentor({ id, name: id, role, ...this.#star(b % 3 === 0), addedOn: this.#day(0) }),
        ),
      );
    },
    editMentor: async ({ a, b, c }) => {
      const one = this.#mentor(a);
      if (one === null) return;
      const fields: readonly Partial<Mentor>[] = [
        this.#star(!one.isStarred),
        { rhythmDays: c % 4 === 0 ? null : 1 + (c % 120) },
        { wantsCheckIns: !one.wantsCheckIns },
        { pausedUntilOn: c % 3 === 0 ? null : this.#day((c % 40) - 3) },
        { role: pick(ROLES, c) ?? 'other' },
      ];
      const given = pick(fields, b) ?? {};
      await this.#write(`changes ${one.id}: ${JSON.stringify(given)}`, change =>
        change.patch('mentors', one.id, given),
      );
    },
    archive: async ({ a }) => {
      const one = this.#mentor(a);
      if (one === null) return;
      const isArchived = !one.isArchived;
      await this.#write(`${isArchived ? 'archives' : 'takes back'} ${one.id}`, change =>
        change.patch('mentors', one.id, { isArchived }),
      );
    },
    trash: async ({ a, b }) => {
      const tables = [
        'mentors',
        'interactions',
        'moments',
        'rotations',
        'letters',
        'tracks',
        'plans',
        'slots',
        'programs',
        'assignments',
      ] as const;
      const table = pick(tables, b) ?? 'mentors';
      const one = pick(this.#list(table), a);
      if (one !== null) await this.#write(`throws away ${one.id}`, change => change.toTrash(table, one.id));
    },
    restore: async ({ a }) => {
      const entry = pick([...this.world.store.trash], a);
      if (entry === null) return;
      const [key, { table, record }] = entry;
      await this.#write(`restores ${record.id}`, change => {
        change.write(table, record.id, record);
        this.world.store.trash = new Map([...this.world.store.trash].filter(([id]) => id !== key));
      });
    },
    rotation: async ({ a, b, c }) => {
      const id = this.#id('r');
      const startsOn = this.#day((a % 120) - 60);
      const endsOn = addDays(startsOn, (b % 60) - 1);
      const enteredOn = { startsOn: this.#day(0), endsOn: this.#day(0) };
      await this.#write(`adds rotation ${id}, ${startsOn} to ${endsOn}`, change =>
        change.create(
          'rotations',
          records.rotation({ id, name: id, startsOn, endsOn, mentors: this.#met(a, b, c), enteredOn }),
        ),
      );
    },
    editRotation: async ({ a, b, c }) => {
      const one = pick(this.#list('rotations') as Rotation[], a);
      if (one === null) return;
      const fields: readonly Partial<Rotation>[] = [
        { endsOn: addDays(one.endsOn, (c % 30) - 15), enteredOn: { ...one.enteredOn, endsOn: this.#day(0) } },
        { startsOn: addDays(one.startsOn, (c % 30) - 15) },
        { mentors: this.#met(a, b, c) },
      ];
      const given = pick(fields, b) ?? {};
      await this.#write(`changes ${one.id}: ${JSON.stringify(given)}`, change =>
        change.patch('rotations', one.id, given),
      );
    },
    moment: async ({ a, b, c }) => {
      const one = this.#mentor(a);
      if (one === null) return;
      const id = this.#id('o');
      const [on, isStrong] = [this.#day(-(b % 20)), c % 2 === 0];
      await this.#write(`notes a ${isStrong ? 'strong ' : ''}moment ${id} with ${one.id} on ${on}`, change =>
        change.create('moments', {
          ...{ id, stamps: {}, on, interactionId: null, rotationId: null, mentorIds: [one.id] },
          ...{
            situation: 'A night shift',
            whatIDid: '',
            theirWords: c % 3 === 0 ? 'Well seen.' : '',
            competencies: [],
            isStrong,
            enteredOn: { on: this.#day(0) },
          },
        }),
      );
    },
    letter: async ({ a, b, c }) => {
      const writer = this.#mentor(a);
      const letters = this.#list('letters') as Letter[];
      if (writer === null || letters.length >= this.limits.letters) return;
      const id = this.#id('l');
      const track = b % 4 === 0 ? null : pick(this.#list('tracks'), b);
      const targetOn = c % 3 === 0 ? null : this.#day((c % 100) - 10);
      const fields: Partial<Letter> = {
        trackId: track?.id ?? null,
        planId: track === null && c % 2 === 0 ? (pick(this.#list('plans'), c)?.id ?? null) : null,
        contactMentorId: b % 4 === 1 ? (this.#mentor(b + c)?.id ?? null) : null,
        service: b % 7 === 0 ? (pick(SERVICES, c) ?? 'eras') : 'eras',
        isChairLetter: b % 9 === 0,
        backupForLetterId: c % 5 === 0 ? (pick(letters, b)?.id ?? null) : null,
        targetOn,
        enteredOn: targetOn === null ? {} : { targetOn: this.#day(0) },
      };
      await this.#write(
        `wants letter ${id} of ${writer.id}${fields.trackId === null ? ', General' : ` for ${fields.trackId}`}, by ${targetOn}`,
        change => change.create('letters', records.letter({ id, mentorId: writer.id, ...fields })),
      );
    },
    letterFact: async ({ a, b, c }) => {
      const one = pick(this.#list('letters') as Letter[], a);
      if (one === null) return;
      // Mostly the next that is missing, as it goes; now and then any of them, set or taken back.
      const missing = LETTER_FACTS.filter(fact => one[fact] === null && fact !== 'undeliverableOn');
      const fact = (b % 4 === 0 ? pick(LETTER_FACTS, c) : missing[0]) ?? 'askedOn';
      const on = b % 9 === 0 ? null : this.#day(-(c % 12));
      const answers = ['yes', 'yes', 'yes', 'no', 'unclear', null] as const;
      const answer = fact === 'answeredOn' ? { answer: on === null ? null : (pick(answers, c) ?? null) } : {};
      await this.#write(
        `says of ${one.id}: ${fact} ${on}${answer.answer === undefined ? '' : ` ${answer.answer}`}`,
        change =>
          change.patch('letters', one.id, {
            [fact]: on,
            ...answer,
            enteredOn: { ...one.enteredOn, [fact]: this.#day(0) },
          }),
      );
    },
    letterDay: async ({ a, b, c }) => {
      const one = pick(this.#list('letters') as Letter[], a);
      if (one === null) return;
      const targetOn = b % 5 === 0 ? null : this.#day((c % 80) - 20);
      const enteredOn = { ...one.enteredOn, targetOn: this.#day(0) };
      await this.#write(`wants ${one.id} by ${targetOn}`, change =>
        change.patch('letters', one.id, { targetOn, enteredOn }),
      );
    },
    letterEnd: async ({ a, b, c }) => {
      const letters = this.#list('letters') as Letter[];
      const one = pick(letters, a);
      if (one === null) return;
      const ended = c % 3 === 0 ? null : (pick(LETTER_ENDS, b) ?? null);
      const fields: Partial<Letter> =
        c % 7 === 0
          ? { mentorId: this.#mentor(b)?.id ?? one.mentorId, contactMentorId: c % 2 === 0 ? one.mentorId : null }
          : { ended, endedOn: ended === null ? null : this.#day(0) };
      await this.#write(`says of ${one.id}: ${JSON.stringify(fields)}`, change =>
        change.patch('letters', one.id, fields),
      );
    },
    season: async ({ a, b, c }) => {
      const plans = this.#list('plans') as Plan[];
      const one = plans.length < 2 ? null : pick(plans, a);
      const date = pick(SEASON_DATES, b) ?? 'opensOn';
      const on = { on: c % 6 === 0 ? null : this.#day((c % 200) - 30), confidence: 'estimated' as const };
      if (one !== null)
        return this.#write(`season ${one.id}: ${date} ${on.on}`, change =>
          change.patch('plans', one.id, { [date]: on }),
        );
      const id = this.#id('p');
      const plan = records.plan({ id, opensOn: on, reviewFromOn: { ...on, on: this.#day(60 + (c % 120)) } });
      await this.#write(`begins season ${id}: opens ${on.on}, review ${plan.reviewFromOn.on}`, change =>
        change.create('plans', plan),
      );
    },
    track: async ({ a, b, c }) => {
      const tracks = this.#list('tracks') as { id: string }[];
      const one = tracks.length < 3 ? null : pick(tracks, a);
      const day = c % 5 === 0 ? null : this.#day((c % 60) - 20);
      if (one === null) {
        const id = this.#id('t');
        const planId = pick(this.#list('plans'), b)?.id ?? null;
        return this.#write(`adds track ${id} of ${planId}`, change =>
          change.create('tracks', records.track({ id, name: id, planId, isInternational: c % 2 === 0 })),
        );
      }
      const answer = pick(OUTCOMES, c) ?? 'matched';
      const fields = [
        { resultOn: day },
        { soapOn: day },
        { outcome: c % 4 === 0 ? null : { answer, on: this.#day(0), tells: c % 2 === 0 } },
      ];
      const given = pick(fields, b) ?? {};
      await this.#write(`track ${one.id}: ${JSON.stringify(given)}`, change => change.patch('tracks', one.id, given));
    },
    program: async ({ a, b, c }) => {
      if (this.world.store.tables.programs.size >= this.limits.programs)
        return this.#acts.editProgram({ at: 0, kind: 0, a, b, c });
      const id = this.#id('g');
      const trackId = b % 6 === 0 ? null : (pick(this.#list('tracks'), b)?.id ?? null);
      const deadlineOn = c % 4 === 0 ? null : this.#day((c % 90) - 5);
      const enteredOn = deadlineOn === null ? {} : { deadlineOn: this.#day(0) };
      await this.#write(`adds program ${id} of ${trackId}, deadline ${deadlineOn}`, change =>
        change.create('programs', records.program({ id, name: id, trackId, deadlineOn, enteredOn })),
      );
    },
    editProgram: async ({ a, b, c }) => {
      const one = pick(this.#list('programs') as ReturnType<typeof records.program>[], a);
      if (one === null) return;
      if (b % 3 === 0) {
        const appliedOn = one.appliedOn === null ? this.#day(0) : null;
        return this.#write(`${one.id}: applied ${appliedOn}`, change =>
          change.patch('programs', one.id, { appliedOn }),
        );
      }
      const deadlineOn = c % 6 === 0 ? null : this.#day((c % 40) - 5);
      const enteredOn = { ...one.enteredOn, deadlineOn: this.#day(0) };
      await this.#write(`${one.id}: deadline ${deadlineOn}`, change =>
        change.patch('programs', one.id, { deadlineOn, enteredOn }),
      );
    },
    slot: async ({ a, b, c }) => {
      const slots = this.#list('slots') as Slot[];
      const letterId = c % 5 === 0 ? null : (pick(this.#list('letters'), c)?.id ?? null);
      const backupMentorId = b % 4 === 0 ? null : (this.#mentor(b)?.id ?? null);
      const one = slots.length < 4 ? null : pick(slots, a);
      if (one !== null)
        return this.#write(`slot ${one.id}: ${letterId}, backup ${backupMentorId}`, change =>
          change.patch('slots', one.id, { letterId, backupMentorId }),
        );
      const trackId = pick(this.#list('tracks'), a)?.id;
      if (trackId === undefined) return;
      const id = this.#id('s');
      await this.#write(`adds slot ${id} to ${trackId}: ${letterId}, backup ${backupMentorId}`, change =>
        change.create('slots', records.slot({ id, trackId, letterId, backupMentorId })),
      );
    },
    assign: async ({ a, b, c }) => {
      const received = (this.#list('letters') as Letter[]).filter(
        ({ receivedOn }) => receivedOn !== null || c % 5 === 0,
      );
      const [letter, program] = [pick(received, a), pick(this.#list('programs'), b)];
      const some = this.#list('assignments') as { id: string; programId: string }[];
      if (c % 6 === 0) {
        const one = pick(some, a);
        if (one !== null) await this.#write(`unassigns ${one.id}`, change => change.remove('assignments', one.id));
        return;
      }
      if (letter === null || program === null) return;
      const id = `${program.id}+${letter.id}`;
      const most = mostLettersOf(letter.service);
      if (some.some(one => one.id === id)) return;
      if (most !== null && some.filter(({ programId }) => programId === program.id).length >= most) return;
      await this.#write(`assigns ${letter.id} to ${program.id}`, change =>
        change.create('assignments', { id, stamps: {}, programId: program.id, letterId: letter.id }),
      );
    },
    settle: async ({ a, b, c }) => {
      const one = this.#reminder(a, c);
      if (one === null) return;
      const state = b % 4 === 0 ? 'skipped' : 'done';
      await this.#write(`${state}: ${one.id}`, change => {
        const today = this.#day(0);
        if (!this.#isStillOpen(one)) return;
        change.patch('reminders', one.id, {
          ...{ state, settledOn: today, snoozedUntilAt: null, snoozedUntilOn: null, snoozedUntilTime: null },
        });
        if (state === 'done') this.#sayDone(change, one, today);
      });
    },
    snooze: async ({ a, b, c }) => {
      const one = this.#reminder(a, c);
      if (one === null) return;
      const { settings } = this.world.store;
      const time = b % 2 === 0 ? null : (pick(TIMES, b) as LocalTime);
      const isAhead = (on: LocalDate) => instantAt(on, time ?? settings.morning, this.world.zone) > this.world.now();
      const wished = this.#day(b % 10);
      const [on, at] = isAhead(wished) ? [wished, time] : [this.#day(1), null];
      await this.#write(`snoozes ${one.id} until ${on} ${at ?? 'morning'}`, change => {
        if (!this.#isStillOpen(one)) return;
        change.patch('reminders', one.id, {
          state: 'snoozed',
          snoozedUntilOn: on,
          snoozedUntilTime: at,
          snoozedUntilAt: instantAt(on, at ?? settings.morning, this.world.zone),
          announcedAt: null,
        });
      });
    },
    own: async ({ a, b, c }) => {
      const id = this.#id('n');
      const [dueOn, dueTime] = [this.#day((b % 30) - 2), c % 2 === 0 ? null : (pick(TIMES, c) as LocalTime)];
      const mentorId = a % 2 === 0 ? null : (this.#mentor(a)?.id ?? null);
      await this.#write(`reminds themselves on ${dueOn} ${dueTime ?? ''}: ${id}`, change =>
        change.create(
          'reminders',
          records.reminder({
            ...{ id: `own:${id}:${id}`, rule: 'own', scope: `own:${id}`, subjectId: id, occurrence: id, mentorId },
            ...{ dueOn, dueTime, reason: { type: 'own', since: dueOn, text: id } },
            dueAt: instantAt(dueOn, dueTime ?? this.world.store.settings.morning, this.world.zone),
          }),
        ),
      );
    },
    setting: async ({ a, b, c }) => {
      const given = this.#setting(a, b, c);
      await this.#write(
        `settings: ${JSON.stringify(given)}`,
        () => {
          this.world.store.settings = parseSettings({ ...this.world.store.settings, ...given });
        },
        true,
      );
    },
    undo: async () => {
      const undo = this.#undo;
      if (undo === null) return;
      this.#undo = null;
      this.checks.isUndoing = true;
      await this.world.act(change => {
        change.revert(undo);
        if (undo.settings !== null) this.world.store.settings = undo.settings;
      }, undo.settings !== null);
      this.checks.isUndoing = false;
      this.world.tell('undoes that');
    },
    look: async () => {
      this.world.tell('opens the popup');
      await this.world.wake();
    },
    close: async ({ a, b, c }) => {
      if (c % this.limits.oneRestIn !== 0) return;
      this.world.closeBrowser();
      const hours = b % 4 === 0 ? 24 + (a % 500) : 1 + (a % 20);
      await this.world.until(this.world.at + hours * HOUR_MS);
    },
    sleep: async ({ a, c }) => {
      if (c % this.limits.oneRestIn !== 0) return;
      this.world.isAwake = false;
      this.world.tell('the laptop sleeps');
      await this.world.until(this.world.at + (1 + (a % 80)) * HOUR_MS);
      this.world.isAwake = true;
      this.world.tell('the laptop wakes');
    },
    kill: async ({ a }) => {
      this.world.killIn = a % 8;
    },
    disk: async ({ a }) => {
      this.world.store.refusals = 1 + (a % 3);
    },
    clock: async ({ a, b }) => {
      const { world } = this;
      world.counts.clockFaults += 1;
      const before = world.skewMs;
      const wrong = [
        HOUR_MS,
        -HOUR_MS,
        DAY_MS,
        -DAY_MS,
        9 * DAY_MS,
        -9 * DAY_MS,
        400 * DAY_MS,
        -400 * DAY_MS,
        7 * MINUTE_MS,
      ];
      world.skewMs = before === 0 ? (pick(wrong, a) ?? 0) + (b % 60) * MINUTE_MS : 0;
      world.tell(`the clock is set ${world.skewMs === 0 ? 'right' : `wrong by ${world.skewMs / HOUR_MS} hours`}`);
      this.checks.disturb(world.skewMs < before ? 'clock-back' : 'clock-ahead');
    },
    fly: async ({ a, b, c }) => {
      if (c % this.limits.oneRestIn !== 0) return;
      const { world } = this;
      world.counts.flights += 1;
      if (b % 2 === 0) world.isAwake = false;
      await world.until(world.at + (b % 14) * HOUR_MS);
      world.isAwake = true;
      world.zone = pick(ZONES, a) ?? world.zone;
      world.tell(`lands in ${world.zone}`);
      this.checks.disturb('zone');
    },
    alarmLost: async () => {
      this.world.alarmAt = null;
      this.world.tell('the browser drops the alarm');
      await this.world.wake();
    },
  };

  /** As the worker saves it. */
  #star(isStarred: boolean): Pick<Mentor, 'isStarred' | 'starredOn'> {
    return { isStarred, starredOn: isStarred ? this.#day(0) : null };
  }

  #met(a: number, b: number, c: number): Rotation['mentors'] {
    return [a, b].flatMap((at, index) => {
      const one = this.#mentor(at);
      if (one === null || (index === 1 && c % 2 === 0)) return [];
      return [{ mentorId: one.id, daysTogether: c % 25, watchedDirectly: c % 3 === 0 ? null : c % 3 === 1 }];
    });
  }

  #when(offset: number, c: number): When {
    const on = this.#day(offset);
    if (c % 3 === 0) return { type: 'days', startsOn: addDays(on, -(c % 4)), endsOn: on };
    const startsAt: Instant = instantAt(on, pick(TIMES, c) as LocalTime, this.world.zone);
    return { type: 'instant', startsAt, endsAt: c % 2 === 0 ? startsAt + HOUR_MS : null, timeZone: this.world.zone };
  }

  async #log({ a, b, c }: Act, isPlan: boolean): Promise<void> {
    const one = this.#mentor(a);
    if (one === null) return this.#acts.addMentor({ at: 0, kind: 0, a, b, c });
    if (this.world.store.tables.interactions.size >= this.limits.interactions) return;
    const id = this.#id('i');
    const when = this.#when(isPlan ? 1 + (b % 25) : -(b % 3 === 0 ? b % 15 : 0), c);
    const kind = pick(KINDS, b) ?? 'email';
    const other = c % 8 === 0 ? this.#mentor(b) : null;
    const letterStep = b % 11 === 0 ? (pick(LETTER_STEPS, c) ?? null) : null;
    const fields: Partial<Interaction> = {
      when,
      kind,
      state: isPlan ? 'planned' : stateAt(when, this.world.now(), this.world.zone),
      direction: (['in', 'out', null] as const)[c % 3] ?? null,
      mentorIds: other === null || other.id === one.id ? [one.id] : [other.id, one.id],
      letterStep,
      isListMail: c % 13 === 0,
      followUps:
        c % 15 === 0 ? [{ id: `f${id}`, text: 'Send the paper', dueOn: this.#day(b % 20), isDone: false }] : [],
    };
    const told = `${fields.state} ${kind} ${id} with ${fields.mentorIds?.join(' and ')} ${say(when)}${letterStep === null ? '' : `, ${letterStep}`}`;
    await this.#write(`logs ${told}${fields.followUps?.length === 0 ? '' : ', to follow up'}`, change =>
      change.create('interactions', records.interaction({ id, title: id, loggedAt: this.world.now(), ...fields })),
    );
  }

  /** Starting the browser may have brought its next step. */
  #isStillOpen({ id }: Reminder): boolean {
    return this.world.store.open.has(id);
  }

  /** Mostly one of the due list; now and then any that is open. */
  #reminder(at: number, c: number): Reminder | null {
    const due = this.world.dueList();
    return pick(due.length > 0 && c % 8 !== 0 ? due : [...this.world.store.open.values()], at);
  }

  /** As the worker does. */
  #sayDone(change: Change, { reason }: Reminder, today: LocalDate): void {
    const { store } = this.world;
    const fact = (id: string, name: 'askedOn' | 'packetSentOn' | 'requestedOn' | 'thankedOn') => {
      const letter = store.get('letters', id);
      if (letter === null || letter[name] !== null) return;
      change.patch('letters', id, { [name]: today, enteredOn: { ...letter.enteredOn, [name]: today } });
    };
    if (reason.type === 'planned-over' && store.get('interactions', reason.interactionId)?.state === 'planned')
      change.patch('interactions', reason.interactionId, { state: 'happened' });
    if (reason.type === 'follow-up') {
      const interaction = store.get('interactions', reason.interactionId);
      const followUps = interaction?.followUps.map(one =>
        one.id === reason.followUpId ? { ...one, isDone: true } : one,
      );
      if (followUps !== undefined) change.patch('interactions', reason.interactionId, { followUps });
    }
    if (reason.type === 'ask-letter') fact(reason.letterId, 'askedOn');
    if (reason.type === 'packet') fact(reason.letterId, 'packetSentOn');
    if (reason.type === 'portal') fact(reason.letterId, 'requestedOn');
    if (reason.type === 'letter-thanks') fact(reason.letterId, 'thankedOn');
  }

  #setting(a: number, b: number, c: number): Partial<Settings> {
    const { settings } = this.world.store;
    const rule = pick(RULES, b) ?? 'check-in';
    const name = pick(NUMBERS, b) ?? 'mostAsksPerWeek';
    const [standard, least, most] = RULE_NUMBERS[name];
    const pause = {
      id: this.#id('z'),
      kind: 'exam' as const,
      fromOn: this.#day((b % 6) - 2),
      untilOn: this.#day((b % 6) + (c % 12)),
    };
    const choices: readonly Partial<Settings>[] = [
      { rhythmDays: 1 + (c % 90) },
      {
        rulesOff: settings.rulesOff.includes(rule)
          ? settings.rulesOff.filter(one => one !== rule)
          : [...settings.rulesOff, rule],
      },
      {
        numbers: {
          ...settings.numbers,
          [name]: c % 3 === 0 ? standard : least + (c % (Math.min(most, least + 30) - least + 1)),
        },
      },
      { hasQuietHours: c % 3 !== 0, quietFrom: pick(TIMES, b) as LocalTime, quietUntil: pick(TIMES, c) as LocalTime },
      { pauses: c % 4 === 0 ? [] : [...settings.pauses, pause].slice(-4) },
      { workingDaysOnly: !settings.workingDaysOnly },
      { hasDigestOnly: !settings.hasDigestOnly },
      { digestTime: c % 3 === 0 ? null : (pick(TIMES, c) as LocalTime) },
      { morning: pick(['09:00', '07:00', '13:30', '02:30'] as const, c) as LocalTime },
      { showsBadge: !settings.showsBadge },
      { rulesOff: [] },
      { hasQuietHours: true, quietFrom: '21:00' as LocalTime, quietUntil: '08:00' as LocalTime },
    ];
    return pick(choices, a) ?? {};
  }
}

/** One of them, whatever the number; `null` when there is none. */
function pick<T>(list: readonly T[], at: number): T | null {
  return list[at % list.length] ?? null;
}

function say(when: When): string {
  if (when.type === 'days')
    return when.startsOn === when.endsOn ? `on ${when.endsOn}` : `${when.startsOn} to ${when.endsOn}`;
  return `at ${new Date(when.startsAt).toISOString().slice(0, 16)}Z`;
}
