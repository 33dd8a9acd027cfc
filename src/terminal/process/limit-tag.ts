import { createHash, randomInt } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';

/*
 * A mark that no process can shed. Two resource limits have had no effect since Linux 2.6: the number of file locks and
 * the resident set (getrlimit(2)). Hard limits are inherited by every child, whatever becomes of group, session, parent
 * and environment, and may be lowered but not raised without privilege; /proc/PID/limits shows them to everybody. Of
 * each tag the two add up to the same sum: a process that lowers one of them has a smaller sum, so it can neither look
 * like a process of another run nor like one that was never marked.
 * What is not forked by the marked process (asked of a service that was there before: systemd, cron, docker, a tmux
 * server), and what has root's privileges, carries no mark: only a sandbox holds those.
 */

/** A range of marks, `from` ≤ mark < `to`: one of an attempt, all of a run. */
export interface LimitTag {
  readonly from: number;
  readonly to: number;
}

/** Limits this high limit nothing, should a program ask for them: sort(1) reads that of the resident set. */
const LOWEST = 2 ** 40;
/** File locks plus KiB of the resident set. */
const SUM = 3 * LOWEST;
/** Marks of one run, which start at a number made of its name. */
const MARKS_PER_RUN = 2 ** 18;
/** Some systems have it on PATH alone. */
const SHELL = '/bin/sh';
const RUNS = LOWEST / MARKS_PER_RUN;

/** All marks of a run. */
export function runLimitTag(run: string): LimitTag {
  const number = createHash('sha256').update(run).digest().readUInt32BE() % RUNS;
  const from = LOWEST + number * MARKS_PER_RUN;
  return { from, to: from + MARKS_PER_RUN };
}

/** A mark of a run, by chance since several processes may go by one run's name; null where it could not be set: not on Linux, or the limits are taken already. */
export function createLimitTag(run: string): LimitTag | null {
  if (process.platform !== 'linux') return null;
  const own = readLimits('self');
  if (own === null || own.locks < SUM || own.residentKib < SUM) return null;
  const mark = runLimitTag(run).from + randomInt(MARKS_PER_RUN);
  return { from: mark, to: mark + 1 };
}

/** dash and busybox set the number of locks by `-w`, bash by `-x`; `-m` counts KiB. */
export function limitCommand(
  { from: mark }: LimitTag,
  argv: readonly [string, ...string[]],
): readonly [string, ...string[]] {
  const script = `ulimit -w ${mark} 2>/dev/null || ulimit -x ${mark}; ulimit -m ${SUM - mark}; exec "$@"`;
  return [existsSync(SHELL) ? SHELL : 'sh', '-c', script, 'sh', ...argv];
}

/** Is the process one of those that were marked so, or one that tampers with its mark? */
export function hasLimitTag(pid: number, { from, to }: LimitTag): boolean {
  const limits = readLimits(pid);
  if (limits === null || limits.locks >= SUM || limits.residentKib >= SUM) return false;
  const { locks, residentKib } = limits;
  return locks + residentKib < SUM || (locks >= from && locks < to);
}

/** Hard limits, `Infinity` for unlimited; null: no such process. */
function readLimits(pid: number | 'self'): { readonly locks: number; readonly residentKib: number } | null {
  let text: string;
  try {
    text = readFileSync(`/proc/${pid}/limits`, 'latin1');
  } catch {
    return null;
  }
  return { locks: hardLimit(text, 'Max file locks'), residentKib: hardLimit(text, 'Max resident set') / 1024 };
}

function hardLimit(text: string, name: string): number {
  const line = text.slice(text.indexOf(name) + name.length);
  const [, hard = 'unlimited'] = line.trimStart().split(/\s+/, 2);
  return hard === 'unlimited' ? Number.POSITIVE_INFINITY : Number(hard);
}
