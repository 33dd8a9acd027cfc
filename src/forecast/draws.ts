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

/** A value that was seen; `weight` 1 counts in full. */
export interface Observation {
  readonly value: number;
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
export function learn(prior: Prior, observations: readonly Observation[]): Belief {
  const seen = observations.filter(({ value }) => value > 0 && Number.isFinite(value));
  const weight = seen.reduce((sum, one) => sum + one.weight, 0);
  const centre = Math.log(prior.median);
  const scale = (PRIOR_SHAPE - 1) * prior.spread ** 2;
  if (weight === 0) return { mean: centre, weight: prior.weight, shape: PRIOR_SHAPE, scale };
  const mean = seen.reduce((sum, one) => sum + one.weight * Math.log(one.value), 0) / weight;
  const squares = seen.reduce((sum, one) => sum + one.weight * (Math.log(one.value) - mean) ** 2, 0);
  const total = prior.weight + weight;
  return {
    mean: (prior.weight * centre + weight * mean) / total,
    weight: total,
    shape: PRIOR_SHAPE + weight / 2,
    scale: scale + squares / 2 + (prior.weight * weight * (mean - centre) ** 2) / (2 * total),
  };
}

/** One possible truth of it, and values by that truth: what is not known is the same for all values of one night. */
export function drawTruth({ mean, weight, shape, scale }: Belief, random: Random): () => number {
  const spread = Math.sqrt(scale / drawGamma(shape, random));
  const centre = mean + (spread / Math.sqrt(weight)) * drawNormal(random);
  return () => Math.exp(centre + spread * drawNormal(random));
}
