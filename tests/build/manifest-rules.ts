import type { BrowserName } from './built-tree.ts';

/** What a built manifest may hold. A new permission or host is a change of its own, with its reason, here and in PRIVACY.md. */

export const PERMISSIONS = ['activeTab', 'alarms', 'contextMenus', 'notifications', 'scripting', 'unlimitedStorage'];
export const CHROMIUM_PERMISSIONS = ['sidePanel'];

/** Temporal came with Chromium 144; Firefox shows since 140 at install what data an add-on collects. */
const OLDEST = { chrome: 144, firefox: 140 } as const;

const KEYS = [
  ...['manifest_version', 'name', 'short_name', 'description', 'version', 'default_locale', 'icons', 'author'],
  ...['action', 'background', 'commands', 'options_ui', 'omnibox', 'permissions', 'optional_host_permissions'],
  ...['incognito', 'content_security_policy', 'homepage_url'],
];
const KEYS_OF = {
  chrome: ['minimum_chrome_version', 'side_panel'],
  firefox: ['browser_specific_settings', 'sidebar_action'],
} as const;

/** One site, named whole: no star in the host, and only on encrypted connections. */
const EXACT_HOST = /^https:\/\/[a-z0-9-]+(?:\.[a-z0-9-]+)+\/\*$/;

type Manifest = Readonly<Record<string, unknown>>;

function textsIn(value: unknown): string[] {
  return Array.isArray(value) ? value.filter(item => typeof item === 'string') : [];
}

function fieldOf(value: unknown, ...path: readonly string[]): unknown {
  let found = value;
  for (const name of path) {
    found =
      typeof found === 'object' && found !== null ? (found as Readonly<Record<string, unknown>>)[name] : undefined;
  }
  return found;
}

export function permissionsOf(manifest: Manifest): readonly string[] {
  return textsIn(manifest.permissions);
}

export function hostsOf(manifest: Manifest): readonly string[] {
  return textsIn(manifest.optional_host_permissions);
}

/** A sentence for everything in a built manifest that should not be, or is missing. */
export function manifestProblems(manifest: Manifest, browser: BrowserName): string[] {
  const problems: string[] = [];
  const allowedKeys: readonly string[] = [...KEYS, ...KEYS_OF[browser]];
  for (const key of Object.keys(manifest)) {
    if (!allowedKeys.includes(key)) {
      problems.push(
        `The manifest has ${key}, which it may not. If it is needed, allow it with its reason in tests/build.`,
      );
    }
  }
  if (manifest.manifest_version !== 3) problems.push('The manifest is not of version 3.');
  if (manifest.incognito !== 'not_allowed')
    problems.push('Private windows are not refused: set incognito to not_allowed.');

  const allowed = browser === 'chrome' ? [...PERMISSIONS, ...CHROMIUM_PERMISSIONS] : PERMISSIONS;
  const asked = permissionsOf(manifest);
  for (const permission of asked) {
    if (!allowed.includes(permission)) {
      problems.push(
        `The permission ${permission} is asked for. Do without, or allow it here and give its reason in PRIVACY.md.`,
      );
    }
  }
  for (const permission of allowed) {
    if (!asked.includes(permission))
      problems.push(`The permission ${permission} is gone. Take it off the list and out of PRIVACY.md.`);
  }
  for (const host of hostsOf(manifest)) {
    if (!EXACT_HOST.test(host))
      problems.push(`The optional host ${host} is not one exact site. Write https://its.host/*.`);
  }
  return [...problems, ...versionProblems(manifest, browser), ...policyProblems(manifest)];
}

function versionProblems(manifest: Manifest, browser: BrowserName): string[] {
  const stated =
    browser === 'chrome'
      ? manifest.minimum_chrome_version
      : fieldOf(manifest, 'browser_specific_settings', 'gecko', 'strict_min_version');
  const problems: string[] = [];
  if (typeof stated !== 'string' || !(Number.parseInt(stated, 10) >= OLDEST[browser])) {
    problems.push(`The oldest ${browser} is ${stated}. It has to be at least ${OLDEST[browser]}.`);
  }
  if (browser === 'firefox') {
    const collected = fieldOf(
      manifest,
      'browser_specific_settings',
      'gecko',
      'data_collection_permissions',
      'required',
    );
    if (JSON.stringify(collected) !== '["none"]') problems.push('Firefox is not told that no data is collected.');
    if (typeof fieldOf(manifest, 'browser_specific_settings', 'gecko', 'id') !== 'string')
      problems.push('Firefox needs an id.');
    // Left out it is true.
    if (fieldOf(manifest, 'sidebar_action', 'open_at_install') !== false)
      problems.push('The sidebar opens itself at install: set open_at_install to false.');
  }
  return problems;
}

/** What pages may load and do. Each has to be there, and to say this and nothing more. */
const POLICY: Readonly<Record<string, readonly string[]>> = {
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  'object-src': ["'none'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
  'require-trusted-types-for': ["'script'"],
  'trusted-types': ["'none'"],
};

function policyProblems(manifest: Manifest): string[] {
  const policies = manifest.content_security_policy;
  const text = fieldOf(policies, 'extension_pages');
  if (typeof text !== 'string') return ['Pages have no content security policy.'];
  const problems = Object.keys(policies as object)
    .filter(name => name !== 'extension_pages')
    .map(name => `The policy has ${name}: there are no such pages.`);
  const directives = new Map(
    text.split(';').flatMap(part => {
      const [name, ...sources] = part.trim().split(/\s+/);
      return name ? [[name, sources] as const] : [];
    }),
  );
  for (const [name, expected] of Object.entries(POLICY)) {
    if (directives.get(name)?.join(' ') !== expected.join(' ')) {
      problems.push(
        `The policy’s ${name} is ${directives.get(name)?.join(' ') ?? 'not there'}. It has to be ${expected.join(' ')}.`,
      );
    }
  }
  // Not there, it is as default-src.
  if (directives.has('connect-src') && directives.get('connect-src')?.join(' ') !== "'none'") {
    problems.push('The policy allows connecting. Vouch makes no network request: connect-src is ’none’.');
  }
  for (const [name, sources] of directives) {
    for (const source of sources) {
      if (/unsafe|\*|^[a-z][a-z+.-]*:/.test(source))
        problems.push(`The policy’s ${name} allows ${source}. Only our own files may be used.`);
    }
  }
  return problems;
}

/** Every file that the manifest names. */
export function filesNamedIn(value: unknown): string[] {
  if (typeof value === 'string')
    return /^[\w./-]+\.(?:js|html|css|png|svg|json)$/.test(value) ? [value.replace(/^\//, '')] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(filesNamedIn);
}
