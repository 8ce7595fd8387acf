import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { removeFolder } from './chromium.ts';
import { findCommand } from './find-browsers.ts';

const PROGRAMS = ['Xvfb', 'openbox', 'dbus-daemon', 'dbus-monitor', 'dunst', 'xdotool', 'import'] as const;

const PATIENCE_MS = 20_000;

/** Notifications stay until they are clicked, so that a slow machine still sees them. */
const DUNST = `[global]
  monitor = 0
  follow = none
  origin = top-right
  font = DejaVu Sans 11
  idle_threshold = 0
  [urgency_low]
  timeout = 0
  [urgency_normal]
  timeout = 0
  [urgency_critical]
  timeout = 0
`;

/** Why no desktop can be had here; `null` when one can. */
export function whyNoDesktop(): string | null {
  if (process.platform !== 'linux') return `it needs Xvfb, and this is ${process.platform}`;
  const missing = PROGRAMS.filter(program => findCommand(program) === null);
  return missing.length === 0 ? null : `not installed: ${missing.join(', ')}`;
}

/** A desktop nobody sees: X server, window manager, message bus and notification service, with a keyboard and a mouse. */
export class Desktop {
  readonly #processes: readonly ChildProcess[];
  readonly #folder: string;
  readonly #busTraffic: { text: string };
  /** For the programs to be shown on it. */
  readonly env: NodeJS.ProcessEnv;

  private constructor(
    processes: readonly ChildProcess[],
    folder: string,
    env: NodeJS.ProcessEnv,
    busTraffic: { text: string },
  ) {
    this.#processes = processes;
    this.#folder = folder;
    this.env = env;
    this.#busTraffic = busTraffic;
  }

  static async start(width: number, height: number): Promise<Desktop> {
    const folder = await mkdtemp(join(tmpdir(), 'vouch-desktop-'));
    const processes: ChildProcess[] = [];
    try {
      const x = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', `${width}x${height}x24`, '-nolisten', 'tcp'], {
        stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
      });
      processes.push(x);
      const display = (await firstLine(x.stdio[3] as Readable, 'Xvfb')).trim(); // asked for as 'pipe' above
      const bus = spawn('dbus-daemon', ['--session', '--nofork', '--print-address=1'], {
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      processes.push(bus);
      const env: NodeJS.ProcessEnv = {
        ...process.env,
        DISPLAY: `:${display}`,
        DBUS_SESSION_BUS_ADDRESS: (await firstLine(bus.stdout, 'dbus-daemon')).trim(),
        XDG_CONFIG_HOME: folder,
        XDG_SESSION_TYPE: 'x11',
        XDG_CURRENT_DESKTOP: '',
      };
      // A browser asked to be shown there would look for a Wayland of ours.
      delete env.WAYLAND_DISPLAY;
      await writeFile(join(folder, 'dunstrc'), DUNST);
      processes.push(spawn('openbox', [], { env, stdio: 'ignore' }));
      processes.push(spawn('dunst', ['-conf', join(folder, 'dunstrc')], { env, stdio: 'ignore' }));
      const monitor = spawn('dbus-monitor', ['--session', "interface='org.freedesktop.Notifications'"], {
        env,
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      processes.push(monitor);
      const busTraffic = { text: '' };
      monitor.stdout.on('data', chunk => {
        busTraffic.text += String(chunk);
      });
      const desktop = new Desktop(processes, folder, env, busTraffic);
      await desktop.#waitForServices();
      return desktop;
    } catch (error) {
      for (const child of processes.reverse()) child.kill();
      await removeFolder(folder);
      throw error;
    }
  }

  /** All that programs said to the notification service so far, as dbus-monitor prints it. */
  get notificationTraffic(): string {
    return this.#busTraffic.text;
  }

  /** Presses keys, as `alt+shift+l`, in the window in front. */
  async key(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.run('xdotool', ['key', '--clearmodifiers', key]);
  }

  async click(x: number, y: number, button: 'left' | 'right'): Promise<void> {
    // In one go; waiting for the pointer to move would take long where it is there already.
    await this.run('xdotool', ['mousemove', String(x), String(y), 'click', button === 'left' ? '1' : '3']);
  }

  /** Brings the browser's window to the front, so that keys reach it. */
  async focusWindow(name: string): Promise<void> {
    await this.run('xdotool', ['search', '--sync', '--onlyvisible', '--name', name, 'windowactivate', '--sync']);
  }

  /** Saves a PNG of all that is on the screen. */
  async screenshot(path: string): Promise<void> {
    await mkdir(dirname(path), { recursive: true });
    await this.run('import', ['-window', 'root', path]);
  }

  /** Runs a program on the desktop. @returns What it printed. */
  async run(program: string, args: readonly string[]): Promise<string> {
    const child = spawn(program, args, { env: this.env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', chunk => {
        output += chunk;
      });
    }
    const timer = setTimeout(() => child.kill(), PATIENCE_MS);
    const code = await new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve));
    clearTimeout(timer);
    if (code !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${code}: ${output.trim()}`);
    return output;
  }

  async stop(): Promise<void> {
    for (const child of [...this.#processes].reverse()) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      const ended = new Promise(resolve => child.once('exit', resolve));
      child.kill();
      await ended;
    }
    await removeFolder(this.#folder);
  }

  /** Until the window manager and the notification service answer. */
  async #waitForServices(): Promise<void> {
    const until = Date.now() + PATIENCE_MS;
    for (;;) {
      const names = await this.run('dbus-send', [
        '--session',
        '--print-reply',
        '--dest=org.freedesktop.DBus',
        '/',
        'org.freedesktop.DBus.ListNames',
      ]);
      const manager = await this.run('xdotool', ['get_num_desktops']).catch(() => '');
      if (names.includes('org.freedesktop.Notifications') && manager !== '') return;
      if (Date.now() > until) throw new Error('the desktop did not start: no notification service or window manager');
      await new Promise(resolve => setTimeout(resolve, 100));
    }
  }
}

async function firstLine(stream: Readable, program: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    const timer = setTimeout(() => reject(new Error(`${program} did not start`)), PATIENCE_MS);
    stream.on('data', chunk => {
      text += String(chunk);
      if (!text.includes('\n')) return;
      clearTimeout(timer);
      resolve(text.split('\n')[0] ?? '');
    });
    stream.on('error', reject);
  });
}
