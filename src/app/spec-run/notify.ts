import { spawn } from 'node:child_process';
import { ownPath } from '../../own-path.ts';
import { failureNotification, type Notification, notificationOf, type UnitCount } from '../../report/notification.ts';
import type { Log } from '../../run-events/types.ts';
import { lastCharacters } from '../../text.ts';

/** Waits whose ends are no further apart (ms) are one. */
const SAME_WAIT_MS = 10 * 60_000;

/** A notification that takes longer (ms) is given up: no night waits for it. */
const TIMEOUT_MS = 15_000;

/** Whom a run tells of what a person should know. */
export interface Notifier extends Log {
  /** A run that never came to an end of its own. */
  failed(message: string): void;
  /** Resolves when all that was told has arrived or was given up; never rejects. */
  settled(): Promise<void>;
}

export interface NotifyOptions {
  /** An address that gets a POST, or a command that gets it on standard input, each the same JSON. */
  readonly target: string;
  readonly spec: string;
  readonly run: string;
  /** A person started the run in a terminal. */
  readonly byHand?: boolean | undefined;
  /** The command's. Not the working tree: an agent may have put a program there. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly mask: (text: string) => string;
  readonly now: () => number;
  readonly warn: (message: string) => void;
  /** Default: 15 s. */
  readonly timeoutMs?: number | undefined;
}

export function createNotifier({
  target,
  spec,
  run,
  byHand,
  now,
  mask,
  warn,
  ...surroundings
}: NotifyOptions): Notifier {
  const { timeoutMs = TIMEOUT_MS } = surroundings;
  const sending: Promise<void>[] = [];
  let units: UnitCount | null = null;
  let toldUntil = 0;
  /** A wait that began anew, since a person ended it or the limit was met again, ends when the one before did. */
  const isTold = ({ until }: { readonly until: number }) => until <= toldUntil + SAME_WAIT_MS;
  const tell = (notification: Notification) => {
    const json = mask(JSON.stringify(notification));
    const sent = /^https?:\/\//i.test(target)
      ? post(target, json, timeoutMs)
      : pipe(target, json, surroundings, timeoutMs);
    sending.push(
      sent.catch((error: unknown) =>
        warn(`notify: ${notification.title}: not delivered: ${mask(reasonOf(error, timeoutMs))}`),
      ),
    );
  };
  return {
    emit(event) {
      if (event.kind === 'run-started' || event.kind === 'unit-started' || event.kind === 'unit-done') units = event;
      if (event.kind === 'waiting' && isTold(event)) return;
      const notification = notificationOf(event, { spec, run, byHand, now: now(), units });
      if (notification === null) return;
      if (event.kind === 'waiting') toldUntil = event.until;
      tell(notification);
    },
    failed: (message) => tell(failureNotification(message, { spec, run, now: now() })),
    settled: async () => void (await Promise.all(sending)),
  };
}

/** Redirections that keep what is posted; by the others it would become a question for a page. */
const REPEATED = [307, 308];
const MAX_REDIRECTIONS = 5;

async function post(target: string, json: string, timeoutMs: number): Promise<void> {
  const signal = AbortSignal.timeout(timeoutMs);
  let { url, headers } = addressOf(target);
  for (let redirections = 0; ; redirections += 1) {
    const response = await fetch(url, { method: 'POST', headers, body: json, signal, redirect: 'manual' });
    await response.body?.cancel();
    if (response.ok) return;
    const location = response.headers.get('location');
    if (!REPEATED.includes(response.status) || location === null || redirections === MAX_REDIRECTIONS)
      throw new Error(`the server answered ${response.status}`);
    const next = addressOf(new URL(location, url).href);
    // Who may know the password is the server that it was given for.
    headers = new URL(next.url).origin === new URL(url).origin ? { ...headers, ...next.headers } : next.headers;
    url = next.url;
  }
}

/** An address without its user and password, which go with what is sent as a header. */
function addressOf(target: string): { readonly url: string; readonly headers: Readonly<Record<string, string>> } {
  const headers = { 'content-type': 'application/json' };
  if (!URL.canParse(target)) throw new Error('it is not a valid address');
  const url = new URL(target);
  const [user, password] = [url.username, url.password].map(decoded);
  if (user === '' && password === '') return { url: target, headers };
  [url.username, url.password] = ['', ''];
  const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
  return { url: url.href, headers: { ...headers, authorization } };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

const lastWords = (said: string) => (said.trim() === '' ? [] : [said.trim()]);

/** For what a command that failed said last, ms: another one that it started may hold its output open. */
const LAST_WORDS_MS = 500;

function pipe(
  command: string,
  json: string,
  { cwd, env }: Pick<NotifyOptions, 'cwd' | 'env'>,
  timeoutMs: number,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn('/bin/sh', ['-c', command], {
      cwd,
      env: { ...env, PATH: ownPath(env) },
      stdio: ['pipe', 'ignore', 'pipe'],
      detached: true,
    });
    let said = '';
    const settle = (failure: string | null) => {
      clearTimeout(timer);
      // What the command started and left running is not waited for.
      child.stderr.destroy();
      if (failure === null) resolve();
      else reject(new Error(failure));
    };
    let timer = setTimeout(() => {
      endGroup(child.pid);
      settle(`the command took more than ${timeoutMs / 1000} s`);
    }, timeoutMs);
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      said = lastCharacters(said + chunk, 500);
    });
    child.once('error', ({ message }) => settle(message));
    child.once('exit', (code, signal) => {
      const fail = () => settle([`the command ended with ${code ?? signal}`, ...lastWords(said)].join(': '));
      clearTimeout(timer);
      if (code === 0) settle(null);
      else {
        timer = setTimeout(fail, LAST_WORDS_MS);
        child.once('close', fail);
      }
    });
    // One that does not read what it is given is no fault of ours.
    child.stdin.on('error', () => {}).end(json);
  });
}

/** With what the command started, which would hold its output open. */
function endGroup(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch {
    // It ended meanwhile.
  }
}

function reasonOf(error: unknown, timeoutMs: number): string {
  const { message, cause, name } = error as Error & { cause?: { code?: string; message?: string } };
  if (name === 'TimeoutError') return `no answer within ${timeoutMs / 1000} s`;
  const code = cause?.code ?? '';
  const words = FAILED_CONNECTIONS[code];
  return words === undefined ? code || (cause?.message ?? message) : `${words} (${code})`;
}

/** What a code of Node's says to who does not know it. */
const FAILED_CONNECTIONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ECONNRESET: 'the connection broke',
  UND_ERR_SOCKET: 'the connection broke',
  ENOTFOUND: 'no such host',
  EAI_AGAIN: 'the name of the host could not be looked up',
};
