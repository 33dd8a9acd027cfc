import { asAmount, asCount, asNumber, asObject, type Json, objectAt } from '../../stream/json.ts';
import type { Usage } from '../../types.ts';

const NO_USAGE: Usage = { inputTokens: 0, cachedTokens: 0, outputTokens: 0, costUsd: null };

/** What an attempt spent so far, as its stream tells it. */
export interface UsageSum {
  /** One message's own count, by the message's id; null where it adds nothing. */
  add(id: string | null, usage: Json): Usage | null;
  /** A result's counts, sub-agents included, which replace those of the messages since the result before. */
  total(result: Json): Usage;
}

/**
 * Tokens by message as they come, for an attempt that is cut; a result's own counts replace them. Not its totals: those
 * of a resumed session go on from the attempt before. A second result may have nothing new to count.
 */
export function createUsageSum(): UsageSum {
  let current: string | null = null;
  /** Up to the last result. */
  let reported: Usage | null = null;
  /** Up to the message before `current`, and with it. */
  let previousSum = NO_USAGE;
  let sum = NO_USAGE;
  return {
    // One message may come in several lines that repeat its usage.
    add(id, usage) {
      if (id !== current || id === null) previousSum = sum;
      current = id;
      const next = {
        inputTokens: previousSum.inputTokens + asCount(usage.input_tokens) + asCount(usage.cache_creation_input_tokens),
        cachedTokens: previousSum.cachedTokens + asCount(usage.cache_read_input_tokens),
        outputTokens: previousSum.outputTokens + asCount(usage.output_tokens),
        costUsd: previousSum.costUsd,
      };
      const same = next.inputTokens === sum.inputTokens && next.outputTokens === sum.outputTokens;
      sum = next;
      return same ? null : next;
    },
    total(result) {
      const since = asObject(result.model_usage_since_last_result);
      const spent = Object.values(since ?? objectAt(result, 'modelUsage')).map((model) => objectAt(model));
      const count = (name: string) => spent.reduce((all, model) => all + asCount(model[name]), 0);
      const costs = () => spent.reduce((all, model) => all + asAmount(model.costUSD), 0);
      // Without counts since the last result there are only those of the whole process, which take its place.
      const before = since === null ? null : reported;
      const cost = since === null ? asNumber(result.total_cost_usd) : null;
      const costUsd = (before?.costUsd ?? 0) + (cost === null ? costs() : asAmount(cost));
      // A result that counts nothing, as of a turn that failed at once: what the messages say, if any.
      reported =
        spent.length === 0
          ? { ...sum, costUsd }
          : {
              inputTokens: (before?.inputTokens ?? 0) + count('inputTokens') + count('cacheCreationInputTokens'),
              cachedTokens: (before?.cachedTokens ?? 0) + count('cacheReadInputTokens'),
              outputTokens: (before?.outputTokens ?? 0) + count('outputTokens'),
              costUsd,
            };
      sum = reported;
      current = null;
      return reported;
    },
  };
}
