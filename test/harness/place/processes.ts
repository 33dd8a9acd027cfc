import { spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

export interface Found {
  readonly pid: number;
  readonly command: string;
}

/**
 * Marks what this process starts from here on: with a limit that processes inherit, that no environment and no session
 * takes off, and that does nothing, since it is for those with leave to run before all others. Linux only.
 */
export function markProcess(): void {
  spawnSync('prlimit', ['--pid', String(process.pid), `--rttime=${randomInt(2 ** 40, 2 ** 41)}:`]);
}

/**
 * Processes other than this one that bear its mark, work in `folder`, or have it in their environment or command line.
 * Linux only.
 */
export function processesOf(folder: string): Found[] {
  const found: Found[] = [];
  const mark = markOf('self');
  for (const name of entries('/proc')) {
    const pid = Number(name);
    if (!Number.isInteger(pid) || pid === process.pid) continue;
    const command = read(`/proc/${pid}/cmdline`).replaceAll('\0', ' ').trim();
    // A zombie has neither; it is its parent's to wait for.
    if (command === '') continue;
    const holds = [command, read(`/proc/${pid}/environ`), `${linked(`/proc/${pid}/cwd`)}/`];
    const isMarked = mark !== null && mark === markOf(pid);
    if (isMarked || holds.some((text) => text.includes(`${folder}/`)))
      found.push({ pid, command: command.slice(0, 300) });
  }
  return found;
}

/** µs; null: none. */
function markOf(process: number | 'self'): string | null {
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
