import { decide } from '../../src/throttle/decide.ts';
import type { OpenLimit, ThrottleHistory, ThrottleSettings, TransientStreak } from '../../src/throttle/types.ts';
import type { QuotaLimit } from '../../src/verdict/types.ts';
import { history, MINUTE, now, request, settings, sums } from './settings.ts';

/** A quota that was met just now. */
export function quota(
  facts: Partial<Omit<OpenLimit, 'limit'>> & Partial<Pick<QuotaLimit, 'resetsAt' | 'source' | 'backend'>> = {},
): OpenLimit {
  const { resetsAt = null, source = 'none', backend = 'codex', ...open } = facts;
  const limit = { backend, window: 'five_hour', resetsAt, source, message: 'limit reached' };
  return { limit, hits: 1, at: now, ...open };
}

/** One failure just now. */
export const streak = (facts: Partial<TransientStreak> = {}): TransientStreak => ({
  count: 1,
  retryAfterMs: null,
  at: now,
  ...facts,
});

/** What the throttle says of an attempt with codex. */
export const ask = (past: Partial<ThrottleHistory>, wishes: Partial<ThrottleSettings> = {}, at = now) =>
  decide(settings(wishes), history(past), sums(), request(), at);

/** Minutes from now until which it waits or pauses; 0: it goes. */
export function minutes(past: Partial<ThrottleHistory>, wishes: Partial<ThrottleSettings> = {}): number {
  const decision = ask(past, wishes);
  if (decision.kind === 'go') return 0;
  const until = decision.kind === 'wait' ? decision.until : (decision.resumeAfter ?? Number.NaN);
  return (until - now) / MINUTE;
}
