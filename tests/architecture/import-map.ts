import { posix } from 'node:path';
import { child, type Files, type Import, isScript, nameOf, nodesOf, parseSource, type Source } from './source.ts';

/** The import map of the design (`core` below, entries above), as data: what may import what. */

interface Layer {
  /** Folders of `src` whose files it may import. */
  readonly folders: readonly string[];
  /** Folders of which it may take types. */
  readonly types?: readonly string[];
  readonly packages: readonly string[];
}

const LAYERS: Readonly<Record<string, Layer>> = {
  core: { folders: ['core'], packages: ['valibot'] },
  messages: { folders: ['messages', 'core'], packages: ['valibot'] },
  storage: { folders: ['storage', 'core'], packages: ['dexie', 'valibot'] },
  platform: {
    folders: ['platform', 'core', 'messages'],
    packages: ['webextension-polyfill', 'uuid', 'valibot'],
  },
  i18n: { folders: ['i18n', 'platform', 'core'], packages: [] },
  files: { folders: ['files', 'core'], packages: ['postal-mime', 'ical.js', 'papaparse'] },
  capture: { folders: ['capture'], types: ['core', 'messages'], packages: [] },
  background: { folders: ['background', 'core', 'messages', 'storage', 'i18n', 'platform'], packages: ['valibot'] },
  ui: {
    folders: ['ui', 'core', 'messages', 'storage', 'i18n', 'platform', 'files'],
    packages: ['preact', 'chrono-node'],
  },
};

/** Packages that one file alone may import, but for types, so that the rest of its layer speaks our words. */
const ONLY_IN: Readonly<Record<string, string>> = {
  uuid: 'src/platform/ids.ts',
  'webextension-polyfill': 'src/platform/browser.ts',
  'chrono-node': 'src/ui/due/late/plain-date.ts',
};

/** What a page needs only once somebody asks for it: kept out of the file that every page waits for, see `CHUNKS` in vite.config.ts. */
const LATE_FOLDER = 'src/ui/due/late/';

const UI_ENTRIES = ['popup', 'sidepanel', 'dashboard', 'welcome'];

/** What `ui/components` may import: it gets data and callbacks, and fetches nothing. */
const COMPONENTS_FOLDERS = ['src/ui/components/', 'src/ui/styles/', 'src/core/'];

const STORAGE_DOOR = 'src/storage/index.ts';
/** Doors of pages: the reading half alone, and what a page shows before Dexie is loaded. They read only. */
const STORAGE_GLANCES = [
  ...['src/storage/reading.ts', 'src/storage/glance.ts', 'src/storage/first-look.ts', 'src/storage/table-reader.ts'],
  ...['src/storage/raw-due.ts', 'src/storage/raw-rows.ts'],
];
/** The writing half: pages ask, the worker does. */
const WORKER_ONLY = ['openStorage', 'Storage', 'Change', 'ChangeContext'];

/** The locale files that `i18n` checks its keys against. */
const LOCALES = 'public/_locales/';

/** A sentence for every import that the map does not allow. */
export function importProblems(files: Files): string[] {
  const sources = [...files].filter(([path]) => isScript(path)).map(([path, text]) => parseSource(path, text));
  return [
    ...sources.flatMap(writingProblems),
    ...sources.flatMap(source => source.imports.flatMap(one => problemsOf(source, one, files))),
    ...dynamicImportProblems(sources),
  ];
}

function isRelative(from: string): boolean {
  return from.startsWith('.');
}

/** The path a relative import names, from the repository's root. */
function targetOf(source: Source, from: string): string {
  return posix.join(posix.dirname(source.path), from.replace(/\?.*$/, ''));
}

function layerOf(path: string): string {
  return /^src\/([^/]+)\//.exec(path)?.[1] ?? '';
}

function problemsOf(source: Source, one: Import, files: Files): string[] {
  const { path } = source;
  const name = layerOf(path);
  const layer = Object.hasOwn(LAYERS, name) ? LAYERS[name] : undefined;
  if (layer === undefined) {
    return [
      `${path} lies in no layer. Move it, or say in tests/architecture/import-map.ts what its folder may import.`,
    ];
  }
  if (one.from === '') {
    return [`${path} calls import() with a path made at run time, which no test can follow. Write the path out.`];
  }
  if (!isRelative(one.from)) return packageProblems(path, name, layer, one);

  const target = targetOf(source, one.from);
  if (target.startsWith(LOCALES)) {
    return name === 'i18n' && one.isType
      ? []
      : [`${path} imports ${target}. Only i18n may, and only as a type; everybody else calls t().`];
  }
  if (!files.has(target)) {
    return [
      `${path} imports ${one.from}, which is no file of src. Write the path with its extension, and keep to src.`,
    ];
  }
  const to = layerOf(target);
  const isAllowed = layer.folders.includes(to) || (one.isType && layer.types?.includes(to) === true);
  if (!isAllowed) {
    const may = layer.folders.map(folder => (folder === name ? 'its own files' : folder)).join(', ');
    const types = layer.types === undefined ? '' : ` and types of ${layer.types.join(', ')}`;
    return [`${path} imports ${target}. ${name} may import ${may}${types}: move the code down, or pass it in.`];
  }
  return name === 'ui' ? uiProblems(path, target, one) : [];
}

function packageProblems(path: string, name: string, layer: Layer, { from, isType }: Import): string[] {
  const packageName = /^(@[^/]+\/[^/]+|[^/]+)/.exec(from)?.[1] ?? from;
  if (!layer.packages.includes(packageName)) {
    return [
      `${path} imports the package ${packageName}. ${name} may import ${layer.packages.join(', ') || 'no package'}: use the layer that wraps it, or change the map with a reason.`,
    ];
  }
  const only = ONLY_IN[packageName];
  return isType || only === undefined || only === path
    ? []
    : [`${path} imports the package ${packageName}. Only ${only} may: import what you need from there.`];
}

function uiProblems(path: string, target: string, one: Import): string[] {
  const problems: string[] = [];
  if (path.startsWith('src/ui/components/') && !COMPONENTS_FOLDERS.some(folder => target.startsWith(folder))) {
    problems.push(
      `${path} imports ${target}. Components get data, callbacks and sentences from the view that shows them: pass it in.`,
    );
  }
  if (target.startsWith('src/files/') && !one.isDynamic && !one.isType) {
    problems.push(
      `${path} imports ${target}. Its libraries are large and seldom needed: load it with import() when a file is there.`,
    );
  }
  if (target.startsWith(LATE_FOLDER) && !path.startsWith(LATE_FOLDER) && !one.isDynamic && !one.isType) {
    problems.push(`${path} imports ${target}. A popup would wait for it: load it with import() when it is asked for.`);
  }
  const entryOf = (file: string) => UI_ENTRIES.find(entry => file.startsWith(`src/ui/${entry}/`));
  const targetEntry = entryOf(target);
  if (targetEntry !== undefined && targetEntry !== entryOf(path)) {
    problems.push(
      `${path} imports ${target}. Pages never import each other, nor does anything shared import a page: move what both need into a folder of its own below src/ui.`,
    );
  }
  if (target.startsWith('src/storage/')) {
    if (target !== STORAGE_DOOR && !STORAGE_GLANCES.includes(target)) {
      problems.push(`${path} imports ${target}. Pages read through ${STORAGE_DOOR}: import its reader.`);
    }
    const isAll = one.names.includes('*') && !one.isDynamic;
    for (const taken of isAll ? ['everything'] : one.names.filter(each => WORKER_ONLY.includes(each))) {
      problems.push(
        `${path} takes ${taken} from ${target}. Pages read, and the worker writes: use openReader() to read and call() to write.`,
      );
    }
  }
  return problems;
}

/** Loaded late, the writing half is not among the names of an import. */
function writingProblems({ path, program }: Source): string[] {
  const isTaken = [...nodesOf(program)].some(
    node => node.type === 'Property' && nameOf(child(node, 'key')) === 'openStorage',
  );
  return path.startsWith('src/ui/') && isTaken
    ? [`${path} takes openStorage. Pages read, and the worker writes: use openReader() to read and call() to write.`]
    : [];
}

/** `import()` throws in a service worker, so nothing it loads may have one. */
function dynamicImportProblems(sources: readonly Source[]): string[] {
  const byPath = new Map(sources.map(source => [source.path, source]));
  const inWorker = new Set<string>();
  const visit = (path: string) => {
    const source = byPath.get(path);
    if (source === undefined || inWorker.has(path)) return;
    inWorker.add(path);
    for (const { from, isType } of source.imports) if (!isType && isRelative(from)) visit(targetOf(source, from));
  };
  for (const { path } of sources) if (path.startsWith('src/background/')) visit(path);
  return [...inWorker].flatMap(path =>
    (byPath.get(path)?.imports ?? [])
      .filter(({ from, isDynamic }) => isDynamic && from !== '')
      .map(
        ({ from }) =>
          `${path} calls import('${from}') and is part of the worker, where that throws. Import it statically, or do the work in a page.`,
      ),
  );
}
