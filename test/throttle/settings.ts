import { emptyHistory } from '../../src/throttle/history.ts';
import type { RunSums, ThrottleHistory, ThrottleRequest, ThrottleSettings } from '../../src/throttle/types.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Monday, 23 November 2026, 08:00 UTC. */
export const now = Date.parse('2026-11-23T08:00:00Z');

/** A throttle that forbids nothing; what a test is about goes on top. */
export function settings(facts: Partial<ThrottleSettings> = {}): ThrottleSettings {
  return {
    delayMs: 0,
    maxCallsPerHour: null,
    maxWaitMs: 12 * HOUR,
    timeBudgetMs: null,
    budgetTokens: null,
    budgetUsd: null,
    budgetUnits: null,
    dailyBudgetUsd: null,
    fallbackBackends: [],
    pace: true,
    headroom: null,
    taskTimeoutMs: 2 * HOUR,
    seed: 1,
    ...facts,
  };
}

export function history(facts: Partial<ThrottleHistory> = {}): ThrottleHistory {
  return { ...emptyHistory(), ...facts };
}

export function sums(facts: Partial<RunSums> = {}): RunSums {
  return { startedAt: now - HOUR, units: 0, tokens: 0, costUsd: 0, ...facts };
}

export function request(facts: Partial<ThrottleRequest> = {}): ThrottleRequest {
  return { backend: 'codex', kind: 'attempt', firstOfRun: false, ...facts };
}
