/** JSON as pages have it: written by templates that never saw the value they were filled with. */

/** What the text says, or `undefined` when not even a guess can be made. Never throws. */
export function parseLeniently(text: string, most: number): unknown {
  if (text.length <= most) {
    try {
      return JSON.parse(text);
    } catch {
      // Read again below, with more patience.
    }
  }
  try {
    return JSON.parse(repaired(text.slice(0, most)));
  } catch {
    return undefined;
  }
}

type Last = 'start' | 'open' | 'key' | 'colon' | 'value' | 'comma';

/** How far behind a quotation mark is looked for what may follow a string. */
const LOOK_AHEAD = 400;

/** Writes JSON that can be parsed, whatever it is told to write: an array of values. */
class Writer {
  readonly #out: string[] = ['['];
  readonly #open: string[] = [];
  #last: Last = 'start';
  // Where the last bracket was closed: all that follows may be cut off.
  #whole = 1;
  #depthThen = 0;

  get isOpen(): boolean {
    return this.#open.length > 0;
  }

  /** Whether a key has to come next. */
  get wantsKey(): boolean {
    return this.#open.at(-1) === '}' && this.#last !== 'colon' && this.#last !== 'key';
  }

  #put(token: string, kind: Last): void {
    if (this.#last === 'value' || this.#last === 'comma') this.#out.push(',');
    this.#out.push(token);
    this.#last = kind;
  }

  /** A word or a string: a key where one has to stand, else a value. */
  scalar(asValue: string, asKey: string): void {
    if (this.wantsKey) {
      this.#put(asKey, 'key');
      return;
    }
    this.colon();
    this.#put(asValue, 'value');
  }

  begin(bracket: '{' | '['): void {
    if (this.wantsKey) this.#put('""', 'key');
    this.colon();
    this.#put(bracket, 'open');
    this.#open.push(bracket === '{' ? '}' : ']');
  }

  colon(): void {
    if (this.#last !== 'key') return;
    this.#out.push(':');
    this.#last = 'colon';
  }

  /** Written only when something follows. */
  comma(): void {
    this.#fill();
    if (this.#last === 'value') this.#last = 'comma';
  }

  /** Gives a key its value where it has none. */
  #fill(): void {
    this.colon();
    if (this.#last === 'colon') this.#put('null', 'value');
  }

  /** Closes the nearest bracket of the kind, and those that were forgotten inside of it. */
  end(bracket: string): void {
    if (!this.#open.includes(bracket)) return;
    for (let closed = ''; closed !== bracket; ) {
      closed = this.#open.pop() ?? bracket;
      this.#fill();
      this.#out.push(closed);
      this.#last = 'value';
    }
    this.#whole = this.#out.length;
    this.#depthThen = this.#open.length;
  }

  /** All of it; where it was cut in the middle, as much as is whole. */
  text(): string {
    if (!this.isOpen) return `${this.#out.join('')}]`;
    const closing = this.#open.slice(0, this.#depthThen).reverse();
    return `${this.#out.slice(0, this.#whole).join('')}${closing.join('')}]`;
  }
}

/**
 * The text as JSON that can be parsed: an array of what stands in it, without comments, trailing commas and raw line
 * breaks in strings, with the missing commas, quotation marks and brackets. What was cut off in the middle is left out.
 */
function repaired(text: string): string {
  const writer = new Writer();
  let at = 0;
  while (at < text.length) {
    const character = text.charAt(at);
    if (character === '"' || character === "'") {
      const { value, next, isWhole } = readString(text, at, writer.wantsKey);
      if (!isWhole) break;
      const quoted = JSON.stringify(value);
      if (writer.isOpen) writer.scalar(quoted, quoted);
      at = next;
    } else if (character === '{' || character === '[') {
      writer.begin(character);
      at += 1;
    } else if (text.startsWith(']]>', at)) {
      at += 3;
    } else if (character === '}' || character === ']') {
      writer.end(character);
      at += 1;
    } else if (character === ':') {
      writer.colon();
      at += 1;
    } else if (character === ',') {
      writer.comma();
      at += 1;
    } else if (text.startsWith('//', at)) {
      at = endOf(text, '\n', at);
    } else if (text.startsWith('/*', at)) {
      at = endOf(text, '*/', at + 2);
    } else if (text.startsWith('<![CDATA[', at)) {
      at += 9;
    } else if (/[\s;]/.test(character)) {
      at += 1;
    } else {
      const [word = character] = /^[^\s,:{}[\]"';/]+/.exec(text.slice(at, at + 200)) ?? [];
      const isValue = /^(?:true|false|null|-?(?:0|[1-9]\d{0,20})(?:\.\d{1,20})?)$/.test(word);
      // Marks of a comment, and words that stand alone, say nothing.
      if (writer.isOpen && !/^(?:<!--|-->)$/.test(word)) writer.scalar(isValue ? word : 'null', JSON.stringify(word));
      at += word.length;
    }
  }
  return writer.text();
}

function endOf(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from);
  return found === -1 ? text.length : found + mark.length;
}

interface ReadString {
  readonly value: string;
  readonly next: number;
  readonly isWhole: boolean;
}

const ESCAPES: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

/** The string that begins at the quotation mark. A mark that nothing fitting follows is part of the text. */
function readString(text: string, start: number, isKey: boolean): ReadString {
  const mark = text.charAt(start);
  const parts: string[] = [];
  let at = start + 1;
  let from = at;
  while (at < text.length) {
    const character = text.charAt(at);
    if (character === '\\') {
      parts.push(text.slice(from, at));
      const code = /^u[0-9a-f]{4}/i.test(text.slice(at + 1, at + 6)) ? text.slice(at + 2, at + 6) : null;
      const escaped = text.charAt(at + 1);
      parts.push(code === null ? (ESCAPES[escaped] ?? escaped) : String.fromCharCode(Number.parseInt(code, 16)));
      at += code === null ? 2 : 6;
      from = at;
    } else if (character === mark && endsHere(text, at, mark, isKey)) {
      parts.push(text.slice(from, at));
      return { value: parts.join(''), next: at + 1, isWhole: true };
    } else {
      at += 1;
    }
  }
  return { value: '', next: text.length, isWhole: false };
}

/** Whether what stands behind the quotation mark may stand behind a string. */
function endsHere(text: string, at: number, mark: string, isKey: boolean): boolean {
  const behind = text.slice(at + 1, at + 1 + LOOK_AHEAD).trimStart();
  if (behind === '') return true;
  if (isKey) return behind.startsWith(':');
  if (/^[}\]]/.test(behind)) return true;
  // A comma ends a value when another may begin after it; a line break does where the comma was forgotten.
  if (mark === "'" && /^,\s*[\w$]{1,60}\s*:/.test(behind)) return true;
  if (behind.startsWith(',')) return /^,\s*(?:["'{[}\]\-\d]|true|false|null|\/[/*]|$)/.test(behind);
  return /^(?:["'][\w@:-]{1,60}["']\s*:|\/[/*]|-->|<\/)/.test(behind);
}
