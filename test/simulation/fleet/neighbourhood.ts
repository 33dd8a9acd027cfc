import { RemoteThrottle } from '../../../src/throttle/shared/shared-throttle.ts';
import type { AccountFacts } from '../world/account.ts';
import { Account, type Fortune } from '../world/account.ts';
import { dice } from '../world/dice.ts';
import type { Neighbours } from '../world/neighbours.ts';
import { Timeline } from '../world/timeline.ts';
import { SimulatedRef } from './ref.ts';

/** Whoever lives in it lets time pass; who waits for one of its nights only waits. */
class SharedTimeline extends Timeline {
  override until<T>(main: Promise<T>): Promise<T> {
    return main;
  }

  drive<T>(main: Promise<T>): Promise<T> {
    return super.until(main);
  }
}

/** What a call will use is taken when it begins, so that calls at the same time cannot all have the last of it. */
class SharedAccount extends Account {
  override fortune(from: number, ms: number, tokens: number): Fortune {
    const fortune = super.fortune(from, ms, tokens);
    const until = 'worksUntil' in fortune ? fortune.worksUntil : fortune.kind === 'well' ? fortune.at : from;
    const share = ms === 0 ? 0 : (until - from) / ms;
    if (fortune.kind !== 'refused') super.use(from, Math.max(from, until), tokens * Math.max(0, share));
    return fortune;
  }

  override use(): void {}
}

/** Specs that share a timeline, accounts, a number of runners, and what their runs know of limits. */
export class Neighbourhood {
  readonly timeline: SharedTimeline;
  readonly ref: SimulatedRef;
  readonly neighbours: Neighbours;
  readonly warnings: string[] = [];
  #free: number;
  readonly #queue: (() => void)[] = [];

  constructor(facts: {
    readonly seed: number;
    readonly start: number;
    readonly runners: number;
    readonly accounts: readonly AccountFacts[];
  }) {
    this.timeline = new SharedTimeline(facts.start);
    this.#free = facts.runners;
    const remote = { latency: [400, 1400] as const, lostRequests: 0.01, lostAnswers: 0.01, down: [] };
    this.ref = new SimulatedRef(this.timeline, remote, dice('neighbourhood', facts.seed));
    this.neighbours = {
      timeline: this.timeline,
      accounts: new Map(facts.accounts.map((account) => [account.backend, new SharedAccount(account)])),
      enter: () => this.#enter(),
      throttle: (run, { life, stop, settings: { throttle } }) =>
        new RemoteThrottle({
          text: life.mortal(this.ref.open((ms) => life.pass(ms), 0)),
          place: 'refs/sequential/throttle',
          run,
          rules: { maxCallsPerHour: throttle.maxCallsPerHour, dailyBudgetUsd: throttle.dailyBudgetUsd },
          now: () => this.timeline.now,
          sleep: (until, ended) => life.pass(until - this.timeline.now, ended),
          stop,
          warn: (message) => void this.warnings.push(`${run}: ${message}`),
        }),
    };
  }

  async #enter(): Promise<() => void> {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>((resolve) => void this.#queue.push(resolve));
    return () => {
      const next = this.#queue.shift();
      if (next === undefined) this.#free += 1;
      else next();
    };
  }
}
