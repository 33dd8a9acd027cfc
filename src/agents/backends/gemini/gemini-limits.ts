import type { ServiceLimits } from '../../vendor-facts.ts';

/** Google's quota texts, from whichever CLI; matched with addresses. */
const GOOGLE_QUOTA = /generativelanguage|ai\.google\.dev|quota exceeded for (?:quota )?metric/i;

/** What gemini 0.61 and Google's services say of limits (its bundle, runs, and its issue tracker). */
export const geminiLimits: ServiceLimits = {
  codes: { quota_exhausted: 'quota' },
  messages: {
    quota: /\b(?:exhausted|exceeded|reached) your capacity\b|\bquota will reset\b/,
    // `GenerateRequestsPerDayPerProjectPerModel`
    dailyQuota: /perday/,
    model: /\bis not found for api version\b|\brequested entity was not found\b/,
    login: /\bineligible ?tier|\bset an auth method\b/,
  },
  quotaDespiteBilling: GOOGLE_QUOTA,
  // Requests of a day, at midnight in California (ai.google.dev/gemini-api/docs/rate-limits).
  calendarReset: { period: 'day', zone: 'America/Los_Angeles', message: GOOGLE_QUOTA },
};
