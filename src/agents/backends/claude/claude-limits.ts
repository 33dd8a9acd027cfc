import type { ServiceLimits } from '../../vendor-facts.ts';

/** What claude 2.1.330 and Anthropic's subscriptions say of limits (its bundle, runs, and its issue tracker). */
export const claudeLimits: ServiceLimits = {
  codes: {
    billing_error: 'billing',
    overage_limit_reached: 'billing',
    model_requires_usage_credits: 'billing',
    long_context_credits_required: 'billing',
    authentication_failed: 'login',
  },
  messages: {
    quota:
      /\b(?:opus|sonnet)(?: usage)? (?:limit|quota|allowance) (?:has been |was |is )?(?:reached|exceeded|exhausted|hit)\b|\bout of (?:extra )?usage\b/,
    billing: /\b(?:extra usage|usage credits) (?:is|are) (?:required|turned off)\b|\brequires usage credits\b/,
    login: /\borganization has disabled\b/,
    transient: /\bunable to connect to api\b/,
    // claude-code#53922
    overload: /not your (?:usage )?limit/,
  },
  windows: ['opus', 'sonnet'],
};
