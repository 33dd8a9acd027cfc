import type { LimitWindow } from '../../../src/agents/types.ts';
import { type Dice, dice } from './dice.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** In UTC, in winter, when all nights are. */
const PACIFIC_MIDNIGHT = 8 * HOUR;

/** A quota that comes back by itself. */
export interface WindowRule {
  /** `five_hour`, `weekly`, `daily`. */
  readonly name: string;
  readonly lengthMs: number;
  /** Tokens until it is closed. */
  readonly quota: number;
  /** It opens with the first use: at that moment, at the hour before it, or at the midnight before it in California. */
  readonly anchor: 'use' | 'hour' | 'pacific-day';
}

/** Times at which the service is short of breath. */
export interface Burst {
  readonly from: number;
  readonly to: number;
  /** Share of the calls that fail of it. */
  readonly severity: number;
}

/** What a service does to its callers. Times in epoch ms. */
export interface AccountFacts {
  readonly backend: string;
  readonly rules: readonly WindowRule[];
  readonly bursts: readonly Burst[];
  /** From then on it refuses everything, until a human mends it. */
  readonly refusesFrom: number | null;
  /** It tells how much of its windows is used. */
  readonly warns: boolean;
  /** Share of its warnings that are wrong. */
  readonly wrongWarnings: number;
  /** Share of its windows that open again later than said, by up to 15 min. */
  readonly lateWindows: number;
  readonly seed: string;
}

/**
 * What becomes of a call that starts now, if nobody stops it: when it ends, and until when it gets any work done. What
 * comes between is the CLI's own trying again.
 */
export type Fortune =
  | { readonly kind: 'refused'; readonly at: number }
  | {
      readonly kind: 'limited';
      readonly at: number;
      readonly worksUntil: number;
      readonly window: string;
      readonly resetsAt: number;
    }
  | { readonly kind: 'passing'; readonly at: number; readonly worksUntil: number; readonly until: number }
  | { readonly kind: 'well'; readonly at: number };

interface Open {
  readonly from: number;
  used: number;
}

/** One account at a model's service: its windows, its bad hours, its warnings. */
export class Account {
  readonly facts: AccountFacts;
  readonly #open = new Map<string, Open>();
  readonly #dice: Dice;
  #refuses: boolean;

  constructor(facts: AccountFacts) {
    this.facts = facts;
    this.#dice = dice(facts.seed, facts.backend);
    this.#refuses = facts.refusesFrom !== null;
  }

  /** A human paid, or logged in. */
  mend(now: number): void {
    if (this.facts.refusesFrom !== null && now >= this.facts.refusesFrom) this.#refuses = false;
  }

  /** What a call of `ms` and `tokens` meets that starts at `from`. Nothing is used by asking. */
  fortune(from: number, ms: number, tokens: number): Fortune {
    const { refusesFrom, bursts } = this.facts;
    if (this.#refuses && refusesFrom !== null && from >= refusesFrom) return { kind: 'refused', at: from + 2000 };
    const found: Fortune[] = [{ kind: 'well', at: from + ms }];
    for (const rule of this.facts.rules) {
      const hit = this.#hit(rule, from, ms, tokens);
      if (hit === null) continue;
      const at = Math.max(hit.at, from + 2000);
      found.push({ kind: 'limited', at, worksUntil: hit.at, window: rule.name, resetsAt: hit.resetsAt });
    }
    for (const burst of bursts) {
      const luck = this.#dice.fork('burst', burst.from, Math.floor(from / 1000));
      const inside = from >= burst.from && from < burst.to;
      const meets = inside
        ? luck.chance(burst.severity)
        : burst.from > from && burst.from < from + ms && luck.chance(burst.severity / 2);
      if (!meets) continue;
      const worksUntil = Math.max(from, burst.from);
      found.push({ kind: 'passing', at: worksUntil + luck.between(8, 200) * 1000, worksUntil, until: burst.to });
    }
    return found.reduce((first, other) => (other.at < first.at ? other : first));
  }

  /** Tokens are used evenly from `from` to `to`. */
  use(from: number, to: number, tokens: number): void {
    for (const rule of this.facts.rules) {
      const now = this.#current(rule, from);
      const opened = now ?? { from: this.#anchor(rule, from), used: 0 };
      const end = opened.from + rule.lengthMs;
      if (to <= end || to <= from) {
        opened.used += tokens;
        this.#open.set(rule.name, opened);
        continue;
      }
      const late = (tokens * (to - end)) / (to - from);
      this.#open.set(rule.name, { from: this.#anchor(rule, end), used: late });
    }
  }

  /** When the quota that is used up at `now` comes back; null: it is not used up. */
  closed(now: number): { readonly window: string; readonly stated: number; readonly until: number } | null {
    let last: { readonly window: string; readonly stated: number; readonly until: number } | null = null;
    for (const rule of this.facts.rules) {
      const until = this.#closedUntil(rule, now);
      if (until === null || until <= (last?.until ?? now)) continue;
      last = { window: rule.name, stated: until - this.#lateness(rule, until), until };
    }
    return last;
  }

  /** The windows as the service reports them at `now`, some of them wrong. */
  windows(now: number): LimitWindow[] {
    if (!this.facts.warns) return [];
    return this.facts.rules.flatMap((rule) => {
      const open = this.#current(rule, now);
      if (open === null) return [];
      const luck = this.#dice.fork('warning', rule.name, now);
      const wrong = luck.chance(this.facts.wrongWarnings);
      const used = wrong ? luck.next() : open.used / rule.quota;
      const share = Math.min(1, Math.round(used * 100) / 100);
      const status = share >= 0.8 ? 'warning' : 'allowed';
      return [{ name: rule.name, used: share, resetsAt: open.from + rule.lengthMs, status } satisfies LimitWindow];
    });
  }

  #current(rule: WindowRule, now: number): Open | null {
    const open = this.#open.get(rule.name);
    if (open === undefined) return null;
    const full = open.used >= rule.quota * 0.999;
    const end = open.from + rule.lengthMs + (full ? this.#late(rule, open.from) : 0);
    return now < end ? open : null;
  }

  #closedUntil(rule: WindowRule, now: number): number | null {
    const open = this.#current(rule, now);
    if (open === null || open.used < rule.quota * 0.999) return null;
    return open.from + rule.lengthMs + this.#late(rule, open.from);
  }

  #lateness(rule: WindowRule, until: number): number {
    const open = this.#open.get(rule.name);
    return open === undefined ? 0 : until - (open.from + rule.lengthMs);
  }

  #late(rule: WindowRule, from: number): number {
    const luck = this.#dice.fork('late', rule.name, from);
    return luck.chance(this.facts.lateWindows) ? luck.between(2, 15) * 60_000 : 0;
  }

  #anchor(rule: WindowRule, from: number): number {
    switch (rule.anchor) {
      case 'use':
        return from;
      case 'hour':
        return from - (from % HOUR);
      case 'pacific-day':
        return from - ((from - PACIFIC_MIDNIGHT) % DAY);
    }
  }

  #hit(rule: WindowRule, from: number, ms: number, tokens: number): { at: number; resetsAt: number } | null {
    const closed = this.#closedUntil(rule, from);
    if (closed !== null) return { at: from, resetsAt: closed - this.#lateness(rule, closed) };
    const open = this.#current(rule, from);
    const start = open?.from ?? this.#anchor(rule, from);
    const end = start + rule.lengthMs;
    const left = rule.quota - (open?.used ?? 0);
    const at = from + (tokens === 0 ? ms : Math.ceil((ms * left) / tokens));
    if (at < Math.min(from + ms, end)) return { at, resetsAt: end };
    if (from + ms <= end) return null;
    const next = this.#anchor(rule, end);
    const again = end + Math.ceil((ms * rule.quota) / Math.max(1, tokens));
    return again < from + ms ? { at: again, resetsAt: next + rule.lengthMs } : null;
  }
}
