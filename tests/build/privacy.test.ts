import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT } from '../support/build-extension.ts';
import { BROWSERS, builtTree } from './built-tree.ts';
import { hostsOf, permissionsOf } from './manifest-rules.ts';

/** A sentence for every permission that PRIVACY.md does not give a reason for, and for every reason without one. */
function privacyProblems(markdown: string, permissions: ReadonlySet<string>, hosts: ReadonlySet<string>): string[] {
  const rows = [...markdown.matchAll(/^\|\s*`([^`]+)`\s*\|\s*(.*?)\s*\|/gm)].map(([, name = '', reason = '']) => ({
    name,
    reason,
  }));
  const problems = rows.flatMap(({ name, reason }) => {
    if (!permissions.has(name) && !hosts.has(name))
      return [`PRIVACY.md explains ${name}, which is not asked for. Remove it.`];
    const isSentence = /^\p{Lu}.*[.!]$/u.test(reason) && reason.split(/\s+/).length >= 4;
    return isSentence ? [] : [`PRIVACY.md says of ${name} only "${reason}". Write a whole sentence.`];
  });
  const named = rows.map(({ name }) => name);
  for (const name of new Set(named)) {
    if (named.indexOf(name) !== named.lastIndexOf(name)) problems.push(`PRIVACY.md explains ${name} twice. Keep one.`);
  }
  for (const permission of permissions) {
    if (!named.includes(permission))
      problems.push(`PRIVACY.md gives no reason for ${permission}. Add: | \`${permission}\` | why |.`);
  }
  for (const host of hosts) {
    const site = new URL(host.replace('*', '')).hostname;
    if (!markdown.includes(site)) problems.push(`PRIVACY.md does not name ${site}, which can be asked for.`);
  }
  return problems;
}

test('PRIVACY.md gives a reason for every permission of either build, and none besides', async () => {
  const manifests = await Promise.all(BROWSERS.map(async browser => (await builtTree(browser)).manifest));
  const markdown = readFileSync(join(ROOT, 'PRIVACY.md'), 'utf8');
  const permissions = new Set(manifests.flatMap(permissionsOf));
  expect(permissions.size).toBeGreaterThan(0);
  expect(privacyProblems(markdown, permissions, new Set(manifests.flatMap(hostsOf)))).toEqual([]);
});

describe('a made-up PRIVACY.md', () => {
  const permissions = new Set(['alarms', 'storage']);
  const hosts = new Set(['https://mail.example.org/*']);
  const whole = [
    '| Permission | Why |',
    '| --- | --- |',
    '| `alarms` | To wake up when a reminder is due. |',
    '| `storage` | To keep your log on this device. |',
    'You may allow mail.example.org.',
  ].join('\n');

  test('without a fault has none', () => {
    expect(privacyProblems(whole, permissions, hosts)).toEqual([]);
  });

  test.each([
    [whole.replace(/\| `alarms`.*\n/, ''), 'gives no reason for alarms'],
    [`${whole}\n| \`tabs\` | To see every tab there is. |`, 'explains tabs, which is not asked for'],
    [`${whole}\n| \`alarms\` | To wake up when it is time. |`, 'explains alarms twice'],
    [whole.replace('To wake up when a reminder is due.', 'Reminders'), 'Write a whole sentence'],
    [whole.replace('mail.example.org', 'a site'), 'does not name mail.example.org'],
    ['', 'gives no reason for storage'],
  ])('is told of its fault: %#', (markdown, sentence) => {
    expect(privacyProblems(markdown, permissions, hosts)).toEqual(
      expect.arrayContaining([expect.stringContaining(sentence)]),
    );
  });
});
