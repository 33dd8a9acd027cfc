import type { Scenario } from '../simulation/world/scenario.ts';

export const MINUTE = 60_000;
export const START = Date.parse('2026-11-23T01:00:00Z');

/** A world in which nothing happens by itself. */
export const nothing: Omit<Scenario, 'settings'> = {
  seed: 'story',
  start: START,
  horizon: START + 7 * 24 * 60 * MINUTE,
  machine: 'hosted',
  jobLimitMs: 24 * 60 * MINUTE,
  everyMs: 30 * MINUTE,
  units: [],
  accounts: [],
  available: [],
  humans: [],
  pushes: [],
  baseMoves: [],
  remoteDown: [],
  protectedFrom: null,
  hubDown: [],
  deaths: [],
  cancels: [],
  clockJumps: [],
  lostSessions: 0,
};
