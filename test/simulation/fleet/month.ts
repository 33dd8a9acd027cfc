import { notShared } from '../../../src/throttle/shared/types.ts';
import { checkpointInvariants } from '../invariants/checkpoints.ts';
import { dispatchInvariants } from '../invariants/dispatch.ts';
import { peopleInvariants } from '../invariants/people.ts';
import type { AccountFacts } from '../world/account.ts';
import { type Dice, dice } from '../world/dice.ts';
import type { RefUpdate } from '../world/git.ts';
import { live } from '../world/live.ts';
import { tasksPath } from '../world/paths.ts';
import type { Night } from '../world/record.ts';
import type { Death, Fate, Scenario, UnitFacts } from '../world/scenario.ts';
import { settingsOn } from '../world/settings.ts';
import { monthThrottle } from './month-promises.ts';
import { Neighbourhood } from './neighbourhood.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Monday, 2 November 2026, 22:00 UTC. */
const START = Date.parse('2026-11-02T22:00:00Z');
const NIGHT = [22, 23, 0, 1, 2, 3, 4, 5];
const BACKENDS = ['claude', 'codex', 'opencode', 'gemini', 'copilot'] as const;

/** A month of several specs on a few runners. */
export interface MonthFacts {
  readonly seed: number;
  readonly specs: number;
  readonly units: number;
  readonly runners: number;
  readonly nights: number;
  /** Over all specs; less than the busiest days come to without it. */
  readonly dailyUsd: number;
  /** false: its runs tell each other nothing. */
  readonly shares?: boolean;
}

export interface Month {
  readonly facts: MonthFacts;
  /** By spec. */
  readonly nights: readonly Night[];
  readonly requests: number;
  /** Text on the ref at the end, in characters. */
  readonly textLength: number;
}

/** 30 nights, 20 runners, 1,000 units in 30 specs. */
export const wholeMonth: MonthFacts = { seed: 1, specs: 30, units: 1000, runners: 20, nights: 30, dailyUsd: 28 };

/** Lives it with the real loop in each run. */
export async function liveMonth(facts: MonthFacts): Promise<Month> {
  const luck = dice('month', facts.seed);
  const accounts = BACKENDS.map((backend) => account(backend, facts, luck.fork('account', backend)));
  const neighbourhood = new Neighbourhood({ ...facts, start: START, accounts });
  const specs = Array.from({ length: facts.specs }, (_, index) =>
    spec(facts, index, luck.fork('spec', index), accounts),
  );
  const neighbours = { ...neighbourhood.neighbours, ...(facts.shares === false && { throttle: () => notShared }) };
  const nights = await neighbourhood.timeline.drive(Promise.all(specs.map((scenario) => live(scenario, neighbours))));
  const { requests, text } = neighbourhood.ref;
  return { facts, nights, requests, textLength: text?.length ?? 0 };
}

/** What was lost, done twice, out of order, ticked without its work, or called beyond a bound; one line each. */
export function brokenMonth({ nights }: Month): readonly string[] {
  const promises = [...dispatchInvariants, ...checkpointInvariants, ...peopleInvariants];
  const ofSpecs = nights.flatMap((night) =>
    promises.flatMap(({ name, broken }) => broken(night).map((what) => `${night.scenario.seed}: ${name}: ${what}`)),
  );
  return [...ofSpecs, ...monthThrottle(nights).broken];
}

/** Figures to be printed. */
export function figuresOf({ nights, requests, textLength, facts }: Month) {
  const calls = nights.flatMap((night) => night.calls);
  const runs = nights.flatMap((night) => night.runs);
  const count = <T>(list: readonly T[], is: (one: T) => boolean) => list.filter(is).length;
  const last = Math.max(...nights.map(({ endedAt }) => endedAt));
  const { broken: _, ...throttle } = monthThrottle(nights);
  return {
    specs: nights.length,
    complete: count(nights, ({ end }) => end.kind === 'complete'),
    units: facts.units,
    'units done': nights.reduce((sum, night) => sum + new Set(earned(night)).size, 0),
    calls: calls.length,
    runs: runs.length,
    'runs killed': count(runs, ({ end }) => end === 'lost'),
    'limits met': count(calls, ({ truth }) => truth === 'limited'),
    'refused at once': count(calls, (call) => call.truth === 'limited' && (call.endedAt ?? 0) - call.startedAt <= 2000),
    'by a liar or worse': count(calls, ({ fate }) => fate !== null && HOSTILE.includes(fate)),
    'limits that were lies': count(calls, ({ fate, truth }) => fate === 'false-limit' && truth === 'limited'),
    'questions answered': nights.reduce((sum, { issues }) => sum + count(issues, ({ words }) => words.length > 0), 0),
    'pushes of people': nights.reduce((sum, { scenario }) => sum + scenario.pushes.length, 0),
    'of them to tasks.md': nights.reduce((sum, { remote }) => sum + count(remote, isOfTasks), 0),
    ...throttle,
    'nights until all is done': Math.ceil((last - START) / DAY),
    'requests a call': Math.round((10 * requests) / calls.length) / 10,
    'characters on the ref': textLength,
  };
}

function isOfTasks({ commit }: RefUpdate): boolean {
  const before = commit.parents[0]?.tree.get(tasksPath);
  return commit.message === 'docs: by hand' && commit.tree.get(tasksPath) !== before;
}

function earned({ calls }: Night): readonly string[] {
  return calls.filter(({ truth }) => truth === 'earned').map(({ unit }) => unit);
}

/** Lies about its work or its account, or breaks what is not its own. */
const HOSTILE: readonly Fate[] = [
  'lie',
  'broken',
  'own-tick',
  'quoted-halt',
  'foreign-tick',
  'removes-task',
  'scribbles',
  'own-commit',
  'false-limit',
];
const TROUBLE: readonly Fate[] = ['crash', 'error', 'unpromised', 'silent', 'question'];

function spec(
  { specs, units, nights, runners, dailyUsd }: MonthFacts,
  index: number,
  luck: Dice,
  accounts: readonly AccountFacts[],
): Scenario {
  const backend = BACKENDS[index % BACKENDS.length] ?? 'codex';
  const count = Math.floor((units * (index + 1)) / specs) - Math.floor((units * index) / specs);
  return {
    seed: `spec-${index + 1}`,
    start: START,
    horizon: START + 3 * nights * DAY,
    settings: settingsOn('hosted', backend, {
      loop: { verify: 'npm test' },
      throttle: { scope: 'repository', seed: index, maxCallsPerHour: 1.5 * runners, dailyBudgetUsd: dailyUsd },
    }),
    machine: 'hosted',
    jobLimitMs: 6 * HOUR,
    everyMs: 30 * MINUTE,
    hours: NIGHT,
    mostRuns: 5000,
    units: Array.from({ length: count }, (_, unit) => makeUnit(unit, luck.fork('unit', unit))),
    accounts,
    available: BACKENDS,
    // They sleep, too: an answer comes within a day.
    humans: Array.from({ length: 12 }, (_, nth) => ({
      answersAfterMs: luck.fork('human', nth).between(10, 20 * 60) * MINUTE,
      word: 'resume' as const,
      againAfterMs: null,
    })),
    pushes: Array.from({ length: Math.ceil(nights / 6) }, (_, nth) => ({
      at: START + luck.fork('push', nth).between(60, nights * 24 * 60) * MINUTE,
      what: luck.fork('push', nth, 'what').weigh({ wording: 3, title: 1, file: 1 }),
    })),
    baseMoves: [],
    remoteDown: [],
    protectedFrom: null,
    hubDown: [],
    deaths: Array.from({ length: 400 }, (_, nth) => makeDeath(luck.fork('death', nth))),
    cancels: [],
    clockJumps: [],
    lostSessions: 0.1,
  };
}

function makeUnit(index: number, luck: Dice): UnitFacts {
  const ms = luck.between(4, 24) * MINUTE;
  const fates: Fate[] = [];
  if (luck.chance(0.1)) fates.push(luck.pick(HOSTILE));
  if (luck.chance(0.15)) fates.push(luck.pick(TROUBLE));
  return {
    key: String(index + 1),
    title: `Build part ${index + 1}`,
    parts: Array.from({ length: luck.between(0, 2) }, (_, part) => `Step ${part + 1}`),
    dependsOn: index > 0 && luck.chance(0.2) ? [String(luck.between(1, index))] : [],
    optional: false,
    ms,
    tokens: Math.round((ms / MINUTE) * 20_000),
    fates,
    assignments: [],
  };
}

function makeDeath(luck: Dice): Death | null {
  if (!luck.chance(0.25)) return null;
  if (luck.chance(0.4)) return { kind: 'time', afterMs: luck.between(1, 100) * MINUTE };
  return { kind: 'call', nth: luck.between(1, 40), effect: luck.chance(0.5) };
}

/** Windows such that the month is needed. */
function account(backend: string, { units, nights }: MonthFacts, luck: Dice): AccountFacts {
  const tokens = (units * 14 * 20_000 * 1.3) / BACKENDS.length;
  const perNight = tokens / nights;
  return {
    backend,
    rules: [
      { name: 'five_hour', lengthMs: 5 * HOUR, quota: perNight / 1.6, anchor: backend === 'claude' ? 'hour' : 'use' },
      { name: 'weekly', lengthMs: 7 * DAY, quota: perNight * 6.5, anchor: 'use' },
    ],
    bursts: [],
    refusesFrom: null,
    warns: luck.chance(0.5),
    wrongWarnings: 0,
    lateWindows: 0.1,
    seed: `${luck.between(0, 1e9)}`,
  };
}
