import { setTimeout as sleep } from 'node:timers/promises';
import type { ProcessTag } from './process-tag.ts';
import { listProcesses, type Process, selectAttemptProcesses } from './processes.ts';

/** After SIGKILL a process is gone as soon as the kernel gets to it; one in an uninterruptible call may never be. */
const KILL_WAIT_MS = 1_000;

/** What is known of an attempt's processes. */
export interface ProcessTarget {
  /** The agent's pid, which is its process group; null where it never started. */
  readonly leader: number | null;
  readonly tag: ProcessTag;
}

/**
 * Ends every process of an attempt: SIGTERM to the group and to whoever left it, SIGKILL to those still there after
 * `graceMs`. Descendants are found by group, by parent, and by their tag, so one that made a session of its own, cleared
 * its environment and outlived its parent ends too. Resolves at once where nothing is left.
 */
export async function endProcesses({ leader, tag }: ProcessTarget, graceMs: number): Promise<void> {
  // A child that loses its parent is no longer found by it, so everyone ever seen stays wanted.
  const seenPids = new Set<number>();
  const findProcesses = async () => {
    const found = selectAttemptProcesses(await listProcesses(tag), leader, seenPids);
    for (const { pid } of found) seenPids.add(pid);
    return found;
  };

  const signalledPids = new Set<number>();
  const termUntil = Date.now() + graceMs;
  let remaining = await findProcesses();
  for (let pause = 5; remaining.length > 0 && Date.now() < termUntil; pause = Math.min(pause * 2, 80)) {
    sendSignal(
      remaining.filter(({ pid }) => !signalledPids.has(pid)),
      'SIGTERM',
    );
    for (const { pid } of remaining) signalledPids.add(pid);
    // The end of a process that is not our child is no event to us.
    await sleep(Math.min(pause, Math.max(1, termUntil - Date.now())));
    remaining = await findProcesses();
  }
  const killUntil = Date.now() + KILL_WAIT_MS;
  for (let pause = 2; remaining.length > 0 && Date.now() < killUntil; pause = Math.min(pause * 2, 50)) {
    sendSignal(remaining, 'SIGKILL');
    await sleep(pause);
    remaining = await findProcesses();
  }
}

function sendSignal(processes: readonly Process[], name: NodeJS.Signals): void {
  for (const { pid } of processes) {
    try {
      process.kill(pid, name);
    } catch {
      // It ended meanwhile.
    }
  }
}
