/** Units of work are compared, never seconds: with what the same machine needs for what is known to be quadratic. */
const QUADRATIC = /x+$/;
/** So many times less than the quadratic pattern is no reason for a closer look. */
const SUSPICIOUS_SHARE = 50;
/** Four times the input is four times the work if it is linear, sixteen if it is quadratic. */
const MAX_GROWTH = 9;
const RUNS = 5;

export interface Growth {
  readonly small: number;
  readonly large: number;
}

/** CPU time of the process, µs: what else runs on the machine does not count. The least of several runs. */
export function cpuTime(work: () => unknown, runs: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (let run = 0; run < runs; run++) {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    least = Math.min(least, user + system);
  }
  return least;
}

/** What a quadratic search costs on a text of that length. */
export function quadraticCost(length: number): number {
  const text = `${'x'.repeat(length)}y`;
  QUADRATIC.test(text);
  return cpuTime(() => QUADRATIC.test(text), RUNS);
}

/**
 * How `work` grows from `length` to four times as much, where it grows faster than its input; null where it does not.
 * @param reference cost of a quadratic search at `length`
 */
export function superLinearGrowth(
  work: (length: number) => () => unknown,
  length: number,
  reference: number,
): Growth | null {
  const suspicious = reference / SUSPICIOUS_SHARE;
  const small = work(length);
  if (cpuTime(small, 1) < suspicious) return null;
  const large = work(4 * length);
  // Asked again with more runs: a neighbour that takes the caches away for a moment is no growth.
  let growth: Growth | null = null;
  for (const runs of [1, RUNS]) {
    growth = { small: cpuTime(small, 2 * runs), large: cpuTime(large, runs) };
    if (growth.large <= MAX_GROWTH * Math.max(growth.small, 1)) return null;
  }
  return growth;
}
