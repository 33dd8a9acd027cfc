import { spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Found {
  readonly pid: number;
  readonly command: string;
}

/** A killed process is listed until its parent has heard of it; this long, ms. */
export const GOODBYE_MS = 60_000;

/**
 * Marks what this process starts from here on, and says how: by a limit that processes inherit, that no environment and
 * no session takes off, and that does nothing, since it is for those with leave to run before all others. Linux only.
 */
export function markProcess(): string {
  const mark = String(randomInt(2 ** 40, 2 ** 41));
  setMark(mark);
  return mark;
}

/** What `start` starts bears a mark of its own from its first moment; so would nothing that is marked afterwards. */
export function startMarked<T>(start: () => T): { readonly started: T; readonly mark: string } {
  const before = markOf('self') ?? 'unlimited';
  const mark = markProcess();
  try {
    return { started: start(), mark };
  } finally {
    setMark(before);
  }
}

function setMark(mark: string): void {
  spawnSync('prlimit', ['--pid', String(process.pid), `--rttime=${mark}:`]);
}

/** Those of `processesOf` that do not end by themselves. */
export async function survivors(folder: string, ms = GOODBYE_MS, mark = markOf('self')): Promise<Found[]> {
  const end = Date.now() + ms;
  for (;;) {
    const found = processesOf(folder, mark);
    if (found.length === 0 || Date.now() > end) return found;
    await sleep(20);
  }
}

/**
 * Processes other than this one that bear the mark, work in `folder`, or have it in their environment or command line.
 * Linux only.
 */
export function processesOf(folder: string, mark: string | null = null): Found[] {
  const found: Found[] = [];
  for (const name of entries('/proc')) {
    const pid = Number(name);
    if (!Number.isInteger(pid) || pid === process.pid) continue;
    const command = read(`/proc/${pid}/cmdline`).replaceAll('\0', ' ').trim();
    // A zombie is its parent's to wait for. What is becoming another program has no command line either for a moment.
    if (command === '' && isZombie(pid)) continue;
    const holds = [command, read(`/proc/${pid}/environ`), `${linked(`/proc/${pid}/cwd`)}/`];
    const isMarked = mark !== null && mark === markOf(pid);
    if (isMarked || holds.some((text) => text.includes(`${folder}/`)))
      found.push({ pid, command: command.slice(0, 300) || read(`/proc/${pid}/comm`).trim() });
  }
  return found;
}

/** Or gone. */
const isZombie = (pid: number) => !/^State:\s+[^ZX]/m.test(read(`/proc/${pid}/status`));

/** At once, if it has not ended meanwhile. */
export function endProcess(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has.
  }
}

/** µs; null: none. */
export function markOf(process: number | 'self'): string | null {
  return /^Max realtime timeout +(\d+) /m.exec(read(`/proc/${process}/limits`))?.[1] ?? null;
}

function entries(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** '' where the process has ended, or is another user's. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function linked(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}
