import type { AgentEvent } from './types.ts';

type Retry = Extract<AgentEvent, { kind: 'retry' }>;

/** Target in codex's log of the lines that say how long it waits before it tries again; its stream does not say that. */
export const retryLog = 'codex_core::responses_retry';

/** Puts what codex's stream says of a retry together with the wait that its log states, whichever line comes first. */
export interface Retries {
  told(retry: Retry): Retry;
  /** The retry once more, now with its wait, if it was told of before. */
  logged(line: string): Retry[];
}

export function createRetries(): Retries {
  let unlogged: Retry | null = null;
  let untold: { readonly which: string; readonly waitMs: number | null } | null = null;
  return {
    told(retry) {
      const known = untold?.which === whichOf(retry.message) ? untold : null;
      untold = null;
      unlogged = known === null ? retry : null;
      return { ...retry, waitMs: known?.waitMs ?? retry.waitMs };
    },
    logged(line) {
      const retry = unlogged;
      const [which, waitMs] = [whichOf(line), statedWait(line)];
      unlogged = null;
      if (retry !== null && whichOf(retry.message) === which) return [{ ...retry, waitMs }];
      untold = { which, waitMs };
      return [];
    },
  };
}

/** The wait in `retrying sampling request (1/5 in 197ms)` or `retrying 1/5 in 3.2s`, ms; null where none is stated. */
export function statedWait(text: string): number | null {
  const wait = /\bretrying [^(\d]*\(?\d+\/\d+ in ([\d.]+)(ms|s)\b/i.exec(text);
  return wait ? Math.round(Number(wait[1]) * (wait[2] === 's' ? 1000 : 1)) : null;
}

/** `1/5` */
function whichOf(text: string): string {
  return /\b\d+\/\d+\b/.exec(text)?.[0] ?? '';
}
