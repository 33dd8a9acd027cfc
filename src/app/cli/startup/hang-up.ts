import { closeSync, fstatSync, openSync, readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { isatty } from 'node:tty';

/** SIGHUP is 1: the lowest bit (proc(5), SigIgn). */
const SIGHUP_BIT = 1n;

/**
 * Was this run started so that it outlives the terminal (nohup, `trap '' HUP`, setsid)? Node gives every signal its
 * default back before any script runs, so the kernel no longer tells of this process. What still does: the parent, whose
 * ignored signals a child inherits; the shell, which says what it started; and that nothing is read from or written to
 * a terminal, a pipe or a socket, at which somebody could hang up.
 */
export function isHangUpIgnored(
  env: Readonly<Record<string, string | undefined>>,
  parent: number = process.ppid,
  streams: readonly number[] = [0, 1, 2],
): boolean {
  return basename(env._ ?? '') === 'nohup' || ignoresHangUp(parent) || streams.every(isUnattended);
}

function ignoresHangUp(pid: number): boolean {
  try {
    const [, ignored = '0'] = /^SigIgn:\s*([0-9a-f]+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1')) ?? [];
    return (BigInt(`0x${ignored}`) & SIGHUP_BIT) === SIGHUP_BIT;
  } catch {
    return false;
  }
}

/** A file, `/dev/null`, or nothing. */
function isUnattended(fd: number): boolean {
  try {
    const stat = fstatSync(fd);
    return stat.isFile() || (stat.isCharacterDevice() && stat.rdev === statSync('/dev/null').rdev);
  } catch {
    return true;
  }
}

/**
 * Has this process end with its own exit code where its terminal was closed meanwhile: Node sets terminals back at its
 * end, and before Node 24 it aborts where that fails.
 */
export function surviveClosedTerminal(streams: readonly number[] = [0, 1, 2]): void {
  const terminals = streams.filter((fd) => isatty(fd));
  process.on('exit', () => leaveClosedTerminals(terminals));
}

export function leaveClosedTerminals(terminals: readonly number[]): void {
  for (const fd of terminals) if (!isatty(fd)) replaceWithNothing(fd);
}

/** What is opened next takes the lowest number, which is the one that was closed. */
function replaceWithNothing(fd: number): void {
  try {
    closeSync(fd);
    openSync('/dev/null', 'r+');
  } catch {
    // It was closed already.
  }
}
