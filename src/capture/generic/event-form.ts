import { floatingIso, readDateText } from '../dates.ts';
import { attributeOf, elementsAcross, elementsOf, isShown, lineOf } from '../dom.ts';
import { itemOf } from '../items.ts';
import { excerpt } from '../quotes.ts';
import type { CapturedItem, CapturedPerson, PersonRole } from '../site.ts';
import { cleanLine } from '../text.ts';
import { readWhen, type WhenContext } from '../when.ts';
import { hasHint, hintsOf } from './fields.ts';
import type { Part } from './frames.ts';
import { type Field, fieldsOf } from './headers.ts';
import { isoIn } from './moments.ts';
import type { Owner } from './owner.ts';
import { type Named, peopleIn, peopleInText } from './people.ts';

/** Fields that a person fills in. */
const CONTROLS =
  'input:not([type="hidden"]):not([type="submit"]):not([type="button"]):not([type="radio"]):not([type="password"]):not([type="file"]):not([type="search"]), ' +
  'textarea, select, [contenteditable="true"], [role="textbox"]';
const MOST_CONTROLS = 300;

/** What holds one form: dialogs of single-page programs have no form element. */
const FORMS = 'form, dialog, [role="dialog"], [role="form"], md-dialog, .modal';

interface Control {
  readonly element: Element;
  readonly type: string;
  readonly value: string;
  readonly hints: ReadonlySet<string>;
  readonly fields: readonly Field[];
}

/** The appointment in a calendar's editor on view; `null` where there is none, or it has no title or day yet. */
export function eventInForm(
  part: Part,
  context: WhenContext,
  url: string | null,
  owner: () => Owner,
): CapturedItem | null {
  const elements = elementsAcross(part.page, CONTROLS, MOST_CONTROLS * 4)
    .filter(isShown)
    .slice(0, MOST_CONTROLS);
  const forms = new Map<Element, Element[]>();
  for (const element of elements) {
    const form = element.closest(FORMS) ?? part.page.body;
    forms.set(form, [...(forms.get(form) ?? []), element]);
  }
  for (const [form, members] of forms) {
    const item = eventIn(form, members.map(controlOf), context, url, owner);
    if (item !== null) return item;
  }
  return null;
}

function controlOf(element: Element): Control {
  const type =
    element.tagName === 'INPUT'
      ? attributeOf(element, 'type', 20).toLowerCase() || 'text'
      : element.tagName.toLowerCase();
  const labels = labelsOf(element);
  return { element, type, value: textIn(element), hints: hintsOf(element), fields: labels.flatMap(fieldsOf) };
}

function textIn(element: Element): string {
  if (element.tagName === 'SELECT') {
    const chosen = elementsOf(element, 'option', 500).find(option => 'selected' in option && option.selected === true);
    return lineOf(chosen ?? null, 200) || attributeOf(chosen ?? null, 'value', 200);
  }
  // Asked by its name, since an element of another frame is no instance of this one's classes.
  const value = 'value' in element ? element.value : null;
  return typeof value === 'string' ? value.slice(0, 20_000) : lineOf(element, 2000);
}

/** What labels a field, the surest first. */
function labelsOf(element: Element): readonly string[] {
  const page = element.ownerDocument;
  const labels: string[] = [];
  const id = attributeOf(element, 'id', 200);
  if (id !== '') labels.push(lineOf(page.querySelector(`label[for="${CSS.escape(id)}"]`), 60));
  for (const by of attributeOf(element, 'aria-labelledby', 200).split(/\s+/).slice(0, 3)) {
    if (by !== '') labels.push(lineOf(page.getElementById(by), 60));
  }
  labels.push(
    attributeOf(element, 'aria-label', 60),
    attributeOf(element, 'placeholder', 60),
    attributeOf(element, 'title', 60),
  );
  const wrapping = element.closest('label');
  if (wrapping !== null) labels.push(lineOf(wrapping, 60));
  // In the cell before it, or the line above it.
  const cell = element.closest('td, dd');
  const before =
    cell?.previousElementSibling ??
    element.previousElementSibling ??
    element.parentElement?.previousElementSibling ??
    null;
  if (before !== null && before.querySelector('input, select, textarea') === null) labels.push(lineOf(before, 60));
  return labels.filter(label => label !== '');
}

function eventIn(
  form: Element,
  controls: readonly Control[],
  context: WhenContext,
  url: string | null,
  owner: () => Owner,
): CapturedItem | null {
  const title = controls.find(isTitle)?.value.trim() ?? '';
  if (title === '') return null;
  const times = timesIn(controls);
  const allDay = controls.some(isAllDayChecked);
  const start = momentOf(times.startDay, times.startTime, context);
  if (start === null) return null;
  const end = momentOf(times.endDay ?? times.startDay, times.endTime, context);
  const isAllDay = allDay || !start.includes('T');
  if (isAllDay && !allDay && end === null) return null;
  // A day alone, without an end and without a box for whole days, is on any form.
  const hasBox = controls.some(control => control.type === 'checkbox' && isAllDayBox(control));
  if (times.endDay === null && times.endTime === null && !hasBox) return null;
  const place = controls.find(
    control =>
      isText(control) &&
      (control.fields[0] === 'where' ||
        hasHint(control.hints, 'location', 'place', 'venue', 'where', 'ort', 'lieu', 'lugar')),
  );
  const notes = controls.find(
    control =>
      (control.type === 'textarea' || control.type === 'div') &&
      (control.fields.includes('description') ||
        hasHint(control.hints, 'description', 'notes', 'body', 'comment', 'desc')),
  );
  return itemOf('event', {
    title: cleanLine(title, 300),
    people: guestsIn(form, controls, owner),
    start: isAllDay ? start.slice(0, 10) : start,
    end: isAllDay ? dayAfter((end ?? start).slice(0, 10)) : end?.includes('T') === true && end >= start ? end : null,
    allDay: isAllDay,
    location: cleanLine(place?.value ?? '', 300) || null,
    snippet: notes === undefined ? null : excerpt(notes.value),
    url,
  });
}

function isText(control: Control): boolean {
  return (
    control.type !== 'checkbox' &&
    control.type !== 'date' &&
    control.type !== 'time' &&
    control.type !== 'datetime-local'
  );
}

function isTitle(control: Control): boolean {
  if (!isText(control) || control.type === 'select' || control.type === 'textarea' || control.type === 'email')
    return false;
  if (control.fields.includes('title') || control.fields[0] === 'subject') return true;
  return (
    hasHint(control.hints, 'title', 'summary', 'subject', 'what', 'titel', 'eventname') ||
    (control.hints.has('name') && control.hints.has('event'))
  );
}

function isAllDayBox(control: Control): boolean {
  const { hints } = control;
  return (
    (hints.has('all') && hints.has('day')) ||
    hasHint(hints, 'allday', 'alldayevent', 'isallday', 'fullday', 'wholeday', 'ganztag', 'ganztags', 'journee')
  );
}

function isAllDayChecked(control: Control): boolean {
  return (
    control.type === 'checkbox' &&
    isAllDayBox(control) &&
    'checked' in control.element &&
    control.element.checked === true
  );
}

interface Times {
  readonly startDay: string | null;
  readonly startTime: string | null;
  readonly endDay: string | null;
  readonly endTime: string | null;
}

const TIME =
  /^\s*(?:\p{L}{1,4}\s?)?\p{Nd}{1,2}(?:\s?[:.hH時点]\s?\p{Nd}{2})?(?:[:.]\p{Nd}{2})?\s?(?:\p{L}[\p{L}\p{M}.\s]{0,8})?$/u;

/** Start and end in the fields for days and times; where no name tells them apart, the first is the start. */
function timesIn(controls: readonly Control[]): Times {
  let startDay: string | null = null;
  let startTime: string | null = null;
  let endDay: string | null = null;
  let endTime: string | null = null;
  for (const control of controls) {
    const value = control.value.trim();
    if (value === '' || value.length > 80 || !/\p{Nd}/u.test(value) || control.type === 'checkbox') continue;
    const side = sideOf(control);
    const isDateType = control.type === 'date' || control.type === 'datetime-local';
    const isTimeType = control.type === 'time';
    const isNamed =
      hasHint(
        control.hints,
        'date',
        'time',
        'day',
        'dtstart',
        'dtend',
        'datum',
        'start',
        'end',
        'begin',
        'hour',
        'datepicker',
        'timepicker',
        'startdate',
        'enddate',
        'starttime',
        'endtime',
        'datetime',
      ) || side !== null;
    if (!isDateType && !isTimeType && !isNamed) continue;
    if (
      hasHint(
        control.hints,
        'reminder',
        'alarm',
        'repeat',
        'recurrence',
        'recur',
        'until',
        'zone',
        'timezone',
        'interval',
        'count',
      )
    )
      continue;
    const isTime = isTimeType || (!isDateType && TIME.test(value) && !/^\p{Nd}{4}/u.test(value));
    const isEnd = side === 'end' || (side === null && (isTime ? startTime !== null : startDay !== null));
    if (isTime) {
      // Hours and minutes may have a field each.
      if (isEnd) endTime = endTime === null ? value : endTime;
      else startTime = startTime === null ? value : startTime;
    } else if (isEnd) endDay ??= value;
    else startDay ??= value;
  }
  return { startDay, startTime, endDay, endTime };
}

function sideOf({ hints, fields }: Control): 'start' | 'end' | null {
  if (
    hasHint(
      hints,
      'start',
      'begin',
      'dtstart',
      'from',
      'startdate',
      'starttime',
      'debut',
      'inicio',
      'anfang',
      'beginn',
      'von',
    )
  )
    return 'start';
  if (hasHint(hints, 'end', 'finish', 'dtend', 'to', 'till', 'enddate', 'endtime', 'due', 'fin', 'ende', 'bis'))
    return 'end';
  // "From" and "To" stand before times here.
  if (fields.includes('start')) return 'start';
  return fields.includes('end') ? 'end' : null;
}

/** A day and a time as the fields hold them. */
function momentOf(day: string | null, time: string | null, context: WhenContext): string | null {
  if (day === null) return null;
  const iso = isoIn(day);
  const near = iso?.slice(0, 10) ?? null;
  if (iso !== null && (iso.includes('T') || time === null)) return iso;
  const clock = near === null ? readDateText(day, context.languages) : null;
  const shown = near ?? (clock === null ? (readWhen(day, context)?.start ?? null) : floatingIso(clock));
  if (shown === null || time === null || shown.includes('T')) return shown;
  const plain = /^([01]?\d|2[0-3]):([0-5]\d)(?::\d{2})?$/.exec(time.trim());
  if (plain !== null) return `${shown}T${(plain[1] ?? '').padStart(2, '0')}:${plain[2] ?? ''}`;
  const read = readWhen(time, { ...context, near: shown })?.start ?? null;
  if (read?.startsWith(shown)) return read;
  const both = readDateText(`${day} ${time}`, context.languages);
  return both === null ? shown : floatingIso(both);
}

function dayAfter(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + 1);
  return date.toISOString().slice(0, 10);
}

const GUESTS =
  '[class*="attendee" i], [id*="attendee" i], [class*="guest" i], [id*="guest" i], [class*="participant" i], [id*="participant" i], [class*="invit" i], [id*="invit" i]';
const ORGANIZERS = '[class*="organi" i], [id*="organi" i]';

/** Whom the form invites: in its fields, or in the list it keeps of them. */
function guestsIn(form: Element, controls: readonly Control[], owner: () => Owner): readonly CapturedPerson[] {
  const people = new Map<string, CapturedPerson>();
  const add = ({ name, email }: Named, role: PersonRole) => {
    if (email === null) return;
    const isSelf = owner().isOwn(email);
    if (!people.has(email)) people.set(email, { name: isSelf ? (name ?? owner().name) : name, email, role, isSelf });
  };
  for (const list of elementsOf(form, ORGANIZERS, 20)) {
    if (isShown(list)) for (const person of peopleIn([list], 2)) add(person, 'organizer');
  }
  for (const list of elementsOf(form, GUESTS, 60)) {
    if (isShown(list)) for (const person of peopleIn([list])) add(person, 'attendee');
  }
  for (const { value, fields, hints, type } of controls) {
    if (!value.includes('@') || type === 'checkbox') continue;
    const isGuests =
      fields.includes('attendee') ||
      hasHint(hints, 'attendee', 'attendees', 'guest', 'guests', 'participants', 'invitees', 'invite');
    if (isGuests) for (const person of peopleInText(value)) add(person, 'attendee');
    else if (fields.includes('organizer') || hasHint(hints, 'organizer', 'organiser'))
      for (const person of peopleInText(value)) add(person, 'organizer');
  }
  return [...people.values()];
}
