import { setTimeout as sleep } from 'node:timers/promises';
import { belonging, listProcesses, type Process } from './processes.ts';

/** After SIGKILL a process is gone as soon as the kernel gets to it; one in an uninterruptible call may never be. */
const KILL_PATIENCE_MS = 1_000;

/** What is known of an attempt's processes. */
export interface Prey {
  /** The agent's pid, which is its process group; null where it never started. */
  readonly leader: number | null;
  /** `NAME=value` in the environment of the agent and of what it starts. */
  readonly marker: string;
}

/**
 * Ends every process of an attempt: SIGTERM to the group and to whoever left it, SIGKILL to those still there after
 * `graceMs`. Descendants are found by group, by parent, and by the marker in their environment, so one that made a
 * session of its own or outlived its parent ends too. Resolves at once where nothing is left.
 */
export async function endProcesses({ leader, marker }: Prey, graceMs: number): Promise<void> {
  // A child that loses its parent is no longer found by it, so everyone ever seen stays wanted.
  const seen = new Set<number>();
  const find = async () => {
    const found = belonging(await listProcesses(marker), leader, seen);
    for (const { pid } of found) seen.add(pid);
    return found;
  };

  const told = new Set<number>();
  const askUntil = Date.now() + graceMs;
  let left = await find();
  for (let pause = 5; left.length > 0 && Date.now() < askUntil; pause = Math.min(pause * 2, 80)) {
    signal(
      left.filter(({ pid }) => !told.has(pid)),
      'SIGTERM',
    );
    for (const { pid } of left) told.add(pid);
    // The end of a process that is not our child is no event to us.
    await sleep(Math.min(pause, Math.max(1, askUntil - Date.now())));
    left = await find();
  }
  const killUntil = Date.now() + KILL_PATIENCE_MS;
  for (let pause = 2; left.length > 0 && Date.now() < killUntil; pause = Math.min(pause * 2, 50)) {
    signal(left, 'SIGKILL');
    await sleep(pause);
    left = await find();
  }
}

function signal(processes: readonly Process[], name: NodeJS.Signals): void {
  for (const { pid } of processes) {
    try {
      process.kill(pid, name);
    } catch {
      // It ended meanwhile.
    }
  }
}
