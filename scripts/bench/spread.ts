/** Of the median, between the quartiles of the bare node's starts: beyond it the machine had other work. */
const TRUSTED_SPREAD = 0.25;

/** Times its processor time that a bare start may take: beyond it, it waited for what else the machine did all the time. */
const TRUSTED_WAIT = 1.5;

/** A bare start of node, ms of the clock and of the processor; null: the machine does not tell. */
export interface BareStart {
  readonly ms: number;
  readonly processorMs: number | null;
}

export function quantile(values: readonly number[], part: number): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length * part)] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** What to say of figures while which bare starts of node took this long; null: nothing. */
export function distrust(starts: readonly BareStart[]): string | null {
  if (starts.length === 0) return null;
  const ms = starts.map((start) => start.ms);
  const spread = (quantile(ms, 0.75) - quantile(ms, 0.25)) / median(ms);
  const percent = Math.round(spread * 100);
  if (spread > TRUSTED_SPREAD)
    return doubt(`the quartiles of the bare node starts lie ${percent} % of their median apart`);
  // Counted in ticks of 10 ms: only their sum says something.
  const processor = starts.reduce((sum, { processorMs }) => sum + (processorMs ?? Number.NaN), 0);
  const wait = median(ms) / (processor / starts.length);
  return wait > TRUSTED_WAIT ? doubt(`bare node starts take ${wait.toFixed(1)} times their processor time`) : null;
}

const doubt = (why: string) => `These figures are not to be trusted: ${why}, so the machine had other work.`;
