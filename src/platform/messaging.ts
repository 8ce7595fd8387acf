import * as v from 'valibot';
import type { Runtime } from 'webextension-polyfill';
import { failure } from '../core/result.ts';
import {
  type Envelope,
  type MessageName,
  mayAsk,
  type Protocol,
  type RequestOf,
  type ResponseOf,
  type Sender,
} from '../messages/protocol.ts';
import { browser } from './browser.ts';
import { report } from './report.ts';

/** One function per message; an incomplete object does not compile. */
export type Handlers = {
  readonly [Name in MessageName]: (request: RequestOf<Name>, from: Sender) => Promise<ResponseOf<Name>>;
};

type Parsers = { readonly [Name in MessageName]: v.GenericSchema<unknown, RequestOf<Name>> };

/**
 * Asks the worker. Every answer is a `Result`: where none came back, because the worker was stopped or failed, it is
 * `message/no-answer`.
 */
export async function call<Name extends MessageName>(name: Name, request: RequestOf<Name>): Promise<ResponseOf<Name>> {
  const envelope: Envelope = { to: 'vouch', name, request };
  try {
    const answer: unknown = await browser.runtime.sendMessage(envelope);
    // Only our worker answers our messages, and it answers by the protocol.
    if (typeof answer === 'object' && answer !== null && 'ok' in answer) return answer as ResponseOf<Name>;
  } catch (error) {
    report(error);
  }
  // Every response of the protocol is a Result, so a failure is one of them.
  return failure('message/no-answer') as ResponseOf<Name>;
}

/** Answers messages. To be called in the first pass of the worker, which may have been started for a message. */
export function serve(parsers: Parsers, handlers: Handlers): void {
  // Not async: a promise, even an empty one, would count as an answer to messages that are not ours.
  browser.runtime.onMessage.addListener((message: unknown, sender: Runtime.MessageSender) => {
    const envelope = readEnvelope(message);
    if (envelope === null) return undefined;
    const from: Sender = {
      extensionId: sender.id ?? null,
      url: sender.url ?? null,
      tabId: sender.tab?.id ?? null,
      windowId: sender.tab?.windowId ?? null,
      frameId: sender.frameId ?? null,
    };
    if (!mayAsk(from, envelope.name, browser.runtime.id, browser.runtime.getURL(''))) return undefined;
    if (!Object.hasOwn(handlers, envelope.name)) return Promise.resolve(failure('message/invalid'));
    // It is one of the handlers' own keys.
    return answer(parsers, handlers, envelope.name as MessageName, envelope.request, from);
  });
}

async function answer<Name extends MessageName>(
  parsers: Parsers,
  handlers: Handlers,
  name: Name,
  request: unknown,
  from: Sender,
): Promise<Protocol[Name]['response']> {
  const parsed = v.safeParse(parsers[name], request);
  // Every response of the protocol is a Result, so a failure is one of them.
  if (!parsed.success) return failure('message/invalid') as Protocol[Name]['response'];
  try {
    return await handlers[name](parsed.output, from);
  } catch (error) {
    report(error);
    return failure('message/no-answer') as Protocol[Name]['response'];
  }
}

function readEnvelope(message: unknown): Envelope | null {
  if (typeof message !== 'object' || message === null) return null;
  if (!('to' in message) || message.to !== 'vouch' || !('name' in message) || typeof message.name !== 'string')
    return null;
  return { to: 'vouch', name: message.name, request: 'request' in message ? message.request : undefined };
}
