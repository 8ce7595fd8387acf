import { beforeAll, describe, expect, test } from 'vitest';
import { ADAPTERS } from '../../src/capture/registry.ts';
import { originsOf, READER_IDS, SITES, siteAt } from '../../src/core/sites.ts';
import { BROWSERS, type BuiltTree, builtTree } from './built-tree.ts';
import { CHROMIUM_PERMISSIONS, filesNamedIn, hostsOf, manifestProblems, PERMISSIONS } from './manifest-rules.ts';

describe.each(BROWSERS)('the manifest built for %s', browser => {
  let tree: BuiltTree;
  beforeAll(async () => {
    tree = await builtTree(browser);
  });

  test('asks for what is allowed and no more', () => {
    expect(manifestProblems(tree.manifest, browser)).toEqual([]);
  });

  test('names files that are there', () => {
    const named = filesNamedIn(tree.manifest);
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter(path => !tree.files.has(path))).toEqual([]);
    expect(tree.files.has(`_locales/${tree.manifest.default_locale}/messages.json`)).toBe(true);
  });

  test('can ask for exactly the sites that can have a chip', () => {
    const origins = SITES.filter(({ hasChip }) => hasChip).flatMap(originsOf);
    expect(hostsOf(tree.manifest).toSorted()).toEqual(origins.toSorted());
  });

  test('comes with a script for each site and one for all other pages', () => {
    const scripts = [...tree.files.keys()].filter(path => path.startsWith('capture/read-'));
    const wanted = ['generic', ...SITES.map(({ id }) => id)].map(id => `capture/read-${id}.js`);
    expect(scripts.toSorted()).toEqual(wanted.toSorted());
  });
});

describe('the list of sites', () => {
  const readers = ADAPTERS.filter(({ id }) => id !== 'generic');

  test('has every reader once', () => {
    expect(SITES.flatMap(site => site.readers).toSorted()).toEqual(readers.map(({ id }) => id).toSorted());
    expect([...READER_IDS].toSorted()).toEqual(readers.map(({ id }) => id).toSorted());
  });

  test.for(readers.flatMap(({ id, sampleUrls }) => sampleUrls.map(url => ({ id, url }))))(
    'knows $url for a page of $id',
    ({ id, url }) => {
      expect(siteAt(url)?.readers).toContain(id);
    },
  );
});

describe('a made-up manifest', () => {
  const policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'";
  const chrome = {
    manifest_version: 3,
    permissions: [...PERMISSIONS, ...CHROMIUM_PERMISSIONS],
    optional_host_permissions: ['https://mail.google.com/*'],
    incognito: 'not_allowed',
    minimum_chrome_version: '144',
    content_security_policy: { extension_pages: policy },
  };
  const { minimum_chrome_version: _, ...shared } = chrome;
  const gecko = { id: 'a@b', strict_min_version: '140.0', data_collection_permissions: { required: ['none'] } };
  const sidebar_action = { default_panel: 'panel.html', open_at_install: false };
  const firefox = { ...shared, permissions: PERMISSIONS, browser_specific_settings: { gecko }, sidebar_action };
  const withPolicy = (text: string) => ({ content_security_policy: { extension_pages: text } });

  test('without a fault has none', () => {
    expect(manifestProblems(chrome, 'chrome')).toEqual([]);
    expect(manifestProblems({ ...chrome, ...withPolicy(`${policy}; connect-src 'none'`) }, 'chrome')).toEqual([]);
    expect(manifestProblems(firefox, 'firefox')).toEqual([]);
  });

  test.each([
    [{ permissions: [...chrome.permissions, 'tabs'] }, 'The permission tabs is asked for'],
    [{ permissions: PERMISSIONS }, 'The permission sidePanel is gone'],
    [{ optional_permissions: ['tabs'] }, 'has optional_permissions'],
    [{ host_permissions: [] }, 'has host_permissions'],
    [{ content_scripts: [] }, 'has content_scripts'],
    [{ web_accessible_resources: [] }, 'has web_accessible_resources'],
    [{ externally_connectable: {} }, 'has externally_connectable'],
    [{ browser_specific_settings: {} }, 'has browser_specific_settings'],
    [{ optional_host_permissions: ['<all_urls>'] }, '<all_urls> is not one exact site'],
    [{ optional_host_permissions: ['*://*/*'] }, '*://*/* is not one exact site'],
    [{ optional_host_permissions: ['https://*/*'] }, 'https://*/* is not one exact site'],
    [{ optional_host_permissions: ['https://*.google.com/*'] }, 'is not one exact site'],
    [{ optional_host_permissions: ['http://mail.google.com/*'] }, 'is not one exact site'],
    [{ incognito: 'split' }, 'Private windows are not refused'],
    [{ incognito: undefined }, 'Private windows are not refused'],
    [{ manifest_version: 2 }, 'not of version 3'],
    [{ minimum_chrome_version: '120' }, 'oldest chrome is 120'],
    [{ minimum_chrome_version: undefined }, 'oldest chrome is undefined'],
    [{ content_security_policy: undefined }, 'no content security policy'],
    [{ content_security_policy: { extension_pages: policy, sandbox: '' } }, 'The policy has sandbox'],
    [withPolicy(`${policy}; connect-src https:`), 'allows connecting'],
    [withPolicy(`${policy}; connect-src 'self'`), 'allows connecting'],
    [withPolicy(`${policy}; img-src data:`), 'img-src allows data:'],
    [withPolicy(`${policy}; img-src *`), 'img-src allows *'],
    [withPolicy(policy.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")), 'allows ’unsafe-inline’'],
    [withPolicy(policy.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'")), 'script-src is'],
    [withPolicy(policy.replace("default-src 'none'", "default-src 'self'")), 'default-src is'],
    [withPolicy(policy.replace("; trusted-types 'none'", '')), 'trusted-types is not there'],
    [withPolicy(policy.replace("; require-trusted-types-for 'script'", '')), 'require-trusted-types-for is not there'],
    [withPolicy(policy.replace("; form-action 'none'", '')), 'form-action is not there'],
  ])('is told of %j', (fields, sentence) => {
    const found = manifestProblems({ ...chrome, ...fields }, 'chrome').map(problem => problem.replaceAll("'", '’'));
    expect(found).toEqual(expect.arrayContaining([expect.stringContaining(sentence)]));
  });

  test.each([
    [{ ...firefox, permissions: chrome.permissions }, 'The permission sidePanel is asked for'],
    [{ ...firefox, side_panel: {} }, 'has side_panel'],
    [{ ...firefox, sidebar_action: { default_panel: 'panel.html' } }, 'The sidebar opens itself at install'],
    [{ ...firefox, sidebar_action: { ...sidebar_action, open_at_install: true } }, 'The sidebar opens itself'],
    [{ ...shared, permissions: PERMISSIONS }, 'oldest firefox is undefined'],
    [
      { ...firefox, browser_specific_settings: { gecko: { ...gecko, strict_min_version: '128.0' } } },
      'oldest firefox is 128.0',
    ],
    [
      { ...firefox, browser_specific_settings: { gecko: { ...gecko, data_collection_permissions: {} } } },
      'no data is collected',
    ],
  ])('for Firefox is told of %#', (manifest, sentence) => {
    expect(manifestProblems(manifest, 'firefox')).toEqual(expect.arrayContaining([expect.stringContaining(sentence)]));
  });
});
