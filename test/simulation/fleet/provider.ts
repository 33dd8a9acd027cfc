import type { Timeline } from '../world/timeline.ts';

/** A quota that many calls use at once, of `quota` ms of work; it opens with the first use. */
export interface WindowFacts {
  readonly name: string;
  readonly lengthMs: number;
  readonly quota: number;
  /** Once it was used up it opens so much later than it says. */
  readonly lateMs: number;
}

export type CallEnd =
  | { readonly kind: 'done'; readonly workedMs: number }
  | { readonly kind: 'limited'; readonly workedMs: number; readonly window: string; readonly resetsAt: number };

/** A window that was used up. Times epoch ms. */
export interface Closing {
  readonly at: number;
  readonly opensAt: number;
  /** Calls that were under way, which it ended. */
  readonly inFlight: number;
}

interface LiveCall {
  leftMs: number;
  workedMs: number;
  readonly end: (how: CallEnd) => void;
}

interface OpenWindow {
  readonly from: number;
  used: number;
}

/** From the start of a call until the service has refused it. */
const REFUSAL_MS = 2000;

/** One account at a model's service: each call uses it for as long as it works, all at the same rate. */
export class Provider {
  readonly closings: Closing[] = [];
  readonly #timeline: Timeline;
  readonly #facts: readonly WindowFacts[];
  readonly #open = new Map<string, OpenWindow>();
  readonly #live = new Set<LiveCall>();
  #last: number;
  #drop = () => {};

  constructor(timeline: Timeline, facts: readonly WindowFacts[]) {
    this.#timeline = timeline;
    this.#facts = facts;
    this.#last = timeline.now;
  }

  /** Works for `ms`, unless a window is used up before. `cut` ends it without a word. */
  call(ms: number): { readonly ended: Promise<CallEnd>; cut(): void } {
    this.#advance();
    let end: (how: CallEnd) => void = () => {};
    const ended = new Promise<CallEnd>((resolve) => {
      end = resolve;
    });
    const closed = this.#closed();
    if (closed !== null) {
      const refusal: CallEnd = { kind: 'limited', workedMs: 0, ...closed };
      this.#timeline.at(this.#timeline.now + REFUSAL_MS, () => end(refusal));
      return { ended, cut() {} };
    }
    const live: LiveCall = { leftMs: ms, workedMs: 0, end };
    this.#live.add(live);
    this.#plan();
    const cut = () => {
      this.#advance();
      this.#live.delete(live);
      this.#plan();
    };
    return { ended, cut };
  }

  /** When a call could work again; now, if it could. */
  opensAt(): number {
    this.#advance();
    const until = this.#facts.map((rule) => (this.#isFull(rule) ? this.#endOf(rule) : this.#timeline.now));
    return Math.max(this.#timeline.now, ...until);
  }

  #closed(): { readonly window: string; readonly resetsAt: number } | null {
    const full = this.#facts.filter((rule) => this.#isFull(rule)).map((rule) => ({ rule, until: this.#endOf(rule) }));
    const last = full.sort((a, b) => b.until - a.until)[0];
    return last === undefined ? null : { window: last.rule.name, resetsAt: last.until - last.rule.lateMs };
  }

  #isFull(rule: WindowFacts): boolean {
    return (this.#open.get(rule.name)?.used ?? 0) >= rule.quota;
  }

  #endOf(rule: WindowFacts): number {
    const open = this.#open.get(rule.name);
    return (open?.from ?? this.#timeline.now) + rule.lengthMs + (this.#isFull(rule) ? rule.lateMs : 0);
  }

  /** What was worked since it was looked at last. Nothing happens between two plans, so that it is linear. */
  #advance(): void {
    const { now } = this.#timeline;
    const ms = now - this.#last;
    this.#last = now;
    for (const live of this.#live) {
      live.leftMs -= ms;
      live.workedMs += ms;
    }
    for (const rule of this.#facts) {
      const open = this.#open.get(rule.name);
      if (open !== undefined) open.used = Math.min(rule.quota, open.used + ms * this.#live.size);
      if (open !== undefined && now >= this.#endOf(rule)) this.#open.delete(rule.name);
    }
  }

  /** Until the next call ends, a window is used up, or one ends. */
  #plan(): void {
    this.#drop();
    const { now } = this.#timeline;
    if (this.#live.size === 0) return;
    const next = [...this.#live].map(({ leftMs }) => leftMs);
    for (const rule of this.#facts) {
      if (!this.#open.has(rule.name)) this.#open.set(rule.name, { from: now, used: 0 });
      const { used } = this.#open.get(rule.name) as OpenWindow;
      next.push((rule.quota - used) / this.#live.size, this.#endOf(rule) - now);
    }
    this.#drop = this.#timeline.at(now + Math.max(1, Math.ceil(Math.min(...next))), () => this.#happen());
  }

  #happen(): void {
    this.#advance();
    for (const live of this.#live) {
      if (live.leftMs > 0) continue;
      this.#live.delete(live);
      live.end({ kind: 'done', workedMs: live.workedMs });
    }
    const closed = this.#closed();
    if (closed !== null) {
      this.closings.push({ at: this.#timeline.now, opensAt: this.opensAt(), inFlight: this.#live.size });
      for (const live of this.#live) live.end({ kind: 'limited', workedMs: live.workedMs, ...closed });
      this.#live.clear();
    }
    this.#plan();
  }
}
