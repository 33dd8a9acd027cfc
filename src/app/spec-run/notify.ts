import { spawn } from 'node:child_process';
import { ownPath } from '../../own-path.ts';
import { failureNotification, type Notification, notificationOf } from '../../report/notification.ts';
import type { Log } from '../../run-events/types.ts';
import { lastCharacters } from '../../text.ts';

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
  /** The command's. Not the working tree: an agent may have put a program there. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly mask: (text: string) => string;
  readonly now: () => number;
  readonly warn: (message: string) => void;
  /** Default: 15 s. */
  readonly timeoutMs?: number | undefined;
}

export function createNotifier({ target, spec, run, now, mask, warn, ...surroundings }: NotifyOptions): Notifier {
  const { timeoutMs = TIMEOUT_MS } = surroundings;
  const sending: Promise<void>[] = [];
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
      const notification = notificationOf(event, { spec, run, now: now() });
      if (notification !== null) tell(notification);
    },
    failed: (message) => tell(failureNotification(message, { spec, run, now: now() })),
    settled: async () => void (await Promise.all(sending)),
  };
}

async function post(url: string, json: string, timeoutMs: number): Promise<void> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: json,
    signal: AbortSignal.timeout(timeoutMs),
  });
  await response.body?.cancel();
  if (!response.ok) throw new Error(`the server answered ${response.status}`);
}

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
    const timer = setTimeout(() => {
      endGroup(child.pid);
      reject(new Error(`the command took more than ${timeoutMs / 1000} s`));
    }, timeoutMs);
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      said = lastCharacters(said + chunk, 500);
    });
    child.once('error', reject);
    child.once('close', (code, signal) => {
      clearTimeout(timer);
      if (code === 0) resolve();
      else reject(new Error(`the command ended with ${code ?? signal}: ${said.trim()}`));
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
  return cause?.code ?? cause?.message ?? message;
}
