import type { ThrottleHistory } from '../throttle/types.ts';
import { HOUR, MINUTE, SECOND } from '../time.ts';
import {
  type Belief,
  drawBeta,
  drawGamma,
  drawTruth,
  learn,
  learnFromOthers,
  type Prior,
  type Random,
} from './draws.ts';
import type { ForecastSettings, OpenUnit, PastUnit } from './types.ts';

/*
 * What is assumed before a unit was finished: units of ten minutes, give or take a factor of four, of which one in
 * eight needs another attempt. Wide, so that a few finished units outweigh it.
 */
const WORK_PRIOR: Prior = { median: 10 * MINUTE, spread: 0.6, weight: 0.3 };
/** Tokens a minute, cached ones included. */
const TOKENS_PRIOR: Prior = { median: 15_000 / MINUTE, spread: 0.4, weight: 0.2 };
/** USD a token, cached ones included, for budgets of money before anything was paid for. Assumed, and never told. */
const PRICE_PRIOR: Prior = { median: 1 / 1e6, spread: 0.5, weight: 0.25 };
const RETRIES = { yes: 0.5, no: 3.5 };
/** A reviewer has one unit in four or so done again, and one answer in four cannot be used. Assumed. */
const OBJECTIONS = { yes: 0.5, no: 0.5 };
const REPEATED_REVIEWS = { yes: 0.5, no: 1.5 };
const REVIEW_PRIOR: Prior = { median: 3 * MINUTE, spread: 0.5, weight: 0.5 };
const MOST_REVIEWS = 6;
const OVERHEAD = { commit: 15 * SECOND, verify: 45 * SECOND };
/**
 * A time in which nothing gets on (a service in trouble, a machine that is lost) comes once in some hours of agents'
 * work at places where it comes at all: a gamma distribution of the rate, that many times in so many hours.
 */
const TROUBLE = { times: 0.5, hours: 2 };
/** A run pauses for limits that are longer, and the next one may come as much later. */
const LIMIT_GAP = 30 * MINUTE;
/** A night in which nobody was there says nothing of the work. */
const LONGEST_LOST = 2 * HOUR;
const LOST_PRIOR: Prior = { median: 20 * MINUTE, spread: 0.8, weight: 1 };
/** A unit of twice the tasks takes 1.4 times as long. Assumed. */
const SIZE_EXPONENT = 0.5;

/** What a unit takes, as it may be. */
export interface UnitWork {
  /** Agents' time, all attempts. */
  readonly workMs: number;
  readonly attempts: number;
  readonly tokensPerMs: number;
  readonly usdPerToken: number;
}

/** How often it was so and how often not. */
interface Odds {
  readonly yes: number;
  readonly no: number;
}

/** What other specs say of this one differs from one possible truth to the next. */
type DrawnBelief = (random: Random) => Belief;

/** What is believed of this spec's units. */
export interface WorkBelief {
  /** Of a unit with one task. */
  readonly workMs: DrawnBelief;
  readonly overheadMs: DrawnBelief;
  readonly tokensPerMs: DrawnBelief;
  readonly usdPerToken: DrawnBelief;
  /** false: nothing was paid for so far. */
  readonly isPriced: boolean;
  readonly retries: Odds;
  /** Of a reviewer's calls: whether there is another one for the same unit, and how long each takes. */
  readonly reviewsAgain: Odds;
  readonly reviewMs: Belief;
  /** How often nothing gets on for a time, in how many hours of work; and for how long. */
  readonly trouble: { readonly times: number; readonly hours: number };
  readonly lostMs: Belief;
  readonly longestMs: number;
  readonly mostAttempts: number;
}

/** What one night takes, as it may be: what is not known of the spec is the same for all of its units. */
export interface DrawnWork {
  unit(unit: OpenUnit): UnitWork;
  overheadMs(): number;
  /** ms of each call of a reviewer, for one unit. */
  reviewsMs(): readonly number[];
  /** What is lost beside so much work of agents. */
  lostMs(workMs: number): number;
}

/** What the finished units say of those that are open. */
export function learnWork(
  past: readonly PastUnit[],
  units: readonly OpenUnit[],
  settings: ForecastSettings,
  history: Pick<ThrottleHistory, 'quotas'>,
): WorkBelief {
  // Where it is not known what others had to do, they had what is usual here.
  const sizes = [...past.flatMap(({ size }) => size ?? []), ...units.map(({ size }) => size)];
  const usual = Math.exp(sizes.reduce((sum, size) => sum + Math.log(size), 0) / Math.max(1, sizes.length));
  const specs = [...new Set(past.map(({ spec }) => spec))].filter((spec) => spec !== null);
  const believe = (prior: Prior, between: number, value: (unit: PastUnit) => number): DrawnBelief => {
    const valuesOf = (spec: number | null) => past.filter((unit) => unit.spec === spec).map(value);
    const others = learnFromOthers(prior, specs.map(valuesOf), between);
    const own = valuesOf(null);
    return (random) => learn(others(random), own);
  };
  const paid = past.filter(({ costUsd, tokens }) => costUsd > 0 && tokens > 0);
  const price = paid.reduce((sum, unit) => sum + unit.costUsd, 0) / paid.reduce((sum, unit) => sum + unit.tokens, 0);
  const retried = past.reduce((sum, { attempts }) => sum + Math.max(0, attempts - 1), 0);
  const lost = lostTimes(past, settings.maxIterations, history);
  const reviews = past.flatMap((unit) => unit.reviews ?? []);
  const isReviewed = settings.reviewBackend !== null;
  const overheadMs = OVERHEAD.commit + (settings.verifies ? OVERHEAD.verify : 0);
  return {
    workMs: believe(WORK_PRIOR, 0.5, ({ workMs, size }) => workMs / sizeFactor(size ?? usual)),
    overheadMs: believe({ median: overheadMs, spread: 0.7, weight: 0.5 }, 0.5, (unit) => unit.overheadMs ?? 0),
    tokensPerMs: believe(TOKENS_PRIOR, 0.4, ({ tokens, workMs }) => tokens / workMs),
    usdPerToken:
      paid.length === 0
        ? () => learn(PRICE_PRIOR, [])
        : believe({ median: price, spread: 0.3, weight: 1 }, 0.2, ({ costUsd, tokens }) => costUsd / tokens),
    isPriced: paid.length > 0,
    retries: {
      yes: RETRIES.yes + retried + (isReviewed ? OBJECTIONS.yes : 0),
      no: RETRIES.no + past.length + (isReviewed ? OBJECTIONS.no : 0),
    },
    reviewsAgain: {
      yes: REPEATED_REVIEWS.yes + reviews.reduce((sum, { calls }) => sum + Math.max(0, calls - 1), 0),
      no: REPEATED_REVIEWS.no + reviews.length,
    },
    reviewMs: learn(
      REVIEW_PRIOR,
      reviews.map(({ ms }) => ms),
    ),
    trouble: {
      times: TROUBLE.times + lost.length,
      hours: TROUBLE.hours + past.reduce((sum, { workMs }) => sum + workMs, 0) / HOUR,
    },
    lostMs: learn(LOST_PRIOR, lost),
    longestMs: settings.throttle.taskTimeoutMs,
    mostAttempts: settings.maxAttempts,
  };
}

/**
 * What the past lost, without the gaps that a limit explains, for which a run paused and came again after it, and those
 * of runs that ended after so many iterations, which are played anyway: the shortest.
 */
function lostTimes(
  past: readonly PastUnit[],
  maxIterations: number,
  { quotas = {} }: Pick<ThrottleHistory, 'quotas'>,
): readonly number[] {
  const limits = Object.values(quotas).flatMap(({ met }) => met.map(({ waitMs }) => waitMs));
  return past
    .flatMap(({ lostMs }) => lostMs)
    .filter((ms) => {
      const limit = limits.findIndex((waitMs) => waitMs >= LIMIT_GAP && Math.abs(ms - waitMs) < 1.5 * LIMIT_GAP);
      if (limit >= 0) limits.splice(limit, 1);
      return limit < 0;
    })
    .map((ms) => Math.min(ms, LONGEST_LOST))
    .sort((a, b) => a - b)
    .slice(Math.floor(past.reduce((sum, { attempts }) => sum + attempts, 0) / maxIterations));
}

/** One possible truth by it. */
export function drawWork(belief: WorkBelief, random: Random): DrawnWork {
  const workMs = drawTruth(belief.workMs(random), random);
  const tokensPerMs = drawTruth(belief.tokensPerMs(random), random);
  const usdPerToken = drawTruth(belief.usdPerToken(random), random);
  const overheadMs = drawTruth(belief.overheadMs(random), random);
  const reviewMs = drawTruth(belief.reviewMs, random);
  const retries = drawBeta(belief.retries.yes, belief.retries.no, random);
  const reviewsAgain = drawBeta(belief.reviewsAgain.yes, belief.reviewsAgain.no, random);
  const lostMs = drawTruth(belief.lostMs, random);
  const rate = drawGamma(belief.trouble.times, random) / belief.trouble.hours;
  const nextTrouble = () => -Math.log(1 - random()) / rate;
  const timesOf = (most: number, again: number) => {
    let times = 1;
    while (times < most && random() < again) times += 1;
    return times;
  };
  return {
    unit({ size, workedMs }) {
      const attempts = timesOf(belief.mostAttempts, retries);
      const whole = Math.min(workMs() * sizeFactor(size), belief.longestMs * attempts);
      return {
        workMs: Math.max(whole - workedMs, 0.1 * whole),
        attempts,
        tokensPerMs: tokensPerMs(),
        usdPerToken: usdPerToken(),
      };
    },
    overheadMs,
    reviewsMs: () => Array.from({ length: timesOf(MOST_REVIEWS, reviewsAgain) }, reviewMs),
    lostMs(workMs) {
      let lost = 0;
      for (let at = nextTrouble(); at < workMs / HOUR; at += nextTrouble()) lost += lostMs();
      return lost;
    },
  };
}

function sizeFactor(size: number): number {
  return Math.max(1, size) ** SIZE_EXPONENT;
}
