import type { ServiceLimits } from '../../vendor-facts.ts';

/** What copilot 1.0.102 and GitHub's service say of limits (its bundle, runs, and its issue tracker). */
export const copilotLimits: ServiceLimits = {
  codes: {
    quota_exceeded: 'quota',
    free_quota_exceeded: 'quota',
    user_weekly_rate_limited: 'quota',
    user_global_rate_limited: 'rate',
    user_model_rate_limited: 'rate',
    integration_rate_limited: 'rate',
    additional_spend_limit_reached: 'billing',
    no_available_model_endpoints: 'model',
  },
  messages: {
    quota: new RegExp(
      [
        /\bpremium requests?(?: usage)? (?:limit|quota|allowance) (?:has been |was |is )?(?:reached|exceeded|exhausted|hit)\b/,
        /\b(?:reached|exceeded|exhausted|hit|used up|used all)\b.{0,40}\bpremium requests?\b.{0,20}\b(?:limit|quota|allowance)s?\b/,
        /\b(?:exhausted|exceeded|reached) your (?:premium requests?|(?:premium )?(?:request )?allowance)\b/,
        /\bused (?:up )?(?:all )?(?:of )?your premium requests\b/,
        /\brun out of (?:your )?(?:included )?premium (?:credits|requests)\b/,
      ]
        .map(({ source }) => source)
        .join('|'),
    ),
    billing: /\badditional usage limit\b/,
    model:
      /\bmodel ["'][^"']*["'] (?:from --model flag )?(?:is )?not (?:available|supported|found)\b|\bno (?:supported )?model available\b|\bno endpoints available for this model\b|\brequested model is not supported\b/,
  },
  windows: ['premium request'],
  // On the first of the month in UTC (docs.github.com, "GitHub Copilot premium requests").
  calendarReset: { period: 'month', zone: 'UTC', message: /\bpremium\s+requests?\b/i },
};
