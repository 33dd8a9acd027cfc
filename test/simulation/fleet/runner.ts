import { decide } from '../../../src/throttle/decide.ts';
import { emptyHistory, recordCall, recordCallEnd, recordLimit, recordSuccess } from '../../../src/throttle/history.ts';
import { RemoteThrottle } from '../../../src/throttle/shared/shared-throttle.ts';
import { notShared, type SharedThrottle } from '../../../src/throttle/shared/types.ts';
import type { ThrottleHistory, ThrottleSettings } from '../../../src/throttle/types.ts';
import type { Dice } from '../world/dice.ts';
import { Life } from '../world/machine.ts';
import type { Timeline } from '../world/timeline.ts';
import type { CallEnd, Provider } from './provider.ts';
import type { SimulatedRef } from './ref.ts';

/** One call of an agent, as it truly was. Times epoch ms. */
export interface FleetCall {
  readonly runner: number;
  /** As the throttle noted it. */
  readonly notedAt: number;
  readonly startedAt: number;
  endedAt: number | null;
  /** `cut`: its machine died. */
  end: CallEnd['kind'] | 'cut' | 'running';
  workedMs: number;
  costUsd: number;
  /** Its end was reported before its machine died. */
  isTold: boolean;
}

/** What all runners of a fleet live in. */
export interface FleetWorld {
  readonly timeline: Timeline;
  readonly provider: Provider;
  readonly ref: SimulatedRef;
  readonly calls: FleetCall[];
  readonly warnings: string[];
  readonly settings: ThrottleSettings;
  /** `spec`: nobody tells anybody. */
  readonly scope: 'spec' | 'repository';
  /** The service says when a window opens again. */
  readonly tellsReset: boolean;
  /** Share of the machines that die in the middle of anything. */
  readonly deaths: number;
  /** Epoch ms: the night is over. */
  readonly until: number;
}

export interface RunnerFacts {
  readonly index: number;
  /** ms of work of each of its units. */
  readonly units: readonly number[];
  readonly skewMs: number;
}

const BACKEND = 'codex';
const USD_PER_MS = 1 / 3_600_000;
const CHECKPOINT_MS = 8000;
const EVERY_MS = 30 * 60_000;
const MOST_STEPS = 60;

/** One spec's runs, one after the other, until its units are done or the night is. */
export class Runner {
  readonly #world: FleetWorld;
  readonly #facts: RunnerFacts;
  readonly #dice: Dice;
  /** As the last checkpoint has it. */
  #saved: ThrottleHistory = emptyHistory();
  #done = 0;
  /** ms of the present unit that is left; its session goes on after a limit. */
  #leftMs: number;
  #runs = 0;

  constructor(world: FleetWorld, facts: RunnerFacts, dice: Dice) {
    this.#world = world;
    this.#facts = facts;
    this.#dice = dice;
    this.#leftMs = facts.units[0] ?? 0;
  }

  get unitsDone(): number {
    return this.#done;
  }

  get isComplete(): boolean {
    return this.#done === this.#facts.units.length;
  }

  /** A schedule starts it again and again. */
  async live(): Promise<void> {
    const { timeline, until } = this.#world;
    while (!this.isComplete && timeline.now < until) {
      const resumeAt = await this.#run();
      if (this.isComplete) return;
      const next = Math.floor(Math.max(timeline.now, resumeAt) / EVERY_MS + 1) * EVERY_MS;
      await new Promise<void>((resolve) => void timeline.at(next, resolve));
    }
  }

  /** One run, which may be lost; when to begin the next one. */
  async #run(): Promise<number> {
    const { timeline, deaths } = this.#world;
    const nth = this.#runs++;
    const dies = this.#dice.fork('death', nth);
    const effect = dies.chance(0.5);
    const death = dies.chance(deaths) ? ({ kind: 'call', nth: dies.between(1, MOST_STEPS), effect } as const) : null;
    const life = new Life(timeline, death);
    const resumeAt = await Promise.race([this.#work(life, `${this.#facts.index}-${nth}`), life.lost.then(() => 0)]);
    life.over();
    return resumeAt;
  }

  async #work(life: Life, run: string): Promise<number> {
    const { timeline, settings, until } = this.#world;
    const throttle = this.#throttle(life, run);
    const now = () => timeline.now + this.#facts.skewMs;
    const sums = { startedAt: now(), units: 0, tokens: 0, costUsd: 0 };
    let own = this.#saved;
    let attempts = 0;
    while (!this.isComplete && timeline.now < until) {
      const request = { backend: BACKEND, kind: 'attempt' as const, firstOfRun: attempts === 0 };
      const decision = await throttle.admit(own, (known, aheadMs) =>
        decide(settings, known, { ...sums, startedAt: sums.startedAt + aheadMs }, request, now() + aheadMs),
      );
      if (decision.kind === 'pause') {
        await throttle.close();
        return (decision.resumeAfter ?? until) - this.#facts.skewMs;
      }
      if (decision.kind === 'wait') {
        await life.pass(decision.until - now());
        continue;
      }
      attempts += 1;
      const at = decision.at ?? now();
      own = recordCall(own, { at });
      own = await this.#call(life, throttle, own, { now, notedAt: at - this.#facts.skewMs });
    }
    await throttle.close();
    return until;
  }

  async #call(
    life: Life,
    throttle: SharedThrottle,
    own: ThrottleHistory,
    { now, notedAt }: { readonly now: () => number; readonly notedAt: number },
  ): Promise<ThrottleHistory> {
    const startedAt = now();
    const { end, costUsd, call } = await this.#agent(life, notedAt);
    this.#leftMs -= end.workedMs;
    const note = (history: ThrottleHistory, at: number) => this.#note(history, end, { at, startedAt, costUsd, now });
    const after = note(own, now());
    await throttle.report(note);
    call.isTold = true;
    if (end.kind === 'done') await this.#checkpoint(life, after);
    return after;
  }

  /** As `record-usage.ts` does it. */
  #note(
    history: ThrottleHistory,
    end: CallEnd,
    told: { readonly at: number; readonly startedAt: number; readonly costUsd: number; readonly now: () => number },
  ): ThrottleHistory {
    const { at, costUsd } = told;
    const aheadMs = at - told.now();
    const startedAt = Math.min(at, told.startedAt + aheadMs);
    const ended = recordCallEnd(history, {
      backend: BACKEND,
      at,
      durationMs: end.workedMs,
      usage: null,
      costUsd,
      windows: [],
    });
    const answered = end.workedMs > 0 ? recordSuccess(ended, BACKEND, at, startedAt) : ended;
    if (end.kind === 'done') return answered;
    const { tellsReset } = this.#world;
    const source = tellsReset ? 'structured' : 'none';
    const resetsAt = tellsReset ? end.resetsAt : null;
    const limit = { backend: BACKEND, window: end.window, resetsAt, source, message: '' } as const;
    return recordLimit(answered, limit, at, startedAt);
  }

  async #agent(life: Life, notedAt: number) {
    const { timeline, provider, calls } = this.#world;
    const startedAt = timeline.now;
    const call: FleetCall = {
      runner: this.#facts.index,
      notedAt,
      startedAt,
      endedAt: null,
      end: 'running',
      workedMs: 0,
      costUsd: 0,
      isTold: false,
    };
    calls.push(call);
    const attempt = provider.call(this.#leftMs);
    life.atDeath(() => {
      if (call.end !== 'running') return;
      attempt.cut();
      Object.assign(call, { end: 'cut', endedAt: timeline.now });
    });
    const { agent } = life.mortal({ agent: () => attempt.ended });
    const end = await agent();
    const costUsd = end.workedMs * USD_PER_MS;
    Object.assign(call, { end: end.kind, endedAt: timeline.now, workedMs: end.workedMs, costUsd });
    return { end, costUsd, call };
  }

  async #checkpoint(life: Life, after: ThrottleHistory): Promise<void> {
    await life.pass(CHECKPOINT_MS);
    this.#saved = after;
    this.#done += 1;
    this.#leftMs = this.#facts.units[this.#done] ?? 0;
  }

  #throttle(life: Life, run: string): SharedThrottle {
    const { timeline, ref, scope, settings, warnings } = this.#world;
    if (scope === 'spec') return notShared;
    const { skewMs } = this.#facts;
    const { maxCallsPerHour, dailyBudgetUsd } = settings;
    return new RemoteThrottle({
      text: life.mortal(ref.open((ms) => life.pass(ms), skewMs)),
      place: 'refs/sequential/throttle',
      run,
      rules: { maxCallsPerHour, dailyBudgetUsd },
      now: () => timeline.now + skewMs,
      sleep: (until, stop) => life.pass(until - timeline.now - skewMs, stop),
      stop: new AbortController().signal,
      warn: (message) => void warnings.push(`${run}: ${message}`),
    });
  }
}
