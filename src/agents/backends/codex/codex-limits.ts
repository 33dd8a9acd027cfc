import type { ServiceLimits } from '../../vendor-facts.ts';

/** What codex 0.169 and a ChatGPT plan say of limits (its bundle, runs, and its issue tracker). */
export const codexLimits: ServiceLimits = {
  codes: {
    usage_limit_reached: 'quota',
    usage_limit_exceeded: 'quota',
    usage_not_included: 'billing',
    server_is_overloaded: 'transient',
  },
  messages: {
    billing: /\bto use codex with your chatgpt plan\b|\bworkspace credit limit\b|\busage_not_included\b/,
    model: /\bmodel is not supported when using codex\b|\bthe (?:requested )?model [`'"][^`'"]*[`'"] does not exist\b/,
    login: /\b(?:session|token) could not be refreshed\b|\blog out and (?:sign|log) in again\b/,
    transient: /\bexceeded retry limit\b|\breconnecting\b|\bserver[_ -](?:side )?is_overloaded\b/,
  },
};
