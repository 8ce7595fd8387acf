import { itemOf } from '../items.ts';
import type { CapturedItem, PersonRole } from '../site.ts';
import { type Surroundings, snippetIn } from './events.ts';
import { isoOf, readMoment } from './moments.ts';
import { Gathering, namedIn } from './people.ts';
import { first, lineIn, linkIn, type Thing, timesIn } from './things.ts';

const ROLES: readonly (readonly [name: string, role: PersonRole])[] = [
  ['sender', 'from'],
  ['torecipient', 'to'],
  ['recipient', 'to'],
  ['ccrecipient', 'cc'],
  ['bccrecipient', 'bcc'],
];

export function isMessage(thing: Thing): boolean {
  return thing.types.some(type => type === 'EmailMessage' || type === 'Message');
}

/** The mail; `null` for one that says neither when nor by whom: mail programs get hints in this form. */
export function readMessage(thing: Thing, around: Surroundings): CapturedItem | null {
  const gathering = new Gathering(around.context);
  for (const [name, role] of ROLES) {
    for (const datum of thing.all(name)) {
      const named = namedIn(datum);
      // Whom a mail went to is known by one address.
      if (named !== null) gathering.add({ ...named, emails: named.emails.slice(0, 1) }, role);
    }
  }
  const sent = first(thing, 'datesent', 'datereceived');
  const moment =
    sent === null
      ? null
      : (timesIn(sent)
          .map(readMoment)
          .find(time => time !== null) ?? null);
  if (gathering.people.length === 0 || first(thing, 'sender', 'datesent') === null) return null;
  const title = lineIn(first(thing, 'headline', 'name', 'subject'));
  const sender = gathering.people.find(({ role }) => role === 'from');
  const isReceived = gathering.people.some(({ role, isSelf }) => role !== 'from' && isSelf);
  const id = lineIn(first(thing, 'identifier'), 400);
  return itemOf('email', {
    title: title || null,
    people: gathering.people,
    date: moment === null ? null : isoOf(moment),
    snippet: snippetIn(first(thing, 'text', 'articlebody', 'description'), ''),
    direction: sender?.isSelf ? 'outbound' : isReceived ? 'inbound' : 'unknown',
    messageId: id || null,
    url: linkIn(first(thing, 'url'), around.base),
  });
}
