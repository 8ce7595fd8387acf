import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cleanLine, cleanText, searchKey } from '../../src/core/text.ts';

test.each([
  ['nothing', '', ''],
  ['only blanks', ' \t\r\n\u00a0', ''],
  ['only unwanted characters', '\u0000\u202e\u200b\ufeff', ''],
  ['a null byte', 'Ri\u0000vera', 'Rivera'],
  ['an escape sequence', '\u001b[31mred', '[31mred'],
  ['C1 controls', 'a\u0085b\u009fc', 'abc'],
  ['a right-to-left override that would show exe as txt', 'report\u202Etxt.exe', 'reporttxt.exe'],
  ['isolates, marks and embeddings', '\u2066a\u2069\u200e\u200f\u061c\u202a\u202c', 'a'],
  ['an invisible space inside a word', 'Ri\u200bve\ufeffra', 'Rivera'],
  ['an invisible character between two blanks', 'Ana \u200b Rivera', 'Ana Rivera'],
  ['line breaks of every system', 'one\r\ntwo\nthree\u2028four', 'one two three four'],
  ['half a character', 'Ana \ud83d Rivera \udc69', 'Ana Rivera'],
  ['markup', '<b onclick="x()">Ana</b> &amp; co', '<b onclick="x()">Ana</b> &amp; co'],
  ['joiners that scripts and emoji need', 'نمی\u200cخواهم 👩\u200d⚕️', 'نمی\u200cخواهم 👩\u200d⚕️'],
])('a line keeps what can be read: %s', (_name, text, line) => {
  expect(cleanLine(text, 100)).toBe(line);
});

test.each([
  ['line breaks of every system become one kind', 'one\r\ntwo\rthree\nfour', 'one\ntwo\nthree\nfour'],
  ['tabs and indentation stay', 'a\n\t b', 'a\n\t b'],
  ['unwanted characters go', 'a\u202e\u0000\nb\u2067', 'a\nb'],
  ['half a character goes', 'a\ud83d\nb', 'a\nb'],
  ['markup stays text', '<script>alert(1)</script>', '<script>alert(1)</script>'],
])('in a text %s', (_name, text, cleaned) => {
  expect(cleanText(text, 100)).toBe(cleaned);
});

test.each([
  ['abc', 3, 'abc'],
  ['abcd', 3, 'abc'],
  ['ab 👩', 4, 'ab'],
  ['ab👩', 4, 'ab👩'],
  ['ab👩', 3, 'ab'],
  ['ab  cd', 3, 'ab'],
  ['👩', 1, ''],
  ['abc', 0, ''],
])('%j cut to %i is %j', (text, most, cut) => {
  expect(cleanLine(text, most)).toBe(cut);
});

test('what follows a long run of blanks is not lost', () => {
  expect(cleanLine(`${' '.repeat(5000)}Rivera`, 300)).toBe('Rivera');
  expect(cleanText(`${'\n'.repeat(5000)}Rivera`, 300)).toBe('Rivera');
});

test('megabytes are cut before any pattern runs over them', () => {
  // Were the whole text looked at for each, ten thousand of them would not end within the test's time.
  const title = `Rotation\u202e ${'<b>\u0000 x</b> '.repeat(100_000)}`;
  for (let times = 0; times < 10_000; times++) {
    expect(cleanLine(title, 300).length).toBeLessThanOrEqual(300);
  }
});

const anything = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), wildText());

/** Any UTF-16 units at all, halves of characters and unwanted ones more often than chance has them. */
function wildText() {
  const unit = fc.oneof(
    fc.integer({ min: 0, max: 0xffff }),
    fc.constantFrom(0, 9, 10, 13, 32, 0x200b, 0x202e, 0x2066, 0xfeff, 0xd83d, 0xdc69),
  );
  return fc.array(unit, { maxLength: 60 }).map(units => String.fromCharCode(...units));
}

test.each([
  ['line', cleanLine],
  ['text', cleanText],
] as const)('whatever comes in, a cleaned %s fits, is whole, and cleaning it again changes nothing', (name, clean) => {
  fc.assert(
    fc.property(anything, fc.integer({ min: 0, max: 30 }), (text, most) => {
      const cleaned = clean(text, most);
      expect(cleaned.length).toBeLessThanOrEqual(most);
      expect(cleaned.isWellFormed()).toBe(true);
      expect(cleaned).not.toMatch(/(?![\n\t])[\p{Cc}\p{Bidi_Control}]/u);
      if (name === 'line') expect(cleaned).not.toMatch(/[\n\t]|^\s|\s$|\s\s/);
      expect(clean(cleaned, most)).toBe(cleaned);
    }),
  );
});

test.each([
  ['', ''],
  ['!? — ()', ''],
  ['ÁÉÍÓÚ Ñandú', 'aeiou nandu'],
  ['Ångström', 'angstrom'],
  ['A\u030angstro\u0308m', 'angstrom'],
  ['Łukasz Ørsted Straße Ægir', 'lukasz orsted strasse aegir'],
  ['İstanbul ılık', 'istanbul ilik'],
  ["O’Brien O'Brien", 'obrien obrien'],
  ['García-López', 'garcia-lopez'],
  ['  Dr.  Ana\tRivera ', 'dr. ana rivera'],
  ['ａｎａ＠ｘ．ｏｒｇ', 'ana@x.org'],
  ['Анна Иванова', 'анна иванова'],
  ['山田 太郎', '山田 太郎'],
])('for searching, %j is %j', (text, key) => {
  expect(searchKey(text)).toBe(key.normalize('NFKD'));
});
