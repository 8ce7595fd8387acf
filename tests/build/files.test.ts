import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, sep } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { ROOT } from '../support/build-extension.ts';
import { BROWSERS, type BuiltTree, builtTree } from './built-tree.ts';
import { fileProblems, gzippedBytes, plainScriptProblems, scriptsOf } from './file-rules.ts';

const POPUP = 'src/ui/popup/index.html';

/** Budgets, in bytes gzipped. They move in the change that needs it, with its reason. */
const MOST_POPUP = 120 * 1024;
/** A site's own reader; and that of all other pages, which knows every vocabulary in which pages say things. */
const MOST_SITE_READER = 36_000;
const MOST_GENERIC_READER = 64_000;
/** The chip with the readers of its site, which runs in every page of an allowed site. */
const MOST_CHIP = 25_000;

const MACHINE = [ROOT, `${homedir()}${sep}`, '/node_modules/'];

describe.each(BROWSERS)('the files built for %s', browser => {
  let tree: BuiltTree;
  beforeAll(async () => {
    tree = await builtTree(browser);
  });

  test('load nothing from elsewhere, send nothing, make no markup, and say nothing of the machine', () => {
    expect(tree.files.size).toBeGreaterThan(10);
    expect(fileProblems(tree.files, MACHINE)).toEqual([]);
  });

  test('have scripts for web pages that are one plain file each, within their budgets', () => {
    const scripts = [...tree.files.keys()].filter(path => path.startsWith('capture/'));
    expect(scripts.length).toBeGreaterThan(8);
    for (const path of scripts) {
      expect(plainScriptProblems(path, tree.text(path)), path).toEqual([]);
      const most = path.startsWith('capture/chip-')
        ? MOST_CHIP
        : path === 'capture/read-generic.js'
          ? MOST_GENERIC_READER
          : MOST_SITE_READER;
      expect(gzippedBytes([path], tree.files), path).toBeLessThan(most);
    }
  });

  test('have a popup within its budget, with all that it loads later', () => {
    const { initial, total } = scriptsOf(POPUP, tree.files);
    expect(initial.length).toBeGreaterThan(0);
    expect([...initial, ...total].filter(path => !tree.files.has(path))).toEqual([]);
    expect(gzippedBytes(initial, tree.files)).toBeLessThanOrEqual(gzippedBytes(total, tree.files));
    expect(gzippedBytes(total, tree.files)).toBeLessThan(MOST_POPUP);
  });

  test('show the sentences of the source', () => {
    const source = readFileSync(join(ROOT, 'public/_locales/en/messages.json'), 'utf8');
    expect(JSON.parse(tree.text('_locales/en/messages.json'))).toEqual(JSON.parse(source));
  });
});

describe('a made-up tree', () => {
  const made = (files: Readonly<Record<string, string>>) =>
    new Map(Object.entries(files).map(([path, text]) => [path, Buffer.from(text)]));
  const problems = (files: Readonly<Record<string, string>>) => fileProblems(made(files), ['/home/somebody/vouch']);
  const preact = "f?e.innerHTML=f.__html:e.textContent='';";

  test('without a fault has none', () => {
    const page =
      '<script type="module" src="/assets/a.js"></script><link href="./a.css" rel="stylesheet"><a href="#top">';
    const found = problems({
      'a.html': page,
      'a.css': '.a{background:url(a.png)}',
      'a.png': '',
      'assets/a.js': `import{b}from"./b.js";import(\`./b.js\`);node.fetch();const ns="http://www.w3.org/2000/svg";${preact}`,
      'assets/b.js': 'const a="https://example.org";export{a as b};',
      'manifest.json': '{}',
    });
    expect(found).toEqual([]);
  });

  test.each([
    ['a.html', '<script src="https://cdn.example/a.js"></script>', 'loads https://cdn.example/a.js'],
    ['a.html', '<img src=//cdn.example/a.png>', 'loads //cdn.example/a.png'],
    ['a.html', "<link href='http://cdn.example/a.css'>", 'loads http://cdn.example/a.css'],
    ['a.html', '<form action="https://x.example/">', 'loads https://x.example/'],
    ['a.html', '<script src="/gone.js"></script>', 'was not built'],
    ['a.html', '<script>start()</script>', 'a script in the page'],
    ['a.html', '<style>a{}</style>', 'a style in the page'],
    ['a.html', '<p style="color:red">', 'a style in the page'],
    ['a.html', '<p onclick="x()">', 'a handler in the page'],
    ['a.css', '.a{background:url("https://x.example/a.png")}', 'loads https://x.example/a.png'],
    ['a.css', '.a{background:url(data:image/png;base64,AAAA)}', 'loads data:image/png'],
    ['a.css', '@import "b.css";', 'imports a style'],
    ['a.js', 'import("https://x.example/a.js")', 'imports https://x.example/a.js'],
    ['a.js', 'import("http"+rest)', 'a path made at run time'],
    ['a.js', 'import{a}from"//x.example/a.js"', 'imports //x.example/a.js'],
    ['a.js', 'fetch("x")', 'uses fetch'],
    ['a.js', 'self.fetch("x")', 'uses fetch'],
    ['a.js', 'new WebSocket("x")', 'uses WebSocket'],
    ['a.js', 'navigator.sendBeacon("x")', 'uses sendBeacon'],
    ['a.js', 'new Function("x")', 'uses Function'],
    ['a.js', `${preact}other.innerHTML=x;`, 'assigns innerHTML'],
    ['a.js', '//# sourceMappingURL=a.js.map', 'source map'],
    ['a.js', 'const at="/home/somebody/vouch/src/a.ts"', 'a path of the machine'],
    ['a.json', '"/home/somebody/vouch"', 'a path of the machine'],
    ['a.js.map', '{}', 'of a sort nobody needs'],
    ['.vite/license.md', '', 'of a sort nobody needs'],
  ])('is told of %s: %s', (path, text, sentence) => {
    expect(problems({ [path]: text })).toEqual(expect.arrayContaining([expect.stringContaining(sentence)]));
  });

  test.each(['import"./a.js";run()', 'export const a=1', 'import("./a.js")', 'const a=;'])(
    'is no plain script: %s',
    text => {
      if (text.endsWith('=;')) expect(() => plainScriptProblems('a.js', text)).toThrow();
      else expect(plainScriptProblems('a.js', text)).not.toEqual([]);
      expect(plainScriptProblems('a.js', '(()=>1)();')).toEqual([]);
    },
  );

  test('is counted with what is loaded at once, and with what is loaded later', () => {
    const files = made({
      'src/p.html': '<script type="module" src="/assets/a.js"></script>',
      'assets/a.js': 'import"./b.js";import("./c.js")',
      'assets/b.js': 'export{x}from"./a.js"',
      'assets/c.js': 'import"./d.js"',
      'assets/d.js': '',
      'assets/e.js': '',
    });
    const { initial, total } = scriptsOf('src/p.html', files);
    expect(initial).toEqual(['assets/a.js', 'assets/b.js']);
    expect(total).toEqual(['assets/a.js', 'assets/b.js', 'assets/c.js', 'assets/d.js']);
    expect(gzippedBytes(total, files)).toBeGreaterThan(gzippedBytes(initial, files));
  });
});
