import type { ThrottleSettings } from '../../../src/throttle/types.ts';
import { dice } from '../world/dice.ts';
import { Timeline } from '../world/timeline.ts';
import { type Closing, Provider, type WindowFacts } from './provider.ts';
import { type RefFacts, SimulatedRef } from './ref.ts';
import { type FleetCall, type FleetWorld, Runner } from './runner.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** A night of several runners on one account. Times in ms. */
export interface FleetFacts {
  readonly seed: number;
  readonly runners: number;
  readonly hours: number;
  readonly windows: readonly WindowFacts[];
  readonly unitsEach: number;
  readonly scope?: 'spec' | 'repository';
  readonly tellsReset?: boolean;
  readonly deaths?: number;
  /** Machines with clocks that are off. */
  readonly skews?: boolean;
  readonly remote?: Partial<RefFacts>;
  readonly throttle?: Partial<ThrottleSettings>;
}

export interface FleetNight {
  readonly facts: FleetFacts;
  readonly start: number;
  readonly end: number;
  readonly calls: readonly FleetCall[];
  readonly closings: readonly Closing[];
  readonly ref: SimulatedRef;
  readonly warnings: readonly string[];
  readonly unitsDone: readonly number[];
}

/** 22:00 UTC. */
const START = Date.parse('2026-11-23T22:00:00Z');

/** Lives it with the real throttle in each runner. */
export async function liveFleet(facts: FleetFacts): Promise<FleetNight> {
  const luck = dice('fleet', facts.seed);
  const timeline = new Timeline(START);
  const end = START + facts.hours * HOUR;
  const ref = new SimulatedRef(timeline, { ...goodRemote, ...facts.remote }, luck.fork('remote'));
  const provider = new Provider(timeline, facts.windows);
  const world: FleetWorld = {
    timeline,
    provider,
    ref,
    calls: [],
    warnings: [],
    settings: settingsOf(facts),
    scope: facts.scope ?? 'repository',
    tellsReset: facts.tellsReset ?? true,
    deaths: facts.deaths ?? 0,
    until: end,
  };
  const runners = Array.from({ length: facts.runners }, (_, index) => {
    const own = luck.fork('runner', index);
    const units = unitsOf(facts, index);
    const skewMs = facts.skews === true && own.chance(0.3) ? own.between(-5, 5) * HOUR : 0;
    return new Runner(world, { index, units, skewMs }, own);
  });
  // A matrix starts its jobs within a minute.
  const starts = luck.fork('starts');
  const lives = runners.map(async (runner) => {
    await new Promise<void>((resolve) => void timeline.at(START + starts.between(0, 60_000), resolve));
    await runner.live();
  });
  await timeline.until(Promise.race([Promise.all(lives).then(() => {}), at(timeline, end)]));
  const { calls, warnings } = world;
  return {
    facts,
    start: START,
    end,
    calls,
    closings: provider.closings,
    ref,
    warnings,
    unitsDone: runners.map(({ unitsDone }) => unitsDone),
  };
}

/** ms of work by morning of runners that know all in advance, are told at once, and rest never. */
export async function optimumOf(facts: FleetFacts): Promise<number> {
  const timeline = new Timeline(START);
  const end = START + facts.hours * HOUR;
  const provider = new Provider(timeline, facts.windows);
  let worked = 0;
  const work = async (units: readonly number[]) => {
    let left = units.reduce((sum, ms) => sum + ms, 0);
    while (left > 0 && timeline.now < end) {
      const call = provider.call(Math.min(left, end - timeline.now));
      const { workedMs } = await call.ended;
      left -= workedMs;
      worked += workedMs;
      const opensAt = provider.opensAt();
      if (opensAt > timeline.now) await at(timeline, opensAt);
    }
  };
  const lives = Array.from({ length: facts.runners }, (_, index) => work(unitsOf(facts, index)));
  await timeline.until(Promise.race([Promise.all(lives).then(() => {}), at(timeline, end + 1)]));
  return worked;
}

/** ms that agents worked by morning. */
export function workedBy({ calls, end }: FleetNight): number {
  return calls.reduce((sum, call) => {
    if (call.end !== 'running') return sum + call.workedMs;
    return sum + (end - call.startedAt);
  }, 0);
}

const goodRemote: RefFacts = { latency: [400, 1400], lostRequests: 0, lostAnswers: 0, down: [] };

function unitsOf({ seed, unitsEach }: FleetFacts, index: number): readonly number[] {
  const luck = dice('units', seed, index);
  return Array.from({ length: unitsEach }, () => luck.between(4 * 60, 25 * 60) * 1000);
}

function settingsOf({ throttle }: FleetFacts): ThrottleSettings {
  return {
    delayMs: 15_000,
    maxCallsPerHour: null,
    maxWaitMs: 12 * HOUR,
    timeBudgetMs: null,
    budgetTokens: null,
    budgetUsd: null,
    budgetUnits: null,
    headroom: null,
    dailyBudgetUsd: null,
    fallbackBackends: [],
    pace: true,
    taskTimeoutMs: 2 * HOUR,
    seed: 7,
    ...throttle,
  };
}

function at(timeline: Timeline, when: number): Promise<void> {
  return new Promise((resolve) => void timeline.at(when, resolve));
}
