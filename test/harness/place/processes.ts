import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

export interface Found {
  readonly pid: number;
  readonly command: string;
}

/** Processes other than this one that work in `folder`, or have it in their environment or command line. Linux only. */
export function processesOf(folder: string): Found[] {
  const found: Found[] = [];
  for (const name of entries('/proc')) {
    const pid = Number(name);
    if (!Number.isInteger(pid) || pid === process.pid) continue;
    const command = read(`/proc/${pid}/cmdline`).replaceAll('\0', ' ').trim();
    // A zombie has neither; it is its parent's to wait for.
    if (command === '') continue;
    const holds = [command, read(`/proc/${pid}/environ`), `${linked(`/proc/${pid}/cwd`)}/`];
    if (holds.some((text) => text.includes(`${folder}/`))) found.push({ pid, command: command.slice(0, 300) });
  }
  return found;
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
