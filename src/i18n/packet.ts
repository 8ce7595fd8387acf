import { instantAt, type LocalDate, type LocalTime } from '../core/dates.ts';
import type { Letter } from '../core/letter.ts';
import type { Mentor } from '../core/mentor.ts';
import type { Moment } from '../core/moment.ts';
import type { PacketContent, PacketGroup, PacketHeadings, PacketSectionId } from '../core/packet/packet.ts';
import type { PacketWords, Sheet } from '../core/packet/sheet.ts';
import type { Plan } from '../core/plan/plan.ts';
import type { Profile } from '../core/profile.ts';
import { formatFullDay, formatList } from './format.ts';
import { serviceWords } from './letter-words.ts';
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
      return only(applying([content.track.name], content.track.service, content.plan));
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
      return only(t('packetInTouch', { month: formatMonths(content.on, content.on) }));
    case 'moment':
      return only(momentText(content.moment));
    case 'feedback':
      return only(feedbackText(content.note, content.done));
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
      return { label: t('packetLetter'), text: letterText(content.letter) };
    case 'target':
      return { label: t('packetTarget'), text: formatFullDay(content.on) };
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

function applying(names: readonly string[], service: Letter['service'], plan: Plan | null): string {
  const values = { service: serviceWords(service, plan?.serviceName ?? ''), track: formatList(names) };
  return plan === null || plan.season === ''
    ? t('packetApplying', values)
    : t('packetApplyingSeason', { ...values, season: plan.season });
}

function applyingGeneral(names: readonly string[], service: Letter['service'], plan: Plan | null): string {
  if (names.length > 0) return `${applying(names, service, plan)} ${names.length > 1 ? t('packetForAll') : ''}`.trim();
  return t('packetApplyingAny', { service: serviceWords(service, plan?.serviceName ?? '') });
}

/** What the writer's form asks: a SLOE the length and nature of contact, a SEL settings and roles. */
function rotationText(content: Extract<PacketContent, { readonly type: 'rotation' }>): string {
  const { rotation, form, daysTogether, watchedDirectly } = content;
  const months = formatMonths(rotation.startsOn, rotation.endsOn);
  const kind = tFamily('rotationKind', rotation.kind);
  const where = [kind, rotation.specialty, rotation.site, rotation.country]
    .filter(part => part !== '' && !says(rotation.name, part))
    .join(', ');
  const days = daysTogether === null ? null : plural('packetDays', daysTogether);
  const watched = watchedDirectly === null ? '' : watchedDirectly ? t('packetWatched') : t('packetNotWatched');
  const role = rotation.isHandsOn === null ? '' : rotation.isHandsOn ? t('packetHandsOn') : t('packetObserving');
  if (form === 'sloe') {
    return sentences([
      where,
      t('packetRotationMonth', { months }),
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

function feedbackText(note: string, done: readonly string[]): string {
  const what = t('packetQuoted', { words: unquoted(note) });
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

function letterText({ service, form, isChairLetter, trackId }: Letter): string {
  const kind = form === 'standardized' ? t('packetStandardized') : t('packetNarrative');
  return [
    serviceWords(service),
    kind,
    isChairLetter ? t('packetChair') : '',
    trackId === null ? t('packetGeneral') : '',
  ]
    .filter(Boolean)
    .join(', ');
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

/** March 2027, or March – April 2027. */
function formatMonths(from: LocalDate, to: LocalDate): string {
  const format = new Intl.DateTimeFormat(language(), { month: 'long', year: 'numeric', timeZone: 'UTC' });
  const [first, last] = [instantAt(from, NOON, 'UTC'), instantAt(to, NOON, 'UTC')];
  return first <= last ? format.formatRange(first, last) : format.format(first);
}

/** What stands over a packet. */
export function sheetHead(
  profile: Pick<Profile, 'name' | 'school' | 'className' | 'emails'>,
  mentor: Pick<Mentor, 'name' | 'credentials' | 'department' | 'institution'>,
  contact: Pick<Mentor, 'name' | 'credentials'> | null,
  targetOn: LocalDate | null,
): Omit<Sheet, 'sections'> {
  const named = ({ name, credentials }: Pick<Mentor, 'name' | 'credentials'>) =>
    [name, credentials].filter(Boolean).join(', ');
  const place = [mentor.department, mentor.institution].filter(Boolean).join(', ');
  return {
    name: profile.name,
    about: [profile.className, profile.school, profile.emails[0] ?? ''].filter(Boolean),
    addressee: [t('packetFor', { name: named(mentor) }), contact === null ? '' : named(contact), place].filter(Boolean),
    target: targetOn === null ? '' : t('packetWantedBy', { day: formatFullDay(targetOn) }),
  };
}
