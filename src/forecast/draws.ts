/** Numbers in [0, 1), one at a time. */
export type Random = () => number;

/** The same numbers for the same seed (Mulberry32). */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** From the standard normal distribution (Box and Muller). */
export function drawNormal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** From the gamma distribution with scale 1 (Marsaglia and Tsang); `shape` above 0. */
export function drawGamma(shape: number, random: Random): number {
  if (shape < 1) return drawGamma(shape + 1, random) * (1 - random()) ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = drawNormal(random);
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(1 - random()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
}

/** From the beta distribution: a probability after so many times yes and no. */
export function drawBeta(yes: number, no: number, random: Random): number {
  const a = drawGamma(yes, random);
  return a / (a + drawGamma(no, random));
}

/** What is believed of a quantity before any of it was seen. */
export interface Prior {
  readonly median: number;
  /** Standard deviation of its logarithm, from one to the next. */
  readonly spread: number;
  /** How many observations the median is worth. */
  readonly weight: number;
}

/** What is believed of a quantity whose logarithm is normal: a normal-inverse-gamma distribution of mean and variance. */
export interface Belief {
  readonly mean: number;
  readonly weight: number;
  readonly shape: number;
  readonly scale: number;
}

/** Observations that the spread of a prior is worth, halved. */
const PRIOR_SHAPE = 2.5;

/** The belief after what was seen; values that are not above 0 say nothing. */
export function learn(prior: Prior, seen: readonly number[]): Belief {
  const logs = logarithms(seen);
  const centre = Math.log(prior.median);
  const mean = logs.length === 0 ? centre : meanOf(logs);
  const total = prior.weight + logs.length;
  const surprise = (prior.weight * logs.length * (mean - centre) ** 2) / (2 * total);
  return {
    mean: (prior.weight * centre + logs.length * mean) / total,
    weight: total,
    shape: PRIOR_SHAPE + logs.length / 2,
    scale: (PRIOR_SHAPE - 1) * prior.spread ** 2 + squaresAround(mean, logs) / 2 + surprise,
  };
}

/**
 * What others say of a group of which nothing was seen yet: values of several groups, whose middles differ from one to
 * the next by `between` (of the logarithm), or by what is seen. How much they differ is itself known from so few groups
 * only, so that it is drawn. Without any the prior stands.
 */
export function learnFromOthers(
  prior: Prior,
  groups: readonly (readonly number[])[],
  between: number,
): (random: Random) => Prior {
  const logs = groups.map(logarithms).filter(({ length }) => length > 0);
  if (logs.length === 0) return () => prior;
  const middles = logs.map(meanOf);
  const centre = meanOf(middles);
  const values = logs.reduce((count, { length }) => count + length, 0);
  const squares = logs.reduce((sum, group) => sum + squaresAround(meanOf(group), group), 0);
  const variance = (PRIOR_VALUES * prior.spread ** 2 + squares) / (PRIOR_VALUES + values - logs.length);
  const freedom = PRIOR_GROUPS + logs.length - 1;
  const differences = PRIOR_GROUPS * between ** 2 + squaresAround(centre, middles);
  return (random) => {
    const variances = differences / (2 * drawGamma(freedom / 2, random));
    const weight = variance / (variances * (1 + 1 / logs.length));
    return { median: Math.exp(centre), spread: Math.sqrt(variance), weight };
  };
}

/** How many values, and how many groups, what is assumed of their spread is worth. */
const PRIOR_VALUES = 4;
const PRIOR_GROUPS = 2;

function logarithms(values: readonly number[]): number[] {
  return values.filter((value) => value > 0 && Number.isFinite(value)).map(Math.log);
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function squaresAround(middle: number, values: readonly number[]): number {
  return values.reduce((sum, value) => sum + (value - middle) ** 2, 0);
}

/** One possible truth of it, and values by that truth: what is not known is the same for all values of one night. */
export function drawTruth({ mean, weight, shape, scale }: Belief, random: Random): () => number {
  const spread = Math.sqrt(scale / drawGamma(shape, random));
  const centre = mean + (spread / Math.sqrt(weight)) * drawNormal(random);
  return () => Math.exp(centre + spread * drawNormal(random));
}
