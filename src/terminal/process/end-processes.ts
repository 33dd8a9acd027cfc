import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { hasLimitTag, type LimitTag } from './limit-tag.ts';
import type { ProcessTag } from './process-tag.ts';
import { isFirstOfNamespace, isLiveProcess, listProcesses, type Process, selectAttemptProcesses } from './processes.ts';

/** After SIGKILL a process is gone as soon as the kernel gets to it; one in an uninterruptible call may never be. */
const KILL_WAIT_MS = 1_000;
/** Made in any case: on a busy machine a second may be over before we get to run twice. */
const KILL_ROUNDS = 8;

/** What is known of an attempt's processes. */
export interface ProcessTarget {
  /** The agent's pid, which is its process group; null where it never started. */
  readonly leader: number | null;
  readonly tag: ProcessTag;
  /** The leader holds a sandbox, which ends with it: it is not asked to end before those inside had their time. */
  readonly sandboxed?: boolean;
  /** The program in the sandbox is a launcher, see `Backend.hasLauncher`: it is asked after the agent that it started. */
  readonly hasLauncher?: boolean;
}

/**
 * Ends every process of an attempt: SIGTERM to the group and to whoever left it, SIGKILL to those still there after
 * `graceMs`. Descendants are found by group, by parent, and by their tag, so one that made a session of its own, cleared
 * its environment and outlived its parent ends too. Resolves at once where nothing is left.
 */
export async function endProcesses(target: ProcessTarget, graceMs: number): Promise<void> {
  const { leader, tag, sandboxed = false, hasLauncher = false } = target;
  // A child that loses its parent is no longer found by it, so everyone ever seen stays wanted.
  const seenPids = new Set<number>();
  const findProcesses = async () => {
    const found = selectAttemptProcesses(await listProcesses(tag), leader, seenPids);
    for (const { pid } of found) seenPids.add(pid);
    return found;
  };

  const spared = sandboxed ? leader : null;
  const left = await terminateProcesses(findProcesses, { spared, hasLauncher }, graceMs);
  await killProcesses(left, findProcesses, tag.limits);
}

type FindProcesses = () => Promise<readonly Process[]>;

/** SIGTERM, once to each; resolves to those that are left when the time is over. */
async function terminateProcesses(
  findProcesses: FindProcesses,
  { spared, hasLauncher }: { readonly spared: number | null; readonly hasLauncher: boolean },
  graceMs: number,
): Promise<readonly Process[]> {
  const signalledPids = new Set<number>();
  const until = performance.now() + graceMs;
  let remaining = await findProcesses();
  for (let pause = 5; remaining.length > 0 && performance.now() < until; pause = Math.min(pause * 2, 80)) {
    const isEarly = hasLauncher && performance.now() < until - graceMs / 2;
    const asked = isEarly ? askedFirst(remaining, spared) : remaining;
    sendSignal(
      asked.filter(({ pid }) => pid !== spared && !signalledPids.has(pid)),
      'SIGTERM',
    );
    for (const { pid } of asked) signalledPids.add(pid);
    // The end of a process that is not our child is no event to us.
    await sleep(Math.min(pause, Math.max(1, until - performance.now())));
    remaining = await findProcesses();
  }
  return remaining;
}

/**
 * Of a sandbox all but what it ends with, as long as there is another: a launcher goes at once, and the agent that it
 * started would have no time to write its session. An agent that is none is asked with its tools: it would go on with
 * another one while it waits.
 */
function askedFirst(remaining: readonly Process[], leader: number | null): readonly Process[] {
  if (leader === null) return remaining;
  const holders = remaining.filter(({ pid }) => pid === leader || isFirstOfNamespace(pid)).map(({ pid }) => pid);
  const inside = remaining.filter(({ pid, parent }) => !holders.includes(pid) && !holders.includes(parent));
  return inside.length > 0 ? inside : remaining;
}

async function killProcesses(
  found: readonly Process[],
  findProcesses: FindProcesses,
  limits: LimitTag | null,
): Promise<void> {
  const until = performance.now() + KILL_WAIT_MS;
  let remaining = found;
  let looksLeft = 1;
  for (let round = 1; remaining.length > 0 || looksLeft > 0; round += 1) {
    if (round > KILL_ROUNDS && performance.now() > until) break;
    // The old ones first: one that starts a new process for each that ends would keep the search for the newest busy.
    sendSignal(remaining, 'SIGKILL');
    looksLeft = killNewest(limits) ? EMPTY_LOOKS : Math.max(0, looksLeft - 1);
    if (remaining.length === 0 && looksLeft === 0) break;
    if (looksLeft === 0) await sleep(Math.min(2 ** round, 50));
    remaining = await findProcesses();
  }
}

/** Processes younger than a list of all takes to make. */
const NEWEST = 64;
const NOT_YET_SEEN = 16;
/** Looks in a row that find nothing after which a chain has ended. */
const EMPTY_LOOKS = 3;
/** Looks and ms without a new process on the machine after which there is no chain; looks, since we may not get to run. */
const QUIET_LOOKS = 8;
const QUIET_MS = 1;
/** On a busy machine there is always a new process; these are taken whatever time they need. */
const SEARCH_LOOKS = 15;
const CHASE_LOOKS = 200;

/**
 * A chain of processes that each fork and end is in no list by the time it is read: the newest ones of the machine are
 * looked at, at once and again, until no more come. Says whether one carried the tag.
 */
function killNewest(limits: LimitTag | null): boolean {
  if (limits === null) return false;
  let found = false;
  let last = newestPid() - NEWEST;
  let quietLooks = 0;
  let changed = performance.now();
  for (let looks = 0; looks < (found ? CHASE_LOOKS : SEARCH_LOOKS); looks += 1) {
    if (quietLooks >= QUIET_LOOKS && performance.now() - changed >= QUIET_MS) break;
    const newest = newestPid();
    quietLooks = newest === last ? quietLooks + 1 : 0;
    if (newest !== last) changed = performance.now();
    // A number is given before its process can be seen; numbers begin anew when they are used up.
    const unseen = Math.min(newest < last ? 1 : last + 1, newest - NOT_YET_SEEN);
    found = killTagged(Math.max(unseen, newest - NEWEST, 1), newest, limits) || found;
    last = newest;
  }
  return found;
}

/** Kills those of a range of pids that carry the tag; whether there was one. */
function killTagged(from: number, to: number, limits: LimitTag): boolean {
  let found = false;
  for (let pid = from; pid <= to; pid += 1) {
    if (pid === process.pid || !hasLimitTag(pid, limits) || !isLiveProcess(pid)) continue;
    found = true;
    sendSignal([{ pid }], 'SIGKILL');
  }
  return found;
}

/** The last field of /proc/loadavg (proc(5)). */
function newestPid(): number {
  return Number(readFileSync('/proc/loadavg', 'latin1').split(' ')[4]);
}

function sendSignal(processes: readonly Pick<Process, 'pid'>[], name: NodeJS.Signals): void {
  for (const { pid } of processes) {
    try {
      process.kill(pid, name);
    } catch {
      // It ended meanwhile.
    }
  }
}
