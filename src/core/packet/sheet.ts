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

/** The same words, made once for each item: with every key that is typed the page is worded anew. */
export function remembered(words: PacketWords): PacketWords {
  const said = new Map<PacketContent, ReturnType<PacketWords['item']>>();
  return {
    ...words,
    item: content => {
      const known = said.get(content) ?? words.item(content);
      said.set(content, known);
      return known;
    },
  };
}

/** The packet in words, as chosen: all its lines, those that are left out too. */
export function sheetSections(packet: Packet, choices: PacketChoices, words: PacketWords): SheetSection[] {
  return packet.sections.map(({ id, items }) => ({
    id,
    title: words.section(id),
    groups: groupsOf(items).map(group => ({
      id: group.id,
      heading: words.group(group.id),
      lines: inOrder(group.items, choices.order).map(item => lineOf(item, choices, words)),
    })),
  }));
}

/** What prints: without what was left out, and without headings over nothing. */
export function printed(sections: readonly SheetSection[]): SheetSection[] {
  return sections
    .map(section => ({
      ...section,
      groups: section.groups
        .map(group => ({ ...group, lines: group.lines.filter(({ isIn, text }) => isIn && text !== '') }))
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

/** Items of a group together, groups in the order in which they first come. */
function groupsOf(items: readonly PacketItem[]): { readonly id: PacketGroup; readonly items: readonly PacketItem[] }[] {
  const groups = new Map<PacketGroup, PacketItem[]>();
  for (const item of items) {
    const group = groups.get(item.group);
    if (group === undefined) groups.set(item.group, [item]);
    else group.push(item);
  }
  return [...groups].map(([id, members]) => ({ id, items: members }));
}

function lineOf(item: PacketItem, choices: PacketChoices, words: PacketWords): SheetLine {
  const { id, content, rotationName, year } = item;
  const { label, text } = words.item(content);
  const edited = canEdit(content) ? choices.texts[id] : undefined;
  const hasNote = content.type === 'moment' || content.type === 'feedback';
  return {
    id,
    kind: kindOf(content),
    label,
    text: edited ?? text,
    note: hasNote ? words.note(rotationName, year) : '',
    isIn: choices.isIn[id] ?? item.isWanted,
    isEdited: edited !== undefined,
    canEdit: canEdit(content),
  };
}

function kindOf({ type }: PacketContent): LineKind {
  switch (type) {
    case 'cv-point':
    case 'moment':
    case 'feedback':
    case 'news':
    case 'checklist':
    case 'rotation':
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

/** Lines whose words are not the student's own about people: the writer's service and the student's numbers. */
const UNCHECKED: ReadonlySet<PacketSectionId> = new Set(['upload', 'thanks', 'materials']);
/** The student's own dates, which may be named: rotations, news, seasons. */
const DATES_ARE_OWN: ReadonlySet<PacketSectionId> = new Set(['me', 'us', 'news']);

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
  return printed(sections)
    .filter(({ id }) => !UNCHECKED.has(id))
    .flatMap(({ id, groups }) =>
      groups
        .flatMap(({ lines }) => lines)
        .flatMap(line =>
          find(line.text)
            .filter(({ kind }) => kind !== 'date' || !DATES_ARE_OWN.has(id))
            .map(finding => {
              const found = line.text.slice(finding.start, finding.end);
              return { line, finding, found, key: `${line.id}|${found}` };
            }),
        ),
    )
    .filter(({ key }) => !keptKeys.has(key));
}
