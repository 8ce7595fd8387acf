import { cleanName } from '../addresses.ts';
import { conferenceLinkInText } from '../conference.ts';
import { attributeOf, elementsOf, isShown, lineOf } from '../dom.ts';
import { itemOf } from '../items.ts';
import { organizerNamed, organizerPattern } from '../organizer-words.ts';
import {
  addressIn,
  besideIcon,
  CLOCK_ICON,
  type DateReader,
  dateReaderOf,
  decodedId,
  folded,
  hasNumericDate,
  isCalendarPath,
  isGiven,
  isOutlook,
  isSameId,
  meetingLinkIn,
  type Owner,
  ownerOf,
  PLACE_ICON,
  personInText,
  type Shown,
} from '../outlook.ts';
import { excerpt, snippetOf } from '../quotes.ts';
import type { CapturedItem, CapturedPerson, SiteAdapter } from '../site.ts';
import { cleanLine } from '../text.ts';
import type { When } from '../when.ts';

// Outlook's calendar says what an entry is in one label, in the reader's language: title, time, place, organizer, and
// words for how busy one is. The time is what can be recognized in any language; the rest is told by where it stands,
// by what the entry repeats elsewhere, and only then by words.

/** An entry of the grid. */
const TILE = '[data-calitemid]';
/** Entries of views without ids. */
const TILES_ALONE = [
  '[data-app-section^="calendar-view"] [role="button"][aria-label]',
  '[data-app-section^="Surface_"] [role="button"][aria-label]',
  // Agenda and board.
  '[data-app-section*="genda"] [role="option"][aria-label]',
  '[data-app-section*="genda"] [role="listitem"][aria-label]',
  '[data-app-section*="oard"] [role="option"][aria-label]',
].join(', ');

/** The card that a click on an entry opens. */
const PEEK = '[data-app-section="CalendarItemPeek"]';

/** An event on a page or in a window of its own, to be read or changed. */
const FORMS = [
  '[data-app-section="Form_Content"]',
  '[data-app-section="CalendarReadingPane"]',
  '[data-app-section^="CalendarCompose"]',
  '[data-app-section^="QuickCompose"]',
  '[role="dialog"] [data-app-section="ReadingPane"]',
  '.ms-Dialog-main [data-app-section="ReadingPane"]',
].join(', ');

/** A day of the month view: its id begins with the date. */
const MONTH_CELL = '[id^="monthDayCell_"]';

const MOST_TILES = 400;
const MOST_PEOPLE = 200;

export const outlookCalendar: SiteAdapter = {
  id: 'outlook-calendar',
  sampleUrls: [
    'https://outlook.office.com/calendar/view/week',
    'https://outlook.office365.com/calendar/view/month/2026/9/14',
    'https://outlook.live.com/calendar/0/view/day',
    'https://outlook.cloud.microsoft/calendar/item/AAMkADEzZXhhbXBsZS1jYWwtMDAw1AAAA%3D',
    'https://outlook.office.com/calendar/deeplink/compose?subject=Coffee',
    'https://outlook.live.com/owa/?path=/calendar/action/compose&subject=Coffee',
  ],
  matches: url => isOutlook(url) && isCalendarPath(url),
  selectors: {
    entry: TILE,
    'entry without id': TILES_ALONE,
    card: PEEK,
    form: FORMS,
    'month cell': MONTH_CELL,
  },
  expects: url => idIn(url) !== null,
  capture(page, url, context) {
    const elements = tilesOf(page);
    const dates = dateReaderOf(page, context, dateTexts(page, elements), daysOf(page, url));
    const owner = ownerOf(page, context);
    const tiles = readTiles(elements, dates, owner, dayIn(url), page.documentElement.lang);
    const form = formOf(page, url);
    const opened = form === null ? null : readForm(form, url, dates, owner, tiles);
    if (opened !== null) return { site: 'outlook-calendar', surface: 'event', items: [opened] };
    const peek = elementsOf(page, PEEK, 10).filter(isShown).at(-1);
    const peeked = peek === undefined ? null : readDetails(peek, url, dates, owner, tiles);
    if (peeked !== null) return { site: 'outlook-calendar', surface: 'event', items: [peeked] };
    const items = tiles.map(tile => itemOfTile(tile, url));
    return items.length === 0 ? null : { site: 'outlook-calendar', surface: 'calendar-view', items };
  },
};

// Days and dates of the page.

/** Samples by which the order of day and month is found. */
function dateTexts(page: Document, tiles: readonly Element[]): readonly string[] {
  const labels = tiles.slice(0, 150).map(tile => labelOf(tile));
  const headers = elementsOf(page, '[role="columnheader"][aria-label]', 40).map(header =>
    attributeOf(header, 'aria-label', 200),
  );
  const fields = elementsOf(page, 'input', 60).map(valueIn);
  return [...labels, ...headers, ...fields].filter(text => /\p{Nd}/u.test(text));
}

/** The days that ids and the address name. */
function daysOf(page: Document, url: URL): readonly string[] {
  const cells = elementsOf(page, MONTH_CELL, 60).map(dayOfCell).filter(isGiven);
  const parameters = ['startdt', 'enddt', 'startDateTime', 'endDateTime'].map(
    name => /^\d{4}-\d{2}-\d{2}/.exec(url.searchParams.get(name) ?? '')?.[0],
  );
  // A whole month of cells has both readings of many a date, so it shows nothing.
  return [...(cells.length <= 10 ? cells : []), ...parameters.filter(isGiven)];
}

function dayOfCell(cell: Element): string | null {
  return /^monthDayCell_(\d{4}-\d{2}-\d{2})/.exec(attributeOf(cell, 'id', 200))?.[1] ?? null;
}

/** `/calendar/view/week/2026/9/14` */
function dayIn(url: URL): string | undefined {
  const match = /\/view\/\w+\/(\d{4})\/(\d{1,2})\/(\d{1,2})(?:\/|$)/.exec(url.pathname.slice(0, 200));
  if (match === null) return undefined;
  const [, year = '', month = '', day = ''] = match;
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

// Entries of the grid.

interface Tile extends Pick<CapturedItem, 'isCancelled'> {
  readonly id: string | null;
  readonly title: string | null;
  readonly when: When | null;
  readonly location: string | null;
  readonly organizer: string | null;
  readonly label: string;
}

function tilesOf(page: Document): readonly Element[] {
  const isEntry = (tile: Element) => isShown(tile) && tile.closest(PEEK) === null;
  const tiles = elementsOf(page, TILE, MOST_TILES * 2).filter(isEntry);
  return (tiles.length > 0 ? tiles : elementsOf(page, TILES_ALONE, MOST_TILES).filter(isEntry)).slice(0, MOST_TILES);
}

function labelled(tile: Element): Element {
  if (attributeOf(tile, 'aria-label') !== '') return tile;
  return tile.querySelector('[role="button"][aria-label]') ?? tile.querySelector('[aria-label]') ?? tile;
}

function labelOf(tile: Element): string {
  return cleanLine(attributeOf(labelled(tile), 'aria-label', 2000), 1500);
}

/** A label taken apart at its time. */
interface Split {
  readonly element: Element;
  readonly label: string;
  readonly title: string | null;
  readonly when: When | null;
  /** What follows the time: place, organizer and states. */
  readonly after: string;
  /** The lines of the tooltip behind its first, the title. */
  readonly lines: readonly string[];
}

function readTiles(
  elements: readonly Element[],
  dates: DateReader,
  owner: Owner,
  viewed: string | undefined,
  language: string,
): readonly Tile[] {
  const splits = elements.map(element => splitAtTime(element, dates, viewed)).filter(isGiven);
  const words = wordsOf(splits, owner, language);
  const seen = new Set<string>();
  const tiles: Tile[] = [];
  for (const { element, label, title, when, after, lines } of splits) {
    const id = attributeOf(element, 'data-calitemid', 400) || null;
    // Without an id only a time tells an entry from a button.
    if (title === null || (id === null && when === null)) continue;
    // An event of several days has an entry in each week, or on each day.
    const key = `${id ?? label} ${when?.start ?? ''}`;
    if (seen.has(key)) continue;
    seen.add(key);
    // What is left of a date is no place.
    const [first] = partsOf(after);
    const isDate = first !== undefined && /\p{Nd}{4}/u.test(first.text) && dates.find(first.text) !== null;
    const undated = isDate ? trimmed(after.slice(first.end)) : after;
    // The tooltip's last line says when, for whole days in words.
    const wholeDay = when?.allDay === true ? (lines.at(-1) ?? '') : '';
    const behind = wholeDay !== '' && undated.startsWith(wholeDay) ? trimmed(undated.slice(wholeDay.length)) : undated;
    const place = placeInLines(element, title, behind, lines);
    const { location, organizer } = placeAndOrganizer(behind, place, words);
    tiles.push({ id, title: withoutCancelled(title), ...cancellationOf(title), when, location, organizer, label });
  }
  return tiles;
}

function splitAtTime(tile: Element, dates: DateReader, viewed: string | undefined): Split | null {
  const element = labelled(tile);
  const label = labelOf(tile);
  if (label === '') return null;
  const cell = tile.closest(MONTH_CELL);
  const near = (cell === null ? null : dayOfCell(cell)) ?? viewed;
  const tooltip = (attributeOf(element, 'title', 2000) || attributeOf(tile, 'title', 2000))
    .split(/[\r\n]+/)
    .map(line => cleanLine(line, 300))
    .filter(line => line !== '');
  const [first = ''] = tooltip;
  const known = first !== '' && label.includes(first) ? first : titleInTile(element, label);
  const lines = tooltip.slice(1);
  if (known !== null) {
    // What the title says must not be taken for the time.
    const rest = trimmed(label.slice(label.indexOf(known) + known.length));
    const found = dates.find(rest, near);
    const isRead = found !== null && !missesTime(found);
    const when = isRead ? found.when : timeInCell(lines, cell, dates);
    return { element: tile, label, title: known, when, after: found?.after ?? '', lines };
  }
  const found = dates.find(label, near);
  if (found === null || missesTime(found)) return null;
  // Between title and day of an all-day event stand the words for that; those that are understood belong to the time.
  const behind = label.slice(label.indexOf(found.before) + found.before.length);
  const isLeft = found.when.allDay && !(/^\s*[,،、，]/.test(behind) && beginsWithAllDay(behind, dates));
  const before = isLeft ? withoutLastPart(found.before) : found.before;
  const title = trimmed(before).replace(ICON, '') || null;
  return { element: tile, label, title, when: found.when, after: found.after, lines };
}

/** What an icon before the title is called. */
const ICON =
  /^(?:meeting icon|besprechungssymbol|icône de réunion|icono de reunión|ícone de reunião|会議アイコン|会议图标|رمز الاجتماع)\s*[,،、，]\s*/iu;

function beginsWithAllDay(text: string, dates: DateReader): boolean {
  const [first] = partsOf(trimmed(text));
  return first !== undefined && !/\p{Nd}/u.test(first.text) && dates.when(first.text, ANY_DATE)?.allDay === true;
}

/** Whether only the day was understood although hours stand beside it: then it is no event of whole days. */
function missesTime({ when, before, after }: { readonly when: When; readonly before: string; readonly after: string }) {
  const isTime = (text: string) => /(?<!\d)\d{1,2}\s?[:.h時点點시]\s?\d{2}(?!\d)/.test(text);
  return when.allDay && (isTime(before.slice(-60)) || isTime(after.slice(0, 30)));
}

/** A month's cell knows the day, the tooltip the hours. */
function timeInCell(lines: readonly string[], cell: Element | null, dates: DateReader): When | null {
  const day = cell === null ? null : dayOfCell(cell);
  const last = lines.at(-1);
  if (day === null || last === undefined || !/\p{Nd}/u.test(last)) return null;
  const when = dates.when(last, day);
  return when?.start.startsWith(day) && !when.allDay ? when : null;
}

/** The entry's own text that begins its label, the longest there is; times stand there, too, but not at the beginning. */
function titleInTile(element: Element, label: string): string | null {
  const texts = elementsOf(element, 'span, div, p, strong', 60)
    .filter(part => part.childElementCount === 0 && part.closest('time, [role="img"], i') === null)
    .map(part => lineOf(part, 300))
    .filter(text => text.length > 1 && label.includes(text));
  const atStart = texts.filter(text => label.startsWith(text)).sort((a, b) => b.length - a.length)[0];
  if (atStart !== undefined) return atStart;
  // Behind the name of an icon.
  const afterIcon = texts.find(text => /[,،、，:：]\s*$/.test(label.slice(0, label.indexOf(text))));
  return afterIcon !== undefined && label.indexOf(afterIcon) < label.length / 2 && !/^\p{Nd}/u.test(afterIcon)
    ? afterIcon
    : null;
}

const EDGES = /^[\s,;،、，.·]+|[\s,;،、，·]+$/g;

function trimmed(text: string): string {
  return text.replace(EDGES, '');
}

function withoutLastPart(text: string): string {
  const parts = partsOf(text);
  const last = parts.at(-1);
  return parts.length < 2 || last === undefined ? text : trimmed(text.slice(0, last.start));
}

interface Part {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** A text cut at its commas, of any script. */
function partsOf(text: string): readonly Part[] {
  const parts: Part[] = [];
  let start = 0;
  for (const match of text.matchAll(/,(?!\d)|[،、，]/g)) {
    parts.push(partAt(text, start, match.index));
    start = match.index + 1;
    if (parts.length >= 60) break;
  }
  parts.push(partAt(text, start, text.length));
  return parts.filter(part => part.text !== '');
}

function partAt(text: string, start: number, end: number): Part {
  const raw = text.slice(start, end);
  const lead = raw.length - raw.trimStart().length;
  return { text: raw.trim(), start: start + lead, end };
}

/** The place as the tooltip or the entry itself repeats it: the label confirms that it stands behind the time. */
function placeInLines(element: Element, title: string, after: string, lines: readonly string[]): string | null {
  const inTile = elementsOf(element, 'span, div, p', 60)
    .filter(part => part.childElementCount === 0 && part.closest('time') === null)
    .map(part => lineOf(part, 300));
  const candidates = [...lines, ...inTile].filter(text => text.length > 1 && text !== title);
  return (
    candidates.find(text => {
      const next = after.slice(text.length, text.length + 1);
      return after.startsWith(text) && (next === '' || /[\s,،、，]/.test(next));
    }) ?? null
  );
}

interface Words {
  /** How states are called on this page: what labels end with. */
  readonly states: ReadonlySet<string>;
  /** Whether the page's words for states are known, so that any other is none. */
  readonly isKnown: boolean;
  /** What stands before the organizer, where an entry names the student as such. */
  readonly markers: readonly string[];
  /** What stands there in the page's language. */
  readonly pattern: RegExp;
}

function wordsOf(splits: readonly Split[], owner: Owner, language: string): Words {
  const pattern = organizerPattern(language);
  const states = new Set<string>();
  const markers = new Set<string>();
  let isKnown = false;
  for (const { after } of splits) {
    const parts = partsOf(after);
    for (const { text } of parts) {
      if (STATES.has(folded(text))) isKnown = true;
      const name = owner.name;
      if (name !== null && text.endsWith(name) && text.length > name.length) {
        markers.add(text.slice(0, text.length - name.length));
      }
    }
    const last = parts.at(-1);
    // Every label says at its end whether one is busy.
    if (last !== undefined && organizerIn(last.text, { markers: [...markers], pattern }) === null)
      states.add(folded(last.text));
  }
  return { states, isKnown, markers: [...markers], pattern };
}

function placeAndOrganizer(
  after: string,
  place: string | null,
  words: Words,
): { readonly location: string | null; readonly organizer: string | null } {
  const rest = place === null ? after : trimmed(after.slice(place.length));
  const parts = partsOf(rest);
  let end = parts.length;
  while (end > 0 && isState(parts[end - 1]?.text ?? '', words)) end -= 1;
  const core = parts.slice(0, end);
  const at = core.findLastIndex(part => organizerIn(part.text, words) !== null);
  const organizerPart = core[at];
  const before =
    organizerPart === undefined ? rest.slice(0, core.at(-1)?.end ?? 0) : rest.slice(0, organizerPart.start);
  const isSure = words.isKnown || organizerPart !== undefined;
  const location = place ?? ((isSure && trimmed(before)) || null);
  if (organizerPart === undefined) return { location, organizer: null };
  const organizer = cleanName(organizerIn(organizerPart.text, words) ?? '');
  // "Haddad, Noor": what follows is a name too, if it is no state; where states are unknown nobody can say.
  const given = core.slice(at + 1);
  if (given.length === 0 || organizer === null) return { location, organizer };
  if (!words.isKnown) return { location, organizer: organizer.includes(' ') ? organizer : null };
  if (given.length > 2 || !given.every(part => isLikeName(part.text))) return { location, organizer };
  const whole = rest.slice(organizerPart.start, given.at(-1)?.end);
  return { location, organizer: cleanName(organizerIn(whole, words) ?? '') };
}

/** A few words, each with a capital where the script has any. */
function isLikeName(text: string): boolean {
  const words = text.split(' ');
  return words.length <= 3 && words.every(word => /^[^\P{L}\p{Ll}]/u.test(word));
}

function isState(text: string, words: Words): boolean {
  const word = folded(text);
  return STATES.has(word) || (words.states.has(word) && organizerIn(text, words) === null);
}

/** The name in "By Name", as it is said in one of the languages; `null` when the part names no organizer. */
function organizerIn(text: string, { markers, pattern }: Pick<Words, 'markers' | 'pattern'>): string | null {
  const marker = markers.find(start => text.startsWith(start) && text.length > start.length);
  if (marker !== undefined) return text.slice(marker.length);
  return organizerNamed(text, pattern);
}

// Words. They decide only where the structure leaves two readings, and stand for all languages alike.

/** How busy one is, and whether an event comes again, as Outlook says it. */
const STATES: ReadonlySet<string> = new Set(
  [
    'busy|free|tentative|away|out of office|working elsewhere|recurring event|recurring|exception to recurring event',
    'private|series exception|canceled|cancelled|declined|accepted|no response required',
    'beschäftigt|gebucht|frei|verfügbar|mit vorbehalt|vorläufig|unter vorbehalt|abwesend|außer haus|nicht im büro',
    'an einem anderen ort tätig|an anderem ort tätig|arbeitet an einem anderen ort|serientermin|serienereignis|privat',
    'wiederkehrendes ereignis|sich wiederholendes ereignis|wiederholtes ereignis|wiederkehrend|wiederholung',
    'occupé|occupé(e)|occupée|libre|disponible|provisoire|absent|absente|absent(e)|absent du bureau|absent(e) du bureau',
    'travail hors du bureau|travaille ailleurs|travaillant ailleurs|travail ailleurs|événement périodique',
    'évènement périodique|événement récurrent|évènement récurrent|périodique|récurrent|privé',
    'ocupado|ocupada|provisional|tentativo|tentativa|fuera de la oficina|fuera de oficina|ausente|evento periódico',
    'trabajando en otro lugar|trabajando en otra ubicación|evento recurrente|evento repetitivo|periódico|privado',
    'livre|disponível|provisório|provisória|fora do escritório|trabalhando em outro lugar|a trabalhar noutro local',
    'trabalhando em outro local|evento recorrente|evento periódico|recorrente|particular',
    'occupato|libero|provvisorio|fuori sede|fuori ufficio|al lavoro altrove|evento ricorrente|privato',
    'bezet|beschikbaar|vrij|voorlopig|niet aanwezig|afwezig|werkt elders|elders werken|terugkerende gebeurtenis|privé',
    '予定あり|予定なし|空き時間|空き|空き時間あり|仮の予定|仮予定|仮|外出中|不在|退席中|他の場所で作業中|他の場所で勤務中',
    '定期的なイベント|定期イベント|定期的な予定|定期的なアイテム|繰り返しイベント|定期的|非公開|プライベート',
    '忙碌|忙|空闲|空閒|有空|閒置|暂定|暫定|暫訂|外出|离开|離開|不在办公室|不在辦公室|在其他地方工作|在他处工作|在别处工作',
    '定期事件|定期活动|定期活動|重复事件|重複事件|重复活动|循环事件|週期性活動|週期性事件|周期性事件|私人|私有',
    'مشغول|متاح|متفرغ|غير مشغول|متوفر|خال|حر|مبدئي|مؤقت|غير مؤكد|خارج المكتب|بالخارج|بعيد|العمل في مكان آخر',
    'يعمل من مكان آخر|حدث متكرر|حدث دوري|متكرر|خاص',
    'занят|занята|свободен|свободно|под вопросом|нет на месте|отсутствует|работа в другом месте|повторяющееся событие',
    'zajęty|wolny|wstępna akceptacja|poza biurem|wydarzenie cykliczne|upptagen|ledig|preliminär|återkommande händelse',
  ]
    .join('|')
    .split('|'),
);

/** What Exchange puts before the title of an event that was called off; it is no part of the title. */
const CANCELLED =
  /^(?:cancell?ed|abgesagt|annulée?|cancelad[oa]|annullat[oa]|geannuleerd|inställt|aflyst|avlyst|peruutettu|odwołan[eoy]|zrušeno|отменено|iptal edildi|キャンセル済み|已取消|取消|ملغاة?|ملغى|ألغي|בוטל)\s*[:：]\s*/iu;

function withoutCancelled(title: string): string {
  return title.replace(CANCELLED, '') || title;
}

/** Only said of events that were called off. */
function cancellationOf(title: string): Pick<CapturedItem, 'isCancelled'> {
  return CANCELLED.test(title) ? { isCancelled: true } : {};
}

function itemOfTile(tile: Tile, url: URL): CapturedItem {
  const people: CapturedPerson[] = [];
  // Only the card and the form know addresses, so the student's own name is not taken for theirs here.
  if (tile.organizer !== null) people.push({ name: tile.organizer, email: null, role: 'organizer', isSelf: false });
  return itemOf('event', {
    title: tile.title,
    ...(tile.isCancelled === true ? { isCancelled: true } : {}),
    people,
    ...timesOf(tile.when),
    location: tile.location,
    conferenceUrl: tile.location === null ? null : conferenceLinkInText(tile.location),
    eventId: tile.id,
    url: tile.id === null ? null : linkTo(url, tile.id),
  });
}

function timesOf(when: When | null): Pick<CapturedItem, 'start' | 'end' | 'allDay' | 'timeZone'> {
  return {
    start: when?.start ?? null,
    end: when?.end ?? null,
    allDay: when?.allDay ?? false,
    timeZone: when?.timeZone ?? null,
  };
}

function linkTo(url: URL, id: string): string {
  return `${url.origin}/calendar/item/${encodeURIComponent(id)}`;
}

// The card, and the page of one event.

function formOf(page: Document, url: URL): Element | null {
  const form = elementsOf(page, FORMS, 10).filter(isShown).at(-1);
  if (form !== undefined) return form;
  // A window of its own has nothing else in it.
  const isAlone = /\/calendar\/(?:\d+\/)?(?:item|deeplink|action)\//.test(url.pathname.slice(0, 200));
  if (!isAlone) return null;
  return elementsOf(page, '[role="main"], #app', 5).filter(isShown)[0] ?? page.body;
}

function readForm(
  form: Element,
  url: URL,
  dates: DateReader,
  owner: Owner,
  tiles: readonly Tile[],
): CapturedItem | null {
  return readFields(form, url, dates, owner, tiles) ?? readDetails(form, url, dates, owner, tiles);
}

/** What only repeats the page around an event, and controls whose labels look like names. */
const CONTROLS = '[role="toolbar"], [role="menu"], [role="menubar"], [role="tablist"], [role="banner"], nav';

interface Leaf {
  readonly element: Element;
  readonly text: string;
}

/** The texts of a card, each with the element that has it and nothing else in it. */
function leavesOf(root: Element): readonly Leaf[] {
  return elementsOf(root, '*', 1000)
    .filter(
      element =>
        (element.childElementCount === 0 || hasOwnText(element)) &&
        element.closest(`${CONTROLS}, svg, script, style`) === null &&
        !isInBody(element) &&
        isShown(element),
    )
    .map(element => ({ element, text: lineOf(element, 400) }))
    .filter(({ text }) => text !== '')
    .slice(0, 300);
}

function hasOwnText(element: Element): boolean {
  return [...element.childNodes]
    .slice(0, 30)
    .some(node => node.nodeType === Node.TEXT_NODE && (node.nodeValue ?? '').trim() !== '');
}

/** What somebody wrote about an event. */
const BODY = '[id^="UniqueMessageBody"], [role="document"], [contenteditable="true"]';

function isInBody(element: Element): boolean {
  const body = element.closest(BODY);
  return body !== null && !isPicker(body);
}

/** What names a person by more than text. */
const ENTRY_OF_PICKER = '[title*="@"]:not(a), [data-email], [email], [aria-label*="@"]:not(a)';

/** Whether one writes names there, not a text: the field for those who are invited holds nothing but people. */
function isPicker(body: Element): boolean {
  const entries = elementsOf(body, ENTRY_OF_PICKER, 100);
  if (entries.length === 0) return false;
  let rest = lineOf(body, 2000);
  for (const entry of entries) rest = rest.replace(lineOf(entry, 300), ' ');
  return !/[\p{L}\p{N}]/u.test(rest);
}

function readDetails(
  root: Element,
  url: URL,
  dates: DateReader,
  owner: Owner,
  tiles: readonly Tile[],
): CapturedItem | null {
  const leaves = leavesOf(root);
  const near = dayIn(url);
  const timed = whenIn(root, leaves, dates, near);
  const field = elementsOf(root, 'input[type="text"], input:not([type])', 10).find(
    input => isShown(input) && valueIn(input) !== '' && input.closest('[role="search"], [role="banner"]') === null,
  );
  const title = field === undefined ? titleOf(root, leaves, timed?.leaf ?? null) : valueIn(field);
  if (title === null || timed === null) return null;
  const tile = tileOf(title, timed.when, url, tiles);
  const when = timed.when ?? tile?.when ?? null;
  const location = placeOf(root, leaves, timed.leaf, tile);
  const people = peopleOf(root, tile, location, owner);
  const body = elementsOf(root, BODY, 5).find(element => isShown(element) && !isPicker(element));
  return itemOf('event', {
    title: withoutCancelled(title),
    ...cancellationOf(title),
    people,
    ...timesOf(when),
    location,
    snippet: body === undefined ? besideText(root) : snippetOf(body),
    conferenceUrl: meetingLinkIn(root),
    eventId: tile?.id ?? idIn(url),
    url: tile?.id != null ? linkTo(url, tile.id) : url.href,
    isFocused: true,
  });
}

/** The row of the description has an icon of its own. */
function besideText(root: Element): string | null {
  return excerpt(besideIcon(root, '[data-icon-name^="Textbox"], [data-icon-name^="TextDescription"]'));
}

function idIn(url: URL): string | null {
  const match = /\/calendar\/(?:\d+\/)?(?:item|deeplink\/(?:read|item|edit))\/([^/?#]+)/.exec(
    url.pathname.slice(0, 1600),
  );
  return (
    decodedId(match?.[1]) ??
    decodedId(url.searchParams.get('itemid') ?? url.searchParams.get('ItemID') ?? undefined) ??
    null
  );
}

/** The line beside the clock; else the first that is nothing but a time. */
function whenIn(
  root: Element,
  leaves: readonly Leaf[],
  dates: DateReader,
  near: string | undefined,
): { readonly when: When; readonly leaf: Leaf | null } | null {
  for (const leaf of leaves) {
    if (!/\p{Nd}/u.test(leaf.text) || leaf.text.length > 200 || leaf.element.closest('[role="heading"]') !== null)
      continue;
    const when = dates.when(leaf.text, near);
    if (when === null || (when.end === null && !when.allDay)) continue;
    return { when: (when.allDay ? withHours(leaf, leaves, dates, near) : null) ?? when, leaf };
  }
  // In parts: day in one element, hours in the next.
  const beside = besideIcon(root, CLOCK_ICON);
  const texts = [beside, ...partsBeside(leaves)].filter(text => /\p{Nd}/u.test(text));
  for (const text of texts) {
    const when = dates.when(text, near);
    if (when !== null) return { when, leaf: null };
  }
  return null;
}

/** The day in one element, the hours in one of the next two. */
function withHours(day: Leaf, leaves: readonly Leaf[], dates: DateReader, near: string | undefined): When | null {
  const index = leaves.indexOf(day);
  for (const { text } of leaves.slice(index + 1, index + 3)) {
    const when = /\p{Nd}/u.test(text) && text.length < 60 ? dates.when(`${day.text} ${text}`, near) : null;
    if (when !== null && !when.allDay) return when;
  }
  return null;
}

/** Parents of short texts with digits, as one text. */
function partsBeside(leaves: readonly Leaf[]): readonly string[] {
  const parents = new Set(
    leaves
      .filter(({ text, element }) => /\p{Nd}/u.test(text) && text.length < 60 && element.closest('button, a') === null)
      .map(({ element }) => element.parentElement)
      .filter(isGiven),
  );
  return [...parents]
    .slice(0, 20)
    .map(parent => lineOf(parent, 200))
    .filter(text => text.length < 160);
}

/** The heading; else what stands first. */
function titleOf(root: Element, leaves: readonly Leaf[], time: Leaf | null): string | null {
  const headings = elementsOf(root, '[role="heading"], h1, h2, h3', 20).filter(
    heading => isShown(heading) && heading.closest(`${CONTROLS}, button`) === null && !isInBody(heading),
  );
  for (const heading of headings) {
    const text = cleanLine(attributeOf(heading, 'title', 300), 300) || lineOf(heading, 300);
    if (text !== '') return text;
  }
  const before = time === null ? leaves : leaves.slice(0, leaves.indexOf(time));
  const first = before.find(
    ({ element, text }) =>
      element.closest('button, a, [role="button"], i, [role="img"]') === null && /\p{L}/u.test(text),
  );
  return first?.text ?? null;
}

/** The entry of the grid that the card is about. */
function tileOf(title: string, when: When | null, url: URL, tiles: readonly Tile[]): Tile | null {
  const id = idIn(url);
  const named = tiles.find(tile => id !== null && tile.id !== null && isSameId(tile.id, id));
  if (named !== undefined) return named;
  const wanted = folded(withoutCancelled(title));
  const alike = tiles.filter(tile => tile.title !== null && folded(tile.title) === wanted);
  const same = alike.filter(tile => when === null || tile.when === null || tile.when.start === when.start);
  return same[0] ?? null;
}

/** By its icon; else the labelled part behind the time, if the entry in the grid does not say otherwise. */
function placeOf(root: Element, leaves: readonly Leaf[], time: Leaf | null, tile: Tile | null): string | null {
  const beside = besideIcon(root, PLACE_ICON);
  if (beside !== '') return beside;
  const index = time === null ? -1 : leaves.indexOf(time);
  const candidates = leaves
    .slice(index + 1)
    .filter(
      ({ element, text }) =>
        index !== -1 &&
        element.closest('button, a, [role="button"], [role="heading"], input, label') === null &&
        ownLabel(element, root) !== '' &&
        isLabelOf(ownLabel(element, root), text) &&
        addressIn(text) === null &&
        /[\p{L}\p{N}]/u.test(text),
    )
    .map(({ text }) => text);
  if (tile !== null) return candidates.find(text => tile.label.includes(text)) ?? tile.location;
  return candidates[0] ?? null;
}

/** Whether a label says what the text is, and does not only repeat it: "Location", or "Location: Room 4". */
function isLabelOf(label: string, text: string): boolean {
  return !label.includes(text) || /[:：]\s*$/.test(label.slice(0, label.indexOf(text)));
}

/** The label of a part of the card: its own, or that of what holds nothing but it. */
function ownLabel(element: Element, root: Element): string {
  let at: Element | null = element;
  for (let level = 0; at !== null && at !== root && level < 3; level += 1) {
    const label = attributeOf(at, 'aria-label', 300);
    if (label !== '') return label;
    const parent: Element | null = at.parentElement;
    at = parent !== null && parent.childElementCount === 1 ? parent : null;
  }
  return '';
}

// People of a card or form.

interface Persona extends Shown {
  readonly element: Element;
  readonly label: string;
}

/** Buttons and list entries that may each be a person. */
const PERSONAS =
  'button[aria-label], [role="button"][aria-label], [role="listitem"], [role="option"][aria-label], span[aria-label], [title*="@"], [data-email], [email]';

function peopleOf(root: Element, tile: Tile | null, location: string | null, owner: Owner): readonly CapturedPerson[] {
  const personas = personasIn(root, tile, owner);
  const organizer = organizerOf(personas, tile);
  const people = new Map<string, CapturedPerson>();
  for (const persona of personas) {
    const isRoom =
      location !== null && persona.name !== null && folded(persona.name) === folded(location) && persona !== organizer;
    const isSelf = persona.email !== null ? owner.isOwn(persona.email) : isOwner(persona.name, owner);
    const person: CapturedPerson = {
      name: persona.name,
      email: persona.email ?? (isSelf ? owner.email : null),
      role: persona === organizer ? 'organizer' : isRoom ? 'resource' : 'attendee',
      isSelf,
    };
    const key = person.email ?? folded(person.name ?? '');
    if (!people.has(key)) people.set(key, person);
  }
  const found = [...people.values()].slice(0, MOST_PEOPLE);
  const isNamed = found.some(({ role }) => role === 'organizer');
  return isNamed || tile === null || tile.organizer === null
    ? found
    : [{ name: tile.organizer, email: null, role: 'organizer', isSelf: false }, ...found];
}

function isOwner(name: string | null, owner: Owner): boolean {
  if (name === null) return false;
  return owner.name === null ? owner.isNamed(name) : folded(name) === folded(owner.name);
}

/**
 * "Opens card for Name. Accepted" is a person, "Edit" is none: a person's label repeats the name within other words, and
 * those words are the same for all of them.
 */
function personasIn(root: Element, tile: Tile | null, owner: Owner): readonly Persona[] {
  const candidates = outermostOf(
    elementsOf(root, PERSONAS, 600).filter(
      element =>
        isShown(element) &&
        element.closest(`${CONTROLS}, [role="heading"], [role="img"], a[name="JoinButton"]`) === null &&
        !isInBody(element) &&
        attributeOf(element, 'name') !== 'JoinButton',
    ),
  )
    .map(personaIn)
    .filter(isGiven);
  const known = new Set([tile?.organizer ?? '', owner.name ?? ''].filter(name => name !== '').map(folded));
  const isSure = (persona: Persona) =>
    persona.email !== null || (persona.name !== null && known.has(folded(persona.name)));
  const templates = new Map<string, Set<string>>();
  for (const persona of candidates) {
    const template = templateOf(persona);
    if (template === null || persona.name === null) continue;
    const names = templates.get(template) ?? new Set<string>();
    names.add(persona.name);
    templates.set(template, names);
  }
  const trusted = new Set(candidates.filter(isSure).map(templateOf).filter(isGiven));
  // Guests in a form: those between others whose address is known.
  const lists = new Set(candidates.filter(({ email }) => email !== null).map(({ element }) => element.parentElement));
  const isPerson = (persona: Persona): boolean => {
    if (isSure(persona)) return true;
    const { element } = persona;
    if (element.matches('[role="listitem"], [role="option"]') && lists.has(element.parentElement)) return true;
    const template = templateOf(persona);
    if (template === null || persona.name === null) return false;
    if (trusted.has(template) || (templates.get(template)?.size ?? 0) > 1) return true;
    // One alone: the label ends with the name, or goes on behind a full stop.
    const behind = persona.label.slice(persona.label.indexOf(persona.name) + persona.name.length);
    return (
      persona.name.includes(' ') &&
      template.length > 3 &&
      /^(?:$|[.。,،])/.test(behind) &&
      !/\p{Nd}/u.test(persona.name)
    );
  };
  return candidates.filter(isPerson);
}

/** Of nested candidates the outer one: it holds name and address both, unless it holds several people. */
function outermostOf(elements: readonly Element[]): readonly Element[] {
  const kept: Element[] = [];
  for (const [index, element] of elements.entries()) {
    if (kept.at(-1)?.contains(element)) continue;
    let last: Element | null = null;
    let people = 0;
    for (let next = index + 1; next < elements.length && people < 2; next += 1) {
      const inner = elements[next];
      if (inner === undefined || !element.contains(inner)) break;
      // A part of the last one, such as the name within the button.
      if (last?.contains(inner)) continue;
      last = inner;
      if (!isRemover(inner)) people += 1;
    }
    if (people < 2) kept.push(element);
  }
  return kept;
}

/** The cross on a guest: a button that holds only an icon. */
function isRemover(element: Element): boolean {
  return element.tagName === 'BUTTON' && lineOf(element, 50) === '';
}

function personaIn(element: Element): Persona | null {
  const carrier = element.matches('[aria-label]') ? element : (element.querySelector('[aria-label]') ?? element);
  const label = cleanLine(attributeOf(carrier, 'aria-label', 600), 600);
  const texts = elementsOf(element, 'span, div, p', 40)
    .concat(element)
    .filter(part => part.childElementCount === 0 && part.closest('i, [role="img"], svg') === null && isShown(part))
    .map(part => lineOf(part, 300))
    .filter(text => text !== '');
  const named = [element, ...elementsOf(element, '[data-email], [email], [title*="@"]', 3)];
  const attributes = named.flatMap(part => ['data-email', 'email', 'title'].map(name => attributeOf(part, name, 400)));
  const email = [...attributes, ...texts, label].map(addressIn).find(isGiven) ?? null;
  const names = texts.map(text => personInText(text)?.name ?? null).filter(isGiven);
  const name = names.find(text => label.includes(text)) ?? names[0] ?? (email === null ? null : nameIn(label, email));
  return name === null && email === null ? null : { element, label, name, email };
}

/** A label that is `Name<address>` and nothing else. */
function nameIn(label: string, email: string): string | null {
  const at = label.search(/[<＜]/);
  return at > 0 && label.toLowerCase().includes(email) ? cleanName(label.slice(0, at)) : null;
}

/** The words of the label before the name; `null` when the label is the name alone, or begins with it. */
function templateOf({ label, name }: Persona): string | null {
  if (name === null) return null;
  const at = label.indexOf(name);
  if (at === -1 || label === name) return null;
  return at > 0 ? label.slice(0, at) : `…${label.slice(name.length).replace(/[.。,،].*$/, '')}`;
}

/** Named in the grid; else the one beside whose button something is written; else the first of several. */
function organizerOf(personas: readonly Persona[], tile: Tile | null): Persona | null {
  const named = tile?.organizer ?? null;
  if (named !== null) {
    const found = personas.find(({ name }) => name !== null && folded(name) === folded(named));
    return found ?? null;
  }
  const marked = personas.filter(persona => hasWordBeside(persona, personas));
  return (marked.length === 1 ? marked[0] : personas[0]) ?? null;
}

function hasWordBeside({ element }: Persona, personas: readonly Persona[]): boolean {
  const row = element.parentElement;
  if (row === null || personas.some(other => other.element !== element && row.contains(other.element))) return false;
  const inside = lineOf(element, 300);
  return lineOf(row, 600).replace(inside, '').trim() !== '';
}

// A form with fields: an event that is being written or changed.

/** The value of a field; it is not in the text of the page. */
function valueIn(element: Element): string {
  return 'value' in element && typeof element.value === 'string' ? cleanLine(element.value, 400) : '';
}

interface Field {
  readonly element: Element;
  readonly value: string;
}

const FIELDS =
  'input:not([type="hidden"]):not([type="checkbox"]):not([type="radio"]):not([type="search"]), textarea, [role="combobox"]:not(input)';

function readFields(
  form: Element,
  url: URL,
  dates: DateReader,
  owner: Owner,
  tiles: readonly Tile[],
): CapturedItem | null {
  const fields: readonly Field[] = elementsOf(form, FIELDS, 100)
    .filter(element => isShown(element) && element.closest('[role="search"], [role="banner"]') === null)
    .map(element => ({ element, value: valueIn(element) || lineOf(element, 300) }));
  if (fields.length === 0) return null;
  // A date with two readings is a date all the same, and tells the title from the place.
  const days = fields.flatMap(field => {
    const when = field.value === '' || !/\p{Nd}/u.test(field.value) ? null : dates.when(field.value);
    return when === null && !hasNumericDate(field.value) ? [] : [{ field, when }];
  });
  const [first, second] = days;
  if (first === undefined) return null;
  const isDay = (field: Field) => days.some(day => day.field === field);
  const times = fields.filter(field => !isDay(field) && isTime(field.value, first.when, dates));
  const texts = fields.filter(field => field.value !== '' && !isDay(field) && !times.includes(field));
  const position = fields.indexOf(first.field);
  const inFront = texts.filter(field => fields.indexOf(field) < position && addressIn(field.value) === null);
  // In front of the title may stand a choice of calendars.
  const title = inFront.find(({ element }) => element.matches('input:not([role="combobox"]), textarea')) ?? inFront[0];
  if (title === undefined) return null;
  const isUnread = second !== undefined && second.when === null;
  const when = first.when === null || isUnread ? null : spanOf(first.when, second?.when ?? null, times, form, dates);
  const tile = tileOf(title.value, when, url, tiles);
  // Behind days and times the place comes first, and may be empty: the next field is a reminder.
  const lastTime = Math.max(...[...days.map(day => day.field), ...times].map(field => fields.indexOf(field)));
  const place = fields.slice(lastTime + 1).find(field => isPlaceField(field.element));
  const isPlace = place !== undefined && place.value !== '' && addressIn(place.value) === null;
  const location = (isPlace ? place.value : besideIcon(form, PLACE_ICON)) || null;
  const body = elementsOf(form, BODY, 5).find(
    element => isShown(element) && !isPicker(element) && lineOf(element, 50) !== '',
  );
  return itemOf('event', {
    title: withoutCancelled(title.value),
    ...cancellationOf(title.value),
    people: guestsOf(form, fields, tile, location, owner),
    ...timesOf(when),
    location,
    snippet: body === undefined ? null : snippetOf(body),
    conferenceUrl: meetingLinkIn(form),
    eventId: tile?.id ?? idIn(url),
    url: url.href,
    isFocused: true,
  });
}

/** Reminders and repetitions are chosen from lists; a place is typed. */
function isPlaceField(element: Element): boolean {
  return (
    element.matches('input, textarea') &&
    attributeOf(element, 'aria-readonly') !== 'true' &&
    !element.hasAttribute('readonly')
  );
}

function isTime(value: string, day: When | null, dates: DateReader): boolean {
  if (!/\p{Nd}/u.test(value) || value.length > 30) return false;
  return dates.when(`${day?.start.slice(0, 10) ?? ANY_DATE} ${value}`)?.allDay === false;
}

/** To ask whether a text is a time of day, any day does. */
const ANY_DATE = '2026-01-01';

/** Start and end from two days and two times; no times, or none that count, means whole days. */
function spanOf(first: When, second: When | null, times: readonly Field[], form: Element, dates: DateReader): When {
  if (!first.allDay) {
    // A field with day and time both.
    return { ...first, end: first.end ?? (second?.allDay === false ? second.start : null) };
  }
  const startDay = first.start.slice(0, 10);
  const lastDay = second?.start.slice(0, 10) ?? startDay;
  const [from, until] = times;
  if (from === undefined || areTimesOff(form)) {
    return { start: startDay, end: dayAfter(lastDay), allDay: true, timeZone: null };
  }
  const at = (day: string, field: Field | undefined) =>
    field === undefined ? null : (dates.when(`${day} ${field.value}`)?.start ?? null);
  const start = at(startDay, from);
  if (start === null) return { start: startDay, end: dayAfter(lastDay), allDay: true, timeZone: null };
  return { start, end: at(lastDay, until), allDay: false, timeZone: null };
}

function dayAfter(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + 1);
  return date.toISOString().slice(0, 10);
}

/** Whether the fields for times are there but cannot be filled in, as for an event of whole days. */
function areTimesOff(form: Element): boolean {
  const times = elementsOf(form, '[role="combobox"], input', 60).filter(
    field => /^\p{Nd}{1,2}\D/u.test(valueIn(field)) && !/\p{Nd}{4}/u.test(valueIn(field)),
  );
  return (
    times.length > 0 &&
    times.every(field => field.hasAttribute('disabled') || attributeOf(field, 'aria-disabled') === 'true')
  );
}

/** Those who are invited: entries of the picker, each with an address, or a list of names; the organizer is not among them. */
function guestsOf(
  form: Element,
  fields: readonly Field[],
  tile: Tile | null,
  location: string | null,
  owner: Owner,
): readonly CapturedPerson[] {
  const entries = personasIn(form, tile, owner).filter(persona => persona.email !== null || persona.name !== null);
  const written = fields
    .filter(field => addressIn(field.value) !== null || field.value.includes('@'))
    .flatMap(field => field.value.split(/[;,；]/))
    .map(personInText)
    .filter(isGiven)
    .filter(person => person.email !== null);
  const organizer = tile?.organizer ?? null;
  const people = new Map<string, CapturedPerson>();
  for (const { name, email } of [...entries, ...written]) {
    const isSelf = email !== null ? owner.isOwn(email) : isOwner(name, owner);
    const isOrganizer = organizer !== null && name !== null && folded(name) === folded(organizer);
    const isRoom = location !== null && name !== null && folded(name) === folded(location);
    const key = email ?? folded(name ?? '');
    if (people.has(key)) continue;
    people.set(key, {
      name,
      email: email ?? (isSelf ? owner.email : null),
      role: isOrganizer ? 'organizer' : isRoom ? 'resource' : 'attendee',
      isSelf,
    });
  }
  return [...people.values()].slice(0, MOST_PEOPLE);
}
