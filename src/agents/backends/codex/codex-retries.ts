import { statedWait } from '../../../time.ts';
import type { AgentEvent } from '../../types.ts';

type Retry = Extract<AgentEvent, { kind: 'retry' }>;

/** Target in codex's log of the lines that say how long it waits before it tries again; its stream does not say that. */
export const retryLogTarget = 'codex_core::responses_retry';

/**
 * Target of the lines that say for how long it waits to send a request again after trouble of the service's own, or
 * without a connection: of that its stream says nothing, even where a `retry-after` makes it hours.
 */
export const waitLogTarget = 'codex_otel.trace_safe';

/** Its own back-off for them; a longer wait was asked for by the service. */
const CODEX_BACKOFF_MS = 5_000;

/** RUST_LOG under which it tells of both: errors, and of the waits nothing but these lines. */
export const rustLogFilter = `error,${retryLogTarget}=warn,${waitLogTarget}[{retry.delay_ms}]=trace`;

/** A long silent wait to send a request again: `event.name="codex.retry" retry.attempt=1 retry.delay_ms=3599999 retry.layer="http" …`. */
export function parseSilentRetry(line: string): Retry[] {
  const wait = /\bretry\.attempt=(\d+) retry\.delay_ms=(\d+) retry\.layer="http"/.exec(line);
  const waitMs = statedWait(Number(wait?.[2] ?? 0));
  if (waitMs === null || waitMs <= CODEX_BACKOFF_MS) return [];
  return [{ kind: 'retry', message: `server error or no connection, retry ${wait?.[1]}`, status: null, waitMs }];
}

/** Puts what codex's stream says of a retry together with the wait that its log states, whichever line comes first. */
export interface RetryMatcher {
  fromStream(retry: Retry): Retry;
  /** The retry once more, now with its wait, if it was told of before. */
  fromLog(line: string): Retry[];
}

export function createRetryMatcher(): RetryMatcher {
  let retryWithoutLog: Retry | null = null;
  let logWithoutRetry: { readonly ordinal: string; readonly waitMs: number | null } | null = null;
  return {
    fromStream(retry) {
      const known = logWithoutRetry?.ordinal === retryOrdinal(retry.message) ? logWithoutRetry : null;
      logWithoutRetry = null;
      retryWithoutLog = known === null ? retry : null;
      return { ...retry, waitMs: known?.waitMs ?? retry.waitMs };
    },
    fromLog(line) {
      const retry = retryWithoutLog;
      const [ordinal, waitMs] = [retryOrdinal(line), parseRetryWaitMs(line)];
      retryWithoutLog = null;
      if (retry !== null && retryOrdinal(retry.message) === ordinal) return [{ ...retry, waitMs }];
      logWithoutRetry = { ordinal, waitMs };
      return [];
    },
  };
}

/** The wait in `retrying sampling request (1/5 in 197ms)` or `retrying 1/5 in 3.2s`, ms; null where none is stated. */
export function parseRetryWaitMs(text: string): number | null {
  const wait = /\bretrying (?:(?!\bretrying )[^(\d])*\(?\d+\/\d+ in ([\d.]+)(ms|s)\b/i.exec(text);
  return wait ? statedWait(Math.round(Number(wait[1]) * (wait[2] === 's' ? 1000 : 1))) : null;
}

/** `1/5` */
function retryOrdinal(text: string): string {
  return /\b\d+\/\d+\b/.exec(text)?.[0] ?? '';
}
