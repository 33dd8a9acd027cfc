import { type Answer, NETWORK_TIMEOUT_MS } from './remote.ts';

/** Time, and where to say that it passes. */
export interface Patience {
  /** Epoch ms. */
  readonly now: () => number;
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  readonly notice: (text: string) => void;
  /** ms from the first try to the last. */
  readonly patienceMs: number;
  readonly signal?: AbortSignal | undefined;
}

/** How long an unreachable remote is tried while no agent runs. */
export const PATIENCE_MS = 10 * 60_000;

const SHORTEST_TRY_MS = 2_000;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;

/** Repeats what failed for the network's sake: after 1, 2, 4 … 60 s, until patience ends. Refusals come back at once. */
export async function insist<T>(
  what: string,
  patience: Patience,
  ask: (timeoutMs: number) => Promise<Answer<T>>,
): Promise<Answer<T>> {
  const deadline = patience.now() + patience.patienceMs;
  for (let wait = FIRST_WAIT_MS; ; wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
    const timeoutMs = Math.min(NETWORK_TIMEOUT_MS, Math.max(SHORTEST_TRY_MS, deadline - patience.now()));
    const answer = await ask(timeoutMs);
    if (answer.kind !== 'transient' || patience.signal?.aborted === true) return answer;
    const left = deadline - patience.now();
    if (left <= 0) return answer;
    patience.notice(`${what}: ${answer.reason}; trying again in ${Math.ceil(Math.min(wait, left) / 1000)} s`);
    // A cancelled sleep has one last try after it: what can be saved is saved.
    await patience.sleep(Math.min(wait, left), patience.signal).catch(() => undefined);
  }
}
