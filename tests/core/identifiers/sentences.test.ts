import { describe, expect, test } from 'vitest';
import { findIdentifiers } from '../../../src/core/patient-privacy.ts';
import { KNOWN, MARKED, UNMARKED } from './sentences.ts';

const rowsOf = (table: Readonly<Record<string, readonly string[]>>) =>
  Object.entries(table).flatMap(([about, sentences]) => sentences.map(sentence => [about, sentence] as const));

const stretches = (text: string) =>
  findIdentifiers(text, { known: KNOWN }).map(({ start, end }) => text.slice(start, end));

describe('an ordinary sentence stays unmarked', () => {
  test.each(rowsOf(UNMARKED))('%s: %s', (_about, sentence) => {
    expect(stretches(sentence)).toEqual([]);
  });
});

describe('what tells who a patient is is marked, and nothing else', () => {
  test.each(rowsOf(MARKED))('%s: %s', (_about, sentence) => {
    expect(stretches(sentence.replace(/[«»]/g, ''))).toEqual([...sentence.matchAll(/«(.*?)»/g)].map(([, it]) => it));
  });
});

test('both tables are long enough to say something, and no sentence is there twice', () => {
  for (const table of [UNMARKED, MARKED]) {
    const sentences = rowsOf(table).map(([, sentence]) => sentence);
    expect(sentences.length).toBeGreaterThanOrEqual(150);
    expect(new Set(sentences).size).toBe(sentences.length);
  }
});
