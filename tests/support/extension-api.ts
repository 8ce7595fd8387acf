/**
 * The part of the extension API that words need, for tests that run in an ordinary page of real Chromium: sentences come
 * from the English messages, as the browser would give them. Import it before anything that imports the polyfill.
 */

interface Message {
  readonly message: string;
  readonly placeholders?: Readonly<Record<string, { readonly content: string }>>;
}

let messages: Readonly<Record<string, Message>> = {};

function getMessage(key: string, values: readonly string[] = []): string {
  const found = messages[key];
  if (found === undefined) return '';
  return found.message.replace(/\$(\w+)\$/g, (_whole, name: string) => {
    const content = found.placeholders?.[name.toLowerCase()]?.content ?? '';
    return values[Number(content.slice(1)) - 1] ?? '';
  });
}

const api = { runtime: { id: 'test' }, i18n: { getMessage, getUILanguage: () => 'en' } };
Object.assign(globalThis, { chrome: api, browser: api });

// Last, since whatever is imported beside this file does not wait for it.
messages = await (await fetch('/_locales/en/messages.json')).json();

export {};
