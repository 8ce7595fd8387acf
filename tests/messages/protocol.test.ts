import { expect, test } from 'vitest';
import { mayAsk, type Sender } from '../../src/messages/protocol.ts';
import { REQUESTS } from '../../src/messages/requests.ts';

const OWN_ID = 'abcdefghijklmnopabcdefghijklmnop';
const OWN_URL = `chrome-extension://${OWN_ID}/`;
const FIREFOX_URL = 'moz-extension://0f0e0d0c-0b0a-4908-8706-050403020100/';
const from = (fields: Partial<Sender>): Sender => ({
  extensionId: OWN_ID,
  url: null,
  tabId: null,
  windowId: null,
  frameId: null,
  ...fields,
});
const popup = from({ url: `${OWN_URL}src/ui/popup/index.html` });
const companion = from({ url: 'https://mail.google.com/mail/u/0/#inbox', tabId: 3, frameId: 0 });

const OF_THE_CHIP = ['chip/look', 'chip/log', 'chip/undo', 'chip/open', 'chip/state'];
const ASKED = [...Object.keys(REQUESTS), 'chip/state', 'nothing/known', '', 'chip', '__proto__'];

/** What of all that can be asked this sender may. */
const allowed = (sender: Sender, ownUrl = OWN_URL) => ASKED.filter(name => mayAsk(sender, name, OWN_ID, ownUrl));

test.each([
  ['the popup', popup, OWN_URL],
  ['the dashboard in a tab', from({ url: `${OWN_URL}src/ui/dashboard/index.html#due`, tabId: 3, frameId: 0 }), OWN_URL],
  ['a page in Firefox', from({ url: `${FIREFOX_URL}src/ui/sidepanel/index.html` }), FIREFOX_URL],
])('our own pages may ask everything: %s', (_name, sender, ownUrl) => {
  expect(allowed(sender, ownUrl)).toEqual(ASKED);
});

test('our script in the top frame of a site may ask for its chip only', () => {
  expect(allowed(companion)).toEqual(OF_THE_CHIP);
});

test.each([
  ['our script in a frame of a site', { ...companion, frameId: 4 }],
  ['our script in an unknown frame', { ...companion, frameId: null }],
  ['our script outside a tab', { ...companion, tabId: null }],
  ['our script in a page sent without encryption', { ...companion, url: 'http://mail.google.com/' }],
  ['our script in a page without an address', { ...companion, url: 'about:srcdoc' }],
  ['a sender that does not say where it is', { ...companion, url: null }],
  ['another extension', { ...popup, extensionId: 'ponmlkjihgfedcbaponmlkjihgfedcba' }],
  ['another extension that names our page', from({ extensionId: 'p', url: popup.url, tabId: 1, frameId: 0 })],
  ['another extension in a site', { ...companion, extensionId: 'p' }],
  ['a sender without an extension, as a web page', { ...companion, extensionId: null }],
])('%s may ask nothing', (_name, sender) => {
  expect(allowed(sender)).toEqual([]);
});

test.each([
  `chrome-extension://${OWN_ID}.evil/src/ui/popup/index.html`,
  `chrome-extension://${OWN_ID}evil/`,
  `chrome-extension://${OWN_ID}:80/`,
  `chrome-extension://${OWN_ID}@evil/`,
  `chrome-extension://${OWN_ID}`,
  `chrome-extension://evil/${OWN_URL}`,
  `moz-extension://${OWN_ID}/`,
  `CHROME-EXTENSION://${OWN_ID}/`,
  ` ${OWN_URL}`,
  `blob:${OWN_URL}0f0e0d0c`,
  `filesystem:${OWN_URL}`,
  `data:text/html,${OWN_URL}`,
  `javascript:${OWN_URL}`,
  '',
])('an address that only looks like ours may ask nothing: %s', url => {
  for (const ownUrl of [OWN_URL, OWN_URL.slice(0, -1)]) {
    expect(allowed(from({ url }), ownUrl)).toEqual([]);
    expect(allowed(from({ url, tabId: 3, frameId: 0 }), ownUrl)).toEqual([]);
  }
});

test.each([`https://evil.example/${OWN_URL}`, `https://evil.example/?${OWN_URL}`, `https://${OWN_ID}/`])(
  'a site that names our address is a site: %s',
  url => {
    expect(allowed({ ...companion, url })).toEqual(OF_THE_CHIP);
    expect(allowed(from({ url }))).toEqual([]);
  },
);
