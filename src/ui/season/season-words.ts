import type { LocalDate } from '../../core/dates.ts';
import type { Letter } from '../../core/letter.ts';
import type { SeasonEntry, SeasonRecords, UnknownDate } from '../../core/plan/season-view.ts';
import { formatDay, formatList } from '../../i18n/format.ts';
import { plural, t } from '../../i18n/t.ts';
import type { IconName } from '../components/Icon.tsx';
import { planWords, takesRequestsFromOpening } from '../plan/plan-words.ts';

/** Names by id. Somebody or something in the trash has none. */
export interface Names {
  mentor(id: string | null): string;
  program(id: string | null): string;
  plans(ids: readonly string[]): string;
  tracks(ids: readonly string[]): string;
  letter(id: string): Letter | null;
  /** Whether the NRMP matches one of them: its result day is Match Day. */
  hasSoap(trackIds: readonly string[]): boolean;
  /** Whether of each of them it is known that letters can be requested from its opening on. */
  requestsFromOpening(planIds: readonly string[]): boolean;
}

export function namesIn({ mentors, programs, plans, tracks, letters }: SeasonRecords): Names {
  const mentorById = new Map(mentors.map(({ id, name }) => [id, name]));
  const programById = new Map(programs.map(({ id, name }) => [id, name]));
  const letterById = new Map(letters.map(letter => [letter.id, letter]));
  const some = (names: readonly string[]) => formatList([...new Set(names)]);
  return {
    mentor: id => mentorById.get(id ?? '') ?? t('reminderNobody'),
    program: id => programById.get(id ?? '') ?? '',
    plans: ids => some(plans.filter(({ id }) => ids.includes(id)).map(planWords)),
    tracks: ids => some(tracks.filter(({ id }) => ids.includes(id)).map(({ name }) => name)),
    letter: id => letterById.get(id) ?? null,
    requestsFromOpening: ids =>
      plans.every(({ id, service }) => !ids.includes(id) || takesRequestsFromOpening(service)),
    hasSoap: ids => tracks.some(({ id, soapOn }) => ids.includes(id) && soapOn !== null),
  };
}

/** What a day is for, in a few words that stand alone. */
export function entryTitle(
  { kind, mentorId, programId, planIds, trackIds, isDone }: SeasonEntry,
  names: Names,
): string {
  switch (kind) {
    case 'opensOn':
      return t(names.requestsFromOpening(planIds) ? 'seasonDayOpens' : 'seasonOpensAny');
    case 'submitFromOn':
      return t('seasonDaySubmit');
    case 'reviewFromOn':
      return t('seasonDayReview');
    case 'registerFromOn':
      return t('seasonDayRegister');
    case 'interviewsFromOn':
      return t('seasonDayInterviews');
    case 'rankListDueOn':
      return t('seasonDayRankList');
    case 'closesOn':
      return t('seasonDayCloses');
    case 'soapOn':
      return t('seasonDaySoap');
    case 'resultOn':
      return t(names.hasSoap(trackIds) ? 'seasonDayMatch' : 'seasonDayResult');
    case 'ask':
      return t('seasonDayAsk', { name: names.mentor(mentorId) });
    case 'packet':
      return t('seasonDayPacket', { name: names.mentor(mentorId) });
    case 'nudge':
      return t('seasonDayNudge', { name: names.mentor(mentorId) });
    case 'backup':
      return t('seasonDayBackup', { name: names.mentor(mentorId) });
    case 'replace':
      return t('seasonDayReplace', { name: names.mentor(mentorId) });
    case 'target':
      return t(isDone ? 'seasonDayTargetDone' : 'seasonDayTarget', { name: names.mentor(mentorId) });
    case 'deadline':
      return t('seasonDayDeadline', { program: names.program(programId) });
    case 'interview':
      return t('seasonDayInterview', { program: names.program(programId) });
  }
}

/** Whose it is, and for a step the day it is counted back from. */
export function entryDetail(entry: SeasonEntry, names: Names, today: LocalDate): string {
  const { kind, planIds, trackIds, letterIds, targetOn } = entry;
  if (kind === 'soapOn' || kind === 'resultOn') return names.tracks(trackIds);
  if (planIds.length > 0) return names.plans(planIds);
  if (letterIds.length === 0) return names.tracks(trackIds);
  const isGeneral = letterIds.every(id => names.letter(id)?.trackId === null);
  const whose = isGeneral ? t('seasonGeneral') : names.tracks(trackIds);
  if (kind === 'target' || targetOn === null) return whose;
  const day = formatDay(targetOn, today);
  const letters = plural('seasonLetterBy', letterIds.length, { day });
  return whose === '' ? letters : t('seasonWhoseAndWhen', { letters, whose });
}

/** Where to go from it. */
export function entryHref({ kind, letterIds, programId, trackIds, mentorId }: SeasonEntry): string {
  if (kind === 'ask' && mentorId !== null) return `#/rehearse/${mentorId}`;
  const [letterId] = letterIds;
  if (kind === 'packet' && letterId !== undefined) return `#/packet/${letterId}`;
  if (letterId !== undefined) return `#/letters/${letterId}`;
  if (programId !== null) return '#/programs';
  const [trackId, ...others] = trackIds;
  return trackId === undefined || others.length > 0 ? '#/plan' : `#/plan/${trackId}`;
}

/** What kind of thing it is, as colours and pictures have it. */
export type EntryTone = 'step' | 'target' | 'program' | 'season' | 'result';

export function entryTone({ kind }: SeasonEntry): EntryTone {
  switch (kind) {
    case 'ask':
    case 'packet':
    case 'nudge':
    case 'backup':
    case 'replace':
      return 'step';
    case 'target':
      return 'target';
    case 'deadline':
    case 'interview':
      return 'program';
    case 'soapOn':
    case 'resultOn':
      return 'result';
    default:
      return 'season';
  }
}

export function entryIcon({ kind }: SeasonEntry): IconName {
  switch (kind) {
    case 'ask':
      return 'chat';
    case 'packet':
      return 'page';
    case 'nudge':
      return 'mail';
    case 'backup':
    case 'replace':
      return 'users';
    case 'target':
      return 'flag';
    case 'deadline':
      return 'clock';
    case 'interview':
      return 'user';
    case 'resultOn':
      return 'star';
    default:
      return 'calendar';
  }
}

/** What nobody knows yet, as it is listed within a sentence. */
export function unknownText({ kind, planId, trackId }: UnknownDate, names: Names): string {
  return kind === 'resultOn'
    ? t('seasonUnknownResult', { track: names.tracks([trackId ?? '']) })
    : t('seasonUnknownReview', { plan: names.plans([planId ?? '']) });
}
