import { RemoteThrottle } from '../../../src/throttle/shared/shared-throttle.ts';
import type { NotReached, SharedText } from '../../../src/throttle/shared/types.ts';
import { now as START } from '../settings.ts';

/** A remote that holds one text, counts what it is asked, and fails as it is told. */
export class Remote {
  text: string | null = null;
  version = 0;
  requests = 0;
  failure: NotReached | null = null;
  /** Of so many swaps that are done nobody hears. */
  losesAnswers = 0;
  /** Runs before the next swap is looked at: somebody was faster. */
  beforeSwap: (() => Promise<void>) | null = null;

  open(): SharedText {
    return {
      read: async () => {
        this.requests += 1;
        if (this.failure?.kind === 'unreachable') return this.failure;
        return { kind: 'ok', version: this.text === null ? null : `${this.version}`, text: this.text };
      },
      swap: async (version, text) => {
        this.requests += 1;
        const before = this.beforeSwap;
        this.beforeSwap = null;
        await before?.();
        if (this.failure !== null) return this.failure;
        if (version !== (this.text === null ? null : `${this.version}`)) return { kind: 'raced' };
        this.text = text;
        this.version += 1;
        if (this.losesAnswers > 0) {
          this.losesAnswers -= 1;
          return { kind: 'unreachable', reason: 'the connection was lost' };
        }
        return { kind: 'ok', version: `${this.version}` };
      },
      clockOffset: async () => 0,
    };
  }
}

/** Runs on one remote, whose time passes when a test says so. */
export class Runs {
  readonly remote = new Remote();
  readonly warnings: string[] = [];
  now = START;
  #sleepers: { readonly until: number; readonly wake: () => void }[] = [];

  start(
    run: string,
    {
      maxCallsPerHour = null,
      dailyBudgetUsd = null,
      offsetMs = 0,
      aheadMs = 0,
    }: {
      maxCallsPerHour?: number | null;
      dailyBudgetUsd?: number | null;
      offsetMs?: number | null;
      aheadMs?: number;
    } = {},
  ): RemoteThrottle {
    return new RemoteThrottle({
      text: { ...this.remote.open(), clockOffset: async () => offsetMs },
      place: 'refs/sequential/throttle',
      run,
      rules: { maxCallsPerHour, dailyBudgetUsd },
      now: () => this.now + aheadMs,
      sleep: (until, stop) => this.#sleep(until - aheadMs, stop),
      stop: new AbortController().signal,
      warn: (message) => void this.warnings.push(`${run}: ${message}`),
    });
  }

  /** ms */
  async pass(ms: number): Promise<void> {
    this.now += ms;
    const due = this.#sleepers.filter(({ until }) => until <= this.now);
    this.#sleepers = this.#sleepers.filter(({ until }) => until > this.now);
    for (const { wake } of due) wake();
    // What they do then takes some turns.
    for (let turn = 0; turn < 50; turn++) await Promise.resolve();
  }

  /** A short wait between two tries is no time. */
  #sleep(until: number, stop: AbortSignal): Promise<void> {
    if (until <= this.now + 10_000) return Promise.resolve();
    return new Promise((wake) => {
      this.#sleepers.push({ until, wake });
      stop.addEventListener('abort', () => wake(), { once: true });
    });
  }
}
