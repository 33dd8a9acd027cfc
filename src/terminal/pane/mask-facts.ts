import type { CollectedFacts } from '../../agents/stream/collect.ts';
import type { Mask } from '../../secrets/types.ts';
import { truncate } from '../../text.ts';

/** Characters kept of what went wrong. */
const MAX_ERROR_LENGTH = 64 * 1024;
const MAX_CODE_LENGTH = 1_000;

/** Hides secrets in every text of a report, and cuts what is too long for one; they were collected as the agent printed them. */
export function maskFacts(facts: CollectedFacts, mask: Mask): CollectedFacts {
  return {
    ...facts,
    finalMessage: mask.maskText(facts.finalMessage),
    error: facts.error && {
      ...facts.error,
      message: truncate(mask.maskText(facts.error.message), MAX_ERROR_LENGTH),
      code: facts.error.code && truncate(mask.maskText(facts.error.code), MAX_CODE_LENGTH),
    },
  };
}
