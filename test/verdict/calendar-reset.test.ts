import { describe, expect, test } from '@jest/globals';
import { calendarReset } from '../../src/verdict/calendar-reset.ts';
import { recogniseLimit } from '../../src/verdict/limits.ts';

describe('A quota of the calendar comes back', () => {
  test.each([
    ['google-day', '2026-11-23T08:21:17Z', '2026-11-24T08:00:00Z'],
    ['google-day', '2026-11-23T07:59:59Z', '2026-11-23T08:00:00Z'],
    ['google-day', '2026-07-31T12:00:00Z', '2026-08-01T07:00:00Z'],
    // The day of California's change to winter time has 25 hours, that to summer time 23.
    ['google-day', '2026-11-01T07:00:00Z', '2026-11-02T08:00:00Z'],
    ['google-day', '2026-03-08T08:00:00Z', '2026-03-09T07:00:00Z'],
    ['copilot-month', '2026-11-23T08:21:17Z', '2026-12-01T00:00:00Z'],
    ['copilot-month', '2026-12-31T23:59:59Z', '2027-01-01T00:00:00Z'],
    ['copilot-month', '2026-02-01T00:00:00Z', '2026-03-01T00:00:00Z'],
  ] as const)('%s, met at %s: %s', (quota, now, at) => {
    expect(calendarReset(quota, Date.parse(now))).toBe(Date.parse(at));
  });
});

describe('It is one where the error says which, and not when', () => {
  const now = Date.parse('2026-11-23T08:21:17Z');
  const error = { status: 429, code: null, retryAfterMs: null, resetsAt: null };
  test.each([
    ['gemini', 'You have exhausted your daily quota on this model.', 'calendar'],
    [
      'opencode',
      'Quota exceeded for metric: generativelanguage.googleapis.com/x, quotaId: GenerateRequestsPerDayPerProject',
      'calendar',
    ],
    ['opencode', 'Daily usage limit reached.', 'none'],
    ['copilot', 'You have exceeded your premium request allowance.', 'calendar'],
    ['copilot', 'You have exceeded your premium request allowance. Please try again in 58 hours.', 'relative'],
    ['copilot', "You've reached your weekly rate limit.", 'none'],
  ])('%s: %s (%s)', (backend, message, source) => {
    expect(recogniseLimit({ ...error, message }, [], { backend, now })).toMatchObject({
      kind: 'limited',
      limit: { source },
    });
  });
});
