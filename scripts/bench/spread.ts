/** Of the median, between the quartiles of the bare node's starts: beyond it the machine had other work. */
const TRUSTED_SPREAD = 0.25;

export function quantile(values: readonly number[], part: number): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length * part)] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** What to say of figures while which bare starts of node took this long, ms; null: nothing. */
export function distrust(bareMs: readonly number[]): string | null {
  const spread = (quantile(bareMs, 0.75) - quantile(bareMs, 0.25)) / median(bareMs);
  if (spread <= TRUSTED_SPREAD) return null;
  const percent = Math.round(spread * 100);
  return `These figures are not to be trusted: the quartiles of the bare node starts lie ${percent} % of their median apart, so the machine had other work.`;
}

/** Says so, where it is so, below the figures. */
export function tellOfTrust(bareMs: readonly number[]): void {
  const doubt = distrust(bareMs);
  if (doubt !== null) console.log(doubt);
}
