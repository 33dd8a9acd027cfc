import { asAmount, asCount, asList, asNumber, asObject, asString, type Json, objectAt } from '../../../stream/json.ts';
import type { Usage } from '../../../types.ts';

const NOTHING = { inputTokens: 0, cachedTokens: 0, outputTokens: 0 };

/** What a turn spent, of which every agent tells another part, in another place. */
export interface TurnUsage {
  /** `usage_update`: the cost so far of the whole session. What it has `used` is the context's fill, and not spent. */
  onUsageUpdate(update: Json): void;
  /** Of one request, in a chunk's `_meta` (qwen). */
  onRequest(usage: Json): void;
  /** Credits of one step; they are neither tokens nor dollars. */
  onCredits(amount: number): void;
  /** The answer to the prompt. */
  onResult(result: Json): void;
  /** null: nothing was told. */
  readonly total: Usage | null;
  /** No token and no credit. */
  readonly isNothing: boolean;
  /** The model that worked, where that is told. */
  readonly model: string | null;
}

/** `resumed`: a cost that counts from the session's beginning is not this turn's. */
export function createTurnUsage(isResumed: () => boolean): TurnUsage {
  let tokens: typeof NOTHING | null = null;
  let cost: number | null = null;
  let credits = 0;
  let model: string | null = null;
  return {
    onUsageUpdate(update) {
      const { amount, currency } = objectAt(update, 'cost');
      if (currency === 'USD' && asNumber(amount) !== null) cost = asAmount(amount);
      model = asString(objectAt(update, '_meta')['_claude/model']) ?? model;
    },
    onRequest(usage) {
      const request = readTokens(usage);
      const sum = tokens ?? NOTHING;
      tokens = {
        inputTokens: sum.inputTokens + request.inputTokens,
        cachedTokens: sum.cachedTokens + request.cachedTokens,
        outputTokens: sum.outputTokens + request.outputTokens,
      };
    },
    onCredits(amount) {
      credits += asAmount(amount);
    },
    onResult(result) {
      const quota = objectAt(result, '_meta', 'quota');
      const told = asObject(result.usage) ?? asObject(quota.token_count);
      if (told !== null) tokens = readTokens(told);
      model = asString(objectAt(asList(quota.model_usage)[0]).model) ?? model;
    },

    get total() {
      if (tokens === null && credits === 0 && (cost === null || isResumed())) return null;
      const all = { ...(tokens ?? NOTHING), costUsd: isResumed() ? null : cost };
      // 0.1 and 0.2 are 0.3.
      return credits === 0 ? all : { ...all, credits: Math.round(credits * 1e6) / 1e6 };
    },
    get isNothing() {
      return credits === 0 && (tokens === null || tokens.inputTokens + tokens.outputTokens === 0);
    },
    get model() {
      return model;
    },
  };
}

/** Tokens as the protocol's draft counts them, or as gemini does. What was read from a cache is part of the input for some. */
function readTokens(usage: Json): typeof NOTHING {
  const cachedTokens = asCount(usage.cachedReadTokens);
  const outputTokens = asCount(usage.outputTokens ?? usage.output_tokens);
  const input = asCount(usage.inputTokens ?? usage.input_tokens);
  const isPart = asNumber(usage.totalTokens) === input + outputTokens;
  const inputTokens = asCount(input - (isPart ? cachedTokens : 0)) + asCount(usage.cachedWriteTokens);
  return { inputTokens, cachedTokens, outputTokens };
}
