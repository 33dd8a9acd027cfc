import { MINUTE, SECOND } from '../time.ts';
import { type Belief, drawBeta, drawTruth, learn, type Observation, type Prior, type Random } from './draws.ts';
import type { ForecastSettings, OpenUnit, PastUnit } from './types.ts';

/*
 * What is assumed before a unit was finished: units of ten minutes, give or take a factor of three, of which one in
 * eight needs another attempt. Wide, so that a few finished units outweigh it.
 */
const WORK_PRIOR: Prior = { median: 10 * MINUTE, spread: 0.6, weight: 0.5 };
/** Tokens a minute, cached ones included. */
const TOKENS_PRIOR: Prior = { median: 20_000, spread: 0.5, weight: 0.25 };
const RETRIES = { yes: 0.5, no: 3.5 };
const OVERHEAD = { commit: 15 * SECOND, verify: 45 * SECOND };
/** What a dollar buys is known once anything was paid. */
const USD_SPREAD = 0.3;
/** Units of other specs are other work, and count for less. */
const OTHERS_WEIGHT = 0.3;
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

/** What is believed of this spec's units. */
export interface WorkBelief {
  /** Of a unit with one task. */
  readonly workMs: Belief;
  readonly overheadMs: Belief;
  readonly tokensPerMs: Belief;
  /** null: nothing was paid for so far. */
  readonly usdPerToken: Belief | null;
  readonly retries: { readonly yes: number; readonly no: number };
  readonly longestMs: number;
  readonly mostAttempts: number;
}

/** What one night takes, as it may be: what is not known of the spec is the same for all of its units. */
export interface DrawnWork {
  unit(unit: OpenUnit): UnitWork;
  overheadMs(): number;
}

/** What the finished units say of those that are open. */
export function learnWork(
  past: readonly PastUnit[],
  units: readonly OpenUnit[],
  settings: ForecastSettings,
): WorkBelief {
  // Where it is not known what others had to do, they had what is usual here.
  const usual = Math.exp(
    mean([...past.flatMap(({ size }) => size ?? []), ...units.map(({ size }) => size)].map(Math.log)),
  );
  const observe = (value: (unit: PastUnit) => number): Observation[] =>
    past.map((unit) => ({ value: value(unit), weight: unit.isOwn ? 1 : OTHERS_WEIGHT }));
  const usdPerToken = observe(({ costUsd, tokens }) => (tokens > 0 ? costUsd / tokens : 0));
  const paid = usdPerToken.filter(({ value }) => value > 0);
  const retried = past.map(({ attempts }) => Math.max(0, attempts - 1));
  const overhead = OVERHEAD.commit + (settings.verifies ? OVERHEAD.verify : 0);
  return {
    workMs: learn(
      WORK_PRIOR,
      observe(({ workMs, size }) => workMs / sizeFactor(size ?? usual)),
    ),
    overheadMs: learn(
      { median: overhead, spread: 0.7, weight: 0.5 },
      observe(({ overheadMs }) => overheadMs ?? 0),
    ),
    tokensPerMs: learn(
      { ...TOKENS_PRIOR, median: TOKENS_PRIOR.median / MINUTE },
      observe(({ tokens, workMs }) => tokens / workMs),
    ),
    usdPerToken:
      paid.length === 0
        ? null
        : learn(
            { median: Math.exp(mean(paid.map(({ value }) => Math.log(value)))), spread: USD_SPREAD, weight: 1 },
            paid,
          ),
    retries: { yes: RETRIES.yes + sum(retried), no: RETRIES.no + past.length },
    longestMs: settings.throttle.taskTimeoutMs,
    mostAttempts: settings.maxAttempts,
  };
}

/** One possible truth by it. */
export function drawWork(belief: WorkBelief, random: Random): DrawnWork {
  const workMs = drawTruth(belief.workMs, random);
  const tokensPerMs = drawTruth(belief.tokensPerMs, random);
  const usdPerToken = belief.usdPerToken === null ? () => 0 : drawTruth(belief.usdPerToken, random);
  const overheadMs = drawTruth(belief.overheadMs, random);
  const again = drawBeta(belief.retries.yes, belief.retries.no, random);
  const attemptsOf = () => {
    let attempts = 1;
    while (attempts < belief.mostAttempts && random() < again) attempts += 1;
    return attempts;
  };
  return {
    unit({ size, workedMs }) {
      const attempts = attemptsOf();
      const whole = Math.min(workMs() * sizeFactor(size), belief.longestMs * attempts);
      return {
        workMs: Math.max(whole - workedMs, 0.1 * whole),
        attempts,
        tokensPerMs: tokensPerMs(),
        usdPerToken: usdPerToken(),
      };
    },
    overheadMs,
  };
}

function sizeFactor(size: number): number {
  return Math.max(1, size) ** SIZE_EXPONENT;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

const mean = (values: readonly number[]): number => (values.length === 0 ? 0 : sum(values) / values.length);
