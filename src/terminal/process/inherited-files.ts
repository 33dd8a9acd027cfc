import { closeSync, readdirSync, readFileSync } from 'node:fs';

/** O_CLOEXEC, octal in /proc/PID/fdinfo/FD (proc(5)): Node sets it on all that it opens itself. */
const CLOSED_ON_EXEC = 0o2000000;

/**
 * Closes the files that this process was started with, but for its standard ones: a program that it starts would get
 * them too, and with them what no sandbox can take away. Linux only.
 */
export function closeInheritedFiles(): void {
  for (const name of namesIn('/proc/self/fd')) {
    const fd = Number(name);
    if (fd <= 2 || !isInherited(fd)) continue;
    try {
      closeSync(fd);
    } catch {
      // It was the folder that was just read.
    }
  }
}

function isInherited(fd: number): boolean {
  try {
    const flags = /^flags:\s+([0-7]+)/m.exec(readFileSync(`/proc/self/fdinfo/${fd}`, 'latin1'))?.[1];
    return flags !== undefined && (Number.parseInt(flags, 8) & CLOSED_ON_EXEC) === 0;
  } catch {
    return false;
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
