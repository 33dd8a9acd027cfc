import type { CollectedFacts } from '../../agents/stream/collect.ts';
import type { Mask } from '../../secrets/types.ts';

/** Hides secrets in every text of a report; they were collected as the agent printed them. */
export function maskFacts(facts: CollectedFacts, mask: Mask): CollectedFacts {
  return {
    ...facts,
    finalMessage: mask.maskText(facts.finalMessage),
    error: facts.error && {
      ...facts.error,
      message: mask.maskText(facts.error.message),
      code: facts.error.code && mask.maskText(facts.error.code),
    },
  };
}
