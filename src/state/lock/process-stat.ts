import { readFileSync } from 'node:fs';

/** A process as Linux tells of it (proc(5), /proc/PID/stat). */
export interface ProcessStat {
  /** Has ended and only waits to be collected: no signal reaches it. */
  readonly zombie: boolean;
  readonly parent: number;
  /** 0: a kernel thread. */
  readonly group: number;
  /** In the kernel's ticks since the machine started. */
  readonly startedAt: string;
}

/** null: no such process, or not on Linux. */
export function readProcessStat(pid: number): ProcessStat | null {
  try {
    return parseProcessStat(readFileSync(`/proc/${pid}/stat`, 'latin1'));
  } catch {
    return null;
  }
}

/** Reads `pid (name) state ppid pgrp …`. */
export function parseProcessStat(stat: string): ProcessStat | null {
  // The name may hold anything, parentheses, blanks and line ends too: what counts begins after the last parenthesis.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state, parent, group] = fields;
  const startedAt = fields[19];
  if (group === undefined || startedAt === undefined) return null;
  return { zombie: state === 'Z' || state === 'X', parent: Number(parent), group: Number(group), startedAt };
}
