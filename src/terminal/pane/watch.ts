import type { AgentEvent, EndReason } from '../../agents/types.ts';
import type { Timing } from '../process/pane-orders.ts';

/** A tool in flight may be silent for this many idle times: a test suite prints nothing. */
const TOOL_FACTOR = 4;
/** Calls beyond are not told apart: an agent that never answers its calls must not fill the memory. */
const MOST_IN_FLIGHT = 1_000;
const LIMIT_WORDS =
  /rate.?limit|usage.?limit|usage exceeded|limit (?:was |is )?(?:reached|exceeded)|quota|too many requests|resource.?exhausted/i;

/** Says when an attempt must be ended, and as what. Times in epoch ms. */
export interface Watch {
  /** Bytes came, whatever they say. */
  heard(now: number): void;
  on(event: AgentEvent, now: number): void;
  /** The earliest time at which the attempt must be ended if nothing more is heard. */
  next(): { readonly at: number; readonly reason: EndReason };
}

/**
 * - `timed-out`: `timeoutMs` after the start, whatever happens.
 * - `lingered`: still there a grace after its terminal event.
 * - `limit-wait`: silent after it met a limit or said that it would try again, or at once where it will wait long.
 * - `silent`: nothing heard for `idleTimeoutMs`, four times that while a tool call is in flight. A stated wait before a
 *   retry is not silence.
 */
export function createWatch(
  limits: { readonly timeoutMs: number; readonly idleTimeoutMs: number; readonly timing: Timing },
  startedAt: number,
): Watch {
  const inFlight = new Set<string>();
  let heardAt = startedAt;
  let finishedAt: number | null = null;
  let waiting: { readonly onLimit: boolean; readonly since: number; readonly ms: number | null } | null = null;

  function idle(): { at: number; reason: EndReason } {
    if (finishedAt !== null) return { at: finishedAt + limits.timing.lingerMs, reason: 'lingered' };
    if (waiting && (waiting.ms ?? 0) > limits.timing.limitWaitMs) {
      return { at: waiting.since, reason: 'limit-wait' };
    }
    const from = waiting ? Math.max(heardAt, waiting.since + (waiting.ms ?? 0)) : heardAt;
    const factor = inFlight.size > 0 && !waiting?.onLimit ? TOOL_FACTOR : 1;
    return { at: from + limits.idleTimeoutMs * factor, reason: waiting ? 'limit-wait' : 'silent' };
  }

  return {
    heard(now) {
      heardAt = now;
    },
    on(event, now) {
      switch (event.kind) {
        case 'tool-call':
          if (inFlight.size < MOST_IN_FLIGHT) inFlight.add(event.id);
          waiting = null;
          break;
        case 'tool-result':
          inFlight.delete(event.id);
          waiting = null;
          break;
        case 'message':
        case 'thinking':
        case 'started':
          waiting = null;
          break;
        case 'finished':
          finishedAt ??= now;
          break;
        case 'limit':
          if (event.window.status === 'rejected') waiting = { onLimit: true, since: now, ms: null };
          break;
        case 'retry':
          waiting = { onLimit: isLimit(event.status, event.message), since: now, ms: event.waitMs };
          break;
        case 'error': {
          const { status, code, message, retryAfterMs } = event.error;
          if (isLimit(status, `${code ?? ''} ${message}`)) waiting = { onLimit: true, since: now, ms: retryAfterMs };
          break;
        }
        case 'usage':
        case 'unknown':
          break;
      }
    },
    next() {
      const timeout: { at: number; reason: EndReason } = { at: startedAt + limits.timeoutMs, reason: 'timed-out' };
      const quiet = idle();
      return quiet.at < timeout.at ? quiet : timeout;
    },
  };
}

/** A status decides where there is one; only then the agent's own words. */
function isLimit(status: number | null, words: string): boolean {
  return status === null ? LIMIT_WORDS.test(words) : status === 429;
}
