import type { RemoteFailure } from './refusals/refusal.ts';
import { TRANSFER_TIMEOUT_MS } from './remote.ts';

/** Time, and where to say that it passes. */
export interface RetryPolicy {
  /** Epoch ms. */
  readonly now: () => number;
  /** Ends early when `stop` is aborted. */
  readonly sleep: (ms: number) => Promise<void>;
  readonly notice: (text: string) => void;
  /** ms from the first try to the last. */
  readonly retryForMs: number;
  /** Aborted: one last try, of what is left of a request's time after a stop. */
  readonly stop?: AbortSignal | undefined;
}

/** How long an unreachable remote is tried while no agent runs. */
export const DEFAULT_RETRY_MS = 10 * 60_000;

const MIN_TIMEOUT_MS = 2_000;
const INITIAL_WAIT_MS = 1_000;
const MAX_WAIT_MS = 60_000;

/** As often as a server may answer a push with an error of its own, in half a minute, before it counts as a refusal. */
const MAX_SUSPICIOUS_TRIES = 6;

/**
 * Repeats what failed for the network's sake: after 1, 2, 4 … 60 s, until patience ends. Refusals come back at once,
 * and what may be one after a few tries.
 */
export async function retryUntilReachable<T extends { readonly kind: string }>(
  operation: string,
  policy: RetryPolicy,
  request: (timeoutMs: number) => Promise<T | RemoteFailure>,
): Promise<T | RemoteFailure> {
  let suspiciousTries = 0;
  // Counted by what was waited: a machine may sleep meanwhile, and its clock be set.
  let remaining = policy.retryForMs;
  for (let wait = INITIAL_WAIT_MS; ; wait = Math.min(wait * 2, MAX_WAIT_MS)) {
    // A transfer that gets on is not ended because earlier tries took their time; in a hurry it is.
    const isHurried = policy.retryForMs < DEFAULT_RETRY_MS;
    const timeoutMs = isHurried ? Math.max(MIN_TIMEOUT_MS, remaining) : TRANSFER_TIMEOUT_MS;
    const askedAt = policy.now();
    const result = await request(timeoutMs);
    remaining -= Math.min(timeoutMs, Math.max(0, policy.now() - askedAt));
    if (result.kind !== 'transient' || policy.stop?.aborted === true) return result;
    const suspicion = suspicionOf(result);
    suspiciousTries = suspicion === null ? 0 : suspiciousTries + 1;
    if (suspicion !== null && suspiciousTries === MAX_SUSPICIOUS_TRIES) return suspicion;
    if (remaining <= 0) return result;
    const reason = 'reason' in result ? result.reason : result.kind;
    const pause = Math.min(wait, remaining);
    policy.notice(`${operation}: ${reason}; trying again in ${Math.ceil(pause / 1000)} s`);
    // A cancelled sleep has one last try after it: what can be saved is saved.
    await policy.sleep(pause).catch(() => undefined);
    remaining -= pause;
  }
}

function suspicionOf(result: { readonly kind: string } | RemoteFailure): (RemoteFailure & { kind: 'refused' }) | null {
  return 'suspicion' in result ? (result.suspicion ?? null) : null;
}
