import type { QuotaRecord, ThrottleHistory } from './types.ts';

const MOST_MET = 10;

/** A call of `durationMs` ended at `at` (epoch ms): work since the last limit, and until when that one lasted. */
export function recordWorked(
  history: ThrottleHistory,
  backend: string,
  { at, durationMs }: { readonly at: number; readonly durationMs: number },
): ThrottleHistory {
  const { workedMs, met } = recordOf(history, backend);
  const last = met.at(-1);
  const open = history.limits[backend];
  // The last call to start while the limit stood is the one that was let through.
  const lasted =
    open === undefined || last === undefined
      ? met
      : [...met.slice(0, -1), { ...last, waitMs: Math.max(0, at - durationMs - (open.since ?? open.at)) }];
  return withRecord(history, backend, { workedMs: workedMs + Math.max(0, durationMs), met: lasted });
}

/** A limit was met that did not stand yet. */
export function recordMet(history: ThrottleHistory, backend: string, waitMs: number): ThrottleHistory {
  const { workedMs, met } = recordOf(history, backend);
  return withRecord(history, backend, { workedMs: 0, met: [...met, { workedMs, waitMs }].slice(-MOST_MET) });
}

function recordOf(history: ThrottleHistory, backend: string): QuotaRecord {
  return history.quotas?.[backend] ?? { workedMs: 0, met: [] };
}

function withRecord(history: ThrottleHistory, backend: string, record: QuotaRecord): ThrottleHistory {
  return { ...history, quotas: { ...history.quotas, [backend]: record } };
}
