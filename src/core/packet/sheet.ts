import type { Finding } from '../patient-privacy.ts';
import type { PacketChoices } from './choices.ts';
import {
  canEdit,
  type Packet,
  type PacketContent,
  type PacketGroup,
  type PacketItem,
  type PacketSectionId,
} from './packet.ts';

/** How an item stands on the page: a paragraph, one of a list, a named fact, or one of numbered steps. */
export type LineKind = 'paragraph' | 'point' | 'fact' | 'step';

export interface SheetLine {
  readonly id: string;
  readonly kind: LineKind;
  /** Before it, as the name of a fact; empty for none. */
  readonly label: string;
  readonly text: string;
  /** After it in small print: rotation and year; empty for none. */
  readonly note: string;
  readonly isIn: boolean;
  /** Whether the student changed its words for this packet. */
  readonly isEdited: boolean;
  readonly canEdit: boolean;
  /** What is said of it without the student: not looked through for patients, and neither is what was kept of it. */
  readonly ours: string;
  /** Words of which the days are the student's own, as of a rotation or news. */
  readonly ownDays: string;
}

export interface SheetGroup {
  readonly id: PacketGroup;
  /** Empty for none. */
  readonly heading: string;
  readonly lines: readonly SheetLine[];
}

export interface SheetSection {
  readonly id: PacketSectionId;
  readonly title: string;
  readonly groups: readonly SheetGroup[];
}

/** A packet in words. */
export interface Sheet {
  /** Whose packet it is. */
  readonly name: string;
  /** Under the name: class, school, address. */
  readonly about: readonly string[];
  /** For whom it is, a line each. */
  readonly addressee: readonly string[];
  /** When the letter is wanted, in words; empty while it is not known. */
  readonly target: string;
  readonly sections: readonly SheetSection[];
}

/** The interface's words for what a packet says. */
export interface PacketWords {
  section(id: PacketSectionId): string;
  /** Empty for no heading. */
  group(id: PacketGroup): string;
  item(content: PacketContent): { readonly label: string; readonly text: string };
  /** Rotation and year; either may be empty. */
  note(rotationName: string, year: string): string;
}

/** The packet in words, as chosen: all its lines, those that are left out too. */
export function sheetSections(packet: Packet, choices: PacketChoices, words: PacketWords): readonly SheetSection[] {
  return sheetMaker(packet, words)(choices);
}

/**
 * The packet in words for one choice after the other: with every key that is typed it is asked for anew. What stays as it
 * was is the very same object again, and an item is put into words once, when they are first read.
 */
export function sheetMaker(packet: Packet, words: PacketWords): (choices: PacketChoices) => readonly SheetSection[] {
  const makers = packet.sections.map(({ id, items }) => {
    const title = words.section(id);
    const groups = groupsOf(items).map(group => groupMaker(group, words));
    const sameGroups = keeper<readonly SheetGroup[]>(isSameList);
    let made: SheetSection | null = null;
    return (choices: PacketChoices): SheetSection => {
      const own = sameGroups(groups.map(make => make(choices)));
      if (made?.groups !== own) made = { id, title, groups: own };
      return made;
    };
  });
  const sameSections = keeper<readonly SheetSection[]>(isSameList);
  return choices => sameSections(makers.map(make => make(choices)));
}

function groupMaker({ id, items }: ItemGroup, words: PacketWords): (choices: PacketChoices) => SheetGroup {
  const heading = words.group(id);
  const lines = new Map(items.map(item => [item, lineMaker(item, words)]));
  const sameLines = keeper<readonly SheetLine[]>(isSameList);
  let order: { readonly by: readonly string[]; readonly items: readonly PacketItem[] } = { by: [], items };
  let made: SheetGroup | null = null;
  return choices => {
    if (order.by !== choices.order) order = { by: choices.order, items: inOrder(items, choices.order) };
    const own = sameLines(order.items.flatMap(item => lines.get(item)?.(choices) ?? []));
    if (made?.lines !== own) made = { id, heading, lines: own };
    return made;
  };
}

function lineMaker(item: PacketItem, words: PacketWords): (choices: PacketChoices) => SheetLine {
  let said: ReturnType<PacketWords['item']> | null = null;
  const wordsOf = () => {
    said ??= words.item(item.content);
    return said;
  };
  let made: { readonly line: SheetLine; readonly edited: string | undefined } | null = null;
  return ({ isIn: chosen, texts }) => {
    const isIn = chosen[item.id] ?? item.isWanted;
    const edited = canEdit(item.content) ? texts[item.id] : undefined;
    if (made?.line.isIn !== isIn || made.edited !== edited) {
      made = { line: lineOf(item, isIn, edited, wordsOf, words), edited };
    }
    return made.line;
  };
}

/** Gives what it gave before as long as that is the same. */
function keeper<Value>(isSame: (a: Value, b: Value) => boolean): (value: Value) => Value {
  let before: Value | null = null;
  return value => {
    if (before === null || !isSame(before, value)) before = value;
    return before;
  };
}

function isSameList(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((one, index) => one === b[index]);
}

/** What prints: without what was left out, and without headings over nothing. */
export function printed(sections: readonly SheetSection[]): SheetSection[] {
  return sections
    .map(section => ({
      ...section,
      groups: section.groups
        // Words are not asked for of what is left out.
        .map(group => ({ ...group, lines: group.lines.filter(line => line.isIn && line.text !== '') }))
        .filter(({ lines }) => lines.length > 0),
    }))
    .filter(({ groups }) => groups.length > 0);
}

/** Those the student put in order come in it; the others keep their places behind. */
function inOrder(items: readonly PacketItem[], order: readonly string[]): readonly PacketItem[] {
  if (order.length === 0) return items;
  const places = new Map(order.map((id, index) => [id, index]));
  const placeOf = ({ id }: PacketItem) => places.get(id) ?? order.length;
  return items.toSorted((a, b) => placeOf(a) - placeOf(b));
}

interface ItemGroup {
  readonly id: PacketGroup;
  readonly items: readonly PacketItem[];
}

/** Items of a group together, groups in the order in which they first come. */
function groupsOf(items: readonly PacketItem[]): ItemGroup[] {
  const groups = new Map<PacketGroup, PacketItem[]>();
  for (const item of items) {
    const group = groups.get(item.group);
    if (group === undefined) groups.set(item.group, [item]);
    else group.push(item);
  }
  return [...groups].map(([id, members]) => ({ id, items: members }));
}

function lineOf(
  { id, content, rotationName, year }: PacketItem,
  isIn: boolean,
  edited: string | undefined,
  wordsOf: () => ReturnType<PacketWords['item']>,
  words: PacketWords,
): SheetLine {
  const hasNote = content.type === 'moment' || content.type === 'feedback' || content.type === 'feedback-note';
  const isOurs = isSaidByUs(content);
  const isWorded = isWordedFromDays(content);
  return {
    id,
    kind: kindOf(content),
    // Read when they are shown: of two thousand lines ten are.
    get label() {
      return wordsOf().label;
    },
    get text() {
      return edited ?? wordsOf().text;
    },
    get note() {
      return hasNote ? words.note(rotationName, year) : '';
    },
    isIn,
    isEdited: edited !== undefined,
    canEdit: canEdit(content),
    get ours() {
      return isOurs ? wordsOf().text : '';
    },
    get ownDays() {
      const { type } = content;
      if (type === 'cv-point' || type === 'news') return edited ?? wordsOf().text;
      return isWorded ? wordsOf().text : '';
    },
  };
}

/** Steps, thanks and the facts of the letter: of these only what the student changed is their own. */
function isSaidByUs(content: PacketContent): boolean {
  const isWorded = content.type === 'upload-step' || content.type === 'thanks' || content.type === 'target-why';
  return isWorded || !canEdit(content);
}

/** What we word from the log with the student's own days or season in it, however they change it then. */
function isWordedFromDays({ type }: PacketContent): boolean {
  return type === 'rotation' || type === 'in-touch-since' || type === 'applying' || type === 'applying-general';
}

function kindOf({ type }: PacketContent): LineKind {
  switch (type) {
    case 'cv-point':
    case 'moment':
    case 'feedback':
    case 'feedback-note':
    case 'news':
    case 'checklist':
    case 'rotation':
    case 'asked':
      return 'point';
    case 'letter-kind':
    case 'target':
    case 'letter-id':
    case 'own-id':
    case 'waiver':
      return 'fact';
    case 'upload-step':
      return 'step';
    case 'applying':
    case 'applying-general':
    case 'goal':
    case 'themes':
    case 'how-we-met':
    case 'in-touch-since':
    case 'target-why':
    case 'thanks':
      return 'paragraph';
  }
}

/** A marked stretch of a line. */
export interface LineFinding {
  readonly line: SheetLine;
  readonly finding: Finding;
  readonly found: string;
  /** What the student says once to keep it: the line and the words, wherever in it they stand. */
  readonly key: string;
}

/** The texts that are looked through for patients, in the order of the page: whatever the student wrote or can change. */
export function checkedTexts(sections: readonly SheetSection[]): string[] {
  return checked(sections).map(({ text }) => text);
}

function checked(sections: readonly SheetSection[]): SheetLine[] {
  const lines = printed(sections).flatMap(({ groups }) => groups.flatMap(group => group.lines));
  return lines.filter(({ text, ours }) => text !== ours);
}

/**
 * What looks like a patient's identifier in what prints and was not kept, in the order of the page.
 *
 * @param find - What looks at each line: `identifierFinder`, or one that remembers.
 */
export function packetFindings(
  sections: readonly SheetSection[],
  kept: readonly string[],
  find: (text: string) => readonly Finding[],
): LineFinding[] {
  const keptKeys = new Set(kept);
  return checked(sections)
    .flatMap(line =>
      find(line.text)
        .filter(finding => isMarked(line, finding))
        .map(finding => {
          const found = line.text.slice(finding.start, finding.end);
          return { line, finding, found, key: `${line.id}|${found}` };
        }),
    )
    .filter(({ key }) => !keptKeys.has(key));
}

/** Whether what was found in a line is marked: not what we say ourselves, and no day that is the student's own. */
export function isMarked({ text, ours, ownDays }: SheetLine, { kind, start, end }: Finding): boolean {
  const found = text.slice(start, end);
  return !ours.includes(found) && !(kind === 'date' && ownDays.includes(found));
}
