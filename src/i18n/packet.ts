import { instantAt, type LocalDate, type LocalTime } from '../core/dates.ts';
import type { Letter } from '../core/letter.ts';
import type { Mentor } from '../core/mentor.ts';
import type { Moment } from '../core/moment.ts';
import type {
  Asked,
  Packet,
  PacketContent,
  PacketGroup,
  PacketHeadings,
  PacketSectionId,
} from '../core/packet/packet.ts';
import type { PacketWords, Sheet } from '../core/packet/sheet.ts';
import type { Plan, Track } from '../core/plan/plan.ts';
import type { Profile } from '../core/profile.ts';
import { standardFormOf } from '../core/seasons/standard-forms.ts';
import { formatFullDay, formatList } from './format.ts';
import { serviceWords } from './letter-words.ts';
import { standardFormWithin } from './standard-form.ts';
import { language, plural, t, tFamily } from './t.ts';

/** The words of a packet, from the student to the writer. */
export const packetWords: PacketWords = {
  section: sectionWords,
  group: groupWords,
  item: itemWords,
  note: (rotationName, year) => [rotationName, year].filter(Boolean).join(', '),
};

export function sectionWords(id: PacketSectionId): string {
  switch (id) {
    case 'me':
      return t('packetMe');
    case 'us':
      return t('packetUs');
    case 'saw':
      return t('packetSaw');
    case 'feedback':
      return t('packetFeedback');
    case 'news':
      return t('packetNews');
    case 'materials':
      return t('packetMaterials');
    case 'upload':
      return t('packetUpload');
    case 'thanks':
      return t('packetThanks');
  }
}

function groupWords(id: PacketGroup): string {
  if (id === '') return '';
  if (id === 'cv') return t('packetCv');
  if (id === 'other') return t('packetOther');
  return id.startsWith('trait:') ? tFamily('trait', id.slice('trait:'.length)) : tFamily('competency', id);
}

export function headingsWords(headings: PacketHeadings): string {
  switch (headings) {
    case 'competencies':
      return t('packetByCompetency');
    case 'plain':
      return t('packetPlain');
    default:
      return tFamily('evaluationForm', headings);
  }
}

const only = (text: string) => ({ label: '', text });

function itemWords(content: PacketContent): { readonly label: string; readonly text: string } {
  switch (content.type) {
    case 'applying':
      return only(applying([content.track.name], content.track.service, content.plan, content.track.kind));
    case 'applying-general':
      return only(
        applyingGeneral(
          content.tracks.map(({ name }) => name),
          content.service,
          content.plan,
        ),
      );
    case 'goal':
      return { label: t('packetGoal'), text: content.text };
    case 'themes':
      return { label: t('packetThemes'), text: content.text };
    case 'cv-point':
      return only(content.text);
    case 'rotation':
      return { label: content.rotation.name, text: rotationText(content) };
    case 'how-we-met':
      return { label: t('packetHowWeMet'), text: content.text };
    case 'in-touch-since':
      return only(t('packetInTouch', { month: formatMonths(content.on, content.on, content.hasMonths) }));
    case 'moment':
      return only(momentText(content.moment));
    case 'feedback':
      return only(feedbackText(t('packetQuoted', { words: unquoted(content.words) }), content.done));
    case 'feedback-note':
      return only(feedbackText(sentences([content.note]), content.done));
    case 'asked':
      return { label: askedLabel(content.what), text: '' };
    case 'news':
      return only(
        t('packetNewsItem', {
          month: formatMonths(content.milestone.on, content.milestone.on),
          text: content.milestone.text,
        }),
      );
    case 'checklist':
      return only(checklistText(content.item, content.link));
    case 'letter-kind':
      return { label: t('packetLetter'), text: letterText(content) };
    case 'target':
      return { label: t('packetTarget'), text: targetText(formatFullDay(content.on), content.isEstimated) };
    case 'target-why':
      return only(
        [content.isEstimated ? t('packetEstimate') : '', content.isThroughEcfmg ? t('packetEcfmgDays') : '']
          .filter(Boolean)
          .join(' '),
      );
    case 'letter-id':
      return { label: t('packetLetterId'), text: content.number };
    case 'own-id':
      return { label: ownIdLabel(content.of), text: content.number };
    case 'waiver':
      return { label: t('packetWaiver'), text: content.isWaived ? t('packetWaived') : t('packetNotWaived') };
    case 'upload-step':
      return only(tFamily('packetStep', content.step));
    case 'thanks':
      return only(content.hasNotes ? t('packetThanksNotes') : t('packetThanksPlain'));
  }
}

function applying(
  names: readonly string[],
  service: Letter['service'],
  plan: Plan | null,
  kind: Track['kind'] = 'categorical',
): string {
  const values = { service: serviceForWriter(service, plan), track: formatList(names) };
  const season = plan?.season ?? '';
  if (kind === 'fellowship') {
    return season === '' ? t('packetFellowship', values) : t('packetFellowshipSeason', { ...values, season });
  }
  return season === '' ? t('packetApplying', values) : t('packetApplyingSeason', { ...values, season });
}

function applyingGeneral(names: readonly string[], service: Letter['service'], plan: Plan | null): string {
  if (names.length > 0) return `${applying(names, service, plan)} ${names.length > 1 ? t('packetForAll') : ''}`.trim();
  return t('packetApplyingAny', { service: serviceForWriter(service, plan) });
}

/** By what the letter comes to the writer: requests for urology are ERAS's. */
function serviceForWriter(service: Letter['service'], plan: Pick<Plan, 'serviceName'> | null): string {
  return service === 'urology' ? t('packetServiceUrology') : serviceWords(service, plan?.serviceName ?? '');
}

function targetText(day: string, isEstimated: boolean): string {
  return isEstimated ? t('packetAround', { day }) : day;
}

function askedLabel(what: Asked): string {
  switch (what) {
    case 'evaluators':
      return t('packetEvaluators');
    case 'patient-load':
      return t('packetPatientLoad');
    case 'grade':
      return t('packetGrade');
  }
}

/** What the writer's form asks: a SLOE the length and nature of contact, a SEL settings and roles. */
function rotationText(content: Extract<PacketContent, { readonly type: 'rotation' }>): string {
  const { rotation, form, daysTogether, watchedDirectly, hasMonths } = content;
  const months = formatMonths(rotation.startsOn, rotation.endsOn, hasMonths);
  const kind = tFamily('rotationKind', rotation.kind);
  const where = [kind, rotation.specialty, rotation.site, rotation.country]
    .filter(part => part !== '' && !says(rotation.name, part))
    .join(', ');
  const days = daysTogether === null ? null : plural('packetDays', daysTogether);
  const watched = watchedDirectly === null ? '' : watchedDirectly ? t('packetWatched') : t('packetNotWatched');
  const role = rotation.isHandsOn === null ? '' : rotation.isHandsOn ? t('packetHandsOn') : t('packetObserving');
  if (form === 'sloe') {
    return sentences([
      hasMonths ? where : [where, months].filter(Boolean).join(', '),
      hasMonths ? t('packetRotationMonth', { months }) : '',
      days === null ? '' : t('packetContactLength', { days }),
      watched === '' ? '' : t('packetContactNature', { nature: watched }),
    ]);
  }
  if (form === 'sel') {
    return sentences([
      t('packetSetting', { where: [where, months].filter(Boolean).join(', ') }),
      role === '' ? '' : t('packetRole', { role }),
      days === null ? '' : t('packetKnowFrom', { days }),
      watched,
    ]);
  }
  return sentences([
    [where, months].filter(Boolean).join(', '),
    days === null ? '' : t('packetTogether', { days }),
    watched,
  ]);
}

/** Whether a name says it already, as that of a "Medicine sub-internship". */
function says(name: string, part: string): boolean {
  return name.toLowerCase().includes(part.toLowerCase());
}

/** Each as a sentence: with a capital and a full stop. */
function sentences(texts: readonly string[]): string {
  return texts
    .filter(text => text.trim() !== '')
    .map(text => {
      const told = text.trim();
      const whole = /[.!?…]["”’)]?$/.test(told) ? told : `${told}.`;
      return `${whole.charAt(0).toUpperCase()}${whole.slice(1)}`;
    })
    .join(' ');
}

function momentText({
  situation,
  whatIDid,
  theirWords,
}: Pick<Moment, 'situation' | 'whatIDid' | 'theirWords'>): string {
  const said = theirWords === '' ? '' : t('packetYourWords', { words: unquoted(theirWords) });
  return [sentences([situation, whatIDid]), said].filter(Boolean).join(' ');
}

function feedbackText(what: string, done: readonly string[]): string {
  return done.length === 0 ? what : `${what} ${t('packetDone', { what: formatList(done) })}`;
}

/** Without the quotation marks around the whole, since it gets some. */
function unquoted(text: string): string {
  return text.replace(/^["“”„«]([^"“”„«»]*)["“”»]$/, '$1');
}

function checklistText({ id, text }: Letter['checklist'][number], link: string): string {
  const name = text === '' ? checklistWords(id) : text;
  return link === '' ? name : t('packetAt', { link, name });
}

function checklistWords(id: string): string {
  switch (id) {
    case 'cv':
      return t('packetItemCv');
    case 'statement':
      return t('packetItemStatement');
    case 'photo':
      return t('packetItemPhoto');
    case 'request-form':
      return t('packetItemRequestForm');
    case 'grades':
      return t('packetItemGrades');
    case 'talk':
      return t('packetItemTalk');
    case 'template':
      return t('packetItemTemplate');
    default:
      return '';
  }
}

function letterText({ letter, track, plan }: Extract<PacketContent, { readonly type: 'letter-kind' }>): string {
  const { service, form, isChairLetter, trackId } = letter;
  return [
    serviceForWriter(service, plan),
    form === 'standardized' ? formText(track) : t('packetNarrative'),
    isChairLetter ? t('packetChair') : '',
    trackId === null ? t('packetGeneral') : '',
  ]
    .filter(Boolean)
    .join(', ');
}

/** By its name where it has one; that in the portal has none. */
function formText(track: Track | null): string {
  return track === null || standardFormOf(track) === 'eras-form' ? t('packetStandardized') : standardFormWithin(track);
}

function ownIdLabel(of: 'aamc' | 'residencycas' | 'ecfmg'): string {
  switch (of) {
    case 'aamc':
      return t('packetAamcId');
    case 'residencycas':
      return t('packetResidencyCasId');
    case 'ecfmg':
      return t('packetEcfmgId');
  }
}

const NOON = '12:00' as LocalTime;

/** March 2027, or March – April 2027; without months 2027. */
function formatMonths(from: LocalDate, to: LocalDate, hasMonths = true): string {
  const parts: Intl.DateTimeFormatOptions = hasMonths ? { month: 'long', year: 'numeric' } : { year: 'numeric' };
  const format = new Intl.DateTimeFormat(language(), { ...parts, timeZone: 'UTC' });
  const [first, last] = [instantAt(from, NOON, 'UTC'), instantAt(to, NOON, 'UTC')];
  return first <= last ? format.formatRange(first, last) : format.format(first);
}

/** What stands over a packet. */
export function sheetHead(
  profile: Pick<Profile, 'name' | 'school' | 'className' | 'emails'>,
  mentor: Pick<Mentor, 'name' | 'credentials' | 'department' | 'institution'>,
  contact: Pick<Mentor, 'name' | 'credentials'> | null,
  { targetOn, isTargetEstimated }: Pick<Packet, 'targetOn' | 'isTargetEstimated'>,
): Omit<Sheet, 'sections'> {
  const named = ({ name, credentials }: Pick<Mentor, 'name' | 'credentials'>) =>
    [name, credentials].filter(Boolean).join(', ');
  const place = [mentor.department, mentor.institution].filter(Boolean).join(', ');
  return {
    name: profile.name,
    about: [profile.className, profile.school, profile.emails[0] ?? ''].filter(Boolean),
    addressee: [t('packetFor', { name: named(mentor) }), contact === null ? '' : named(contact), place].filter(Boolean),
    target: targetOn === null ? '' : wantedText(formatFullDay(targetOn), isTargetEstimated),
  };
}

function wantedText(day: string, isEstimated: boolean): string {
  return isEstimated ? t('packetWantedAround', { day }) : t('packetWantedBy', { day });
}
