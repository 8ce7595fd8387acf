import { useRef, useState } from 'preact/hooks';
import type { LocalDate } from '../../core/dates.ts';
import { type Attachment, attachmentsOf, mergeValues, thanksFor } from '../../core/drafts/facts.ts';
import type { MergeValue } from '../../core/drafts/fields.ts';
import { isTargetCertain, targetWords } from '../../core/drafts/phrases.ts';
import { wordsFor } from '../../core/drafts/purposes.ts';
import type { TemplateError } from '../../core/drafts/template.ts';
import type { Letter } from '../../core/letter.ts';
import type { Purpose } from '../../core/message-template.ts';
import type { Milestone } from '../../core/milestone.ts';
import { useKeptForm } from '../hooks/use-kept-form.ts';
import { dayWords } from './day-words.ts';
import { factsFor, type MessageRecords, newsFor } from './message-records.ts';
import { fill, type OpenPlace, openIn, textOf } from './message-text.ts';

/** What was typed for one purpose and letter; `null` while the words are those of the template, and follow the records. */
interface Typed {
  readonly subject: string | null;
  readonly body: string | null;
  /** What is said of something done together; `null` for what the reminder gives. */
  readonly moment: string | null;
  /** The news that are left out, and the files of which the student said otherwise than is usual. */
  readonly leftOut: readonly string[];
}

const NOTHING: Typed = { subject: null, body: null, moment: null, leftOut: [] };

interface Kept {
  readonly typed: Readonly<Record<string, Typed>>;
  /** For which of them the mail was opened and it is not said yet whether it went out; empty for none. */
  readonly opened: string;
}

export interface MessageText {
  readonly subject: string;
  readonly body: string;
  readonly moment: string;
  readonly news: readonly (Milestone & { readonly isIn: boolean })[];
  /** What can go with it. */
  readonly files: readonly Attachment[];
  /** Whether words were typed that the template does not have. */
  readonly isTyped: boolean;
  /** Whether they are from an earlier time. */
  readonly isRestored: boolean;
  /** Whether it was handed over, and nobody said yet whether it went out. */
  readonly isHandedOver: boolean;
  /** What the records put in, which is no patient's: the days of the letter, the months of the rotation. */
  readonly ownWords: readonly string[];
  /** Whether it says "around" a day, since nobody confirmed the season's. */
  readonly isAround: boolean;
  /** What is wrong with the student's own template. */
  readonly errors: readonly TemplateError[];
  readonly open: readonly (OpenPlace & { readonly where: 'subject' | 'body' })[];
  change(typed: Partial<Pick<Typed, 'subject' | 'body' | 'moment'>>): void;
  /** Puts other words in place of some, where the student's own text has them; also where it was typed only just now. */
  putRight(before: string, after: string): void;
  takeNews(id: string, isIn: boolean): void;
  takeFile(id: string, isIn: boolean): void;
  /** Back to the template's words. */
  startOver(): void;
  setHandedOver(isHandedOver: boolean): void;
  /** After it was logged: nothing of it is kept. */
  finish(): void;
}

/** The words of one message: filled from the records until something is typed, and kept from then on. */
export function useMessage(
  records: MessageRecords,
  purpose: Purpose,
  letters: readonly Letter[],
  today: LocalDate,
): MessageText {
  const kept = useKeptForm<Kept>(`message/${records.mentor.id}`, { typed: {}, opened: '' });
  const [hasTyped, setTyped] = useState(false);
  /** The newest, for what is done once something was waited for. */
  const newest = useRef(kept.fields.typed);
  newest.current = kept.fields.typed;
  const key = `${purpose}|${letters.map(({ id }) => id).join(',')}`;
  const typed = typedIn(kept.fields.typed[key]);
  const days = dayWords(today);
  const news = newsFor(records, today).map(one => ({ ...one, isIn: !typed.leftOut.includes(one.id) }));
  const moment = typed.moment ?? (records.reminder === null ? '' : thanksFor(records.reminder.reason, days));
  const told = news.filter(({ isIn }) => isIn).map(({ text }) => text);
  const [first] = letters;
  const usual = first === undefined ? [] : attachmentsOf(first);
  const files = usual.map(one => ({ ...one, isIn: one.isIn !== typed.leftOut.includes(fileKey(one.id)) }));
  const names = files.filter(({ isIn }) => isIn).map(({ name }) => name);
  const facts = factsFor(records, letters, { moment, news: told, files: names, today });
  const values = mergeValues(facts, days);
  const template = wordsFor(purpose, records.templates);
  const subjectOf = fill(template.subject, values);
  const bodyOf = fill(template.body, values);
  const subject = typed.subject ?? textOf(subjectOf.parts);
  const body = typed.body ?? textOf(bodyOf.parts);
  const around = facts.letters
    .filter(about => !isTargetCertain(about))
    .flatMap(about => targetWords(about, days) ?? [])
    .map(({ parts }) => textOf(parts));
  const keep = (next: Typed) => {
    setTyped(true);
    newest.current = { ...newest.current, [key]: next };
    kept.set({ typed: newest.current });
  };
  const without = () => Object.fromEntries(Object.entries(kept.fields.typed).filter(([name]) => name !== key));
  return {
    subject,
    body,
    moment,
    news,
    files,
    isTyped: typed.subject !== null || typed.body !== null,
    isRestored: kept.isRestored && !hasTyped,
    isHandedOver: kept.fields.opened === key,
    ownWords: Object.values(values).flatMap(wordsOf).flatMap(waysToRead),
    isAround: around.some(text => `${subject}\n${body}`.includes(text)),
    errors: template.isOwn ? [...subjectOf.errors, ...bodyOf.errors] : [],
    open: [
      ...openIn(subject).map(place => ({ ...place, where: 'subject' as const })),
      ...openIn(body).map(place => ({ ...place, where: 'body' as const })),
    ],
    change: change => keep({ ...typedIn(newest.current[key]), ...change }),
    putRight: (before, after) => {
      const now = typedIn(newest.current[key]);
      if (now.body?.includes(before)) keep({ ...now, body: now.body.replace(before, () => after) });
    },
    takeNews: (id, isIn) => keep({ ...typed, leftOut: toggled(typed.leftOut, id, !isIn) }),
    takeFile: (id, isIn) => {
      const isUsual = usual.some(one => one.id === id && one.isIn);
      keep({ ...typed, leftOut: toggled(typed.leftOut, fileKey(id), isIn !== isUsual) });
    },
    startOver: () => keep({ ...typed, subject: null, body: null }),
    setHandedOver: isHandedOver => kept.set({ opened: isHandedOver ? key : '' }),
    finish: () => {
      const rest = without();
      newest.current = rest;
      if (Object.keys(rest).length === 0) kept.forget();
      else kept.set({ typed: rest, opened: '' });
    },
  };
}

/** No id of news looks like it. */
function fileKey(id: string): string {
  return `file:${id}`;
}

function toggled(list: readonly string[], entry: string, isIn: boolean): readonly string[] {
  const others = list.filter(one => one !== entry);
  return isIn ? [...others, entry] : others;
}

/** What was put in, as far as it is no list of the student's own words. */
function wordsOf(value: MergeValue): readonly string[] {
  if (typeof value === 'string') return [value];
  return 'parts' in value ? value.parts.flatMap(part => (part.type === 'text' ? [part.text] : [])) : [];
}

/** A day with and without its weekday and year, and each of several months, as they may be taken for a date. */
function waysToRead(value: string): string[] {
  const short = [value, value.replace(/^[^,]+, /, '')];
  const without = short.map(one => one.replace(/,? \d{4}$/, ''));
  return [...new Set([...short, ...without, ...value.split(/ (?:and|to) /)])];
}

/** What was kept may be from another version: what does not fit is as if nothing had been typed. */
function typedIn(kept: unknown): Typed {
  if (typeof kept !== 'object' || kept === null) return NOTHING;
  const given: Partial<Record<keyof Typed, unknown>> = kept;
  const text = (value: unknown) => (typeof value === 'string' ? value : null);
  return {
    subject: text(given.subject),
    body: text(given.body),
    moment: text(given.moment),
    leftOut: Array.isArray(given.leftOut) ? given.leftOut.filter(id => typeof id === 'string') : [],
  };
}
