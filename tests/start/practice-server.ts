import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';

const FOLDER = join(import.meta.dirname, 'practice');
const FILES = ['mail.html', 'calendar.html', 'practice.css'];
const TYPES: Readonly<Record<string, string>> = { '.html': 'text/html', '.css': 'text/css' };

export interface PracticeServer {
  /** `http://127.0.0.1:PORT`, without a slash at the end. */
  readonly url: string;
  close(): Promise<void>;
}

/** Serves the practice pages to this machine alone, on a port that happens to be free. */
export async function servePracticePages(): Promise<PracticeServer> {
  const server = createServer(async (request, response) => {
    const name = new URL(request.url ?? '/', 'http://127.0.0.1').pathname.slice(1);
    if (!FILES.includes(name)) {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('There is no such practice page.');
      return;
    }
    const text = await readFile(join(FOLDER, name), 'utf8');
    response.writeHead(200, {
      'content-type': `${TYPES[extname(name)]}; charset=utf-8`,
      'content-security-policy': "default-src 'none'; style-src 'self'",
      'cache-control': 'no-store',
    });
    response.end(withDays(text, new Date()));
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // an object, since it listens on a port
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/**
 * Fills in days counted from today, so that the pages never look old: `%DATE-1%` is yesterday. A day ahead is never one of
 * a weekend, when no clinic meets.
 */
export function withDays(text: string, today: Date): string {
  return text.replace(/%(DATE|DAY|MONTH|NUMBER)([+-]\d+)%/g, (_all, part: string, days: string) => {
    const day = new Date(today.getFullYear(), today.getMonth(), today.getDate() + Number(days), 12);
    while (Number(days) > 0 && [0, 6].includes(day.getDay())) day.setDate(day.getDate() + 1);
    const words = (options: Intl.DateTimeFormatOptions) => day.toLocaleDateString('en-US', options);
    switch (part) {
      case 'DAY':
        return words({ weekday: 'short', month: 'short', day: 'numeric', year: 'numeric' });
      case 'MONTH':
        return words({ month: 'short' });
      case 'NUMBER':
        return String(day.getDate());
      default:
        return [day.getFullYear(), day.getMonth() + 1, day.getDate()]
          .map(part => String(part).padStart(2, '0'))
          .join('-');
    }
  });
}
