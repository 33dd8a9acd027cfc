import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { readProcessStat } from '../../state/lock/process-stat.ts';

export interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
  /** Has ended and only waits to be collected: no signal reaches it. */
  readonly zombie: boolean;
  /** Carries the marker asked for in its environment. */
  readonly marked: boolean;
}

/** `marker` as it stands in an environment: `NAME=value`. Processes that may not be looked into are not marked. */
export async function listProcesses(marker: string, platform: NodeJS.Platform = process.platform): Promise<Process[]> {
  return platform === 'linux' ? listFromProc(marker) : listFromPs(marker);
}

function listFromProc(marker: string): Process[] {
  const markerBytes = Buffer.from(marker);
  const list: Process[] = [];
  for (const name of readdirSync('/proc')) {
    const pid = Number(name);
    if (!Number.isInteger(pid)) continue;
    // null: it ended while we looked.
    const stat = readProcessStat(pid);
    // Kernel threads have no group, nor an environment.
    if (stat === null || stat.group === 0) continue;
    const { parent, group, zombie } = stat;
    list.push({ pid, parent, group, zombie, marked: !zombie && hasMarker(pid, markerBytes) });
  }
  return list;
}

function hasMarker(pid: number, markerBytes: Buffer): boolean {
  try {
    return readFileSync(`/proc/${pid}/environ`).includes(markerBytes);
  } catch {
    return false;
  }
}

/** macOS: `-E` shows the environment of the user's own processes after the command (ps(1)). */
async function listFromPs(marker: string): Promise<Process[]> {
  const args = ['-A', '-E', '-ww', '-o', 'pid=,ppid=,pgid=,stat=,command='];
  const { stdout } = await promisify(execFile)('ps', args, { maxBuffer: 256 * 1024 * 1024, encoding: 'utf8' });
  return parsePs(stdout, marker);
}

/** Reads lines of `pid ppid pgid stat command…`. */
export function parsePs(text: string, marker: string): Process[] {
  return text.split('\n').flatMap((line) => {
    const match = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(\S+)(.*)$/s.exec(line);
    if (!match) return [];
    const [, pid, parent, group, state = '', command = ''] = match;
    const marked = command.split(/\s/).includes(marker);
    return [{ pid: Number(pid), parent: Number(parent), group: Number(group), zombie: state.startsWith('Z'), marked }];
  });
}

/** Those of `list` that belong to an attempt: its group, its descendants, and whoever carries its marker. */
export function selectAttemptProcesses(
  list: readonly Process[],
  leader: number | null,
  knownPids: ReadonlySet<number>,
): Process[] {
  const attemptPids = new Set(knownPids);
  if (leader !== null) attemptPids.add(leader);
  for (const { pid, group, marked } of list) if (marked || group === leader) attemptPids.add(pid);
  // A parent may be listed after its child.
  for (let size = -1; size !== attemptPids.size; ) {
    size = attemptPids.size;
    for (const { pid, parent } of list) if (attemptPids.has(parent)) attemptPids.add(pid);
  }
  return list.filter(({ pid, zombie }) => attemptPids.has(pid) && !zombie && pid !== process.pid);
}
