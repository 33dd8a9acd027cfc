import { formatUsd } from '../../text.ts';
import { HOUR } from '../../time.ts';
import type { RunRules, SharedMemory } from './types.ts';

/** A sentence for a person where another run of the last hour counts by other settings; null where all agree. */
export function differingRules(
  memory: SharedMemory,
  own: { readonly run: string; readonly rules: Omit<RunRules, 'at'>; readonly now: number },
): string | null {
  const words = (rules: Omit<RunRules, 'at'>) =>
    `max-calls-per-hour ${rules.maxCallsPerHour ?? 'not set'}, daily-budget-usd ${rules.dailyBudgetUsd === null ? 'not set' : formatUsd(rules.dailyBudgetUsd)}`;
  const mine = words(own.rules);
  const recent = Object.entries(memory.rules).filter(([run, { at }]) => run !== own.run && at > own.now - HOUR);
  const others = recent.map(([, rules]) => words(rules)).find((theirs) => theirs !== mine);
  if (others === undefined) return null;
  return `Other runs of this repository count by other settings (${others}; here: ${mine}). Each keeps to its own, over the calls of all.`;
}

/** Does anybody wait to hear what calls cost? */
export function hasBudget({ rules }: SharedMemory, own: Omit<RunRules, 'at'>): boolean {
  return [own, ...Object.values(rules)].some(({ dailyBudgetUsd }) => dailyBudgetUsd !== null);
}
