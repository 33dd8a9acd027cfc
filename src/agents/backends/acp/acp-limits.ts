import type { ServiceLimits } from '../../vendor-facts.ts';
import { BRIDGE_CODES } from './acp-protocol.ts';

/** What agents over the protocol say of limits beside their services' own words, and what the bridge finds by itself. */
export const acpLimits: ServiceLimits = {
  codes: { [BRIDGE_CODES.unusable]: 'missing', [BRIDGE_CODES.protocol]: 'protocol' },
  messages: {
    // qwen 0.24.4 and gemini 0.61.0 of a stream that was cut (runs of November 2026); a prompt that nothing came to.
    transient: /^terminated$|^no answer to the prompt yet$/,
  },
};
