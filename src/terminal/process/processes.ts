import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { readProcessStat } from '../../state/lock/process-stat.ts';
import { hasLimitTag } from './limit-tag.ts';
import type { ProcessTag } from './process-tag.ts';

export interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
  /** Has ended and only waits to be collected: no signal reaches it. */
  readonly zombie: boolean;
  /** Carries the tag asked for, in its limits or in its environment. */
  readonly tagged: boolean;
}

/** Every process of the machine. The environment of one that may not be looked into does not count. */
export async function listProcesses(tag: ProcessTag, platform: NodeJS.Platform = process.platform): Promise<Process[]> {
  return platform === 'linux' ? listFromProc(tag) : listFromPs(tag.variable);
}

function listFromProc(tag: ProcessTag): Process[] {
  const variableBytes = Buffer.from(tag.variable);
  const list: Process[] = [];
  for (const name of readdirSync('/proc')) {
    const pid = Number(name);
    if (!Number.isInteger(pid)) continue;
    // null: it ended while we looked.
    const stat = readProcessStat(pid);
    // Kernel threads have no group, nor an environment.
    if (stat === null || stat.group === 0) continue;
    const { parent, group, zombie } = stat;
    const isTagged =
      !zombie && ((tag.limits !== null && hasLimitTag(pid, tag.limits)) || hasVariable(pid, variableBytes));
    list.push({ pid, parent, group, zombie, tagged: isTagged });
  }
  return list;
}

function hasVariable(pid: number, variableBytes: Buffer): boolean {
  try {
    return readFileSync(`/proc/${pid}/environ`).includes(variableBytes);
  } catch {
    return false;
  }
}

/** macOS: `-E` shows the environment of the user's own processes after the command (ps(1)). */
async function listFromPs(variable: string): Promise<Process[]> {
  const args = ['-A', '-E', '-ww', '-o', 'pid=,ppid=,pgid=,stat=,command='];
  const { stdout } = await promisify(execFile)('ps', args, { maxBuffer: 256 * 1024 * 1024, encoding: 'utf8' });
  return parsePs(stdout, variable);
}

/** Reads lines of `pid ppid pgid stat command…`. */
export function parsePs(text: string, variable: string): Process[] {
  return text.split('\n').flatMap((line) => {
    const match = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(\S+)(.*)$/s.exec(line);
    if (!match) return [];
    const [, pid, parent, group, state = '', command = ''] = match;
    const tagged = command.split(/\s/).includes(variable);
    return [{ pid: Number(pid), parent: Number(parent), group: Number(group), zombie: state.startsWith('Z'), tagged }];
  });
}

/** Those of `list` that belong to an attempt: its group, its descendants, and whoever carries its tag. */
export function selectAttemptProcesses(
  list: readonly Process[],
  leader: number | null,
  knownPids: ReadonlySet<number>,
): Process[] {
  const attemptPids = new Set(knownPids);
  if (leader !== null) attemptPids.add(leader);
  for (const { pid, group, tagged } of list) if (tagged || group === leader) attemptPids.add(pid);
  // A parent may be listed after its child.
  for (let size = -1; size !== attemptPids.size; ) {
    size = attemptPids.size;
    for (const { pid, parent } of list) if (attemptPids.has(parent)) attemptPids.add(pid);
  }
  return list.filter(({ pid, zombie }) => attemptPids.has(pid) && !zombie && pid !== process.pid);
}

/** Is it a process at work (Linux)? What has ended still shows its limits, and a thread, ours too, those of its process. */
export function isLiveProcess(pid: number): boolean {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'latin1');
    return status.includes(`\nTgid:\t${pid}\n`) && !/^State:\t[ZX]/m.test(status);
  } catch {
    return false;
  }
}

/** Is it the first process of a PID namespace below our own, with which all others in there end (pid_namespaces(7))? */
export function isFirstOfNamespace(pid: number): boolean {
  try {
    return /^NSpid:\s.*\s1$/m.test(readFileSync(`/proc/${pid}/status`, 'latin1'));
  } catch {
    return false;
  }
}

/** Does the process have that name? Only itself could take it (proc(5)); true where the machine cannot tell. */
export function hasProcessName(pid: number | null, name: string): boolean {
  if (process.platform !== 'linux') return true;
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8').trimEnd() === name;
  } catch {
    return false;
  }
}
