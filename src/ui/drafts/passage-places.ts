import { changed, nextId, type Passage, type Words } from '../../core/drafts/passages.ts';

/** A place in words that can be written in: their id, and the characters in front of it. */
export interface Place {
  readonly id: number;
  readonly at: number;
}

/** A template with one passage less, and where whoever took it out goes on. */
export interface Without {
  readonly passages: readonly Passage[];
  readonly place: Place;
}

/**
 * The same with places to write in: one outside of all passages that are there only sometimes, and one in each of those.
 *
 * @param keepsBlanks - Whether blanks that stand alone are somebody's words, as in a template that was read; else they only
 *   set apart what is gone.
 */
export function writable(passages: readonly Passage[], keepsBlanks = false): readonly Passage[] {
  const list = filled(passages, nextId(passages), keepsBlanks);
  if (list.some(passage => passage.type === 'words' && !passage.isGap)) return list;
  const last = list.at(-1);
  if (last?.type === 'words') return [...list.slice(0, -1), { ...last, isGap: false }];
  return [...list, noWords(nextId(list))];
}

/** Each list that holds nothing to be seen has empty words instead. At most one of them is empty at a time. */
function filled(list: readonly Passage[], freeId: number, keepsBlanks: boolean): readonly Passage[] {
  const [first] = list;
  if (first === undefined) return [noWords(freeId)];
  if (list.every(passage => passage.type === 'words' && passage.isGap)) {
    return [keepsBlanks && first.type === 'words' ? { ...first, isGap: false } : noWords(first.id)];
  }
  return list.map(passage => {
    if (passage.type === 'words') return passage;
    const body = filled(passage.body, freeId, keepsBlanks);
    if (passage.type === 'each') return { ...passage, body };
    const hasOtherwise = passage.otherwise.length > 0;
    return { ...passage, body, otherwise: hasOtherwise ? filled(passage.otherwise, freeId, keepsBlanks) : [] };
  });
}

function noWords(id: number): Words {
  return { type: 'words', id, lead: '', text: '', tail: '', isGap: false };
}

/** Takes a passage out; the words in front of it are next, else those behind it. */
export function without(passages: readonly Passage[], id: number): Without {
  const all = inOrder(passages);
  const at = all.findIndex(one => one.id === id);
  const before = all.slice(0, at).findLast(isShown);
  const next = writable(changed(passages, id, () => []));
  return { passages: next, place: before === undefined ? startOf(next) : endOf(before) };
}

/** Lets a passage stand always: what was its own is next. */
export function always(passages: readonly Passage[], id: number): Without {
  const passage = inOrder(passages).find(one => one.id === id);
  const body = passage === undefined || passage.type === 'words' ? [] : passage.body;
  const next = writable(changed(passages, id, () => body));
  return { passages: next, place: startOf(inOrder(body).some(isShown) ? body : next) };
}

/** The end of the last words outside of all that is there only sometimes. */
export function lastPlace(passages: readonly Passage[]): Place {
  return endOf(writable(passages).findLast(isShown));
}

/** The words of a passage, where they can be written in. */
export function wordsOf(passages: readonly Passage[], id: number): Words | undefined {
  return inOrder(passages)
    .filter(isShown)
    .find(one => one.id === id);
}

/** All of them as they are read, each in front of what it holds. */
function inOrder(passages: readonly Passage[]): readonly Passage[] {
  return passages.flatMap(passage => {
    if (passage.type === 'words') return [passage];
    const otherwise = passage.type === 'if' ? passage.otherwise : [];
    return [passage, ...inOrder(passage.body), ...inOrder(otherwise)];
  });
}

function isShown(passage: Passage): passage is Words {
  return passage.type === 'words' && !passage.isGap;
}

function startOf(passages: readonly Passage[]): Place {
  return { id: inOrder(passages).find(isShown)?.id ?? 0, at: 0 };
}

function endOf(words: Words | undefined): Place {
  return { id: words?.id ?? 0, at: words?.text.length ?? 0 };
}
