import type { Totals } from '../../state/types.ts';
import { formatUsd, plural } from '../../text.ts';
import { formatCount, formatDuration } from './numbers.ts';

/** `13.5k tokens (3.0k in, 10.0k cached, 503 out)`, from the numbers of each. */
export function formatTokens(input: number, cached: number, output: number): string {
  return `${formatCount(input + cached + output)} tokens (${formatCount(input)} in, ${formatCount(cached)} cached, ${formatCount(output)} out)`;
}

/** `≈ $0.42`, `12.5 credits` or both; '' where nothing is known to have been spent. */
export function formatCost(usd: number | null, estimated: boolean, credits = 0): string {
  return joinNonEmpty(
    usd === null || usd === 0 ? '' : `${estimated ? '≈ ' : ''}${formatUsd(usd)}`,
    credits === 0 ? '' : formatCredits(credits),
  );
}

/** `0.42 credits`. */
export function formatCredits(credits: number): string {
  const shown = Math.max(0.01, Math.round(credits * 100) / 100);
  return `${shown} ${shown === 1 ? 'credit' : 'credits'}`;
}

/** `4 calls, 2 min in agents, 13.5k tokens (…), ≈ $0.42, review: 1 problem caught, 2 pieces of advice`. */
export function formatTotals(totals: Totals): string {
  const { calls, agent_s, tokens_in, tokens_cached, tokens_out, cost_usd, cost_estimated } = totals;
  const used = tokens_in + tokens_cached + tokens_out > 0;
  return joinNonEmpty(
    plural(calls, 'agent call'),
    `${formatDuration(agent_s * 1000)} in agents`,
    used ? formatTokens(tokens_in, tokens_cached, tokens_out) : '',
    formatCost(cost_usd, cost_estimated, totals.credits),
    formatReviews(totals),
  );
}

/** What reviewers found; '' where none was asked. */
function formatReviews({ review_caught, review_advice = 0 }: Totals): string {
  if (review_caught === undefined) return '';
  const advice = plural(review_advice, 'piece of advice', 'pieces of advice');
  return `review: ${plural(review_caught, 'problem')} caught, ${advice}`;
}

/** Why it was waited: the throttle's reasons, and those of a pause or halt that say what for. */
export const WAIT_REASONS: Readonly<Record<string, string>> = {
  delay: 'between attempts',
  'calls-per-hour': 'for max-calls-per-hour',
  quota: 'for a quota',
  transient: 'for an overload',
  pace: 'for a window that was nearly used up',
  headroom: 'to keep headroom for you',
  'daily-budget': 'for the next day',
  answer: 'for an answer',
  'time-budget': 'for the next run',
  asked: 'stopped by a person',
  cancelled: 'stopped',
};

/** `1 h 20 min for a quota, 45 s between attempts`, the longest first; '' where nothing was waited for. */
export function formatWaits({ waiting_s }: Totals): string {
  const waits = Object.entries(waiting_s).filter(([, seconds]) => seconds >= 0.1);
  const parts = waits
    .sort(([, a], [, b]) => b - a)
    .map(([why, s]) => `${formatDuration(s * 1000)} ${WAIT_REASONS[why] ?? why}`);
  return parts.join(', ');
}

/** The parts that say something. */
export function joinNonEmpty(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(', ');
}
