import { describe, expect, test } from '@jest/globals';
import { calendarReset } from '../../src/verdict/limits/calendar-reset.ts';
import { findLimit } from './report.ts';

const googleDay = { period: 'day', zone: 'America/Los_Angeles' } as const;
const copilotMonth = { period: 'month', zone: 'UTC' } as const;

describe('A quota of the calendar comes back', () => {
  test.each([
    [googleDay, '2026-11-23T08:21:17Z', '2026-11-24T08:00:00Z'],
    [googleDay, '2026-11-23T07:59:59Z', '2026-11-23T08:00:00Z'],
    [googleDay, '2026-07-31T12:00:00Z', '2026-08-01T07:00:00Z'],
    // The day of California's change to winter time has 25 hours, that to summer time 23.
    [googleDay, '2026-11-01T07:00:00Z', '2026-11-02T08:00:00Z'],
    [googleDay, '2026-03-08T08:00:00Z', '2026-03-09T07:00:00Z'],
    [copilotMonth, '2026-11-23T08:21:17Z', '2026-12-01T00:00:00Z'],
    [copilotMonth, '2026-12-31T23:59:59Z', '2027-01-01T00:00:00Z'],
    [copilotMonth, '2026-02-01T00:00:00Z', '2026-03-01T00:00:00Z'],
  ] as const)('%j, met at %s: %s', (quota, now, at) => {
    expect(calendarReset(quota, Date.parse(now))).toBe(Date.parse(at));
  });
});

describe('It is one where the error says which, and not when', () => {
  test.each([
    ['opencode', 'Daily usage limit reached.', 'none'],
    ['copilot', 'You have exceeded your premium request allowance. Please try again in 58 hours.', 'relative'],
    ['copilot', "You've reached your weekly rate limit.", 'none'],
    [
      'opencode',
      'Quota exceeded for metric: generativelanguage.googleapis.com/x, quotaId: GenerateRequestsPerDayPerProject',
      'calendar',
    ],
    ['copilot', 'You have exceeded your premium request allowance.', 'calendar'],
  ])('%s: %s (%s)', (backend, message, source) => {
    expect(findLimit(backend, message, { status: 429 })).toMatchObject({ kind: 'limited', limit: { source } });
  });

  test.each([
    [
      '[API Error: You have exhausted your daily quota on this model.]\nPlease wait and try again later. To increase your limits, request a quota increase through AI Studio, or switch to another /auth method',
      'daily',
    ],
    ['You have exhausted your daily quota on this model.', 'daily'],
    ['You have exhausted your daily quota on this model. Please retry in 43.2s.', 'daily'],
    [
      "Quota exceeded for quota metric 'Gemini 2.5 Pro Requests' and limit 'Gemini 2.5 Pro Requests per day per user per tier'",
      null,
    ],
  ])('gemini: %s', (message, window) => {
    expect(findLimit('gemini', message, { status: 429 })).toEqual({
      kind: 'limited',
      limit: {
        backend: 'gemini',
        message: message.replaceAll('\n', ' '),
        resetsAt: Date.parse('2026-11-24T08:00:00Z'),
        source: 'calendar',
        window,
      },
    });
  });
});
