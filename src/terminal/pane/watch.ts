import type { AgentEvent, EndReason } from '../../agents/types.ts';
import { readPromise } from '../../verdict/promise.ts';
import type { Timing } from '../connection/pane-orders.ts';

/** A tool in flight may be silent for this many idle times: a test suite prints nothing. */
const TOOL_IDLE_FACTOR = 4;
/** Calls beyond are not told apart: an agent that never answers its calls must not fill the memory. */
const MAX_CALLS_IN_FLIGHT = 1_000;
const LIMIT_PATTERN =
  /rate.?limit|usage.?limit|usage exceeded|limit (?:was |is )?(?:reached|exceeded)|quota|too many requests|resource.?exhausted/i;

/** Says when an attempt must be ended, and as what. Times in epoch ms. */
export interface Watchdog {
  /** Bytes came, whatever they say. */
  onOutput(now: number): void;
  onEvent(event: AgentEvent, now: number): void;
  /** The earliest time at which the attempt must be ended if nothing more is heard. */
  nextDeadline(): { readonly at: number; readonly reason: EndReason };
}

/**
 * - `timed-out`: `timeoutMs` after the start, whatever happens.
 * - `lingered`: still there a grace after its terminal event. Without a promise the end of a turn is none while it has
 *   something pending, or when it begins another.
 * - `limit-wait`: silent after it met a limit, said that it would try again or was not answered yet, or at once where
 *   it will wait long.
 * - `silent`: nothing heard for `idleTimeoutMs`, four times that while a tool call or a background task is in flight. A stated wait before a
 *   retry is not silence.
 */
export function createWatchdog(
  limits: { readonly timeoutMs: number; readonly idleTimeoutMs: number; readonly timing: Timing },
  startedAt: number,
): Watchdog {
  const inFlight = new Set<string>();
  let lastOutputAt = startedAt;
  const turns = followTurns();
  let retryWait: { readonly onLimit: boolean; readonly since: number; readonly ms: number | null } | null = null;

  function idleDeadline(): { at: number; reason: EndReason } {
    const finishedAt = turns.finishedAt();
    if (finishedAt !== null) return { at: finishedAt + limits.timing.lingerMs, reason: 'lingered' };
    if (retryWait && (retryWait.ms ?? 0) > limits.timing.limitWaitMs) {
      return { at: retryWait.since, reason: 'limit-wait' };
    }
    const from = retryWait ? Math.max(lastOutputAt, retryWait.since + (retryWait.ms ?? 0)) : lastOutputAt;
    const factor = (inFlight.size > 0 || turns.hasPending()) && !retryWait?.onLimit ? TOOL_IDLE_FACTOR : 1;
    return { at: from + limits.idleTimeoutMs * factor, reason: retryWait ? 'limit-wait' : 'silent' };
  }

  return {
    onOutput(now) {
      lastOutputAt = now;
    },
    onEvent(event, now) {
      switch (event.kind) {
        case 'tool-call':
          if (inFlight.size < MAX_CALLS_IN_FLIGHT) inFlight.add(event.id);
          retryWait = null;
          break;
        case 'tool-result':
          inFlight.delete(event.id);
          retryWait = null;
          break;
        case 'message':
        case 'thinking':
          retryWait = null;
          break;
        case 'started':
          retryWait = event.isUnanswered ? { onLimit: false, since: now, ms: null } : null;
          turns.onStarted();
          break;
        case 'finished':
          turns.onFinished(event, now);
          break;
        case 'limit':
          if (event.window.status === 'rejected') retryWait = { onLimit: true, since: now, ms: null };
          break;
        case 'retry':
          retryWait = { onLimit: isLimitError(event.status, event.message), since: now, ms: event.waitMs };
          break;
        case 'error': {
          const { status, code, message, retryAfterMs } = event.error;
          if (isLimitError(status, `${code ?? ''} ${message}`))
            retryWait = { onLimit: true, since: now, ms: retryAfterMs };
          break;
        }
        case 'usage':
        case 'unknown':
          break;
      }
    },
    nextDeadline() {
      const timeout: { at: number; reason: EndReason } = { at: startedAt + limits.timeoutMs, reason: 'timed-out' };
      const silence = idleDeadline();
      return silence.at < timeout.at ? silence : timeout;
    },
  };
}

/** Whether the end of a turn is the agent's: not while it goes on by itself with what it has pending. */
function followTurns() {
  let finishedAt: number | null = null;
  let hasPending = false;
  /** A promise or an error, whatever still runs. */
  let saidLastWord = false;
  return {
    onStarted() {
      hasPending = false;
      if (!saidLastWord) finishedAt = null;
    },
    onFinished({ ok, finalMessage, pending = 0 }: Extract<AgentEvent, { kind: 'finished' }>, now: number) {
      saidLastWord ||= !ok || readPromise(finalMessage ?? '').kind !== 'none';
      hasPending = !saidLastWord && pending > 0;
      if (!hasPending) finishedAt ??= now;
    },
    finishedAt: () => finishedAt,
    hasPending: () => hasPending,
  };
}

/** A status decides where there is one; only then the agent's own words. */
function isLimitError(status: number | null, text: string): boolean {
  return status === null ? LIMIT_PATTERN.test(text) : status === 429;
}
