import type { Clock } from '../../../src/run/ports.ts';
import { CLOCK_TOLERANCE } from '../../../src/time.ts';
import type { Commit } from './git.ts';
import type { Wait } from './record.ts';
import type { Death } from './scenario.ts';
import type { Timeline } from './timeline.ts';

/** What is on a machine's disk: a working tree and the branch it is on. */
export interface Disk {
  readonly tree: Map<string, string>;
  head: Commit | null;
  /** The newest commit of the branch that was seen on the remote. */
  seen: Commit | null;
}

/**
 * The life of one process on one machine. When it is lost, what it waits for never comes: no `catch` and no `finally`
 * of it runs, as with SIGKILL or a power cut.
 */
export class Life {
  readonly timeline: Timeline;
  /** Resolves when the machine is lost. */
  readonly lost: Promise<void>;
  dead = false;
  readonly #death: Death | null;
  readonly #end: () => void;
  readonly #atDeath: (() => void)[] = [];
  #calls = 0;

  constructor(timeline: Timeline, death: Death | null) {
    this.timeline = timeline;
    this.#death = death;
    let end = () => {};
    this.lost = new Promise((resolve) => {
      end = resolve;
    });
    this.#end = end;
    if (death?.kind === 'time') timeline.at(timeline.now + death.afterMs, () => this.die());
  }

  die(): void {
    if (this.dead) return;
    this.dead = true;
    for (const act of this.#atDeath) act();
    this.#end();
  }

  /** The process ended by itself: nothing can be lost any more. */
  over(): void {
    this.dead = true;
  }

  atDeath(act: () => void): void {
    this.#atDeath.push(act);
  }

  /** Lets true time pass; never comes back on a machine that is lost. `stop` ends it early. */
  pass(ms: number, stop?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const drop = this.timeline.at(this.timeline.now + ms, () => end());
      const end = () => {
        drop();
        stop?.removeEventListener('abort', end);
        if (!this.dead) resolve();
      };
      if (stop?.aborted) end();
      else stop?.addEventListener('abort', end);
    });
  }

  /** The port, mortal: any of its calls may be the machine's last, before or after it has its effect. */
  mortal<T extends object>(port: T): T {
    const entries = Object.entries(port).map(([name, value]) =>
      typeof value === 'function' ? [name, this.#mortalCall(value as Asynchronous)] : [name, value],
    );
    return Object.fromEntries(entries) as T;
  }

  #mortalCall(call: Asynchronous): Asynchronous {
    return async (...args) => {
      if (this.dead) return never();
      this.#calls += 1;
      const last = this.#death?.kind === 'call' && this.#death.nth === this.#calls;
      if (last && this.#death?.kind === 'call' && !this.#death.effect) {
        this.die();
        return never();
      }
      try {
        const result = await call(...args);
        if (last) this.die();
        return this.dead ? never() : result;
      } catch (error) {
        return this.dead ? never() : Promise.reject(error);
      }
    };
  }
}

type Asynchronous = (...args: unknown[]) => Promise<unknown>;

function never(): Promise<never> {
  return new Promise(() => {});
}

/** A machine's clock, which somebody may set. Waits end by it, also when it jumps; at once when it is set back. */
export class MachineClock implements Clock {
  readonly #timeline: Timeline;
  readonly #sleepers = new Set<(setBack: boolean) => void>();
  #skew = 0;

  constructor(timeline: Timeline) {
    this.#timeline = timeline;
  }

  now(): number {
    return this.#timeline.now + this.#skew;
  }

  elapsed(): number {
    return this.#timeline.now;
  }

  set(byMs: number): void {
    this.#skew += byMs;
    for (const look of [...this.#sleepers]) look(byMs < -CLOCK_TOLERANCE);
  }

  sleep(until: number, stop: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      let drop = () => {};
      const look = (setBack = false) => {
        drop();
        if (stop.aborted || setBack || this.now() >= until) {
          this.#sleepers.delete(look);
          stop.removeEventListener('abort', abort);
          resolve();
        } else {
          drop = this.#timeline.at(until - this.#skew, () => look());
        }
      };
      this.#sleepers.add(look);
      const abort = () => look();
      stop.addEventListener('abort', abort);
      look();
    });
  }

  /** The clock as the run of one life sees it; `waits` keeps what it sleeps for under `stop`. */
  of(life: Life, stop: AbortSignal, waits: Wait[]): Clock {
    const { sleep } = life.mortal({
      sleep: async (until: number, signal: AbortSignal) => {
        const wait: Wait = { from: this.#timeline.now, asked: until - this.#skew, ended: null };
        if (signal === stop) waits.push(wait);
        await this.sleep(until, signal);
        wait.ended = this.#timeline.now;
      },
    });
    return { now: () => this.now(), elapsed: () => this.elapsed(), sleep };
  }
}
