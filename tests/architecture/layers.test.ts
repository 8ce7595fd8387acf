import { describe, expect, test } from 'vitest';
import { habitProblems } from './habits.ts';
import { importProblems } from './import-map.ts';
import { type Files, readFiles } from './source.ts';

const src = readFiles('src');

describe('the source', () => {
  test('is found', () => {
    for (const folder of ['core', 'messages', 'storage', 'platform', 'i18n', 'capture', 'background', 'ui']) {
      expect([...src.keys()].some(path => path.startsWith(`src/${folder}/`))).toBe(true);
    }
  });

  test('imports as the map says', () => {
    expect(importProblems(src)).toEqual([]);
  });

  test('keeps the habits', () => {
    expect(habitProblems(src)).toEqual([]);
  });
});

/** A made-up source in which every import has somewhere to go. */
function made(files: Readonly<Record<string, string>>): Files {
  const there = {
    'src/core/dates.ts': 'export const a = 1;',
    'src/messages/protocol.ts': 'export const a = 1;',
    'src/storage/index.ts': 'export const openReader = 1;',
    'src/storage/reader.ts': 'export const a = 1;',
    'src/storage/glance.ts': 'export const a = 1;',
    'src/platform/tabs.ts': 'export const a = 1;',
    'src/platform/heavy.ts': 'export const a = 1;',
    'src/i18n/t.ts': 'export const t = 1;',
    'src/capture/site.ts': 'export const a = 1;',
    'src/files/ics.ts': 'export const a = 1;',
    'src/background/index.ts': 'export const a = 1;',
    'src/ui/components/Button.tsx': 'export const Button = 1;',
    'src/ui/hooks/use-now.ts': 'export const a = 1;',
    'src/ui/styles/index.css': '',
    'src/ui/popup/Popup.tsx': 'export const a = 1;',
    'src/ui/welcome/Welcome.tsx': 'export const a = 1;',
  };
  return new Map(Object.entries({ ...there, ...files }));
}

describe('a made-up source', () => {
  test('without a fault has none', () => {
    const files = made({
      'src/core/reminders/rules.ts': "import * as v from 'valibot';\nimport { a } from '../dates.ts';",
      'src/messages/requests.ts': "import {\n  a,\n} from '../core/dates.ts';\nimport type { B } from './protocol.ts';",
      'src/storage/database.ts': "import Dexie, { type Table } from 'dexie';\nexport * from '../core/dates.ts';",
      'src/platform/browser.ts': "export { default as browser } from 'webextension-polyfill';",
      'src/platform/ids.ts': "import { v7 } from 'uuid';",
      'src/i18n/format.ts':
        "import type messages from '../../public/_locales/en/messages.json';\nimport '../platform/tabs.ts';",
      'src/capture/gmail.ts': "import type { B } from '../core/dates.ts';\nimport { a } from './site.ts';",
      'src/background/on-menu.ts':
        "import { openStorage } from '../storage/index.ts';\nimport { t } from '../i18n/t.ts';",
      'src/ui/popup/main.tsx':
        "import '../styles/index.css';\nimport { render } from 'preact';\nimport { useState } from 'preact/hooks';\nimport { openReader } from '../../storage/index.ts';\nimport { a } from './Popup.tsx';",
      'src/ui/hooks/reader.ts':
        "const load = () => import('../../storage/index.ts').then(({ openReader }) => openReader());",
      'src/ui/popup/load-due.ts': "import { glance } from '../../storage/glance.ts';",
      'src/platform/messaging.ts': "import type { Runtime } from 'webextension-polyfill';",
      'src/files/ics.ts': "import ICAL from 'ical.js';",
      'src/ui/dashboard/import-files.ts':
        "import type { A } from '../../files/ics.ts';\nexport const load = () => import('../../files/ics.ts');",
      'src/ui/components/Card.tsx':
        "import { Button } from './Button.tsx';\nimport type { LocalDate } from '../../core/dates.ts';",
    });
    expect(importProblems(files)).toEqual([]);
  });

  test.each([
    ['src/core/a.ts', "import { a } from '../messages/protocol.ts';", 'core may import its own files'],
    ['src/core/a.ts', "import type { A } from '../storage/index.ts';", 'core may import its own files'],
    ['src/core/a.ts', "import Dexie from 'dexie';", 'core may import valibot'],
    ['src/core/a.ts', "import { readFile } from 'node:fs';", 'imports the package node:fs'],
    ['src/core/a.ts', "const x: import('../platform/tabs.ts').A = 1;", 'src/platform/tabs.ts'],
    ['src/core/a.ts', "export {\n  a,\n  b,\n} from '../ui/popup/Popup.tsx';", 'src/ui/popup/Popup.tsx'],
    ['src/core/a.ts', "export * from '../i18n/t.ts';", 'src/i18n/t.ts'],
    ['src/core/a.ts', "export type * from '../i18n/t.ts';", 'src/i18n/t.ts'],
    ['src/core/a.ts', "import { a } from './dates';", 'Write the path with its extension'],
    ['src/core/a.ts', "import { a } from '../../tests/support/x.ts';", 'keep to src'],
    ['src/messages/a.ts', "import { a } from '../platform/tabs.ts';", 'messages may import'],
    ['src/messages/a.ts', "import browser from 'webextension-polyfill';", 'webextension-polyfill'],
    ['src/storage/a.ts', "import { a } from '../platform/tabs.ts';", 'storage may import'],
    ['src/storage/a.ts', "import { v7 } from 'uuid';", 'storage may import dexie, valibot'],
    ['src/platform/a.ts', "import { a } from '../storage/index.ts';", 'platform may import'],
    ['src/platform/a.ts', "import { v7 } from 'uuid';", 'Only src/platform/ids.ts may'],
    ['src/platform/a.ts', "import browser from 'webextension-polyfill';", 'Only src/platform/browser.ts may'],
    ['src/i18n/a.ts', "import { a } from '../storage/index.ts';", 'i18n may import'],
    ['src/i18n/a.ts', "import messages from '../../public/_locales/en/messages.json';", 'only as a type'],
    ['src/i18n/a.ts', "import browser from 'webextension-polyfill';", 'no package'],
    ['src/capture/a.ts', "import { a } from '../core/dates.ts';", 'capture may import its own files and types of core'],
    ['src/capture/a.ts', "import type { A } from '../platform/tabs.ts';", 'src/platform/tabs.ts'],
    ['src/capture/a.ts', "import * as v from 'valibot';", 'capture may import no package'],
    ['src/files/a.ts', "import type { A } from '../capture/site.ts';", 'files may import its own files, core'],
    ['src/files/a.ts', "import * as v from 'valibot';", 'files may import postal-mime, ical.js, papaparse'],
    ['src/background/a.ts', "import { a } from '../files/ics.ts';", 'background may import'],
    ['src/ui/dashboard/a.ts', "import { readIcs } from '../../files/ics.ts';", 'load it with import()'],
    ['src/background/a.ts', "import { a } from '../ui/popup/Popup.tsx';", 'background may import'],
    ['src/background/a.ts', "import type { A } from '../capture/site.ts';", 'background may import'],
    ['src/background/a.ts', "import Dexie from 'dexie';", 'imports the package dexie'],
    ['src/background/a.ts', "const load = () => import('../platform/heavy.ts');", 'where that throws'],
    ['src/background/a.ts', 'const load = (path: string) => import(path);', 'Write the path out'],
    ['src/ui/hooks/a.ts', "import { a } from '../../background/index.ts';", 'ui may import'],
    ['src/ui/hooks/a.ts', "import { a } from '../../capture/site.ts';", 'ui may import'],
    ['src/ui/hooks/a.ts', "import { liveQuery } from 'dexie';", 'imports the package dexie'],
    ['src/ui/hooks/a.ts', "import { a } from '../../storage/reader.ts';", 'Pages read through src/storage/index.ts'],
    ['src/ui/hooks/a.ts', "import { openStorage } from '../../storage/index.ts';", 'the worker writes'],
    [
      'src/ui/hooks/a.ts',
      "import('../../storage/index.ts').then(({ openStorage }) => openStorage());",
      'the worker writes',
    ],
    ['src/ui/hooks/a.ts', "import type { Storage } from '../../storage/index.ts';", 'the worker writes'],
    ['src/ui/hooks/a.ts', "import * as storage from '../../storage/index.ts';", 'the worker writes'],
    ['src/ui/hooks/a.ts', "import { a } from '../popup/Popup.tsx';", 'Pages never import each other'],
    ['src/ui/popup/a.ts', "import { a } from '../welcome/Welcome.tsx';", 'Pages never import each other'],
    ['src/ui/components/A.tsx', "import { t } from '../../i18n/t.ts';", 'pass it in'],
    ['src/ui/components/A.tsx', "import { a } from '../../platform/tabs.ts';", 'pass it in'],
    ['src/ui/components/A.tsx', "import type { A } from '../../storage/index.ts';", 'pass it in'],
    ['src/ui/components/A.tsx', "import { a } from '../../messages/protocol.ts';", 'pass it in'],
    ['src/ui/components/A.tsx', "import { a } from '../hooks/use-now.ts';", 'pass it in'],
    ['src/ui/components/A.tsx', "import { signal } from '@preact/signals';", 'imports the package @preact/signals'],
    ['src/extra/a.ts', "import { a } from '../core/dates.ts';", 'lies in no layer'],
  ])('is told of an import: %s, %s', (path, text, sentence) => {
    const problems = importProblems(made({ [path]: text }));
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(path);
    expect(problems[0]).toContain(sentence);
  });

  test('is told of a dynamic import that the worker reaches through others, and of none that only pages reach', () => {
    const lazy = "export const load = () => import('./heavy.ts');";
    const files = { 'src/platform/lazy.ts': lazy, 'src/platform/between.ts': "export { load } from './lazy.ts';" };
    const page = { 'src/ui/popup/main.tsx': "import { load } from '../../platform/between.ts';" };
    expect(importProblems(made({ ...files, ...page }))).toEqual([]);
    const type = { 'src/background/a.ts': "import type { load } from '../platform/between.ts';" };
    expect(importProblems(made({ ...files, ...type }))).toEqual([]);
    const worker = { 'src/background/a.ts': "import { load } from '../platform/between.ts';" };
    expect(importProblems(made({ ...files, ...worker }))).toEqual([
      expect.stringContaining("src/platform/lazy.ts calls import('./heavy.ts')"),
    ]);
  });

  test.each([
    ['src/ui/popup/A.tsx', 'node.innerHTML = text;', 'uses innerHTML'],
    ['src/ui/popup/A.tsx', "node['innerHTML'] = text;", 'uses innerHTML'],
    ['src/ui/popup/A.tsx', 'Object.assign(node, { innerHTML: text });', 'uses innerHTML'],
    ['src/ui/popup/A.tsx', 'node.outerHTML = text;', 'uses outerHTML'],
    ['src/ui/popup/A.tsx', "node.insertAdjacentHTML('beforeend', text);", 'uses insertAdjacentHTML'],
    [
      'src/ui/popup/A.tsx',
      'const a = <p dangerouslySetInnerHTML={{ __html: text }} />;',
      'uses dangerouslySetInnerHTML',
    ],
    ['src/capture/a.ts', 'document.write(text);', 'uses document.write'],
    ['src/capture/a.ts', 'page.writeln(text);', 'uses document.write'],
    ['src/core/a.ts', 'eval(text);', 'run as code'],
    ['src/core/a.ts', 'new Function(text);', 'run as code'],
    ['src/core/a.ts', "fetch('x');", 'no network request'],
    ['src/core/a.ts', "globalThis.fetch('x');", 'no network request'],
    ['src/core/a.ts', 'new XMLHttpRequest();', 'no network request'],
    ['src/core/a.ts', "new WebSocket('x');", 'no network request'],
    ['src/core/a.ts', "new EventSource('x');", 'no network request'],
    ['src/core/a.ts', "navigator.sendBeacon('x');", 'no network request'],
    ['src/background/a.ts', 'let count = 0;', 'keeps the variable count'],
    ['src/background/a.ts', 'var count = 0;', 'keeps the variable count'],
    ['src/background/a.ts', 'export let count = 0;', 'keeps the variable count'],
    [
      'src/background/a.ts',
      'const seen = new Set<string>();\nconst f = (id: string) => seen.add(id);',
      'the collection seen',
    ],
    ['src/background/a.ts', 'const seen = new Map();\nfunction f() { seen.set(1, 2); }', 'the collection seen'],
    ['src/background/a.ts', 'const seen = [];\nfunction f() { seen.push(1); }', 'the collection seen'],
    ['src/background/a.ts', 'const seen = {} as A;\nfunction f() { seen.a.b = 1; }', 'the collection seen'],
    ['src/background/a.ts', 'const seen = { count: 0 };\nfunction f() { seen.count++; }', 'the collection seen'],
    ['src/background/a.ts', 'const seen = {};\nfunction f(id) { delete seen[id]; }', 'the collection seen'],
    ['src/background/a.ts', 'const seen = {};\nfunction f() { Object.assign(seen, { a: 1 }); }', 'the collection seen'],
    ['src/core/a.ts', '// TODO: tidy', 'without a date'],
    ['src/core/a.ts', '// FIXME later', 'without a date'],
    ['src/core/a.ts', '// TODO [soon]: tidy', 'without a date'],
    ['src/ui/styles/a.css', '/* TODO */', 'without a date'],
    ['src/core/camelCase.ts', '', 'kebab-case'],
    ['src/core/snake_case.ts', '', 'kebab-case'],
    ['src/ui/components/button.tsx', '', 'PascalCase'],
    ['src/ui/hooks/UseNow.ts', '', 'kebab-case'],
    ['src/core/utils.ts', '', 'Name it after what it holds'],
    ['src/core/helpers.ts', '', 'Name it after what it holds'],
    ['src/ui/common.ts', '', 'Name it after what it holds'],
  ])('is told of a habit broken: %s, %j', (path, text, sentence) => {
    const problems = habitProblems(new Map([[path, text]]));
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(path);
    expect(problems[0]).toContain(sentence);
  });

  test.each([
    [
      'src/core/a.ts',
      "// The page's innerHTML is never assigned, and nothing calls fetch() or eval().\nconst a = 'innerHTML';",
    ],
    ['src/core/a.ts', '// TODO [2027-09-01]: drop'],
    ['src/core/0001-first.ts', ''],
    ['src/capture/read-page.iife.ts', 'node.textContent = text;'],
    ['src/ui/popup/main.tsx', ''],
    [
      'src/background/a.ts',
      'const NAMES = ["a"];\nconst BY = { a: 1 };\nconst S = new Set(NAMES);\nfunction f() { const own = []; own.push(NAMES[0], BY.a, S.has("a")); }',
    ],
    ['src/platform/a.ts', 'let count = 0;\ncount++;'],
  ])('is not told of what is no fault: %s, %j', (path, text) => {
    expect(habitProblems(new Map([[path, text]]))).toEqual([]);
  });
});
