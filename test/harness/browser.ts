import { type ChildProcess, spawn } from 'node:child_process';
import { accessSync, constants, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { Readable, Writable } from 'node:stream';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** A Chromium of this machine; null: it has none. */
export const chromium: string | null =
  NAMES.flatMap((name) => (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, name))).find(
    isProgram,
  ) ?? null;

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

type Answer = Readonly<Record<string, unknown>>;

/** A page in a real browser, driven by the DevTools protocol over a pipe: nothing listens on a port. */
export class Browser {
  /** What happened in it: `<event> <what of>`. */
  readonly happened: string[] = [];
  readonly #process: ChildProcess;
  readonly #profile: string;
  readonly #waiting = new Map<number, (answer: Answer) => void>();
  #listeners: { readonly event: string; readonly resolve: () => void }[] = [];
  #last = 0;
  #session = '';

  constructor(program: string) {
    this.#profile = mkdtempSync(join(tmpdir(), 'browser-'));
    const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-breakpad', '--no-first-run'];
    // A group of its own: what it starts ends with it.
    this.#process = spawn(
      program,
      [...flags, '--remote-debugging-pipe', `--user-data-dir=${this.#profile}`, 'about:blank'],
      {
        stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
        // All that it leaves lies in its profile.
        env: { ...process.env, HOME: this.#profile, TMPDIR: this.#profile, XDG_CONFIG_HOME: '', XDG_CACHE_HOME: '' },
        detached: true,
      },
    );
    let text = '';
    (this.#process.stdio[4] as Readable).setEncoding('utf8').on('data', (part: string) => {
      const messages = `${text}${part}`.split('\0');
      text = messages.pop() ?? '';
      for (const message of messages) this.#take(JSON.parse(message));
    });
  }

  /** Opens a file in a window of this size, in pixels. */
  async open(path: string, look: { readonly width: number; readonly height: number; readonly dark?: boolean }) {
    if (this.#session === '') {
      const { targetInfos } = await this.send('Target.getTargets');
      const targetId = (targetInfos as { type: string; targetId: string }[]).find(
        ({ type }) => type === 'page',
      )?.targetId;
      this.#session = String((await this.send('Target.attachToTarget', { targetId, flatten: true })).sessionId);
      for (const domain of ['Page', 'Runtime', 'Network']) await this.send(`${domain}.enable`);
    }
    const { width, height, dark = false } = look;
    await this.send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: width < 500 });
    const features = [{ name: 'prefers-color-scheme', value: dark ? 'dark' : 'light' }];
    await this.send('Emulation.setEmulatedMedia', { features });
    const loaded = new Promise<void>((resolve) => this.#listeners.push({ event: 'Page.loadEventFired', resolve }));
    await this.send('Page.navigate', { url: `file://${path}` });
    await loaded;
  }

  /** The value of an expression in the page. */
  async value<T>(expression: string): Promise<T> {
    const { result } = await this.send('Runtime.evaluate', { expression, returnByValue: true, awaitPromise: true });
    return (result as { value: T }).value;
  }

  type = (text: string) => this.send('Input.insertText', { text });

  async press(key: string, modifiers = 0): Promise<void> {
    const text = key.length === 1 ? { text: key } : key === 'Enter' ? { text: '\r' } : {};
    await this.send('Input.dispatchKeyEvent', { type: 'keyDown', key, modifiers, ...text });
    await this.send('Input.dispatchKeyEvent', { type: 'keyUp', key, modifiers });
  }

  async close(): Promise<void> {
    const ended = new Promise((resolve) => this.#process.once('exit', resolve));
    if (this.#process.exitCode === null && this.#process.pid !== undefined) {
      process.kill(-this.#process.pid, 'SIGKILL');
      await ended;
    }
    rmSync(this.#profile, { recursive: true, force: true, maxRetries: 10 });
  }

  send(method: string, params: object = {}): Promise<Answer> {
    this.#last += 1;
    const id = this.#last;
    const session = this.#session === '' ? {} : { sessionId: this.#session };
    (this.#process.stdio[3] as Writable).write(`${JSON.stringify({ id, method, params, ...session })}\0`);
    return new Promise((resolve) => this.#waiting.set(id, resolve));
  }

  #take(message: {
    readonly id?: number;
    readonly method?: string;
    readonly result?: Answer;
    readonly params?: Answer;
  }) {
    if (message.id !== undefined) {
      this.#waiting.get(message.id)?.(message.result ?? {});
      this.#waiting.delete(message.id);
      return;
    }
    const { method = '', params = {} } = message;
    const request = params.request as { readonly url?: string } | undefined;
    const facts = { 'Network.requestWillBeSent': request?.url, 'Page.javascriptDialogOpening': params.message };
    if (method in facts) this.happened.push(`${method} ${facts[method as keyof typeof facts]}`);
    for (const { event, resolve } of this.#listeners) if (event === method) resolve();
    this.#listeners = this.#listeners.filter(({ event }) => event !== method);
  }
}
