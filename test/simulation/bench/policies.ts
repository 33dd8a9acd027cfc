import { Account } from '../world/account.ts';
import { JOB_STARTS_MS, live } from '../world/live.ts';
import type { Scenario, UnitFacts } from '../world/scenario.ts';
import { type kinds, morning, nightOf } from './kinds.ts';

/** What came of one night. Times in minutes. */
export interface Figures {
  readonly unitsByMorning: number;
  /** Calls that met a quota. */
  readonly wastedCalls: number;
  /** How many of them fell into each window that was met. */
  readonly wastedByWindow: readonly number[];
  readonly runnerMinutes: number;
  readonly agentMinutes: number;
  readonly minutesToComplete: number;
}

export type Policy = (kind: (typeof kinds)[number], seed: number) => Promise<Figures>;

const MINUTE = 60_000;
const DELAY_MS = 15_000;
/** What a hosted runner takes to say that it is too early: it starts, reads the state, and ends. */
const IDLE_TICK_MS = JOB_STARTS_MS + 1000;

export const policies: Readonly<Record<string, Policy>> = {
  optimum: async (kind, seed) => clairvoyant(nightOf(kind, seed, 'own')),
  'this project, own machine': (kind, seed) => product(nightOf(kind, seed, 'own')),
  'this project, hosted, continue': (kind, seed) => product(nightOf(kind, seed, 'hosted')),
  'fixed delay': async (kind, seed) => stubborn(nightOf(kind, seed, 'own'), DELAY_MS),
  'fixed 60 min after a limit': async (kind, seed) => stubborn(nightOf(kind, seed, 'own'), 60 * MINUTE),
};

async function product(scenario: Scenario): Promise<Figures> {
  const night = await live(scenario);
  const limited = night.calls.filter(({ truth }) => truth === 'limited');
  const held = night.runs.reduce((sum, { startedAt, endedAt }) => sum + endedAt - startedAt, 0);
  const idle = scenario.machine === 'hosted' ? night.idleTicks * IDLE_TICK_MS : 0;
  return {
    unitsByMorning: night.calls.filter(({ truth, endedAt }) => truth === 'earned' && (endedAt ?? 0) <= morning).length,
    wastedCalls: limited.length,
    wastedByWindow: countsOf(limited.map(({ window }) => window)),
    runnerMinutes: (held + idle) / MINUTE,
    agentMinutes:
      night.calls.reduce((sum, { startedAt, endedAt }) => sum + (endedAt ?? startedAt) - startedAt, 0) / MINUTE,
    minutesToComplete:
      night.end.kind === 'complete' ? (night.endedAt - scenario.start) / MINUTE : Number.POSITIVE_INFINITY,
  };
}

/** A loop that starts again after a fixed time, whatever it met: `afterLimitMs` after a quota, else the delay. */
function stubborn(scenario: Scenario, afterLimitMs: number): Figures {
  const account = accountOf(scenario);
  const met: number[] = [];
  const worked = workThrough(scenario, (work, started) => {
    const fortune = account.fortune(started, work.left, work.left * work.rate);
    const ended = Math.min(fortune.at, started + work.turn);
    const well = fortune.kind === 'well' || ended < fortune.at;
    const ms = Math.min(ended, 'worksUntil' in fortune ? fortune.worksUntil : ended) - started;
    account.use(started, started + ms, ms * work.rate);
    if (well) work.turnEnds();
    else work.goesOn(ms);
    const limited = !well && fortune.kind === 'limited';
    if (limited) met.push(fortune.resetsAt);
    return { agentMs: ended - started, ended, next: ended + (limited ? afterLimitMs : DELAY_MS) };
  });
  const now = worked.now - DELAY_MS;
  return figures({ scenario, ...worked, now, met, heldMs: now - scenario.start });
}

/** Who knows every window and every bad hour: works to the last token, and is there when it goes on. */
function clairvoyant(scenario: Scenario): Figures {
  const account = accountOf(scenario);
  const worked = workThrough(scenario, (work, at) => {
    const now = account.closed(at)?.until ?? at;
    const fortune = account.fortune(now, work.left, work.left * work.rate);
    // Overload that begins on the way cuts the work where it begins; one that is there already is waited out, or slipped through.
    if (
      fortune.kind === 'passing' &&
      !account.facts.bursts.some(({ from, to }) => to === fortune.until && from > now)
    ) {
      return { agentMs: 0, ended: now, next: Math.min(fortune.until, now + 5000) };
    }
    const ends = now + work.turn;
    const cut = Math.min(ends, 'worksUntil' in fortune ? fortune.worksUntil : fortune.at);
    account.use(now, cut, (cut - now) * work.rate);
    if (cut === ends) work.turnEnds();
    else work.goesOn(cut - now);
    const next = Math.max(cut, now + 1);
    return { agentMs: cut - now, ended: next, next };
  });
  return figures({ scenario, ...worked, met: [], heldMs: worked.agentMs });
}

/** One turn of an agent at a unit: how long it ran, when it ended, and when the next one may begin. */
interface Turn {
  readonly agentMs: number;
  readonly ended: number;
  readonly next: number;
}

/** The units in their order, a turn at a time, until all are done or the horizon is reached. */
function workThrough(scenario: Scenario, take: (work: Work, now: number) => Turn) {
  let now = scenario.start;
  let agentMs = 0;
  let unitsByMorning = 0;
  for (const unit of scenario.units) {
    const work = new Work(unit);
    while (!work.done && now < scenario.horizon) {
      const turn = take(work, now);
      agentMs += turn.agentMs;
      if (work.done && turn.ended <= morning) unitsByMorning += 1;
      now = turn.next;
    }
  }
  return { now, agentMs, unitsByMorning };
}

/** One unit's work, as the simulated agents do it: what was done before a cut is kept, a crash begins anew. */
class Work {
  readonly rate: number;
  readonly #unit: UnitFacts;
  #worked = 0;
  #tries = 0;
  done = false;

  constructor(unit: UnitFacts) {
    this.#unit = unit;
    this.rate = unit.tokens / unit.ms;
  }

  get left(): number {
    return Math.round(this.#unit.ms - Math.min(this.#worked, this.#unit.ms * 0.9));
  }

  /** How long the agent would take if nothing stopped it. */
  get turn(): number {
    return this.#unit.fates[this.#tries] === 'crash' ? this.left / 8 : this.left;
  }

  turnEnds(): void {
    if (this.#unit.fates[this.#tries] === 'crash') this.#worked = 0;
    else this.done = true;
    this.#tries += 1;
  }

  goesOn(ms: number): void {
    this.#worked += ms;
  }
}

function accountOf({ accounts }: Scenario): Account {
  const [facts] = accounts;
  if (facts === undefined) throw new Error('a night without an account');
  return new Account(facts);
}

function figures(facts: {
  readonly scenario: Scenario;
  readonly now: number;
  readonly agentMs: number;
  readonly unitsByMorning: number;
  readonly met: readonly number[];
  readonly heldMs: number;
}): Figures {
  const { scenario, now } = facts;
  return {
    unitsByMorning: facts.unitsByMorning,
    wastedCalls: facts.met.length,
    wastedByWindow: countsOf(facts.met),
    runnerMinutes: facts.heldMs / MINUTE,
    agentMinutes: facts.agentMs / MINUTE,
    minutesToComplete: now < scenario.horizon ? (now - scenario.start) / MINUTE : Number.POSITIVE_INFINITY,
  };
}

function countsOf(keys: readonly (number | null)[]): number[] {
  const counts = new Map<number | null, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return [...counts.values()];
}
