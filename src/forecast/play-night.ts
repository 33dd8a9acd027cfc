import { decide } from '../throttle/decide.ts';
import { recordCall, recordCallEnd, recordLimit, recordSuccess } from '../throttle/history.ts';
import type { CallKind, RunSums, ThrottleHistory } from '../throttle/types.ts';
import { DAY, MINUTE, SECOND } from '../time.ts';
import { type Account, drawAccount } from './account.ts';
import type { Random } from './draws.ts';
import type { ForecastSource, OpenUnit } from './types.ts';
import type { DrawnWork } from './work.ts';

/** What is not done by then is not said to be done at all. */
const HORIZON = 60 * DAY;
/** A schedule that `init` writes starts a run this often; another one is not known here. */
const SCHEDULE = 30 * MINUTE;
/** From a run's start until its first agent's, and from one run's end to the next one's start where it starts that. */
const RUN_STARTS = 30 * SECOND;
const MOST_CALLS = 20_000;
const ASSIGNMENT_MS = 20 * SECOND;

/** What was used up; waits in ms, money in USD. */
interface Used {
  waitMs: number;
  tokens: number;
  costUsd: number;
}

/** How one possible night went. */
export interface PlayedNight {
  readonly unitsByMorning: number;
  readonly byMorning: Readonly<Used>;
  /** Epoch ms; infinite: not within the horizon. */
  readonly completeAt: number;
  readonly all: Readonly<Used>;
}

/** Plays the nights from now on until all units are done, by the throttle's own rules. */
export function playNight(source: ForecastSource, work: DrawnWork, random: Random): PlayedNight {
  const night = new Night(source, work, random);
  let unitsByMorning = 0;
  for (const unit of source.units) {
    if (!night.carryOut(unit)) break;
    if (night.now <= source.until) unitsByMorning += 1;
  }
  return {
    unitsByMorning,
    byMorning: night.byMorning,
    completeAt: night.isOver ? Number.POSITIVE_INFINITY : night.now,
    all: night.all,
  };
}

class Night {
  readonly #source: ForecastSource;
  readonly #work: DrawnWork;
  readonly #random: Random;
  readonly #accounts = new Map<string, Account>();
  readonly byMorning: Used = { waitMs: 0, tokens: 0, costUsd: 0 };
  readonly all: Used = { waitMs: 0, tokens: 0, costUsd: 0 };
  #history: ThrottleHistory;
  #sums: RunSums;
  /** Of the present run. */
  #iterations = 0;
  #attempts = 0;
  #calls = 0;
  now: number;

  constructor(source: ForecastSource, work: DrawnWork, random: Random) {
    this.#source = source;
    this.#work = work;
    this.#random = random;
    this.#history = source.history;
    this.now = source.now + RUN_STARTS;
    this.#sums = { startedAt: source.now, units: 0, tokens: 0, costUsd: 0 };
  }

  get isOver(): boolean {
    return this.now > this.#source.now + HORIZON || this.#calls > MOST_CALLS;
  }

  /** false: the horizon came first. */
  carryOut(unit: OpenUnit): boolean {
    const { settings } = this.#source;
    const { workMs, attempts, tokensPerMs, usdPerToken } = this.#work.unit(unit);
    const rates = { tokensPerMs, usdPerToken };
    for (let attempt = 1; attempt <= attempts && !this.isOver; attempt += 1) {
      if (this.#iterations >= settings.maxIterations) this.#startNextRun(null, 'max-iterations');
      if (attempt === 1 && !unit.isAssigned && settings.assignBackend !== null)
        this.#call('assignment', settings.assignBackend, ASSIGNMENT_MS, rates);
      this.#attempts += 1;
      this.#call('attempt', settings.backend, workMs / attempts, rates);
      this.#iterations += 1;
      this.#advance(this.#work.overheadMs());
      this.#advance(this.#work.lostMs(workMs / attempts));
    }
    if (settings.reviewBackend !== null)
      for (const reviewMs of this.#work.reviewsMs()) this.#call('review', settings.reviewBackend, reviewMs, rates);
    this.#noteDuration(workMs / attempts);
    this.#sums = { ...this.#sums, units: this.#sums.units + 1 };
    return !this.isOver;
  }

  /** For the throttle, which needs a few to know what usually fits. */
  #noteDuration(ms: number): void {
    const { unitDurationsMs } = this.#history;
    if (unitDurationsMs.length < 10) this.#history = { ...this.#history, unitDurationsMs: [...unitDurationsMs, ms] };
  }

  /** One call of an agent, with as many interruptions by limits as there are. */
  #call(kind: CallKind, wanted: string, workMs: number, rates: Rates): void {
    let leftMs = workMs;
    while (leftMs > 0 && !this.isOver) {
      const backend = this.#waitForLeave(kind, wanted);
      if (backend === null) return;
      this.#history = recordCall(this.#history, { at: this.now });
      const { workedMs, closed } = this.#account(backend).work(this.now, leftMs);
      const tokens = workedMs * rates.tokensPerMs;
      const costUsd = tokens * rates.usdPerToken;
      this.#advance(workedMs, { tokens, costUsd });
      this.#sums = { ...this.#sums, tokens: this.#sums.tokens + tokens, costUsd: this.#sums.costUsd + costUsd };
      this.#recordEnd(kind, backend, { durationMs: workedMs, costUsd });
      if (closed !== null) {
        const limit = { ...closed, backend, source: 'structured', message: '' } as const;
        this.#history = recordLimit(this.#history, limit, this.now);
      } else if (Object.hasOwn(this.#history.limits, backend) || Object.hasOwn(this.#history.transients, backend)) {
        this.#history = recordSuccess(this.#history, backend, this.now);
      }
      leftMs -= workedMs;
    }
  }

  #recordEnd(kind: CallKind, backend: string, call: { readonly durationMs: number; readonly costUsd: number }): void {
    const windows = this.#account(backend).report(this.now);
    this.#history = recordCallEnd(this.#history, { kind, backend, at: this.now, usage: null, windows, ...call });
  }

  /** The backend that may start; null: the horizon came first. */
  #waitForLeave(kind: CallKind, backend: string): string | null {
    const { throttle } = this.#source.settings;
    for (; !this.isOver; this.#calls += 1) {
      const request = { backend, kind, firstOfRun: this.#attempts <= 1 };
      const decision = decide(throttle, this.#history, this.#sums, request, this.now);
      if (decision.kind === 'go') {
        this.#calls += 1;
        return decision.backend;
      }
      if (decision.kind === 'pause') this.#startNextRun(decision.resumeAfter, decision.reason);
      else {
        const ms = decision.until - this.now;
        this.#advance(ms, { waitMs: decision.reason === 'delay' ? 0 : ms });
      }
    }
    return null;
  }

  /** The run has ended: somebody or something starts the next one. */
  #startNextRun(resumeAfter: number | null, reason: string): void {
    const { settings } = this.#source;
    const earliest = Math.max(this.now, resumeAfter ?? this.now);
    const startsItself = settings.continues === 'dispatch' && reason === 'time-budget';
    const gap = startsItself || settings.continues === 'none' ? 0 : SCHEDULE * this.#random();
    const start = settings.continues === 'none' ? this.#morningFrom(earliest) : earliest + gap;
    // That a person sleeps is nothing that the work waits for.
    this.#advance(start - this.now, { waitMs: (settings.continues === 'none' ? earliest : start) - this.now });
    this.#sums = { startedAt: this.now, units: 0, tokens: 0, costUsd: 0 };
    this.#iterations = 0;
    this.#attempts = 0;
    this.#calls += 1;
    this.#advance(RUN_STARTS);
  }

  /** A person starts one run a day. */
  #morningFrom(earliest: number): number {
    const { until } = this.#source;
    return until + Math.max(0, Math.ceil((earliest - until) / DAY)) * DAY;
  }

  #account(backend: string): Account {
    const known = this.#accounts.get(backend);
    if (known !== undefined) return known;
    const { history, now, settings } = this.#source;
    const isReporting = settings.reporting.includes(backend);
    const account = drawAccount({ backend, isReporting }, history, now, this.#random);
    this.#accounts.set(backend, account);
    return account;
  }

  /** Time passes, and what is used meanwhile is used evenly. */
  #advance(ms: number, used: Partial<Used> = {}): void {
    const { until } = this.#source;
    const before = ms <= 0 ? Number(this.now <= until) : Math.min(1, Math.max(0, (until - this.now) / ms));
    this.now += ms;
    for (const key of ['waitMs', 'tokens', 'costUsd'] as const) {
      this.byMorning[key] += before * (used[key] ?? 0);
      this.all[key] += used[key] ?? 0;
    }
  }
}

interface Rates {
  readonly tokensPerMs: number;
  readonly usdPerToken: number;
}
